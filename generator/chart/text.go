package chart

import (
	"strings"
	"unicode"
)

// Width returns about how wide s is, in hundredths of an em. Chinese and
// full-width characters are one em, in every font; Latin ones 0.55, which is a
// little more than they are in the fonts that pages name.
func Width(s string) Pos {
	var w Pos
	for _, r := range s {
		w += runeWidth(r)
	}
	return w
}

func runeWidth(r rune) Pos {
	switch {
	case r >= 0x1f000: // pictures and rare characters
		return 130
	case r >= 0x2e80, r >= 0x2010 && r <= 0x2fff: // Chinese, and the dashes, quotes and signs that its fonts draw as wide
		return em
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 'A' && r <= 'Z', r == '%', r == '@', r == 'm', r == 'w', r >= 0x100:
		return 90
	}
	return 55
}

const (
	lineHeight = 140 // of a label of several lines
	maxLines   = 3
)

// Wrap breaks s into at most three lines no wider than width: between Chinese
// characters anywhere, else at spaces, and inside a word that is wider than a
// line. No line begins with a closing mark. What doesn't fit ends in …; the
// chart's table has it whole.
func Wrap(s string, width Pos) []string {
	var lines []string
	rest := []rune(s)
	for len(rest) > 0 {
		end := lineEnd(rest, width)
		if len(lines) == maxLines-1 && end < len(rest) {
			end = lineEnd(rest, width-em)
			return append(lines, trim(rest[:end])+"…")
		}
		lines = append(lines, trim(rest[:end]))
		for end < len(rest) && unicode.IsSpace(rest[end]) {
			end++
		}
		rest = rest[end:]
	}
	return lines
}

// Lines breaks s as Wrap does, into as many lines as it takes.
func Lines(s string, width Pos) []string {
	var lines []string
	for rest := []rune(strings.TrimSpace(s)); len(rest) > 0; {
		end := lineEnd(rest, width)
		lines = append(lines, trim(rest[:end]))
		for end < len(rest) && unicode.IsSpace(rest[end]) {
			end++
		}
		rest = rest[end:]
	}
	return lines
}

// Breaks reports before which of the characters of s a line may begin; never before the first.
func Breaks(s []rune) []bool {
	may := make([]bool, len(s))
	for i := 1; i < len(s); i++ {
		may[i] = mayBreak(s[i-1], s[i]) && !closing(s[i]) && !unicode.IsSpace(s[i])
	}
	return may
}

// shortened cuts s to the width, and says so with ….
func shortened(s string, width Pos) string {
	if Width(s) <= width {
		return s
	}
	r := []rune(s)
	return trim(r[:lineEnd(r, width-em)]) + "…"
}

func trim(line []rune) string { return strings.TrimRightFunc(string(line), unicode.IsSpace) }

// lineEnd returns how many runes of rest go on a line: at least one.
func lineEnd(rest []rune, width Pos) int {
	fits := 0
	var w Pos
	for fits < len(rest) && w+runeWidth(rest[fits]) <= width {
		w += runeWidth(rest[fits])
		fits++
	}
	if fits == len(rest) {
		return fits
	}
	for end := fits; end > 0; end-- {
		next := end
		for next < len(rest)-1 && unicode.IsSpace(rest[next]) {
			next++
		}
		if mayBreak(rest[end-1], rest[end]) && !closing(rest[next]) {
			return end
		}
	}
	if fits > 1 && closing(rest[fits]) {
		fits-- // a word goes apart rather than that its mark stands alone
	}
	return max(fits, 1)
}

// mayBreak reports whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	if unicode.In(a, unicode.Ps, unicode.Pi) {
		return false
	}
	return unicode.IsSpace(a) || unicode.IsSpace(b) || a >= 0x2e80 || b >= 0x2e80
}

// closing reports whether no line may begin with r.
func closing(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || r >= 0x2e80 && unicode.Is(unicode.Po, r)
}
