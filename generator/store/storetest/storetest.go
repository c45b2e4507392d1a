// Package storetest holds every kind of store to what package store promises, and has a store in memory that fails when it is told to.
package storetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

// Object returns an object of that text.
func Object(text string) store.Object {
	return store.Object{
		Open: func() (io.ReadSeekCloser, error) { return nopCloser{bytes.NewReader([]byte(text))}, nil },
		Size: int64(len(text)), Sum: filelist.Sum(sha256.Sum256([]byte(text))), Type: "text/html; charset=utf-8", Cache: "no-cache",
	}
}

type nopCloser struct{ *bytes.Reader }

func (nopCloser) Close() error { return nil }

// Text returns what a file of the store holds.
func Text(t testing.TB, s store.Store, name string) string {
	t.Helper()
	text, err := read(t.Context(), s, name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return text
}

func read(ctx context.Context, s store.Store, name string) (string, error) {
	r, err := s.Get(ctx, name)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	return string(text), errors.Join(err, r.Close())
}

// Names returns the names of all files below the folder, sorted.
func Names(t testing.TB, s store.Store, folder string) []string {
	t.Helper()
	var names []string
	if err := s.List(t.Context(), folder, func(e store.Entry) error {
		names = append(names, e.Name)
		return nil
	}); err != nil {
		t.Fatalf("list %s: %v", folder, err)
	}
	slices.Sort(names)
	return names
}

// Run holds a kind of store to its promises. open returns the same empty place each time that it is called in one test, as another machine would see it.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	run := func(name string, test func(t *testing.T, s store.Store)) {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			test(t, s)
		})
	}
	put := func(t *testing.T, s store.Store, name, text string) {
		t.Helper()
		if err := s.Put(t.Context(), name, Object(text)); err != nil {
			t.Fatalf("put %s: %v", name, err)
		}
	}

	run("nothing", func(t *testing.T, s store.Store) {
		if _, err := s.Get(t.Context(), "a/b.html"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Get of nothing: %v", err)
		}
		if _, err := s.Stat(t.Context(), "a/b.html"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Stat of nothing: %v", err)
		}
		if err := s.Remove(t.Context(), "a/b.html"); err != nil {
			t.Errorf("Remove of nothing: %v", err)
		}
		if names := Names(t, s, "."); len(names) != 0 {
			t.Errorf("there are %q", names)
		}
		if names := Names(t, s, "no/such"); len(names) != 0 {
			t.Errorf("there are %q", names)
		}
		if s.Traits().Parallel < 1 {
			t.Error("Parallel is under 1")
		}
	})
	run("put", func(t *testing.T, s store.Store) {
		long := strings.Repeat("驻马店市科普教育基地\n", 200_000) // 6 MB: more than any buffer
		for name, text := range map[string]string{
			"index.html": "<p>home", "bases/x/y.html": "deep", "assets/empty.txt": "", "data/long.csv": long, "assets/files/说明 (1)+50%&a=b#c.pdf": "odd name", ".kepu/lock": "ours",
		} {
			put(t, s, name, text)
			if got := Text(t, s, name); got != text {
				t.Errorf("%s: %d bytes of %d came back", name, len(got), len(text))
			}
		}
		put(t, s, "index.html", "again, longer than before")
		put(t, s, "index.html", "short")
		if got := Text(t, s, "index.html"); got != "short" {
			t.Errorf("after it was put again: %q", got)
		}
		want := []string{".kepu/lock", "assets/empty.txt", "assets/files/说明 (1)+50%&a=b#c.pdf", "bases/x/y.html", "data/long.csv", "index.html"}
		if got := Names(t, s, "."); !slices.Equal(got, want) {
			t.Errorf("there are %q", got)
		}
		if got := Names(t, s, "assets"); !slices.Equal(got, want[1:3]) {
			t.Errorf("in assets are %q", got)
		}
		if got := Names(t, s, "bas"); len(got) != 0 {
			t.Errorf("in bas, which is no folder, are %q", got)
		}
		err := s.List(t.Context(), ".", func(e store.Entry) error {
			if e.Name == "data/long.csv" && e.Size != int64(len(long)) {
				t.Errorf("size of a long file: %d", e.Size)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		stop := errors.New("enough")
		if err := s.List(t.Context(), ".", func(store.Entry) error { return stop }); !errors.Is(err, stop) {
			t.Errorf("List whose listener ends it: %v", err)
		}
	})
	run("stat", func(t *testing.T, s store.Store) {
		put(t, s, "a/list", "12345")
		put(t, s, "a/list.2", "1")
		put(t, s, "a/list-0", "1")
		was, err := s.Stat(t.Context(), "a/list")
		if err != nil || was.Name != "a/list" || was.Size != 5 {
			t.Fatalf("%+v, %v", was, err)
		}
		if again, err := s.Stat(t.Context(), "a/list"); err != nil || !again.Modified.Equal(was.Modified) {
			t.Errorf("asked again: %+v, %v", again, err)
		}
		none := []string{"a", "a/lis", "a/list-"}
		if runtime.GOOS != "windows" { // which leaves a dot at the end out
			none = append(none, "a/list.")
		}
		for _, name := range none {
			if e, err := s.Stat(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s, of which there is no file: %+v, %v", name, e, err)
			}
		}
		if was.Modified.IsZero() {
			return
		}
		for try := 0; ; try++ { // until the second is over
			put(t, s, "a/list", "54321")
			is, err := s.Stat(t.Context(), "a/list")
			if err != nil || is.Size != 5 {
				t.Fatalf("%+v, %v", is, err)
			}
			if !is.Modified.Equal(was.Modified) {
				return
			}
			if try == 15 {
				t.Fatalf("replaced three seconds later, it is still of %s", is.Modified)
			}
			time.Sleep(200 * time.Millisecond)
		}
	})
	run("another machine", func(t *testing.T, s store.Store) {
		put(t, s, "a.html", "1")
		other := open(t)
		defer other.Close()
		if got := Text(t, other, "a.html"); got != "1" {
			t.Errorf("another machine reads %q", got)
		}
	})
	run("remove", func(t *testing.T, s store.Store) {
		put(t, s, "a/b/c.html", "1")
		put(t, s, "a/d.html", "2")
		for _, name := range []string{"a/b/c.html", "a/b/c.html"} {
			if err := s.Remove(t.Context(), name); err != nil {
				t.Fatal(err)
			}
		}
		if got := Names(t, s, "."); !slices.Equal(got, []string{"a/d.html"}) {
			t.Errorf("left are %q", got)
		}
		put(t, s, "a/b", "a file in the place of a folder that is gone")
		if err := errors.Join(s.Remove(t.Context(), "a/b"), s.Remove(t.Context(), "a/d.html")); err != nil {
			t.Fatal(err)
		}
		put(t, s, "a", "the same at the top")
	})
	run("create", func(t *testing.T, s store.Store) {
		var wins, losses int
		var mu sync.Mutex
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				err := s.Create(t.Context(), ".kepu/lock", Object(fmt.Sprint(i)))
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					wins++
				case errors.Is(err, fs.ErrExist):
					losses++
				default:
					t.Errorf("Create: %v", err)
				}
			})
		}
		wg.Wait()
		if s.Traits().Exclusive && (wins != 1 || losses != 3) {
			t.Errorf("of four that create one file %d succeeded, %d were told that there is one", wins, losses)
		}
		if err := s.Create(t.Context(), ".kepu/lock", Object("x")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("Create of what is there: %v", err)
		}
	})
	run("copy", func(t *testing.T, s store.Store) {
		put(t, s, "a.html", "1")
		err := s.Copy(t.Context(), "a.html", "kept/x/1")
		if errors.Is(err, store.ErrUnsupported) {
			t.Skip("no copies on the far side")
		}
		if err != nil {
			t.Fatal(err)
		}
		put(t, s, "a.html", "2")
		if got := Text(t, s, "kept/x/1"); got != "1" {
			t.Errorf("the copy is %q after the original was replaced", got)
		}
		if err := s.Copy(t.Context(), "kept/x/1", "a.html"); err != nil {
			t.Fatalf("Copy over what is there: %v", err)
		}
		if got := Text(t, s, "a.html"); got != "1" {
			t.Errorf("after the copy was copied back: %q", got)
		}
		if err := s.Copy(t.Context(), "kept/x/1", "a.html"); err != nil {
			t.Fatalf("Copy over the same: %v", err)
		}
		if err := s.Remove(t.Context(), "kept/x/1"); err != nil {
			t.Fatal(err)
		}
		if got := Text(t, s, "a.html"); got != "1" {
			t.Errorf("after the copy was removed: %q", got)
		}
		if err := s.Copy(t.Context(), "none", "b.html"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Copy of nothing: %v", err)
		}
	})
	run("side by side", func(t *testing.T, s store.Store) {
		var wg sync.WaitGroup
		for worker := range 8 {
			wg.Go(func() {
				for i := range 10 {
					name := fmt.Sprintf("w/%d/%d.html", worker%3, worker*10+i)
					if err := s.Put(t.Context(), name, Object(name)); err != nil {
						t.Errorf("put %s: %v", name, err)
						return
					}
					if got, err := read(t.Context(), s, name); err != nil || got != name {
						t.Errorf("%s reads %q, %v", name, got, err)
					}
					if i%2 == 1 {
						if err := s.Remove(t.Context(), name); err != nil {
							t.Errorf("remove %s: %v", name, err)
						}
					}
				}
			})
		}
		wg.Wait()
		if n := len(Names(t, s, "w")); n != 40 {
			t.Errorf("%d files are left, not 40", n)
		}
	})
	run("readers see whole files", func(t *testing.T, s store.Store) {
		long := [2]string{strings.Repeat("a", 300_000), strings.Repeat("b", 200_000)}
		put(t, s, "page.html", long[0])
		reader := open(t)
		defer reader.Close()
		done := make(chan struct{})
		go func() {
			defer close(done)
			for i := range 20 {
				if err := s.Put(t.Context(), "page.html", Object(long[(i+1)%2])); err != nil {
					t.Errorf("put: %v", err)
				}
			}
		}()
		for {
			select {
			case <-done:
				return
			default:
			}
			if got, err := read(t.Context(), reader, "page.html"); err != nil || got != long[0] && got != long[1] {
				t.Errorf("a reader gets %d bytes, %v", len(got), err)
				<-done
				return
			}
		}
	})
	run("a source that breaks", func(t *testing.T, s store.Store) {
		put(t, s, "page.html", "whole")
		o := Object("the new text of the page")
		broken := errors.New("the disk of the sender broke")
		o.Open = func() (io.ReadSeekCloser, error) { return &breaking{err: broken}, nil }
		if err := s.Put(t.Context(), "page.html", o); err == nil {
			t.Error("half a file was put without an error")
		}
		if got := Text(t, s, "page.html"); got != "whole" {
			t.Errorf("after a Put that failed: %q", got)
		}
		if got := Names(t, s, "."); !slices.Equal(got, []string{"page.html"}) {
			t.Errorf("a Put that failed left %q", got)
		}
	})
	run("an end that is asked for", func(t *testing.T, s store.Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Put(ctx, "a.html", Object("1")); err == nil {
			t.Error("a Put after the end of its context succeeded")
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("a Put after the end of its context: %v", err)
		}
		put(t, s, "a.html", "2") // and the connection still serves others
	})
	run("links", func(t *testing.T, s store.Store) {
		l, ok := s.(store.Linker)
		if !ok {
			t.Skip("no links")
		}
		put(t, s, "site.releases/1/index.html", "1")
		put(t, s, "site.releases/2/index.html", "2")
		if _, err := l.Leads(t.Context(), "site"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Leads of nothing: %v", err)
		}
		for _, n := range []string{"1", "2", "1"} {
			if err := l.Link(t.Context(), "site.releases/"+n, "site"); err != nil {
				t.Fatalf("Link: %v", err)
			}
			if to, err := l.Leads(t.Context(), "site"); err != nil || to != "site.releases/"+n {
				t.Errorf("leads to %q, %v", to, err)
			}
			if got := Text(t, s, "site/index.html"); got != n {
				t.Errorf("through the link: %q", got)
			}
		}
		put(t, s, "real/index.html", "r")
		if err := l.Link(t.Context(), "site.releases/1", "real"); !errors.Is(err, fs.ErrExist) {
			t.Errorf("Link over a folder with files: %v", err)
		}
		if to, err := l.Leads(t.Context(), "real"); to != "" || err != nil {
			t.Errorf("a folder leads to %q, %v", to, err)
		}
	})
}

// breaking gives some bytes and then its error.
type breaking struct {
	at  int
	err error
}

func (b *breaking) Read(p []byte) (int, error) {
	if b.at > 0 {
		return 0, b.err
	}
	b.at++
	return copy(p, "half"), nil
}

func (b *breaking) Seek(int64, int) (int64, error) {
	b.at = 0
	return 0, nil
}

func (b *breaking) Close() error { return nil }
