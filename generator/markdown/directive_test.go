package markdown

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/diag"
)

// shown writes a text with each figure as <arguments> and each block on its own.
func shown(d *Doc) string {
	var b strings.Builder
	words := func(x *Directive) string {
		var args []string
		for _, a := range x.Args {
			if a.Key.Text != "" {
				args = append(args, a.Key.Text+"="+a.Value.Text)
			} else {
				args = append(args, a.Value.Text)
			}
		}
		return x.Kind.Name() + "(" + strings.Join(args, ",") + ")"
	}
	for _, p := range d.Parts(func(Link) Target { return Target{URL: "#"} }, func(x *Directive) Quoted { return Quoted{Text: words(x)} }) {
		if p.Block != nil {
			b.WriteString("[" + words(p.Block) + "]\n")
			continue
		}
		b.WriteString(string(p.HTML))
	}
	return strings.NewReplacer(`<span class="quoted">`, "<", "</span>", ">").Replace(b.String())
}

func TestDirectives(t *testing.T) {
	for _, c := range []struct{ name, text, want, problems string }{
		{"a figure among words", "举办{{ figure activities year=2016 }}项。", "<p>举办<figure(activities,year=2016)>项。</p>\n", ""},
		{"no blanks", "{{figure activities}}", "<p><figure(activities)></p>\n", ""},
		{"Chinese", "{{ 数字 参加人次 年份＝2016　县区=确山县 }}", "<p><figure(参加人次,年份=2016,县区=确山县)></p>\n", ""},
		{"blanks around =", "{{ figure a b = c d= e }}", "<p><figure(a,b=c,d=e)></p>\n", ""},
		{"quotation marks", "{{ figure a b=\"c d\" e=“f g” h=\"i }}", "<p><figure(a,b=c d,e=f g,h=&quot;i)></p>\n", ""},
		{"braces in a value", "{{ figure a b=\"}}\" }}", "<p><figure(a,b=}})></p>\n", ""},
		{"marks in a value", "{{ figure open_days a=*b* c=[d](e) f=<g> }}", "<p><figure(open_days,a=*b*,c=[d](e),f=&lt;g&gt;)></p>\n", ""},
		{"bold", "共**{{ figure a }}**个", "<p>共<strong><figure(a)></strong>个</p>\n", ""},
		{"over lines", "共\n{{ figure a }}\n个", "<p>共<figure(a)>个</p>\n", ""},
		{"in a link", "[{{ figure a }}个](b.md)", "<p><a href=\"#\"><figure(a)>个</a></p>\n", ""},
		{"in a list", "- {{ figure a }}个", "<ul>\n<li><figure(a)>个</li>\n</ul>\n", ""},
		{"a block", "甲\n\n{{ chart activities by=month }}\n\n乙", "<p>甲</p>\n[chart(activities,by=month)]\n<p>乙</p>\n", ""},
		{"a block in a paragraph's lines", "甲\n{{ 表 基地 }}  \n乙", "<p>甲</p>\n[table(基地)]\n<p>乙</p>\n", ""},
		{"only a block", "{{ map }}", "[map()]\n", ""},
		{"code span", "`{{ figure a }}`", "<p><code>{{ figure a }}</code></p>\n", ""},
		{"code", "```\n{{ chart a }}\n```\n\n`{{ chart b }}`", "<pre><code>{{ chart a }}\n</code></pre>\n<p><code>{{ chart b }}</code></p>\n", ""},
		{"braces", "{ {a} {{ }", "<p>{ {a} {{ }</p>\n", ""},

		{"no end", "举办{{ figure a", "<p>举办{{ figure a</p>\n", "E 1:3+2 this {{ has no }} to end it"},
		{"end on the next line", "{{ figure a\nb }}", "<p>{{ figure a\nb }}</p>\n", "E 1:1+2 this {{ has no }} to end it"},
		{"unknown", "举办{{ figur a }}项", "<p>举办项</p>\n", "E 1:6+5 there is no {{ figur }}"},
		{"unknown on a line", "{{ chrat a }}", "", "E 1:4+5 there is no {{ chrat }}"},
		{"empty", "甲{{ }}", "<p>甲</p>\n", "E 1:2+5 this {{ }} does not say what is wanted"},
		{"a chart among words", "甲{{ chart a }}", "<p>甲</p>\n", "E 1:2+13 {{ chart }} cannot stand in a sentence"},
		{"a chart in a list", "- {{ chart a }}", "<ul>\n<li>\n</li>\n</ul>\n", "E 1:3+13 charts and lists cannot stand in a list, a quotation or a footnote"},
		{"in a heading", "## 甲{{ figure a }}\n", "<h2 id=\"jia\">甲</h2>\n", "E 1:5+14 {{ }} cannot stand in a heading or in a picture's description"},
		{"in a description", "![甲{{ figure a }}](b.jpg)", "<figure><img src=\"#\" loading=\"lazy\" alt=\"甲\" decoding=\"async\"></figure>\n", "E 1:4+14 {{ }} cannot stand in a heading or in a picture's description"},
		{"full-width braces", "共｛｛ figure a ｝｝个", "<p>共｛｛ figure a ｝｝个</p>\n", "W 1:2+2 these braces are full-width and stay as they are"},
	} {
		d, ps := read(c.text)
		if got := shown(d); got != c.want {
			t.Errorf("%s: %q\n got %q\nwant %q", c.name, c.text, got, c.want)
		}
		if got := said(ps); got != c.problems {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.text, got, c.problems)
		}
	}
}

