package site

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// info is what fs.FileInfo says of a file or folder of the site. There is no
// clock in a site: nothing has a time.
type info struct {
	name string
	size int64
	dir  bool
	kind fs.FileMode // the type of what is neither a file nor a folder
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.dir }
func (i info) Sys() any           { return nil }

func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o555
	}
	return i.kind | 0o444
}

// file is an open file.
type file struct {
	*bytes.Reader
	info   info
	buffer *bytes.Buffer // that holds the bytes; nil: they are nobody else's
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close gives the buffer back. There is nothing to be read any more.
func (f *file) Close() error {
	f.Reader.Reset(nil)
	if f.buffer != nil {
		buffers.Put(f.buffer)
		f.buffer = nil
	}
	return nil
}

// folder is an open folder.
type folder struct {
	info    info
	entries []fs.DirEntry // those not read yet
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.name, Err: fs.ErrInvalid}
}

// ReadDir implements fs.ReadDirFile.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.entries)
	} else if len(f.entries) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.entries))
	out := f.entries[:n]
	f.entries = f.entries[n:]
	return out, nil
}

// entry is a file or folder in a listing. A page's size is known only when it is
// rendered, which Info does.
type entry struct {
	fsys fs.FS
	path string
	info info
}

func (e entry) Name() string      { return e.info.name }
func (e entry) IsDir() bool       { return e.info.dir }
func (e entry) Type() fs.FileMode { return e.info.Mode().Type() }

func (e entry) Info() (fs.FileInfo, error) {
	f, err := e.fsys.Open(e.path)
	if err != nil {
		return nil, err
	}
	return f.Stat()
}

// list returns what stands directly in the folder name of fsys, whose files are
// those of paths (sorted); nil when it is no folder. Kind tells the type of a file.
func list(fsys fs.FS, paths []string, name string, kind func(path string) fs.FileMode) []fs.DirEntry {
	prefix := name + "/"
	if name == "." {
		prefix = ""
	}
	var entries []fs.DirEntry
	from, _ := slices.BinarySearch(paths, prefix)
	for _, p := range paths[from:] {
		if len(p) < len(prefix) || p[:len(prefix)] != prefix {
			break
		}
		first, dir := head(p[len(prefix):])
		if n := len(entries); n > 0 && entries[n-1].Name() == first {
			continue
		}
		e := entry{fsys, prefix + first, info{name: first, dir: dir}}
		if !dir {
			e.info.kind = kind(p)
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries
}

// head returns the first part of a path, and whether others follow.
func head(p string) (first string, more bool) {
	first, _, more = strings.Cut(p, "/")
	return first, more
}
