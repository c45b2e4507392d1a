//go:build unix

package folder

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// list returns what stands in the folder dir, which was opened as f so that no link leads
// there from outside. Every entry is looked at, which the library does one after the other:
// of ten thousand files that takes longer than all else that a save costs.
func list(f *os.File, dir string) ([]fs.DirEntry, error) {
	names, err := f.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	entries := make([]fs.DirEntry, len(names))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), 1+len(names)/100) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(names)); i = next.Add(1) - 1 {
				info, err := os.Lstat(filepath.Join(dir, names[i]))
				switch {
				case err == nil:
					entries[i] = fs.FileInfoToDirEntry(info)
				case !os.IsNotExist(err): // else it is gone since
					entries[i] = unreadable{names[i], err}
				}
			}
		})
	}
	wg.Wait()
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e == nil }), nil
}

// unreadable is an entry that the disk tells nothing of but its name.
type unreadable struct {
	name string
	err  error
}

func (u unreadable) Name() string               { return u.name }
func (unreadable) IsDir() bool                  { return false }
func (unreadable) Type() fs.FileMode            { return fs.ModeIrregular }
func (u unreadable) Info() (fs.FileInfo, error) { return nil, u.err }
