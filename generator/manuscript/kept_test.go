package manuscript

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/docx"
	"kepu/generator/form"
)

// letters that mean something in Markdown, in this site's dialect, in titles and at ends.
var pieces = []string{"甲", "乙县", "2016年", "3月5日", " ", "　", "*", "**", "_", "#", "# ", "1.", "1. ", "12、", "|", "<b>", "</b>", "&amp;", "&", "“好”", "①", "\t", "é", "𠮷", "{{", "}}", "{{ 数字 活动 }}", "3.5", "—", "---",
	"\u00A0", "一、", "（一）", "- ", "+ ", ": ", ">", "`", "```", "~~", "~", "[甲]", "[^1]", "](乙)", "![", "http://a.cn/b_c", "a@b.cn", "\\", "\\*", "。", "，", "：", "总结", "通知", "协会", "驻科协〔2026〕5号", "===", "|甲|乙|", "第一章 ", "附件1", "附件：1.", "抄送：", "2026年3月5日印发", "$", "^", "!"}

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
			if r.IntN(3) == 0 && columns > 1 { // heads of two rows, the last two of the first in one
				b.Rows = slices.Insert(b.Rows, 0, b.Rows[0][:columns-1:columns-1])
				for c := range b.Rows[0] {
					b.Rows[0][c].Rows = 2
				}
				b.Rows[0] = slices.Clone(b.Rows[0])
				b.Rows[0][columns-2].Rows, b.Rows[0][columns-2].Cols = 0, 2
				b.Rows[1] = b.Rows[1][columns-2:]
				b.Rows[1][0].Rows = 0
			}
		case 4:
			b.Role = docx.Title
		case 6:
			b.NewPage = true
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

// withEnds gives some documents what official ones begin and end with.
func withEnds(d *docx.Document, r *rand.Rand) *docx.Document {
	if r.IntN(3) == 0 {
		d.Blocks = slices.Insert(d.Blocks, 0, centred("驻科协〔2026〕5号", 32))
	}
	if r.IntN(2) == 0 {
		return d
	}
	set := func(s string) docx.Block { return docx.Block{Runs: runs(s), Size: 32, Right: r.IntN(2) == 0} }
	for _, s := range []string{"遂平县科技馆", "西平县气象站", "某市科学技术协会　某市教育局", "确山县活动中心"}[:r.IntN(5)] {
		d.Blocks = append(d.Blocks, set(s))
	}
	d.Blocks = append(d.Blocks, set("2026年11月25日"))
	return d
}

// fronts are those of pages that are there: with letters of their own, which no document has.
var fronts = []string{
	"draft = true\n", "title = \"壬\"\n", "title = \"壬\"\ndate = 1999-12-31\n", "title = \"壬\"\nauthor = \"癸\"\n", "title = \"\"\nauthor = \"\"\nsource = \"癸\"\n",
	"title = \"壬\"\ndate = \"1999\"\nauthor = \"癸\"\ndocument = \"癸〔1999〕9号\"\n", "title = \"壬\"\ndocument = \"驻科协〔2026〕5号\"\n",
}

// replaced puts a manuscript in the place of a page that is there, and returns what that says then: the values of its front matter, and
// its Markdown; with the remarks on both.
func replaced(t *testing.T, m *Manuscript, r *rand.Rand) (front, body string, remarks []docx.Remark) {
	t.Helper()
	old := "+++\n" + fronts[r.IntN(len(fronts))] + "+++\n\n旧\n"
	c, kept, err := m.Change(fstest.MapFS{"notices/old.md": {Data: []byte(old)}}, Place{Path: "notices/old.md", Old: true, Name: "壬"})
	if err != nil {
		t.Fatalf("%v\n%s\n%+v", err, old, m)
	}
	_, top := form.Open("notices/old.md", string(c.Files[0].After))
	for _, x := range top.Fields {
		front += x.Value.Text
		if x.Value.Date.Known() {
			front += x.Value.Date.Chinese()
		} else if m.Date.Known() && x.Value.Text == m.Date.String() {
			front += m.Date.Chinese()
		}
	}
	_, body, ok := strings.Cut(string(c.Files[0].After), "\n+++\n")
	if !ok {
		body = string(c.Files[0].After)
	}
	return front, body, append(kept, m.Remarks...)
}

// Every visible letter of a document is on the page, in its front matter, or named as lost: of a new page, and of one whose text it replaces.
func TestEveryLetterIsKeptOrNamed(t *testing.T) {
	n := 3000
	if testing.Short() {
		n = 300
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		d := withEnds(randomDocument(r), r)
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
		as := []string{"", "notice", "base"}[r.IntN(3)]
		m := Of(d, nil, "stem", as)
		front, body, remarks := m.Title+m.Document+m.Author+m.Source, m.Body, m.Remarks
		if m.Date.Known() {
			front += m.Date.Chinese()
		}
		if as != "" {
			front, body, remarks = replaced(t, m, r)
		}
		var page strings.Builder
		page.WriteString(front)
		page.WriteString(read(body, true).Plain)
		for _, l := range strings.Split(body, "\n") { // the numbers of items are shown and in no plain text
			if found := regexp.MustCompile(`^ *(\d{1,3}\.) `).FindString(l); found != "" {
				page.WriteString(found)
			}
		}
		for _, r := range remarks {
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
				t.Fatalf("seed %d: %q stands %d times, was there %d times\n%s\n%s\n%+v", seed, c, got[c], k, front, body, remarks)
			}
		}
		for _, r := range remarks {
			if r.What.Code == "WORD-READ-AGAIN" {
				t.Errorf("seed %d: %s\n%s", seed, r.What.EN, m.Body)
			}
			if strings.Contains(r.What.ZH+r.What.EN, "%!") || r.What.EN == "" {
				t.Errorf("seed %d: %+v", seed, r)
			}
		}
	}
}
