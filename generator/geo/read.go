package geo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"kepu/generator/invisible"
)

// What a boundaries file may hold. A city's counties in full detail are 1 to 3 MB and
// some 50,000 points; the limits keep a wrong or hostile file from eating the machine.
const (
	MaxBytes    = 8 << 20
	MaxFeatures = 1000
	MaxPoints   = 400_000
)

// ReadBoundaries reads a GeoJSON FeatureCollection: Features with a county's code, and
// optionally its name, under one of the names that suppliers use, and a Polygon or
// MultiPolygon in degrees, longitude first; a third number is ignored. Several Features of
// one code are the parts of one county. The members datum (of the file, or of a Feature's
// properties; default wgs84), schematic, note and review_number may stand at the top or in
// the top's properties. All else is ignored.
//
// It returns the counties that can be used, in WGS-84, and what is wrong with the file,
// in the file's order. A county with a fault is left out, unless the fault is Harmless.
// Whether the codes are the right ones, the caller must see.
func ReadBoundaries(data []byte) (Boundaries, []Fault) {
	if len(data) > MaxBytes {
		return Boundaries{}, []Fault{*sayTooManyBytes.fault(len(data), MaxBytes)}
	}
	text := bytes.TrimPrefix(data, []byte("\ufeff"))
	r := reader{codes: map[string]firstFeature{}, looks: maxLooks, skipped: int64(len(data) - len(text))}
	if f := r.file(text); f != nil {
		return Boundaries{}, append(r.faults, *f)
	}
	return r.out, r.faults
}

// reader is the state of one ReadBoundaries.
type reader struct {
	out     Boundaries
	faults  []Fault
	datum   Datum
	said    bool                    // the file says its datum
	asked   bool                    // a fault asks for it
	codes   map[string]firstFeature // where a code stood first
	looks   int                     // edges that may still be looked at for counties on top of themselves
	points  int
	skipped int64 // bytes before the text
}

// firstFeature is the first Feature of a county.
type firstFeature struct {
	feature int
	county  int // which of reader.out
}

// head is what is said of the file as a whole.
type head struct {
	CRS       any `json:"crs"`
	Datum     any `json:"datum"`
	Schematic any `json:"schematic"`
	Note      any `json:"note"`
	Review    any `json:"review_number"`
}

// file reads the whole text; a fault that it returns makes all of it useless.
func (r *reader) file(text []byte) *Fault {
	var top struct {
		head
		Type       any             `json:"type"`
		Esri       any             `json:"geometryType"`
		Features   json.RawMessage `json:"features"`
		Properties json.RawMessage `json:"properties"`
	}
	if kind := otherFormat(text); kind != "" {
		return sayForeign.fault(kind)
	}
	if err := json.Unmarshal(text, &top); err != nil {
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
			return sayNotJSON.fault().at(max(0, syntax.Offset-1) + r.skipped)
		}
		return sayNotCollection.fault()
	}
	if top.Type == "Topology" {
		return sayForeign.fault("TopoJSON")
	}
	if kind, ok := top.Esri.(string); ok && top.Type == nil && strings.HasPrefix(kind, "esri") {
		return sayForeign.fault("Esri JSON")
	}
	if top.Type != "FeatureCollection" || !bytes.HasPrefix(top.Features, []byte("[")) {
		return sayNotCollection.fault()
	}
	var inner head
	if err := json.Unmarshal(top.Properties, &inner); err != nil {
		inner = head{} // no properties, or something else of that name
	}
	for _, h := range []head{inner, top.head} {
		if f := r.head(h); f != nil {
			return f
		}
	}
	return r.features(text, top.Features)
}

// otherFormat returns what kind of file it is when its first bytes tell one that suppliers
// hand out in place of GeoJSON; "" else.
func otherFormat(data []byte) string {
	for _, k := range []struct{ begins, kind string }{
		{"\x00\x00\x27\x0a", "Shapefile (.shp)"},
		{"PK\x03\x04", "ZIP (.zip, .kmz, .xlsx)"},
		{"Rar!", "RAR"},
		{"SQLite format 3", "GeoPackage (.gpkg)"},
		{"%PDF", "PDF"},
		{"<", "XML (.kml, .gml, .svg)"},
	} {
		if bytes.HasPrefix(data, []byte(k.begins)) {
			return k.kind
		}
	}
	return ""
}

