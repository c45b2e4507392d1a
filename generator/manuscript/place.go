package manuscript

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/docx"
	"kepu/generator/edit"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// Place is where a manuscript goes.
type Place struct {
	Path string // of the page's file
	Old  bool   // it is there already: its text is replaced; its front matter is kept, and completed
	Name string // what the page is called that is there
}

// Find says where a manuscript goes: to the page of its title where there is one, else to a new file. id is what somebody wants
// the page to be called, "" for none: with it a page of that id is the one whose text is replaced.
// ok is false for the text of a base that has no page: a base begins with more than a text.
func (m *Manuscript) Find(content fs.FS, c *catalog.Catalog, id string) (p Place, ok bool) {
	if m.Sort == "base" {
		for _, b := range c.Bases {
			if id != "" && b.ID == id || id == "" && (fold.Name(b.Name) == fold.Name(m.Title) || fold.Name(m.Title) == fold.Name(b.Name)+"简介" || fold.Name(m.Title) == fold.Name(b.Name)+"介绍") {
				return Place{Path: b.Path, Old: true, Name: b.Name}, true
			}
		}
		return Place{}, false
	}
	list := map[string][]*catalog.Article{"report": c.Reports, "notice": c.Notices, "page": c.Pages}[m.Sort]
	for _, a := range list {
		if id != "" && a.ID == id || id == "" && fold.Name(a.Title) == fold.Name(m.Title) {
			return Place{Path: a.Path, Old: true, Name: a.Title}, true
		}
	}
	sort, _ := fresh.Named(m.Sort)
	for _, name := range c.Drafts { // which are none of the records
		if path.Dir(name) != sort.Dir {
			continue
		}
		title, stem := titleOf(content, name), strings.TrimSuffix(path.Base(name), path.Ext(name))
		if id != "" && stem == id || id == "" && title != "" && fold.Name(title) == fold.Name(m.Title) {
			return Place{Path: name, Old: true, Name: cmp.Or(title, stem)}, true
		}
	}
	return Place{Path: sort.Path(content, form.Answers{"title": m.Title}, id, form.Context{Catalog: c})}, true
}

// titleOf is the title of a page as its file says it; "" where it says none.
func titleOf(content fs.FS, name string) string {
	raw, err := fs.ReadFile(content, name)
	if err != nil {
		return ""
	}
	var ps diag.List // what is wrong is told by who checks the file
	text, _ := source.DecodeText(name, raw, &ps)
	if _, top := form.Open(name, text); top.Field("title") != nil {
		return top.Field("title").Value.Text
	}
	return ""
}

// Change makes the change that writes the manuscript to its place: a new page begins as a draft; of one that is there the text
// is replaced; its front matter keeps what it says, and gets what it does not say. Pictures stand beside the page, under its id; those of
// an earlier import that nothing shows any more go.
//
// kept are the remarks on what the head and the end of the text say and the page does not: it stands in no body, and nowhere else.
func (m *Manuscript) Change(content fs.FS, p Place) (c edit.Change, kept []docx.Remark, err error) {
	raw, err := fs.ReadFile(content, p.Path)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = nil, nil
	}
	if err != nil {
		return edit.Change{}, nil, err
	}
	f, err := edit.Open(p.Path, raw)
	if err != nil {
		return edit.Change{}, nil, err
	}
	if !p.Old {
		err = m.frontMatter(f)
	} else {
		kept, err = m.complete(f, p)
		if _, top := form.Open(p.Path, f.Text()); top.Field("attachments") != nil {
			rest, files := withoutFiles(m.Body)
			if m.Body = rest; files != "" {
				kept = append(kept, docx.Remark{What: diag.M("WORD-FILES", "附件的清单没有写进正文：网页自己会列", "the list of attached files is not in the text: the page has it of its own"), Lost: files})
			}
		}
	}
	if err != nil {
		return edit.Change{}, nil, err
	}
	body := m.Body
	dir, id := path.Dir(p.Path), strings.TrimSuffix(path.Base(p.Path), path.Ext(p.Path))
	var pictures []edit.FileChange
	for i := len(m.Pictures) - 1; i >= 0; i-- {
		one := m.Pictures[i]
		name := freeName(content, dir, id+strings.TrimPrefix(one.Name, "kepu-picture"), one.Data)
		body = strings.ReplaceAll(body, "]("+one.Name+")", "]("+name+")")
		before, err := fs.ReadFile(content, path.Join(dir, name))
		if err == nil && string(before) == string(one.Data) {
			continue // it is there from the last time
		}
		pictures = append([]edit.FileChange{{Path: path.Join(dir, name), After: one.Data}}, pictures...)
	}
	if err := f.SetBody(body); err != nil {
		return edit.Change{}, nil, err
	}
	page, err := f.Change()
	if err != nil {
		return edit.Change{}, nil, err
	}
	if p.Old {
		gone, err := orphans(content, p.Path, string(page.Before), string(page.After))
		if err != nil {
			return edit.Change{}, nil, err
		}
		pictures = append(pictures, gone...)
	}
	what := diag.T("导入了 Word 文档：%s", "a Word document was imported: %s").With(m.Title)
	if p.Old {
		what = diag.T("用 Word 文档换了正文：%s", "its text was replaced from a Word document: %s").With(p.Name)
	}
	return edit.Change{What: what, Files: append([]edit.FileChange{page}, pictures...)}, kept, nil
}

