package pages

import (
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
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

// sideBySide is the main figures of a report's years; nil of what is no report, and of a plan,
// which is not about what was done.
func (m *maker) sideBySide(p string, a *catalog.Article) *view.Figure {
	if a.Section != catalog.Reports || a.Years[0] == 0 || strings.Contains(a.Kind, "计划") {
		return nil
	}
	return m.stats.SideBySide(p, a.Years[0], a.Years[1])
}
