package theme_test

import (
	"strconv"

	"kepu/generator/chart"
	"kepu/generator/view"
)

// Statistics of twelve made-up years, with everything that a chart can show: a
// year that nobody reported, sums of which parts are missing, a break.

var madeUpYears = []int64{0, 3, 12, 8, 17, 24, 19, 31, 4, 22, 46, 6}

func yearItems() []chart.Item {
	var items []chart.Item
	for i, n := range madeUpYears {
		it := chart.Item{Label: strconv.Itoa(2015 + i), Value: chart.Known(n), Text: strconv.FormatInt(n, 10), Strong: i == 10, Partial: i == 11 || i == 4}
		switch i {
		case 6:
			it.Value, it.Text = chart.Value{}, "未报"
		case 9:
			it.Break = "※"
		}
		items = append(items, it)
	}
	return items
}

func plain(n int64) string { return strconv.FormatInt(n, 10) }

func yearsTable() view.DataTable {
	t := view.DataTable{Caption: "历年活动数", Head: []view.DataHead{{Name: "年份"}, {Name: "活动数", Unit: "项", URL: "#def-activities"}, {Name: "参加人次", URL: "#def-participants"}}}
	for i := len(madeUpYears) - 1; i >= 0; i-- {
		people := view.DataCell{Text: "1,200", Note: "31项中9项已报"}
		if i%3 == 0 {
			people = view.DataCell{Text: "未报", Unknown: true}
		}
		t.Rows = append(t.Rows, view.DataRow{Name: strconv.Itoa(2015+i) + "年", URL: "statistics-year.html", Strong: i == 10, Cells: []view.DataCell{{Text: plain(madeUpYears[i])}, people}})
	}
	return t
}

func plot(id, caption, sentence string, c view.Chart) view.Figure {
	return view.Figure{
		ID: id, Caption: caption, Sentence: sentence, Alt: "虚构的图：2025年46项。", Chart: c, Table: yearsTable(),
		Notes: []string{"※ 2024年起：虚构的口径变化"}, Source: "数据：活动日志，截至2026年3月8日", CSVURL: "data/statistics.csv", CSVName: "全部数字",
	}
}

func headlines() []view.Headline {
	return []view.Headline{
		{Number: view.Number{Label: "活动数", Value: "46", Unit: "项", URL: "#def-activities", Known: true}, Change: "比2024年 +24（+109%）", Why: "口径有变"},
		{Number: view.Number{Label: "参加人次", Value: "12,700", Unit: "人次", Note: "46项中31项已报", URL: "#def-participants", Known: true}, Change: "—", Why: "报得不全，不与上一年比较"},
		{Number: view.Number{Label: "线上人次", Value: "未报", URL: "#def-online"}, Change: "—"},
		{Number: view.Number{Label: "在册基地", Value: "52", Unit: "家", URL: "#def-in_force", Known: true, LowerBound: true}, Change: "与2024年持平"},
	}
}

func definitions() []view.Definition {
	return []view.Definition{
		{ID: "def-activities", Name: "活动数", Unit: "项", Text: "虚构的说明：日志里一条算一项。"},
		{ID: "def-participants", Name: "参加人次", Unit: "人次", Text: "虚构的说明：现场参加的人次之和，不含线上。"},
		{ID: "def-online", Name: "线上人次", Unit: "人次", Text: "虚构的说明：不与现场的相加。"},
		{ID: "def-in_force", Name: "在册基地", Unit: "家", Text: "虚构的说明：到当年年末有效的。"},
	}
}

func downloads() []view.Attachment {
	return []view.Attachment{{Name: "统计表（Excel、WPS）", URL: "data/statistics.xlsx", Type: "XLSX"}, {Name: "全部数字", URL: "data/statistics.csv", Type: "CSV"}}
}

