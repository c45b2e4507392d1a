package datafile

import (
	"io"

	"kepu/generator/attention"
	"kepu/generator/csvfile"
)

// CountiesCSV writes data/counties.csv: a row for each county with what the records show of it, as of the newest of them.
func (f *Files) CountiesCSV(w io.Writer) error {
	t := csvfile.New(w, columns(countyFields)...)
	city := f.Attention()
	for _, c := range f.Catalog.Counties {
		x, known := &attention.County{County: c}, len(city.Counties) > 0
		if known {
			x = city.Counties[c.Index]
		}
		for _, s := range []string{c.ID, c.Name, c.Code} {
			t.Text(s)
		}
		number := func(n int, known bool) { t.Number(int64(n), known) }
		t.Number(c.People.Number, c.People.Number > 0)
		number(c.People.Year, c.People.Number > 0)
		var near []string
		if x.Bordering {
			for _, o := range x.Neighbours {
				near = append(near, o.Name)
			}
		}
		t.Text(join(near))
		number(len(x.Bases), known)
		t.Number(x.InForce.Value, x.InForce.Known)
		t.Number(x.InForce.Unsure(), known)
		number(x.Titles.Held, known)
		number(x.Titles.Unsure, known)
		number(len(x.Titles.Due), known)
		number(x.Titles.Unclear, known)
		number(len(x.Titles.Lapsed), known)
		number(x.Last.Days, x.Active)
		number(x.LastMost, x.Active)
		number(x.Longest.Days, x.Active)
		t.Text(x.Longest.From.String())
		t.Text(x.Longest.To.String())
		r, some := attention.Return{}, len(x.Returns) > 0
		if some {
			r = x.Returns[0]
		}
		number(r.Year, some)
		number(len(r.Sent), some)
		number(len(r.Sent)+len(r.Missing), some)
		if err := t.End(); err != nil {
			return err
		}
	}
	return t.Flush()
}
