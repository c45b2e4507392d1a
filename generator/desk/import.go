package desk

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"

	"kepu/generator/diag"
	"kepu/generator/export"
	"kepu/generator/form"
	"kepu/generator/ooxml"
	"kepu/generator/typed"
	"kepu/generator/webheader"
)

// # What came in
//
// A workbook of a county or a text of an office is chosen, or dropped, on import.html. Its bytes are kept (received),
// and the page of its sum shows what would become of it: each record with the cell of every doubt and a box for what is to stand there.
// What was decided goes along in the form, so that the plan is made anew with each answer; when nothing is open, the change is
// looked at and saved as every other one.

// importView is what import.html shows.
type importView struct {
	Wrong    *diag.Text // why what was sent is not taken
	Mend     diag.Text
	Counties []form.Choice // that a workbook may be made for
	Year     int           // that it is for where nobody says another
}

// importing answers for files that came in.
func (d *Desk) importing(w http.ResponseWriter, r *http.Request, sum string) {
	if sum == "" {
		d.importStart(w, r)
		return
	}
	f, ok := d.received.get(sum)
	if !ok {
		d.showImport(w, http.StatusNotFound, importView{Wrong: new(goneFile), Mend: goneMend})
		return
	}
	if s, _ := d.o.Now(); s == nil {
		d.showImport(w, http.StatusConflict, importView{Wrong: new(diag.T("内容里有错误，还做不出网站，这时不能导入", "The content has errors and makes no site: nothing can be taken in now")), Mend: diag.T("先到桌面上改好", "mend them on the desk first")})
		return
	}
	if err := parse(w, r); err != nil {
		d.tooLarge(w, r)
		return
	}
	switch ooxml.KindOf(f.data) {
	case ooxml.Docx, ooxml.OldDoc, ooxml.OldWps, ooxml.WordXML, ooxml.RTF, ooxml.ODT, ooxml.UOF, ooxml.PDF, ooxml.OFD:
		d.importText(w, r, f)
	default:
		d.importSheet(w, r, f)
	}
}

// importStart takes a file.
func (d *Desk) importStart(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		d.showImport(w, http.StatusOK, importView{})
		return
	}
	name, data, _, err := readFile(w, r)
	if wrong, mend := d.notReceived(err); wrong != nil {
		d.showImport(w, http.StatusUnprocessableEntity, importView{Wrong: wrong, Mend: mend})
		return
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	sum := d.received.put(name, data)
	http.Redirect(w, r, Root+"import/"+sum, http.StatusSeeOther)
}

func (d *Desk) showImport(w http.ResponseWriter, status int, v importView) {
	v.Year = int(d.o.Today().Year)
	if c := d.catalog(); c != nil {
		for _, x := range c.Counties {
			v.Counties = append(v.Counties, form.Choice{Value: x.Name, Name: x.Name})
		}
	}
	d.show(w, status, "import", &frame{Title: diag.T("导入收到的文件", "Take in a file that was sent"), Path: "import", View: &v})
}

// give sends a file to keep.
func give(w http.ResponseWriter, name string, data []byte) {
	w.Header().Set("Content-Type", webheader.Of(name).Type)
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	w.Write(data)
}

// emptySheets gives the workbook that a county fills in.
func (d *Desk) emptySheets(w http.ResponseWriter, r *http.Request) {
	s, _ := d.o.Now()
	if s == nil {
		d.nothing(w)
		return
	}
	rec := s.Records()
	o := export.Options{Sorts: []string{form.Activity.Name, form.Annual.Name, form.Base.Name}, Bare: true, Year: int(d.o.Today().Year)}
	name := "科普情况"
	if asked := r.URL.Query().Get("county"); asked != "" {
		for _, c := range rec.Catalog.Counties {
			if c.Name == asked {
				o.County = c
				name = c.Name + name
			}
		}
		if o.County == nil {
			d.nothing(w)
			return
		}
	}
	if n, doubt := typed.Number(r.URL.Query().Get("year")); doubt == nil && n >= 1900 && n <= 2200 {
		o.Year = int(n)
	}
	var b bytes.Buffer
	if err := export.Write(&b, rec.Catalog, rec.File, o); err != nil {
		d.failed(w, r, err)
		return
	}
	give(w, name+strconv.Itoa(o.Year)+".xlsx", b.Bytes())
}
