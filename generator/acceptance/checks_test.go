package acceptance

import (
	"strings"
	"testing"
	"testing/fstest"
)

// clean is a site of two pages that every check finds in order.
func clean() fstest.MapFS {
	page := func(title, up, body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<!doctype html><html lang="zh-CN"><title>` + title + `</title><link rel="stylesheet" href="` + up + `assets/style.css">` +
			`<script src="` + up + `assets/menu.js" defer></script><main><h1>` + title + `</h1><h2 id="a">甲</h2>` + body + `</main></html>`)}
	}
	return fstest.MapFS{
		"index.html":       page("首页", "", `<a href="bases/one.html#a">一</a> <a href="https://example.org/">外</a> <a href="tel:0396">电话</a> <a href="#a">甲</a>`),
		"bases/one.html":   page("一", "../", `<a href="../index.html">首页</a> <img src="../assets/p.svg" alt=""> <script type="application/json">{}</script>`),
		"assets/style.css": {Data: []byte(`a { background: url(p.svg) } /* url(x.png) */`)},
		"assets/menu.js":   {Data: []byte(`document.body.dataset.menu = "1";`)},
		"assets/p.svg":     {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
	}
}

func allFaults(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	tr, err := newTree(files)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, check := range []func(*tree) []string{brokenLinks, inlined, remote, misshapen, badNames, heavy} {
		out = append(out, check(tr)...)
	}
	out = append(out, unreachable(tr, func(string) bool { return false })...)
	return strings.Join(out, "\n")
}

func TestChecksFindNothingInASoundSite(t *testing.T) {
	if got := allFaults(t, clean()); got != "" {
		t.Error(got)
	}
}

// Each row puts one fault into the clean site, and a check must name it.
func TestChecksFindEachFault(t *testing.T) {
	tests := []struct {
		body string // added to bases/one.html
		file string // or a file with this path …
		text string // … and this text
		want string
	}{
		{body: `<a href="two.html">x</a>`, want: "leads to no file: bases/two.html"},
		{body: `<a href="../../index.html">x</a>`, want: "leads to no file: ../index.html"},
		{body: `<a href="One.html">x</a>`, want: "differs in capitals"},
		{body: `<a href="../">x</a>`, want: "ends in a folder"},
		{body: `<a href="..">x</a>`, want: "ends in a folder"},
		{body: `<a href="/index.html">x</a>`, want: "begins at the server's root"},
		{body: `<a href="">x</a>`, want: "is empty"},
		{body: `<a href="#b">x</a>`, want: "names no id in bases/one.html"},
		{body: `<a href="../index.html#b">x</a>`, want: "names no id in index.html"},
		{body: `<a href="#">x</a>`, want: "empty fragment"},
		{body: `<a href="javascript:x()">x</a>`, want: "scheme"},
		{body: `<a href="file:///x.html">x</a>`, want: "scheme"},
		{body: `<a href="http:///x.html">x</a>`, want: "has no host"},
		{body: `<img alt="" src="https://example.org/p.png">`, want: "outside the site"},
		{body: `<img alt="" src="//example.org/p.png">`, want: "scheme"},
		{body: `<img alt="" src="../assets/p.svg" srcset="../assets/p.svg 1x, ../assets/q.svg 2x">`, want: "leads to no file: assets/q.svg"},
		{body: `<svg><use href="https://example.org/p.svg"/></svg>`, want: "outside the site"},
		{body: `<svg><rect fill="url(https://example.org/p.svg)"/></svg>`, want: "outside the site"},
		{body: `<link rel="stylesheet" href="https://example.org/a.css">`, want: "outside the site"},
		{file: "assets/style.css", text: `a { background: url( "q.png" ) }`, want: "leads to no file: assets/q.png"},
		{file: "assets/style.css", text: `@import "https://example.org/a.css";`, want: "outside the site"},
		{body: `<script>1</script>`, want: "<script> stands in a page"},
		{body: `<script src="../assets/menu.js"></script>`, want: "no defer"},
		{body: `<script src="../assets/menu.js" type="module"></script>`, want: "type module"},
		{body: `<style>a{}</style>`, want: "<style> stands in a page"},
		{body: `<p style="color:red">x</p>`, want: "attribute style"},
		{body: `<p onclick="x()">x</p>`, want: "attribute onclick"},
		{body: `<meta http-equiv="Refresh" content="0">`, want: "moves the visitor on"},
		{file: "assets/menu.js", text: `fetch("x.json")`, want: "uses fetch("},
		{body: `<p>共%!d(string=三)项</p>`, want: "put into words wrongly"},
		{body: `<h1>x</h1>`, want: "2 <h1>"},
		{body: `<h4>x</h4>`, want: "<h4> after <h2>"},
		{body: `<h2></h2>`, want: "an empty <h2>"},
		{body: `<p class="x"> </p>`, want: `an empty <p class="x">`},
		{body: `<div><ul><li></li></ul></div>`, want: "an empty <ul"},
		{body: `<div class="table-scroll"><table><tr><td>x</td></tr></table></div>`, want: "can be reached by keys"},
		{body: `<p id="a">x</p>`, want: `the id "a" twice`},
		{body: `<img src="../assets/p.svg">`, want: "no alt"},
		{file: "index.html", text: `<!doctype html><title>x</title><main><h1>x</h1><a href="bases/one.html">x</a></main>`, want: "no lang"},
		{file: "lonely.html", text: `<!doctype html><html lang="zh"><title>x</title><main><h1>x</h1></main>`, want: "no links lead there"},
		{file: "assets/Con.svg", text: `x`, want: "device on Windows"},
		{file: "assets/基地.svg", text: `x`, want: "letters that some system changes"},
		{file: "assets/P.svg", text: `x`, want: "in capitals only"},
		{file: "assets/" + strings.Repeat("a", longest) + ".svg", text: `x`, want: "letters long"},
		{file: "data/README", text: `x`, want: "no ending"},
		{file: "assets/menu.js", text: noise(70_000), want: "scripts weigh"},
		{file: "assets/style.css", text: noise(50_000), want: "page and style sheets weigh"},
		{file: "assets/p.svg", text: noise(140_000), want: "without photos, over"},
	}
	for _, tt := range tests {
		files := clean()
		if tt.file != "" {
			files[tt.file] = &fstest.MapFile{Data: []byte(tt.text)}
		} else {
			one := files["bases/one.html"]
			one.Data = []byte(strings.Replace(string(one.Data), "</main>", tt.body+"</main>", 1))
		}
		if got := allFaults(t, files); !strings.Contains(got, tt.want) {
			t.Errorf("%s%s: not found: %s\nfound: %s", tt.body, tt.file, tt.want, got)
		}
	}
}

// noise is text that compresses badly, always the same.
func noise(n int) string {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = "abcdefghijklmnopqrstuvwxyzABCDEF"[x>>27]
	}
	return string(b)
}
