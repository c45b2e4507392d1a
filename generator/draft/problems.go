package draft

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
)

// problems is the fourth part. The shortcomings are those that the records show.
func (w *writer) problems() {
	w.heading("存在的问题和下一步打算")
	w.subheading("存在的问题")
	shortcomings := w.shortcomings()
	if len(shortcomings) > 0 {
		w.para("从记录看，有这些缺口：")
		for i := range shortcomings {
			shortcomings[i] = fmt.Sprintf("%d. %s", i+1, shortcomings[i])
		}
		w.para(strings.Join(shortcomings, "\n"))
	}
	w.missing("其他问题和原因")
	w.attention()
	w.subheading("下一步打算")
	w.missing("针对上面的问题，写明措施、负责单位和完成时间")
}

func (w *writer) shortcomings() []string {
	var out []string
	add := func(format string, names []string) {
		if len(names) > 0 {
			out = append(out, fmt.Sprintf(format, strings.Join(names, "、")))
		}
	}
	if quiet := w.quietCounties(); len(quiet) < len(w.cat.Counties) || len(quiet) == 1 {
		add(fmt.Sprintf("%d年没有活动记录的县区：%%s。", w.year), quiet)
	} else if len(quiet) > 0 {
		out = append(out, fmt.Sprintf("%d年各县区都没有活动记录。", w.year))
	}
	add(fmt.Sprintf("%d年既没有活动记录、也没有填报年度数据的在册基地：%%s。", w.year), w.silentBases())
	if silent := w.withoutOffers(); len(silent) > mostActivities {
		out = append(out, fmt.Sprintf("没有登记可以共享的资源的在册基地有%d家。", len(silent)))
	} else {
		add("没有登记可以共享的资源的在册基地：%s。", silent)
	}
	add("命名即将到期或已经到期的：%s。", w.expiring())
	if r := w.row(measure.Participants, w.year); r.Entries > 0 && r.Reported < r.Entries {
		if r.Known {
			out = append(out, "有的活动没有填报参加人次。")
		} else {
			out = append(out, "各项活动都没有填报参加人次。")
		}
	}
	if slices.ContainsFunc(w.bases(), func(b *catalog.Base) bool {
		return !slices.ContainsFunc(b.Annuals, func(a *catalog.Annual) bool { return a.Year == w.year && a.Figure(measure.Visitors).Known })
	}) {
		out = append(out, "有的基地没有填报接待人次。")
	}
	add("年度数据里有指标没有填报的：%s。", first(w.partReturns()))
	for _, e := range w.evaluations() {
		if e.year == w.year && strings.Contains(e.scheme, catalog.YearlyReview) { // others don't judge all
			add("在册、没有"+strings.ReplaceAll(e.name(), "%", "%%")+"结果记录的基地：%s。", first(w.unrated(&e)))
		}
	}
	add("限期整改、整改结果没有记录的：%s。", w.toPutRight())
	add("命名的有效期没有查到、不知道是否还在册的：%s。", first(w.unsure()))
	add("名称没有查全的命名批次：%s。", w.unnamed())
	return out
}

// quietCounties are those without an activity in the year.
func (w *writer) quietCounties() []string {
	var out []string
	for _, c := range w.cat.Counties {
		if r, _ := w.f.Get(w.year, measure.Activities, figures.ByCounty, c.ID); r.Value == 0 {
			out = append(out, escape(c.Name))
		}
	}
	return out
}

func (w *writer) yearEnd() date.Date { return date.YearEnd(w.year) }

// bases are those in force at the year's end that have a page, and those that may be.
func (w *writer) bases() []*catalog.Base {
	var out []*catalog.Base
	for _, b := range w.cat.Bases {
		if b.LevelAt(w.yearEnd()) != nil {
			out = append(out, b)
		}
	}
	return out
}

// silentBases are those of which nothing was recorded in the year.
func (w *writer) silentBases() []string {
	var out []string
	for _, b := range w.bases() {
		if slices.ContainsFunc(b.Activities, func(a *catalog.Activity) bool { return int(a.Date.Year) == w.year && a.Counts() }) ||
			slices.ContainsFunc(b.Annuals, func(a *catalog.Annual) bool { return a.Year == w.year }) {
			continue
		}
		name := link(b)
		if !b.Holds(nil, w.yearEnd()) {
			name += "（有效期未查到）"
		}
		out = append(out, name)
	}
	return out
}

// partReturns are the bases whose return of the year leaves indicators out that others gave, and which.
func (w *writer) partReturns() []string {
	const few = 3
	var out []string
	for _, a := range w.cat.AnnualsIn(w.year) {
		var lacking []string
		for _, m := range w.cat.Indicators {
			if !a.Figure(m).Known && w.row(m, w.year).Known {
				lacking = append(lacking, escape(m.Name()))
			}
		}
		switch n := len(lacking); {
		case n > few:
			out = append(out, fmt.Sprintf("%s（%s等%d项）", link(a.Base), strings.Join(lacking[:few], "、"), n))
		case n > 0:
			out = append(out, fmt.Sprintf("%s（%s）", link(a.Base), strings.Join(lacking, "、")))
		}
	}
	return out
}

func link(b *catalog.Base) string {
	return fmt.Sprintf("[%s](<%s>)", escape(b.Name), path.Join("..", b.Path))
}

// expiring are the titles in force at some time of the year that end by the end of
// the next, with nothing after them.
func (w *writer) expiring() []string {
	from, until := date.Date{Year: int16(w.year), Month: 1, Day: 1}, date.YearEnd(w.year+1)
	var out []string
	for _, b := range w.cat.Bases {
		for i := range b.Titles {
			t := &b.Titles[i]
			d, last := t.Designation, t.Designation.ValidUntil.Last()
			if !d.ValidUntil.Known() || last.Before(from) || until.Before(last) || w.yearEnd().Before(d.Date) || !t.At(last).MayHold() {
				continue
			}
			if next := b.TitleAt(d.Level, until); next == nil || next == t {
				out = append(out, fmt.Sprintf("%s（%s，%s到期）", link(b), escape(d.Level.Name), d.ValidUntil.Chinese()))
			}
		}
	}
	return out
}
