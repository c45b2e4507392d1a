package statistics

import (
	"fmt"
	"slices"

	"kepu/generator/address"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/view"
)

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
	cell := view.DataCell{Text: signed(c.Diff)}
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
