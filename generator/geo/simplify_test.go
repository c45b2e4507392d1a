package geo

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"strconv"
	"testing"
)

// detailed returns b with every edge bent in the middle, again and again, the same way
// from both of its sides: a stand-in for a survey.
func detailed(b Boundaries, times int) Boundaries {
	for range times {
		out := Boundaries{Schematic: b.Schematic, Note: b.Note}
		for _, c := range b.Counties {
			var polygons []Polygon
			for _, p := range c.Polygons {
				var q Polygon
				for _, r := range p {
					q = append(q, bend(r))
				}
				polygons = append(polygons, q)
			}
			c.Polygons, c.bounds = polygons, boundsOf(polygons)
			out.Counties = append(out.Counties, c)
		}
		b = out
	}
	return b
}

func bend(r Ring) Ring {
	out := Ring{r[0]}
	for i := 1; i < len(r); i++ {
		s, t := spotOf(r[i-1]), spotOf(r[i])
		ends := pair(s, t)
		dx, dy := ends[1].x-ends[0].x, ends[1].y-ends[0].y
		// a number between -16 and 16 that looks random, and depends on the edge alone
		k := (ends[0].x*31+ends[0].y*17+ends[1].x*7+ends[1].y*3)%33 - 16
		middle := spot{(s.x+t.x)/2 - dy*k/128, (s.y+t.y)/2 + dx*k/128}
		out = append(out, middle.point(), r[i])
	}
	return out
}

func TestSimplifyingKeepsCommonBordersCommon(t *testing.T) {
	b := detailed(city(t), 4)
	before := b.Vertices()
	for _, budget := range []int{2000, 1000, 200, 60} {
		s := Simplify(b, 0, budget)
		if got := s.Vertices(); got > budget || got < budget-1 {
			t.Errorf("of %d points %d are left, wanted %d", before, got, budget)
		}
		checkSimplified(t, b, s, false)
		checkTiling(t, s, 1)
		if !slices.Equal(s.Neighbours(), b.Neighbours()) {
			t.Errorf("with %d points the neighbours are %v", budget, s.Neighbours())
		}
	}
}

func TestSimplifyingByToleranceKeepsTheShape(t *testing.T) {
	b := detailed(city(t), 4)
	s := Simplify(b, 300, 0)
	if s.Vertices() >= b.Vertices()/2 {
		t.Errorf("%d of %d points are left", s.Vertices(), b.Vertices())
	}
	checkTiling(t, s, 1)
	for i, c := range s.Counties {
		was, is := squareKilometres(b.Counties[i]), squareKilometres(c)
		if math.Abs(was-is) > 0.01*was {
			t.Errorf("%s: %.1f km² became %.1f", c.Name, was, is)
		}
		for _, at := range b.Counties[i].Polygons[0][0] {
			if d := c.toBorder(at, 0); d > 1500 {
				t.Errorf("%s: the border at %v moved %.0f m", c.Name, at, d)
			}
		}
	}
}

func TestSimplifyingNothingChangesNothing(t *testing.T) {
	b := detailed(city(t), 2)
	if s := Simplify(b, 0, 0); !sameRings(b, s) {
		t.Error("no tolerance and no budget, and yet another map")
	}
	if s := Simplify(b, 0, 1_000_000); !sameRings(b, s) {
		t.Error("a budget that is kept, and yet another map")
	}
	if s := Simplify(Boundaries{}, 100, 10); len(s.Counties) != 0 {
		t.Error("something from nothing")
	}
}

// sameRings reports whether all rings have the same edges, wherever they begin.
func sameRings(b, c Boundaries) bool {
	var rings [2][][][2]spot
	for i, m := range []Boundaries{b, c} {
		m.eachRing(func(_ County, r Ring) {
			var edges [][2]spot
			for j := 1; j < len(r); j++ {
				edges = append(edges, [2]spot{spotOf(r[j-1]), spotOf(r[j])})
			}
			slices.SortFunc(edges, func(e, f [2]spot) int { return cmp.Or(e[0].compare(f[0]), e[1].compare(f[1])) })
			rings[i] = append(rings[i], edges)
		})
	}
	return reflect.DeepEqual(rings[0], rings[1])
}

func TestSimplifyingKeepsIslandsHolesAndEachCounty(t *testing.T) {
	// An exclave of 411702 fills the hole of 411703; both reduce to three corners, alike.
	var island, outer Ring
	for i := range 40 {
		a := 2 * math.Pi * float64(i) / 40
		island = append(island, Point{114 + math.Cos(a)/50, 33 + math.Sin(a)/50}.Round(7))
		outer = append(outer, Point{114 + math.Cos(a)/5, 33 + math.Sin(a)/5}.Round(7))
	}
	hole := slices.Clone(island[20:])
	hole = append(hole, island[:20]...)
	slices.Reverse(hole)
	closed := func(r Ring) Ring { return append(slices.Clone(r), r[0]) }
	b := Boundaries{Counties: []County{
		{Code: "411702", Polygons: []Polygon{{closed(island)}}},
		{Code: "411703", Polygons: []Polygon{{closed(outer), closed(hole)}}},
	}}
	for i := range b.Counties {
		b.Counties[i].bounds = boundsOf(b.Counties[i].Polygons)
	}
	if got := b.Vertices(); got != 80 {
		t.Errorf("%d vertices, the common ring counts once: 80", got)
	}
	s := Simplify(b, 1e6, 1)
	if got := s.Vertices(); got != 6 {
		t.Errorf("%d vertices are left, want two triangles", got)
	}
	checkSimplified(t, b, s, false)
	checkTiling(t, s, 1)
}