// conclusions are the sentences at the top: one with columns, one with a share.
func conclusions() []view.Conclusion {
	return []view.Conclusion{
		{Sort: "most", Before: "2025年活动最多，", Number: "46项", After: "。", URL: "#activities-years", Word: chart.Words([]chart.Value{chart.Known(22), {}, chart.Known(46)}, 2)},
		{Sort: "missing", Before: "2025年46项活动里，", Number: "15项", After: "未报参加人次。", URL: "#participants-years", Word: chart.Part(31, 46)},
	}
}

func fullStatistics() view.Statistics {
	items := yearItems()
	var stacks []chart.Stack
	var high, low []chart.Value
	for i, n := range madeUpYears {
		stacks = append(stacks, chart.Stack{Item: items[i], Parts: []int64{n / 2, n / 4, n / 8, n / 16, 1}})
		low, high = append(low, chart.Known(int64(18+i*3))), append(high, chart.Known(int64(i/2)))
	}
	columns := plot("activities-years", "历年活动数（项）", "2025年活动最多，46项，比2024年多24项。", view.Chart{Columns: chart.Columns(items, plain)})
	columns.Legend = []view.LegendItem{{Tone: "partial", Name: "还没有结束的年份"}}
	many := yearItems() // the strong one is lower than its neighbour, and its number wider than it
	many[9].Value, many[10].Text = chart.Known(80), "12,700"
	people := plot("participants-years", "历年参加人次（人次）", "", view.Chart{Columns: chart.Columns(many, plain)})
	stacked := plot("designated-years", "历年命名数（家）", "", view.Chart{Stacked: chart.Stacked(stacks, plain)})
	stacked.Legend = []view.LegendItem{
		{Tone: "series-4", Name: "其他"}, {Tone: "series-3", Name: "全国"}, {Tone: "series-2", Name: "省级"}, {Tone: "series-1", Name: "市级"}, {Tone: "series-0", Name: "县级"},
	}
	heat := view.Figure{ID: "months-years", Caption: "历年各月活动数（项）", Sentence: "5月最多，6项。", Open: true, Wide: true, Source: "数据：活动日志", CSVURL: "data/statistics.csv", CSVName: "全部数字"}
	heat.Table = view.DataTable{Caption: heat.Caption, Heat: true, Head: []view.DataHead{{Name: "年份"}}}
	for m := 1; m <= 12; m++ {
		heat.Table.Head = append(heat.Table.Head, view.DataHead{Name: strconv.Itoa(m), Unit: "月"})
	}
	for i, name := range []string{"2026", "2025", "2024"} {
		row := view.DataRow{Name: name, URL: "statistics-year.html"}
		for m := range 12 {
			row.Cells = append(row.Cells, view.DataCell{Text: strconv.Itoa(m * i), Shade: (m * i) % 5})
		}
		heat.Table.Rows = append(heat.Table.Rows, row)
	}
	heat.Legend = []view.LegendItem{{Tone: "heat-1", Name: "1 至 7 项"}, {Tone: "heat-2", Name: "8 至 13 项"}, {Tone: "heat-3", Name: "14 至 20 项"}, {Tone: "heat-4", Name: "21 至 26 项"}}
	dots := plot("counties-years", "历年各县区活动数（项）", "", view.Chart{Dots: chart.Dots([]chart.Row{
		{Name: "甲县", Sum: "31项", Cells: []chart.Cell{{Value: chart.Known(3)}, {}, {Value: chart.Known(28), Tone: 1}}}, {Name: "乙县", Sum: "1项", Cells: []chart.Cell{{}, {}, {Value: chart.Known(1), Tone: 2}}},
	}, []string{"2024", "2025", "2026"})})
	dots.Wide, dots.Legend = true, []view.LegendItem{{Tone: "dot-0", Name: "参加人次都报了"}, {Tone: "dot-1", Name: "报了一部分"}, {Tone: "dot-2", Name: "都未报"}}
	said := plot("activities-form", "2026年各种形式的活动数（项）", "讲座、开放日各1项。", view.Chart{})
	said.Said = true
	bases := view.Figure{ID: "completeness-bases", Caption: "资料待补最多的基地", Open: true, Wide: true, Source: "数据：基地介绍页", CSVURL: "data/bases.csv", CSVName: "全部基地"}
	bases.Table = view.DataTable{Caption: bases.Caption, Words: true, Head: []view.DataHead{{Name: "基地"}, {Name: "已知", Unit: "项"}, {Name: "先补"}}, Rows: []view.DataRow{
		{Name: "虚构甲馆", URL: "base.html", Cells: []view.DataCell{{Text: "4/12", Word: chart.Part(4, 12)}, {Text: "电话、费用、交通等8项"}}},
	}}
	table := view.Figure{ID: "years-table", Caption: "历年主要数字", Open: true, Wide: true, Table: yearsTable(), Source: "数据：活动日志", CSVURL: "data/statistics.csv", CSVName: "全部数字"}
	low[len(low)-1].Partial = true // 至少 51
	lines := []chart.Series{{}, {Name: "■ 市级至少 51", Sign: "■", Values: low}, {Name: "● 省级 5", Sign: "●", Values: high}, {Name: "★ 全国 5", Sign: "★", Values: high}}
	lines[0] = chart.Series{Name: "▲ 县级 1", Sign: "▲", Values: high[:3]}
	return view.Statistics{
		Frame: frame("统计", "statistics.html", "statistics"),
		Lead:  "2015—2026年的科普活动和在册基地。", Says: conclusions(), Years: []view.Link{{Name: "2026", URL: "statistics-year.html"}, {Name: "2025", URL: "statistics-year.html"}},
		Of: "2025年", Headlines: headlines(), AsOf: "截至2026年3月8日的记录", Brief: "brief.html",
		Sections: []view.StatisticsSection{
			{ID: "activities", Title: "活动", Figures: []view.Figure{columns, people, said, dots, heat}},
			{ID: "bases", Title: "基地", Figures: []view.Figure{
				plot("in-force-years", "历年年末在册基地（家）", "2025年年末在册至少52家。", view.Chart{Lines: chart.Steps(items, lines, plain)}), stacked,
			}},
			{ID: "years", Title: "历年", Figures: []view.Figure{bases, table}},
		},
		Definitions: definitions(), Downloads: downloads(),
	}
}

