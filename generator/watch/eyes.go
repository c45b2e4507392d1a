package watch

import (
	"crypto/sha256"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"kepu/generator/folder"
)

// listing is what the folders look like from outside.
type listing struct {
	marks   map[string]folder.Mark // by path: everything in the folders that counts, and they themselves
	folders []string               // the paths of folders, parents first
}

func (l listing) equal(other listing) bool { return maps.Equal(l.marks, other.marks) }

// eyes look through folders and note what it costs.
type eyes struct {
	Options
	costs []time.Duration // of the last looks

	sum      [sha256.Size]byte // of the bytes of all files, when they were read last
	read     bool              // whether sum is set
	nextDeep time.Time
}

func newEyes(o Options) *eyes { return &eyes{Options: o} }

// look lists the folders. What cannot be listed is left out: it is looked at again,
// and who reads the files will tell.
func (e *eyes) look() listing {
	began := time.Now()
	l := listing{marks: map[string]folder.Mark{}}
	for _, root := range e.Folders {
		if real, err := filepath.EvalSymlinks(root); err == nil {
			root = real // the folder itself may be a link; links in it are not followed
		}
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if path != root && e.Skip != nil && e.Skip(d.Name()) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if info, err := d.Info(); err == nil {
				m := folder.MarkOf(info)
				if e.Deep {
					m = m.Plain()
				}
				l.marks[path] = m
				if d.IsDir() {
					l.folders = append(l.folders, path)
				}
			}
			return nil
		})
	}
	e.costs = append(e.costs[max(0, len(e.costs)-3):], time.Since(began))
	return l
}

// pause is how long to wait before the next look. The cheapest of the last looks
// counts: the others met a machine that was busy with something else.
func (e *eyes) pause() time.Duration {
	return min(max(e.Every, share*slices.Min(e.costs)), longestPause)
}

// trusted reports whether a change always shows in the marks.
func (e *eyes) trusted() bool {
	return !e.Deep && !slices.ContainsFunc(e.Folders, func(dir string) bool {
		_, err := os.Lstat(dir)
		return err == nil && !folder.Tells(dir)
	})
}

// deep reports whether the bytes of any file may have changed since it was last
// asked, where marks may hide that. It reads all files, and then not again for a while.
// The first time it says yes: nobody knows what was there before.
func (e *eyes) deep() bool {
	began := time.Now()
	if began.Before(e.nextDeep) || e.trusted() {
		return false
	}
	l := e.look()
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(l.marks)) {
		if !l.marks[path].Folder {
			io.WriteString(h, path+"\n")
			addFile(h, path)
		}
	}
	sum := [sha256.Size]byte(h.Sum(nil))
	changed := !e.read || sum != e.sum
	e.sum, e.read = sum, true
	e.nextDeep = time.Now().Add(min(max(5*e.Every, share*time.Since(began)), longestPause))
	return changed
}

// addFile adds the bytes of a regular file; a pipe would wait for ever.
func addFile(h hash.Hash, path string) {
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return
	}
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	io.Copy(h, f)
}
