package desk

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/form"
	"kepu/generator/measure"
)

// ofView is what of.html shows: the ways from a page of the site to the forms of what it is made from.
type ofView struct {
	Parts []ofPart
	Empty diag.Text
}

type ofPart struct {
	Name diag.Text
	Rows []row
	More int
}

// of answers for the ways from a page of the site: with an id to an entry on it, with what to the records that
// a figure on it lacks.
func (d *Desk) of(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	c := d.catalog()
	if c == nil {
		d.show(w, http.StatusOK, "of", &frame{Title: changeThis, Path: "of", View: &ofView{Empty: noList}})
		return
	}
	page := q.Get("page")
	if id := q.Get("id"); id != "" {
		if a := entryAt(c, page, id); a != nil {
			http.Redirect(w, r, Root+editAddress(form.Activity.Name, a.Path, int(a.Span.Start)), http.StatusSeeOther)
			return
		}
		d.nothing(w)
		return
	}
	if what := q.Get("what"); what != "" {
		d.lacking(w, c, page, what)
		return
	}
	parts := d.madeFrom(c, page)
	if len(parts) == 1 && len(parts[0].Rows) == 1 && parts[0].Rows[0].Body == "" {
		http.Redirect(w, r, Root+parts[0].Rows[0].Path, http.StatusSeeOther)
		return
	}
	v := ofView{Parts: parts}
	if len(parts) == 0 {
		v.Empty = diag.T("这一页全是从别处的记录算出来的，没有自己的文字。请从桌面上面的栏目进去改。", "This page is worked out from records of other pages and has no words of its own. Change them from the parts above.")
	}
	d.show(w, http.StatusOK, "of", &frame{Title: changeThis, Path: "of", View: &v})
}

var (
	changeThis = diag.T("改这一页", "Change this page")
	noList     = diag.T("内容里有错误，还列不出来。请先改正桌面上列出的错误。", "The content has errors, so there is no list yet. Mend what the desk lists first.")
)

// entryAt returns the activity that is listed in full on a page under an id, or nil.
func entryAt(c *catalog.Catalog, page, id string) *catalog.Activity {
	entries := address.List(c.Activities)
	for _, a := range c.Activities {
		if address.EntryID(a) == id && entries.Page(a) == page {
			return a
		}
	}
	return nil
}

// madeFrom returns the forms of the records that a page of the site is about.
func (d *Desk) madeFrom(c *catalog.Catalog, page string) (parts []ofPart) {
	add := func(name diag.Text, rows ...row) {
		if len(rows) > 0 {
			parts = append(parts, firstOf(ofPart{Name: name, Rows: rows}))
		}
	}
	for _, b := range c.Bases {
		if address.Base(b) != page {
			continue
		}
		add(diag.T("基地的资料", "The base"), row{Name: b.Name, Note: diag.T("名称、地址、开放时间、照片……", "name, address, hours …").In(d.o.Lang), Path: editAddress(form.Base.Name, b.Path, 0), Body: bodyAddress(b.Path)})
		var rows []row
		for _, a := range b.Activities {
			rows = append(rows, activityRow(a))
		}
		add(diag.T("它的活动", "Its activities"), rows...)
		rows = nil
		for i := len(b.Annuals) - 1; i >= 0; i-- {
			rows = append(rows, annualRow(b.Annuals[i]))
		}
		add(diag.T("它的年度数据", "Its returns"), rows...)
		add(diag.T("新的", "New"), row{Name: diag.T("记一项活动", "an activity").In(d.o.Lang), Path: "new/activity?" + url.Values{"bases": {b.Name}}.Encode()},
			row{Name: diag.T("填年度数据", "a return").In(d.o.Lang), Path: "new/annual?" + url.Values{"base": {b.Name}}.Encode()})
		return parts
	}
	for _, x := range c.Counties {
		if address.County(x) != page && address.Brief(x) != page {
			continue
		}
		var rows []row
		for _, b := range c.Bases {
			if b.County == x {
				rows = append(rows, row{Name: b.Name, Path: editAddress(form.Base.Name, b.Path, 0), Body: bodyAddress(b.Path)})
			}
		}
		add(diag.T("这里的基地", "Its bases"), rows...)
		add(diag.T("县区自己的设置", "The county itself"), row{Name: "site.toml", Note: diag.T("名称、代码、人口", "name, code, population").In(d.o.Lang), Path: placeAddress("site.toml", 1)})
		return parts
	}
	for _, list := range [][]*catalog.Article{c.Reports, c.Notices, c.Pages} {
		for _, a := range list {
			if address.Article(a) == page {
				add(diag.T("这篇文章", "The article"), row{Name: a.Title, Path: editAddress(form.Article.Name, a.Path, 0), Body: bodyAddress(a.Path)})
				return parts
			}
		}
	}
	for _, x := range c.Routes {
		if address.Route(x) == page {
			add(diag.T("这条路线", "The route"), row{Name: x.Title, Path: placeAddress(x.Path, 1)})
			return parts
		}
	}
	if year := yearOf(page); year > 0 {
		var rows []row
		for _, a := range c.In(year) {
			rows = append(rows, activityRow(a))
		}
		add(diag.T("这一年的活动", "The year's activities"), rows...)
		rows = nil
		for _, a := range c.AnnualsIn(year) {
			rows = append(rows, annualRow(a))
		}
		add(diag.T("这一年的年度数据", "The year's returns"), rows...)
		return parts
	}
	if page == address.Home || page == "" {
		add(diag.T("站名、主办单位、县区、级别、类型", "The site's name, organiser, counties, levels, kinds"), row{Name: "site.toml", Path: placeAddress("site.toml", 1)})
	}
	return parts
}

