package form

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/tomldoc"
)

// A field of Kind Rows is a list of tables of its page, one row of boxes each: the stops of a
// route. Its answer has a line for each row, whose parts are parted by tabs.

// Parts returns the parts of a row in the order of the columns.
func (x Field) Parts(row string) []string {
	parts := strings.Split(row, "\t")
	out := make([]string, len(x.Columns(nil)))
	copy(out, parts)
	return out
}

// Row makes a row of its parts; "" when all are empty.
func Row(parts []string) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = strings.Join(strings.Fields(p), " ")
	}
	return strings.TrimRight(strings.Join(out, "\t"), "\t")
}

// showRows shows each table by what its columns hold; keys that no column has are not shown, and stay.
func (x Field) showRows(f *diag.File, v *tomldoc.Value) string {
	columns := x.Columns(nil)
	var out []string
	for i := range v.Items {
		parts := make([]string, len(columns))
		for j, c := range columns {
			parts[j] = c.show(f, v.Items[i].Table)
		}
		out = append(out, Row(parts))
	}
	return strings.Join(out, "\n")
}

// RowChange is a row that is to be written.
type RowChange struct {
	At     *tomldoc.Table // the table that stands there now; nil: a new one
	After  *tomldoc.Table // of a new one: the table that it stands below; nil: it comes last
	Assign []Assignment
	Cut    bool // the table goes
}

// rows returns how the tables become what was typed. Rows that are the same at both ends stay as
// they are, so that a row put between two others changes neither.
func (x Field) rows(t *tomldoc.Table, was, s string, in Context) ([]Assignment, *Slip) {
	columns := x.Columns(in.Catalog)
	var there []*tomldoc.Table
	if t != nil {
		if f := t.Field(x.Key); f != nil {
			for i := range f.Value.Items {
				there = append(there, f.Value.Items[i].Table)
			}
		}
	}
	old, now := rowLines(was), rowLines(s)
	if len(old) != len(there) || slices.Contains(there, nil) {
		return nil, &Slip{What: diag.M("FORM-ROWS", "文件里%s的写法特别，不能在这里改", "%s is written in an unusual way in the file and cannot be changed here").With(x.Label), Mend: diag.T("请在文件里直接改", "make the change in the file itself")}
	}
	same, tail := 0, 0
	for same < min(len(old), len(now)) && old[same] == now[same] {
		same++
	}
	for same > 0 && tail < min(len(old), len(now))-same && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	var list []RowChange
	for i := same; i < len(now)-tail; i++ {
		typed, before := x.answers(columns, now[i]), Answers{}
		r := RowChange{}
		if i < len(there)-tail {
			r.At, before = there[i], x.answers(columns, old[i])
		} else if tail > 0 {
			r.After = there[len(there)-tail-1]
		}
		var slips []Slip
		r.Assign, slips = Changes(columns, r.At, before, typed, in)
		if slips = append(slips, Missing(columns, typed)...); len(slips) > 0 {
			what := diag.T("第 %d 行：%s", "row %d: %s").With(i+1, slips[0].What)
			what.Code = slips[0].What.Code
			slips[0].What, slips[0].Meant = what, ""
			return nil, &slips[0]
		}
		if len(r.Assign) > 0 {
			list = append(list, r)
		}
	}
	for i := len(now) - tail; i < len(there)-tail; i++ {
		list = append(list, RowChange{At: there[i], Cut: true})
	}
	return []Assignment{{Key: x.Key, Rows: list}}, nil
}

func (x Field) answers(columns []Field, row string) Answers {
	a := Answers{}
	for i, p := range x.Parts(row) {
		a[columns[i].Key] = p
	}
	return a
}

// rowLines are the rows of an answer, without empty ones.
func rowLines(s string) (rows []string) {
	for line := range strings.SplitSeq(s, "\n") {
		if line = Row(strings.Split(line, "\t")); line != "" {
			rows = append(rows, line)
		}
	}
	return rows
}

// writeRows carries out what is to be done to the rows of a file's list.
func (a Assignment) writeRows(f *edit.File) error {
	for i := len(a.Rows) - 1; i >= 0; i-- { // new ones below one table: the last of them first
		r := a.Rows[i]
		if r.At != nil || r.After == nil {
			continue
		}
		if err := f.Insert(a.Key, edit.At(r.After.Start), r.fields()); err != nil {
			return err
		}
	}
	for _, r := range a.Rows {
		var err error
		switch {
		case r.Cut:
			err = f.Cut(edit.At(r.At.Start))
		case r.At != nil:
			err = Write(f, edit.At(r.At.Start), r.Assign)
		case r.After == nil:
			err = f.Append(a.Key, r.fields())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r RowChange) fields() []edit.Field { return Fields(r.Assign) }

// Fields are what a new entry is written with.
func Fields(list []Assignment) (fields []edit.Field) {
	for _, a := range list {
		if !a.Remove {
			fields = append(fields, edit.Field{Key: a.Key, Value: a.Value})
		}
	}
	return fields
}

// Write carries out assignments on a table of a file.
func Write(f *edit.File, where edit.Table, list []Assignment) error {
	for _, a := range list {
		var err error
		switch {
		case a.Rows != nil:
			err = a.writeRows(f)
		case a.Remove:
			err = f.Remove(where, a.Key)
		default:
			err = f.Set(where, a.Key, a.Value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
