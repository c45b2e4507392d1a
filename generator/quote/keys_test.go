package quote_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/quote"
)

// values are one for each key, such that it tells something of the city.
var values = map[string][]string{
	"year": {"2016", "2017"}, "month": {"5"}, "county": {"甲县", "乙县"}, "level": {"省级"}, "kind": {"学校", "气象"}, "campaign": {"示例周"}, "form": {"讲座"},
	"base": {"虚构中学", "虚构气象馆"}, "by": {"level"}, "named": {"2016"}, "rated": {"2016", "2015"}, "result": {"优秀"}, "scheme": {"示范评价"}, "expect": {"9999"}, "format": {"汉字"}, "unit": {"份"}, "title": {"题目"}, "limit": {"1"},
}

// TestKeysMeanSomethingOrAreRefused tries every key with every directive and all that
// it counts: what the table has, and the measure is broken down by, is taken and changes
// what is printed; all else is an error.
func TestKeysMeanSomethingOrAreRefused(t *testing.T) {
	dimensions := map[string]figures.Dimension{}
	for d := figures.ByLevel; d < figures.Dimensions; d++ {
		dimensions[d.Key()] = d
	}
	telling := []string{"activities", "participants", "designated", "in_force", "visitors", "bases"} // others are silent in this city
	tried := 0
	for kind := range markdown.Kinds {
		subjects := []string{""}
		if kind < markdown.Map {
			subjects = []string{"bases"}
			for _, m := range measure.Fixed {
				subjects = append(subjects, m.Key())
			}
		}
		for _, subject := range subjects {
			m, measured := measure.Fixed.Named(subject)
			measured = measured || kind == markdown.Activities
			for _, key := range quote.Keys() {
				d, isDimension := dimensions[key]
				want := slices.Contains(quote.Takes(kind, !measured), key) && (!measured || !isDimension || d.Divides(m))
				tried++
				start := strings.TrimSpace(kind.Name() + " " + subject)
				without, _ := printed(t, start)
				changed := false
				for _, v := range values[key] {
					with, ok := printed(t, start+" "+key+"="+v)
					if ok != want {
						t.Errorf("{{ %s %s=%s }}: taken %v, want %v", start, key, v, ok, want)
					}
					changed = changed || with != without
				}
				if want && !changed && (subject == "" || slices.Contains(telling, subject)) {
					t.Errorf("{{ %s %s=… }} prints what it does without: %s", start, key, without)
				}
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d were tried", tried)
	}
}

// printed is all that a page says of a directive, and whether it is understood.
func printed(t *testing.T, words string) (string, bool) {
	t.Helper()
	cat, f, files := contentWith(t, "{{ "+words+" }}")
	q := quote.Of(cat, f)
	r, faults := q.Read(&cat.Reports[0].Body.Directives[0])
	for _, f := range faults {
		if !f.Harmless {
			return "", false
		}
	}
	var out strings.Builder
	switch r.Kind {
	case markdown.Figure:
		fmt.Fprint(&out, r.Text(q.Number(&r)), q.Number(&r))
	case markdown.Chart, markdown.Table:
		fmt.Fprint(&out, r.Title, q.Rows(&r))
	case markdown.Map, markdown.Bases:
		for _, b := range q.Bases(&r) {
			fmt.Fprint(&out, b.ID)
		}
	case markdown.Activities:
		for _, a := range q.Activities(&r) {
			fmt.Fprint(&out, a.Title)
		}
	}
	for _, p := range q.Check(files) {
		fmt.Fprint(&out, p.Message(diag.ZH))
	}
	return out.String(), true
}
