// Package theme turns views into pages: layouts + a view → bytes.
//
// # What a theme is
//
// A theme is a folder: frame.html with the only <html>, parts/*.html with the
// pieces that layouts share, layouts/*.html with one {{define "main"}} for each
// kind of page, and assets/, which goes into the site byte for byte. Each
// layout is given one view, a type of package pages; [Layouts] lists which.
// README.md in themes/default is the same contract for those who draw.
//
// # What is promised
//
// Everything in a theme is read once, by [Load] or [Theme.Renew], and whatever can be known
// before there is content is found there, with the template's file and line:
// text that is not UTF-8, constructs that are not closed, places where
// html/template cannot escape, a template that calls itself, a name that no
// view has, and what the pages' content security policy will not run. To find
// names that no view has, each layout is executed twice, with an empty view of
// its type and with one in which everything is set: html/template looks at a
// field only when it comes to it. [Theme.Renew] promises the same of a theme that was
// edited, and looks only at what the edit touches.
//
// Auto-escaping is on everywhere. A theme has one function of ours, tel, which
// lets through telephone links and nothing else; html/template refuses those.
// It cannot read a clock, the environment or a random number.
//
// A Theme doesn't change after Load and may render from many goroutines.
package theme

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
)

// Theme is a theme that was read and found to be sound.
type Theme struct {
	layouts  map[string]*layout
	names    []string // of layouts, sorted
	assets   fs.FS
	versions versions
	files    map[string]*file // of templates; for Renew
}

// Layouts returns the names of the layouts, sorted: "activities", "base" ….
func (t *Theme) Layouts() []string { return slices.Clone(t.names) }

// Assets returns the files of assets/, which the site shows below assets/.
// It is empty when the theme has none.
func (t *Theme) Assets() fs.FS { return t.assets }

// Version returns what the site asks for a file of Assets by: the beginning of the sum of what that is made from.
func (t *Theme) Version(asset string) string { return t.versions["assets/"+asset] }

// buffers are kept between pages: a page is rendered whole before any of it is
// written, because one that fails half-way must leave nothing.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render writes the page that layout makes of view to w, or nothing at all when
// it fails. The error names the layout, and the template's file and line where
// there is one.
func (t *Theme) Render(w io.Writer, layout string, view any) error {
	l := t.layouts[layout]
	if l == nil {
		return fmt.Errorf("render: the theme has no layout %q", layout)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := l.write(b, view); err != nil {
		return fmt.Errorf("render layout %s: %w", layout, err)
	}
	_, err := w.Write(b.Bytes())
	return err
}
