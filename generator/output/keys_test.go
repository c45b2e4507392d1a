package output

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"kepu/generator/digest"
	"kepu/generator/filelist"
	"kepu/generator/remove/removetest"
)

// opened is a tree that tells which of its files were asked for.
type opened struct {
	pages
	mu    sync.Mutex
	names []string
}

func (o *opened) Open(name string) (fs.File, error) {
	o.mu.Lock()
	o.names = append(o.names, name)
	o.mu.Unlock()
	return o.pages.Open(name)
}

// keyed writes a tree whose keys are the digests of from, and returns which files were asked for.
func keyed(t *testing.T, dir string, p pages, from map[string]string, verify bool) (asked []string, r Result) {
	t.Helper()
	tree := &opened{pages: p}
	r, err := Write(context.Background(), dir, tree, Options{
		Made: func() Made { return Made{Stock: []byte("stock")} }, Verify: verify, before: calm,
		Key: func(name string) digest.Digest {
			if from[name] == "" {
				return digest.Digest{}
			}
			return digest.Of(from[name])
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(tree.names)
	return tree.names, r
}

// A page that is another under the key that it had is a fault of whoever gives keys, and is told.
func TestVerifyTellsPagesThatTheirKeysKeptOld(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	from := map[string]string{"a.html": "1", "b.html": "2"}
	keyed(t, dir, pages{"a.html": "a", "b.html": "b"}, from, false)
	if _, r := keyed(t, dir, pages{"a.html": "A", "b.html": "b"}, from, false); len(r.Written) != 0 || len(r.Stale) != 0 {
		t.Fatalf("%+v", r)
	}
	_, r := keyed(t, dir, pages{"a.html": "A", "b.html": "b"}, from, true)
	if !slices.Equal(r.Stale, []string{"a.html"}) || !slices.Equal(r.Written, r.Stale) || len(r.Edited) != 0 {
		t.Errorf("%+v", r)
	}
	from["b.html"] = "3" // its key tells it
	if _, r := keyed(t, dir, pages{"a.html": "A", "b.html": "B"}, from, true); len(r.Stale) != 0 || len(r.Written) != 1 {
		t.Errorf("%+v", r)
	}
}

func TestOnlyFilesWithAnotherKeyAreAskedFor(t *testing.T) {
	site := pages{"a.html": "a", "b.html": "b", "data.csv": "c", "keyless": "d"}
	from := map[string]string{"a.html": "1", "b.html": "2", "data.csv": "3"}
	everything := slices.Sorted(maps.Keys(site))
	for name, x := range map[string]struct {
		change  func(t *testing.T, dir string, p pages, from map[string]string)
		verify  bool
		asked   []string
		written []string
		edited  int
	}{
		"nothing": {func(*testing.T, string, pages, map[string]string) {}, false, []string{"keyless"}, nil, 0},
		"a page": {func(_ *testing.T, _ string, p pages, from map[string]string) {
			p["a.html"], from["a.html"] = "A", "one"
		}, false, []string{"a.html", "keyless"}, []string{"a.html"}, 0},
		"a key alone":        {func(_ *testing.T, _ string, _ pages, from map[string]string) { from["a.html"] = "one" }, false, []string{"a.html", "keyless"}, nil, 0},
		"a file without key": {func(_ *testing.T, _ string, p pages, _ map[string]string) { p["keyless"] = "D" }, false, []string{"keyless"}, []string{"keyless"}, 0},
		"a new page":         {func(_ *testing.T, _ string, p pages, from map[string]string) { p["n.html"], from["n.html"] = "n", "9" }, false, []string{"keyless", "n.html"}, []string{"n.html"}, 0},
		"two change their names": {func(_ *testing.T, _ string, p pages, from map[string]string) {
			p["a.html"], p["b.html"], from["a.html"], from["b.html"] = "b", "a", "2", "1"
		}, false, []string{"a.html", "b.html", "keyless"}, []string{"a.html", "b.html"}, 0},
		"an edit by hand":   {func(t *testing.T, dir string, _ pages, _ map[string]string) { put(t, dir, "b.html", "x") }, false, []string{"b.html", "keyless"}, []string{"b.html"}, 1},
		"a page taken away": {func(_ *testing.T, dir string, _ pages, _ map[string]string) { os.Remove(filepath.Join(dir, "b.html")) }, false, []string{"b.html", "keyless"}, []string{"b.html"}, 0},
		"the note gone":     {func(_ *testing.T, dir string, _ pages, _ map[string]string) { os.Remove(at(dir, madeFile)) }, false, everything, nil, 0},
		"the note cut":      {func(t *testing.T, dir string, _ pages, _ map[string]string) { cut(t, at(dir, madeFile)) }, false, everything, nil, 0},
		"the list of another": {func(t *testing.T, dir string, _ pages, _ map[string]string) {
			put(t, dir, manifestFile, string(filelist.List{"a.html": filelist.Sum{1}}.Encode()))
			for _, name := range everything[1:] {
				os.Remove(filepath.Join(dir, name))
			}
		}, false, everything, []string{"b.html", "data.csv", "keyless"}, 0},
		"asked to verify": {func(*testing.T, string, pages, map[string]string) {}, true, everything, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(removetest.TempDir(t), "public")
			p, from := maps.Clone(site), maps.Clone(from)
			if asked, _ := keyed(t, dir, p, from, false); !slices.Equal(asked, everything) {
				t.Fatalf("of a first tree %v are asked for", asked)
			}
			x.change(t, dir, p, from)
			asked, r := keyed(t, dir, p, from, x.verify)
			if x.written == nil {
				x.written = []string{}
			}
			if !slices.Equal(asked, x.asked) || !slices.Equal(append([]string{}, r.Written...), x.written) || len(r.Edited) != x.edited || r.Unchanged != len(p)-len(x.written) {
				t.Errorf("asked for %v, %+v", asked, r)
			}
			for name, text := range p {
				if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
					t.Errorf("%s is %q, %v", name, got, err)
				}
			}
			if asked, _ := keyed(t, dir, p, from, false); !slices.Equal(asked, []string{"keyless"}) {
				t.Errorf("the next time %v are asked for", asked)
			}
		})
	}
}
