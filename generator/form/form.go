// Package form says what people fill in: for each sort of record its fields, how a field shows
// what the file says, and what is to be written when somebody types something else.
//
// A Record is a list of Fields; a Field is a key of the file with its words and its Kind. Show
// makes of a record's table what stands in the boxes; Changes makes of two sets of such Answers
// (as they were shown, as they were sent) the Assignments that package edit carries out.
// A box that nobody touched assigns nothing, however oddly its line is written, and keys that no
// field knows are not looked at: so a form loses nothing.
//
// What a typed text means is package typed's, what the file then says of it is check's: a field
// only refuses what cannot be written at all (no number, no date). Names of counties, kinds and
// bases are taken by any part that means one of them.
package form

import (
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// Record is a sort of record.
type Record struct {
	Name   string    // in addresses and options: activity
	Title  diag.Text // 活动
	List   string    // the list of tables that it is an entry of; "" for what stands at the top of a page
	Fields func(c *catalog.Catalog) []Field
	Call   func(a Answers) string // the words by which its answers are called in a sentence; "" when there are none
}

// Field is one line of a record.
type Field struct {
	Key     string    // in the file, and in Answers
	Label   diag.Text //
	Hint    diag.Text // below the box; may be empty
	Unit    string    // of a number
	Kind    Kind
	Must    bool                              // a record without it is none
	More    bool                              // seldom filled in: folded away while it is empty
	Unknown bool                              // the file may say that nobody knows
	Figure  bool                              // what the record is made for: one of them is needed
	Single  string                            // the key under which one of Several stands alone: base for bases
	List    func(c *catalog.Catalog) []Choice // what may be chosen, or is likely; nil: anything
	Columns func(c *catalog.Catalog) []Field  // of Rows
	Names   string                            // the sort of record that it names: base; ""
}

// Choice is something that may be chosen.
type Choice struct {
	Value, Name string
	ID          string   // another way in which a file may name it; ""
	Others      []string // what people call it besides
}

// Kind says what a field's line holds, and so what its box looks like.
type Kind uint8

const (
	Line    Kind = iota // a text of one line
	Prose               // a text of several
	Day                 // a date, to the day, month or year
	Time                // a time of day, or two
	Number              // a whole number, not below zero
	Decimal             // a number that may have decimals
	YesNo               // true, false or not said
	One                 // one of List
	Several             // some of List, or other names: a list of texts
	Words               // a list of short texts, 气象、防灾
	Lines               // a list of texts, one a line
	Place               // location, with datum
	Hours               // opening hours
	Checked             // when a page was checked, and how
	Rows                // a list of tables, a row of boxes each
)

// Answers are what stands in the boxes of a form, by key; of a list one line each.
type Answers map[string]string

// Table returns the answers that a record's table gives: nil gives an empty form.
func Table(fields []Field, f *diag.File, t *tomldoc.Table) Answers {
	a := Answers{}
	for _, x := range fields {
		a[x.Key] = x.show(f, t)
	}
	return a
}

// Open returns a file of content/ with the values of its TOML, of a page those of its settings.
func Open(path, text string) (*diag.File, *tomldoc.Table) {
	f := diag.NewFile(path, text)
	from, to := 0, len(text)
	if strings.HasSuffix(path, ".md") {
		var ok bool
		if from, to, _, ok = source.FrontMatter(f); !ok {
			return f, &tomldoc.Table{}
		}
	}
	var ps diag.List // what is wrong is told by who checks the file
	return f, source.Values(f, from, to, &ps)
}

// Tables returns the tables of the lists of a file by where they begin: its entries, as the records name them.
func Tables(top *tomldoc.Table) map[int]*tomldoc.Table {
	tables := map[int]*tomldoc.Table{}
	for i := range top.Fields {
		for j := range top.Fields[i].Value.Items {
			if t := top.Fields[i].Value.Items[j].Table; t != nil {
				tables[t.Start] = t
			}
		}
	}
	return tables
}

// show returns what the box of a field holds. What is written in a way that its box does not
// know stands there as it is written.
func (x Field) show(f *diag.File, t *tomldoc.Table) string {
	if t == nil {
		return ""
	}
	v := t.Field(x.Key)
	if v == nil {
		if single := x.Single; single != "" && t.Field(single) != nil {
			v = t.Field(single)
		} else {
			return ""
		}
	}
	written := func(v *tomldoc.Value) string { return f.Text[v.Start:v.End] }
	switch v := &v.Value; v.Kind {
	case tomldoc.String:
		return strings.TrimSpace(v.Text)
	case tomldoc.Day:
		return v.Date.String()
	case tomldoc.Inline:
		if x.Kind == Checked && v.Table != nil {
			return showChecked(f, v)
		}
		return written(v)
	case tomldoc.Array:
		switch x.Kind {
		case Place:
			return showPlace(f, t, v)
		case Hours:
			return showHours(f, v)
		case Rows:
			return x.showRows(f, v)
		}
		var items []string
		for i := range v.Items {
			if v.Items[i].Kind != tomldoc.String {
				return written(v)
			}
			items = append(items, v.Items[i].Text)
		}
		if x.Kind == Words {
			return strings.Join(items, "、")
		}
		return strings.Join(items, "\n")
	default:
		return written(v)
	}
}

// Assignment is a line that is to be written, or taken out.
type Assignment struct {
	Key    string
	Value  edit.Value
	Remove bool
	Rows   []RowChange // of a list of tables, in place of a value
}

// Slip is what cannot be taken in as it was typed.
type Slip struct {
	Key        string
	What, Mend diag.Text
	Meant      string // what the box would hold if its user says yes; ""
	Item       string // the name that it is about
	New        string // the sort of record that would have that name: base; ""
}

// Context is what answers are understood by.
type Context struct {
	Catalog *catalog.Catalog // may be nil
	Year    int              // of a day that is typed without one
	Today   date.Date
}

// Changes returns what is to be written so that a record that shows was shows typed: for a
// new record was is empty.
func Changes(fields []Field, t *tomldoc.Table, was, typed Answers, in Context) (list []Assignment, slips []Slip) {
	for _, x := range fields {
		now := tidy(typed[x.Key])
		if now == tidy(was[x.Key]) && !x.broken(t) {
			continue
		}
		if x.Kind == Rows {
			more, slip := x.rows(t, was[x.Key], typed[x.Key], in)
			if slip != nil {
				slip.Key = x.Key
				slips = append(slips, *slip)
			}
			list = append(list, more...)
			continue
		}
		if now == "" {
			for _, key := range x.Keys() {
				if t != nil && t.Field(key) != nil {
					list = append(list, Assignment{Key: key, Remove: true})
				}
			}
			continue
		}
		more, slip := x.read(t, now, in)
		if slip != nil {
			slip.Key = x.Key
			slips = append(slips, *slip)
			continue
		}
		list = append(list, more...)
	}
	return list, slips
}

// broken reports whether the line of the field holds what cannot be read: it is written anew, if what
// stands in its box can be.
func (x Field) broken(t *tomldoc.Table) bool {
	if t == nil {
		return false
	}
	f := t.Field(x.Key)
	return f != nil && f.Value.Kind == tomldoc.Bad
}

// InWords returns an answer as a sentence says it: 是 for true, the name of a choice, the beginning of a long text.
func (x Field) InWords(answer string, l diag.Lang) string {
	switch {
	case x.Kind == YesNo && answer == "true":
		return diag.T("是", "yes").In(l)
	case x.Kind == YesNo && answer == "false":
		return diag.T("否", "no").In(l)
	case x.Kind == One && x.List != nil:
		for _, c := range x.List(nil) {
			if c.Value == answer {
				return c.Name
			}
		}
	}
	return diag.Clip(answer, 24)
}

// Missing returns a slip for each field that must be filled in and is not, and one where a record is made for its
// figures and has none.
func Missing(fields []Field, typed Answers) (slips []Slip) {
	for _, x := range fields {
		if x.Must && tidy(typed[x.Key]) == "" {
			slips = append(slips, Slip{Key: x.Key, What: diag.M("FORM-MISSING", "%s要填", "%s is needed").With(x.Label)})
		}
	}
	first := slices.IndexFunc(fields, func(x Field) bool { return x.Figure })
	if first >= 0 && !slices.ContainsFunc(fields, func(x Field) bool { return x.Figure && tidy(typed[x.Key]) != "" }) {
		slips = append(slips, Slip{Key: fields[first].Key, What: diag.M("FORM-NO-FIGURE", "一个数也没有填", "no figure is filled in"),
			Mend: diag.T("报来多少填多少；还没有报来就先不存，不然会算作报过了", "fill in what was sent; if nothing was, do not save it yet, or it counts as sent")})
	}
	return slips
}

// Keys are all lines that the field may write.
func (x Field) Keys() []string {
	keys := []string{x.Key}
	if s := x.Single; s != "" {
		keys = append(keys, s)
	}
	if x.Kind == Place {
		keys = append(keys, "datum")
	}
	return keys
}

// Same reports whether two answers say the same.
func Same(a, b string) bool { return tidy(a) == tidy(b) }

// tidy takes away what a browser or a hand puts around a text: the line ends of forms, blanks
// at the ends of lines, empty lines at the ends.
func tidy(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t　")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n \t　")
}

// ItemsOf returns the lines of a list.
func ItemsOf(answer string) []string { return Field{Kind: Lines}.items(answer) }

// items returns the parts of a list as they were typed.
func (x Field) items(s string) []string {
	cut := func(r rune) bool { return r == '\n' }
	if x.Kind == Words {
		cut = func(r rune) bool { return strings.ContainsRune("\n、，,；;", r) }
	}
	var out []string
	for _, part := range strings.FieldsFunc(s, cut) {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}
