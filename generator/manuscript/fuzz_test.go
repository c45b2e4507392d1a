package manuscript

import (
	"strings"
	"testing"

	"kepu/generator/docx"
)

// xmlText is what can stand in a Word file: no control characters.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xFFFD || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// Whatever words stand in a text, the page says the same.
func FuzzOf(f *testing.F) {
	f.Add("一、甲\n（一）乙\n1.丙", "某协会\n2026年3月5日", 3)
	f.Add("某协会文件\n某〔2026〕5号\n关于*的通知", "| a |\n: b\n\\{{ 数字 }}", 0)
	f.Fuzz(func(t *testing.T, first, last string, k int) {
		d := &docx.Document{}
		for i, words := range strings.Split(first, "\n") {
			b := text(xmlText(words))
			switch (i + k) % 7 {
			case 0:
				b.Role = docx.Title
			case 1:
				b.Role, b.Level = docx.Heading, 2
			case 2:
				b.Role = docx.ListItem
			case 3:
				b.Centred = true
			case 4:
				b.Right = true
			}
			d.Blocks = append(d.Blocks, b)
		}
		d.Blocks = append(d.Blocks, docx.Block{Role: docx.Table, Rows: [][]docx.Cell{{{Blocks: []docx.Block{text(xmlText(last))}}, {Blocks: []docx.Block{text("乙")}}}}})
		for _, words := range strings.Split(last, "\n") {
			d.Blocks = append(d.Blocks, text(xmlText(words)))
		}
		for _, r := range Of(d, nil, "x", "").Remarks {
			if r.What.Code == "WORD-READ-AGAIN" {
				t.Errorf("%s", r.What.EN)
			}
		}
	})
}
