package output

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"kepu/generator/remove/removetest"
	"kepu/generator/winetest"
)

// The trees of the tests that stop a run: pages new, changed, unchanged and gone, a
// file that becomes a folder and a folder that becomes a file.
var (
	oldTree = pages{"index.html": "old", "same.html": "=", "bases/x.html": "x", "bases/y.html": "old", "years/2016/a.html": "a", "map": "file", "kinds/k": "k"}
	newTree = pages{"index.html": "new", "same.html": "=", "bases/y.html": "new", "bases/z/n.html": "n", "map/here.html": "m", "kinds": "file"}
)

// stopper makes the nth change fail, and when it is a kill all later ones.
type stopper struct {
	mu   sync.Mutex
	n    int
	seen int
	kill bool
	err  error
	last string // what was stopped
}

func (s *stopper) hook(op, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen++
	if s.seen == s.n || s.kill && s.seen > s.n {
		if s.seen == s.n {
			s.last = op + " " + name
		}
		return s.err
	}
	return nil
}

// stride leads from one point at which runs are stopped to the next: to each, but under Wine,
// where a call about a file takes some hundred times as long, to every fifth.
var stride = func() int {
	if winetest.Running() {
		return 5
	}
	return 1
}()

// calm stops nothing.
func calm(op, name string) error { return nil }

func calmWrite(t *testing.T, dir string, p pages) {
	t.Helper()
	if _, err := write(context.Background(), dir, p, nil, calm); err != nil {
		t.Fatal(err)
	}
}

