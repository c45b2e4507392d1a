package markdown

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// FuzzMarkdown gives any text and reads the page as a browser would: only
// elements and attributes of ours may be there, only addresses of the short
// list or of the resolver, and all ends that begin must be in order.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"<script>alert(1)</script>", "a <img src=x onerror=alert(1)>", "[x](JaVaScRiPt&colon;alert(1)) <javascript:alert(1)>",
		"[x]\n\n[x]: javascript:1 \"t\"", "[x](//evil.example/a) ![x](\\\\srv\\a)", "![x](data:image/svg+xml,a)", "<!-- a --> b", "# h {onclick=alert(1)}\n## h\n# h",
		"**科技馆。**今天", "|a|b|\n|-:|:-:|\n|`\\|`|2|\n", "- [x] a\n- [ ] b\n  1. c", "a[^1]\n\n[^1]: b\n\n    c", "术语\n: 解释\n", "访问https://a.example/b?c=\"d。e@f.example",
		"![a*b*](<x y.jpg> \"t\")", "[![a](b.jpg)](c.md#d)", "[<https://a.example>](b.md)", "```a\"b\n</code>\n```", "~~a~~ *b* __c__ `d`", "\ufeff&#xfeff;&#0;&lt;", "> - > 1. a\n===\n", "[a][b]\n\n[b]: <x y>\n", "13812345678 [^x] ** ]（a.md）",
		"[x](<a\" onmouseover=\"b>)", "[x](a.md '\" onclick=\"b')", "![\" onerror=\"x](a.jpg)", "<a@b.example\" x=\"y>", "[a[^1]](b.md)\n\n[^1]: c", "# [^1]\n\n[^1]: # a",
		"共{{ figure activities year=2016 }}项", "{{ chart activities by=month }}", "甲\n{{表 基地 按=县区}}\n乙", "[{{ 数字 x }}](a.md)", "**{{figure x}}**个", "# {{ figure x }}", "|{{ figure a }}|\n|-|\n|b|", "- {{ map }}",
		"{{ figure a=\"b c\" d=“e” f=g }} {{", "{{ figure \"><script>alert(1)</script> }}", "`{{ figure x }}`", "![{{ figure x }}](a.jpg)", "\uFFFC{{ figure x }}\uFFFC",
		"## fn\n\n### source\n\n甲[^source]\n\n[^source]: 乙", "# fn\n# fn\n甲[^2]\n\n[^2]: 乙", "1. a\n3. b\n7. c", "　　一、甲\n　　乙。\n二、丙\n丁", "a\tb\nc\t<b>d", "<td>a</td></tr>b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		hung := time.AfterFunc(20*time.Second, func() { panic(fmt.Sprintf("no end: %q", text)) })
		d, ps := read(text)
		hung.Stop()
		blocks, figures := 0, 0
		parts := d.Parts(func(l Link) Target {
			if l.Start < 0 || l.End < l.Start || l.End > len(text) {
				t.Errorf("link at %d to %d of %d", l.Start, l.End, len(text))
			}
			return Target{URL: "resolved.html#" + url.PathEscape(l.Path+l.Fragment)}
		}, func(x *Directive) Quoted {
			figures++
			return Quoted{Text: `<script>"&'`, URL: "resolved.html#quoted", Title: `"><script>`, Unknown: len(x.Args) == 1}
		})
		var out string
		for _, p := range parts {
			if out += string(p.HTML); p.Block != nil {
				blocks++
				check(t, out) // what stands before a block is whole
			}
		}
		if blocks+figures != len(d.Directives) {
			t.Errorf("%d blocks and %d figures of %d directives in %q", blocks, figures, len(d.Directives), out)
		}
		filled := d.Filled(d.Plain, 0, func(*Directive) string { figures--; return "1" })
		if figures != 0 || strings.ContainsRune(filled, placeholder) {
			t.Errorf("%d figures are not in the plain text %q", figures, filled)
		}
		for _, x := range d.Directives {
			if x.Start < 0 || x.End <= x.Start || x.End > len(text) || !strings.HasPrefix(text[x.Start:x.End], opening) || !strings.HasSuffix(text[x.Start:x.End], closing) {
				t.Errorf("directive at %d to %d", x.Start, x.End)
			}
			for _, a := range x.Args {
				for _, word := range []Word{a.Key, a.Value} {
					if text[word.Start:word.End] != word.Text {
						t.Errorf("%q stands at %q", word.Text, text[word.Start:word.End])
					}
				}
			}
		}
		if len(out) > max(maxGrowth*len(text), freeGrowth)+len(d.Links)*(20+3*maxAddress)+len(d.Directives)*200 {
			t.Errorf("%d bytes out of %d", len(out), len(text))
		}
		if strings.Contains(out+d.Plain+d.Summary, "\ufeff") {
			t.Error("U+FEFF in the output")
		}
		check(t, out)
		seen := map[string]bool{}
		for _, h := range d.Headings {
			if h.ID == "" || seen[h.ID] || h.Level < 2 || h.Level > 6 || h.Text == "" {
				t.Errorf("heading %+v", h)
			}
			seen[h.ID] = true
		}
		for _, p := range ps {
			if p.What == unreadable {
				t.Error("a panic in the library or in ours")
			}
			if p.Place.Line < 1 || p.What.ZH == "" || strings.Contains(p.What.ZH+p.What.EN+p.Mend.ZH+p.Mend.EN, "%!") {
				t.Errorf("problem %+v", p)
			}
		}
	})
}

