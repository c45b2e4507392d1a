package desk

import (
	"io/fs"
	"net/http"
	"net/url"
	"strconv"

	"kepu/generator/diag"
	"kepu/generator/folder"
	"kepu/generator/repair"
)

// repairPath is the path of the page that shows what would repair a problem.
func repairPath(p diag.Problem) string {
	return "repair?" + url.Values{"file": {p.Place.File}, "line": {strconv.Itoa(p.Place.Line)}, "column": {strconv.Itoa(p.Place.Column)}, "code": {p.Code()}}.Encode()
}

// mend shows what would repair a problem, or all that can be repaired, and does it once that was seen.
func (d *Desk) mend(w http.ResponseWriter, r *http.Request, all bool) {
	p := sent{}
	if r.Method == http.MethodPost {
		var err error
		if p, err = readSent(w, r, nil); err != nil {
			d.tooLarge(w, r)
			return
		}
		if p.act == "back" {
			http.Redirect(w, r, Root, http.StatusSeeOther)
			return
		}
	}
	plan, err := d.repairs(r.URL.Query(), all)
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	if len(plan.Change.Files) == 0 {
		why := diag.T("可能刚刚改好了。", "They may have been put right just now.")
		if len(plan.Refused) > 0 {
			why = diag.T("%s：%s。请自己改。", "%s: %s. Please do it yourself.").With(plan.Refused[0].Problem.What, plan.Refused[0].Why)
		}
		d.show(w, http.StatusConflict, "nothing", &frame{Title: diag.T("没有能替您改的", "There is nothing that can be put right for you"), Lead: why})
		return
	}
	if agreed(p, plan.Change) {
		d.save(w, r, plan.Change, "")
		return
	}
	v := lookView{Act: diag.T("改好", "Put it right")}
	v.Action = "repair?" + r.URL.RawQuery
	if all {
		v.Action = "repairs"
	}
	switch errs, _ := plan.After.Count(); {
	case len(plan.Refused) > 0:
		v.Notice = new(diag.T("另有 %d 处改了会出别的错，没有改；例如：%s，%s。", "%d others are left alone, for that would make other errors; such as: %s, %s.").With(len(plan.Refused), plan.Refused[0].Problem.What, plan.Refused[0].Why))
	case all && errs > 0:
		v.Notice = new(diag.T("改好这些以后还有 %d 处错误，要人来改。", "After these %d errors are left for a person to mend.").With(errs))
	}
	shut := d.readOnly(plan.Change)
	v.Doubts, v.Refused = d.unwritten(append(shut, plan.Shown...)), len(shut) > 0
	d.showLook(w, p, plan.Change, v, diag.Text{}, "")
}

// repairs plans the repair of one problem, or of all.
func (d *Desk) repairs(q url.Values, all bool) (*repair.Plan, error) {
	check := func(content fs.FS) (diag.List, error) {
		_, ps, err := d.o.Try(content)
		return ps, err
	}
	content := folder.New(d.o.Content)
	if all {
		return repair.All(content, check, nil)
	}
	line, _ := strconv.Atoi(q.Get("line"))
	column, _ := strconv.Atoi(q.Get("column"))
	_, problems := d.o.Now()
	for _, p := range problems {
		if p.Repair != nil && p.Place.File == q.Get("file") && p.Place.Line == line && p.Place.Column == column && p.Code() == q.Get("code") {
			return repair.One(content, check, p)
		}
	}
	return nil, said(diag.T("这个问题已经不在了：可能刚刚改好，或者那几行移动了。请回桌面再看。", "The problem is there no more: it was put right just now, or its lines have moved. Look at the desk again."))
}
