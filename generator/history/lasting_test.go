package history

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"kepu/generator/edit"
	"kepu/generator/remove/removetest"
)

// What a killed save leaves is known by its name for as long as it waits, and is none once it was taken up.
func TestASaveThatWasCutOffIsKnownByItsName(t *testing.T) {
	dir := removetest.TempDir(t)
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	change := edit.Change{Files: []edit.FileChange{{Path: "a.md", Before: []byte("old"), After: []byte("new")}}}
	if _, err := s.Save(change, time.Date(2026, 3, 5, 8, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	names := func() (unended, others []string) {
		entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(Folder)))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if Unended(e.Name()) {
				unended = append(unended, e.Name())
			} else {
				others = append(others, e.Name())
			}
			if Aside(e.Name()) {
				t.Errorf("%s was put aside", e.Name())
			}
		}
		return unended, others
	}
	unended, others := names()
	if len(unended) != 0 || len(others) == 0 {
		t.Errorf("%q, %q", unended, others)
	}
	for name, want := range map[string][2]bool{
		"20260305T080000.000Z.pending": {true, false}, "20260305T080000.000Z.aside": {false, true},
		"x.pending": {}, ".pending": {}, "20260305T080000.000Z.zip": {}, "index": {},
	} {
		if got := [2]bool{Unended(name), Aside(name)}; got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
