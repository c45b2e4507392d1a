package desk

import (
	"errors"
	"net/http"
	"path"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/docx"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/manuscript"
	"kepu/generator/ooxml"
	"kepu/generator/reconcile"
	"kepu/generator/source"
)

// textView is what text.html shows: what would become of a text of Word.
type textView struct {
	Sum      string
	Sorts    []form.Choice
	Sort     string
	ID       string
	Head     []planAnswer // what its head and its end say
	Headings []manuscript.Heading
	Letters  int
	Pictures []manuscript.Picture
	Remarks  []docx.Remark
	Where    *diag.Text // where it goes; nil: it cannot go anywhere yet
	Wrong    *diag.Text
	Mend     diag.Text
	Errors   []fault
	Agree    []string // numbers that agree with the records, with the directives that would take their place
	Differ   []diag.Text
	Figures  bool // these are to be written
}

// importText shows what would become of a text of Word, and makes it so.
func (d *Desk) importText(w http.ResponseWriter, r *http.Request, f receivedFile) {
	s, _ := d.o.Now()
	doc, remarks, err := docx.Read(f.data)
	var fault *ooxml.Fault
	switch {
	case errors.As(err, &fault):
		d.showImport(w, http.StatusUnprocessableEntity, importView{Wrong: &fault.What, Mend: fault.Mend})
		return
	case err != nil:
		d.failed(w, r, err)
		return
	}
	v := textView{Sum: f.sum, Sort: r.Form.Get("as"), ID: strings.TrimSpace(r.Form.Get("id")), Figures: r.Form.Get("figures") != ""}
	m := manuscript.Of(doc, remarks, strings.TrimSuffix(f.name, path.Ext(f.name)), v.Sort)
	v.Sort = m.Sort
	catalog := s.Records().Catalog
	content := folder.New(d.o.Content)
	place, ok := m.Find(content, catalog, v.ID)
	switch {
	case v.ID != "" && !source.IsID(v.ID):
		v.Wrong, v.Mend = new(diag.T("编号不能写成 %s", "the id cannot be %s").With(v.ID)), diag.T("用小写字母、数字和 -，例如 2025-summary", "small letters, digits and -, such as 2025-summary")
	case m.Sort == "":
		v.Wrong = new(diag.T("看不出这是总结还是通知，请选一样", "It does not say whether it is a report or a notice: choose one"))
	case !ok:
		v.Wrong, v.Mend = new(diag.T("没有名称叫“%s”的基地", "no base is called “%s”").With(m.Title)), diag.T("先新建这个基地，再导入它的介绍", "add the base first, then take in its text")
	case place.Old:
		v.Where = new(diag.T("%s 的正文换成这一篇，表格里已经填的各项不动：%s", "The text of %s is replaced by this one, the settings that are filled in stay: %s").With(place.Name, place.Path))
	default:
		v.Where = new(diag.T("新的一篇，先是草稿，不上网站：%s", "A new page, first a draft that is not on the site: %s").With(place.Path))
	}
	if v.Where == nil {
		d.showText(w, f, m, v)
		return
	}
	m.LinkInside(catalog, place)
	change, kept, err := m.Change(content, place)
	m.Remarks = slices.Concat(kept, m.Remarks)
	if err == nil {
		err = d.numbers(change, &v)
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	act := r.PostForm.Get("act")
	if act != "look" && act != "save" {
		d.showText(w, f, m, v)
		return
	}
	j, err := d.judge(change)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if j.errors.HasErrors() {
		v.Errors = d.unwritten(j.errors)
		d.showText(w, f, m, v)
		return
	}
	p := sent{act: act, seen: r.PostForm.Get("seen")}
	if agreed(p, change) {
		d.save(w, r, change, recordOf(place.Path))
		return
	}
	look := lookView{Action: "import/" + f.sum, Doubts: d.unwritten(j.warnings), Hidden: []hidden{{"as", v.Sort}, {"id", v.ID}}, Act: diag.T("就这样导入", "Take it in")}
	if v.Figures {
		look.Hidden = append(look.Hidden, hidden{"figures", "1"})
	}
	d.showLook(w, p, change, look, diag.T("这样写进去，对吗？", "Is this how it is to be written?"), "import")
}

func (d *Desk) showText(w http.ResponseWriter, f receivedFile, m *manuscript.Manuscript, v textView) {
	l := d.o.Lang
	for _, x := range []struct {
		value string
		name  diag.Text
	}{
		{"report", diag.T("总结、计划、报告", "a report")}, {"notice", diag.T("通知、公告", "a notice")},
		{"page", diag.T("别的页面", "another page")}, {"base", diag.T("一个基地的介绍", "the text of a base")},
	} {
		v.Sorts = append(v.Sorts, form.Choice{Value: x.value, Name: x.name.In(l)})
	}
	add := func(label diag.Text, value string) {
		if value != "" {
			v.Head = append(v.Head, planAnswer{Label: label.In(l), New: value})
		}
	}
	add(diag.T("标题", "Title"), m.Title)
	add(diag.T("文号", "Document number"), m.Document)
	if m.Date.Known() {
		add(diag.T("日期", "Date"), m.Date.Chinese())
	}
	add(diag.T("署名", "Signed by"), m.Author)
	v.Headings, v.Pictures, v.Remarks = m.Headings, m.Pictures, m.Remarks
	v.Letters = len([]rune(m.Body))
	d.show(w, http.StatusOK, "text", &frame{Title: diag.T("导入收到的文稿", "Take in a text that was sent"), Lead: diag.Same(f.name), Path: "import", View: &v})
}

// numbers holds the numbers of the text against the records, and puts directives in the place of those that agree where that is wanted.
func (d *Desk) numbers(c edit.Change, v *textView) error {
	page := c.Files[0]
	f, err := edit.Open(page.Path, page.After)
	if err != nil {
		return err
	}
	if _, top := form.Open(page.Path, f.Text()); top.Field("draft") != nil { // no record has a draft
		if err := f.Remove(edit.Top(), "draft"); err != nil {
			return err
		}
	}
	shown, err := f.Change()
	if err != nil {
		return err
	}
	files := c.After()
	files[page.Path] = shown.After
	s, _, err := d.o.Try(folder.New(d.o.Content).With(files))
	if err != nil || s == nil {
		return err // what is wrong is told when the change is judged
	}
	rec := s.Records()
	for _, a := range slices.Concat(rec.Catalog.Reports, rec.Catalog.Notices, rec.Catalog.Pages) {
		if a.Path != page.Path {
			continue
		}
		file := rec.File(a.Path)
		found := reconcile.Of(rec.Catalog, rec.Figures, a, file)
		for _, x := range found {
			switch {
			case x.Verdict == reconcile.Differs:
				v.Differ = append(v.Differ, diag.T("%s：%s的记录是 %s", "%s: the records of %s say %s").With(x.Written, x.About, x.Data))
			case x.Offer != nil:
				v.Agree = append(v.Agree, x.Written+" → "+x.Offer.Directive)
			}
		}
		if v.Figures {
			c.Files[0], err = manuscript.WithFigures(page, file.Text, found)
		}
		return err
	}
	return nil
}
