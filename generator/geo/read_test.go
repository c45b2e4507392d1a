package geo

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

const square = `[[[114,33],[114.1,33],[114.1,33.1],[114,33.1],[114,33]]]`
const inner = `[[[114.04,33.04],[114.06,33.04],[114.06,33.06],[114.04,33.04]]]`

const east = `[[[114.1,33],[114.2,33],[114.2,33.1],[114.1,33.1],[114.1,33]]]`

// feature writes a feature with those properties and geometry.
func feature(properties, kind, coordinates string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":{"type":"%s","coordinates":%s}}`, properties, kind, coordinates)
}

// collection writes a collection of those features.
func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

// What suppliers hand out in place of GeoJSON is told by its name.
func TestOtherKindsOfFilesAreNamed(t *testing.T) {
	for text, kind := range map[string]string{
		`{"type":"Topology","objects":{},"arcs":[]}`:                   "TopoJSON",
		`{"geometryType":"esriGeometryPolygon","features":[]}`:         "Esri JSON",
		"\x00\x00\x27\x0a\x00\x00":                                     "Shapefile",
		"PK\x03\x04\x14":                                               "ZIP",
		"\ufeff<?xml version=\"1.0\"?><kml></kml>":                     "XML",
		"SQLite format 3\x00":                                          "GeoPackage",
		`{"type":"FeatureCollection","geometryType":"x","features":7}`: "FeatureCollection",
	} {
		_, faults := ReadBoundaries([]byte(text))
		if len(faults) != 1 || faults[0].Kind != NotCollection || !strings.Contains(faults[0].What.ZH, kind) || !strings.Contains(faults[0].What.EN, kind) {
			t.Errorf("%q: %+v", text, faults)
		}
	}
}

func TestOrdinaryFilesAreRead(t *testing.T) {
	code := `"adcode":"411702"`
	tests := []struct {
		name, in string
		polygons int
	}{
		{"polygon", collection(feature(code, "Polygon", square)), 1},
		{"number as code", collection(feature(`"adcode":411702`, "Polygon", square)), 1},
		{"multipolygon", collection(feature(code, "MultiPolygon", "["+square+`,[[[114.2,33],[114.3,33],[114.3,33.1],[114.2,33]]]]`)), 2},
		{"gb", collection(feature(`"gb":"156411702","name":"x"`, "Polygon", square)), 1},
		{"id", collection(feature(`"id":"411702"`, "Polygon", square)), 1},
		{"the feature's id", strings.Replace(collection(feature(`"name":"示例县"`, "Polygon", square)), `"Feature",`, `"Feature","id":411702,`, 1), 1},
		{"a key of one's own", collection(feature(`"ADCODE99":"411702","CITYCODE":"411799"`, "Polygon", square)), 1},
		{"PAC", collection(feature(`"PAC":411702,"adcode":null`, "Polygon", square)), 1},
		{"twelve digits", collection(feature(`"XZQDM":"411702000000"`, "Polygon", square)), 1},
		{"a number with a point", collection(feature(`"adcode":411702.0`, "Polygon", square)), 1},
		{"in exponents", collection(feature(`"县级码":"4.11702E5","省级码":"410000"`, "Polygon", square)), 1},
		{"running number before the code", collection(feature(`"id":3,"code":"411702"`, "Polygon", square)), 1},
		{"wide digits, capitals, blanks", collection(feature(`"ADCODE":" ４１１７０２ "`, "Polygon", square)), 1},
		{"a county's code beside the city's", collection(feature(`"市码":"411700","区县码":"411702"`, "Polygon", square)), 1},
		{"cut in two", collection(feature(code, "Polygon", square), feature(code, "Polygon", east)), 2},
		{"cut in two, a sliver on top", collection(feature(code, "Polygon", square), feature(code, "Polygon", strings.ReplaceAll(east, "114.1,", "114.0995,"))), 2},
		{"a hole and what fills it", collection(feature(code, "Polygon", strings.TrimSuffix(square, "]")+`,`+strings.TrimPrefix(inner, "[")), feature(code, "Polygon", inner)), 2},
		{"CGCS2000", strings.Replace(collection(feature(code, "Polygon", square)), `{"type"`, `{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"type"`, 1), 1},
		{"from Amap, and says so", strings.Replace(collection(feature(code+`,"acroutes":[100000]`, "Polygon", square)), `{"type"`, `{"datum":"gcj02","type"`, 1), 1},
		{"heights", collection(feature(code, "Polygon", `[[[114,33,80],[114.1,33,81.5],[114.1,33.1,0],[114,33,80]]]`)), 1},
		{"repeated points", collection(feature(code, "Polygon", `[[[114,33],[114,33],[114.1,33],[114.1,33.1],[114.1,33.1],[114,33]]]`)), 1},
		{"byte order mark, unknown members", "\ufeff" + `{"crs":{"a":[1,{}]},"bbox":[1,2,3,4],"type":"FeatureCollection","features":[ {"id":7,"type":"Feature","bbox":null,
			"properties":{"adcode":"411702","x":null,"y":{"z":[]}},"geometry":{"type":"Polygon","coordinates":` + square + `}} ]}`, 1},
		{"ring that touches itself", collection(feature(code, "Polygon", `[[[114,33],[114.1,33.1],[114.2,33],[114.2,33.2],[114.1,33.1],[114,33.2],[114,33]]]`)), 1},
	}
	for _, tt := range tests {
		b, faults := ReadBoundaries([]byte(tt.in))
		if len(faults) != 0 || len(b.Counties) != 1 {
			t.Errorf("%s: %d counties, faults %+v", tt.name, len(b.Counties), faults)
			continue
		}
		if c := b.Counties[0]; c.Code != "411702" || len(c.Polygons) != tt.polygons {
			t.Errorf("%s: %s with %d polygons", tt.name, c.Code, len(c.Polygons))
		}
	}
}

