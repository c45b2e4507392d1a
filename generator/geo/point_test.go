package geo

import (
	"math"
	"strconv"
	"testing"
)

func TestRoundGivesTheShortestDecimal(t *testing.T) {
	for _, tt := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{113.6241234, 4, "113.6241"}, {2.5, 0, "3"}, {-2.5, 0, "-3"}, {-0.00001, 3, "0"}, {32.98, 7, "32.98"}, {0.1 + 0.2, 1, "0.3"},
	} {
		if got := strconv.FormatFloat(Round(tt.x, tt.decimals), 'f', -1, 64); got != tt.want {
			t.Errorf("Round(%v, %d) = %s, want %s", tt.x, tt.decimals, got, tt.want)
		}
	}
}

func TestSwappedCoordinatesAreRecognised(t *testing.T) {
	for _, tt := range []struct {
		p    Point
		want bool
	}{
		{Point{32.98, 114.02}, true},
		{Point{30.57, 104.06}, true},
		{Point{114.02, 32.98}, false},
		{Point{104.06, 30.57}, false},
		{Point{0, 0}, false},
		{Point{2.35, 48.85}, false}, // Paris is Paris either way
		{Point{-74, 40.7}, false},   // and so is New York
		{Point{500000, 114}, false}, // metres
		{Point{math.NaN(), 33}, false},
	} {
		if got := Swapped(tt.p); got != tt.want {
			t.Errorf("Swapped(%v) = %v", tt.p, got)
		}
	}
	if !(Point{}).IsZero() || (Point{0, 1}).IsZero() {
		t.Error("only 0,0 is zero")
	}
}

func TestOnlyPlacesOnEarthAreValid(t *testing.T) {
	for _, p := range []Point{{math.NaN(), 0}, {0, math.NaN()}, {math.Inf(1), 0}, {181, 0}, {0, -91}} {
		if p.Valid() {
			t.Errorf("%v is no place", p)
		}
	}
	for _, p := range []Point{{180, 90}, {-180, -90}, {114, 33}} {
		if !p.Valid() {
			t.Errorf("%v is a place", p)
		}
	}
}

func TestBoundsHoldWhatWasAdded(t *testing.T) {
	var b Bounds
	if !b.Empty() || !b.Union(Bounds{}).Empty() {
		t.Error("the zero Bounds is empty")
	}
	b = b.Add(Point{114, 33}).Union(Bounds{113, 32, 113.5, 32.5}).Union(Bounds{})
	if want := (Bounds{113, 32, 114, 33}); b != want {
		t.Errorf("got %v, want %v", b, want)
	}
	if !b.Contains(Point{114, 32}) || b.Contains(Point{114.001, 32}) {
		t.Error("a side belongs to the box, and nothing beyond it")
	}
	if b.Centre() != (Point{113.5, 32.5}) {
		t.Errorf("centre %v", b.Centre())
	}
}

func TestDistances(t *testing.T) {
	for _, tt := range []struct {
		a, b Point
		want float64
	}{
		{Point{114, 33}, Point{114, 33}, 0},
		{Point{114, 33}, Point{114, 34}, 111195},                  // a degree of latitude
		{Point{114, 60}, Point{115, 60}, 55597},                   // half of one, at 60 degrees
		{Point{0, 0}, Point{180, 0}, 20015115},                    // half way round
		{Point{2.3522, 48.8566}, Point{-0.1278, 51.5074}, 343556}, // Paris, London
		{Point{-179.9, 0}, Point{179.9, 0}, 22239},                // across the date line
	} {
		if got := Distance(tt.a, tt.b); math.Abs(got-tt.want) > 0.001*tt.want {
			t.Errorf("%v to %v: %.1f m, want %.0f", tt.a, tt.b, got, tt.want)
		}
		if Distance(tt.a, tt.b) != Distance(tt.b, tt.a) {
			t.Errorf("%v to %v: not the same both ways", tt.a, tt.b)
		}
	}
}
