package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/image/vector"

	"kepu/themes"
)

// The program's icon is the site's: assets/icon.svg of the default theme, of which this draws what stands in it
// (a rounded rectangle, a stroke with round joins, a disc) and refuses anything else.

// sizes are what Windows asks for, from a list's small icons to Explorer's largest.
var sizes = []int{256, 128, 64, 48, 32, 24, 16}

// shape is one element of the drawing, as polygons of one direction whose union is filled.
type shape struct {
	polygons [][]point
	colour   color.RGBA
	ground   bool    // all else stands on it
	stroke   float64 // how wide a line it is; 0 for an area
}

type point struct{ x, y float64 }

// icon returns the drawing as a PNG of that size.
func icon(size int) ([]byte, error) {
	theme, _ := themes.Open("default") // built in
	svg, err := fs.ReadFile(theme, "assets/icon.svg")
	if err != nil {
		return nil, err
	}
	side, shapes, err := readDrawing(svg)
	if err != nil {
		return nil, fmt.Errorf("icon.svg: %w", err)
	}
	scale := float64(size) / side
	aside := 0.0 // a stroke of one pixel about a whole number is grey in two: half a pixel to the right it is one
	for _, s := range shapes {
		if math.Mod(s.stroke*scale, 2) == 1 {
			aside = 0.5
		}
	}
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	for _, s := range shapes {
		right := aside
		if s.ground {
			right = 0
		}
		r := vector.NewRasterizer(size, size)
		for _, polygon := range s.polygons {
			for i, p := range polygon {
				x, y := pixel(p.x*scale+right), pixel(p.y*scale)
				if i == 0 {
					r.MoveTo(x, y)
				} else {
					r.LineTo(x, y)
				}
			}
			r.ClosePath()
		}
		r.DrawOp = draw.Over
		r.Draw(picture, picture.Bounds(), image.NewUniform(s.colour), image.Point{})
	}
	var out bytes.Buffer
	err = png.Encode(&out, picture)
	return out.Bytes(), err
}

// pixel rounds to what no processor's way of multiplying can change.
func pixel(v float64) float32 { return float32(math.Round(v*64) / 64) }

// readDrawing reads an SVG of a square.
func readDrawing(svg []byte) (side float64, shapes []shape, err error) {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return side, shapes, nil
		}
		if err != nil {
			return 0, nil, err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		a := attributes{of: map[string]string{}}
		for _, attr := range e.Attr {
			a.of[attr.Name.Local] = attr.Value
		}
		var s shape
		switch e.Name.Local {
		case "svg":
			box := strings.Fields(a.of["viewBox"])
			if len(box) != 4 || box[0] != "0" || box[1] != "0" || box[2] != box[3] {
				return 0, nil, fmt.Errorf("viewBox %q", a.of["viewBox"])
			}
			side, err = strconv.ParseFloat(box[2], 64)
			if err != nil {
				return 0, nil, err
			}
			continue
		case "rect":
			s = shape{polygons: [][]point{rounded(a.number("width"), a.number("height"), a.number("rx"))}, colour: a.colour("fill"), ground: true}
		case "circle":
			s = shape{polygons: [][]point{disc(point{a.number("cx"), a.number("cy")}, a.number("r"))}, colour: a.colour("fill")}
		case "path":
			if a.of["fill"] != "none" || a.of["stroke-linejoin"] != "round" {
				return 0, nil, fmt.Errorf("a path that is no round stroke")
			}
			line, err := flatten(a.of["d"])
			if err != nil {
				return 0, nil, err
			}
			s = shape{polygons: stroke(line, a.number("stroke-width")), colour: a.colour("stroke"), stroke: a.number("stroke-width")}
		default:
			return 0, nil, fmt.Errorf("<%s>", e.Name.Local)
		}
		if a.err != nil {
			return 0, nil, fmt.Errorf("<%s>: %w", e.Name.Local, a.err)
		}
		shapes = append(shapes, s)
	}
}

