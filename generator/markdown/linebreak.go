package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// joins reports whether a line end between two characters is nothing, as between
// Chinese characters, and not a blank. The rules are those of CSS Text level 3:
// it vanishes between wide characters other than Hangul, and beside a
// full-width mark. Quotation marks, dashes and dots, which have no width of their
// own, are as wide as their other neighbour. The library's rules would also
// join "Hello,⏎world".
func joins(before, after rune) bool {
	if ambiguous(before) {
		return wide(after)
	}
	if ambiguous(after) {
		return wide(before)
	}
	return wide(before) && wide(after) || wideMark(before) || wideMark(after)
}

func wide(r rune) bool {
	return cjk(r) && !unicode.Is(unicode.Hangul, r) && !(0xFF61 <= r && r <= 0xFFEF)
}

func wideMark(r rune) bool { return wide(r) && (unicode.IsPunct(r) || r == '\u3000') }

func ambiguous(r rune) bool { return 0x2010 <= r && r <= 0x2027 || r == '·' }

// nextRune returns the first character of text after n in its block, or 0.
func (w *writer) nextRune(n ast.Node) rune {
	for n.NextSibling() == nil {
		if n = n.Parent(); n == nil || n.Type() != ast.TypeInline {
			return 0
		}
	}
	return w.runeIn(n.NextSibling())
}

// runeIn returns the first character of text in n or after it.
func (w *writer) runeIn(n ast.Node) rune {
	for n.FirstChild() != nil && n.Kind() != ast.KindImage {
		n = n.FirstChild()
	}
	switch n := n.(type) {
	case *ast.Text:
		if n.Segment.Len() == 0 {
			return w.nextRune(n)
		}
		r, _ := utf8.DecodeRuneInString(w.r.text[n.Segment.Start:n.Segment.Stop])
		return r
	case *ast.RawHTML:
		return w.nextRune(n)
	case *inlineDirective:
		return '一' // see figureNode
	}
	return 0
}