func TestSimplifyingLeavesNoCountyFlat(t *testing.T) {
	// A disc cut in two by one straight border: the three arcs join the same two junctions.
	var south, north Ring
	for i := range 21 {
		a := math.Pi * float64(i) / 20
		north = append(north, Point{114 + math.Cos(a)/5, 33 + math.Sin(a)/5}.Round(7))
		south = append(south, Point{114 - math.Cos(a)/5, 33 - math.Sin(a)/5}.Round(7))
	}
	b := Boundaries{Counties: []County{
		{Code: "411702", Polygons: []Polygon{{append(north, north[0])}}},
		{Code: "411703", Polygons: []Polygon{{append(south, south[0])}}},
	}}
	for i := range b.Counties {
		b.Counties[i].bounds = boundsOf(b.Counties[i].Polygons)
	}
	s := Simplify(b, 1e6, 1)
	if got := s.Vertices(); got != 5 {
		t.Errorf("%d points are left; two triangles with a common side count 5", got)
	}
	checkSimplified(t, b, s, false)
	checkTiling(t, s, 1)
}

func TestALineIsNotDrawnThroughItsNeighbour(t *testing.T) {
	// A narrow bay: without the guard its mouth closes over the island in it.
	b, faults := ReadBoundaries([]byte(collection(
		feature(`"adcode":"411702"`, "Polygon", `[[[114,33],[114.5,33],[114.5,33.4],[114.27,33.4],[114.26,33.1],[114.24,33.1],[114.23,33.4],[114,33.4],[114,33]]]`),
		feature(`"adcode":"411703"`, "Polygon", `[[[114.245,33.35],[114.255,33.35],[114.255,33.36],[114.245,33.36],[114.245,33.35]]]`),
	)))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	s := Simplify(b, 1e6, 1)
	checkTiling(t, s, 2)
	island, _ := s.Find("411703")
	if s.Contains("411702", island.Polygons[0][0][0]) {
		t.Error("the bay closed over the island")
	}
}

func BenchmarkSimplify(b *testing.B) {
	m := detailed(city(b), 8)
	b.ReportMetric(float64(m.Vertices()), "vertices")
	for b.Loop() {
		Simplify(m, 0, 1100)
	}
}

// FuzzSimplify draws counties on a small lattice, where points and edges meet in all the
// ways that a careless file can have: each byte is a point, each zero ends a ring.
func FuzzSimplify(f *testing.F) {
	f.Add([]byte{0x11, 0x19, 0x99, 0x91, 0, 0x19, 0x1f, 0x9f, 0x99, 0}, uint16(4))
	f.Add([]byte{0x11, 0x19, 0x99, 0x91, 0, 0x91, 0x99, 0x19, 0x11, 0}, uint16(1))
	f.Add([]byte{0x11, 0x12, 0x13, 0x23, 0x33, 0x32, 0x22, 0x12, 0x11, 0x21, 0}, uint16(0))
	f.Add([]byte{0xff, 0x26, 0xff, 0x7f, 0xff, 0}, uint16(1))                                  // a ring that is two spikes
	f.Add([]byte{0x11, 0x12, 0x13, 0x23, 0x33, 0x30, 0, 0x30, 0x6c, 0x30, 0x11, 0}, uint16(1)) // a spike along another's border
	f.Fuzz(func(t *testing.T, drawing []byte, budget uint16) {
		if len(drawing) > 400 {
			return
		}
		var b Boundaries
		var r Ring
		for _, d := range append(drawing, 0) {
			p := Point{114 + float64(d>>4)/10, 33 + float64(d&15)/10}.Round(7)
			switch {
			case d != 0 && (len(r) == 0 || r[len(r)-1] != p):
				r = append(r, p)
			case d == 0:
				for len(r) > 1 && r[0] == r[len(r)-1] {
					r = r[:len(r)-1]
				}
				if len(r) >= 3 {
					polygons := []Polygon{{append(r, r[0])}}
					code := strconv.Itoa(411700 + len(b.Counties))
					b.Counties = append(b.Counties, County{Code: code, Polygons: polygons, bounds: boundsOf(polygons)})
				}
				r = nil
			}
		}
		if s := Simplify(b, 0, 0); !sameRings(b, s) {
			t.Errorf("%v became %v", b, s)
		}
		s := Simplify(b, 1e5, int(budget))
		checkSimplified(t, b, s, false)
		if s.Vertices() > b.Vertices() {
			t.Errorf("%d points became %d", b.Vertices(), s.Vertices())
		}
		s.Neighbours()
	})
}
