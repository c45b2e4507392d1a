package history

import (
	"fmt"
	"math/rand"
	"os"
	"testing"

	"kepu/generator/digest"
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

// Photos that come and go push no text out of the history: their bytes go, and the entries stay.
func TestPhotosThatWereReplacedMakeRoomForTexts(t *testing.T) {
	f := newFolder(t, "a.md", "the first words", "stays.jpg", "a photo that stays", "1.jpg", "0")
	f.snapshot(Build)
	if err := f.SetLimit(1<<20, f.tick()); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewSource(1))
	var photo string
	for i := range 30 {
		photo = noise(r, 100<<10)
		c := change(f, "1.jpg", photo)
		c.Files = append(c.Files, change(f, "a.md", fmt.Sprint("words ", i)).Files...)
		if _, err := f.Save(c, f.tick()); err != nil {
			t.Fatal(err)
		}
	}
	if size, limit, err := f.Size(); err != nil || size > limit || size < limit/3 {
		t.Error(size, limit, err)
	}
	list := f.list()
	if len(list) != 31 || list[0].Kind != Build {
		t.Fatalf("%d entries, the first %+v", len(list), list[0])
	}
	for i, e := range list {
		for _, file := range e.Files {
			if isText(file.Path) && !f.Kept(file.After) {
				t.Errorf("entry %d: words are gone", i)
			}
		}
	}
	for _, text := range []string{"the first words", "words 0", "a photo that stays", photo} {
		if data, err := f.Bytes(digest.Of(text)); err != nil || string(data) != text {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	var gone []int
	for i, e := range list {
		for _, file := range e.Files {
			if file.Path == "1.jpg" && !f.Kept(file.After) {
				gone = append(gone, i)
			}
		}
	}
	if len(gone) == 0 || gone[len(gone)-1] != len(gone) && gone[len(gone)-1] != len(gone)-1 {
		t.Error("not the oldest: ", gone)
	}
	if d, err := f.Damaged(); err != nil || len(d) > 0 {
		t.Error(d, err)
	}
	f.reopen()
	if f.snapshot(Check); len(f.list()) != 31 {
		t.Error("what made room is noted again")
	}
}

// A run that is killed while photos make room loses nothing else.
func TestMakingRoomThatIsKilled(t *testing.T) {
	for _, at := range []string{"thin", "thinned"} {
		f := newFolder(t, "a.md", "words", "1.jpg", "0")
		f.snapshot(Build)
		r := rand.New(rand.NewSource(1))
		for range 12 {
			f.Save(change(f, "1.jpg", noise(r, 100<<10)), f.tick())
		}
		f.before = func(step string) error {
			if step == at {
				return errKilled
			}
			return nil
		}
		if err := f.SetLimit(1<<20, f.tick()); err != nil {
			t.Fatal(err)
		}
		f.reopen()
		if list := f.list(); len(list) != 13 {
			t.Errorf("%s: %d entries", at, len(list))
		}
		f.Save(change(f, "1.jpg", noise(r, 100<<10)), f.tick())
		if list := f.list(); len(list) != 14 || f.index.sizeFrom(0) > 1<<20 {
			t.Errorf("%s: %d entries, %d bytes", at, len(list), f.index.sizeFrom(0))
		}
		if left := f.left("*.new"); len(left) > 0 {
			t.Errorf("%s: left %q", at, left)
		}
	}
}
