package watch

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"kepu/generator/diag"
	"kepu/generator/remove/removetest"
	"kepu/generator/winetest"
)

// TestMain lets the tests run at once: what they do most is wait.
func TestMain(m *testing.M) {
	flag.Parse()
	flag.Set("test.parallel", "16")
	os.Exit(m.Run())
}

// scene is a folder that is watched by a Run.
type scene struct {
	t    *testing.T
	dir  string
	mu   sync.Mutex
	saw  []string // what the file a.md held at each call; "gone" when it wasn't there
	told []diag.Text
	fail int // how many calls fail
	slow time.Duration

	blind bool
}

func play(t *testing.T, o Options) *scene {
	t.Helper()
	s := &scene{t: t, dir: removetest.TempDir(t)}
	s.write("a.md", "old")
	s.run(o)
	return s
}

func (s *scene) run(o Options) {
	s.blind = o.NoEvents
	o.Folders = []string{s.dir}
	o.Skip = func(name string) bool { return strings.HasSuffix(name, ".swp") }
	o.Notice = func(text diag.Text) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.told = append(s.told, text)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		Run(ctx, o, s.changed)
		close(done)
	}()
	s.t.Cleanup(func() { stop(); <-done })
	s.until(func() bool { return len(s.saw) == 1 })
}

func (s *scene) changed(func() bool) bool {
	data, err := os.ReadFile(filepath.Join(s.dir, "a.md"))
	s.mu.Lock()
	slow := s.slow
	s.mu.Unlock()
	time.Sleep(slow)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		data = []byte("gone")
	}
	s.saw = append(s.saw, string(data))
	s.fail--
	return s.fail < 0
}

func (s *scene) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *scene) write(name, text string) {
	s.t.Helper()
	s.do(os.MkdirAll(filepath.Dir(s.path(name)), 0o755))
	s.do(os.WriteFile(s.path(name), []byte(text), 0o644))
}

func (s *scene) do(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// until waits for something that has to come within five seconds.
func (s *scene) until(true func() bool) {
	s.t.Helper()
	for range 3000 { // half a minute: a machine may be busy
		s.mu.Lock()
		ok := true()
		s.mu.Unlock()
		if ok {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatalf("it doesn't come; seen so far: %q, told %v", s.saw, s.told)
}

// calls waits until nothing more comes and returns what was seen since the start.
func (s *scene) calls() []string {
	n := -1
	for {
		s.mu.Lock()
		saw := append([]string{}, s.saw[1:]...)
		s.mu.Unlock()
		if len(saw) == n {
			return saw
		}
		n = len(saw)
		time.Sleep(20 * quiet)
	}
}

func (s *scene) want(saw ...string) {
	s.t.Helper()
	s.until(func() bool { return s.saw[len(s.saw)-1] == saw[len(saw)-1] })
	if got := s.calls(); fmt.Sprint(got) != fmt.Sprint(saw) {
		s.t.Errorf("the calls saw %q, want %q", got, saw)
	}
}

// ways are the two ways in which changes are found.
var ways = map[string]Options{"events": {Quiet: quiet}, "looking": {NoEvents: true, Quiet: quiet, Every: quiet}}

// quiet is less than half of what it is in earnest: tests have no time.
const quiet = 40 * time.Millisecond

func eachWay(t *testing.T, test func(s *scene)) {
	t.Parallel()
	for name, o := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(play(t, o))
		})
	}
}

// W-01
func TestFileMovedIntoPlaceIsOneChange(t *testing.T) {
	eachWay(t, func(s *scene) {
		s.write("t.swp", "new")
		s.do(os.Rename(s.path("t.swp"), s.path("a.md")))
		s.want("new")
	})
}

// W-02: WPS and Word.
func TestFileTakenAwayForAMomentIsNeverMissed(t *testing.T) {
	eachWay(t, func(s *scene) {
		s.do(os.Rename(s.path("a.md"), s.path("a.swp")))
		time.Sleep(2 * quiet)
		s.write("a.md", "new")
		s.do(os.Remove(s.path("a.swp")))
		s.want("new")
	})
}

// W-03
func TestEmptiedFileIsWaitedFor(t *testing.T) {
	eachWay(t, func(s *scene) {
		s.write("a.md", "")
		time.Sleep(2 * quiet)
		s.write("a.md", "the whole text")
		s.want("the whole text")
	})
}

