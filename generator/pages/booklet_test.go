package pages

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/view"
)

// Lists go on as many pages as they need: each entry stands once, none of them over what a page takes, and a group that goes on is named again.
func TestLeavesTakeEveryEntryOnce(t *testing.T) {
	for n := range 120 {
		for _, long := range []bool{false, true} {
			var groups []view.BookletGroup
			want := 0
			for g := 0; want < n; g++ {
				group := view.BookletGroup{Name: fmt.Sprint("县", g)}
				for range min(n-want, 1+g*g%23) {
					name := fmt.Sprint("基地", want)
					if long && want%3 == 0 {
						name += strings.Repeat("科", 50)
					}
					group.Entries = append(group.Entries, view.BookletEntry{Name: name, Page: want})
					want++
				}
				groups = append(groups, group)
			}
			next := 0
			for _, page := range leaves(groups) {
				lines := 0
				for _, g := range page.Groups {
					lines += 2
					if g.Name == "" || len(g.Entries) == 0 {
						t.Fatalf("%d entries: %+v", n, page)
					}
					for i, e := range g.Entries {
						if e.Page != next {
							t.Fatalf("%d entries: %d after %d", n, e.Page, next-1)
						}
						if again := strings.HasSuffix(g.Name, "（续）"); i == 0 && again != !strings.HasPrefix(groupOf(groups, e.Page), e.Name) {
							t.Fatalf("%d entries: %s begins with %s", n, g.Name, e.Name)
						}
						lines++
						if len([]rune(e.Name)) > 31 {
							lines++
						}
						next++
					}
				}
				if lines > linesOnLeaf {
					t.Fatalf("%d entries: %d lines on a page", n, lines)
				}
			}
			if next != n {
				t.Fatalf("%d of %d entries", next, n)
			}
		}
	}
}

// groupOf is the name of the first entry of the group that has the n-th entry.
func groupOf(groups []view.BookletGroup, n int) string {
	for _, g := range groups {
		if n < len(g.Entries) {
			return g.Entries[0].Name
		}
		n -= len(g.Entries)
	}
	return ""
}

func TestCutTextSaysThatThereIsMore(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{{"一二三四五六", 2, "一二三四五六"}, {"一二三四五六七", 2, "一二三四五…"}, {"一二三四，六七", 2, "一二三四…"}, {"", 1, ""}} {
		if got := cutTo(c.text, 300, c.most); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}
