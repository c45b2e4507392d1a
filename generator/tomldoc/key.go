package tomldoc

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
)

// part is one part of a dotted name.
type part struct {
	key        string
	start, end int
}

// pair reads `name = value` into a table and returns the value. Where the name
// is no name nothing is added and a Bad value returned.
func (r *reader) pair(into *Table) Value {
	if !r.name() {
		r.recover()
		return Value{}
	}
	at := r.parts[len(r.parts)-1]
	written := r.parts[0].start
	dest := into
	if len(r.parts) > 1 || r.find(into, at.key) != nil { // else it is new, as nearly always
		if r.anotherEntry(into) {
			into = r.nextEntry(at)
		}
		dest = r.place(into)
	}
	v := Value{Start: at.start, End: at.end}
	if r.peek() == '=' || r.oddEquals(written, at.end) {
		r.pos++
		outer := r.of
		r.of = wanting{at.key, r.depth > 0}
		v = r.valueOf(written, at.end)
		if r.depth > 0 {
			r.of = outer
		}
	} else {
		r.recover()
	}
	if dest != nil {
		r.add(dest, Field{Key: at.key, Start: at.start, End: at.end, Value: v})
	}
	return v
}

// valueOf reads the value that must follow the = after the name from start up to end.
func (r *reader) valueOf(start, end int) Value {
	r.spaces()
	switch c := r.peek(); {
	case c == '\n', c == '#', r.pos >= len(r.text),
		r.depth > 0 && (c == ',' || c == ']' || c == '}'):
		m := noValue
		if c == '#' {
			m = onlyRemark
		}
		if want := r.want(); want.Kind == Date {
			m.mend = cmp.Or(want.Mend, m.mend)
		}
		r.fault(start, r.pos, m, r.text[start:end])
		return Value{Start: r.pos, End: r.pos}
	}
	return r.value()
}

// name reads a name, with its dots, into r.parts and passes the blanks after it.
func (r *reader) name() bool {
	r.parts = r.parts[:0]
	start := r.pos
	for {
		p, ok := r.namePart()
		if !ok {
			return false
		}
		if len(r.parts) == maxDepth {
			r.fault(start, p.end, tooManyDots, maxDepth)
			return false
		}
		r.parts = append(r.parts, p)
		r.spaces()
		if r.peek() != '.' {
			return true
		}
		r.pos++
		r.spaces()
	}
}

// namePart reads one part of a name.
func (r *reader) namePart() (part, bool) {
	start := r.pos
	if class[r.peek()]&quote != 0 && start < len(r.text) {
		return r.quotedName()
	}
	for r.pos < len(r.text) && class[r.text[r.pos]]&bareKey != 0 {
		r.pos++
	}
	if r.foreign && r.rune() >= utf8.RuneSelf {
		if p, ok := r.chineseName(start); ok {
			return p, true
		}
	}
	p := part{r.text[start:r.pos], start, r.pos}
	if p.key == "" {
		r.badName(start)
		return p, false
	}
	if r.pos < len(r.text) && r.text[r.pos] >= utf8.RuneSelf {
		return r.oddName(p)
	}
	return p, true
}

// chineseName reads a name of letters of any kind, which may begin with others and have a
// remark in brackets, where what follows can only stand after a name.
func (r *reader) chineseName(start int) (part, bool) {
	i, open := r.pos, false
	for i < len(r.text) {
		c, n := utf8.DecodeRuneInString(r.text[i:])
		if c == '（' || c == '）' {
			open = c == '（'
		} else if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' && c != '_' {
			break
		}
		i += n
	}
	after := r.afterBlanks(i)
	if open || after >= len(r.text) {
		return part{}, false
	}
	switch c, _ := utf8.DecodeRuneInString(r.text[after:]); c {
	case '=', ':', '：', '＝', ']':
		r.pos = i
		return part{r.text[start:i], start, i}, true
	}
	return part{}, false
}

