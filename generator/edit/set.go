package edit

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// Set gives a key of a table a value: the one that stands there is changed, a key that is
// missing is added below the table's last. Parts of a dotted key have . between them. A
// value that says the same already stays as it is written.
func (f *File) Set(table Table, key string, v Value) error {
	if v.fault != nil {
		r := *v.fault
		r.Path = f.path
		return &r
	}
	if f.text == "" && isPage(f.path) {
		f.replace(0, 0, "+++\n+++\n")
		f.meant()
	}
	l, t, path, err := f.near(table, key)
	if err != nil {
		return err
	}
	parts := strings.Split(key, ".")
	if slices.Contains(parts, "") {
		return f.refuse(diag.M("EDIT-KEY", "“%s” 不能作名称", "“%s” cannot be a key").With(key), diag.Text{})
	}
	return f.set(l, t, path, parts, v)
}

func (f *File) set(l *layout, t *tomldoc.Table, path []step, parts []string, v Value) error {
	for i, p := range parts {
		field := t.Field(p)
		switch {
		case field == nil:
			return f.add(l, t, path, parts[i:], v)
		case i == len(parts)-1:
			return f.change(l, field, path, v)
		case field.Value.Kind != tomldoc.Inline:
			return f.refuse(diag.M("EDIT-NO-GROUP", "%s 里的 %s 不是一组键，不能给它加 %s", "%s in %s is no group of keys, so that %s cannot be added").With(f.path, p, parts[i+1]), diag.Text{})
		}
		t, path = field.Value.Table, append(slices.Clone(path), step{p, -1})
	}
	return nil
}

// change replaces a value.
func (f *File) change(l *layout, field *tomldoc.Field, path []step, v Value) error {
	old := &field.Value
	if old.Kind != tomldoc.Bad && meaningOf(l.file, old).equal(v.mean) {
		return nil
	}
	text := l.file.Text
	if old.Kind == tomldoc.Inline && text[old.Start] != '{' || old.Kind == tomldoc.Array && byHeaders(text, old) {
		return f.refuse(diag.M("EDIT-HEADERS", "%s 里的 %s 写成了带方括号标题的段落，不能当一个值来改", "%s has %s as parts with headers of their own, which are not changed as one value").With(f.path, field.Key), diag.Text{})
	}
	m := f.want.at(path)
	if m == nil {
		return f.otherwise()
	}
	start, end, inside := old.Start, old.End, l.pairOf(old) == nil
	written := ""
	switch {
	case old.Kind == tomldoc.Bad && inside:
		return f.otherwise()
	case old.Kind == tomldoc.Bad:
		start, end = l.badValue(field)
		written = v.write("", false)
		if start == field.End {
			written = " = " + written
		} else if text[start-1] == '=' {
			written = " " + written
		}
	case old.Kind == tomldoc.Array && v.items != nil:
		written = l.relist(old, v)
	default:
		written = v.write(text[start:end], inside)
	}
	f.replace(l.off+start, l.off+end, written)
	m.fields[field.Key] = v.mean
	return nil
}

// pairOf returns the line whose value v is; nil when it stands in brackets.
func (l *layout) pairOf(v *tomldoc.Value) *pair {
	for i := range l.pairs {
		if l.pairs[i].value == v {
			return &l.pairs[i]
		}
	}
	return nil
}

// badValue returns where on its line what should be a value stands: up to a remark after it.
func (l *layout) badValue(field *tomldoc.Field) (start, end int) {
	text := l.file.Text
	end = l.lineEnd(field.End)
	start = field.End
	if n := strings.IndexByte(text[start:end], '='); n >= 0 {
		start += n + 1
		start += len(blanks(text[start:end]))
	}
	if n := strings.Index(text[start:end], " #"); n >= 0 && !strings.ContainsAny(text[start:start+n], `"'`) {
		end = start + n
	} else if strings.HasPrefix(text[start:end], "#") {
		end = start
	}
	end = start + len(strings.TrimRight(text[start:end], " \t"))
	return start, end
}

// add writes a key that its table does not have, where the text says so far only what path
// leads to.
func (f *File) add(l *layout, t *tomldoc.Table, path []step, parts []string, v Value) error {
	text := l.file.Text
	m := f.want.at(path)
	if m == nil {
		return f.otherwise()
	}
	key := keyText(strings.Join(parts, "."))
	at, written := 0, ""
	switch {
	case t != l.top && text[t.Start] == '{':
		at, written = inBraces(text, t, key, v)
	default:
		pairs, head, ok := l.home(t)
		if !ok {
			return f.otherwise()
		}
		if dotted := l.prefix(t, pairs); dotted != "" {
			key = dotted + key
		}
		line := styleOf(pairs, func() []pair {
			if l != f.layout {
				return f.first.pairs
			}
			return l.pairs
		}).pair(key, v.write("", false))
		at, written = l.below(t, pairs, head, line)
	}
	f.replace(l.off+at, l.off+at, written)
	fields, _ := fieldsMeaning([]Field{{strings.Join(parts, "."), v}})
	for k, x := range fields.fields {
		m.fields[k] = x
	}
	return nil
}

// home returns the lines with a table's keys, and its header. For one that dots make these
// are the lines that make it.
func (l *layout) home(t *tomldoc.Table) (pairs []pair, head line, ok bool) {
	text := l.file.Text
	if t == l.top || text[t.Start] == '[' {
		for i := range t.Fields {
			if v := &t.Fields[i].Value; t != l.top && v.Start == t.Start && (v.Kind == tomldoc.Inline || v.Kind == tomldoc.Array) {
				return nil, line{}, false // it has no header of its own
			}
		}
		head, end := l.region(t)
		return l.pairsIn(head.end, max(end, head.end)), head, end >= 0
	}
	for _, p := range l.pairs {
		if within(t, p.table) {
			pairs = append(pairs, p)
		}
	}
	return pairs, line{}, len(pairs) > 0
}

// within reports whether t is the table in, or holds it.
func within(t, in *tomldoc.Table) bool {
	if t == in {
		return true
	}
	for i := range t.Fields {
		if v := &t.Fields[i].Value; v.Kind == tomldoc.Inline && within(v.Table, in) {
			return true
		}
	}
	return false
}

// prefix returns what stands before the last part of a key in a table that dots make.
func (l *layout) prefix(t *tomldoc.Table, pairs []pair) string {
	text := l.file.Text
	if t == l.top || text[t.Start] == '[' {
		return ""
	}
	for i := range t.Fields { // of its own keys, or of the tables in it: the name of its part begins at Start
		for _, p := range pairs {
			if p.table == t && p.nameStart == t.Fields[i].Start {
				return text[p.key:p.nameStart]
			}
		}
	}
	p := pairs[0]
	return text[p.key:t.End] + "."
}

// below returns where a new line of a table goes, and what is written there.
func (l *layout) below(t *tomldoc.Table, pairs []pair, head line, line string) (at int, written string) {
	switch {
	case len(pairs) > 0:
		return pairs[len(pairs)-1].end, "\n" + line
	case t != l.top:
		return head.end, "\n" + line
	case l.page:
		return l.from, line + "\n"
	case len(l.headers) > 0:
		return l.block(l.headers[0].start), line + "\n\n"
	}
	end, _, none := l.above(len(l.file.Text))
	if none {
		return 0, line + "\n"
	}
	return end, "\n" + line
}

// inBraces returns where a key is added to a table in braces, and what is written there.
func inBraces(text string, t *tomldoc.Table, key string, v Value) (at int, written string) {
	written = key + " = " + v.write("", true)
	if len(t.Fields) == 0 {
		if t.End == t.Start+2 {
			return t.Start + 1, " " + written + " "
		}
		return t.Start + 1, " " + written
	}
	last := 0
	for i := range t.Fields {
		last = max(last, writtenEnd(text, &t.Fields[i].Value))
	}
	return last, ", " + written
}

// writtenEnd returns where a value in braces ends; of a table that dots make, the last in it.
func writtenEnd(text string, v *tomldoc.Value) int {
	end := v.End
	if v.Kind == tomldoc.Inline && text[v.Start] != '{' {
		for i := range v.Table.Fields {
			end = max(end, writtenEnd(text, &v.Table.Fields[i].Value))
		}
	}
	return end
}

// Remove takes a key out of a table, with its line and the remark on it. A key that is
// not there is no fault.
func (f *File) Remove(table Table, key string) error {
	l, t, path, err := f.near(table, key)
	if err != nil {
		return err
	}
	var field *tomldoc.Field
	parts := strings.Split(key, ".")
	for i, p := range parts {
		if field = t.Field(p); field == nil {
			return nil
		}
		if i == len(parts)-1 {
			break
		}
		if field.Value.Kind != tomldoc.Inline {
			return nil
		}
		t, path = field.Value.Table, append(slices.Clone(path), step{p, -1})
	}
	m := f.want.at(path)
	if m == nil {
		return f.otherwise()
	}
	if p := l.pairOf(&field.Value); p != nil {
		end := p.end
		if pairs, _, ok := l.home(t); ok && t == l.top && !l.page && len(pairs) == 1 && len(l.headers) > 0 && strings.HasPrefix(l.file.Text[end:], "\n\n") {
			end++ // the line that below sets between the only key of a file and its first table
		}
		f.removeLines(line{l.off + p.start, l.off + end})
	} else if t != l.top && l.file.Text[t.Start] == '{' && field.Value.Kind != tomldoc.Bad {
		start, end := outOfBraces(l.file.Text, t, field)
		f.replace(l.off+start, l.off+end, "")
	} else {
		return f.refuse(diag.M("EDIT-REMOVE", "%s 里的 %s 不是写在一行里的，不能这样删", "%[2]s in %[1]s is not written on a line of its own, so that it is not removed like this").With(f.path, key),
			diag.T("请在文件里直接删", "delete it in the file itself"))
	}
	delete(m.fields, field.Key)
	f.withoutEmpty(path)
	return nil
}

// withoutEmpty forgets tables that dots made and in which nothing is left.
func (f *File) withoutEmpty(path []step) {
	var now *meaning
	for i := len(path); i > 0; i-- {
		last := path[i-1]
		if m := f.want.at(path[:i]); last.index >= 0 || m == nil || len(m.fields) > 0 {
			return
		}
		if now == nil {
			l := f.laidOut()
			now = tableMeaning(l.file, l.top)
		}
		if now.at(path[:i]) != nil {
			return
		}
		delete(f.want.at(path[:i-1]).fields, last.key)
	}
}

// removeLines deletes whole lines.
func (f *File) removeLines(lines line) {
	switch {
	case lines.end < len(f.text):
		lines.end++
	case lines.start > 0: // the last line of a file without a line end: its new last line has none either
		lines.start--
	}
	f.replace(lines.start, lines.end, "")
}

// outOfBraces returns what is deleted for a key in braces: with the comma on one side of it.
func outOfBraces(text string, t *tomldoc.Table, field *tomldoc.Field) (start, end int) {
	i := slices.IndexFunc(t.Fields, func(x tomldoc.Field) bool { return x.Start == field.Start })
	start, end = t.Start+1+len(blanks(text[t.Start+1:])), writtenEnd(text, &field.Value)
	if i > 0 {
		return writtenEnd(text, &t.Fields[i-1].Value), end
	}
	if len(t.Fields) > 1 {
		return start, t.Fields[1].Start
	}
	return t.Start + 1, t.End - 1
}
