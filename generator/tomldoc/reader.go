package tomldoc

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
)

const (
	maxDepth    = 16  // levels of brackets, parts of a dotted name
	maxProblems = 500 // of each severity, in one document; places in long lines cost time
)

// reader walks one document. Its methods leave pos after what they have read; after
// a fault, at the end of the line or at the bracket that closes what they stand in.
type reader struct {
	file    *diag.File
	text    string // the file's text up to the document's end
	pos     int
	ps      *diag.List
	top     *Table
	lists   []string // names whose headers have two brackets
	foreign bool     // names may be Chinese
	table   *Table   // where the pairs of the next lines go
	depth   int      // brackets that are open
	parts   []part   // the name read last
	entry   entry    // the list whose entry table is, when it is one
	of      wanting  // the value that is read
	wants   func(key string, inside bool) Want
	entryOf func(t *Table) string

	room  *Room
	items []Value // of the lists that are read, the innermost last

	index  map[*Table]map[string]int // folded key → place in Fields, for tables with many keys
	errors spoken
	warned spoken

	endFrom, endAt int // what lineEnd said last: no line end between them
}

// spoken remembers what was reported, so that each line is complained of once.
type spoken struct {
	from, to int // the line of the last problem
	count    int
}

// suppressed reports whether a problem at that offset is not shown.
func (s *spoken) suppressed(at int) bool {
	return s.from <= at && at < s.to || s.count > maxProblems
}

// document reads all lines.
func (r *reader) document() {
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; {
		case c == '\n' || c == ' ' || c == '\t':
			r.pos++
		case c == '#':
			r.comment()
		case c == '[':
			r.header()
		case class[c]&(bareKey|quote) != 0:
			r.line()
		case r.foreign && c >= utf8.RuneSelf && unicode.IsLetter(r.rune()):
			v := r.pair(r.table)
			r.endLine(v)
		default:
			r.oddLine()
		}
	}
}

// line reads a line that begins with a letter, a digit or a quote: a pair, or what was meant as one.
func (r *reader) line() {
	if r.beginsPair(r.pos) { // as nearly always
		v := r.pair(r.table)
		r.endLine(v)
		return
	}
	if list := r.headerAlone(); list != "" {
		start, end := r.pos, r.lineEnd(r.pos)
		line := strings.Trim(r.text[start:end], " \t")
		at := start + strings.Index(r.text[start:end], line)
		r.fault(start, end, headerOnly, list).By(diag.Replace(at, at+len(line), "[["+list+"]]"))
		r.parts = []part{{list, start, end}}
		r.open(r.room.table(Table{Start: start, End: end}), true)
		r.pos = end
		return
	}
	if n := r.listMark(); n > 0 {
		r.fault(r.pos, r.pos+n, lineMark, strings.TrimSpace(r.text[r.pos:r.pos+n])).By(diag.Replace(r.pos, r.pos+n, ""))
		r.pos += n
	}
	v := r.pair(r.table)
	r.endLine(v)
}

// headerAlone returns the list whose name is all of the line at pos, without its brackets or in
// quotes with them; "" for none.
func (r *reader) headerAlone() string {
	line := r.text[r.pos:r.lineEnd(r.pos)]
	if len(line) > longestName || strings.IndexByte(line, '=') >= 0 || strings.Contains(line, "＝") {
		return ""
	}
	name := strings.Trim(line, " \t\"'“”‘’[]")
	if name == "" || !slices.Contains(r.lists, name) {
		return ""
	}
	return name
}

const longestName = 40

// listMark returns how many bytes the mark of a list takes that stands before a pair: - or 1.
func (r *reader) listMark() int {
	i := r.pos
	for i < len(r.text) && digit(r.text[i]) {
		i++
	}
	rest := r.text[i:]
	switch {
	case i == r.pos && (strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "*")):
		i++
	case i > r.pos && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")")):
		i++
	case i > r.pos && strings.HasPrefix(rest, "、"):
		i += len("、")
	default:
		return 0
	}
	if after := r.afterBlanks(i); (after > i || r.text[i-1] >= utf8.RuneSelf) && r.beginsPair(after) && letter(r.text[after]) {
		return after - r.pos
	}
	return 0
}

