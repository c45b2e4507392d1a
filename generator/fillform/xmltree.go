package fillform

import (
	"bytes"
	"strings"

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
