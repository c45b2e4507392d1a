package geo

import (
	"math"
	"testing"
)

func TestTheMapFillsItsDrawing(t *testing.T) {
	b := city(t).Bounds()
	p := NewProjection(b, 900, 20)
	for _, tt := range []struct {
		at   Point
		x, y float64
	}{
		{Point{b.West, b.North}, 20, 20},
		{Point{b.East, b.North}, 880, 20},
		{Point{b.West, b.South}, 20, p.Height - 20},
	} {
		x, y := p.XY(tt.at)
		if x != tt.x || math.Abs(y-tt.y) > 1 {
			t.Errorf("%v lies at %g, %g, want %g, %g", tt.at, x, y, tt.x, tt.y)
		}
	}
	if p.Height != math.Trunc(p.Height) || p.Height < 500 || p.Height > 800 {
		t.Errorf("height %g", p.Height)
	}
}

func TestNorthIsUpAndEastIsRight(t *testing.T) {
	p := NewProjection(city(t).Bounds(), 900, 20)
	x, y := p.XY(Point{114, 33})
	east, _ := p.XY(Point{114.1, 33})
	_, north := p.XY(Point{114, 33.1})
	if east <= x || north >= y {
		t.Error("the map is turned")
	}
}

func TestLengthsOnThePageAreTrueAcrossTheCity(t *testing.T) {
	b := city(t).Bounds()
	p := NewProjection(b, 100_000, 0) // so large that rounding does not matter
	for _, tt := range [][2]Point{
		{{114, 32.9}, {114.3, 32.9}},
		{{114, 32.8}, {114, 33.0}},
		{{b.West, b.South}, {b.East, b.South}},
		{{b.West, b.North}, {b.East, b.North}},
		{{113.3, 32.5}, {115, 33.4}},
	} {
		ax, ay := p.XY(tt[0])
		bx, by := p.XY(tt[1])
		got, want := math.Hypot(bx-ax, by-ay)*p.MetresPerUnit(), Distance(tt[0], tt[1])
		if math.Abs(got-want) > 0.01*want {
			t.Errorf("%v: %.0f m on the page, %.0f on the ground", tt, got, want)
		}
	}
}

func TestScaleBarIsRoundAndFits(t *testing.T) {
	p := NewProjection(city(t).Bounds(), 900, 20)
	metres, length := p.ScaleBar(120)
	if metres != 20000 || length > 120 || length < 48 {
		t.Errorf("%d m are %g units long", metres, length)
	}
	if got := length * p.MetresPerUnit(); math.Abs(got-float64(metres)) > 0.005*float64(metres) {
		t.Errorf("a bar of %d m is %.0f m long", metres, got)
	}
	for longest := 1.0; longest < 1000; longest *= 1.3 {
		if _, length := p.ScaleBar(longest); length > longest+0.05 {
			t.Errorf("a bar of %g units where %g fit", length, longest)
		}
	}
}

func TestAPointIsAMapToo(t *testing.T) {
	for _, b := range []Bounds{{}, {114, 33, 114, 33}, {114, 33, 114.0001, 33}} {
		p := NewProjection(b, 300, 10)
		x, y := p.XY(b.Centre())
		if x != 150 || math.Abs(y-p.Height/2) > 1 || p.Height > 400 {
			t.Errorf("%v: centre at %g, %g of %g × %g", b, x, y, p.Width, p.Height)
		}
	}
}
