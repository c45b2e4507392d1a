package tomldoc

import (
	"strconv"
	"strings"
)

// Quote writes a text as TOML does in double quotes, on one line: what a reader of TOML makes of it is the text again.
func Quote(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		default:
			WriteEscaped(&b, c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// WriteEscaped writes a character of a text in quotes: a control other than a tab or the end of a line by its number.
func WriteEscaped(b *strings.Builder, c rune) {
	if c < ' ' && c != '\t' && c != '\n' || c == 0x7f {
		b.WriteString(`\u00` + strconv.FormatInt(int64(c)|0x100, 16)[1:])
		return
	}
	b.WriteRune(c)
}
