package source

import (
	"path"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// aliases reads old addresses of a page: paths in the site that end in .html.
// A page that leads on is written at each.
func (r *reader) aliases(f *tomldoc.Field) []string {
	var out []string
	r.each(f, tomldoc.String, listOfTexts, func(v *tomldoc.Value) {
		s := strings.TrimPrefix(v.Text, "/")
		if !isAddress(s) {
			mend := diag.T(`写网站里的路径，用小写字母、数字和 -，以 .html 结尾，例如 "reports/2017-old.html"`,
				`write a path in the site of small letters, digits and -, ending in .html, such as "reports/2017-old.html"`)
			if SectionOf(r.file.Path) == BaseFile {
				mend = diag.T(`写网站里的路径，例如 "bases/xiping-weather.html"；基地的别名写在 alias 里`,
					`write a path in the site, such as "bases/xiping-weather.html"; other names of the base go into alias`)
			}
			r.wrong(v, diag.M("LINK-ALIAS", "旧网址写得不对：%s", "the old address is not right: %s").With(v.Text), mend)
			return
		}
		out = append(out, s)
	})
	return out
}

func isAddress(s string) bool {
	name, ok := strings.CutSuffix(s, ".html")
	return ok && path.Clean(s) == s && !slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return !IsID(part) })
}
