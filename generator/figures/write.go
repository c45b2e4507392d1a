package figures

import (
	"io"
	"iter"

	"kepu/generator/csvfile"
	"kepu/generator/date"
	"kepu/generator/measure"
)

// Columns are those of statistics.csv.
var Columns = []string{"year", "measure", "dimension", "key", "name", "value", "reported", "entries"}

// WriteCSV writes data/statistics.csv; a value that is not known is an empty cell.
func (f *Figures) WriteCSV(w io.Writer) error {
	t := csvfile.New(w, Columns...)
	var names [Dimensions][]string
	for r, at := range f.numberedRows() {
		if r.Dimension == ByBase {
			continue
		}
		if names[r.Dimension] == nil {
			names[r.Dimension] = make([]string, len(f.layout.keys[r.Dimension]))
		}
		name := &names[r.Dimension][at]
		if *name == "" {
			*name = t.Encode(r.Key, r.Name)
		}
		t.Int(int64(r.Year))
		t.Encoded(r.Measure.Key())
		t.Encoded(r.Dimension.Key())
		t.Encoded(*name)
		number(t, r.Measure, r.Value, r.Known)
		t.Int(r.Reported)
		t.Int(r.Entries)
		if err := t.End(); err != nil {
			return err
		}
	}
	return t.Flush()
}

// BaseMeasures are the measures that bases-by-year.csv has, and whether a column tells beside one of how many activities it is known.
func (f *Figures) BaseMeasures() iter.Seq2[measure.Measure, bool] {
	return func(yield func(measure.Measure, bool) bool) {
		for _, m := range f.measures {
			if ByBase.Divides(m) && !yield(m, m.Sort() == measure.OfActivity && !m.Counted()) {
				return
			}
		}
	}
}

// WriteBases writes data/bases-by-year.csv, in the form of WriteCSV: one row for each year and
// base with an activity that counts or an annual return, the years in order and the bases as
// in the catalog. The columns are those of FORMAT.md.
func (f *Figures) WriteBases(w io.Writer) error {
	columns := []string{"year", "id", "name", "county", "level", "kind"}
	for m, reported := range f.BaseMeasures() {
		columns = append(columns, m.Key())
		if reported {
			columns = append(columns, m.Key()+"_reported")
		}
	}
	t := csvfile.New(w, columns...)
	names := make([]string, len(f.cat.Bases))
	for i := range f.years {
		y := f.first + i
		for at, b := range f.cat.Bases {
			slot := f.layout.slot(ByBase, at)
			if !f.years[i].any(slot) {
				continue
			}
			if names[at] == "" {
				names[at] = t.Encode(b.ID, b.Name)
			}
			county, level, kind := "", "", ""
			if c := b.CountyAt(date.YearEnd(y)); c != nil {
				county = c.Name
			}
			if l := b.LevelAt(date.YearEnd(y)); l != nil {
				level = l.Name
			}
			if b.Kind != nil {
				kind = b.Kind.Name
			}
			t.Int(int64(y))
			t.Encoded(names[at])
			t.Encoded(t.Encode(county, level, kind))
			f.years[i].ofBase(t, f.measures, slot)
			if err := t.End(); err != nil {
				return err
			}
		}
	}
	return t.Flush()
}

// number adds a cell with a figure of m, or an empty one when it is not known.
func number(t *csvfile.Writer, m measure.Measure, n int64, known bool) {
	if known && m.Scale() > 1 {
		t.Text(m.Digits(n))
	} else {
		t.Number(n, known)
	}
}

// any reports whether a record of a base is counted at its slot.
func (y *year) any(slot int) bool {
	for _, fam := range []measure.Sort{measure.OfActivity, measure.OfReturn} {
		if s := y.sheets[fam]; s != nil && s.entries[slot] > 0 {
			return true
		}
	}
	return false
}

// ofBase adds the cells of the figures of a base. Where it has no activity these are none, and so is
// the number of those that reported: both are 0, what would have been reported is empty.
func (y *year) ofBase(t *csvfile.Writer, measures measure.List, slot int) {
	for _, m := range measures {
		if !ByBase.Divides(m) {
			continue
		}
		var x sum
		if s := y.sheets[m.Sort()]; s != nil {
			x = s.sums[s.at(slot, m)]
		}
		number(t, m, x.value, x.reported > 0 || m.Counted())
		if m.Sort() == measure.OfActivity && !m.Counted() {
			t.Int(x.reported)
		}
	}
}
