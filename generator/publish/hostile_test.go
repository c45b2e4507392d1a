package publish_test

import (
	"context"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/publish"
	"kepu/generator/publish/publishtest"
	"kepu/generator/store/storetest"
)

// What a run reads on the far side anybody may have written who can write there: a file of ours with other bytes in it.

// own are the files of the program on a far side, those in the middle of a run too.
func own(f *far) (names []string) {
	for name := range f.m.Files() {
		if strings.Contains(name, ".kepu") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// broken are far sides of each kind, as two publications and a third that was killed at several of its calls left them.
func broken(t testing.TB) (list []*far) {
	for _, k := range kinds {
		old := newFar(k)
		run := func(f *far, site map[string]string) error {
			_, err := publish.Run(context.Background(), f.store(), "site", publishtest.Tree(t, site), f.options())
			return err
		}
		for _, s := range []map[string]string{siteB, siteA} {
			if err := run(old, s); err != nil {
				t.Fatal(err)
			}
		}
		for _, at := range []int{0, 9, 14, 19} {
			f := copyOf(old)
			if at > 0 {
				f.failFrom(at, false)
				run(f, siteB)
			}
			list = append(list, f)
		}
	}
	return list
}

// copyOf is another far side with the same files, and nobody who watches.
func copyOf(f *far) *far {
	n := newFar(f.kind)
	n.now = f.now
	n.m, n.lists = f.m.Clone(), f.lists
	return n
}

// foreign are files that are not ours: beside the site, and in it.
var foreign = []string{"other/keep.html", "site.txt", "site.old/index.html", "site/foreign.txt", "site/sub/foreign.txt"}

// spoil replaces a file of ours and publishes. Whatever stands in it, there is no panic, what is not ours stays, and a
// run that ends well leaves the whole site where a lock, a state or a list was lost.
func spoil(t *testing.T, from *far, at, data string) {
	t.Helper()
	f := copyOf(from)
	put := func(name, text string) {
		if err := f.m.Put(t.Context(), name, storetest.Object(text)); err != nil {
			t.Fatal(err)
		}
	}
	there := f.m.Files()
	mine := map[string]bool{}
	for _, name := range foreign {
		if _, linked := there["links/site"]; linked && strings.HasPrefix(name, "site/") {
			continue // what stands in site.releases is all ours, and goes with a slot
		}
		put(name, "foreign")
		mine[name] = true
	}
	put(at, data)
	o := f.options()
	o.Now = func() time.Time { return f.now.Add(48 * time.Hour) }
	if _, err := publish.Releases(t.Context(), f.store(), "site"); err != nil && err.Error() == "" {
		t.Error("an error without words")
	}
	publish.Rollback(t.Context(), copyOf(f).store(), "site", 1, o)
	publish.Look(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), o)
	_, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), o)
	after := f.m.Files()
	for name := range mine {
		if inside := strings.HasSuffix(name, "foreign.txt"); inside && strings.Contains(data, "foreign.txt") {
			continue // the list and the intent are what says which files of the site's folder are ours
		}
		if after[name].Text != "foreign" {
			t.Errorf("%s, which is not ours, is %q; the run: %v; %s was %q", name, after[name].Text, err, at, data)
		}
	}
	for name := range after {
		if !mine[name] && !strings.HasPrefix(name, "site/") && !strings.HasPrefix(name, "site.releases/") && name != "links/site" && there[name] != after[name] {
			t.Errorf("%s was written, which is not the site's; the run: %v; %s was %q", name, err, at, data)
		}
		if strings.HasPrefix(name, "links/") {
			if to := after[name].Text; !strings.HasPrefix(to, "site.releases/") || strings.Contains(to, "..") {
				t.Errorf("%s leads to %q; %s was %q", name, to, at, data)
			}
		}
	}
	_, broke := there[path.Join(path.Dir(at), ".kepu", "intent")]
	switch base := path.Base(at); {
	case err != nil:
		return
	case base == "lock", base == "state.json":
	case base == ".kepu.sha256" && !broke: // beside an intent the list that it tells of says that all is done
	default:
		return // an intent and what is done of it are believed, or each file would have to be read; verify reads them
	}
	readers := f.readers()
	for name, text := range siteC {
		if readers[name] != text {
			t.Errorf("published, and %s is %q", name, readers[name])
		}
	}
}

// TestHostileFilesOfOurOwn: what names another file than one of the site.
func TestHostileFilesOfOurOwn(t *testing.T) {
	for _, f := range broken(t) {
		names := own(f)
		if len(names) == 0 {
			t.Fatal("there are none")
		}
		for _, name := range names {
			text := f.m.Files()[name].Text
			spoil(t, f, name, text)
			for _, data := range []string{"", "{}", "null", "[]", "\x00", text[:len(text)/2], text + text, strings.ReplaceAll(text, "index.html", "foreign.txt"), strings.ReplaceAll(text, "index.html", "../other/keep.html"),
				strings.ReplaceAll(text, "bases/x.html", "sub/foreign.txt"), strings.ReplaceAll(text, `"slots": {`, `"slots": {"../other": {"besides": [{"name": "keep.html"}]}, "9": {"besides": [{"name": "foreign.txt"}, {"name": "../../other/keep.html", "since": "2020-01-01T00:00:00Z"}]}, `),
				strings.ReplaceAll(text, `"slots": {`, `"slots": {"../other": {}, "../site.old": {}, "..": {}, ".": {}, "../../a": {}, `), strings.ReplaceAll(text, `"slot": "`, `"slot": "../other/`),
				strings.ReplaceAll(text, `"slot": "1"`, `"slot": "../other"`), strings.ReplaceAll(text, `"slot":"1"`, `"slot":"../site.old"`), strings.ReplaceAll(text, `"slot":"3"`, `"slot":"../other"`),
				strings.ReplaceAll(text, `"slot": "`, `"slot": "../`), strings.ReplaceAll(text, `"last": `, `"last": -`), strings.ReplaceAll(text, `"sweep": [`, `"sweep": [-1, 0, `)} {
				spoil(t, f, name, data)
			}
		}
	}
}

func FuzzFilesOfOurOwn(f *testing.F) {
	sides := broken(f)
	for i, side := range sides {
		for j, name := range own(side) {
			f.Add(uint8(i), uint8(j), side.m.Files()[name].Text)
		}
	}
	f.Fuzz(func(t *testing.T, side, file uint8, data string) {
		from := sides[int(side)%len(sides)]
		names := own(from)
		spoil(t, from, names[int(file)%len(names)], data)
	})
}