// allowed lists the elements that may be in a page, with their attributes.
var allowed = map[string]string{
	"p": "", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "blockquote": "", "ul": "", "ol": "start", "li": "id class value",
	"pre": "", "code": "class", "hr": "", "br": "", "em": "", "strong": "", "del": "", "dl": "", "dt": "", "dd": "",
	"a":   "href rel title role aria-label class",
	"img": "src alt title loading decoding", "figure": "", "figcaption": "", "input": "type disabled checked aria-label",
	"div": "class tabindex role aria-label", "table": "", "thead": "", "tbody": "", "tr": "", "th": "scope class", "td": "class",
	"sup": "id class", "section": "class role aria-label", "span": "class title",
}

// check reads the page token by token, so that nothing is mended in between.
func check(t *testing.T, out string) {
	z := html.NewTokenizer(strings.NewReader(out))
	var open []string
	ids := map[string]bool{}
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("left open: %v in %q", open, out)
			}
			return
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("%s in %q", z.Token(), out)
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			attrs, ok := allowed[token.Data]
			if !ok {
				t.Errorf("<%s> in %q", token.Data, out)
			}
			for _, a := range token.Attr {
				if !strings.Contains(" "+attrs+" ", " "+a.Key+" ") {
					t.Errorf("<%s %s=%q> in %q", token.Data, a.Key, a.Val, out)
				}
				if a.Key == "id" && ids[a.Val] {
					t.Errorf("id %q twice in %q", a.Val, out)
				}
				ids[a.Val] = ids[a.Val] || a.Key == "id"
				if (a.Key == "href" || a.Key == "src") && !safe(a.Val, token.Data) {
					t.Errorf("%s=%q in %q", a.Key, a.Val, out)
				}
			}
			if token.Data == "a" && strings.Contains(" "+strings.Join(open, " ")+" ", " a ") {
				t.Errorf("a link in a link in %q", out)
			}
			if d := token.Data; d != "img" && d != "br" && d != "hr" && d != "input" {
				open = append(open, d)
			}
		case html.EndTagToken:
			token := z.Token()
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes %v in %q", token.Data, open, out)
			}
			open = open[:len(open)-1]
		}
	}
}

func safe(address, element string) bool {
	if strings.HasPrefix(address, "resolved.html#") {
		return true
	}
	if element == "img" {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "mailto" || u.Scheme == "tel" ||
		strings.HasPrefix(address, "#fn-") || strings.HasPrefix(address, "#fnref-"))
}
