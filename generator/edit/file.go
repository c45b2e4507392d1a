package edit

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// File is one file of content/ that is being changed. Each of its methods changes the
// text as the ones before have left it; Change proves what has come of all of them.
type File struct {
	path     string
	raw      []byte // nil when there is no such file yet
	spelling *spelling
	text     string // as it is now
	pieces   []piece
	splices  []spliced

	layout *layout  // of text; nil when it is to be made
	first  *layout  // of the text that the file was opened with; nil when entries have come or gone since
	want   *meaning // what the TOML shall say
	body   string   // what stands below a page's settings
	warned diag.List
}

// Open takes the bytes of a file of content/, nil when it is to be made new. A *Refused
// error says that they are no text that can be read.
func Open(path string, raw []byte) (*File, error) {
	var ps diag.List
	text := ""
	if len(raw) > 0 {
		var ok bool
		if text, ok = source.DecodeText(path, raw, &ps); !ok && !blankFile(ps) {
			return nil, &Refused{Path: path, Problems: ps,
				What: diag.M("EDIT-UNREADABLE", "读不出 %s 里的文字，不能在这里改", "the words of %s cannot be read, so it is not changed here").With(path),
				Mend: diag.T("请先照下面说的把文件改好", "first put the file right as is said below")}
		}
	}
	s, ok := newSpelling(raw, text)
	if !ok && blankFile(ps) {
		s, ok = newSpelling(nil, "") // nothing is in it that could be kept
	}
	if !ok {
		return nil, refuse(path, diag.M("EDIT-ENCODING-ODD", "%s 的编码有些特别，不能在这里改", "the encoding of %s is an odd one, so it is not changed here").With(path),
			diag.T("请用记事本另存为 UTF-8", "save it as UTF-8"))
	}
	f := &File{path: path, raw: raw, spelling: s, text: text}
	if text != "" {
		f.pieces = []piece{{start: 0, end: len(text), own: true}}
	}
	f.meant()
	f.first = f.layout
	return f, nil
}

// blankFile reports whether all that is wrong with a file is that nothing is in it.
func blankFile(ps diag.List) bool { return len(ps) == 1 && ps[0].What.Code == "FILE-EMPTY" }

// Text returns the file's text as it is now.
func (f *File) Text() string { return f.text }

// meant takes what the text says now for what is meant.
func (f *File) meant() {
	l := f.laidOut()
	f.want = tableMeaning(l.file, l.top)
	f.body = f.text[l.body:]
}

// asMeant reports whether the text says what is meant.
func (f *File) asMeant() bool {
	l := f.laidOut()
	return tableMeaning(l.file, l.top).equal(f.want) && f.text[l.body:] == f.body
}

func (f *File) laidOut() *layout {
	if f.layout == nil {
		f.layout = layOut(f.path, f.text)
	}
	return f.layout
}

// replace puts text in the place of what stands from start up to end. What the two have in
// common stays untouched.
func (f *File) replace(start, end int, text string) {
	before, after := differing(f.text[start:end], text)
	start, end, text = start+before, end-after, text[before:len(text)-after]
	if start == end && text == "" {
		return
	}
	f.pieces = splicePieces(f.pieces, start, end, text)
	f.splices = append(f.splices, spliced{start, end, len(text)})
	f.text = f.text[:start] + text + f.text[end:]
	f.layout = nil
}

// Splice replaces a stretch of the text that the file was opened with. What it means
// by that is not proved, only that no new error comes of it: it is for repairs.
func (f *File) Splice(s Splice) error {
	if s.Start < 0 || s.End < s.Start || s.End > len(f.spelling.text) {
		return f.refuse(diag.M("EDIT-SPLICE", "要改的地方不在 %s 里", "the place to be changed is not in %s").With(f.path), diag.Text{})
	}
	if !f.asMeant() {
		return f.otherwise()
	}
	start, ok := moved(f.splices, s.Start)
	end, ok2 := start, true
	if s.End > s.Start {
		end, ok2 = moved(f.splices, s.End-1)
		end++
	}
	if !ok || !ok2 || end-start != s.End-s.Start {
		return f.refuse(diag.M("EDIT-OVERLAP", "%s 里同一个地方要改两次", "one place in %s is to be changed twice").With(f.path), diag.T("请一次改一处", "make one change at a time"))
	}
	f.replace(start, end, lineEnds.Replace(s.New))
	f.meant()
	f.first = nil
	return nil
}

func (f *File) refuse(what, mend diag.Text) *Refused { return refuse(f.path, what, mend) }

// otherwise is the refusal of a change that does something else than was meant.
func (f *File) otherwise() *Refused {
	return f.refuse(diag.M("EDIT-OTHERWISE", "%s 里的写法特别，这样改会动到别的内容，没有改", "%s is written in an unusual way: the change would touch something else, and was not made").With(f.path),
		diag.T("请在文件里直接改", "make the change in the file itself"))
}

