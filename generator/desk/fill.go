package desk

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/fillform"
	"kepu/generator/form"
	"kepu/generator/ooxml"
	"kepu/generator/typed"
)

// # An office's form
//
// An empty form is chosen, or dropped, on fill.html, with the base, county and year that it is for; the same page then shows what
// would be filled and what stays empty, and gives the filled form to keep. Nothing is written into content/.

// fillView is what fill.html shows.
type fillView struct {
	Wrong    *diag.Text // why what was sent is not taken
	Mend     diag.Text
	File     string // the form's name; "" while there is none
	Base     string
	County   string
	Year     string
	Bases    []form.Choice
	Counties []form.Choice
	Filled   []fillform.Filled
	Empty    []fillform.Empty
	Problems []fillform.Problem
	Told     bool   // it was filled, with whatever result
	Get      string // the address of the filled form, below Root
	Action   string // where the answers go, below Root
}

// fill answers for the form of that sum; of "" for choosing one.
func (d *Desk) fill(w http.ResponseWriter, r *http.Request, sum string) {
	v := fillView{Action: "fill"}
	if sum == "" && r.Method == http.MethodPost {
		name, data, fields, err := readFile(w, r)
		if wrong, mend := d.notReceived(err); wrong != nil {
			v.Wrong, v.Mend = wrong, mend
			d.showFill(w, http.StatusUnprocessableEntity, v)
			return
		}
		if err != nil {
			d.failed(w, r, err)
			return
		}
		q := url.Values{}
		for _, key := range []string{"base", "county", "year"} {
			if s := strings.TrimSpace(fields[key]); s != "" {
				q.Set(key, s)
			}
		}
		http.Redirect(w, r, Root+"fill/"+d.received.put(name, data)+"?"+q.Encode(), http.StatusSeeOther)
		return
	}
	if sum == "" {
		v.Year = strconv.Itoa(int(d.o.Today().Year))
		d.showFill(w, http.StatusOK, v)
		return
	}
	f, ok := d.received.get(sum)
	if !ok {
		v.Wrong, v.Mend = new(goneFile), goneMend
		d.showFill(w, http.StatusNotFound, v)
		return
	}
	q := r.URL.Query()
	v.File, v.Base, v.County, v.Year, v.Action = f.name, q.Get("base"), q.Get("county"), strings.TrimSpace(q.Get("year")), "fill/"+sum
	data, wrong, mend := d.fillData(v)
	if wrong != nil {
		v.Wrong, v.Mend = wrong, mend
		d.showFill(w, http.StatusUnprocessableEntity, v)
		return
	}
	result, err := fillform.Fill(f.name, f.data, data)
	var fault *ooxml.Fault
	switch {
	case errors.As(err, &fault):
		v.Wrong, v.Mend = &fault.What, fault.Mend
		d.showFill(w, http.StatusUnprocessableEntity, v)
		return
	case err != nil:
		d.failed(w, r, err)
		return
	}
	if q.Get("get") != "" {
		give(w, filledName(f.name, data.Base), result.Bytes)
		return
	}
	v.Told, v.Filled, v.Empty, v.Problems = true, result.Filled, result.Empty, result.Problems
	if result.NeedBase && data.Base == nil {
		v.Wrong = new(diag.T("这张表是填一家基地的，请选是哪一家", "This form is about one base: choose which"))
	} else if result.NeedYear && data.Year == 0 {
		v.Wrong = new(diag.T("这张表要填某一年的数，请写是哪一年", "This form asks for the figures of a year: write which"))
	}
	q.Set("get", "1")
	v.Get = "fill/" + sum + "?" + q.Encode()
	d.showFill(w, http.StatusOK, v)
}

// fillData is what a form is filled from, and for.
func (d *Desk) fillData(v fillView) (data fillform.Data, wrong *diag.Text, mend diag.Text) {
	s, _ := d.o.Now()
	if s == nil {
		return data, new(diag.T("内容里有错误，还做不出网站，这时没有数可填", "The content has errors and makes no site: there are no figures to fill in")), diag.T("先到桌面上改好", "mend them on the desk first")
	}
	rec := s.Records()
	data = fillform.Data{Catalog: rec.Catalog, Figures: rec.Figures, File: rec.File, Today: d.o.Today()}
	if v.Year != "" {
		n, doubt := typed.Number(strings.TrimSuffix(v.Year, "年"))
		if doubt != nil || n < 1900 || n > 2200 {
			return data, new(diag.T("年份看不懂：%s", "this is no year: %s").With(v.Year)), diag.T("写四位数字，如 2025", "write four digits, such as 2025")
		}
		data.Year = int(n)
	}
	if v.County != "" {
		for _, c := range rec.Catalog.Counties {
			if c.Name == v.County {
				data.County = c
			}
		}
		if data.County == nil {
			return data, new(diag.T("没有这个县区：%s", "there is no such county: %s").With(v.County)), diag.Text{}
		}
	}
	if v.Base == "" {
		return data, nil, diag.Text{}
	}
	var doubt *typed.Doubt
	if data.Base, doubt = fillform.PickBase(rec.Catalog, v.Base); doubt != nil {
		return data, &doubt.What, doubt.Mend
	}
	return data, nil, diag.Text{}
}

// filledName is what a form is called when it is filled.
func filledName(name string, b *catalog.Base) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if b != nil {
		return stem + "-" + fillform.FileNames([]*catalog.Base{b}, ext)[0]
	}
	return stem + "-已填" + ext
}

func (d *Desk) showFill(w http.ResponseWriter, status int, v fillView) {
	if c := d.catalog(); c != nil {
		for _, b := range c.Bases {
			v.Bases = append(v.Bases, form.Choice{Value: b.Name, Name: b.Name})
		}
		for _, x := range c.Counties {
			v.Counties = append(v.Counties, form.Choice{Value: x.Name, Name: x.Name})
		}
	}
	d.show(w, status, "fill", &frame{Title: diag.T("填上级发来的表", "Fill in an office's form"), Lead: diag.Same(v.File), Path: "import", View: &v})
}
