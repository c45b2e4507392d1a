package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/chart"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// Quoted makes the chart or table that a text asks for; nil when no part of
// it has a number. n makes its id unique in the text; headings' ids never begin
// with "_".
func (b *Builder) Quoted(p string, r *quote.Request, n int) *view.Figure {
	rows := b.quotes.Rows(r)
	if !slices.ContainsFunc(rows, func(r figures.Row) bool { return r.Known || r.Entries > 0 }) {
		return nil
	}
	s := b.on(p)
	unit := r.OwnUnit()
	caption := r.Title
	if caption == "" {
		caption = b.quotes.About(r) + "，" + byWords(r) + "（" + unit + "）"
	}
	f := s.figure("_q"+strconv.Itoa(n), caption, recordsOf(r))
	f.Open = r.Kind == markdown.Table || len(rows) < 2
	f.Table = b.quotedTable(s, r, caption, rows)
	switch {
	case r.OfBases:
		f.CSVURL, f.CSVName = address.Link(p, address.BasesCSV), "全部基地"
	case r.By.Dimension == figures.ByBase || r.Query.Keys[figures.ByBase] != "":
		f.CSVURL, f.CSVName = address.Link(p, address.BasesByYear), "各基地历年数字"
	}
	if !f.Open {
		b.drawQuoted(s, f, r, rows, unit)
	}
	b.quotedNotes(f, r, rows)
	return s.finish(f, rows)
}

// NothingShown says why there is no chart: the whole is not known either or is none, or of all
// that it counts nobody knows the part.
func (b *Builder) NothingShown(r *quote.Request) string {
	row := b.quotes.Number(r)
	word := r.Text(row)
	switch {
	case !row.Known || row.Value == 0:
	case r.Query.Measure.Sort() == measure.OfNaming:
		word = quote.NotFound
	default:
		word = quote.NoRecords
	}
	return b.quotes.About(r) + "，" + byWords(r) + "：" + word + "。"
}

// byWords says what a chart or table is broken down by.
func byWords(r *quote.Request) string {
	if r.By.Years {
		return "按年份"
	}
	return "按" + r.By.Dimension.Name()
}

// recordsOf says which records a number is counted from.
func recordsOf(r *quote.Request) string {
	switch {
	case r.OfBases:
		return "基地介绍页"
	case r.Query.Measure.Sort() == measure.OfActivity:
		return "活动日志"
	case r.Query.Measure.Sort() == measure.OfNaming:
		return "命名记录"
	}
	return "基地年度数据"
}

// drawQuoted draws columns over time and bars of all else.
func (b *Builder) drawQuoted(s *page, f *view.Figure, r *quote.Request, rows []figures.Row, unit string) {
	if r.By.Years {
		shown := rows[max(0, len(rows)-chartYears):]
		items := s.yearItems(shown)
		s.breaks(f, r.Query.Measure, items)
		f.Chart.Columns = chart.Columns(items, axisWords)
		f.Alt = alt(items, unit)
		return
	}
	if r.By.Dimension == figures.ByMonth {
		months := slices.DeleteFunc(slices.Clone(rows), func(r figures.Row) bool { return r.Key == figures.NoMonth })
		items := barItems(months)
		f.Alt = alt(items, unit)
		for i, row := range months {
			items[i].Label = row.Key // 月 is in the caption
			if row.NoRecords {
				items[i].Text = ""
			}
		}
		f.Chart.Columns = chart.Columns(items, axisWords)
		return
	}
	items := barItems(rows)
	f.Chart.Bars = chart.Bars(items)
	f.Alt = alt(items, unit)
}

