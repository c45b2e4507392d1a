// Package publishtest holds publishing to its promises with a kind of store, real servers above all.
package publishtest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"kepu/generator/filelist"
	"kepu/generator/publish"
	"kepu/generator/store"
)

// Place is a far side.
type Place struct {
	Open   func(t *testing.T) store.Store // as another machine would come to it
	Root   string                         // the name of the site there
	Wrong  func(t *testing.T) error       // what coming with a wrong password ends with, at the latest when something is done; nil where there are no passwords
	NoBack bool                           // it has no copies: there is no way back
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

func (b *brittle) Stat(ctx context.Context, name string) (e store.Entry, err error) {
	err = b.call(func() error {
		e, err = b.Store.Stat(ctx, name)
		return err
	})
	return e, err
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

// lists are those that this machine knows.
type lists struct{ known sync.Map }

func (l *lists) Recall(sum filelist.Sum) []byte {
	text, _ := l.known.Load(sum)
	b, _ := text.([]byte)
	return b
}

func (l *lists) Keep(sum filelist.Sum, text []byte) { l.known.Store(sum, text) }

// meter counts what is put, and lists that are fetched.
type meter struct {
	store.Store
	puts, bytes, lists atomic.Int64
}

func (m *meter) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	r, err := m.Store.Get(ctx, name)
	if err == nil && path.Base(name) == filelist.Name {
		m.lists.Add(1)
	}
	return r, err
}

type meterLinker struct {
	*meter
	linker store.Linker
}

func (m *meter) Put(ctx context.Context, name string, o store.Object) error {
	m.puts.Add(1)
	m.bytes.Add(o.Size)
	return m.Store.Put(ctx, name, o)
}

func (m meterLinker) Link(ctx context.Context, target, name string) error {
	return m.linker.Link(ctx, target, name)
}

func (m meterLinker) Leads(ctx context.Context, name string) (string, error) {
	return m.linker.Leads(ctx, name)
}

// readersHave returns what readers get of the names: a server or link in front of the far side shows the same files.
func readersHave(t *testing.T, s store.Store, root string, names []string) map[string]string {
	t.Helper()
	have := map[string]string{}
	for _, name := range names {
		r, err := s.Get(t.Context(), path.Join(root, name))
		if errors.Is(err, fs.ErrNotExist) {
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

// city is a small site in an edition: of forty files every fifth is another each time, and one comes while one goes.
func city(edition int) map[string]string {
	files := map[string]string{fmt.Sprintf("bases/of-%d.html", edition): "new"}
	for i := range 40 {
		since := edition - (edition+i)%5
		files[fmt.Sprintf([...]string{"bases/%d.html", "assets/%d.css", "data/%d.csv", "%d.html"}[i%4], i)] = fmt.Sprintf("file %d since %d %s", i, since, strings.Repeat("字", i*50))
	}
	return files
}

// Run publishes to the place: first, with one page changed and one gone, killed at every tenth call and made again, and back.
func Run(t *testing.T, place Place) {
	s := place.Open(t)
	defer s.Close()
	o := publish.Options{Holder: "the test", Lists: &lists{}}
	var all []string // every name that ever was
	run := func(s store.Store, files map[string]string) (publish.Report, error) {
		for name := range files {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
		return publish.Run(t.Context(), s, place.Root, Tree(t, files), o)
	}
	stands := func(files map[string]string) {
		t.Helper()
		other := place.Open(t)
		defer other.Close()
		have := readersHave(t, other, place.Root, all)
		for _, name := range all {
			if have[name] != files[name] {
				t.Fatalf("%s is %.40q, not %.40q", name, have[name], files[name])
			}
		}
	}

	files := city(0)
	if rep, err := run(s, files); err != nil || !rep.First || len(rep.New) != len(files) {
		t.Fatalf("first publication: %+v, %v", rep, err)
	}
	stands(files)

	changed := maps.Clone(files)
	changed["3.html"] = strings.Repeat("一页改了", 1000)
	delete(changed, "bases/of-0.html")
	m := &meter{Store: s}
	var metered store.Store = m
	if l, ok := s.(store.Linker); ok {
		metered = meterLinker{m, l}
	}
	rep, err := run(metered, changed)
	if err != nil || len(rep.Changed) != 1 || len(rep.Gone) != 1 {
		t.Fatalf("a page changed, one is gone: %+v, %v", rep, err)
	}
	if m.puts.Load() > 10 || m.bytes.Load() > 60_000 {
		t.Errorf("one page changed, and %d files of %d bytes travelled", m.puts.Load(), m.bytes.Load())
	}
	if e, err := s.Stat(t.Context(), path.Join(place.Root, filelist.Name)); err != nil || e.Size == 0 {
		t.Errorf("of the list is told %+v, %v", e, err)
	} else if m.lists.Load() > 0 && !e.Modified.IsZero() {
		t.Errorf("the list, which this machine had put, was fetched %d times", m.lists.Load())
	}
	stands(changed)

	// Each publication is killed at a later call than the one before, until one ends before it is.
	before, edition := changed, 0
	for wasKilled := true; wasKilled; {
		edition++
		next := city(edition)
		at := 10*edition - 9
		_, err := run(killed(s, at, edition%2 == 0), next)
		wasKilled = err != nil
		if wasKilled && !errors.Is(err, errKilled) || edition > 50 {
			t.Fatalf("killed at call %d: %v", at, err)
		}
		for name, text := range readersHave(t, s, place.Root, all) {
			if text != before[name] && text != next[name] {
				t.Fatalf("killed at call %d: readers get %s = %.40q, of neither edition", at, name, text)
			}
		}
		if wasKilled {
			if _, err := run(s, next); err != nil {
				t.Fatalf("after a kill at call %d: %v", at, err)
			}
		}
		stands(next)
		before = next
	}
	if edition < 4 {
		t.Errorf("a publication is of %d calls only: too few to be killed at every tenth", 10*edition)
	}
	t.Logf("killed at %d calls", edition-1)

	list, err := publish.Releases(t.Context(), s, place.Root)
	switch {
	case err != nil:
		t.Fatal(err)
	case place.NoBack:
		for _, r := range list[1:] {
			if _, err := publish.Rollback(t.Context(), s, place.Root, r.Number, o); !errors.Is(err, publish.ErrNoWay) {
				t.Errorf("back to %d, of which nothing was kept: %v", r.Number, err)
			}
		}
	case len(list) < 2:
		t.Errorf("there is no way back: %+v", list)
	default:
		if _, err := publish.Rollback(t.Context(), s, place.Root, list[1].Number, o); err != nil {
			t.Fatal(err)
		}
		stands(city(edition - 1))
	}
	if place.Wrong != nil {
		if err := place.Wrong(t); !errors.Is(err, store.ErrDenied) {
			t.Errorf("a wrong password: %v", err)
		}
	}
}

// Full publishes to a place on a small disk, twice: what fits, and what does not. Readers keep what they had, and what fits again is published.
func Full(t *testing.T, place Place) {
	s := place.Open(t)
	defer s.Close()
	o := publish.Options{Holder: "the test", Lists: &lists{}}
	small := city(0)
	if _, err := publish.Run(t.Context(), s, place.Root, Tree(t, small), o); err != nil {
		t.Fatal(err)
	}
	large := city(1)
	for i := range 200 {
		large[fmt.Sprintf("assets/files/%d.pdf", i)] = strings.Repeat(fmt.Sprint(i%10), 100_000)
	}
	if _, err := publish.Run(t.Context(), s, place.Root, Tree(t, large), o); !errors.Is(err, store.ErrFull) {
		t.Fatalf("20 MB on a small disk: %v", err)
	}
	for name, text := range readersHave(t, s, place.Root, slices.Collect(maps.Keys(small))) {
		if text != small[name] && text != large[name] {
			t.Errorf("on a full disk readers get %s = %.40q", name, text)
		}
	}
	next := city(2)
	if _, err := publish.Run(t.Context(), s, place.Root, Tree(t, next), o); err != nil {
		t.Fatalf("what fits, after what did not: %v", err)
	}
	have := readersHave(t, s, place.Root, slices.Collect(maps.Keys(next)))
	if !maps.Equal(have, next) {
		t.Error("after the disk was full, readers get another site than was published")
	}
}

// Tree is a site of these files, as a build leaves it.
func Tree(t testing.TB, files map[string]string) *publish.Tree {
	t.Helper()
	dir, list := fstest.MapFS{}, filelist.List{}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
		list[name] = sha256.Sum256([]byte(text))
	}
	dir[filelist.Name] = &fstest.MapFile{Data: list.Encode()}
	tree, err := publish.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}
