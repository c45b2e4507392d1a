package repair

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// overlay is a content folder in which some files are others, or gone.
type overlay struct {
	below   fs.FS
	changed map[string][]byte // nil: gone
}

func newOverlay(below fs.FS) *overlay { return &overlay{below, map[string][]byte{}} }

// with returns the folder with one step more.
func (o *overlay) with(files map[string][]byte) *overlay {
	n := newOverlay(o.below)
	for name, data := range o.changed {
		n.changed[name] = data
	}
	for name, data := range files {
		n.changed[name] = data
	}
	return n
}

// read returns a file's bytes; nil when there is none.
func (o *overlay) read(name string) ([]byte, error) {
	data, err := fs.ReadFile(o, name)
	if isNotExist(err) {
		return nil, nil
	}
	if data == nil && err == nil {
		data = []byte{}
	}
	return data, err
}

// original returns a file's bytes as they are on the disk; nil when there is none.
func (o *overlay) original(name string) ([]byte, error) { return newOverlay(o.below).read(name) }

// Open implements fs.FS.
func (o *overlay) Open(name string) (fs.File, error) {
	data, is := o.changed[name]
	switch {
	case is && data == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case is:
		return &file{bytes.NewReader(data), info{path.Base(name), int64(len(data))}}, nil
	}
	return o.below.Open(name)
}

// Stat implements fs.StatFS.
func (o *overlay) Stat(name string) (fs.FileInfo, error) {
	data, is := o.changed[name]
	switch {
	case is && data == nil:
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	case is:
		return info{path.Base(name), int64(len(data))}, nil
	}
	return fs.Stat(o.below, name)
}

// ReadDir implements fs.ReadDirFS.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.below, name)
	if err != nil {
		return entries, err
	}
	for changed, data := range o.changed {
		if path.Dir(changed) != name {
			continue
		}
		entries = slices.DeleteFunc(slices.Clone(entries), func(e fs.DirEntry) bool { return e.Name() == path.Base(changed) })
		if data != nil {
			entries = append(entries, fs.FileInfoToDirEntry(info{path.Base(changed), int64(len(data))}))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// Stamp says of a file that is as below what is said there; nothing of others.
func (o *overlay) Stamp(name string) any {
	if _, is := o.changed[name]; is {
		return nil
	}
	if s, ok := o.below.(interface{ Stamp(string) any }); ok {
		return s.Stamp(name)
	}
	return nil
}

// file is an open file of memory.
type file struct {
	*bytes.Reader
	about info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.about, nil }
func (f *file) Close() error               { return nil }

var _ io.Reader = (*file)(nil)

// info describes one.
type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o644 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
