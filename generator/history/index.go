package history

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"kepu/generator/digest"
	"kepu/generator/output"
)

// index is what is known of the zips without opening them. It stands on the disk so that a
// build of unchanged content costs next to nothing, and can be made anew from the zips.
type index struct {
	zips    []zipped // the oldest first
	damaged []zipped
	last    map[string]state        // of each file ever seen
	blobs   map[digest.Digest]place // of all bytes that are kept
}

// zipped is one zip.
type zipped struct {
	id   string
	size int64
	time time.Time // as the clock said; the name may be later
	base bool      // it has all files of the content, not only those that something changed
	held bool      // the machine could not read it, which says nothing of the zip
}

// state is how an event left a file.
type state struct {
	sum digest.Digest // None: it was deleted
	zip int           // the event, in zips
}

type place struct {
	zip, pos int
	size     int64
}

func newIndex() *index {
	return &index{last: map[string]state{}, blobs: map[digest.Digest]place{}}
}

func (x *index) size() (n int64) {
	for _, list := range [][]zipped{x.zips, x.damaged} {
		for _, z := range list {
			n += z.size
		}
	}
	return n
}

// based reports whether some event has all files: what came after it and isn't in it, was not there.
func (x *index) based() bool {
	return slices.ContainsFunc(x.zips, func(z zipped) bool { return z.base })
}

// newest is the name of the last event; "" when there is none.
func (x *index) newest() string {
	id := ""
	for _, list := range [][]zipped{x.zips, x.damaged} { // a damaged one has its place in the order too
		for _, z := range list {
			id = max(id, z.id)
		}
	}
	return id
}

// add takes an event in that is newer than all others.
func (x *index) add(e stored, size int64) {
	n := len(x.zips)
	x.zips = append(x.zips, zipped{id: e.ID, size: size, time: e.Time, base: e.whole()})
	for _, f := range e.Files {
		x.last[f.Path] = state{f.After, n}
	}
	for _, b := range e.blobs {
		if _, ok := x.blobs[b.sum]; !ok {
			x.blobs[b.sum] = place{n, b.pos, b.size}
		}
	}
}

const indexHead = "kepu history 2\n"

// encode writes the index as lines, the last of which is the sum of those before it.
func (x *index) encode() []byte {
	b := make([]byte, 0, 100*(len(x.last)+len(x.blobs))+1000)
	b = append(b, indexHead...)
	for _, z := range x.zips {
		kind := "zip "
		if z.base {
			kind = "all "
		}
		b = append(b, kind+z.id+" "+strconv.FormatInt(z.size, 10)+" "+strconv.FormatInt(z.time.UnixMilli(), 10)+"\n"...)
	}
	for _, z := range x.damaged {
		b = append(b, "bad "+z.id+" "+strconv.FormatInt(z.size, 10)+" 0\n"...)
	}
	for name, s := range x.last {
		b = append(b, "last "...)
		b = hex.AppendEncode(b, s.sum[:])
		b = append(b, ' ')
		b = strconv.AppendInt(b, int64(s.zip), 10)
		b = append(b, ' ')
		b = append(strconv.AppendQuote(b, name), '\n')
	}
	for sum, p := range x.blobs {
		b = append(b, "blob "...)
		b = hex.AppendEncode(b, sum[:])
		for _, n := range []int64{int64(p.zip), int64(p.pos), p.size} {
			b = append(b, ' ')
			b = strconv.AppendInt(b, n, 10)
		}
		b = append(b, '\n')
	}
	sum := digest.OfBytes(b)
	b = append(b, "sum "...)
	return append(hex.AppendEncode(b, sum[:]), '\n')
}

// decodeIndex reads an index that is whole; nil otherwise.
func decodeIndex(text []byte) *index {
	const tail = len("sum ") + 2*len(digest.Digest{}) + 1
	if len(text) < tail || !bytes.HasPrefix(text, []byte(indexHead)) {
		return nil
	}
	body := text[:len(text)-tail]
	sum := digest.OfBytes(body)
	if string(text[len(body):]) != "sum "+hex.EncodeToString(sum[:])+"\n" {
		return nil
	}
	x := newIndex()
	lines := strings.Count(string(body), "\n")
	x.last = make(map[string]state, lines/2)
	x.blobs = make(map[digest.Digest]place, lines/2)
	rest := string(body[len(indexHead):])
	for line := range strings.Lines(rest) {
		line = strings.TrimSuffix(line, "\n")
		kind, line, _ := strings.Cut(line, " ")
		first, line, _ := strings.Cut(line, " ")
		second, third, _ := strings.Cut(line, " ")
		n, err := strconv.ParseInt(second, 10, 64)
		if err != nil {
			return nil
		}
		switch kind {
		case "zip", "all", "bad":
			ms, err := strconv.ParseInt(third, 10, 64)
			if err != nil {
				return nil
			}
			z := zipped{id: first, size: n, time: time.UnixMilli(ms).UTC(), base: kind == "all"}
			if kind == "bad" {
				x.damaged = append(x.damaged, z)
			} else {
				x.zips = append(x.zips, z)
			}
			continue
		}
		var d digest.Digest
		if len(first) != 2*len(d) {
			return nil
		}
		if _, err := hex.Decode(d[:], []byte(first)); err != nil || int(n) >= len(x.zips) || n < 0 {
			return nil
		}
		switch kind {
		case "last":
			name, err := strconv.Unquote(third)
			if err != nil {
				return nil
			}
			x.last[name] = state{d, int(n)}
		case "blob":
			a, b, _ := strings.Cut(third, " ")
			pos, err1 := strconv.Atoi(a)
			size, err2 := strconv.ParseInt(b, 10, 64)
			if err1 != nil || err2 != nil {
				return nil
			}
			x.blobs[d] = place{int(n), pos, size}
		default:
			return nil
		}
	}
	return x
}

