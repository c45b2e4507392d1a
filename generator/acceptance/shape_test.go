package acceptance

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// misshapen returns the faults in how pages are put together, those that a reader
// who does not see the page would stumble over.
func misshapen(tr *tree) []string {
	var faults []string
	titles := map[string]string{} // title -> page
	for _, name := range tr.pagePaths() {
		doc := tr.pages[name]
		say := func(format string, args ...any) {
			faults = append(faults, name+": "+fmt.Sprintf(format, args...))
		}
		if root := elements(doc, "html")[0]; attribute(root, "lang") == "" {
			say("no lang")
		}
		if n := len(elements(doc, "main")); n != 1 {
			say("%d <main>", n)
		}
		title := ""
		if list := elements(doc, "title"); len(list) > 0 {
			title = words(list[0])
		}
		if title == "" {
			say("no title")
		} else if other, ok := titles[title]; ok {
			say("has the title of %s: %s", other, title)
		}
		titles[title] = name
		if m := goVerb.FindString(words(doc)); m != "" {
			say("a figure was put into words wrongly: %s", m)
		}
		headings(doc, say)
		ids(doc, say)
		for _, img := range elements(doc, "img") {
			if _, ok := find(img, "alt"); !ok {
				say("no alt on <img src=%q>", attribute(img, "src"))
			}
		}
	}
	return faults
}

// goVerb is what package fmt writes when a verb and its argument do not agree:
// "%!d(string=…)", "%!(EXTRA int=1)", "%!s(MISSING)". The program cannot tell it from what
// somebody wrote; here nobody did.
var goVerb = regexp.MustCompile(`%!([A-Za-z]?\((MISSING|NOVERB|BADINDEX|BADWIDTH|BADPREC|EXTRA |PANIC=)|[A-Za-z]\([a-z*\[\]][^ ]*=)`)

func headings(doc *html.Node, say func(format string, args ...any)) {
	h1, level := 0, 0
	for _, n := range elements(doc, "h1", "h2", "h3", "h4", "h5", "h6") {
		this := int(n.Data[1] - '0')
		if this == 1 {
			h1++
		}
		if this > level+1 {
			say("<h%d> after <h%d>: %s", this, level, words(n))
		}
		if words(n) == "" {
			say("an empty <%s>", n.Data)
		}
		level = this
	}
	if h1 != 1 {
		say("%d <h1>", h1)
	}
}

func ids(doc *html.Node, say func(format string, args ...any)) {
	seen := map[string]bool{}
	for _, n := range elements(doc) {
		id, ok := find(n, "id")
		switch {
		case !ok:
		case id == "" || strings.ContainsAny(id, " \t\r\n"):
			say("the id %q", id)
		case seen[id]:
			say("the id %q twice", id)
		}
		seen[id] = true
	}
}

func TestEveryPageIsWellShaped(t *testing.T) { report(t, misshapen(realTree(t))) }
