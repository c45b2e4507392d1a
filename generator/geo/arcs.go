package geo

import "slices"

// arc is a stretch of border between two junctions, ends included, or a whole closed
// ring without any. Every stretch is one arc, however many counties share it.
type arc []spot

// arcUse is an arc as part of a ring, walked forwards or backwards.
type arcUse struct {
	arc      int
	backward bool
}

// arcs is all borders cut at the junctions, and the rings as chains of arcs, in the
// order of Boundaries.eachRing.
type arcs struct {
	arcs  []arc
	rings [][]arcUse
}

// passage is how rings go through a spot: between which two neighbours, and whether the
// borders must be cut there.
type passage struct {
	sides [2]spot
	cut   bool
}

// cutArcs cuts the borders where rings part or turn back, and where one ring passes
// twice. So a ring that enters an arc walks it to its end, and walks it once.
func cutArcs(b Boundaries) arcs {
	passages := map[spot]passage{}
	b.eachRing(func(_ County, r Ring) {
		seen := make(map[spot]bool, len(r))
		before := spotOf(r[len(r)-2])
		for i := range len(r) - 1 {
			s, after := spotOf(r[i]), spotOf(r[i+1])
			sides := pair(before, after)
			old, known := passages[s]
			cut := old.cut || seen[s] || before == after || known && old.sides != sides
			passages[s] = passage{sides, cut}
			seen[s] = true
			before = s
		}
	})
	c := cutter{known: map[[2]spot]arcUse{}}
	b.eachRing(func(_ County, r Ring) {
		spots := make([]spot, len(r)-1)
		for i := range spots {
			spots[i] = spotOf(r[i])
		}
		c.ring(spots, func(s spot) bool { return passages[s].cut })
	})
	return c.out
}

type cutter struct {
	out   arcs
	known map[[2]spot]arcUse // by the first two spots, from either end
}

// ring cuts one ring, given without its closing point. A ring without junctions is cut
// at its least spot, so that it meets the same ring elsewhere, as the hole around an
// exclave.
func (c *cutter) ring(spots []spot, isJunction func(spot) bool) {
	start := slices.IndexFunc(spots, isJunction)
	if start < 0 {
		start = 0
		for i, s := range spots {
			if s.compare(spots[start]) < 0 {
				start = i
			}
		}
	}
	walk := slices.Concat(spots[start:], spots[:start+1])
	var uses []arcUse
	from := 0
	for i := 1; i < len(walk); i++ {
		if i == len(walk)-1 || isJunction(walk[i]) {
			uses = append(uses, c.arc(walk[from:i+1]))
			from = i
		}
	}
	c.out.rings = append(c.out.rings, uses)
}

func (c *cutter) arc(a arc) arcUse {
	last := len(a) - 1
	forward, backward := [2]spot{a[0], a[1]}, [2]spot{a[last], a[last-1]}
	if use, ok := c.known[forward]; ok {
		return use
	}
	use := arcUse{arc: len(c.out.arcs)}
	c.out.arcs = append(c.out.arcs, a)
	c.known[forward] = use
	if backward != forward {
		c.known[backward] = arcUse{arc: use.arc, backward: true}
	}
	return use
}

// join puts the arcs together again, as boundaries like b.
func (a arcs) join(b Boundaries) Boundaries {
	out := Boundaries{Schematic: b.Schematic, Note: b.Note, ReviewNumber: b.ReviewNumber}
	next := 0
	for _, c := range b.Counties {
		polygons := make([]Polygon, len(c.Polygons))
		for i, p := range c.Polygons {
			for range p {
				polygons[i] = append(polygons[i], a.ring(a.rings[next]))
				next++
			}
		}
		c.Polygons, c.bounds = polygons, boundsOf(polygons)
		out.Counties = append(out.Counties, c)
	}
	return out
}

func (a arcs) ring(uses []arcUse) Ring {
	var r Ring
	for _, use := range uses {
		line := slices.Clone(a.arcs[use.arc])
		if use.backward {
			slices.Reverse(line)
		}
		if len(r) > 0 {
			line = line[1:]
		}
		for _, s := range line {
			r = append(r, s.point())
		}
	}
	return r
}