// listed is what the folder of the history holds.
type listed struct {
	zips    []zipped // sorted; without times
	pending []string // names of files
	over    []zipped // that were folded: a killed run did not come to remove them
}

func (s *Store) list() (l listed, err error) {
	dir, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	for _, d := range dir {
		name := d.Name()
		if strings.HasSuffix(name, pending) && isID(strings.TrimSuffix(name, pending)) {
			l.pending = append(l.pending, name)
		}
		id, ok := strings.CutSuffix(name, ending)
		if !ok || !isID(id) || !d.Type().IsRegular() {
			continue
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return l, err
		}
		l.zips = append(l.zips, zipped{id: id, size: info.Size()})
	}
	slices.SortFunc(l.zips, func(a, b zipped) int { return strings.Compare(a.id, b.id) })
	for i := len(l.zips) - 1; i > 0; i-- {
		if id := l.zips[i].id; strings.HasSuffix(id, foldedMark) {
			if _, err := s.read(id); err != nil {
				continue
			}
			var unread []zipped
			for _, z := range l.zips[:i] {
				if _, err := s.read(z.id); err != nil {
					unread = append(unread, z) // perhaps it can be mended: it is not removed
				} else {
					l.over = append(l.over, z)
				}
			}
			l.zips = slices.Concat(unread, l.zips[i:])
			break
		}
	}
	return l, nil
}

// isID reports whether a word can name an event.
func isID(word string) bool {
	_, err := time.Parse(idLayout, strings.TrimSuffix(word, foldedMark))
	return err == nil
}

// agrees reports whether the index is of those zips.
func (x *index) agrees(l listed) bool {
	all := slices.Concat(x.zips, x.damaged)
	slices.SortFunc(all, func(a, b zipped) int { return strings.Compare(a.id, b.id) })
	return slices.EqualFunc(all, l.zips, func(a, b zipped) bool { return a.id == b.id && a.size == b.size })
}

// load makes s.index what the disk has: as it is, as it stands there, or made anew.
func (s *Store) load() error {
	l, err := s.list()
	if err != nil {
		return err
	}
	if s.index != nil && s.index.agrees(l) && !s.mended(s.index) {
		return nil
	}
	if text, err := os.ReadFile(s.path(listFile)); err == nil {
		if x := decodeIndex(text); x != nil && x.agrees(l) && !s.mended(x) {
			s.index = x
			return nil
		}
	}
	s.index = s.rebuilt(l)
	if len(s.entries) > len(l.zips) { // somebody took the history away
		there := make(map[string]bool, len(l.zips))
		for _, z := range l.zips {
			there[z.id] = true
		}
		maps.DeleteFunc(s.entries, func(id string, _ Entry) bool { return !there[id] })
	}
	return nil
}

// read reads what the zip of an event says of itself.
func (s *Store) read(id string) (stored, error) {
	if err := s.step("read " + id); err != nil {
		return stored{}, err
	}
	return readEntry(s.path(id + ending))
}

// mended reports whether one that could not be read can be read now.
func (s *Store) mended(x *index) bool {
	return slices.ContainsFunc(x.damaged, func(z zipped) bool {
		_, err := s.read(z.id)
		return err == nil
	})
}

// machines reports whether an error is of the machine (another program holds the file, the network is away, too many
// files are open) and says nothing of the zip itself.
func machines(err error) bool {
	var path *fs.PathError
	var call *os.SyscallError
	var number syscall.Errno
	return errors.As(err, &path) || errors.As(err, &call) || errors.As(err, &number)
}

// rebuilt makes the index from the zips.
func (s *Store) rebuilt(l listed) *index {
	x := newIndex()
	for _, z := range l.zips {
		e, err := s.read(z.id)
		if err != nil {
			z.held = machines(err)
			x.damaged = append(x.damaged, z)
			continue
		}
		x.add(e, z.size)
	}
	return x
}

// away reports whether the machine cannot read one of the zips now.
func (x *index) away() bool {
	return slices.ContainsFunc(x.damaged, func(z zipped) bool { return z.held })
}

// keepIndex writes the index. That it can't is no harm: it is made anew.
func (s *Store) keepIndex() {
	if s.index.away() || s.step("index") != nil {
		return
	}
	text := s.index.encode()
	output.Replace(s.path(listFile), func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