// A machine that stands still for a moment makes a pause of the writer's, and two changes: so one try
// of a few has to come out right.
func TestFileWrittenInPiecesIsOneChange(t *testing.T) {
	eachWay(t, func(s *scene) {
		var saw []string
		for try := range 6 {
			before := len(s.calls())
			f, err := os.Create(s.path("a.md"))
			s.do(err)
			for i := range 8 {
				fmt.Fprintf(f, "%d%d ", try, i)
				time.Sleep(quiet / 2)
			}
			s.do(f.Close())
			whole := fmt.Sprintf("%[1]d0 %[1]d1 %[1]d2 %[1]d3 %[1]d4 %[1]d5 %[1]d6 %[1]d7 ", try)
			s.until(func() bool { return s.saw[len(s.saw)-1] == whole })
			if saw = s.calls()[before:]; len(saw) == 1 {
				return
			}
		}
		s.t.Errorf("the calls saw %q", saw)
	})
}

// W-05
func TestFoldersThatComeAndGoAreSeen(t *testing.T) {
	eachWay(t, func(s *scene) {
		defer func() {
			if len(s.told) > 0 {
				s.t.Errorf("told: %v", s.told)
			}
		}()
		outside := removetest.TempDir(s.t)
		s.do(os.MkdirAll(filepath.Join(outside, "in", "deep"), 0o755))
		n := 1
		next := func() {
			s.t.Helper()
			s.until(func() bool { return len(s.saw) > n })
			time.Sleep(2 * quiet)
			n = len(s.saw)
		}
		s.do(os.Rename(filepath.Join(outside, "in"), s.path("in")))
		next()
		s.write("in/deep/x.md", "inside")
		next()
		s.do(os.Rename(s.path("in"), s.path("moved")))
		next()
		s.write("moved/deep/x.md", "inside, after the folder was renamed")
		next()
		s.write("one/two/three/y.md", "folders made one in the other")
		next()
		s.write("one/two/three/y.md", "and edited")
		next()
		if !s.blind {
			winetest.Skip(s.t, "a folder that is watched goes only when its watch ends, and nobody is told")
		}
		s.do(removetest.All(s.path("one")))
		next()
	})
}

// W-06
func TestFolderDeletedAndMadeAgainIsWatchedAgain(t *testing.T) {
	eachWay(t, func(s *scene) {
		s.do(removetest.All(s.dir))
		s.until(func() bool { return len(s.saw) == 2 && s.saw[1] == "gone" })
		s.write("a.md", "again")
		s.until(func() bool { return s.saw[len(s.saw)-1] == "again" })
		s.calls()
		s.write("a.md", "and again")
		s.until(func() bool { return s.saw[len(s.saw)-1] == "and again" })
	})
}

// W-09: no event ever comes, and nobody says so.
func TestChangesWithoutEventsAreFoundAndTold(t *testing.T) {
	t.Parallel()
	s := &scene{t: t, dir: removetest.TempDir(t)}
	s.write("a.md", "old")
	w := &watcher{Options: Options{Folders: []string{s.dir}, Every: everySecond, Quiet: shortest}}
	w.Options.Notice = func(text diag.Text) { s.mu.Lock(); s.told = append(s.told, text); s.mu.Unlock() }
	w.events, w.poller = &events{o: w.Options, hint: make(chan struct{}, 1)}, newPoller(w.Options)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go w.run(ctx, s.changed)
	s.until(func() bool { return len(s.saw) == 1 })
	limit := 2 * time.Second
	if winetest.Running() {
		limit = 10 * time.Second // a look takes long there, and the pause between two grows with it
	}
	for i, text := range []string{"new", "newer"} {
		began := time.Now()
		s.write("a.md", text)
		s.until(func() bool { return len(s.saw) == i+2 && s.saw[i+1] == text })
		if took := time.Since(began); took > limit {
			t.Errorf("found after %v", took)
		}
	}
	s.until(func() bool { return len(s.told) == 1 })
}

// W-10: the system gives no more watches. It is told, and all goes on.
func TestRefusedWatchesAreToldAndDoneWithout(t *testing.T) {
	t.Parallel()
	s := &scene{t: t, dir: removetest.TempDir(t)}
	s.write("a.md", "old")
	o := Options{Folders: []string{s.dir}, Every: quiet, Quiet: quiet}
	o.Notice = func(text diag.Text) { s.mu.Lock(); s.told = append(s.told, text); s.mu.Unlock() }
	w := &watcher{Options: o, events: newEvents(o), poller: newPoller(o)}
	w.events.system.Close() // from now on it refuses
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go w.run(ctx, s.changed)
	s.until(func() bool { return len(s.saw) == 1 && len(s.told) == 1 })
	s.write("a.md", "new")
	s.until(func() bool { return s.saw[len(s.saw)-1] == "new" })
}

