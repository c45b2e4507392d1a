package mapview

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/view"
)

// The map of a base lies over a ground that all bases share. Together they must be the drawing
// that the base alone would get.
func TestLocatorIsWhatADrawingOfItsOwnWouldBe(t *testing.T) {
	m := mapped(t, 900)
	ground := m.shared().ground
	stood := map[string]map[float64]bool{} // where the counties' names stand
	for _, b := range m.c.Bases {
		p := address.Base(b)
		got, ok := m.locatorWith(p, b)
		if !ok {
			continue
		}
		o := locatorMap
		o.Only = b.County.Code
		want := m.draw(p, []*catalog.Base{b}, o)
		unlink(&want.MapDrawing)
		if !reflect.DeepEqual(ground.outlines, want.outlines) || ground.Width != want.Width || ground.Height != want.Height {
			t.Fatalf("%s lies over another ground:\n%+v\nwant\n%+v", b.Name, ground, want)
		}
		i := slices.IndexFunc(want.Areas, func(a view.MapArea) bool { return a.Current })
		want.Areas, want.outlines = want.Areas[i:i+1], want.outlines[i:i+1]
		if !reflect.DeepEqual(got.MapDrawing, want.MapDrawing) || !reflect.DeepEqual(got.outlines, want.outlines) {
			t.Fatalf("%s:\n%+v\nwant\n%+v", b.Name, got.MapDrawing, want.MapDrawing)
		}
		if l := got.Areas[0].Label; l != nil {
			if stood[b.County.Code] == nil {
				stood[b.County.Code] = map[float64]bool{}
			}
			stood[b.County.Code][l.Y] = true
		}
	}
	moved := 0
	for _, places := range stood {
		moved += len(places) - 1
	}
	if moved < 10 {
		t.Errorf("names made room in %d ways only: the test shows little", moved)
	}
}

func TestLocatorShowsTheSharedGroundOrAllOfItsOwn(t *testing.T) {
	m := mapped(t, 30)
	b := m.c.Bases[3]
	v := m.Base(address.Base(b), b)
	if v.Ground == nil || !strings.HasPrefix(v.Ground.URL, "../"+address.Ground+"?v=") || len(v.Outlines) != 1 || v.Outlines[0].Code != b.County.Code {
		t.Errorf("%+v", v)
	}
	if d := v.Drawings[0]; v.Ground.Width != int(d.Width) || v.Ground.Height != int(d.Height+0.5) {
		t.Errorf("the ground is %d x %d, what lies over it %v x %v", v.Ground.Width, v.Ground.Height, d.Width, d.Height)
	}
	if len(v.Marks) != 1 || v.Marks[0] != v.Drawings[0].Spots[0].Mark {
		t.Errorf("shapes %v for %+v", v.Marks, v.Drawings[0].Spots)
	}
	far := *b.Point
	far.Lon += 3 // the drawing has to grow, and the ground would not fit
	b.Point = &far
	if v := m.Base(address.Base(b), b); v.Ground != nil || len(v.Outlines) != len(m.c.Counties) {
		t.Errorf("outside the city: %+v", v)
	}
}

// A place that is not exact is drawn in its own county whole; an exact one where it is.
func TestSymbolsStandInTheirCounty(t *testing.T) {
	m := mapped(t, 60)
	b := m.c.Bases[3]
	shape, ok := m.border(b.County)
	if !ok {
		t.Fatal("no border")
	}
	corner := shape.Polygons[0][0][0]
	b.Point, b.Precision = &corner, "town"
	at := m.drawnAt(b, m.c.Outlines(), pageMap)
	if far := geo.Distance(corner, at); !shape.Contains(at) || far < 500 || far > 30_000 {
		t.Errorf("drawn %v m from the border, in its county: %v", far, shape.Contains(at))
	}
	if d, ok := m.Base("x.html", b), m.drawnAt(b, nil, pageMap); d == nil || len(d.Drawings[0].Spots) != 1 || ok != corner.Round(5) {
		t.Errorf("on its page: %+v; where no borders are drawn: %v", d, ok)
	}
	b.Precision = "exact"
	if at := m.drawnAt(b, m.c.Outlines(), pageMap); at != corner.Round(5) {
		t.Errorf("an exact place is drawn at %v, not at %v", at, corner)
	}
	b.Precision = "county"
	d := m.Base("x.html", b)
	if d == nil || len(d.Drawings[0].Spots) != 0 || !slices.ContainsFunc(d.Drawings[0].Areas, func(a view.MapArea) bool { return a.Current && a.Label != nil }) {
		t.Errorf("known to its county: %+v", d)
	}
}
