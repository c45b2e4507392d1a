package publish_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kepu/generator/dirstore"
	"kepu/generator/objectstore/objecttest"
	"kepu/generator/publish"
	"kepu/generator/s3store"
	"kepu/generator/store"
)

// frail is a store of which every call fails from one on.
type frail struct {
	store.Store
	left *atomic.Int64
}

var errKilled = errors.New("killed")

func (f frail) call() error {
	if f.left.Add(-1) < 0 {
		return errKilled
	}
	return nil
}

func (f frail) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	if err := f.call(); err != nil {
		return nil, err
	}
	return f.Store.Get(ctx, name)
}

func (f frail) Put(ctx context.Context, name string, o store.Object) error {
	if err := f.call(); err != nil {
		return err
	}
	return f.Store.Put(ctx, name, o)
}

func (f frail) Create(ctx context.Context, name string, o store.Object) error {
	if err := f.call(); err != nil {
		return err
	}
	return f.Store.Create(ctx, name, o)
}

func (f frail) Copy(ctx context.Context, from, to string) error {
	if err := f.call(); err != nil {
		return err
	}
	return f.Store.Copy(ctx, from, to)
}

func (f frail) Remove(ctx context.Context, name string) error {
	if err := f.call(); err != nil {
		return err
	}
	return f.Store.Remove(ctx, name)
}

func (f frail) List(ctx context.Context, folder string, tell func(store.Entry) error) error {
	if err := f.call(); err != nil {
		return err
	}
	return f.Store.List(ctx, folder, tell)
}

type frailLinker struct {
	frail
	l store.Linker
}

func (f frailLinker) Link(ctx context.Context, target, name string) error {
	if err := f.call(); err != nil {
		return err
	}
	return f.l.Link(ctx, target, name)
}

func (f frailLinker) Leads(ctx context.Context, name string) (string, error) {
	if err := f.call(); err != nil {
		return "", err
	}
	return f.l.Leads(ctx, name)
}

// killedAfter returns the store as it is for a run that dies after n calls.
func killedAfter(s store.Store, n int) store.Store {
	left := &atomic.Int64{}
	left.Store(int64(n))
	f := frail{s, left}
	if l, ok := s.(store.Linker); ok {
		return frailLinker{f, l}
	}
	return f
}

// edition is a site whose pages all say which edition they are of; one page comes and goes.
func edition(n int) map[string]string {
	files := map[string]string{"assets/s.css": "style", "data/x.csv": fmt.Sprint("data ", n), "sitemap.xml": fmt.Sprint("map ", n), fmt.Sprintf("bases/only-%d.html", n%3): fmt.Sprint("edition ", n)}
	for i := range 40 {
		files[fmt.Sprintf("bases/%d.html", i)] = fmt.Sprint("edition ", n)
	}
	return files
}

