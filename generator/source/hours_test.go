package source

import (
	"strings"
	"testing"
)

// Words of opening hours that are not understood are told with their place; those that
// are pass in silence, in either way to write the list.
func TestHoursThatCannotBeComputedAreWarnedAbout(t *testing.T) {
	const page = `+++
name = "虚构馆"
county = "示例县"
hours = [
  {days = "周二-周日", open = "09:00", close = "17:00", months = "3-10"},
  {days = "看天气", open = "09:00", close = "17:00", months = "夏季"},
  {days = "法定节假日", closed = true},
]
closed = ["春节", 2026-10-01, "设备检修日"]
+++
`
	want := []struct{ line, column int }{{6, 11}, {6, 60}, {9, 29}}
	p := Parse("bases/a.md", []byte(page))
	if len(p.Problems) != len(want) {
		t.Fatalf("%d problems, want %d: %v", len(p.Problems), len(want), p.Problems)
	}
	p.Problems.Sort()
	for i, w := range want {
		if at := p.Problems[i].Place; at.Line != w.line || at.Column != w.column {
			t.Errorf("problem %d stands at %d:%d, want %d:%d: %s", i, at.Line, at.Column, w.line, w.column, p.Problems[i].What.ZH)
		}
	}
}

// What is pasted by mistake is not repeated whole.
func TestLongHoursAreToldInShort(t *testing.T) {
	long := strings.Repeat("每天，周一除外", 10_000)
	p := Parse("bases/a.md", []byte("+++\nname = \"虚构馆\"\ncounty = \"示例县\"\nhours = [{days = \""+long+"\", open = \""+long+"\", close = \"17:00\"}]\nclosed = [\""+long+"\"]\n+++\n"))
	if len(p.Problems) < 3 {
		t.Fatalf("%d problems: %v", len(p.Problems), p.Problems)
	}
	for _, problem := range p.Problems {
		if n := len(problem.What.ZH) + len(problem.What.EN) + len(problem.Mend.ZH) + len(problem.Mend.EN); n > 4000 {
			t.Errorf("a message of %d bytes", n)
		}
	}
}
