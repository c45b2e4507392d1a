package geo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"kepu/generator/diag"
)

// What a file of waters and hills may hold. A few kilobytes are enough for a map of a city; the limits keep a wrong or hostile
// file, or a survey in full detail, off every page.
const (
	MaxWaterBytes  = 1 << 20
	MaxWaterPoints = 5_000
)

// Water is the rivers, lakes and hills of a map, all points in WGS-84 and rounded to 1e-5 degrees.
type Water struct {
	Features []WaterFeature // in the order of the file
	Reviewed bool           // the file says that it is no sketch: "schematic": false
}

// WaterFeature is one river, lake, ridge or peak.
type WaterFeature struct {
	Name  string // may be empty
	Kind  WaterKind
	Lines [][]Point // of a lake its rings, closed; of a peak one point
}

// WaterKind says what a feature is.
type WaterKind string

const (
	River WaterKind = "river" // lines
	Lake  WaterKind = "lake"  // a lake or reservoir
	Ridge WaterKind = "ridge" // lines of hills
	Peak  WaterKind = "peak"
)

// ReadWater reads a GeoJSON FeatureCollection of waters and hills: lines are rivers, polygons lakes and reservoirs; with the property kind "relief"
// lines are ridges and points peaks. Properties may have a name. The file may have a datum, as [ReadBoundaries] knows it.
//
// It returns what can be drawn, and what is wrong with the file in the file's order; a feature with a fault is left out.
func ReadWater(data []byte) (Water, []Fault) {
	if len(data) > MaxWaterBytes {
		return Water{}, []Fault{*sayWaterBytes.fault(MaxWaterBytes)}
	}
	text := bytes.TrimPrefix(data, []byte("\ufeff"))
	skipped := int64(len(data) - len(text))
	var top struct {
		Type      any             `json:"type"`
		Datum     any             `json:"datum"`
		Schematic any             `json:"schematic"`
		Features  json.RawMessage `json:"features"`
	}
	if kind := otherFormat(text); kind != "" {
		return Water{}, []Fault{*sayForeign.fault(kind)}
	}
	if err := json.Unmarshal(text, &top); err != nil {
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
			return Water{}, []Fault{*sayWaterJSON.fault().at(max(0, syntax.Offset-1) + skipped)}
		}
		return Water{}, []Fault{*sayWaterCollection.fault()}
	}
	if top.Type != "FeatureCollection" || !bytes.HasPrefix(top.Features, []byte("[")) {
		return Water{}, []Fault{*sayWaterCollection.fault()}
	}
	datum := WGS84
	if top.Datum != nil {
		var ok bool
		if datum, ok = ParseDatum(fmt.Sprint(top.Datum)); !ok {
			return Water{}, []Fault{*sayBadDatum.fault(short(fmt.Sprint(top.Datum)))}
		}
	}
	out := Water{Reviewed: top.Schematic == false}
	var faults []Fault
	begin := skipped + max(0, int64(bytes.Index(text, top.Features)))
	dec := json.NewDecoder(bytes.NewReader(top.Features))
	_, _ = dec.Token() // the bracket: the list is known to be sound
	points := 0
	for n := 1; dec.More(); n++ {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return out, append(faults, *sayWaterJSON.fault())
		}
		feature, f := readWaterFeature(raw, n, datum)
		for _, line := range feature.Lines {
			points += len(line)
		}
		if points > MaxWaterPoints || n > MaxFeatures {
			return Water{}, append(faults, *sayWaterPoints.fault(MaxWaterPoints, MaxFeatures))
		}
		if f != nil {
			f.Feature, f.Offset = n, begin+dec.InputOffset()-int64(len(raw))
			faults = append(faults, *f)
			continue
		}
		out.Features = append(out.Features, feature)
	}
	return out, faults
}

