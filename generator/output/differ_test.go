package output

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kepu/generator/digest"
	"kepu/generator/remove/removetest"
)

// Whatever stands in the folder, Differ says what Write then does, and leaves everything as it was.
func TestDifferSaysWhatWriteDoes(t *testing.T) {
	for seed := range int64(60) {
		r := rand.New(rand.NewSource(seed))
		dir := filepath.Join(removetest.TempDir(t), "public")
		key := func(p pages) func(string) digest.Digest {
			if seed%3 == 0 {
				return nil
			}
			return func(name string) digest.Digest { return digest.Of(p[name]) }
		}
		random := func() pages {
			p := pages{}
			for i := range r.Intn(8) {
				p[fmt.Sprintf("d%d/%d.html", r.Intn(2), i)] = fmt.Sprint(r.Intn(3))
			}
			p["index.html"] = fmt.Sprint(r.Intn(3))
			return p
		}
		for range r.Intn(3) {
			p := random()
			if _, err := Write(context.Background(), dir, p, Options{Key: key(p), Made: func() Made { return Made{} }}); err != nil {
				t.Fatal(err)
			}
		}
		if list, _ := filepath.Glob(filepath.Join(dir, "d*", "*.html")); len(list) > 0 && r.Intn(2) == 0 {
			if err := os.WriteFile(list[r.Intn(len(list))], []byte("by hand"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		p := random()
		before := ""
		_, err := os.Stat(dir)
		there := err == nil
		if there {
			before = everything(t, filepath.Dir(dir))
		}
		d, err := Differ(context.Background(), dir, p, Options{Key: key(p)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(dir); (err == nil) != there || there && everything(t, filepath.Dir(dir)) != before {
			t.Fatalf("seed %d: looking has changed something", seed)
		}
		w, err := Write(context.Background(), dir, p, Options{Key: key(p), Made: func() Made { return Made{} }})
		if err != nil {
			t.Fatal(err)
		}
		written := slices.Concat(d.New, d.Changed)
		slices.Sort(written)
		if !slices.Equal(written, w.Written) || !slices.Equal(d.Removed, w.Removed) || !slices.Equal(d.Edited, w.Edited) {
			t.Errorf("seed %d: it says %+v, and then it is %+v", seed, d, w)
		}
	}
}

func TestDifferRefusesWhatWriteRefuses(t *testing.T) {
	dir := removetest.TempDir(t)
	put(t, dir, "letter.doc", "not ours")
	var refusal *Refusal
	if _, err := Differ(context.Background(), dir, pages{"index.html": "x"}, Options{}); !errors.As(err, &refusal) {
		t.Errorf("a folder of somebody's: %v", err)
	}
}