// complete writes into the front matter of a page that is there what it does not say, and returns what it says otherwise.
func (m *Manuscript) complete(f *edit.File, p Place) (kept []docx.Remark, err error) {
	lost := func(what diag.Text, words string) { kept = append(kept, docx.Remark{What: what, Lost: words}) }
	stays := func(name diag.Text, was, words string) {
		lost(diag.M("WORD-KEPT", "网页的%s写的是“%s”，没有改；文里写的没有导入", "the %s of the page is “%s” and stays: that of the text is not taken").With(name, diag.Clip(was, 60)), words)
	}
	title := diag.T("标题", "title")
	if m.Sort == "base" { // whose front matter is about the base, not about its text
		if !m.untitled && fold.Name(m.Title) != fold.Name(p.Name) {
			stays(title, p.Name, m.Title)
		}
		if m.Document != "" {
			lost(diag.M("WORD-NO-DOCUMENT", "基地没有文号这一项，文号没有导入", "a base has no document number: it is not taken"), m.Document)
		}
		return kept, nil
	}
	text := f.Text()
	_, top := form.Open(p.Path, text)
	day := ""
	if m.Date.Known() {
		day = m.Date.String()
	}
	for _, x := range []struct {
		key   string
		name  diag.Text
		words string // as the text says it
		value edit.Value
		lost  string
	}{
		{"title", title, m.Title, edit.Text(m.Title), m.Title},
		{"date", diag.T("日期", "date"), day, edit.Day(m.Date), m.Date.Chinese()},
		{"author", diag.T("署名", "author"), m.Author, edit.Text(m.Author), m.Author},
		{"source", diag.T("来源", "source"), m.Source, edit.Text(m.Source), m.Source},
		{"document", diag.T("文号", "document number"), m.Document, edit.Text(m.Document), m.Document},
	} {
		if x.words == "" || x.key == "title" && m.untitled {
			continue
		}
		was := ""
		if old := top.Field(x.key); old != nil {
			if was = strings.TrimSpace(old.Value.Text); old.Value.Kind != tomldoc.String {
				was = text[old.Value.Start:old.Value.End]
			}
		}
		switch {
		case was == "":
			err = errors.Join(err, f.Set(edit.Top(), x.key, x.value))
		case x.key == "date" && sameDay(was, m.Date):
		case fold.Name(was) != fold.Name(x.words):
			stays(x.name, was, x.lost)
		}
	}
	return kept, err
}

// sameDay reports whether a date as somebody wrote it is a day.
func sameDay(was string, d date.Date) bool {
	is, fault := date.Parse(was)
	return fault == date.None && is == d
}

// freeName is a name that no other picture has, or one of the same bytes.
func freeName(content fs.FS, dir, name string, data []byte) string {
	ext := path.Ext(name)
	for n, free := 1, name; ; n++ {
		if n > 1 {
			free = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
		}
		there, err := fs.ReadFile(content, path.Join(dir, free))
		if err != nil || string(there) == string(data) {
			return free
		}
	}
}

// frontMatter writes what is known of the page.
func (m *Manuscript) frontMatter(f *edit.File) error {
	set := func(key string, v edit.Value) error { return f.Set(edit.Top(), key, v) }
	text := func(key, s string) error {
		if s == "" {
			return nil
		}
		return set(key, edit.Text(s))
	}
	err := text("title", m.Title)
	if m.Date != (date.Date{}) {
		err = errors.Join(err, set("date", edit.Day(m.Date)))
	}
	switch {
	case m.Years[0] == 0:
	case m.Years[0] == m.Years[1]:
		err = errors.Join(err, set("year", edit.Int(int64(m.Years[0]))))
	default:
		err = errors.Join(err, set("year", edit.List(edit.Int(int64(m.Years[0])), edit.Int(int64(m.Years[1])))))
	}
	return errors.Join(err, text("kind", m.Kind), text("author", m.Author), text("source", m.Source), text("document", m.Document), set("draft", edit.Bool(true)))
}
