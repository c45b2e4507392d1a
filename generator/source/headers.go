package source

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// A line below a [[header]] belongs to that entry. Whoever puts [[photo]] above name,
// or leaves [[activity]] out, gets every line below reported for one mistake; here it
// is told once, and the lines are read as they were meant.

// belowHeader moves the keys of a page that stand below one of its [[lists]] back to
// the page. Lists holds the keys of each list.
func (r *reader) belowHeader(t *tomldoc.Table, page []string, lists map[string][]string) {
	r.eachHeader(t, lists, tomldoc.Array, func(list string, v *tomldoc.Value) {
		if moved := r.moveUp(t, v.Table, page, lists[list]); len(moved) > 0 {
			r.ps.Error(r.file.Place(v.Table.Start, v.Table.End), diag.M("KEY-HEADER-EARLY", "[[%s]] 要放在其他各行的后面：它下面的 %s 会算作它的内容", "[[%s]] must stand below the other lines: %s below it would belong to it").With(list, keysOf(moved)),
				diag.T("请把这一段移到下面那一行 +++ 的前面", "move this part down, to just above the closing +++"))
		}
	})
}

// aboveTables moves the keys of a file that stand below one of its [tables] back to its top.
func (r *reader) aboveTables(t *tomldoc.Table, top []string, tables map[string][]string) {
	var all []tomldoc.Field
	under := ""
	r.eachHeader(t, tables, tomldoc.Inline, func(name string, v *tomldoc.Value) {
		moved := r.moveUp(t, v.Table, top, tables[name])
		if len(moved) > 0 && all == nil {
			under = strings.TrimSpace(lineAt(r.file.Text, v.Start))
		}
		all = append(all, moved...)
	})
	if len(all) > 0 {
		r.ps.Error(r.file.Place(all[0].Start, all[0].End), diag.M("KEY-BELOW-HEADER", "%s 写在了 %s 下面，会算作它的内容", "%s below %s would belong to it").With(keysOf(all), under),
			diag.T("请移到文件最上面，第一个方括号标题的前面", "move it to the top of the file, above the first header in brackets"))
	}
}

// eachHeader visits the tables of t that headers make: [[lists]], and [tables] where kind is Inline.
func (r *reader) eachHeader(t *tomldoc.Table, known map[string][]string, kind tomldoc.Kind, visit func(name string, v *tomldoc.Value)) {
	for i := range t.Fields {
		f := t.Fields[i] // a copy: t.Fields may grow
		values := f.Value.Items
		if f.Value.Kind == tomldoc.Inline && kind == tomldoc.Inline {
			values = []tomldoc.Value{f.Value}
		}
		for k := range values {
			if v := &values[k]; known[f.Key] != nil && v.Table != nil && r.file.Text[v.Start] != '{' {
				visit(f.Key, v)
			}
		}
	}
}

func keysOf(fields []tomldoc.Field) string {
	keys := make([]string, len(fields))
	for i := range fields {
		keys[i] = fields[i].Key
	}
	return strings.Join(keys, " ")
}

// moveUp moves the fields of the table e that belong to the file's top t, and returns them.
func (r *reader) moveUp(t, e *tomldoc.Table, top, own []string) (moved []tomldoc.Field) {
	kept := make([]tomldoc.Field, 0, len(e.Fields))
	for _, f := range e.Fields {
		if slices.Contains(own, f.Key) || !slices.Contains(top, f.Key) {
			kept = append(kept, f)
			continue
		}
		moved = append(moved, f)
		if t.Field(f.Key) == nil {
			t.Fields = append(t.Fields, f)
		}
	}
	if len(moved) > 0 {
		e.Fields = kept
	}
	return moved
}

// couldBe reports whether f is one of the keys, in English or in Chinese.
func (r *reader) couldBe(f *tomldoc.Field, keys []string) bool {
	return slices.Contains(keys, f.Key) || f.Key[0] >= 0x80 && !r.isHeader(f) && chinese(f.Key, keys) != ""
}

// entryOf returns the list that the fields of t, which stand below no header, were meant for: the
// first of the file, unless one stands in the second alone. It is "" for files without entries.
func (r *reader) entryOf(t *tomldoc.Table) string {
	list := ""
	for i := range t.Fields {
		f := &t.Fields[i]
		if len(r.entries) < 2 || r.isHeader(f) {
			continue
		}
		first, second := r.couldBe(f, r.homes[r.entries[0]]), r.couldBe(f, r.homes[r.entries[1]])
		switch {
		case second && !first:
			return r.entries[1]
		case first:
			list = r.entries[0]
		}
	}
	return list
}

// noHeader reports entries of a log or of designations that stand below no [[header]], and takes
// them out of t: each key would be unknown.
func (r *reader) noHeader(t *tomldoc.Table) {
	list := r.entryOf(t)
	if list == "" {
		return
	}
	kept := make([]tomldoc.Field, 0, len(t.Fields))
	var first *tomldoc.Field
	for i := range t.Fields {
		f := &t.Fields[i]
		if r.isHeader(f) || !r.couldBe(f, r.homes[r.entries[0]]) && !r.couldBe(f, r.homes[r.entries[1]]) {
			kept = append(kept, *f)
		} else if first == nil {
			first = f
		}
	}
	p := r.ps.Error(r.file.Place(first.Start, first.End), diag.M("KEY-HEADER-MISSING", "%s 前面少了一行 [[%s]]", "a line [[%[2]s]] is missing before %[1]s").With(first.Key, list),
		diag.T("每一条都以 [[%s]] 开头", "each entry begins with [[%s]]").With(list))
	if r.allOf(list, t) {
		at := strings.LastIndexByte(r.file.Text[:first.Start], '\n') + 1
		p.By(diag.Insert(at, "[["+list+"]]\n"))
	}
	t.Fields = kept
}

// allOf reports whether all that stands below no header may stand in an entry of the list.
func (r *reader) allOf(list string, t *tomldoc.Table) bool {
	for i := range t.Fields {
		if f := &t.Fields[i]; !r.isHeader(f) && !r.couldBe(f, r.homes[list]) {
			return false
		}
	}
	return true
}
