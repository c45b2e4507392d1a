package desk

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/source"
)

// bodyView is what body.html shows: the text of a page in a box, and the page that it makes.
type bodyView struct {
	Action, Live string // paths below Root: where the form goes, and where a script asks for the page
	AddPhoto     string // where a script sends photos, below Root
	Text, Was    string
	Rows         int
	Notice       *diag.Text
	Theirs       *string // what the file has now, where both have changed it
	Found        found
	Frame        string // the path of the page that the text makes, below Root; "" where it makes none
	Draft        bool   // the site does not have the page
	Doors        []navItem
	Quotable     *quotable // nil where there is no site yet
}

// found is what is wrong with a text.
type found struct {
	Faults    []bodyFault // in the text
	Elsewhere []fault     // in the rest of the content, which keeps the page from being made
	Reason    *diag.Text  // why there is no page of it; nil where there is one
}

// bodyFault is a fault with its line in the box.
type bodyFault struct {
	fault
	Line int // from 1; 0: nowhere in particular
}

// hasBody reports whether a file of content/ is a page with a text below its settings.
func hasBody(path string) bool {
	switch source.SectionOf(path) {
	case source.BaseFile, source.ReportFile, source.NoticeFile, source.PageFile, source.RouteFile:
		return true
	}
	return false
}

func bodyAddress(path string) string { return "body?" + url.Values{"file": {path}}.Encode() }

func liveAddress(path string) string { return "live?" + url.Values{"file": {path}}.Encode() }

// prose is a page's text in its file as it is now.
type prose struct {
	path, called string // called: the page's name, its file's where it has none
	raw          []byte
	file         *edit.File
}

// openProse opens the page at a path of content/.
func (d *Desk) openProse(path string) (*prose, error) {
	path = d.moved(path)
	if err := edit.CheckPath(path); err != nil {
		return nil, err
	}
	if !hasBody(path) {
		return nil, errGone
	}
	raw, err := folder.New(d.o.Content).ReadFile(path)
	if err != nil {
		return nil, err
	}
	p := &prose{path: path, called: path, raw: raw}
	if p.file, err = edit.Open(path, raw); err != nil {
		return nil, err
	}
	_, top := form.Open(path, p.file.Text())
	for _, key := range []string{"name", "title"} {
		if f := top.Field(key); f != nil && strings.TrimSpace(f.Value.Text) != "" {
			p.called = strings.TrimSpace(f.Value.Text)
		}
	}
	return p, nil
}

