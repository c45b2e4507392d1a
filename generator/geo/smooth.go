package geo

// Smooth returns b with bends that may be drawn round, as [Boundaries.Round] tells.
//
// A round bend is drawn as the curve from the middle of the way before it to the middle of the way after it, with the bend
// as its control point (a quadratic B-spline: what Chaikin's corner cutting comes to). The curve stays in the triangle of the three points. A bend is
// round when no other point of any border lies in the larger triangle with its two neighbours: so no two curves meet, and no
// curve meets a straight stretch. Where counties meet, the point stays a corner. Two counties that share a stretch of border share its points
// and what is said of each, so their curves are the same.
func (b Boundaries) Smooth() Boundaries {
	s := newSimplifier(cutArcs(b).arcs)
	b.round = map[spot]bool{}
	for _, v := range s.vertices {
		if v.prev >= 0 && v.next >= 0 && !s.near.any(s.vertices[v.prev].spot, v.spot, s.vertices[v.next].spot) {
			b.round[v.spot] = true
		}
	}
	return b
}

// Round reports whether the bend of a border at p may be drawn round: never without [Boundaries.Smooth].
func (b Boundaries) Round(p Point) bool { return b.round[spotOf(p)] }
