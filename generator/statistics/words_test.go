package statistics

import (
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
)

func TestDaysSinceAreAsExactAsTheDates(t *testing.T) {
	day := func(s string) date.Date {
		d, _ := date.Parse(s)
		return d
	}
	for _, c := range []struct {
		periods, end, want string
	}{
		{"", "2026-01-09", ""},
		{"2026-01-09", "2026-01-09", "0"},
		{"2025-12-09 2020-01-01", "2026-01-09", "31"},
		{"2025-10", "2026-01-09", "70 至 100"},
		{"2025", "2026-01-09", "9 至 373"},
		{"2026-01", "2026-01-09", "0 至 8"},
		{"2025-11-02 2025-10", "2026-01-09", "68"},
		{"2025-10 2025-10-15", "2026-01-09", "70 至 86"},
		{"2026-05-01", "2026-01-09", ""},
	} {
		var periods []date.Date
		for _, s := range strings.Fields(c.periods) {
			periods = append(periods, day(s))
		}
		if got := since(periods, day(c.end)); got != c.want {
			t.Errorf("since %s at %s: %q, want %q", c.periods, c.end, got, c.want)
		}
	}
}

func TestNumbersInWords(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 500: "500", 5000: "5,000", 10000: "1万", 15000: "1.5万", 200000: "20万", 100000000: "1亿", 250000000: "2.5亿"} {
		if got := axisWords(n); got != want {
			t.Errorf("axis %d: %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0%", 500: "+50%", -333: "−33%", 32: "+3.2%", 30: "+3%", -5: "−0.5%", 9999: "+1,000%"} {
		if got := percent(n); got != want {
			t.Errorf("percent %d: %s, want %s", n, got, want)
		}
	}
	row := func(name string, n int64) figures.Row {
		return figures.Row{Name: name, Value: n, Known: true, Reported: n, Entries: n}
	}
	none := func(name string) figures.Row { return figures.Row{Name: name, NoRecords: true} }
	least := func(name string, n int64) figures.Row {
		r := row(name, n)
		r.LowerBound = true
		return r
	}
	unsure := func(name string) figures.Row {
		return figures.Row{Name: name, Measure: measure.InForce, Entries: 1}
	}
	for _, c := range []struct {
		list  []figures.Row
		whole int64
		want  string
	}{
		{nil, 0, ""},
		{[]figures.Row{row("甲", 3)}, 3, ""},
		{[]figures.Row{none("甲"), none("乙")}, 0, ""},
		{[]figures.Row{row("甲", 3), none("乙")}, 3, "只有甲有，3项；乙没有记录。"},
		{[]figures.Row{row("甲", 9), row("乙", 6)}, 15, "甲最多，9项，占60%。"},
		{[]figures.Row{row("甲", 9), row("乙", 6)}, 0, "甲最多，9项。"},
		{[]figures.Row{row("甲", 2), row("乙", 2)}, 4, "各有2项。"},
		{[]figures.Row{row("甲", 2), row("乙", 2), row("丙", 1)}, 5, "甲、乙最多，各2项。"},
		{[]figures.Row{row("甲", 2), unsure("乙"), none("丙"), {Name: "丁", Unplaced: true}}, 0, "只查到甲的，2项；乙有效期未查到；丙没有记录；丁未查到。"},
		{[]figures.Row{least("甲", 2), least("乙", 1), unsure("丙"), unsure("丁")}, 0, "按查到的数，甲最多，至少2项；丙、丁有效期未查到。"},
		{[]figures.Row{row("甲", 2), row("乙", 2), {Name: "丙"}}, 0, "按查到的数，甲、乙最多，各2项；丙未报。"},
		{[]figures.Row{row("甲", 2), row("乙", 0)}, 0, "甲最多，2项。"},
	} {
		if got := most(c.list, "项", c.whole, "个"); got != c.want {
			t.Errorf("%v: %q, want %q", c.list, got, c.want)
		}
	}
}