func TestDirectivesKnowTheirPlaces(t *testing.T) {
	before := "+++\ntitle = \"示例\"\n+++\n"
	body := "甲𠮷\n\n> 乙{{ figure 参加人次 year=2016 }}"
	f := diag.NewFile("reports/示例.md", before+body)
	var ps diag.List
	d := Parse(body, Origin{File: f, Start: len(before), End: len(f.Text), Exact: true}, &ps)
	x := d.Directives[0]
	for _, c := range []struct {
		start, end   int
		want         string
		line, column int
	}{
		{x.Start, x.End, "{{ figure 参加人次 year=2016 }}", 6, 4},
		{x.Args[0].Value.Start, x.Args[0].Value.End, "参加人次", 6, 14},
		{x.Args[1].Key.Start, x.Args[1].Key.End, "year", 6, 19},
		{x.Args[1].Value.Start, x.Args[1].Value.End, "2016", 6, 24},
	} {
		at := f.Place(c.start, c.end)
		if got := f.Text[c.start:c.end]; got != c.want || at.Line != c.line || at.Column != c.column {
			t.Errorf("%q at %d:%d, want %q at %d:%d", got, at.Line, at.Column, c.want, c.line, c.column)
		}
	}
}

func TestFiguresAreWrittenIntoPlainText(t *testing.T) {
	d, _ := read("|表|\n|-|\n|{{ figure a }}|\n\n共{{ figure b }}个，\uFFFC\n{{ figure c }}项。\n\n{{ map }}\n\n后{{ figure d }}")
	number := func(x *Directive) string { return "<" + x.Args[0].Value.Text + ">" }
	if got, want := d.Filled(d.Plain, 0, number), "表\n<a>\n共<b>个，<c>项。\n后<d>"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := d.Filled(d.Summary, d.FirstInSummary, number), "共<b>个，<c>项。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRunsLeadBackToTheText finds every character of the plain text where it stands.
func TestRunsLeadBackToTheText(t *testing.T) {
	text := "\n## 一、标题\n\n第一段**加粗**，共{{ figure a }}个。\n第二行。`码`\n\n- 甲\n- [乙](b.md)丙\n\n|丁|戊|\n|-|-|\n|己|庚|"
	f := diag.NewFile("reports/a.md", text)
	var ps diag.List
	d := Parse(text, Origin{File: f, End: len(text), Exact: true, Runs: true}, &ps)
	for _, r := range "标段粗共个二甲乙丙丁戊己庚" {
		i := strings.IndexRune(d.Plain, r)
		if at, ok := d.At(i); i < 0 || !ok || !strings.HasPrefix(text[at:], string(r)) {
			t.Errorf("%c of %q is looked for at %d", r, d.Plain, at)
		}
	}
	if _, ok := d.At(strings.IndexRune(d.Plain, '码')); ok {
		t.Error("code is prose")
	}
	if h := d.Headings[0]; text[h.Start:h.End] != "一、标题" {
		t.Errorf("the heading stands at %q", text[h.Start:h.End])
	}
}

func TestManyBracesAreRefused(t *testing.T) {
	for _, text := range []string{strings.Repeat("{{", 500_000), strings.Repeat("{{ figure a", 90_000), strings.Repeat("{{ figure a }}", 600)} {
		_, ps := read(text)
		if !ps.HasErrors() || len(ps) > maxProblems+1 {
			t.Errorf("%.30q…: %d problems", text, len(ps))
		}
	}
	text := ""
	for i := range 400 {
		text += fmt.Sprintf("第%d项{{ figure activities year=2016 }}\n\n", i)
	}
	if d, ps := read(text); len(ps) > 0 || len(d.Directives) != 400 {
		t.Errorf("%d directives, %s", len(d.Directives), said(ps))
	}
}
