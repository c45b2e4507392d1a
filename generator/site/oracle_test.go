package site_test

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kepu/generator/safety"
)

// checkPages reads every page as a browser does and fails the test where package safety finds a fault,
// or a link leads nowhere.
func checkPages(t testing.TB, files map[string]string) {
	t.Helper()
	ids := map[string]map[string]bool{}
	var all []reference
	for name, text := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, fault := range safety.Faults(name, []byte(text)) {
			t.Error(fault)
		}
		ids[name] = map[string]bool{}
		all = append(all, references(t, name, text, ids[name])...)
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

// addresses are the attributes that hold one.
var addresses = []string{"href", "src", "action", "poster", "data", "xlink:href"}

// references returns the addresses of a page, and notes its ids.
func references(t testing.TB, name, text string, ids map[string]bool) (found []reference) {
	t.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false)) // what is in a <noscript> too
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" {
				ids[a.Val] = true
			} else if slices.Contains(addresses, a.Key) {
				found = append(found, reference{name, a.Val})
			}
		}
	}
	return found
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// recorder counts what a check finds.
type recorder struct {
	testing.TB
	found int
}

func (r *recorder) Helper()               {}
func (r *recorder) Error(...any)          { r.found++ }
func (r *recorder) Errorf(string, ...any) { r.found++ }

// A check that finds nothing proves nothing unless it can find something.
func TestChecksOfPagesFindWhatTheyAreFor(t *testing.T) {
	for _, body := range []string{`<img src=x onerror=x>`, `<a href="nothing.html">`, `<a href="#nothing">`, `<img src="x.png">`} {
		r := &recorder{TB: t}
		checkPages(r, map[string]string{"index.html": "<!doctype html><html><body>" + body + "</body></html>"})
		if r.found == 0 {
			t.Errorf("nothing is found in %s", body)
		}
	}
	r := &recorder{TB: t}
	checkPages(r, map[string]string{"index.html": `<!doctype html><body><p id="a"><a href="#a">x</a><a href="index.html">x</a><a href="https://a.example">x</a><a href="tel:1">x</a><script src="assets/x.js" defer></script></body>`, "assets/x.js": ""})
	if r.found != 0 {
		t.Errorf("%d found in a sound page", r.found)
	}
}
