package atlas

import (
	"kepu/generator/chart"
	"kepu/generator/geo"
)

// Stream is a river, lake, ridge or peak on a drawing.
type Stream struct {
	Name  string
	Kind  geo.WaterKind
	Path  string // for the d of an SVG path
	Label *Label // nil: there is no room for its name, or none is asked for
	Spot  Label  // where that would be: for other zooms
}

// water draws what lies in view.
func water(p geo.Projection, w *geo.Water, view geo.Bounds) []Stream {
	if w == nil {
		return nil
	}
	var out []Stream
	for _, f := range w.Features {
		var b geo.Bounds
		for _, line := range f.Lines {
			for _, at := range line {
				b = b.Add(at)
			}
		}
		if b.West > view.East || b.East < view.West || b.South > view.North || b.North < view.South {
			continue
		}
		s := Stream{Name: f.Name, Kind: f.Kind}
		var d []byte
		for _, line := range f.Lines {
			switch f.Kind {
			case geo.Lake:
				d = appendRing(d, p, geo.Ring(line), func(geo.Point) bool { return true })
			case geo.Peak:
				x, y := p.XY(line[0])
				n := pen{d: append(d, 'M'), x: tenths(x), y: tenths(y) - 35}
				n.d = appendStep(n.d, n.x, n.y)
				n.step('l', [2]int{n.x + 40, n.y + 65}, [2]int{n.x - 40, n.y + 65})
				d = append(n.d, 'z')
			default:
				d = appendLine(d, p, line)
			}
		}
		s.Path = string(d)
		x, y := p.XY(labelPoint(f, view))
		s.Spot = Label{X: x, Y: y, Anchor: Middle}
		out = append(out, s)
	}
	return out
}

// labelPoint is where the name of a feature stands best: in the middle of a lake, above a peak, half-way along the part of a line that is in view.
func labelPoint(f geo.WaterFeature, view geo.Bounds) geo.Point {
	var seen []geo.Point
	var b geo.Bounds
	for _, at := range f.Lines[0] {
		b = b.Add(at)
		if view.Contains(at) {
			seen = append(seen, at)
		}
	}
	switch {
	case f.Kind == geo.Lake:
		return b.Centre()
	case len(seen) > 0:
		return seen[len(seen)/2]
	}
	return f.Lines[0][len(f.Lines[0])/2]
}

// appendLine writes an open line, its bends round.
func appendLine(d []byte, p geo.Projection, line []geo.Point) []byte {
	points := make([][2]int, len(line))
	for i, at := range line {
		x, y := p.XY(at)
		points[i] = [2]int{tenths(x), tenths(y)}
	}
	n := pen{d: append(d, 'M'), x: points[0][0], y: points[0][1]}
	n.d = appendStep(n.d, n.x, n.y)
	for i := 1; i+1 < len(points); i++ {
		end := [2]int{(points[i][0] + points[i+1][0]) >> 1, (points[i][1] + points[i+1][1]) >> 1}
		n.step('q', points[i], end)
	}
	n.line(points[len(points)-1])
	return n.d
}

// waters names what is drawn where there is room, last of all. A name hangs a little below its point; that of a river is never longer than it is plain.
func (n *namePlacer) waters(d *Drawing, o Options) {
	for i := range d.Water {
		s := &d.Water[i]
		s.Spot.Y = geo.Round(s.Spot.Y+float64(1.2*WaterText), 1)
		if o.Text == 0 || o.Width < waterFrom || s.Name == "" || float64(chart.Width(s.Name)) > longest*100 {
			continue
		}
		if l := s.Spot; n.put(l, s.Name, WaterText) {
			s.Label = &l
		}
	}
}

// Names of waters are of this size, on drawings that are so wide.
const (
	WaterText = 11.0
	waterFrom = 500.0
)
