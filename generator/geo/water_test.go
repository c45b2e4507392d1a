package geo

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

func waterFile(features ...string) []byte {
	return []byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`)
}

func TestWatersAreReadOrToldOf(t *testing.T) {
	feature := func(properties, kind, coordinates string) string {
		return fmt.Sprintf(`{"type":"Feature","properties":%s,"geometry":{"type":%q,"coordinates":%s}}`, properties, kind, coordinates)
	}
	const ring = `[[[114,33],[114.1,33],[114.1,33.1],[114,33]]]`
	for _, c := range []struct {
		name string
		data []byte
		want string // kinds and names, then codes
	}{
		{"a river", waterFile(feature(`{"name":" 甲河 "}`, "LineString", `[[114,33],[114.1,33.05]]`)), "river 甲河"},
		{"a river in parts, without a name", waterFile(feature(`null`, "MultiLineString", `[[[114,33],[114.1,33.05]],[[114.2,33],[114.3,33]]]`)), "river "},
		{"a lake", waterFile(feature(`{"name":"甲湖"}`, "Polygon", ring)), "lake 甲湖"},
		{"lakes", waterFile(feature(`{}`, "MultiPolygon", "["+ring+","+ring+"]")), "lake "},
		{"hills and a peak", waterFile(feature(`{"name":"甲山","kind":"relief"}`, "LineString", `[[114,33],[114.1,33.05]]`), feature(`{"kind":"relief"}`, "Point", `[114,33]`)), "ridge 甲山 peak "},
		{"heights too", waterFile(feature(`{}`, "LineString", `[[114,33,12],[114.1,33.05,13]]`)), "river "},
		{"a point of water", waterFile(feature(`{}`, "Point", `[114,33]`)), "WATER-GEOMETRY"},
		{"a plain of hills", waterFile(feature(`{"kind":"relief"}`, "Polygon", ring)), "WATER-GEOMETRY"},
		{"a kind that is none", waterFile(feature(`{"kind":"road"}`, "LineString", `[[114,33],[114.1,33.05]]`)), "WATER-KIND"},
		{"one point", waterFile(feature(`{}`, "LineString", `[[114,33],[114,33]]`)), "WATER-SHORT"},
		{"an open shore", waterFile(feature(`{}`, "Polygon", `[[[114,33],[114.1,33],[114.1,33.1],[114,33.1]]]`)), "WATER-SHORT"},
		{"swapped", waterFile(feature(`{}`, "LineString", `[[33,114],[33.05,114.1]]`)), "WATER-POINT"},
		{"no numbers", waterFile(feature(`{}`, "LineString", `"x"`)), "WATER-GEOMETRY"},
		{"no lines", waterFile(feature(`{}`, "MultiLineString", `[]`)), "WATER-GEOMETRY"},
		{"one fault, the rest is read", waterFile(`{"type":"Point"}`, feature(`{"name":"乙河"}`, "LineString", `[[114,33],[114.1,33.05]]`)), "river 乙河 WATER-ENTRY"},
		{"nothing", waterFile(), ""},
		{"no JSON", []byte(`{"type":"FeatureCollection","features":[`), "WATER-JSON"},
		{"another thing", []byte(`[]`), "WATER-COLLECTION"},
		{"a datum that is none", []byte(`{"type":"FeatureCollection","datum":"x","features":[]}`), "BORDERS-DATUM-UNKNOWN"},
		{"too large", make([]byte, MaxWaterBytes+1), "WATER-LARGE-BYTES"},
		{"too many points", waterFile(feature(`{}`, "LineString", "["+strings.Repeat("[114,33],[114.1,33],", MaxWaterPoints/2)+"[114,33]]")), "WATER-LARGE-POINTS"},
	} {
		w, faults := ReadWater(c.data)
		var got []string
		for _, f := range w.Features {
			got = append(got, string(f.Kind)+" "+f.Name)
		}
		for _, f := range faults {
			got = append(got, f.What.Code)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}

func TestWatersOfADatumAreConverted(t *testing.T) {
	line := `{"type":"Feature","geometry":{"type":"LineString","coordinates":[[114.02,33],[114.1,33.05]]}}`
	plain, _ := ReadWater(waterFile(line))
	moved, faults := ReadWater([]byte(`{"type":"FeatureCollection","datum":"gcj02","schematic":false,"features":[` + line + `]}`))
	if d := Distance(plain.Features[0].Lines[0][0], moved.Features[0].Lines[0][0]); d < 300 || d > 1000 || len(faults) > 0 || plain.Reviewed || !moved.Reviewed {
		t.Errorf("%.0f m apart, %v, reviewed %v and %v", d, faults, plain.Reviewed, moved.Reviewed)
	}
}

// What content/ ships lies in the city or near it, and is light.
func TestShippedWaters(t *testing.T) {
	data, err := os.ReadFile(contentDir + "/map/water.geojson")
	if err != nil {
		t.Fatal(err)
	}
	w, faults := ReadWater(data)
	if len(faults) > 0 || len(w.Features) == 0 || w.Reviewed || len(data) > 4<<10 {
		t.Errorf("%d features, %v, reviewed %v, %d bytes", len(w.Features), faults, w.Reviewed, len(data))
	}
	box := city(t).Bounds()
	for _, f := range w.Features {
		for _, line := range f.Lines {
			for _, at := range line {
				if !box.Contains(at) {
					t.Errorf("%s leaves the city at %v", f.Name, at)
				}
			}
		}
	}
}

func FuzzReadWater(f *testing.F) {
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"relief"},"geometry":{"type":"Point","coordinates":[114,33]}}]}`))
	f.Add(waterFile(`{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[114,33],[114.1,33],[114.1,33.1],[114,33]]]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, faults := ReadWater(data)
		for _, feature := range w.Features {
			least := map[WaterKind]int{River: 2, Ridge: 2, Lake: 3, Peak: 1}[feature.Kind]
			if least == 0 || len(feature.Lines) == 0 {
				t.Fatalf("%+v", feature)
			}
			for _, line := range feature.Lines {
				if len(line) < least {
					t.Fatalf("%+v", feature)
				}
				for _, at := range line {
					if !at.Valid() {
						t.Fatalf("%v", at)
					}
				}
			}
		}
		for _, fault := range faults {
			if fault.What.Code == "" || fault.Offset > int64(len(data)) {
				t.Fatalf("%+v", fault)
			}
		}
	})
}

// A surveyed river keeps its ends and its way with few points; a shore stays closed.
func TestWatersAreSimplified(t *testing.T) {
	river := WaterFeature{Kind: River, Lines: [][]Point{nil}}
	for i := range 4000 {
		x := float64(i) / 4000
		river.Lines[0] = append(river.Lines[0], Point{113 + x, 33 + 0.3*math.Sin(9*x) + 0.0002*math.Sin(900*x)})
	}
	lake := WaterFeature{Kind: Lake, Lines: [][]Point{nil}}
	for i := range 800 {
		a := 2 * math.Pi * float64(i) / 800
		lake.Lines[0] = append(lake.Lines[0], Point{115 + 0.1*math.Cos(a), 33 + 0.1*math.Sin(a)})
	}
	lake.Lines[0] = append(lake.Lines[0], lake.Lines[0][0])
	peak := WaterFeature{Kind: Peak, Lines: [][]Point{{{114, 34}}}}
	w := Water{Features: []WaterFeature{river, lake, peak}}
	got := w.Simplify(120)
	n := 0
	for _, f := range got.Features {
		n += len(f.Lines[0])
	}
	if n > 125 || n < 100 {
		t.Errorf("%d points are left", n)
	}
	line := got.Features[0].Lines[0]
	if line[0] != river.Lines[0][0].Round(7) || line[len(line)-1] != river.Lines[0][3999].Round(7) {
		t.Errorf("the river begins at %v and ends at %v", line[0], line[len(line)-1])
	}
	for _, at := range line {
		if d := at.Lat - 33 - 0.3*math.Sin(9*(at.Lon-113)); math.Abs(d) > 0.001 {
			t.Errorf("%v lies %g beside the river", at, d)
		}
	}
	if shore := got.Features[1].Lines[0]; len(shore) < 4 || shore[0] != shore[len(shore)-1] {
		t.Errorf("the shore: %v", shore)
	}
	if p := got.Features[2].Lines[0]; len(p) != 1 {
		t.Errorf("the peak: %v", p)
	}
}
