package history

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"kepu/generator/digest"
)

// cutOff leaves a pending change of a.md and b.md, of which only a.md was made.
func cutOff(t *testing.T) *folder {
	t.Helper()
	f := newFolder(t, "a.md", "old a", "b.md", "old b")
	f.snapshot(Build)
	f.before = func(step string) error {
		if step == "changed" {
			return errKilled
		}
		return nil
	}
	c := change(f, "a.md", "new a")
	c.Files = append(c.Files, change(f, "b.md", "new b").Files...)
	f.Save(c, f.tick())
	f.put("b.md", "old b")
	f.reopen()
	return f
}

func (f *folder) left(pattern string) []string {
	list, _ := filepath.Glob(filepath.Join(f.Store.dir, pattern))
	return list
}

// Who reads the content after Recover reads no half of a change.
func TestRecoverFinishesBeforeAnythingIsRead(t *testing.T) {
	f := cutOff(t)
	if list, err := f.Recover(); err != nil || len(list) > 0 {
		t.Error(list, err)
	}
	if string(f.get("b.md")) != "new b" || len(f.left("*"+pending)) > 0 {
		t.Errorf("%s, left %q", f.get("b.md"), f.left("*"))
	}
	empty := newFolder(t, "a.md", "a")
	if list, err := empty.Recover(); err != nil || len(list) > 0 || len(empty.left("*")) > 0 {
		t.Error("where there is no history none is made: ", list, err, empty.left("*"))
	}
}

// What cannot be finished is told once and stands in nobody's way; what it has changed can be taken back.
func TestAChangeThatCannotBeFinishedIsPutAside(t *testing.T) {
	f := cutOff(t)
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	b := filepath.Join(f.dir, "b.md")
	os.Chmod(b, 0o444)
	list, err := f.Recover()
	if err != nil || len(list) != 1 || list[0].Err == nil || len(list[0].Entry.Files) != 2 {
		t.Fatal(list, err)
	}
	if kept := f.left("*" + aside); len(kept) != 1 || filepath.Base(kept[0]) != list[0].Kept || len(f.left("*"+pending)) > 0 {
		t.Errorf("%q", f.left("*"))
	}
	if again, err := f.Recover(); err != nil || len(again) > 0 {
		t.Error("told twice: ", again, err)
	}
	os.Chmod(b, 0o644)
	entries := f.list()
	half := entries[len(entries)-1]
	if len(half.Files) != 1 || half.Files[0].Path != "a.md" || !strings.Contains(half.What.ZH, "只改成了 a.md") {
		t.Errorf("%+v", half)
	}
	if c, err := f.Undo(half.ID); err != nil || len(c.Files) != 1 || string(c.Files[0].After) != "old a" {
		t.Error(c, err)
	}
	if _, err := f.Save(change(f, "b.md", "later"), f.tick()); err != nil || string(f.get("b.md")) != "later" {
		t.Error("a later save: ", err)
	}
	if f.snapshot(Check) == "" {
		t.Error("no snapshot")
	}
}

// A change that was never begun is not made because another hand changed one of its files.
func TestAChangeThatWasNeverBegunIsNotMade(t *testing.T) {
	f := newFolder(t, "a.md", "old a", "b.md", "old b")
	f.snapshot(Build)
	f.before = func(step string) error {
		if step == "change" {
			return errKilled
		}
		return nil
	}
	c := change(f, "a.md", "new a")
	c.Files = append(c.Files, change(f, "b.md", "new b").Files...)
	f.Save(c, f.tick())
	f.put("a.md", "by hand")
	f.reopen()
	f.snapshot(Check)
	if string(f.get("a.md")) != "by hand" || string(f.get("b.md")) != "old b" {
		t.Errorf("%s, %s", f.get("a.md"), f.get("b.md"))
	}
	if slices.ContainsFunc(f.list(), func(e Entry) bool { return e.Kind == Save }) || len(f.left("*"+pending)) > 0 {
		t.Errorf("%+v %q", f.list(), f.left("*"))
	}
}

// What was told as not saved is not made later; the half that stands for all that is in the history.
func TestAChangeThatFailedIsNotFinishedLater(t *testing.T) {
	f := newFolder(t, "a.md", "old a", "b.md", "old b")
	f.snapshot(Build)
	broken := errors.New("the disk is broken")
	f.before = func(step string) error {
		if step == "changed" { // edit has made one file, not the other, and could not take back
			f.put("b.md", "old b")
			return broken
		}
		return nil
	}
	c := change(f, "a.md", "new a")
	c.Files = append(c.Files, change(f, "b.md", "new b").Files...)
	if _, err := f.Save(c, f.tick()); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	f.reopen()
	f.snapshot(Check)
	if string(f.get("b.md")) != "old b" {
		t.Errorf("made later: %s", f.get("b.md"))
	}
	list := f.list()
	if half := list[len(list)-1]; len(half.Files) != 1 || half.Files[0].Before != digest.Of("old a") || half.Files[0].After != digest.Of("new a") {
		t.Errorf("%+v", list)
	}
}

// That the machine cannot read a zip now says nothing of the zip: it is there again as soon as it can be read, and
// meanwhile nothing is folded.
func TestAZipThatIsHeldIsNotDamaged(t *testing.T) {
	f := newFolder(t, "a.md", "1")
	f.snapshot(Build)
	for _, text := range []string{"2", "3", "4", "5"} {
		f.put("a.md", text)
		f.snapshot(Build)
	}
	all := f.list()
	os.Remove(f.path(listFile))
	f.reopen()
	f.before = func(step string) error {
		if step == "read "+all[1].ID {
			return &fs.PathError{Op: "open", Path: all[1].ID, Err: errors.New("another program holds it")}
		}
		return nil
	}
	if d, err := f.Damaged(); err != nil || len(d) != 1 || len(f.list()) != 4 {
		t.Error(d, err)
	}
	if _, err := f.Save(change(f, "a.md", "6"), f.tick()); err != nil {
		t.Error("a save waits for it: ", err)
	}
	if !f.index.away() {
		t.Error("folding would go on without it")
	}
	f.before = nil
	if list := f.list(); len(list) != 6 || list[1].ID != all[1].ID {
		t.Errorf("%d entries", len(list))
	}
	if d, err := f.Damaged(); err != nil || len(d) != 0 {
		t.Error(d, err)
	}
}

// A zip that somebody mends, from a backup, is there again; one that nobody has is not removed with those that
// are folded.
func TestADamagedZipIsTriedAgainAndNeverRemoved(t *testing.T) {
	f := newFolder(t, "a.md", "1")
	f.snapshot(Build)
	for _, text := range []string{"2", "3", "4", "5", "6", "7"} {
		f.put("a.md", text)
		f.snapshot(Build)
	}
	all := f.list()
	name := f.path(all[1].ID + ending)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(name, make([]byte, len(whole)), 0o644)
	os.Remove(f.path(listFile))
	f.reopen()
	if len(f.list()) != 6 {
		t.Fatal(len(f.list()))
	}
	if err := os.WriteFile(name, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	if list := f.list(); len(list) != 7 {
		t.Errorf("mended: %d entries", len(list))
	}
	os.WriteFile(name, make([]byte, len(whole)), 0o644)
	f.reopen()
	f.squeeze()
	f.snapshot(Check)
	f.reopen()
	f.put("a.md", "8")
	f.snapshot(Check)
	if _, err := os.Stat(name); err != nil {
		t.Error("the damaged zip was removed: ", err)
	}
	if list := f.list(); list[0].Kind != Folded {
		t.Errorf("%+v", list[0])
	}
}
