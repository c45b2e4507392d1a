// Package history keeps what every change of content/ replaced, so that nothing that somebody
// wrote is lost, whoever wrote over it and with which program.
//
// In comes a change (edit.Change), or the sums of all files as a build, a check or a preview
// found them; what comes out are entries by time, the bytes of a file at any entry, and changes
// that bring them back. Time comes in as an argument: the package asks no clock but to wait for
// another process.
//
// # On the disk
//
// content/.kepu/history holds one zip for each event, named by its time in UTC
// (20261129T190016.123Z.zip), written whole and not changed afterwards (but for pictures that must make room). In it stand entry.json
// (when, what, which files, their sums before and after) and the bytes that no earlier event has, under
// the names of the files (before/bases/a.md, after/bases/a.md), so that anybody can open one
// with the Explorer and find a file without this program. Bytes are known by their SHA-256 and
// stored once: a year of saves costs little more than the texts that it changed. Beside
// the zips stand three small files: index (which sum is in which zip, and the last sum of each
// file; made anew whenever it is missing, damaged or does not agree with the zips), published (the event
// at which the content was as the last build made a site of it) and limit (megabytes). All may be
// deleted at any time.
//
// Names grow: where the clock was set back, an event is named a millisecond after the
// one before it, and its entry tells the time that the clock said.
//
// A zip that cannot be read is told (Damaged) and passed over, but never removed, and each load tries it
// again. What it alone held is gone; the last state of a file that went with it is stored again by the
// next Snapshot. Damaged for good is only what is no zip, no entry or has another sum: that the machine could
// not read it now (another program holds it, the network is away) is kept in no index, and nothing is
// folded meanwhile.
//
// # Save
//
// Save first writes the event as NAME.pending, with the bytes that are on the disk and those
// that will be, then has edit change content/, then gives the event its name. A run that is
// killed between leaves a pending event, and the next one to write, or to read the content (Recover), looks
// what became of it: nothing changed, and it is dropped; all changed, and it gets its name; some files
// are just as it makes them, and the rest of the change is made. So a change of many files is whole or not
// at all even where edit alone could not be. Where the rest cannot be made (a file that may only be read,
// bytes that rotted) what was changed is noted as an event, and the pending one is put aside as NAME.aside, a
// zip too, and told once: nothing that comes later waits for it. It is put aside as well where no file is as it
// makes them and another hand has changed one, and where edit fails and cannot take back: what
// was told as not saved is never made later. Where the old bytes cannot be kept (a full disk, one that can only be
// read) Save changes nothing.
//
// What somebody changed with another program since the last event is noted, when Save meets
// it, as an event of its own before the save: the states follow on each other without a gap.
//
// # What is kept, and for how long
//
// Snapshot notes every file of content/ but what source skips. Texts are always kept. Pictures and
// attachments are kept up to 8 MB each, as long as the whole history stays within its limit; of
// others only the sum is noted, and the entry says that their bytes were not kept: a history is
// no place for films, and kepu backup copies them all. What Save itself replaces is kept at
// first, however large.
//
// When the zips together are above the limit (200 MB unless set), the bytes of pictures and
// attachments that are no file's last state go first, the oldest before the newer: their zips are written anew
// without them, the entries stay and say that the bytes were not kept. So photos that came and went never push
// out the history of the texts. Where that is not enough, the oldest events are folded into one that holds the state after them and the bytes that later events stand on. So the last
// state of a file never goes, even where that takes more room than the limit. What cannot be
// folded now is folded another time: a change that was made was saved.
package history

import (
	"archive/zip"
	"errors"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/output"
)

// Folder is where the history is, in the content folder.
const Folder = ".kepu/history"

// Kind says what made an entry.
type Kind string

const (
	Save     Kind  = "save"    // a change of ours, by the desk, kepu fix …
	Undo     Kind  = "undo"    // what an entry changed, taken back
	Restore  Kind  = "restore" // a file as it was at some time
	Outside  Kind  = "outside" // found changed when Save came
	Build    Kind  = "build"   // these found it changed by another program:
	Check    Kind  = "check"
	Serve    Kind  = "serve"
	Desk     Kind  = "desk"
	Watch    Kind  = "watch"
	Zip      Kind  = "zip"
	Folded   Kind  = "folded" // the oldest events, made one
	nothing        = ""
	ending         = ".zip"
	pending        = ".pending"
	aside          = ".aside"
	idLayout       = "20060102T150405.000Z"
	jsonName       = "entry.json"
	ignoring       = "*\n"
	patience       = 10 * time.Second
	markFile       = "published"
	sizeFile       = "limit"
	listFile       = "index"
	gateFile       = "lock"
	usual    int64 = 200 << 20
	largest  int64 = 8 << 20
)