// stands returns what stands at the root, by the store itself.
func standing(t *testing.T, s store.Store, root string) map[string]string {
	t.Helper()
	folder := root
	if l, ok := s.(store.Linker); ok {
		if to, err := l.Leads(t.Context(), root); err == nil && to != "" {
			folder = to
		}
	}
	out := map[string]string{}
	if err := s.List(t.Context(), folder, func(e store.Entry) error {
		name := strings.TrimPrefix(e.Name, folder+"/")
		if strings.HasPrefix(name, ".kepu") {
			return nil
		}
		r, err := s.Get(t.Context(), e.Name)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(r)
		out[name] = string(text)
		return errors.Join(err, r.Close())
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// A run is killed at every tenth call, and the next one finishes: on a disk, in place and by releases, and where there is one at a real store of objects.
func TestKilledAtEveryTenthCallOfARealStore(t *testing.T) {
	places := map[string]func(t *testing.T) (store.Store, string){
		"folder": func(t *testing.T) (store.Store, string) { return disk(t, t.TempDir()), "site" },
		"folder in place": func(t *testing.T) (store.Store, string) {
			return struct{ store.Store }{disk(t, t.TempDir())}, "site"
		},
		"versitygw": func(t *testing.T) (store.Store, string) {
			if os.Getenv("KEPU_SERVERS") != "1" {
				t.Skip("KEPU_SERVERS is not 1")
			}
			p := objecttest.Versitygw(t, "", true).Place()
			s, err := s3store.Open(t.Context(), s3store.Config{Endpoint: p.Endpoint, Region: p.Region, Bucket: p.Bucket, AccessKey: p.AccessKey, SecretKey: p.SecretKey})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			return s, "."
		},
	}
	for _, name := range slices.Sorted(maps.Keys(places)) {
		t.Run(name, func(t *testing.T) {
			s, root := places[name](t)
			o := publish.Options{Holder: "test"}
			n, kills := 1, 0
			if _, err := publish.Run(t.Context(), s, root, treeOf(t, edition(n)), o); err != nil {
				t.Fatal(err)
			}
			for at := 10; ; at += 10 {
				n++
				_, err := publish.Run(t.Context(), killedAfter(s, at), root, treeOf(t, edition(n)), o)
				if err == nil {
					break
				}
				if !errors.Is(err, errKilled) {
					t.Fatal(err)
				}
				kills++
				for page, text := range standing(t, s, root) {
					if text != edition(n - 1)[page] && text != edition(n)[page] {
						t.Fatalf("killed after %d calls: %s is %q", at, page, text)
					}
				}
				n++
				if _, err := publish.Run(t.Context(), s, root, treeOf(t, edition(n)), o); err != nil {
					t.Fatalf("after a kill after %d calls: %v", at, err)
				}
				if got := standing(t, s, root); !maps.Equal(got, edition(n)) {
					t.Fatalf("after a kill after %d calls: %q", at, got)
				}
			}
			if kills < 5 {
				t.Errorf("there were only %d kills", kills)
			}
			rep, err := publish.Rollback(t.Context(), s, root, 0, o)
			if err != nil {
				t.Fatal(err)
			}
			if got := standing(t, s, root); !maps.Equal(got, edition(n-1)) {
				t.Fatalf("back, as number %d: %q", rep.Number, got)
			}
		})
	}
}

func disk(t *testing.T, dir string) store.Linker {
	t.Helper()
	s, err := dirstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Readers who open pages all the time find each of them, whole, and never one that is older than what they have seen of it; where there are links, what they
// find in the folder that the link leads to is of one edition.
func TestReadersOfAFolderWhilePublicationsRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("readers hold files open, which is waited for: dirstore's tests have that")
	}
	for _, links := range []bool{true, false} {
		dir := t.TempDir()
		s := store.Store(disk(t, dir))
		if !links {
			s = struct{ store.Store }{s}
		}
		publishes := func(n int) {
			if _, err := publish.Run(t.Context(), s, "site", treeOf(t, edition(n)), publish.Options{Holder: "test"}); err != nil {
				t.Fatal(err)
			}
		}
		publishes(1)
		var read atomic.Int64
		done := make(chan struct{})
		var wg sync.WaitGroup
		for reader := range 2 {
			wg.Go(func() {
				seen := map[string]int{}
				for i := 0; ; i++ {
					select {
					case <-done:
						return
					default:
					}
					page := path.Join("bases", fmt.Sprint((i*7+reader)%40)+".html")
					text, err := os.ReadFile(filepath.Join(dir, "site", filepath.FromSlash(page)))
					var n int
					if _, bad := fmt.Sscanf(string(text), "edition %d", &n); err != nil || bad != nil || n < seen[page] {
						t.Errorf("links: %t: %s reads %q after edition %d, %v", links, page, text, seen[page], err)
						return
					}
					seen[page] = n
					if links { // a newer page is never followed by an older one
						for p := range seen {
							seen[p] = n
						}
					}
					read.Add(1)
					time.Sleep(50 * time.Microsecond) // or the publications hardly come to run
				}
			})
		}
		for n := 2; n <= 13; n++ {
			publishes(n)
		}
		close(done)
		wg.Wait()
		if read.Load() < 50 {
			t.Errorf("links: %t: only %d pages were read", links, read.Load())
		}
		t.Logf("links: %t: %d pages were read during 12 publications", links, read.Load())
	}
}
