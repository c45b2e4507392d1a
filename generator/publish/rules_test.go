package publish_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"kepu/generator/dirstore"
	"kepu/generator/filelist"
	"kepu/generator/publish"
	"kepu/generator/publish/publishtest"
	"kepu/generator/remove/removetest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// calls notes the calls that change something, as "put site/index.html".
func (f *far) calls() *[]string {
	var all []string
	var mu sync.Mutex
	f.m.After = func(_ int, op, name string) error {
		if op != "get" && op != "list" && op != "stat" {
			mu.Lock()
			defer mu.Unlock()
			all = append(all, op+" "+name)
		}
		return nil
	}
	return &all
}

func TestTheOrderInWhichFilesArrive(t *testing.T) {
	f := newFar(kinds[0])
	if _, err := f.publish(t, siteA, f.options()); err != nil {
		t.Fatal(err)
	}
	calls := f.calls()
	if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteB), f.options()); err != nil {
		t.Fatal(err)
	}
	want := []string{"create site/.kepu/lock", "put site/.kepu/intent", "put site/assets/new.css", "put site/data/bases.csv", "put site/bases/z.html", "put site/index.html", "put site/sitemap.xml",
		"put site/.kepu.sha256", "remove site/bases/y.html", "remove site/twin.html", "put site/.kepu/state.json", "remove site/.kepu/progress", "remove site/.kepu/intent", "remove site/.kepu/lock"}
	got := slices.DeleteFunc(slices.Clone(*calls), func(s string) bool { return strings.HasPrefix(s, "copy") })
	if i := slices.Index(got, "remove site/twin.html"); i > 0 && got[i-1] != "remove site/bases/y.html" && i+1 < len(got) {
		got[i], got[i+1] = got[i+1], got[i] // the two go at once
	}
	if !slices.Equal(got, want) {
		t.Errorf("calls are\n%s", strings.Join(got, "\n"))
	}
	*calls = nil
	if rep, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteB), f.options()); err != nil || !rep.Nothing() {
		t.Errorf("published again: %+v, %v", rep, err)
	}
	if want := []string{"create site/.kepu/lock", "remove site/.kepu/lock"}; !slices.Equal(*calls, want) {
		t.Errorf("published again: %q", *calls)
	}
}

func TestARunThatIsStoppedIsNotDoneTwice(t *testing.T) {
	for _, k := range kinds {
		f := newFar(k)
		files := map[string]string{}
		for i := range 900 {
			files[fmt.Sprintf("bases/%d.html", i)] = fmt.Sprint("base ", i)
		}
		f.stopAt(700)
		if _, err := f.publish(t, files, f.options()); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		f.heal()
		resumed := false
		o := f.options()
		o.Resumes = func() { resumed = true }
		rep, err := f.publish(t, files, o)
		if err != nil || !resumed || rep.Puts > 230 {
			t.Errorf("%s: %d files were put again, %v, told: %t", k.name, rep.Puts, err, resumed)
		}

		// A kill leaves nobody to write down the last ones.
		f = newFar(k)
		f.failFrom(700, false)
		if _, err := f.publish(t, files, f.options()); err == nil {
			t.Fatal("the kill was not noticed")
		}
		f.heal()
		if rep, err := f.publish(t, files, f.options()); err != nil || rep.Puts > 650 { // of the last notes one may have been on its way
			t.Errorf("%s: after a kill %d files were put again, %v", k.name, rep.Puts, err)
		}
	}
}

// Some time after a run that broke off the store is asked to look at all that stands there, once.
func TestHalfWrittenFilesAreLookedFor(t *testing.T) {
	for _, k := range kinds {
		f := newFar(k)
		lists := 0
		publishes := func(s map[string]string) int {
			t.Helper()
			lists = 0
			f.m.After = func(_ int, op, name string) error {
				if op == "list" && (name == "site" || name == "site.releases") {
					lists++
				}
				return nil
			}
			if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, s), f.options()); err != nil {
				t.Fatal(err)
			}
			return lists
		}
		publishes(siteA)
		f.failFrom(12, false)
		if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteB), f.options()); err == nil {
			t.Fatal("the kill was not noticed")
		}
		f.heal()
		publishes(siteB)
		f.now = f.now.Add(20 * time.Hour)
		soon := publishes(siteA)
		f.now = f.now.Add(6 * time.Hour)
		later, after := publishes(siteB), publishes(siteC)
		if soon != 0 || later != 1 || after != 0 {
			t.Errorf("%s: looked %d times soon, %d later, %d after that", k.name, soon, later, after)
		}
	}
}