func TestWhatTheFileSaysOfItselfIsKept(t *testing.T) {
	top := `{"type":"FeatureCollection","schematic":true,"note":"示例","features":[` + feature(`"adcode":"411702","name":" 示例县 "`, "Polygon", square) + `]}`
	inner := strings.Replace(top, `"schematic":true,"note":"示例"`, `"properties":{"schematic":true,"note":"示例"}`, 1)
	for _, in := range []string{top, inner} {
		b, faults := ReadBoundaries([]byte(in))
		if len(faults) > 0 || !b.Schematic || b.Note != "示例" || b.Counties[0].Name != "示例县" {
			t.Errorf("%+v %+v", b, faults)
		}
	}
	if b, _ := ReadBoundaries([]byte(collection(feature(`"adcode":"411702"`, "Polygon", square)))); b.Schematic {
		t.Error("a file that does not say so is no schematic")
	}
}

func TestBoundariesInAnotherDatumAreMoved(t *testing.T) {
	plain, _ := ReadBoundaries([]byte(collection(feature(`"adcode":"411702"`, "Polygon", square))))
	file := strings.Replace(collection(feature(`"adcode":"411702"`, "Polygon", square)), `{"type"`, `{"datum":"gcj02","type"`, 1)
	for _, in := range []string{file, collection(feature(`"adcode":"411702","datum":"GCJ-02"`, "Polygon", square))} {
		b, faults := ReadBoundaries([]byte(in))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		was, is := plain.Counties[0].Polygons[0][0][0], b.Counties[0].Polygons[0][0][0]
		if d := Distance(was, is); d < 500 || d > 640 {
			t.Errorf("moved by %.0f m", d)
		}
		if !near(Convert(is, WGS84, GCJ02), was, 2e-7) {
			t.Errorf("%v is not where %v in GCJ-02 is", is, was)
		}
	}
}

