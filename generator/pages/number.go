package pages

import (
	"fmt"

	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// digits writes a number with a comma every three digits: 12,345.
func digits(n int64) string { return quote.Thousands.Write(n) }

// number makes a Number of a row: its value with how much of it is known, or why it is not.
func number(label string, r figures.Row) view.Number {
	n := view.Number{Label: label, Value: digits(r.Value), Unit: r.Measure.Unit(), Known: r.Known, LowerBound: r.LowerBound}
	switch unsure := quote.Unsure(r, quote.Thousands); {
	case !r.Known:
		n.Value, n.Unit, n.Note = quote.Unknown(r), "", unsure
	case unsure != "":
		n.Note = "另有" + unsure
	case r.Reported < r.Entries:
		records := "项" // of activities; annual returns are a base's
		if r.Measure.Sort() == measure.OfReturn {
			records = "家"
		}
		n.Note = fmt.Sprintf("%s%s中%s%s已报", digits(r.Entries), records, digits(r.Reported), records)
	}
	return n
}

// count makes a Number of something that the site itself counts.
func count(label string, n int, unit string) view.Number {
	return view.Number{Label: label, Value: digits(int64(n)), Unit: unit, Known: true}
}

// activityNumbers makes the Numbers of some activities from the rows that get
// gives: how many there were, and each measure that any of them gave.
// Participants are always told, also when nobody reported them.
func activityNumbers(get func(measure.Measure) (figures.Row, bool)) []view.Number {
	var out []view.Number
	for x := measure.Activities; x <= measure.Funds; x++ {
		r, ok := get(x)
		if !ok || !r.Known && x != measure.Participants || x == measure.Sessions && r.Value == r.Entries {
			continue
		}
		out = append(out, number(x.Name(), r))
	}
	return out
}

// allYears returns the figures of a key over all years.
func (m *maker) allYears(d figures.Dimension, key string) []view.Number {
	return activityNumbers(func(x measure.Measure) (figures.Row, bool) { return m.f.Total(x, d, key) })
}

// oneYear returns the figures of a year; of one with no activity the count, as in the table of years.
func (m *maker) oneYear(year int) []view.Number {
	get := func(x measure.Measure) (figures.Row, bool) { return m.f.Get(year, x, figures.All, "") }
	if r, some := get(measure.Activities); !some {
		return []view.Number{number(r.Measure.Name(), r)}
	}
	return activityNumbers(get)
}

// yearColumns returns the figures of a year for a table in which years are rows:
// the same measures whatever the year has. Of a year with no activity there
// are dashes.
func (m *maker) yearColumns(year int) []view.Number {
	var out []view.Number
	for _, x := range []measure.Measure{measure.Activities, measure.Sessions, measure.Participants} {
		r, some := m.f.Get(year, x, figures.All, "")
		n := number(x.Name(), r)
		if !some {
			n = view.Number{Label: x.Name(), Value: dash}
		}
		out = append(out, n)
	}
	return out
}
