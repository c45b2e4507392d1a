// Package desk is where people who keep a site write it in their browser: forms over the
// files of content/, beside the preview of the site that they make.
//
// # What it is
//
// A Desk is an http.Handler. Below /_desk/ it shows its own pages; every other address is the
// preview's. The text files stay the only truth: a form reads the file when it is opened and,
// when it is sent, changes what its user changed and nothing else, through package edit. Each
// change is shown first, as a sentence, as the lines that will differ and with what check would
// say of it; what is saved can be taken back.
//
// All of it works without a script: pages are plain forms. Scripts add what is quicker with them.
//
// # Two people at once
//
// A form carries what it showed (the fields named was.…). When the file has changed meanwhile,
// by another desk or in Notepad, what its user changed is put onto the file as it is now, and
// where both changed the same thing both are shown; nothing is written before that was seen.
//
// # Who may ask
//
// This machine only, and only the browser that was let in by the address which the
// program printed: packages loopback. The preview's pages need no session.
package desk

import (
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/loopback"
	"kepu/generator/photocache"
	"kepu/generator/presence"
	"kepu/generator/site"
)

// Root is where the desk's addresses begin.
const Root = "/_desk/"

// Options say what the desk stands on.
type Options struct {
	Preview http.Handler                                       // answers for all addresses but the desk's
	Now     func() (*site.Site, diag.List)                     // the last good site, nil when there is none, and what is wrong with the content as it is
	Try     func(content fs.FS) (*site.Site, diag.List, error) // makes the site of other content, which is shown nowhere
	Refresh func()                                             // makes the preview look at the content at once
	Content string                                             // the content folder, as the user names it
	Clock   func() time.Time                                   //
	Today   func() date.Date                                   //
	Lang    diag.Lang                                          // of what the desk says
	Style   []byte                                             // the style sheet of the site, on which the desk's own stands
	Icon    []byte                                             // of the site, an SVG: for the browser's tab
	Output  Output                                             // what makes the site in its folder
	Photos  *photocache.Cache                                  // what is made of photos; nil: the last few, in memory
	Explain func(error) diag.Text                              // puts an error of the machine into words; nil: the desk does
	Entered func()                                             // is told that a browser was let in, so that there is another entrance; nil: nobody
	Others  func() []presence.Other                            // the other desks that are open over the content; nil: nobody looks
}

// Desk answers requests for one content folder.
type Desk struct {
	o        Options
	session  *loopback.Session
	history  *history.Store
	pages    *template.Template
	lives    lives
	due      dueMemory
	judged   lastJudged
	works    works
	received received
	fresh    atomic.Pointer[string] // the name of what was saved and not seen on the home yet
}

// New returns a desk that nobody has been let in to yet. An error is the machine's.
func New(o Options) (*Desk, error) {
	kept, err := history.Open(o.Content)
	if err != nil {
		return nil, err
	}
	if o.Photos == nil {
		o.Photos = photocache.New("")
	}
	d := &Desk{o: o, session: loopback.NewSession(), history: kept}
	d.pages = template.Must(template.New("").Funcs(template.FuncMap{
		"t":  func(zh, en string) string { return diag.T(zh, en).In(o.Lang) },
		"in": func(t diag.Text) string { return t.In(o.Lang) },
	}).ParseFS(files, "pages/*.html"))
	return d, nil
}

//go:embed pages
var files embed.FS

// Entrance is the path that lets a browser in, once; then there is another one, which Options.Entered is told.
func (d *Desk) Entrance() string { return Root + "enter?key=" + d.session.Entrance() }

// ServeHTTP implements http.Handler.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, ours := strings.CutPrefix(r.URL.Path, Root)
	if !ours {
		d.o.Preview.ServeHTTP(w, r)
		return
	}
	loopback.Protect(w.Header())
	guard := loopback.Guard{Methods: []string{http.MethodGet, http.MethodHead, http.MethodPost}}
	if status := guard.Refusal(w, r); status != 0 {
		http.Error(w, http.StatusText(status), status)
		return
	}
	switch path {
	case "enter":
		d.enter(w, r)
		return
	case "style.css":
		d.style(w)
		return
	case "icon.svg": // without one the browser would ask the preview for favicon.ico
		w.Header().Set("Content-Type", "image/svg+xml")
		w.Write(d.o.Icon)
		return
	case "desk.js":
		d.file(w, "pages/desk.js", "text/javascript; charset=utf-8")
		return
	}
	if r.Method == http.MethodPost && path != "photo/add" && path != "import" && path != "fill" { // files are read one by one
		if err := parse(w, r); err != nil && d.session.Has(r) {
			d.tooLarge(w, r)
			return
		}
	}
	if !d.session.Has(r) {
		d.notSaved(w, r, http.StatusForbidden, frame{Title: diag.T("这里要从 kepu 打开的网址进来", "Come in by the address that kepu opened")})
		return
	}
	d.route(w, r, path)
}

// enter lets a browser in that has the entrance. A GET may: it gives, and changes, nothing but the cookie. A browser
// that was let in already goes on to the desk by any of its addresses, and uses none up.
func (d *Desk) enter(w http.ResponseWriter, r *http.Request) {
	if !d.session.Has(r) {
		if r.Method != http.MethodGet || !d.session.LetIn(w, r, r.URL.Query().Get("key")) {
			d.show(w, http.StatusForbidden, "stranger", &frame{Title: diag.T("这个网址已经用过，或者过时了", "This address was used already, or is out of date")})
			return
		}
		if d.o.Entered != nil {
			d.o.Entered()
		}
	}
	http.Redirect(w, r, Root, http.StatusSeeOther)
}

func (d *Desk) style(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Write(d.o.Style)
	sheets, _ := fs.Glob(files, "pages/*.css") // desk.css, and one for each part that has a look of its own
	for _, name := range sheets {
		own, _ := files.ReadFile(name) // it is built in
		w.Write(own)
	}
}

func (d *Desk) file(w http.ResponseWriter, name, contentType string) {
	data, err := files.ReadFile(name)
	if err != nil {
		http.NotFound(w, nil)
		return
	}
	w.Header().Set("Content-Type", contentType)
	w.Write(data)
}
