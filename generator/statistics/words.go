package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/chart"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/numerals"
	"kepu/generator/quote"
	"kepu/generator/view"
	"kepu/generator/wrap"
)

// signed writes a difference: +5, −4, 0.
func signed(m measure.Measure, n int64) string {
	switch {
	case n > 0:
		return "+" + figure(m, n)
	case n < 0:
		return "−" + figure(m, -n)
	}
	return "0"
}

// percent writes tenths of a percent: +50%, −3.2%. From ten percent on, tenths
// say nothing.
func percent(tenths int64) string {
	sign, size := "+", tenths
	if tenths < 0 {
		sign, size = "−", -tenths
	}
	if size == 0 {
		return "0%"
	}
	if size >= 100 || size%10 == 0 {
		return sign + digits((size+5)/10) + "%"
	}
	return fmt.Sprintf("%s%d.%d%%", sign, size/10, size%10)
}

// axisWords writes a number for an axis, briefly: 1.5万, 2亿.
func axisWords(n int64) string {
	brief := func(unit int64, word string) string {
		s := strconv.FormatInt(n/unit, 10)
		if tenth := n % unit / (unit / 10); tenth != 0 {
			s += "." + strconv.FormatInt(tenth, 10)
		}
		return s + word
	}
	switch {
	case n >= 100_000_000:
		return brief(100_000_000, "亿")
	case n >= 10_000:
		return brief(10_000, "万")
	}
	return digits(n)
}

// most says which of a list is largest, and why of some nothing is known. It says
// nothing when there are fewer than two to compare. whole, when above zero, is what the
// numbers are shares of; of is what the rows are counted as (个月, 个县区).
func most(rows []figures.Row, unit string, whole int64, of string) string {
	var top, reasons []string
	best, some, sure := figures.Row{}, 0, true
	without := map[string][]string{} // by reason
	for _, r := range rows {
		if !r.Known {
			why := whyUnknown(r)
			if without[why] == nil {
				reasons = append(reasons, why)
			}
			without[why] = append(without[why], r.Name)
			sure = sure && r.NoRecords
			continue
		}
		some++
		sure = sure && !fewer(r)
		switch {
		case r.Value > best.Value || len(top) == 0:
			best, top = r, []string{r.Name}
		case r.Value == best.Value:
			best.LowerBound = best.LowerBound || r.LowerBound
			top = append(top, r.Name)
		}
	}
	if best.Value == 0 || len(rows) < 2 {
		return ""
	}
	n := knownWords(best) + unit
	var text string
	switch {
	case len(top) == 1 && some == 1 && sure:
		text = fmt.Sprintf("只有%s有，%s", top[0], n)
	case len(top) == 1 && some == 1:
		text = fmt.Sprintf("只查到%s的，%s", top[0], n)
	case len(top) == 1:
		text = fmt.Sprintf("%s最多，%s", top[0], n)
		if share := best.Value * 100 / max(whole, 1); sure && whole >= 10 && best.Value <= whole && best.Value < 1<<50 {
			text += fmt.Sprintf("，占%d%%", share)
		}
	case len(top) == len(rows):
		text = "各有" + n
	case len(top) <= 3:
		text = fmt.Sprintf("%s最多，各%s", strings.Join(top, "、"), n)
	default:
		text = fmt.Sprintf("最多的有%s，%d%s并列", n, len(top), of)
	}
	if !sure && some > 1 {
		text = "按查到的数，" + text
	}
	for _, why := range reasons {
		if names := without[why]; len(names) <= 5 {
			text += "；" + strings.Join(names, "、") + why
		} else {
			text += fmt.Sprintf("；有%d%s%s", len(names), of, why)
		}
	}
	return text + "。"
}

// alt puts a chart's items into words, for those who don't see it.
func alt(items []chart.Item, unit string) string {
	var words, none []string
	for _, it := range items {
		switch {
		case it.Value.Known:
			words = append(words, it.Label+" "+it.Text+unit)
		case it.Text == "" || it.Text == quote.NoRecords:
			none = append(none, it.Label)
		default:
			words = append(words, it.Label+" "+it.Text)
		}
	}
	const most = 31 // the table has them all
	switch n := len(none); {
	case len(words) > most:
		words = append(words[:most:most], "其余见表格")
	case n > 3 && len(words) > 0:
		words = append(words, "其余"+quote.NoRecords)
	case n > 0:
		words = append(words, strings.Join(none, "、")+" "+quote.NoRecords)
	}
	return strings.Join(words, "，") + "。"
}

// since says how many days before end the newest of some periods was: a range
// when it is known to the month or year only. "" when there is none.
func since(periods []date.Date, end date.Date) string {
	var first, last date.Date // the newest first day, and the newest last one
	for _, d := range periods {
		if end.Before(d) {
			continue
		}
		if first.Before(d) {
			first = d.First()
		}
		if l := d.Last(); last.Before(l) {
			last = l
		}
	}
	if !first.Known() {
		return ""
	}
	low, high := max(last.DaysTo(end), 0), first.DaysTo(end)
	return numerals.Span(digits(int64(low)), digits(int64(high)))
}

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
		return "至少" + figure(r.Measure, r.Value)
	}
	return figure(r.Measure, r.Value)
}

// fewer reports whether a figure is of fewer than there may be.
func fewer(r figures.Row) bool { return r.Known && (r.LowerBound || r.Reported < r.Entries) }

// rowItem is a figure before it is drawn. What is only the least that it can be is drawn as
// such wherever it stands.
func rowItem(label string, r figures.Row) chart.Item {
	it := chart.Item{Label: label, Value: chart.Value{N: r.Measure.Round(r.Value), Known: r.Known, Partial: fewer(r)}, Text: quote.Unknown(r), Partial: fewer(r)}
	if r.Known {
		it.Text = knownWords(r)
	}
	return it
}

// inCells puts a comma where a narrow cell may break what is said below a number: the style sheet lets it break nowhere else.
var inCells = strings.NewReplacer("项中", "项中，", "家中", "家中，", "家"+quote.NoEndKnown, "家，"+quote.NoEndKnown)

// cellNote says below a number in a table how much of it is known.
func cellNote(r figures.Row) string { return inCells.Replace(Number("", r).Note) }

// numberCell is a figure in a table: its value, why it is not known, or a dash.
func numberCell(r figures.Row) view.DataCell {
	switch {
	case r.Known:
		return view.DataCell{Text: knownWords(r), Note: cellNote(r)}
	case r.Entries == 0 && !r.Unplaced:
		return view.DataCell{Text: dash}
	}
	return view.DataCell{Text: quote.Unknown(r), Note: cellNote(r), Unknown: true}
}

// finish says what one must know to read a figure that is made of rows: what is drawn as
// partial, what 至少 and a dash mean.
func (s *page) finish(f *view.Figure, rows []figures.Row) *view.Figure {
	for i, h := range f.Table.Head {
		if words := wrap.Words(h.Name); len(words) > 1 {
			f.Table.Head[i].Words = words
		}
	}
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
	if f.Chart.Lines != nil && len(why) > 0 {
		why[0] = "空心、虚线：" + why[0]
	}
	if !f.Open && !f.Said && len(why) > 0 {
		f.Legend = append(f.Legend, view.LegendItem{Tone: "partial", Name: strings.Join(why, "；")})
	}
	if !f.Open && !f.Said && some(func(r figures.Row) bool { return r.Unsure() > 0 }) {
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
