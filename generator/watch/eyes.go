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

	known    map[string]content // of the files as Changed was last called, where marks are not trusted
	nextDeep time.Time
}

// content is what a file held.
type content struct {
	mark folder.Mark
	sum  [sha256.Size]byte
}

func newEyes(o Options) *eyes { return &eyes{Options: o, known: map[string]content{}} }

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

// note keeps what the files of the listing hold, where marks may hide a change: what was
// there when Changed was called is what a later reading is compared with. Files whose marks
// are as they were are not read again.
func (e *eyes) note(l listing) {
	if e.trusted() {
		return
	}
	for path := range e.known {
		if _, there := l.marks[path]; !there {
			delete(e.known, path)
		}
	}
	for path, m := range l.marks {
		if was, there := e.known[path]; !m.Folder && (!there || was.mark != m) {
			e.known[path] = content{m, sumOf(path)}
		}
	}
}

// hidden reports whether a file holds something else than at the last note, though its
// mark is the same.
func (e *eyes) hidden(path string) bool {
	was, there := e.known[path]
	if !there {
		return false
	}
	sum := sumOf(path)
	changed := sum != was.sum
	e.known[path] = content{was.mark, sum}
	return changed
}

// deep reports whether any file hides a change. It reads all of them, and then not again
// for a while.
func (e *eyes) deep() bool {
	began := time.Now()
	if e.nextDeep.IsZero() {
		e.nextDeep = began.Add(5 * e.Every)
	}
	if began.Before(e.nextDeep) || e.trusted() {
		return false
	}
	changed := false
	for path := range e.known {
		changed = e.hidden(path) || changed
	}
	e.nextDeep = time.Now().Add(min(max(5*e.Every, share*time.Since(began)), longestDeepPause))
	return changed
}

// sumOf returns the sum of a file's bytes; of none when it cannot be read.
func sumOf(path string) [sha256.Size]byte {
	h := sha256.New()
	addFile(h, path)
	return [sha256.Size]byte(h.Sum(nil))
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
