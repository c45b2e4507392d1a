package watch

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/fsnotify/fsnotify"

	"kepu/generator/diag"
)

// events are the system's hints that something has changed.
type events struct {
	o    Options
	hint chan struct{} // holds one when any event came
	came atomic.Int64  // how many came
	off  atomic.Bool   // none are to be expected, or not all

	mu    sync.Mutex
	names map[string]bool // what the events were about that nobody has asked for
	lost  bool            // there were events without a name

	system *fsnotify.Watcher // nil: there are none
	known  map[string]os.FileInfo
}

// newEvents asks the system for events; without them all goes on, only slower.
func newEvents(o Options) *events {
	e := &events{o: o, hint: make(chan struct{}, 1), known: map[string]os.FileInfo{}}
	if o.NoEvents {
		e.off.Store(true)
		return e
	}
	system, err := fsnotify.NewWatcher()
	if err != nil {
		e.refused()
		return e
	}
	e.system = system
	go e.listen()
	return e
}

// listen turns events into hints until the watcher is closed. It takes them as
// fast as they come: the system keeps only so many.
func (e *events) listen() {
	for {
		name := ""
		select {
		case event, open := <-e.system.Events:
			if !open {
				return
			}
			if e.o.Skip != nil && e.o.Skip(filepath.Base(event.Name)) {
				continue
			}
			name = event.Name
		case _, open := <-e.system.Errors: // events were lost: a hint as good as any
			if !open {
				return
			}
		}
		e.note(name)
		e.came.Add(1)
		select {
		case e.hint <- struct{}{}:
		default:
		}
	}
}

// mostNames bounds what is remembered of events.
const mostNames = 1000

func (e *events) note(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if name == "" || len(e.names) >= mostNames {
		e.lost = true
		return
	}
	if e.names == nil {
		e.names = map[string]bool{}
	}
	e.names[name] = true
}

// named returns what the events since the last call were about; all is true when some of
// them named nothing.
func (e *events) named() (names []string, all bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	names, all = slices.Collect(maps.Keys(e.names)), e.lost
	e.names, e.lost = nil, false
	return names, all
}

// Windows does not rename a folder in which something is open, and a watched folder
// is. Down to this depth the names are fixed or are not in the way of a rename; deeper
// folders are looked at once a second like all others.
const deepestOnWindows = 2

// watch asks for events of all folders of the listing that are not watched yet. A
// folder that has gone and come again is another one with the same name.
func (e *events) watch(l listing) {
	if e.system == nil {
		return
	}
	for path := range e.known {
		if !l.marks[path].Folder { // first: a folder that was moved is watched under its new name next
			e.system.Remove(path)
			delete(e.known, path)
		}
	}
	for _, path := range l.folders {
		if runtime.GOOS == "windows" && e.depth(path) > deepestOnWindows {
			continue
		}
		info, err := os.Lstat(path)
		if err != nil || e.known[path] != nil && os.SameFile(e.known[path], info) {
			continue
		}
		e.system.Remove(path) // an error says that it is not watched
		if err := e.system.Add(path); err != nil {
			if !errors.Is(err, os.ErrNotExist) {
				e.refused()
			}
			continue
		}
		e.known[path] = info
	}
}

// depth is how far below its root a folder lies.
func (e *events) depth(path string) int {
	depth := 1 << 10
	for _, root := range e.o.Folders {
		if rel, err := filepath.Rel(root, path); err == nil && !strings.HasPrefix(rel, "..") {
			depth = min(depth, strings.Count(filepath.ToSlash(filepath.Join(".", rel)), "/")+1)
		}
	}
	return depth
}

// refused is for a system that has no more watches to give.
func (e *events) refused() {
	e.fail(diag.T("系统不能再监视更多文件夹，改为定时检查，约每秒一次", "the system can watch no more folders; they are looked through about once a second instead"))
}

// fail notes that changes come without an event, and tells it once.
func (e *events) fail(why diag.Text) {
	if e.off.Swap(true) || e.o.Notice == nil {
		return
	}
	e.o.Notice(why)
}

// mayMiss reports whether changes may come without an event.
func (e *events) mayMiss() bool { return e.off.Load() }

// pending reports whether an event has come that nobody has looked after.
func (e *events) pending() bool { return len(e.hint) > 0 }

// count returns how many events have come.
func (e *events) count() int64 { return e.came.Load() }

func (e *events) close() {
	if e.system != nil {
		e.system.Close()
	}
}
