package safety

import (
	"math/rand/v2"
	"strings"
)

// odd are words that do harm where somebody forgets what they stand in: a page, an attribute, an address, a script, a drawing, a calendar,
// a table, a field of Word; or that are lost where somebody takes them for nothing.
var odd = []string{
	// HTML and what browsers make of it
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</title></main></textarea></noscript><script>alert(1)</script>`, `<svg onload=alert(1)>`, `<iframe srcdoc="<script>x</script>">`,
	`<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`, `<base href=//a.example>`, `<meta http-equiv=refresh content="0;url=https://a.example">`, `<form action=https://a.example><button>x`, `<a href="javascript:alert(1)">x</a>`, `<!-- x --`, `--!> <![CDATA[ ]]>`,
	`&lt;script&gt;`, `&#60;b&#62; &amp;amp; &nbsp &colon;`, `<b style="x:expression(1)">`, "`onclick=`", `<style>@import"//a.example"</style>`, `<plaintext>`, `</svg></style></script>`, `<template><a>`,
	// addresses
	`javascript:alert(1)`, `JaVaScRiPt&colon;alert(1)`, `data:text/html,<script>1</script>`, `vbscript:x`, `file:///etc/passwd`, `//a.example/x`, `https://a.example/"onclick="x`, `https://a.example/?a=1&b=<2>#c d`, `https://a.example\@b.example/`, `..\..\x`, `../../../x`, `/x`, `%2e%2e/%2f`, `mailto:a@b.example?body=<x>`, `https://[::1/`, `http://xn--a/`, `tel:+86,1;ext=2`,
	// scripts, data, templates
	`{{.}} {{template "x"}} {{ figure activities }}`, `${x} <%= x %> #{x}`, `a]]>b`, `\u2028 \x3c/script>`, "a\u2028b\u2029c", `\`, `\\"`, `a'b"c`, `{"a":[1]}`, `"}];alert(1)//`, `__proto__`, `constructor`, `null`, `*/alert(1)/*`, `</script`,
	// tables
	`=1+1`, `+1+1`, `-1+1`, `@SUM(A1)`, `=cmd|'/c calc'!A1`, `＝1+1`, `＠x`, `'=1`, `1,2;3`, "a\tb", "\u200b=1", `"=1"`, `-`, `0123456789012345678`, `1E5`, `TRUE`, `_x000D_ _x0041_`,
	// calendars, feeds, Word
	`BEGIN:VEVENT END:VCALENDAR`, `a;b,c:d\n`, `"a:b`, `DDEAUTO c:\\windows "x"`, `{ INCLUDEPICTURE "https://a.example/x.png" }`, `xmlns="x" a:b`, `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]>&b;`, `%PDF-1.4`,
	// Markdown
	`# 标题 {#a}`, `[a](javascript:1) [b](<javascript:1>) [c][d]`, `![a](https://a.example/x.png)`, "a\n\n[d]: javascript:1", `[^1] [^x]`, `**a *b_ c~~ ` + "`d", `| a | b |`, "- a\n  - b\n\n    c", "1986. a", "+++", "---", "***", "```", "~~~", `<https://a.example> <a@b.example>`, `\<b\>`, `a\
b`, "[[[[[[a]]]]]]", "> > > a", "![[a", "* * *", "[ ] a", "[x] a",
	// characters
	"é e\u0301 ﬁ Å ㎡ ①", "𠮷野家 👨‍👩‍👧 🇨🇳", "ابجد עברית", "\u202eabc", "a\u0000b", "a\rb", "a\r\nb", "\ufeffa", "a\u00adb", "\ue000", "\ufffe", "\U0010ffff", "　全角　空格　", "Ａ１＃", "İıſK", "龘靐齉", "а́", "zero\u200dwidth", "\u0301", "a\u0085b", "\v\f", "\x1b[31m",
	// nothing, much
	" ", "　", "…", "？", "0", "不详", "未知", "无", "同上", "待定", strings.Repeat("很长", 300), strings.Repeat("a", 500), strings.Repeat("a ", 250), strings.Repeat("[", 100), strings.Repeat("*a", 60), strings.Repeat("<b>", 60), strings.Repeat("&amp;", 80), strings.Repeat("\n", 30) + "a", strings.Repeat("| ", 40),
}

// mixed makes words of parts of the odd ones and of any characters.
func mixed(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(6) {
		switch r.IntN(4) {
		case 0:
			text := []rune(odd[r.IntN(len(odd))])
			from := r.IntN(len(text))
			b.WriteString(string(text[from : from+r.IntN(min(len(text)-from, 30)+1)]))
		case 1:
			const signs = "<>\"'`&;:/\\=+-@#%!?.,*_[](){}|~^$ \t\n"
			for range 1 + r.IntN(4) {
				b.WriteByte(signs[r.IntN(len(signs))])
			}
		case 2:
			for range 1 + r.IntN(3) {
				b.WriteRune(rune([]int{0x20, 0xa0, 0x4e00, 0x3000, 0xff00, 0x2000, 0x600, 0x1f300, 0xe000, 0x20000}[r.IntN(10)] + r.IntN(0x60)))
			}
		default:
			b.WriteString([]string{"科普", "馆", "a", "Z9", "2016年", "script", "onload", "http://", "https://a.example/"}[r.IntN(9)])
		}
	}
	return b.String()
}
