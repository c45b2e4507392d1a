package atlas

import (
	"slices"

	"kepu/generator/geo"
)

// Larger is how much larger readers may have their type: that of WeChat, and of the site's own switch. A drawing is laid out once, so a word of it
// grows only where there is room for that; the others stay as they are.
const Larger = 1.4

// grown is the room that what stands in b takes in larger type: it grows from where it is anchored.
func (b box) grown(x, y float64) box {
	from := func(at, o float64) float64 { return geo.Round(o+float64((at-o)*Larger), 1) }
	return box{from(b.left, x), from(b.top, y), from(b.right, x), from(b.bottom, y)}
}

// grow tells each word whether it may grow, those of counties first.
func (n *namePlacer) grow(d *Drawing, list []Place, o Options) {
	word := func(l *Label, now box) {
		own := slices.Index(n.taken, now)
		then := now.grown(l.X, l.Y)
		for i, b := range n.taken {
			if i != own && then.meets(b) {
				return
			}
		}
		if l.Grows = own >= 0 && n.onPage(then); l.Grows {
			n.taken[own] = then
		}
	}
	for _, c := range d.Counties {
		if c.Name != nil {
			word(c.Name, o.block(c.Area).box(c.Name.X, c.Name.Y, c.Bare))
		}
	}
	for _, g := range d.Groups {
		for i, s := range g.Spots {
			if s.Label != nil {
				word(s.Label, s.Label.box(list[g.Places[i]].Name, o.Text))
			}
		}
	}
}
