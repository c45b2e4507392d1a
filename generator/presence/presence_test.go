package presence

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kepu/generator/remove/removetest"
)

var began = time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)

func announce(t *testing.T, dir string, at time.Time) *Presence {
	t.Helper()
	p, err := Announce(dir, at)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTwoDesksKnowOfEachOther(t *testing.T) {
	dir := removetest.TempDir(t)
	a := announce(t, dir, began)
	if list := a.Others(); len(list) != 0 {
		t.Errorf("alone it sees %v", list)
	}
	b := announce(t, dir, began.Add(time.Minute))
	machine, _ := os.Hostname()
	for _, c := range []struct {
		p     *Presence
		since time.Time
	}{{a, began.Add(time.Minute)}, {b, began}} {
		list := c.p.Others()
		if len(list) != 1 || list[0].Machine != machine || !list[0].Here || !list[0].Since.Equal(c.since) {
			t.Errorf("it sees %+v", list)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	b.Run(ctx)
	if list := a.Others(); len(list) != 0 {
		t.Errorf("after the end of the other it sees %v", list)
	}
}

// The clock of the file system counts, not the machine's: of a share that is a day behind, and of one
// that was left there when somebody was killed.
func TestWhatWasLeftDoesNotCount(t *testing.T) {
	dir := removetest.TempDir(t)
	a, b, far := announce(t, dir, began), announce(t, dir, began), announce(t, dir, began)
	of := func(p *Presence) string { return filepath.Join(p.dir, p.name) }
	at := func(p *Presence, when time.Time) {
		if err := os.Chtimes(of(p), when, when); err != nil {
			t.Fatal(err)
		}
	}
	share := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	at(a, share)
	at(b, share.Add(-time.Minute))
	at(far, share.Add(time.Hour)) // ahead: it has been written since
	if list := a.Others(); len(list) != 2 {
		t.Errorf("it sees %v", list)
	}
	at(b, share.Add(-2*time.Minute))
	if list := a.Others(); len(list) != 1 {
		t.Errorf("of one that is gone it sees %v", list)
	}
	if _, err := os.Stat(of(b)); err != nil {
		t.Error("it has removed what may come back")
	}
	at(b, share.Add(-48*time.Hour))
	a.Others()
	if _, err := os.Stat(of(b)); err == nil {
		t.Error("what was left long ago stays for ever")
	}
	if err := os.WriteFile(of(b), nil, 0o644); err != nil { // being written just now
		t.Fatal(err)
	}
	at(b, share)
	if err := os.WriteFile(filepath.Join(a.dir, "notes.doc"), []byte("somebody's"), 0o644); err != nil {
		t.Fatal(err)
	}
	if list := a.Others(); len(list) != 2 || list[0].Machine != "" || list[0].Here {
		t.Errorf("it sees %+v", list)
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(removetest.TempDir(t), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Announce(file, began); err == nil {
		t.Error("it was announced in a file")
	}
}

// Who only looks sees the desks that are open, leaves no file and removes none.
func TestLookingLeavesNothing(t *testing.T) {
	dir := removetest.TempDir(t)
	if list := Seen(dir, time.Now()); len(list) != 0 {
		t.Errorf("in an empty folder: %v", list)
	}
	a, left := announce(t, dir, began), announce(t, dir, began)
	long := time.Now().Add(-2 * old)
	if err := os.Chtimes(filepath.Join(left.dir, left.name), long, long); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(a.dir, a.name))
	if err != nil {
		t.Fatal(err)
	}
	if list := Seen(dir, info.ModTime()); len(list) != 1 || !list[0].Here || !list[0].Since.Equal(began) {
		t.Errorf("%+v", list)
	}
	if list := Seen(dir, info.ModTime().Add(2*stale)); len(list) != 0 {
		t.Errorf("of one that was killed: %+v", list)
	}
	if files, err := os.ReadDir(a.dir); err != nil || len(files) != 2 {
		t.Errorf("%d files, %v", len(files), err)
	}
}
