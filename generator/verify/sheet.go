package verify

import (
	"strings"

	"kepu/generator/checksheet"
	"kepu/generator/diag"
	"kepu/generator/pages"
)

// Short returns an address of the site as it stands in a list: without the site's own address.
func (r *Report) Short(address string) string {
	switch short, ok := strings.CutPrefix(address, r.Address); {
	case !ok:
		return address
	case short == "":
		return "/"
	default:
		return short
	}
}

// Says is what came of a check, in a sentence.
func (c *Check) Says() diag.Text {
	switch {
	case !c.Asked:
		return diag.T("没有查。", "not looked at.")
	case len(c.Found) == 0:
		return c.Kind.words().fine
	}
	return diag.T("有 %d 处：", "places: %d.").With(len(c.Found))
}

// Result is the sentence over the report.
func (r *Report) Result() diag.Text {
	if !r.Reached {
		return diag.T("没有查成：网站没有回答", "nothing could be looked at: the site does not answer")
	}
	return diag.T("有错 %d 项，提醒 %d 项，备注 %d 项，正常 %d 项", "errors %d, warnings %d, remarks %d, fine %d").With(r.Count(Error), r.Count(Warning), r.Count(Remark), r.Count(Fine))
}

// Extent says how much was asked for.
func (r *Report) Extent() diag.Text {
	what := diag.T("问了全部 %d 个文件", "all %d files were asked for").With(r.Asked)
	switch {
	case r.Sampled:
		what = diag.T("抽查 %d 个文件（共 %d 个，抽样号 %d）", "%d files were asked for, of %d, by the seed %d").With(r.Asked, r.Listed, r.Seed)
	case r.Asked < r.Listed:
		what = diag.T("问了 %d 个文件，共 %d 个", "%d files were asked for, of %d").With(r.Asked, r.Listed)
	}
	if r.Sized > 0 {
		what = diag.T("%s，其中 %d 个大的只看大小", "%s, %d large ones of them for their length alone").With(what, r.Sized)
	}
	return diag.T("%s；收到 %s", "%s; %s came over the line").With(what, pages.Size(r.Bytes))
}

// Sheet returns the report as a page of A4 that stands alone, of the site with that title.
func Sheet(r *Report, title string) ([]byte, error) {
	at := r.Time.Format("2006年1月2日 15:04")
	s := checksheet.Sheet{
		Title:   "网站核对（" + at + "）",
		Heading: "网站核对单",
		Of:      strings.TrimSpace(title + "　" + r.Address),
		Lead:    []string{"核对时间：" + at, r.Extent().ZH},
		Result:  r.Result().ZH,
		Tick:    "改好了",
		Foot:    "核对的是这台电脑在这个时间看到的：别处的线路和缓存可能不同。",
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		if n := len(s.Parts); n == 0 || s.Parts[n-1].Name != c.Kind.Part().ZH {
			s.Parts = append(s.Parts, checksheet.Part{Name: c.Kind.Part().ZH})
		}
		row := checksheet.Row{
			Name:    c.Kind.Name().ZH,
			Mark:    [...]string{"✓", "·", "！", "✕"}[c.Outcome],
			Verdict: c.Outcome.Name().ZH,
			Says:    c.Says().ZH,
			Box:     c.Outcome > Remark,
		}
		if !c.Asked {
			row.Mark, row.Verdict = "—", "没有查"
		}
		if len(c.Found) > 0 {
			row.Ground = c.Kind.Means().ZH
		}
		usual := false
		for _, g := range c.Groups() {
			f := checksheet.Found{What: g.What.ZH, Do: g.Do.ZH}
			usual = usual || f.Do == ""
			for _, a := range g.Places {
				f.Places = append(f.Places, r.Short(a))
			}
			row.Found = append(row.Found, f)
		}
		if usual {
			row.Do = "怎样办：" + c.Kind.Cure().ZH + "。"
		}
		last := &s.Parts[len(s.Parts)-1]
		last.Rows = append(last.Rows, row)
	}
	return checksheet.Page(s, nil)
}