// peek returns the byte at pos, or 0 at the end.
func (r *reader) peek() byte {
	if r.pos < len(r.text) {
		return r.text[r.pos]
	}
	return 0
}

// lineEnd returns the offset of the line end at or after i. The last answer is
// kept: a megabyte of faults on one line must not cost a megabyte each.
func (r *reader) lineEnd(i int) int {
	if r.endFrom <= i && i <= r.endAt && r.endAt > 0 {
		return r.endAt
	}
	r.endFrom, r.endAt = i, len(r.text)
	if n := strings.IndexByte(r.text[i:], '\n'); n >= 0 {
		r.endAt = i + n
	}
	return r.endAt
}

// spaces passes blanks. Invisible characters that look like blanks, or like
// nothing, are named and passed.
func (r *reader) spaces() {
	for r.pos < len(r.text) {
		c := r.text[r.pos]
		if c == ' ' || c == '\t' {
			r.pos++
			continue
		}
		if c > ' ' && c < 0x7f || c == '\n' {
			return
		}
		x, n := utf8.DecodeRuneInString(r.text[r.pos:])
		if !looksBlank(x) {
			return
		}
		if p := r.fault(r.pos, r.pos+n, strayInvisible, unseen(x)); p != nil {
			p.By(r.plainBlanks())
		}
		r.pos += n
	}
}

// plainBlanks writes what stands from pos on and cannot be seen as ordinary blanks; what takes no room
// goes.
func (r *reader) plainBlanks() *diag.Repair {
	var blanks strings.Builder
	end := r.pos
	for end < len(r.text) && r.text[end] != '\n' {
		c, n := utf8.DecodeRuneInString(r.text[end:])
		if c != ' ' && c != '\t' && !looksBlank(c) {
			break
		}
		if c == ' ' || c == '\t' {
			blanks.WriteRune(c)
		} else if hidden(c) == seen {
			blanks.WriteByte(' ')
		}
		end += n
	}
	return diag.Replace(r.pos, end, blanks.String())
}

// blank passes blanks, line ends and comments inside brackets. It reports false
// at the end of the text and before a line that begins something new: a header,
// or a pair where none belongs. Then the bracket was never closed; pos is at
// the end of the line before.
func (r *reader) blank(pairs bool) bool {
	for {
		r.spaces()
		switch r.peek() {
		case '#':
			r.comment()
		case '\n':
			next := r.pos + 1
			if r.beginsHeader(next) || !pairs && r.beginsPair(next) {
				return false
			}
			r.pos = next
		default:
			return r.pos < len(r.text)
		}
	}
}

// comment passes the rest of the line.
func (r *reader) comment() {
	end := r.lineEnd(r.pos)
	for i := r.pos; i < end; i++ {
		if c := r.text[i]; c < ' ' && c != '\t' || c == 0x7f {
			r.faultInvisible(i)
		}
	}
	r.pos = end
}

// recover passes what cannot be read: the rest of the line, or inside brackets
// what comes before the one that closes them on this line.
func (r *reader) recover() {
	if r.depth == 0 {
		r.pos = r.lineEnd(r.pos)
		return
	}
	open := 0
	for r.pos < len(r.text) {
		c := r.text[r.pos]
		switch c {
		case '\n':
			return
		case '#':
			r.pos = r.lineEnd(r.pos)
			return
		case '"', '\'':
			// A quote without a partner on the line is most likely the fault itself.
			line := r.text[r.pos+1 : r.lineEnd(r.pos)]
			r.pos += strings.IndexByte(line, c) + 1
		case '[', '{':
			open++
		case ']', '}':
			if open == 0 {
				return
			}
			open--
		}
		if c >= utf8.RuneSelf && open == 0 && isCloser(r.rune()) {
			return
		}
		r.pos++
	}
}

// rune returns the character at pos.
func (r *reader) rune() rune {
	x, _ := utf8.DecodeRuneInString(r.text[min(r.pos, len(r.text)):])
	return x
}

