package markdown

import (
	"fmt"
	"math/rand"
	"net/url"
	"strings"
	"testing"

	"kepu/generator/diag"
)

// lost returns the Chinese characters of a text that are neither in its page nor on a line, or
// on lines below one, of which something is said. Each of them stands once in the text.
func lost(text string) (missing, page string, ps diag.List) {
	f := diag.NewFile("a.md", text)
	d := Parse(text, Origin{File: f, End: len(text), Exact: true, Runs: true, Sections: true}, &ps)
	var b strings.Builder
	for _, p := range d.Parts(func(l Link) Target { return Target{URL: l.Path + "#" + l.Fragment} }, func(x *Directive) Quoted { return Quoted{Text: text[x.Start:x.End]} }) {
		b.WriteString(string(p.HTML))
		if p.Block != nil {
			b.WriteString(text[p.Block.Start:p.Block.End])
		}
	}
	page = b.String()
	told := map[int]bool{}
	for _, p := range ps {
		told[p.Place.Line] = true
	}
	for i, line := range strings.Split(text, "\n") {
		if told[i] && strings.TrimSpace(line) != "" {
			told[i+1] = true
		}
		for _, c := range line {
			if unique(c) && !told[i+1] && !strings.ContainsRune(page, c) && !strings.Contains(page, url.PathEscape(string(c))) {
				missing += string(c)
			}
		}
	}
	return missing, page, ps
}

func unique(c rune) bool { return 0x4E00 <= c && c < 0x9000 && !strings.ContainsRune(ordinary, c) }

// ordinary are the characters that structure is made of, so they are in no word here.
const ordinary = "一二三四五六七八九十第条附件年月日数字活动"

// filled returns a text in which each 口 is another character.
func filled(form string) string {
	next := rune(0x4E00)
	return strings.Map(func(c rune) rune {
		if c != '口' {
			return c
		}
		for next++; strings.ContainsRune(ordinary+"口", next); next++ {
		}
		return next
	}, form)
}

// TestNothingIsLost holds that each character that a writer wrote is in the page, or something is
// said of it. Comments are left out on purpose.
func TestNothingIsLost(t *testing.T) {
	for _, form := range []string{
		"口口口总结\n　　口口，口口。\n一、口口\n　　口口：\n（一）口口\n1.口口\n2. 口口；\n①口口\n口口科协\n2016年9月17日",
		"口\n---\n口\n===\n口\n***口***\n\t口\n    口\n\n    口\n",
		"口\t口\t口\n\t口\n口\t口\t口\t口\n口",
		"|口|口|\n|-|-|\n|口|口|口|口\n口|口\n\n口|口\n-|-|-\n口|口",
		"[口]: 口口\n[口]: <口> '口\n口'\n\n[口][口]\n\n![口](口.jpg \"口\")\n\n[口](口.md '口')\n[口] (口) 【口】（口.md）",
		"```口\n口\n```口\n口\n```\n口\n~~~\n口",
		"<div>口\n<p>口</p>\n口</div>\n\n<table><tr><td>口</td></tr></table>\n口<br>口\n\n<口>口</口>\n<p title=\"口\">口\n\n<!X 口>\n\n<?口?>\n\n<![CDATA[口]]>\n\n<pre>\n口\n</pre>",
		"<script>\n口\n</script>\n口\n\n<style>口</style>口\n",
		"口[^2]口[^口]\n\n[^2]: 口\n口\n\n    口\n\n[^1]: 口\n口\n",
		"口\n: 口\n: 口\n\n- 口\n  - 口\n\n    口\n口\n1) 口\n7) 口\n\n> 口\n口\n> - 口\n\n- [ ] 口\n* * *\n+ 口",
		"# 口 {#口}\n## 口 ##\n口\n#口\n####### 口\n#\t口",
		"{{ 口 口=口 }}口{{ 数字 活动数 }}口\n{{ 口\n口 }}\n\\{{ 口 }}",
		"口\\\n口  \n口\\口 &口; &#21475;\n口*口**口_口_口`口``口`\n~口~~口~~口",
	} {
		text := filled(form)
		if missing, page, ps := lost(text); missing != "" {
			t.Errorf("%q\nlost %q in\n%s\n%s", text, missing, page, saidWith(ps))
		}
	}
	tokens := []string{"口", "口", "口口", "*", "**", "_", "~~", "`", "``", "```", "~~~", "|", "|-|", "\t", "\n", "\n", "\n\n", "    ", "　　", "- ", "1. ", "3、", "（一）", "一、", "> ", "# ", "## ",
		"[", "]", "(", ")", "](", "]: ", "!", "<b>", "<div>", "</div>", "<br>", "<", ">", "[^1]", "[^1]: ", ": ", "---", "===", "\\", "&", "{{", "}}", "{{ 数字 ", "http://a.cn/", "a@b.cn", "：", "。", "，", "2", "\"", "'", "年9月", ".md", " "}
	rnd := rand.New(rand.NewSource(1))
	for range 20_000 {
		var b strings.Builder
		for range 3 + rnd.Intn(25) {
			b.WriteString(tokens[rnd.Intn(len(tokens))])
		}
		text := filled(b.String())
		if missing, page, ps := lost(text); missing != "" {
			t.Fatalf("%q\nlost %q in\n%s\n%s", text, missing, page, saidWith(ps))
		}
	}
}

// saidWith lists problems with their lines.
func saidWith(ps diag.List) string {
	var b strings.Builder
	for _, p := range ps {
		fmt.Fprintf(&b, "%d:%d %s\n", p.Place.Line, p.Place.Column, p.What.EN)
	}
	return b.String()
}
