package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/chart"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// The figures of namings: bases in force, named and revoked.

// inForceByYear is the bases in force at each year's end, a line for each level.
func (s *page) inForceByYear() *view.Figure {
	f := s.figure("in-force-years", "历年年末在册基地（家）", "命名记录")
	shown := s.shownYears()
	items := make([]chart.Item, len(shown))
	for i, y := range shown {
		items[i].Label = strconv.Itoa(y)
	}
	s.breaks(f, measure.InForce, items)
	table := view.DataTable{Caption: "历年年末在册基地，按级别", Head: []view.DataHead{{Name: "年份"}, {Name: "合计", URL: s.defined(measure.InForce)}}}
	levels := slices.DeleteFunc(slices.Clone(s.c.Levels), func(l *catalog.Level) bool {
		return !slices.ContainsFunc(s.f.Series(measure.InForce, figures.ByLevel, l.ID), func(r figures.Row) bool { return r.Entries > 0 })
	})
	if len(levels) == 0 {
		return nil
	}
	var lines []chart.Series
	var words []string
	for _, l := range slices.Backward(s.c.Levels) { // in the order of designatedByYear: a level has one shade
		if !slices.Contains(levels, l) {
			lines = append(lines, chart.Series{})
			continue
		}
		line := s.levelLine(l)
		lines = append(lines, line)
		if r, _ := s.f.Get(shown[len(shown)-1], measure.InForce, figures.ByLevel, l.ID); r.Known {
			words = append(words, strings.TrimPrefix(line.Name, line.Sign+" ")+"家")
		} else {
			words = append(words, strings.TrimPrefix(line.Name, line.Sign+" "))
		}
	}
	for _, l := range levels {
		table.Head = append(table.Head, view.DataHead{Name: l.Name})
	}
	overlaps := false
	var all []figures.Row
	for _, y := range slices.Backward(s.years) {
		row := s.yearRow(y)
		whole, _ := s.f.Get(y, measure.InForce, figures.All, "")
		row.Cells = append(row.Cells, numberCell(whole))
		for _, l := range levels {
			r, _ := s.f.Get(y, measure.InForce, figures.ByLevel, l.ID)
			row.Cells = append(row.Cells, numberCell(r))
			all = append(all, r)
		}
		overlaps = overlaps || s.f.Overlaps(y, measure.InForce, figures.ByLevel)
		table.Rows = append(table.Rows, row)
	}
	f.Chart.Lines = chart.Steps(items, lines, axisWords)
	f.Table = table
	f.Sentence = s.growth()
	f.Alt = fmt.Sprintf("到%d年：%s。", shown[len(shown)-1], strings.Join(words, "，"))
	if overlaps {
		f.Notes = append(f.Notes, "有的基地有几个级别，各级之和大于合计。")
	}
	f.Notes = append(f.Notes, s.unnamed(s.years...)...)
	if last := shown[len(shown)-1]; s.running(last) {
		f.Notes = append(f.Notes, runningInForce(last))
	}
	s.olderYears(f)
	return s.finish(f, all)
}

// unnamed says that some of the bases in force in the years are known by number only.
func (s *page) unnamed(years ...int) []string {
	if !slices.ContainsFunc(years, func(y int) bool { return s.c.UnlistedAt(date.YearEnd(y)) }) {
		return nil
	}
	return []string{"含各批命名中只知道数目、没有查到名称的基地。"}
}

// levelLine is the bases in force at one level.
func (s *page) levelLine(l *catalog.Level) chart.Series {
	var line chart.Series
	line.Sign = levelSign(l.Rank)
	series := s.series(measure.InForce, figures.ByLevel, l.ID)
	for _, r := range series {
		line.Values = append(line.Values, rowItem("", r).Value)
	}
	switch last := series[len(series)-1]; {
	case !last.Known:
		line.Name = l.Name + quote.Unknown(last)
	case last.LowerBound:
		line.Name = l.Name + knownWords(last)
	default:
		line.Name = l.Name + " " + digits(last.Value)
	}
	line.Name = line.Sign + " " + line.Name
	return line
}

// levelSign is the character of a level on lines, of the same shape as its mark on maps.
func levelSign(rank int) string {
	if rank < 1 || rank > 4 {
		return "◆"
	}
	return []string{"★", "●", "■", "▲"}[rank-1]
}

// growth says how many bases are in force and how that grew.
func (s *page) growth() string {
	all := s.f.Series(measure.InForce, figures.All, "")
	all = all[:len(s.years)]
	if n := len(all); n > 1 && s.running(all[n-1].Year) {
		all = all[:n-1]
	} else if n == 1 && s.running(all[0].Year) {
		all = []figures.Row{s.f.Ask(figures.Query{Measure: measure.InForce, Now: true})}
	}
	first := slices.IndexFunc(all, func(r figures.Row) bool { return r.Entries > 0 })
	if first < 0 {
		return ""
	}
	from, last := all[first], all[len(all)-1]
	when := fmt.Sprintf("%d年年末", last.Year)
	if s.running(last.Year) {
		when = "现在"
	}
	text := when + InForceWords(last)
	if c := figures.Compare(from, last); from.Year != last.Year && c.Known && c.Diff != 0 {
		text += "，" + moved(from, last, "家")
	}
	return text + "。"
}

