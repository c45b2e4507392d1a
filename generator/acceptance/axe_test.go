package acceptance

import (
	"fmt"
	"os"
	"path"
	"slices"
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

// violations runs axe on every page, light and dark, on a phone and on a desktop.
// The same violation on many pages is one fault that names the first.
func violations(b *browser, tr *tree, root, axe string) []string {
	var mu sync.Mutex
	where := map[string][]string{} // violation -> pages
	faults := b.each(forAxe(tr), func(tb *tab, page string) ([]string, error) {
		if _, _, err := tb.visit(root + page); err != nil {
			return nil, err
		}
		if _, err := evaluate[chromedp.Void](tb, axe); err != nil {
			return nil, err
		}
		for _, width := range []int64{phone, desktop} {
			for _, scheme := range []string{"light", "dark"} {
				if err := tb.screen(width, scheme); err != nil {
					return nil, err
				}
				found, err := evaluate[[]string](tb, runAxe)
				if err != nil {
					return nil, err
				}
				mu.Lock()
				for _, f := range found {
					where[f] = append(where[f], fmt.Sprintf("%s %s at %d px", page, scheme, width))
				}
				mu.Unlock()
			}
		}
		return nil, nil
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
