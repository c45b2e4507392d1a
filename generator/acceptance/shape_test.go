package acceptance

import (
	"fmt"
	"regexp"
	"slices"
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
		tables(doc, say)
		empties(doc, say)
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

// tables stand in a box that scrolls by itself, which keys reach and which has a name: a telephone is narrower than most.
func tables(doc *html.Node, say func(format string, args ...any)) {
	for _, n := range elements(doc, "table") {
		box := n.Parent
		for box != nil && attribute(box, "class") != "table-scroll" {
			box = box.Parent
		}
		if box == nil || attribute(box, "tabindex") != "0" || attribute(box, "role") != "region" || attribute(box, "aria-label") == "" {
			say("a table is in no box that scrolls, has a name and can be reached by keys: %.40s", words(n))
		}
	}
}

// filled are the attributes of elements that a script fills: nothing stands in them before.
var filled = []string{"data-now", "data-count", "data-results"}

// empties are elements in which there is nothing to read and nothing to see, though they take room or are read aloud. What is hidden waits for a script;
// lines to write on (<i>) are seen.
func empties(doc *html.Node, say func(format string, args ...any)) {
	for _, n := range elements(doc, "main", "section", "div", "header", "nav", "p", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "table", "caption", "th", "form", "fieldset") {
		byScript := false
		for d := range n.Descendants() {
			byScript = byScript || slices.ContainsFunc(d.Attr, func(a html.Attribute) bool { return slices.Contains(filled, a.Key) })
		}
		for up := n; up != nil; up = up.Parent {
			_, hidden := find(up, "hidden")
			byScript = byScript || hidden || slices.ContainsFunc(up.Attr, func(a html.Attribute) bool { return slices.Contains(filled, a.Key) })
		}
		if !byScript && words(n) == "" && len(elements(n, "img", "svg", "input", "select", "textarea", "i")) == 0 {
			say("an empty <%s class=%q> in <%s class=%q> with %.60q", n.Data, attribute(n, "class"), n.Parent.Data, attribute(n.Parent, "class"), words(n.Parent))
		}
	}
}

func TestEveryPageIsWellShaped(t *testing.T) {
	for name, tr := range map[string]*tree{"content": realTree(t), "a fictional city": cityTree(t)} {
		t.Run(name, func(t *testing.T) { report(t, misshapen(tr)) })
	}
}
