package datafile

import (
	"io"
)

// BasesGeoJSON writes data/bases.geojson as RFC 7946 has it: WGS-84, longitude first,
// no "crs". A base whose place is not known has a null geometry, so that the file holds
// every base.
func (f *Files) BasesGeoJSON(w io.Writer) error {
	type point struct {
		Type        string     `json:"type"`
		Coordinates [2]float64 `json:"coordinates"`
	}
	type properties struct {
		Name      string `json:"name"`
		URL       string `json:"url"` // from the site's root, or absolute with base_url
		Level     string `json:"level,omitempty"`
		LevelNote string `json:"level_note,omitempty"` // 有效期未查到; of none, what became of the titles
		Kind      string `json:"kind,omitempty"`
		County    string `json:"county"`
		Precision string `json:"precision,omitempty"` // exact, town, county
	}
	type feature struct {
		Type       string     `json:"type"`
		ID         string     `json:"id"`
		Geometry   *point     `json:"geometry"`
		Properties properties `json:"properties"`
	}
	base := f.Catalog.Site.BaseURL
	if _, err := io.WriteString(w, "{\n  \"type\": \"FeatureCollection\",\n  \"features\": "); err != nil {
		return err
	}
	a := newArray(w, "  ")
	for _, b := range f.Catalog.Bases {
		r := f.record(b)
		x := feature{Type: "Feature", ID: b.ID, Properties: properties{r.Name, base + r.URL, r.Level, r.LevelNote, r.Kind, r.County, r.Precision}}
		if b.Point != nil {
			x.Geometry = &point{"Point", [2]float64(r.Location)}
		}
		if err := a.add(x); err != nil {
			return err
		}
	}
	return a.end("\n}\n")
}
