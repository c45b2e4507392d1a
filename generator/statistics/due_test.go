package statistics

import (
	"testing"

	"kepu/generator/attention"
)

// How many titles end is not called unknown where one is known to, and none is both counted and unclear.
func TestTitlesDueAreToldWithThoseThatMayBe(t *testing.T) {
	due := make([]attention.Title, 1)
	for _, x := range []struct {
		titles attention.Titles
		want   string
	}{
		{attention.Titles{}, "—"},
		{attention.Titles{Held: 2}, "0"},
		{attention.Titles{Held: 2, Due: due}, "1"},
		{attention.Titles{Held: 2, Unstated: 2, Unclear: 2}, "未知"},
		{attention.Titles{Held: 2, Unstated: 2, Unclear: 1, Due: due}, "1另有1个未知"},
		{attention.Titles{Held: 1, Unsure: 1, Unclear: 1}, "0另有1个未知"},
	} {
		if c := dueCell(x.titles); c.Text+c.Note != x.want {
			t.Errorf("%+v: %s%s, want %s", x.titles, c.Text, c.Note, x.want)
		}
	}
}
