package intake

import (
	"cmp"
	"regexp"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/source"
)

var keyLine = regexp.MustCompile(`^([a-z_][a-z0-9_-]*)\s*=`)

// prove reads a record as its file would be read, and says what is wrong with it at the cell that it is from. Else the
// whole book would be refused for a line of a file that nobody has seen.
func (h *holder) prove(r *Record) {
	answers := form.Answers{}
	for k, v := range r.was {
		answers[k] = v
	}
	mine := map[string]bool{}
	for k, v := range r.Answers {
		answers[k] = v
		mine[k] = true
	}
	if r.State == Changed {
		mine = map[string]bool{}
		for _, f := range r.Fields {
			mine[f.Key] = true
		}
	}
	fields := r.Sort.Fields(h.in.Catalog)
	list, slips := form.Changes(fields, nil, form.Answers{}, answers, h.in)
	if r.State == New {
		slips = append(slips, form.Missing(fields, answers)...)
	}
	for _, s := range slips {
		if mine[s.Key] || r.State == New {
			h.wrong(r, s.Key, Refuse, s.What, s.Mend)
		}
	}
	k, _ := fresh.Named(r.Sort.Name)
	path := map[string]string{form.Activity.Name: "activities/x.toml", form.Annual.Name: "activities/x.toml", form.Base.Name: "bases/x.md", form.Designation.Name: "designations.toml"}[r.Sort.Name]
	f, err := edit.Open(path, nil)
	if err != nil {
		return
	}
	if k.IsPage() {
		err = form.Write(f, edit.Top(), list)
	} else {
		err = f.Append(r.Sort.List, form.Fields(list))
	}
	if refused, ok := err.(*edit.Refused); ok {
		h.wrong(r, "", Refuse, refused.What, refused.Mend)
		return
	}
	text := f.Text()
	settings := strings.Count(text, "\n")
	if k.IsPage() {
		text += cmp.Or(r.Text, "虚构的正文。") + "\n"
		mine["text"] = r.Text != ""
	}
	lines := strings.Split(text, "\n")
	for _, p := range source.Parse(path, []byte(text)).Problems {
		key := ""
		if k.IsPage() && p.Place.Line > settings {
			key = "text"
		}
		for i := min(p.Place.Line, len(lines)) - 1; i >= 0 && key == ""; i-- {
			if m := keyLine.FindStringSubmatch(lines[i]); m != nil {
				key = m[1]
			}
		}
		if key == "base" && r.Sort.Name == form.Activity.Name {
			key = "bases"
		}
		switch {
		case !mine[key]: // it was there before
		case p.Severity == diag.Error:
			h.wrong(r, key, Refuse, p.What, p.Mend)
		case key == "text" && strings.HasPrefix(p.What.Code, "TEXT-PERSONAL") && !r.decided: // the page would show it to everybody
			h.wrong(r, key, Ask, p.What, p.Mend)
		case p.Severity == diag.Warning:
			h.wrong(r, key, Told, p.What, p.Mend)
		}
	}
}

// wrong notes what is wrong with a field of a record at its cell.
func (h *holder) wrong(r *Record, key string, g Grade, what, mend diag.Text) {
	d := Doubt{Sheet: r.Sheet, Row: r.Row, Col: -1, Grade: g, What: what, Mend: mend}
	if i := strings.LastIndexByte(r.Cells[key], '!'); i >= 0 {
		d.Col = columnOf(r.Cells[key][i+1:])
		d.Words = r.Answers[key]
	}
	if g == Refuse && mend.ZH == "" {
		d.Mend = diag.T("请核对", "check it")
	}
	r.doubt(d)
}

// columnOf returns the column of a cell's name: 3 of D7.
func columnOf(name string) int {
	n := 0
	for _, c := range name {
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}
