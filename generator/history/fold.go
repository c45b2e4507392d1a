package history

import (
	"archive/zip"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/output"
)

// foldedMark ends the name of an event that stands for all up to the one of that name.
const foldedMark = "f"

// SetLimit sets how many bytes the history may take.
func (s *Store) SetLimit(bytes int64, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	end, err := s.begin()
	if err != nil {
		return err
	}
	defer end()
	if err := output.Replace(s.path(sizeFile), output.Text(strconv.FormatInt(bytes>>20, 10)+"\n")); err != nil {
		return err
	}
	s.fold()
	return nil
}

func (s *Store) limit() int64 {
	text, err := os.ReadFile(s.path(sizeFile))
	if err != nil {
		return usual
	}
	mb, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 32)
	if err != nil || mb < 1 {
		return usual
	}
	return mb << 20
}

// fold makes the oldest events one when the history is above its limit, so that it is a fifth below
// it, or as near to that as the last states and the newest event allow. It has no error: what called
// it has done what it was asked for, and what cannot be folded now is folded another time.
func (s *Store) fold() {
	if s.foldOnce() == nil {
		return
	}
	l, err := s.list()
	if err != nil {
		return
	}
	s.index = s.rebuilt(l) // a zip may have become unreadable since the index was made
	s.keepIndex()
	s.foldOnce()
}

func (s *Store) foldOnce() error {
	x := s.index
	limit := s.limit()
	if x.sizeFrom(0) <= limit || len(x.zips) < 3 || x.away() { // to fold others makes damaged ones no smaller
		return nil
	}
	floor := int64(0)
	seen := map[digest.Digest]bool{}
	for _, last := range x.last {
		if at, ok := x.blobs[last.sum]; ok && !seen[last.sum] {
			seen[last.sum] = true
			floor += at.size
		}
	}
	if x.sizeFrom(0) <= floor+floor/4 {
		return nil // the last states are nearly all of it
	}
	// How many of the oldest: the fewest that bring it below the aim, but for the newest event. What
	// a zip takes is nearly what its blobs take; needed is what of the folded ones must stay.
	aim := limit / 5 * 4
	entries := make([]stored, len(x.zips))
	for i, z := range x.zips {
		e, err := s.read(z.id)
		if err != nil {
			return err
		}
		entries[i] = e
	}
	if thinner, err := s.thin(entries, aim); err != nil || thinner && s.index.sizeFrom(0) <= limit {
		return err
	} else if thinner {
		return s.foldOnce() // what the zips take has changed
	}
	n := 2 + sort.Search(len(entries)-3, func(i int) bool {
		_, size := s.needed(entries, i+2)
		return size+x.sizeFrom(i+2) <= aim
	})
	return s.foldFirst(entries, n)
}

// thin takes pictures and attachments that are no last state out of the oldest zips but the newest, until all
// are as small as aim. It reports whether it took any.
func (s *Store) thin(entries []stored, aim int64) (thinner bool, err error) {
	x := s.index
	stays := map[digest.Digest]bool{}
	for _, last := range x.last {
		stays[last.sum] = true
	}
	for _, e := range entries {
		for _, f := range e.Files {
			if isText(f.Path) {
				stays[f.Before], stays[f.After] = true, true
			}
		}
	}
	size := x.sizeFrom(0)
	for _, e := range entries[:len(entries)-1] {
		if size <= aim {
			break
		}
		var keep []held
		goes := int64(0)
		for _, b := range e.blobs {
			if stays[b.sum] {
				keep = append(keep, b)
			} else {
				goes += b.size
			}
		}
		if goes == 0 {
			continue
		}
		switch err := s.without(e, keep); {
		case err == nil:
			thinner = true
			size -= goes
		case errors.Is(err, errKilled) || machines(err):
			return thinner, err
		default: // something in it has rotted: it stays as it is
		}
	}
	if thinner {
		l, err := s.list()
		if err != nil {
			return true, err
		}
		s.index = s.rebuilt(l)
		s.keepIndex()
	}
	return thinner, nil
}

