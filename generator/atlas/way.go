package atlas

import (
	"slices"

	"kepu/generator/geo"
)

// makeWay takes the symbols away from the names that stand upon them. A group is folded into one disc and goes to the nearest free place beside the
// name, with a line to where it belongs; where none is free it is folded into the group that is nearest.
func (n *namePlacer) makeWay(d *Drawing, o Options) {
	if n.won == nil {
		return
	}
	names := slices.Clone(n.taken[n.marks:])
	r := o.Symbol + air
	room := func(g Group) []box {
		if g.Spots == nil {
			return []box{around(g.X, g.Y, r)}
		}
		var out []box
		for _, s := range g.Spots {
			out = append(out, around(s.X, s.Y, r))
		}
		return out
	}
	covered := func(g Group) bool {
		return slices.ContainsFunc(room(g), func(b box) bool { return slices.ContainsFunc(n.won, b.meets) })
	}
	for i := 0; i < len(d.Groups); i++ {
		g := d.Groups[i]
		if !covered(g) {
			continue
		}
		free := func(x, y float64) bool {
			b := around(x, y, r)
			if !n.onPage(b) || slices.ContainsFunc(names, b.meets) {
				return false
			}
			for j, other := range d.Groups {
				if j != i && slices.ContainsFunc(room(other), b.meets) {
					return false
				}
			}
			return true
		}
		to, far := Spot{}, -1.0
		for _, b := range n.won {
			if !slices.ContainsFunc(room(g), b.meets) {
				continue
			}
			for _, at := range [][2]float64{{g.X, g.Y}, {b.left - r, g.Y}, {b.right + r, g.Y}, {g.X, b.top - r}, {g.X, b.bottom + r}} {
				x, y := geo.Round(at[0], 1), geo.Round(at[1], 1)
				if away := distance(x-g.X, y-g.Y); (far < 0 || away < far) && free(x, y) {
					to, far = Spot{X: x, Y: y}, away
				}
			}
		}
		if far >= 0 {
			if far > 0 {
				g.From = &Spot{X: g.X, Y: g.Y}
			}
			g.X, g.Y, g.Spots = to.X, to.Y, nil
			if len(g.Places) == 1 {
				g.Spots = []Spot{to}
			}
			d.Groups[i] = g
			continue
		}
		nearest := -1
		for j, other := range d.Groups {
			if away := distance(other.X-g.X, other.Y-g.Y); j != i && !covered(other) && (nearest < 0 || away < far) {
				nearest, far = j, away
			}
		}
		if nearest < 0 {
			continue // there is nobody to go to: the name lies upon it
		}
		into := &d.Groups[nearest]
		into.Places, into.Spots = append(slices.Clone(into.Places), g.Places...), nil
		d.Groups = slices.Delete(d.Groups, i, i+1)
		i--
	}
	n.symbols(*d, o)
	n.taken = append(n.taken, names...)
}
