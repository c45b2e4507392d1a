package desk

import (
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/remove/removetest"
	"kepu/generator/winetest"
)

// Whoever writes all day leaves nothing behind in the program: a change typed, looked at, saved and taken back, and the pages
// that one passes on the way.
func TestManySavesLeaveNothingBehind(t *testing.T) {
	b := sit(t, maps.Clone(city))
	n := 60
	switch {
	case os.Getenv("KEPU_SOAK") != "":
		n = 10_000
	case testing.Short():
		n = 30
	}
	form := Root + "edit/activity?file=activities%2F2026.toml&at=" + fmt.Sprint(strings.Index(city["activities/2026.toml"], "[[activity]]"))
	pages := []string{"", "list/activity", "due", "history", "new/base"}
	var heap, routines, files []int
	for i := range n {
		_, page := b.fill(form, url.Values{"title": {fmt.Sprintf("讲座第%d讲", i)}})
		_, page = b.send(page, "save", nil)
		if i%2 == 0 {
			b.send(page, "", nil) // taken back
		}
		b.fill(Root+"new/activity", url.Values{"date": {"上周"}, "title": {"讲座"}}) // which is a slip
		if status, text := b.get(Root + pages[i%len(pages)]); status != 200 {
			t.Fatalf("%s answers %d:\n%s", pages[i%len(pages)], status, text)
		}
		if i%5 < 4 {
			continue
		}
		// What is known of the history is as long as the history, of which a limit on the disk takes care: here it always begins anew.
		if err := removetest.All(filepath.Join(b.dir, ".kepu", "history")); err != nil {
			t.Fatal(err)
		}
		b.get(Root + "history")
		b.client.CloseIdleConnections()
		time.Sleep(20 * time.Millisecond) // the server's side of a connection ends after ours
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		open := 0
		if !winetest.Running() {
			names, _ := filepath.Glob("/proc/self/fd/*")
			open = len(names)
		}
		if i%500 == 499 {
			t.Logf("%d: %d KB, %d goroutines, %d files", i+1, m.HeapAlloc>>10, runtime.NumGoroutine(), open)
		}
		heap, routines, files = append(heap, int(m.HeapAlloc)), append(routines, runtime.NumGoroutine()), append(files, open)
	}
	for _, x := range []struct {
		what string
		list []int
		some int // that may come and go
	}{{"bytes of memory", heap, 1 << 20}, {"goroutines", routines, 6}, {"open files", files, 4}} {
		list := x.list[len(x.list)/5:] // caches fill
		median := func(list []int) int { list = slices.Sorted(slices.Values(list)); return list[len(list)/2] }
		third := max(1, len(list)/3)
		early, late := median(list[:third]), median(list[len(list)-third:])
		t.Logf("%s: %d, then %d", x.what, early, late)
		if late > early+early/20+x.some {
			t.Errorf("%s: %d, then %d", x.what, early, late)
		}
	}
}
