package tomldoc

import (
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
)

// value reads the value at pos. Where it is none that is reported and a Bad value
// returned; what follows is left to the caller.
func (r *reader) value() Value {
	c := r.text[r.pos]
	switch {
	case c == '"' || c == '\'':
		return r.quoted()
	case digit(c), c == '-', c == '+':
		return r.number()
	case c == '[':
		return r.array()
	case c == '{':
		return r.braces()
	}
	return r.word()
}

// array reads a list; the bracket at pos may be a wrong one that was reported.
func (r *reader) array() Value {
	v := Value{Kind: Array, Start: r.pos}
	first := len(r.items)
	ok := r.bracket(']', func() Kind {
		item := r.value()
		if item.Kind != Bad { // else there will be no list
			r.items = append(r.items, item)
		}
		return item.Kind
	})
	v.End = r.pos
	v.Items = r.room.keep(r.items[first:])
	r.items = r.items[:first]
	if !ok {
		return Value{Start: v.Start, End: v.End}
	}
	return v
}

// braces reads a table in braces; the brace at pos may be a wrong one that was reported.
func (r *reader) braces() Value {
	t := r.room.table(Table{Start: r.pos, made: byBraces})
	ok := r.bracket('}', func() Kind { return r.pair(t).Kind })
	t.End = r.pos
	if !ok {
		return Value{Start: t.Start, End: t.End}
	}
	return Value{Kind: Inline, Start: t.Start, End: t.End, Table: t}
}

// What may come next in brackets.
type expects int

const (
	anItem   expects = iota // or the closing bracket, but no comma
	aComma                  // or the closing bracket
	anything                // after a fault
)

// bracket reads what stands between the bracket at pos and the one that closes
// it: what one reads, with commas between. It reports whether all of it was well.
func (r *reader) bracket(closer byte, one func() Kind) bool {
	start := r.pos
	if r.depth >= maxDepth {
		r.fault(start, start+r.width(start), tooDeep, maxDepth)
		r.recover()
		return false
	}
	r.depth++
	defer func() { r.depth-- }()
	r.pos += r.width(start)

	next, ok, end := anItem, true, start // end is where the last item ended
	for {
		// A name on the next line belongs in here only where a comma says so.
		pairs := closer == '}' && (next == anItem || next == anything && r.text[r.pos-1] == ',')
		if !r.blank(pairs) {
			p := r.fault(start, start+1, notClosed(closer))
			if ok && end > start {
				p.By(diag.Insert(end, string(closer)))
			}
			return false
		}
		switch c := r.text[r.pos]; {
		case c == closer:
			r.pos++
			return ok
		case c == ',':
			if next == anItem {
				ok = false
				r.fault(r.pos, r.pos+1, extraComma).By(diag.Replace(r.pos, r.pos+1, ""))
			}
			next = anItem
			r.pos++
			continue
		}
		if mark := r.oddMark(closer); mark != noMark {
			ok, next = false, anything
			if mark == closingMark {
				return false
			}
			continue
		}
		if next == aComma {
			ok, next = false, anything
			r.noComma(end)
			continue
		}
		next = aComma
		if one() == Bad {
			ok, next = false, anything
		}
		end = r.pos
	}
}

// mark is what oddMark passed.
type mark int

const (
	noMark mark = iota
	closingMark
	otherMark
)

// oddMark reports a wrong mark between the items in brackets, and passes it.
func (r *reader) oddMark(closer byte) mark {
	c, n := utf8.DecodeRuneInString(r.text[r.pos:])
	switch {
	case strings.ContainsRune("，、；;。", c):
		r.fault(r.pos, r.pos+n, wrongComma, sign(c)).By(diag.Replace(r.pos, r.pos+n, ","))
	case isCloser(c):
		r.fault(r.pos, r.pos+n, wrongCloser, sign(c), string(closer)).By(diag.Replace(r.pos, r.pos+n, string(closer)))
		r.pos += n
		return closingMark
	case c == '＃', strings.HasPrefix(r.text[r.pos:], "//"):
		r.fault(r.pos, r.pos+n, wrongComment, sign(c)).By(diag.Replace(r.pos, r.pos+len(remarkMark(r.text[r.pos:])), "#"))
		n = r.lineEnd(r.pos) - r.pos
	default:
		return noMark
	}
	r.pos += n
	return otherMark
}

// isCloser reports whether c closes a bracket of some kind.
func isCloser(c rune) bool { return strings.ContainsRune(")]}）］】｝", c) }

// noComma reports that something stands in brackets after an item that ended at
// end, with no comma between. It passes only what cannot be another item.
func (r *reader) noComma(end int) {
	if end == r.pos && r.text[end-1] == '"' {
		r.unpaired(strings.LastIndexByte(r.text[:end-1], '"'), end)
		r.recover()
		return
	}
	p := r.fault(r.pos, r.pos+r.width(r.pos), missingComma)
	switch before, c := r.text[end-1], r.text[r.pos]; {
	case strings.IndexByte("\"']}", before) >= 0 && strings.IndexByte("\"'[{", c) >= 0,
		r.want().Kind == Other && digit(before) && twoDecimals(r.text[:end], r.text[r.pos:]):
		p.By(diag.Insert(end, ","))
	}
}

// twoDecimals reports whether a number with a point ends before, and another begins after: 1 200 may
// be one number.
func twoDecimals(before, after string) bool {
	before = before[len(strings.TrimRight(before, "0123456789.")):]
	after = after[:len(after)-len(strings.TrimLeft(after, "0123456789."))]
	return strings.Count(before, ".") == 1 && strings.Count(after, ".") == 1
}

// unpaired reports quotes that do not go together, after a text from start up to
// end: quotes in the text, or one that is missing.
func (r *reader) unpaired(start, end int) {
	inner := r.text[start:end]
	if strings.Count(inner, "”") > strings.Count(inner, "“") {
		if p := r.fault(start, start+1, chineseEnd, "”"); p != nil {
			p.By(r.halfQuote(start))
		}
		return
	}
	if p := r.fault(end-1, end, nestedQuotes); p != nil {
		p.By(r.innerQuotes(start))
	}
}
