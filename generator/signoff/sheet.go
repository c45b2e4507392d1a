package signoff

import (
	"embed"
	"fmt"
	"html/template"
	"io"

	"kepu/generator/checksheet"
	"kepu/generator/diag"
)

//go:embed layouts
var layouts embed.FS

var pages = template.Must(template.ParseFS(layouts, "layouts/*.html"))

// Page returns the sheet as a page of A4 that stands alone. Beside it the changed pages may stand in a folder, site ("site/"), to which it leads then.
func Page(s *Sheet, site string) ([]byte, error) {
	after := view{Failed: s.Count(Failed) > 0}
	if s.Change != nil {
		after.Change = changeOf(s.Change, site)
	}
	return checksheet.Page(printed(s), func(w io.Writer) error { return pages.ExecuteTemplate(w, "sign", after) })
}

// view is what stands below the items.
type view struct {
	Failed bool
	Change *changeView
}

// changeView is the list of what changed.
type changeView struct {
	Lead, Site            string
	Sentences             []string
	New, Changed, Removed []string
	More                  int // pages that are not named
}

// printed puts the sheet into the words that are printed.
func printed(s *Sheet) checksheet.Sheet {
	day := "检查日期：" + s.Day.Chinese()
	if asOf := s.AsOf.Chinese(); asOf != "" {
		day += "　记录截至：" + asOf
	}
	of := s.Title
	if s.Organiser != "" {
		of += "　主办：" + s.Organiser
	}
	out := checksheet.Sheet{
		Title:   "公开前检查（" + s.Day.Chinese() + "）",
		Heading: "网站公开前检查单",
		Of:      of,
		Lead:    []string{day},
		Result:  s.Result().ZH,
		Tick:    "人看过",
		Foot:    "通过只说明程序查的没有问题：事实对不对、该不该公开，由人看。",
	}
	for i := range s.Items {
		it := &s.Items[i]
		if n := len(out.Parts); n == 0 || out.Parts[n-1].Name != it.Part.ZH {
			out.Parts = append(out.Parts, checksheet.Part{Name: it.Part.ZH})
		}
		r := checksheet.Row{
			Name:    it.Name.ZH,
			Ground:  it.Ground.ZH,
			Mark:    [...]string{"✕", "？", "✓", "—"}[it.Verdict],
			Verdict: it.Verdict.Name().ZH,
			Says:    it.Says.ZH,
			Do:      it.Do.ZH,
			Box:     it.Verdict == Ask,
		}
		for _, g := range it.Groups() {
			f := checksheet.Found{What: g.What.ZH, Do: g.Do.ZH}
			for _, p := range g.Places {
				f.Places = append(f.Places, Where(p).ZH)
			}
			r.Found = append(r.Found, f)
		}
		last := &out.Parts[len(out.Parts)-1]
		last.Rows = append(last.Rows, r)
	}
	return out
}

// Result is the sentence over the sheet.
func (s *Sheet) Result() diag.Text {
	return diag.T("不通过 %s 项，请人看 %s 项，通过 %s 项，不适用 %s 项", "failed %s, to be looked at %s, passed %s, not applicable %s").
		With(number(s.Count(Failed)), number(s.Count(Ask)), number(s.Count(Passed)), number(s.Count(NotApplicable)))
}

// Where is a place in words, "" where it is of no file.
func Where(p diag.Place) diag.Text {
	switch {
	case p.File == "":
		return diag.Text{}
	case p.Line == 0:
		return diag.Same(p.File)
	case p.Column == 0:
		return diag.T("%s 第%d行", "%s:%d").With(p.File, p.Line)
	}
	return diag.T("%s 第%d行第%d列", "%s:%d:%d").With(p.File, p.Line, p.Column)
}

func changeOf(c *Change, site string) *changeView {
	const most = 60
	v := &changeView{Site: site}
	switch {
	case c.First:
		v.Lead = fmt.Sprintf("还没有公开过：这一次是全部 %d 页。", len(c.New))
	case len(c.New)+len(c.Changed)+len(c.Removed) == 0:
		v.Lead = "网页和上次生成的一样，没有改动。"
	default:
		v.Lead = fmt.Sprintf("和上次生成的网站比：新增 %d 页，改动 %d 页，删去 %d 页。", len(c.New), len(c.Changed), len(c.Removed))
	}
	for _, s := range c.Sentences {
		v.Sentences = append(v.Sentences, s.ZH)
	}
	if c.First {
		return v
	}
	left := most
	take := func(list []string) []string {
		n := min(left, len(list))
		left -= n
		v.More += len(list) - n
		return list[:n]
	}
	v.New, v.Changed, v.Removed = take(c.New), take(c.Changed), take(c.Removed)
	return v
}
