package statistics

import (
	"fmt"
	"slices"

	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// The figures of the bases' annual returns. They are left out where no base has
// sent one.

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
