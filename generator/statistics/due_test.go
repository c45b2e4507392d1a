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

// A title that ends with its base is told once: not also among those of which nobody knows when they end.
func TestEndsThatNobodyKnowsAreOfTitlesNotDue(t *testing.T) {
	for _, x := range []struct {
		titles attention.Titles
		want   string
	}{
		{attention.Titles{}, ""},
		{attention.Titles{Held: 1, Unsure: 1, Due: make([]attention.Title, 2)}, ""},
		{attention.Titles{Held: 2, Unclear: 1, Unstated: 1, Due: make([]attention.Title, 1)}, "1个没有注明有效期；它们是不是一年内到期，看不出来。"},
		{attention.Titles{Held: 1, Unsure: 2, Unclear: 2, Unstated: 1, Due: make([]attention.Title, 1)}, "1个有效期未查到，可能还有效，1个没有注明有效期；它们是不是一年内到期，看不出来。"},
	} {
		if got := endsSaid(x.titles); got != x.want {
			t.Errorf("%+v: %s, want %s", x.titles, got, x.want)
		}
	}
}
