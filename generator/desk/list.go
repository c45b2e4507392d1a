package desk

import (
	"net/http"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/pinyin"
	"kepu/generator/site"
)

// listView is what list.html shows.
type listView struct {
	New   []navItem
	Ask   string // what was looked for
	Path  string
	Rows  []row
	More  int
	Empty diag.Text
}

// row leads to the form of a record.
type row struct {
	Name, Note, Path string
	Body             string // the path of its text, if it has one
	Others           string // other names by which it is found
}

// mostRows is how many records are listed at once.
const mostRows = 100

// list answers for the list of the records of a sort.
func (d *Desk) list(w http.ResponseWriter, r *http.Request, name string) {
	rec, ok := form.Named(name)
	if !ok {
		d.nothing(w)
		return
	}
	ask := strings.TrimSpace(r.URL.Query().Get("q"))
	v := listView{Ask: ask, Path: "list/" + name, New: newOnes(rec)}
	s, _ := d.o.Now()
	if s == nil {
		v.Empty = noList
	} else {
		for row := range d.rows(rec, s.Records()) {
			if !matches(row, ask) {
				continue
			}
			if len(v.Rows) == mostRows {
				v.More++
				continue
			}
			v.Rows = append(v.Rows, row)
		}
		if len(v.Rows) == 0 {
			v.Empty = diag.T("没有。", "None.")
		}
	}
	d.show(w, http.StatusOK, "list", &frame{Title: rec.Title, Path: "list/" + name, View: &v})
}

// besidesOf are the records that are seldom written, by those beside which people look for them.
var besidesOf = map[string][]form.Record{
	form.Article.Name:     {form.Route},
	form.Designation.Name: {form.Revocation, form.Rating},
	form.Base.Name:        {form.Offer, form.Want},
}

// newOnes lead to what of a record's sort can be added.
func newOnes(rec form.Record) (doors []navItem) {
	for _, sort := range fresh.Sorts {
		if sort.Record.Name == rec.Name {
			doors = append(doors, navItem{Name: diag.T("新的%s", "New: %s").With(sort.Title), Path: "new/" + sort.Name()})
		}
	}
	for _, other := range besidesOf[rec.Name] {
		doors = append(doors, navItem{Name: diag.T("%s →", "%s →").With(other.Title), Path: "list/" + other.Name})
	}
	return doors
}

// matches reports whether a row is what somebody looks for: some part of its words, or their pinyin.
func matches(r row, ask string) bool {
	if ask == "" {
		return true
	}
	ask = fold.String(ask)
	return strings.Contains(fold.String(r.Name+" "+r.Note+" "+r.Others), ask) || strings.Contains(pinyin.Slug(r.Name, ""), strings.ReplaceAll(ask, " ", ""))
}

// rows yields the records of a sort: drafts, then the newest first, bases by county.
func (d *Desk) rows(rec form.Record, records site.Records) func(yield func(row) bool) {
	c := records.Catalog
	return func(yield func(row) bool) {
		for x := range d.drafts(rec, c) {
			if !yield(x) {
				return
			}
		}
		switch rec.Name {
		case form.Revocation.Name, form.Rating.Name, form.Offer.Name, form.Want.Name:
			for _, x := range d.entries(rec, records.Parsed) {
				if !yield(x) {
					return
				}
			}
		case form.Base.Name:
			for _, b := range c.Bases {
				if !yield(row{Name: b.Name, Note: b.County.Name, Path: editAddress(rec.Name, b.Path, 0), Body: bodyAddress(b.Path), Others: strings.Join(append(b.Alias[:len(b.Alias):len(b.Alias)], b.Short), " ")}) {
					return
				}
			}
		case form.Activity.Name:
			for _, a := range c.Activities {
				note := a.Date.Chinese()
				if len(a.Bases) > 0 {
					note += "　" + a.Bases[0].Name
				}
				if !yield(row{Name: a.Title, Note: note, Path: editAddress(rec.Name, a.Path, int(a.Span.Start))}) {
					return
				}
			}
		case form.Annual.Name:
			for i := len(c.Annuals) - 1; i >= 0; i-- {
				a := c.Annuals[i]
				if !yield(annualRow(a)) {
					return
				}
			}
		case form.Designation.Name:
			for i := len(c.Designations) - 1; i >= 0; i-- {
				if !yield(namingRow(c.Designations[i])) {
					return
				}
			}
		case form.Route.Name:
			for _, x := range c.Routes {
				if !yield(row{Name: x.Title, Path: editAddress(rec.Name, x.Path, 0), Body: bodyAddress(x.Path)}) {
					return
				}
			}
		case form.Article.Name:
			for _, list := range [][]*catalog.Article{c.Reports, c.Notices, c.Pages} {
				for _, a := range list {
					if !yield(row{Name: a.Title, Note: a.Date.Chinese(), Path: editAddress(rec.Name, a.Path, 0), Body: bodyAddress(a.Path)}) {
						return
					}
				}
			}
		}
	}
}
