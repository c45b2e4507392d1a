package site

import (
	"cmp"
	"maps"
	"math"
	"path"
	"slices"

	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/theme"
)

// recolour puts the city's colours in the place of the theme's wherever a style sheet, drawing
// or template writes one of these. So they need no style sheet of their own: every page, the copy for a
// stick and what a browser keeps go on as they are. The problems are those of a colour that the
// theme cannot take.
func (s *snapshot) recolour(c source.ThemeColours, siteFile *diag.File) diag.List {
	var problems diag.List
	replace := map[string]string{}
	css := string(s.files["assets/style.css"].data)
	for _, chosen := range []struct {
		key, value string
		at         source.Span
	}{{"main", c.Main, c.MainSpan}, {"accent", c.Accent, c.AccentSpan}} {
		if chosen.value == "" {
			continue
		}
		shades, pale := theme.Recolour(css, chosen.key, chosen.value)
		maps.Copy(replace, shades)
		switch at := chosen.at.In(siteFile); {
		case len(shades) == 0:
			problems.Error(at, diag.M("THEME-COLOURS-FIXED", "这个样式的颜色不能用 %s 换", "the theme has no colours that %s could change").With(chosen.key),
				diag.T(`请写 theme = "default"，或请做样式的人照 themes/default/README.md 给颜色起名`, `write theme = "default", or have the theme name its colours as themes/default/README.md says`))
		case len(pale) > 0:
			problems.Error(at, contrastOf(chosen.key, chosen.value, slices.MinFunc(pale, func(a, b theme.Pair) int { return cmp.Compare(a.Has/a.Least, b.Has/b.Least) })), diag.T("深浅由样式定，换别的颜色没有用：是样式自己的颜色相差太小，请告诉做样式的人",
				"how light it is, the theme decides, so no other colour would help: the theme's own are too close; tell who made it"))
		}
	}
	if len(problems) > 0 || len(replace) == 0 {
		return problems
	}
	for name, f := range s.files {
		switch path.Ext(name) {
		case ".css", ".svg", ".html":
			s.files[name] = leaf{data: []byte(theme.Replace(string(f.data), replace)), mode: f.mode}
		}
	}
	return nil
}

// contrastOf says that a pair has too little contrast when the city's colour is taken.
func contrastOf(key, value string, p theme.Pair) diag.Text {
	page := diag.T("浅色网页", "light pages")
	if p.Dark {
		page = diag.T("深色网页", "dark pages")
	}
	return diag.M("THEME-CONTRAST", "%s = %s 的对比度不够：%s上，“%s”在“%s”上是 %.2f，至少要 %.1f", "%s = %s has too little contrast: on %s, “%s” on “%s” has %.2f, and needs %.1f").
		With(key, value, page, p.Colour, p.On, math.Floor(p.Has*100)/100, p.Least)
}
