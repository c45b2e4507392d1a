package statistics

import (
	"slices"
	"strings"

	"kepu/generator/chart"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// How far a figure is known: the same words in tables, charts, their texts and sentences.

// dash stands in tables for a figure that no record is about.
const dash = "—"

// DashMeans says so, below a table with such a figure.
const DashMeans = dash + "：" + quote.NoRecords + "。"

// notComparable stands for a change that nobody can tell.
var notComparable = view.DataCell{Text: "不可比", Unknown: true}

// whyUnknown is the reason why a figure is not known.
func whyUnknown(r figures.Row) string {
	if r.Unsure() > 0 {
		return quote.NoEndKnown
	}
	return quote.Unknown(r)
}

// knownWords writes a figure that is known: 至少3.
func knownWords(r figures.Row) string {
	if r.LowerBound {
		return "至少" + digits(r.Value)
	}
	return digits(r.Value)
}

// fewer reports whether a figure is of fewer than there may be.
func fewer(r figures.Row) bool { return r.Known && (r.LowerBound || r.Reported < r.Entries) }

// rowItem is a figure before it is drawn. What is only the least that it can be is drawn as
// such wherever it stands.
func rowItem(label string, r figures.Row) chart.Item {
	it := chart.Item{Label: label, Value: chart.Value{N: r.Value, Known: r.Known, Partial: fewer(r)}, Text: quote.Unknown(r), Partial: fewer(r)}
	if r.Known {
		it.Text = knownWords(r)
	}
	return it
}

// numberCell is a figure in a table: its value, why it is not known, or a dash.
func numberCell(r figures.Row) view.DataCell {
	switch {
	case r.Known:
		return view.DataCell{Text: knownWords(r), Note: Number("", r).Note}
	case r.Entries == 0 && !r.Unplaced:
		return view.DataCell{Text: dash}
	}
	return view.DataCell{Text: quote.Unknown(r), Note: Number("", r).Note, Unknown: true}
}

// finish says what one must know to read a figure that is made of rows: what is drawn as
// partial, what 至少 and a dash mean.
func (s *page) finish(f *view.Figure, rows []figures.Row) *view.Figure {
	some := func(is func(r figures.Row) bool) bool { return slices.ContainsFunc(rows, is) }
	var why []string
	if some(func(r figures.Row) bool { return fewer(r) && r.Measure.Sort() == measure.OfNaming }) {
		why = append(why, "没有查全，实际可能更多")
	} else if some(fewer) {
		why = append(why, "没有报全，实际可能更多")
	}
	if f.Chart.Columns != nil && some(func(r figures.Row) bool {
		return r.Year != 0 && r.Dimension == figures.All && r.Known && s.running(r.Year)
	}) {
		why = append(why, "还没有结束的年份")
	}
	if !f.Open && len(why) > 0 {
		f.Legend = append(f.Legend, view.LegendItem{Tone: "partial", Name: strings.Join(why, "；")})
	}
	if !f.Open && some(func(r figures.Row) bool { return r.Unsure() > 0 }) {
		f.Notes = append(f.Notes, "图里只有确定在册的；"+quote.NoEndKnown+"的另外写在表格里。")
	}
	least := func(r figures.Row) bool {
		return r.LowerBound && (r.Dimension == figures.ByCounty || r.Dimension == figures.ByKind)
	}
	if some(least) || some(func(r figures.Row) bool {
		return r.Unplaced && r.Dimension != figures.All && r.Dimension != figures.ByLevel
	}) {
		f.Notes = append(f.Notes, "有的基地没有查到名称、县区或类型，所以写“至少”“"+quote.NotFound+"”。")
	} else if some(func(r figures.Row) bool { return r.LowerBound }) {
		f.Notes = append(f.Notes, "写“至少”的，有一批命名的总数没有查到。")
	}
	for _, row := range f.Table.Rows {
		if slices.ContainsFunc(row.Cells, func(c view.DataCell) bool { return c.Text == dash }) {
			f.Notes = append(f.Notes, DashMeans)
			break
		}
	}
	return f
}