func TestWaysBack(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			f := newFar(k)
			for i, s := range []map[string]string{siteA, siteB, siteC, siteA} {
				f.now = f.now.Add(time.Hour)
				o := f.options()
				o.Words = func(publish.Changes) string { return fmt.Sprint("words ", i+1) }
				if rep, err := f.publish(t, s, o); err != nil || rep.Number != i+1 || rep.NoBack != (!k.copies && i > 0) {
					t.Fatalf("%+v, %v", rep, err)
				}
			}
			numbers := func() (out []int) {
				all, err := publish.Releases(t.Context(), f.store(), "site")
				if err != nil {
					t.Fatal(err)
				}
				for _, r := range all {
					out = append(out, r.Number)
					if r.Number <= 4 && (r.Words != fmt.Sprint("words ", r.Number) || r.Time.Hour() != 8+r.Number || r.Files == 0) {
						t.Errorf("%+v", r)
					}
				}
				return out
			}
			if got := numbers(); !slices.Equal(got, []int{4, 3, 2}) {
				t.Errorf("kept are %v", got)
			}
			if _, err := f.rollback(t, 1, f.options()); !errors.Is(err, publish.ErrNoWay) {
				t.Errorf("back to one that is not kept: %v", err)
			}
			_, _, err := publish.LookBack(t.Context(), f.store(), "site", 0, f.options())
			if !k.copies {
				if !errors.Is(err, publish.ErrNoWay) {
					t.Errorf("back without copies: %v", err)
				}
				return
			}
			c, to, err := publish.LookBack(t.Context(), f.store(), "site", 0, f.options())
			if err != nil || to.Number != 3 || len(c.New) != 1 || len(c.Gone) != 2 && len(c.Gone) != 1 {
				t.Errorf("a look back: %+v, %+v, %v", c, to, err)
			}
			for _, step := range []struct{ to, number int }{{3, 5}, {5, 5}, {4, 6}} {
				if rep, err := f.rollback(t, step.to, f.options()); err != nil || rep.Number != step.number {
					t.Fatalf("back to %d: %+v, %v", step.to, rep, err)
				}
			}
			if got := numbers(); got[0] != 6 || !slices.Contains(got, 5) {
				t.Errorf("kept are %v", got)
			}
			if _, err := f.publish(t, siteB, f.options()); err != nil {
				t.Fatal(err)
			}
			tidy(t, f)
		})
	}
}

// Going back again goes further back, in the order in which editions were published, and never to what was just left.
func TestGoingBackAgain(t *testing.T) {
	for _, k := range kinds {
		if !k.copies {
			continue
		}
		t.Run(k.name, func(t *testing.T) {
			f := newFar(k)
			o := f.options()
			o.Releases = 6
			for _, s := range []map[string]string{siteA, siteB, siteC} {
				f.now = f.now.Add(time.Hour)
				if _, err := f.publish(t, s, o); err != nil {
					t.Fatal(err)
				}
			}
			back := func(to, number, first, hour int) {
				t.Helper()
				f.now = f.now.Add(time.Hour)
				_, plan, err := publish.LookBack(t.Context(), f.store(), "site", to, o)
				if err != nil {
					t.Fatal(err)
				}
				rep, err := publish.Rollback(t.Context(), f.store(), "site", to, o)
				if err != nil || rep.Number != number || rep.To != plan {
					t.Fatalf("%+v, %v, planned %+v", rep, err, plan)
				}
				if n, when := rep.To.Original(); n != first || when.Hour() != hour {
					t.Errorf("back to %d of %v", n, when)
				}
				all, err := publish.Releases(t.Context(), f.store(), "site")
				if err != nil {
					t.Fatal(err)
				}
				if n, when := all[0].Original(); n != first || when.Hour() != hour {
					t.Errorf("readers have %+v", all[0])
				}
				if want := []map[string]string{siteA, siteB, siteC, siteA}[first-1]; !maps.Equal(f.readers(), want) {
					t.Errorf("back at %d readers get %q", first, f.readers())
				}
			}
			f.m.After = nil
			back(0, 4, 2, 10)
			back(0, 5, 1, 9)
			var no *publish.NoWay
			if _, err := publish.Rollback(t.Context(), f.store(), "site", 0, o); !errors.As(err, &no) || len(no.Kept) < 2 || no.Last != 5 {
				t.Fatalf("before the first there is nothing: %v, %+v", err, no)
			}
			back(2, 6, 2, 10) // of releases the second is kept as the fourth
			back(3, 7, 3, 11)
			back(0, 8, 2, 10)
			if c, err := publish.Look(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), o); err != nil || c.Back.Number != 8 || c.Back.Back != 2 {
				t.Errorf("forward again: %+v, %v", c.Back, err)
			}
			if c, err := publish.Look(t.Context(), f.store(), "site", publishtest.Tree(t, siteB), o); err != nil || c.Back.Number != 0 {
				t.Errorf("the same again: %+v, %v", c.Back, err)
			}
			if rep, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), o); err != nil || rep.Number != 9 {
				t.Fatalf("%+v, %v", rep, err)
			}
			back(0, 10, 2, 10) // what readers had before, not the third, which was left
		})
	}
}

