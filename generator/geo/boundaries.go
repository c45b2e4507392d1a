package geo

import (
	"math"
	"slices"
	"strings"
)

// Boundaries is the map of the counties, all points in WGS-84 and rounded to 1e-7
// degrees. It comes from [ReadBoundaries] or [Simplify] and is not changed afterwards.
type Boundaries struct {
	Counties  []County // in the order of the file, no code twice
	Schematic bool     // a drawing, not a survey: maps must say 示意图
	Note      string   // what the file says of itself

	ReviewNumber string // 审图号; "" when the file has none

	round map[spot]bool // the bends that may be drawn round
}

// County is one county's area: one polygon, or more when it has exclaves.
type County struct {
	Code     string // GB/T 2260, six digits
	Name     string // may be empty
	Polygons []Polygon

	bounds Bounds
}

// Polygon is an outer ring, then the holes in it.
type Polygon []Ring

// Ring is a closed line: the last point is the first again, at least four in all.
type Ring []Point

// Bounds returns the box around all counties.
func (b Boundaries) Bounds() Bounds {
	var all Bounds
	for _, c := range b.Counties {
		all = all.Union(c.bounds)
	}
	return all
}

// Find returns the county of that code.
func (b Boundaries) Find(code string) (County, bool) {
	for _, c := range b.Counties {
		if c.Code == code {
			return c, true
		}
	}
	return County{}, false
}

// Contains reports whether p lies in the county of that code or on its border.
func (b Boundaries) Contains(code string, p Point) bool {
	c, ok := b.Find(code)
	return ok && c.Contains(p)
}

// County returns the code of the county that p lies in, the first one if p lies on a
// common border, and false if it lies in none.
func (b Boundaries) County(p Point) (code string, ok bool) {
	for _, c := range b.Counties {
		if c.Contains(p) {
			return c.Code, true
		}
	}
	return "", false
}

// DistanceTo returns how far p lies outside the county of that code: whole metres to the
// nearest point of its border, 0 inside. It is false when there is no such county or p is
// no place. Beyond about 100 km the figure is rough.
func (b Boundaries) DistanceTo(code string, p Point) (metres int, ok bool) {
	c, ok := b.Find(code)
	if !ok || !p.Valid() {
		return 0, false
	}
	if c.Contains(p) {
		return 0, true
	}
	return int(math.Round(c.toBorder(p, 0))), true
}

// Neighbours returns the pairs of counties that share a stretch of border, as codes,
// the smaller first, in order. Counties that meet in a point only are no neighbours.
// Shared borders are found by their points, so borders drawn twice in different ways
// do not count.
func (b Boundaries) Neighbours() [][2]string {
	type side struct{ a, b spot }
	owner := map[side][]string{}
	var pairs [][2]string
	b.eachRing(func(c County, r Ring) {
		for i := 1; i < len(r); i++ {
			s := side{spotOf(r[i-1]), spotOf(r[i])}
			if s.b.compare(s.a) < 0 {
				s.a, s.b = s.b, s.a
			}
			for _, other := range owner[s] {
				if other != c.Code {
					pairs = append(pairs, [2]string{min(c.Code, other), max(c.Code, other)})
				}
			}
			owner[s] = append(owner[s], c.Code)
		}
	})
	slices.SortFunc(pairs, func(p, q [2]string) int {
		return strings.Compare(p[0]+" "+p[1], q[0]+" "+q[1])
	})
	return slices.Compact(pairs)
}

func (b Boundaries) eachRing(visit func(County, Ring)) {
	for _, c := range b.Counties {
		for _, p := range c.Polygons {
			for _, r := range p {
				visit(c, r)
			}
		}
	}
}

// Bounds returns the box around the county.
func (c County) Bounds() Bounds { return c.bounds }

// Contains reports whether p lies in the county or on its border.
func (c County) Contains(p Point) bool {
	if p = p.Round(7); !p.Valid() || !c.bounds.Contains(p) {
		return false
	}
	return slices.ContainsFunc(c.Polygons, func(polygon Polygon) bool { return polygon.contains(spotOf(p)) })
}

// contains counts how often a line from s to the east crosses the rings: an odd
// number of times means inside. Holes need no care of their own.
func (p Polygon) contains(s spot) bool {
	inside := false
	for _, r := range p {
		last := spotOf(r[0])
		for _, next := range r[1:] {
			a, b := last, spotOf(next)
			last = b
			if a.y > b.y {
				a, b = b, a
			}
			if s.y < a.y || s.y > b.y {
				continue
			}
			side := orientation(a, b, s)
			if side == 0 && onSegment(a, b, s) {
				return true
			}
			if s.y < b.y && side > 0 {
				inside = !inside
			}
		}
	}
	return inside
}

// Middle returns a good place for the county's name: of a fixed raster of points in the
// county, the one farthest from the border. It is false for a county too thin for the raster.
func (c County) Middle() (Point, bool) {
	const steps = 32
	best, far := Point{}, 0.0
	for i := range steps {
		for j := range steps {
			p := Point{
				c.bounds.West + float64((c.bounds.East-c.bounds.West)*(float64(i)+0.5)/steps),
				c.bounds.South + float64((c.bounds.North-c.bounds.South)*(float64(j)+0.5)/steps),
			}.Round(5)
			if !c.Contains(p) {
				continue
			}
			if d := math.Round(c.toBorder(p, far)); d > far {
				best, far = p, d
			}
		}
	}
	return best, far > 0
}

// Inside returns p where it lies in the county, that many metres or more from its border; else the first such point on the way to toward, or, where there
// is none, the one on the way that is farthest from the border.
func (c County) Inside(p, toward Point, metres float64) Point {
	const steps = 32
	best, far := p, -1.0
	for i := range steps + 1 {
		at := p
		if part := float64(i) / steps; i > 0 {
			at = Point{p.Lon + float64((toward.Lon-p.Lon)*part), p.Lat + float64((toward.Lat-p.Lat)*part)}.Round(5)
		}
		if !c.Contains(at) {
			continue
		}
		d := math.Round(c.toBorder(at, max(far, 0)))
		if d >= metres {
			return at
		}
		if d > far {
			best, far = at, d
		}
	}
	return best
}

// toBorder returns the metres from p to the nearest point of any ring. A distance of no
// more than enough need not be the nearest.
func (c County) toBorder(p Point, enough float64) float64 {
	nearest := math.Inf(1)
	f := planeAt(p)
	for _, polygon := range c.Polygons {
		for _, r := range polygon {
			for i := 1; i < len(r); i++ {
				nearest = min(nearest, f.toSegment(r[i-1], r[i]))
				if nearest <= enough {
					return nearest
				}
			}
		}
	}
	return nearest
}