// without writes the zip of an event anew with those bytes only.
func (s *Store) without(e stored, keep []held) error {
	name := s.path(e.ID + ending)
	z, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer z.Close()
	var blobs []newBlob
	for _, b := range keep {
		if b.pos >= len(z.File) {
			return ErrLost
		}
		blobs = append(blobs, newBlob{z.File[b.pos].Name, b.sum, func() ([]byte, error) { return content(z.File[b.pos]) }})
	}
	if err := s.step("thin"); err != nil {
		return err
	}
	thin := name + ".new"
	os.Remove(thin) // of a run that was killed
	if _, err := writeZip(thin, &e.Entry, blobs, nil); err != nil {
		return err
	}
	z.Close() // or Windows does not let it be replaced
	if err := s.step("thinned"); err != nil {
		return err
	}
	return rename(thin, name)
}

func (x *index) sizeFrom(n int) (size int64) {
	for _, z := range x.zips[n:] {
		size += z.size
	}
	return size
}

// needed returns the state after the first n events, and how much of what their zips hold is needed by it
// and by those after them.
func (s *Store) needed(entries []stored, n int) (sums map[digest.Digest]string, size int64) {
	sums = map[digest.Digest]string{} // and the name to store each by
	add := func(sum digest.Digest, name string) {
		at, ok := s.index.blobs[sum]
		if _, there := sums[sum]; !ok || there || at.zip >= n {
			return
		}
		sums[sum] = name
		size += at.size
	}
	for name, sum := range stateAfter(entries[:n]) {
		add(sum, "after/"+name)
	}
	for _, e := range entries[n:] {
		for _, f := range e.Files {
			add(f.Before, "other/"+word(f.Before))
			add(f.After, "other/"+word(f.After))
		}
	}
	return sums, size
}

func stateAfter(entries []stored) map[string]digest.Digest {
	state := map[string]digest.Digest{}
	for _, e := range entries {
		for _, f := range e.Files {
			state[f.Path] = f.After
		}
	}
	return state
}

// foldFirst makes the first n events one.
func (s *Store) foldFirst(entries []stored, n int) error {
	last := entries[n-1]
	e := Entry{ID: strings.TrimSuffix(last.ID, foldedMark) + foldedMark, Time: last.Time, Kind: Folded,
		What: diag.T("更早的 %d 次改动合成了一条（留底超过了上限）", "earlier changes made one, %d (the history was above its limit)").With(n)}
	for name, sum := range stateAfter(entries[:n]) {
		e.Files = append(e.Files, File{name, None, sum})
	}
	slices.SortFunc(e.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	sums, _ := s.needed(entries, n)
	r := reader{s: s}
	defer r.close()
	var blobs []newBlob
	rotten := map[string]bool{} // zips
	for sum, name := range sums {
		if _, err := r.bytes(sum); err != nil {
			if machines(err) {
				return err // another time
			}
			rotten[s.index.zips[s.index.blobs[sum].zip].id] = true // it cannot be kept, but the zip can
			continue
		}
		blobs = append(blobs, newBlob{name, sum, func() ([]byte, error) { return r.bytes(sum) }})
	}
	slices.SortFunc(blobs, func(a, b newBlob) int { return strings.Compare(a.name, b.name) })
	if err := s.step("fold"); err != nil {
		return err
	}
	_, err := writeZip(s.path(e.ID+ending), &e, blobs, nil)
	r.close() // before the zips are removed
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := s.step("folded"); err != nil {
		return err
	}
	l, err := s.list()
	if err != nil {
		return err
	}
	for _, z := range l.over {
		remove := os.Remove
		if rotten[z.id] {
			remove = func(name string) error { return rename(name, name+".damaged") }
		}
		if err := remove(s.path(z.id + ending)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break // the next run removes them
		}
		delete(s.entries, z.id)
	}
	s.index = s.rebuilt(l)
	s.keepIndex()
	return nil
}
