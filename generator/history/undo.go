package history

import (
	"fmt"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/edit"
)

// LastStanding returns the last entry by which the program changed content/ and that was not taken
// back since: undone once after the other, they lead further and further back.
func (s *Store) LastStanding() (Entry, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.load() != nil {
		return Entry{}, false
	}
	var standing *Entry
	undone := map[string]bool{}
	err := s.back(func(e *Entry) bool {
		switch {
		case undone[e.ID]:
		case e.Kind == Undo:
			undone[e.Of] = true // of an undo that was undone: what it took back stands again
		case e.Kind.Ours():
			standing = e
		}
		return standing == nil
	}, func() { standing, undone = nil, map[string]bool{} })
	if err != nil || standing == nil {
		return Entry{}, false
	}
	return *standing, true
}

// Undo returns the change that takes an entry back, to be given to Make with the kind Undo; of an
// undo, it does again what was undone. The error is *Changed when a file is not as the entry left
// it, ErrNone when there is no such entry or nothing is known of what was before it, ErrLost when
// what was before was not kept.
func (s *Store) Undo(id string) (edit.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var c edit.Change
	if err := s.load(); err != nil {
		return c, err
	}
	id = strings.TrimSuffix(id, ending)
	e, err := s.entry(id)
	if err != nil {
		return c, err
	}
	if e.whole() {
		return c, ErrNone
	}
	r := reader{s: s}
	defer r.close()
	changed := &Changed{Entry: e}
	for _, f := range e.Files {
		now, err := s.disk(f.Path)
		if err != nil {
			return c, err
		}
		if sumOfFile(now) != f.After {
			changed.Paths = append(changed.Paths, f.Path)
			continue
		}
		before, err := r.bytes(f.Before)
		if err != nil {
			return c, fmt.Errorf("%s: %w", f.Path, err)
		}
		c.Files = append(c.Files, edit.FileChange{Path: f.Path, Before: now, After: before})
	}
	if len(changed.Paths) > 0 {
		return edit.Change{}, changed
	}
	c.What = s.undoing(e)
	return c, nil
}

// undoing says what undoing the entry does: after any number of undos, whether the change that
// began it stands or not.
func (s *Store) undoing(e Entry) diag.Text {
	stands := false
	for e.Kind == Undo {
		of, err := s.entry(e.Of)
		if err != nil {
			break
		}
		e, stands = of, !stands
	}
	if stands {
		return diag.T("重做：%s", "redo: %s").With(e.What)
	}
	return diag.T("撤销：%s", "undo: %s").With(e.What)
}

// Restore returns the change that makes a file what it was at a time: as the last entry up to then
// left it. The errors are those of RestoreAs.
func (s *Store) Restore(name string, at time.Time) (edit.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return edit.Change{}, err
	}
	upTo := ""
	for _, z := range s.index.zips {
		if !z.time.After(at) {
			upTo = z.id
		}
	}
	return s.restore(name, upTo, false, diag.T("%s 的样子", "%s").With(at.Format("2006-01-02 15:04")))
}

// RestoreAs returns the change that makes a file what it was after an entry, or just before it. The error
// is ErrNone when nothing is known of the file then, ErrLost when its bytes were not kept. A change that
// does nothing (the file is so already) has no Files.
func (s *Store) RestoreAs(name, id string, before bool) (edit.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return edit.Change{}, err
	}
	id = strings.TrimSuffix(id, ending)
	e, err := s.entry(id)
	if err != nil {
		return edit.Change{}, err
	}
	at := e.Time.Local().Format(time.DateTime)
	what := diag.T("%s 的样子", "%s").With(at)
	if before {
		what = diag.T("%s 那次改动之前的样子", "before the change of %s").With(at)
	}
	return s.restore(name, id, before, what)
}

// restore takes the file as the entry of that name, or the last one before it that changed the file, left
// it; or as that entry found it.
func (s *Store) restore(name, upTo string, before bool, when diag.Text) (c edit.Change, err error) {
	var (
		sum                    digest.Digest
		known, based, whatever bool
	)
	err = s.back(func(e *Entry) bool {
		if e.ID > upTo {
			return true
		}
		based = based || e.whole()
		for _, f := range e.Files {
			if f.Path != name {
				continue
			}
			sum, known = f.After, true
			if before && e.ID == upTo {
				sum, whatever = f.Before, e.whole()
			}
		}
		return !known
	}, func() { sum, known, based, whatever = None, false, false, false })
	if err != nil {
		return c, err
	}
	// Of a file that came later it is known that it was not there, if nothing is missing in between.
	if _, later := s.index.last[name]; whatever || !known && (!later || !based || len(s.index.damaged) > 0) {
		return c, ErrNone
	}
	data, err := s.bytes(sum)
	if err != nil {
		return c, err
	}
	now, err := s.disk(name)
	if err != nil {
		return c, err
	}
	c.What = diag.T("把 %s 恢复成 %s", "brought %s back as it was: %s").With(name, when)
	if sumOfFile(now) != sum {
		c.Files = []edit.FileChange{{Path: name, Before: now, After: data}}
	}
	return c, nil
}
