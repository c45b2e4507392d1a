package markdown

import (
	"regexp"
	"strings"
)

var annex = regexp.MustCompile(`^附[\s　]*件[\s　]*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?(?:[\s　]*[:：][\s　]*|[\s　]+|$)`)

// Annex parts the mark above an annex of an official document (附件1, 附件：) from the title that follows in the same line.
// mark is "" where a text begins with none.
func Annex(text string) (mark, title string) {
	n := len(annex.FindString(text))
	return strings.TrimRight(text[:n], " \t　"), text[n:]
}
