package figures

import (
	"runtime"
	"slices"
	"sync"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/measure"
)

// Memory counts one catalog after another while the content is being worked on. Its
// figures and problems are those of Of and Check. The zero Memory remembers nothing.
//
// # Compare, don't invalidate
//
// The figures of a year come from the year's activities and returns, from the namings, and
// from where everything stands in the catalog's lists. Of looks whether these are as they
// were: the logs by what their entries say and lead to (catalog.Log), the rest
// number by number. Where they are, the year is taken over as it stands; else it is
// counted from its records, not corrected by what has changed. So what a save costs is a
// comparison, and the counting of the years that it touched.
type Memory struct {
	figures *Figures
	records []int64 // of figures; see recordsOf
	change  change  // from the figures before

	found   found // of the catalog that was checked last
	checked bool  // that was the one that was counted last
}

// change is how the records of a catalog differ from those of the one before.
type change struct {
	all   bool         // in anything
	years map[int]bool // that have other activities or returns
	bases map[int]bool // by Base.Ordinal, likewise; only where not all
}

// Of counts the records of the catalog.
func (m *Memory) Of(cat *catalog.Catalog) *Figures {
	first, last := span(cat)
	f := &Figures{cat: cat, layout: newLayout(cat), first: first, breaks: breaksOf(cat), measures: cat.Measures()}
	f.now = sync.OnceValue(func() *Figures { return f.asOf(cat.AsOf) })
	if first > 0 {
		f.years = make([]year, last-first+1)
	}
	before := m.figures
	if before != nil && f.layout.widths == before.layout.widths && f.layout.sameKeys(before.layout) {
		f.layout = before.layout
	} else {
		f.layout.indexed()
	}
	records := recordsOf(cat)
	m.change = change{all: before == nil || !slices.Equal(records, m.records) || !slices.Equal(f.measures, before.measures) || !slices.Equal(cat.Parts, before.cat.Parts) || !slices.Equal(f.breaks, before.breaks)}
	if !m.change.all {
		m.change.compare(before.cat.Logs, cat.Logs)
	}
	var todo []int
	for i := range f.years {
		y := first + i
		if m.change.all || m.change.years[y] || !before.has(y) {
			todo = append(todo, y)
		} else {
			f.years[i] = before.years[y-before.first]
		}
	}
	f.countYears(todo, func(y int) *sheet {
		if m.change.all || !before.has(y) {
			return nil
		}
		return before.years[y-before.first].sheets[measure.OfNaming]
	})
	m.figures, m.records = f, records
	if !m.checked {
		m.found = found{} // they are of a catalog before the one before
	}
	m.checked = false
	return f
}

func (f *Figures) has(year int) bool { return f.first <= year && year < f.first+len(f.years) }

// countYears counts some years, on all processors. Namings gives the sheet of a year's
// namings when it is known, else nil.
func (f *Figures) countYears(years []int, namings func(year int) *sheet) {
	var wg sync.WaitGroup
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, y := range years {
		room <- struct{}{}
		wg.Go(func() {
			defer func() { <-room }()
			c := &counter{layout: f.layout, indicators: f.cat.Indicators, year: &f.years[y-f.first], end: f.end(y), seen: make([]int32, f.layout.first[Dimensions])}
			c.year.sheets[measure.OfNaming] = namings(y)
			if c.year.sheets[measure.OfNaming] == nil {
				c.namings(f.cat, y)
			}
			for _, a := range f.cat.In(y) {
				c.activity(a)
			}
			for _, a := range f.cat.AnnualsIn(y) {
				c.annual(a)
			}
		})
	}
	wg.Wait()
}

// compare finds what the logs that are not as they were are about, before and now.
func (c *change) compare(before, now []*catalog.Log) {
	c.years, c.bases = map[int]bool{}, map[int]bool{}
	was := make(map[string]*catalog.Log, len(before))
	for _, log := range before {
		was[log.Path] = log
	}
	for _, log := range now {
		old := was[log.Path]
		delete(was, log.Path)
		if old != nil && old.Source == log.Source && slices.Equal(old.Links, log.Links) {
			continue
		}
		c.touch(log)
		if old != nil {
			c.touch(old)
		}
	}
	for _, old := range was {
		c.touch(old)
	}
}