// W-14: the same size and the old time; where times can be trusted, and where not.
func TestChangeBehindAnOldTimeIsFound(t *testing.T) {
	t.Parallel()
	old := time.Date(2016, 9, 17, 8, 0, 0, 0, time.UTC)
	for name, o := range map[string]Options{"events": ways["events"], "looking": ways["looking"], "reading": {NoEvents: true, ReadFiles: true, Quiet: quiet, Every: quiet}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &scene{t: t, dir: removetest.TempDir(t)}
			s.write("a.md", "old")
			s.do(os.Chtimes(s.path("a.md"), old, old))
			s.run(o)
			s.write("a.md", "new")
			s.do(os.Chtimes(s.path("a.md"), old, old))
			s.until(func() bool { return s.saw[len(s.saw)-1] == "new" })
		})
	}
}

// Where marks hide a change, what an event names is read: it may be no change, or one.
func TestAnEventOfNothingIsNoChange(t *testing.T) {
	t.Parallel()
	old := time.Date(2016, 9, 17, 8, 0, 0, 0, time.UTC)
	s := &scene{t: t, dir: removetest.TempDir(t)}
	save := func(text string) {
		s.write("a.md", text)
		s.do(os.Chtimes(s.path("a.md"), old, old))
	}
	save("old")
	s.run(Options{ReadFiles: true, Quiet: quiet, Every: 20 * quiet})
	save("old")
	if got := s.calls(); len(got) > 0 {
		t.Errorf("the same bytes were written again, and the calls saw %q", got)
	}
	save("new")
	s.want("new")
}

// W-15
func TestLastOfTwoQuickSavesWins(t *testing.T) {
	eachWay(t, func(s *scene) {
		s.write("a.md", "one")
		s.write("a.md", "two")
		s.want("two")
	})
}

// W-13, and files that do not count.
func TestNothingIsDoneWhileNothingChanges(t *testing.T) {
	eachWay(t, func(s *scene) {
		for range 10 {
			s.write("x.swp", time.Now().String())
			time.Sleep(50 * time.Millisecond)
		}
		if got := s.calls(); len(got) > 0 {
			s.t.Errorf("%d calls", len(got))
		}
	})
}

// W-22: one call at a time, and nothing piles up.
func TestManySavesAreFewCalls(t *testing.T) {
	eachWay(t, func(s *scene) {
		s.mu.Lock()
		s.slow = quiet
		s.mu.Unlock()
		before := runtime.NumGoroutine()
		for i := range 200 {
			s.write("a.md", fmt.Sprint(1000+i))
			time.Sleep(3 * time.Millisecond)
		}
		if more := runtime.NumGoroutine() - before; more > 20 {
			s.t.Errorf("%d more goroutines", more)
		}
		if got := s.calls(); len(got) == 0 || len(got) > 10 || got[len(got)-1] != "1199" {
			s.t.Errorf("the calls saw %q", got)
		}
	})
}

// W-07: more events than the system keeps.
func TestThousandsOfFilesAtOnceAreSeen(t *testing.T) {
	t.Parallel()
	s := play(t, ways["events"])
	s.mu.Lock()
	s.slow = 200 * time.Millisecond
	s.mu.Unlock()
	files := 1000
	if os.Getenv("KEPU_LONG") != "" {
		files = 20000
	}
	for i := range files {
		s.write(fmt.Sprintf("many/%d/%d.md", i%20, i), "x")
	}
	s.write("a.md", "last")
	s.until(func() bool { return s.saw[len(s.saw)-1] == "last" })
}

// A change while the call runs makes it void, and it comes again.
func TestCallLearnsThatItsWorkIsStale(t *testing.T) {
	t.Parallel()
	for name, o := range ways {
		dir := removetest.TempDir(t)
		file := filepath.Join(dir, "a.md")
		os.WriteFile(file, []byte("old"), 0o644)
		o.Folders = []string{dir}
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
		var stills []bool
		Run(ctx, o, func(still func() bool) bool {
			if len(stills) == 0 {
				os.WriteFile(file, []byte("new"), 0o644)
				time.Sleep(50 * time.Millisecond)
			}
			stills = append(stills, still())
			if len(stills) == 2 {
				stop()
			}
			return true
		})
		stop()
		if fmt.Sprint(stills) != "[false true]" {
			t.Errorf("%s: %v", name, stills)
		}
	}
}

func TestWhatFailedIsTriedAgain(t *testing.T) {
	t.Parallel()
	s := play(t, Options{Quiet: quiet, Every: quiet})
	s.mu.Lock()
	s.fail = 2
	s.mu.Unlock()
	s.write("a.md", "new")
	s.want("new", "new", "new")
}

func BenchmarkLook(b *testing.B) {
	for _, n := range []int{100, 10000} {
		dir := removetest.TempDir(b)
		for i := range n {
			os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.md", i)), []byte("x"), 0o644)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			e := newPoller(Options{Folders: []string{dir}})
			for b.Loop() {
				e.look()
			}
		})
	}
}
