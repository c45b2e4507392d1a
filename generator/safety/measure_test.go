package safety

import (
	"runtime"
	"strings"
	"testing"
)

// repeated are words that some readers of text take long for when there are many of them.
var repeated = []string{"[", "[a](", "![", "*a ", "**a", "_a_", "`", "``` ", "<b>", "</b>", "<", "&amp;", "&#", "| ", "\n|a|b", "> ", "\n> ", "\n- ", "\n\t- ", "\n1. ", "\n# a", "[^1]", "\n[^a]: ", "{{ ", "{{ figure activities }} ", "https://a.example/ ", "a@b.example ",
	"(", "“", "（一）", "一、", "、", "　", "甲", "a", "\u0301", "👨‍👩‍👧", "1", "1.", "=", "\"", "\\", "\n", "\n\n", "\ta", "~~", "<!--", "<![CDATA[", "第1页", "2016年", "kjg", "示例科技馆"}

// TestWorkIsInProportion: four times the words take about four times the memory and make about four times the bytes, in whatever place they
// stand and whatever they are. Both are counted; a clock would tell of the machine.
func TestWorkIsInProportion(t *testing.T) {
	b := newBench(t)
	cost := func(text string) (allocated, out int, stood bool) {
		var list []filling
		for _, s := range b.slots {
			switch {
			case s.key == "" && s.file == "reports/2017.md", s.key == "summary" && s.file == "routes/day.md", s.key == "transport" && s.file == "bases/kjg/index.md", s.key == "note" && s.file == "designations.toml",
				s.key == "activity.0.summary" && s.file == "activities/2016.toml", s.last() == "name" && s.file == "map/water.geojson":
				list = append(list, filling{s, text})
			}
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		m := b.make(t, list)
		runtime.ReadMemStats(&after)
		for _, data := range m.files {
			out += len(data)
		}
		return int(after.TotalAlloc - before.TotalAlloc), out, len(m.filled) == len(list)
	}
	none, empty, _ := cost("a")
	judged := 0
	for i, x := range repeated {
		if brief() && i%6 != 0 {
			continue
		}
		n := 1500/len(x) + 1
		once, small, stood := cost(strings.Repeat(x, n))
		if !stood {
			continue // a problem says so; what it took is still held below
		}
		judged++
		often, large, _ := cost(strings.Repeat(x, 4*n))
		t.Logf("%q: %d and %d KB of memory, %d and %d KB of site", x, (once-none)>>10, (often-none)>>10, (small-empty)>>10, (large-empty)>>10)
		if often-none > 7*max(once-none, 2<<20) {
			t.Errorf("%q, %d times: %d bytes of memory more than without, four times as often %d", x, n, once-none, often-none)
		}
		if large-empty > 5*max(small-empty, 20_000) {
			t.Errorf("%q, %d times: %d bytes of site more than without, four times as often %d", x, n, small-empty, large-empty)
		}
	}
	if judged < 5 {
		t.Errorf("%d are judged", judged)
	}
}
