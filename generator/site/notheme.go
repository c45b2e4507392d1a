package site

import (
	"kepu/generator/diag"
	"kepu/generator/source"
)

// NoTheme is what Options.Theme returns when there is no theme of the name that
// site.toml gives. It becomes a problem there.
type NoTheme struct {
	Name string
	Near string // the theme that was likely meant, or ""
}

func (e *NoTheme) Error() string { return "there is no theme " + e.Name }

func (e *NoTheme) problem(s *source.Site, siteFile *diag.File) diag.Problem {
	at := diag.Whole("site.toml")
	if s.ThemeSpan.Written() {
		at = s.ThemeSpan.In(siteFile)
	}
	mend := diag.T(`请写 theme = "default"，或核对 themes 文件夹里的名字`, `write theme = "default", or check the names in the folder themes`)
	if e.Near != "" {
		mend = diag.T("是否 %s？", "is it %s?").With(e.Near)
	}
	return diag.Problem{Severity: diag.Error, Place: at, What: diag.T("没有 %s 这个主题", "there is no theme %s").With(e.Name), Mend: mend}
}

// siteFile returns site.toml.
func siteFile(parsed []*source.Parsed) *diag.File {
	for _, p := range parsed {
		if p.Section == source.SiteFile {
			return p.File
		}
	}
	return nil
}
