package onefile_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/onefile"
)

const page = `<!doctype html>
<html lang="zh-CN">
<head>
<title>虚构 &amp; 简况</title>
<link rel="stylesheet" href="../assets/style.css?v=12">
<link rel="stylesheet" href="../assets/print.css?v=34" media="print">
<noscript><link rel="stylesheet" href="../assets/noscript.css?v=56"></noscript>
<script src="../assets/page.js"></script>
</head>
<body>
<nav><a href="../index.html">首页</a></nav>
<main class="main" id="_main">
<link rel="stylesheet" href="../assets/own.css?v=78">
<p><a href="../counties/jia.html#_map">甲县</a> <a href="index.html">全市</a> <a href="tel:0000-0000000">电话</a> <a href="https://example.org/x?a=1&amp;b=2">外</a></p>
<svg><use href="#_a-1"/></svg>
<script src="../assets/hours.js" defer></script>
</main>
<footer>脚</footer>
</body>
</html>
`

func site() fstest.MapFS {
	return fstest.MapFS{
		"briefs/jia.html":     {Data: []byte(page)},
		"assets/style.css":    {Data: []byte("a { color: red } /* </style><script> */\n")},
		"assets/print.css":    {Data: []byte("b { color: black }\n")},
		"assets/own.css":      {Data: []byte("d { color: green }\n")},
		"assets/noscript.css": {Data: []byte("c { color: blue }\n")},
	}
}

func TestPageStandsAlone(t *testing.T) {
	for base, want := range map[string][]string{
		"":                          {`<a>甲县</a>`, `<a>全市</a>`},
		"https://example.org/kepu/": {`<a href="https://example.org/kepu/counties/jia.html#_map">甲县</a>`, `<a href="https://example.org/kepu/briefs/index.html">全市</a>`},
	} {
		out, err := onefile.Page(site(), "briefs/jia.html", base)
		if err != nil {
			t.Fatal(err)
		}
		text := string(out)
		want = append(want, `<html lang="zh-CN">`, `<title>虚构 &amp; 简况</title>`, onefile.Mark, "a { color: red }", "d { color: green }", `<style media="print">`+"\nb {", `<use href="#_a-1"/>`,
			`href="tel:0000-0000000"`, `href="https://example.org/x?a=1&amp;b=2"`, `<main class="main" id="_main">`)
		for _, s := range want {
			if !strings.Contains(text, s) {
				t.Errorf("base %q: no %s in\n%s", base, s, text)
			}
		}
		for _, s := range []string{"<script src", "../", "noscript", "blue", "<link", "脚", "首页", "</style><script>"} {
			if strings.Contains(text, s) {
				t.Errorf("base %q: %s stands in\n%s", base, s, text)
			}
		}
	}
}

func TestWhatIsNotThereIsAnError(t *testing.T) {
	for what, change := range map[string]func(fstest.MapFS){
		"page":        func(s fstest.MapFS) { delete(s, "briefs/jia.html") },
		"style sheet": func(s fstest.MapFS) { delete(s, "assets/print.css") },
		"main part":   func(s fstest.MapFS) { s["briefs/jia.html"].Data = []byte("<p>") },
	} {
		s := site()
		change(s)
		if _, err := onefile.Page(s, "briefs/jia.html", ""); err == nil {
			t.Errorf("without its %s it is made", what)
		}
	}
}
