package pages

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/chart"
	"kepu/generator/view"
)

// Whatever stands in the lists stands on the panels once and in order, no panel is fuller than it is high, and none ends with a name of a county.
func TestPanelsOfTheFoldedMapTakeTheWholeList(t *testing.T) {
	for _, n := range []int{0, 1, 9, 60, 300} {
		for _, size := range []float64{1, foldLarge} {
			var lists []view.FoldMapList
			for i := range n {
				if i%7 == 0 {
					lists = append(lists, view.FoldMapList{Name: fmt.Sprintf("县%d", i/7)})
				}
				l := &lists[len(lists)-1]
				l.Entries = append(l.Entries, view.FoldMapEntry{Number: fmt.Sprint(i), Name: strings.Repeat("虚构", i%30+1), Text: strings.Repeat("某某路", i%40), Side: strings.Repeat("0", i%13)})
			}
			seen := 0
			for k, panel := range panels(lists, size) {
				high := 0.0
				for _, l := range panel {
					high += 80
					if len(l.Entries) == 0 {
						t.Errorf("%d bases, panel %d: %s stands alone", n, k, l.Name)
					}
					for _, e := range l.Entries {
						if e.Number != fmt.Sprint(seen) {
							t.Errorf("%d bases: %s after %d", n, e.Number, seen)
						}
						seen++
						high += size*float64(40*((int(chart.Width(e.Name))-1)/int(float64(foldName)/size)+1)+36*((int(chart.Width(e.Text))+int(float64(foldText)/size)-1)/int(float64(foldText)/size))) + 14
					}
				}
				if high > foldHeight+1 {
					t.Errorf("%d bases, panel %d: %.0f high", n, k, high)
				}
			}
			if seen != n {
				t.Errorf("%d of %d bases", seen, n)
			}
		}
	}
}
