package acceptance

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kepu/generator/remove/removetest"
)

// origins are the ways in which the tree meets its visitors. Each gives the address
// of its root, which ends in a slash.
var origins = map[string]func(*testing.T, *tree) string{
	"disk":   onDisk,
	"server": func(t *testing.T, tr *tree) string { return onServer(t, tr, "/") },
	"folder": func(t *testing.T, tr *tree) string { return onServer(t, tr, "/a/b/") },
}

// onDisk writes the tree where a visitor would unpack it.
func onDisk(t *testing.T, tr *tree) string {
	t.Helper()
	dir := filepath.Join(removetest.TempDir(t), "科普 网站")
	for _, p := range tr.paths() {
		name := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, tr.files[p], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	slashed := "/" + strings.TrimPrefix(filepath.ToSlash(dir), "/") + "/"
	return (&url.URL{Scheme: "file", Path: slashed}).String()
}

// onServer serves the tree under prefix as the plainest of servers would: it knows
// no index.html, redirects nothing, and has nothing beside the tree.
func onServer(t *testing.T, tr *tree, prefix string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, ok := tr.files[strings.TrimPrefix(r.URL.Path, prefix)]
		if !ok || !strings.HasPrefix(r.URL.Path, prefix) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	}))
	t.Cleanup(server.Close)
	return server.URL + prefix
}

// asked opens every page under root and returns the requests that leave it or fail,
// and what the console says.
func asked(b *browser, tr *tree, root string) []string {
	return b.each(tr.pagePaths(), func(tb *tab, page string) ([]string, error) {
		requests, noticed, err := tb.visit(root + page)
		guessed := func(s string) bool { // the page that stands in for any address asks in the folders above too
			return page == "404.html" && strings.Contains(s, "/assets/lost.")
		}
		requests, noticed = slices.DeleteFunc(requests, guessed), slices.DeleteFunc(noticed, guessed)
		var faults []string
		for _, r := range requests {
			if !strings.HasPrefix(r, root) && !strings.HasPrefix(r, "data:") {
				faults = append(faults, fmt.Sprintf("%s asks for %s", page, r))
			}
		}
		if len(requests) == 0 {
			faults = append(faults, page+": the browser did not ask even for the page")
		}
		for _, n := range noticed {
			faults = append(faults, page+": "+n)
		}
		return faults, err
	})
}

// badTree is a page with the faults that the checks in the browser look for.
func badTree(t *testing.T) *tree {
	t.Helper()
	tr, err := newTree(fstest.MapFS{
		"bad.html": {Data: []byte(`<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>坏页</title>` +
			`<link rel="icon" href="p.svg"><link rel="stylesheet" href="bad.css"><script src="bad.js" defer></script>` +
			`<main><h1>坏页</h1><p class=wide>宽</p><p class=pale>颜色太浅的字</p><svg class="chart" viewBox="0 0 2 1" width="100%" height="2em"></svg><img src="missing.svg"><img alt="" src="http://example.invalid/p.png"></main>`)},
		"bad.css": {Data: []byte(`body { margin: 0 } .wide { width: 600px; margin: 0 } .pale { color: #888; background: #777 } .chart { display: block; height: auto }`)},
		"bad.js":  {Data: []byte(`console.error("x"); nothing.at.all();`)},
		"p.svg":   {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// badRequests are the faults that asked must find in the bad page.
var badRequests = map[string][]string{
	"disk":   {"asks for http://example.invalid/p.png", "missing.svg fails", "writes to the console: error", "a script fails"},
	"server": {"asks for http://example.invalid/p.png", "missing.svg answers 404", "writes to the console: error", "a script fails"},
	"folder": {"asks for http://example.invalid/p.png", "/a/b/missing.svg answers 404", "writes to the console: error", "a script fails"},
}

// TestAddressesThatLeadNowhereInABrowser asks a server that gives 404.html for whatever it does
// not have, as most are told to: the page must look and lead as if it stood where it is.
func TestAddressesThatLeadNowhereInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to ask for what is not there in Chromium; .ci/run does")
	}
	tr := realTree(t)
	b := startBrowser(t)
	tb, closeTab, err := b.open()
	if err != nil {
		t.Fatal(err)
	}
	defer closeTab()
	for _, prefix := range []string{"/", "/a/b/", "/%E7%A7%91%20%E6%99%AE/"} {
		plain, _ := url.PathUnescape(prefix)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			data, ok := tr.files[strings.TrimPrefix(r.URL.Path, plain)]
			kind := mime.TypeByExtension(path.Ext(r.URL.Path))
			if !ok || !strings.HasPrefix(r.URL.Path, plain) {
				data, kind = tr.files["404.html"], "text/html; charset=utf-8"
				w.Header().Set("Content-Type", kind)
				w.WriteHeader(http.StatusNotFound)
			}
			w.Header().Set("Content-Type", kind)
			w.Write(data)
		}))
		defer server.Close()
		w := &walk{t, tb, server.URL + prefix}
		for _, address := range []string{"x.html", "bases/x.html", "bases/x/y.html?q=1#z", "a/b/c/d.html"} {
			w.open(address)
			w.until(prefix+address+": the page has its looks", `getComputedStyle(document.querySelector(".nav__list")).display === "flex"`)
			w.until(prefix+address+": the links lead into the site", `[...document.querySelectorAll("main a, nav a, footer a")].filter(a => a.protocol === location.protocol).every(a => a.href.startsWith("`+w.root+`")) &&
				document.querySelector(".masthead__name").href === "`+w.root+`index.html"`)
			w.do(`document.querySelector("[data-large]").click()`)
			w.until(prefix+address+": its buttons work", `document.documentElement.dataset.type === "large"`)
			w.do(`document.querySelector("[data-large]").click()`)
			w.follow(`main a[href$="map.html"]`, "/map.html")
			w.until(prefix+address+": and there is the page", `document.querySelector("[data-map]")`)
		}
	}
}
