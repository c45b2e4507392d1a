package atlas

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/geo"
)

var pathPart = regexp.MustCompile(`[Mlz]|-?(?:[0-9]+(?:\.[0-9])?|\.[0-9])`)

// walk follows an outline and returns the points that it leads through.
func walk(t *testing.T, d string) string {
	t.Helper()
	var out strings.Builder
	x, y, at := 0, 0, 0
	var numbers []int
	flush := func() {
		for i := 0; i+1 < len(numbers); i += 2 {
			letter := "L"
			if at == 'M' {
				x, y, letter = 0, 0, "M"
			}
			x, y = x+numbers[i], y+numbers[i+1]
			fmt.Fprintf(&out, "%s%s %s", letter, tenth(x), tenth(y))
		}
		numbers = nil
	}
	for _, part := range pathPart.FindAllString(d, -1) {
		if part == "M" || part == "l" || part == "z" {
			flush()
			at = int(part[0])
			if part == "z" {
				out.WriteString("Z")
			}
			continue
		}
		f, err := strconv.ParseFloat(part, 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, tenths(f))
	}
	flush()
	if rest := strings.TrimSpace(pathPart.ReplaceAllString(d, "")); rest != "" {
		t.Fatalf("what is %q?", rest)
	}
	return out.String()
}

// points writes the points of polygons as they lie on the page, less those that fall on the one before.
func points(p geo.Projection, polygons []geo.Polygon) string {
	var out strings.Builder
	for _, polygon := range polygons {
		for _, ring := range polygon {
			letter, last := "M", ""
			for _, at := range ring[:len(ring)-1] {
				x, y := p.XY(at)
				if point := tenth(2*tenths(x/2)) + " " + tenth(2*tenths(y/2)); point != last {
					out.WriteString(letter + point)
					letter, last = "L", point
				}
			}
			out.WriteString("Z")
		}
	}
	return out.String()
}

func tenth(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }

func TestAnOutlineLeadsThroughItsPoints(t *testing.T) {
	b, _ := city(t)
	p := geo.NewProjection(b.Bounds(), 760, 15)
	short, long := 0, 0
	for _, c := range b.Counties {
		want, got := points(p, c.Polygons), outline(p, c.Polygons, b.Round)
		if walk(t, got) != want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.Name, walk(t, got), want)
		}
		short, long = short+len(got), long+len(want)
	}
	if short*10 > long*8 {
		t.Errorf("%d bytes against %d: steps are no shorter", short, long)
	}
}

// A ring at the very edge of the map would hang over it: it stays a number.
func TestARingStaysOnTheDrawing(t *testing.T) {
	b, areas := city(t)
	box := b.Bounds()
	for _, at := range []geo.Point{{Lon: box.West, Lat: box.South}, {Lon: box.East, Lat: box.North}, {Lon: box.West, Lat: box.North}, box.Centre()} {
		var list []Place
		for i := range 8 {
			list = append(list, Place{ID: fmt.Sprint(i), At: at})
		}
		d := Draw(b, areas, list, sizes[0])
		if opened := d.Groups[0].Spots != nil; opened != (at == box.Centre()) {
			t.Errorf("eight at %v: opened %v", at, opened)
		}
	}
}

// Of two counties that share a bend, one draws the curve from one end and the other from the other.
func TestNeighboursDrawTheSameCurve(t *testing.T) {
	b, _ := city(t)
	s := b.Smooth()
	p := geo.NewProjection(s.Bounds(), 760, 15)
	type curve struct{ a, control, b [2]int }
	times, shared := map[curve]int{}, map[[2]int]int{}
	for _, c := range s.Counties {
		for _, polygon := range c.Polygons {
			for _, ring := range polygon {
				for _, at := range ring[1:] {
					if s.Round(at) {
						x, y := p.XY(at)
						shared[[2]int{2 * tenths(x/2), 2 * tenths(y/2)}]++
					}
				}
				for _, c := range curves(t, string(appendRing(nil, p, ring, s.Round))) {
					if c[0][0] > c[2][0] || c[0][0] == c[2][0] && c[0][1] > c[2][1] {
						c[0], c[2] = c[2], c[0]
					}
					times[curve{c[0], c[1], c[2]}]++
				}
			}
		}
	}
	if len(times) < 100 {
		t.Fatalf("%d curves", len(times))
	}
	for c, n := range times {
		if n != shared[c.control] {
			t.Errorf("the curve %v is drawn %d times, its bend is in %d rings", c, n, shared[c.control])
		}
	}
}

// curves returns the beginning, control point and end of each curve of an outline.
func curves(t *testing.T, d string) (out [][3][2]int) {
	t.Helper()
	var at [2]int
	for _, m := range regexp.MustCompile(`([Mlqtz])([^Mlqtz]*)`).FindAllStringSubmatch(d, -1) {
		var n []int
		for _, s := range pathPart.FindAllString(m[2], -1) {
			f, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatal(err)
			}
			n = append(n, tenths(f))
		}
		step := map[string]int{"M": 2, "l": 2, "q": 4, "t": 2, "z": 1}[m[1]]
		for i := 0; i+step <= len(n); i += step {
			next := [2]int{at[0] + n[i+step-2], at[1] + n[i+step-1]}
			if m[1] == "M" {
				next = [2]int{n[i], n[i+1]}
			}
			switch {
			case m[1] == "q":
				out = append(out, [3][2]int{at, {at[0] + n[i], at[1] + n[i+1]}, next})
			case m[1] == "t": // as SVG has it: the last control point, seen from the other side
				last := out[len(out)-1][1]
				out = append(out, [3][2]int{at, {2*at[0] - last[0], 2*at[1] - last[1]}, next})
			}
			at = next
		}
	}
	return out
}
