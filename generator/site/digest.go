package site

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Digest stands for what a file of a site is made from. Files of one path with the
// same digest have the same bytes; the opposite may not hold: a template that is
// written otherwise may make the same page.
type Digest [sha256.Size]byte

// Digest returns the digest of a file of the site. A page is not rendered for it:
// its view is made, which takes a tenth of the time.
func (s *Site) Digest(name string) (Digest, error) {
	s.mu.Lock()
	d, ok := s.digests[name]
	s.mu.Unlock()
	if ok {
		return d, nil
	}
	if f, page := s.files[name]; page && f.View != nil && f.Asset == "" {
		d, ok = s.theme.digest(f.Layout, f.View())
	} else if f.Asset != "" {
		d, ok = sha256.Sum256([]byte(s.sums[f.Asset])), true
	} else if f.Write != nil {
		h := sha256.New() // of what may be a hundred megabytes, none is kept
		if err := f.Write(h); err != nil {
			return d, fmt.Errorf("make %s: %w", name, err)
		}
		d, ok = Digest(h.Sum(nil)), true
	}
	if !ok {
		data, err := s.ReadFile(name)
		if err != nil {
			return d, err
		}
		d = sha256.Sum256(data)
	}
	s.mu.Lock()
	s.digests[name] = d
	s.mu.Unlock()
	return d, nil
}

// Draft reports whether the file is the page of a draft.
func (s *Site) Draft(name string) bool { return s.files[name].Draft }

// ChangedPages returns how many pages one site has that the other hasn't or that are others
// there. It makes the view of every page, which takes a while on a large site; the error is
// the context's, or that of a page that cannot be made.
func ChangedPages(ctx context.Context, before, now *Site) (int, error) {
	n := 0
	for _, name := range now.paths {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if !isPage(name) {
			continue
		}
		if !before.has(name) {
			n++
			continue
		}
		a, err := before.Digest(name)
		if err != nil {
			return 0, err
		}
		b, err := now.Digest(name)
		if err != nil {
			return 0, err
		}
		if a != b {
			n++
		}
	}
	for _, name := range before.paths {
		if isPage(name) && !now.has(name) {
			n++
		}
	}
	return n, nil
}

func isPage(name string) bool { return strings.HasSuffix(name, ".html") }

func (s *Site) has(name string) bool {
	_, ok := slices.BinarySearch(s.paths, name)
	return ok
}

// digest returns the digest of the page that layout makes of view; false when view
// is not plain data and its page has to be compared by its bytes.
func (l *look) digest(layout string, view any) (Digest, bool) {
	sum := l.pages[layout]
	w := writer(sum[:])
	w.text(layout)
	if !w.value(reflect.ValueOf(view), 0) {
		return Digest{}, false
	}
	return sha256.Sum256(w), true
}

// writer is a view as bytes: two views of one type have the same when they are
// equal, and only then.
type writer []byte

// deepest is more than any view goes: only data that leads to itself comes here.
const deepest = 64

func (w *writer) number(n uint64) { *w = binary.AppendUvarint(*w, n) }

func (w *writer) text(s string) {
	w.number(uint64(len(s)))
	*w = append(*w, s...)
}

// value adds v. It is false for what is no data: functions, channels.
func (w *writer) value(v reflect.Value, depth int) bool {
	if depth > deepest {
		return false
	}
	switch v.Kind() {
	case reflect.String:
		w.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			w.number(1)
		} else {
			w.number(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.number(v.Uint())
	case reflect.Float32, reflect.Float64:
		w.number(math.Float64bits(v.Float()))
	case reflect.Struct:
		for i := range v.NumField() {
			if !w.value(v.Field(i), depth+1) {
				return false
			}
		}
	case reflect.Slice, reflect.Array:
		return w.elements(v, depth)
	case reflect.Map:
		return w.entries(v, depth)
	case reflect.Pointer, reflect.Interface:
		return w.pointed(v, depth)
	default:
		return false
	}
	return true
}

// elements adds a list. An empty one and none at all look the same in a template,
// but are told apart: that costs nothing.
func (w *writer) elements(v reflect.Value, depth int) bool {
	if v.Kind() == reflect.Slice && v.IsNil() {
		w.number(0)
		return true
	}
	w.number(uint64(v.Len()) + 1)
	for i := range v.Len() {
		if !w.value(v.Index(i), depth+1) {
			return false
		}
	}
	return true
}

// entries adds a map, in the order of its keys as bytes.
func (w *writer) entries(v reflect.Value, depth int) bool {
	var all []string
	for _, key := range v.MapKeys() {
		var e writer
		if !e.value(key, depth+1) || !e.value(v.MapIndex(key), depth+1) {
			return false
		}
		all = append(all, string(e))
	}
	slices.Sort(all)
	w.number(uint64(len(all)))
	for _, e := range all {
		w.text(e)
	}
	return true
}

func (w *writer) pointed(v reflect.Value, depth int) bool {
	if v.IsNil() {
		w.number(0)
		return true
	}
	w.number(1)
	if v.Kind() == reflect.Interface {
		w.text(v.Elem().Type().String())
	}
	return w.value(v.Elem(), depth+1)
}

// memo keeps the bytes of pages by their digest, up to a limit. It may be used from
// many goroutines.
type memo struct {
	mu    sync.Mutex
	pages map[Digest][]byte
	size  int // bytes kept
	limit int
}

func newMemo(limit int) *memo { return &memo{pages: map[Digest][]byte{}, limit: limit} }

// get returns a copy of the page; nil when it is not kept.
func (m *memo) get(d Digest) []byte {
	m.mu.Lock()
	data := m.pages[d]
	m.mu.Unlock()
	return slices.Clone(data)
}

// put keeps a page. When there is no room, any others go: pages are read one after
// the other and all of them, and so the oldest would always be the next one wanted.
func (m *memo) put(d Digest, page []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.pages[d]; ok || len(page) > m.limit {
		return
	}
	for other, data := range m.pages {
		if m.size+len(page) <= m.limit {
			break
		}
		delete(m.pages, other)
		m.size -= len(data)
	}
	m.pages[d] = slices.Clone(page)
	m.size += len(page)
}
