package output

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"
)

// Files is a tree in memory: bytes by path.
type Files map[string][]byte

// Files implements Tree.
func (f Files) Files() []string { return slices.Sorted(maps.Keys(f)) }

// Open implements fs.FS; it has no folders.
func (f Files) Open(name string) (fs.File, error) {
	data, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return held{bytes.NewReader(data), path.Base(name)}, nil
}

// held is an open file of Files, and what is known of it.
type held struct {
	*bytes.Reader
	name string
}

func (h held) Stat() (fs.FileInfo, error) { return h, nil }
func (h held) Close() error               { return nil }
func (h held) Name() string               { return h.name }
func (h held) Mode() fs.FileMode          { return 0o444 }
func (h held) ModTime() time.Time         { return time.Time{} }
func (h held) IsDir() bool                { return false }
func (h held) Sys() any                   { return nil }

// With returns the tree with the few files of another, in place of those of the same names.
func With(tree, more Tree) Tree { return added{tree, more, nil} }

// added is a tree with more files, and without some.
type added struct {
	Tree
	more  Tree
	leave []string
}

func (a added) Files() []string {
	names := a.more.Files()
	for _, n := range a.Tree.Files() {
		if !a.has(n) && !slices.Contains(a.leave, n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}

// has reports whether the file is one of those that were added: they are few.
func (a added) has(name string) bool { return slices.Contains(a.more.Files(), name) }

func (a added) Open(name string) (fs.File, error) {
	if a.has(name) {
		return a.more.Open(name)
	}
	return a.Tree.Open(name)
}
