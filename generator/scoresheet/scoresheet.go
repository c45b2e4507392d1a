// Package scoresheet prints what a scheme makes of the bases: pages for paper and a workbook.
//
// In goes an assess.Result; out comes a Tree of files: index.html (the list of the city), ask.html (what
// to ask whom, county by county), bases/ID.html (a base on a sheet of A4, with boxes to sign),
// all.html (all of those in one to print), scores.xlsx, and ratings.toml (what is certain, to be copied into the
// content once it is published). They are for the office and stand in a folder
// of their own: nothing of them is ever part of the site, and they use neither its theme nor its files.
//
// The pages hold no script, and what they take from content/ is escaped by html/template. What an
// example scheme gives is marked as such on every sheet. Unknown is printed as unknown: words.go
// has the wording, view.go what a page is given, layouts/ how it stands on paper.
package scoresheet

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"time"

	"kepu/generator/assess"
)

//go:embed layouts
var layouts embed.FS

var pages = template.Must(template.ParseFS(layouts, "layouts/*.html"))

// Book is the name of the workbook in a tree, by which a folder is known as one of these.
const Book = "scores.xlsx"

// Of returns the files for a result. Organiser is who runs the site.
func Of(r *assess.Result, organiser string) (*Tree, error) {
	t := &Tree{files: map[string][]byte{}}
	style, err := layouts.ReadFile("layouts/print.css")
	if err != nil {
		return nil, err
	}
	t.files["print.css"] = style
	all := frame{Title: "全部评价表", Root: "", Scheme: headOf(r)}
	for i, s := range r.Sheets {
		v := sheetOf(r, s)
		all.Sheets = append(all.Sheets, v)
		one := frame{Title: s.Base.Name, Root: "../", Scheme: all.Scheme, Sheets: []sheet{v}}
		if i > 0 {
			one.Previous = r.Sheets[i-1].Base.ID + ".html"
		}
		if i+1 < len(r.Sheets) {
			one.Next = r.Sheets[i+1].Base.ID + ".html"
		}
		if err := t.render("bases/"+s.Base.ID+".html", "sheets", one); err != nil {
			return nil, err
		}
	}
	if err := t.render("all.html", "sheets", all); err != nil {
		return nil, err
	}
	if err := t.render("index.html", "list", listOf(r, organiser)); err != nil {
		return nil, err
	}
	if err := t.render("ask.html", "ask", askOf(r)); err != nil {
		return nil, err
	}
	if text := ratings(r); text != "" {
		t.files["ratings.toml"] = []byte(text)
	}
	var book bytes.Buffer
	if err := writeBook(&book, r, organiser); err != nil {
		return nil, err
	}
	t.files[Book] = book.Bytes()
	return t, nil
}

// Tree is the files, an fs.FS.
type Tree struct{ files map[string][]byte }

// Files returns the path of every file, sorted.
func (t *Tree) Files() []string {
	var names []string
	for name := range t.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (t *Tree) render(name, layout string, view any) error {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, layout, view); err != nil {
		return fmt.Errorf("make %s: %w", name, err)
	}
	t.files[name] = b.Bytes()
	return nil
}

// Open implements fs.FS.
func (t *Tree) Open(name string) (fs.File, error) {
	data, ok := t.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &file{bytes.NewReader(data), info{path.Base(name), int64(len(data))}}, nil
}

type file struct {
	*bytes.Reader
	info info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
