package preview

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"kepu/generator/diag"
	"kepu/generator/invisible"
)

// problem is a diag.Problem as the page shows it. Nothing in it is HTML.
type problem struct {
	Warning bool   `json:"warning"`
	Where   string `json:"where"`  // "content/bases/a.md:2:8"
	Code    string `json:"code"`   // "E-TOML-QUOTE-MISSING"
	Before  string `json:"before"` // the line up to the place
	Marked  string `json:"marked"` // the place; "" when there is none
	After   string `json:"after"`
	What    string `json:"what"`
	Mend    string `json:"mend"`
}

// most is how many problems are shown at once.
const most = 50

// problems returns what the page shows, errors first, and how many it doesn't, in words.
func (p *Preview) problems(s *state) (list []problem, rest string) {
	list = []problem{}
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for _, x := range s.problems {
			if x.Severity == severity && len(list) < most {
				list = append(list, p.problem(x))
			}
		}
	}
	if n := len(s.problems) - len(list); n > 0 {
		rest = diag.T("还有 %d 个没有列出。", "%d more are not listed.").With(n).In(p.opts.Lang)
	}
	return list, rest
}

func (p *Preview) problem(x diag.Problem) problem {
	v := problem{Warning: x.Severity == diag.Warning, Where: p.where(x.Place), Code: x.Code(), What: x.What.In(p.opts.Lang), Mend: x.Mend.In(p.opts.Lang)}
	if x.Place.Column > 0 {
		v.Before, v.Marked, v.After = mark(x.Place)
	}
	return v
}

func (p *Preview) where(at diag.Place) string {
	where := strings.TrimSuffix(strings.TrimSuffix(p.opts.Root, "/")+"/"+at.File, "/")
	if at.Line > 0 {
		where += fmt.Sprintf(":%d", at.Line)
	}
	if at.Column > 0 {
		where += fmt.Sprintf(":%d", at.Column)
	}
	return where
}

// Of a long line this many UTF-16 units are shown on each side of the place.
const around = 60

// mark cuts the line of a place into what stands before, in and after it.
func mark(at diag.Place) (before, marked, after string) {
	units := utf16.Encode([]rune(at.Excerpt))
	from := min(at.Column-1, len(units))
	to := min(from+at.Width, len(units))
	first, last := max(0, from-around), min(len(units), to+around)
	text := func(u []uint16) string { return strings.Map(visible, string(utf16.Decode(u))) }
	before, marked, after = text(units[first:from]), text(units[from:to]), text(units[to:last])
	if first > 0 {
		before = "…" + before
	}
	if last < len(units) {
		after += "…"
	}
	if marked == "" {
		marked = " " // the end of the line
	}
	return before, marked, after
}

// visible makes a blank of what would turn the line around or can't be seen.
func visible(r rune) rune {
	if invisible.Is(r) {
		return ' '
	}
	return r
}
