package geo

import "slices"

// maxLooks bounds how many edges are looked at to see whether the parts of counties lie on
// top of each other. A file made to need more has its parts taken as they are.
const maxLooks = 100_000_000

// onTop is how far, in metres, a part may reach into another of the same county: surveys
// that were cut along a line have slivers.
const onTop = 100

// add takes a county that was read from the n-th feature, or a further part of one.
func (r *reader) add(c County, n int, offset int64) {
	was, ok := r.codes[c.Code]
	if !ok {
		r.codes[c.Code] = firstFeature{n, len(r.out.Counties)}
		r.out.Counties = append(r.out.Counties, c)
		return
	}
	own := &r.out.Counties[was.county]
	var f *Fault
	switch {
	case own.Name != "" && c.Name != "" && own.Name != c.Name:
		f = sayTwoNames.fault(c.Code, was.feature, n, short(own.Name), short(c.Name))
	case slices.EqualFunc(own.Polygons, c.Polygons, samePolygon):
		f = sayTwice.fault(c.Code, was.feature, n)
	case r.overlap(*own, c) || r.overlap(c, *own):
		f = saySameCode.fault(c.Code, was.feature, n)
	}
	if f != nil {
		f.Feature, f.Code, f.Offset = n, c.Code, offset
		r.faults = append(r.faults, *f)
		return
	}
	if own.Name == "" {
		own.Name = c.Name
	}
	own.Polygons = append(own.Polygons, c.Polygons...)
	own.bounds = own.bounds.Union(c.bounds)
}

func samePolygon(p, q Polygon) bool {
	return slices.EqualFunc(p, q, func(a, b Ring) bool { return slices.Equal(a, b) })
}

// overlap reports whether a corner of a lies deep in b. Some of each ring's corners are
// asked.
func (r *reader) overlap(a, b County) bool {
	const asked = 64
	edges := 0
	for _, p := range b.Polygons {
		for _, ring := range p {
			edges += len(ring)
		}
	}
	for _, p := range a.Polygons {
		for _, ring := range p {
			for i := 0; i < len(ring); i += len(ring)/asked + 1 {
				if !b.bounds.Contains(ring[i]) {
					continue
				}
				if r.looks -= edges; r.looks < 0 {
					return false
				}
				if b.Contains(ring[i]) && b.toBorder(ring[i], onTop) > onTop {
					return true
				}
			}
		}
	}
	return false
}
