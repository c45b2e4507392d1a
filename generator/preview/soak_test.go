package preview

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"kepu/generator/diag"
	"kepu/generator/site"
	"kepu/generator/watch"
	"kepu/generator/winetest"
)

// held is what a process holds: its memory in use, its goroutines, its open files.
type held struct{ heap, routines, files int }

func holds() held {
	runtime.GC()
	runtime.GC() // what finalisers let go
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return held{int(m.HeapAlloc), runtime.NumGoroutine(), openFiles()}
}

// openFiles counts the open files of this process, where the system tells. Under Wine those of its
// own are among them, which come and go.
func openFiles() int {
	if winetest.Running() {
		return 0
	}
	names, _ := filepath.Glob("/proc/self/fd/*")
	return len(names)
}

// flat fails where later samples hold more than earlier ones. The first fifth is left out: caches fill.
func flat(t *testing.T, samples []held) {
	t.Helper()
	samples = samples[len(samples)/5:]
	third := len(samples) / 3
	for _, x := range []struct {
		what string
		of   func(held) int
		some int // that may come and go
	}{
		{"bytes of memory", func(h held) int { return h.heap }, 256 << 10},
		{"goroutines", func(h held) int { return h.routines }, 2},
		{"open files", func(h held) int { return h.files }, 4},
	} {
		median := func(list []held) int {
			var values []int
			for _, h := range list {
				values = append(values, x.of(h))
			}
			slices.Sort(values)
			return values[len(values)/2]
		}
		early, late := median(samples[:third]), median(samples[len(samples)-third:])
		t.Logf("%s: %d, then %d", x.what, early, late)
		if late > early+early/20+x.some {
			t.Errorf("%s: %d, then %d", x.what, early, late)
		}
	}
}

// soak is how many edits a test does.
func soak(few int) int {
	switch {
	case os.Getenv("KEPU_SOAK") != "":
		return 10_000
	case testing.Short():
		return few / 2
	}
	return few
}

// Whoever writes all day leaves nothing behind: edits of every sort, broken content among them, each with its site, while
// pages are read, a browser waits for word and goes away, and the watcher looks on.
func TestManyEditsLeaveNothingBehind(t *testing.T) {
	winetest.Skip(t, "folders that are watched are held, and folders are moved and removed here")
	d := newDesk(t, 5, smallCity)
	maker := site.NewMaker(site.Options{Theme: d.theTheme, Drafts: true})
	p := New(Options{Make: func() (*site.Site, diag.List, error) { return maker.Make(d.contentFS()) }})
	server := httptest.NewServer(p)
	defer server.Close()
	ctx, stop := context.WithCancel(t.Context())
	seen := make(chan struct{})
	go func() {
		watch.Run(ctx, watch.Options{Folders: []string{d.path("content"), d.path("themes")}, Quiet: 10 * time.Millisecond}, func(func() bool) bool { return true })
		close(seen)
	}()
	defer func() { stop(); <-seen }()

	var samples []held
	n := soak(150)
	for i := range n {
		d.edit()
		p.Update(func() bool { return true })
		read(t, server, "/index.html")
		if i%5 == 4 {
			waitAndLeave(t, server)
		}
		if i%10 == 9 {
			for d.mend() { // or what is compared is not the same site
			}
			clear(d.graveyard)
			d.log = nil
			p.Update(func() bool { return true })
			if s := p.now.Load(); s.broken() {
				t.Fatal(s.problems, s.fault)
			}
			p.counting.Wait()
			read(t, server, "/index.html")
			server.Client().CloseIdleConnections()
			time.Sleep(5 * time.Millisecond) // the server's side of a connection ends after ours
			samples = append(samples, holds())
			if i%500 == 499 {
				t.Logf("%d: %+v", i+1, samples[len(samples)-1])
			}
		}
	}
	flat(t, samples)
}

func read(t *testing.T, server *httptest.Server, path string) {
	t.Helper()
	r, err := server.Client().Get(server.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, r.Body)
	r.Body.Close()
}

// waitAndLeave is a browser's tab that is closed.
func waitAndLeave(t *testing.T, server *httptest.Server) {
	t.Helper()
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	r, err := http.NewRequestWithContext(ctx, "GET", server.URL+"/_kepu/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != 200 {
		t.Fatal(answer.Status)
	}
	io.ReadFull(answer.Body, make([]byte, 1))
	answer.Body.Close()
}
