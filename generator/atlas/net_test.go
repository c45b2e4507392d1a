package atlas

import (
	"testing"

	"kepu/generator/geo"
)

// A name stands in its circle whole, or beside it.
func TestNamesStandInTheirCircleOrBesideIt(t *testing.T) {
	o := Options{Width: 1000, Symbol: 10, Heading: 20, Figure: 24, Frame: geo.Bounds{West: 113, South: 32, East: 115, North: 34}}
	var areas []Area
	for i, radius := range []float64{10, 30, 60, 90} {
		areas = append(areas, Area{Code: string(rune('a' + i)), Name: "某某县", Figures: []string{"12"}, Circle: radius,
			Middle: geo.Point{Lon: 113.3 + float64(i)*.45, Lat: 33}})
	}
	in := 0
	for _, c := range Draw(nil, areas, nil, o).Counties {
		if c.Name == nil {
			t.Fatalf("%v has no name", c.Circle)
		}
		b := o.block(c.Area).box(c.Name.X, c.Name.Y, c.Bare)
		farthest := distance(max(c.X-b.left, b.right-c.X), max(c.Y-b.top, b.bottom-c.Y))
		nearest := distance(max(b.left-c.X, c.X-b.right, 0), max(b.top-c.Y, c.Y-b.bottom, 0))
		if farthest <= c.Circle+.5 {
			in++
		} else if nearest < c.Circle {
			t.Errorf("the name lies upon the line of the circle of %v: %v to %v", c.Circle, nearest, farthest)
		}
	}
	if in != 2 {
		t.Errorf("%d names lie in their circles", in)
	}
}
