package history

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/edit"
	"kepu/generator/output"
	"kepu/generator/source"
)

// Counts reports whether the history keeps files of that path: those that source does not skip.
func Counts(name string) bool {
	return !slices.ContainsFunc(strings.Split(name, "/"), source.Skipped)
}

// Snapshot notes each file of content/ that is not as the last event left it. In come the sums of all
// files, by path (what Counts says no to is passed over), as they were read at now or later; read
// has their bytes. It returns the name of the event at which the content was just so, for
// Published; "" when somebody saved a file meanwhile and there is no such event. Where nothing
// differs, nothing is written.
func (s *Store) Snapshot(sums map[string]digest.Digest, read fs.FS, why Kind, now time.Time) (mark string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return "", err
	}
	if s.index.based() && len(s.differing(sums, read)) == 0 {
		return s.index.zips[len(s.index.zips)-1].id, nil
	}
	began := now
	end, err := s.begin()
	if err != nil {
		return "", err
	}
	defer end()
	if s.finished {
		s.finished, began = false, time.Time{} // the sums may be of before that
	}
	files, moved, err := s.confirmed(s.differing(sums, read), began)
	if err != nil {
		return "", err
	}
	first := !s.index.based()
	if len(files) == 0 && !first {
		if moved {
			return "", nil
		}
		return s.index.zips[len(s.index.zips)-1].id, nil
	}
	e := Entry{ID: s.nextID(now), Time: now, Kind: why, First: first, Files: files}
	var blobs []newBlob
	seen := map[digest.Digest]bool{}
	room := s.limit() - s.index.size()
	for _, texts := range []bool{true, false} { // texts have the first claim to the room
		for _, f := range files {
			_, there := s.index.blobs[f.After]
			if isText(f.Path) != texts || f.After == None || there || seen[f.After] {
				continue
			}
			size := sizeOf(read, f.Path)
			if !texts && (size > largest || size > room) {
				continue
			}
			room -= size
			seen[f.After] = true
			blobs = append(blobs, newBlob{"after/" + f.Path, f.After, func() ([]byte, error) { return fs.ReadFile(read, f.Path) }})
		}
	}
	e.What = foundChanged(files)
	if first {
		n := 0
		for name := range sums {
			if Counts(name) {
				n++
			}
		}
		e.What = diag.T("第一次留底：%d 个文件", "the first record: %d files").With(n)
	}
	err = s.store(e, blobs, func(was, is digest.Digest, b newBlob) {
		moved = true
		name := strings.TrimPrefix(b.name, "after/")
		for i := range files {
			if files[i].Path == name {
				files[i].After = is
			}
		}
	})
	if err != nil {
		return "", err
	}
	s.fold()
	if moved {
		return "", nil
	}
	return s.index.newest(), nil
}

// isText reports whether the file is one that source reads, or a note beside them.
func isText(name string) bool { return source.SectionOf(name) != source.OtherFile }

func sizeOf(read fs.FS, name string) int64 {
	info, err := fs.Stat(read, name)
	if err != nil {
		return 0 // reading it will say
	}
	return info.Size()
}

