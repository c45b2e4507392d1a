package catalog

import (
	"path"
	"slices"
	"sort"
	"strconv"

	"kepu/generator/diag"
	"kepu/generator/source"
)

// logs takes in the activity logs and annual returns.
func (l *linker) logs() {
	type yearOf struct {
		base *Base
		year int
	}
	seen := map[yearOf]source.Span{}
	seenIn := map[yearOf]string{}
	l.each(source.LogFile, func(p *source.Parsed) {
		if p.Log == nil {
			return
		}
		name := p.File.Path
		fileYear := yearInName(name)
		activities := make([]Activity, len(p.Log.Activities)) // one allocation for a log
		for i := range p.Log.Activities {
			activities[i].Activity = p.Log.Activities[i]
			l.activity(name, fileYear, &activities[i])
		}
		for i := range p.Log.Annuals {
			a := &p.Log.Annuals[i]
			b := l.base(name, a.Base)
			if b == nil || a.Year == 0 {
				continue
			}
			at := yearOf{b, a.Year}
			if _, twice := seen[at]; twice {
				l.ps.Error(l.place(name, a.Span), diag.T("“%s” %d 年的年度数据写了两次，第一次在 %s 第 %d 行", "“%s” has two returns for %d, the first in %s, line %d").With(
					b.Name, a.Year, seenIn[at], l.files[seenIn[at]].LineOf(int(seen[at].Start))), diag.T("请合并成一条", "make them one"))
				continue
			}
			seen[at], seenIn[at] = a.Span, name
			if !l.drafts[b] {
				annual := &Annual{Annual: *a, Base: b, Path: name}
				l.c.Annuals = append(l.c.Annuals, annual)
				b.Annuals = append(b.Annuals, annual)
			}
		}
	})
	l.sortLogs()
}

func (l *linker) activity(name string, fileYear int, a *Activity) {
	a.Path = name
	a.Bases, a.Counties = l.basesOf(name, a.Activity.Bases)
	if county := l.counties.find(name, a.Activity.County); county != nil {
		a.Counties = []*County{county}
	}
	a.Campaign = l.campaigns.find(name, a.Activity.Campaign)
	a.Form = l.forms.find(name, a.Activity.Form)
	if fileYear != 0 && a.Date.Known() && int(a.Date.Year) != fileYear {
		l.ps.Warn(l.place(name, a.Date.Span), diag.T("日期是 %d 年，文件名却是 %d", "the date is of %d, but the file is named %d").With(a.Date.Year, fileYear),
			diag.T("请核对日期；统计按 date 的年份算", "check the date: figures go by its year"))
	}
	for _, b := range a.Bases {
		if a.Date.Known() && b.Since.Known() && a.Date.Last().Before(b.Since.First()) {
			l.ps.Warn(l.place(name, a.Date.Span), diag.T("活动早于 “%s” 成为基地的时间 %s", "the activity is before “%s” became a base, %s").With(b.Name, b.Since.String()),
				diag.T("请核对日期", "check the date"))
		}
	}
	l.c.Activities = append(l.c.Activities, a)
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

func (l *linker) sortLogs() {
	l.newestFirst()
	for _, a := range l.c.Activities {
		for _, b := range a.Bases {
			b.Activities = append(b.Activities, a)
		}
	}
	place := make(map[*Base]int, len(l.c.Bases))
	for i, b := range l.c.Bases {
		place[b] = i
	}
	sort.SliceStable(l.c.Annuals, func(i, j int) bool {
		a, b := l.c.Annuals[i], l.c.Annuals[j]
		if a.Year != b.Year {
			return a.Year < b.Year
		}
		return place[a.Base] < place[b.Base]
	})
	for _, b := range l.c.Bases {
		slices.SortStableFunc(b.Annuals, func(x, y *Annual) int { return x.Year - y.Year })
	}
}

// newestFirst sorts the activities; those of one date stay in the order of the logs.
// The order is made part of the key because the library's stable sort takes six times
// as long, which a preview of a hundred thousand activities feels at every save.
func (l *linker) newestFirst() {
	type placed struct {
		*Activity
		at int
	}
	list := make([]placed, len(l.c.Activities))
	for i, a := range l.c.Activities {
		list[i] = placed{a, i}
	}
	slices.SortFunc(list, func(a, b placed) int {
		if c := b.Date.Compare(a.Date.Date); c != 0 {
			return c
		}
		return a.at - b.at
	})
	for i, p := range list {
		l.c.Activities[i] = p.Activity
	}
}
