// Package fold makes characters one that differ only in width: Ａ and A, ５ and 5, （ and (.
// Chinese input types either. Name goes further for what is called something. What else is the same
// to a reader is said where it is.
//
// It is the part of golang.org/x/text/width that texts here have need of, the ASCII forms and
// the blank. The whole would also turn ￥ and half-width kana, which nobody asks for, and
// costs two allocations and 400 ns for each name, of which a city has a million.
package fold

import (
	"strings"
	"unicode"
)

// Rune returns the half-width form of a full-width character, any other as it is.
func Rune(r rune) rune {
	switch {
	case '！' <= r && r <= '～':
		return r - '！' + '!' // they stand in the order of ASCII
	case r == '\u3000':
		return ' '
	}
	return r
}

// String returns s with half-width forms in place of full-width ones.
func String(s string) string { return strings.Map(Rune, s) }

// Name returns a name without what is written now this way and now that: blanks, the width of letters
// and brackets, capitals, quotation marks, the form of a dot. Two names are one when it is the same of both.
func Name(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		switch r {
		case '“', '”', '‘', '’', '「', '」', '"', '＂':
			return -1
		case '〔', '【', '[', '［':
			return '('
		case '〕', '】', ']', '］':
			return ')'
		case '•', '・', '‧', '∙', '．':
			return '·'
		}
		return unicode.ToLower(Rune(r))
	}, s)
}