// Ours reports whether the program changed content/, at somebody's word; else it found it changed.
func (k Kind) Ours() bool { return k == Save || k == Undo || k == Restore }

// Entry is one event.
type Entry struct {
	ID    string // by which it is named: its time in UTC, 20261129T190016.123Z
	Time  time.Time
	Kind  Kind
	What  diag.Text // as one sentence
	Of    string    // of an Undo: the entry that it took back
	First bool      // nothing is known of what was before it
	Files []File
}

// whole reports whether the entry has all files of the content, whatever became of them before.
func (e *Entry) whole() bool { return e.First || e.Kind == Folded }

// File is what an entry did to a file. The zero Digest says that there is none.
type File struct {
	Path          string // relative to content/, slashes
	Before, After digest.Digest
}

// None is the sum of a file that isn't there.
var None digest.Digest

// Damaged is an event whose zip cannot be read, or cannot be read now, or that is not ours.
type Damaged struct {
	Name string // of the file
	Err  error
}

// ErrNone says that the history has no such entry, or nothing of that file.
var ErrNone = errors.New("the history has nothing of it")

// ErrLost says that the bytes were never kept, or that what held them is damaged.
var ErrLost = errors.New("the bytes were not kept")

// Changed is the error of an undo whose files were changed again after it.
type Changed struct {
	Entry Entry
	Paths []string
}

func (e *Changed) Error() string { return e.Text().EN }

// Text returns the error in words for staff.
func (e *Changed) Text() diag.Text {
	return diag.M("HISTORY-CHANGED", "%s 在那以后又改过，不能整个撤销", "%s was changed again after that, so it cannot be undone as a whole").With(few(e.Paths))
}

// Mend says what to do about it.
func (e *Changed) Mend() diag.Text {
	return diag.T("要把文件整个退回那次改动以前（后来的改动也退掉）：kepu restore %[1]s --before %[2]s；或者照 kepu history %[1]s 里的内容手工改",
		"to bring the whole file back to what it was before that, without what came later: kepu restore %[1]s --before %[2]s; or change it by hand, by what kepu history %[1]s shows").With(e.Paths[0], e.Entry.ID)
}

// Store is the history of one content folder. Its methods may be called at once.
type Store struct {
	content, dir string

	mu         sync.Mutex
	index      *index
	unfinished []Unfinished            // not told yet
	finished   bool                    // a change that was cut off has been made whole since this was last asked
	entries    map[string]Entry        // those that were read, by ID
	before     func(step string) error // called before each step that changes the disk, and before a zip is read: the tests kill runs with it
}

// Open returns the history of the content folder. It reads and writes nothing yet: the folder
// of the history is made when it is first written to.
func Open(content string) (*Store, error) {
	info, err := os.Stat(content)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: content, Err: errors.New("not a folder")}
	}
	return &Store{content: content, dir: filepath.Join(content, filepath.FromSlash(Folder)), entries: map[string]Entry{}}, nil
}

// Entries returns the entries that can be read, the oldest first. It reads all zips once; who wants the
// last ones asks Newest.
func (s *Store) Entries() ([]Entry, error) {
	list, _, err := s.Newest(math.MaxInt)
	return list, err
}

// Newest returns the last n entries, the oldest first, and how many there are.
func (s *Store) Newest(n int) (list []Entry, all int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return nil, 0, err
	}
	err = s.back(func(e *Entry) bool {
		if len(list) == n {
			return false
		}
		list = append(list, *e)
		return true
	}, func() { list = nil })
	slices.Reverse(list)
	return list, len(s.index.zips), err
}

// back visits the entries from the newest on, until visit says that it has enough. An entry that has become
// unreadable since the index was made is found here and counts as damaged from then on; then all
// begins anew, after reset.
func (s *Store) back(visit func(e *Entry) bool, reset func()) error {
	for again := false; ; again = true {
		reset()
		var failed error
		for _, z := range slices.Backward(s.index.zips) {
			e, err := s.entry(z.id)
			if err != nil {
				failed = err
				break
			}
			if !visit(&e) {
				break
			}
		}
		if failed == nil || again {
			return failed
		}
		l, err := s.list()
		if err != nil {
			return err
		}
		s.index = s.rebuilt(l)
	}
}

// Paths returns the files that the history knows, also those that are gone, in no order.
func (s *Store) Paths() ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return nil, err
	}
	return slices.Collect(maps.Keys(s.index.last)), nil
}

// Entry returns the entry of that name.
func (s *Store) Entry(id string) (Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return Entry{}, err
	}
	return s.entry(strings.TrimSuffix(id, ending))
}

