package acceptance

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// reference is an address that a page or style sheet names.
type reference struct {
	from    string // path of the file that names it
	element string // "css" in a style sheet
	attr    string
	rel     string // of a <link>
	value   string
}

func (r reference) String() string {
	return fmt.Sprintf("%s: <%s %s=%q>", r.from, r.element, r.attr, r.value)
}

// leaves reports whether the reference may lead out of the site: a link that the
// visitor follows, or an address that is only stated.
func (r reference) leaves() bool {
	return r.element == "a" || r.element == "area" || r.element == "link" && r.rel == "canonical"
}

// references returns every address in the tree, in the order of the files.
func references(tr *tree) []reference {
	var out []reference
	for _, name := range tr.paths() {
		if doc := tr.pages[name]; doc != nil {
			for _, n := range elements(doc) {
				out = append(out, inElement(name, n)...)
			}
		}
		if strings.HasSuffix(name, ".css") {
			out = append(out, inCSS(name, "css", string(tr.files[name]))...)
		}
	}
	return out
}

func inElement(from string, n *html.Node) []reference {
	var out []reference
	for _, a := range n.Attr {
		r := reference{from: from, element: n.Data, attr: a.Key, rel: attribute(n, "rel"), value: a.Val}
		switch a.Key {
		case "href", "src", "poster", "action", "formaction", "background":
			out = append(out, r)
		case "data":
			if n.Data == "object" {
				out = append(out, r)
			}
		case "srcset", "imagesrcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if f := strings.Fields(candidate); len(f) > 0 {
					r.value = f[0]
					out = append(out, r)
				}
			}
		default:
			// SVG's fill, clip-path, filter and others take url(…).
			out = append(out, inCSS(from, n.Data, a.Val)...)
		}
	}
	return out
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssAddress = regexp.MustCompile(`(?i)url\(\s*["']?([^"')]*?)["']?\s*\)|@import\s+["']([^"']*)["']`)
)

func inCSS(from, element, text string) []reference {
	var out []reference
	for _, m := range cssAddress.FindAllStringSubmatch(cssComment.ReplaceAllString(text, ""), -1) {
		out = append(out, reference{from: from, element: element, attr: "url", value: m[1] + m[2]})
	}
	return out
}

// target is the file that r means and the fragment in it. fault says why there
// is none; outside is true when r leads out of the site and may.
func (tr *tree) target(r reference) (file, fragment, fault string, outside bool) {
	u, err := url.Parse(r.value)
	if err != nil {
		return "", "", "is not an address", false
	}
	if u.Scheme != "" || u.Host != "" {
		return outsideTarget(r, u)
	}
	switch {
	case strings.HasPrefix(u.Path, "/"):
		return "", "", "begins at the server's root", false
	case u.Path == "" && r.value == "":
		return "", "", "is empty", false
	case u.Path == "":
		return r.from, u.Fragment, tr.fragmentFault(r.from, u, r.value), false
	case strings.HasSuffix(u.Path, "/"), path.Base(u.Path) == ".", path.Base(u.Path) == "..":
		return "", "", "ends in a folder: a disk opens no index.html by itself", false
	}
	file = path.Join(path.Dir(r.from), u.Path)
	if asked := strings.TrimLeft(u.Path, "./"); r.from == "404.html" && path.Dir(asked) == "assets" && strings.HasPrefix(path.Base(asked), "lost.") {
		file = asked // it stands in for addresses in other folders, and asks in those above too
	}
	if _, ok := tr.files[file]; !ok {
		return "", "", tr.nearMiss(file), false
	}
	return file, u.Fragment, tr.fragmentFault(file, u, r.value), false
}

func outsideTarget(r reference, u *url.URL) (file, fragment, fault string, outside bool) {
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" {
			return "", "", "has no host", false
		}
	case "mailto", "tel":
	default:
		return "", "", "has a scheme that no visitor needs", false
	}
	if !r.leaves() {
		return "", "", "is asked for outside the site", false
	}
	return "", "", "", true
}

func (tr *tree) nearMiss(file string) string {
	for name := range tr.files {
		if strings.EqualFold(name, file) {
			return "differs in capitals from " + name
		}
	}
	return "leads to no file: " + file
}

func (tr *tree) fragmentFault(file string, u *url.URL, value string) string {
	if u.Fragment == "" {
		if strings.Contains(value, "#") {
			return "has an empty fragment"
		}
		return ""
	}
	if ids, ok := tr.ids[file]; ok && !ids[u.Fragment] {
		return "names no id in " + file
	}
	return "" // that of a drawing or a data file is its own affair
}

func brokenLinks(tr *tree) []string {
	var faults []string
	for _, r := range tr.refs {
		if _, _, fault, _ := tr.target(r); fault != "" {
			faults = append(faults, fmt.Sprintf("%v %s", r, fault))
		}
	}
	return faults
}

func TestEveryLinkLeadsToAFileOfTheSite(t *testing.T) { report(t, brokenLinks(realTree(t))) }

// unreachable returns the pages that no chain of links from the home page leads to.
// apart are those that need none.
func unreachable(tr *tree, apart func(page string) bool) []string {
	next := map[string][]string{}
	for _, r := range tr.refs {
		if file, _, _, _ := tr.target(r); r.element == "a" && tr.pages[file] != nil {
			next[r.from] = append(next[r.from], file)
		}
	}
	reached := map[string]bool{"index.html": true}
	for queue := []string{"index.html"}; len(queue) > 0; queue = queue[1:] {
		for _, p := range next[queue[0]] {
			if !reached[p] {
				reached[p] = true
				queue = append(queue, p)
			}
		}
	}
	var faults []string
	for _, p := range tr.pagePaths() {
		if !reached[p] && !apart(p) {
			faults = append(faults, p+": no links lead there from index.html")
		}
	}
	return faults
}

// Old addresses lead on to where a page stands now; nothing leads to them.
func TestEveryPageIsReachedFromHome(t *testing.T) {
	old := oldAddresses(t)
	report(t, unreachable(realTree(t), func(page string) bool { return page == "404.html" || old[page] }))
}
