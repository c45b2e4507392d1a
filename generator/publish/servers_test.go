package publish_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"kepu/generator/dirstore"
	"kepu/generator/objectstore/objecttest"
	"kepu/generator/publish"
	"kepu/generator/s3store"
	"kepu/generator/store"
)

// realPlace is a far side that a real program of others keeps, in a folder of this machine.
type realPlace struct {
	open    func(t *testing.T) store.Store // as another machine would come to it
	refused func(t *testing.T) error       // what a wrong password ends with; nil where there is none
}

// realPlaces start each kind over a folder, "" for one of the test's own.
var realPlaces = map[string]func(t *testing.T, dir string) realPlace{
	"folder": func(t *testing.T, dir string) realPlace {
		if dir == "" {
			dir = t.TempDir()
		}
		return realPlace{open: func(t *testing.T) store.Store { return must(t)(dirstore.Open(dir)) }}
	},
	"s3": func(t *testing.T, dir string) realPlace {
		p := objecttest.Versitygw(t, dir, true).Place()
		open := func(t *testing.T, secret string) (store.Store, error) {
			return s3store.Open(t.Context(), s3store.Config{Endpoint: p.Endpoint, Region: p.Region, Bucket: p.Bucket, Prefix: p.Prefix, AccessKey: p.AccessKey, SecretKey: secret})
		}
		return realPlace{
			open: func(t *testing.T) store.Store { return must(t)(open(t, p.SecretKey)) },
			refused: func(t *testing.T) error {
				s, err := open(t, "wrong")
				if err != nil {
					return err
				}
				defer s.Close()
				_, err = publish.Run(t.Context(), s, "site", treeOf(t, map[string]string{"index.html": "1"}), publish.Options{})
				return err
			},
		}
	},
}

