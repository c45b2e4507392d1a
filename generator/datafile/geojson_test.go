package datafile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/source"
)

func TestGeoJSONHoldsEveryBase(t *testing.T) {
	county := &catalog.County{ID: "jia", Name: "甲县"}
	c := &catalog.Catalog{}
	for i := range 5 {
		at := geo.Point{Lon: 114 + float64(i)/100, Lat: 33}
		c.Bases = append(c.Bases, &catalog.Base{Base: &source.Base{Name: fmt.Sprintf("虚构基地%d号", i), Precision: "exact"}, ID: fmt.Sprint("b", i), County: county, Point: &at})
	}
	c.Bases[2].Point = nil
	files := Files{Catalog: c, Words: func(*catalog.Base) Words { return Words{} }}
	var b bytes.Buffer
	if err := files.BasesGeoJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type     string
		Features []struct {
			Type, ID string
			Geometry *struct {
				Type        string
				Coordinates []float64
			}
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Type != "FeatureCollection" || len(got.Features) != 5 {
		t.Fatalf("%s with %d features", got.Type, len(got.Features))
	}
	for i, f := range got.Features {
		base := c.Bases[i]
		if f.Type != "Feature" || f.Properties["name"] != base.Name || f.Properties["url"] != "bases/"+base.ID+".html" || f.Properties["county"] != base.County.Name {
			t.Errorf("feature %d: %+v", i, f)
		}
		switch {
		case base.Point == nil:
			if f.Geometry != nil {
				t.Errorf("feature %d has a place that nobody knows", i)
			}
		case f.Geometry.Type != "Point" || f.Geometry.Coordinates[0] != base.Point.Lon || f.Geometry.Coordinates[1] != base.Point.Lat:
			t.Errorf("feature %d: %+v, want %v", i, f.Geometry, base.Point)
		}
	}
}

// Without borders and without points there is no map, no menu item and no link to one.
