package history

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/edit"
	"kepu/generator/output"
)

// Save makes the change in content/ once the old bytes are in the history. The errors are those of
// edit.Write, and the machine's where the old bytes could not be kept; then nothing was changed. A
// change that changes no byte makes no entry.
func (s *Store) Save(c edit.Change, now time.Time) (Entry, error) { return s.Make(Save, "", c, now) }

// Make is Save for a change of that kind; of an Undo, with the entry that is taken back.
func (s *Store) Make(kind Kind, of string, c edit.Change, now time.Time) (Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Files = slices.DeleteFunc(slices.Clone(c.Files), func(f edit.FileChange) bool {
		return (f.Before == nil) == (f.After == nil) && bytes.Equal(f.Before, f.After)
	})
	if len(c.Files) == 0 {
		return Entry{}, nil
	}
	for _, f := range c.Files { // before anything is noted of them
		if err := edit.CheckPath(f.Path); err != nil {
			return Entry{}, err
		}
	}
	end, err := s.begin()
	if err != nil {
		return Entry{}, err
	}
	defer end()
	if err := s.stale(c.Files); err != nil {
		return Entry{}, err
	}
	if err := s.outside(c.Files, now); err != nil {
		return Entry{}, err
	}

	e := Entry{ID: s.nextID(now), Time: now, Kind: kind, What: c.What, Of: of}
	var blobs []newBlob
	for _, f := range c.Files {
		before, after := sumOfFile(f.Before), sumOfFile(f.After)
		e.Files = append(e.Files, File{f.Path, before, after})
		blobs = s.need(blobs, newBlob{"before/" + f.Path, before, bytesOf(f.Before)})
		blobs = s.need(blobs, newBlob{"after/" + f.Path, after, bytesOf(f.After)})
	}
	name := e.ID + pending
	if err := s.step("pending"); err != nil {
		return Entry{}, err
	}
	list, err := writeZip(s.path(name), &e, blobs, nil)
	if err != nil {
		return Entry{}, err
	}
	if err = s.step("change"); err == nil {
		err = edit.Write(s.content, c)
	}
	if err == nil {
		err = s.step("changed")
	}
	if errors.Is(err, errKilled) {
		return Entry{}, err
	}
	if err != nil {
		s.giveUp(name, stored{e, list})
		return Entry{}, err
	}
	if err := s.settle(stored{e, list}); err != nil {
		return e, nil // the change is made, and the next to write gives the event its name
	}
	s.fold()
	return e, nil
}

// errKilled is how tests end a run between two steps.
var errKilled = errors.New("killed")

// sumOfFile is the sum of a file's bytes; None for no file.
func sumOfFile(data []byte) digest.Digest {
	if data == nil {
		return None
	}
	return digest.OfBytes(data)
}

// need adds the blob to those to be stored, unless its bytes are there.
func (s *Store) need(list []newBlob, b newBlob) []newBlob {
	if _, there := s.index.blobs[b.sum]; there || b.sum == None ||
		slices.ContainsFunc(list, func(o newBlob) bool { return o.sum == b.sum }) {
		return list
	}
	return append(list, b)
}

// nextID returns the name of an event of that time.
func (s *Store) nextID(now time.Time) string {
	id := now.UTC().Format(idLayout)
	newest := strings.TrimSuffix(s.index.newest(), foldedMark)
	if id > newest {
		return id
	}
	t, err := time.Parse(idLayout, newest)
	if err != nil {
		return id // cannot happen: only such names are taken for events
	}
	return t.Add(time.Millisecond).Format(idLayout)
}

// stale returns a *edit.Stale when the files are not as the change found them.
func (s *Store) stale(files []edit.FileChange) error {
	e := &edit.Stale{}
	for _, f := range files {
		now, err := s.disk(f.Path)
		if err != nil {
			return err
		}
		if sumOfFile(now) != sumOfFile(f.Before) {
			e.Paths = append(e.Paths, f.Path)
		}
	}
	if len(e.Paths) > 0 {
		return e
	}
	return nil
}

