package geo

import (
	"container/heap"
	"math"
)

// Vertices returns how many points the borders have, a common border counted once.
func (b Boundaries) Vertices() int {
	n := 0
	for _, a := range cutArcs(b).arcs {
		n += len(a) - 1
	}
	return n
}

// Simplify returns b with fewer points. It first takes away points whose triangle with
// their two neighbours is smaller than a square of tolerance metres, then goes on until
// at most vertices points are left; 0 leaves out either step.
//
// It is Visvalingam's method (Visvalingam and Whyatt 1993: the smallest triangle goes
// first), done on arcs: borders are cut where counties meet, each stretch is simplified
// once for all that share it, so no gap and no overlap can open. A point stays when
// another lies in its triangle, so lines never cross that did not; and a ring keeps at
// least three corners. So more than vertices points may be left.
//
// Triangles are measured in whole steps, so the outcome does not depend on the processor.
func Simplify(b Boundaries, tolerance float64, vertices int) Boundaries {
	cut := cutArcs(b)
	s := newSimplifier(cut.arcs)
	s.run(minTriangle(tolerance, b.Bounds()), vertices)
	cut.arcs = s.remaining()
	return cut.join(b)
}

// Simplify returns w with at most vertices points, where its lines can do with so few, by the method of the borders: rivers and shores
// keep their ends and never cross where they did not.
func (w Water) Simplify(vertices int) Water {
	var list []arc
	for _, f := range w.Features {
		for _, line := range f.Lines {
			a := make(arc, len(line))
			for i, at := range line {
				a[i] = spotOf(at)
			}
			list = append(list, a)
		}
	}
	s := newSimplifier(list)
	s.run(0, vertices)
	list = s.remaining()
	out := Water{Reviewed: w.Reviewed}
	for _, f := range w.Features {
		lines := f.Lines
		f.Lines = nil
		for range lines {
			var line []Point
			for _, at := range list[0] {
				line = append(line, at.point())
			}
			f.Lines, list = append(f.Lines, line), list[1:]
		}
		out.Features = append(out.Features, f)
	}
	return out
}

// minTriangle is the double area of a triangle as large as a square of that many metres,
// in square steps.
func minTriangle(tolerance float64, b Bounds) int64 {
	steps := float64(tolerance / metresPerDegree * spotsPerDegree)
	area := math.Round(2 * steps * steps / max(0.1, cosine(b.Centre().Lat)))
	if area >= 0 && area < math.MaxInt64/2 {
		return int64(area)
	}
	return 0
}

// vertex is one point of one arc. Junctions are vertices of each arc that ends there.
type vertex struct {
	spot
	arc        int
	prev, next int   // the neighbours left in the arc, as indexes; -1 at its ends
	area       int64 // of its triangle, doubled; what went before it counts as at least as large
	gone       bool
}

// simplifier takes vertices away, the smallest triangle first.
type simplifier struct {
	vertices []vertex
	starts   []int // of each arc, its first vertex
	sizes    []int // of each arc, how many vertices are left
	queue    queue
	near     *tree
	straight map[[2]spot]bool // pairs of junctions that an arc of two points joins
	left     int              // as Boundaries.Vertices counts
}

func newSimplifier(list []arc) *simplifier {
	s := &simplifier{straight: map[[2]spot]bool{}}
	for i, a := range list {
		s.starts = append(s.starts, len(s.vertices))
		s.sizes = append(s.sizes, len(a))
		s.left += len(a) - 1
		for j, at := range a {
			v := vertex{spot: at, arc: i, prev: len(s.vertices) - 1, next: len(s.vertices) + 1}
			if j == 0 {
				v.prev = -1
			}
			if j == len(a)-1 {
				v.next = -1
			}
			s.vertices = append(s.vertices, v)
		}
		if len(a) == 2 {
			s.straight[pair(a[0], a[1])] = true
		}
	}
	s.near = newTree(s.vertices)
	for i := range s.vertices {
		s.measure(i, 0)
	}
	return s
}

func pair(a, b spot) [2]spot {
	if b.compare(a) < 0 {
		a, b = b, a
	}
	return [2]spot{a, b}
}

// run takes vertices away while the smallest triangle is below least, or more than
// most vertices are left.
func (s *simplifier) run(least int64, most int) {
	for s.queue.Len() > 0 {
		next := heap.Pop(&s.queue).(candidate)
		v := s.vertices[next.vertex]
		if v.gone || v.area != next.area {
			continue // it was measured again since
		}
		if next.area >= least && (most <= 0 || s.left <= most) {
			return
		}
		if s.needed(next.vertex) {
			continue // it is asked again when a neighbour goes
		}
		s.remove(next.vertex)
	}
}

func (s *simplifier) remove(i int) {
	v := &s.vertices[i]
	v.gone = true
	s.near.remove(i)
	s.vertices[v.prev].next, s.vertices[v.next].prev = v.next, v.prev
	s.left--
	s.sizes[v.arc]--
	if s.sizes[v.arc] == 2 {
		s.straight[pair(s.vertices[v.prev].spot, s.vertices[v.next].spot)] = true
	}
	s.measure(v.prev, v.area)
	s.measure(v.next, v.area)
}

// measure puts the vertex into the queue with its present triangle.
func (s *simplifier) measure(i int, least int64) {
	v := &s.vertices[i]
	if v.prev < 0 || v.next < 0 {
		return
	}
	area := orientation(s.vertices[v.prev].spot, v.spot, s.vertices[v.next].spot)
	v.area = max(area, -area, least)
	heap.Push(&s.queue, candidate{v.area, i})
}

// needed reports whether the border would touch or cross another without the vertex,
// or enclose nothing. Straight lines have no bends, so a border can only get in the way
// if a bend of it lies in the triangle, or if it joins the same two junctions.
func (s *simplifier) needed(i int) bool {
	v := s.vertices[i]
	a, b := s.vertices[v.prev].spot, s.vertices[v.next].spot
	if a == b || s.sizes[v.arc] == 4 && s.closed(v.arc) {
		return true
	}
	if s.sizes[v.arc] == 3 && s.straight[pair(a, b)] {
		return true
	}
	return s.near.any(a, v.spot, b)
}

func (s *simplifier) closed(arc int) bool {
	end := len(s.vertices)
	if arc+1 < len(s.starts) {
		end = s.starts[arc+1]
	}
	return s.vertices[s.starts[arc]].spot == s.vertices[end-1].spot
}

func (s *simplifier) remaining() []arc {
	out := make([]arc, len(s.starts))
	for _, v := range s.vertices {
		if !v.gone {
			out[v.arc] = append(out[v.arc], v.spot)
		}
	}
	return out
}

// within reports whether p lies in the triangle or on its side. A flat triangle is the
// stretch between its outer corners.
func within(a, b, c, p spot) bool {
	if p.x < min(a.x, b.x, c.x) || p.x > max(a.x, b.x, c.x) || p.y < min(a.y, b.y, c.y) || p.y > max(a.y, b.y, c.y) {
		return false
	}
	t, u, v := orientation(a, b, p), orientation(b, c, p), orientation(c, a, p)
	return t >= 0 && u >= 0 && v >= 0 || t <= 0 && u <= 0 && v <= 0
}

// candidate is a vertex with the triangle it had when it was put into the queue.
type candidate struct {
	area   int64
	vertex int
}

// queue is a heap of candidates, the smallest first, in a fixed order.
type queue []candidate

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].area < q[j].area || q[i].area == q[j].area && q[i].vertex < q[j].vertex
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(candidate)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