func (c *change) touch(log *catalog.Log) {
	for _, y := range log.Years {
		c.years[y] = true
	}
	for i := range log.Activities {
		for _, b := range log.Activities[i].Bases {
			c.bases[b.Ordinal] = true
		}
	}
	for _, a := range log.Annuals {
		c.bases[a.Base.Ordinal] = true
	}
}

// recordsOf writes what figures depend on besides the logs as numbers: two catalogs with the
// same numbers and logs have the same sheets.
func recordsOf(cat *catalog.Catalog) []int64 {
	out := make([]int64, 0, 3*len(cat.Bases)+1024)
	put := func(n ...int64) { out = append(out, n...) }
	bit := func(b bool) int64 {
		if b {
			return 1
		}
		return 0
	}
	bases := func(list []*catalog.Base) {
		put(int64(len(list)))
		for _, b := range list {
			put(int64(b.Ordinal))
		}
	}
	put(int64(len(cat.Levels)), int64(len(cat.Counties)), int64(len(cat.Kinds)), int64(len(cat.Campaigns)), int64(len(cat.Forms)), int64(len(cat.Bases)))
	for _, l := range cat.Levels {
		put(int64(l.Rank))
	}
	for _, f := range cat.Forms {
		put(bit(f.Private))
	}
	at := len(out)
	out = append(out, make([]int64, 3*len(cat.Bases))...)
	for _, b := range cat.Bases {
		own := out[at+3*b.Ordinal:]
		own[0], own[1], own[2] = -1, -1, int64(b.Until.Key())
		if b.County != nil {
			own[0] = int64(b.County.Index)
		}
		if b.Kind != nil {
			own[1] = int64(b.Kind.Index)
		}
	}
	for _, b := range cat.Bases {
		for _, s := range b.Before {
			put(int64(b.Ordinal), int64(s.County.Index), int64(s.Until.Key()))
		}
	}
	others := func(list []*catalog.Other) {
		put(int64(len(list)))
		for _, o := range list {
			put(int64(o.Index))
		}
	}
	lines := map[string]int{}
	line := func(s string) int64 {
		if _, known := lines[s]; !known {
			lines[s] = len(lines)
		}
		return int64(lines[s])
	}
	put(int64(len(cat.Designations)))
	for _, d := range cat.Designations {
		put(int64(d.Level.Index), int64(d.Date.Key()), int64(d.ValidUntil.Key()), bit(d.NoEndKnown), line(d.Line), d.Total, bit(d.Complete))
		bases(d.Bases)
		others(d.Others)
	}
	put(int64(len(cat.Revocations)))
	for _, r := range cat.Revocations {
		put(int64(r.Level.Index), int64(r.Date.Key()), bit(r.HasLine), line(r.Line))
		bases(r.Bases)
		others(r.Others)
	}
	return out
}

// found are the problems that Check has found, by what they are about.
type found struct {
	years map[int]diag.List
	bases []ofBase // by Base.Ordinal
}

// ofBase are the problems of a base, which say its name.
type ofBase struct {
	name  string
	found diag.List
}

// Check warns about the records that Of has counted last, where their figures look like slips: one
// above its limit, one that is ten times what the base usually gives, more sessions than
// participants, more free days than open days, and an activity entered twice.
// Nothing is left out of the figures for it: whether it is a slip only staff know.
//
// files gives the content file at a path, or nil when it is not at hand (then the
// warning names the file alone).
func (m *Memory) Check(files func(path string) *diag.File) diag.List {
	cat := m.figures.cat
	now := found{years: map[int]diag.List{}, bases: make([]ofBase, len(cat.Bases))}
	c := checker{files: files, meant: m.figures.breaks, parts: cat.AllParts(), returned: m.figures.measures.Of(measure.OfReturn)}
	c.breaks(cat)
	all := c.found
	for _, y := range m.figures.Years() {
		list, known := m.found.years[y]
		if !known || m.change.all || m.change.years[y] {
			list = c.of(func() { c.year(cat, y) })
		}
		all = append(all, list...)
		now.years[y] = list
	}
	for _, b := range cat.Bases {
		at := &now.bases[b.Ordinal]
		if m.change.all || m.change.bases[b.Ordinal] || len(m.found.bases) == 0 || m.found.bases[b.Ordinal].name != b.Name {
			*at = ofBase{b.Name, c.of(func() { c.jumps(b) })}
		} else {
			*at = m.found.bases[b.Ordinal]
		}
		all = append(all, at.found...)
	}
	m.found, m.checked = now, true
	all.Sort()
	return all
}