// disk returns the bytes of a file of content/ as it is now; nil when there is none.
func (s *Store) disk(name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(s.content, filepath.FromSlash(name)))
	switch {
	case errors.Is(err, fs.ErrNotExist) || notThere(err):
		return nil, nil
	case err == nil && data == nil:
		data = []byte{}
	}
	return data, err
}

// outside notes what another program has changed since the last event.
func (s *Store) outside(files []edit.FileChange, now time.Time) error {
	var changed []File
	var blobs []newBlob
	for _, f := range files {
		sum := sumOfFile(f.Before)
		last, known := s.index.last[f.Path]
		if known && last.sum == sum || !known && (sum == None || len(s.index.zips) == 0) {
			continue
		}
		changed = append(changed, File{f.Path, last.sum, sum})
		blobs = s.need(blobs, newBlob{"after/" + f.Path, sum, bytesOf(f.Before)})
	}
	if len(changed) == 0 {
		return nil
	}
	e := Entry{ID: s.nextID(now), Time: now, Kind: Outside, What: foundChanged(changed), Files: changed}
	return s.store(e, blobs, nil)
}

// store writes a whole event.
func (s *Store) store(e Entry, blobs []newBlob, amend func(was, is digest.Digest, b newBlob)) error {
	if err := s.step("event"); err != nil {
		return err
	}
	name := s.path(e.ID + ending)
	list, err := writeZip(name, &e, blobs, amend)
	if err != nil {
		return err
	}
	return s.take(stored{e, list})
}

// take takes an event in whose zip stands.
func (s *Store) take(e stored) error {
	info, err := os.Stat(s.path(e.ID + ending))
	if err != nil {
		return err
	}
	s.index.add(e, info.Size())
	s.keepIndex()
	return nil
}

// settle gives a pending event its name.
func (s *Store) settle(e stored) error {
	if err := s.step("settle"); err != nil {
		return err
	}
	if err := rename(s.path(e.ID+pending), s.path(e.ID+ending)); err != nil {
		return err
	}
	return s.take(e)
}

// rename waits a while for a virus scanner that holds what was just written.
func rename(from, to string) error {
	return output.Patiently(func() error { return os.Rename(from, to) })
}

// made sorts the files of an event: those that are what it makes them, those that are still what it found,
// those that are neither (somebody has changed them since) and those that cannot be read now.
func (s *Store) made(files []File) (made, still, other, unknown []File) {
	for _, f := range files {
		now, err := s.disk(f.Path)
		switch sum := sumOfFile(now); {
		case err != nil:
			unknown = append(unknown, f)
		case sum == f.After:
			made = append(made, f)
		case sum == f.Before:
			still = append(still, f)
		default:
			other = append(other, f)
		}
	}
	return made, still, other, unknown
}

// Unfinished is a change that was cut off and cannot be made whole.
type Unfinished struct {
	Entry Entry
	Err   error  // why
	Kept  string // the file of the history's folder that still has its bytes
}

// Recover brings the changes that killed runs left behind to their end. Who is about to read content/ calls it
// first, or reads the half of a change. It returns those that could not be finished; each is told once.
func (s *Store) Recover() ([]Unfinished, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, err := s.list()
	if err != nil {
		return nil, err
	}
	if len(l.pending) > 0 {
		end, err := s.begin()
		if err != nil {
			return nil, err
		}
		end()
	}
	list := s.unfinished
	s.unfinished = nil
	return list, nil
}

// recover brings what killed runs left to its end, and removes what was folded. Of single changes
// it has no error: none may stand in the way of those that come after.
func (s *Store) recover() error {
	l, err := s.list()
	if err != nil {
		return err
	}
	for _, z := range l.over {
		os.Remove(s.path(z.id + ending))
	}
	for _, name := range l.pending {
		e, err := readEntry(s.path(name))
		if err != nil {
			if !machines(err) {
				os.Rename(s.path(name), s.path(name)+".damaged") // told by nobody, but not lost either
			}
			continue
		}
		made, still, other, unknown := s.made(e.Files)
		switch {
		case len(made) == 0 && len(unknown) > 0:
			continue // another time
		case len(made) == 0 && len(other) == 0:
			os.Remove(s.path(name))
			continue
		case len(made) == 0:
			// Another hand changed what this one had perhaps begun with: what it replaced is kept, and no more is done.
			rename(s.path(name), s.path(e.ID+aside))
			continue
		}
		if len(still) > 0 {
			if err := s.finish(name, e, still); err != nil {
				s.giveUp(name, e)
				s.unfinished = append(s.unfinished, Unfinished{e.Entry, err, e.ID + aside})
				continue
			}
			s.finished = true
		}
		e.ID = s.laterThanAll(e.ID)
		if rename(s.path(name), s.path(e.ID+ending)) == nil {
			s.take(e) // else the next load finds it
		}
	}
	return nil
}