func TestFaultsAreNamed(t *testing.T) {
	good := feature(`"adcode":"411721"`, "Polygon", square)
	code := `"adcode":"411702"`
	polygon := func(coordinates string) string { return collection(good, feature(code, "Polygon", coordinates)) }
	tests := []struct {
		name, in string
		kind     FaultKind
		feature  int
		left     int // counties that are used all the same
	}{
		{"empty", "", NotJSON, 0, 0},
		{"cut off", polygon(square)[:200], NotJSON, 0, 0},
		{"garbage behind", polygon(square) + "x", NotJSON, 0, 0},
		{"deep", strings.Repeat("[", 1<<20), NotJSON, 0, 0},
		{"deep inside", collection(feature(code, "Polygon", strings.Repeat("[", 20000)+strings.Repeat("]", 20000))), NotJSON, 0, 0},
		{"null", "null", NotCollection, 0, 0},
		{"list", "[]", NotCollection, 0, 0},
		{"text", `"x"`, NotCollection, 0, 0},
		{"a geometry", `{"type":"Polygon","coordinates":` + square + `}`, NotCollection, 0, 0},
		{"a feature", good, NotCollection, 0, 0},
		{"features is no list", `{"type":"FeatureCollection","features":{}}`, NotCollection, 0, 0},
		{"no features", collection(), NotCollection, 0, 0},
		{"not a feature", collection(good, "7"), NotCollection, 2, 1},
		{"null feature", collection(good, "null"), NotCollection, 2, 1},
		{"datum of the file", `{"datum":"beijing54","type":"FeatureCollection","features":[` + good + `]}`, BadDatum, 0, 0},
		{"datum of a county", collection(good, feature(code+`,"datum":7`, "Polygon", square)), BadDatum, 2, 1},
		{"no code", collection(good, feature(`"name":"示例县"`, "Polygon", square)), NoCode, 2, 1},
		{"null properties", collection(good, `{"type":"Feature","properties":null,"geometry":null}`), NoCode, 2, 1},
		{"short code", collection(good, feature(`"adcode":4117`, "Polygon", square)), NoCode, 2, 1},
		{"code of letters", collection(good, feature(`"adcode":"xiping"`, "Polygon", square)), NoCode, 2, 1},
		{"fraction as code", collection(good, feature(`"adcode":4117.2`, "Polygon", square)), NoCode, 2, 1},
		{"same code", collection(good, feature(`"adcode":"411721"`, "Polygon", `[[[114.05,33.05],[114.15,33.05],[114.15,33.15],[114.05,33.15],[114.05,33.05]]]`)), SameCode, 2, 1},
		{"inside", collection(good, feature(`"adcode":"411721"`, "Polygon", `[[[114.04,33.04],[114.06,33.04],[114.06,33.06],[114.04,33.04]]]`)), SameCode, 2, 1},
		{"around", collection(good, feature(`"adcode":"411721"`, "Polygon", `[[[113,32],[115,32],[115,34],[113,34],[113,32]]]`)), SameCode, 2, 1},
		{"same twice", collection(good, good), Repeated, 2, 1},
		{"two names", collection(feature(`"adcode":"411721","name":"甲县"`, "Polygon", square), feature(`"adcode":"411721","name":"乙县"`, "Polygon", east)), SameCode, 2, 1},
		{"two keys of one's own", collection(good, feature(`"code_a":"411702","code_b":"411703"`, "Polygon", square)), NoCode, 2, 1},
		{"a city's code", collection(good, feature(`"adm":"411700"`, "Polygon", square)), NoCode, 2, 1},
		{"a number that is no code", collection(good, feature(`"population":411702,"postcode":"463000","parent_code":"411702"`, "Polygon", square)), NoCode, 2, 1},
		{"a town's code", collection(good, feature(`"gb":"411702001000"`, "Polygon", square)), NoCode, 2, 1},
		{"a running number", collection(good, feature(`"id":7`, "Polygon", square)), NoCode, 2, 1},
		{"from Amap", collection(feature(code+`,"acroutes":[100000,410000]`, "Polygon", square), feature(`"adcode":"411721","acroutes":[1]`, "Polygon", east)), UnsaidDatum, 0, 2},
		{"Xi'an 1980", strings.Replace(collection(good), `{"type"`, `{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4610"}},"type"`, 1), BadDatum, 0, 0},
		{"no geometry", collection(good, `{"type":"Feature","properties":{"adcode":"411702"},"geometry":null}`), BadGeometry, 2, 1},
		{"a point", collection(good, feature(code, "Point", "[114,33]")), BadGeometry, 2, 1},
		{"a line", collection(good, feature(code, "LineString", square)), BadGeometry, 2, 1},
		{"too flat", polygon(`[[114,33],[115,33]]`), BadGeometry, 2, 1},
		{"texts", polygon(`[[["114","33"]]]`), BadGeometry, 2, 1},
		{"one number", polygon(`[[[114]]]`), BadGeometry, 2, 1},
		{"no rings", polygon(`[]`), BadGeometry, 2, 1},
		{"null coordinates", polygon(`null`), BadGeometry, 2, 1},
		{"no polygons", collection(good, feature(code, "MultiPolygon", "[]")), BadGeometry, 2, 1},
		{"huge number", polygon(`[[[1e999,33],[114,33],[114,34],[1e999,33]]]`), BadGeometry, 2, 1},
		{"metres", polygon(`[[[38500000,3650000],[38510000,3650000],[38510000,3660000],[38500000,3650000]]]`), BadPoint, 2, 1},
		{"swapped", polygon(`[[[33,114],[33.1,114],[33.1,114.1],[33,114]]]`), BadPoint, 2, 1},
		{"null in a point", polygon(`[[[114,null],[114.1,33],[114.1,33.1],[114,33]]]`), BadPoint, 2, 1},
		{"open", polygon(`[[[114,33],[114.1,33],[114.1,33.1],[114,33.1]]]`), BadRing, 2, 1},
		{"empty ring", polygon(`[[]]`), BadRing, 2, 1},
		{"two points", polygon(`[[[114,33],[114.1,33],[114,33]]]`), BadRing, 2, 1},
		{"one place", polygon(`[[[114,33],[114,33],[114.00000001,33],[114,33]]]`), BadRing, 2, 1},
		{"bow tie", polygon(`[[[114,33],[114.1,33.1],[114.1,33],[114,33.1],[114,33]]]`), Crossing, 2, 2},
		{"spike", polygon(`[[[114,33],[114.1,33],[114.2,33],[114.1,33],[114.1,33.1],[114,33]]]`), Crossing, 2, 2},
		{"too many", collection(strings.Split(strings.Repeat(good+"\n", MaxFeatures), "\n")[:MaxFeatures]...), Repeated, 2, 1},
	}
	for _, tt := range tests {
		b, faults := ReadBoundaries([]byte(tt.in))
		if len(faults) == 0 {
			t.Errorf("%s: no fault", tt.name)
			continue
		}
		f := faults[0]
		if f.Kind != tt.kind || f.Feature != tt.feature || len(b.Counties) != tt.left {
			t.Errorf("%s: %s in feature %d, %d counties; want %s, %d, %d", tt.name, f.Kind, f.Feature, len(b.Counties), tt.kind, tt.feature, tt.left)
		}
		for _, text := range []string{f.What.ZH, f.What.EN} {
			if text == "" || len(text) > 600 || strings.Contains(text, "%!") || strings.Contains(text, "json:") {
				t.Errorf("%s: wording %q", tt.name, text)
			}
		}
		if f.Feature > 0 && f.Offset <= 0 {
			t.Errorf("%s: no offset", tt.name)
		}
	}
}