// When what is noted was deleted, all is put again: that is the way to mend what somebody removed or changed there by hand.
func TestWhereTheNotesWereDeleted(t *testing.T) {
	for _, k := range kinds {
		f := newFar(k)
		for _, s := range []map[string]string{siteB, siteA} {
			if _, err := f.publish(t, s, f.options()); err != nil {
				t.Fatal(err)
			}
		}
		f.m.After = nil
		for name := range f.m.Files() {
			if strings.Contains(name, ".kepu/") || strings.HasSuffix(name, "bases/x.html") {
				if err := f.m.Remove(t.Context(), name); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i, s := range []map[string]string{siteA, siteC, siteB} { // the first puts back what readers miss
			if rep, err := f.publish(t, s, f.options()); err != nil || rep.Forgot != (i == 0) {
				t.Errorf("%s: %+v, %v", k.name, rep, err)
			}
			if all, err := publish.Releases(t.Context(), f.store(), "site"); err != nil || len(all) != i+1 {
				t.Errorf("%s: kept are %+v, %v", k.name, all, err)
			}
			f.heal()
		}
	}
}

// takes the lock while many files are put.
func TestARunThatLostItsLockEndsSoon(t *testing.T) {
	f := newFar(kinds[0])
	files := map[string]string{}
	for i := range 2000 {
		files[fmt.Sprintf("bases/%d.html", i)] = fmt.Sprint("base ", i)
	}
	var puts atomic.Int64
	f.m.After = func(_ int, _, name string) error {
		if !strings.HasPrefix(name, "site/bases/") {
			return nil
		}
		time.Sleep(100 * time.Microsecond) // in memory all would be put while the lock is looked for
		if puts.Add(1) == 100 {
			return f.m.Put(t.Context(), "site/.kepu/lock", storetest.Object(`{"id":"another"}`))
		}
		return nil
	}
	if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, files), f.options()); !errors.Is(err, publish.ErrLost) {
		t.Errorf("%v", err)
	}
	if n := puts.Load(); n > 1000 {
		t.Errorf("%d files were put after the lock was lost", n-100)
	}
}

// A publication that had come to its switch, and no further, is one like others.
func TestBackFromAPublicationThatBrokeOffAfterItsSwitch(t *testing.T) {
	f := newFar(kinds[2])
	for _, s := range []map[string]string{siteA, siteB} {
		if _, err := f.publish(t, s, f.options()); err != nil {
			t.Fatal(err)
		}
	}
	f.attempts = append(f.attempts, siteC)
	broken := errors.New("killed")
	dead := false
	f.m.Before = func(_ int, _, name string) error {
		if dead {
			return broken
		}
		return nil
	}
	f.m.After = func(_ int, op, name string) error {
		dead = dead || op == "put" && name == "links/site"
		return nil
	}
	if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), f.options()); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	f.heal()
	f.numbers[3] = siteC
	for _, step := range []struct{ to, number int }{{2, 4}, {3, 5}, {1, 6}} {
		if rep, err := f.rollback(t, step.to, f.options()); err != nil || rep.Number != step.number {
			t.Fatalf("back to %d: %+v, %v", step.to, rep, err)
		}
	}
}

