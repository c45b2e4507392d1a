package desk

import (
	"net/http"

	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/presence"
	"kepu/generator/repair"
)

// homeView is the desk's first page. It shows a few of everything, and so costs what a few cost: the
// pages that it leads to have the rest.
type homeView struct {
	Saved            *entryView  // that was saved since this page was seen
	Others           []diag.Text // desks that are open besides this one
	NoBase           bool        // there is a site, and no base on it
	Reading          bool        // the content is being read for the first time
	Empty            bool        // there is no site yet, for there are errors
	Errors, Warnings int
	Groups           []faultGroup
	Rest             int // problems of groups that are not shown
	Repairs          int // problems that can be repaired at once
	Due              dueView
	Recent           []entryView
	Published        *entryView // the content that the site was made of; nil where that is not known
}

// How much of each thing the home shows.
const (
	mostGroups = 12
	mostRecent = 5
)

func (d *Desk) home(w http.ResponseWriter, r *http.Request) {
	s, problems := d.o.Now()
	v := homeView{Empty: s == nil && problems.HasErrors()}
	v.Reading = s == nil && !v.Empty
	v.NoBase = s != nil && len(s.Records().Catalog.Bases) == 0
	v.Errors, v.Warnings = problems.Count()
	v.Groups, v.Rest = d.groups(problems, mostGroups)
	v.Repairs = repair.Count(problems)
	if s != nil {
		v.Due = d.dueView(s, dueAsked{most: mostOfKindAtHome})
	}
	d.recent(r, &v)
	if d.o.Others != nil {
		for _, o := range d.o.Others() {
			v.Others = append(v.Others, otherDesk(o))
		}
	}
	f := &frame{Title: diag.T("桌面", "Desk"), View: &v}
	if v.Reading {
		f.Again = 1
	}
	d.show(w, http.StatusOK, "home", f)
}

// recent fills in what was saved last, and what of it is not on the site yet.
func (d *Desk) recent(r *http.Request, v *homeView) {
	list, _, err := d.history.Page(mostRecent, "", func(e history.Entry) bool { return e.Kind.Ours() })
	if err != nil {
		return // the page of the history says why
	}
	published, known := d.history.LastPublished()
	if known {
		v.Published = &entryView{Time: dayOf(published.Time).In(d.o.Lang) + " " + published.Time.Local().Format("15:04"), ID: published.ID}
	}
	fresh := d.fresh.Load()
	stands := d.history.Stands(list...)
	for i, e := range list {
		x := d.entryView(e, stands[i], 0, 0)
		x.Time = dayOf(e.Time).In(d.o.Lang) + " " + x.Time
		x.Unpublished = known && e.ID > published.ID
		v.Recent = append(v.Recent, x)
		if fresh != nil && e.ID == *fresh && r.Method == http.MethodGet {
			v.Saved = &x
			d.fresh.CompareAndSwap(fresh, nil)
		}
	}
}

// otherDesk tells of another desk that is open.
func otherDesk(o presence.Other) diag.Text {
	where := diag.T("别处", "somewhere else")
	switch {
	case o.Here:
		where = diag.T("这台电脑上", "on this machine")
	case o.Machine != "":
		where = diag.T("另一台电脑（%s）上", "on another machine (%s)").With(o.Machine)
	}
	since := diag.Text{}
	if !o.Since.IsZero() {
		since = diag.T("，从 %s 起", ", since %s").With(o.Since.Local().Format("1月2日 15:04"))
		since.EN = ", since " + o.Since.Local().Format("2006-01-02 15:04")
	}
	return diag.T("另一个桌面也开着：在%s%s。两边改同一处时，后保存的会先看到对方改了什么，不会互相盖掉。", "Another desk is open %s%s. Where both change the same thing, who saves later is shown first what the other changed; neither writes over the other.").With(where, since)
}