// attributes are an element's, with the first error of reading one.
type attributes struct {
	of  map[string]string
	err error
}

func (a *attributes) number(name string) float64 {
	v, err := strconv.ParseFloat(a.of[name], 64)
	if err != nil && a.err == nil {
		a.err = fmt.Errorf("%s: %w", name, err)
	}
	return v
}

func (a *attributes) colour(name string) color.RGBA {
	v, err := strconv.ParseUint(strings.TrimPrefix(a.of[name], "#"), 16, 24)
	if err == nil && len(a.of[name]) != 7 {
		err = fmt.Errorf("%q", a.of[name])
	}
	if err != nil && a.err == nil {
		a.err = fmt.Errorf("%s: %w", name, err)
	}
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xFF}
}

// turns is of how many corners a circle is made.
const turns = 64

// disc goes round against the direction of the angle, as the pieces of a stroke do.
func disc(at point, r float64) (p []point) {
	for i := range turns {
		sin, cos := math.Sincos(float64(i) * 2 * math.Pi / turns)
		p = append(p, point{at.x + r*cos, at.y - r*sin})
	}
	return p
}

func rounded(w, h, r float64) (p []point) {
	for i := range turns {
		sin, cos := math.Sincos((float64(i) + 0.5) * 2 * math.Pi / turns)
		c := point{r, r}
		if cos > 0 {
			c.x = w - r
		}
		if sin < 0 {
			c.y = h - r
		}
		p = append(p, point{c.x + r*cos, c.y - r*sin})
	}
	return p
}

// stroke is a line of some width: a rectangle for each stretch and a disc at each joint; none at its ends.
func stroke(line []point, width float64) (out [][]point) {
	half := width / 2
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		long := math.Hypot(q.x-p.x, q.y-p.y)
		if long == 0 {
			continue
		}
		nx, ny := -(q.y-p.y)/long*half, (q.x-p.x)/long*half
		out = append(out, []point{{p.x + nx, p.y + ny}, {q.x + nx, q.y + ny}, {q.x - nx, q.y - ny}, {p.x - nx, p.y - ny}})
		if i > 1 {
			out = append(out, disc(p, half))
		}
	}
	return out
}

var pathWord = regexp.MustCompile(`[A-Za-z]|-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)`)

// flatten reads the d of a path of one line of M, V and C, absolute or relative, as short straight stretches.
func flatten(d string) (line []point, err error) {
	words := pathWord.FindAllString(d, -1)
	var at point
	command := ""
	for i := 0; i < len(words); {
		if c := words[i]; c[0] >= 'A' {
			command = c
			i++
		}
		n := map[string]int{"M": 2, "V": 1, "C": 6}[strings.ToUpper(command)]
		if n == 0 || i+n > len(words) {
			return nil, fmt.Errorf("path: %q", command)
		}
		v := make([]float64, n)
		for j := range v {
			if v[j], err = strconv.ParseFloat(words[i+j], 64); err != nil {
				return nil, fmt.Errorf("path: %w", err)
			}
		}
		i += n
		from := point{}
		if command[0] >= 'a' {
			from = at
		}
		switch strings.ToUpper(command) {
		case "M":
			at = point{from.x + v[0], from.y + v[1]}
			line = append(line, at)
		case "V":
			at.y = from.y + v[0]
			line = append(line, at)
		case "C":
			a, b, end := point{from.x + v[0], from.y + v[1]}, point{from.x + v[2], from.y + v[3]}, point{from.x + v[4], from.y + v[5]}
			const stretches = 16
			for j := 1; j <= stretches; j++ {
				t := float64(j) / stretches
				s := 1 - t
				line = append(line, point{
					s*s*s*at.x + 3*s*s*t*a.x + 3*s*t*t*b.x + t*t*t*end.x,
					s*s*s*at.y + 3*s*s*t*a.y + 3*s*t*t*b.y + t*t*t*end.y,
				})
			}
			at = end
		}
	}
	return line, nil
}