func TestOffsetLeadsToTheEntry(t *testing.T) {
	bad := feature(`"adcode":"x"`, "Polygon", square)
	in := "\ufeff{ \"type\": \"FeatureCollection\",\n \"features\" : [\n  " + feature(`"adcode":"411702"`, "Polygon", square) + " ,\n  " + bad + "\n]}"
	_, faults := ReadBoundaries([]byte(in))
	if len(faults) != 1 || faults[0].Offset != int64(strings.Index(in, bad)) {
		t.Errorf("%+v, want offset %d", faults, strings.Index(in, bad))
	}
	broken := "\ufeff{\"type\": !}"
	_, faults = ReadBoundaries([]byte(broken))
	if len(faults) != 1 || faults[0].Offset != int64(strings.Index(broken, "!")) {
		t.Errorf("%+v, want the offset of the !", faults)
	}
}

func TestOversizedFilesAreRefused(t *testing.T) {
	many := bytes.NewBufferString(`[[114,33]`)
	for i := range MaxPoints {
		fmt.Fprintf(many, ",[114.%d,33]", i%10)
	}
	many.WriteString("]")
	for name, in := range map[string]string{
		"bytes":    strings.Repeat(" ", MaxBytes+1),
		"features": collection(strings.Split(strings.Repeat("7\n", MaxFeatures+1), "\n")[:MaxFeatures+1]...),
		"points":   collection(feature(`"adcode":"411702"`, "Polygon", "["+many.String()+"]")),
	} {
		_, faults := ReadBoundaries([]byte(in))
		if len(faults) == 0 || faults[len(faults)-1].Kind != TooLarge {
			t.Errorf("too many %s: %d faults", name, len(faults))
		}
	}
}

func TestACrossingIsFoundWherever(t *testing.T) {
	// A round ring; then two of its points change places.
	const n = 60
	ring := func(swap int) Ring {
		var r Ring
		for i := range n {
			a := 2 * math.Pi * float64(i) / n
			r = append(r, Point{114 + math.Cos(a)/10, 33 + math.Sin(a)/10}.Round(7))
		}
		if swap >= 0 {
			r[swap], r[(swap+1)%n] = r[(swap+1)%n], r[swap]
		}
		return append(r, r[0])
	}
	if p, ok := crossing(ring(-1)); ok {
		t.Errorf("a round ring crosses itself at %v", p)
	}
	for i := range n {
		if _, ok := crossing(ring(i)); !ok {
			t.Errorf("points %d and %d changed places, and no crossing", i, i+1)
		}
	}
}

