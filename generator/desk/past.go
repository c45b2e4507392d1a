package desk

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/fold"
	"kepu/generator/history"
	"kepu/generator/pinyin"
)

// How much of the history a page shows.
const (
	mostPast      = 20  // entries
	mostPastFiles = 3   // of an entry in the list
	mostPastLines = 12  // of a file in the list
	mostLines     = 400 // of a file on the page of an entry
	mostOfEntry   = 100 // files on the page of an entry
)

// pastView is what past.html shows: what was changed when.
type pastView struct {
	Ask   string
	Days  []pastDay
	Older string // the path of the page that goes on; "" at the end
	Empty diag.Text
}

type pastDay struct {
	Name    diag.Text
	Entries []entryView
}

// entryView is an entry of the history.
type entryView struct {
	ID, Time string
	Says     diag.Text
	Ours     bool
	Files    []fileView
	Rest     int    // files that are not shown
	Undo     bool   // it can be taken back as a whole
	Again    bool   // it is an undo: taking it back does the thing again
	Path     string // of its page

	Unpublished bool // the site was made without it
}

// past answers for the history: what was changed when, of all files or of those that are looked for.
func (d *Desk) past(w http.ResponseWriter, r *http.Request) {
	ask := strings.TrimSpace(r.URL.Query().Get("q"))
	v := pastView{Ask: ask}
	want := func(history.Entry) bool { return true }
	if ask != "" {
		want = d.pastOf(ask)
	}
	list, more, err := d.history.Page(mostPast, r.URL.Query().Get("before"), want)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	stands := d.history.Stands(list...)
	for i, e := range list {
		name := dayOf(e.Time)
		if n := len(v.Days); n == 0 || v.Days[n-1].Name != name {
			v.Days = append(v.Days, pastDay{Name: name})
		}
		day := &v.Days[len(v.Days)-1]
		day.Entries = append(day.Entries, d.entryView(e, stands[i], mostPastFiles, mostPastLines))
	}
	if more {
		v.Older = "history?" + url.Values{"q": {ask}, "before": {list[len(list)-1].ID}}.Encode()
	}
	if len(list) == 0 {
		v.Empty = diag.T("还没有记录。在这里保存过什么，或者生成、检查过网站，这里就有。", "Nothing yet. What is saved here, and what a build or a check finds changed, will stand here.")
		if ask != "" {
			v.Empty = diag.T("没有和“%s”有关的改动。", "No change has to do with “%s”.").With(ask)
		}
	}
	d.show(w, http.StatusOK, "past", &frame{Title: diag.T("历史", "History"), Lead: diag.T("什么时候改了什么；每一次都可以撤销，每个文件都可以取回以前的样子。", "What was changed when. Each change can be taken back, each file got back as it was."), Path: "history", View: &v})
}

// pastOf returns which entries somebody looks for: by a part of a file's path, of the sentence, or of the
// name of the base whose page the file is.
func (d *Desk) pastOf(ask string) func(history.Entry) bool {
	ask = fold.String(ask)
	named := map[string]bool{} // paths
	if c := d.catalog(); c != nil {
		for _, b := range c.Bases {
			if strings.Contains(fold.String(b.Name), ask) || strings.Contains(pinyin.Slug(b.Name, ""), ask) {
				named[b.Path] = true
			}
		}
	}
	return func(e history.Entry) bool {
		if strings.Contains(fold.String(e.What.In(d.o.Lang)), ask) {
			return true
		}
		return slices.ContainsFunc(e.Files, func(f history.File) bool { return named[f.Path] || strings.Contains(fold.String(f.Path), ask) })
	}
}

// dayOf is the day of a moment, where the reader is.
func dayOf(t time.Time) diag.Text {
	t = t.Local()
	return diag.T(t.Format("2006年1月2日"), t.Format(time.DateOnly))
}

func entryPath(id string) string { return "entry?" + url.Values{"id": {id}}.Encode() }

// entryView shows an entry, whose files stand as it left them or do not, with so many files and lines of each.
func (d *Desk) entryView(e history.Entry, stands bool, files, lines int) entryView {
	v := entryView{ID: e.ID, Time: e.Time.Local().Format("15:04"), Says: e.What, Ours: e.Kind.Ours(), Path: entryPath(e.ID), Again: e.Kind == history.Undo}
	known := !e.First && e.Kind != history.Folded // what was before is known
	v.Undo = known && stands
	if !known {
		v.Rest = len(e.Files)
		return v
	}
	for i, f := range e.Files {
		if i == files {
			v.Rest = len(e.Files) - files
			break
		}
		v.Files = append(v.Files, d.pastFile(e, f, lines))
	}
	return v
}

// pastFile is what an entry changed in a file.
func (d *Desk) pastFile(e history.Entry, f history.File, most int) fileView {
	v := fileView{Path: f.Path, New: f.Before == history.None, Gone: f.After == history.None}
	v.Find = "history?" + url.Values{"q": {f.Path}}.Encode()
	back := url.Values{"file": {f.Path}, "entry": {e.ID}}
	v.After = "restore?" + back.Encode()
	back.Set("before", "1")
	v.Before = "restore?" + back.Encode()
	before, err1 := d.history.Bytes(f.Before)
	after, err2 := d.history.Bytes(f.After)
	if err1 != nil || err2 != nil {
		v.Note = diag.T("内容没有留底：太大，或留底损坏", "its bytes were not kept: too large, or damaged")
		return v
	}
	v.compare(before, after, most)
	return v
}

