package theme

import (
	"bytes"
	"errors"
	"regexp"
)

// goVerb is what package fmt writes when a verb and its argument do not agree:
// "%!d(string=…)", "%!(EXTRA int=1)", "%!s(MISSING)". People write "100%!" too,
// so "%!" alone says nothing.
var goVerb = regexp.MustCompile(`%!([A-Za-z]\((MISSING\)|PANIC=|[a-z][A-Za-z0-9.*\[\]{}]*=)|\((NOVERB|BADINDEX|BADWIDTH|BADPREC)\)|\(EXTRA [a-z*\[\]][A-Za-z0-9.*\[\]{}]*=)`)

// soundOutput refuses a page that shows a fault of the program instead of
// content. Content is free to speak of these things: where a mark could be
// somebody's text, only the form that a fault takes is refused. Braces that are
// left over cannot come from a template and are always text.
func soundOutput(page []byte) error {
	if bytes.Contains(page, []byte("<no value>")) {
		return errors.New(`a value is missing: the page says "<no value>"`)
	}
	if place := refusedURL(page); place != "" {
		return errors.New("an address or attribute is not safe and was refused, near " + place)
	}
	if m := goVerb.Find(page); m != nil {
		return errors.New("a figure was put into words wrongly: the page says " + string(m))
	}
	return nil
}

// refusedURL returns the surroundings of html/template's mark for a value that it
// refused, "#ZgotmplZ" inside a tag; "" when there is none. In text between tags the
// same letters are somebody's words: html/template puts the mark in tags only.
func refusedURL(page []byte) string {
	mark := []byte("#ZgotmplZ")
	for at := 0; ; {
		i := bytes.Index(page[at:], mark)
		if i < 0 {
			return ""
		}
		i += at
		// Values are escaped, so the nearest angle bracket tells where we are.
		open := bytes.LastIndexByte(page[:i], '<')
		if open > bytes.LastIndexByte(page[:i], '>') {
			return string(page[open : i+len(mark)])
		}
		at = i + len(mark)
	}
}
