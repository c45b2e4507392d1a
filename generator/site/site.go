// Package site is the whole site as a file system.
//
// Make runs the stages: source reads each file, catalog links them, figures
// counts, pages decides every file, theme renders. The Site that it gives is an
// fs.FS: a page is rendered when it is read, and the same bytes come whoever
// reads it and however often. Build, zip, check and preview are that one tree
// read in different ways, so they can't disagree.
//
// A Maker makes one site after the other while the content is being worked on;
// maker.go tells how, and why its sites are right.
package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/pages"
	"kepu/generator/photocache"
	"kepu/generator/source"
)

// Site is the finished site: an fs.FS whose files are rendered when they are read.
// It doesn't change and may be read from many goroutines.
type Site struct {
	content fs.FS
	theme   *look
	photos  *photocache.Cache
	files   map[string]pages.File // the pages, data files and pictures
	assets  map[string]string     // path in the site -> path in the theme
	sums    map[string]string     // path in content/ -> SHA-256, of the pictures and attachments
	paths   []string              // of all files, sorted
	records Records
}

// Records are what a site was made from, for those who ask more than its pages tell.
type Records struct {
	Catalog *catalog.Catalog
	Figures *figures.Figures
	Parsed  []*source.Parsed // what each file of the content says, by path
	Others  []string         // the paths of its other files, pictures and attachments, sorted
	files   map[string]*diag.File
}

// File returns the content file at a path, for places in it; nil when there is none.
func (r Records) File(path string) *diag.File { return r.files[path] }

// Count returns how many files of the content were read, besides pictures and attachments.
func (r Records) Count() int { return len(r.files) }

// Records returns what the site was made from.
func (s *Site) Records() Records { return s.records }

// Files returns the path of every file of the site, sorted.
func (s *Site) Files() []string { return slices.Clone(s.paths) }

// Published returns the addresses of the site's pages, sorted; not those of drafts, nor of 404.html.
func (s *Site) Published() []source.Published {
	var list []source.Published
	for _, name := range s.paths {
		if isPage(name) && name != address.NotFound && !s.files[name].Draft {
			list = append(list, source.Published{Address: name, Name: s.files[name].Name})
		}
	}
	return list
}

// ReadFile implements fs.ReadFileFS; it renders the file. A fault of the theme is
// an error that names the template and the page.
func (s *Site) ReadFile(name string) ([]byte, error) {
	if from, ok := s.assets[name]; ok {
		return fs.ReadFile(s.theme.Assets(), from)
	}
	f, ok := s.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	switch {
	case f.Asset != "":
		return s.asset(f.Asset)
	case f.Picture.Asset != "":
		data, err := s.picture(f.Picture)
		if err != nil {
			return nil, fmt.Errorf("make %s of %s: %w", name, f.Picture.Asset, err)
		}
		return data, nil
	}
	data, err := s.made(f)
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", name, err)
	}
	return data, nil
}

// made makes a page or a data file.
func (s *Site) made(f pages.File) ([]byte, error) {
	var b bytes.Buffer
	if f.Write != nil {
		err := f.Write(&b)
		return b.Bytes(), err
	}
	err := s.theme.Render(&b, f.Layout, f.View())
	return b.Bytes(), err
}

// asset reads a picture or an attachment by its path in content/. The pages name it by its sum: bytes that
// no longer agree belong to a later site and are not given out as this one's.
func (s *Site) asset(name string) ([]byte, error) {
	data, err := readFile(s.content, name)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != s.sums[name] {
		return nil, fmt.Errorf("read %s: %w", name, errChanged)
	}
	return data, nil
}

// errChanged says that a file is no longer what the site was made from.
var errChanged = errors.New("the file has changed since the site was made")

// Open implements fs.FS. A data file, which may be of a hundred megabytes, is made while it
// is read, and a fault of it is met there.
func (s *Site) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if entries := list(s, s.paths, name, regular); entries != nil {
		return &folder{info: info{name: path.Base(name), dir: true}, entries: entries}, nil
	}
	if f, ok := s.files[name]; ok && f.Write != nil {
		return &made{name: name, write: f.Write}, nil
	}
	if f, ok := s.files[name]; ok && f.View != nil {
		return s.openPage(f)
	}
	data, err := s.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &file{Reader: bytes.NewReader(data), info: info{name: path.Base(name), size: int64(len(data))}}, nil
}

// openPage renders a page into a buffer that is another page's when the file is closed: ten
// thousand are opened one after the other.
func (s *Site) openPage(f pages.File) (fs.File, error) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	if err := s.theme.Render(b, f.Layout, f.View()); err != nil {
		buffers.Put(b)
		return nil, fmt.Errorf("make %s: %w", f.Path, err)
	}
	return &file{bytes.NewReader(b.Bytes()), info{name: path.Base(f.Path), size: int64(b.Len())}, b}, nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// regular is the type of every file of a site.
func regular(string) fs.FileMode { return 0 }
