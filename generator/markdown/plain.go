package markdown

import (
	"strings"
	"unicode/utf8"
)

// plain reports whether text is one line of plain words, in which Markdown has
// nothing to read. It may say no of such a line, but never yes of another: a
// test holds plainDoc to what the long way gives. Of 100,000 activity summaries
// nearly all pass here, at a quarter of the cost.
func plain(text string) bool {
	if text == "" || len(text) > largeText || strings.IndexByte(lineStarts, text[0]) >= 0 || strings.HasPrefix(text, "＃") || numbered(text) ||
		text[len(text)-1] == ' ' || strings.Trim(text, wideBlanks) != text {
		return false
	}
	for i, c := range text {
		switch {
		case c < utf8.RuneSelf:
			if special[c] || c == ':' && strings.HasPrefix(text[i:], "://") || c == '.' && i >= 3 && strings.EqualFold(text[i-3:i], "www") {
				return false
			}
		case c == '】':
			if strings.HasPrefix(text[i:], "】（") {
				return false
			}
		case c == '｛':
			if strings.HasPrefix(text[i:], wideOpening) {
				return false
			}
		case forbidden(c), c == utf8.RuneError: // perhaps no UTF-8
			return false
		}
	}
	return true
}

// lineStarts are characters that mean something at the start of a line.
const lineStarts = " #>-+=|:"

// special are the ASCII characters that mean something anywhere.
var special = func() (t [utf8.RuneSelf]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	for _, c := range []byte("\\`*_~[]<&@{\x7f") {
		t[c] = true
	}
	return t
}()

// numbered reports whether text begins like an item of a numbered list.
func numbered(text string) bool {
	n := len(head(text, digits))
	return n > 0 && n < len(text) && (text[n] == '.' || text[n] == ')')
}

// plainDoc returns the Doc of a text that is plain. It holds nothing but the text, which is
// in memory with its file: its HTML is made when a page shows it.
func plainDoc(text string) *Doc {
	summary := strings.TrimSpace(text)
	return &Doc{words: text, Summary: summary, Plain: summary}
}

// paragraph returns the HTML of a text that is plain.
func paragraph(text string) string {
	html := make([]byte, 0, len(text)+len(text)/16+9)
	html = append(html, "<p>"...)
	html = appendEscaped(html, text)
	return string(append(html, "</p>\n"...))
}
