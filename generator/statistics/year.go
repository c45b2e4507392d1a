package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/chart"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/numerals"
	"kepu/generator/view"
)

// The figures of statistics/YEAR.html: one year by its parts.

// How many bases are listed as the busiest.
const busiestBases = 10

// barItems are the items of parts: the largest strong when there is but one such.
func barItems(rows []figures.Row) []chart.Item {
	items := make([]chart.Item, len(rows))
	best, times := int64(0), 0
	for i, r := range rows {
		items[i] = rowItem(r.Name, r)
		switch {
		case r.Value > best:
			best, times = r.Value, 1
		case r.Value == best:
			times++
		}
	}
	for i, r := range rows {
		items[i].Strong = best > 0 && times == 1 && r.Value == best
	}
	return items
}

// partNames says of which thing each dimension's keys are, for captions.
var partNames = figures.Keys{
	figures.ByLevel: "各级别", figures.ByCounty: "各县区", figures.ByKind: "各类型基地", figures.ByCampaign: "各重大科普活动",
	figures.ByForm: "各种形式", figures.ByBase: "各基地",
}

// counters are what the keys of a dimension are counted as.
var counters = figures.Keys{figures.ByLevel: "个级别", figures.ByCounty: "个县区", figures.ByKind: "个类型", figures.ByCampaign: "个", figures.ByForm: "种形式", figures.ByBase: "家"}