// differing returns the files that are not as the last event left them, by path.
func (s *Store) differing(sums map[string]digest.Digest, read fs.FS) []File {
	var list []File
	found := 0 // of those that the history knows and that were not deleted
	for name, sum := range sums {
		last, known := s.index.last[name]
		if known && last.sum != None {
			found++
		}
		if known && last.sum == sum {
			if _, kept := s.index.blobs[sum]; kept || !s.fits(name, read) {
				continue
			}
		} else if !Counts(name) {
			continue
		}
		list = append(list, File{name, last.sum, sum})
	}
	alive := 0
	for _, last := range s.index.last {
		if last.sum != None {
			alive++
		}
	}
	if alive > found {
		for name, last := range s.index.last {
			if _, there := sums[name]; !there && last.sum != None {
				list = append(list, File{name, last.sum, None})
			}
		}
	}
	slices.SortFunc(list, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// fits reports whether the bytes of a file, which are not kept, might be.
func (s *Store) fits(name string, read fs.FS) bool {
	if isText(name) {
		return true
	}
	size := sizeOf(read, name)
	return size <= largest && s.index.size()+size <= s.limit()
}

// confirmed leaves out what somebody changed through this history after the files were read: an event
// knows better. moved says that there was such a thing.
func (s *Store) confirmed(files []File, read time.Time) (list []File, moved bool, err error) {
	for _, f := range files {
		last, known := s.index.last[f.Path]
		if known && !s.index.zips[last.zip].time.Before(read) {
			now, err := s.disk(f.Path)
			if err != nil {
				return nil, false, err
			}
			if is := sumOfFile(now); is != f.After {
				moved = true
				continue
			}
		}
		list = append(list, f)
	}
	return list, moved, nil
}

// Published notes that the content, as it was at that entry, is what the site was made of.
func (s *Store) Published(mark string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if mark == "" || s.published() == mark {
		return nil
	}
	return output.Replace(s.path(markFile), output.Text(mark+"\n"))
}

func (s *Store) published() string {
	text, _ := os.ReadFile(s.path(markFile)) // where it is missing nothing is known
	return strings.TrimSpace(string(text))
}

// LastPublished returns the entry at which the content was as the last build made a site of it; false
// when that is not known, or longer ago than the history reaches.
func (s *Store) LastPublished() (Entry, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.load() != nil {
		return Entry{}, false
	}
	mark := s.published()
	e, err := s.entry(mark)
	if err != nil {
		e, err = s.entry(mark + foldedMark)
	}
	return e, err == nil
}

// Since returns what is otherwise in content/ now than it was after an entry: what Snapshot takes goes in
// (the sums of all files now, and their bytes). Of a file whose bytes were not kept, or that is no
// text, both are empty.
func (s *Store) Since(id string, sums map[string]digest.Digest, read fs.FS) ([]edit.FileChange, error) {
	return s.between(id, func() (map[string]digest.Digest, error) { return sums, nil },
		func(name string, _ digest.Digest) ([]byte, error) { return fs.ReadFile(read, name) })
}

// Between returns what is otherwise after one entry than after another, as Since does; it reads nothing
// of content/. An empty to is the newest entry.
func (s *Store) Between(from, to string) ([]edit.FileChange, error) {
	if to == "" {
		to = "~" // after all names
	}
	r := reader{s: s}
	defer r.close()
	return s.between(from, func() (map[string]digest.Digest, error) { return s.state(to) },
		func(_ string, sum digest.Digest) ([]byte, error) { return r.bytes(sum) })
}

func (s *Store) between(id string, now func() (map[string]digest.Digest, error), read func(name string, sum digest.Digest) ([]byte, error)) ([]edit.FileChange, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return nil, err
	}
	state, err := s.state(id)
	if err != nil {
		return nil, err
	}
	sums, err := now()
	if err != nil {
		return nil, err
	}
	r := reader{s: s}
	defer r.close()
	var list []edit.FileChange
	sums = maps.Clone(sums)
	for name := range state {
		if _, there := sums[name]; !there {
			sums[name] = None
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		was, is := state[name], sums[name]
		if was == is || !Counts(name) {
			continue
		}
		c := edit.FileChange{Path: name}
		if was != None {
			c.Before = []byte{}
			if data, err := r.bytes(was); err == nil && isText(name) {
				c.Before = data
			}
		}
		if is != None {
			c.After = []byte{}
			if isText(name) {
				if c.After, err = read(name, is); err != nil {
					return nil, err
				}
			}
		}
		list = append(list, c)
	}
	return list, nil
}

// State returns the sums of all files of content/ as the entry left them.
func (s *Store) State(id string) (map[string]digest.Digest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return nil, err
	}
	return s.state(id)
}

// state takes back what came after the entry, so that it costs what there was of that.
func (s *Store) state(id string) (state map[string]digest.Digest, err error) {
	err = s.back(func(e *Entry) bool {
		if e.ID <= id {
			return false
		}
		for _, f := range e.Files {
			state[f.Path] = f.Before
		}
		return true
	}, func() {
		state = make(map[string]digest.Digest, len(s.index.last))
		for name, last := range s.index.last {
			state[name] = last.sum
		}
	})
	maps.DeleteFunc(state, func(_ string, sum digest.Digest) bool { return sum == None })
	return state, err
}
