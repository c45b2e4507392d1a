package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/filelist"
	"kepu/generator/remove"
	"kepu/generator/remove/removetest"
)

// nowhereElse makes a run work in the output folder.
func nowhereElse(op, name string) error {
	if op == "beside" || op == "aside" {
		return errors.ErrUnsupported
	}
	return nil
}

// otherDisk makes a run work in the output folder, since nothing can be renamed out of it.
func otherDisk(op, name string) error {
	if op == "beside" {
		return errors.ErrUnsupported
	}
	return nil
}

// names returns what stands in the folder itself, hidden or not.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestOnlyTheListStandsBesideThePages(t *testing.T) {
	for name, hook := range map[string]hook{"beside": calm, "inside": nowhereElse} {
		dir := filepath.Join(removetest.TempDir(t), "public")
		for _, page := range []string{"1", "2"} {
			_, err := Write(context.Background(), dir, pages{"index.html": page}, Options{
				Made:   func() Made { return Made{"key", []byte("stock"), []byte("a line of a draft")} },
				before: hook,
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := names(t, dir); got != manifestFile+" index.html" {
				t.Errorf("%s: the folder holds %s", name, got)
			}
		}
		if _, err := os.Stat(beside(dir)); (err == nil) != (name == "beside") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFolderIsKnownWhereverItGoes(t *testing.T) {
	top := removetest.TempDir(t)
	dir := filepath.Join(top, "public")
	mustWrite(t, dir, pages{"index.html": "1", "gone.html": "x"})
	for _, to := range []string{"moved", "deep/down/site"} {
		to = filepath.Join(top, to)
		if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		put(t, to, "CNAME", "example.org")
		r := mustWrite(t, to, pages{"index.html": "2"})
		if got := tree(t, to).String(); got != `CNAME="example.org" index.html="2" ` || len(r.Removed) != 1 {
			t.Errorf("%s: %s, %+v", to, got, r)
		}
	}
	os.Remove(filepath.Join(dir, manifestFile))
	if _, err := write(context.Background(), dir, pages{"index.html": "2"}, nil, calm); !errors.Is(err, ErrUnsafe) {
		t.Errorf("without its list the folder is taken: %v", err)
	}
}

// Where all was kept in the output folder, by a program before this one, that is taken
// over, at whatever step a run was cut off.
func TestWhatStoodInTheFolderIsTakenOver(t *testing.T) {
	list := func(p pages) string { return string(listOf(p).Encode()) }
	was := pages{"a.html": "1", "b.html": "b", "gone.html": "x"}
	now := pages{"a.html": "2", "b.html": "b", "new.html": "n"}
	steps := formerJournal + "in new.html\nover a.html\nout gone.html\nover .kepu/manifest\nend\n"
	for name, c := range map[string]struct {
		files   pages
		outcome Outcome
		want    pages
	}{
		"at rest":   {pages{}, Clean, was},
		"staged":    {pages{".kepu/stage/new.html": "n"}, Cleared, was},
		"begun":     {pages{".kepu/journal": steps, ".kepu/stage/new.html": "n", ".kepu/stage/a.html": "2", ".kepu/old/a.html": "1", ".kepu/stage/.kepu/manifest": list(now), ".kepu/old/.kepu/manifest": list(was)}, Completed, now},
		"turned":    {pages{".kepu/journal.back": steps, "new.html": "n", ".kepu/stage/a.html": "2", ".kepu/old/a.html": "1", ".kepu/stage/.kepu/manifest": list(now), ".kepu/old/.kepu/manifest": list(was)}, TakenBack, was},
		"all moved": {pages{".kepu/journal": steps, "a.html": "2", "new.html": "n", ".kepu/old/gone.html": "x", ".kepu/manifest": list(now)}, Completed, now},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(removetest.TempDir(t), "public")
			inside := func(files pages) {
				for n, text := range files {
					full := filepath.Join(dir, n)
					os.MkdirAll(filepath.Dir(full), 0o755)
					if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			inside(was)
			inside(pages{".kepu/manifest": list(was), ".kepu/made": "a line of a draft", ".kepu/lock": ""})
			if name == "all moved" {
				os.Remove(filepath.Join(dir, "gone.html"))
			}
			inside(c.files)
			r := mustWrite(t, dir, c.want)
			if r.Recovered != c.outcome || len(r.Written)+len(r.Removed) != 0 {
				t.Errorf("got %+v, want nothing left to do and outcome %d", r, c.outcome)
			}
			if got := tree(t, dir).String(); got != c.want.String() {
				t.Errorf("there is %s, want %s", got, c.want)
			}
			if got := names(t, dir); strings.Contains(got+" ", ".kepu ") || !strings.Contains(got, manifestFile) {
				t.Errorf("the folder holds %s", got)
			}
		})
	}
}

// listOf is the list of a tree.
func listOf(p pages) filelist.List {
	m := filelist.List{}
	for n, text := range p {
		m[n] = (&difference{content: &content{head: []byte(text)}}).sum()
	}
	return m
}

// A run was killed in the swap, and before the next one somebody has put another folder
// in the place of the one that it wrote to: what it meant to do must not be done to that.
func TestJournalIsAboutItsOwnFolder(t *testing.T) {
	for name, other := range map[string]func(t *testing.T, dir string){
		"another's folder": func(t *testing.T, dir string) { put(t, dir, "index.html", "theirs") },
		"an older copy": func(t *testing.T, dir string) {
			calmWrite(t, dir+"2", pages{"index.html": "older"})
			put(t, dir+"2", "bases/z/n.html", "theirs")
			if err := os.Rename(dir+"2", dir); err != nil {
				t.Fatal(err)
			}
		},
		"nothing": func(*testing.T, string) {},
	} {
		t.Run(name, func(t *testing.T) {
			reached := 0
			for n := 1; ; n += stride {
				more := stopAt(t, n, false, true, func(dir string, s *stopper, err error) {
					if !unfinished(dir) {
						return
					}
					reached++
					if err := remove.All(dir); err != nil {
						t.Fatal(err)
					}
					other(t, dir)
					before := tree(t, dir).String()
					if o := calmRecover(t, dir); o == Completed || o == TakenBack {
						t.Errorf("killed at %s: recover says %d", s.last, o)
					}
					if after := tree(t, dir).String(); after != before {
						t.Errorf("killed at %s: there was %s, and is %s", s.last, before, after)
					}
					if _, err := write(context.Background(), dir, newTree, nil, calm); (err != nil) != (name != "nothing") {
						t.Errorf("killed at %s: the next run says %v", s.last, err)
					}
				})
				if !more {
					break
				}
			}
			if reached < 10/stride {
				t.Errorf("only %d runs left something", reached)
			}
		})
	}
}

// What somebody has written into a page by hand is put right, and not lost.
func TestFileEditedByHandIsKept(t *testing.T) {
	for name, hook := range map[string]hook{"beside": calm, "inside": nowhereElse, "another disk": otherDisk} {
		dir := filepath.Join(removetest.TempDir(t), "public")
		was := pages{"a.html": "1", "b/c.html": "2", "d.html": "3", "e.html": "4", "f.html": "5"}
		if _, err := write(context.Background(), dir, was, nil, hook); err != nil {
			t.Fatal(err)
		}
		put(t, dir, "a.html", "by hand")
		put(t, dir, "b/c.html", "by hand too") // and its page goes
		put(t, dir, "d.html", "new")           // what the tree has, by chance
		os.Remove(filepath.Join(dir, "e.html"))
		put(t, dir, "mine.html", "theirs")
		now := pages{"a.html": "1", "d.html": "new", "e.html": "4", "f.html": "changed by the content"}
		r, err := write(context.Background(), dir, now, nil, hook)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(r.Edited, " "); got != "a.html b/c.html" {
			t.Errorf("%s: edited are %s", name, got)
		}
		if got := tree(t, r.Kept).String(); got != `a.html="by hand" b/="" b/c.html="by hand too" ` {
			t.Errorf("%s: kept is %s", name, got)
		}
		if in := strings.HasPrefix(r.Kept, dir+string(filepath.Separator)); in != (name == "inside") {
			t.Errorf("%s: kept in %s", name, r.Kept)
		}
		put(t, dir, "a.html", "again")
		again, err := write(context.Background(), dir, now, nil, hook)
		if err != nil || again.Kept == r.Kept || len(again.Edited) != 1 {
			t.Errorf("%s: %+v, %v", name, again, err)
		}
		if got := tree(t, r.Kept)["a.html"] + tree(t, again.Kept)["a.html"]; got != "by handagain" {
			t.Errorf("%s: kept are %s", name, got)
		}
	}
}

// A run that fails leaves the edited page where it is, and no second one.
func TestFailedRunKeepsNoCopies(t *testing.T) {
	for n := 1; ; n += stride {
		dir := filepath.Join(removetest.TempDir(t), "public")
		calmWrite(t, dir, oldTree)
		put(t, dir, "index.html", "by hand")
		s := &stopper{n: n, err: errors.New("failed")}
		_, err := write(context.Background(), dir, newTree, nil, s.hook)
		if s.last == "" {
			break
		}
		there, _ := filepath.Glob(filepath.Join(beside(dir), "edited", "*"))
		if err == nil {
			continue
		}
		if got := tree(t, dir)["index.html"]; got != "by hand" || len(there) != 0 {
			t.Errorf("failed at %s: the page is %q, copies %v", s.last, got, there)
		}
	}
}

// A journal that is damaged holds nothing up for ever: the next run makes all right.
func TestDamagedJournalIsGivenUp(t *testing.T) {
	for n := 1; ; n += stride {
		more := stopAt(t, n, false, true, func(dir string, s *stopper, err error) {
			for _, j := range []string{journalFile, journalBack} {
				if _, err := os.Stat(at(dir, j)); err == nil {
					cut(t, at(dir, j))
				}
			}
			calmRecover(t, dir)
			if again := calmRecover(t, dir); again != Clean {
				t.Errorf("killed at %s: a second recover says %d", s.last, again)
			}
			r := mustWrite(t, dir, newTree)
			if got := whole(t, dir, true); got != "new" || len(r.Edited) != 0 {
				t.Errorf("killed at %s: there is %s, edited %v", s.last, got, r.Edited)
			}
			if got := strings.Join(r.Foreign, " "); got != "CNAME" {
				t.Errorf("killed at %s: foreign are %s", s.last, got)
			}
		})
		if !more {
			break
		}
	}
}

// The note of what a tree was made from is true at every moment: a run that is killed has
// either brought both or neither, and no other run comes between the two.
func TestNoteComesWithItsTree(t *testing.T) {
	made := func(key string) func() Made { return func() Made { return Made{key, nil, nil} } }
	for n := 1; ; n += stride {
		dir := filepath.Join(removetest.TempDir(t), "public")
		if _, err := Write(context.Background(), dir, oldTree, Options{Made: made("old"), before: calm}); err != nil {
			t.Fatal(err)
		}
		s := &stopper{n: n, kill: true, err: errors.New("killed")}
		Write(context.Background(), dir, newTree, Options{Made: made("new"), before: s.hook})
		if s.last == "" {
			break
		}
		calmRecover(t, dir)
		got := whole(t, dir, true)
		for _, key := range []string{"old", "new"} {
			if recalls(dir, key) != (got == key) {
				t.Errorf("killed at %s: there is the %s tree, and the key %s is recalled: %v", s.last, got, key, recalls(dir, key))
			}
		}
	}

	dir := filepath.Join(removetest.TempDir(t), "public")
	var between error
	_, err := Write(context.Background(), dir, oldTree, Options{before: calm, Made: func() Made {
		_, between = write(context.Background(), dir, newTree, nil, calm)
		return Made{Key: "old"}
	}})
	if err != nil || !errors.Is(between, ErrBusy) || !recalls(dir, "old") {
		t.Errorf("%v; the run between says %v", err, between)
	}
}

// Whoever asks while a run is at work learns that, and disturbs nothing.
func TestARunAtWorkIsNotUnfinished(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	if waits, err := Unfinished(dir); waits || err != nil {
		t.Errorf("of no folder: %t, %v", waits, err)
	}
	calmWrite(t, dir, pages{"a.html": "1"})
	if waits, err := Unfinished(dir); waits || err != nil {
		t.Errorf("after a run: %t, %v", waits, err)
	}
	release, err := Lock(filepath.Join(filepath.Dir(dir), ".public.kepu", "lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if _, err := Unfinished(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("during a run: %v", err)
	}
}
