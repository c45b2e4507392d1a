package pages

import (
	"fmt"
	"slices"
	"strconv"

	"kepu/generator/chart"
	"kepu/generator/date"
	"kepu/generator/figures"
)

// The figures of activities by month.

// heat is the activities of each month of each year: a table, shaded.
func (s *stats) heat() *Figure {
	keys := s.m.f.Keys(figures.ByMonth)
	months := make([]named, len(keys)) // of all years; the last is what has no month
	var rows [][]int64
	silent := map[int]bool{} // years without a log
	for _, y := range slices.Backward(s.years) {
		row := make([]int64, len(keys))
		for i, k := range keys {
			r, _ := s.m.f.Get(y, figures.Activities, figures.ByMonth, k.ID)
			row[i] = r.Value
			silent[y] = r.NoRecords
			months[i].name = k.Name
			months[i].n += r.Value
		}
		rows = append(rows, row)
	}
	if !slices.ContainsFunc(months[:12], func(x named) bool { return x.n > 0 }) {
		return nil
	}
	f := s.figure("months-years", "历年各月活动数（项）", "活动日志")
	f.Open, f.Wide = true, true
	f.Sentence = most(months[:12], "项", 0, "个月")
	f.Table = DataTable{Caption: f.Caption, Heat: true, Head: []DataHead{{Name: "年份"}}}
	columns := 12
	if months[12].n > 0 {
		columns = 13
	}
	for i, k := range keys[:columns] {
		h := DataHead{Name: k.Name}
		if i < 12 {
			h = DataHead{Name: strconv.Itoa(i + 1), Unit: "月"}
		}
		f.Table.Head = append(f.Table.Head, h)
	}
	for i := range rows {
		rows[i] = rows[i][:columns]
	}
	shades := chart.Heat(rows)
	for i, y := range slices.Backward(s.years) {
		row := DataRow{Name: strconv.Itoa(y), URL: link(s.p, statisticsYearAddress(y))}
		at := len(s.years) - 1 - i
		for k, n := range rows[at] {
			c := DataCell{Text: digits(n), Shade: shades.Steps[at][k]}
			if silent[y] || k < 12 && s.m.runningMonth(y, k+1) {
				c = DataCell{Text: "—"}
			}
			row.Cells = append(row.Cells, c)
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	for i, text := range shades.Scale {
		f.Legend = append(f.Legend, LegendItem{"heat-" + strconv.Itoa(shades.First+i), text + "项"})
	}
	return f
}

// months is the activities of each month of a year.
func (s *stats) months(year int) *Figure {
	keys := s.m.f.Keys(figures.ByMonth)
	rows := make([]figures.Row, len(keys))
	for i, k := range keys {
		rows[i], _ = s.m.f.Get(year, figures.Activities, figures.ByMonth, k.ID)
	}
	whole, _ := s.m.f.Get(year, figures.Activities, figures.All, "")
	if whole.Value == 0 {
		return nil
	}
	f := s.figure("months", fmt.Sprintf("%d年各月活动数（项）", year), "活动日志")
	unknown := rows[12].Value
	items := barItems(rows[:12])
	f.Alt = alt(slices.DeleteFunc(slices.Clone(items), func(it chart.Item) bool { return it.Value.N == 0 }), "项")
	for i := range items {
		items[i].Label = strconv.Itoa(i + 1) // 月 is in the caption, and twelve find room without it
		if items[i].Value.N == 0 {
			items[i].Text = "" // the line on the base says it
		}
		items[i].Value.Known = !s.m.runningMonth(year, i+1)
	}
	f.Chart.Columns = chart.Columns(items, axisWords)
	if begun := slices.DeleteFunc(slices.Clone(rows[:12]), func(r figures.Row) bool { return s.m.runningMonth(year, monthOf(r)) }); unknown < whole.Value {
		f.Sentence = most(namedRows(begun), "项", 0, "个月")
	}
	if unknown > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("另有%s项没有注明月份，只在表格里。", digits(unknown)))
	}
	if unknown == 0 {
		rows = rows[:12]
	}
	f.Table = s.partTable(year, figures.Activities, figures.ByMonth, rows)
	return f
}

// monthOf returns the number of the month that r is of.
func monthOf(r figures.Row) int {
	n, _ := strconv.Atoi(r.Key)
	return n
}

// runningMonth reports whether the month begins after the newest record.
func (m *maker) runningMonth(year, month int) bool {
	return m.c.AsOf.Before(date.Date{Year: int16(year), Month: int8(month)})
}