func FuzzReadBoundaries(f *testing.F) {
	shipped, err := os.ReadFile(contentDir + "/map/boundaries.geojson")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(shipped)
	f.Add([]byte(collection(feature(`"adcode":"411702"`, "Polygon", square))))
	f.Add([]byte(collection(feature(`"adcode":411702,"datum":"bd09"`, "MultiPolygon", "["+square+"]"), feature(`"adcode":"411703"`, "Polygon", square))))
	f.Add([]byte(collection(feature(`"adcode":411702`, "Polygon", `[[[114,33],[114.1,33],[114.2,33],[114.1,33],[114.1,33.1],[114,33]]]`))))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, faults := ReadBoundaries(data)
		if len(b.Counties) == 0 && len(faults) == 0 {
			t.Error("nothing read and nothing said")
		}
		for _, f := range faults {
			if f.What.ZH == "" || f.What.EN == "" || f.What.Code == "" || f.Offset < -1 || f.Offset > int64(len(data)) {
				t.Errorf("fault %+v", f)
			}
		}
		b.eachRing(func(c County, r Ring) {
			if len(r) < 4 || r[0] != r[len(r)-1] {
				t.Errorf("%s: ring %v", c.Code, r)
			}
			for _, p := range r {
				if !p.Valid() || p != p.Round(7) || !c.Bounds().Contains(p) || !c.Contains(p) {
					t.Errorf("%s: point %v", c.Code, p)
				}
			}
		})
		checkSimplified(t, b, Simplify(b, 0, 0), true)
		checkSimplified(t, b, Simplify(b, 2000, 20), false)
	})
}

// checkSimplified holds what is true of any simplification: the same counties and rings
// of at least three corners, made of points that were there before.
func checkSimplified(t *testing.T, b, s Boundaries, same bool) {
	t.Helper()
	if len(s.Counties) != len(b.Counties) {
		t.Fatalf("%d counties of %d", len(s.Counties), len(b.Counties))
	}
	for i, c := range s.Counties {
		was := b.Counties[i]
		if c.Code != was.Code || c.Name != was.Name || len(c.Polygons) != len(was.Polygons) {
			t.Fatalf("%s became %s", was.Code, c.Code)
		}
		for j, p := range c.Polygons {
			if len(p) != len(was.Polygons[j]) {
				t.Fatalf("%s: polygon %d lost a ring", c.Code, j)
			}
			for k, r := range p {
				before := map[Point]bool{}
				for _, at := range was.Polygons[j][k] {
					before[at] = true
				}
				if len(r) < 4 || r[0] != r[len(r)-1] || same && len(r) != len(was.Polygons[j][k]) {
					t.Fatalf("%s: %v became %v", c.Code, was.Polygons[j][k], r)
				}
				for _, at := range r {
					if !before[at] {
						t.Fatalf("%s: %v was not there before", c.Code, at)
					}
				}
			}
		}
	}
}

// What nobody sees in a name would stand in a drawing, which is no XML then.
func TestNamesArePrintedOnOneLineWithoutControls(t *testing.T) {
	const name = `" 示例\u001b\n县\ufffe\u202e "`
	b, faults := ReadBoundaries([]byte(`{"type": "FeatureCollection", "note": ` + name + `, "review_number": ` + name + `, "features": [{"type": "Feature", "properties": {"adcode": "990001", "name": ` + name + `}, "geometry": {"type": "Polygon", "coordinates": [[[113, 33], [114, 33], [114, 34], [113, 33]]]}}]}`))
	if want := "示例 县"; len(faults) > 0 || b.Note != want || b.ReviewNumber != want || b.Counties[0].Name != want {
		t.Errorf("%v, %+v", faults, b)
	}
	w, faults := ReadWater([]byte(`{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": ` + name + `}, "geometry": {"type": "LineString", "coordinates": [[113, 33], [114, 33]]}}]}`))
	if len(faults) > 0 || w.Features[0].Name != "示例 县" {
		t.Errorf("%v, %+v", faults, w)
	}
}