// InForceWords says how many bases are in force: 在册10家，另有42家有效期未查到.
func InForceWords(r figures.Row) string {
	text := quote.Unsure(r, quote.Thousands)
	switch {
	case r.NoRecords:
		return "在册数没有记录"
	case !r.Known && text == "":
		return "在册的家数" + quote.NotFound
	case !r.Known:
		return "确定在册的家数未查到，" + text
	}
	held := "在册" + knownWords(r) + "家"
	if text != "" {
		held += "，另有" + text
	}
	return held
}

// designatedByYear is who was named in each year: the levels add up to the whole.
func (s *page) designatedByYear() *view.Figure {
	series := s.series(measure.Designated, figures.All, "")
	if !slices.ContainsFunc(series, func(r figures.Row) bool { return r.Value > 0 }) {
		return nil
	}
	f := s.figure("designated-years", "历年命名数（家）", "命名记录")
	items := s.yearItems(series)
	s.breaks(f, measure.Designated, items)
	stacks := make([]chart.Stack, len(items))
	levels := slices.Clone(s.c.Levels)
	slices.Reverse(levels) // the lowest level is the broadest: at the bottom
	for i := range items {
		stacks[i].Item = items[i]
		for _, l := range levels {
			r, _ := s.f.Get(series[i].Year, measure.Designated, figures.ByLevel, l.ID)
			stacks[i].Parts = append(stacks[i].Parts, r.Value)
		}
	}
	c := chart.Stacked(stacks, axisWords)
	f.Chart.Stacked = c
	for _, k := range c.Series() {
		f.Legend = append(f.Legend, view.LegendItem{Tone: "series-" + strconv.Itoa(k), Name: levels[k].Name})
	}
	f.Alt = alt(items, "家")
	f.Sentence = s.yearSentence(series, "命名", "家", false)
	s.olderYears(f)
	f.Table = s.measureTable("历年命名和撤销", measure.Designated, measure.Revoked)
	return s.finish(f, series)
}

// levels is the bases in force at the year's end by level, with what came and went.
func (s *page) levels(year int) *view.Figure {
	var rows, told []figures.Row
	t := view.DataTable{Caption: fmt.Sprintf("%d年年末，按级别", year), Head: []view.DataHead{
		{Name: "级别"}, {Name: "年末在册", Unit: "家", URL: s.defined(measure.InForce)}, {Name: "比上一年末"}, {Name: "当年命名", Unit: "家", URL: s.defined(measure.Designated)}, {Name: "当年撤销", Unit: "家", URL: s.defined(measure.Revoked)},
	}}
	add := func(name string, d figures.Dimension, key string) {
		now, _ := s.f.Get(year, measure.InForce, d, key)
		before, hasBefore := s.f.Get(year-1, measure.InForce, d, key)
		named, _ := s.f.Get(year, measure.Designated, d, key)
		revoked, _ := s.f.Get(year, measure.Revoked, d, key)
		if now.Entries == 0 && before.Entries == 0 && named.NoRecords && revoked.NoRecords {
			return
		}
		if d == figures.ByLevel {
			rows = append(rows, now)
		}
		told = append(told, now, named, revoked)
		change := notComparable
		if c := figures.Compare(before, now); (hasBefore || before.Known) && c.Known && !s.running(year) {
			change = view.DataCell{Text: signed(measure.InForce, c.Diff)}
		}
		t.Rows = append(t.Rows, view.DataRow{Name: name, Strong: d == figures.All, Cells: []view.DataCell{numberCell(now), change, numberCell(named), numberCell(revoked)}})
	}
	for _, k := range s.f.Keys(figures.ByLevel) {
		add(k.Name, figures.ByLevel, k.ID)
	}
	if len(rows) == 0 {
		return nil
	}
	add("合计", figures.All, "")
	f := s.figure("levels", fmt.Sprintf("%d年年末在册基地（家）", year), "命名记录")
	f.Sentence = s.levelSentence(year)
	if f.Said = !slices.ContainsFunc(rows, func(r figures.Row) bool { return r.Known }); !f.Said {
		items := barItems(rows)
		f.Chart.Bars = chart.Bars(items)
		f.Alt = alt(items, "家")
	}
	if s.f.Overlaps(year, measure.InForce, figures.ByLevel) {
		f.Notes = append(f.Notes, "有的基地有几个级别，各级之和大于合计。")
	}
	f.Notes = append(f.Notes, s.unnamed(year)...)
	if s.running(year) {
		f.Notes = append(f.Notes, runningInForce(year))
	}
	f.Table = t
	return s.finish(f, told)
}

// levelSentence says what changed in a year: who was named, who lost it.
func (s *page) levelSentence(year int) string {
	now, _ := s.f.Get(year, measure.InForce, figures.All, "")
	before, _ := s.f.Get(year-1, measure.InForce, figures.All, "")
	named, _ := s.f.Get(year, measure.Designated, figures.All, "")
	revoked, _ := s.f.Get(year, measure.Revoked, figures.All, "")
	text := ""
	if named.Known {
		text += fmt.Sprintf("当年命名%s家，", knownWords(named))
	}
	if revoked.Known {
		text += fmt.Sprintf("撤销%s家，", digits(revoked.Value))
	}
	text += "年末" + InForceWords(now)
	if figures.Compare(before, now).Known && !s.running(year) {
		text += "，" + moved(before, now, "家")
	}
	return text + "。"
}

// runningInForce says what the bases in force of a year that is not over are.
func runningInForce(year int) string {
	return fmt.Sprintf("%d年还没有结束，按已有的记录推算到年末。", year)
}
