package desk

import (
	"net/http"
	"net/url"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/form"
	"kepu/generator/history"
)

// save writes a change, with the old bytes into the history first, and shows that it is done.
func (d *Desk) save(w http.ResponseWriter, r *http.Request, c edit.Change, back string) {
	entry, err := d.history.Save(c, d.o.Clock())
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.done(w, r, entry, back)
}

// done leads on from a change that was made.
func (d *Desk) done(w http.ResponseWriter, r *http.Request, e history.Entry, back string) {
	d.o.Refresh()
	d.fresh.Store(&e.ID)
	http.Redirect(w, r, Root+"saved?"+url.Values{"entry": {e.ID}, "back": {back}}.Encode(), http.StatusSeeOther)
}

// savedView is what saved.html shows.
type savedView struct {
	Says   diag.Text
	Entry  string // that can be taken back
	Page   string // of the site that shows it; "" where there is none
	Next   []navItem
	Errors int // in the content now
}

// saved shows what was written and what can be done next.
func (d *Desk) saved(w http.ResponseWriter, r *http.Request) {
	entry, err := d.history.Entry(r.URL.Query().Get("entry"))
	if err != nil {
		d.nothing(w)
		return
	}
	v := savedView{Says: entry.What, Entry: entry.ID}
	s, problems := d.o.Now()
	v.Errors, _ = problems.Count()
	if s != nil && len(entry.Files) > 0 {
		v.Page = pageOf(s.Records().Catalog, entry.Files[0].Path)
	}
	if rec, ok := form.Named(r.URL.Query().Get("back")); ok {
		for _, n := range newOnes(rec) {
			if strings.HasPrefix(n.Path, "new/") && rec.List != "" {
				v.Next = append(v.Next, navItem{Name: diag.T("再记一条%s", "Another %s").With(rec.Title), Path: n.Path})
			}
		}
		v.Next = append(v.Next, navItem{Name: diag.T("回到%s", "All: %s").With(rec.Title), Path: "list/" + rec.Name})
	}
	if len(entry.Files) > 0 && hasBody(entry.Files[0].Path) {
		words := diag.T("改正文", "Its text")
		if entry.Files[0].Before == history.None {
			words = diag.T("写正文", "Write its text")
		}
		v.Next = append([]navItem{{Name: words, Path: bodyAddress(entry.Files[0].Path)}, {Name: diag.T("加照片", "Add photos"), Path: photoAddress("", entry.Files[0].Path, "")}}, v.Next...)
	}
	d.show(w, http.StatusOK, "saved", &frame{Title: diag.T("已保存", "Saved"), Path: "saved", View: &v})
}
