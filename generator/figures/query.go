package figures

import (
	"iter"
	"slices"

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
	First, Last int  // years, both counted; 0, 0: all years; of a measure that does not add up, Last counts
	Now         bool // of bases in force: as of the newest record, and not at a year's end
	Keys        Keys
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
		return f.asOf(date.YearEnd(q.Last)).Ask(q)
	}
	years := f.yearsAsked(&q)
	by := q.Keys.dimensions()
	for _, d := range by {
		if _, ok := f.layout.index[d][q.Keys[d]]; !ok || !d.Divides(q.Measure) {
			return Row{}
		}
	}
	if len(years) == 0 {
		return Row{}
	}
	if len(by) <= 1 {
		d, key := All, ""
		if len(by) == 1 {
			d, key = by[0], q.Keys[by[0]]
		}
		return f.sum(years, q.Measure, d, f.layout.index[d][key])
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
		r.setKnown(f.begun(&q), f.unplaced(&q))
	} else {
		r.setKnown(false, false)
	}
	return r
}

// asOf returns the figures of one year as they are on a day, of what depends on the day.
func (f *Figures) asOf(day date.Date) *Figures {
	one := &Figures{cat: f.cat, layout: f.layout, measures: f.measures, first: int(day.Year), years: make([]year, 1), day: day}
	one.countYears([]int{one.first}, func(int) *sheet { return nil })
	return one
}

// end returns the day of a year on which bases are in force.
func (f *Figures) end(year int) date.Date {
	if f.day.Known() {
		return f.day
	}
	return date.YearEnd(year)
}

// yearsAsked returns the years that q is about and sets its First and Last to them.
func (f *Figures) yearsAsked(q *Query) []int {
	years := f.Years()
	if q.First == 0 && q.Last == 0 && len(years) > 0 {
		q.First, q.Last = years[0], years[len(years)-1]
	}
	if !q.Measure.Adds() {
		q.First = q.Last
	}
	return slices.DeleteFunc(years, func(y int) bool { return y < q.First || y > q.Last })
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
	f.yearsAsked(&q)
	return f.matching(&q)
}

// matching looks at what can match only: the activities of the base, or those of the years.
func (f *Figures) matching(q *Query) iter.Seq[*catalog.Activity] {
	return func(yield func(*catalog.Activity) bool) {
		if id := q.Keys[ByBase]; id != "" {
			for _, a := range f.base(id).Activities {
				if q.dated(a.Date.Date) && q.Keys.counts(a) && !yield(a) {
					return
				}
			}
			return
		}
		for y := q.Last; y >= q.First; y-- {
			for _, a := range f.cat.In(y) {
				if q.Keys.counts(a) && !yield(a) {
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

// askNamings answers queries by two or three of level, county and kind: the
// unnamed rests of batches have neither county nor kind.
func (f *Figures) askNamings(q *Query, r *Row) {
	n, may := int64(0), int64(0)
	count := func(list []*catalog.Base, day date.Date) {
		for _, b := range list {
			if q.Keys.Fit(b, day) {
				n++
			}
		}
	}
	switch q.Measure {
	case measure.Designated:
		for _, d := range f.cat.Designations {
			if q.dated(d.Date) && q.Keys.AtLevel(d.Level) {
				count(d.Bases, d.Date)
			}
		}
	case measure.Revoked:
		for _, v := range f.cat.Revocations {
			if q.dated(v.Date) && q.Keys.AtLevel(v.Level) {
				count(v.Bases, v.Date)
			}
		}
	case measure.InForce:
		end := f.end(q.Last)
		for _, b := range f.cat.Bases {
			if !q.Keys.Fit(b, end) {
				continue
			}
			if s := q.Keys.Standing(b.Titles, end); s.Holds() {
				n++
			} else if s.MayHold() {
				may++
			}
		}
	}
	r.Value, r.Reported, r.Entries = n, n, n+may
}

// begun reports whether a naming by the end of q's years is about what q asks for.
func (f *Figures) begun(q *Query) bool {
	return slices.ContainsFunc(f.cat.Designations, func(d *catalog.Designation) bool {
		return int(d.Date.Year) <= q.Last && q.Keys.AtLevel(d.Level) &&
			slices.ContainsFunc(d.Bases, func(b *catalog.Base) bool { return q.Keys.Fit(b, f.end(q.Last)) })
	})
}

// unplaced reports whether q counts bases of which no county or no kind is known, though it
// asks for one.
func (f *Figures) unplaced(q *Query) bool {
	kindless := func(b *catalog.Base) bool { return q.Keys[ByKind] != "" && b.Kind == nil }
	switch q.Measure {
	case measure.Designated:
		return slices.ContainsFunc(f.cat.Designations, func(d *catalog.Designation) bool {
			return q.dated(d.Date) && q.Keys.AtLevel(d.Level) && (d.Nameless() || slices.ContainsFunc(d.Bases, kindless))
		})
	case measure.Revoked:
		return slices.ContainsFunc(f.cat.Revocations, func(v *catalog.Revocation) bool {
			return q.dated(v.Date) && q.Keys.AtLevel(v.Level) && (len(v.Others) > 0 || slices.ContainsFunc(v.Bases, kindless))
		})
	}
	end := f.end(q.Last)
	return q.Keys.Unseen(f.cat, end) ||
		slices.ContainsFunc(f.cat.Bases, func(b *catalog.Base) bool { return kindless(b) && q.Keys.Standing(b.Titles, end).MayHold() })
}

func (q *Query) dated(d date.Date) bool { return q.First <= int(d.Year) && int(d.Year) <= q.Last }

func (f *Figures) askReturns(q *Query, r *Row) {
	for _, a := range f.cat.Annuals {
		end := date.YearEnd(a.Year)
		if q.dated(end) && q.Measure.Asked(a.Year) && q.Keys.Fit(a.Base, end) && q.Keys.AtLevel(a.Base.LevelAt(end)) {
			r.add(*a.Figure(q.Measure))
		}
	}
}

func (f *Figures) base(id string) *catalog.Base {
	return f.cat.Bases[f.layout.index[ByBase][id]]
}
