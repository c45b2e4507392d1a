package catalog

import (
	"path"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"kepu/generator/diag"
	"kepu/generator/source"
)

// Log is one log, as far as the records of two catalogs are compared by it: where Source
// is the same pointer and Links are the same numbers, they say the same.
type Log struct {
	Path   string
	Source *source.Log
	Links  []int32 // the numbers of the bases that its records name, and where else they lead in the catalog's lists; see leads
	Years  []int   // that its records are of, each once, in order of first use

	Activities []Activity
	Annuals    []*Annual // those that count
}

// logs takes in the activity logs and annual returns. A preview of a hundred thousand
// activities does so at every save: every activity is looked at once, what a later step
// wants to know of it is noted on the way, and logs are gone through side by side.
func (l *linker) logs() {
	var logs []*Log
	l.each(source.LogFile, func(p *source.Parsed) {
		if p.Log != nil {
			logs = append(logs, &Log{Path: p.File.Path, Source: p.Log})
		}
	})
	l.c.Logs = logs
	parts := make([]part, len(logs))
	next := atomic.Int32{}
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(logs); i = next.Add(1) - 1 {
				parts[i].parallel = true
				l.activities(logs[i], &parts[i])
			}
		})
	}
	wg.Wait()
	all := 0
	for i := range parts {
		if parts[i].retrySerially {
			parts[i] = part{}
			l.activities(logs[i], &parts[i])
		}
		all += len(logs[i].Activities)
	}
	l.c.Activities = make([]*Activity, 0, all)
	for i, log := range logs {
		l.take(log, &parts[i])
	}
	l.c.order()
	l.activitiesOfBases()
	for _, b := range l.c.Bases {
		if len(b.Annuals) > 1 {
			slices.SortStableFunc(b.Annuals, func(x, y *Annual) int { return x.Year - y.Year })
		}
	}
}

// part is one log's part of what is found in all.
type part struct {
	pass
	noted
}

// noted are activities that a later step looks at.
type noted struct{ planned, pictured, linking []*Activity }

// take adds what was found in a log to the whole, and its annual returns.
func (l *linker) take(log *Log, p *part) {
	for i := range log.Activities {
		l.c.Activities = append(l.c.Activities, &log.Activities[i])
	}
	l.ps = append(l.ps, p.ps...)
	l.grouped = append(l.grouped, p.grouped...)
	l.planned = append(l.planned, p.planned...)
	l.pictured = append(l.pictured, p.pictured...)
	l.linking = append(l.linking, p.linking...)
	var again []annualAgain
	for i := range log.Source.Annuals {
		again = l.annual(log, &log.Source.Annuals[i], again)
	}
	l.annualsAgain(log, again)
}

// activities goes through the activities of a log.
func (l *linker) activities(log *Log, p *part) {
	list := log.Source.Activities
	fileYear := yearInName(log.Path)
	refs := 0
	for i := range list {
		refs += len(list[i].Bases)
	}
	// One allocation each for all of a log's activities and what they name.
	log.Activities = make([]Activity, len(list))
	room := arena{make([]*Base, 0, refs), make([]*County, 0, refs+len(list))}
	log.Links, log.Years = make([]int32, 0, 6*len(list)+2*refs), nil
	for i := range list {
		a := &log.Activities[i]
		a.Activity, a.Path, a.date = &list[i], log.Path, list[i].Date.Key()
		l.activity(fileYear, a, &room, p)
		log.leads(a)
		log.of(int(a.Date.Year))
	}
}

// leads adds where a leads. Each list has its length before it, and what is not there is -1.
func (log *Log) leads(a *Activity) {
	campaign, form := int32(-1), int32(-1)
	if a.Campaign != nil {
		campaign = int32(a.Campaign.Index)
	}
	if a.Form != nil {
		form = int32(a.Form.Index)
	}
	log.Links = append(log.Links, campaign, form, int32(len(a.Bases)))
	for _, b := range a.Bases {
		log.Links = append(log.Links, int32(b.Ordinal))
	}
	log.Links = append(log.Links, int32(len(a.Counties)))
	for _, c := range a.Counties {
		log.Links = append(log.Links, int32(c.Index))
	}
	log.Links = append(log.Links, int32(len(a.Hosts)))
}

// of notes a year that the log has a record of.
func (log *Log) of(year int) {
	if !slices.Contains(log.Years, year) {
		log.Years = append(log.Years, year)
	}
}

// arena is where short lists are cut from.
type arena struct {
	bases    []*Base
	counties []*County
}

