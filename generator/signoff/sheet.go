package signoff

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"

	"kepu/generator/diag"
	"kepu/generator/onefile"
)

//go:embed layouts
var layouts embed.FS

var pages = template.Must(template.ParseFS(layouts, "layouts/*.html"))

// How many findings of an item are printed, and how many places of each: nobody mends more from paper before looking anew.
const (
	mostFindings = 40
	mostPlaces   = 12
)

// Page returns the sheet as a page of A4 that stands alone. Beside it the changed pages may stand in a folder, site ("site/"), to which it leads then.
func Page(s *Sheet, site string) ([]byte, error) {
	style, err := layouts.ReadFile("layouts/print.css")
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := pages.ExecuteTemplate(&body, "sheet", viewOf(s, site)); err != nil {
		return nil, fmt.Errorf("make the sheet to sign: %w", err)
	}
	return onefile.Sheet("公开前检查（"+s.Day.Chinese()+"）", style, body.Bytes()), nil
}

// view is what the page is given.
type view struct {
	Title, Organiser, Day, AsOf, Result string
	Failed                              bool
	Parts                               []part
	Change                              *changeView
}

type part struct {
	Name string
	Rows []row
}

type row struct {
	Name, Ground, Verdict, Says, Do string
	Mark                            string // of the verdict, which colour alone must not tell
	Box                             bool   // a person ticks it off
	Found                           []found
	More                            int
}

type found struct {
	What, Do string
	Places   []string
	More     int // places that are not named
}

// changeView is the list of what changed.
type changeView struct {
	Lead, Site            string
	Sentences             []string
	New, Changed, Removed []string
	More                  int // pages that are not named
}

func viewOf(s *Sheet, site string) view {
	v := view{Title: s.Title, Organiser: s.Organiser, Day: s.Day.Chinese(), AsOf: s.AsOf.Chinese(), Result: s.Result().ZH, Failed: s.Count(Failed) > 0}
	for i := range s.Items {
		it := &s.Items[i]
		if n := len(v.Parts); n == 0 || v.Parts[n-1].Name != it.Part.ZH {
			v.Parts = append(v.Parts, part{Name: it.Part.ZH})
		}
		r := row{Name: it.Name.ZH, Ground: it.Ground.ZH, Verdict: it.Verdict.Name().ZH, Says: it.Says.ZH, Do: it.Do.ZH, Box: it.Verdict == Ask,
			Mark: [...]string{"✕", "？", "✓", "—"}[it.Verdict]}
		groups := it.Groups()
		r.More = max(0, len(groups)-mostFindings)
		for _, g := range groups[:len(groups)-r.More] {
			f := found{What: g.What.ZH, Do: g.Do.ZH}
			for _, p := range g.Places[:min(len(g.Places), mostPlaces)] {
				f.Places = append(f.Places, Where(p).ZH)
			}
			f.More = len(g.Places) - len(f.Places)
			r.Found = append(r.Found, f)
		}
		last := &v.Parts[len(v.Parts)-1]
		last.Rows = append(last.Rows, r)
	}
	if c := s.Change; c != nil {
		v.Change = changeOf(c, site)
	}
	return v
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