// Change returns what has come of the changes: the file before and after. It proves that the
// values are those that were meant and all others as before, that the bytes give this text,
// and that the file has no error that it did not have; else the error is a *Refused. A file
// that nothing is left in is deleted.
func (f *File) Change() (FileChange, error) {
	c := FileChange{Path: f.path, Before: f.raw}
	f.warned = nil
	if f.text == f.spelling.text {
		c.After = f.raw
		return c, nil
	}
	if !f.asMeant() {
		return c, f.otherwise()
	}
	if strings.TrimSpace(f.text) == "" {
		return c, nil
	}
	before := make(chan diag.List)
	go func() { before <- problemsOf(f.path, f.raw) }()
	after, ok := f.bytes()
	var ps diag.List
	text, readable := source.DecodeText(f.path, after, &ps)
	var problems diag.List
	if readable {
		problems = source.Parse(f.path, after).Problems
	} else {
		problems = ps
	}
	problems.Sort()
	problems = problems.Besides(<-before)
	errors, warnings := problems.Only(diag.Error), problems.Only(diag.Warning)
	if len(errors) > 0 {
		return c, &Refused{Path: f.path, Problems: errors,
			What: diag.M("EDIT-NEW-ERROR", "这样改，%s会出错：%s", "the change would make an error in %s: %s").With(Where(errors[0].Place), errors[0].What),
			Mend: errors[0].Mend}
	}
	if !ok || text != f.text {
		return c, f.unspelled()
	}
	f.warned = warnings
	c.After = after
	return c, nil
}

// Where names a place for a sentence: bases/a.md 第 3 行. It leaves the line out where a whole
// file is meant.
func Where(p diag.Place) diag.Text {
	if p.Line == 0 {
		return diag.T("%s ", "%s").With(p.File)
	}
	return diag.T("%s 第 %d 行", "%s, line %d").With(p.File, p.Line)
}

// Warnings returns the warnings that the file has after Change and did not have before.
func (f *File) Warnings() diag.List { return f.warned }

// bytes returns the text as the file's bytes: its own where nothing was changed.
func (f *File) bytes() (b []byte, ok bool) {
	s := f.spelling
	first, last := s.lines[0].raw, s.rawAt(len(s.text))
	b, ok = append(b, s.raw[:first]...), true
	at := 0 // in the file's own text
	for _, p := range f.pieces {
		if p.own {
			b = append(b, s.raw[s.rawAt(p.start):s.rawAt(p.end)]...)
			at = p.end
			continue
		}
		spelled, can := s.spell(p.new, s.endNear(at))
		b, ok = append(b, spelled...), ok && can
	}
	return append(b, s.raw[last:]...), ok
}

// problemsOf returns what is wrong with a file alone.
func problemsOf(path string, raw []byte) diag.List {
	if len(raw) == 0 {
		return nil
	}
	return source.Parse(path, raw).Problems
}

// Table names a table of a file.
type Table struct{ at int }

// Top is the file's own table: of a page, its settings.
func Top() Table { return Table{-1} }

// At is the table whose header, or brace, begins at an offset of the text that the file was
// opened with. Records have it as the start of their Span.
func At(offset int) Table { return Table{offset} }

// near is locate for a key of a table with a header of its own. While no entries have come or
// gone, no more than the lines of the table are read: a form changes many keys of one entry.
func (f *File) near(table Table, key string) (l *layout, t *tomldoc.Table, path []step, err error) {
	if first := f.first; first != nil && !first.page && table.at >= 0 && table.at < len(first.file.Text) && first.file.Text[table.at] == '[' {
		if path, ok := f.known(table, key); ok {
			i := slices.IndexFunc(first.headers, func(h line) bool { return h.start <= table.at && table.at < h.end })
			start, there := 0, false
			if i >= 0 {
				start, there = moved(f.splices, first.headers[i].start)
			}
			end, next := len(f.text), true
			if i+1 < len(first.headers) {
				end, next = moved(f.splices, first.headers[i+1].start)
			}
			if there && next && start < end {
				l = first.part(f.text, start, end)
				if at, ok := moved(f.splices, table.at); ok {
					if t, _ = l.find(at - start); t != nil {
						return l, t, path, nil
					}
				}
			}
		}
	}
	t, path, err = f.locate(table)
	return f.layout, t, path, err
}

// known returns the way to the table as it was at first; ok is false where the key is one of a table with a header.
func (f *File) known(table Table, key string) (path []step, ok bool) {
	l := f.first
	t, path := l.find(table.at)
	if t == nil {
		return nil, false
	}
	name, _, _ := strings.Cut(key, ".")
	field := t.Field(name)
	if field == nil {
		return path, true
	}
	v := &field.Value
	return path, !(v.Kind == tomldoc.Inline && l.file.Text[v.Start] == '[' || v.Kind == tomldoc.Array && byHeaders(l.file.Text, v))
}

// locate finds a table in the text as it is now.
func (f *File) locate(table Table) (t *tomldoc.Table, path []step, err error) {
	l := f.laidOut()
	if !l.settings {
		return nil, nil, f.refuse(diag.M("EDIT-NO-SETTINGS", "%s 开头没有写对的 +++ 设置，不能在这里改", "%s does not begin with settings between lines +++, so it is not changed here").With(f.path),
			diag.T("请先在文件里写好", "write them into the file first"))
	}
	if table.at < 0 {
		return l.top, nil, nil
	}
	at, ok := moved(f.splices, table.at)
	if ok {
		t, path = l.find(at)
	}
	if t == nil {
		return nil, nil, f.refuse(diag.M("EDIT-NO-TABLE", "在 %s 里找不到要改的那一条", "the entry to be changed is not found in %s").With(f.path),
			diag.T("请重新打开这一页再改", "open the page again"))
	}
	return t, path, nil
}