// width returns how many bytes the character at i takes.
func (r *reader) width(i int) int {
	_, n := utf8.DecodeRuneInString(r.text[i:])
	return max(n, 1)
}

// beginsPair reports whether `name =` stands at i.
func (r *reader) beginsPair(i int) bool {
	i = r.afterBlanks(i)
	from := i
	for i < len(r.text) && (class[r.text[i]]&bareKey != 0 || r.text[i] == '.') {
		i++
	}
	end := r.afterBlanks(i)
	return i > from && end < len(r.text) && (r.text[end] == '=' || strings.HasPrefix(r.text[end:], "＝"))
}

// beginsHeader reports whether the line at i is a [header] and cannot be a list
// of values.
func (r *reader) beginsHeader(i int) bool {
	name, _, ok := r.headerName(i)
	return ok && name != "true" && name != "false" && name != "inf" && name != "nan" &&
		(name[0] > '9' || name[0] == '_')
}

// headerName returns the name in the [header] or [[header]] that is all of the line at i.
func (r *reader) headerName(i int) (name string, double, ok bool) {
	i = r.afterBlanks(i)
	rest, found := strings.CutPrefix(r.text[min(i, len(r.text)):], "[")
	if !found {
		return "", false, false
	}
	closing := "]"
	if inner, found := strings.CutPrefix(rest, "["); found {
		rest, closing, double = inner, "]]", true
	}
	n := 0
	for n < len(rest) && (class[rest[n]]&bareKey != 0 || rest[n] == '.') {
		n++
	}
	name, rest = rest[:n], rest[n:]
	rest, found = strings.CutPrefix(rest, closing)
	rest = strings.TrimLeft(rest, " \t")
	return name, double, n > 0 && found && (rest == "" || rest[0] == '\n' || rest[0] == '#')
}

func (r *reader) afterBlanks(i int) int {
	for i < len(r.text) && (r.text[i] == ' ' || r.text[i] == '\t') {
		i++
	}
	return i
}

// Arguments of wordings that are worked out only when they are shown.
type (
	spot   int  // an offset, shown as line:column
	sign   rune // a mark, shown with its name
	unseen rune // an invisible character, shown with its number and name
)

// fault reports an error at the bytes from start up to end, unless one was
// reported on that line before. Places are worked out only for what is shown. It returns what was
// reported, for its repair, or nil.
func (r *reader) fault(start, end int, m message, args ...any) *diag.Problem {
	return r.report(&r.errors, diag.Error, start, end, m, args)
}

// warn reports a warning in the same way.
func (r *reader) warn(start, end int, m message, args ...any) *diag.Problem {
	return r.report(&r.warned, diag.Warning, start, end, m, args)
}

func (r *reader) report(s *spoken, severity diag.Severity, start, end int, m message, args []any) *diag.Problem {
	if s.suppressed(start) {
		return nil
	}
	s.count++
	full := s.count > maxProblems
	if full {
		m, args = tooMany, []any{maxProblems}
	}
	s.from = strings.LastIndexByte(r.text[:start], '\n') + 1
	s.to = r.lineEnd(start) + 1
	for i, a := range args {
		switch a := a.(type) {
		case spot:
			p := r.file.Place(int(a), int(a))
			args[i] = diag.Same("%d:%d").With(p.Line, p.Column)
		case sign:
			args[i] = signName(rune(a))
		case unseen:
			args[i] = nameOf(rune(a))
		}
	}
	*r.ps = append(*r.ps, diag.Problem{
		Severity: severity,
		Place:    r.file.Place(start, end),
		What:     fill(m.what, args),
		Mend:     fill(m.mend, args),
	})
	if full {
		return nil
	}
	return &(*r.ps)[len(*r.ps)-1]
}

// fill fills the wording, if it has verbs: a wording need not use its arguments.
func fill(t diag.Text, args []any) diag.Text {
	if strings.Contains(t.ZH, "%") {
		return t.With(args...)
	}
	return t
}