func activityRow(a *catalog.Activity) row {
	return row{Name: a.Title, Note: a.Date.Chinese(), Path: editAddress(form.Activity.Name, a.Path, int(a.Span.Start))}
}

func annualRow(a *catalog.Annual) row {
	return row{Name: a.Base.Name, Note: strconv.Itoa(a.Year) + "年", Path: editAddress(form.Annual.Name, a.Path, int(a.Span.Start))}
}

var yearPage = regexp.MustCompile(`^(?:activities|statistics)/([0-9]{4})`)

// yearOf returns the year that a page is of; 0 of others.
func yearOf(page string) int {
	m := yearPage.FindStringSubmatch(page)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // four digits
	return n
}

// lacking shows the records in the scope of a page that do not give a measure, which a page names by its label.
func (d *Desk) lacking(w http.ResponseWriter, c *catalog.Catalog, page, what string) {
	m, ok := measureOf(c, what)
	if !ok {
		d.nothing(w)
		return
	}
	year := yearOf(page)
	in := func(b *catalog.Base) bool {
		switch dir := path.Dir(page); dir {
		case "bases":
			return address.Base(b) == page
		case "counties":
			return address.County(b.County) == page
		}
		return true
	}
	v := ofView{Empty: diag.T("这里要的数都填了。", "All of it is filled in.")}
	switch m.Sort() {
	case measure.OfReturn:
		d.lackingReturns(&v, c, m, year, in)
	case measure.OfNaming:
		lackingNamings(&v, c)
	default:
		var rows []row
		for _, a := range c.Activities {
			here := path.Dir(page) != "bases" && path.Dir(page) != "counties" || slices.ContainsFunc(a.Bases, in)
			if !here || !a.Counts() || year > 0 && int(a.Date.Year) != year || given(a, m) {
				continue
			}
			rows = append(rows, activityRow(a))
		}
		if len(rows) > 0 {
			v.Parts = append(v.Parts, firstOf(ofPart{Name: diag.T("这些活动没有填%s", "Activities without %s").With(m.Name()), Rows: rows}))
		}
	}
	d.show(w, http.StatusOK, "of", &frame{Title: diag.T("补填：%s", "To be filled in: %s").With(m.Name()), Path: "of", View: &v})
}

// lackingReturns lists the returns without a measure, and the bases without a return.
func (d *Desk) lackingReturns(v *ofView, c *catalog.Catalog, m measure.Measure, year int, in func(*catalog.Base) bool) {
	if year == 0 {
		year = c.Begun()
	}
	var without, none []row
	for _, b := range c.Bases {
		switch a := b.Return(year); {
		case !in(b):
		case a != nil && !a.Figure(m).Known:
			without = append(without, annualRow(a))
		case a == nil && b.LevelAt(date.YearEnd(year)) != nil:
			none = append(none, row{Name: b.Name, Note: b.County.Name, Path: "new/annual?" + url.Values{"base": {b.Name}, "year": {strconv.Itoa(year)}}.Encode()})
		}
	}
	if len(without) > 0 {
		v.Parts = append(v.Parts, firstOf(ofPart{Name: diag.T("%d年的年度数据里没有填%s", "Returns of %d without %s").With(year, m.Name()), Rows: without}))
	}
	if len(none) > 0 {
		v.Parts = append(v.Parts, firstOf(ofPart{Name: diag.T("%d年没有年度数据", "No return for %d").With(year), Rows: none}))
	}
}

// lackingNamings lists the batches of which something is not known that the number of bases depends on.
func lackingNamings(v *ofView, c *catalog.Catalog) {
	var ends, names []row
	for _, x := range slices.Backward(c.Designations) {
		if x.NoEndKnown {
			ends = append(ends, namingRow(x))
		}
		if !x.Complete || x.Total > int64(len(x.Bases)+len(x.Others)) {
			names = append(names, namingRow(x))
		}
	}
	if len(ends) > 0 {
		v.Parts = append(v.Parts, firstOf(ofPart{Name: diag.T("这些批次的有效期没有查到", "Batches of which nobody knows until when they are valid"), Rows: ends}))
	}
	if len(names) > 0 {
		v.Parts = append(v.Parts, firstOf(ofPart{Name: diag.T("这些批次的名称没有查全", "Batches of which not all names are known"), Rows: names}))
	}
}

func namingRow(x *catalog.Designation) row {
	return row{Name: x.Date.Chinese() + " " + x.Level.Name, Note: x.Batch, Path: editAddress(form.Designation.Name, x.Path, int(x.Span.Start))}
}

// firstOf leaves of a part what is shown at once.
func firstOf(p ofPart) ofPart {
	if len(p.Rows) > mostRows {
		p.Rows, p.More = p.Rows[:mostRows], len(p.Rows)-mostRows
	}
	return p
}

// measureOf returns the measure that a label of a page names: 参加人次.
func measureOf(c *catalog.Catalog, label string) (measure.Measure, bool) {
	label = strings.TrimSpace(label)
	for _, m := range c.Measures() {
		if m.Name() == label {
			return m, true
		}
	}
	return measure.Measure{}, false
}

func given(a *catalog.Activity, m measure.Measure) bool {
	for i, x := range measure.InActivity {
		if x == m {
			return a.Activity.Figures[i].Known
		}
	}
	return true // the number of activities and of sessions are always known
}
