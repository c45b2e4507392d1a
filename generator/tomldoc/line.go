package tomldoc

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
)

// endLine passes the blanks and the comment after the value v (a Bad one after a
// header), and reports what else stands on the line.
func (r *reader) endLine(v Value) {
	r.spaces()
	if r.pos >= len(r.text) || r.text[r.pos] == '\n' {
		return
	}
	if r.text[r.pos] == '#' {
		r.comment()
		return
	}
	r.afterValue(v)
	r.pos = r.lineEnd(r.pos)
}

// afterValue says what stands on a line after its value.
func (r *reader) afterValue(v Value) {
	line := r.text[r.pos:r.lineEnd(r.pos)]
	c, n := utf8.DecodeRuneInString(line)
	rest := strings.TrimLeft(line[n:], " \t")
	at := r.pos + len(line) - len(rest) // of rest
	switch {
	case c == '＃', strings.HasPrefix(line, "//"):
		p := r.fault(r.pos, r.pos+n, wrongComment, commentSign(line))
		if v.Kind != Bad && (r.pos > v.End || v.Kind == String) { // 3＃楼 is no 3
			p.By(diag.Replace(r.pos, r.pos+len(remarkMark(line)), "#"))
		} else {
			r.spoil(v)
		}
	case r.beginsPair(r.pos):
		p := r.fault(r.pos, r.pos+r.nameWidth(r.pos), twoOnALine)
		if v.Kind != Bad {
			p.By(diag.Replace(v.End, r.pos, "\n"))
		}
	case strings.ContainsRune("，、；;。,！", c):
		switch {
		case r.beginsPair(at):
			p := r.fault(at, at+r.nameWidth(at), twoOnALine)
			if v.Kind != Bad && c != '！' {
				p.By(diag.Replace(v.End, at, "\n"))
			}
		case rest == "" || rest[0] == '#' || v.Kind == Bad:
			p := r.fault(r.pos, r.pos+n, strayMark, sign(c))
			if v.Kind != Bad && c != '！' && (rest == "" || rest[0] == '#') {
				p.By(diag.Replace(v.End, r.pos+n, ""))
			}
		case r.want().Kind == Other, r.want().Kind == Text, r.want().Kind == Texts:
			r.unlike(v.Start, r.pos+len(line), needsBrackets)
			r.spoil(v)
		default:
			r.fault(v.Start, r.pos+len(line), needsBrackets)
			r.spoil(v)
		}
	case isCloser(c):
		r.fault(r.pos, r.pos+n, strayMark, sign(c))
	case v.Kind == String && r.text[v.End-1] == '"' && (v.End == r.pos || strings.Contains(line, `"`)):
		r.unpaired(v.Start, v.End)
	case v.Kind == String && v.End == r.pos && r.text[v.End-1] == '\'' && strings.Contains(line, "'"):
		if p := r.fault(v.End-1, v.End, nestedSingle); p != nil {
			p.By(r.outerQuotes(v.Start))
		}
	case v.Kind == Integer && digit(line[0]):
		r.blankInNumber(v.Start, r.pos+len(line))
		r.spoil(v)
	case v.Kind == Integer && n > 1, v.Kind == Day:
		r.meant(v.Start, r.pos+len(line), r.wordAt(v.Start))
		r.spoil(v)
	default:
		r.fault(r.pos, r.pos+len(line), wordsAfterValue)
		if v.Kind != String {
			r.spoil(v) // 3 abc is no 3
		}
	}
}

// spoil takes back the value of the pair read last: what follows it on the line says that it was
// meant as something else, and that was reported.
func (r *reader) spoil(v Value) {
	if n := len(r.table.Fields); n > 0 && r.table.Fields[n-1].Value.Start == v.Start {
		r.table.Fields[n-1].Value = r.misread(v)
	}
}

// nameWidth returns the length of the name at i.
func (r *reader) nameWidth(i int) int {
	n := i
	for n < len(r.text) && (class[r.text[n]]&bareKey != 0 || r.text[n] == '.') {
		n++
	}
	return n - i
}

// oddLine says what is wrong with a line that begins like no line does.
func (r *reader) oddLine() {
	at := r.pos
	r.spaces()
	if r.pos > at {
		return // something invisible was reported; what follows is read as usual
	}
	line := r.text[at:r.lineEnd(at)]
	c, n := utf8.DecodeRuneInString(line)
	switch {
	case c == '＃', strings.HasPrefix(line, "//"), strings.HasPrefix(line, "<!--"), c == ';':
		r.fault(at, at+n, wrongComment, commentSign(line)).By(diag.Replace(at, at+len(remarkMark(line)), "#"))
	case c == '［', c == '【':
		p := r.fault(at, at+n, wrongBracket, sign(c), "[ ]")
		whole := strings.TrimRight(line, " \t")
		if name := strings.Trim(whole, "[]［］【】 \t"); slices.Contains(r.lists, name) {
			p.By(diag.Replace(at, at+len(whole), "[["+name+"]]"))
		}
		r.table = &Table{Start: at, End: at}
	case isCloser(c):
		r.fault(at, at+n, strayMark, sign(c))
	case c == '＝', c == '=':
		r.fault(at, at+n, noName)
	case strings.TrimRight(line, " \t") == "+++", strings.HasPrefix(line, "```"):
		p := r.fault(at, at+3, pageFence, line[:3])
		if end := at + len(line); end < len(r.text) {
			p.By(diag.Replace(at, end+1, ""))
		} else {
			p.By(diag.Replace(at, end, ""))
		}
	case c == '*' && r.listMark() > 0, strings.ContainsRune("“‘", c) && r.headerAlone() != "":
		r.line()
		return
	case strings.ContainsRune("“”‘’", c):
		r.fault(at, at+n, chineseQuotes, "“ ”")
	default:
		r.badName(at)
	}
	r.pos = r.lineEnd(at)
}
