package tomldoc

import (
	"unicode/utf8"

	"kepu/generator/diag"
)

// hiding is how a character deceives the eye.
type hiding int

const (
	seen      hiding = iota
	zeroWidth        // takes no room
	direction        // turns the text after it around
	control          // belongs into no text
)

// hidden returns how c hides. A tab and a line end do not.
func hidden(c rune) hiding {
	switch {
	case c == '\t' || c == '\n':
		return seen
	case c < ' ', 0x7f <= c && c <= 0x9f:
		return control
	case 0x202a <= c && c <= 0x202e, 0x2066 <= c && c <= 0x2069:
		return direction
	case 0x200b <= c && c <= 0x200f, c == 0x2060, c == 0xfeff, c == 0xad, c == 0x61c:
		return zeroWidth
	}
	return seen
}

// invisible reports whether c cannot be seen, or cannot be told from a blank.
func invisible(c rune) bool {
	return hidden(c) != seen || c == 0xa0 || c == 0x1680 || 0x2000 <= c && c <= 0x200a ||
		c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000 || c == 0x2800 || c == 0x3164
}

// nameOf returns the number and the name of a character that cannot be seen.
func nameOf(c rune) diag.Text {
	return diag.T("U+%04X %s", "U+%04X (%s)").With(c, kindOf(c))
}

func kindOf(c rune) diag.Text {
	switch c {
	case 0x3000:
		return diag.T("全角空格", "full-width space")
	case 0xa0:
		return diag.T("不换行空格", "no-break space")
	case 0x200b:
		return diag.T("零宽空格", "zero-width space")
	case 0x200c:
		return diag.T("零宽不连字符", "zero-width non-joiner")
	case 0x200d:
		return diag.T("零宽连字符", "zero-width joiner")
	case 0x2060:
		return diag.T("零宽不换行符", "word joiner")
	case 0xfeff:
		return diag.T("字节顺序标记", "byte order mark")
	case 0x2028, 0x2029:
		return diag.T("特殊换行符", "line separator")
	}
	switch hidden(c) {
	case direction:
		return diag.T("文字方向控制符", "text direction control")
	case control:
		return diag.T("控制字符", "control character")
	case zeroWidth:
		return diag.T("零宽字符", "zero-width character")
	}
	return diag.T("特殊空格", "special space")
}

// faultInvisible reports the character at i.
func (r *reader) faultInvisible(i int) {
	c, n := utf8.DecodeRuneInString(r.text[i:])
	r.fault(i, i+n, strayInvisible, unseen(c))
}
