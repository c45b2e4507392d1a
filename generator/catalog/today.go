package catalog

import (
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// What Input.Today is good for: slips of a year that no record contradicts. The catalog
// itself, and so the site, is the same on any day.

// fewAhead is how many records may lie ahead before the machine's date is asked about.
const fewAhead = 10

// aheadOfToday reports what is told as having happened on a day that has not come. It
// would count in the figures, and the site would say that records reach to that day.
func (l *linker) aheadOfToday() {
	today := l.in.Today
	if !today.Known() {
		return
	}
	var found diag.List
	all := 0 // records that are told as past
	mends := map[dateKind]diag.Text{
		document: diag.T("请核对日期；还没有印发的不要写进来", "check the date; what is not issued yet does not belong here"),
		activity: diag.T(`请核对日期；还没有办的加一行 status = "planned"`, `check the date; add status = "planned" to what is still to come`),
		judged:   diag.T("请核对 year：考核结果写已经过去的年份", "check the year: a result is about a year that has been"),
		annual:   diag.T("请核对 year：年度数据写已经过去的年份", "check the year: a return is about a year that has been"),
	}
	l.eachDate(func(path string, d date.Date, at source.Span, kind dateKind) {
		if kind == plan {
			return
		}
		all++
		if today.Before(d) {
			found.Error(l.place(path, at), l.ahead(d), mends[kind])
		}
	})
	l.each(source.BaseFile, func(p *source.Parsed) {
		if p.Base == nil || p.Base.Draft {
			return
		}
		if d := p.Base.Verified.Date; today.Before(d.Date) {
			found.Error(l.place(p.File.Path, d.Span), l.ahead(d.Date), diag.T("请核对日期；写已经核对过的那一天", "check the date: it is the day on which the page was checked"))
		}
		for _, s := range p.Base.Before {
			if d := s.Until.Date; today.Before(d) {
				found.Error(l.place(p.File.Path, s.Until.Span), l.ahead(d),
					diag.T("请核对日期；还没有搬的，搬了再写", "check the date; a move is written when it has been made"))
			}
		}
	})
	l.each(source.SiteFile, func(p *source.Parsed) {
		if p.Site == nil {
			return
		}
		for _, t := range p.Site.Counties {
			if d := (date.Date{Year: int16(t.People.Year)}); today.Before(d) {
				found.Error(l.place(p.File.Path, t.PeopleYear), l.ahead(d),
					diag.T("请核对 population_year：写是哪一年的人口", "check population_year: it is the year of the population"))
			}
		}
	})
	if len(found) > fewAhead && 2*len(found) > all {
		l.ps.Error(diag.Whole(""), diag.M("DATE-MACHINE-WRONG", "电脑的日期可能不对：今天是%s，却有 %d 条记录在这以后", "the machine's date may be wrong: today is %s, but %d records are later").With(l.today(), len(found)),
			diag.T("请校准电脑的日期，或用 --today 写今天的日期，例如 --today 2026-03-05", "set the machine's date, or name today's: --today 2026-03-05"))
		return
	}
	l.ps = append(l.ps, found...)
	for _, section := range []source.Section{source.ReportFile, source.NoticeFile} {
		l.each(section, func(p *source.Parsed) {
			if a := p.Article; a != nil && !a.Draft && today.Before(a.Date.Date) {
				l.ps.Warn(l.place(p.File.Path, a.Date.Span), l.ahead(a.Date.Date),
					diag.T("请核对日期；到那天才发布的，先加一行 draft = true", "check the date; what is for a later day is draft = true until then"))
			}
		})
	}
}

// ahead says of a date that it has not come.
func (l *linker) ahead(d date.Date) diag.Text {
	return diag.M("DATE-AHEAD", "%s还没有到：今天是%s", "%s has not come: today is %s").With(diag.T(d.Chinese(), d.String()), l.today())
}

// today returns Input.Today in words.
func (l *linker) today() diag.Text {
	return diag.T(l.in.Today.Chinese(), l.in.Today.String())
}