// Damaged returns the zips that cannot be read.
func (s *Store) Damaged() ([]Damaged, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return nil, err
	}
	var list []Damaged
	for _, d := range s.index.damaged {
		_, err := s.read(d.id)
		list = append(list, Damaged{d.id + ending, err})
	}
	return list, nil
}

// Bytes returns the bytes of that sum; nil for None. The error is ErrLost when they aren't there.
func (s *Store) Bytes(sum digest.Digest) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	// Bytes of a sum are always the same: the folder is looked through again, all of its zips, only where they are not found as they were.
	if s.index != nil {
		if data, err := s.bytes(sum); err == nil {
			return data, nil
		}
	}
	if err := s.load(); err != nil {
		return nil, err
	}
	return s.bytes(sum)
}

// Kept reports whether the bytes of that sum are in the history.
func (s *Store) Kept(sum digest.Digest) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sum == None {
		return true
	}
	if s.load() != nil {
		return false
	}
	_, ok := s.index.blobs[sum]
	return ok
}

// Size returns how many bytes the history takes, and its limit.
func (s *Store) Size() (size, limit int64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return 0, 0, err
	}
	return s.index.size(), s.limit(), nil
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

// entry returns the entry of an event that the index has.
func (s *Store) entry(id string) (Entry, error) {
	if e, ok := s.entries[id]; ok {
		return e, nil
	}
	if !slices.ContainsFunc(s.index.zips, func(z zipped) bool { return z.id == id }) {
		return Entry{}, ErrNone
	}
	e, err := s.read(id)
	if err != nil {
		return Entry{}, err
	}
	s.entries[id] = e.Entry
	return e.Entry, nil
}

func (s *Store) bytes(sum digest.Digest) ([]byte, error) {
	r := reader{s: s}
	defer r.close()
	return r.bytes(sum)
}

// reader reads bytes out of zips, each of which it opens once.
type reader struct {
	s    *Store
	open map[string]*zip.ReadCloser
}

func (r *reader) close() {
	for _, z := range r.open {
		z.Close()
	}
}

func (r *reader) bytes(sum digest.Digest) ([]byte, error) {
	if sum == None {
		return nil, nil
	}
	at, ok := r.s.index.blobs[sum]
	if !ok {
		return nil, ErrLost
	}
	id := r.s.index.zips[at.zip].id
	z := r.open[id]
	if z == nil {
		var err error
		if z, err = zip.OpenReader(r.s.path(id + ending)); err != nil {
			return nil, errors.Join(ErrLost, err)
		}
		if r.open == nil {
			r.open = map[string]*zip.ReadCloser{}
		}
		r.open[id] = z
	}
	if at.pos >= len(z.File) {
		return nil, ErrLost
	}
	data, err := content(z.File[at.pos])
	if err != nil {
		return nil, errors.Join(ErrLost, err)
	}
	if digest.OfBytes(data) != sum {
		return nil, ErrLost
	}
	return data, nil
}

// begin makes ready to write: it makes the folder, takes the lock and brings what a killed run
// left to its end. The caller calls end.
func (s *Store) begin() (end func(), err error) {
	if err := s.step("folder"); err != nil {
		return nil, err
	}
	if _, err := os.Stat(s.content); err != nil {
		return nil, err // or it would be made
	}
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return nil, err
	}
	ignore := filepath.Join(filepath.Dir(s.dir), ".gitignore")
	if _, err := os.Lstat(ignore); errors.Is(err, fs.ErrNotExist) {
		err := output.WriteNew(ignore, output.Text(ignoring))
		if err != nil && !errors.Is(err, fs.ErrExist) && !errors.Is(err, output.ErrBusy) {
			return nil, err
		}
	}
	release, err := output.Lock(s.path(gateFile))
	for wait, waited := 5*time.Millisecond, time.Duration(0); errors.Is(err, output.ErrBusy) && waited < patience; wait *= 2 {
		wait = min(wait, 50*time.Millisecond) // or one that waits long never meets the moment between two others
		time.Sleep(wait)
		waited += wait
		release, err = output.Lock(s.path(gateFile))
	}
	if err != nil {
		return nil, err
	}
	if err := s.load(); err != nil {
		release()
		return nil, err
	}
	if err := s.recover(); err != nil {
		release()
		return nil, err
	}
	return func() { release() }, nil
}

func (s *Store) step(name string) error {
	if s.before == nil {
		return nil
	}
	return s.before(name)
}

// few names some of the paths.
func few(paths []string) diag.Text {
	const most = 5
	shown := paths[:min(len(paths), most)]
	zh, en := strings.Join(shown, "、"), strings.Join(shown, ", ")
	if n := len(paths); n > most {
		return diag.T("%s 等 %d 个文件", "%s … (%d files)").With(diag.T(zh, en), n)
	}
	return diag.T(zh, en)
}
