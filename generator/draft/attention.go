package draft

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/attention"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
)

// attention tells how the counties stand at the year's end, or at the newest record where that comes first, and which gaps are whose. Nothing on
// record is no sign that nothing was done: it is asked about.
func (w *writer) attention() {
	day := w.yearEnd()
	if w.cat.AsOf.Known() && w.cat.AsOf.Before(day) {
		day = w.cat.AsOf
	}
	if len(w.cat.Counties) < 2 || !day.Known() {
		return
	}
	city := attention.On(w.cat, w.f, day, w.counted())
	w.subheading("县区关注情况")
	if rows := w.f.Part(w.year, measure.InForce, figures.ByCounty); slices.ContainsFunc(rows, func(r figures.Row) bool { return r.Known }) {
		w.paraf("到%d年年末，各县区在册基地如下。", w.year)
		w.paraf("{{ 表 在册 按=县区 年份=%d }}", w.year)
	}
	if w.row(measure.Activities, w.year).Value > 0 {
		w.paraf("{{ 图 活动数 按=县区 年份=%d }}", w.year)
	}
	gaps := w.countyGaps(city, day)
	if len(gaps) == 0 {
		w.para("从记录看，没有查到这几样缺口：一年以上没有活动记录的县区，没有报来的年度数据，快到期、已过有效期或有效期未查到的命名。")
		return
	}
	w.paraf("到%s，从记录看，要请县区核对和补记的有：", day.Chinese())
	for i := range gaps {
		gaps[i] = fmt.Sprintf("%d. %s", i+1, gaps[i])
	}
	w.para(strings.Join(gaps, "\n"))
	w.para("没有记录不等于没有开展，没有报来不等于没有做。")
	w.missing("各县区核对的结果；确实没有开展的，写明原因")
}

// countyGaps names the gaps with the counties behind them, and their bases.
func (w *writer) countyGaps(city *attention.City, day date.Date) []string {
	var out []string
	add := func(what string, of func(*attention.County) string) {
		var list []string
		for _, x := range city.Counties {
			if s := of(x); s != "" {
				list = append(list, escape(x.Name)+strings.TrimSpace(s))
			}
		}
		if len(list) > 0 {
			out = append(out, what+"："+strings.Join(list, "、")+"。")
		}
	}
	add("一年以上没有活动记录的县区", func(x *attention.County) string {
		switch {
		case !x.Active:
			return "（还没有记录）"
		case x.Quiet != attention.Silent:
			return ""
		case x.Last.AtLeast:
			return "（最近一条记录的日期只知道年份或月份）"
		}
		return fmt.Sprintf("（最近一条记录是%s的）", x.Last.From.Previous().Chinese())
	})
	add(fmt.Sprintf("%d年年度数据没有报来的", w.year), func(x *attention.County) string {
		i := slices.IndexFunc(x.Returns, func(r attention.Return) bool { return r.Year == w.year })
		if i < 0 || len(x.Returns[i].Missing) == 0 {
			return ""
		}
		return behind(x.Returns[i].Missing)
	})
	if !slices.ContainsFunc(city.Counties, func(x *attention.County) bool {
		return slices.ContainsFunc(x.Returns, func(r attention.Return) bool { return r.Year == w.year })
	}) && len(w.bases()) > 0 {
		out = append(out, fmt.Sprintf("%d年的年度数据，各县区的基地都没有报来。", w.year))
	}
	add(fmt.Sprintf("到%d年年末到期的命名", w.year+1), func(x *attention.County) string { return behind(w.ending(x, day)) })
	add("已过有效期、没有查到新命名的", func(x *attention.County) string { return behind(basesOf(x.Titles.Lapsed)) })
	add("有的命名有效期未查到、可能还有效的县区", func(x *attention.County) string {
		if x.Titles.Unsure == 0 {
			return ""
		}
		return " "
	})
	return out
}

// mostBehind is how many bases of a county are named behind a gap.
const mostBehind = 5

// behind names the bases behind a county's gap; "" for none. Numbers would not change with the records, so there are none.
func behind(list []*catalog.Base) string {
	var names []string
	for _, b := range list[:min(mostBehind, len(list))] {
		names = append(names, link(b))
	}
	text := strings.Join(names, "、")
	if len(list) > mostBehind {
		text += "等"
	}
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}

// ending are the bases of a county with a title that holds on the day and is over at the end of the next year.
func (w *writer) ending(x *attention.County, day date.Date) (out []*catalog.Base) {
	later := date.YearEnd(w.year + 1).Next()
	for _, b := range w.cat.Bases {
		if b.CountyAt(day) != x.County {
			continue
		}
		for i := range b.Titles {
			if _, ends := attention.Ends(b, &b.Titles[i], day, later); ends && !slices.Contains(out, b) {
				out = append(out, b)
			}
		}
	}
	return out
}

// basesOf are the bases of titles, each once.
func basesOf(list []attention.Title) (out []*catalog.Base) {
	for _, t := range list {
		if !slices.Contains(out, t.Base) {
			out = append(out, t.Base)
		}
	}
	return out
}

// counted finds the activities that count in each county.
func (w *writer) counted() func(*catalog.County) []*catalog.Activity {
	of := map[*catalog.County][]*catalog.Activity{}
	for _, a := range w.cat.Activities {
		if a.Counts() {
			for _, c := range a.Counties {
				of[c] = append(of[c], a)
			}
		}
	}
	return func(c *catalog.County) []*catalog.Activity { return of[c] }
}
