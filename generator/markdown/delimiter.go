package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kepu/generator/fold"
)

// delimiterParser reads runs of * and _ for emphasis and of ~~ for deletion.
//
// CommonMark decides by the neighbours of a run whether it can open or close,
// and reads a punctuation mark between the run and a letter as a sign that it
// cannot. That is right for English, where a blank follows the mark, and wrong
// for Chinese: in **注意：**请带伞 the closing run would stay as two stars. So
// we follow the known amendment for Chinese, Japanese and Korean: a mark of
// these scripts counts as a letter, and a run between any mark and a character
// of these scripts is free to open or close. Text without such characters is
// read just as CommonMark says.
//
// Stars and tildes are also how sizes, amounts and spans are written (1.2*2.4*0.8米, A4纸*3):
// one or two of them beside a digit are text, see measures.
type delimiterParser struct{}

// Trigger returns the characters that runs are made of.
func (delimiterParser) Trigger() []byte { return []byte{'*', '_', '~'} }

// Parse reads the run that block stands at.
func (delimiterParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, at := block.PeekLine()
	c, n := line[0], 1
	for n < len(line) && line[n] == c {
		n++
	}
	if c == '~' && (n != 2 || before == '~') {
		return nil // single tildes are ranges of hours and months here
	}
	after := ' '
	if n < len(line) {
		after, _ = utf8.DecodeRune(line[n:])
	}
	r := readingOf(pc)
	if !r.another(parent, at.Start) {
		return nil
	}
	open, shut := flanks(before, after)
	if c == '_' {
		open, shut = open && (!shut || util.IsPunctRune(before)), shut && (!open || util.IsPunctRune(after))
	}
	if c != '_' {
		open, shut = open && !strings.ContainsRune("）)】」』》。，、；：！？", after), shut && !strings.ContainsRune("（(【「『《", before) // （*）
		open, shut = measures(c == '*' && n > 1, before, after, open, shut)
	}
	d := parser.NewDelimiter(open, shut, n, c, delimiterKind(c))
	d.Segment = at.WithStop(at.Start + n)
	block.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// another counts one more run in the block and reports whether it is allowed:
// each run that closes is compared with all that opened.
func (r *reading) another(block ast.Node, at int) bool {
	if r.block != block {
		r.block, r.delimiters = block, 0
	}
	if r.delimiters++; r.delimiters > maxDelimiters {
		r.refuse(span{at, at + 1}, tooTangled, untangle)
	}
	return !r.refused
}

// measures takes from a run of stars or tildes beside a digit what would make it a mark.
// A pair of stars is bold (共**18**家) unless digits stand on both sides. One star, and two tildes,
// can still begin what a blank or a mark stands before, and end what one stands after: *2016年*.
func measures(bold bool, before, after rune, open, shut bool) (bool, bool) {
	left, right := digit(before), digit(after)
	if bold && !(left && right) {
		return open, shut
	}
	apart := func(r rune) bool { return util.IsSpaceRune(r) || util.IsPunctRune(r) }
	if right {
		open, shut = open && apart(before), false
	}
	if left {
		open, shut = false, shut && apart(after)
	}
	return open, shut
}

func digit(r rune) bool { r = fold.Rune(r); return '0' <= r && r <= '9' }

// flanks reports whether a run between the two characters can open and can close.
func flanks(before, after rune) (open, shut bool) {
	blankBefore, blankAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	wideBefore, wideAfter := cjk(before), cjk(after)
	markBefore := !wideBefore && util.IsPunctRune(before)
	markAfter := !wideAfter && util.IsPunctRune(after)
	open = !blankAfter && (!markAfter || blankBefore || markBefore || wideBefore)
	shut = !blankBefore && (!markBefore || blankAfter || markAfter || wideAfter)
	return open, shut
}

// cjk reports whether r is a character or a mark of Chinese, Japanese or Korean.
func cjk(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case 0x3000 <= r && r <= 0x303F, 0xFE30 <= r && r <= 0xFE4F, 0xFF00 <= r && r <= 0xFFEF:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi)
}

// delimiterKind says what a pair of runs of that character makes.
type delimiterKind byte

// IsDelimiter is asked by the library's own scanner only.
func (k delimiterKind) IsDelimiter(c byte) bool { return c == byte(k) }

// CanOpenCloser reports whether the two runs can make a pair.
func (k delimiterKind) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch returns the node for a pair that takes up n characters on each side.
func (k delimiterKind) OnMatch(n int) ast.Node {
	if k == '~' {
		return east.NewStrikethrough()
	}
	return ast.NewEmphasis(n)
}
