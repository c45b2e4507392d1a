package geo

import (
	"math"
	"slices"
	"testing"
)

// twoSquares is two counties side by side, the second with a hole.
func twoSquares(t *testing.T) Boundaries {
	t.Helper()
	b, faults := ReadBoundaries([]byte(collection(
		feature(`"adcode":"411703"`, "Polygon", square),
		feature(`"adcode":"411702"`, "Polygon", `[[[114.1,33],[114.2,33],[114.2,33.1],[114.1,33.1],[114.1,33]],[[114.14,33.04],[114.16,33.04],[114.16,33.06],[114.14,33.06],[114.14,33.04]]]`),
		feature(`"adcode":"411704"`, "Polygon", `[[[114.2,33.1],[114.3,33.1],[114.3,33.2],[114.2,33.1]]]`),
	)))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return b
}

func TestPointInCounty(t *testing.T) {
	b := twoSquares(t)
	for _, tt := range []struct {
		p    Point
		want string
	}{
		{Point{114.05, 33.05}, "411703"},
		{Point{114.11, 33.05}, "411702"},
		{Point{114.15, 33.05}, ""},       // in the hole
		{Point{114.14, 33.05}, "411702"}, // on the hole's border
		{Point{114.1, 33.05}, "411703"},  // on the common border: the first in the file
		{Point{114, 33}, "411703"},       // a corner
		{Point{113.9999999, 33}, ""},     // a centimetre outside
		{Point{113.99999999, 33}, "411703"},
		{Point{114.05, 33.1}, "411703"},
		{Point{114.05, 33.2}, ""},
		{Point{33.05, 114.05}, ""},
		{Point{math.NaN(), 33.05}, ""},
		{Point{114.05, math.Inf(-1)}, ""},
	} {
		got, ok := b.County(tt.p)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%v is in %q, want %q", tt.p, got, tt.want)
		}
		if tt.want != "" && !b.Contains(tt.want, tt.p) {
			t.Errorf("%s does not contain %v", tt.want, tt.p)
		}
	}
	if b.Contains("000000", Point{114.05, 33.05}) {
		t.Error("an unknown county contains nothing")
	}
}

func TestInside(t *testing.T) {
	c, _ := twoSquares(t).Find("411703")
	middle := Point{114.05, 33.05}
	for _, tt := range []struct {
		p      Point
		metres float64
		moves  bool
	}{{middle, 1000, false}, {Point{114.03, 33.05}, 1000, false}, {Point{114.001, 33.05}, 1000, true}, {Point{114.2, 33.05}, 1000, true}, {Point{114.01, 33.01}, 50_000, true}} {
		at := c.Inside(tt.p, middle, tt.metres)
		if !c.Contains(at) || (at != tt.p) != tt.moves || tt.metres < 4000 && c.toBorder(at, 0) < tt.metres-1 || tt.metres > 4000 && at != middle {
			t.Errorf("%v, %v m: %v", tt.p, tt.metres, at)
		}
	}
}

func TestDistanceToABorder(t *testing.T) {
	b := twoSquares(t)
	for _, tt := range []struct {
		p    Point
		want int
	}{
		{Point{114.05, 33.05}, 0},
		{Point{114.1, 33.05}, 0},
		{Point{114.05, 33.11}, 1112},                  // straight north
		{Point{113.99, 33.05}, 932},                   // straight west
		{Point{113.99, 32.99}, 1452},                  // from a corner
		{Point{114.05, 34.1}, 111195},                 // far
		{Point{114.05 + 1e-7, 33.1 + 1e-7 + 1e-5}, 1}, // a step beside it
	} {
		if got, ok := b.DistanceTo("411703", tt.p); !ok || got < tt.want-tt.want/500 || got > tt.want+tt.want/500 {
			t.Errorf("%v: %d m, want %d", tt.p, got, tt.want)
		}
	}
	if d, ok := b.DistanceTo("411702", Point{114.15, 33.05}); !ok || d < 930 || d > 936 {
		t.Errorf("in the hole: %d m to its border", d)
	}
	if _, ok := b.DistanceTo("000000", Point{114, 33}); ok {
		t.Error("no distance to an unknown county")
	}
	if _, ok := b.DistanceTo("411703", Point{math.NaN(), 33}); ok {
		t.Error("no distance from no place")
	}
}

func TestNeighboursShareMoreThanAPoint(t *testing.T) {
	want := [][2]string{{"411702", "411703"}}
	if got := twoSquares(t).Neighbours(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMiddleLiesWellInside(t *testing.T) {
	for _, c := range city(t).Counties {
		p, ok := c.Middle()
		if !ok || !c.Contains(p) || c.toBorder(p, 0) < 8000 {
			t.Errorf("%s: %v, %.0f m from the border", c.Name, p, c.toBorder(p, 0))
		}
	}
	hollow, _ := twoSquares(t).Find("411702")
	if p, ok := hollow.Middle(); !ok || !hollow.Contains(p) {
		t.Errorf("%v lies in the hole", p)
	}
}

func TestAPointLevelWithACornerIsCountedOnce(t *testing.T) {
	b, faults := ReadBoundaries([]byte(collection(feature(`"adcode":"411702"`, "Polygon",
		`[[[114,33],[114.2,33],[114.2,33.05],[114.3,33.05],[114.2,33.1],[114,33.1],[114.1,33.05],[114,33]]]`))))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for lon, want := range map[float64]bool{114.02: false, 114.099: false, 114.1: true, 114.15: true, 114.25: true, 114.3: true} {
		if got := b.Contains("411702", Point{lon, 33.05}); got != want {
			t.Errorf("%g: inside %v", lon, got)
		}
	}
}