// quotedTable is a row for each year or key, with its number and how much of it is known.
func (b *Builder) quotedTable(s *page, r *quote.Request, caption string, rows []figures.Row) view.DataTable {
	head := view.DataHead{Name: "基地数", Unit: "家"}
	if !r.OfBases {
		head = s.head(r.Query.Measure)
		head.URL = "" // the definition stands on another page, where the whole table is
	}
	first := "年份"
	if !r.By.Years {
		first = r.By.Dimension.Name()
	}
	t := view.DataTable{Caption: caption, Head: []view.DataHead{{Name: first}, head}}
	if r.By.Years {
		rows = slices.Clone(rows)
		slices.Reverse(rows) // as all tables of years: the newest first
	}
	for _, row := range rows {
		line := view.DataRow{Name: row.Name, Cells: []view.DataCell{numberCell(row)}}
		if r.By.Years {
			line.Name, line.URL = strconv.Itoa(row.Year)+"年", address.Link(s.p, address.StatisticsYear(row.Year))
		} else {
			line.URL = s.keyURL(r.By.Dimension, row.Key)
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

// quotedNotes says why the parts are more or fewer than the whole.
func (b *Builder) quotedNotes(f *view.Figure, r *quote.Request, rows []figures.Row) {
	if r.By.Years {
		return
	}
	whole := b.quotes.Number(r)
	var sum int64
	for _, row := range rows {
		sum += row.Entries
	}
	name := strings.TrimSuffix(r.By.Dimension.Name(), "份")
	switch {
	case r.OfBases:
	case sum > whole.Entries && r.Query.Measure == measure.InForce:
		f.Notes = append(f.Notes, "有的基地有几个级别，所以各级之和大于合计。")
	case sum > whole.Entries:
		f.Notes = append(f.Notes, fmt.Sprintf("有的记录在几个%s里各计一次，所以各项之和大于合计 %s。", name, digits(whole.Value)))
	case sum < whole.Entries && r.Query.Measure == measure.Activities:
		f.Notes = append(f.Notes, fmt.Sprintf("另有%s项没有注明%s。", digits(whole.Entries-sum), name))
	case sum < whole.Entries && (r.Query.Measure == measure.InForce || r.Query.Measure == measure.Designated):
		f.Notes = append(f.Notes, fmt.Sprintf("合计里其余的没有查到%s。", name))
	}
}

// A table of more years than this is no longer side by side.
const mostSideBySide = 4

// SideBySide is the main figures of some years, those of the year before beside them when it is
// one. Nil when there are no two years with records.
func (b *Builder) SideBySide(p string, first, last int) *view.Figure {
	if first == last {
		first--
	}
	all := b.f.Years()
	if last-first >= mostSideBySide || !slices.Contains(all, first) || !slices.Contains(all, last) {
		return nil
	}
	s := b.on(p)
	caption := fmt.Sprintf("%d—%d年的数字", first, last)
	f := s.figure("_years", caption, "活动日志、命名记录和基地年度数据")
	f.Open = true
	f.Table = view.DataTable{Caption: caption, Head: []view.DataHead{{Name: "指标"}}}
	for y := first; y <= last; y++ {
		f.Table.Head = append(f.Table.Head, view.DataHead{Name: fmt.Sprintf("%d年", y), URL: address.Link(p, address.StatisticsYear(y))})
	}
	two := last == first+1
	if two {
		f.Table.Head = append(f.Table.Head, view.DataHead{Name: "变化"})
	}
	var rows []figures.Row
	for _, x := range sideMeasures {
		row := view.DataRow{Name: x.Name() + "（" + x.Unit() + "）"}
		some := false
		var line []figures.Row
		for y := first; y <= last; y++ {
			r, ok := b.f.Get(y, x, figures.All, "")
			told := x == measure.Sessions && r.Value == r.Entries // one session each: the number of activities says it
			some = some || ok && r.Known && r.Value > 0 && !told
			row.Cells = append(row.Cells, numberCell(r))
			line = append(line, r)
		}
		if two {
			before, _ := b.f.Get(first, x, figures.All, "")
			now, _ := b.f.Get(last, x, figures.All, "")
			row.Cells = append(row.Cells, changeCell(s, x, before, now))
		}
		if some {
			f.Table.Rows = append(f.Table.Rows, row)
			rows = append(rows, line...)
		}
	}
	if len(f.Table.Rows) == 0 {
		return nil
	}
	return s.finish(f, rows)
}

// sideMeasures are those that a report's years are compared by.
var sideMeasures = []measure.Measure{
	measure.InForce, measure.Designated, measure.Revoked, measure.Activities, measure.Sessions, measure.Participants, measure.Online,
	measure.Volunteers, measure.Materials, measure.Media, measure.Visitors, measure.OpenDays,
}

// changeCell is how a figure moved, if the two may be compared.
func changeCell(s *page, x measure.Measure, before, now figures.Row) view.DataCell {
	c := figures.Compare(before, now)
	if !c.Known || s.running(now.Year) {
		return notComparable
	}
	cell := view.DataCell{Text: signed(x, c.Diff)}
	for _, b := range s.f.Breaks(x) {
		if b.Year == now.Year {
			cell.Note = "口径有变"
			return cell
		}
	}
	if c.HasPercent && c.Diff != 0 {
		cell.Note = percent(c.Tenths)
	}
	return cell
}