func (l *linker) activity(fileYear int, a *Activity, room *arena, p *part) {
	name := a.Path
	a.Bases, a.Counties = l.basesOf(name, a.Activity.Bases, a.Date.Date, room, &p.pass)
	if county := l.counties.find(name, a.Activity.County, &p.pass); county != nil {
		n := len(room.counties)
		room.counties = append(room.counties, county)
		a.Counties = slices.Clip(room.counties[n:])
	}
	a.Hosts = l.hosts(name, a.Activity, p)
	a.Campaign = l.campaigns.find(name, a.Activity.Campaign, &p.pass)
	a.Form = l.forms.find(name, a.Activity.Form, &p.pass)
	if fileYear != 0 && a.Date.Known() && int(a.Date.Year) != fileYear {
		p.grouped = append(p.grouped, groupedWarning{cause{why: otherYear, log: name, year: fileYear}, name, a.Date.Span,
			diag.M("LOG-OTHER-YEAR", "日期是 %d 年，文件名却是 %d", "the date is of %d, but the file is named %d").With(a.Date.Year, fileYear),
			diag.T("请核对日期；统计按 date 的年份算", "check the date: figures go by its year")})
	}
	for _, b := range a.Bases {
		if b.Since.Known() && a.Date.Known() && a.Date.Last().Before(b.Since.First()) {
			p.grouped = append(p.grouped, groupedWarning{cause{why: early, base: b}, name, a.Date.Span,
				diag.M("LOG-BEFORE-BASE", "活动早于 “%s” 成为基地的时间 %s", "the activity is before “%s” became a base, %s").With(b.Name, b.Since.String()),
				diag.T("请核对日期", "check the date")})
		}
	}
	if a.Status == source.Planned {
		p.planned = append(p.planned, a)
	}
	if len(a.Photos) > 0 {
		p.pictured = append(p.pictured, a)
	}
	if a.Summary != nil && len(a.Summary.Links) > 0 {
		p.linking = append(p.linking, a)
	}
}

// hosts returns the units that a log names as having no page. One that is a base's name is told: its activity counts for no
// base. That of a draft stands on no page.
func (l *linker) hosts(path string, a *source.Activity, p *part) []string {
	list := a.Hosts
	for _, name := range a.Hosts {
		b := l.baseNames.known[name]
		if b == nil {
			continue
		}
		if l.drafts[b] {
			list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == name })
		}
		p.ps.Warn(l.place(path, a.HostsSpan), diag.M("LOG-HOST-BASE", "hosts 里的 “%s” 是一个基地", "“%s” in hosts is a base").With(name),
			diag.T("基地写在 base 或 bases 里，活动才算它的；hosts 只写没有网页的单位", "bases stand in base or bases, or the activity does not count for them; hosts are units without a page"))
	}
	return list
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
	counts := make([]int, len(l.c.Bases))
	all := 0
	for _, a := range l.c.Activities {
		for _, b := range a.Bases {
			counts[b.Index]++
			all++
		}
	}
	room := make([]*Activity, all)
	for i, b := range l.c.Bases {
		n := counts[i]
		b.Activities, room = room[:0:n], room[n:]
	}
	for _, a := range l.c.Activities {
		for _, b := range a.Bases {
			b.Activities = append(b.Activities, a)
		}
	}
}

// annualAgain is a return that another one stands for already.
type annualAgain struct {
	*source.Annual
	first *Annual
}

// annual takes in a base's return; one that is there already goes to again.
func (l *linker) annual(log *Log, a *source.Annual, again []annualAgain) []annualAgain {
	given := l.given(log, a)
	b := l.base(log.Path, a.Base, &l.pass)
	if b == nil || a.Year == 0 {
		log.Links = append(log.Links, -1)
		return again
	}
	if i := slices.IndexFunc(b.Annuals, func(x *Annual) bool { return x.Year == a.Year }); i >= 0 {
		return append(again, annualAgain{a, b.Annuals[i]})
	}
	annual := &Annual{Annual: a, Base: b, Path: log.Path, Given: given}
	b.Annuals = append(b.Annuals, annual)
	if l.drafts[b] {
		log.Links = append(log.Links, -1)
		return again
	}
	l.c.Annuals = append(l.c.Annuals, annual)
	log.Annuals = append(log.Annuals, annual)
	log.Links = append(log.Links, int32(b.Ordinal))
	log.of(a.Year)
	return again
}

// annualsAgain reports the returns of a log that stand for bases and years that have one.
// Many that one other log has too are a copy of it, and are told once.
func (l *linker) annualsAgain(log *Log, again []annualAgain) {
	const few = 3
	in := map[string]int{}
	for _, a := range again {
		in[a.first.Path]++
	}
	for _, a := range again {
		path := a.first.Path
		if path == log.Path || 0 < in[path] && in[path] <= few {
			l.ps.Error(l.place(log.Path, a.Span), diag.M("RETURN-TWICE", "“%s” %d 年的年度数据写了两次，第一次在 %s 第 %d 行", "“%s” has two returns for %d, the first in %s, line %d").With(
				a.first.Base.Name, a.Year, path, l.files[path].LineOf(int(a.first.Span.Start))), diag.T("请合并成一条", "make them one"))
			continue
		}
		if n := in[path]; n > 0 {
			l.ps.Error(l.place(log.Path, a.Span), diag.M("RETURN-FILE-TWICE", "从这里起有 %d 条年度数据写了两次，%s 里已经有了", "from here on %d returns are there twice: %s has them").With(n, path),
				diag.T("像是副本：留下对的那个文件，删掉另一个", "it looks like a copy: keep the right file and delete the other"))
		}
		in[path] = 0 // told
	}
}