// Where somebody has put another list there, what it says is not believed, and nothing is kept as what it says.
func TestAListThatSomebodyPutThere(t *testing.T) {
	f := newFar(kinds[0])
	if _, err := f.publish(t, siteA, f.options()); err != nil {
		t.Fatal(err)
	}
	if err := f.m.Put(t.Context(), "site/"+filelist.Name, storetest.Object(string(list(t, siteC)))); err != nil {
		t.Fatal(err)
	}
	f.failFrom(9, false)
	if _, err := f.publish(t, siteB, f.options()); err == nil {
		t.Fatal("the kill was not noticed")
	}
	f.heal()
	if err := f.m.Put(t.Context(), "site/"+filelist.Name, storetest.Object(string(list(t, siteA)))); err != nil {
		t.Fatal(err)
	}
	if _, err := f.publish(t, siteB, f.options()); err != nil { // claims are held
		t.Fatal(err)
	}
}

func TestWhatIsGoneStandsForAWhile(t *testing.T) {
	for _, k := range kinds {
		f := newFar(k)
		o := f.options()
		o.Keep = 7 * 24 * time.Hour
		for _, s := range []map[string]string{siteA, siteB} {
			if _, err := f.publish(t, s, o); err != nil {
				t.Fatal(err)
			}
		}
		if f.readers()["bases/y.html"] != "y" {
			t.Errorf("%s: a page went at once", k.name)
		}
		f.now = f.now.Add(6 * 24 * time.Hour)
		if rep, err := f.publish(t, siteB, o); err != nil || rep.Stands != 2 || rep.Removes != 0 || f.readers()["bases/y.html"] != "y" {
			t.Errorf("%s: after six days: %+v, %v", k.name, rep, err)
		}
		f.now = f.now.Add(25 * time.Hour)
		if rep, err := f.publish(t, siteB, o); err != nil || rep.Stands != 0 || rep.Removes != 2 || f.readers()["bases/y.html"] != "" {
			t.Errorf("%s: after seven days: %+v, %v", k.name, rep, err)
		}
		if rep, err := f.publish(t, siteB, o); err != nil || !rep.Nothing() {
			t.Errorf("%s: and again: %+v, %v", k.name, rep, err)
		}
	}
}

func TestPlacesOfOthers(t *testing.T) {
	for _, k := range kinds {
		f := newFar(k)
		put := func(name string) {
			t.Helper()
			if err := f.m.Put(t.Context(), name, storetest.Object("theirs")); err != nil {
				t.Fatal(err)
			}
		}
		put("site/index.html")
		put("site/.htaccess")
		var foreign *publish.Foreign
		if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteA), f.options()); !errors.As(err, &foreign) {
			t.Errorf("%s: a folder of others: %v", k.name, err)
		}
		if _, err := publish.Look(t.Context(), f.store(), "site", publishtest.Tree(t, siteA), f.options()); !errors.As(err, &foreign) {
			t.Errorf("%s: a look at a folder of others: %v", k.name, err)
		}
		if names := slices.Sorted(maps.Keys(f.m.Files())); !slices.Equal(names, []string{"site/.htaccess", "site/index.html"}) {
			t.Errorf("%s: there are %q", k.name, names)
		}

		// One that somebody copied here by hand is ours, and nothing of it is believed.
		if err := f.m.Put(t.Context(), "site/"+filelist.Name, storetest.Object(string(list(t, siteA)))); err != nil {
			t.Fatal(err)
		}
		f.m.After = nil
		if rep, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteA), f.options()); err != nil || rep.Puts != len(siteA) || rep.Way != publish.InPlace {
			t.Errorf("%s: a copy by hand: %+v, %v", k.name, rep, err)
		}
		if f.m.Files()["site/index.html"].Text != "home A" || f.m.Files()["site/.htaccess"].Text != "theirs" {
			t.Errorf("%s: after it: %q", k.name, f.m.Files())
		}
	}
	f := newFar(kinds[2])
	if err := f.store().(store.Linker).Link(t.Context(), "elsewhere/www", "site"); err != nil {
		t.Fatal(err)
	}
	var foreign *publish.Foreign
	if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteA), f.options()); !errors.As(err, &foreign) {
		t.Errorf("a link of others: %v", err)
	}
}

func list(t *testing.T, files map[string]string) []byte {
	return publishtest.Tree(t, files).List.Encode()
}

// noLinks is a store that has links and may not make any.
type noLinks struct{ linked }

func (noLinks) Link(context.Context, string, string) error { return store.ErrDenied }

func TestWhereLinksCannotBeMade(t *testing.T) {
	f := newFar(kinds[2])
	f.m.After = nil
	for _, s := range []map[string]string{siteA, siteB} {
		if rep, err := publish.Run(t.Context(), noLinks{linked{f.m}}, "site", publishtest.Tree(t, s), f.options()); err != nil || rep.Way != publish.InPlace {
			t.Fatalf("%+v, %v", rep, err)
		}
	}
	for name := range f.m.Files() {
		if !strings.HasPrefix(name, "site/") {
			t.Errorf("%s is left", name)
		}
	}
}

