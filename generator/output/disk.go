package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"kepu/generator/remove"
)

// hook is called before each change to the disk, and its error takes the change's
// place: the tests kill and starve runs with it.
type hook func(op, name string) error

// disk is the output folder and the folder of runs as places to make changes in. Links in
// them don't lead out of them.
type disk struct {
	root   *os.Root
	runs   *os.Root
	aside  *os.Root // the folder beside, where edited files go also when runs is another; nil when it is the same
	before hook     // nil outside tests
}

// at returns where the name is.
func (d disk) at(name string) (*os.Root, string) {
	if rest, ok := ofRun(name); ok {
		if d.aside != nil && (name == editedFolder || strings.HasPrefix(name, editedFolder+"/")) {
			return d.aside, rest
		}
		return d.runs, rest
	}
	return d.root, name
}

// full returns the path of the name, for the calls that need one: between two
// folders, os.Root renames nothing.
func (d disk) full(name string) string {
	root, rest := d.at(name)
	return filepath.Join(root.Name(), filepath.FromSlash(rest))
}

func (d disk) openFile(name string) (*os.File, error) {
	root, rest := d.at(name)
	return root.Open(rest)
}

func (d disk) openFlag(name string, how int) (*os.File, error) {
	root, rest := d.at(name)
	return root.OpenFile(rest, how, 0o644)
}

func (d disk) readFile(name string) ([]byte, error) {
	root, rest := d.at(name)
	return root.ReadFile(rest)
}

func (d disk) lstat(name string) (fs.FileInfo, error) {
	root, rest := d.at(name)
	return root.Lstat(rest)
}

// unlink removes a file or an empty folder.
func (d disk) unlink(name string) error {
	root, rest := d.at(name)
	err := root.Remove(rest)
	if remove.NoSuchCall(err) {
		err = os.Remove(d.full(name))
	}
	return err
}

// flush has the system put the file on the disk itself. Tests kill runs, not the
// power, and flushing is much of what a run costs: it is left out there.
func (d disk) flush(f *os.File) error {
	if d.before != nil {
		return nil
	}
	return f.Sync()
}

// do makes one change, again and again for a while if another program is in the way.
func (d disk) do(op, name string, change func() error) error {
	if d.before != nil {
		if err := d.before(op, name); err != nil {
			return err
		}
	}
	return Patiently(change)
}

// patience is how long a change waits for another program to let go of a file.
const patience = 5 * time.Second

// Patiently repeats f, which changes one file, on Windows while a virus scanner, the search index or an
// editor holds the file, which usually lasts some tens of milliseconds.
func Patiently(f func() error) error {
	err := f()
	if runtime.GOOS != "windows" {
		return err
	}
	for wait, waited := 10*time.Millisecond, time.Duration(0); Held(err) && waited < patience; wait *= 2 {
		wait = min(wait, patience-waited)
		time.Sleep(wait)
		waited += wait
		err = f()
	}
	return err
}

// Held reports whether err says that another program holds the file, as only
// Windows does.
func Held(err error) bool {
	var n syscall.Errno
	if runtime.GOOS != "windows" || !errors.As(err, &n) {
		return false
	}
	const accessDenied, sharingViolation, lockViolation = 5, 32, 33
	return n == accessDenied || n == sharingViolation || n == lockViolation
}

// Full reports whether err says that there is no room left on the disk, or none left that we may use.
func Full(err error) bool {
	if runtime.GOOS == "windows" {
		const handleDiskFull, diskFull, quota = syscall.Errno(39), syscall.Errno(112), syscall.Errno(1295)
		return errors.Is(err, diskFull) || errors.Is(err, handleDiskFull) || errors.Is(err, quota)
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func (d disk) mkdir(name string) error {
	return d.do("mkdir", name, func() error {
		root, rest := d.at(name)
		return root.MkdirAll(rest, 0o755)
	})
}

// create writes a new file and flushes it to the disk.
func (d disk) create(name string, data []byte) error {
	return d.do("create", name, func() error {
		root, rest := d.at(name)
		return write1(root, rest, data, d.flush)
	})
}

// write1 writes the file and ends with what then says.
func write1(root *os.Root, name string, data []byte, then func(*os.File) error) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = then(f)
	}
	return errors.Join(err, f.Close())
}

// rename moves a file. What the name leads through is real, not links: whoever asks has
// made sure with mkdir, or found it so.
func (d disk) rename(from, to string) error {
	return d.do("rename", to, func() error {
		there, a := d.at(from)
		here, b := d.at(to)
		if there == here {
			return here.Rename(a, b)
		}
		return os.Rename(d.full(from), d.full(to))
	})
}

// remove removes a file or an empty folder; that it isn't there is fine.
func (d disk) remove(name string) error {
	return d.do("remove", name, func() error {
		if err := d.unlink(name); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

func (d disk) removeAll(name string) error {
	return d.do("remove", name, func() error {
		root, rest := d.at(name)
		err := root.RemoveAll(rest)
		if remove.NoSuchCall(err) {
			err = remove.All(d.full(name))
		}
		return err
	})
}

// keep gives the file a second name, or where the file system has no such thing
// (FAT, some network drives) copies it.
func (d disk) keep(name, as string) error {
	return d.do("keep", as, func() error {
		if os.Link(d.full(name), d.full(as)) == nil {
			return nil
		}
		return d.copy(name, as)
	})
}

// copy copies a file, its time too, and flushes it to the disk.
func (d disk) copy(name, as string) error {
	from, err := d.openFile(name)
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	to, err := d.openFlag(as, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err == nil {
		err = to.Sync()
	}
	if err := errors.Join(err, to.Close()); err != nil {
		return err
	}
	root, rest := d.at(as)
	return root.Chtimes(rest, time.Time{}, info.ModTime())
}

// sync flushes what the folders list. Windows has no call for it and writes its journal by itself.
func (d disk) sync(folders map[string]bool) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	for name := range folders {
		err := d.do("sync", name, func() error {
			f, err := d.openFile(name)
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
				return nil // emptied and removed since, and maybe a file now
			}
			if err != nil {
				return err
			}
			err = d.flush(f)
			if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
				err = nil // a file system that cannot
			}
			return errors.Join(err, f.Close())
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// prune removes the folder and those that hold it, up to the first that is not empty.
func (d disk) prune(folder string) error {
	for ; folder != "."; folder = path.Dir(folder) {
		empty, err := d.empty(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil || !empty {
			return err
		}
		if err := d.remove(folder); err != nil {
			return err
		}
	}
	return nil
}

// empty reports whether name is a folder with nothing in it. A file isn't: where a
// page has gone and come back as a folder, the name may be either.
func (d disk) empty(name string) (bool, error) {
	info, err := d.lstat(name)
	if errors.Is(err, syscall.ENOTDIR) || err == nil && !info.IsDir() {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	f, err := d.openFile(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	_, err = f.Readdirnames(1)
	if err == io.EOF {
		return true, nil
	}
	return false, err
}

func (d disk) exists(name string) (bool, error) {
	_, err := d.lstat(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return false, nil
	}
	return err == nil, err
}
