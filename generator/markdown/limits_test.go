package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kepu/generator/diag"
)

// fill repeats s to a text of about size bytes.
func fill(s string, size int) string { return strings.Repeat(s, size/len(s)) }

func manyNotes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[^%d]: a\n", i)
	}
	return b.String()
}

func TestTooMuchIsRefused(t *testing.T) {
	var ticks strings.Builder
	for n := 1; ticks.Len() < 1<<19; n++ {
		ticks.WriteString(strings.Repeat("`", n) + " ")
	}
	for _, c := range []struct{ name, text, problem string }{
		{"MD-27", strings.Repeat("[a](", 100000), "too many marks"},
		{"MD-29", "|" + strings.Repeat("a|", 3000) + "\n|" + strings.Repeat("-|", 3000) + "\n" + strings.Repeat("|a\n", 3000), "columns; 64 are allowed"},
		{"MD-30", strings.Repeat("[a]", 30000) + "\n\n[a]: /u \"" + strings.Repeat("x", 30000) + "\"", "many times its size"},
		{"MD-31", strings.Repeat("a", maxText+1), "longer than 1 MB"},
		{"lines", strings.Repeat("\n", maxLines+1), "more than 50000 lines"},
		{"a long address used often", strings.Repeat("[a]", 60000) + "\n\n[a]: /u" + strings.Repeat("x", 1900), "many times its size"},
		{"missing cells", "|" + strings.Repeat("a|", 60) + "\n|" + strings.Repeat("-|", 60) + "\n" + strings.Repeat("a|\n", 20000), "cells of the table are missing"},
		{"cells", "|" + strings.Repeat("a|", 60) + "\n|" + strings.Repeat("-|", 60) + "\n" + strings.Repeat(strings.Repeat("|a", 60)+"\n", 5000), "more than 250000 cells"},
		{"cells of several tables", fill("|a|b|\n|-|-|\n|c|d|\n\n", 1<<10) + strings.Repeat("|"+strings.Repeat("a|", 60)+"\n|"+strings.Repeat("-|", 60)+"\n"+strings.Repeat(strings.Repeat("|a", 60)+"\n", 2500)+"\n", 2), "more than 250000 cells"},
		{"cells by tabs", strings.Repeat(strings.Repeat("a\t", 60)+"\n", 5000), "more than 250000 cells"},
		{"brackets", strings.Repeat("[", 200_000), "too many marks"},
		{"escaped pipes", "|a|\n|-|\n" + strings.Repeat("|`\\|`|\n", 2000), "too many marks"},
		{"quotations", strings.Repeat(">", 1000) + "a", "nested too deep"},
		{"lists", strings.Repeat("+ ", 100) + "a", "nested too deep"},
		{"emphasis", strings.Repeat("_a ", 3000) + strings.Repeat("b* ", 3000), "too many marks"},
		{"code", ticks.String(), "too many marks"},
		{"definitions of references", strings.Repeat("[a]: b\n", 40000), "too many marks"},
		{"footnotes", manyNotes(1100), "more than 1000 footnotes"},
		{"GBK", "\xb1\xb1\n\xbe\xa9\n", "not UTF-8"},
		{"cut character", "科技\xe9\xa6", "not UTF-8"},
	} {
		d, ps := read(c.text)
		if len(ps) != 1 || ps[0].Severity != diag.Error || !strings.Contains(ps[0].What.EN, c.problem) {
			t.Errorf("%s: %s, want one error with %q", c.name, said(ps), c.problem)
		}
		if len(d.Pieces)+len(d.Links)+len(d.Headings) > 0 {
			t.Errorf("%s: there is output", c.name)
		}
	}
}

func TestBadByteIsNamed(t *testing.T) {
	if _, ps := read("好\uFFFD\n科技\xe9\xa6"); said(ps) != "E 2:3+1 the characters here are not UTF-8" {
		t.Error(said(ps))
	}
}

// TestLongButSaneTextIsRead holds that limits do not meet what people write.
func TestLongButSaneTextIsRead(t *testing.T) {
	for _, text := range []string{
		fill("第一段，**重点。**见[报告](../reports/2017.md \"题\")。\n\n", 1<<19),
		fill("- 甲\n  - 乙 *丙*\n    - 丁 `码`\n", 1<<19),
		"|甲|乙|丙|\n|-|-|-|\n" + fill("|**一**|[二](x.md)|`三`|\n", 1<<19),
		fill("[报告](a.md)、", 1<<15),
		fill("> 引用\n> **重点**\n\n", 1<<18),
	} {
		if _, ps := read(text); len(ps) > 0 {
			t.Errorf("%.40q: %.300s", text, said(ps))
		}
	}
}