// onlyInside is a store in which nothing may be written beside the site's folder, and that folder not be made.
type onlyInside struct{ linked }

func (s onlyInside) Put(ctx context.Context, name string, o store.Object) error {
	if !strings.HasPrefix(name, "site/") {
		return store.ErrDenied
	}
	return s.linked.Put(ctx, name, o)
}

func (s onlyInside) Create(ctx context.Context, name string, o store.Object) error {
	if !strings.HasPrefix(name, "site/") {
		return store.ErrDenied
	}
	return s.linked.Create(ctx, name, o)
}

func (onlyInside) Link(context.Context, string, string) error { return store.ErrDenied }

// Where the folder above may not be written to, the site stands in place, and stays so.
func TestWhereTheFolderAboveIsClosed(t *testing.T) {
	f := newFar(kinds[2])
	f.m.After = nil
	s := onlyInside{linked{f.m}}
	for _, files := range []map[string]string{siteA, siteB} {
		if rep, err := publish.Run(t.Context(), s, "site", publishtest.Tree(t, files), f.options()); err != nil || rep.Way != publish.InPlace {
			t.Fatalf("%+v, %v", rep, err)
		}
	}
	if _, err := publish.Run(t.Context(), s, "other", publishtest.Tree(t, siteA), f.options()); !errors.Is(err, store.ErrDenied) {
		t.Errorf("a folder that may not be made: %v", err)
	}
	for name := range f.m.Files() {
		if !strings.HasPrefix(name, "site/") {
			t.Errorf("%s is left", name)
		}
	}
}

func TestTheLock(t *testing.T) {
	for _, k := range kinds {
		f := newFar(k)
		if _, err := f.publish(t, siteA, f.options()); err != nil {
			t.Fatal(err)
		}
		f.failFrom(8, false)
		if _, err := f.publish(t, siteB, f.options()); err == nil {
			t.Fatal("the kill was not noticed")
		}
		f.heal()
		o := f.options()
		o.Holder, o.Who = "other", "another machine"
		var busy *publish.Busy
		if _, err := f.publish(t, siteB, o); !errors.As(err, &busy) || busy.Lock.Who != "tester" || !busy.Lock.Since.Equal(f.now) {
			t.Errorf("%s: while somebody publishes: %v", k.name, err)
		}
		f.now = f.now.Add(11 * time.Minute)
		o.Takes = func(l publish.Lock) { busy = &publish.Busy{Lock: l} }
		busy = nil
		if _, err := f.publish(t, siteB, o); err != nil || busy == nil || busy.Lock.Who != "tester" {
			t.Errorf("%s: after the lock has ended: %v, told: %v", k.name, err, busy)
		}
	}
}

// What a lock is taken for that another has, or that could not be made.
func TestTheLockThatIsNotThere(t *testing.T) {
	f := newFar(kinds[0])
	if _, err := f.publish(t, siteA, f.options()); err != nil {
		t.Fatal(err)
	}
	line := errors.New("the line broke")
	fails := func(times int) {
		f.m.Before = func(_ int, op, _ string) error {
			if op == "create" && times > 0 {
				times--
				return line
			}
			return nil
		}
	}
	fails(1)
	if _, err := f.publish(t, siteB, f.options()); err != nil {
		t.Errorf("a line that broke once: %v", err)
	}
	fails(9)
	var busy *publish.Busy
	if _, err := f.publish(t, siteA, f.options()); !errors.Is(err, line) || errors.As(err, &busy) {
		t.Errorf("a line that is broken: %v", err)
	}
	f.heal()

	lock := func(text string) {
		if err := f.m.Put(t.Context(), "site/.kepu/lock", storetest.Object(text)); err != nil {
			t.Fatal(err)
		}
	}
	whole := `{"id":"x","holder":"test","who":"another machine","until":"2026-03-05T08:10:00Z"}`
	lock(whole) // of a copy of our folder
	if _, err := f.publish(t, siteA, f.options()); !errors.As(err, &busy) {
		t.Errorf("a lock of another machine with our holder: %v", err)
	}
	lock(whole[:9]) // which is written at this moment
	gets := 0
	f.m.After = func(_ int, op, name string) error {
		if op == "get" && name == "site/.kepu/lock" {
			if gets++; gets == 1 {
				lock(whole)
			}
		}
		return nil
	}
	if _, err := f.publish(t, siteA, f.options()); !errors.As(err, &busy) {
		t.Errorf("a lock that is half written: %v", err)
	}
	f.heal()
	lock("") // of one that died then
	if _, err := f.publish(t, siteA, f.options()); err != nil {
		t.Errorf("a lock that stays half written: %v", err)
	}
}

