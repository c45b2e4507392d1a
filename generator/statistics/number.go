package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/chart"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// digits writes a number with a comma every three digits: 12,345.
func digits(n int64) string { return quote.Thousands.Write(n) }

// figure writes a figure of a measure with a comma every three digits: 12,345.6.
func figure(m measure.Measure, n int64) string { return quote.Thousands.WriteOf(m, n) }

// Number makes a Number of a row: its value with how much of it is known, or why it is not.
func Number(label string, r figures.Row) view.Number {
	n := view.Number{Label: label, Value: figure(r.Measure, r.Value), Unit: r.Measure.Unit(), Known: r.Known, LowerBound: r.LowerBound}
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

// activityNumbers makes the Numbers of some activities from the rows that get
// gives: how many there were, and each measure that any of them gave.
// Participants are always told, also when nobody reported them. A page begins with those that everybody asks for, how
// many activities and sessions there were and how many people came; the others are more.
func activityNumbers(get func(measure.Measure) (figures.Row, bool)) (first, more []view.Number) {
	for _, x := range measure.OfActivities {
		r, ok := get(x)
		if !ok || !r.Known && x != measure.Participants || x == measure.Sessions && r.Value == r.Entries {
			continue
		}
		if n := Number(x.Name(), r); x == measure.Activities || x == measure.Sessions || x == measure.Participants {
			first = append(first, n)
		} else {
			more = append(more, n)
		}
	}
	if len(more) == 1 { // to open what holds one figure is no gain
		first, more = append(first, more...), nil
	}
	return first, more
}

// Total returns the figures of a key over all years: those that a page begins with, and more.
func (b *Builder) Total(d figures.Dimension, key string) (first, more []view.Number) {
	return activityNumbers(func(x measure.Measure) (figures.Row, bool) { return b.f.Total(x, d, key) })
}

// OneYear returns the figures of a year; of one with no activity the count, as in the table of years.
func (b *Builder) OneYear(year int) (first, more []view.Number) {
	get := func(x measure.Measure) (figures.Row, bool) { return b.f.Get(year, x, figures.All, "") }
	if r, some := get(measure.Activities); !some {
		return []view.Number{Number(r.Measure.Name(), r)}, nil
	}
	return activityNumbers(get)
}

// YearColumns returns the figures of a year for a table in which years are rows:
// the same measures whatever the year has. Of a year with no activity there
// are dashes.
func (b *Builder) YearColumns(year int) []view.Number {
	var out []view.Number
	for _, x := range []measure.Measure{measure.Activities, measure.Sessions, measure.Participants} {
		r, some := b.f.Get(year, x, figures.All, "")
		n := Number(x.Name(), r)
		if !some {
			n = view.Number{Label: x.Name(), Value: dash}
		}
		out = append(out, n)
	}
	return out
}

// Spark is the activities of a key in each year, for beside its numbers on the
// page at p. Nil when there are fewer than two years or no activity: then it
// would show nothing.
func (b *Builder) Spark(p string, d figures.Dimension, key string) *view.Spark {
	years := b.PastYears()
	years = years[max(0, len(years)-chartYears):]
	if len(years) < 2 {
		return nil
	}
	values := make([]chart.Value, len(years))
	some := 0
	var words []string
	for i, y := range years {
		r, _ := b.f.Get(y, measure.Activities, d, key)
		values[i] = chart.Value{N: r.Value, Known: r.Known}
		if r.Known {
			some++
			words = append(words, fmt.Sprintf("%d年%s项", y, digits(r.Value)))
		}
	}
	if some == 0 {
		return nil
	}
	if some < len(years) {
		words = append(words, "其余年份"+quote.NoRecords)
	}
	s := &view.Spark{
		Chart: chart.Spark(values, slices.Index(years, b.HeadlineYear())), First: strconv.Itoa(years[0]), Last: strconv.Itoa(years[len(years)-1]),
		URL: address.Link(p, address.Statistics),
	}
	s.Label = fmt.Sprintf("%s—%s年各年活动数：%s", s.First, s.Last, strings.Join(words, "，"))
	return s
}
