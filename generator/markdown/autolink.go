package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addressParser makes links of web and mail addresses that stand bare in the text.
//
// The library's own parser for this wants a blank before the address, which
// nobody writes in Chinese: 访问https://example.org/。 So this one starts from the
// mark that every address has (: in https://, the first dot of www., @), looks
// back for its beginning in the text just read, and forward over the characters
// of RFC 3986, which ends it at a Chinese character or mark.
type addressParser struct{}

// Trigger returns the marks.
func (addressParser) Trigger() []byte { return []byte{':', '.', '@'} }

// Parse reads the address whose mark block stands at.
func (addressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	_, at := block.PeekLine()
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || last.Segment.Stop != at.Start || last.SoftLineBreak() || at.Padding != 0 {
		return nil
	}
	src := readingOf(pc).text
	before, after := src[last.Segment.Start:at.Start], strings.TrimRight(src[at.Start:at.Stop], "\n")
	back, forth := 0, 0
	kind := ast.AutoLinkType(ast.AutoLinkURL)
	var protocol []byte
	switch after[0] {
	case ':':
		back, forth = webAddress(before, after)
	case '.':
		back, forth = wwwAddress(before, after)
		protocol = []byte("http")
	case '@':
		back, forth = mailAddress(before, after)
		kind = ast.AutoLinkEmail
	}
	start := at.Start - back
	if forth == 0 {
		return nil
	}
	if after[0] == '@' && start == last.Segment.Start && tail(src[:start], mailLocal) != "" {
		return nil // only the tail of a name, which a run of _ cut in two
	}
	last.Segment = last.Segment.WithStop(start)
	if last.Segment.Len() == 0 {
		parent.RemoveChild(parent, last)
	}
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, at.Start+forth)))
	link.Protocol = protocol
	link.SetPos(start)
	block.Advance(forth)
	return link
}

const (
	letters   = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits    = "0123456789"
	hostChars = letters + digits + ".-"
	mailLocal = letters + digits + ".+-_"
	urlChars  = letters + digits + "-._~:/?#[]@!$&'()*+,;=%"
)

// webAddress returns how far an http or https address reaches to both sides of its colon.
func webAddress(before, after string) (back, forth int) {
	if !strings.HasPrefix(after, "://") {
		return 0, 0
	}
	word := tail(before, letters+digits)
	if s := strings.ToLower(word); s != "http" && s != "https" {
		return 0, 0
	}
	host := head(after[3:], hostChars)
	if !dotted(host) {
		return 0, 0
	}
	return len(word), trimmed(head(after, urlChars))
}

// wwwAddress does the same for www. from its first dot.
func wwwAddress(before, after string) (back, forth int) {
	word := tail(before, letters+digits)
	if !strings.EqualFold(word, "www") || !dotted(head(after[1:], hostChars)) {
		return 0, 0
	}
	return len(word), trimmed(head(after, urlChars))
}

// mailAddress does the same for a mail address from its @.
func mailAddress(before, after string) (back, forth int) {
	word := tail(before, mailLocal)
	host := strings.TrimRight(head(after[1:], hostChars), ".-")
	if word == "" || head(word[:1], letters+digits) == "" || !dotted(host) {
		return 0, 0
	}
	if next := after[1+len(host):]; next != "" && (next[0] == '_' || next[0] == '-') {
		return 0, 0
	}
	return len(word), 1 + len(host)
}

// dotted reports whether a host has a dot between two parts.
func dotted(host string) bool {
	i := strings.IndexByte(host, '.')
	return i > 0 && i < len(host)-1 && host[i+1] != '.'
}

// head returns the beginning of s that consists of chars, tail its end.
func head(s, chars string) string {
	n := 0
	for n < len(s) && strings.IndexByte(chars, s[n]) >= 0 {
		n++
	}
	return s[:n]
}

func tail(s, chars string) string {
	n := len(s)
	for n > 0 && strings.IndexByte(chars, s[n-1]) >= 0 {
		n--
	}
	return s[n:]
}

// trimmed returns the length of an address without the marks at its end that
// belong to the sentence around it: from a bracket on that closes one before the address.
func trimmed(s string) int {
	round, square := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			round++
		case '[':
			square++
		case ')':
			round--
		case ']':
			square--
		}
		if round < 0 || square < 0 {
			s = s[:i]
			break
		}
	}
	return len(strings.TrimRight(s, "?!.,:;*_~'[("))
}
