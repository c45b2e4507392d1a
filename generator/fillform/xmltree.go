package fillform

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/ooxml"
)

// word is the namespace of Word's markup.
const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// is reports whether an element is Word's, of that name.
func is(e *ooxml.Element, name string) bool { return e.Name == name && e.Space == word }

// every returns the elements of Word's of that name inside e, in their order, also those inside one another.
func every(e *ooxml.Element, name string) (list []*ooxml.Element) {
	for _, k := range e.Kids {
		if is(k, name) {
			list = append(list, k)
		}
		list = append(list, every(k, name)...)
	}
	return list
}

// opening returns where the opening tag of an element ends, and whether it is all of it.
func opening(raw []byte, e *ooxml.Element) (end int, alone bool) {
	quote := byte(0)
	for i := e.Start; i < e.End; i++ {
		switch c := raw[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1, raw[i-1] == '/'
		}
	}
	return e.End, true
}

// closing returns where the closing tag of an element begins; it must have one.
func closing(raw []byte, e *ooxml.Element) int {
	return e.Start + bytes.LastIndex(raw[e.Start:e.End], []byte("</"))
}

// tag returns the name of an element as it is written, w:p.
func tag(raw []byte, e *ooxml.Element) string {
	rest := raw[e.Start+1 : e.End]
	return string(rest[:bytes.IndexAny(rest, " \t\r\n/>")])
}

// prefix returns the prefix that an element is written with, w: or none.
func prefix(raw []byte, e *ooxml.Element) string {
	if before, _, ok := strings.Cut(tag(raw, e), ":"); ok {
		return before + ":"
	}
	return ""
}

// splice is bytes that take the place of others.
type splice struct {
	start, end int
	with       string
}

// spliced makes the replacements, which don't overlap.
func spliced(raw []byte, list []splice) []byte {
	slices.SortStableFunc(list, func(a, b splice) int { return cmp.Compare(a.start, b.start) })
	var out bytes.Buffer
	at := 0
	for _, s := range list {
		out.Write(raw[at:s.start])
		out.WriteString(s.with)
		at = s.end
	}
	out.Write(raw[at:])
	return out.Bytes()
}

// escaped writes a text for XML, without the characters that it cannot hold.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r < ' ' && r != '\t' && r != '\n', r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
