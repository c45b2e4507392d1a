package atlas

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"kepu/generator/chart"
	"kepu/generator/geo"
)

// Net is what lies under a map without borders: a frame, and the meridians and parallels in it.
type Net struct {
	Path    string   // for the d of an SVG path: the frame first, then the lines
	Degrees []Degree // what the lines are, at the frame; none where there is no room
}

// Degree is the name of a meridian, at the lower side of the frame, or of a parallel, at the left one.
type Degree struct {
	X, Y     float64
	Text     string
	Meridian bool
}

// inset is how far the frame stands from the sides of the drawing.
const inset = 0.5

// netSteps are the distances between lines, in minutes: the widest with three lines across is taken.
var netSteps = []int{5, 10, 20, 30, 60, 120, 300}

// Names of meridians and parallels are of this size, and stand on drawings that are so wide.
const (
	degreeText = 11.0
	degreeFrom = 500.0
)

// net lays meridians and parallels over a drawing of that width.
func net(p geo.Projection, width float64) *Net {
	const text = degreeText
	a := p.Affine()
	west, east := a.West-float64((a.Padding-inset)/a.Across), a.West+float64((p.Width-a.Padding-inset)/a.Across)
	north, south := a.North+float64((a.Padding-inset)/a.Down), a.North-float64((p.Height-a.Padding-inset)/a.Down)
	step := netSteps[0]
	for _, s := range netSteps {
		if (east-west)*60/float64(s) >= 3 {
			step = s
		}
	}
	var d strings.Builder
	right, low := p.Width-inset, p.Height-inset
	fmt.Fprintf(&d, "M%s %sH%sV%sH%sz", short(inset), short(inset), short(right), short(low), short(inset))
	n := &Net{}
	for m := int(math.Ceil(west * 60 / float64(step))); float64(m*step) <= east*60; m++ {
		x, _ := p.XY(geo.Point{Lon: float64(m*step) / 60, Lat: a.North})
		fmt.Fprintf(&d, "M%s %sV%s", short(x), short(inset), short(low))
		if width >= degreeFrom && x > 2.5*text && x < p.Width-2.5*text {
			n.Degrees = append(n.Degrees, Degree{X: geo.Round(x+3, 1), Y: geo.Round(low-float64(0.4*text), 1), Text: minutes(m*step) + "E", Meridian: true})
		}
	}
	for m := int(math.Ceil(south * 60 / float64(step))); float64(m*step) <= north*60; m++ {
		_, y := p.XY(geo.Point{Lon: a.West, Lat: float64(m*step) / 60})
		fmt.Fprintf(&d, "M%s %sH%s", short(inset), short(y), short(right))
		if width >= degreeFrom && y > 2*text && y < p.Height-2*text {
			n.Degrees = append(n.Degrees, Degree{X: geo.Round(inset+float64(0.4*text), 1), Y: geo.Round(y-3, 1), Text: minutes(m*step) + "N"})
		}
	}
	n.Path = d.String()
	return n
}

// minutes writes an angle: 113°30′.
func minutes(n int) string {
	if n%60 == 0 {
		return fmt.Sprintf("%d°", n/60)
	}
	return fmt.Sprintf("%d°%02d′", n/60, n%60)
}

func short(x float64) string { return string(appendTenths(nil, tenths(x))) }

// seats names the counties where no borders are drawn: in the circle where the name and its number fit, else beside it, on a side that is free.
func (n *namePlacer) seats(d *Drawing, p geo.Projection, areas []Area, view geo.Bounds, o Options) {
	for _, a := range areas {
		if !view.Contains(a.Middle) {
			continue
		}
		c := County{Area: a}
		c.X, c.Y = p.XY(a.Middle)
		d.Counties = append(d.Counties, c)
	}
	if o.Heading == 0 {
		return
	}
	for _, mine := range []bool{true, false} {
		for i := range d.Counties {
			c := &d.Counties[i]
			if c.Area.Name == "" || (c.Code == o.Focus || c.Code == o.Only) != mine {
				continue
			}
			b := o.block(c.Area)
			var steps [][2]float64
			in := func(x, y float64) bool { // all of it, with its corners, in the circle
				return distance(math.Abs(x)+b.wide/2, math.Abs(y)+b.high/2) <= c.Circle
			}
			if o.Figure > 0 {
				for _, part := range []float64{0, .25, .5} {
					by := float64(part * c.Circle)
					for _, step := range [][2]float64{{0, by}, {0, -by}, {by, 0}, {-by, 0}} {
						if in(step[0], step[1]) && !slices.Contains(steps, step) {
							steps = append(steps, step)
						}
					}
				}
			}
			room := max(c.Circle, seatSize) + air
			if o.Figure == 0 {
				room = seatSize + air
			}
			inside := len(steps)
			for _, far := range []float64{1, 1.7, 2.5} { // beside it, and farther around it
				x, y := float64(far*room)+b.wide/2, float64(far*room)+b.high/2
				steps = append(steps, [][2]float64{{0, y}, {0, -y}, {x, 0}, {-x, 0}, {x, y}, {-x, y}, {x, -y}, {-x, -y}}...)
			}
			for k, step := range steps {
				at := NameAt{c.X, c.Y, geo.Round(step[0], 1), geo.Round(step[1]+b.down(), 1)}
				// Beside its own circle, and upon no other: it would seem to be that one's. When the map is enlarged they only part.
				stands := b.box(geo.Round(at.X+at.DX, 1), geo.Round(at.Y+at.DY, 1), false)
				if k >= inside && slices.ContainsFunc(d.Counties, func(other County) bool {
					return other.Code != c.Code && stands.meets(around(other.X, other.Y, max(other.Circle, seatSize)))
				}) {
					continue
				}
				c.At = append(c.At, at)
			}
			n.name(c, b, o)
		}
	}
}

