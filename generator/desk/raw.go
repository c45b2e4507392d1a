package desk

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
)

// rawView is what raw.html shows: some lines of a file as they are written.
type rawView struct {
	Action string
	Text   string
	Rows   int
	First  int // the line of the file that they begin with, from 1
	Faults []fault
	Hidden []hidden
	Forms  []navItem // forms for the same place
	Notice *diag.Text
}

// place answers for the lines of a file around a place: an entry of a log, a page as a whole. It is the
// door for what no form can open, because its lines cannot be read.
func (d *Desk) place(w http.ResponseWriter, r *http.Request) {
	path := d.moved(r.URL.Query().Get("file"))
	line, _ := strconv.Atoi(r.URL.Query().Get("line")) // none is the first
	if err := edit.CheckPath(path); err != nil {
		d.notFound(w, r, err)
		return
	}
	raw, err := folder.New(d.o.Content).ReadFile(path)
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	f, err := edit.Open(path, raw)
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	text := diag.NewFile(path, f.Text())
	start, end := around(text.Text, path, line)
	v := rawView{Action: "place?" + r.URL.RawQuery, Text: text.Text[start:end], First: text.LineOf(start), Hidden: []hidden{{"was", text.Text[start:end]}}}
	if r.Method == http.MethodPost {
		d.takeRaw(w, r, f, path, start, end, v)
		return
	}
	_, problems := d.o.Now()
	var here diag.List
	last := v.First + strings.Count(v.Text, "\n")
	for _, p := range problems {
		if p.Place.File == path && p.Place.Line >= v.First && p.Place.Line <= last {
			here = append(here, p)
		}
	}
	v.Faults, _ = d.faults(here, mostFaults)
	d.showRaw(w, http.StatusOK, path, text, start, v)
}

func (d *Desk) showRaw(w http.ResponseWriter, status int, path string, text *diag.File, start int, v rawView) {
	v.Rows = min(max(6, strings.Count(v.Text, "\n")+2), 30)
	if rec, ok := recordAt(path, text, start); ok {
		at := start
		if rec.List == "" {
			at = 0
		}
		v.Forms = []navItem{{Name: diag.T("用表格改", "Use the form"), Path: editAddress(rec.Name, path, at)}}
	}
	d.show(w, status, "raw", &frame{Title: diag.T("改原文", "The lines as they are written"),
		Lead: diag.T("%s，从第 %d 行起", "%s, from line %d").With(path, v.First), Path: "place", View: &v})
}

