package atlas

import (
	"cmp"
	"iter"
	"slices"

	"kepu/generator/chart"
	"kepu/generator/geo"
)

// box is a rectangle that something stands in.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

func around(x, y, radius float64) box { return box{x - radius, y - radius, x + radius, y + radius} }

// What a line of text needs: Chinese glyphs reach from 0.88 em above the baseline to 0.12
// below it, and names want a little air.
const (
	ascent  = 0.9
	descent = 0.2
	air     = 2.0 // units between a symbol and a name
)

// width returns how wide s is at that size.
func width(s string, size float64) float64 {
	return geo.Round(float64(chart.Width(s))*size/100, 1)
}

// box returns where the text stands.
func (l Label) box(s string, size float64) box {
	w := width(s, size)
	left := l.X
	switch l.Anchor {
	case Middle:
		left -= w / 2
	case End:
		left -= w
	}
	return box{geo.Round(left, 1), geo.Round(l.Y-float64(ascent*size), 1), geo.Round(left+w, 1), geo.Round(l.Y+float64(descent*size), 1)}
}

// NamePosition is where the name of a county may stand.
type NamePosition struct {
	Label
	box box
}

// Clear reports whether a symbol of that radius at x, y leaves the name uncovered.
func (n NamePosition) Clear(x, y, radius float64) bool {
	return !n.box.meets(around(x, y, radius+air))
}

// Beside returns the name beside a symbol of that radius at x, y: it grows only where it leaves that uncovered.
func (n NamePosition) Beside(x, y, radius float64) Label {
	l := n.Label
	l.Grows = l.Grows && !n.box.grown(l.X, l.Y).meets(around(x, y, radius+air))
	return l
}

// namePlacer finds room for names. Taken is what no further name may cover.
type namePlacer struct {
	taken   []box
	marks   int   // so many of the first of them are symbols
	won     []box // names that stand upon symbols, which make way
	page    box
	heading float64 // size of the names of counties
}

func newNamePlacer(d Drawing, o Options) *namePlacer {
	n := &namePlacer{page: box{1, 1, d.Width - 1, d.Height - 1}, heading: o.Heading}
	n.symbols(d, o)
	return n
}

// symbols takes the room of all symbols, before any name.
func (n *namePlacer) symbols(d Drawing, o Options) {
	n.taken = nil
	for _, g := range d.Groups {
		if g.Spots == nil {
			n.taken = append(n.taken, around(g.X, g.Y, o.Symbol+air))
		}
		for _, s := range g.Spots {
			n.taken = append(n.taken, around(s.X, s.Y, o.Symbol+air))
		}
		if len(g.Spots) > 1 { // the number in the middle of the ring
			n.taken = append(n.taken, around(g.X, g.Y, o.Symbol/2))
		}
	}
	n.marks = len(n.taken)
}

// put takes the room for the text, if it is free.
func (n *namePlacer) put(l Label, s string, size float64) bool { return n.take(l.box(s, size)) }

// free reports whether nothing stands in the room.
func (n *namePlacer) free(b box) bool {
	return n.onPage(b) && !slices.ContainsFunc(n.taken, b.meets)
}

func (n *namePlacer) onPage(b box) bool {
	return b.left >= n.page.left && b.top >= n.page.top && b.right <= n.page.right && b.bottom <= n.page.bottom
}

// take takes the room, if it is free.
func (n *namePlacer) take(b box) bool {
	if !n.free(b) {
		return false
	}
	n.taken = append(n.taken, b)
	return true
}

// counties draws the outlines that are in view and names them.
func (n *namePlacer) counties(d *Drawing, p geo.Projection, list []geo.County, round func(geo.Point) bool, areas []Area, view geo.Bounds, o Options) {
	for _, c := range list {
		if !overlap(c.Bounds(), view) {
			continue
		}
		out := County{Area: Area{Code: c.Code}, Path: outline(p, c.Polygons, round)}
		for _, a := range areas {
			if a.Code == c.Code {
				out.Area = a
			}
		}
		d.Counties = append(d.Counties, out)
	}
	if o.Heading == 0 {
		return
	}
	// The county that the map is about has the first choice.
	for _, mine := range []bool{true, false} {
		for i := range d.Counties {
			c := &d.Counties[i]
			if c.Area.Name == "" || (c.Code == o.Focus) != mine || o.Only != "" && c.Code != o.Only {
				continue
			}
			shape := list[slices.IndexFunc(list, func(g geo.County) bool { return g.Code == c.Code })]
			b := o.block(c.Area)
			found := false
			for at := range n.inCounty(p, shape, c.Area, b) {
				c.At = append(c.At, at)
				found = found || n.free(b.box(geo.Round(at.X+at.DX, 1), geo.Round(at.Y+at.DY, 1), false))
				if found && (len(c.At) >= mostAt || !o.Zooms) {
					break
				}
			}
			if len(c.At) == 0 && b.figure > 0 { // or where its number alone lies in the county
				bare := block{size: b.size, wide: b.bareWide, high: b.figure, figure: b.figure}
				for at := range n.inCounty(p, shape, c.Area, bare) {
					at.DY = geo.Round(b.figure/2+float64(ascent*b.size)-b.high, 1)
					c.BareAt = append(c.BareAt, at)
					if n.free(b.box(at.X, geo.Round(at.Y+at.DY, 1), true)) {
						break
					}
				}
			}
			n.name(c, b, o)
		}
	}
}