func must(t *testing.T) func(s store.Store, err error) store.Store {
	return func(s store.Store, err error) store.Store {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

// brittle is a store that is not reached any more from a call on, as for a program that was killed then. Of the last call that
// arrives the answer may be lost.
type brittle struct {
	store.Store
	left atomic.Int64 // calls
	lost bool
}

type brittleLinker struct {
	*brittle
	linker store.Linker
}

var errKilled = errors.New("killed")

// killed returns the store as a program has it that is killed at that call.
func killed(s store.Store, at int, lost bool) store.Store {
	b := &brittle{Store: s, lost: lost}
	b.left.Store(int64(at))
	if l, ok := s.(store.Linker); ok {
		return brittleLinker{b, l}
	}
	return b
}

func (b *brittle) call(f func() error) error {
	switch left := b.left.Add(-1); {
	case left < 0:
		return errKilled
	case left == 0 && b.lost:
		return errors.Join(f(), errKilled)
	}
	return f()
}

func (b *brittle) Get(ctx context.Context, name string) (r io.ReadCloser, err error) {
	err = b.call(func() error {
		r, err = b.Store.Get(ctx, name)
		return err
	})
	return r, err
}

func (b *brittle) Put(ctx context.Context, name string, o store.Object) error {
	return b.call(func() error { return b.Store.Put(ctx, name, o) })
}

func (b *brittle) Create(ctx context.Context, name string, o store.Object) error {
	return b.call(func() error { return b.Store.Create(ctx, name, o) })
}

func (b *brittle) Copy(ctx context.Context, from, to string) error {
	return b.call(func() error { return b.Store.Copy(ctx, from, to) })
}

func (b *brittle) Remove(ctx context.Context, name string) error {
	return b.call(func() error { return b.Store.Remove(ctx, name) })
}

func (b *brittle) List(ctx context.Context, folder string, tell func(store.Entry) error) error {
	return b.call(func() error { return b.Store.List(ctx, folder, tell) })
}

func (b brittleLinker) Link(ctx context.Context, target, name string) error {
	return b.call(func() error { return b.linker.Link(ctx, target, name) })
}

func (b brittleLinker) Leads(ctx context.Context, name string) (to string, err error) {
	err = b.call(func() error {
		to, err = b.linker.Leads(ctx, name)
		return err
	})
	return to, err
}

// counted is how many calls a store got.
type counted struct {
	store.Store
	puts, bytes *atomic.Int64
}

func (c counted) Put(ctx context.Context, name string, o store.Object) error {
	c.puts.Add(1)
	c.bytes.Add(o.Size)
	return c.Store.Put(ctx, name, o)
}

// readersHave returns what readers get of the names: a server or link in front of the far side shows the same files.
func readersHave(t *testing.T, s store.Store, names []string) map[string]string {
	t.Helper()
	have := map[string]string{}
	for _, name := range names {
		r, err := s.Get(t.Context(), "site/"+name)
		if nothing(err) {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r.Close()
		have[name] = string(text)
	}
	return have
}

func nothing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// city is a small site in an edition: of forty files every fifth is another each time, and one comes while one goes.
func city(edition int) map[string]string {
	files := map[string]string{fmt.Sprintf("bases/of-%d.html", edition): "new"}
	for i := range 40 {
		since := edition - (edition+i)%5
		files[fmt.Sprintf([...]string{"bases/%d.html", "assets/%d.css", "data/%d.csv", "%d.html"}[i%4], i)] = fmt.Sprintf("file %d since %d %s", i, since, strings.Repeat("字", i*50))
	}
	return files
}

// TestRealServers: a first publication, a page that changed, one that is gone, a kill at every tenth call, a refused password, and a way back, with each kind of far side.
func TestRealServers(t *testing.T) {
	if os.Getenv("KEPU_SERVERS") == "" {
		t.Skip("set KEPU_SERVERS=1 to publish to real servers; .ci/run does")
	}
	for name, start := range realPlaces {
		t.Run(name, func(t *testing.T) {
			place := start(t, "")
			s := place.open(t)
			defer s.Close()
			o := publish.Options{Holder: "the test"}
			var all []string // every name that ever was
			run := func(s store.Store, files map[string]string) (publish.Report, error) {
				for name := range files {
					if !slices.Contains(all, name) {
						all = append(all, name)
					}
				}
				return publish.Run(t.Context(), s, "site", treeOf(t, files), o)
			}
			stands := func(files map[string]string) {
				t.Helper()
				other := place.open(t)
				defer other.Close()
				if have := readersHave(t, other, all); !maps.Equal(have, files) {
					for _, name := range all {
						if have[name] != files[name] {
							t.Errorf("%s is %.40q, not %.40q", name, have[name], files[name])
						}
					}
					t.FailNow()
				}
			}
			files := city(0)
			if rep, err := run(s, files); err != nil || !rep.First || len(rep.New) != len(files) {
				t.Fatalf("first publication: %+v, %v", rep, err)
			}
			stands(files)

			var puts, bytes atomic.Int64
			changed := maps.Clone(files)
			changed["0.html"], changed["3.html"] = "", strings.Repeat("一页改了", 1000)
			delete(changed, "0.html")
			delete(changed, "bases/of-0.html")
			var meter store.Store = counted{s, &puts, &bytes}
			if l, ok := s.(store.Linker); ok {
				meter = struct {
					counted
					linking
				}{counted{s, &puts, &bytes}, l}
			}
			rep, err := run(meter, changed)
			if err != nil || len(rep.Changed) != 1 || len(rep.Gone) != 1 {
				t.Fatalf("a page changed, one is gone: %+v, %v", rep, err)
			}
			if puts.Load() > 10 || bytes.Load() > 40_000 {
				t.Errorf("one page changed, and %d files of %d bytes travelled", puts.Load(), bytes.Load())
			}
			stands(changed)

			// Each publication is killed at a later call than the one before, until one ends before it is.
			before, edition := changed, 0
			for killedOne := true; killedOne; {
				edition++
				next := city(edition)
				at := 10*edition - 9
				_, err := run(killed(s, at, edition%2 == 0), next)
				killedOne = err != nil
				if killedOne && !errors.Is(err, errKilled) || edition > 50 {
					t.Fatalf("killed at call %d: %v", at, err)
				}
				for name, text := range readersHave(t, s, all) {
					if text != before[name] && text != next[name] {
						t.Fatalf("killed at call %d: readers get %s = %.40q, of neither edition", at, name, text)
					}
				}
				if killedOne {
					if _, err := run(s, next); err != nil {
						t.Fatalf("after a kill at call %d: %v", at, err)
					}
				}
				stands(next)
				before = next
			}
			if edition < 5 {
				t.Errorf("a publication is of %d calls only: too few to be killed at every tenth", 10*edition)
			}
			t.Logf("killed at %d calls", edition-1)

			back := city(edition - 1)
			list, err := publish.Releases(t.Context(), s, "site")
			if err != nil || len(list) == 0 {
				t.Fatal(list, err)
			}
			if len(list) < 2 { // no copies on the far side
				if _, ok := s.(store.Linker); ok || name != "ftps" {
					t.Errorf("there is no way back: %+v", list)
				}
			} else {
				if _, err := publish.Rollback(t.Context(), s, "site", list[1].Number, o); err != nil {
					t.Fatal(err)
				}
				stands(back)
			}
			if place.refused != nil {
				if err := place.refused(t); !errors.Is(err, store.ErrDenied) {
					t.Errorf("a wrong password: %v", err)
				}
			}
		})
	}
}

// linking is what a Linker has besides.
type linking interface {
	Link(ctx context.Context, target, name string) error
	Leads(ctx context.Context, name string) (string, error)
}
