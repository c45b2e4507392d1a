package geo

import (
	"math"
	"slices"
	"testing"
)

// TestNoShapeMakesSimplifyingSlow counts the steps, which depend on no machine. A count that grew with the
// square of the points would be a hundred times the limit.
func TestNoShapeMakesSimplifyingSlow(t *testing.T) {
	const n = 20_000
	along := func(i int) float64 { return float64(i) / n }
	shapes := map[string]func(i int) Point{
		"straight, level":    func(i int) Point { return Point{114 + along(i), 33} },
		"straight, slanting": func(i int) Point { return Point{114 + along(i), 33 + 0.7*along(i)} },
		"star": func(i int) Point {
			a := 2 * math.Pi * along(i*(n/2-1)%n)
			return Point{114 + math.Cos(a), 33 + math.Sin(a)}
		},
		"disc": func(i int) Point {
			return Point{114 + math.Cos(2*math.Pi*along(i)), 33 + math.Sin(2*math.Pi*along(i))}
		},
		"spiral": func(i int) Point {
			a := float64(i) / 50
			return Point{114 + along(i)*math.Cos(a), 33 + along(i)*math.Sin(a)}
		},
		"comb": func(i int) Point { return Point{114 + along(i), 33 + float64(i%2)} },
		"tangle": func(i int) Point {
			return Point{114 + along(i*7919%n), 33 + along(i*i%n*104729%n)}
		},
	}
	for name, at := range shapes {
		var r Ring
		for i := range n {
			r = append(r, at(i).Round(7))
		}
		r = append(slices.Compact(r), Point{114.5, 32}, r[0])
		b := Boundaries{Counties: []County{{Code: "411702", Polygons: []Polygon{{r}}}}}
		cut := cutArcs(b)
		s := newSimplifier(cut.arcs)
		s.run(minTriangle(30, boundsOf(b.Counties[0].Polygons)), 100)
		if steps := maxSteps - s.near.steps; steps > 200*n {
			t.Errorf("%s: %d steps for %d points", name, steps, n)
		} else {
			t.Logf("%s: %d steps a point, %d left", name, steps/n, s.left)
		}
	}
}

// TestTheTreeFindsWhatLookingAtEachFinds compares it with the plain way, while vertices
// go one by one.
func TestTheTreeFindsWhatLookingAtEachFinds(t *testing.T) {
	h := uint64(7)
	random := func(n int64) int64 {
		h = h*6364136223846793005 + 1442695040888963407
		return int64(h>>33) % n
	}
	for _, side := range []int64{8, 60, 100_000} {
		var list []vertex
		for range 300 {
			list = append(list, vertex{spot: spot{1_140_000_000 + random(side), 330_000_000 + random(side)}})
		}
		tree := newTree(list)
		found := 0
		for i := range list {
			for range 20 {
				a, b, c := list[random(300)].spot, list[random(300)].spot, list[random(300)].spot
				want := slices.ContainsFunc(list, func(v vertex) bool {
					return !v.gone && v.spot != a && v.spot != b && v.spot != c && within(a, b, c, v.spot)
				})
				if got := tree.any(a, b, c); got != want {
					t.Fatalf("side %d, %d gone, triangle %v %v %v: %v", side, i, a, b, c, got)
				}
				if want {
					found++
				}
			}
			list[i].gone = true
			tree.remove(i)
		}
		if found < 500 {
			t.Errorf("side %d: only %d triangles held anything", side, found)
		}
	}
	// Without steps left nothing is free.
	tree := newTree([]vertex{{spot: spot{1, 1}}})
	tree.steps = 0
	if !tree.any(spot{5, 5}, spot{6, 5}, spot{5, 6}) {
		t.Error("a triangle that nobody looked at passes for empty")
	}
}
