package datafile

import (
	"io"

	"kepu/generator/csvfile"
	"kepu/generator/geo"
	"kepu/generator/source"
)

// MapServicesCSV writes data/map-services.csv: what the forms ask by which a place is put on a map service, in their order.
// They want the coordinates that they print (GCJ-02), and of a gate: where only the town is known there are none.
func (f *Files) MapServicesCSV(w io.Writer) error {
	t := csvfile.New(w, columns(mapServiceFields)...)
	for _, b := range f.Catalog.Bases {
		if !isNow(f.Catalog, b) {
			continue
		}
		lon, lat, kind, county := "", "", "", ""
		if b.Point != nil && b.Precision == "exact" {
			p := geo.Convert(*b.Point, geo.WGS84, geo.GCJ02)
			lon, lat = decimal(geo.Round(p.Lon, 6)), decimal(geo.Round(p.Lat, 6))
		}
		if b.Kind != nil {
			kind = b.Kind.Name
		}
		if b.County != nil {
			county = b.County.Name
		}
		phone := b.Phone
		if phone == source.Unfinished {
			phone = ""
		}
		for _, cell := range [...]string{b.Name, b.Address, phone, lon, lat, f.Hours(b), kind, county, b.Website, b.ID} {
			t.Text(cell)
		}
		if err := t.End(); err != nil {
			return err
		}
	}
	return t.Flush()
}
