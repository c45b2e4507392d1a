package form

import (
	"fmt"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/geo"
	"kepu/generator/tomldoc"
	"kepu/generator/typed"
)

// showPlace shows a location as two numbers, with its datum where the record names one.
func showPlace(f *diag.File, t *tomldoc.Table, v *tomldoc.Value) string {
	s := strings.Trim(f.Text[v.Start:v.End], "[] ")
	if d := t.Field("datum"); d != nil && d.Value.Text != "" {
		s += " (" + d.Value.Text + ")"
	}
	return s
}

// place writes a location, and its datum where that is not the one that the site has.
func (x Field) place(t *tomldoc.Table, s string, in Context) ([]Assignment, *Slip) {
	s, datum := in.placeWords(s)
	p, doubt := typed.Location(s, datum)
	if doubt != nil {
		return nil, &Slip{What: doubt.What, Mend: doubt.Mend, Meant: doubt.Meant}
	}
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	list := []Assignment{{Key: x.Key, Value: edit.Raw(fmt.Sprintf("[%s, %s]", number(p.Point.Lon), number(p.Point.Lat)))}}
	switch {
	case p.Datum != in.datum():
		list = append(list, Assignment{Key: "datum", Value: edit.Text(p.Datum.String())})
	case t != nil && t.Field("datum") != nil:
		list = append(list, Assignment{Key: "datum", Remove: true})
	}
	return list, nil
}

// PointOf returns the place that words name, in WGS 84; false where they name none.
func (in Context) PointOf(words string) (geo.Point, bool) {
	s, datum := in.placeWords(words)
	p, doubt := typed.Location(s, datum)
	return geo.Convert(p.Point, p.Datum, geo.WGS84), doubt == nil
}

// placeWords takes the datum off the end of a place's words; without one it is the site's.
func (in Context) placeWords(s string) (string, geo.Datum) {
	if i := strings.LastIndexAny(s, "(（"); i > 0 {
		if d, ok := geo.ParseDatum(strings.Trim(s[i:], "()（） ")); ok {
			return s[:i], d
		}
	}
	return s, in.datum()
}

// datum is that of the site's places.
func (in Context) datum() geo.Datum {
	if in.Catalog == nil {
		return geo.WGS84
	}
	d, _ := geo.ParseDatum(in.Catalog.Site.Map.Datum) // the catalog has checked it
	return d
}