// Two begin at once: one publishes, the other one hears of it or comes after it.
func TestTwoAtOnce(t *testing.T) {
	for _, k := range kinds {
		for range 20 {
			f := newFar(k)
			f.attempts = []map[string]string{siteA, siteB}
			var wg sync.WaitGroup
			errs := make([]error, 2)
			for i, s := range []map[string]string{siteA, siteB} {
				wg.Go(func() {
					o := f.options()
					o.Holder = fmt.Sprint(i)
					_, errs[i] = publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, s), o)
				})
			}
			wg.Wait()
			done := 0
			for _, err := range errs {
				var busy *publish.Busy
				if err == nil {
					done++
				} else if !errors.As(err, &busy) {
					t.Errorf("%s: %v", k.name, err)
				}
			}
			have := f.readers()
			if f.bad != nil || done == 0 || !maps.Equal(have, siteA) && !maps.Equal(have, siteB) {
				t.Errorf("%s: %d succeeded, %v, readers have %q", k.name, done, f.bad, have)
			}
		}
	}
}

// takes the lock from a run at one of its calls.
func TestARunThatLostItsLockEnds(t *testing.T) {
	f := newFar(kinds[0])
	if _, err := f.publish(t, siteA, f.options()); err != nil {
		t.Fatal(err)
	}
	f.m.After = func(_ int, op, name string) error {
		if name == "site/index.html" && op == "put" {
			f.m.After = nil
			return f.m.Put(t.Context(), "site/.kepu/lock", storetest.Object(`{"id":"another"}`))
		}
		return nil
	}
	if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteB), f.options()); !errors.Is(err, publish.ErrLost) {
		t.Errorf("%v", err)
	}
	if f.m.Files()["site/.kepu/lock"].Text != `{"id":"another"}` {
		t.Error("the lock of the other run was removed")
	}
	if f.m.Files()["site/"+filelist.Name].Text != string(list(t, siteA)) {
		t.Error("the list was put by a run that had lost its lock")
	}
}

// A machine sleeps for an hour in the middle of a run, while another publishes or does not.
func TestARunThatSlept(t *testing.T) {
	for _, taken := range []bool{false, true} {
		m := &storetest.Memory{Copies: true}
		var slept atomic.Bool
		o := publish.Options{Holder: "a", Now: func() time.Time {
			now := time.Date(2026, 3, 5, 8, 0, 0, 0, time.UTC)
			if slept.Load() {
				now = now.Add(time.Hour)
			}
			return now
		}}
		files := map[string]string{}
		for i := range 60 {
			files[fmt.Sprintf("p%d.html", i)] = fmt.Sprint(i)
		}
		after := atomic.Int32{}
		m.After = func(_ int, op, name string) error {
			if op != "put" || strings.Contains(name, ".kepu") {
				return nil
			}
			if after.Add(1) == 10 {
				if taken {
					m.Put(t.Context(), "site/.kepu/lock", storetest.Object(`{"id":"another"}`))
				}
				slept.Store(true)
			}
			return nil
		}
		_, err := publish.Run(t.Context(), m, "site", publishtest.Tree(t, files), o)
		if taken != errors.Is(err, publish.ErrLost) || taken && after.Load() > 14 || !taken && err != nil {
			t.Errorf("taken: %t, %d files put, %v", taken, after.Load(), err)
		}
	}
}

func TestBytesThatAreNotTheList(t *testing.T) {
	dir := fstest.MapFS{"index.html": {Data: []byte("changed by hand")}, filelist.Name: {Data: list(t, map[string]string{"index.html": "home"})}}
	tree, err := publish.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := newFar(kinds[0])
	var altered *publish.Altered
	if _, err := publish.Run(t.Context(), f.store(), "site", tree, f.options()); !errors.As(err, &altered) || altered.Name != "index.html" {
		t.Errorf("%v", err)
	}
	if len(f.readers()) > 0 {
		t.Errorf("readers have %q", f.readers())
	}
	for _, dir := range []fstest.MapFS{{}, {filelist.Name: {Data: filelist.List{}.Encode()}}} {
		tree, err := publish.Open(dir)
		if err == nil {
			_, err = publish.Run(t.Context(), f.store(), "site", tree, f.options())
		}
		if !errors.Is(err, publish.ErrEmpty) {
			t.Errorf("no site: %v", err)
		}
	}
}

