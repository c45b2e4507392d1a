package sample

import (
	"fmt"
	"slices"
)

// logs writes activities/: a log for each year and county, one for each year's entries
// of the organiser, the annual returns, and what is planned for the year after the last.
func (c *city) logs(yield func(string, []byte) bool) {
	planned := min(3, c.o.Activities)
	held := c.o.Activities - planned
	for y := range c.o.Years {
		year := c.first + y
		n := held / c.o.Years
		if y < held%c.o.Years {
			n++
		}
		if !c.year(year, n, yield) {
			return
		}
	}
	if planned == 0 {
		return
	}
	var t text
	t.line("# %d年的计划（虚构）", LastYear+1)
	for i := range planned {
		e := c.entry(LastYear+1, c.randomOf("planned", i))
		e.month, e.day, e.private = i+1, 15, false
		t.WriteString(c.planned(e))
	}
	yield(fmt.Sprintf("activities/%d.toml", LastYear+1), t.bytes())
}

// year writes the logs of one year with n entries.
func (c *city) year(year, n int, yield func(string, []byte) bool) bool {
	entries := make([][]entry, len(c.counties)+1) // by county; the last are the organiser's own
	for i := range n {
		e := c.entry(year, c.randomOf("entry", year*MaxActivities+i))
		entries[e.county] = append(entries[e.county], e)
	}
	for at, list := range entries {
		if len(list) == 0 {
			continue
		}
		slices.SortStableFunc(list, func(a, b entry) int { return a.month*100 + a.day - b.month*100 - b.day })
		name, file := "示例市科学技术协会", fmt.Sprintf("activities/%d.toml", year)
		if at < len(c.counties) {
			name, file = c.counties[at].name, fmt.Sprintf("activities/%d/%s.toml", year, c.counties[at].id)
		}
		var t text
		t.line("# %s%d年的活动（虚构）", name, year)
		for _, e := range list {
			t.WriteString(c.activity(e))
		}
		if !yield(file, t.bytes()) {
			return false
		}
	}
	return c.annuals(year, yield)
}

// annuals writes the annual returns: one base in three gives one, and of the venues all, so that
// a scheme for venues has something to assess.
func (c *city) annuals(year int, yield func(string, []byte) bool) bool {
	var t text
	t.line("# %d年的年度数据（虚构）", year)
	found := false
	for i := range c.bases {
		b := &c.bases[i]
		r := c.randomOf("annual", year*MaxBases+i)
		if i%3 != 0 && kinds[b.kind].id != "venue" || !b.active(year) || r.percent(10) {
			continue
		}
		found = true
		t.table("annual")
		t.words("base", b.ref())
		t.number("year", year)
		open := r.from(240, 330)
		t.number("open_days", open)
		t.number("free_days", open-r.below(60))
		visitors := 0
		if r.percent(80) {
			visitors = b.scale * r.from(30, 60)
			t.number("visitors", visitors)
		}
		t.number("staff_full", 3+i%5)
		t.number("staff_part", 4+i%7)
		if r.percent(70) {
			t.number("volunteers", 10+i%30)
		}
		if r.percent(50) {
			t.number("funds", 1000*r.from(40, 120))
		}
		t.number("media", r.from(2, 9))
		c.given(&t, year, i, 3+i%5, visitors)
		if i%3 == 0 { // the others have theirs in ratings/
			t.words("rating", pick(r, []string{"优秀", "优秀", "合格", "合格", "合格", "基本合格", "不合格", ""}))
		}
	}
	return !found || yield(fmt.Sprintf("activities/returns/%d-returns.toml", year), t.bytes())
}
