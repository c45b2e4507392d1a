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

// AliasRoom is where an old address can be added to a page.
type AliasRoom struct {
	At     int  // an offset in the file's text; 0 where there is no such place
	Listed bool // aliases has some already, and At is where the first begins
}

// Add returns the repair that adds an old address; nil where there is no place for one.
func (a AliasRoom) Add(address string) *diag.Repair {
	switch {
	case a.At == 0:
		return nil
	case a.Listed:
		return diag.Insert(a.At, `"`+address+`", `)
	}
	return diag.Insert(a.At, `aliases = ["`+address+`"]`+"\n")
}

// aliasRoom finds that place: before the first of aliases, or in a line of its own below the page's name.
func (r *reader) aliasRoom(t *tomldoc.Table, name string) AliasRoom {
	if f := t.Field("aliases"); f != nil {
		if len(f.Value.Items) == 0 {
			return AliasRoom{}
		}
		return AliasRoom{f.Value.Items[0].Start, true}
	}
	f := t.Field(name)
	if f == nil {
		return AliasRoom{}
	}
	end := strings.IndexByte(r.file.Text[f.Value.End:], '\n')
	if end < 0 {
		return AliasRoom{}
	}
	return AliasRoom{At: f.Value.End + end + 1}
}

// isAddress reports whether s is what the address of a page written by staff looks like.
func isAddress(s string) bool {
	name, ok := strings.CutSuffix(s, ".html")
	return ok && path.Clean(s) == s && !slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return !IsID(part) })
}
