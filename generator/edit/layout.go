package edit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// layout is a text with the places of what is written in it.
type layout struct {
	file           *diag.File
	from, to, body int  // of the TOML; where a page's body begins
	settings       bool // there is TOML at all
	page           bool
	off            int // where it begins in the file's text: it may be a part of that
	top            *tomldoc.Table
	pairs          []pair // lines with a key and its value, in the order of the file
	headers        []line // lines with a [header]
}

// line is where a line stands, without its end.
type line struct{ start, end int }

// pair is a line, or several, with a key and its value.
type pair struct {
	line         // from its first byte to the end of the line that the value ends on
	key, equals  int
	value        *tomldoc.Value
	table        *tomldoc.Table // that holds the key
	nameStart    int            // of the last part of the key
	indent       string
	width        int    // of the key, in columns
	spacedBefore string // between the key and =
	spacedAfter  string
}

// layOut reads a text.
func layOut(path, text string) *layout {
	l := &layout{file: diag.NewFile(path, text), to: len(text), body: len(text), settings: true}
	if isPage(path) {
		l.page = true
		l.from, l.to, l.body, l.settings = source.FrontMatter(l.file)
	}
	if l.settings {
		l.read()
	} else {
		l.top = &tomldoc.Table{}
	}
	return l
}

// part reads a part of a file's text, from the header of a table up to the next one, as if
// there were no more.
func (l *layout) part(text string, start, end int) *layout {
	part := &layout{file: diag.NewFile(l.file.Path, text[start:end]), to: end - start, body: end - start, settings: true, off: start}
	part.read()
	return part
}

func (l *layout) read() {
	var ps diag.List
	l.top = source.Values(l.file, l.from, l.to, &ps)
	l.visit(l.top)
	slices.SortStableFunc(l.pairs, func(a, b pair) int { return a.start - b.start })
	l.findHeaders()
}

func isPage(path string) bool {
	name := strings.ToLower(path)
	return strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".markdown")
}

// visit notes the pairs of a table and of those that headers and dots make in it.
func (l *layout) visit(t *tomldoc.Table) {
	text := l.file.Text
	for i := range t.Fields {
		f := &t.Fields[i]
		v := &f.Value
		switch {
		case v.Kind == tomldoc.Inline && text[v.Start] != '{':
			l.visit(v.Table)
		case v.Kind == tomldoc.Array && byHeaders(text, v):
			for k := range v.Items {
				l.visit(v.Items[k].Table)
			}
		default:
			p := pair{line: line{l.lineStart(f.Start), l.lineEnd(max(v.End, f.End))}, value: v, table: t, nameStart: f.Start, equals: -1}
			p.key = p.start + len(blanks(text[p.start:]))
			if n := strings.IndexByte(text[f.End:max(v.Start, f.End)], '='); n >= 0 {
				p.equals = f.End + n
				p.spacedBefore = text[f.End:p.equals]
				p.spacedAfter = text[p.equals+1 : v.Start]
				p.indent, p.width = text[p.start:p.key], width(text[p.key:f.End])
			}
			l.pairs = append(l.pairs, p)
		}
	}
}

// byHeaders reports whether a list is one of [[headers]].
func byHeaders(text string, v *tomldoc.Value) bool {
	return len(v.Items) > 0 && v.Items[0].Kind == tomldoc.Inline && text[v.Items[0].Start] != '{'
}

// findHeaders notes the lines that begin with a bracket and are no part of a value.
func (l *layout) findHeaders() {
	next := 0
	for at := l.from; at < l.to; {
		end := l.lineEnd(at)
		for next < len(l.pairs) && l.pairs[next].end < at {
			next++
		}
		inside := next < len(l.pairs) && l.pairs[next].start <= at
		if !inside && strings.HasPrefix(l.file.Text[at+len(blanks(l.file.Text[at:])):], "[") {
			l.headers = append(l.headers, line{at, end})
		}
		at = end + 1
	}
}

func (l *layout) lineStart(i int) int { return strings.LastIndexByte(l.file.Text[:i], '\n') + 1 }

