package geo

import (
	"cmp"
	"slices"
)

// maxComparisons bounds the search for crossings: a county in full detail needs a few
// hundred thousand, and a ring made to be slow is let through unchecked.
const maxComparisons = 5_000_000

// crossing looks for a place where the ring crosses or runs along itself, and returns a
// point near it. Rings that only touch themselves in a point pass: surveyed files have them.
//
// The edges are walked from west to east; each is compared with those that begin
// before it ends.
func crossing(r Ring) (Point, bool) {
	type edge struct{ a, b spot } // a west of b
	edges := make([]edge, 0, len(r)-1)
	for i := 1; i < len(r); i++ {
		e := edge{spotOf(r[i-1]), spotOf(r[i])}
		if e.b.compare(e.a) < 0 {
			e.a, e.b = e.b, e.a
		}
		edges = append(edges, e)
	}
	slices.SortFunc(edges, func(e, f edge) int { return cmp.Or(e.a.compare(f.a), e.b.compare(f.b)) })
	left := maxComparisons
	for i, e := range edges {
		for _, f := range edges[i+1:] {
			if f.a.x > e.b.x {
				break
			}
			if left--; left < 0 {
				return Point{}, false
			}
			if cross(e.a, e.b, f.a, f.b) {
				return f.a.point(), true
			}
		}
	}
	return Point{}, false
}

// cross reports whether the stretches ab and cd share more than an end or a touch.
func cross(a, b, c, d spot) bool {
	if max(c.y, d.y) < min(a.y, b.y) || min(c.y, d.y) > max(a.y, b.y) {
		return false
	}
	c1, d1 := orientation(a, b, c), orientation(a, b, d)
	a1, b1 := orientation(c, d, a), orientation(c, d, b)
	if c1 == 0 && d1 == 0 {
		return overlap(a, b, c, d)
	}
	return opposite(c1, d1) && opposite(a1, b1)
}

func opposite(x, y int64) bool { return x < 0 && y > 0 || x > 0 && y < 0 }

// overlap reports whether two stretches of one line have more than a point in common.
func overlap(a, b, c, d spot) bool {
	if a.x == b.x {
		return min(max(a.y, b.y), max(c.y, d.y)) > max(min(a.y, b.y), min(c.y, d.y))
	}
	return min(max(a.x, b.x), max(c.x, d.x)) > max(min(a.x, b.x), min(c.x, d.x))
}
