package manuscript

import (
	"strings"
	"testing"

	"kepu/generator/docx"
)

func TestATableOfContentsThatWasTyped(t *testing.T) {
	title := centred("某县2026年工作总结", 44)
	for _, x := range []struct {
		says   string
		blocks []docx.Block
		lost   string
		heads  int
	}{
		{"dots and pages", []docx.Block{centred("目　录", 32), text("一、工作……………1"), text("二、问题......12"), text("一、工作"), text(long), text("二、问题"), text(long)}, "目　录 一、工作……………1 二、问题......12", 2},
		{"a wide gap", []docx.Block{text("目录"), text("一、工作\t1"), text("二、问题　　2"), text("一、工作"), text(long)}, "目录 一、工作　1 二、问题　　2", 1},
		{"no pages: it is no such table", []docx.Block{text("目录"), text("一、工作"), text(long)}, "", 1},
		{"numbers without the word", []docx.Block{text("一、工作……1"), text(long)}, "", 1},
	} {
		m, _ := of(append([]docx.Block{title}, x.blocks...)...)
		lost := ""
		for _, r := range m.Remarks {
			if r.What.Code == "WORD-CONTENTS" {
				lost += r.Lost
			}
		}
		if lost != x.lost || len(m.Headings) != x.heads {
			t.Errorf("%s: %q, %v", x.says, lost, m.Headings)
		}
	}
}

func TestSealsStayOnPaper(t *testing.T) {
	seal := func(b docx.Block) docx.Block {
		b.Runs = append(b.Runs, docx.Run{Picture: "seal"})
		return b
	}
	for _, x := range []struct {
		says         string
		blocks       []docx.Block
		want, codes  string
		pictureStays bool
	}{
		{"on the name", []docx.Block{seal(right("某市科学技术协会")), right("2026年12月1日")}, "notice|关于表扬的通报||2026-12-01|某市科学技术协会|通报|[0 0]", "SEAL", false},
		{"on the day", []docx.Block{right("某市科学技术协会"), seal(right("2026年12月1日"))}, "notice|关于表扬的通报||2026-12-01|某市科学技术协会|通报|[0 0]", "SEAL", false},
		{"a picture of the text", []docx.Block{seal(text("")), right("某市科学技术协会"), right("2026年12月1日")}, "notice|关于表扬的通报||2026-12-01|某市科学技术协会|通报|[0 0]", "ALT", true},
		{"words with a picture, to the right", []docx.Block{seal(right("如图")), right("2026年12月1日")}, "notice|关于表扬的通报||2026-12-01||通报|[0 0]", "ALT", true},
	} {
		m := Of(&docx.Document{Pictures: map[string][]byte{"seal": []byte("\x89PNG\r\n\x1a\n")}, Blocks: append([]docx.Block{centred("关于表扬的通报", 44), text(long)}, x.blocks...)}, nil, "x", "")
		got := strings.Join([]string{m.Sort, m.Title, m.Document, m.Date.String(), m.Author, m.Kind, "[0 0]"}, "|")
		if got != x.want || codes(m) != x.codes || (len(m.Pictures) > 0) != x.pictureStays {
			t.Errorf("%s: %s, %s, %d pictures", x.says, got, codes(m), len(m.Pictures))
		}
	}
}

func TestSignaturesInATable(t *testing.T) {
	start := []docx.Block{centred("关于比赛的通知", 44), text(long)}
	for _, x := range []struct {
		says       string
		table      docx.Block
		want, body string
		codes      string
	}{
		{"two sign on one day", grid([]docx.Cell{cell("某市科协"), cell("某市教育局")}, []docx.Cell{cell("2026年7月1日"), cell("2026年7月1日")}), "2026-07-01|某市科协、某市教育局", "", "SAME-DAY"},
		{"one day for both", grid([]docx.Cell{cell("某市科协"), cell("某市教育局")}, []docx.Cell{cell(""), cell("2026年7月1日")}), "2026-07-01|某市科协、某市教育局", "", ""},
		{"two days", grid([]docx.Cell{cell("某市科协"), cell("某市教育局")}, []docx.Cell{cell("2026年7月1日"), cell("2026年7月2日")}), "|", "某市教育局", ""},
		{"a table of bases", grid([]docx.Cell{cell("某县科技馆"), cell("某县气象站")}, []docx.Cell{cell("2026年7月1日"), cell("30人")}), "|", "某县科技馆", ""},
	} {
		m, _ := of(append(append([]docx.Block{}, start...), x.table)...)
		day := ""
		if m.Date.Known() {
			day = m.Date.String()
		}
		if got := day + "|" + m.Author; got != x.want || codes(m) != x.codes || strings.Contains(m.Body, "|") != (x.body != "") || !strings.Contains(m.Body, x.body) {
			t.Errorf("%s: %s, %s\n%s", x.says, got, codes(m), m.Body)
		}
	}
}

func TestADayOfTheTextIsNotThatOfTheDocument(t *testing.T) {
	title := centred("关于比赛的通知", 44)
	for _, x := range []struct {
		says   string
		blocks []docx.Block
		want   string
		codes  string
	}{
		{"a sentence", []docx.Block{text("一、时间"), text("2026年9月。")}, "", ""},
		{"more text behind it", []docx.Block{text("时间："), text("2026年9月20日"), text("地点："), text("市科技馆")}, "", ""},
		{"the last line, nobody signs", []docx.Block{text(long), text("2026年9月20日")}, "2026-09-20", "DAY-GUESSED"},
		{"a remark behind it", []docx.Block{text(long), text("某市科协"), text("2026年9月20日"), text("（联系人：李老师）")}, "2026-09-20", "SIGNED-GUESSED"},
		{"pushed by blanks", []docx.Block{text(long), text("　　　　　　　　　　2026年9月20日"), text(long)}, "2026-09-20", ""},
	} {
		m, _ := of(append([]docx.Block{title}, x.blocks...)...)
		day := ""
		if m.Date.Known() {
			day = m.Date.String()
		}
		if day != x.want || codes(m) != x.codes {
			t.Errorf("%s: %q, %s", x.says, day, codes(m))
		}
	}
}