func TestTextsArePackedWhereTheStoreAnswersBrowsers(t *testing.T) {
	for _, web := range []bool{false, true} {
		f := newFar(kinds[0])
		f.m.Web, f.m.After = web, nil
		o := f.options()
		o.Gzip = true
		files := map[string]string{"index.html": strings.Repeat("科普教育基地", 500), "assets/a.png": "png", "assets/s.css": "body{}"}
		if _, err := publish.Run(t.Context(), f.m, ".", publishtest.Tree(t, files), o); err != nil {
			t.Fatal(err)
		}
		page := f.m.Files()["index.html"]
		text := page.Text
		if web {
			z, err := gzip.NewReader(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			all, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			text = string(all)
		}
		if text != files["index.html"] || (page.Encoding == "gzip") != web || web && len(page.Text) > 200 {
			t.Errorf("web: %t: %d bytes, encoding %q", web, len(page.Text), page.Encoding)
		}
		if page.Type != "text/html; charset=utf-8" || page.Cache != "no-cache" || f.m.Files()["assets/s.css"].Cache != "public, max-age=31536000, immutable" {
			t.Errorf("%q, %q", page.Type, page.Cache)
		}
		if png := f.m.Files()["assets/a.png"]; png.Text != "png" || png.Encoding != "" || png.Type != "image/png" {
			t.Errorf("%+v", png)
		}
		if rep, err := publish.Run(t.Context(), f.m, ".", publishtest.Tree(t, files), o); err != nil || !rep.Nothing() {
			t.Errorf("again: %+v, %v", rep, err)
		}
		if l := f.m.Files()[filelist.Name]; (l.Encoding == "gzip") != web || (l.Text == string(list(t, files))) == web {
			t.Errorf("web: %t: the list is stored as %q", web, l.Encoding)
		}
		if _, err := publish.Run(t.Context(), f.m, ".", publishtest.Tree(t, siteA), o); err != nil {
			t.Fatal(err)
		}
		o.Gzip = false // what was stored packed is still read
		if rep, err := publish.Rollback(t.Context(), f.m, ".", 0, o); err != nil || f.m.Files()["index.html"] != page {
			t.Errorf("back: %+v, %v", rep, err)
		}
	}
}

// On a real disk: links, files with two names.
func TestOnADisk(t *testing.T) {
	dir := removetest.TempDir(t)
	s, err := dirstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o := publish.Options{Who: "tester"}
	for i, files := range []map[string]string{siteA, siteB, siteC, siteA, siteB} {
		rep, err := publish.Run(t.Context(), s, "site", publishtest.Tree(t, files), o)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && rep.Way == publish.Switched && rep.Copied == 0 && i < 4 {
			t.Errorf("publication %d copied nothing: %+v", i+1, rep)
		}
		for name, text := range files {
			if got, err := os.ReadFile(filepath.Join(dir, "site", filepath.FromSlash(name))); err != nil || !bytes.Equal(got, []byte(text)) {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	}
	if rep, err := publish.Rollback(t.Context(), s, "site", 3, o); err != nil || rep.Number != 6 {
		t.Fatalf("%+v, %v", rep, err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "site", "sitemap.xml")); err != nil || string(got) != siteC["sitemap.xml"] {
		t.Errorf("after going back: %q, %v", got, err)
	}
	var names []string
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if err != nil || !slices.Equal(names, []string{"site", "site.releases"}) && !slices.Equal(names, []string{"site"}) {
		t.Errorf("%q, %v", names, err)
	}
}

// What is gone from the site and has stood its time is of the publication before, which can be gone back to after that as well.
func TestBackToAPublicationWhoseFilesHaveStoodTheirTime(t *testing.T) {
	for _, k := range kinds {
		if !k.copies {
			continue
		}
		f := newFar(k)
		o := f.options()
		o.Keep = time.Hour
		for _, s := range []map[string]string{siteA, siteB, siteB} { // the third takes away what A has besides
			if _, err := f.publish(t, s, o); err != nil {
				t.Fatal(err)
			}
			f.now = f.now.Add(2 * time.Hour)
		}
		if f.readers()["bases/y.html"] != "" {
			t.Fatalf("%s: a page stands longer than was asked for", k.name)
		}
		if rep, err := f.rollback(t, 1, o); err != nil {
			t.Errorf("%s: back to the one before: %+v, %v", k.name, rep, err)
		}
	}
}

// What stands for a while goes along to the next release, also where the far side has no copies, and not where somebody has removed it.
func TestWhatStandsGoesAlongWithoutCopies(t *testing.T) {
	for _, copies := range []bool{true, false} {
		f := newFar(kind{"releases", true, copies})
		o := f.options()
		o.Keep = 24 * time.Hour
		for _, s := range []map[string]string{siteA, siteB, siteC} {
			if _, err := f.publish(t, s, o); err != nil {
				t.Fatalf("copies: %t: %v", copies, err)
			}
		}
		if f.readers()["assets/new.css"] != "new" {
			t.Errorf("copies: %t: a file went at once", copies)
		}
		for name := range f.m.Files() {
			if strings.HasSuffix(name, "/assets/new.css") {
				f.m.Remove(t.Context(), name)
			}
		}
		if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteA), o); err != nil {
			t.Errorf("copies: %t: after somebody has removed it: %v", copies, err)
		}
	}
}

// Whatever a run has changed of what readers get, it has told that it was about to.
func TestChangesAreToldBeforeTheyAreMade(t *testing.T) {
	for _, k := range kinds {
		for n := 1; n < 60; n++ {
			for _, back := range []bool{false, true} {
				f := newFar(k)
				for _, s := range []map[string]string{siteA, siteB} {
					if _, err := f.publish(t, s, f.options()); err != nil {
						t.Fatal(err)
					}
				}
				told, before := false, f.readers()
				o := f.options()
				o.Watch = func(publish.Progress) { told = true }
				f.failFrom(n, true)
				if back {
					publish.Rollback(t.Context(), f.store(), "site", 1, o)
				} else {
					publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), o)
				}
				if !told && !maps.Equal(before, f.readers()) {
					t.Fatalf("%s, back: %t, killed at call %d: nothing was told", k.name, back, n)
				}
			}
		}
	}
}

