package site_test

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkPages reads every page as a browser does (golang.org/x/net/html) and fails
// the test where content became script, an address has a scheme that is not
// allowed, an id stands twice, or, where links is set, a link leads nowhere.
func checkPages(t testing.TB, files map[string]string, links bool) {
	t.Helper()
	ids := map[string]map[string]bool{}
	var all []reference
	for name, text := range files {
		if strings.HasSuffix(name, ".html") {
			ids[name] = map[string]bool{}
			all = append(all, checkPage(t, name, text, ids[name])...)
		}
	}
	if !links {
		return
	}
	for _, r := range all {
		u, err := url.Parse(r.to)
		if err != nil || u.Scheme != "" || r.from == "404.html" {
			continue
		}
		to := r.from
		if u.Path != "" {
			to = path.Join(path.Dir(r.from), u.Path)
		}
		if _, ok := files[to]; !ok {
			t.Errorf("%s: %s leads nowhere", r.from, r.to)
		} else if u.Fragment != "" && !ids[to][u.Fragment] {
			t.Errorf("%s: %s has no such part", r.from, r.to)
		}
	}
}

// reference is an address that a page holds.
type reference struct{ from, to string }

var (
	// scripts are elements that run or load something of another's.
	scripts = []string{"iframe", "object", "embed", "base", "applet", "frame", "form", "math", "portal", "template"}
	// addresses are the attributes that hold one.
	addresses = []string{"href", "src", "action", "formaction", "poster", "data", "srcset", "ping", "background", "xlink:href"}
	schemes   = []string{"", "http", "https", "mailto", "tel"}
)

func checkPage(t testing.TB, name, text string, ids map[string]bool) []reference {
	t.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false)) // what is in a <noscript> too
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var found []reference
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("%s: a comment: %q", name, n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains(scripts, n.Data) && !ourForm(n) || n.Data == "script" && !ours(n) && !(name == "404.html" && strings.Contains(attribute(n, "src"), "assets/lost.js?")) || n.Data == "meta" && attribute(n, "http-equiv") == "refresh" && !strings.Contains(text, "rel=\"canonical\"") {
			t.Errorf("%s: an element <%s>", name, n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(strings.ToLower(a.Key), "on") || a.Key == "style" || a.Key == "srcdoc":
				t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("%s: the id %q stands twice", name, a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case slices.Contains(addresses, a.Key):
				checkAddress(t, name, n.Data, a)
				found = append(found, reference{name, a.Val})
			}
		}
	}
	return found
}

// ours reports whether a script element is one of the theme: from a file of the
// site or data for one, never program text in the page.
func ours(n *html.Node) bool {
	src := attribute(n, "src")
	return attribute(n, "type") == "application/json" || attribute(n, "type") == "application/ld+json" || src != "" && n.FirstChild == nil && !strings.Contains(src, ":") && !strings.HasPrefix(src, "/")
}

// ourForm reports whether a form is one of the theme: a filter, which goes nowhere, or
// the search box, which goes to the search page.
func ourForm(n *html.Node) bool {
	has := func(key string) bool {
		return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	}
	action := strings.TrimLeft(attribute(n, "action"), "./")
	return n.Data == "form" && (has("data-filter") && action == "" || has("data-form") && action == "search.html") && !has("method") && !has("target")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func checkAddress(t testing.TB, name, element string, a html.Attribute) {
	t.Helper()
	// Browsers drop these before they look for the scheme.
	to := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, a.Val)
	scheme, _, ok := strings.Cut(strings.ToLower(to), ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		scheme = ""
	}
	switch {
	case !slices.Contains(schemes, scheme):
		t.Errorf("%s: <%s %s=%q>", name, element, a.Key, a.Val)
	case name == "404.html" && scheme == "" && strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//"):
		// It stands in for addresses in any folder.
	case scheme == "" && (strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/") || strings.ContainsRune(to, '\\')):
		t.Errorf("%s: <%s %s=%q> leaves the site's folder", name, element, a.Key, a.Val)
	case element == "img" && scheme != "":
		t.Errorf("%s: a picture from outside: %q", name, a.Val)
	}
}

// recorder counts what a check finds.
type recorder struct {
	testing.TB
	found int
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.found++ }

// A check that finds nothing proves nothing unless it can find something.
func TestChecksOfPagesFindWhatTheyAreFor(t *testing.T) {
	for _, body := range []string{
		`<script>alert(1)</script>`, `<script src="https://a.example/x.js"></script>`, `<svg><script>x</script></svg>`, `<img src=x onerror=x>`, `<p style="x">`,
		`<a href="javascript:x">`, "<a href=\"java\tscript:x\">", `<a href=" JavaScript:x">`, `<a href="data:text/html,x">`, `<a href="//a.example">`, `<a href="\\srv\x">`, `<a href="/x">`,
		`<img src="https://a.example/x.png">`, `<iframe></iframe>`, `<base href="x">`, `<form></form>`, `<!-- x -->`, `<p id="a"><p id="a">`, `<svg><a xlink:href="javascript:x"/></svg>`,
		`<a href="nothing.html">`, `<a href="#nothing">`,
	} {
		r := &recorder{TB: t}
		checkPages(r, map[string]string{"index.html": "<!doctype html><html><body>" + body + "</body></html>"}, true)
		if r.found == 0 {
			t.Errorf("nothing is found in %s", body)
		}
	}
	r := &recorder{TB: t}
	checkPages(r, map[string]string{"index.html": `<!doctype html><body><p id="a"><a href="#a">x</a><a href="index.html">x</a><a href="https://a.example">x</a><a href="tel:1">x</a><script src="assets/x.js" defer></script></body>`, "assets/x.js": ""}, true)
	if r.found != 0 {
		t.Errorf("%d found in a sound page", r.found)
	}
}
