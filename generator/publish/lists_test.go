package publish_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"

	"kepu/generator/filelist"
	"kepu/generator/publish"
	"kepu/generator/publish/publishtest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// fetched counts how often a list that stands with a site is fetched.
func (f *far) fetched() *atomic.Int32 {
	n := &atomic.Int32{}
	f.m.After = func(_ int, op, name string) error {
		if op == "get" && strings.HasSuffix(name, "/"+filelist.Name) {
			n.Add(1)
		}
		return nil
	}
	return n
}

// site is a small site in an edition.
func site(edition int) map[string]string {
	return map[string]string{"index.html": fmt.Sprint("home ", edition), "bases/x.html": "x", "sitemap.xml": fmt.Sprint("map ", edition)}
}

func TestAListThatIsKnownHereIsNotFetched(t *testing.T) {
	for _, k := range kinds {
		f := newFar(k)
		f.lists.sound = true
		n := f.fetched()
		edition := 0
		run := func() (fetches int32) {
			t.Helper()
			n.Store(0)
			edition++
			tree := publishtest.Tree(t, site(edition))
			if _, err := publish.Look(t.Context(), f.store(), "site", tree, f.options()); err != nil {
				t.Fatal(err)
			}
			if _, err := publish.Run(t.Context(), f.store(), "site", tree, f.options()); err != nil {
				t.Fatal(err)
			}
			if have := f.readers(); have["index.html"] != fmt.Sprint("home ", edition) || have["bases/x.html"] != "x" {
				t.Fatalf("readers have %q", have)
			}
			return n.Load()
		}
		run() // the first
		for range 6 {
			if fetches := run(); fetches > 0 {
				t.Errorf("%s: publication %d fetched %d lists", k.name, edition, fetches)
			}
		}

		// What is about to be published stands there: that is known without anything kept.
		f.lists = &lists{known: map[filelist.Sum][]byte{}}
		n.Store(0)
		if rep, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, site(edition)), f.options()); err != nil || !rep.Nothing() || n.Load() > 0 {
			t.Errorf("%s: unchanged: %+v, %v, %d lists fetched", k.name, rep, err, n.Load())
		}

		// A machine that knows nothing, or a list that cannot be its own, fetches each once, for the look and the run.
		slots := int32(1)
		if k.links {
			slots = 2
		}
		if fetches := run(); fetches != slots {
			t.Errorf("%s: another machine fetched %d lists", k.name, fetches)
		}
		for sum := range f.lists.known {
			f.lists.known[sum] = list(t, siteC)
		}
		f.lists.sound = true
		if fetches := run(); fetches != slots {
			t.Errorf("%s: with lists that are others it fetched %d", k.name, fetches)
		}

		// One that tells no times is always asked for it.
		f.m.Timeless = true
		run()
		if fetches := run(); fetches < 2 {
			t.Errorf("%s: without times it fetched %d lists", k.name, fetches)
		}
	}
}

// Somebody puts another edition there, by hand, whose list has the very same size.
func TestAListOfTheSameSizeThatSomebodyPutThere(t *testing.T) {
	for _, k := range kinds {
		f := newFar(k)
		f.lists.sound = true
		for edition := 1; edition < 6; edition++ {
			if _, err := f.publish(t, site(edition), f.options()); err != nil {
				t.Fatal(err)
			}
		}
		f.m.After = nil
		folder := "site"
		if l, ok := f.store().(store.Linker); ok {
			to, err := l.Leads(t.Context(), "site")
			if err != nil {
				t.Fatal(err)
			}
			folder = to
		}
		by := site(6)
		if len(list(t, by)) != len(list(t, site(5))) {
			t.Fatal("the list is of another size")
		}
		by[filelist.Name] = string(list(t, by))
		for file, text := range by {
			if err := f.m.Put(t.Context(), folder+"/"+file, storetest.Object(text)); err != nil {
				t.Fatal(err)
			}
		}
		// What is published now is what this machine thinks is there.
		rep, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, site(5)), f.options())
		if err != nil || rep.Nothing() {
			t.Fatalf("%+v, %v", rep, err)
		}
		if have := f.readers(); have["index.html"] != "home 5" || have["sitemap.xml"] != "map 5" {
			t.Errorf("%s: published, and readers have %q: %+v", k.name, have, rep)
		}
		f.claims(t)
	}
}

// blind is a store that tells nothing of single files, as one of an odd server.
type blind struct{ store.Store }

func (blind) Stat(context.Context, string) (store.Entry, error) {
	return store.Entry{}, errors.New("not understood")
}

// What this machine knows, or does not, and what the far side tells of its list, changes nothing of what comes to stand there.
func TestListsThatAreKnownChangeNothing(t *testing.T) {
	stands := func(with publish.Lists, s func(*storetest.Memory) store.Store) string {
		m := &storetest.Memory{Copies: true}
		f := newFar(kinds[0])
		for _, files := range []map[string]string{siteA, siteB, siteC, siteC, siteA} {
			o := f.options()
			o.Lists = with
			if _, err := publish.Run(t.Context(), s(m), "site", publishtest.Tree(t, files), o); err != nil {
				t.Fatal(err)
			}
		}
		o := f.options()
		o.Lists = with
		if _, err := publish.Rollback(t.Context(), s(m), "site", 0, o); err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, name := range storetest.Names(t, m, ".") {
			if !strings.HasSuffix(name, "state.json") { // which has times
				io.WriteString(&all, name+" "+storetest.Text(t, m, name)+"\n")
			}
		}
		return all.String()
	}
	plain := func(m *storetest.Memory) store.Store { return m }
	want := stands(nil, plain)
	for name, got := range map[string]string{
		"known":           stands(&lists{known: map[filelist.Sum][]byte{}, sound: true}, plain),
		"badly kept":      stands(&lists{known: map[filelist.Sum][]byte{}}, plain),
		"no word of file": stands(&lists{known: map[filelist.Sum][]byte{}}, func(m *storetest.Memory) store.Store { return blind{m} }),
	} {
		if got != want {
			t.Errorf("%s: there stands\n%s\nnot\n%s", name, got, want)
		}
	}
}
