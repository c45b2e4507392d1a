package pages

import (
	"slices"
	"testing"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/geo"
	"kepu/generator/markdown"
	"kepu/generator/source"
)

func TestNoMapWithoutAnythingToDraw(t *testing.T) {
	c := &catalog.Catalog{Bases: []*catalog.Base{{Base: &source.Base{Name: "虚构馆", Body: &markdown.Doc{}}, ID: "demo", County: &catalog.County{ID: "jia", Name: "甲县"}}}}
	files, _ := Of(c, figures.Of(c), Options{})
	for _, f := range files {
		if f.Path == address.Map {
			t.Error("there is a map")
		}
	}
	m := newMaker(c, figures.Of(c))
	if m.maps.City(address.Home) != nil || m.maps.Base("bases/demo.html", c.Bases[0]) != nil {
		t.Error("there is a small map")
	}
	for _, n := range m.nav(address.Home) {
		if n.URL == address.Map {
			t.Error("the menu leads to a map")
		}
	}
}

func TestGroundOfMapsIsAFileOfTheSite(t *testing.T) {
	for outlines, want := range map[string]bool{"": false, source.Schematic: true} { // without borders there is nothing to share
		c := &catalog.Catalog{Borders: &geo.Boundaries{}, Site: source.Site{Map: source.Map{Outlines: outlines}}}
		files, _ := Of(c, figures.Of(c), Options{})
		if slices.ContainsFunc(files, func(f File) bool { return f.Path == address.Ground && f.Layout == "ground" }) != want {
			t.Errorf("outlines %q: among the files is not %v", outlines, want)
		}
	}
}
