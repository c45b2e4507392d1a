package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/site"
	"kepu/generator/tomldoc"
	"kepu/generator/webheader"
)

// lives are the sites of texts that somebody is writing, the last one of each file.
type lives struct {
	mu   sync.Mutex
	made int // how many there have been: each has a number
	list []live
}

type live struct {
	key, n int // of the file, and of what was made of it
	path   string
	site   *site.Site
}

// mostLives is how many files may be written at once with their pages beside them. A site holds
// a city's records, though most of them are shared with the others.
const mostLives = 4

// keep holds the newest site of a file, in the place of the one before.
func (l *lives) keep(path string, s *site.Site) live {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.made++
	x := live{key: l.made, n: l.made, path: path, site: s}
	if i := slices.IndexFunc(l.list, func(o live) bool { return o.path == path }); i >= 0 {
		x.key = l.list[i].key
		l.list = slices.Delete(l.list, i, i+1)
	} else if len(l.list) == mostLives {
		l.list = slices.Delete(l.list, 0, 1)
	}
	l.list = append(l.list, x)
	return x
}

// of returns the newest site of the file of a key; nil when it is kept no more.
func (l *lives) of(key int) *site.Site {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, x := range l.list {
		if x.key == key {
			return x.site
		}
	}
	return nil
}

// frame holds a site and returns the path of the page of a file in it; "" when it has none.
func (l *lives) frame(path string, s *site.Site) string {
	if s == nil {
		return ""
	}
	page := madeBy(s.Records().Catalog, path)
	if page == "" {
		return ""
	}
	x := l.keep(path, s)
	return fmt.Sprintf("live/%d/%s?%d", x.key, page, x.n) // another address each time, or a frame would not load it
}

// madeBy returns the page of the site that a file's text stands on.
func madeBy(c *catalog.Catalog, path string) string {
	for _, r := range c.Routes {
		if r.Path == path {
			return address.Route(r)
		}
	}
	return pageOf(c, path)
}

// standing returns the page of a file as the site has it; of a draft as it would be.
func (d *Desk) standing(path string) string {
	s, _ := d.o.Now()
	if s != nil && madeBy(s.Records().Catalog, path) != "" {
		return d.lives.frame(path, s)
	}
	p, err := d.openProse(path)
	if err != nil {
		return ""
	}
	return d.try(p, p.file.Body()).frame
}

// trial is what has come of a text that is written nowhere.
type trial struct {
	frame string // the path of its page; "" where there is none
	found found
}

// try makes the site with another text of a page. A draft is taken for none: who writes it sees its page.
func (d *Desk) try(p *prose, text string) trial {
	f, err := edit.Open(p.path, p.raw)
	if err == nil {
		err = f.SetBody(text)
	}
	if err == nil && p.isDraft() {
		err = f.Remove(edit.Top(), "draft")
	}
	var change edit.FileChange
	if err == nil {
		change, err = f.Change()
	}
	var refused *edit.Refused
	switch {
	case errors.As(err, &refused):
		t := trial{found: d.foundIn(p, text, f.Text(), refused.Problems)}
		t.found.Reason = new(mendFirst)
		if len(refused.Problems) == 0 {
			t.found.Reason = new(refused.What)
		}
		return t
	case err != nil:
		return trial{found: found{Reason: new(d.reason(err))}}
	}
	s, problems, err := d.o.Try(folder.New(d.o.Content).With(map[string][]byte{p.path: change.After}))
	if err != nil {
		return trial{found: found{Reason: new(d.reason(err))}}
	}
	t := trial{frame: d.lives.frame(p.path, s), found: d.foundIn(p, text, f.Text(), problems)}
	switch {
	case t.frame != "":
		t.found.Elsewhere = nil
	case slices.ContainsFunc(t.found.Faults, func(f bodyFault) bool { return f.Error }):
		t.found.Reason = new(mendFirst)
	case len(t.found.Elsewhere) > 0:
		t.found.Reason = new(diag.T("别的地方有错误，所以做不出网页；正文可以接着写", "There are errors elsewhere, so no page can be made; you can go on writing"))
	default:
		t.found.Reason = new(diag.T("网站上没有这一页", "The site does not have this page"))
	}
	return t
}

// isDraft reports whether the page is left out of the site.
func (p *prose) isDraft() bool {
	_, top := form.Open(p.path, p.file.Text())
	draft := top.Field("draft")
	return draft != nil && draft.Value.Kind == tomldoc.Bool && draft.Value.Bool
}

var mendFirst = diag.T("改好下面的错误，网页就会更新", "When the errors below are mended the page comes up to date")

// live answers for the page beside a text: what a text that is sent makes, and the files of that site.
func (d *Desk) live(w http.ResponseWriter, r *http.Request, name string) {
	if name != "" {
		d.liveFile(w, r, name)
		return
	}
	if r.Method != http.MethodPost {
		d.nothing(w)
		return
	}
	p, err := d.openProse(r.URL.Query().Get("file"))
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	if err := parse(w, r); err != nil {
		d.tooLarge(w, r)
		return
	}
	t := d.try(p, trimLines(r.PostForm.Get("text")))
	var b bytes.Buffer
	if err := d.pages.ExecuteTemplate(&b, "found", &t.found); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // a fault of ours, which tests meet
		return
	}
	answer := struct {
		Page  string `json:"page"`  // where the page is; "" when the last one stays
		Found string `json:"found"` // what is wrong, as HTML
	}{Found: b.String()}
	if t.frame != "" {
		answer.Page = Root + t.frame
	}
	d.json(w, answer)
}

func (d *Desk) json(w http.ResponseWriter, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // cannot happen: texts and numbers
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(data)
}

// script is an element of a page's scripts. Texts have none: what they say of one is escaped.
var script = regexp.MustCompile(`(?s)<script\b[^>]*>.*?</script>\n?`)

// liveFile sends a file of the site of a text. Unlike all other pages it may stand in a frame, one of the
// desk's own, and none of its scripts run.
func (d *Desk) liveFile(w http.ResponseWriter, r *http.Request, name string) {
	number, name, _ := strings.Cut(name, "/")
	key, err := strconv.Atoi(number)
	s := d.lives.of(key)
	if err != nil || s == nil || r.Method == http.MethodPost || strings.HasSuffix(name, ".js") {
		http.NotFound(w, r)
		return
	}
	data, err := s.ReadFile(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if strings.HasSuffix(name, ".html") {
		data = script.ReplaceAll(data, nil) // they would not run, and a browser complains of each
	}
	w.Header().Set("X-Frame-Options", "SAMEORIGIN")
	w.Header().Set("Content-Security-Policy", "sandbox allow-same-origin; default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'")
	w.Header().Set("Content-Type", webheader.Of(name).Type)
	w.Write(data)
}
