package safety

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// zipped is an office file of one part.
func zipped(name, text string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create(name)
	w.Write([]byte(text))
	z.Close()
	return b.String()
}

// A check that finds nothing proves nothing unless it can find something.
func TestFaultsAreFound(t *testing.T) {
	const ics = "BEGIN:VCALENDAR\r\nSUMMARY:x\r\nEND:VCALENDAR\r\n"
	for name, list := range map[string][]string{
		"a/b.html": {
			`<script>alert(1)</script>`, `<script src="https://a.example/x.js"></script>`, `<script src="../bases/x.js"></script>`, `<script type="application/json">{</script>`, `<svg><script>x</script></svg>`, `<img src=x onerror=x>`, `<p style="x">`,
			`<a href="javascript:x">`, "<a href=\"java\tscript:x\">", `<a href=" JavaScript:x">`, `<a href="data:text/html,x">`, `<a href="//a.example">`, `<a href="\\srv\x">`, `<a href="/x">`, `<a href="../../x">`, `<a href="..%2f../x">`, `<a href="file:///x">`,
			`<img src="https://a.example/x.png">`, `<img srcset="x.png 1x, https://a.example/x.png 2x">`, `<img src="data:image/svg+xml,x">`, `<iframe></iframe>`, `<object data="x"></object>`, `<embed src="x">`, `<base href="x">`, `<form></form>`, `<form action="https://a.example" data-filter></form>`,
			`<button formaction="x">`, `<!-- x -->`, `<p id="a"><p id="a">`, `<svg><a xlink:href="javascript:x"/></svg>`, `<svg><use href="https://a.example/x.svg#a"/></svg>`, `<svg><path fill="url(https://a.example/x)"/></svg>`, `<svg><animate/></svg>`, `<style>p{}</style>`,
			`<meta http-equiv="refresh" content="0; url=https://a.example">`, `<link rel="stylesheet" href="https://a.example/x.css">`, `<link rel="canonical" href="javascript:x">`, "\xff", "\x01", `<noscript><img src=x onerror=x></noscript>`,
		},
		"a.css":              {"p{background:url(x.png)}", "@import 'x'", "p{width:expression(1)}", "</style>"},
		"assets/search/a.js": {"alert(1)", searchHead + "{}" + searchTail + ";alert(1)", searchHead + "{\"a\":\"\u2028\"}" + searchTail},
		"a.svg": {`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`, `<svg onload="x"/>`, `<svg><g></svg>`, `<svg/><svg/>`, `<!DOCTYPE svg><svg/>`, `<?xml-stylesheet href="x"?><svg/>`, `<svg><image href="https://a.example/x.png"/></svg>`, `<svg><foreignObject/></svg>`, `<svg>&nbsp;</svg>`, `<svg a="1" a="2"/>`,
			`<svg xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="javascript:x"/></svg>`, `<svg style="x"/>`, ``},
		"a.xml":      {`<feed>`, `<feed><link href="javascript:x"/></feed>`, `<feed><summary type="html">x</summary></feed>`, "<feed>\x01</feed>"},
		"a.json":     {`{`, ``, `{"a":1}x`},
		"a.csv":      {"a\n", "\ufeffa\n=1+1\n", "\ufeffa\n\"\t=1\"\n", "\ufeffa\n＝1\n", "\ufeffa\n\u200b@x\n", "\ufeffa\n+86 1\n", "\ufeffa\n- a\n", "\ufeffa,b\na\n", "\ufeffa\n\"a\"b\n", "\ufeffa\n\" =1\"\n"},
		"a.ics":      {strings.ReplaceAll(ics, "\r", ""), ics + "x", strings.Replace(ics, "x", "x\r\nATTACH:file:///x", 1), strings.Replace(ics, "x", "x\r\nxyz", 1), strings.Replace(ics, "x", strings.Repeat("x", 80), 1), strings.Replace(ics, "x", "x\r\nBEGIN:VALARM", 1), strings.Replace(ics, "SUMMARY:", "URL:javascript:", 1)},
		"robots.txt": {"User-agent: *\nx\n"},
		"a.docx": {"", zipped("word/document.xml", "<a>"), zipped("a.rels", `<R><Relationship Type="x/image" TargetMode="External" Target="https://a.example/x.png"/></R>`), zipped("a.rels", `<R><Relationship Type="x/hyperlink" TargetMode="External" Target="file:///x"/></R>`),
			zipped("word/document.xml", "<a><instrText>DDEAUTO c</instrText></a>"), zipped("word/vbaProject.bin", "x"), zipped("word/document.xml", "<a><altChunk/></a>")},
		"a.xlsx": {zipped("xl/worksheets/sheet1.xml", "<a><f>1+1</f></a>"), zipped("xl/externalLinks/a.xml", "<a/>"), zipped("xl/workbook.xml", "<a><definedName>cmd|'/c'!A1</definedName></a>")},
	} {
		for _, text := range list {
			if strings.HasSuffix(name, ".html") {
				text = "<!doctype html><html><body>" + text + "</body></html>"
			}
			if len(Faults(name, []byte(text))) == 0 {
				t.Errorf("nothing is found in %s: %q", name, text)
			}
		}
	}
	for name, text := range map[string]string{
		"a/b.html":           `<!doctype html><body><p id="a"><a href="#a">x</a><a href="../index.html">x</a><a href="https://a.example">x</a><a href="tel:1">x</a><form data-filter></form><svg><path fill="url(#a)"/></svg><script src="../assets/x.js" defer></script><script type="application/ld+json">{}</script></body>`,
		"a.css":              "p{fill:url(#a)}",
		"assets/search/a.js": searchHead + "{}" + searchTail + "\n",
		"a.svg":              `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><a href="b.html"/><path fill="url(#a)"/></svg>`,
		"a.csv":              "\ufeffa,b\r\n-12.5,'=1\r\n",
		"a.ics":              ics,
		"a.docx":             zipped("a.rels", `<R><Relationship Type="x/hyperlink" TargetMode="External" Target="https://a.example/"/></R>`),
		"robots.txt":         "User-agent: *\nAllow: /\n\nSitemap: x\n",
	} {
		if list := Faults(name, []byte(text)); len(list) > 0 {
			t.Errorf("a sound file: %s", list)
		}
	}
}
