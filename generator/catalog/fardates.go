package catalog

import (
	"maps"
	"math"
	"slices"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// At most a few records this many years after or before all others are likely slips.
const (
	farAhead   = 5
	farBack    = 20
	fewRecords = 3
)

// farDates warns about records that are dated long after or before all others, such as 2106
// or 1916 for 2016: every title would look expired, and each year between gets its pages.
// Plans count as well: their year has pages.
func (l *linker) farDates() {
	count, all := map[int]int{}, 0 // records by year, and of all years
	l.eachDate(func(_ string, d date.Date, _ source.Span, _ dateKind) {
		count[int(d.Year)]++
		all++
	})
	// tell warns of the records from one year to another, but for those that no warning is due of.
	tell := func(from, to int, due func(year int, kind dateKind) bool, what func(year int) diag.Text) {
		l.eachDate(func(path string, d date.Date, at source.Span, kind dateKind) {
			if year := int(d.Year); from <= year && year <= to && due(year, kind) {
				l.ps.Warn(l.place(path, at), what(year), diag.T("请核对年份", "check the year"))
			}
		})
	}
	years := slices.Sorted(maps.Keys(count))
	earlier := 0 // records before a year
	for i := 1; i < len(years); i++ {
		before, after := years[i-1], years[i]
		earlier += count[before]
		if after-before > farAhead && all-earlier <= min(earlier, fewRecords) {
			// Where today is known, what is told as past is an error or no slip: the first after a long rest.
			today := l.in.Today
			tell(after, math.MaxInt, func(year int, kind dateKind) bool { return !today.Known() || kind == plan && year > int(today.Year) },
				func(year int) diag.Text {
					return diag.M("DATE-FAR-AHEAD", "比其他记录晚了 %d 年", "this is %d years after all other records").With(year - before)
				})
			return
		}
		if after-before > farBack && earlier <= min(all-earlier-1, fewRecords) {
			tell(0, before, func(int, dateKind) bool { return true }, func(year int) diag.Text {
				return diag.M("DATE-FAR-BACK", "比其他记录早了 %d 年", "this is %d years before all other records").With(after - year)
			})
		}
	}
}

// dateKind is what a record's date is the date of.
type dateKind int

const (
	document dateKind = iota // a designation or a revocation
	activity                 // one that was held
	plan                     // one that was not, or not yet
	annual                   // a year's return
	judged                   // a year that was judged
)

// eachDate calls see for every record of the files whose date is known, with the place of the date.
func (l *linker) eachDate(see func(path string, d date.Date, at source.Span, kind dateKind)) {
	known := func(path string, d date.Date, at source.Span, kind dateKind) {
		if d.Known() {
			see(path, d, at, kind)
		}
	}
	l.each(source.NamingFile, func(p *source.Parsed) {
		if p.Naming == nil {
			return
		}
		for _, d := range p.Naming.Designations {
			known(p.File.Path, d.Date.Date, d.Date.Span, document)
		}
		for _, r := range p.Naming.Revocations {
			known(p.File.Path, r.Date.Date, r.Date.Span, document)
		}
	})
	l.each(source.RatingFile, func(p *source.Parsed) {
		if p.Ratings == nil {
			return
		}
		for _, r := range p.Ratings.List {
			known(p.File.Path, r.Date.Date, r.Date.Span, document)
			known(p.File.Path, date.Date{Year: int16(r.Year)}, r.YearSpan, judged)
		}
	})
	l.each(source.LogFile, func(p *source.Parsed) {
		if p.Log == nil {
			return
		}
		for i := range p.Log.Activities {
			a, kind := &p.Log.Activities[i], activity
			if a.Status != source.Held {
				kind = plan
			}
			known(p.File.Path, a.Date.Date, a.Date.Span, kind)
		}
		for i := range p.Log.Annuals {
			if a := &p.Log.Annuals[i]; a.Year > 0 {
				known(p.File.Path, date.Date{Year: int16(a.Year)}, a.Span, annual)
			}
		}
	})
}
