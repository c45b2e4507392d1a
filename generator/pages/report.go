package pages

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/view"
)

// What a report has besides the text: its neighbours by year, and its years side
// by side.

// turn sets what comes before and after the i-th article of a list, which has the
// newest first. A report that says its year has as neighbours those of its kind
// for the years before and after; other articles go by date.
func (m *maker) turn(v *view.Article, p string, list []*catalog.Article, i int) {
	to := func(a *catalog.Article) *view.Link {
		return &view.Link{Name: a.Title, URL: address.Link(p, address.Article(a))}
	}
	a := list[i]
	if a.Section == catalog.Reports && a.Years[0] != 0 {
		before, after := neighbours(list, a)
		v.ByYear = before != nil || after != nil
		if before != nil {
			v.Previous = to(before)
		}
		if after != nil {
			v.Next = to(after)
		}
		if v.ByYear {
			return
		}
	}
	if i > 0 {
		v.Next = to(list[i-1])
	}
	if i+1 < len(list) {
		v.Previous = to(list[i+1])
	}
}

// neighbours returns the reports of a's kind whose years end nearest before those
// of a, and begin nearest after them.
func neighbours(list []*catalog.Article, a *catalog.Article) (before, after *catalog.Article) {
	for _, b := range list {
		switch {
		case b == a || b.Kind != a.Kind || b.Years[0] == 0:
		case b.Years[1] < a.Years[0] && (before == nil || b.Years[1] > before.Years[1]):
			before = b
		case b.Years[0] > a.Years[1] && (after == nil || b.Years[0] < after.Years[0]):
			after = b
		}
	}
	return before, after
}

// A table of more years than this is no longer side by side.
const mostSideBySide = 4

// sideBySide is the main figures of a report's years, those of the year before
// beside them when it is about one. Nil when there are no two years with records, and
// for a plan, which is not about what was done.
func (m *maker) sideBySide(p string, a *catalog.Article) *view.Figure {
	if a.Section != catalog.Reports || a.Years[0] == 0 || strings.Contains(a.Kind, "计划") {
		return nil
	}
	first, last := a.Years[0], a.Years[1]
	if first == last {
		first--
	}
	all := m.f.Years()
	if last-first >= mostSideBySide || !slices.Contains(all, first) || !slices.Contains(all, last) {
		return nil
	}
	s := &stats{m: m, p: p, years: m.pastYears()}
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
			r, ok := m.f.Get(y, x, figures.All, "")
			told := x == measure.Sessions && r.Value == r.Entries // one session each: the number of activities says it
			some = some || ok && r.Known && r.Value > 0 && !told
			row.Cells = append(row.Cells, numberCell(r))
			line = append(line, r)
		}
		if two {
			before, _ := m.f.Get(first, x, figures.All, "")
			now, _ := m.f.Get(last, x, figures.All, "")
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
func changeCell(s *stats, x measure.Measure, before, now figures.Row) view.DataCell {
	c := figures.Compare(before, now)
	if !c.Known || s.m.running(now.Year) {
		return notComparable
	}
	cell := view.DataCell{Text: signed(c.Diff)}
	for _, b := range s.m.f.Breaks(x) {
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