// entry answers for one entry: all its files and lines, and what can be got back of it.
func (d *Desk) entry(w http.ResponseWriter, r *http.Request) {
	e, err := d.history.Entry(r.URL.Query().Get("id"))
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	d.showEntry(w, http.StatusOK, e, nil)
}

// entryPage is what entry.html shows.
type entryPage struct {
	entryView
	Notice *diag.Text
	Names  []string // of the files of a first or folded entry
}

func (d *Desk) showEntry(w http.ResponseWriter, status int, e history.Entry, notice *diag.Text) {
	v := entryPage{entryView: d.entryView(e, d.history.Stands(e)[0], mostOfEntry, mostLines), Notice: notice}
	if v.Files == nil {
		for _, f := range e.Files[:min(len(e.Files), mostOfEntry)] {
			v.Names = append(v.Names, f.Path)
		}
		v.Rest = len(e.Files) - len(v.Names)
	}
	d.show(w, status, "entry", &frame{Title: diag.T("%s %s", "%s %s").With(dayOf(e.Time), v.Time), Lead: e.What, Path: "history", View: &v})
}

// undo takes an entry back. Who comes from the page that shows what was saved has seen it, and is asked again only
// where something would be wrong then that is not now; all others are shown first what it does.
func (d *Desk) undo(w http.ResponseWriter, r *http.Request) {
	id, p := r.URL.Query().Get("entry"), sent{}
	if r.Method == http.MethodPost {
		var err error
		if p, err = readSent(w, r, nil); err != nil {
			d.tooLarge(w, r)
			return
		}
		if own := r.PostForm.Get("entry"); own != "" {
			id = own
		}
	}
	c, err := d.history.Undo(id)
	var changed *history.Changed
	switch {
	case errors.As(err, &changed):
		d.showEntry(w, http.StatusConflict, changed.Entry, new(diag.T("%s。只是不要那一条记录，就到上面的栏目里打开它，按“删去这一条”；只想退掉一部分，照下面的内容自己改；后来的改动也都不要了，才在下面把文件取回。",
			"%s. If what came later is not wanted either, get the file back below; to take back a part, change it by hand.").With(changed.Text())))
		return
	case err != nil:
		d.failed(w, r, pastError(err))
		return
	}
	if p.act == "back" {
		http.Redirect(w, r, Root+"history", http.StatusSeeOther)
		return
	}
	act := diag.T("撤销", "Take it back")
	if e, _ := d.history.Entry(id); e.Kind == history.Undo {
		act = diag.T("重做", "Do it again")
	}
	seen := agreed(p, c)
	if r.Method == http.MethodPost && p.seen == "" { // what it brings back was seen a moment ago; what that makes of the content now, perhaps not
		j, err := d.judge(c)
		if err != nil {
			d.failed(w, r, err)
			return
		}
		seen = len(j.errors)+len(j.warnings) == 0
	}
	if !seen {
		d.showPast(w, r, c, p, act, "undo?"+url.Values{"entry": {id}}.Encode())
		return
	}
	entry, err := d.history.Make(history.Undo, id, c, d.o.Clock())
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.done(w, r, entry, "")
}

// restore gets a file back as an entry left it, or found it, once that was looked at.
func (d *Desk) restore(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	p := sent{}
	if r.Method == http.MethodPost {
		var err error
		if p, err = readSent(w, r, nil); err != nil {
			d.tooLarge(w, r)
			return
		}
	}
	c, err := d.history.RestoreAs(q.Get("file"), q.Get("entry"), q.Get("before") != "")
	if err != nil {
		d.notFound(w, r, pastError(err))
		return
	}
	if p.act == "back" {
		http.Redirect(w, r, Root+entryPath(q.Get("entry")), http.StatusSeeOther)
		return
	}
	if len(c.Files) == 0 {
		d.show(w, http.StatusOK, "nothing", &frame{Title: diag.T("它现在就是那时的样子", "It is as it was then"), Lead: diag.T("%s 没有要改的。", "There is nothing to change in %s.").With(q.Get("file")), Path: "history"})
		return
	}
	if !agreed(p, c) {
		d.showPast(w, r, c, p, diag.T("取回", "Get it back"), "restore?"+r.URL.RawQuery)
		return
	}
	entry, err := d.history.Make(history.Restore, "", c, d.o.Clock())
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.done(w, r, entry, "")
}

// showPast shows what bringing something back would change. What would be wrong then is told, and does not
// stand in the way: it was so before.
func (d *Desk) showPast(w http.ResponseWriter, r *http.Request, c edit.Change, p sent, act diag.Text, action string) {
	v := lookView{Action: action, Act: act}
	j, err := d.judge(c)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	v.Doubts, v.Refused = d.unwritten(append(j.errors, j.warnings...)), len(d.readOnly(c)) > 0
	d.showLook(w, p, c, v, diag.Text{}, "history")
}

// pastError puts what the history does not have into words.
func pastError(err error) error {
	switch {
	case errors.Is(err, history.ErrLost):
		return said(diag.T("那时的内容没有留底：文件太大，或留底损坏。", "Its bytes were not kept: the file is too large, or what kept it is damaged."))
	case errors.Is(err, history.ErrNone):
		return said(diag.T("留底里没有那时的样子。", "The history does not have it as it was then."))
	}
	return err
}

// said is an error in words for staff.
type said diag.Text

func (s said) Error() string   { return s.EN }
func (s said) Text() diag.Text { return diag.Text(s) }
