package desk

import (
	"maps"
	"net/http"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/source"
)

// newRecord answers for the form of a new record: an empty one, or an entry like another but for its day.
func (d *Desk) newRecord(w http.ResponseWriter, r *http.Request, name string) {
	if name == "draft" {
		d.newDraft(w, r)
		return
	}
	sort, ok := fresh.Named(name)
	if !ok {
		d.nothing(w)
		return
	}
	rec, begin := sort.Record, form.Answers{}
	if like := r.URL.Query().Get("like"); like != "" && !sort.IsPage() {
		at, _ := strconv.Atoi(r.URL.Query().Get("at")) // none is the first
		s, err := d.find(rec, like, max(at, 0))
		if err != nil {
			d.notFound(w, r, err)
			return
		}
		fields := rec.Fields(d.catalog())
		begin = fresh.Like(fields, form.Table(fields, s.text, s.table))
	}
	maps.Copy(begin, sort.Begin)
	for key := range r.URL.Query() { // a list of what is due may fill in what it knows
		if key != "like" && key != "at" {
			begin[key] = r.URL.Query().Get(key)
		}
	}
	d.fillIn(w, r, rec, sort, "", -1, begin)
}

// fileFor returns the file that a new record goes into.
func (d *Desk) fileFor(sort fresh.Sort, a form.Answers) string {
	today := d.o.Today()
	id := strings.TrimSpace(a[idField.Key])
	if !source.IsID(id) {
		id = "" // the form will say so
	}
	return sort.Path(folder.New(d.o.Content), a, id, form.Context{Catalog: d.catalog(), Today: today, Year: int(today.Year)})
}

// cut shows what would go with an entry, and takes it out.
func (d *Desk) cut(w http.ResponseWriter, r *http.Request, name string) {
	rec, ok := form.Named(name)
	at, err := strconv.Atoi(r.URL.Query().Get("at"))
	if !ok || rec.List == "" || err != nil || at < 0 {
		d.nothing(w)
		return
	}
	s, err := d.find(rec, r.URL.Query().Get("file"), at)
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	fields := rec.Fields(d.catalog())
	called := rec.Call(form.Table(fields, s.text, s.table))
	if err := s.file.Cut(s.where()); err != nil {
		d.failed(w, r, err)
		return
	}
	f, err := s.file.Change()
	if err != nil {
		d.failed(w, r, err)
		return
	}
	c := edit.Change{What: diag.T("删去一条%s：%s", "deleted a %s: %s").With(rec.Title, called), Files: []edit.FileChange{f}}
	d.lookAndSave(w, r, proposal{change: c, title: diag.T("删去这一条？", "Delete this entry?"), action: "cut/" + rec.Name + "?" + r.URL.RawQuery,
		record: rec.Name, back: editAddress(rec.Name, s.path, at)})
}

// pageOf returns the page of the site that shows what a file says; "" when there is none.
func pageOf(c *catalog.Catalog, path string) string {
	for _, b := range c.Bases {
		if b.Path == path {
			return address.Base(b)
		}
	}
	for _, list := range [][]*catalog.Article{c.Reports, c.Notices, c.Pages} {
		for _, a := range list {
			if a.Path == path {
				return address.Article(a)
			}
		}
	}
	for _, x := range c.Routes {
		if x.Path == path {
			return address.Route(x)
		}
	}
	return ""
}