// calmRecover is Recover.
func calmRecover(t *testing.T, dir string) Outcome {
	t.Helper()
	o, err := recoverIn(dir, calm)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// whole says which of the two trees stands in dir, or shows the mixture.
func whole(t *testing.T, dir string, first bool) string {
	got := tree(t, dir)
	for n := range got {
		if strings.HasSuffix(n, "/") && !first {
			if len(got.under(n)) == 0 {
				return "an empty folder " + n
			}
		}
	}
	for n := range got {
		if strings.HasSuffix(n, "/") {
			delete(got, n)
		}
	}
	delete(got, "CNAME")
	switch got.String() {
	case newTree.String():
		return "new"
	case oldTree.String():
		return "old"
	case "":
		return "empty"
	}
	return got.String()
}

func (p pages) under(folder string) (names []string) {
	for n := range p {
		if n != folder && strings.HasPrefix(n, folder) {
			names = append(names, n)
		}
	}
	return names
}

// stopAt runs a build that is stopped at its nth change. It returns false when there was no such change.
func stopAt(t *testing.T, n int, first, kill bool, then func(dir string, s *stopper, err error)) bool {
	dir := filepath.Join(removetest.TempDir(t), "public")
	if !first {
		calmWrite(t, dir, oldTree)
		put(t, dir, "CNAME", "example.org")
	}
	s := &stopper{n: n, kill: kill, err: errors.New("killed")}
	if !kill {
		s.err = syscall.ENOSPC
	}
	_, err := write(context.Background(), dir, newTree, nil, s.hook)
	if s.last == "" {
		return false
	}
	then(dir, s, err)
	return true
}

func TestRunKilledAtAnyStepIsWholeAfterRecover(t *testing.T) {
	for _, first := range []bool{false, true} {
		t.Run(fmt.Sprintf("first=%t", first), func(t *testing.T) {
			t.Parallel()
			before := "old"
			if first {
				before = "empty"
			}
			count := map[string]int{}
			n := 1
			for ; ; n += stride {
				more := stopAt(t, n, first, true, func(dir string, s *stopper, _ error) {
					waits, err := Unfinished(dir)
					if err != nil {
						t.Errorf("killed at %d, %s: %v", n, s.last, err)
					}
					outcome := calmRecover(t, dir)
					if !waits && outcome != Clean { // an empty folder of a run that had not begun waits as well
						t.Errorf("killed at %d, %s: unfinished %t, and recover says %d", n, s.last, waits, outcome)
					}
					got := whole(t, dir, first)
					switch {
					case got == before && outcome != Completed, got == "new":
						count[got]++
					default:
						t.Errorf("killed at %d, %s: recover says %d, and there is %s", n, s.last, outcome, got)
					}
					if again := calmRecover(t, dir); again != Clean {
						t.Errorf("killed at %d, %s: a second recover says %d", n, s.last, again)
					}
					calmWrite(t, dir, newTree)
					if got := whole(t, dir, first); got != "new" {
						t.Errorf("killed at %d, %s: after the next run there is %s", n, s.last, got)
					}
				})
				if !more {
					break
				}
			}
			t.Logf("%d steps: %v", n-1, count)
			if count["new"] == 0 || count[before] == 0 || n < 20 {
				t.Errorf("the kills came all on one side: %d steps, %v", n-1, count)
			}
		})
	}
}

// Whatever a kill leaves is also what a reader may see while a run is at work.
func TestReaderMeetsWholeFilesAndNoDeadLinkAtAnyStep(t *testing.T) {
	t.Parallel()
	// Each page names what it loads and links to.
	was := pages{"style.css": "old", "data.js": "old gone.html", "gone.html": "old style.css", "index.html": "old style.css gone.html data.js", "same.html": "style.css", "z.html": "old style.css"}
	now := pages{"style.css": "new", "data.js": "new b/new.html", "b/new.css": "new", "b/new.html": "new b/new.css", "index.html": "new style.css b/new.html data.js", "same.html": "style.css", "z.html": "new style.css"}
	mixtures := 0
	n := 1
	for stopped := true; stopped; n += min(stride, 2) { // some few steps leave a mixture
		dir := filepath.Join(removetest.TempDir(t), "public")
		calmWrite(t, dir, was)
		s := &stopper{n: n, kill: true, err: errors.New("killed")}
		write(context.Background(), dir, now, nil, s.hook)
		stopped = s.last != ""
		got := tree(t, dir)
		fail := func(format string, args ...any) {
			t.Helper()
			t.Errorf("killed at %d, %s: "+format, append([]any{n, s.last}, args...)...)
		}
		for _, name := range slices.Concat(was.Files(), now.Files()) {
			text, there := got[name]
			before, had := was[name]
			after, has := now[name]
			switch {
			case !there && had && has:
				fail("%s is missing", name)
			case there && !(had && text == before) && !(has && text == after):
				fail("%s is neither old nor new: %q", name, text)
			}
			if !there {
				continue
			}
			for _, to := range strings.Fields(text) {
				if _, there := got[to]; !there && strings.Contains(to, ".") {
					fail("%s leads to %s, which is not there", name, to)
				}
			}
			if strings.HasPrefix(text, "new ") && had && strings.Contains(text, "style.css") && got["style.css"] != "new" {
				fail("%s is new and loads an old stylesheet", name)
			}
		}
		if got["style.css"] == "new" && got["z.html"] == was["z.html"] {
			mixtures++
		}
		calmRecover(t, dir)
		if healed := tree(t, dir); healed["style.css"] == "new" != (healed["z.html"] == now["z.html"]) {
			fail("recovered, there is still a mixture: %s", healed)
		}
	}
	if mixtures == 0 {
		t.Errorf("none of %d kills left a mixture: the test looks at nothing", n)
	}
}

func TestFailureAtAnyStepLeavesOldTree(t *testing.T) {
	for _, first := range []bool{false, true} {
		t.Run(fmt.Sprintf("first=%t", first), func(t *testing.T) {
			t.Parallel()
			before := "old"
			if first {
				before = "empty"
			}
			for n := 1; ; n += stride {
				more := stopAt(t, n, first, false, func(dir string, s *stopper, err error) {
					want := before
					if err == nil {
						want = "new" // only the cleaning up failed
					} else if !errors.Is(err, syscall.ENOSPC) || errors.Is(err, ErrHalfway) {
						t.Errorf("full disk at %d, %s: %v", n, s.last, err)
					}
					if got := whole(t, dir, first); got != want {
						t.Errorf("full disk at %d, %s: error %v, and there is %s", n, s.last, err, got)
					}
					if err != nil && unfinished(dir) {
						t.Errorf("full disk at %d, %s: something is left in .kepu", n, s.last)
					}
				})
				if !more {
					break
				}
			}
		})
	}
}

// A failed swap is being taken back, and that is killed too.
func TestKillWhileTakingBackIsWholeAfterRecover(t *testing.T) {
	t.Parallel()
	stopped := 0
	for fail := 1; ; fail += 8 * stride { // all of them took minutes, and passed
		reached := false
		for kill := fail + 1; ; kill += 5 {
			dir := filepath.Join(removetest.TempDir(t), "public")
			calmWrite(t, dir, oldTree)
			seen, at := 0, ""
			var mu sync.Mutex
			_, err := write(context.Background(), dir, newTree, nil, func(op, name string) error {
				mu.Lock()
				defer mu.Unlock()
				seen++
				if seen == fail {
					reached = true
					return syscall.EIO
				}
				if seen >= kill {
					if at == "" {
						at = op + " " + name
					}
					return errors.New("killed")
				}
				return nil
			})
			if at == "" {
				break
			}
			stopped++
			calmRecover(t, dir)
			if got := whole(t, dir, false); got != "old" && got != "new" {
				t.Errorf("failed at %d (%v), killed at %d, %s: there is %s", fail, err, kill, at, got)
			}
		}
		if !reached {
			break
		}
	}
	t.Logf("%d runs", stopped)
}

func TestRecoverOfHalfSwapIsItselfKilled(t *testing.T) {
	t.Parallel()
	for n := 1; ; n += 3 {
		more := stopAt(t, n, false, true, func(dir string, s *stopper, err error) {
			for k := 1; k < 200; k += 6 {
				if !unfinished(dir) {
					break
				}
				f, err := open(dir, (&stopper{n: k, kill: true, err: errors.New("killed")}).hook)
				if err != nil {
					continue // killed while it took over what stood in the folder
				}
				f.recover()
				f.close(true)
			}
			if got := whole(t, dir, false); got != "old" && got != "new" {
				t.Errorf("killed at %d, %s, then again and again: there is %s", n, s.last, got)
			}
		})
		if !more {
			break
		}
	}
}

// A file or folder that another program holds fails every try, that of taking back too.
func TestWhatNeverYieldsLeavesOldTree(t *testing.T) {
	touched := map[string]bool{}
	count := func(op, name string) error { touched[op+" "+name] = true; return nil }
	dir := filepath.Join(removetest.TempDir(t), "public")
	calmWrite(t, dir, oldTree)
	var mu sync.Mutex
	if _, err := write(context.Background(), dir, newTree, nil, func(op, name string) error {
		mu.Lock()
		defer mu.Unlock()
		return count(op, name)
	}); err != nil {
		t.Fatal(err)
	}
	failed := 0
	for change := range touched {
		op, name, _ := strings.Cut(change, " ")
		if op == "close" {
			continue
		}
		t.Run(change, func(t *testing.T) {
			dir := filepath.Join(removetest.TempDir(t), "public")
			calmWrite(t, dir, oldTree)
			_, err := write(context.Background(), dir, newTree, nil, func(o, n string) error {
				if n == name && (o == op || op == "rename" && o == "remove") {
					return syscall.EPERM
				}
				return nil
			})
			want := "new" // only the cleaning up failed
			if err != nil {
				want = "old"
				failed++
			}
			if errors.Is(err, ErrHalfway) {
				t.Error(err)
			}
			if got := whole(t, dir, true); got != want {
				t.Errorf("error %v, and there is %s", err, got)
			}
			calmWrite(t, dir, newTree)
			if got := whole(t, dir, true); got != "new" {
				t.Errorf("the next run leaves %s", got)
			}
		})
	}
	if failed < 20 {
		t.Errorf("only %d of %d changes made a run fail", failed, len(touched))
	}
}
