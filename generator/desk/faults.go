package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
)

// fault is a problem of the content as the desk shows it.
type fault struct {
	Error                 bool
	Where                 string // 第 3 行
	Code, What, Mend      string
	Before, Marked, After string // the line of the place, if it has one
	Edit                  string // the path of the page of the desk that opens the place; "" where there is none
	Form                  string // the path of the form of the record there; "" where there is none
	Repair                string // the path that shows what would repair it; "" where a person must do it
}

// mostFaults is how many problems are shown at once.
const mostFaults = 30

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

// faultGroup is what has one cause: thousands of the same are told once.
type faultGroup struct {
	First fault
	More  []fault // some of the others
	Count int
	Path  string // of the page that has all; "" where all are here
}

// How many others of a group are shown with it, and how many problems the page of one shows.
const (
	mostOfGroup = 4
	mostOfCause = 50
)

// cause is what problems of one group have in common: the code of the message, where it has one.
type cause struct {
	severity diag.Severity
	code     string
}

func causeOf(p diag.Problem) cause {
	if code := p.Code(); code != "" {
		return cause{p.Severity, code}
	}
	return cause{p.Severity, p.What.ZH}
}

// groups returns the first groups of problems, those of errors first, and how many problems the others have.
func (d *Desk) groups(l diag.List, most int) (list []faultGroup, rest int) {
	at := map[cause]int{} // in members
	var members []diag.List
	var count []int
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for _, p := range l {
			if p.Severity != severity {
				continue
			}
			c := causeOf(p)
			i, known := at[c]
			if !known {
				i = len(members)
				at[c] = i
				members, count = append(members, nil), append(count, 0)
			}
			count[i]++
			if i < most && len(members[i]) <= mostOfGroup {
				members[i] = append(members[i], p)
			}
		}
	}
	o := offers{d: d}
	for i, m := range members {
		if i >= most {
			rest += count[i]
			continue
		}
		g := faultGroup{First: o.fault(m[0]), Count: count[i]}
		for _, p := range m[1:] {
			g.More = append(g.More, o.fault(p))
		}
		if count[i] > len(m) {
			g.Path = causePath(causeOf(m[0]), 0)
		}
		list = append(list, g)
	}
	return list, rest
}

func causePath(c cause, from int) string {
	v := url.Values{"of": {c.code}}
	if from > 0 {
		v.Set("from", strconv.Itoa(from))
	}
	return "problems?" + v.Encode()
}

// problemsView is what problems.html shows: all problems, or those of one cause.
type problemsView struct {
	Faults           []fault
	Repairs          int
	Newer, Older     string // paths of the pages before and after
	First, Last, All int
}

// problems answers for all problems of one cause, or of all.
func (d *Desk) problems(w http.ResponseWriter, r *http.Request) {
	of := r.URL.Query().Get("of")
	from, _ := strconv.Atoi(r.URL.Query().Get("from")) // none is the first
	_, all := d.o.Now()
	var list diag.List
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for _, p := range all {
			if p.Severity == severity && (of == "" || causeOf(p).code == of) {
				list = append(list, p)
			}
		}
	}
	from = max(0, min(from, len(list)-1))
	v := problemsView{All: len(list), First: from + 1, Last: min(from+mostOfCause, len(list))}
	o := offers{d: d}
	for _, p := range list[from:v.Last] {
		v.Faults = append(v.Faults, o.fault(p))
	}
	if v.Last < len(list) {
		v.Older = causePath(cause{code: of}, v.Last)
	}
	if from > 0 {
		v.Newer = causePath(cause{code: of}, max(0, from-mostOfCause))
	}
	d.show(w, http.StatusOK, "problems", &frame{Title: diag.T("要改正的", "What is wrong"), Lead: diag.T("共 %d 处", "%d in all").With(len(list)), Path: "problems", View: &v})
}

// offers finds for problems what the desk can do about them. It reads each file once.
type offers struct {
	d     *Desk
	texts map[string]*diag.File // nil: it cannot be read
}

// fault is a problem with the form of its record and its repair.
func (o *offers) fault(p diag.Problem) fault {
	f := o.d.fault(p)
	if p.Repair != nil {
		f.Repair = repairPath(p)
	}
	if f.Edit != "" && p.Place.Line > 0 {
		f.Form = o.form(p.Place)
	}
	return f
}

// form returns the path of the form for a place; "" where there is none, or the record cannot be read.
func (o *offers) form(at diag.Place) string {
	text, known := o.texts[at.File]
	if !known {
		raw, err := folder.New(o.d.o.Content).ReadFile(at.File)
		if err == nil {
			if f, err := edit.Open(at.File, raw); err == nil {
				text = diag.NewFile(at.File, f.Text())
			}
		}
		if o.texts == nil {
			o.texts = map[string]*diag.File{}
		}
		o.texts[at.File] = text
	}
	if text == nil {
		return ""
	}
	start, _ := around(text.Text, at.File, at.Line)
	rec, ok := recordAt(at.File, text, start)
	if !ok {
		return ""
	}
	if rec.List == "" {
		start = 0
		if strings.HasPrefix(at.Excerpt, "+++") || !strings.Contains(at.Excerpt, "=") {
			return "" // of the text below the settings, or of the settings' fence
		}
	}
	s, err := o.d.find(rec, at.File, start)
	if err != nil || rec.List != "" && s.table == nil || len(s.top.Fields) == 0 {
		return ""
	}
	path := editAddress(rec.Name, at.File, start)
	if key := keyOn(at.Excerpt, rec.Fields(o.d.catalog())); key != "" {
		path += "#f-" + key
	}
	return path
}

// box returns the path of a record's form at one of its boxes; where it has no such box, at its top.
func (d *Desk) box(rec form.Record, path string, at int, key string) string {
	to := editAddress(rec.Name, path, at)
	if slices.ContainsFunc(rec.Fields(d.catalog()), func(f form.Field) bool { return f.Key == key }) {
		to += "#f-" + key
	}
	return to
}
