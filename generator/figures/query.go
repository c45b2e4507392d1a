package figures

import (
	"iter"
	"slices"
	"strconv"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// Query asks for a figure by any number of dimensions at once: the participants
// of a campaign in a county in September. A record counts when it has a row in
// each of the dimensions asked for, so that an answer about one dimension is the
// row of statistics.csv. Of namings by level and county, those of the county's
// bases at that level count.
type Query struct {
	Measure     measure.Measure
	First, Last int                // years, both counted; 0, 0: all years; of a measure that does not add up, Last counts
	Now         bool               // of bases in force: as of the newest record, and not at a year's end
	Keys        [Dimensions]string // the id of a key by dimension; "": whatever it is
}

// filters returns the dimensions that q asks for.
func (q *Query) filters() []Dimension {
	var by []Dimension
	for d := ByLevel; d < Dimensions; d++ {
		if q.Keys[d] != "" {
			by = append(by, d)
		}
	}
	return by
}

// Ask answers q. A Row that no record is about is whole all the same, as that of Get.
// Year is set for one year, Dimension and
// Key for one dimension. The Row is empty when the measure is not broken down by one of the
// dimensions, or there is no such key or year. Which bases are in force follows from the
// records for the years after them too.
func (f *Figures) Ask(q Query) Row {
	if day := f.cat.AsOf; q.Now && q.Measure == measure.InForce && day.Known() {
		q.Now, q.First, q.Last = false, int(day.Year), int(day.Year)
		return f.now().Ask(q)
	}
	if last := f.first + len(f.years) - 1; q.Measure == measure.InForce && len(f.years) > 0 && q.Last > last {
		return f.after(q.Last).Ask(q)
	}
	years := f.asked(&q)
	by := q.filters()
	for _, d := range by {
		if _, ok := f.layout.index[d][q.Keys[d]]; !ok || !d.Divides(q.Measure) {
			return Row{}
		}
	}
	if len(years) == 0 {
		return Row{}
	}
	if len(by) <= 1 {
		return f.sumOfYears(&q, years, by)
	}
	r := Row{Measure: q.Measure}
	if len(years) == 1 {
		r.Year = years[0]
	}
	switch q.Measure.Sort() {
	case measure.OfActivity:
		f.askActivities(&q, &r)
	case measure.OfNaming:
		f.askNamings(&q, &r)
	case measure.OfReturn:
		f.askReturns(&q, &r)
	}
	if q.Measure.Sort() == measure.OfNaming {
		r.judge(f.begun(&q), f.unplaced(&q))
	} else {
		r.judge(false, false)
	}
	return r
}

// after returns the figures of one year that no record is of.
func (f *Figures) after(y int) *Figures { return f.on(yearEnd(y)) }

// on returns the figures of one year as they are on a day, of what depends on the day.
func (f *Figures) on(day date.Date) *Figures {
	one := &Figures{cat: f.cat, layout: f.layout, first: int(day.Year), years: make([]year, 1), day: day}
	one.countYears([]int{one.first}, func(int) *sheet { return nil })
	return one
}

// end returns the day of a year on which bases are in force.
func (f *Figures) end(year int) date.Date {
	if f.day.Known() {
		return f.day
	}
	return yearEnd(year)
}

// asked returns the years that q is about and sets its First and Last to them.
func (f *Figures) asked(q *Query) []int {
	years := f.Years()
	if q.First == 0 && q.Last == 0 && len(years) > 0 {
		q.First, q.Last = years[0], years[len(years)-1]
	}
	if !q.Measure.Adds() {
		q.First = q.Last
	}
	return slices.DeleteFunc(years, func(y int) bool { return y < q.First || y > q.Last })
}

// sumOfYears answers a query that rows of the sheets answer.
func (f *Figures) sumOfYears(q *Query, years []int, by []Dimension) Row {
	d, key := All, ""
	if len(by) == 1 {
		d, key = by[0], q.Keys[by[0]]
	}
	var sum Row
	for i, y := range years {
		r, _ := f.Get(y, q.Measure, d, key)
		if i == 0 {
			sum = r
			continue
		}
		sum.join(r)
	}
	return sum
}

// add adds a record that gives n, or nothing.
func (r *Row) add(n source.Count) {
	r.Entries++
	if n.Known {
		r.Known = true
		r.Reported++
		r.Value = plus(r.Value, n.N)
	}
}

func (f *Figures) askActivities(q *Query, r *Row) {
	for a := range f.matching(q) {
		r.add(Given(a, q.Measure))
	}
}

// Matching returns the activities that count and have a row in each of the dimensions that
// q asks for, in its years, the newest first.
func (f *Figures) Matching(q Query) iter.Seq[*catalog.Activity] {
	f.asked(&q)
	return f.matching(&q)
}

// matching looks at what can match only: the activities of the base, or those of the years.
func (f *Figures) matching(q *Query) iter.Seq[*catalog.Activity] {
	return func(yield func(*catalog.Activity) bool) {
		if id := q.Keys[ByBase]; id != "" {
			for _, a := range f.base(id).Activities {
				if q.dated(int(a.Date.Year)) && holds(q, a) && !yield(a) {
					return
				}
			}
			return
		}
		for y := q.Last; y >= q.First; y-- {
			for _, a := range f.cat.In(y) {
				if holds(q, a) && !yield(a) {
					return
				}
			}
		}
	}
}

// Given returns what an activity gives for a measure.
func Given(a *catalog.Activity, m measure.Measure) source.Count {
	switch m {
	case measure.Activities:
		return source.Count{N: 1, Known: true}
	case measure.Sessions:
		if !a.Sessions.Known {
			return source.Count{N: 1, Known: true}
		}
		return a.Sessions
	}
	return *a.Figure(m)
}

func holds(q *Query, a *catalog.Activity) bool {
	for d := ByLevel; d < Dimensions; d++ {
		if q.Keys[d] != "" && !about(a, d, q.Keys[d]) {
			return false
		}
	}
	return a.Counts()
}

// about reports whether an activity has a row in the dimension at the key.
func about(a *catalog.Activity, d Dimension, key string) bool {
	any := func(is func(*catalog.Base) bool) bool { return slices.ContainsFunc(a.Bases, is) }
	switch d {
	case ByLevel:
		l := a.Level()
		return l != nil && l.ID == key
	case ByCounty:
		return slices.ContainsFunc(a.Counties, func(c *catalog.County) bool { return c.ID == key })
	case ByKind:
		return any(func(b *catalog.Base) bool { return b.Kind != nil && b.Kind.ID == key })
	case ByCampaign:
		return a.Campaign != nil && a.Campaign.ID == key
	case ByForm:
		return a.Form != nil && a.Form.ID == key
	case ByBase:
		return any(func(b *catalog.Base) bool { return b.ID == key })
	case ByMonth:
		if a.Date.Month == 0 {
			return key == NoMonth
		}
		return strconv.Itoa(int(a.Date.Month)) == key
	}
	return true
}

// askNamings answers queries by two or three of level, county and kind: the
// unnamed rests of batches have neither county nor kind.
func (f *Figures) askNamings(q *Query, r *Row) {
	n, may := int64(0), int64(0)
	of := func(day date.Date) func(b *catalog.Base) bool {
		return func(b *catalog.Base) bool { return inPlace(q, b, day) }
	}
	switch q.Measure {
	case measure.Designated:
		for _, d := range f.cat.Designations {
			if q.dated(int(d.Date.Year)) && atLevel(q, d.Level) {
				n += countOf(d.Bases, of(d.Date))
			}
		}
	case measure.Revoked:
		for _, v := range f.cat.Revocations {
			if q.dated(int(v.Date.Year)) && atLevel(q, v.Level) {
				n += countOf(v.Bases, of(v.Date))
			}
		}
	case measure.InForce:
		held := func(is func(catalog.Standing) bool) int64 {
			return countOf(f.cat.Bases, func(b *catalog.Base) bool {
				return inPlace(q, b, f.end(q.Last)) && slices.ContainsFunc(b.Titles, func(t catalog.Title) bool {
					return atLevel(q, t.Designation.Level) && is(t.At(f.end(q.Last)))
				})
			})
		}
		n = held(catalog.Standing.Holds)
		may = held(catalog.Standing.MayHold) - n
	}
	r.Value, r.Reported, r.Entries = n, n, n+may
}

// begun reports whether a naming by the end of q's years is about what q asks for.
func (f *Figures) begun(q *Query) bool {
	return slices.ContainsFunc(f.cat.Designations, func(d *catalog.Designation) bool {
		return int(d.Date.Year) <= q.Last && atLevel(q, d.Level) &&
			slices.ContainsFunc(d.Bases, func(b *catalog.Base) bool { return inPlace(q, b, f.end(q.Last)) })
	})
}

// unplaced reports whether q counts bases of which no county or no kind is known, though it
// asks for one.
func (f *Figures) unplaced(q *Query) bool {
	kindless := func(b *catalog.Base) bool { return q.Keys[ByKind] != "" && b.Kind == nil }
	mayHold := func(titles []catalog.Title) bool {
		return slices.ContainsFunc(titles, func(t catalog.Title) bool {
			return atLevel(q, t.Designation.Level) && t.At(f.end(q.Last)).MayHold()
		})
	}
	switch q.Measure {
	case measure.Designated:
		return slices.ContainsFunc(f.cat.Designations, func(d *catalog.Designation) bool {
			return q.dated(int(d.Date.Year)) && atLevel(q, d.Level) && (d.Nameless() || slices.ContainsFunc(d.Bases, kindless))
		})
	case measure.Revoked:
		return slices.ContainsFunc(f.cat.Revocations, func(v *catalog.Revocation) bool {
			return q.dated(int(v.Date.Year)) && atLevel(q, v.Level) && (len(v.Others) > 0 || slices.ContainsFunc(v.Bases, kindless))
		})
	}
	return slices.ContainsFunc(f.cat.Bases, func(b *catalog.Base) bool { return kindless(b) && mayHold(b.Titles) }) ||
		slices.ContainsFunc(f.cat.Others, func(o *catalog.Other) bool { return mayHold(o.Titles) }) ||
		slices.ContainsFunc(f.cat.Designations, func(d *catalog.Designation) bool {
			return (d.Unlisted() > 0 || !d.Complete) && mayHold([]catalog.Title{d.Rest()})
		})
}

func (q *Query) dated(year int) bool { return q.First <= year && year <= q.Last }

func atLevel(q *Query, l *catalog.Level) bool {
	return q.Keys[ByLevel] == "" || l.ID == q.Keys[ByLevel]
}

// inPlace reports whether the base has the county on a day, the kind and the name of q.
func inPlace(q *Query, b *catalog.Base, day date.Date) bool {
	county := b.CountyAt(day)
	return (q.Keys[ByCounty] == "" || county != nil && county.ID == q.Keys[ByCounty]) &&
		(q.Keys[ByKind] == "" || b.Kind != nil && b.Kind.ID == q.Keys[ByKind]) &&
		(q.Keys[ByBase] == "" || b.ID == q.Keys[ByBase])
}

func countOf(list []*catalog.Base, is func(*catalog.Base) bool) int64 {
	n := int64(0)
	for _, b := range list {
		if is(b) {
			n++
		}
	}
	return n
}

func (f *Figures) askReturns(q *Query, r *Row) {
	for _, a := range f.cat.Annuals {
		if !q.dated(a.Year) || !inPlace(q, a.Base, yearEnd(a.Year)) {
			continue
		}
		if id := q.Keys[ByLevel]; id != "" {
			if l := a.Base.LevelAt(yearEnd(a.Year)); l == nil || l.ID != id {
				continue
			}
		}
		r.add(*a.Figure(q.Measure))
	}
}

func (f *Figures) base(id string) *catalog.Base {
	return f.cat.Bases[f.layout.index[ByBase][id]]
}
