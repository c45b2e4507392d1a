package geo

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// JSON writes b as [ReadBoundaries] reads it: WGS-84, five decimals (1 m), one county a
// line, so that changes can be seen line by line.
func (b Boundaries) JSON() []byte {
	var out bytes.Buffer
	out.WriteString(`{"type":"FeatureCollection","datum":"wgs84"`)
	if b.Schematic {
		out.WriteString(`,"schematic":true`)
	}
	for _, member := range [][2]string{{"note", b.Note}, {"review_number", b.ReviewNumber}} {
		if member[1] != "" {
			out.WriteString(`,"` + member[0] + `":` + quoted(member[1]))
		}
	}
	out.WriteString(",\n\"features\":[")
	for i, c := range b.Counties {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n" + `{"type":"Feature","properties":{"adcode":` + quoted(c.Code) + `,"name":` + quoted(c.Name) + `},"geometry":{"type":"MultiPolygon","coordinates":[`)
		for j, p := range c.Polygons {
			comma(&out, j)
			out.WriteString("[")
			for k, r := range p {
				comma(&out, k)
				writeRing(&out, r)
			}
			out.WriteString("]")
		}
		out.WriteString("]}}")
	}
	out.WriteString("\n]}\n")
	return out.Bytes()
}

func writeRing(out *bytes.Buffer, r Ring) {
	out.WriteString("[")
	for i, p := range r {
		comma(out, i)
		q := p.Round(5)
		out.WriteString("[" + strconv.FormatFloat(q.Lon, 'f', -1, 64) + "," + strconv.FormatFloat(q.Lat, 'f', -1, 64) + "]")
	}
	out.WriteString("]")
}

func comma(out *bytes.Buffer, i int) {
	if i > 0 {
		out.WriteString(",")
	}
}

// quoted writes a text as JSON. Marshal cannot fail on a text.
func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}
