package datafile

import (
	"io"

	"kepu/generator/csvfile"
)

// RatingsCSV writes data/ratings.csv: a row for each result of a base, the oldest year first.
func (f *Files) RatingsCSV(w io.Writer) error {
	t := csvfile.New(w, columns(ratingFields)...)
	for _, r := range f.Catalog.Ratings {
		county, kind, from := "", "", "rating"
		if r.Base.County != nil {
			county = r.Base.County.Name
		}
		if r.Base.Kind != nil {
			kind = r.Base.Kind.Name
		}
		if r.Return {
			from = "annual"
		}
		t.Int(int64(r.Year))
		for _, cell := range [...]string{
			r.Scheme, r.Base.ID, r.Base.Name, county, kind, r.Result, r.Date.String(), r.Document, r.Deadline.String(), from, join(r.Sources),
		} {
			t.Text(cell)
		}
		if err := t.End(); err != nil {
			return err
		}
	}
	return t.Flush()
}
