package manuscript

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/docx"
)

// letters that mean something in Markdown, in this site's dialect, in titles and at ends.
var pieces = []string{"甲", "乙县", "2016年", "3月5日", " ", "　", "*", "**", "_", "#", "# ", "1.", "1. ", "12、", "|", "<b>", "</b>", "&amp;", "&", "“好”", "①", "\t", "é", "𠮷", "{{", "}}", "{{ 数字 活动 }}", "3.5", "—", "---",
	"\u00A0", "一、", "（一）", "- ", "+ ", ": ", ">", "`", "```", "~~", "~", "[甲]", "[^1]", "](乙)", "![", "http://a.cn/b_c", "a@b.cn", "\\", "\\*", "。", "，", "：", "总结", "通知", "协会", "驻科协〔2026〕5号", "===", "|甲|乙|", "第一章 ", "$", "^", "!"}

func randomDocument(r *rand.Rand) *docx.Document {
	say := func() string {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return b.String()
	}
	stretch := func() (list []docx.Run) {
		for range 1 + r.IntN(3) {
			x := docx.Run{Text: say(), Bold: r.IntN(5) == 0, Italic: r.IntN(9) == 0, Struck: r.IntN(12) == 0, Break: r.IntN(12) == 0}
			switch r.IntN(14) {
			case 0:
				x.Link = "https://example.com/" + string(rune('a'+r.IntN(3)))
			case 1:
				x.Note = 1 + r.IntN(2)
			case 2:
				x.Raised = true
			}
			list = append(list, x)
		}
		return list
	}
	d := &docx.Document{Footnotes: [][]docx.Block{{{Runs: []docx.Run{{Text: say()}}}}, {{Runs: []docx.Run{{Text: say()}}}, {Runs: []docx.Run{{Text: say()}}}}}}
	for range 1 + r.IntN(9) {
		b := docx.Block{Runs: stretch(), Size: 32, Centred: r.IntN(6) == 0, Right: r.IntN(9) == 0}
		switch r.IntN(8) {
		case 0:
			b.Role, b.Level = docx.Heading, 1+r.IntN(4)
		case 1:
			b.Role, b.Level = docx.ListItem, r.IntN(3)
		case 2:
			b.Role, b.Ordered, b.Level, b.Number = docx.ListItem, true, r.IntN(3), []string{"1.", "2.", "（一）", "三、", "①", "a)"}[r.IntN(6)]
		case 3:
			b = docx.Block{Role: docx.Table}
			columns := 1 + r.IntN(3)
			for range 1 + r.IntN(3) {
				var row []docx.Cell
				for range columns {
					row = append(row, docx.Cell{Blocks: []docx.Block{{Runs: stretch()}}})
				}
				b.Rows = append(b.Rows, row)
			}
		case 4:
			b.Role = docx.Title
		case 5:
			b.Size = 44
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

// bag is how often each letter stands in a text.
func bag(s string) map[rune]int {
	m := map[rune]int{}
	for _, c := range ink(s) {
		m[c]++
	}
	return m
}

// Every visible letter of a document is on the page, in its front matter, or named as lost.
func TestEveryLetterIsKeptOrNamed(t *testing.T) {
	n := 3000
	if testing.Short() {
		n = 300
	}
	for seed := range n {
		d := randomDocument(rand.New(rand.NewPCG(uint64(seed), 3)))
		var all strings.Builder
		noted := map[int]bool{}
		var walk func([]docx.Block)
		walk = func(blocks []docx.Block) {
			for _, b := range blocks {
				all.WriteString(b.Number)
				for _, r := range b.Runs {
					all.WriteString(r.Text)
					if r.Note > 0 && !noted[r.Note] {
						noted[r.Note] = true
						walk(d.Footnotes[r.Note-1])
					}
				}
				for _, row := range b.Rows {
					for _, c := range row {
						walk(c.Blocks)
					}
				}
			}
		}
		walk(d.Blocks)
		m := Of(d, nil, "stem", "")
		var page strings.Builder
		page.WriteString(m.Title + m.Document + m.Author)
		if m.Date.Known() {
			page.WriteString(m.Date.Chinese())
		}
		page.WriteString(read(m.Body, true).Plain)
		for _, l := range strings.Split(m.Body, "\n") { // the numbers of items are shown and in no plain text
			if found := regexp.MustCompile(`^ *(\d{1,3}\.) `).FindString(l); found != "" {
				page.WriteString(found)
			}
		}
		for _, r := range m.Remarks {
			page.WriteString(r.Lost)
		}
		// What pages write otherwise: 1、 and 1. are one, raised digits are letters of their own, brackets of 文号.
		pairs := []string{"、", ".", "．", ".", "〔", "", "〕", "", "(", "", ")", "", "（", "", "）", "", "[", "", "]", ""}
		for _, x := range raised {
			plain := []rune(x)
			pairs = append(pairs, string(plain[1:]), string(plain[:1]))
		}
		same := strings.NewReplacer(pairs...)
		want, got := bag(same.Replace(all.String())), bag(same.Replace(page.String()))
		for c, k := range want {
			if got[c] < k {
				t.Fatalf("seed %d: %q stands %d times, was there %d times\n%s\n%+v", seed, c, got[c], k, m.Body, m.Remarks)
			}
		}
		for _, r := range m.Remarks {
			if r.What.Code == "WORD-READ-AGAIN" {
				t.Errorf("seed %d: %s\n%s", seed, r.What.EN, m.Body)
			}
			if strings.Contains(r.What.ZH+r.What.EN, "%!") || r.What.EN == "" {
				t.Errorf("seed %d: %+v", seed, r)
			}
		}
	}
}