// takeRaw takes in the lines that were sent in the place of those from start up to end.
func (d *Desk) takeRaw(w http.ResponseWriter, r *http.Request, f *edit.File, path string, start, end int, v rawView) {
	if err := parse(w, r); err != nil {
		d.tooLarge(w, r)
		return
	}
	was, typed := lines(r.PostForm.Get("was")), lines(r.PostForm.Get("text"))
	text := diag.NewFile(path, f.Text())
	if now := text.Text[start:end]; now != was { // the lines have moved, or were changed
		at := strings.Index(text.Text, was)
		if was == "" || at < 0 || strings.Contains(text.Text[at+1:], was) {
			v.Text, v.Hidden = typed, []hidden{{"was", now}}
			v.Notice = new(diag.T("这几行刚才被别人或别的程序改过，没有保存。现在文件里是：\n%s", "These lines were changed by somebody or some program just now; nothing was saved. The file has: \n%s").With(now))
			d.showRaw(w, http.StatusConflict, path, text, start, v)
			return
		}
		start, end = at, at+len(was)
	}
	if strings.HasSuffix(was, "\n") && !strings.HasSuffix(typed, "\n") && typed != "" {
		typed += "\n"
	}
	v.Text, v.Hidden = typed, []hidden{{"was", was}}
	err := f.Splice(edit.Splice{Start: start, End: end, New: typed})
	var change edit.FileChange
	if err == nil {
		change, err = f.Change()
	}
	var refused *edit.Refused
	switch {
	case errors.As(err, &refused):
		v.Faults = d.unwritten(refused.Problems)
		if len(v.Faults) == 0 {
			v.Faults = []fault{{Error: true, What: refused.What.In(d.o.Lang), Mend: refused.Mend.In(d.o.Lang), Where: path}}
		}
		d.showRaw(w, http.StatusUnprocessableEntity, path, text, start, v)
		return
	case err != nil:
		d.failed(w, r, err)
		return
	}
	c := edit.Change{What: diag.T("改了 %s 第 %d 行起的原文", "changed %s from line %d on").With(path, v.First), Files: []edit.FileChange{change}}
	j, err := d.judge(c)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if j.errors.HasErrors() {
		v.Faults = d.unwritten(j.errors)
		d.showRaw(w, http.StatusUnprocessableEntity, path, text, start, v)
		return
	}
	answer := sent{act: r.PostForm.Get("act"), seen: r.PostForm.Get("seen")}
	switch {
	case agreed(answer, c):
		d.save(w, r, c, "")
		return
	case answer.act == "back":
		d.showRaw(w, http.StatusOK, path, text, start, v)
		return
	}
	look := lookView{Action: v.Action, Hidden: []hidden{{"was", was}, {"text", typed}}, Doubts: d.unwritten(j.warnings)}
	d.showLook(w, answer, c, look, diag.Text{}, "place")
}

// unwritten are the faults of what stands in no file yet.
func (d *Desk) unwritten(l diag.List) []fault {
	list, _ := d.faults(l, mostFaults)
	for i := range list {
		list[i].Edit, list[i].Form, list[i].Repair = "", "", ""
	}
	return list
}

// around returns the lines that are shown for a line: of a page all, of other files the entry that it
// stands in, from its comments to the next one's.
func around(text, path string, line int) (start, end int) {
	if strings.HasSuffix(path, ".md") {
		return 0, len(text)
	}
	at := 0
	for range line - 1 {
		n := strings.IndexByte(text[at:], '\n')
		if n < 0 {
			break
		}
		at += n + 1
	}
	rest := text[at:]
	first, _, _ := strings.Cut(rest, "\n")
	start = at
	if !header(first) {
		start = 0
		for i := at; i > 0; {
			i = strings.LastIndexByte(text[:i-1], '\n') + 1
			l, _, _ := strings.Cut(text[i:], "\n")
			if header(l) {
				start = i
				break
			}
		}
	}
	end = len(text)
	for i := at; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		if l, _, _ := strings.Cut(text[i:], "\n"); header(l) {
			end = i
			break
		}
	}
	return start, end
}

// header reports whether a line begins an entry.
func header(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " \t"), "[[") }

// recordAt says which record's form is for a place of a file.
func recordAt(path string, text *diag.File, start int) (form.Record, bool) {
	first, _, _ := strings.Cut(text.Text[start:], "\n")
	list := strings.Trim(strings.TrimSpace(first), "[] ")
	for _, rec := range form.Records {
		if rec.List != "" && rec.List == list && header(first) {
			return rec, true
		}
	}
	switch {
	case strings.HasPrefix(path, "bases/") && strings.HasSuffix(path, ".md"):
		return form.Base, true
	case strings.HasPrefix(path, "reports/"), strings.HasPrefix(path, "notices/"), strings.HasPrefix(path, "pages/"):
		return form.Article, strings.HasSuffix(path, ".md")
	case strings.HasPrefix(path, "routes/"):
		return form.Route, strings.HasSuffix(path, ".md")
	}
	return form.Record{}, false
}

// placeAddress is the path of the page for a place, below Root.
func placeAddress(path string, line int) string {
	v := url.Values{"file": {path}}
	if line > 0 {
		v.Set("line", strconv.Itoa(line))
	}
	return "place?" + v.Encode()
}
