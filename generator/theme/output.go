package theme

import (
	"bytes"
	"errors"
	"regexp"
)

// soundOutput refuses a page that shows a fault of the program instead of
// content. Content is free to speak of these things: only a form that content
// cannot have is refused. Braces that are left over, and "%!d(string=x)", cannot come
// from a template, which has no printf: they are always text.
func soundOutput(page []byte) error {
	// The first test is for speed: pages are full of < and have few v.
	if bytes.Contains(page, []byte("value>")) && bytes.Contains(page, []byte("<no value>")) {
		return errors.New(`a value is missing: the page says "<no value>"`)
	}
	if place := refusedURL(page); place != "" {
		return errors.New("an address or attribute is not safe and was refused, near " + place)
	}
	return nil
}

// refusedURL returns the surroundings of html/template's mark for a value that it
// refused, "#ZgotmplZ" at the beginning of an address in a tag; "" when there is none. In other
// attributes and between tags the same letters are somebody's words.
func refusedURL(page []byte) string {
	for at := 0; ; {
		i := bytes.Index(page[at:], mark)
		if i < 0 {
			return ""
		}
		i += at
		// Values are escaped, so the nearest angle bracket tells where we are.
		open := bytes.LastIndexByte(page[:i], '<')
		if open > bytes.LastIndexByte(page[:i], '>') && !inWords.Match(page[open:i]) {
			return string(page[open : i+len(mark)])
		}
		at = i + len(mark)
	}
}

var (
	mark = []byte("#ZgotmplZ")
	// inWords matches a tag up to a place in the value of an attribute that holds words.
	inWords = regexp.MustCompile(`(?i)[\s"'](alt|title|value|content|label|placeholder|aria-[a-z]+|data-[a-z-]+)=("[^"]*|'[^']*)$`)
)