// What is damaged may be deleted: the list, or the folder of notes. Then all is put again.
func TestWhatIsDamagedMayBeDeleted(t *testing.T) {
	for _, k := range kinds {
		for _, what := range []string{filelist.Name, ".kepu/"} {
			f := newFar(k)
			for _, s := range []map[string]string{siteA, siteB} {
				if _, err := f.publish(t, s, f.options()); err != nil {
					t.Fatal(err)
				}
			}
			for name := range f.m.Files() {
				if i := strings.Index(name, what); i < 0 {
					continue
				} else if what == filelist.Name {
					f.m.Put(t.Context(), name, storetest.Object("damaged"))
				} else if name[i:] == ".kepu/state.json" {
					f.m.Put(t.Context(), name, storetest.Object("damaged"))
				}
			}
			if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), f.options()); !errors.Is(err, publish.ErrState) {
				t.Errorf("%s, %s damaged: %v", k.name, what, err)
			}
			for name := range f.m.Files() {
				if strings.Contains(name, what) {
					f.m.Remove(t.Context(), name)
				}
			}
			if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), f.options()); err != nil {
				t.Errorf("%s, %s deleted: %v", k.name, what, err)
			}
			have := f.readers()
			for name, text := range siteC {
				if have[name] != text {
					t.Errorf("%s, %s deleted: %s = %q", k.name, what, name, have[name])
				}
			}
		}
	}
}

// breaking is a store whose line breaks in the middle of some files.
type breaking struct {
	*storetest.Memory
	often *int
}

func (b breaking) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	r, err := b.Memory.Get(ctx, name)
	if err == nil && *b.often > 0 {
		*b.often--
		return io.NopCloser(io.MultiReader(io.LimitReader(r, 9), iotest.ErrReader(errors.New("the line broke")))), nil
	}
	return r, err
}

func TestALineThatBreaksInTheMiddleOfAFile(t *testing.T) {
	f := newFar(kinds[0])
	if _, err := f.publish(t, siteA, f.options()); err != nil {
		t.Fatal(err)
	}
	for often, ok := range map[int]bool{2: true, 3: false} {
		if _, err := publish.Releases(t.Context(), breaking{f.m, &often}, "site"); (err == nil) != ok {
			t.Errorf("%v, success is to be %t", err, ok)
		}
	}
}
