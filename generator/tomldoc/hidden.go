package tomldoc

import (
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/invisible"
)

// hiding is how a character deceives the eye.
type hiding int

const (
	seen        hiding = iota
	zeroWidth          // takes no room
	direction          // turns the text after it around
	control            // belongs into no text
	unconverted        // is what an encoding has for quotes and dashes, taken over as it was
	private            // has a shape on the writer's computer only
	lineBreak          // ends a line in the editor and none on a page
)

// hidden returns how c hides. A tab and a line end do not.
func hidden(c rune) hiding {
	switch {
	case c == '\t' || c == '\n':
		return seen
	case 0x80 <= c && c <= 0x9f:
		return unconverted
	case 0xe000 <= c && c <= 0xf8ff, c >= 0xf0000:
		return private
	}
	return [...]hiding{
		invisible.Not:       seen,
		invisible.ZeroWidth: zeroWidth,
		invisible.Direction: direction,
		invisible.Control:   control,
		invisible.LineBreak: lineBreak,
	}[invisible.Of(c)]
}

// told says what is reported of a character that hides; an error where the text cannot stay so.
func (h hiding) told() (m message, isError bool) {
	switch h {
	case control:
		return controlInText, true
	case unconverted:
		return unconvertedInText, true
	case direction:
		return directionInText, true
	case private:
		return privateInText, false
	case lineBreak:
		return lineBreakInText, false
	}
	return zeroWidthInText, false
}

// Hidden reports the characters that deceive the eye in a stretch of prose, as Parse does for
// those in values: each kind of them once, with how many there are. A page pasted from
// elsewhere may have one in every line.
func Hidden(f *diag.File, start, end int, ps *diag.List) {
	type found struct {
		at, count int
		edits     []diag.Edit // that take all of them out
	}
	var order []rune
	all := map[rune]found{}
	for i, c := range f.Text[start:end] {
		if c < 0x7f || hidden(c) == seen || ofEmoji(c, f.Text[start:start+i]) {
			continue
		}
		x, known := all[c]
		if !known {
			order = append(order, c)
			x.at = start + i
		}
		x.count++
		if mayGo(c) {
			x.edits = append(x.edits, diag.Edit{Start: start + i, End: start + i + utf8.RuneLen(c)})
		}
		all[c] = x
	}
	for _, c := range order {
		m, isError := hidden(c).told()
		x := all[c]
		what := fill(m.what, []any{nameOf(c)})
		if x.count > 1 {
			what = diag.M(what.Code, "%s（这一篇共 %d 处）", "%s (%d of them in this text)").With(what, x.count)
		}
		report := ps.Warn
		if isError {
			report = ps.Error
		}
		p := report(f.Place(x.at, x.at+utf8.RuneLen(c)), what, m.mend)
		if x.edits != nil {
			p.By(diag.Edits(x.edits...))
		}
	}
}

// mayGo reports whether a character that hides can be taken out, and nothing goes with it: a line
// separator may have been meant for a line end, an override turns around what follows, and what
// was not converted was a quote or a dash.
func mayGo(c rune) bool {
	switch hidden(c) {
	case zeroWidth:
		return true
	case control:
		return c != 0 && c != '\v' && c != '\f' && c != '\r'
	case direction:
		return c != 0x202d && c != 0x202e
	}
	return false
}

// ofEmoji reports whether c belongs to the picture character before it: joined ones (a family, a
// profession) are written with a zero-width joiner, some flags with tags that spell a region.
func ofEmoji(c rune, before string) bool {
	if isTag(c) {
		before = strings.TrimRightFunc(before, isTag)
	} else if c != '\u200d' {
		return false
	}
	c, _ = utf8.DecodeLastRuneInString(before)
	return c >= 0x1f000 && c < 0x20000 || c == 0xfe0f || 0x2600 <= c && c < 0x27c0
}

func isTag(c rune) bool { return 0xe0020 <= c && c <= 0xe007f }

// looksBlank reports whether c cannot be seen, or cannot be told from a blank.
func looksBlank(c rune) bool {
	h := hidden(c)
	return h != seen && h != private || c == 0xa0 || c == 0x1680 || 0x2000 <= c && c <= 0x200a ||
		c == 0x202f || c == 0x205f || c == 0x3000 || c == 0x2800 || c == 0x3164
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
	case 0xfffe, 0xffff:
		return diag.T("非字符", "noncharacter")
	}
	switch hidden(c) {
	case private:
		return diag.T("自造字", "private-use character")
	case direction:
		return diag.T("文字方向控制符", "text direction control")
	case control, unconverted:
		return diag.T("控制字符", "control character")
	case zeroWidth:
		return diag.T("零宽字符", "zero-width character")
	}
	return diag.T("特殊空格", "special space")
}

// faultInvisible reports the character at i.
func (r *reader) faultInvisible(i int) {
	c, n := utf8.DecodeRuneInString(r.text[i:])
	r.fault(i, i+n, strayInvisible, unseen(c)).By(diag.Replace(i, i+n, ""))
}
