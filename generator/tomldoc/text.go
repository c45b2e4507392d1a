package tomldoc

import (
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
)

// quoted reads a text of any form; pos is at its first quote.
func (r *reader) quoted() Value {
	q := r.text[r.pos]
	if rest := r.text[r.pos:]; len(rest) > 2 && rest[1] == q && rest[2] == q {
		return r.long()
	}
	return r.short()
}

// short reads a text on one line, in a pair of ' or ".
func (r *reader) short() Value {
	start, q := r.pos, r.text[r.pos]
	plain, ok := true, true
	i := start + 1
	for {
		for i < len(r.text) && class[r.text[i]]&ordinary != 0 {
			i++
		}
		if i >= len(r.text) || r.text[i] == '\n' {
			r.pos = i
			return r.notQuoted(start)
		}
		c := r.text[i]
		if c == q {
			break
		}
		n, good := 1, true
		switch {
		case c == '\\' && q == '"':
			plain = false
			n, good = r.escape(start, i)
		case c != '\\' && class[c]&quote == 0:
			n, good = r.visible(i)
		}
		i += n
		ok = ok && good
	}
	r.pos = i + 1
	v := Value{Kind: String, Start: start, End: r.pos, Plain: plain, From: start + 1}
	switch {
	case !ok:
		return Value{Start: start, End: r.pos}
	case plain:
		v.Text = r.text[start+1 : i]
	default:
		v.Text = unescape(r.text[start+1 : i])
	}
	if !plain && isPath(r.text[start+1:i]) {
		r.fault(start+3, start+5, windowsPath)
		return Value{Start: start, End: r.pos}
	}
	return v
}

// visible looks at the character at i in a text: it returns its width, and
// reports false (and a fault) where no text may hold it.
func (r *reader) visible(i int) (width int, ok bool) {
	c, n := utf8.DecodeRuneInString(r.text[i:])
	return n, r.allowed(c, i, i+n)
}

// allowed reports whether a text may hold c, written from start up to end, and
// says so where it should not.
func (r *reader) allowed(c rune, start, end int) bool {
	h := hidden(c)
	if h == seen || ofEmoji(c, r.text[:start]) {
		return true
	}
	m, isError := h.told()
	var gone *diag.Repair
	if mayGo(c) {
		gone = diag.Replace(start, end, "")
	}
	if isError {
		r.fault(start, end, m, unseen(c)).By(gone)
		return false
	}
	r.warn(start, end, m, unseen(c)).By(gone)
	return true
}

// escape reads the escape at i in the text that began at start.
func (r *reader) escape(start, i int) (width int, ok bool) {
	c, n := escaped(r.text[i:])
	if n == 2 && (c == '\b' || c == '\f') { // "C:\bases" means no control character
		r.fault(i, i+n, controlEscape, r.text[i:i+n])
		return n, false
	}
	if n > 0 {
		return n, r.allowed(c, i, i+n)
	}
	n = 1
	if i+1 < len(r.text) && r.text[i+1] != '\n' {
		n += r.width(i + 1)
	}
	r.fault(i, i+n, badEscape, r.text[i:i+n])
	return n, false
}

// notQuoted says why the text at start does not end on its line. pos is at the line's end.
func (r *reader) notQuoted(start int) Value {
	q := r.text[start : start+1]
	line := strings.TrimRight(r.text[start+1:r.pos], " \t")
	before, last := line, ""
	if cut, _, found := strings.Cut(line, " #"); found {
		before = strings.TrimRight(cut, " \t")
	}
	if before != "" {
		last = before[len(before)-lastWidth(before):]
	}
	after := 0
	if r.depth == 0 {
		after = r.textEnd(q)
	}
	switch {
	case strings.HasSuffix(line, `\"`):
		at := start + len(line) - 1
		r.fault(at, at+2, badEscape, `\"`)
	case last == "”" || last == "’" || last == "＂":
		if p := r.fault(start, start+1, chineseEnd, last); p != nil {
			p.By(r.halfQuote(start))
		}
	case after > 0:
		r.fault(start, r.pos, brokenLine)
		r.pos = after
	default:
		if p := r.fault(start, r.pos, openQuote, q); p != nil {
			p.By(r.endOfText(start, q))
		}
	}
	return Value{Start: start, End: r.pos}
}

// textEnd looks for the line on which a text that broke off at pos goes on and
// ends, and returns that line's end, or 0: a text goes on until an empty line
// or one that begins something else.
func (r *reader) textEnd(q string) int {
	const most = 40 // lines; a text with more is hardly meant as one line
	i := r.pos
	for range most {
		i++
		if i >= len(r.text) || r.text[i] == '\n' || r.beginsPair(i) || r.beginsHeader(i) {
			return 0
		}
		end := i + len(r.text[i:])
		if n := strings.IndexByte(r.text[i:], '\n'); n >= 0 {
			end = i + n
		}
		if strings.Contains(r.text[i:end], q) {
			return end
		}
		i = end
	}
	return 0
}

func lastWidth(s string) int {
	_, n := utf8.DecodeLastRuneInString(s)
	return n
}

// isPath reports whether a text with backslashes is a Windows path: C:\new\1.jpg
// would else become a text with line breaks, and nobody would know why.
func isPath(s string) bool {
	if len(s) < 4 || !letter(s[0]) || s[1] != ':' || s[2] != '\\' || s[3] == '\\' {
		return false
	}
	dot := strings.LastIndexByte(s, '.')
	ext := s[dot+1:]
	if dot < 0 || len(ext) < 2 || len(ext) > 4 {
		return false
	}
	for i := range len(ext) {
		if !letter(ext[i]) && !digit(ext[i]) {
			return false
		}
	}
	return !strings.Contains(s, " ")
}
