package desk

import (
	"bytes"
	"net/http"

	"kepu/generator/diag"
)

// frame is what stands around each of the desk's pages, and the page's own view.
type frame struct {
	Title diag.Text
	Lead  diag.Text // below the title; may be empty
	Path  string    // of the page, below Root
	Nav   []navItem
	Lang  string
	Again int // after how many seconds the page asks again by itself; 0: not
	View  any
}

type navItem struct {
	Name    diag.Text
	Path    string // below Root
	Current bool
	Count   int // of errors; 0 is not shown
}

// nav are the desk's parts, in the order in which people need them.
var nav = []navItem{
	{Name: diag.T("桌面", "Desk"), Path: ""},
	{Name: diag.T("活动", "Activities"), Path: "list/activity"},
	{Name: diag.T("年度数据", "Returns"), Path: "list/annual"},
	{Name: diag.T("基地", "Bases"), Path: "list/base"},
	{Name: diag.T("命名", "Namings"), Path: "list/designation"},
	{Name: diag.T("文章", "Articles"), Path: "list/article"},
	{Name: diag.T("导入", "Import"), Path: "import"},
	{Name: diag.T("历史", "History"), Path: "history"},
	{Name: diag.T("生成网站", "Make the site"), Path: "make"},
}

// show sends the page that the template of that name makes.
func (d *Desk) show(w http.ResponseWriter, status int, name string, f *frame) {
	f.Lang = "zh-CN"
	if d.o.Lang == diag.EN {
		f.Lang = "en"
	}
	f.Nav = nil
	if name != "stranger" {
		_, problems := d.o.Now()
		errors, _ := problems.Count()
		for _, n := range nav {
			if n.Path == "" {
				n.Count = errors
			}
			n.Current = n.Path == f.Path
			f.Nav = append(f.Nav, n)
		}
	}
	var b bytes.Buffer
	if err := d.pages.ExecuteTemplate(&b, name+".html", f); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // a fault of ours, which tests meet
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}
