package site

import (
	"kepu/generator/diag"
	"kepu/generator/source"
)

// NoTheme is what Options.Theme returns when there is no theme of the name that
// site.toml gives. It becomes a problem there.
type NoTheme struct{ What, Mend diag.Text }

func (e *NoTheme) Error() string { return e.What.EN }

func (e *NoTheme) problem(s *source.Site, siteFile *diag.File) diag.Problem {
	at := diag.Whole("site.toml")
	if s.ThemeSpan.Written() {
		at = s.ThemeSpan.In(siteFile)
	}
	return diag.Problem{Severity: diag.Error, Place: at, What: e.What, Mend: e.Mend}
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