// giveUp ends a pending event that is not going to be finished. What it has changed for all that is noted as
// an event of its own, and the pending one is put aside for the words that stand in no file; where
// it changed nothing it is removed.
func (s *Store) giveUp(name string, e stored) {
	made, _, other, unknown := s.made(e.Files)
	if len(made)+len(other)+len(unknown) == 0 {
		os.Remove(s.path(name))
		return
	}
	if len(made) > 0 {
		half := e.Entry
		half.ID = s.laterThanAll(e.ID)
		half.Files = made
		half.What = diag.T("没有做完，只改成了 %s：%s", "not finished, only %s was changed: %s").With(few(pathsOf(made)), e.What)
		var blobs []newBlob
		for _, b := range e.blobs {
			if f := slices.IndexFunc(made, func(f File) bool { return f.Before == b.sum || f.After == b.sum }); f >= 0 {
				in := "before/"
				if made[f].After == b.sum {
					in = "after/"
				}
				blobs = s.need(blobs, newBlob{in + made[f].Path, b.sum, func() ([]byte, error) { return readBlob(s.path(name), b.pos) }})
			}
		}
		s.store(half, blobs, nil) // where it fails, the next to look finds the files changed by another program
	}
	rename(s.path(name), s.path(e.ID+aside))
}

func pathsOf(files []File) (paths []string) {
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	return paths
}

func (s *Store) laterThanAll(id string) string {
	t, err := time.Parse(idLayout, id)
	if err != nil {
		return id
	}
	return s.nextID(t)
}

// finish makes what is missing of a change that was cut off between two files.
func (s *Store) finish(name string, e stored, still []File) error {
	read := func(sum digest.Digest) ([]byte, error) {
		for _, b := range e.blobs {
			if b.sum == sum {
				return readBlob(s.path(name), b.pos)
			}
		}
		return s.bytes(sum)
	}
	if err := s.step("finish"); err != nil {
		return err
	}
	c := edit.Change{What: e.What}
	for _, f := range still {
		before, err := read(f.Before)
		if err != nil {
			return err
		}
		after, err := read(f.After)
		if err != nil {
			return err
		}
		c.Files = append(c.Files, edit.FileChange{Path: f.Path, Before: before, After: after})
	}
	return edit.Write(s.content, c)
}

// foundChanged is the sentence of what somebody changed with another program.
func foundChanged(files []File) diag.Text {
	var made, changed, gone []string
	for _, f := range files {
		switch {
		case f.Before == f.After: // only stored again
		case f.Before == None:
			made = append(made, f.Path)
		case f.After == None:
			gone = append(gone, f.Path)
		default:
			changed = append(changed, f.Path)
		}
	}
	var zh, en []string
	for _, part := range []struct {
		names []string
		what  diag.Text
	}{{changed, diag.T("改了 %s", "changed %s")}, {made, diag.T("新增 %s", "added %s")}, {gone, diag.T("删除 %s", "removed %s")}} {
		if len(part.names) > 0 {
			t := part.what.With(few(part.names))
			zh, en = append(zh, t.ZH), append(en, t.EN)
		}
	}
	if len(zh) == 0 {
		return diag.T("补存了 %d 个文件的内容", "stored the bytes of %d files again").With(len(files))
	}
	return diag.T("在别的程序里%s", "by another program: %s").With(diag.T(strings.Join(zh, "；"), strings.Join(en, "; ")))
}

// notThere knows a path through what is a file now.
func notThere(err error) bool {
	var p *fs.PathError
	return errors.As(err, &p) && p.Err.Error() == "not a directory"
}
