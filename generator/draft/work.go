package draft

import (
	"fmt"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
)

// work is the second part: the year's campaigns, its other activities, its counties.
func (w *writer) work() {
	w.heading("开展的主要工作")
	year := w.held()
	if len(year) == 0 {
		w.paraf("%d年没有面向公众的科普活动的记录。", w.year)
		w.missing("做了哪些工作；有记录的，先补到活动日志里")
		w.exchange()
		return
	}
	w.months()
	for _, c := range w.cat.Campaigns {
		w.campaign(c)
	}
	w.others(year)
	w.counties()
	w.exchange()
}

// held are the year's activities that count, the oldest first.
func (w *writer) held() []*catalog.Activity {
	var out []*catalog.Activity
	for i := len(w.cat.Activities) - 1; i >= 0; i-- {
		if a := w.cat.Activities[i]; int(a.Date.Year) == w.year && a.Counts() {
			out = append(out, a)
		}
	}
	return out
}

func (w *writer) months() {
	known := 0
	for _, r := range w.f.Part(w.year, measure.Activities, figures.ByMonth) {
		if r.Key != figures.NoMonth {
			known++
		}
	}
	if known > 1 {
		w.paraf("全年%s，各月情况如下。", w.figure(measure.Activities, w.year, ""))
		w.paraf("{{ chart activities by=month year=%d }}", w.year)
	}
}

func (w *writer) campaign(c *catalog.Campaign) {
	r, _ := w.f.Get(w.year, measure.Activities, figures.ByCampaign, c.ID)
	if r.Value == 0 {
		return
	}
	by := filter("campaign", c.Name, c.ID)
	w.subheading(c.Name)
	text := "举办活动" + w.figure(measure.Activities, w.year, by)
	if people, _ := w.f.Get(w.year, measure.Participants, figures.ByCampaign, c.ID); people.Known {
		text += "，参加" + w.figure(measure.Participants, w.year, by)
	}
	w.para(text + "。")
	limit := ""
	if r.Value > mostOfCampaign {
		limit = fmt.Sprintf(" limit=%d", mostOfCampaign)
	}
	w.paraf("{{ activities year=%d%s%s }}", w.year, by, limit)
	w.missing("主题，主办和承办单位，主要做法")
}

// How much is listed one by one: activities outside of campaigns, those of one
// campaign, bases in a table.
const (
	mostActivities = 30
	mostOfCampaign = 10
	mostBases      = 20
)

// others lists what belongs to no campaign, in words: a directive cannot ask for that.
func (w *writer) others(year []*catalog.Activity) {
	var lines []string
	for _, a := range year {
		if a.Campaign != nil {
			continue
		}
		line := "- " + a.Date.Chinese() + "，" + escape(a.Title)
		var names []string
		for _, b := range a.Bases {
			names = append(names, link(b))
		}
		if len(names) > 0 {
			line += "（" + strings.Join(names, "、") + "）"
		}
		lines = append(lines, line+"。")
	}
	if len(lines) == 0 {
		return
	}
	if w.hasCampaign() {
		w.subheading("其他活动")
	} else {
		w.subheading("各项活动")
	}
	left := len(lines) - mostActivities
	w.para(strings.Join(lines[:min(len(lines), mostActivities)], "\n"))
	if left > 0 {
		w.para("其余见网站的活动记录。")
	}
	w.missing("其中重要的几项，各写一两句做了什么")
}

func (w *writer) hasCampaign() bool {
	return len(w.f.Part(w.year, measure.Activities, figures.ByCampaign)) > 0
}

func (w *writer) counties() {
	if len(w.f.Part(w.year, measure.Activities, figures.ByCounty)) == 0 {
		return
	}
	w.subheading("各县区开展情况")
	w.paraf("{{ table activities by=county year=%d }}", w.year)
}

// results is the third part: the year beside the one before it, and what bases reported.
func (w *writer) results() {
	w.heading("取得的成效")
	w.subheading("科普活动")
	before := w.year - 1
	now, last := w.row(measure.Activities, w.year), w.row(measure.Activities, before)
	if now.Value > 0 && last.Value > 0 {
		w.paraf("活动%s，%d年为%s。", w.figure(measure.Activities, w.year, ""), before, w.figure(measure.Activities, before, ""))
	}
	if people, past := w.row(measure.Participants, w.year), w.row(measure.Participants, before); people.Known && past.Known {
		text := fmt.Sprintf("参加%s，%d年为%s。", w.figure(measure.Participants, w.year, ""), before, w.figure(measure.Participants, before, ""))
		if people.Reported < people.Entries || past.Reported < past.Entries {
			text += "两年都只是填报了人次的活动，不宜直接相比。"
		}
		w.para(text)
	}
	if years := w.f.Years(); years[0] < w.year && w.anyBefore() {
		w.paraf("{{ chart activities by=year year=%d-%d }}", max(years[0], w.year-9), w.year)
	}
	w.missing("典型事例，各写时间、地点和结果；获奖和媒体报道")
	w.subheading("基地开放")
	any := false
	for _, m := range []measure.Measure{measure.Visitors, measure.OpenDays, measure.FreeDays} {
		if r := w.row(m, w.year); r.Known {
			any = true
			w.paraf("%s：%s。", m.Name(), w.figure(m, w.year, ""))
		}
	}
	if r := w.row(measure.Visitors, w.year); r.Known {
		by := "base"
		if len(w.f.Part(w.year, measure.Visitors, figures.ByBase)) > mostBases {
			by = "county"
		}
		w.paraf("{{ table visitors by=%s year=%d }}", by, w.year)
	}
	if !any {
		w.paraf("各基地%d年的开放天数和接待人次，没有填报的记录。", w.year)
	}
	w.missing("基地开放、展品更新和公众评价")
	w.indicators()
}

// indicators is what bases reported besides, a paragraph for each group of indicators.
func (w *writer) indicators() {
	var known measure.List
	for _, m := range w.f.Measures() {
		if m.IsIndicator() && w.row(m, w.year).Known {
			known = append(known, m)
		}
	}
	if len(known) == 0 {
		return
	}
	w.subheading("基地年度数据")
	for _, g := range known.Groups() {
		var told, partly []string
		for _, m := range known {
			if m.Group() != g {
				continue
			}
			told = append(told, escape(m.Name())+w.figure(m, w.year, ""))
			if r := w.row(m, w.year); r.Reported < r.Entries {
				partly = append(partly, escape(m.Name()))
			}
		}
		text := strings.Join(told, "，") + "。"
		if g != "" {
			text = escape(g) + "方面：" + text
		}
		switch {
		case len(partly) == len(told) && len(told) > 1:
			text += "都没有报全，是已报的基地之和。"
		case len(partly) > 0:
			text += strings.Join(partly, "、") + "没有报全，是已报的基地之和。"
		}
		w.para(text)
	}
}

// anyBefore reports whether any of the nine years before has an activity.
func (w *writer) anyBefore() bool {
	for y := w.year - 9; y < w.year; y++ {
		if w.row(measure.Activities, y).Value > 0 {
			return true
		}
	}
	return false
}
