package catalog

import (
	"sort"

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
	type record struct {
		year int
		path string
		at   source.Span
		past bool // told as having happened
	}
	var all []record
	l.eachDate(func(path string, d date.Date, at source.Span, kind dateKind) {
		all = append(all, record{int(d.Year), path, at, kind != plan})
	})
	sort.SliceStable(all, func(i, j int) bool { return all[i].year < all[j].year })
	mend := diag.T("请核对年份", "check the year")
	for i := 1; i < len(all); i++ {
		before, after := all[i-1].year, all[i].year
		if n := len(all) - i; after-before > farAhead && n <= min(i, fewRecords) {
			for _, r := range all[i:] {
				// Where today is known, what is told as past is an error or no slip: the first after a long rest.
				if today := l.in.Today; !today.Known() || !r.past && r.year > int(today.Year) {
					l.ps.Warn(l.place(r.path, r.at), diag.T("比其他记录晚了 %d 年", "this is %d years after all other records").With(r.year-before), mend)
				}
			}
			return
		}
		if after-before > farBack && i <= min(len(all)-i-1, fewRecords) {
			for _, r := range all[:i] {
				l.ps.Warn(l.place(r.path, r.at), diag.T("比其他记录早了 %d 年", "this is %d years before all other records").With(after-r.year), mend)
			}
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
