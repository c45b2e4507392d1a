// Package invisible says which characters nobody sees, and how each escapes the eye: Of gives its
// Kind, Is whether it has one. Blanks are seen, the wide one of Chinese as well. What a text that
// has them is worth, a warning, an error or a blank, is said where it is read.
package invisible

import "unicode"

// Kind is how a character escapes the eye.
type Kind int

const (
	Not       Kind = iota // it is seen, or is a blank
	ZeroWidth             // takes no room: zero-width spaces and joiners, soft hyphen, byte order mark, U+061C
	Direction             // turns the text after it around
	Control               // tab and line end are some of them, and so are the numbers that never are a character
	LineBreak             // U+2028 and U+2029
)

// Is reports whether nobody sees r.
func Is(r rune) bool { return Of(r) != Not }

// Of returns how r escapes the eye: controls, line separators and format characters (Cc, Zl, Zp
// and Cf), without those of Cf that have a shape.
func Of(r rune) Kind {
	switch {
	case ' ' <= r && r < 0x7f, 0x3000 <= r && r < 0xd800: // most of what is read; Chinese
		return Not
	case unicode.Is(unicode.Cc, r):
		return Control
	case r == 0xfffe || r == 0xffff || 0xfdd0 <= r && r <= 0xfdef: // HTML forbids them, and a drawing with one of the first two is no XML
		return Control
	case r == 0x2028 || r == 0x2029:
		return LineBreak
	case 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return Direction
	case unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return ZeroWidth
	}
	return Not
}
