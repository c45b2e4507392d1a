package geo

import (
	"cmp"
	"slices"
)

// tree finds the vertices in a triangle without looking at all of them: the vertices are
// halved by where they lie, again and again, alternately from west to east and from south
// to north. Each part knows its box and how many of its vertices are still there, so that
// what is empty, outside or wholly inside is settled at once.
type tree struct {
	order []int // the vertices' indexes; a part is a stretch of them
	place []int // of each vertex, where it stands in order
	spots []spot
	parts []part // as in a heap: the halves of part i are 2i+1 and 2i+2
	steps int    // how many parts may still be looked at
}

type part struct {
	low, high spot // the box
	left      int  // vertices that are still there
}

// leafSize is how many vertices are looked at one by one.
const leafSize = 8

// maxSteps bounds what one simplification looks at: 400,000 points of any survey need less than
// a hundred million steps, and only a tangle made for the purpose needs more.
const maxSteps = 500_000_000

func newTree(vertices []vertex) *tree {
	t := &tree{order: make([]int, len(vertices)), place: make([]int, len(vertices)), spots: make([]spot, len(vertices)), steps: maxSteps}
	for i, v := range vertices {
		t.order[i], t.spots[i] = i, v.spot
	}
	if len(vertices) > 0 {
		t.build(0, 0, len(vertices), false)
	}
	for at, i := range t.order {
		t.place[i] = at
	}
	return t
}

func (t *tree) build(p, from, to int, byY bool) {
	for len(t.parts) <= p {
		t.parts = append(t.parts, part{})
	}
	own := part{low: t.spots[t.order[from]], high: t.spots[t.order[from]], left: to - from}
	for _, i := range t.order[from:to] {
		s := t.spots[i]
		own.low = spot{min(own.low.x, s.x), min(own.low.y, s.y)}
		own.high = spot{max(own.high.x, s.x), max(own.high.y, s.y)}
	}
	t.parts[p] = own
	if to-from <= leafSize {
		return
	}
	slices.SortFunc(t.order[from:to], func(i, j int) int {
		a, b := t.spots[i], t.spots[j]
		if byY {
			a, b = spot{a.y, a.x}, spot{b.y, b.x}
		}
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y), cmp.Compare(i, j))
	})
	middle := (from + to) / 2
	t.build(2*p+1, from, middle, !byY)
	t.build(2*p+2, middle, to, !byY)
}

// remove takes the vertex away.
func (t *tree) remove(vertex int) {
	at, p, from, to := t.place[vertex], 0, 0, len(t.order)
	for {
		t.parts[p].left--
		if to-from <= leafSize {
			break
		}
		if middle := (from + to) / 2; at < middle {
			p, to = 2*p+1, middle
		} else {
			p, from = 2*p+2, middle
		}
	}
	t.place[vertex] = -1
}

// any reports whether a vertex that is left, at no corner, lies in the triangle a, b, c
// or on its side. When the steps are used up it says so of every triangle.
func (t *tree) any(a, b, c spot) bool {
	if orientation(a, b, c) < 0 {
		b, c = c, b
	}
	return len(t.order) > 0 && t.anyOf(0, 0, len(t.order), a, b, c)
}

// anyOf looks at the part that is the stretch of order from from to to. The triangle is
// anticlockwise.
func (t *tree) anyOf(p, from, to int, a, b, c spot) bool {
	if t.steps--; t.steps < 0 {
		return true
	}
	own := t.parts[p]
	if own.left == 0 || own.outside(a, b, c) {
		return false
	}
	if to-from <= leafSize {
		for _, i := range t.order[from:to] {
			if s := t.spots[i]; t.place[i] >= 0 && s != a && s != b && s != c && within(a, b, c, s) {
				return true
			}
		}
		return false
	}
	if !own.holds(a) && !own.holds(b) && !own.holds(c) && own.inside(a, b, c) {
		return true
	}
	middle := (from + to) / 2
	return t.anyOf(2*p+1, from, middle, a, b, c) || t.anyOf(2*p+2, middle, to, a, b, c)
}

func (p part) holds(s spot) bool {
	return p.low.x <= s.x && s.x <= p.high.x && p.low.y <= s.y && s.y <= p.high.y
}

// outside reports whether a straight line parts the box from the triangle: a side of
// either.
func (p part) outside(a, b, c spot) bool {
	if min(a.x, b.x, c.x) > p.high.x || max(a.x, b.x, c.x) < p.low.x || min(a.y, b.y, c.y) > p.high.y || max(a.y, b.y, c.y) < p.low.y {
		return true
	}
	return p.right(a, b) || p.right(b, c) || p.right(c, a)
}

// right reports whether the whole box lies to the right of the way from a to b.
func (p part) right(a, b spot) bool { return a != b && orientation(a, b, p.corner(a, b, true)) < 0 }

// inside reports whether the whole box lies in the triangle, which has an area.
func (p part) inside(a, b, c spot) bool {
	left := func(a, b spot) bool { return orientation(a, b, p.corner(a, b, false)) >= 0 }
	return orientation(a, b, c) > 0 && left(a, b) && left(b, c) && left(c, a)
}

// corner returns the corner of the box that lies farthest to the left of the way from a
// to b, or farthest to the right.
func (p part) corner(a, b spot, left bool) spot {
	s := p.low
	if (b.y < a.y) == left {
		s.x = p.high.x
	}
	if (b.x > a.x) == left {
		s.y = p.high.y
	}
	return s
}
