package theme_test

import (
	"fmt"

	"kepu/generator/date"
	"kepu/generator/ribbon"
	"kepu/generator/view"
)

// madeUpRibbon is a year of marks, with what a year may have besides; dense, one of bars.
func madeUpRibbon(dense bool) view.Ribbon {
	var entries []ribbon.Entry
	of := func(month, day, sign int) {
		entries = append(entries, ribbon.Entry{Date: date.Date{Year: 2016, Month: int8(month), Day: int8(day)}, Sign: sign})
	}
	for i := range 9 {
		of(i+1, 3*i+1, i)
		of(9, 10+i, 1+i%7)
	}
	of(3, 0, 1)
	of(0, 0, 1)
	for range 30 {
		if dense {
			of(5, 20, 1)
		}
	}
	at := func(day int) date.Date { return date.Date{Year: 2016, Month: 9, Day: int8(day)} }
	d := ribbon.Draw(entries, []ribbon.Span{{From: at(14), To: at(20), Name: "全国科普日"}, {From: at(16), To: at(16), Name: "虚构日"}}, ribbon.MostNames)
	v := view.Ribbon{
		Year: 2016, Link: view.Link{Name: "2016年"}, Count: fmt.Sprint(len(entries)), Height: d.Height, Line: d.Line, Unplaced: view.Link{Name: "月份未注明1条", URL: "#m0"},
		Notes: []string{"线下的1条只知道月份"}, Campaigns: []view.RibbonSpan{{ID: "day", Name: "全国科普日", Days: "9月14日至20日", Count: 7}, {ID: "x", Name: "虚构日", Count: 1}},
	}
	for h, half := range d.Halves {
		v.Halves = append(v.Halves, view.RibbonHalf{Drawing: half})
		for i, n := range half.Months {
			month := h*6 + i + 1
			v.Halves[h].Months = append(v.Halves[h].Months, view.RibbonMonth{Name: fmt.Sprintf("%d月", month), URL: fmt.Sprintf("#m%d", month), Count: n, None: "没有记录"})
		}
	}
	if dense {
		return v
	}
	for sign, name := range []string{"计划举办，结果还没有报", "讲座", "展览", "竞赛", "巡展", "开放日", "培训", "其他形式，或没有注明", "延期、取消"} {
		v.Signs = append(v.Signs, view.RibbonSign{Sign: sign, Name: name})
	}
	v.Signs[1].Form = "talk"
	return v
}

// homeRibbons lead to the page of their year.
func homeRibbons() []view.Ribbon {
	list := []view.Ribbon{madeUpRibbon(true), madeUpRibbon(false)}
	for i := range list {
		list[i].Link.URL = "activities-year.html"
	}
	return list
}
