package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/chart"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/view"
)

// The figures of statistics/index.html: one measure over the years.

// shownYears are the years that charts show: the newest.
func (s *page) shownYears() []int {
	return s.years[max(0, len(s.years)-chartYears):]
}

// figure begins a figure about a measure.
func (s *page) figure(id, caption, records string) *view.Figure {
	f := &view.Figure{ID: id, Caption: caption, CSVURL: address.Link(s.p, address.StatisticsCSV), CSVName: "全部数字", Source: "数据：" + records}
	if s.c.AsOf.Known() {
		f.Source += "，截至" + s.c.AsOf.Chinese()
	}
	return f
}

// yearItems are the items of a series: the headline year strong, sums of which
// parts are missing and years that are not over marked as partial.
func (s *page) yearItems(series []figures.Row) []chart.Item {
	items := make([]chart.Item, len(series))
	strong := s.HeadlineYear()
	for i, r := range series {
		it := rowItem(strconv.Itoa(r.Year), r)
		it.Strong = r.Year == strong
		it.Partial = it.Partial || s.running(r.Year)
		if !r.Known && r.Entries == 0 && !r.Unplaced {
			it.Text = "" // a gap: many years have one
		}
		items[i] = it
	}
	return items
}

// series is a measure over the years that charts show; of what is logged from the first year that has an activity.
func (s *page) series(x measure.Measure, d figures.Dimension, key string) []figures.Row {
	shown := s.shownYears()
	if x.Sort() == measure.OfActivity {
		shown = s.logged(shown)
	}
	return slices.DeleteFunc(s.f.Series(x, d, key), func(r figures.Row) bool { return !slices.Contains(shown, r.Year) })
}

// logged are those of some years from the first that has an activity on record; all where none has.
func (s *page) logged(years []int) []int {
	for i, y := range years {
		if r, _ := s.f.Get(y, measure.Activities, figures.All, ""); r.Known {
			return years[i:]
		}
	}
	return years
}

// breaks marks the breaks of a measure on its items and tells them in notes.
func (s *page) breaks(f *view.Figure, x measure.Measure, items []chart.Item) {
	var here []figures.Break
	for _, b := range s.f.Breaks(x) {
		if slices.ContainsFunc(items, func(it chart.Item) bool { return it.Label == strconv.Itoa(b.Year) }) {
			here = append(here, b)
		}
	}
	for i, b := range here {
		mark := "※"
		if len(here) > 1 {
			mark += strconv.Itoa(i + 1)
		}
		f.Notes = append(f.Notes, fmt.Sprintf("%s %d年起：%s", mark, b.Year, b.Note))
		for k := range items {
			if items[k].Label == strconv.Itoa(b.Year) {
				items[k].Break += mark
			}
		}
	}
}

func (s *page) olderYears(f *view.Figure) {
	if len(s.years) > chartYears {
		f.Notes = append(f.Notes, fmt.Sprintf("图上是最近%d年，表格里有全部年份。", chartYears))
	}
}

// head is the head of a measure's column; a unit that the name ends in is not
// said again.
func (s *page) head(x measure.Measure) view.DataHead {
	h := view.DataHead{Name: x.Name(), Unit: x.Unit(), URL: s.defined(x)}
	if strings.HasSuffix(h.Name, h.Unit) {
		h.Unit = ""
	}
	return h
}

// yearRow begins a table's row about a year.
func (s *page) yearRow(year int) view.DataRow {
	return view.DataRow{Name: strconv.Itoa(year) + "年", URL: address.Link(s.p, address.StatisticsYear(year)), Strong: year == s.HeadlineYear()}
}

