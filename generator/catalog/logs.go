package catalog

import (
	"path"
	"slices"
	"sort"
	"strconv"

	"kepu/generator/diag"
	"kepu/generator/source"
)

// logs takes in the activity logs and annual returns. Every activity is looked at once:
// a preview of a hundred thousand does so at every save, and what a later step wants to
// know of them is noted on the way.
func (l *linker) logs() {
	returns := annuals{}
	l.counts = make([]int32, len(l.c.Bases))
	l.each(source.LogFile, func(p *source.Parsed) {
		if p.Log == nil {
			return
		}
		l.log(p)
		for i := range p.Log.Annuals {
			l.annual(returns, p.File.Path, &p.Log.Annuals[i])
		}
	})
	l.c.newestFirst()
	l.activitiesOfBases()
	l.sortAnnuals()
}

// log takes in the activities of one log.
func (l *linker) log(p *source.Parsed) {
	name, list := p.File.Path, p.Log.Activities
	fileYear := yearInName(name)
	refs := 0
	for i := range list {
		refs += len(list[i].Bases)
	}
	// One allocation each for all of a log's activities and what they name.
	activities := make([]Activity, len(list))
	room := room{make([]*Base, 0, refs), make([]*County, 0, refs+len(list))}
	for i := range list {
		activities[i].Activity, activities[i].Path = &list[i], name
		l.activity(fileYear, &activities[i], &room)
		l.c.Activities = append(l.c.Activities, &activities[i])
	}
}

// room is where short lists are cut from.
type room struct {
	bases    []*Base
	counties []*County
}

func (l *linker) activity(fileYear int, a *Activity, room *room) {
	name := a.Path
	a.Bases, a.Counties = l.basesOf(name, a.Activity.Bases, room)
	if county := l.counties.find(name, a.Activity.County); county != nil {
		n := len(room.counties)
		room.counties = append(room.counties, county)
		a.Counties = slices.Clip(room.counties[n:])
	}
	a.Campaign = l.campaigns.find(name, a.Activity.Campaign)
	a.Form = l.forms.find(name, a.Activity.Form)
	if fileYear != 0 && a.Date.Known() && int(a.Date.Year) != fileYear {
		l.ps.Warn(l.place(name, a.Date.Span), diag.T("日期是 %d 年，文件名却是 %d", "the date is of %d, but the file is named %d").With(a.Date.Year, fileYear),
			diag.T("请核对日期；统计按 date 的年份算", "check the date: figures go by its year"))
	}
	for _, b := range a.Bases {
		l.counts[b.At]++
		if b.Since.Known() && a.Date.Known() && a.Date.Last().Before(b.Since.First()) {
			l.ps.Warn(l.place(name, a.Date.Span), diag.T("活动早于 “%s” 成为基地的时间 %s", "the activity is before “%s” became a base, %s").With(b.Name, b.Since.String()),
				diag.T("请核对日期", "check the date"))
		}
	}
	if a.Status == source.Planned {
		l.planned = append(l.planned, a)
	}
	if len(a.Photos) > 0 {
		l.pictured = append(l.pictured, a)
	}
	if a.Summary != nil && len(a.Summary.Links) > 0 {
		l.linking = append(l.linking, a)
	}
}

// yearInName returns the year that a log's file name is, such as 2016.toml; else 0.
func yearInName(name string) int {
	file := path.Base(name)
	n, err := strconv.Atoi(file[:len(file)-len(path.Ext(file))])
	if err != nil || n < 1900 || n > 2200 {
		return 0
	}
	return n
}

// activitiesOfBases gives each base its activities, in the order of all.
func (l *linker) activitiesOfBases() {
	all := 0
	for _, n := range l.counts {
		all += int(n)
	}
	room := make([]*Activity, all)
	for i, b := range l.c.Bases {
		n := l.counts[i]
		b.Activities, room = room[:0:n], room[n:]
	}
	for _, a := range l.c.Activities {
		for _, b := range a.Bases {
			b.Activities = append(b.Activities, a)
		}
	}
}

// newestFirst sorts the activities; those of one date stay in the order of the logs.
// Date and order are made one number, since the library sorts numbers ten times as fast
// as it does with a function that compares.
func (c *Catalog) newestFirst() {
	const bits = 32
	keys := make([]uint64, len(c.Activities))
	for i, a := range c.Activities {
		keys[i] = uint64(^a.Date.Key())<<bits | uint64(i)
	}
	slices.Sort(keys)
	sorted := make([]*Activity, len(keys))
	for i, k := range keys {
		sorted[i] = c.Activities[k&(1<<bits-1)]
	}
	c.Activities = sorted
	c.Number()
}

// Number sets At and Nth of the bases and activities, which are in their order. Link
// does so; a catalog that is put together by hand needs it.
func (c *Catalog) Number() {
	for i, b := range c.Bases {
		b.At = i
	}
	for i, a := range c.Activities {
		a.At, a.Nth = int32(i), 1
		if i > 0 && c.Activities[i-1].Date.Date == a.Date.Date {
			a.Nth = c.Activities[i-1].Nth + 1
		}
	}
}

// annuals remembers which returns there are.
type annuals map[annualOf]*Annual

type annualOf struct {
	base *Base
	year int
}

// annual takes in a base's return.
func (l *linker) annual(seen annuals, name string, a *source.Annual) {
	b := l.base(name, a.Base)
	if b == nil || a.Year == 0 {
		return
	}
	at := annualOf{b, a.Year}
	if first := seen[at]; first != nil {
		l.ps.Error(l.place(name, a.Span), diag.T("“%s” %d 年的年度数据写了两次，第一次在 %s 第 %d 行", "“%s” has two returns for %d, the first in %s, line %d").With(
			b.Name, a.Year, first.Path, l.files[first.Path].LineOf(int(first.Span.Start))), diag.T("请合并成一条", "make them one"))
		return
	}
	annual := &Annual{Annual: a, Base: b, Path: name}
	seen[at] = annual
	if !l.drafts[b] {
		l.c.Annuals = append(l.c.Annuals, annual)
		b.Annuals = append(b.Annuals, annual)
	}
}

func (l *linker) sortAnnuals() {
	sort.SliceStable(l.c.Annuals, func(i, j int) bool {
		a, b := l.c.Annuals[i], l.c.Annuals[j]
		if a.Year != b.Year {
			return a.Year < b.Year
		}
		return a.Base.At < b.Base.At
	})
	for _, b := range l.c.Bases {
		if len(b.Annuals) > 1 {
			slices.SortStableFunc(b.Annuals, func(x, y *Annual) int { return x.Year - y.Year })
		}
	}
}
