package desk

import (
	"net/http"
	"strings"
	"unicode/utf16"

	"kepu/generator/diag"
)

// homeView is the desk's first page.
type homeView struct {
	Errors, Warnings int
	Faults           []fault
	Rest             int
	Empty            bool // there is no site yet
}

// fault is a problem of the content as the desk shows it.
type fault struct {
	Error                 bool
	Where                 string // 第 3 行
	Code, What, Mend      string
	Before, Marked, After string // the line of the place, if it has one
	Edit                  string // the path of the page of the desk that opens the place; "" where there is none
}

// mostFaults is how many problems are shown at once.
const mostFaults = 30

func (d *Desk) home(w http.ResponseWriter, _ *http.Request) {
	s, problems := d.o.Now()
	v := homeView{Empty: s == nil}
	v.Errors, v.Warnings = problems.Count()
	v.Faults, v.Rest = d.faults(problems, mostFaults)
	d.show(w, http.StatusOK, "home", &frame{Title: diag.T("桌面", "Desk"), View: &v})
}

// faults returns the first problems, errors before warnings, and how many more there are.
func (d *Desk) faults(l diag.List, most int) (list []fault, rest int) {
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for _, p := range l {
			switch {
			case p.Severity != severity:
			case len(list) < most:
				list = append(list, d.fault(p))
			default:
				rest++
			}
		}
	}
	return list, rest
}

func (d *Desk) fault(p diag.Problem) fault {
	f := fault{Error: p.Severity == diag.Error, Code: p.Code(), What: p.What.In(d.o.Lang), Mend: p.Mend.In(d.o.Lang), Where: p.Place.File}
	if p.Place.Line > 0 {
		f.Where = diag.T("%s 第 %d 行", "%s, line %d").With(p.Place.File, p.Place.Line).In(d.o.Lang)
	}
	if p.Place.Column > 0 {
		units := utf16.Encode([]rune(p.Place.Excerpt))
		from := min(p.Place.Column-1, len(units))
		to := min(from+p.Place.Width, len(units))
		f.Before, f.Marked, f.After = string(utf16.Decode(units[:from])), string(utf16.Decode(units[from:to])), string(utf16.Decode(units[to:]))
	}
	if p.Place.File != "" && (strings.HasSuffix(p.Place.File, ".md") || strings.HasSuffix(p.Place.File, ".toml")) {
		f.Edit = placeAddress(p.Place.File, p.Place.Line)
	}
	return f
}
