package acceptance

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeSource is axe-core's script. It is no part of the repository: .ci/run fetches it.
func axeSource(t *testing.T) string {
	t.Helper()
	name := os.Getenv("AXE_JS")
	if name == "" {
		t.Fatal("KEPU_BROWSER is set, and AXE_JS does not say where axe.min.js is")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// runAxe runs all of axe's rules, those of good practice with them.
const runAxe = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.flatMap(v => v.nodes.map(
  n => v.id + " at " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))))`

// largeType is the reader's own switch, as page.js sets it.
const largeType = `document.documentElement.dataset.type = "large"`

// violations runs axe on the pages, light and dark, on a phone and on a desktop, and with large type on a phone.
// The same violation on many pages is one fault that names the first.
func violations(b *browser, pages []string, root, axe string) []string {
	var mu sync.Mutex
	where := map[string][]string{} // violation -> pages
	faults := b.each(pages, func(tb *tab, page string) ([]string, error) {
		if _, _, err := tb.visit(root + page); err != nil {
			return nil, err
		}
		if _, err := evaluate[chromedp.Void](tb, axe); err != nil {
			return nil, err
		}
		run := func(width int64, scheme, words string) error {
			if err := tb.screen(width, scheme); err != nil {
				return err
			}
			found, err := evaluate[[]string](tb, runAxe)
			mu.Lock()
			defer mu.Unlock()
			for _, f := range found {
				where[f] = append(where[f], fmt.Sprintf("%s %s%s at %d px", page, scheme, words, width))
			}
			return err
		}
		for _, width := range []int64{phone, desktop} {
			for _, scheme := range []string{"light", "dark"} {
				if err := run(width, scheme, ""); err != nil {
					return nil, err
				}
			}
		}
		if _, err := evaluate[string](tb, largeType); err != nil {
			return nil, err
		}
		return nil, run(phone, "light", " in large type")
	})
	for _, f := range sorted(where) {
		faults = append(faults, fmt.Sprintf("%s\n\ton %d screens, such as %s", f, len(where[f]), where[f][len(where[f])-1]))
	}
	return faults
}

// forAxe are the pages of a tree; of posters and of sheets of A4, which are made alike from fewer words than the pages that they stand for, a few.
func forAxe(tr *tree) []string {
	seen := map[string]int{}
	return slices.DeleteFunc(tr.pagePaths(), func(p string) bool {
		dir := path.Dir(p)
		seen[dir]++
		return (dir == "posters" || dir == "briefs") && seen[dir] > 4
	})
}

// kindsOfPages are pages of a fictional city, one or more of each kind, with what the real content has none of: posters of plans, routes, offers, full
// charts. Counties without a base and bases of which little is known are in the real content, of which every page is looked at.
func kindsOfPages(t *testing.T, tr *tree) []string {
	t.Helper()
	var out []string
	seen := map[string]int{}
	for _, p := range tr.pagePaths() {
		kind := path.Dir(p)
		switch {
		case kind == ".":
			kind = p
		case path.Base(p) == "index.html":
			kind = p
		case strings.HasPrefix(p, "posters/plan_"):
			kind = "plan"
		case strings.Contains(string(tr.files[p]), `<h1 class="head__title">这一页已经搬走`):
			kind = "moved"
		}
		if seen[kind]++; seen[kind] <= 2 {
			out = append(out, p)
		}
	}
	for _, kind := range []string{"plan", "posters", "briefs", "briefs/index.html", "booklet.html", "bases", "counties", "statistics", "activities", "routes", "map.html"} {
		if seen[kind] == 0 {
			t.Errorf("no page of %s", kind)
		}
	}
	return out
}
