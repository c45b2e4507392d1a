package desk

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/form"
)

// notSavedView is what notsaved.html shows: what was typed and is not saved, to be copied or sent once more.
type notSavedView struct {
	What   []typedText
	Again  string   // the path that takes the form once more, below Root; "" where that would change nothing
	Hidden []hidden // the form as it was sent
}

// typedText is what somebody typed into one box.
type typedText struct {
	Label, Text string
	Rows        int
}

// byHand are names of boxes that no person fills in.
var byHand = []string{"act", "seen", "entry", "was", "json"}

// notSaved answers a request that failed: the reason, what was typed, and the ways on. Of a request with nothing
// typed it is the reason alone. A page that is shown to a stranger says nothing but what the stranger has sent.
func (d *Desk) notSaved(w http.ResponseWriter, r *http.Request, status int, why frame) {
	v := notSavedView{}
	if r.Method == http.MethodPost {
		v.What = d.typedTexts(r)
		at := strings.TrimPrefix(r.URL.RequestURI(), Root)
		for _, name := range slices.Sorted(keysOf(r.PostForm)) {
			for _, x := range r.PostForm[name] {
				if name != "act" && name != "seen" {
					v.Hidden = append(v.Hidden, hidden{name, x})
				}
			}
		}
		if len(v.Hidden) > 0 {
			v.Again = at
		}
		if status == http.StatusConflict || status == http.StatusNotFound {
			v.Again = "" // it would end the same way
		}
	}
	name := "notsaved"
	if status == http.StatusForbidden {
		name = "stranger"
	}
	why.View = &v
	d.show(w, status, name, &why)
}

func keysOf(m map[string][]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// typedTexts are the boxes of a form that was sent, without those in which its user changed nothing.
func (d *Desk) typedTexts(r *http.Request) (list []typedText) {
	for _, name := range slices.Sorted(keysOf(r.PostForm)) {
		if slices.Contains(byHand, name) || name == "name" && r.URL.Path == Root+"photo/words" || strings.HasPrefix(name, "take.") || strings.HasPrefix(name, "was.") {
			continue
		}
		text := strings.Trim(lines(strings.Join(r.PostForm[name], "\n")), "\n")
		was, known := r.PostForm["was."+name]
		if name == "text" {
			was, known = r.PostForm["was"]
		}
		if text == "" || known && form.Same(text, lines(strings.Join(was, "\n"))) {
			continue
		}
		list = append(list, typedText{d.labelOf(r, name), text, min(max(2, strings.Count(text, "\n")+1), 30)})
	}
	return list
}

// labelOf is what a box is called on the page that has it.
func (d *Desk) labelOf(r *http.Request, name string) string {
	own := map[string]diag.Text{
		"text": diag.T("你写的", "What you wrote"), "caption": diag.T("照片上是什么", "What the photo shows"),
		"credit": diag.T("谁拍的、从哪里来", "Who took it, or where it is from"), "id": idField.Label, rollField.Key: rollField.Label,
	}
	if t, ok := own[name]; ok {
		return t.In(d.o.Lang)
	}
	part, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, Root), "/")
	records := form.Records
	if part == "edit" || part == "new" {
		records = slices.Clone(records)
		slices.SortStableFunc(records, func(a, b form.Record) int { return notNamed(a, rest) - notNamed(b, rest) })
	}
	key, _, _ := strings.Cut(name, ".")
	for _, rec := range records {
		for _, f := range rec.Fields(nil) {
			if f.Key == key {
				return f.Label.In(d.o.Lang)
			}
		}
	}
	return name
}

func notNamed(r form.Record, name string) int {
	if r.Name == name {
		return 0
	}
	return 1
}

// failed answers where the machine, or another program, stands in the way.
func (d *Desk) failed(w http.ResponseWriter, r *http.Request, err error) {
	why := frame{Title: diag.T("没有保存", "Nothing was saved"), Lead: d.reason(err)}
	if r.Method != http.MethodPost {
		why.Title = diag.T("打不开这一页", "This page cannot be opened")
	}
	status := http.StatusInternalServerError
	var refused *edit.Refused
	var stale *edit.Stale
	var none said
	if errors.As(err, &none) {
		status = http.StatusNotFound
	}
	if errors.As(err, &refused) {
		status = http.StatusUnprocessableEntity
	}
	if errors.As(err, &stale) {
		status = http.StatusServiceUnavailable // what is sent once more meets the file as it is now
	}
	d.notSaved(w, r, status, why)
}

// notFound answers for what is not there, or not any more.
func (d *Desk) notFound(w http.ResponseWriter, r *http.Request, err error) {
	d.notSaved(w, r, http.StatusNotFound, frame{Title: diag.T("找不到这一条", "There is no such record"), Lead: d.reason(err)})
}

func (d *Desk) tooLarge(w http.ResponseWriter, r *http.Request) {
	d.notSaved(w, r, http.StatusRequestEntityTooLarge, frame{Title: diag.T("内容太多，一次存不下", "This is too much for one form"),
		Lead: diag.T("没有保存。按浏览器的“后退”，填的还在；请分几次存。", "Nothing was saved. Go back in the browser, where what you typed still stands, and save it in parts.")})
}

// reason puts an error into words.
func (d *Desk) reason(err error) diag.Text {
	var says interface{ Text() diag.Text }
	var refused *edit.Refused
	switch {
	case errors.As(err, &refused):
		if refused.Mend != (diag.Text{}) {
			return diag.T("%s。%s。", "%s. %s.").With(refused.What, refused.Mend)
		}
		return refused.What
	case errors.As(err, &says):
		return says.Text()
	case errors.Is(err, errGone), errors.Is(err, fs.ErrNotExist):
		return diag.T("它可能刚刚被删去或移到了别处。", "It may have been deleted or moved just now.")
	case d.o.Explain != nil:
		return d.o.Explain(err)
	}
	return diag.T("电脑没有做成：%s", "The machine failed: %s").With(err.Error())
}

// moved is where a file of content/ is now: a base's page that is not there any more may have got, or left, a folder
// of its own.
func (d *Desk) moved(path string) string {
	other := ""
	if id, ok := strings.CutSuffix(path, "/index.md"); ok && strings.HasPrefix(id, "bases/") {
		other = id + ".md"
	} else if id, ok := strings.CutSuffix(path, ".md"); ok && strings.HasPrefix(id, "bases/") && strings.Count(id, "/") == 1 {
		other = id + "/index.md"
	}
	if other == "" || d.there(path) || !d.there(other) {
		return path
	}
	return other
}

func (d *Desk) there(path string) bool {
	info, err := os.Lstat(filepath.Join(d.o.Content, filepath.FromSlash(path)))
	return err == nil && info.Mode().IsRegular()
}

// readOnly are the files of a change that are marked as not to be written: it is told before somebody has looked and
// presses the button.
func (d *Desk) readOnly(c edit.Change) (list diag.List) {
	for _, f := range c.Files {
		info, err := os.Lstat(filepath.Join(d.o.Content, filepath.FromSlash(f.Path)))
		if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&0o200 != 0 {
			continue
		}
		list = append(list, diag.Problem{Severity: diag.Error, Place: diag.Place{File: f.Path},
			What: diag.M("DESK-READONLY", "%s 设成了“只读”，不能改", "%s is marked as read-only and is not changed").With(f.Path),
			Mend: diag.T("请在文件的“属性”里去掉“只读”，再点一次", "take that mark away in the file's properties, then press once more")})
	}
	return list
}
