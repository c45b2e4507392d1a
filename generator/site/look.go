package site

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/theme"
)

// look is a theme together with the bytes that it was made from. These are in
// memory: a theme that is being worked on does not change a site that was made.
type look struct {
	*theme.Theme
	files snapshot
	sum   [sha256.Size]byte            // of all files
	pages map[string][sha256.Size]byte // of those that the pages of a layout are made with
}

// theme returns the theme that site.toml names, in the colours that it gives; the one that was
// there before when its files are the same. The problems are what it gives in vain.
func (m *Maker) theme(s *source.Site, siteFile *diag.File) (*look, diag.List, error) {
	dir, err := m.opts.Theme(s.Theme)
	var none *NoTheme
	if errors.As(err, &none) {
		return nil, diag.List{none.problem(s, siteFile)}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	files, err := snapshotOf(dir, m.opts.Below)
	if err != nil {
		return nil, nil, fmt.Errorf("read theme: %w", err)
	}
	if refused := files.recolour(s.ThemeColours, siteFile); len(refused) > 0 {
		return nil, refused, nil
	}
	sum := files.sum(func(string) bool { return true })
	if m.look != nil && m.look.sum == sum {
		return m.look, nil, nil
	}
	var before *theme.Theme
	if m.look != nil {
		before = m.look.Theme
	}
	t, err := before.Renew(files)
	if err != nil {
		return nil, nil, err
	}
	l := &look{Theme: t, files: files, sum: sum, pages: map[string][sha256.Size]byte{}}
	shared := files.sum(func(name string) bool {
		top, _, _ := strings.Cut(name, "/")
		return top != "layouts" // pages name the assets by what they hold
	})
	for _, layout := range t.Layouts() {
		own := files.sum(func(name string) bool { return name == "layouts/"+layout+".html" })
		l.pages[layout] = sha256.Sum256(append(own[:], shared[:]...))
	}
	m.look = l
	return l, nil, nil
}

// snapshot is a folder of files in memory.
type snapshot struct {
	files map[string]leaf
	paths []string // sorted
}

// leaf is a file of a snapshot.
type leaf struct {
	data []byte
	mode fs.FileMode // its type: 0 for a file
}

// snapshotOf reads what a theme is made of: the files of dir, and those of below that dir does
// not have. Either may be nil.
func snapshotOf(dir, below fs.FS) (snapshot, error) {
	s := snapshot{files: map[string]leaf{}}
	for _, layer := range []fs.FS{dir, below} {
		if layer == nil {
			continue
		}
		if err := s.read(layer); err != nil {
			return s, err
		}
	}
	slices.Sort(s.paths)
	return s, nil
}

// read adds the files of a folder that are not there yet.
func (s *snapshot) read(dir fs.FS) error {
	return fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && !slices.Contains([]string{"parts", "layouts", "assets"}, strings.SplitN(name, "/", 2)[0]):
			return fs.SkipDir // somebody's notes, .git
		case d.IsDir():
			return nil
		}
		if _, above := s.files[name]; above {
			return nil
		}
		f := leaf{mode: d.Type()}
		info, err := fs.Stat(dir, name)
		if err == nil && info.Mode().IsRegular() { // also where a link leads, but no pipe
			f.data, err = fs.ReadFile(dir, name)
		}
		if err != nil {
			return err
		}
		s.files[name] = f
		s.paths = append(s.paths, name)
		return nil
	})
}

// sum returns the sum of the files that are wanted.
func (s snapshot) sum(wanted func(name string) bool) (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, name := range s.paths {
		if wanted(name) {
			s.add(h, name)
		}
	}
	h.Sum(sum[:0])
	return sum
}

func (s snapshot) add(h hash.Hash, name string) {
	f := s.files[name]
	fmt.Fprintf(h, "%q %v %d\n", name, f.mode, len(f.data))
	h.Write(f.data)
}

// Open implements fs.FS.
func (s snapshot) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if f, ok := s.files[name]; ok {
		return &file{Reader: bytes.NewReader(f.data), info: info{name: path.Base(name), size: int64(len(f.data)), kind: f.mode}}, nil
	}
	if entries := list(s, s.paths, name, func(file string) fs.FileMode { return s.files[file].mode }); entries != nil {
		return &folder{info: info{name: path.Base(name), dir: true}, entries: entries}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadFile implements fs.ReadFileFS.
func (s snapshot) ReadFile(name string) ([]byte, error) {
	f, err := s.Open(name)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(f)
}
