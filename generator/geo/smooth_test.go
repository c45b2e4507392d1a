package geo

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// flat draws b with straight stretches in place of its curves.
func flat(b Boundaries) Boundaries {
	const steps = 8
	out := Boundaries{Schematic: b.Schematic}
	for _, c := range b.Counties {
		var polygons []Polygon
		for _, p := range c.Polygons {
			var rings Polygon
			for _, r := range p {
				var way Ring
				n := len(r) - 1
				for i := range n {
					before, at, after := r[(i+n-1)%n], r[i], r[(i+1)%n]
					if !b.Round(at) {
						way = append(way, at)
						continue
					}
					back := spotOf(after).compare(spotOf(before)) < 0 // both counties reckon from the same end
					if back {
						before, after = after, before
					}
					var curve Ring
					for k := range steps + 1 {
						u := float64(k) / steps
						mix := func(a, b, c float64) float64 {
							from, to := (a+b)/2, (b+c)/2
							return (1-u)*(1-u)*from + 2*u*(1-u)*b + u*u*to
						}
						curve = append(curve, Point{mix(before.Lon, at.Lon, after.Lon), mix(before.Lat, at.Lat, after.Lat)}.Round(7))
					}
					if back {
						slices.Reverse(curve)
					}
					way = append(way, curve...)
				}
				way = append(way, way[0])
				rings = append(rings, slices.Compact(way))
			}
			polygons = append(polygons, rings)
		}
		c.Polygons, c.bounds = polygons, boundsOf(polygons)
		out.Counties = append(out.Counties, c)
	}
	return out
}

func TestRoundBordersStayCommonAndOverlapNothing(t *testing.T) {
	shipped := city(t)
	list := map[string]Boundaries{"shipped": shipped, "few points": Simplify(shipped, 0, 60), "many": Simplify(detailed(shipped, 3), 0, 900), "grid": jagged(t, 7)}
	for name, b := range list {
		s := b.Smooth()
		round, all := 0, 0
		s.eachRing(func(_ County, r Ring) {
			for _, p := range r[1:] {
				all++
				if s.Round(p) {
					round++
				}
			}
		})
		if round < all/3 {
			t.Errorf("%s: %d of %d bends are round", name, round, all)
		}
		drawn := flat(s)
		checkTiling(t, drawn, 1)
		if !slices.Equal(drawn.Neighbours(), b.Neighbours()) {
			t.Errorf("%s: the neighbours are %v, were %v", name, drawn.Neighbours(), b.Neighbours())
		}
	}
	if p := shipped.Counties[0].Polygons[0][0][3]; shipped.Round(p) {
		t.Error("a bend is round that nobody asked to be")
	}
}

// jagged is a grid of counties whose common sides are bent at random.
func jagged(t *testing.T, seed uint64) Boundaries {
	t.Helper()
	const side, points = 4, 6
	r := rand.New(rand.NewPCG(seed, seed))
	corner := map[[3]int]Point{}
	at := func(x, y, kind int) Point { // in sixths of a county
		key := [3]int{x, y, kind}
		if p, ok := corner[key]; ok {
			return p
		}
		p := Point{113 + float64(x)/60 + (r.Float64()-.5)/75, 33 + float64(y)/60 + (r.Float64()-.5)/75}.Round(7)
		corner[key] = p
		return p
	}
	var b Boundaries
	for i := range side {
		for j := range side {
			x, y := i*points, j*points
			var ring Ring
			for k := range points {
				ring = append(ring, at(x+k, y, 0))
			}
			for k := range points {
				ring = append(ring, at(x+points, y+k, 0))
			}
			for k := range points {
				ring = append(ring, at(x+points-k, y+points, 0))
			}
			for k := range points {
				ring = append(ring, at(x, y+points-k, 0))
			}
			c := County{Code: string(rune('a'+i)) + string(rune('a'+j)), Polygons: []Polygon{{append(ring, ring[0])}}}
			if _, bad := crossing(c.Polygons[0][0]); bad {
				t.Fatal("a ring crosses itself: another seed")
			}
			c.bounds = boundsOf(c.Polygons)
			b.Counties = append(b.Counties, c)
		}
	}
	return b
}