// seatSize is the radius of the ring that a county without a number has.
const seatSize = 3.0

// block is the room that the name of a county needs, with the line below it.
type block struct {
	name       string
	size       float64 // of the name
	wide, high float64
	bareWide   float64 // of the line below the name, alone
	figure     float64 // its size; 0: there is none
}

// block returns the room for the name of a county, and for the widest of its figures.
func (o Options) block(a Area) block {
	b := block{name: a.Name, size: o.Heading, wide: width(a.Name, o.Heading), high: geo.Round(float64((ascent+descent)*o.Heading), 1)}
	if o.Figure == 0 {
		return b
	}
	for _, f := range a.Figures {
		b.bareWide = max(b.bareWide, geo.Round(float64(chart.Width(f))*o.Figure/100, 1))
	}
	if b.bareWide > 0 {
		b.figure = o.Figure
		b.high = geo.Round(b.high+float64(figureLine*o.Figure), 1)
		b.wide = max(b.wide, b.bareWide)
	}
	return b
}

// figureLine is how high the line below a county's name is, in its own em.
const figureLine = 1.0

// down is the way from the block's middle down to the baseline of the name.
func (b block) down() float64 {
	if b.figure == 0 {
		return geo.Round(0.35*b.size, 1)
	}
	return geo.Round(float64(ascent*b.size)-b.high/2, 1)
}

// FigureDown is the way from the baseline of a county's name to that of the line below it.
func FigureDown(o Options) float64 {
	return geo.Round(float64(descent*o.Heading)+float64(0.85*o.Figure), 1)
}

// box is where the block stands when its name's middle and baseline are there. A bare one is the line below alone.
func (b block) box(x, y float64, bare bool) box {
	top, wide := y-float64(ascent*b.size), b.wide
	bottom := geo.Round(top+b.high, 1)
	if bare {
		top, wide = bottom-b.figure, b.bareWide
	}
	return box{geo.Round(x-wide/2, 1), geo.Round(top, 1), geo.Round(x+wide/2, 1), bottom}
}

// name puts the county's name at the first of its places that is free; on a map of numbers else where the fewest symbols stand, which then make way (see
// makeWay). Where there is no such place, its figures alone are put so.
func (n *namePlacer) name(c *County, b block, o Options) {
	put := func(list []NameAt, bare bool) []NameAt {
		stands := func(at NameAt) (Label, box) {
			l := Label{X: geo.Round(at.X+at.DX, 1), Y: geo.Round(at.Y+at.DY, 1), Anchor: Middle}
			return l, b.box(l.X, l.Y, bare)
		}
		for i, at := range list {
			if l, room := stands(at); n.take(room) {
				c.Name, c.Bare = &l, bare
				return few(list, i)
			}
		}
		list = few(list, 0)
		if o.Figure == 0 {
			return list
		}
		fewest := n.marks + 1
		var best box
		for _, at := range list {
			l, room := stands(at)
			if !n.onPage(room) || slices.ContainsFunc(n.taken[n.marks:], room.meets) {
				continue
			}
			if k := count(n.taken[:n.marks], room.meets); k < fewest {
				fewest, best = k, room
				c.Name, c.Bare = &l, bare
			}
		}
		if fewest <= n.marks {
			n.taken, n.won = append(n.taken, best), append(n.won, best)
		}
		return list
	}
	if c.At = put(c.At, false); c.Name == nil {
		c.BareAt = put(c.BareAt, true)
	}
}

func count(list []box, is func(box) bool) (k int) {
	for _, b := range list {
		if is(b) {
			k++
		}
	}
	return k
}

// mostAt is how many places for its name a county keeps for other zooms.
const mostAt = 5

// few keeps the first of the places, and the one that was taken: where they are tried in order, the same one is found.
func few(list []NameAt, taken int) []NameAt {
	if taken < mostAt {
		return list[:min(mostAt, len(list))]
	}
	return append(list[:mostAt-1:mostAt-1], list[taken])
}