// NamePositions returns where the name of the county o.Only may stand in the drawing that Draw makes
// without places, the best first. With places it stands at the first that all symbols leave clear.
func NamePositions(borders *geo.Boundaries, areas []Area, o Options) []NamePosition {
	p := geo.NewProjection(bounds(borders.Counties, nil, o.Focus), o.Width, o.Symbol+4)
	n := newNamePlacer(Drawing{Width: p.Width, Height: p.Height}, o)
	shape := slices.IndexFunc(borders.Counties, func(c geo.County) bool { return c.Code == o.Only })
	area := slices.IndexFunc(areas, func(a Area) bool { return a.Code == o.Only })
	if shape < 0 || area < 0 {
		return nil
	}
	var out []NamePosition
	b := o.block(areas[area])
	for at := range n.inCounty(p, borders.Counties[shape], areas[area], b) {
		n.taken = nil
		l := Label{X: geo.Round(at.X+at.DX, 1), Y: geo.Round(at.Y+at.DY, 1), Anchor: Middle}
		if n.take(b.box(l.X, l.Y, false)) {
			l.Grows = n.onPage(n.taken[0].grown(l.X, l.Y))
			out = append(out, NamePosition{l, n.taken[0]})
		}
	}
	return out
}

// inCounty returns places for the county's name, the best first: the innermost point, then those around it where the whole
// name lies in the county, the nearer the better; last, of a county that is smaller than its name, those next to that point. Most names stand
// there, so the others are looked for when they are asked for.
func (n *namePlacer) inCounty(p geo.Projection, c geo.County, area Area, b block) iter.Seq[NameAt] {
	type candidate struct {
		NameAt
		far float64
		out bool
	}
	a := p.Affine()
	mx, my := p.XY(area.Middle)
	across, up := b.wide/2/a.Across, b.high/2/a.Down
	try := func(at geo.Point) candidate {
		x, y := p.XY(at)
		made := candidate{NameAt: NameAt{X: x, Y: y, DY: b.down()}, far: distance(x-mx, y-my)}
		for _, corner := range [][2]float64{{-1, 0}, {1, 0}, {-.9, -.8}, {.9, -.8}, {-.9, .8}, {.9, .8}} {
			made.out = made.out || !c.Contains(geo.Point{Lon: at.Lon + float64(across*corner[0]), Lat: at.Lat + float64(up*corner[1])})
		}
		return made
	}
	return func(yield func(NameAt) bool) {
		middle := try(area.Middle)
		if !middle.out && !yield(middle.NameAt) {
			return
		}
		const steps = 24
		list := []candidate{middle}
		box := c.Bounds()
		for i := range steps {
			for j := range steps {
				at := geo.Point{
					Lon: box.West + float64((box.East-box.West)*(float64(i)+0.5)/steps),
					Lat: box.South + float64((box.North-box.South)*(float64(j)+0.5)/steps),
				}.Round(5)
				if c.Contains(at) {
					list = append(list, try(at))
				}
			}
		}
		slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(a.far, b.far) })
		for _, out := range []bool{false, true} {
			if out && b.figure > 0 {
				return // its number goes alone
			}
			for _, l := range list {
				if l.out != out || out && l.far > 1.5*n.heading || !out && l.far == 0 {
					continue
				}
				if !yield(l.NameAt) {
					return
				}
			}
		}
	}
}

func overlap(a, b geo.Bounds) bool {
	return a.West < b.East && b.West < a.East && a.South < b.North && b.South < a.North
}

// places names the bases whose symbols are drawn, those with the highest level first.
func (n *namePlacer) places(d *Drawing, list []Place, o Options) {
	if o.Text == 0 || o.Figure > 0 && o.Width < waterFrom {
		return // on a telephone the names and numbers of the counties have the room
	}
	for i := range d.Groups { // they are in the order of their leaders
		g := &d.Groups[i]
		for j := range g.Spots {
			s, name := &g.Spots[j], list[g.Places[j]].Name
			if name == "" || float64(chart.Width(name)) > longest*100 {
				continue
			}
			for _, l := range beside(*s, s.X-g.X, s.Y-g.Y, o) {
				if n.put(l, name, o.Text) {
					s.Label = &l
					break
				}
			}
		}
	}
}

// beside returns the positions for the name of a symbol: on the side that looks away from
// the middle of its ring first, then right, left, below and above.
func beside(s Spot, dx, dy float64, o Options) []Label {
	gap := o.Symbol + air + 1
	level := geo.Round(s.Y+float64(0.35*o.Text), 1)
	right := Label{X: geo.Round(s.X+gap, 1), Y: level, Anchor: Start}
	left := Label{X: geo.Round(s.X-gap, 1), Y: level, Anchor: End}
	below := Label{X: s.X, Y: geo.Round(s.Y+o.Symbol+air+float64(ascent*o.Text)+0.5, 1), Anchor: Middle}
	above := Label{X: s.X, Y: geo.Round(s.Y-o.Symbol-air-float64(descent*o.Text)-0.5, 1), Anchor: Middle}
	switch {
	case dx > 1:
		return []Label{right, below, above}
	case dx < -1:
		return []Label{left, below, above}
	case dy < -1:
		return []Label{above}
	case dy > 1:
		return []Label{below}
	}
	return []Label{right, left, below, above}
}
