package statistics

import (
	"fmt"
	"slices"
	"strconv"

	"kepu/generator/address"
	"kepu/generator/chart"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/view"
)

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
	shades := chart.Heat(numbers)
	for i, row := range f.Table.Rows {
		for k := range row.Cells {
			row.Cells[k].Shade = shades.Steps[i][k]
		}
	}
	for i, text := range shades.Scale {
		f.Legend = append(f.Legend, view.LegendItem{Tone: "heat-" + strconv.Itoa(shades.First+i), Name: text + "项"})
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
	if f.Open = unknown == whole.Value; !f.Open { // else there is no column to draw
		items := barItems(rows[:12])
		f.Alt = alt(items, "项")
		for i := range items {
			items[i].Label = strconv.Itoa(i + 1) // 月 is in the caption, and twelve find room without it
			if rows[i].NoRecords {
				items[i].Text = "" // a gap: most years have many
			}
		}
		f.Chart.Columns = chart.Columns(items, axisWords)
		begun := slices.DeleteFunc(slices.Clone(rows[:12]), func(r figures.Row) bool { return s.runningMonth(year, monthOf(r)) })
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
