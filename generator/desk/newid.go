package desk

import (
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/rename"
	"kepu/generator/source"
)

var noBaseAnyMore = diag.T("不再是基地了：不要删这一页，以前的记录还要用它。名称被撤销的，在命名文件里记一条撤销；关门、搬走的，在“更多”里填“到哪天为止是科普教育基地”。",
	"Where it is no base any more, do not delete the page: older records stand on it. A title that was revoked is a revocation among the namings; of one that was closed, fill in until when it was a base.")

func idAddress(path string) string { return "id?" + url.Values{"file": {path}}.Encode() }

// withoutName takes a new name of a base out of the assignments: it is changed together with the other names.
func withoutName(list []form.Assignment, now form.Answers) (rest []form.Assignment, renames bool) {
	for _, a := range list {
		if a.Key == "name" && !a.Remove && !form.Same(now["name"], "") {
			renames = true
			continue
		}
		rest = append(rest, a)
	}
	return rest, renames
}

// idView is what newid.html shows.
type idView struct {
	Action, Back string
	Old, ID      string
	Address      string // of the page now
	Wrong        *form.Slip
}

// newID answers for another id of a base: what it does to addresses, what would change, and the change.
func (d *Desk) newID(w http.ResponseWriter, r *http.Request) {
	site, _ := d.o.Now()
	path := r.URL.Query().Get("file")
	var base *catalog.Base
	if site != nil {
		for _, b := range site.Records().Catalog.Bases {
			if b.Path == path {
				base = b
			}
		}
	}
	if base == nil {
		d.nothing(w)
		return
	}
	v := idView{Action: idAddress(path), Back: editAddress(form.Base.Name, path, 0), Old: base.ID, ID: base.ID, Address: address.Base(base)}
	show := func(status int) {
		d.show(w, status, "newid", &frame{Title: diag.T("改网址里的编号", "Another id in addresses"), Lead: diag.Same(base.Name), Path: "list/base", View: &v})
	}
	if r.Method != http.MethodPost {
		show(http.StatusOK)
		return
	}
	if err := parse(w, r); err != nil {
		d.tooLarge(w, r)
		return
	}
	v.ID = strings.TrimSpace(r.PostForm.Get("id"))
	if r.PostForm.Get("act") == "back" {
		show(http.StatusOK)
		return
	}
	if v.ID == v.Old {
		v.Wrong = &form.Slip{What: diag.T("编号和原来一样，没有什么要改。", "That is the id that it has: nothing is to be changed.")}
		show(http.StatusUnprocessableEntity)
		return
	}
	content := folder.New(d.o.Content)
	records := site.Records()
	in := catalog.Input{Files: records.Parsed, Others: records.Others, Asset: func(name string) *source.Asset {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			return nil
		}
		return source.ReadAsset(name, data)
	}}
	c, err := rename.ID(in, content, v.Old, v.ID)
	var refused *edit.Refused
	var stale *edit.Stale
	switch {
	case errors.As(err, &refused):
		v.Wrong = &form.Slip{What: refused.What, Mend: refused.Mend}
		for _, p := range refused.Problems {
			v.Wrong = &form.Slip{What: p.What, Mend: p.Mend}
			break
		}
		show(http.StatusUnprocessableEntity)
		return
	case errors.As(err, &stale):
		v.Wrong = &form.Slip{What: diag.T("文件刚才被别的程序改过。", "A file was changed by some program just now."), Mend: diag.T("请再点一次", "press once more")}
		d.o.Refresh()
		show(http.StatusConflict)
		return
	case err != nil:
		d.failed(w, r, err)
		return
	}
	d.lookAndSave(w, r, proposal{change: c, action: v.Action, carry: []hidden{{"id", v.ID}}, record: form.Base.Name, back: v.Action})
}
