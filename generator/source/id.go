package source

import (
	"path"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/pinyin"
	"kepu/generator/tomldoc"
)

// IsID reports whether s may be an id: 1 to 63 small letters, digits and
// hyphens, not beginning with a hyphen, and no name that Windows reserves.
func IsID(s string) bool {
	if s == "" || len(s) > 63 || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-') {
			return false
		}
	}
	return !windowsNames[s]
}

// Reserved reports whether Windows keeps a name, in small letters and without its ending, for itself.
func Reserved(stem string) bool { return windowsNames[stem] }

// windowsNames cannot be file names on Windows, whatever their ending.
var windowsNames = map[string]bool{
	"con": true, "com0": true, "lpt0": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
}

// taken are the names that the output needs for itself: at its top for free
// pages, and in the other sections only the list.
var taken = map[Section]map[string]bool{
	PageFile: {"index": true, "map": true, "search": true, "404": true, "bases": true, "counties": true, "activities": true,
		"statistics": true, "reports": true, "notices": true, "routes": true, "exchange": true, "titles": true, "briefs": true, "posters": true, "booklet": true, "foldmap": true, "booklets": true, "data": true, "assets": true, "feed": true, "sitemap": true, "robots": true, "offline": true, "correction": true},
	BaseFile:   {"index": true},
	ReportFile: {"index": true},
	NoticeFile: {"index": true},
	RouteFile:  {"index": true},
}

// id reads an id.
func (r *reader) id(f *tomldoc.Field) string {
	s := r.text(f)
	if f.Value.Kind == tomldoc.String && !IsID(s) {
		r.wrong(&f.Value, diag.M("ID-FORM", "id 不能写 “%s”", "the id cannot be “%s”").With(s), idRule)
		return ""
	}
	return s
}

var idRule = diag.T("id 用小写字母、数字和 -，不超过 63 个字符，例如 xiping-weather",
	"an id is small letters, digits and -, at most 63 of them, such as xiping-weather")

// pageID settles the id of a page: what its front matter says, else its file's
// stem, as it is or in pinyin.
func (p *Parsed) pageID(written string, at Span) {
	p.ID, p.IDSpan = written, at
	if !at.Written() {
		p.ID = stemID(p.File.Path)
		if p.ID == "" {
			p.Problems.Error(diag.Whole(p.File.Path), diag.M("ID-FILE-NAME", "文件名不能用作网址", "the file's name cannot become an address"),
				diag.T(`请在开头的 +++ 里加一行 id = "…"，%s`, `add a line id = "…" in the front matter; %s`).With(idRule))
			return
		}
	}
	if taken[p.Section][p.ID] {
		place := diag.Whole(p.File.Path)
		if at.Written() {
			place = at.In(p.File)
		}
		takenID(&p.Problems, place, p.ID)
	}
}

// takenID reports an id that the output needs for itself.
func takenID(ps *diag.List, place diag.Place, id string) {
	ps.Error(place, diag.M("ID-TAKEN", "“%s” 这个名字网站自己要用", "the site needs the name “%s” for itself").With(id), diag.T("请换一个 id", "choose another id"))
}

// stemID returns the id that a file's name gives, or "".
func stemID(name string) string {
	dir, file := path.Split(name)
	s := stem(file)
	if strings.EqualFold(s, "index") && strings.Count(dir, "/") > 1 {
		s = path.Base(dir)
	}
	if !IsID(s) {
		s = pinyin.Slug(s, "")
		s = strings.Trim(s[:min(len(s), 63)], "-")
	}
	if !IsID(s) {
		return ""
	}
	return s
}