// oddName goes on with a name after which something stands that is not ASCII.
// Characters of no width are reported and left out.
func (r *reader) oddName(p part) (part, bool) {
	for hidden(r.rune()) == zeroWidth {
		r.faultInvisible(r.pos)
		r.pos += r.width(r.pos)
		for r.pos < len(r.text) && class[r.text[r.pos]]&bareKey != 0 {
			r.pos++
		}
	}
	if p.end != r.pos {
		p.end = r.pos
		p.key = strings.Map(func(c rune) rune {
			if c >= utf8.RuneSelf {
				return -1
			}
			return c
		}, r.text[p.start:p.end])
	}
	if looksBlank(r.rune()) || r.pos >= len(r.text) || r.rune() < utf8.RuneSelf {
		return p, true
	}
	switch r.rune() {
	case '：', '＝', '，', '。', '；', '“', '”', '‘', '’', '］', '】':
		return p, true // what follows says more of it
	}
	r.badName(p.start)
	return p, false
}

// quotedName reads a part of a name in quotes.
func (r *reader) quotedName() (part, bool) {
	v := r.short()
	p := part{v.Text, v.Start, v.End}
	if v.Kind == Bad {
		return p, false
	}
	if p.key == "" {
		r.fault(v.Start, v.End, emptyName)
		return p, false
	}
	for _, c := range p.key {
		if looksBlank(c) || c == '\t' || c == '\n' {
			r.fault(v.Start, v.End, strayInvisible, unseen(c))
			return p, false
		}
	}
	return p, true
}

// badName reports that no name stands at start.
func (r *reader) badName(start int) {
	line := strings.TrimRight(r.text[start:r.lineEnd(start)], " \t")
	switch {
	case r.depth > 0:
		r.fault(start, start+1, needsPair)
		return
	case start > 0 && r.text[start-1] == '[':
		at := strings.LastIndexByte(r.text[:start], '\n') + 1
		r.fault(r.afterBlanks(at), start+len(line), badHeader)
		return
	}
	before, _, found := strings.Cut(line, "=")
	if !found {
		before, _, found = strings.Cut(line, "：")
	}
	before = strings.TrimRight(before, " \t")
	switch {
	case found && before == "":
		r.fault(start, start+1, noName)
	case found && len(before) < 60:
		r.fault(start, start+len(before), notAName, before)
	default:
		r.fault(start, start+len(line), unreadable)
	}
}

// oddEquals says what stands where the = of a name should be. It reports true
// when that was meant as one; pos is then at its last byte.
func (r *reader) oddEquals(start, end int) bool {
	c, n := utf8.DecodeRuneInString(r.text[min(r.pos, len(r.text)):])
	switch c {
	case ':', '：', '＝':
		var p *diag.Problem
		if !r.foreign || r.text[start] < utf8.RuneSelf { // else the name is reported, with the = after it
			p = r.fault(r.pos, r.pos+n, wrongEquals, sign(c))
		}
		from := r.pos
		r.pos += n - 1
		if after := r.afterBlanks(r.pos + 1); c != '＝' && after < len(r.text) && r.text[after] == '=' {
			r.pos = after
		}
		p.By(diag.Replace(from, r.pos+1, "="))
		return true
	}
	rest := r.text[r.pos:r.lineEnd(r.pos)]
	i := strings.IndexByte(rest, '=')
	switch {
	case r.depth > 0:
		r.fault(start, max(end, start+1), needsPair)
	case class[r.text[start]]&quote != 0 && strings.ContainsAny(rest, `"'`):
		r.fault(start, start+1, quotedNameOpen)
	case i > 0 && !strings.ContainsAny(rest[:i], `"'`):
		written := strings.TrimRight(r.text[start:r.pos+i], " \t")
		r.fault(start, start+len(written), notAName, clip(written))
	default:
		r.fault(start, end, noEquals)
	}
	return false
}
