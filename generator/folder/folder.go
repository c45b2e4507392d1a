// Package folder is a folder of the disk as content/ and themes/ are read: an fs.FS
// that no link leads out of, and that can tell without reading a file whether it is
// as it was.
//
// Nothing is kept open between two calls, so that the folder may be renamed, deleted
// and made again while a preview runs, on Windows as well.
//
// # Telling without reading
//
// Size and time of a file prove nothing: a program that copies a file may give it
// the old time, and FAT rounds to two seconds. What nobody can set back is the time
// of the last change (ctime) that Linux file systems keep; there a Mark that is equal
// and not brand-new means the same bytes. Elsewhere (Windows, network drives, USB sticks)
// Stamp says nothing, and who asks has to read the file.
package folder

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"
)

// Folder is a folder of the disk, whether it exists or not.
type Folder struct {
	dir   string
	disks *sync.Map // device -> what KeepsChangeTime says of its file system; of this Folder, since sticks are changed
	seen  *seen
}

// seen are the marks of the files as the folder was listed last: who lists a folder of ten
// thousand files and then asks for each one's stamp has them looked at once.
type seen struct {
	sync.Mutex
	marks map[string]map[string]Mark // by folder and name: those that are old enough to mean something
}

// New returns the folder at dir.
func New(dir string) Folder {
	return Folder{dir, &sync.Map{}, &seen{marks: map[string]map[string]Mark{}}}
}

// within does something in the folder, which no link leads out of.
func within[T any](f Folder, do func(root *os.Root) (T, error)) (T, error) {
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		var none T
		return none, err
	}
	defer root.Close()
	return do(root)
}

// Open implements fs.FS.
func (f Folder) Open(name string) (fs.File, error) {
	return within(f, func(root *os.Root) (fs.File, error) { return root.FS().Open(name) })
}

// ReadFile implements fs.ReadFileFS.
func (f Folder) ReadFile(name string) ([]byte, error) {
	return within(f, func(root *os.Root) ([]byte, error) { return fs.ReadFile(root.FS(), name) })
}

// ReadDir implements fs.ReadDirFS.
func (f Folder) ReadDir(name string) ([]fs.DirEntry, error) {
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	dir, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	now := time.Now()
	entries, err := list(dir, f.path(name))
	marks := make(map[string]Mark, len(entries))
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			if m := MarkOf(info); m.settled(now) {
				marks[e.Name()] = m
			}
		}
	}
	f.seen.Lock()
	defer f.seen.Unlock()
	f.seen.marks[name] = marks
	return entries, err
}

// Stat implements fs.StatFS.
func (f Folder) Stat(name string) (fs.FileInfo, error) {
	return within(f, func(root *os.Root) (fs.FileInfo, error) { return fs.Stat(root.FS(), name) })
}

// clockTick is how old a change must be before an equal mark means anything: clocks of
// file systems tick every few milliseconds, and two changes in one tick look alike.
const clockTick = 50 * time.Millisecond

// Stamp returns a comparable value that is the same as long as the regular file's
// bytes are; nil when the disk cannot tell. It must be taken before the file is read; where
// the folder was listed after the file's last stamp, it tells of the time of listing.
func (f Folder) Stamp(name string) any {
	m, ok := f.mark(name)
	if !ok {
		return nil
	}
	known, ok := f.disks.Load(m.device)
	if !ok {
		known = KeepsChangeTime(f.path(name))
		f.disks.Store(m.device, known)
	}
	if !known.(bool) {
		return nil
	}
	return m
}

func (f Folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// mark returns the mark of a regular file: that of the last listing, or as it is now. It is
// false for one that means nothing.
func (f Folder) mark(name string) (Mark, bool) {
	f.seen.Lock()
	listed := f.seen.marks[path.Dir(name)]
	m, ok := listed[path.Base(name)]
	delete(listed, path.Base(name)) // the next one to ask may have another reading in mind
	f.seen.Unlock()
	if ok {
		return m, true
	}
	now := time.Now()
	info, err := os.Lstat(f.path(name))
	if err != nil || !info.Mode().IsRegular() {
		return Mark{}, false
	}
	m = MarkOf(info)
	return m, m.settled(now)
}

// settled reports whether the change that the mark tells of is old enough at a time for an
// equal mark to mean the same bytes.
func (m Mark) settled(now time.Time) bool {
	return m.changed != 0 && now.Sub(time.Unix(0, m.changed)) >= clockTick
}

// Mark is what a file or folder looks like from outside. Different marks mean that
// something was done to it; equal ones mean little (see the package comment).
type Mark struct {
	Size   int64 // bytes; 0 for a folder
	Folder bool

	time    int64 // of the last writing, in nanoseconds since 1970
	changed int64 // of the last change of any sort, likewise; 0 when the system doesn't tell
	device  uint64
	number  uint64 // inode; 0 when the system doesn't tell
}

// MarkOf returns the mark of what os.Lstat or a folder's listing gave. Of a folder only
// what it is counts, not when something in it was changed: that shows in what is in it.
func MarkOf(info fs.FileInfo) Mark {
	m := Mark{Folder: info.IsDir()}
	if !m.Folder {
		m.Size, m.time = info.Size(), info.ModTime().UnixNano()
	}
	m.identify(info)
	return m
}

// SizeAndTime returns the mark as it is where the system tells no more of a file than its
// size and the time of writing.
func (m Mark) SizeAndTime() Mark { return Mark{Size: m.Size, Folder: m.Folder, time: m.time} }
