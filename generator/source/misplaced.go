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
	for i := range t.Fields {
		f := t.Fields[i] // a copy: t.Fields grows below
		own, ok := lists[f.Key]
		if !ok || f.Value.Kind != tomldoc.Array {
			continue
		}
		for _, v := range f.Value.Items {
			if v.Table == nil || r.file.Text[v.Start] == '{' {
				continue
			}
			r.lost(t, v.Table, f.Key, page, own)
		}
	}
}

// aboveTables moves the keys of a file that stand below one of its [tables] back to its top.
func (r *reader) aboveTables(t *tomldoc.Table, top []string, tables map[string][]string) {
	var keys []string
	var first tomldoc.Field
	under := ""
	for i := range t.Fields {
		f := t.Fields[i] // a copy: t.Fields grows below
		values := f.Value.Items
		if f.Value.Kind == tomldoc.Inline {
			values = []tomldoc.Value{f.Value}
		}
		own, ok := tables[f.Key]
		for _, v := range values {
			if !ok || v.Table == nil || r.file.Text[v.Start] == '{' {
				continue
			}
			moved := r.moveUp(t, v.Table, top, own)
			if len(moved) > 0 && keys == nil {
				first, under = moved[0], strings.TrimSpace(lineAt(r.file.Text, v.Start))
			}
			for _, f := range moved {
				keys = append(keys, f.Key)
			}
		}
	}
	if len(keys) > 0 {
		r.ps.Error(r.file.Place(first.Start, first.End), diag.T("%s 写在了 %s 下面，会算作它的内容", "%s below %s would belong to it").With(strings.Join(keys, " "), under),
			diag.T("请移到文件最上面，第一个方括号标题的前面", "move it to the top of the file, above the first header in brackets"))
	}
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

// lost moves the fields of the entry e of a list that belong to the page t.
func (r *reader) lost(t, e *tomldoc.Table, list string, page, own []string) {
	var keys []string
	for _, f := range r.moveUp(t, e, page, own) {
		keys = append(keys, f.Key)
	}
	if len(keys) == 0 {
		return
	}
	r.ps.Error(r.file.Place(e.Start, e.End), diag.T("[[%s]] 要放在其他各行的后面：它下面的 %s 会算作它的内容", "[[%s]] must stand below the other lines: %s below it would belong to it").With(list, strings.Join(keys, " ")),
		diag.T("请把这一段移到下面那一行 +++ 的前面", "move this part down, to just above the closing +++"))
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
	r.ps.Error(r.file.Place(first.Start, first.End), diag.T("%s 前面少了一行 [[%s]]", "a line [[%[2]s]] is missing before %[1]s").With(first.Key, list),
		diag.T("每一条都以 [[%s]] 开头", "each entry begins with [[%s]]").With(list))
	t.Fields = kept
}
