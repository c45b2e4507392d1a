package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// The names of what is ours in the output folder.
const (
	own          = ".kepu"
	lockFile     = own + "/lock"
	manifestFile = own + "/manifest"
	stageFolder  = own + "/stage"
	oldFolder    = own + "/old"
	journalFile  = own + "/journal"
	journalNew   = own + "/journal.new" // not yet whole
	journalBack  = own + "/journal.back"
)

// folder is the output folder while this run has it to itself.
type folder struct {
	disk
	lock *os.File
	made []string // folders that open made, outermost first; their full paths
}

// open locks dir for this run and makes it if need be. It doesn't wait: the error is
// ErrBusy when another run has it.
//
// The lock is the system's, on an open file, and so ends with its process however
// that ends: no lock is ever stale. Nothing is written to the file, so that a run that
// changes nothing leaves no trace.
func open(dir string, before hook) (*folder, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{}
	if err := f.make(filepath.Join(abs, own)); err != nil {
		f.unmake()
		return nil, err
	}
	if f.root, err = os.OpenRoot(abs); err != nil {
		f.unmake()
		return nil, err
	}
	f.disk = disk{root: f.root, before: before}
	if err := f.takeLock(); err != nil {
		f.root.Close()
		f.unmake()
		return nil, err
	}
	return f, nil
}

// make makes the folder and what leads to it, and notes what it made.
func (f *folder) make(name string) error {
	var missing []string
	for d := name; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		missing = append(missing, d)
	}
	for _, d := range slices.Backward(missing) {
		err := os.Mkdir(d, 0o755)
		if errors.Is(err, fs.ErrExist) {
			continue // another run came first
		}
		if err != nil {
			return err
		}
		f.made = append(f.made, d)
	}
	return nil
}

// unmake removes the folders that this run made, as long as they are empty.
func (f *folder) unmake() {
	for _, d := range slices.Backward(f.made) {
		if os.Remove(d) != nil {
			return
		}
	}
}

func (f *folder) takeLock() error {
	file, err := f.root.OpenFile(lockFile, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	if err := lock(file); err != nil {
		file.Close()
		return err
	}
	mine, err := file.Stat()
	if err == nil {
		var now fs.FileInfo
		if now, err = f.root.Stat(lockFile); err == nil && os.SameFile(mine, now) {
			f.lock = file
			return nil
		}
	}
	file.Close()
	return ErrBusy // a failed first run has just removed the file that we locked
}

// close lets go of the folder. A run that failed takes away the folders that it
// made, so that a place where nothing was stays a place where nothing is.
func (f *folder) close(ok bool) {
	gone := !ok && len(f.made) > 0 && f.left()
	if gone && runtime.GOOS != "windows" {
		f.root.Remove(lockFile) // while no other run can take it
	}
	f.lock.Close()
	if gone && runtime.GOOS == "windows" {
		f.root.Remove(lockFile) // open files cannot be removed; one that another run has opened stays
	}
	f.root.Close()
	if gone {
		f.unmake()
	}
}

// left reports whether .kepu holds nothing but the lock.
func (f *folder) left() bool {
	if f.before != nil && f.before("close", own) != nil {
		return false
	}
	d, err := f.root.Open(own)
	if err != nil {
		return false
	}
	defer d.Close()
	names, err := d.Readdirnames(2)
	return (err == nil || len(names) > 0) && len(names) == 1
}

// clear removes what an unfinished run prepared. It is called only when no journal
// stands. What cannot be removed now is removed by the next run.
func (f *folder) clear() error {
	return errors.Join(
		f.removeAll(stageFolder),
		f.removeAll(oldFolder),
		f.remove(journalNew))
}