func readWaterFeature(raw []byte, n int, datum Datum) (w WaterFeature, f *Fault) {
	var in struct {
		Type       any            `json:"type"`
		Properties map[string]any `json:"properties"`
		Geometry   struct {
			Type        string          `json:"type"`
			Coordinates json.RawMessage `json:"coordinates"`
		} `json:"geometry"`
	}
	if err := json.Unmarshal(raw, &in); err != nil || in.Type != "Feature" {
		return w, sayWaterFeature.fault(n)
	}
	name, _ := in.Properties["name"].(string)
	w.Name = printed(name)
	label := w.Name
	if label == "" {
		label = fmt.Sprintf("第 %d 个", n)
	}
	relief := in.Properties["kind"] == "relief"
	if kind := in.Properties["kind"]; kind != nil && kind != "" && kind != "water" && !relief {
		return w, sayWaterKind.fault(label, short(fmt.Sprint(kind)))
	}
	var lines [][][]float64
	var err error
	least := 2
	switch in.Geometry.Type {
	case "LineString":
		lines = make([][][]float64, 1)
		err = json.Unmarshal(in.Geometry.Coordinates, &lines[0])
		w.Kind = River
	case "MultiLineString":
		err = json.Unmarshal(in.Geometry.Coordinates, &lines)
		w.Kind = River
	case "Polygon":
		err = json.Unmarshal(in.Geometry.Coordinates, &lines)
		w.Kind, least = Lake, 4
	case "MultiPolygon":
		var polygons [][][][]float64
		err = json.Unmarshal(in.Geometry.Coordinates, &polygons)
		lines = slices.Concat(polygons...)
		w.Kind, least = Lake, 4
	case "Point":
		lines = [][][]float64{make([][]float64, 1)}
		err = json.Unmarshal(in.Geometry.Coordinates, &lines[0][0])
		w.Kind, least = Peak, 1
	default:
		return w, sayWaterGeometry.fault(label)
	}
	switch {
	case err != nil || len(lines) == 0, relief != (w.Kind == Peak) && w.Kind != River:
		return w, sayWaterGeometry.fault(label)
	case relief && w.Kind == River:
		w.Kind = Ridge
	}
	for _, positions := range lines {
		var line []Point
		for _, position := range positions {
			if len(position) < 2 {
				return w, sayWaterGeometry.fault(label)
			}
			p := Point{position[0], position[1]}
			if !p.InChina() {
				return w, sayWaterPoint.fault(label, p)
			}
			if p = Convert(p, datum, WGS84).Round(5); len(line) == 0 || line[len(line)-1] != p {
				line = append(line, p)
			}
		}
		if len(line) < least || w.Kind == Lake && line[0] != line[len(line)-1] {
			return w, sayWaterShort.fault(label)
		}
		w.Lines = append(w.Lines, line)
	}
	return w, nil
}

var (
	sayWaterBytes = wording{TooLarge, diag.M("WATER-LARGE-BYTES",
		"水系文件超过上限 %d 字节。地图上只要主要的河和水库，几千字节就够，请先简化",
		"the file of waters is larger than the %d bytes allowed. A map needs the main rivers and reservoirs, a few kilobytes: simplify it")}
	sayWaterPoints = wording{TooLarge, diag.M("WATER-LARGE-POINTS",
		"水系文件太大，上限是 %d 个坐标点、%d 个条目。请只留主要的河和水库", "the file of waters is too large: %d points and %d entries are allowed. Keep the main rivers and reservoirs")}
	sayWaterJSON = wording{NotJSON, diag.M("WATER-JSON",
		"水系文件在这里读不懂，可能缺了一截或被改坏了。请重新取得完整的 GeoJSON 文件", "the file of waters cannot be read from here on; a part may be missing or damaged. Get the whole GeoJSON file again")}
	sayWaterCollection = wording{NotCollection, diag.M("WATER-COLLECTION",
		"水系文件不是 GeoJSON 要素集合：最外层应写 \"type\": \"FeatureCollection\"，并有 \"features\" 列表", "the file of waters is no GeoJSON collection: at the top it needs \"type\": \"FeatureCollection\" and a list \"features\"")}
	sayWaterFeature = wording{NotCollection, diag.M("WATER-ENTRY",
		"水系文件的第 %d 个条目不是要素：应写 \"type\": \"Feature\"，并有 \"properties\" 和 \"geometry\"", "entry %d of the waters is no feature: it needs \"type\": \"Feature\", \"properties\" and \"geometry\"")}
	sayWaterKind = wording{BadGeometry, diag.M("WATER-KIND",
		"%s 的 \"kind\" 写的是“%s”：水不用写，山写 \"relief\"", "the \"kind\" of %s is \"%s\": leave it out of waters, and write \"relief\" for hills")}
	sayWaterGeometry = wording{BadGeometry, diag.M("WATER-GEOMETRY",
		"%s 的 \"geometry\" 不对：河是 LineString，水库是 Polygon；山（\"kind\": \"relief\"）是 LineString，山峰是 Point；坐标是经度、纬度两个数", "the \"geometry\" of %s is not right: rivers are LineString, reservoirs Polygon; hills (\"kind\": \"relief\") LineString, peaks Point; each point is two numbers, longitude and latitude")}
	sayWaterPoint = wording{BadPoint, diag.M("WATER-POINT",
		"%s 里有一点是 %s，不在中国范围内。应先写经度，再写纬度，单位是度", "a point of %s is %s, which is not in China. Write longitude, then latitude, in degrees")}
	sayWaterShort = wording{BadRing, diag.M("WATER-SHORT",
		"%s 的点太少，或水面没有闭合（最后一点应与第一点相同）", "%s has too few points, or its shore is not closed (the last point must be the first)")}
)
