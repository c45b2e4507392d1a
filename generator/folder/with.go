package folder

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// With returns the folder as it would be with some files changed: by their paths, the bytes of each,
// nil for one that would be gone. The disk stays as it is, and what is not changed is read from it.
// A folder of it is listed by fs.ReadDir, not by opening it.
func (f Folder) With(files map[string][]byte) fs.FS { return Over(f, files) }

// Over is With for files of any kind. It tells what below tells of the files that are not changed (Stamp).
func Over(below fs.FS, files map[string][]byte) fs.FS { return changed{below, files} }

type changed struct {
	below fs.FS
	files map[string][]byte
}

// Open implements fs.FS.
func (c changed) Open(name string) (fs.File, error) {
	data, ok := c.files[name]
	switch {
	case ok && data == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case ok:
		return &open{Reader: bytes.NewReader(data), info: info{path.Base(name), int64(len(data)), 0o444}}, nil
	}
	return c.below.Open(name)
}

// ReadFile implements fs.ReadFileFS.
func (c changed) ReadFile(name string) ([]byte, error) {
	data, ok := c.files[name]
	switch {
	case ok && data == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case ok:
		return slices.Clone(data), nil
	}
	return fs.ReadFile(c.below, name)
}

// ReadDir implements fs.ReadDirFS.
func (c changed) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(c.below, name)
	added := c.added(name)
	if err != nil && len(added) == 0 {
		return nil, err
	}
	list = slices.DeleteFunc(slices.Clone(list), func(e fs.DirEntry) bool {
		_, ours := c.files[path.Join(name, e.Name())]
		return ours || slices.ContainsFunc(added, func(a fs.DirEntry) bool { return a.Name() == e.Name() })
	})
	list = append(list, added...)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// added returns the changed files that a folder holds, and the folders below it that hold some.
func (c changed) added(dir string) (list []fs.DirEntry) {
	seen := map[string]bool{}
	for name, data := range c.files {
		rest := name
		if dir != "." {
			var ok bool
			if rest, ok = strings.CutPrefix(name, dir+"/"); !ok {
				continue
			}
		}
		first, _, deeper := strings.Cut(rest, "/")
		if data == nil || seen[first] {
			continue
		}
		seen[first] = true
		i := info{first, int64(len(data)), 0o444}
		if deeper {
			i = info{first, 0, fs.ModeDir | 0o555}
		}
		list = append(list, fs.FileInfoToDirEntry(i))
	}
	return list
}

// Stat implements fs.StatFS.
func (c changed) Stat(name string) (fs.FileInfo, error) {
	if data, ok := c.files[name]; ok {
		if data == nil {
			return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
		}
		return info{path.Base(name), int64(len(data)), 0o444}, nil
	}
	i, err := fs.Stat(c.below, name)
	if err != nil && len(c.added(name)) > 0 {
		return info{path.Base(name), 0, fs.ModeDir | 0o555}, nil
	}
	return i, err
}

// Stamp is that of what is below, and tells nothing of what is changed.
func (c changed) Stamp(name string) any {
	if _, ok := c.files[name]; ok {
		return nil
	}
	if s, ok := c.below.(interface{ Stamp(string) any }); ok {
		return s.Stamp(name)
	}
	return nil
}

type open struct {
	io.Reader
	info info
}

func (o *open) Stat() (fs.FileInfo, error) { return o.info, nil }
func (o *open) Close() error               { return nil }

type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }
