package edit

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// Append adds an entry [[list]] below the last one of its list, written as that is, or at
// the end of the file, of a page's settings. The lists of a list's entries have a . in
// their name: part.item belongs to the last part.
func (f *File) Append(list string, fields []Field) error { return f.insert(list, nil, fields) }

// Insert is Append below a given entry of the list.
func (f *File) Insert(list string, after Table, fields []Field) error {
	return f.insert(list, &after, fields)
}

func (f *File) insert(list string, below *Table, fields []Field) error {
	for _, x := range fields {
		if x.Value.fault != nil {
			r := *x.Value.fault
			r.Path = f.path
			return &r
		}
	}
	entry, ok := fieldsMeaning(fields)
	if !ok || slices.Contains(strings.Split(list, "."), "") {
		return f.refuse(diag.M("EDIT-KEYS", "新的一条里有的名称写了两次或是空的", "a key of the new entry is empty or stands twice"), diag.Text{})
	}
	if f.text == "" && isPage(f.path) {
		f.replace(0, 0, "+++\n+++\n")
		f.meant()
	}
	if _, _, err := f.locate(Top()); err != nil {
		return err
	}
	l := f.laidOut()
	items, parent, err := f.listed(list)
	if err != nil {
		return err
	}
	at := len(items) // where the new one stands in its list
	if below != nil {
		t, path, err := f.locate(*below)
		if err != nil {
			return err
		}
		at = slices.IndexFunc(items, func(v tomldoc.Value) bool { return v.Table == t }) + 1
		if at == 0 || len(path) == 0 {
			return f.refuse(diag.M("EDIT-OTHER-LIST", "选的那一条不在 [[%s]] 里", "the entry that was chosen is none of [[%s]]").With(list), diag.Text{})
		}
	}
	f.place(l, list, items, at, fields)
	f.first = nil
	last := list[strings.LastIndexByte(list, '.')+1:]
	m := f.want.at(parent)
	if m == nil {
		return f.otherwise()
	}
	if m.fields[last] == nil {
		m.fields[last] = &meaning{kind: tomldoc.Array}
	}
	m.fields[last].items = slices.Insert(m.fields[last].items, at, entry)
	return nil
}

// listed returns the entries that a list has so far, and the way to the table that holds it.
func (f *File) listed(list string) (items []tomldoc.Value, parent []step, err error) {
	l := f.laidOut()
	t := l.top
	parts := strings.Split(list, ".")
	for i, p := range parts {
		field := t.Field(p)
		if i == len(parts)-1 {
			if field == nil {
				return nil, parent, nil
			}
			if field.Value.Kind != tomldoc.Array || !byHeaders(l.file.Text, &field.Value) {
				return nil, nil, f.refuse(diag.M("EDIT-NO-ENTRIES", "%s 里的 %s 不是写成 [[%[2]s]] 的，不能这样加一条", "%[2]s in %[1]s is not written as [[%[2]s]], so that no entry can be added").With(f.path, list), diag.Text{})
			}
			return field.Value.Items, parent, nil
		}
		switch {
		case field != nil && field.Value.Kind == tomldoc.Inline && l.file.Text[field.Value.Start] == '[':
			t, parent = field.Value.Table, append(parent, step{p, -1})
		case field != nil && field.Value.Kind == tomldoc.Array && byHeaders(l.file.Text, &field.Value):
			n := len(field.Value.Items) - 1
			t, parent = field.Value.Items[n].Table, append(parent, step{p, n})
		default:
			return nil, nil, f.refuse(diag.M("EDIT-NO-PARENT", "%s 里没有 [[%s]]，不能加 [[%s]]", "%s has no [[%s]] for a [[%s]]").With(f.path, p, list), diag.Text{})
		}
	}
	return nil, nil, nil
}

// place writes the entry: below the one before it in its list, or at the end.
func (f *File) place(l *layout, list string, items []tomldoc.Value, at int, fields []Field) {
	empty, s, indent := 1, style{before: " ", after: " "}, ""
	// The look of the entry is that of the one above it; its distance that of two that follow one another.
	var model *tomldoc.Table
	if at > 0 {
		model = items[at-1].Table
	}
	if model != nil {
		head, end := l.region(model)
		s = styleOf(l.pairsIn(head.end, end), func() []pair { return l.pairs })
		indent = blanks(l.file.Text[head.start:])
		for _, v := range slices.Backward(items[1:]) {
			if _, n, none := l.above(l.block(l.lineStart(v.Table.Start))); !none {
				empty = n
				break
			}
		}
	} else {
		s = styleOf(l.pairs, nil)
		if len(l.headers) == 0 && s.column > 0 {
			s.tight = true // the file's own keys, which an entry need not stand in line with
		}
	}
	block := s.entry(indent, list, fields)
	var end int
	if model != nil {
		_, path := l.find(model.Start)
		lines, _ := l.entry(model.Start, path)
		end = lines.end
		if empty == 0 && l.comment(l.lineStart(end)) {
			empty = 1 // else that would be the new entry's
		}
	} else {
		var none bool
		end, _, none = l.above(l.to)
		switch {
		case none && l.page:
			f.replace(l.from, l.from, block+"\n")
			return
		case none:
			f.replace(0, 0, block+"\n")
			return
		}
	}
	f.replace(end, end, strings.Repeat("\n", empty+1)+block)
}

// entry writes the header of a list and the lines below it.
func (s style) entry(indent, list string, fields []Field) string {
	if s.column > 0 {
		longest := 0
		for _, f := range fields {
			longest = max(longest, width(keyText(f.Key)))
		}
		if s.tight || longest >= s.column {
			s.column = longest + 1
		}
	}
	lines := []string{indent + "[[" + keyText(list) + "]]"}
	for _, f := range fields {
		lines = append(lines, s.pair(keyText(f.Key), f.Value.write("", false)))
	}
	return strings.Join(lines, "\n")
}

// Cut takes out an entry, or a table with a header of its own, with the tables below it and
// the comments that belong to it: those right above its header and right below its last
// line. A heading that an empty line sets apart stays.
func (f *File) Cut(table Table) error {
	t, path, err := f.locate(table)
	if err != nil {
		return err
	}
	l := f.laidOut()
	if len(path) == 0 || f.text[t.Start] != '[' {
		return f.refuse(diag.M("EDIT-CUT", "这一条没有自己的方括号标题，不能整条删", "what has no header of its own is not cut as an entry"), diag.Text{})
	}
	lines, ok := l.entry(t.Start, path)
	if !ok {
		return f.otherwise()
	}
	f.first = nil
	if end, _, none := l.above(lines.start); !none || l.page {
		if none {
			end = l.from - 1
		}
		f.replace(end, lines.end, "")
	} else {
		for lines.end < len(f.text) && l.blank(lines.end+1) && lines.end+1 < len(f.text) {
			lines.end = l.lineEnd(lines.end + 1)
		}
		f.replace(lines.start, min(lines.end+1, len(f.text)), "")
	}
	last := path[len(path)-1]
	m := f.want.at(path[:len(path)-1])
	if m == nil || m.fields[last.key] == nil {
		return f.otherwise()
	}
	if list := m.fields[last.key]; last.index >= 0 && len(list.items) > 1 {
		list.items = slices.Delete(list.items, last.index, last.index+1)
	} else {
		delete(m.fields, last.key)
	}
	f.withoutEmpty(path[:len(path)-1])
	return nil
}

// Body returns what stands below a page's settings, without the empty lines around it.
func (f *File) Body() string {
	l := f.laidOut()
	return strings.Trim(f.text[l.body:], "\n")
}

// SetBody replaces what stands below a page's settings. Empty lines around it stay as they are.
func (f *File) SetBody(markdown string) error {
	l := f.laidOut()
	if !l.page || !l.settings {
		return f.refuse(diag.M("EDIT-NO-PAGE", "%s 开头没有写对的 +++ 设置，正文不能在这里改", "%s does not begin with settings between lines +++, so its text is not changed here").With(f.path),
			diag.T("请先在文件里写好", "write them into the file first"))
	}
	text := strings.Trim(lineEnds.Replace(markdown), "\n")
	old := f.text[l.body:]
	start := l.body + len(old) - len(strings.TrimLeft(old, "\n"))
	end := l.body + len(strings.TrimRight(old, "\n"))
	want := ""
	switch {
	case end > start:
		want = old[:start-l.body] + text + old[end-l.body:]
	case text == "":
		return nil
	default: // there was none
		want = "\n" + text + "\n"
		if l.body == len(f.text) && !strings.HasSuffix(f.text, "\n") {
			f.replace(l.body, l.body, "\n")
			l = f.laidOut()
		}
	}
	f.replace(l.body, len(f.text), want)
	f.body = want
	return nil
}
