package datafile

import (
	"io"
	"slices"
	"strconv"

	"kepu/generator/csvfile"
	"kepu/generator/ledger"
)

// TitlesCSV writes data/titles.csv: a row for each entry of the ledger, the oldest batch first. Dates are
// as exact as they were written, but for ends: the first day on which the title is not held.
func (f *Files) TitlesCSV(w io.Writer) error {
	t := csvfile.New(w, columns(titleFields)...)
	for _, d := range f.Catalog.Designations {
		batch := t.Encode(d.Level.Name, d.Line, d.Date.String(), d.Batch, d.Document, d.Authority, d.ValidUntil.String(), strconv.FormatBool(d.NoEndKnown))
		rest := t.Encode(strconv.FormatBool(d.Complete), join(d.Sources))
		entries := ledger.Entries(d)
		if d.Total == 0 && !d.Complete { // neither names nor number are known
			rest := d.Rest()
			entries = slices.Values([]ledger.Entry{{Designation: d, Title: &rest, Who: ledger.Unnamed}})
		}
		for e := range entries {
			id, county, kind := "", "", ""
			if b := e.Base; b != nil {
				id = b.ID
				if b.County != nil {
					county = b.County.Name
				}
				if b.Kind != nil {
					kind = b.Kind.Name
				}
			}
			t.Text(id)
			t.Text(e.Name)
			t.Text(e.Who.Key())
			t.Number(e.Count, e.Count > 0)
			t.Text(county)
			t.Text(kind)
			t.Encoded(batch)
			ends, by, revoked, renewed := "", "", "", ""
			if end, known := e.Life().End(); known {
				ends, by = end.Day.String(), string(end.State)
			}
			if e.Title.Revoked != nil {
				revoked = e.Title.Revoked.Date.String()
			}
			if e.Title.Next != nil {
				renewed = e.Title.Next.Date.String()
			}
			for _, cell := range [...]string{ends, by, revoked, renewed} {
				t.Text(cell)
			}
			t.Encoded(rest)
			if err := t.End(); err != nil {
				return err
			}
		}
	}
	return t.Flush()
}