// lineEnd returns where the line that i stands in ends, before its \n.
func (l *layout) lineEnd(i int) int {
	if n := strings.IndexByte(l.file.Text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(l.file.Text)
}

// blanks returns the blanks that a text begins with.
func blanks(s string) string { return s[:len(s)-len(strings.TrimLeft(s, " \t"))] }

// find returns the table that begins at an offset and the way to it.
func (l *layout) find(offset int) (t *tomldoc.Table, path []step) {
	var way []step
	var search func(in *tomldoc.Table)
	search = func(in *tomldoc.Table) {
		for i := range in.Fields {
			f := &in.Fields[i]
			items := f.Value.Items
			index := 0
			if f.Value.Kind == tomldoc.Inline {
				items, index = []tomldoc.Value{f.Value}, -1
			}
			for k := range items {
				v := &items[k]
				if v.Kind != tomldoc.Inline {
					continue
				}
				s := step{f.Key, -1}
				if index == 0 {
					s.index = k
				}
				way = append(way, s)
				if v.Start == offset {
					t, path = v.Table, slices.Clone(way)
				}
				search(v.Table)
				way = way[:len(way)-1]
			}
		}
	}
	search(l.top)
	return t, path
}

// region returns the lines that hold the keys of a header's table, or of the file's own:
// from the end of the header's line up to the next header.
func (l *layout) region(t *tomldoc.Table) (head line, end int) {
	if t == l.top {
		if len(l.headers) > 0 {
			return line{l.from, l.from}, l.headers[0].start
		}
		return line{l.from, l.from}, l.to
	}
	for i, h := range l.headers {
		if h.start <= t.Start && t.Start < h.end {
			if i+1 < len(l.headers) {
				return h, l.headers[i+1].start
			}
			return h, l.to
		}
	}
	return line{}, -1
}

// pairsIn returns the pairs that stand from start up to end.
func (l *layout) pairsIn(start, end int) []pair {
	i, _ := slices.BinarySearchFunc(l.pairs, start, func(p pair, at int) int { return p.start - at })
	k, _ := slices.BinarySearchFunc(l.pairs, end, func(p pair, at int) int { return p.start - at })
	return l.pairs[i:max(i, k)]
}

// style is how pairs are written.
type style struct {
	indent        string
	before, after string // blanks around =, where nothing is aligned
	column        int    // where = stands, counted from the key; 0 when it is not aligned
	tight         bool   // the longest key has one blank before the =
}

// styleOf returns how some pairs are written. Single ones don't tell whether = is
// aligned: alike is asked then.
func styleOf(pairs []pair, alike func() []pair) style {
	s := style{before: " ", after: " "}
	known := false
	for _, p := range slices.Backward(pairs) {
		if p.equals < 0 {
			continue
		}
		s.indent = p.indent
		s.before, s.after = p.spacedBefore, p.spacedAfter
		known = true
		break
	}
	aligned, told := alignment(pairs)
	if !told && alike != nil {
		more := alike()
		if !known {
			s = styleOf(more, nil)
			return s
		}
		aligned, told = alignment(more)
		if told && aligned.column > 0 && !aligned.tight && known {
			s.column = aligned.column
		}
	}
	if aligned.column > 0 {
		s.column, s.tight = aligned.column, aligned.tight
	}
	if s.column > 0 || len(s.before) > 1 {
		s.before = " "
	}
	return s
}

// alignment returns the column that most of the pairs have their = in. Told is false when
// their keys are all of one length.
func alignment(pairs []pair) (s style, told bool) {
	columns, padded, longest := map[int]int{}, map[int]bool{}, 0
	n, widths := 0, map[int]bool{}
	for _, p := range pairs {
		if p.equals < 0 || strings.Contains(p.spacedBefore, "\t") {
			continue
		}
		n++
		c := p.width + len(p.spacedBefore)
		columns[c]++
		padded[c] = padded[c] || len(p.spacedBefore) > 1
		widths[p.width] = true
		longest = max(longest, p.width)
	}
	best := 0
	for c, count := range columns {
		if padded[c] && (count > columns[best] || count == columns[best] && c > best) {
			best = c
		}
	}
	if len(widths) < 2 && best == 0 {
		return style{}, false
	}
	if best == 0 || 2*columns[best] < n {
		return style{}, true
	}
	return style{column: best, tight: best == longest+1}, true
}

// width returns how many columns a text takes in a font of fixed width.
func width(s string) int {
	n := 0
	for _, c := range s {
		n++
		if c >= 0x1100 && utf8.RuneLen(c) > 2 {
			n++
		}
	}
	return n
}

// pair writes a key with its value as a line of the style.
func (s style) pair(key, value string) string {
	before := s.before
	if s.column > 0 {
		before = strings.Repeat(" ", max(s.column-width(key), 1))
	}
	return s.indent + key + before + "=" + s.after + value
}

// block returns where the comment lines begin that stand directly above the line at start.
func (l *layout) block(start int) int {
	for start > l.from {
		above := l.lineStart(start - 1)
		if !l.comment(above) || l.inValue(above) {
			break
		}
		start = above
	}
	return start
}

// comment reports whether the line at an offset is a comment.
func (l *layout) comment(at int) bool {
	return strings.HasPrefix(l.file.Text[at+len(blanks(l.file.Text[at:])):], "#")
}

// blank reports whether the line at an offset is empty.
func (l *layout) blank(at int) bool {
	return strings.TrimSpace(l.file.Text[at:l.lineEnd(at)]) == ""
}

// inValue reports whether the line at an offset is a part of a value that began above it.
func (l *layout) inValue(at int) bool {
	i, _ := slices.BinarySearchFunc(l.pairs, at, func(p pair, at int) int { return p.start - at })
	return i > 0 && l.pairs[i-1].end >= at
}

// entry returns the lines of the table whose header begins at an offset, with those of the
// tables below it and the comments that belong to them.
func (l *layout) entry(offset int, path []step) (lines line, ok bool) {
	for i, h := range l.headers {
		if offset < h.start || h.end <= offset {
			continue
		}
		next := l.to
		for _, below := range l.headers[i+1:] {
			if _, way := l.find(below.start + len(blanks(l.file.Text[below.start:]))); len(way) <= len(path) || !slices.Equal(way[:len(path)], path) {
				next = l.block(below.start)
				break
			}
			h = below
		}
		end := h.end
		if own := l.pairsIn(h.end, next); len(own) > 0 {
			end = own[len(own)-1].end
		}
		for end+1 < next && l.comment(end+1) {
			end = l.lineEnd(end + 1)
		}
		return line{l.block(l.lineStart(offset)), end}, true
	}
	return line{}, false
}

// above returns the end of the last line before start that is not empty, and how many empty
// ones stand between; none is true when there is no such line.
func (l *layout) above(start int) (end, empty int, none bool) {
	for at := start; at > l.from; empty++ {
		at = l.lineStart(at - 1)
		if !l.blank(at) {
			return l.lineEnd(at), empty, false
		}
	}
	return l.from, 0, true
}