func (r *reader) head(h head) *Fault {
	if h.Schematic == true {
		r.out.Schematic = true
	}
	if note, ok := h.Note.(string); ok {
		r.out.Note = printed(note)
	}
	if number, ok := h.Review.(string); ok {
		r.out.ReviewNumber = printed(number)
	}
	if h.Datum == nil {
		if name, known := crsName(h.CRS); !known {
			return sayBadCRS.fault(short(name))
		}
		return nil
	}
	r.said = true
	d, ok := ParseDatum(fmt.Sprint(h.Datum))
	if !ok {
		return sayBadDatum.fault(short(fmt.Sprint(h.Datum)))
	}
	r.datum = d
	return nil
}

// features reads the list that begins with the bracket at the start of list, a part of
// text. The list is known to be sound JSON.
func (r *reader) features(text, list []byte) *Fault {
	begin := r.skipped + max(0, int64(bytes.Index(text, list)))
	dec := json.NewDecoder(bytes.NewReader(list))
	if _, err := dec.Token(); err != nil {
		return sayNotCollection.fault()
	}
	n := 0
	for dec.More() {
		n++
		if n > MaxFeatures {
			return sayTooManyFeatures.fault(MaxFeatures)
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return sayNotJSON.fault()
		}
		offset := begin + dec.InputOffset() - int64(len(raw))
		county, code, f := r.feature(n, offset, raw)
		if r.points > MaxPoints {
			return sayTooManyPoints.fault(MaxPoints)
		}
		if f != nil {
			f.Feature, f.Code, f.Offset = n, code, offset
			r.faults = append(r.faults, *f)
		}
		if f == nil || f.Harmless() {
			r.add(county, n, offset)
		}
	}
	if n == 0 {
		return sayNoFeatures.fault()
	}
	return nil
}

// feature reads the n-th feature, which begins at offset. The code is given as soon as it is known.
func (r *reader) feature(n int, offset int64, raw []byte) (c County, code string, f *Fault) {
	var in struct {
		Type       any            `json:"type"`
		Properties map[string]any `json:"properties"`
		Geometry   struct {
			Type        any             `json:"type"`
			Coordinates json.RawMessage `json:"coordinates"`
		} `json:"geometry"`
		ID any `json:"id"`
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&in); err != nil || in.Type != "Feature" {
		return c, "", sayNotFeature.fault(n)
	}
	code, name, f := identity(n, in.Properties, in.ID)
	if f != nil {
		return c, code, f
	}
	c = County{Code: code, Name: name}
	shape := shape{label: strings.TrimSpace(short(c.Name) + " " + code), datum: r.datum}
	if d := in.Properties["datum"]; d != nil {
		var ok bool
		if shape.datum, ok = ParseDatum(fmt.Sprint(d)); !ok {
			return c, code, sayBadDatum.fault(short(fmt.Sprint(d)))
		}
	} else if !r.said && !r.asked && fromAmap(in.Properties) {
		r.asked = true
		unsaid := sayUnsaidDatum.fault().at(offset)
		r.faults = append(r.faults, *unsaid)
	}
	c.Polygons, f = shape.polygons(in.Geometry.Type, in.Geometry.Coordinates, MaxPoints-r.points)
	r.points += shape.points
	if f == nil || f.Harmless() {
		c.bounds = boundsOf(c.Polygons)
	}
	return c, code, f
}

func boundsOf(polygons []Polygon) Bounds {
	var b Bounds
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for _, p := range ring {
				b = b.Add(p)
			}
		}
	}
	return b
}

// printed is a text of the file as maps print it: on one line, and without what nobody sees. A control in a name
// would make a drawing that is no XML.
func printed(s string) string {
	s = strings.Map(func(r rune) rune {
		switch invisible.Of(r) {
		case invisible.Not, invisible.ZeroWidth: // some join letters
			return r
		case invisible.Control, invisible.LineBreak:
			return ' '
		}
		return -1
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// short cuts what the file says to a length that fits in a message.
func short(s string) string {
	runes := []rune(s)
	if len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return s
}
