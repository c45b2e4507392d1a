package tomldoc

import "strings"

// long reads a text between three quotes, on as many lines as it takes.
func (r *reader) long() Value {
	start, q := r.pos, r.text[r.pos]
	plain, ok := true, true
	i := start + 3
	for {
		for i < len(r.text) && class[r.text[i]]&ordinary != 0 {
			i++
		}
		if i >= len(r.text) {
			return r.longOpen(start, r.lineEnd(start))
		}
		n, good := 1, true
		switch c := r.text[i]; {
		case c == q:
			n = 1
			for i+n < len(r.text) && r.text[i+n] == q {
				n++
			}
			if n >= 3 {
				r.pos = i + n
				return r.longEnd(start, n, plain, ok)
			}
		case c == '\n' || class[c]&quote != 0:
		case c == '\\':
			if q == '"' {
				plain = false
				n, good = r.longEscape(start, i)
			}
		default:
			n, good = r.visible(i)
		}
		i += n
		ok = ok && good
	}
}

// longEscape reads a backslash in a long text: an escape, or one at the end of
// a line, which joins the next one to it.
func (r *reader) longEscape(start, i int) (width int, ok bool) {
	if n := r.afterBlanks(i + 1); n < len(r.text) && r.text[n] == '\n' {
		return n - i, true
	}
	return r.escape(start, i)
}

// longEnd makes the value of a long text that ended with a run of n quotes at pos.
func (r *reader) longEnd(start, n int, plain, ok bool) Value {
	bad := Value{Start: start, End: r.pos}
	inner := r.text[start+3 : r.pos-3]
	if at := r.headerIn(start+3, r.pos-3); at > 0 {
		return r.longOpen(start, at-1)
	}
	if n > 5 {
		r.fault(r.pos-n, r.pos, manyQuotes)
		return bad
	}
	if !ok {
		return bad
	}
	v := Value{Kind: String, Start: start, End: r.pos}
	if plain {
		v.Text = strings.TrimPrefix(inner, "\n")
		v.Plain, v.From = true, r.pos-3-len(v.Text)
		return v
	}
	text, found := decode(r.text[start:r.pos]).(string)
	if !found {
		r.fault(start, start+3, badValue)
		return bad
	}
	v.Text = text
	return v
}

// headerIn returns the offset of a line between i and end that is the header of
// a list the document has: no text holds one, so the quotes were not closed.
func (r *reader) headerIn(i, end int) int {
	for {
		n := strings.Index(r.text[i:end], "\n[[")
		if n < 0 {
			return 0
		}
		i += n + 1
		name, double, ok := r.headerName(i)
		if !ok || !double {
			continue
		}
		if f := r.top.Field(name); f != nil && f.Value.Kind == Array {
			return i
		}
	}
}

// longOpen reports that the text at start has no end; reading goes on at the
// line end at i, or after it where the next line begins something.
func (r *reader) longOpen(start, i int) Value {
	r.fault(start, start+3, openLongText, r.text[start:start+3])
	for i < len(r.text) && !r.beginsPair(i+1) && !r.beginsHeader(i+1) {
		n := strings.IndexByte(r.text[i+1:], '\n')
		if n < 0 {
			n = len(r.text) - i - 1
		}
		i += n + 1
	}
	r.pos = i
	return Value{Start: start, End: i}
}
