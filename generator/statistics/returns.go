package statistics

import (
	"fmt"
	"slices"
	"strconv"

	"kepu/generator/chart"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// The figures of the bases' annual returns. They are left out where no base has
// sent one.

// ratingWords are the ratings, the best first.
var ratingWords = []string{"优秀", "合格", "基本合格", "不合格"}

// ratingTones are their shades: aloud, quiet, faint, and the accent for the last.
var ratingTones = []int{2, 1, 0, 3}

// returns is the sums of a year's returns, each with how many bases told: one table, or where the site has
// indicators one for each group of measures.
func (s *page) returns(year int) []*view.Figure {
	of := s.f.Measures().Of(measure.OfReturn)
	if len(of) == measure.PerReturn {
		return []*view.Figure{s.returnsTable(year, "returns-table", "", of)}
	}
	var out []*view.Figure
	for i, g := range of.Groups() {
		name := g
		if g == "" {
			name = "其他"
		}
		list := slices.DeleteFunc(slices.Clone(of), func(x measure.Measure) bool { return x.Group() != g })
		out = append(out, s.returnsTable(year, fmt.Sprintf("returns-%d", i+1), name, list))
	}
	return out
}

func (s *page) returnsTable(year int, id, group string, list measure.List) *view.Figure {
	title := "基地年度数据"
	if group != "" {
		title += "：" + group
	}
	title = fmt.Sprintf("%d年%s", year, title)
	t := view.DataTable{Caption: title, Head: []view.DataHead{{Name: "指标"}, {Name: "合计"}, {Name: "已报"}, {Name: "上一年"}, {Name: "增减"}}}
	sent := int64(0)
	for _, x := range list {
		r, ok := s.f.Get(year, x, figures.All, "")
		if !ok {
			continue
		}
		sent = r.Entries
		before, _ := s.f.Get(year-1, x, figures.All, "")
		change := notComparable
		if c := figures.Compare(before, r); c.Known && !s.running(year) {
			change = view.DataCell{Text: signed(x, c.Diff)}
			if c.HasPercent {
				change.Text += "（" + percent(c.Tenths) + "）"
			}
		}
		now := numberCell(r)
		now.Note = ""
		t.Rows = append(t.Rows, view.DataRow{Name: x.Name() + "（" + x.Unit() + "）", URL: s.defined(x), Cells: []view.DataCell{
			now, {Text: fmt.Sprintf("%s家中%s家", digits(r.Entries), digits(r.Reported))}, numberCell(before), change,
		}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	f := s.figure(id, title, "基地年度数据")
	f.Open, f.Wide, f.Table = true, group != "", t
	f.Sentence = fmt.Sprintf("%s家基地交了年度数据。", digits(sent))
	return s.finish(f, nil)
}

// derived are the figures that can be worked out of a year's returns, each with of how many.
func (s *page) derived(year int) *view.Figure {
	caption := fmt.Sprintf("%d年折算", year)
	t := view.DataTable{Caption: caption, Head: []view.DataHead{{Name: "指标"}, {Name: "平均"}, {Name: "按几家算", Unit: "家"}, {Name: "上一年"}}}
	for _, d := range s.f.Derived() {
		now, n := s.f.Year(year, d)
		if now == "" {
			continue
		}
		before := view.DataCell{Text: dash}
		if text, _ := s.f.Year(year-1, d); text != "" {
			before.Text = text
		} else if len(s.c.AnnualsIn(year-1)) > 0 {
			before = view.DataCell{Text: quote.Unreported, Unknown: true}
		}
		t.Rows = append(t.Rows, view.DataRow{Name: d.Name + "（" + d.Unit + "）", Cells: []view.DataCell{{Text: now}, {Text: digits(int64(n))}, before}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	f := s.figure("derived", caption, "基地年度数据")
	f.Open, f.Wide, f.Table = true, true, t
	f.Notes = append(f.Notes, "用两个数相除，只算两个数都报了的基地；两年报的基地可能不同，不宜直接相比。")
	return s.finish(f, nil)
}

// indicatorsByYear are the site's indicators over the years, a table for each group.
func (s *page) indicatorsByYear() []*view.Figure {
	var own measure.List
	for _, x := range s.f.Measures() {
		if x.IsIndicator() && slices.ContainsFunc(s.f.Series(x, figures.All, ""), func(r figures.Row) bool { return r.Known }) {
			own = append(own, x)
		}
	}
	var out []*view.Figure
	for i, g := range own.Groups() {
		caption := "历年" + g
		if g == "" {
			caption = "历年其他年度数据"
		}
		list := slices.DeleteFunc(slices.Clone(own), func(x measure.Measure) bool { return x.Group() != g })
		f := s.figure(fmt.Sprintf("indicators-%d", i+1), caption, "基地年度数据")
		f.Open, f.Wide = true, true
		f.Table = s.measureTable(caption, list...)
		f.Table.Rows = slices.DeleteFunc(f.Table.Rows, func(row view.DataRow) bool {
			return !slices.ContainsFunc(row.Cells, func(c view.DataCell) bool { return c.Text != dash })
		})
		var rows []figures.Row
		for _, x := range list {
			rows = append(rows, s.series(x, figures.All, "")...)
		}
		out = append(out, s.finish(f, rows))
	}
	return out
}

// returnsByYear is one figure of the returns over the years.
func (s *page) returnsByYear(x measure.Measure) *view.Figure {
	f, series := s.reported(x, "基地年度数据")
	if f == nil {
		return nil
	}
	f.Sentence = s.yearSentence(series, x.Name(), x.Unit(), true)
	f.Table = s.measureTable("历年"+x.Name(), x)
	return s.finish(f, series)
}

// rated counts a year's ratings, in the order of ratingWords.
func (s *page) rated(year int) (counts []int64, all int64) {
	counts = make([]int64, len(ratingWords))
	for _, a := range s.c.AnnualsIn(year) {
		if i := slices.Index(ratingWords, a.Rating); i >= 0 {
			counts[i]++
			all++
		}
	}
	return counts, all
}

// ratings is how the bases were rated in a year.
func (s *page) ratings(year int) *view.Figure {
	counts, all := s.rated(year)
	if all == 0 {
		return nil
	}
	f := s.figure("ratings", fmt.Sprintf("%d年考核结果（家）", year), "基地年度数据")
	t := view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "结果"}, {Name: "基地", Unit: "家"}}}
	var items []chart.Item
	for i, word := range ratingWords {
		items = append(items, chart.Item{Label: word, Value: chart.Known(counts[i]), Text: digits(counts[i])})
		t.Rows = append(t.Rows, view.DataRow{Name: word, Cells: []view.DataCell{{Text: digits(counts[i])}}})
	}
	f.Chart.Bars = chart.Bars(items)
	f.Alt = alt(items, "家")
	f.Sentence = fmt.Sprintf("有考核结果的%s家基地中，%s%s家。", digits(all), ratingWords[0], digits(counts[0]))
	f.Table = t
	return f
}

// ratingsByYear is the ratings over the years: the parts add up to the bases rated.
func (s *page) ratingsByYear() *view.Figure {
	f := s.figure("ratings-years", "历年考核结果（家）", "基地年度数据")
	t := view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "年份"}}}
	for _, word := range ratingWords {
		t.Head = append(t.Head, view.DataHead{Name: word})
	}
	var stacks []chart.Stack
	var items []chart.Item
	seen := 0
	for _, y := range s.years {
		counts, all := s.rated(y)
		row := s.yearRow(y)
		for _, n := range counts {
			cell := view.DataCell{Text: digits(n)}
			if all == 0 {
				cell.Text = dash
			}
			row.Cells = append(row.Cells, cell)
		}
		it := chart.Item{Label: strconv.Itoa(y), Value: chart.Value{N: all, Known: all > 0}, Strong: row.Strong}
		if all > 0 {
			it.Text = digits(all)
			items = append(items, it)
			seen++
		}
		if slices.Contains(s.shownYears(), y) {
			stacks = append(stacks, chart.Stack{Item: it, Parts: counts})
		}
		t.Rows = append(t.Rows, row)
	}
	if seen == 0 {
		return nil
	}
	slices.Reverse(t.Rows)
	c := chart.Stacked(stacks, axisWords)
	f.Chart.Stacked = c
	for _, k := range c.Series() {
		f.Legend = append(f.Legend, view.LegendItem{Tone: "series-" + strconv.Itoa(ratingTones[k]), Name: ratingWords[k]})
	}
	for i := range c.Segments {
		c.Segments[i].Series = ratingTones[c.Segments[i].Series]
	}
	f.Alt = alt(items, "家")
	f.Notes = append(f.Notes, "没有柱子的年份没有考核结果的记录。")
	s.olderYears(f)
	f.Table = t
	return s.finish(f, nil)
}