func fullStatisticsYear() view.StatisticsYear {
	bars := []chart.Item{
		{Label: "驿山区", Value: chart.Known(24), Text: "24", Strong: true}, {Label: "甲县", Value: chart.Known(1), Text: "1"},
		{Label: "乙县", Text: "没有记录"}, {Label: "名称很长、一行写不下的虚构的丙县科普教育示范基地", Text: "未报"},
	}
	gap := chart.Steps(yearItems()[5:8], []chart.Series{{Name: "接待 31", Values: []chart.Value{chart.Known(5), {}, chart.Known(31)}}}, plain)
	return view.StatisticsYear{
		Frame: frame("2025年统计", "statistics-year.html", "statistics"),
		Year:  2025, Running: "最新的记录是3月8日的，这一年的数字还不全，不与上一年比较。", Headlines: headlines(), Makeup: "这一年的100条记录：97条计入活动数，3条不计入（督导、评审）。", Activities: "activities-year.html",
		AsOf: "截至2026年3月8日的记录",
		Sections: []view.StatisticsSection{{ID: "counties", Title: "县区", Figures: []view.Figure{
			plot("activities-county", "2025年各县区的活动数（项）", "驿山区最多，24项；乙县没有记录。", view.Chart{Bars: chart.Bars(bars)}),
			plot("visitors", "接待人次", "", view.Chart{Lines: gap}),
		}}},
		Definitions: definitions(), Downloads: downloads(),
		Previous: &view.Link{Name: "2024年", URL: "statistics-year.html"}, Next: &view.Link{Name: "2026年", URL: "statistics-year.html"},
	}
}

func madeUpSpark() *view.Spark {
	var values []chart.Value
	for _, n := range madeUpYears {
		values = append(values, chart.Known(n))
	}
	return &view.Spark{Chart: chart.Spark(values, 10), Label: "2015—2026年各年活动数：2025年46项", First: "2015", Last: "2026", URL: "statistics.html"}
}
