package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
)

// folder is the output folder while this run has it to itself.
type folder struct {
	disk
	lock      *os.File
	inside    bool     // the folder of runs stands in the output folder
	made      []string // folders that open made, outermost first; their full paths
	first     bool     // this run made the list
	recovered Outcome  // of what open found
}

// open locks dir for this run and makes it if need be. It doesn't wait: the error is
// ErrBusy when another run has it.
//
// The lock is the system's, on an open file, and so ends with its process however
// that ends: no lock is ever stale. Nothing is written to the file, so that a run that
// changes nothing leaves no trace.
func open(dir string, before hook) (f *folder, err error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	f = &folder{}
	defer func() {
		if err != nil {
			f.unmake()
			f = nil
		}
	}()
	if err := f.make(abs, 0o755); err != nil {
		return f, err
	}
	if info, err := os.Lstat(filepath.Join(abs, own)); err == nil && info.IsDir() {
		if err := f.takeOver(abs, before); err != nil {
			return f, err
		}
	}
	f.inside = !oneDisk(abs, filepath.Dir(abs)) || before != nil && before("beside", own) != nil
	if !f.inside {
		// Nobody else may look in: it tells of drafts too, and what holds the output folder
		// may be open to a web server.
		err = f.make(beside(abs), 0o700)
		f.inside = errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
		if err != nil && !f.inside {
			return f, err
		}
	}
	runs := beside(abs)
	if f.inside {
		runs = filepath.Join(abs, own)
		if err := f.make(runs, 0o755); err != nil {
			return f, err
		}
	}
	return f, f.enter(abs, runs, before)
}

// enter opens the folders and takes the lock.
func (f *folder) enter(abs, runs string, before hook) (err error) {
	if f.root, err = os.OpenRoot(abs); err != nil {
		return err
	}
	if f.runs, err = os.OpenRoot(runs); err != nil {
		f.root.Close()
		return err
	}
	f.before = before
	if err := f.takeLock(); err != nil {
		f.runs.Close()
		f.root.Close()
		return err
	}
	return nil
}

// takeOver ends what a run has left in the output folder itself: one that had to work there
// and was killed, or one of a program that kept everything there. The list stays.
func (f *folder) takeOver(abs string, before hook) (err error) {
	in := &folder{inside: true}
	if err := in.enter(abs, filepath.Join(abs, own), before); err != nil {
		return err
	}
	defer func() { in.close(err == nil) }()
	if f.recovered, err = in.recover(); err != nil {
		return err
	}
	listed, err := in.exists(manifestFile)
	if err != nil {
		return err
	}
	former, err := in.exists(formerList)
	switch {
	case err != nil:
		return err
	case former && listed:
		err = in.remove(formerList)
	case former:
		err = in.rename(formerList, manifestFile)
	}
	return errors.Join(err, in.remove(madeFile), in.remove(madeFile+".new"))
}

// openAside opens the folder beside for files that are only copied there: that it is on another
// disk is no hindrance. Where it cannot be, they stay with the rest.
func (f *folder) openAside() {
	if !f.inside || f.before != nil && f.before("aside", own) != nil {
		return
	}
	dir := beside(f.root.Name())
	if os.MkdirAll(dir, 0o700) == nil {
		f.aside, _ = os.OpenRoot(dir)
	}
}

// make makes the folder and what leads to it, and notes what it made.
func (f *folder) make(name string, mode fs.FileMode) error {
	var missing []string
	for d := name; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		missing = append(missing, d)
	}
	for _, d := range slices.Backward(missing) {
		err := os.Mkdir(d, mode)
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
	file, err := f.openFlag(lockFile, os.O_RDWR|os.O_CREATE)
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
		if now, err = f.lstat(lockFile); err == nil && os.SameFile(mine, now) {
			f.lock = file
			return nil
		}
	}
	file.Close()
	return ErrBusy // a failed first run has just removed the file that we locked
}

// close lets go of the folder. A run that failed takes away the folders that it
// made, so that a place where nothing was stays a place where nothing is; one that worked
// in the output folder takes that away.
func (f *folder) close(ok bool) {
	if !ok && f.first && !f.has(journalFile) && !f.has(journalBack) {
		f.remove(manifestFile)
	}
	gone := (f.inside || !ok && len(f.made) > 0) && f.left()
	if gone && runtime.GOOS != "windows" {
		f.unlink(lockFile) // while no other run can take it
	}
	f.lock.Close()
	if gone && runtime.GOOS == "windows" {
		f.unlink(lockFile) // open files cannot be removed; one that another run has opened stays
	}
	runs := f.runs.Name()
	f.runs.Close()
	f.root.Close()
	if f.aside != nil {
		f.aside.Close()
	}
	switch {
	case gone && !ok:
		f.unmake()
	case gone:
		os.Remove(runs)
	}
}

// left reports whether the folder of runs holds nothing but the lock.
func (f *folder) left() bool {
	if f.before != nil && f.before("close", own) != nil {
		return false
	}
	d, err := f.openFile(own)
	if err != nil {
		return false
	}
	defer d.Close()
	names, err := d.Readdirnames(2)
	return (err == nil || len(names) > 0) && len(names) == 1
}

// has reports whether the file is there, as far as can be told.
func (f *folder) has(name string) bool {
	there, err := f.exists(name)
	return there || err != nil
}

// clear removes what an unfinished run prepared. It is called only when no journal
// stands. What cannot be removed now is removed by the next run.
func (f *folder) clear() error {
	return errors.Join(
		f.removeAll(stageFolder),
		f.removeAll(oldFolder),
		f.remove(journalNew),
		f.remove(manifestNew))
}
