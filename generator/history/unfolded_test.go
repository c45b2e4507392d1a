package history

import (
	"math/rand"
	"os"
	"testing"
)

// noise is text that does not compress.
func noise(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Intn(256))
	}
	return string(b)
}

// A change that was made was saved, whatever becomes of the room for it: a zip that rotted is passed over when
// the oldest are folded.
func TestASaveAboveTheLimitIsMadeThoughAZipHasRotted(t *testing.T) {
	f := newFolder(t, "a.md", "a")
	f.snapshot(Build)
	r := rand.New(rand.NewSource(1))
	for range 8 {
		if _, err := f.Save(change(f, "a.md", noise(r, 200<<10)), f.tick()); err != nil {
			t.Fatal(err)
		}
	}
	list := f.list()
	rotten := f.path(list[2].ID + ending)
	info, err := os.Stat(rotten)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(rotten, make([]byte, info.Size()), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.SetLimit(1<<20, f.tick()); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		e, err := f.Save(change(f, "a.md", noise(r, 100<<10)), f.tick())
		if err != nil || e.ID == "" {
			t.Fatalf("save %d: %v", i, err)
		}
	}
	if f.list()[0].Kind != Folded {
		t.Error("nothing was folded for ever after")
	}
	if f.index.sizeFrom(0) > 1<<20 {
		t.Error("above the limit: ", f.index.sizeFrom(0))
	}
}
