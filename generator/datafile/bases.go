package datafile

import (
	"io"
	"strconv"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/csvfile"
	"kepu/generator/geo"
)

// baseRecord is a base in data/bases.json. What is not known is left out.
type baseRecord struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Alias      []string      `json:"alias,omitempty"`
	URL        string        `json:"url"` // from the site's root
	County     string        `json:"county"`
	Kind       string        `json:"kind,omitempty"`
	Level      string        `json:"level,omitempty"`      // the highest in force as of the newest record
	LevelNote  string        `json:"level_note,omitempty"` // that it may be over; of none, what became of the titles
	Titles     []titleRecord `json:"titles,omitempty"`
	Address    string        `json:"address,omitempty"`
	Phone      string        `json:"phone,omitempty"`
	Website    string        `json:"website,omitempty"`
	Location   []float64     `json:"location,omitempty"` // WGS-84: longitude, latitude
	Precision  string        `json:"precision,omitempty"`
	Fee        string        `json:"fee,omitempty"`
	Free       *bool         `json:"free,omitempty"`
	Booking    string        `json:"booking,omitempty"`
	Facilities []string      `json:"facilities,omitempty"`
	Summary    string        `json:"summary,omitempty"`
	Since      string        `json:"since,omitempty"`
	Until      string        `json:"until,omitempty"`
	Sources    []string      `json:"sources,omitempty"`

	titles string // all in words
}

// titleRecord is a title held, in data/bases.json.
type titleRecord struct {
	Level      string `json:"level"`
	Date       string `json:"date"`
	Authority  string `json:"authority,omitempty"`
	Batch      string `json:"batch,omitempty"`
	ValidUntil string `json:"valid_until,omitempty"`
	Revoked    string `json:"revoked,omitempty"`
}

func (f *Files) record(b *catalog.Base) baseRecord {
	said := f.Words(b)
	r := baseRecord{
		ID: b.ID, Name: b.Name, Alias: b.Alias, URL: address.Base(b), Level: said.Level, LevelNote: said.LevelNote, titles: said.Titles,
		Address: b.Address, Phone: b.Phone, Website: b.Website, Fee: b.Fee, Free: b.Free, Booking: b.Booking,
		Facilities: b.Facilities, Summary: said.Summary, Since: b.Since.String(), Until: b.Until.String(), Sources: b.Sources,
	}
	if b.County != nil {
		r.County = b.County.Name
	}
	if b.Kind != nil {
		r.Kind = b.Kind.Name
	}
	if b.Point != nil {
		r.Location, r.Precision = []float64{geo.Round(b.Point.Lon, 6), geo.Round(b.Point.Lat, 6)}, b.Precision
	}
	for _, t := range b.Titles {
		d := t.Designation
		x := titleRecord{Level: d.Level.Name, Date: d.Date.String(), Authority: d.Authority, Batch: d.Batch, ValidUntil: d.ValidUntil.String()}
		if d.NoEndKnown {
			x.ValidUntil = "unknown"
		}
		if t.Revoked != nil {
			x.Revoked = t.Revoked.Date.String()
		}
		r.Titles = append(r.Titles, x)
	}
	return r
}

// BasesJSON writes data/bases.json.
func (f *Files) BasesJSON(w io.Writer) error {
	a := newArray(w, "")
	for _, b := range f.Catalog.Bases {
		if err := a.add(f.record(b)); err != nil {
			return err
		}
	}
	return a.end("\n")
}

// BasesCSV writes data/bases.csv.
func (f *Files) BasesCSV(w io.Writer) error {
	t := csvfile.New(w, columns(baseFields)...)
	for _, b := range f.Catalog.Bases {
		r := f.record(b)
		lon, lat := "", ""
		if r.Location != nil {
			lon, lat = decimal(r.Location[0]), decimal(r.Location[1])
		}
		free := ""
		if b.Free != nil {
			free = strconv.FormatBool(*b.Free)
		}
		for _, cell := range []string{r.ID, r.Name, join(r.Alias), r.County, r.Kind, r.Level, r.titles, r.Address, r.Phone, r.Website, lon, lat, r.Precision,
			r.Fee, free, r.Booking, join(r.Facilities), r.Summary, r.Since, r.Until, r.URL, join(r.Sources), b.Verified.Date.String(), b.Verified.How} {
			t.Text(cell)
		}
		if err := t.End(); err != nil {
			return err
		}
	}
	return t.Flush()
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

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
