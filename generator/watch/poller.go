package watch

import (
	"crypto/sha256"
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

// poller looks through folders and notes what it costs.
type poller struct {
	Options
	costs []time.Duration // of the last looks

	known       map[string]content // of the files as Changed was last called, where marks are not trusted
	nextReading time.Time
}

// content is what a file held.
type content struct {
	mark folder.Mark
	sum  [sha256.Size]byte
}

func newPoller(o Options) *poller { return &poller{Options: o, known: map[string]content{}} }

// look lists the folders. What cannot be listed is left out: it is looked at again,
// and who reads the files will tell.
func (p *poller) look() listing {
	began := time.Now()
	l := listing{marks: map[string]folder.Mark{}}
	for _, root := range p.Folders {
		if real, err := filepath.EvalSymlinks(root); err == nil {
			root = real // the folder itself may be a link; links in it are not followed
		}
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if path != root && p.Skip != nil && p.Skip(d.Name()) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if info, err := d.Info(); err == nil {
				m := folder.MarkOf(info)
				if p.ReadFiles {
					m = m.SizeAndTime()
				}
				l.marks[path] = m
				if d.IsDir() {
					l.folders = append(l.folders, path)
				}
			}
			return nil
		})
	}
	p.costs = append(p.costs[max(0, len(p.costs)-3):], time.Since(began))
	return l
}

// pause is how long to wait before the next look. The cheapest of the last looks
// counts: the others met a machine that was busy with something else.
func (p *poller) pause() time.Duration {
	return min(max(p.Every, largestShare*slices.Min(p.costs)), longestPause)
}

// trusted reports whether a change always shows in the marks.
func (p *poller) trusted() bool {
	return !p.ReadFiles && !slices.ContainsFunc(p.Folders, func(dir string) bool {
		_, err := os.Lstat(dir)
		return err == nil && !folder.KeepsChangeTime(dir)
	})
}

// remember keeps what the files of the listing hold, where marks may hide a change: what was
// there when Changed was called is what a later reading is compared with. Files whose marks
// are as they were are not read again.
func (p *poller) remember(l listing) {
	if p.trusted() {
		return
	}
	for path := range p.known {
		if _, there := l.marks[path]; !there {
			delete(p.known, path)
		}
	}
	for path, m := range l.marks {
		if was, there := p.known[path]; !m.Folder && (!there || was.mark != m) {
			p.known[path] = content{m, sumOf(path)}
		}
	}
}

// changedBehindMark reports whether a file holds something else than when last remembered, though its
// mark is the same.
func (p *poller) changedBehindMark(path string) bool {
	was, there := p.known[path]
	if !there {
		return false
	}
	sum := sumOf(path)
	changed := sum != was.sum
	p.known[path] = content{was.mark, sum}
	return changed
}

// anyChangedBehindMark reports whether any file hides a change. It reads all of them, and then not again
// for a while.
func (p *poller) anyChangedBehindMark() bool {
	began := time.Now()
	if p.nextReading.IsZero() {
		p.nextReading = began.Add(5 * p.Every)
	}
	if began.Before(p.nextReading) || p.trusted() {
		return false
	}
	changed := false
	for path := range p.known {
		changed = p.changedBehindMark(path) || changed
	}
	p.nextReading = time.Now().Add(min(max(5*p.Every, largestShare*time.Since(began)), longestReadingPause))
	return changed
}

// sumOf returns the sum of a file's bytes; of none when it cannot be read.
func sumOf(path string) [sha256.Size]byte {
	h := sha256.New()
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() { // a pipe would wait for ever
		if f, err := os.Open(path); err == nil {
			defer f.Close()
			io.Copy(h, f)
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}
