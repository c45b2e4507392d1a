package catalog

import (
	"path"
	"slices"
	"sort"
	"strconv"

	"kepu/generator/diag"
	"kepu/generator/source"
)

// Log is one log, as far as the records of two catalogs are compared by it: where Source
// is the same pointer and Links are the same numbers, they say the same.
type Log struct {
	Path   string
	Source *source.Log
	Links  []int32 // where what its records name stands in the catalog's lists, in order; see leads
	Years  []int   // that its records are of, each once, in order of first use

	Activities []Activity
	Annuals    []*Annual // those that count
}

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
		log := &Log{Path: p.File.Path, Source: p.Log}
		l.activities(log)
		for i := range p.Log.Annuals {
			l.annual(returns, log, &p.Log.Annuals[i])
		}
		l.c.Logs = append(l.c.Logs, log)
	})
	l.c.Order()
	l.activitiesOfBases()
	for _, b := range l.c.Bases {
		if len(b.Annuals) > 1 {
			slices.SortStableFunc(b.Annuals, func(x, y *Annual) int { return x.Year - y.Year })
		}
	}
}

// activities takes in the activities of a log.
func (l *linker) activities(log *Log) {
	list := log.Source.Activities
	fileYear := yearInName(log.Path)
	refs := 0
	for i := range list {
		refs += len(list[i].Bases)
	}
	// One allocation each for all of a log's activities and what they name.
	log.Activities = make([]Activity, len(list))
	room := room{make([]*Base, 0, refs), make([]*County, 0, refs+len(list))}
	log.Links = make([]int32, 0, 5*len(list)+2*refs)
	for i := range list {
		a := &log.Activities[i]
		a.Activity, a.Path = &list[i], log.Path
		l.activity(fileYear, a, &room)
		l.c.Activities = append(l.c.Activities, a)
		log.leads(a)
		log.of(int(a.Date.Year))
	}
}

// leads adds where a leads. Each list has its length before it, and what is not there is -1.
func (log *Log) leads(a *Activity) {
	campaign, form := int32(-1), int32(-1)
	if a.Campaign != nil {
		campaign = int32(a.Campaign.At)
	}
	if a.Form != nil {
		form = int32(a.Form.At)
	}
	log.Links = append(log.Links, campaign, form, int32(len(a.Bases)))
	for _, b := range a.Bases {
		log.Links = append(log.Links, int32(b.At))
	}
	log.Links = append(log.Links, int32(len(a.Counties)))
	for _, c := range a.Counties {
		log.Links = append(log.Links, int32(c.At))
	}
}

// of notes a year that the log has a record of.
func (log *Log) of(year int) {
	if !slices.Contains(log.Years, year) {
		log.Years = append(log.Years, year)
	}
}

// In returns the activities of a year, newest first.
func (c *Catalog) In(year int) []*Activity {
	from := sort.Search(len(c.Activities), func(i int) bool { return int(c.Activities[i].Date.Year) <= year })
	n := sort.Search(len(c.Activities)-from, func(i int) bool { return int(c.Activities[from+i].Date.Year) < year })
	return c.Activities[from : from+n : from+n]
}

// AnnualsIn returns the returns for a year, by base.
func (c *Catalog) AnnualsIn(year int) []*Annual {
	from := sort.Search(len(c.Annuals), func(i int) bool { return c.Annuals[i].Year >= year })
	n := sort.Search(len(c.Annuals)-from, func(i int) bool { return c.Annuals[from+i].Year > year })
	return c.Annuals[from : from+n : from+n]
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

// Order puts the activities and returns in their order, and sets At and Nth in all lists.
// Link does so; a catalog that is put together by hand needs it.
func (c *Catalog) Order() {
	for i, x := range c.Counties {
		x.At = i
	}
	for i, x := range c.Levels {
		x.At = i
	}
	for i, x := range c.Kinds {
		x.At = i
	}
	for i, x := range c.Campaigns {
		x.At = i
	}
	for i, x := range c.Forms {
		x.At = i
	}
	for i, b := range c.Bases {
		b.At = i
	}
	c.newestFirst()
	sort.SliceStable(c.Annuals, func(i, j int) bool {
		a, b := c.Annuals[i], c.Annuals[j]
		if a.Year != b.Year {
			return a.Year < b.Year
		}
		return a.Base.At < b.Base.At
	})
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
		a := c.Activities[k&(1<<bits-1)]
		a.At, a.Nth = int32(i), 1
		if i > 0 && sorted[i-1].Date.Date == a.Date.Date {
			a.Nth = sorted[i-1].Nth + 1
		}
		sorted[i] = a
	}
	c.Activities = sorted
}

// annuals remembers which returns there are.
type annuals map[annualOf]*Annual

type annualOf struct {
	base *Base
	year int
}

// annual takes in a base's return.
func (l *linker) annual(seen annuals, log *Log, a *source.Annual) {
	name := log.Path
	b := l.base(name, a.Base)
	if b == nil || a.Year == 0 || l.drafts[b] {
		log.Links = append(log.Links, -1)
	}
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
		log.Links = append(log.Links, int32(b.At))
		log.Annuals = append(log.Annuals, annual)
		log.of(a.Year)
		l.c.Annuals = append(l.c.Annuals, annual)
		b.Annuals = append(b.Annuals, annual)
	}
}
