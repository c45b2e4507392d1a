package statistics

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"kepu/generator/view"
)

// What a sheet lists fits into its room, whatever the lists are, and what is left out is counted.
func TestBriefListsFitTheirRoom(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	for i := range 500 {
		var lists []view.AttentionList
		var all []int
		var units []string
		heads := 0
		for k := range 1 + r.Intn(6) {
			l := view.AttentionList{Title: fmt.Sprintf("第%d样", k), Says: "若干："}
			n := r.Intn(60)
			for range min(n, mostBriefDue) {
				l.Items = append(l.Items, view.AttentionItem{Link: view.Link{Name: strings.Repeat("长", 1+r.Intn(60))}, Note: strings.Repeat("注", r.Intn(20))})
			}
			heads += width(l.Title) + width(l.Says) + 10
			lists, all, units = append(lists, l), append(all, n), append(units, "家")
		}
		fit(lists, all, units, briefDueRoom)
		used := heads
		for k, l := range lists {
			for _, it := range l.Items {
				used += width(it.Name) + width(it.Note) + 6
			}
			if left := all[k] - len(l.Items); len(l.Items) > 0 && l.More != others(left, "家") {
				t.Errorf("%d: %d are left out, and it says %q", i, left, l.More)
			}
			if len(l.Items) == 0 && strings.HasSuffix(l.Says, "：") {
				t.Errorf("%d: %q, and nothing follows", i, l.Says)
			}
		}
		if used > briefDueRoom {
			t.Errorf("%d: %d halves of characters in a room for %d", i, used, briefDueRoom)
		}
	}
}

func TestBriefBasesFitTheirLines(t *testing.T) {
	base := func(name, phone string) view.BriefBase {
		return view.BriefBase{Link: view.Link{Name: name}, Level: "市级", Phone: view.Link{Name: phone}}
	}
	for _, x := range []struct {
		name  string
		n     int
		one   view.BriefBase
		shown int
	}{
		{"none", 0, base("虚构馆", "0000-0000000"), 0},
		{"one line each", 20, base("虚构馆", "0000-0000000"), 20},
		{"one too many, which the last line tells", 21, base("虚构馆", "0000-0000000"), 19},
		{"two lines each", 10, base("某某县虚构的青少年学生校外活动中心", "0000-0000000转00"), 10},
		{"two lines each and more", 11, base("某某县虚构的青少年学生校外活动中心", "0000-0000000转00"), 9},
		{"three lines each", 60, base(strings.Repeat("长", 27), "0000-0000000转00"), 6},
		{"one that is longer than the sheet", 1, base(strings.Repeat("长", 600), ""), 0},
	} {
		var list []view.BriefBase
		for range x.n {
			list = append(list, x.one)
		}
		if got := BriefFits(list); got != x.shown {
			t.Errorf("%s: %d fit, want %d", x.name, got, x.shown)
		}
	}
}
