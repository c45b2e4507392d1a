package history

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/edit"
	"kepu/generator/output"
	"kepu/generator/remove/removetest"
)

var day = time.Date(2026, 11, 29, 19, 0, 16, 123e6, time.UTC)

// folder is a content folder with its history and a clock.
type folder struct {
	*Store
	t     *testing.T
	dir   string
	clock time.Time
}

func newFolder(t *testing.T, files ...string) *folder {
	t.Helper()
	f := &folder{t: t, dir: removetest.TempDir(t), clock: day}
	for i := 0; i < len(files); i += 2 {
		f.put(files[i], files[i+1])
	}
	f.reopen()
	return f
}

func (f *folder) reopen() {
	f.t.Helper()
	s, err := Open(f.dir)
	if err != nil {
		f.t.Fatal(err)
	}
	f.Store = s
}

func (f *folder) tick() time.Time {
	f.clock = f.clock.Add(time.Minute)
	return f.clock
}

// put is an edit by hand; "" deletes.
func (f *folder) put(name, text string) {
	f.t.Helper()
	file := filepath.Join(f.dir, filepath.FromSlash(name))
	if text == "" {
		os.Remove(file)
		return
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) get(name string) []byte {
	f.t.Helper()
	data, err := f.disk(name)
	if err != nil {
		f.t.Fatal(err)
	}
	return data
}

// all returns what the content folder holds.
func (f *folder) contents() map[string]string {
	f.t.Helper()
	m := map[string]string{}
	err := fs.WalkDir(os.DirFS(f.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if d.IsDir() && d.Name() == ".kepu" {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() {
			m[name] = string(f.get(name))
		}
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return m
}

func (f *folder) sums() map[string]digest.Digest {
	m := map[string]digest.Digest{}
	for name, text := range f.contents() {
		m[name] = digest.Of(text)
	}
	return m
}

func (f *folder) snapshot(why Kind) string {
	f.t.Helper()
	mark, err := f.Snapshot(f.sums(), os.DirFS(f.dir), why, f.tick())
	if err != nil {
		f.t.Fatal(err)
	}
	return mark
}

func change(f *folder, name, to string) edit.Change {
	var after []byte
	if to != "" {
		after = []byte(to)
	}
	return edit.Change{What: diag.T("改了 "+name, "changed "+name), Files: []edit.FileChange{{Path: name, Before: f.get(name), After: after}}}
}

func (f *folder) list() []Entry {
	f.t.Helper()
	list, err := f.Entries()
	if err != nil {
		f.t.Fatal(err)
	}
	return list
}

func TestASaveCanBeUndoneAndRedone(t *testing.T) {
	f := newFolder(t, "bases/a.md", "old")
	e, err := f.Save(change(f, "bases/a.md", "new"), f.tick())
	if err != nil || string(f.get("bases/a.md")) != "new" {
		t.Fatal(err, string(f.get("bases/a.md")))
	}
	if e.ID != "20261129T190116.123Z" || e.Kind != Save || e.What.ZH != "改了 bases/a.md" {
		t.Errorf("%+v", e)
	}
	for i, want := range []string{"old", "new", "old"} {
		c, err := f.Undo(e.ID)
		if err != nil {
			t.Fatal(err)
		}
		begin := []string{"撤销：改了 bases/a.md", "重做：改了 bases/a.md", "撤销：改了 bases/a.md"}[i]
		if c.What.ZH != begin {
			t.Errorf("%d: %s", i, c.What.ZH)
		}
		if e, err = f.Make(Undo, e.ID, c, f.tick()); err != nil || string(f.get("bases/a.md")) != want {
			t.Fatalf("%d: %v %s", i, err, f.get("bases/a.md"))
		}
	}
	if got, _ := os.ReadFile(filepath.Join(f.dir, ".kepu", ".gitignore")); string(got) != "*\n" {
		t.Errorf("%q", got)
	}
}

// Undone once after the other, changes lead back to the first; what was done again is undone first.
func TestUndoLeadsFurtherBack(t *testing.T) {
	f := newFolder(t, "bases/a.md", "0")
	for _, text := range []string{"1", "2", "3"} {
		if _, err := f.Save(change(f, "bases/a.md", text), f.tick()); err != nil {
			t.Fatal(err)
		}
	}
	undo := func(id string) string {
		t.Helper()
		c, err := f.Undo(id)
		if err != nil {
			t.Fatal(err)
		}
		e, err := f.Make(Undo, id, c, f.tick())
		if err != nil {
			t.Fatal(err)
		}
		return e.ID
	}
	last := func() string {
		t.Helper()
		e, ok := f.LastStanding()
		if !ok {
			t.Fatalf("nothing stands at %s", f.get("bases/a.md"))
		}
		return e.ID
	}
	undo(last())
	second := undo(last()) // now it says 1
	undo(second)           // and again 2
	for _, want := range []string{"1", "0"} {
		if undo(last()); string(f.get("bases/a.md")) != want {
			t.Errorf("it says %s, want %s", f.get("bases/a.md"), want)
		}
	}
	if e, ok := f.LastStanding(); ok {
		t.Errorf("%s stands, and the file is as it was at first", e.What.ZH)
	}
}

// Anybody can open a zip and find the files by their names.
func TestAZipHoldsTheFilesByTheirNames(t *testing.T) {
	f := newFolder(t, "bases/示例.md", "old")
	e, err := f.Save(change(f, "bases/示例.md", "new"), f.tick())
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(filepath.Join(f.dir, ".kepu/history", e.ID+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var names []string
	for _, file := range z.File {
		names = append(names, file.Name)
	}
	if want := []string{"before/bases/示例.md", "after/bases/示例.md", "entry.json"}; !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
}

func TestSavingWhatHasNotChangedMakesNoEntry(t *testing.T) {
	f := newFolder(t, "a.md", "x")
	if e, err := f.Save(change(f, "a.md", "x"), f.tick()); err != nil || e.ID != "" {
		t.Error(e, err)
	}
	if _, err := os.Stat(filepath.Join(f.dir, ".kepu")); err == nil {
		t.Error("a folder was made for nothing")
	}
}

func TestAStaleChangeIsRefusedAndNotNoted(t *testing.T) {
	f := newFolder(t, "a.md", "x")
	c := change(f, "a.md", "y")
	f.put("a.md", "by hand")
	var stale *edit.Stale
	if _, err := f.Save(c, f.tick()); !errors.As(err, &stale) || len(f.list()) != 0 || string(f.get("a.md")) != "by hand" {
		t.Error(err, f.list())
	}
}

// What somebody changed by hand since the last event has an event of its own before the save.
func TestTheStatesFollowOnEachOther(t *testing.T) {
	f := newFolder(t, "a.md", "1")
	f.snapshot(Build)
	f.put("a.md", "2")
	if _, err := f.Save(change(f, "a.md", "3"), f.tick()); err != nil {
		t.Fatal(err)
	}
	list := f.list()
	if len(list) != 3 || list[1].Kind != Outside || list[1].What.ZH != "在别的程序里改了 a.md" || list[2].Kind != Save {
		t.Fatalf("%+v", list)
	}
	c, err := f.Undo(list[2].ID)
	if err != nil || string(c.Files[0].After) != "2" {
		t.Error(err, c)
	}
}

func TestAnUndoOfWhatWasChangedAgainIsRefused(t *testing.T) {
	f := newFolder(t, "a.md", "1")
	e, _ := f.Save(change(f, "a.md", "2"), f.tick())
	f.put("a.md", "3")
	var changed *Changed
	if _, err := f.Undo(e.ID); !errors.As(err, &changed) || !slices.Equal(changed.Paths, []string{"a.md"}) {
		t.Fatal(err)
	}
	c, err := f.RestoreAs("a.md", e.ID, true)
	if err != nil || string(c.Files[0].After) != "1" || string(c.Files[0].Before) != "3" {
		t.Error(err, c)
	}
}

func TestSnapshotsOfTheSameWriteNothing(t *testing.T) {
	f := newFolder(t, "a.md", "1", "photo.jpg", "p", "_aside.md", "not content")
	first := f.snapshot(Build)
	if e := f.list(); len(e) != 1 || !e[0].First || len(e[0].Files) != 2 || e[0].What.ZH != "第一次留底：2 个文件" {
		t.Fatalf("%+v", e)
	}
	f.reopen()
	if again := f.snapshot(Check); again != first || len(f.list()) != 1 {
		t.Error(again, first)
	}
	f.put("a.md", "")
	f.put("b.md", "2")
	if mark := f.snapshot(Check); mark == first || f.list()[1].What.ZH != "在别的程序里新增 b.md；删除 a.md" {
		t.Errorf("%+v", f.list())
	}
	if _, err := f.Undo(first); !errors.Is(err, ErrNone) {
		t.Error("the first record is not something that was done: ", err)
	}
}

// A file that was saved through the history after a build had read it is not noted as the build read it.
func TestASaveDuringABuildIsNotTakenBack(t *testing.T) {
	f := newFolder(t, "a.md", "1")
	f.snapshot(Build)
	began, sums := f.tick(), f.sums()
	if _, err := f.Save(change(f, "a.md", "2"), f.tick()); err != nil {
		t.Fatal(err)
	}
	mark, err := f.Snapshot(sums, os.DirFS(f.dir), Build, began)
	if err != nil || mark != "" || len(f.list()) != 2 {
		t.Error(mark, err, f.list())
	}
}

func TestRestoreByTime(t *testing.T) {
	f := newFolder(t, "a.md", "1", "b.md", "b")
	start := f.clock
	f.snapshot(Build)
	one := f.clock
	f.put("a.md", "")
	f.snapshot(Build)
	two := f.clock
	if c, err := f.Restore("a.md", one.Add(time.Second)); err != nil || c.Files[0].Before != nil || string(c.Files[0].After) != "1" {
		t.Error("a deleted file: ", err, c)
	}
	if c, err := f.Restore("a.md", two); err != nil || len(c.Files) != 0 {
		t.Error("as it is: ", err, c)
	}
	if _, err := f.Restore("a.md", start); !errors.Is(err, ErrNone) {
		t.Error("before all: ", err)
	}
	if _, err := f.Restore("none.md", two); !errors.Is(err, ErrNone) {
		t.Error("never there: ", err)
	}
	f.put("c.md", "c")
	f.snapshot(Build)
	if c, err := f.Restore("c.md", two); err != nil || len(c.Files) != 1 || c.Files[0].After != nil {
		t.Error("not yet there: ", err, c)
	}
}

// A save may come before anything looked at all files: those that are found later were not added then.
func TestASaveBeforeTheFirstRecord(t *testing.T) {
	f := newFolder(t, "a.md", "1", "b.md", "2")
	e, err := f.Save(change(f, "a.md", "3"), f.tick())
	if err != nil {
		t.Fatal(err)
	}
	at := f.clock
	first := f.snapshot(Build)
	list := f.list()
	if len(list) != 2 || !list[1].First || len(list[1].Files) != 1 {
		t.Fatalf("%+v", list)
	}
	if _, err := f.Undo(first); !errors.Is(err, ErrNone) {
		t.Error("undoing it would delete b.md: ", err)
	}
	if _, err := f.Restore("b.md", at); !errors.Is(err, ErrNone) {
		t.Error("nobody looked at b.md then: ", err)
	}
	if c, err := f.Undo(e.ID); err != nil || string(c.Files[0].After) != "1" {
		t.Error(err)
	}
	f.reopen()
	if mark := f.snapshot(Build); mark != first || len(f.list()) != 2 {
		t.Error("a second first record")
	}
}

// An index that anybody has touched is made anew; whatever a zip holds, reading it ends well.
func FuzzDamage(f *testing.F) {
	dir := removetest.TempDir(f)
	os.WriteFile(filepath.Join(dir, "a.md"), []byte("a text"), 0o644)
	s, err := Open(dir)
	if err != nil {
		f.Fatal(err)
	}
	if _, err := s.Save(edit.Change{Files: []edit.FileChange{{Path: "a.md", Before: []byte("a text"), After: []byte("another")}}}, day); err != nil {
		f.Fatal(err)
	}
	index, _ := os.ReadFile(s.path(listFile))
	file := s.path(s.index.zips[0].id + ending)
	whole, _ := os.ReadFile(file)
	f.Add(0, byte(0))
	f.Add(len(whole)-20, byte(0xff))
	f.Add(100, byte(1))
	f.Fuzz(func(t *testing.T, at int, b byte) {
		if at < 0 {
			return
		}
		damaged := bytes.Clone(whole)
		damaged[at%len(damaged)] ^= b
		os.WriteFile(file, damaged, 0o644)
		other := bytes.Clone(index)
		other[at%len(other)] ^= b
		if x := decodeIndex(other); (x != nil) != (b == 0) {
			t.Errorf("the index is believed: %v", x != nil)
		}
		os.WriteFile(s.path(listFile), other, 0o644)
		again, _ := Open(dir)
		list, err := again.Entries()
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			for _, file := range e.Files {
				if data, err := again.Bytes(file.After); err == nil && digest.OfBytes(data) != file.After {
					t.Fatal("other bytes are handed out")
				}
			}
		}
		again.Damaged()
	})
}

func TestTheClockMayGoBack(t *testing.T) {
	f := newFolder(t, "a.md", "1")
	f.snapshot(Build)
	f.clock = day.AddDate(0, 0, -3)
	if _, err := f.Save(change(f, "a.md", "2"), f.tick()); err != nil {
		t.Fatal(err)
	}
	f.put("a.md", "3")
	f.snapshot(Build)
	list := f.list()
	if len(list) != 3 || list[1].ID != "20261129T190116.124Z" || list[1].Time.Day() != 26 || list[2].Files[0].Before != digest.Of("2") {
		t.Errorf("%+v", list)
	}
}

// All that happens at random, by hand and through the history, can be got back byte for byte.
func TestEveryStateCanBeGotBack(t *testing.T) {
	seeds := int64(40)
	if testing.Short() {
		seeds = 8
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { random(t, seed) })
	}
}

func random(t *testing.T, seed int64) {
	r := rand.New(rand.NewSource(seed))
	f := newFolder(t, "site.toml", "title", "bases/a.md", "a0")
	names := []string{"site.toml", "bases/a.md", "bases/b/index.md", "activities/2026.toml", "bases/b/1.jpg"}
	text := func() string {
		if r.Intn(6) == 0 {
			return ""
		}
		return strings.Repeat(fmt.Sprint("text ", r.Intn(5), "\r\n"), 1+r.Intn(3))
	}
	f.snapshot(Build)
	states := map[string]map[string]string{} // by entry
	note := func() {
		list := f.list()
		if last := list[len(list)-1].ID; states[last] == nil {
			states[last] = f.contents()
		}
	}
	note()
	limited := seed%4 == 0
	for range 40 {
		switch r.Intn(7) {
		case 0, 1: // a change of some files
			c := edit.Change{What: diag.T("改", "change")}
			for _, i := range r.Perm(len(names))[:1+r.Intn(3)] {
				c.Files = append(c.Files, change(f, names[i], text()).Files...)
			}
			if _, err := f.Save(c, f.tick()); err != nil {
				t.Fatal(err)
			}
		case 2:
			f.put(names[r.Intn(len(names))], text())
			f.snapshot(Check)
		case 3:
			f.put(names[r.Intn(len(names))], text()) // noted later, if ever
			continue
		case 4:
			e := f.list()[r.Intn(len(f.list()))]
			c, err := f.Undo(e.ID)
			var changed *Changed
			if errors.As(err, &changed) || errors.Is(err, ErrNone) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Make(Undo, e.ID, c, f.tick()); err != nil {
				t.Fatal(err)
			}
			for _, file := range e.Files {
				if sumOfFile(f.get(file.Path)) != file.Before {
					t.Fatalf("%s is not as it was before %s", file.Path, e.ID)
				}
			}
		case 5:
			f.snapshot(Check)
			e := f.list()[r.Intn(len(f.list()))]
			name := names[r.Intn(len(names))]
			c, err := f.RestoreAs(name, e.ID, false)
			if errors.Is(err, ErrNone) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Make(Restore, "", c, f.tick()); err != nil {
				t.Fatal(err)
			}
			if want, known := states[e.ID]; known && string(f.get(name)) != want[name] {
				t.Fatalf("%s restored as of %s: %q, want %q", name, e.ID, f.get(name), want[name])
			}
		case 6:
			f.reopen()
			if r.Intn(2) == 0 {
				os.Remove(f.path(listFile))
			}
			if limited {
				f.squeeze()
			}
		}
		f.snapshot(Check)
		note()
	}
	list := f.list()
	for _, e := range list {
		want, ok := states[strings.TrimSuffix(e.ID, foldedMark)]
		if !ok {
			continue
		}
		state, err := f.State(e.ID)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for name, sum := range state {
			data, err := f.Bytes(sum)
			if err != nil {
				t.Fatalf("%s of %s: %v", name, e.ID, err)
			}
			got[name] = string(data)
		}
		if !maps.Equal(got, want) {
			t.Fatalf("%s: %q, want %q", e.ID, got, want)
		}
	}
	if !limited && len(list) < 15 {
		t.Errorf("only %d entries: the test shows little", len(list))
	}
	if limited && list[0].Kind != Folded {
		t.Error("nothing was folded: the test shows little")
	}
}

// squeeze folds as if the limit were half of what there is.
func (f *folder) squeeze() {
	f.t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	end, err := f.begin()
	if err != nil {
		f.t.Fatal(err)
	}
	defer end()
	if n := len(f.index.zips); n > 4 {
		var entries []stored
		for _, z := range f.index.zips {
			e, err := readEntry(f.path(z.id + ending))
			if err != nil {
				f.t.Fatal(err)
			}
			entries = append(entries, e)
		}
		if err := f.foldFirst(entries, n/2); err != nil {
			f.t.Fatal(err)
		}
	}
}

// A run that is killed at any step leaves the change made or not made, and the old bytes; the next one
// tidies up.
func TestASaveThatIsKilled(t *testing.T) {
	for _, at := range []string{"folder", "pending", "change", "changed", "settle", "index"} {
		t.Run(at, func(t *testing.T) {
			f := newFolder(t, "a.md", "old a", "b.md", "old b", "c.md", "old c")
			f.snapshot(Build)
			f.put("c.md", "c by hand")
			f.before = func(step string) error {
				if step == at {
					return errKilled
				}
				return nil
			}
			c := change(f, "a.md", "new a")
			c.Files = append(c.Files, change(f, "b.md", "").Files...)
			f.Save(c, f.tick())
			f.reopen()
			made := string(f.get("a.md")) == "new a"
			if made != (f.get("b.md") == nil) {
				t.Fatal("half of the change is made")
			}
			if want := at != "folder" && at != "pending" && at != "change"; made != want {
				t.Errorf("made: %v, want %v", made, want)
			}
			f.snapshot(Check)
			list := f.list()
			last := list[len(list)-1]
			if last.What.ZH != "在别的程序里改了 c.md" {
				t.Errorf("%+v", last)
			}
			if saved := slices.ContainsFunc(list, func(e Entry) bool { return e.Kind == Save }); saved != made {
				t.Errorf("in the history: %v, made: %v", saved, made)
			}
			if left, _ := filepath.Glob(filepath.Join(f.Store.dir, "*"+pending)); len(left) > 0 {
				t.Error("left: ", left)
			}
			back, err := f.RestoreAs("a.md", list[0].ID, false)
			if err != nil || made && string(back.Files[0].After) != "old a" {
				t.Error(err, back)
			}
		})
	}
}

// One that is killed between two files is made whole.
func TestASaveThatIsKilledBetweenTwoFiles(t *testing.T) {
	f := newFolder(t, "a.md", "old a", "b.md", "old b")
	c := change(f, "a.md", "new a")
	c.Files = append(c.Files, change(f, "b.md", "new b").Files...)
	f.before = func(step string) error {
		if step == "changed" {
			return errKilled
		}
		return nil
	}
	f.Save(c, f.tick())
	f.put("b.md", "old b") // as if it had not come so far
	f.reopen()
	f.snapshot(Check)
	if list := f.list(); string(f.get("b.md")) != "new b" || len(list) != 2 || list[0].Kind != Save || len(list[1].Files) != 0 {
		t.Errorf("%s %+v", f.get("b.md"), list)
	}
}

func TestWhereTheOldBytesCannotBeKeptNothingIsChanged(t *testing.T) {
	for _, step := range []string{"folder", "pending", "event"} {
		f := newFolder(t, "a.md", "old", "b.md", "b")
		f.snapshot(Build)
		f.put("a.md", "by hand")
		full := errors.New("the disk is full")
		f.before = func(s string) error {
			if s == step {
				return full
			}
			return nil
		}
		if _, err := f.Save(change(f, "a.md", "new"), f.tick()); !errors.Is(err, full) || string(f.get("a.md")) != "by hand" {
			t.Errorf("%s: %v, %s", step, err, f.get("a.md"))
		}
	}
}

func TestDamagedZipsAreToldAndPassedOver(t *testing.T) {
	for name, damage := range map[string]func(data []byte) []byte{
		"cut short": func(data []byte) []byte { return data[:len(data)/2] },
		"empty":     func([]byte) []byte { return nil },
		"no zip":    func([]byte) []byte { return []byte("<html>") },
		"same size": func(data []byte) []byte { return bytes.Repeat([]byte{'x'}, len(data)) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t, "a.md", "1", "b.md", "b")
			f.snapshot(Build)
			f.put("a.md", "2")
			f.put("b.md", "b2")
			f.snapshot(Build)
			f.put("a.md", "3")
			f.snapshot(Build)
			list := f.list()
			file := f.path(list[1].ID + ending)
			data, _ := os.ReadFile(file)
			os.WriteFile(file, damage(data), 0o644)
			f.reopen()
			if got := f.list(); len(got) != 2 || got[0].ID != list[0].ID || got[1].ID != list[2].ID {
				t.Errorf("%+v", got)
			}
			if d, err := f.Damaged(); err != nil || len(d) != 1 || d[0].Name != list[1].ID+".zip" || d[0].Err == nil {
				t.Error(d, err)
			}
			if c, err := f.RestoreAs("a.md", list[0].ID, false); err != nil || string(c.Files[0].After) != "1" {
				t.Error(err)
			}
			f.snapshot(Check) // what only the damaged one held of the last state is stored again
			if data, err := f.Bytes(digest.Of("b2")); err != nil || string(data) != "b2" {
				t.Error(err)
			}
			if f.snapshot(Check); len(f.list()) != 3 {
				t.Errorf("%+v", f.list())
			}
		})
	}
}

// A sum that does not agree is never handed out as the file.
func TestBytesThatRottedAreNotHandedOut(t *testing.T) {
	f := newFolder(t, "photo.jpg", "the bytes of a photo", "a.md", "a")
	f.snapshot(Build)
	file := f.path(f.list()[0].ID + ending)
	data, _ := os.ReadFile(file)
	at := bytes.Index(data, []byte("the bytes"))
	if at < 0 {
		t.Fatal("photos are stored as they are")
	}
	data[at] = 'X'
	os.WriteFile(file, data, 0o644)
	if _, err := f.Bytes(digest.Of("the bytes of a photo")); !errors.Is(err, ErrLost) {
		t.Error(err)
	}
}

func TestTwoStoresOfOneFolder(t *testing.T) {
	f := newFolder(t, "a.md", "0", "b.md", "0")
	other, _ := Open(f.dir)
	f.snapshot(Desk)
	for i := range 10 {
		s := []*Store{f.Store, other}[i%2]
		if _, err := s.Save(change(f, "a.md", fmt.Sprint(i+1)), f.clock); err != nil { // all at one time
			t.Fatal(err)
		}
	}
	if list := f.list(); len(list) != 11 {
		t.Errorf("%d entries", len(list))
	}
	done := make(chan error)
	for i, s := range []*Store{f.Store, other} {
		name := []string{"a.md", "b.md"}[i]
		go func() {
			for n := range 20 {
				now, _ := s.disk(name)
				c := edit.Change{Files: []edit.FileChange{{Path: name, Before: now, After: fmt.Append(nil, "x", n)}}}
				if _, err := s.Save(c, day); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	if err := errors.Join(<-done, <-done); err != nil {
		t.Fatal(err)
	}
	if list := f.list(); len(list) != 51 {
		t.Errorf("%d entries", len(list))
	}
}

func TestLargeFilesAreNotedButNotKept(t *testing.T) {
	f := newFolder(t, "a.md", "a", "film.mp4", strings.Repeat("f", int(largest)+1), "small.jpg", "s")
	f.snapshot(Build)
	if f.Kept(digest.Of(string(f.get("film.mp4")))) || !f.Kept(digest.Of("s")) || !f.Kept(None) {
		t.Error("kept")
	}
	if f.snapshot(Build); len(f.list()) != 1 {
		t.Error("noted twice")
	}
	// What Save replaces is kept, however large.
	was := digest.OfBytes(f.get("film.mp4"))
	if _, err := f.Save(change(f, "film.mp4", "short"), f.tick()); err != nil {
		t.Fatal(err)
	}
	if !f.Kept(was) {
		t.Error("not kept")
	}
}

func TestTheOldestGoFirstAndTheLastStateNever(t *testing.T) {
	f := newFolder(t, "stays.md", "this text is never changed", "a.md", "a")
	f.snapshot(Build)
	if err := f.SetLimit(1<<20, f.tick()); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewSource(1))
	blob := func() string {
		b := make([]byte, 100<<10)
		for i := range b {
			b[i] = byte(r.Intn(256))
		}
		return string(b)
	}
	for range 30 {
		if _, err := f.Save(change(f, "a.md", blob()), f.tick()); err != nil {
			t.Fatal(err)
		}
	}
	size, limit, err := f.Size()
	if err != nil || size > limit || limit != 1<<20 || size < limit/3 {
		t.Error(size, limit, err)
	}
	list := f.list()
	if list[0].Kind != Folded || len(list) < 4 {
		t.Errorf("%d, %+v", len(list), list[0])
	}
	if data, err := f.Bytes(digest.Of("this text is never changed")); err != nil || string(data) != "this text is never changed" {
		t.Error(err)
	}
	for _, e := range list[1:] {
		for _, file := range e.Files {
			if !f.Kept(file.Before) || !f.Kept(file.After) {
				t.Errorf("%s: bytes that it stands on are gone", e.ID)
			}
		}
	}
	c, err := f.Undo(list[len(list)-1].ID)
	if err != nil || len(c.Files) != 1 {
		t.Error(err)
	}
	if _, err := f.Undo(list[0].ID); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}

// A run that is killed while it folds loses nothing.
func TestAFoldThatIsKilled(t *testing.T) {
	for _, at := range []string{"fold", "folded"} {
		f := newFolder(t, "a.md", "0")
		f.snapshot(Build)
		for i := range 6 {
			f.Save(change(f, "a.md", fmt.Sprint(i)), f.tick())
		}
		before := f.list()
		f.before = func(step string) error {
			if step == at {
				return errKilled
			}
			return nil
		}
		func() {
			f.mu.Lock()
			defer f.mu.Unlock()
			end, err := f.begin()
			if err != nil {
				t.Fatal(err)
			}
			defer end()
			var entries []stored
			for _, z := range f.index.zips {
				e, _ := readEntry(f.path(z.id + ending))
				entries = append(entries, e)
			}
			if err := f.foldFirst(entries, 3); !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
		}()
		f.reopen()
		f.put("a.md", "by hand")
		f.snapshot(Check)
		list := f.list()
		if want := map[string]int{"fold": len(before) + 1, "folded": len(before) - 1}[at]; len(list) != want {
			t.Errorf("%s: %d entries, want %d", at, len(list), want)
		}
		for _, e := range list {
			for _, file := range e.Files {
				if _, err := f.Bytes(file.After); err != nil {
					t.Errorf("%s: %s: %v", at, e.ID, err)
				}
			}
		}
		if zips, _ := filepath.Glob(filepath.Join(f.Store.dir, "*.zip")); len(zips) != len(list) {
			t.Errorf("%s: %d zips of %d entries", at, len(zips), len(list))
		}
	}
}

func TestTheLockIsOneAndEnds(t *testing.T) {
	name := filepath.Join(removetest.TempDir(t), "lock")
	release, err := output.Lock(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := output.Lock(name); !errors.Is(err, output.ErrBusy) {
		t.Error(err)
	}
	release()
	if release, err = output.Lock(name); err != nil {
		t.Error(err)
	}
	release()
}

func TestPublished(t *testing.T) {
	f := newFolder(t, "a.md", "1", "b.jpg", "b")
	if _, ok := f.LastPublished(); ok {
		t.Error("nothing was")
	}
	mark := f.snapshot(Build)
	if err := f.Published(mark); err != nil {
		t.Fatal(err)
	}
	f.put("a.md", "2")
	f.put("b.jpg", "")
	f.put("c.md", "3")
	f.snapshot(Check)
	e, ok := f.LastPublished()
	if !ok || e.ID != mark {
		t.Fatal(e, ok)
	}
	between, err := f.Between(e.ID, "")
	if err != nil {
		t.Fatal(err)
	}
	list, err := f.Since(e.ID, f.sums(), os.DirFS(f.dir))
	if err != nil || len(list) != 3 || string(list[0].Before) != "1" || string(list[0].After) != "2" ||
		list[1].After != nil || list[1].Before == nil || list[2].Before != nil || string(list[2].After) != "3" {
		t.Errorf("%v %q", err, list)
	}
	if fmt.Sprintf("%q", between) != fmt.Sprintf("%q", list) {
		t.Errorf("%q", between)
	}
	if none, err := f.Between(mark, mark); err != nil || len(none) > 0 {
		t.Error(none, err)
	}
}

// BenchmarkSave measures a save in a content folder of 10,000 bases, by a desk that is open and by a command.
func BenchmarkSave(b *testing.B) {
	dir := removetest.TempDir(b)
	os.Mkdir(filepath.Join(dir, "bases"), 0o755)
	sums := map[string]digest.Digest{}
	for i := range 10000 {
		name, text := fmt.Sprintf("bases/%05d.md", i), fmt.Sprintf("+++\nname = \"%d\"\n+++\n%s", i, strings.Repeat("介绍", 100))
		os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)
		sums[name] = digest.Of(text)
	}
	s, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.Snapshot(sums, os.DirFS(dir), Desk, day); err != nil {
		b.Fatal(err)
	}
	for _, fresh := range []bool{false, true} {
		b.Run(map[bool]string{false: "open", true: "fresh"}[fresh], func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				if fresh {
					s, _ = Open(dir)
				}
				now, _ := os.ReadFile(filepath.Join(dir, "bases/00000.md"))
				c := edit.Change{Files: []edit.FileChange{{Path: "bases/00000.md", Before: now, After: append(now[:len(now):len(now)], "x"...)}}}
				if _, err := s.Save(c, day); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What is known of events that are gone is gone, and bytes that another program folded away meanwhile are looked for again.
func TestNothingIsKeptOfEventsThatAreGone(t *testing.T) {
	f := newFolder(t, "a.md", "0")
	for i := range 20 {
		f.put("a.md", fmt.Sprint(i))
		f.snapshot(Build)
	}
	if n := len(f.list()); n < 20 || len(f.entries) < 20 {
		t.Fatalf("%d events, %d are known", n, len(f.entries))
	}
	first := f.sums()["a.md"]
	if data, err := f.Bytes(first); err != nil || string(data) != "19" {
		t.Fatalf("%q, %v", data, err)
	}
	if err := removetest.All(f.Store.dir); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Bytes(first); !errors.Is(err, ErrLost) {
		t.Errorf("bytes that are gone: %v", err)
	}
	f.put("a.md", "new")
	f.snapshot(Build)
	if n := len(f.list()); n > 2 || len(f.entries) > 2 {
		t.Errorf("%d events, %d are known", n, len(f.entries))
	}
}
