package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/due"
	"kepu/generator/duesheet"
	"kepu/generator/form"
	"kepu/generator/site"
)

// dueMemory makes the list of what is due, one at a time: that of the same records is at hand.
type dueMemory struct {
	mu     sync.Mutex
	memory due.Memory
}

// dueOf returns what is due of a site's records today. It must not be changed.
func (d *Desk) dueOf(s *site.Site) []due.Item {
	d.due.mu.Lock()
	defer d.due.mu.Unlock()
	r := s.Records()
	return d.due.memory.List(due.Records{Catalog: r.Catalog, Figures: r.Figures, Parsed: r.Parsed, Others: r.Others}, d.o.Today())
}

// dueView is what is due, or some of it.
type dueView struct {
	All      int // of what was asked for
	Kinds    []dueKind
	Counties []form.Choice // to choose from
	County   string
	Kind     string // the only one that is shown; "" for all
	Print    string // the path of the page to print
	Empty    diag.Text
}

// dueKind are the items of one kind.
type dueKind struct {
	Name    diag.Text
	Urgency diag.Text
	Urgent  bool
	Count   int
	Items   []dueItem
	Do      diag.Text // what all of them ask for; empty where they differ
	Path    string    // of the page with all of them; "" where they are here
	Older   string
}

// dueItem is one thing to do.
type dueItem struct {
	County   string
	What, Do diag.Text // Do is empty where the kind says it for all
	Path     string    // where it is done
}

// How many items of a kind are shown.
const (
	mostOfKindAtHome = 3
	mostOfKind       = 10
	mostOfOneKind    = 100
)

// dueAsked is which items are to be shown.
type dueAsked struct {
	county, kind string
	most, from   int
}

// dueView shows what is due by kinds, the most urgent first.
func (d *Desk) dueView(s *site.Site, ask dueAsked) dueView {
	c := s.Records().Catalog
	items := d.dueOf(s)
	if county := countyOf(c, ask.county); ask.county != "" {
		items = slices.DeleteFunc(slices.Clone(items), func(i due.Item) bool { return county == nil || !i.In(county) })
	}
	v := dueView{All: len(items), County: ask.county, Kind: ask.kind}
	of := make([][]*due.Item, len(due.Kinds())) // an item is large, and there may be fifty thousand
	for i := range items {
		of[items[i].Kind] = append(of[items[i].Kind], &items[i])
	}
	kinds := due.Kinds()
	slices.SortStableFunc(kinds, func(a, b due.Kind) int { // the list has the most urgent of each first
		switch {
		case len(of[a]) == 0 || len(of[b]) == 0:
			return len(of[b]) - len(of[a])
		default:
			return int(of[a][0].Urgency - of[b][0].Urgency)
		}
	})
	for _, k := range kinds {
		list := of[k]
		if len(list) == 0 || ask.kind != "" && ask.kind != k.Key() {
			continue
		}
		x := dueKind{Name: k.Name(), Urgency: list[0].Urgency.Name(), Urgent: list[0].Urgency == due.Overdue, Count: len(list)}
		from := min(ask.from, len(list)-1)
		to := min(from+ask.most, len(list))
		if ask.kind == "" && to < len(list) {
			x.Path = duePath(ask.county, k.Key(), 0)
		}
		if ask.kind != "" && to < len(list) {
			x.Older = duePath(ask.county, k.Key(), to)
		}
		shown := list[from:to]
		if !slices.ContainsFunc(shown, func(i *due.Item) bool { return i.Do != shown[0].Do }) {
			x.Do = shown[0].Do
		}
		for _, i := range shown {
			item := dueItem{What: i.What, Path: d.dueForm(i)}
			if i.County != nil && (i.Base != nil || i.Activity != nil) {
				item.County = i.County.Name
			}
			if x.Do == (diag.Text{}) {
				item.Do = i.Do
			}
			x.Items = append(x.Items, item)
		}
		v.Kinds = append(v.Kinds, x)
	}
	return v
}

func duePath(county, kind string, from int) string {
	v := url.Values{}
	if county != "" {
		v.Set("county", county)
	}
	if kind != "" {
		v.Set("kind", kind)
	}
	if from > 0 {
		v.Set("from", strconv.Itoa(from))
	}
	if len(v) == 0 {
		return "due"
	}
	return "due?" + v.Encode()
}

