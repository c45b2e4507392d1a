package acceptance

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// inlined returns what a strict content security policy would not run: scripts,
// styles and handlers that stand in a page, and what moves a page away from its
// place. Requests to other hosts are brokenLinks' business.
func inlined(tr *tree) []string {
	var faults []string
	for _, name := range tr.pagePaths() {
		for _, n := range elements(tr.pages[name]) {
			if f := inlineFault(n); f != "" {
				faults = append(faults, fmt.Sprintf("%s: <%s> %s", name, n.Data, f))
			}
		}
	}
	return faults
}

func inlineFault(n *html.Node) string {
	for _, a := range n.Attr {
		switch {
		case a.Key == "style", strings.HasPrefix(a.Key, "on"):
			return "has the attribute " + a.Key
		case a.Key == "srcdoc":
			return "holds a page"
		}
	}
	switch n.Data {
	case "style", "base", "iframe", "embed", "object":
		return "stands in a page"
	case "script":
		return scriptFault(n)
	case "meta":
		if strings.EqualFold(attribute(n, "http-equiv"), "refresh") {
			return "moves the visitor on by itself"
		}
	}
	return ""
}

// scriptFault allows data, and classic scripts that wait for the page: modules
// don't load from a disk.
func scriptFault(n *html.Node) string {
	src := attribute(n, "src")
	kind := attribute(n, "type")
	switch {
	case src == "" && (kind == "application/json" || kind == "application/ld+json"):
		return ""
	case src == "":
		return "stands in a page"
	case kind != "" && kind != "text/javascript":
		return "is of type " + kind + ", which does not load from a disk"
	}
	if _, ok := find(n, "defer"); !ok && !strings.Contains(src, "assets/page.js?") { // which sets the size of the type before anything is drawn
		return "holds up the page: it has no defer"
	}
	return ""
}

func TestNoScriptOrStyleStandsInAPage(t *testing.T) { report(t, inlined(realTree(t))) }

// remote returns the scripts that ask for something when they run. Under file://
// they would fail, and elsewhere only the tree itself is promised to be there.
func remote(tr *tree) []string {
	var faults []string
	for _, name := range tr.paths() {
		if !strings.HasSuffix(name, ".js") {
			continue
		}
		for _, call := range []string{"fetch(", "XMLHttpRequest", "import(", "WebSocket(", "sendBeacon(", "EventSource(", "eval(", "sourceMappingURL"} {
			if strings.Contains(string(tr.files[name]), call) {
				faults = append(faults, fmt.Sprintf("%s: uses %s", name, call))
			}
		}
	}
	return faults
}

func TestScriptsAskForNothing(t *testing.T) { report(t, remote(realTree(t))) }
