package storetest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kepu/generator/store"
)

// Quick are the pauses of a test.
var Quick = store.Pauses{First: 10 * time.Millisecond, Longest: 50 * time.Millisecond, Tries: 100}

// putAll puts files side by side, each with its number behind size letters.
func putAll(t *testing.T, s store.Store, from, to, size int, mark string) {
	t.Helper()
	done := make(chan error)
	for i := from; i < to; i++ {
		go func() {
			done <- s.Put(t.Context(), fmt.Sprintf("a/%d.html", i), Object(strings.Repeat("x", size)+mark+fmt.Sprint(i)))
		}()
	}
	for i := from; i < to; i++ {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
}

// standAll holds the files to be what was put, and no others to be there.
func standAll(t *testing.T, s store.Store, n, size int, mark string) {
	t.Helper()
	for i := range n {
		if got := Text(t, s, fmt.Sprintf("a/%d.html", i)); got != strings.Repeat("x", size)+mark+fmt.Sprint(i) {
			t.Errorf("file %d has %d bytes", i, len(got))
		}
	}
	if names := Names(t, s, "."); len(names) != n {
		t.Errorf("%d files are there, not %d", len(names), n)
	}
}

// ComesBack puts files to a server whose connections break, and which is gone for a while: what was on its way is tried again, on a connection that is made anew.
func ComesBack(t *testing.T, s store.Store, breaks, stop, start func()) {
	again := store.Retry(s, Quick, nil)
	putAll(t, again, 0, 10, 100_000, "")
	breaks()
	putAll(t, again, 5, 15, 100_000, "")
	stop()
	if err := s.Put(t.Context(), "b.html", Object("x")); err == nil || store.Permanent(err) {
		t.Errorf("while the server is gone: %v", err)
	}
	time.AfterFunc(100*time.Millisecond, start)
	putAll(t, again, 10, 20, 100_000, "")
	standAll(t, again, 20, 100_000, "")
}

// Killed puts files to a server whose sessions are killed all the time, and which is killed itself half-way and started again.
func Killed(t *testing.T, s store.Store, rounds int, hangUp, kill, start func()) {
	again := store.Retry(s, Quick, nil)
	for i := range rounds {
		mark := fmt.Sprint(i, "/")
		if i%4 == 1 {
			hangUp()
		}
		if i == rounds/2 {
			kill()
			start()
		}
		if i%4 == 3 {
			time.AfterFunc(time.Millisecond, hangUp)
		}
		putAll(t, again, 0, 4, 200_000, mark)
		standAll(t, again, 4, 200_000, mark)
	}
}

// LinkTurns turns a link from one release to the other and back while page is opened all the time, which finds one of the two.
func LinkTurns(t *testing.T, l store.Linker, turns int, page func() (string, error)) {
	for _, n := range []string{"1", "2"} {
		if err := l.Put(t.Context(), "r/"+n+"/index.html", Object(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Link(t.Context(), "r/1", "site"); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		var err error
		for i := range turns {
			err = errors.Join(err, l.Link(t.Context(), []string{"r/2", "r/1"}[i%2], "site"))
		}
		done <- err
	}()
	for n := 0; ; n++ {
		select {
		case err := <-done:
			if err != nil || n < 100 {
				t.Errorf("after %d looks: %v", n, err)
			}
			return
		default:
		}
		if text, err := page(); err != nil || text != "1" && text != "2" {
			t.Errorf("a reader gets %q, %v", text, err)
			<-done
			return
		}
	}
}

// KilledRuns puts into the folder that the store is in what runs leave that were killed, and what stands in the way of files: parts, whose names begin so, of two ages, and
// empty folders. old is how long a part must have lain to be cleared.
func KilledRuns(t *testing.T, s store.Store, dir, part string, old time.Duration) {
	long, young := filepath.Join(dir, "a", "b", part+"OLD"), filepath.Join(dir, part+"YOUNG")
	before := time.Now().Add(-old)
	if err := errors.Join(os.MkdirAll(filepath.Dir(long), 0o755), os.WriteFile(long, nil, 0o644), os.Chtimes(long, before, before), os.WriteFile(young, nil, 0o644),
		os.MkdirAll(filepath.Join(dir, "page", "deep"), 0o755)); err != nil {
		t.Fatal(err)
	}
	if got := Names(t, s, "."); len(got) != 0 {
		t.Errorf("listed are %q", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "a")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an old part and its folders are still there: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("the part of a run that may be on its way is gone: %v", err)
	}
	if err := s.Put(t.Context(), "page/deep", Object("x")); err != nil {
		t.Errorf("a file where an empty folder stands: %v", err)
	}
	if err := s.Put(t.Context(), "page", Object("x")); err == nil {
		t.Error("a folder with a file was replaced")
	} else if !store.Permanent(err) {
		t.Errorf("putting a file where a folder stands would be tried again: %v", err)
	}
	if err := s.Put(t.Context(), "page/deep/x", Object("x")); err == nil {
		t.Error("a file was put below a file")
	}
	if _, err := s.Get(t.Context(), "page"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Get of a folder: %v", err)
	}
	if _, err := s.Get(t.Context(), "page/deep/x"); err == nil { // some servers call this a failure of their own
		t.Error("there is a file below a file")
	}
}
