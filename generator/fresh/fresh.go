// Package fresh makes new records of content/: which sorts there are, what each begins with, which
// file it goes into, and the change that writes it.
//
// In come the sort of record, what was answered (as package form shows and reads it) and the
// content folder; out comes an edit.Change that nothing has been written of. A page gets a file
// of its own, named by an id that nothing else in its section has: by pinyin of its name where nobody chooses
// one. An entry goes into the log where those of its year are, in that file's style. Pages of prose begin as drafts
// that say what is left to write.
//
// What is not answered is not written. Nothing here asks the clock, a person or the command
// line: the program's commands and its desk add records through this one way.
package fresh

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/form"
	"kepu/generator/pinyin"
	"kepu/generator/source"
)

// Sort is something that can be new.
type Sort struct {
	Names  []string // what people call it; the first is the one in addresses
	Title  diag.Text
	Record form.Record
	Dir    string       // of pages: the folder that their files are in; "" of entries
	Begin  form.Answers // what it has where nothing else is said
	Body   string       // of a page
}

const toWrite = "（待补：正文。写好以后删去这一段，再删去 draft = true 那一行。）"

// Sorts are all there are, in the order in which people need them.
var Sorts = []Sort{
	{Names: []string{"base", "基地"}, Title: diag.T("基地", "base"), Record: form.Base, Dir: "bases"},
	{Names: []string{"activity", "活动"}, Title: diag.T("活动", "activity"), Record: form.Activity},
	{Names: []string{"annual", "年度数据"}, Title: diag.T("年度数据", "annual return"), Record: form.Annual},
	{Names: []string{"naming", "命名", "designation"}, Title: diag.T("命名", "naming"), Record: form.Designation},
	{Names: []string{"revocation", "撤销"}, Title: form.Revocation.Title, Record: form.Revocation},
	{Names: []string{"rating", "考核结果"}, Title: form.Rating.Title, Record: form.Rating},
	{Names: []string{"offer", "能提供的"}, Title: form.Offer.Title, Record: form.Offer},
	{Names: []string{"want", "想要的"}, Title: form.Want.Title, Record: form.Want},
	{Names: []string{"notice", "通知"}, Title: diag.T("通知", "notice"), Record: form.Article, Dir: "notices", Begin: draft, Body: toWrite},
	{Names: []string{"report", "总结"}, Title: diag.T("总结", "report"), Record: form.Article, Dir: "reports", Begin: draft, Body: toWrite},
	{Names: []string{"page", "页面"}, Title: diag.T("页面", "page"), Record: form.Article, Dir: "pages", Begin: draft, Body: toWrite},
	{Names: []string{"route", "路线"}, Title: diag.T("研学路线", "study route"), Record: form.Route, Dir: "routes", Begin: draft, Body: toWrite},
}

var draft = form.Answers{"draft": "true"}

// Named returns the sort that a word means, in either language.
func Named(word string) (Sort, bool) {
	for _, s := range Sorts {
		if slices.Contains(s.Names, strings.ToLower(word)) {
			return s, true
		}
	}
	return Sort{}, false
}

// Name is the sort in addresses.
func (s Sort) Name() string { return s.Names[0] }

// IsPage reports whether each of the sort has a file of its own.
func (s Sort) IsPage() bool { return s.Dir != "" }

// Path returns the file that a new one goes into: of a page a free one, by the id that was asked for or by pinyin;
// of an entry the log that has those of its year, "" where the answers tell no year.
func (s Sort) Path(content fs.FS, answers form.Answers, id string, in form.Context) string {
	if !s.IsPage() {
		return form.File(in.Catalog, s.Record, answers, in)
	}
	if id == "" {
		id = pinyin.Slug(answers["name"]+answers["title"], "")
	}
	if !source.IsID(id) {
		id = strings.Trim("new-"+id, "-")
	}
	for n, free := 1, id; ; n++ {
		if n > 1 {
			free = fmt.Sprintf("%s-%d", id, n)
		}
		if !s.Taken(content, free, in.Catalog) {
			return s.Dir + "/" + free + ".md"
		}
	}
}

// Taken reports whether a page of the sort has that id.
func (s Sort) Taken(content fs.FS, id string, c *catalog.Catalog) bool {
	entries, _ := fs.ReadDir(content, s.Dir)
	for _, e := range entries {
		stem := strings.ToLower(strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
		if stem == id || pinyin.Slug(stem, "") == id {
			return true
		}
	}
	return s.Dir == "bases" && c != nil && slices.ContainsFunc(c.Bases, func(b *catalog.Base) bool { return b.ID == id })
}

// Change makes the change that writes a new one into the file of that path. The assignments are those of
// form.Changes for the answers.
func (s Sort) Change(content fs.FS, name string, list []form.Assignment, answers form.Answers) (edit.Change, error) {
	raw, err := fs.ReadFile(content, name)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = nil, nil
	}
	if err != nil {
		return edit.Change{}, err
	}
	f, err := edit.Open(name, raw)
	if err != nil {
		return edit.Change{}, err
	}
	if s.IsPage() {
		// A list of tables stands below all keys, or it would take them in.
		slices.SortStableFunc(list, func(a, b form.Assignment) int { return min(len(a.Rows), 1) - min(len(b.Rows), 1) })
		if err = form.Write(f, edit.Top(), list); err == nil && s.Body != "" {
			err = f.SetBody(s.Body)
		}
	} else {
		err = f.Append(s.Record.List, form.Fields(list))
	}
	if err != nil {
		return edit.Change{}, err
	}
	change, err := f.Change()
	what := diag.T("记一条%s：%s", "a new %s: %s")
	if s.IsPage() {
		what = diag.T("新加了%s：%s", "a new %s: %s")
	}
	return edit.Change{What: what.With(s.Title, s.Record.Call(answers)), Files: []edit.FileChange{change}}, err
}

// Like returns what a new entry has that is like another one, whose answers are given: without dates, figures and
// what was written about that one, for what happened then did not happen again because of it.
func Like(fields []form.Field, other form.Answers) form.Answers {
	a := form.Answers{}
	naming := slices.ContainsFunc(fields, func(x form.Field) bool { return x.Key == "batch" })
	for _, x := range fields {
		switch {
		case naming && slices.Contains([]string{"batch", "document", "bases", "others", "note"}, x.Key): // each batch has its own
		case x.Kind == form.Number, x.Kind == form.Decimal, x.Kind == form.Day, x.Kind == form.Time:
		case slices.Contains([]string{"status", "summary", "link", "sources", "register", "rating"}, x.Key):
		default:
			a[x.Key] = other[x.Key]
		}
	}
	return a
}