func countyOf(c *catalog.Catalog, id string) *catalog.County {
	for _, x := range c.Counties {
		if x.ID == id {
			return x
		}
	}
	return nil
}

// dueForm returns the path of the page on which a thing is done.
func (d *Desk) dueForm(i *due.Item) string {
	annual := func() string {
		return "new/annual?" + url.Values{"base": {i.Base.Name}, "year": {strconv.Itoa(i.Year)}}.Encode()
	}
	switch i.Kind {
	case due.PlanPast:
		return d.box(form.Activity, i.Activity.Path, int(i.Activity.Span.Start), i.Key)
	case due.ReturnMissing:
		if i.Base != nil {
			return annual()
		}
	case due.TitleOver, due.TitleEnding, due.TitleUnknown:
		if i.Batch != nil {
			return d.box(form.Designation, i.Batch.Path, int(i.Batch.Span.Start), i.Key)
		}
	case due.NoPhoto:
		return "body?" + url.Values{"file": {i.Base.Path}}.Encode()
	case due.NoLocation, due.NoHours, due.NoPhone, due.Unchecked:
		return d.box(form.Base, i.Base.Path, 0, i.Key)
	case due.Quiet:
		if i.Base != nil {
			return "new/activity?" + url.Values{"bases": {i.Base.Name}}.Encode()
		}
		if i.County != nil {
			return "new/activity?" + url.Values{"county": {i.County.Name}}.Encode()
		}
	case due.Draft, due.Unfinished:
		if strings.HasSuffix(i.Place.File, ".md") {
			return "body?" + url.Values{"file": {i.Place.File}}.Encode()
		}
	}
	if !strings.HasSuffix(i.Place.File, ".md") && !strings.HasSuffix(i.Place.File, ".toml") {
		return ""
	}
	return placeAddress(i.Place.File, i.Place.Line)
}

// listDue answers for all that is due, of a county or of a kind.
func (d *Desk) listDue(w http.ResponseWriter, r *http.Request) {
	s, _ := d.o.Now()
	f := &frame{Title: diag.T("要办的", "What is due"), Path: "due"}
	if s == nil {
		f.View = &dueView{Empty: diag.T("内容里有错误，还列不出来。请先改正桌面上列出的错误。", "The content has errors, so there is no list yet. Mend what the desk lists first.")}
		d.show(w, http.StatusOK, "due", f)
		return
	}
	q := r.URL.Query()
	ask := dueAsked{county: q.Get("county"), kind: q.Get("kind"), most: mostOfKind}
	if ask.kind != "" {
		ask.most = mostOfOneKind
		ask.from, _ = strconv.Atoi(q.Get("from")) // none is the first
		ask.from = max(0, ask.from)
	}
	v := d.dueView(s, ask)
	c := s.Records().Catalog
	today := d.o.Today()
	f.Lead = diag.T("到%s，按记录有 %d 件事。", "As of %s the records show %d things to do.").With(diag.T(today.Chinese(), today.String()), v.All)
	for _, x := range c.Counties {
		v.Counties = append(v.Counties, form.Choice{Value: x.ID, Name: x.Name})
	}
	v.Print = "due/print"
	if ask.county != "" {
		v.Print += "?" + url.Values{"county": {ask.county}}.Encode()
	}
	if len(v.Kinds) == 0 {
		f.Lead = diag.Text{}
		v.Empty = diag.T("到%s，按记录没有要办的事。", "As of %s the records show nothing to do.").With(diag.T(today.Chinese(), today.String()))
	}
	f.View = &v
	d.show(w, http.StatusOK, "due", f)
}

// printDue answers with the sheets to print.
func (d *Desk) printDue(w http.ResponseWriter, r *http.Request) {
	s, _ := d.o.Now()
	if s == nil {
		http.Redirect(w, r, Root+"due", http.StatusSeeOther)
		return
	}
	c, items := s.Records().Catalog, d.dueOf(s)
	if id := r.URL.Query().Get("county"); id != "" {
		county := countyOf(c, id)
		items = slices.DeleteFunc(slices.Clone(items), func(i due.Item) bool { return county == nil || !i.In(county) })
	}
	page, err := duesheet.Page(items, d.o.Today(), c.Site.Organiser.Name)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'") // it stands alone, with its style in it
	w.Write(page)
}