// TestNoTextTakesLong gives each mark of the language often enough that a cost of
// its square would take minutes. All take less than 0.1 s on an idle processor.
func TestNoTextTakesLong(t *testing.T) {
	const size, limit = 1 << 17, 10 * time.Second
	var indent strings.Builder
	for n := 0; indent.Len() < size; n++ {
		indent.WriteString(strings.Repeat("  ", n) + "- a\n")
	}
	texts := []string{indent.String(), strings.Repeat("- ", 20) + "a\n" + fill("\n", 49000),
		fill("[^a]\n", 200000) + "\n\n" + manyNotes(900), fill("_a ", size/2) + fill("b* ", size/2)}
	for _, s := range []string{"[", "]", "![", "[a](<", "[a](b", "[a](b \"", "[a](b '", "[a][", "[a]\n", "[a] ", "[[a]]", "![a](b)", "[a](b)",
		"*", "* ", "*a ", "a* ", "**a", "***a*", "*a_b*c_", "_a", "a_", "~~a ", "`", "`a", "` ``", "<", "<a ", "<a b='", "<a b=\"c\" ", "<!--", "<?", "<!A ",
		"<![CDATA[", "</a ", "<p>", "a<p>", "a\n<b>\n", "<td></tr>\n", "<div\n", "<div>\n\n", ">", "> ", ">a\n", "> > > > a\n", "- ", "- a\n", "- a\n\n", "1. a\n", "1. ", "a\n: b\n\n", "a\n: b\n",
		"#", "# ", "# a\n", "\\", "\\\n", "&", "&amp;", "&#x", "http://", "http://a.b/", "www.", "a@", "a@b.c", "a.b@", "_a@b.c", ":", "|", "|a", "|-",
		"|a|\n|-|\n", "a|b\n-|-\n", "[^1]", "[^1]: a\n", "![^a]", "]（", "】（", "【a】（b.md", "\t", "　", "](a b.md", "[x]: y ", "```\n", "{{", "1",
		"12345678901", "13812345678,", "#a\n", "|－|\n", "é", "[x](a:b)"} {
		texts = append(texts, fill(s, size))
	}
	for _, text := range texts {
		start := time.Now()
		d, _ := read(text)
		if took := time.Since(start); took > limit {
			t.Errorf("%.20q…: %v", text, took)
		}
		if n := len(page(d)); n > max(maxGrowth*len(text), freeGrowth) {
			t.Errorf("%.20q…: %d bytes out of %d", text, n, len(text))
		}
	}
}

// TestManyProblemsEndInOneThatSaysSo holds that none is left out in silence.
func TestManyProblemsEndInOneThatSaysSo(t *testing.T) {
	_, ps := read(strings.Repeat("#标题\n\n[a](x:y)\n\n", 100))
	errors, warnings := ps.Count()
	if errors != maxProblems+1 || warnings != maxProblems+1 || ps[len(ps)-1].What != moreProblems || ps[len(ps)-2].What != moreProblems {
		t.Errorf("%d errors, %d warnings, the last %v", errors, warnings, ps[len(ps)-1])
	}
}

// TestLargeTextsTakeTurns stands for the memory that they take.
func TestLargeTextsTakeTurns(t *testing.T) {
	turn.Lock()
	done := make(chan bool)
	go func() {
		read(fill("**甲**\n\n", largeText+1<<10))
		close(done)
	}()
	read(fill("**甲**\n\n", largeText/2))
	select {
	case <-done:
		t.Error("a large text was read beside another")
	case <-time.After(50 * time.Millisecond):
	}
	turn.Unlock()
	<-done
}

// TestPanicIsAProblemOfTheText stands for faults of the library that nobody has met yet.
func TestPanicIsAProblemOfTheText(t *testing.T) {
	var ps diag.List
	r := &reading{text: "# 题", from: Origin{File: diag.NewFile("a.md", "# 题"), Exact: true}, ps: &ps}
	d := r.guarded(func() *Doc { panic("out of range") })
	if len(d.Pieces) > 0 || len(ps) != 1 || ps[0].What != unreadable {
		t.Errorf("%+v %+v", d, ps)
	}
}
