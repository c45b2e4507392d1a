package markdown

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// unescape returns what a stretch of text says: backslash escapes and character
// references resolved, in one pass, so that \&amp; stays &amp;. An escaped blank
// is nothing: it separates what Markdown needs separated and Chinese does not.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && s[i+1] == ' ':
			i += 2
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			b.WriteByte(s[i+1])
			i += 2
		case c == '&':
			said, n := reference(s[i:])
			b.WriteString(said)
			i += n
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// reference returns what the character reference at the start of s stands for
// and its length; the & itself if there is none.
func reference(s string) (said string, n int) {
	const longest = 33 // the longest name has 31 letters
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return "&", 1
	}
	name := s[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "&", 1
	}
	number := strings.TrimLeft(name[1:], "xX")
	decimal := len(number) == len(name)-1
	if number == "" || len(number) > 7 || len(name)-len(number) > 2 || strings.Trim(number, digits+"abcdefABCDEF") != "" ||
		decimal && strings.Trim(number, digits) != "" {
		return "&", 1
	}
	return html.UnescapeString(s[:end+1]), end + 1
}

// clean returns s without what HTML forbids in text: controls but tab and line
// end, noncharacters; and without U+FEFF, which editors leave inside files.
func clean(s string) string {
	if !strings.ContainsFunc(s, forbidden) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\uFEFF' || r == placeholder:
			return -1
		case forbidden(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

func forbidden(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n' && r != '\t'
	case r < 0x7F:
		return false
	}
	return r < 0xA0 || r == '\uFEFF' || r == placeholder || r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF
}

// appendEscaped appends s as HTML text or as the value of an attribute in double quotes.
func appendEscaped(to []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); i++ {
		if e := escapes[s[i]]; e != "" {
			to = append(append(to, s[done:i]...), e...)
			done = i + 1
		}
	}
	return append(to, s[done:]...)
}

// writeEscaped does the same into b.
func writeEscaped(b *strings.Builder, s string) {
	done := 0
	for i := 0; i < len(s); i++ {
		if e := escapes[s[i]]; e != "" {
			b.WriteString(s[done:i])
			b.WriteString(e)
			done = i + 1
		}
	}
	b.WriteString(s[done:])
}

// escapes has what to write for each byte that HTML gives a meaning.
var escapes = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;"}

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