// body answers for the text of a page: it shows it, says what would change, and writes it.
func (d *Desk) body(w http.ResponseWriter, r *http.Request) {
	p, err := d.openProse(r.URL.Query().Get("file"))
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	now := p.file.Body()
	if r.Method != http.MethodPost {
		v := bodyView{Text: now, Was: now, Frame: d.standing(p.path)}
		_, problems := d.o.Now()
		if v.Found = d.foundIn(p, now, p.file.Text(), problems); v.Frame != "" {
			v.Found.Elsewhere = nil
		}
		d.showBody(w, http.StatusOK, p, v)
		return
	}
	if err := parse(w, r); err != nil {
		d.tooLarge(w, r)
		return
	}
	typed, was := trimLines(r.PostForm.Get("text")), trimLines(r.PostForm.Get("was"))
	act := r.PostForm.Get("act")
	v := bodyView{Text: typed, Was: now}
	switch {
	case now == was:
	case typed == was || typed == now:
		v.Text = now
		v.Notice = new(diag.T("这一页刚才被别人或别的程序改过，下面是现在的正文。", "The page was changed by somebody or some program just now; this is its text as it is."))
		v.Frame = d.standing(p.path)
		d.showBody(w, http.StatusOK, p, v)
		return
	default:
		v.Notice = new(diag.T("这一页刚才被别人或别的程序改过，没有保存。左边是你写的，右边是文件里现在的；把要留的都放进左边，再保存。", "The page was changed by somebody or some program just now; nothing was saved. What you wrote and what the file has stand side by side: put into yours what shall stay, then save."))
		v.Theirs = &now
		d.showBody(w, http.StatusConflict, p, v)
		return
	}
	switch act {
	case "live":
		t := d.try(p, typed)
		v.Frame, v.Found = t.frame, t.found
		d.showBody(w, http.StatusOK, p, v)
		return
	case "back":
		v.Frame = d.try(p, typed).frame
		d.showBody(w, http.StatusOK, p, v)
		return
	}
	if typed == now {
		v.Notice = new(diag.T("没有改动，所以没有什么要保存。", "Nothing was changed, so there is nothing to save."))
		v.Frame = d.standing(p.path)
		d.showBody(w, http.StatusOK, p, v)
		return
	}
	c, err := p.change(typed)
	var refused *edit.Refused
	if errors.As(err, &refused) {
		v.Found = d.foundIn(p, typed, p.file.Text(), refused.Problems)
		if len(refused.Problems) == 0 {
			v.Found.Reason = new(refused.What)
		}
		v.Frame = d.standing(p.path)
		d.showBody(w, http.StatusUnprocessableEntity, p, v)
		return
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	j, err := d.judge(c)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if j.errors.HasErrors() {
		v.Found = d.foundIn(p, typed, p.file.Text(), j.errors)
		v.Frame = d.standing(p.path)
		d.showBody(w, http.StatusUnprocessableEntity, p, v)
		return
	}
	answer := sent{act: act, seen: r.PostForm.Get("seen")}
	if agreed(answer, c) {
		d.save(w, r, c, recordOf(p.path))
		return
	}
	look := lookView{Action: bodyAddress(p.path), Hidden: []hidden{{"was", now}, {"text", typed}}, Doubts: d.unwritten(j.warnings)}
	d.showLook(w, answer, c, look, diag.Text{}, "list/"+recordOf(p.path))
}

// change makes the change of the page's text.
func (p *prose) change(text string) (edit.Change, error) {
	if err := p.file.SetBody(text); err != nil {
		return edit.Change{}, err
	}
	f, err := p.file.Change()
	if err != nil {
		return edit.Change{}, err
	}
	return edit.Change{What: diag.T("改了“%s”的正文", "changed the text of “%s”").With(p.called), Files: []edit.FileChange{f}}, nil
}

// recordOf is the name of the sort of record that a page is; "" for none.
func recordOf(path string) string {
	switch {
	case source.SectionOf(path) == source.BaseFile:
		return form.Base.Name
	case source.SectionOf(path) == source.RouteFile:
		return form.Route.Name
	}
	return form.Article.Name
}

// trimLines is a text as it goes into a page: without the empty lines around it.
func trimLines(s string) string { return strings.Trim(lines(s), "\n") }

// foundIn parts problems into those of a text, with their lines in the box, and the others. Whole is
// the page's file with that text.
func (d *Desk) foundIn(p *prose, text, whole string, problems diag.List) (f found) {
	first := bodyLine(p.path, whole)
	var rest diag.List
	for _, x := range problems {
		if x.Place.File != p.path || x.Place.Line > 0 && x.Place.Line < first {
			if x.Severity == diag.Error {
				rest = append(rest, x)
			}
			continue
		}
		if len(f.Faults) == mostFaults {
			continue
		}
		b := bodyFault{fault: d.fault(x)}
		b.Edit, b.Where = "", ""
		if x.Place.Line > 0 {
			b.Line = min(x.Place.Line-first+1, strings.Count(text, "\n")+1)
			b.Where = diag.T("第 %d 行", "line %d").With(b.Line).In(d.o.Lang)
		}
		f.Faults = append(f.Faults, b)
	}
	f.Elsewhere, _ = d.faults(rest, 5)
	return f
}

// bodyLine is the line of a page's file that its text begins with.
func bodyLine(path, whole string) int {
	f := diag.NewFile(path, whole)
	_, _, at, ok := source.FrontMatter(f)
	if !ok {
		return 1
	}
	at += len(whole[at:]) - len(strings.TrimLeft(whole[at:], "\n"))
	return f.LineOf(at)
}

func (d *Desk) showBody(w http.ResponseWriter, status int, p *prose, v bodyView) {
	v.Action, v.Live, v.AddPhoto = bodyAddress(p.path), liveAddress(p.path), photoAddress("add", p.path, "")
	v.Quotable, v.Draft = d.quotable(), p.isDraft()
	v.Rows = min(max(18, strings.Count(v.Text, "\n")+4), 40)
	if rec := recordOf(p.path); rec != "" {
		v.Doors = append(v.Doors, navItem{Name: diag.T("改表格里的各项", "The form of its settings"), Path: editAddress(rec, p.path, 0)})
	}
	v.Doors = append(v.Doors, navItem{Name: diag.T("照片", "Photos"), Path: photoAddress("", p.path, "")})
	policy := w.Header().Get("Content-Security-Policy")
	w.Header().Set("Content-Security-Policy", policy+"; frame-src 'self'") // for the page beside the box
	path := ""
	if rec := recordOf(p.path); rec != "" {
		path = "list/" + rec
	}
	d.show(w, status, "body", &frame{Title: diag.T("改正文", "The text of a page"), Lead: diag.Same(p.called), Path: path, View: &v})
}