// parts is a measure of a year by a dimension, as bars in the order of the
// site's lists. Every county is there; of the others those that have something.
func (s *page) parts(year int, x measure.Measure, d figures.Dimension) *view.Figure {
	rows := s.f.Part(year, x, d)
	if d == figures.ByCounty && len(rows) > 0 {
		rows = nil
		for _, k := range s.f.Keys(d) {
			r, _ := s.f.Get(year, x, d, k.ID)
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	records := "活动日志"
	what := "的活动数"
	if x == measure.InForce {
		records, what = "命名记录", "年末在册数"
	}
	f := s.figure(x.Key()+"-"+d.Key(), fmt.Sprintf("%d年%s%s（%s）", year, partNames[d], what, x.Unit()), records)
	whole, _ := s.f.Get(year, x, figures.All, "")
	overlaps := x != measure.InForce && s.f.Overlaps(year, x, d)
	share := whole.Value
	if overlaps || x == measure.InForce {
		share = 0
	}
	f.Sentence = most(rows, x.Unit(), share, counters[d])
	s.draw(f, rows, x.Unit(), counters[d])
	s.partNotes(f, x, d, rows, whole.Entries, overlaps)
	f.Table = s.partTable(year, x, d, rows)
	return s.finish(f, rows)
}

// draw draws bars of what is known; where they would show nothing, because there is one or all are as long, the
// sentence says it.
func (s *page) draw(f *view.Figure, rows []figures.Row, unit, counter string) {
	known := slices.DeleteFunc(slices.Clone(rows), func(r figures.Row) bool { return r.NoRecords })
	if alike(known) {
		if text := same(known, unit, counter); text != "" {
			f.Sentence = text
		}
		if f.Sentence == "" && len(known) == 1 && known[0].Known {
			f.Sentence = known[0].Name + knownWords(known[0]) + unit + "。"
		}
		f.Said, f.Open = f.Sentence != "", f.Sentence == ""
		return
	}
	items := barItems(known)
	f.Chart.Bars = chart.Bars(items)
	f.Alt = alt(items, unit)
}

// alike reports whether bars of some rows would all be as long.
func alike(rows []figures.Row) bool {
	return !slices.ContainsFunc(rows, func(r figures.Row) bool { return r.Value != rows[0].Value || r.Known != rows[0].Known || fewer(r) })
}

// same says what several rows have that all have as much, or why all are not known; "" of fewer, or where the reasons differ.
func same(rows []figures.Row, unit, counter string) string {
	if len(rows) < 2 {
		return ""
	}
	if why := whyUnknown(rows[0]); !rows[0].Known {
		if slices.ContainsFunc(rows, func(r figures.Row) bool { return whyUnknown(r) != why }) {
			return ""
		}
		return fmt.Sprintf("%d%s%s。", len(rows), counter, why)
	}
	n := figure(rows[0].Measure, rows[0].Value) + unit
	if len(rows) > 8 {
		return fmt.Sprintf("%d%s各%s。", len(rows), counter, n)
	}
	var names []string
	for _, r := range rows {
		names = append(names, r.Name)
	}
	return strings.Join(names, "、") + "各" + n + "。"
}

// partNotes says why the parts are more or fewer than the whole.
func (s *page) partNotes(f *view.Figure, x measure.Measure, d figures.Dimension, rows []figures.Row, whole int64, overlaps bool) {
	var sum int64
	for _, r := range rows {
		sum += r.Entries
	}
	switch {
	case x == measure.InForce:
		if slices.ContainsFunc(rows, func(r figures.Row) bool { return r.LowerBound || r.Unplaced }) {
			f.Notes = append(f.Notes, "没有查到类型的基地不在里面。")
		}
	case overlaps:
		f.Notes = append(f.Notes, map[figures.Dimension]string{
			figures.ByCounty: "一项活动可以在几个县区，在每个县区各计一次，所以各县区之和大于合计。",
			figures.ByKind:   "几个基地合办的活动，在每个类型各计一次，所以各类型之和大于合计。",
		}[d])
	case sum < whole && d != figures.ByMonth:
		f.Notes = append(f.Notes, fmt.Sprintf("另有%s项没有注明%s。", digits(whole-sum), map[figures.Dimension]string{
			figures.ByCounty: "县区", figures.ByKind: "类型，或者没有基地参加", figures.ByCampaign: "或不属于重大活动", figures.ByForm: "形式",
		}[d]))
	}
}

// partTable tells of each part what the bars do, and how many took part.
func (s *page) partTable(year int, x measure.Measure, d figures.Dimension, rows []figures.Row) view.DataTable {
	measures := []measure.Measure{x}
	if x == measure.Activities {
		measures = append(measures, measure.Participants)
		if r, _ := s.f.Get(year, measure.Online, figures.All, ""); r.Known {
			measures = append(measures, measure.Online)
		}
	}
	t := view.DataTable{Caption: fmt.Sprintf("%d年，按%s", year, d.Name()), Head: []view.DataHead{{Name: d.Name()}}}
	for _, x := range measures {
		t.Head = append(t.Head, s.head(x))
	}
	for _, r := range rows {
		row := view.DataRow{Name: r.Name, URL: s.keyURL(d, r.Key)}
		for _, x := range measures {
			part, _ := s.f.Get(year, x, d, r.Key)
			row.Cells = append(row.Cells, numberCell(part))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// keyURL is the page of a county or base; "" for what has none.
func (s *page) keyURL(d figures.Dimension, id string) string {
	switch d {
	case figures.ByCounty:
		for _, c := range s.c.Counties {
			if c.ID == id {
				return address.Link(s.p, address.County(c))
			}
		}
	case figures.ByBase:
		return address.Link(s.p, address.BaseID(id))
	}
	return ""
}

// busiest is the bases with the most activities.
func (s *page) busiest(year int) *view.Figure {
	rows := s.f.Part(year, measure.Activities, figures.ByBase)
	if len(rows) < 2 {
		return nil
	}
	slices.SortStableFunc(rows, func(a, b figures.Row) int { return int(min(max(b.Value-a.Value, -1), 1)) })
	f := s.figure("busiest", fmt.Sprintf("%d年活动最多的基地（项）", year), "活动日志")
	f.CSVURL, f.CSVName = address.Link(s.p, address.BasesByYear), "各基地历年数字"
	all, every := len(rows), alike(rows)
	if all > busiestBases {
		last := rows[busiestBases-1].Value
		beyond := 0
		for _, r := range rows[busiestBases:] {
			if r.Value == last {
				beyond++
			}
		}
		rows = rows[:busiestBases]
		if beyond > 0 {
			f.Notes = append(f.Notes, fmt.Sprintf("还有%d家基地也是%s项，没有列出。", beyond, digits(last)))
		}
	}
	if all > busiestBases {
		f.Sentence = fmt.Sprintf("有活动记录的基地共%s家，这里是前%d家。", digits(int64(all)), busiestBases)
	} else {
		f.Sentence = fmt.Sprintf("有活动记录的基地共%s家。", digits(int64(all)))
	}
	opening := f.Sentence
	switch s.draw(f, rows, "项", "家"); {
	case f.Said && every:
		f.Sentence = fmt.Sprintf("有活动记录的基地共%s家，各%s项。", digits(int64(all)), digits(rows[0].Value))
	case f.Said:
		f.Sentence = opening + f.Sentence
	default:
		f.Sentence = opening
	}
	f.Table = s.partTable(year, measure.Activities, figures.ByBase, rows)
	return s.finish(f, rows)
}

// The figures of activities by month.

// heat is the activities of each month of each year: a table, shaded.
func (s *page) heat() *view.Figure {
	keys := s.f.Keys(figures.ByMonth)
	months := make([]figures.Row, len(keys)) // of all years; the last is what has no month
	for i, k := range keys {
		months[i], _ = s.f.Total(measure.Activities, figures.ByMonth, k.ID)
	}
	if !slices.ContainsFunc(months[:12], func(r figures.Row) bool { return r.Known }) {
		return nil
	}
	columns := 12
	if months[12].Known {
		columns = 13
	}
	f := s.figure("months-years", "历年各月活动数（项）", "活动日志")
	f.Open, f.Wide = true, true
	f.Sentence = most(months[:12], "项", 0, "个月")
	f.Table = view.DataTable{Caption: f.Caption, Heat: true, Head: []view.DataHead{{Name: "年份"}}}
	for i, k := range keys[:columns] {
		h := view.DataHead{Name: k.Name}
		if i < 12 {
			h = view.DataHead{Name: strconv.Itoa(i + 1), Unit: "月"}
		}
		f.Table.Head = append(f.Table.Head, h)
	}
	var numbers [][]int64
	for _, y := range slices.Backward(s.years) {
		row := view.DataRow{Name: strconv.Itoa(y), URL: address.Link(s.p, address.StatisticsYear(y))}
		list := make([]int64, columns)
		for i, k := range keys[:columns] {
			r, _ := s.f.Get(y, measure.Activities, figures.ByMonth, k.ID)
			list[i] = r.Value
			row.Cells = append(row.Cells, numberCell(r))
		}
		numbers = append(numbers, list)
		f.Table.Rows = append(f.Table.Rows, row)
	}
	f.Table.Rows = begun(f.Table.Rows)
	shades := chart.Heat(numbers)
	for i, row := range f.Table.Rows {
		for k := range row.Cells {
			row.Cells[k].Shade = shades.Steps[i][k]
		}
	}
	for i, step := range shades.Scale {
		f.Legend = append(f.Legend, view.LegendItem{Tone: "heat-" + strconv.Itoa(shades.First+i), Name: numerals.Span(digits(step[0]), digits(step[1])) + " 项"})
	}
	return s.finish(f, months)
}

// months is the activities of each month of a year.
func (s *page) months(year int) *view.Figure {
	keys := s.f.Keys(figures.ByMonth)
	rows := make([]figures.Row, len(keys))
	for i, k := range keys {
		rows[i], _ = s.f.Get(year, measure.Activities, figures.ByMonth, k.ID)
	}
	whole, _ := s.f.Get(year, measure.Activities, figures.All, "")
	if !whole.Known {
		return nil
	}
	f := s.figure("months", fmt.Sprintf("%d年各月活动数（项）", year), "活动日志")
	unknown := rows[12].Value
	begun := slices.DeleteFunc(slices.Clone(rows[:12]), func(r figures.Row) bool { return s.runningMonth(year, monthOf(r)) })
	dated := slices.DeleteFunc(slices.Clone(rows[:12]), func(r figures.Row) bool { return !r.Known })
	switch {
	case len(dated) == 0: // there is no column to draw
		f.Open = true
	case len(dated) == 1:
		f.Said, f.Sentence = true, fmt.Sprintf("%s%s项。", dated[0].Name, digits(dated[0].Value))
		if unknown == 0 {
			f.Sentence = "都在" + dated[0].Name + "。"
		}
	case alike(dated):
		f.Said, f.Sentence = true, same(dated, "项", "个月")
	default:
		items := barItems(rows[:12])
		f.Alt = alt(items, "项")
		for i := range items {
			items[i].Label = strconv.Itoa(i + 1) // 月 is in the caption, and twelve find room without it
			if rows[i].NoRecords {
				items[i].Text = "" // a gap: most years have many
			}
		}
		f.Chart.Columns = chart.Columns(items, axisWords)
		f.Sentence = most(begun, "项", 0, "个月")
	}
	if unknown > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("另有%s项没有注明月份，只在表格里。", digits(unknown)))
	} else {
		rows = rows[:12]
	}
	f.Table = s.partTable(year, measure.Activities, figures.ByMonth, rows)
	return s.finish(f, rows)
}

// monthOf returns the number of the month that r is of.
func monthOf(r figures.Row) int {
	n, _ := strconv.Atoi(r.Key)
	return n
}

// runningMonth reports whether the month begins after the newest record.
func (b *Builder) runningMonth(year, month int) bool {
	return b.c.AsOf.Before(date.Date{Year: int16(year), Month: int8(month)})
}

// theOne tells of the only activity of a year in one sentence; nil where there are more, or none.
func (s *page) theOne(year int) *view.Figure {
	if whole, _ := s.f.Get(year, measure.Activities, figures.All, ""); whole.Value != 1 {
		return nil
	}
	f := s.figure("activities-one", fmt.Sprintf("%d年的活动（项）", year), "活动日志")
	f.Said = true
	for _, a := range s.c.In(year) {
		if !a.Counts() {
			continue
		}
		about := []string{a.Date.Chinese()}
		for _, c := range a.Counties {
			about = append(about, c.Name)
		}
		if a.Form != nil {
			about = append(about, a.Form.Name)
		}
		if a.Campaign != nil {
			about = append(about, a.Campaign.Name)
		}
		f.Sentence = fmt.Sprintf("有记录的活动1项：%s（%s）。", a.Title, strings.Join(about, "，"))
	}
	f.Table = s.partTable(year, measure.Activities, figures.ByMonth, s.f.Part(year, measure.Activities, figures.ByMonth))
	return s.finish(f, nil)
}