// measureTable is a table of several measures, a row for each year, the newest first, and where all of them add up one for
// all years.
func (s *page) measureTable(caption string, measures ...measure.Measure) view.DataTable {
	t := view.DataTable{Caption: caption, Head: []view.DataHead{{Name: "年份"}}}
	for _, x := range measures {
		t.Head = append(t.Head, s.head(x))
	}
	for _, y := range slices.Backward(s.years) {
		row := s.yearRow(y)
		for _, x := range measures {
			r, _ := s.f.Get(y, x, figures.All, "")
			row.Cells = append(row.Cells, numberCell(r))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Rows = begun(t.Rows)
	if len(t.Rows) < 2 || slices.ContainsFunc(measures, func(x measure.Measure) bool { return !x.Adds() || x.Sort() != measure.OfActivity }) {
		return t // returns are of other bases each year
	}
	all := view.DataRow{Name: "合计"}
	for _, x := range measures {
		r, _ := s.f.Total(x, figures.All, "")
		all.Cells = append(all.Cells, numberCell(r))
	}
	t.Rows = append(t.Rows, all)
	return t
}

// begun leaves out of rows of years, the newest first, the oldest ones with nothing on record: others have some there.
func begun(rows []view.DataRow) []view.DataRow {
	n := len(rows)
	for n > 1 && !slices.ContainsFunc(rows[n-1].Cells, func(c view.DataCell) bool { return c.Text != dash }) {
		n--
	}
	return rows[:n]
}

func (s *page) activitiesByYear() *view.Figure {
	series := s.series(measure.Activities, figures.All, "")
	if !slices.ContainsFunc(series, func(r figures.Row) bool { return r.Value > 0 }) {
		return nil
	}
	f := s.figure("activities-years", "历年活动数（项）", "活动日志")
	items := s.yearItems(series)
	s.breaks(f, measure.Activities, items)
	s.olderYears(f)
	f.Chart.Columns = chart.Columns(items, axisWords)
	f.Alt = alt(items, "项")
	f.Sentence = s.yearSentence(series, "活动", "项", true)
	measures := []measure.Measure{measure.Activities}
	if total, _ := s.f.Total(measure.Sessions, figures.All, ""); total.Value > total.Entries {
		measures = append(measures, measure.Sessions)
	}
	f.Table = s.measureTable("历年活动数", measures...)
	return s.finish(f, series)
}

// yearSentence tells which year had most and, with last, how the newest whole
// year moved. It says nothing of one year.
func (s *page) yearSentence(series []figures.Row, what, unit string, last bool) string {
	var whole []figures.Row
	every := "每年的"
	for _, r := range series {
		switch {
		case s.running(r.Year):
		case r.Known && (r.Measure.Counted() || r.Reported == r.Entries):
			whole = append(whole, r)
		case !r.NoRecords:
			every = "数目齐全的各年，"
		case every == "每年的":
			every = "有记录的各年，"
		}
	}
	if len(whole) < 2 {
		return ""
	}
	if slices.ContainsFunc(whole, fewer) {
		every, what = "各年", "查到的"+what
	}
	best := slices.MaxFunc(whole, func(a, b figures.Row) int { return int(min(max(a.Value-b.Value, -1), 1)) })
	var tied []string
	for _, r := range whole {
		if r.Value == best.Value {
			tied = append(tied, strconv.Itoa(r.Year)+"年")
			best.LowerBound = best.LowerBound || r.LowerBound
		}
	}
	if best.Value == 0 {
		return ""
	}
	newest, text, most := whole[len(whole)-1], "", knownWords(best)
	switch {
	case len(tied) == len(whole):
		return fmt.Sprintf("%s%s都是%s%s。", every, what, most, unit)
	case len(tied) == 1:
		text = fmt.Sprintf("%s%s最多，%s%s", tied[0], what, most, unit)
	case len(tied) <= 3:
		text = fmt.Sprintf("%s%s最多，各%s%s", strings.Join(tied, "、"), what, most, unit)
	default:
		text = fmt.Sprintf("有%d年%s最多，各%s%s", len(tied), what, most, unit)
	}
	if last && newest.Value != best.Value {
		text += fmt.Sprintf("；%d年%s%s", newest.Year, knownWords(newest), unit)
	}
	if before := whole[len(whole)-2]; last && before.Year == newest.Year-1 && !fewer(before) && !fewer(newest) {
		text += "，" + moved(before, newest, unit)
	}
	return text + "。"
}

// moved says how a number changed from one year to the next.
func moved(before, now figures.Row, unit string) string {
	switch d := now.Value - before.Value; {
	case d > 0:
		return fmt.Sprintf("比%d年多%s%s", before.Year, figure(now.Measure, d), unit)
	case d < 0:
		return fmt.Sprintf("比%d年少%s%s", before.Year, figure(now.Measure, -d), unit)
	}
	return fmt.Sprintf("与%d年一样", before.Year)
}

// reported is the drawing of a measure that records may leave out: a column for
// each year in which any gave it. It is nil when none ever did.
func (s *page) reported(x measure.Measure, source string) (*view.Figure, []figures.Row) {
	series := s.series(x, figures.All, "")
	if !slices.ContainsFunc(series, func(r figures.Row) bool { return r.Known }) {
		return nil, nil
	}
	f := s.figure(x.Key()+"-years", "历年"+x.Name()+"（"+x.Unit()+"）", source)
	items := s.yearItems(series)
	s.breaks(f, x, items)
	if slices.ContainsFunc(series, func(r figures.Row) bool { return !r.Known }) {
		f.Notes = append(f.Notes, "没有柱子的年份没有记录或没有填报，不是零。")
	}
	s.olderYears(f)
	f.Chart.Columns = chart.Columns(items, axisWords)
	f.Alt = alt(items, x.Unit())
	return f, series
}

// peopleByYear is the sums that activities report: a column for each year that
// has any, with how many of the activities told.
func (s *page) peopleByYear(x measure.Measure) *view.Figure {
	f, series := s.reported(x, "活动日志")
	if f == nil {
		return nil
	}
	if total, ok := s.f.Total(x, figures.All, ""); ok {
		f.Sentence = fmt.Sprintf("历年%s项活动里有%s项报了%s，合计%s%s。", digits(total.Entries), digits(total.Reported), x.Name(), figure(x, total.Value), x.Unit())
	}
	f.Table = s.measureTable("历年"+x.Name(), measure.Activities, x)
	return s.finish(f, series)
}

// yearTable is the main figures of all years: those that there are.
func (s *page) yearTable() *view.Figure {
	measures := []measure.Measure{measure.InForce}
	for _, x := range headlineMeasures {
		total, ok := s.f.Total(x, figures.All, "")
		if x != measure.InForce && ok && total.Known && total.Value > 0 && (x != measure.Sessions || total.Value > total.Entries) {
			measures = append(measures, x)
		}
	}
	f := s.figure("years-table", "历年主要数字", "活动日志、命名记录")
	f.Open, f.Wide = true, true
	f.Table = s.measureTable("历年主要数字", measures...)
	var rows []figures.Row
	for _, x := range measures {
		rows = append(rows, s.series(x, figures.All, "")...)
	}
	return s.finish(f, rows)
}
