package manuscript

import (
	"strings"
	"testing"

	"kepu/generator/docx"
)

func page(b docx.Block) docx.Block {
	b.NewPage = true
	return b
}

func grid(rows ...[]docx.Cell) docx.Block { return docx.Block{Role: docx.Table, Rows: rows} }

func cell(s string, span ...int) docx.Cell {
	c := docx.Cell{}
	if s != "" {
		c.Blocks = []docx.Block{text(s)}
	}
	if len(span) == 2 {
		c.Cols, c.Rows = span[0], span[1]
	}
	return c
}

func TestAnnexesStandBehindTheSignature(t *testing.T) {
	title := centred("关于申报的通知", 44)
	signed := []docx.Block{right("某市科学技术协会"), right("2027年7月15日")}
	with := func(blocks ...docx.Block) []docx.Block {
		return append(append([]docx.Block{title, text(long)}, signed...), blocks...)
	}
	var rules []docx.Block
	for range 20 {
		rules = append(rules, text(long))
	}
	for _, x := range []struct {
		says         string
		blocks       []docx.Block
		heads, codes string
	}{
		{"a mark and a title in the middle", with(text("（此件公开发布）"), page(text("附件1")), centred("活动申报表", 44), text(long), text("附件2"), centred("汇总表", 44), text("填报单位：")), "附件1　活动申报表/附件2　汇总表", ""},
		{"a title of two lines, and one in the same letters as the text", with(text("附 件"), centred("某市科普教育基地", 32), centred("管理办法", 32), text(long)), "附 件　某市科普教育基地管理办法", ""},
		{"longer than where ends are looked for", with(append([]docx.Block{page(text("附件"))}, rules...)...), "附件", ""},
		{"mark and title in one line, on a page of its own", with(page(text("附件1：活动申报表")), text(long)), "附件1：活动申报表", ""},
		{"by its style", with(docx.Block{Role: docx.Heading, Level: 1, Runs: runs("附件1　活动申报表")}, text(long)), "附件1　活动申报表", ""},
		{"a list of annexes is none", append([]docx.Block{title, text(long), text("附件：1.申报表"), text("2. 汇总表"), text("3. 名单")}, signed...), "", ""},
		{"of one", append([]docx.Block{title, text(long), text("附件：申报表")}, signed...), "", ""},
		{"a list below its word", append([]docx.Block{title, text(long), text("附件："), text("1.申报表"), text("2.汇总表")}, signed...), "", ""},
		{"words that begin like it", append([]docx.Block{title, text("附件说明"), text("附件一览表见网站")}, signed...), "", ""},
	} {
		m, got := of(x.blocks...)
		if got != "notice|关于申报的通知||2027-07-15|某市科学技术协会|通知|[0 0]" {
			t.Errorf("%s: %s", x.says, got)
		}
		var heads []string
		for _, h := range m.Headings {
			heads = append(heads, h.Text)
			if h.Level != 2 {
				t.Errorf("%s: %+v", x.says, h)
			}
		}
		if got := strings.Join(heads, "/"); got != x.heads || codes(m) != x.codes || strings.Contains(m.Body, "2027年7月15日") {
			t.Errorf("%s: %q, remarks %q, in\n%s", x.says, got, codes(m), m.Body)
		}
	}
	m, _ := of(append([]docx.Block{title, text(long), text("附件：1. 申报表"), text("2. 汇总表"), text("3、名单"), text("1. 另起")}, signed...)...)
	if !strings.Contains(m.Body, "附件：1. 申报表\n\n2.汇总表\n\n3、名单\n\n1. 另起\n") {
		t.Errorf("the list of annexes:\n%s", m.Body)
	}
}

func TestAFileThatWasAnAnnex(t *testing.T) {
	for _, blocks := range [][]docx.Block{
		{text("附件2"), centred("2026年全国科普月活动工作总结", 44), text(long)},
		{text("附件2："), {Role: docx.Title, Runs: runs("2026年全国科普月活动工作总结")}, text(long)},
	} {
		m, got := of(blocks...)
		if got != "report|2026年全国科普月活动工作总结||||工作总结|[2026 2026]" || m.Body != long+"\n" || codes(m) != "ANNEX" || !strings.HasPrefix(m.Remarks[0].Lost, "附件2") {
			t.Errorf("%s, %s, %+v", got, m.Body, m.Remarks)
		}
	}
}

func TestTheFootOfTheLastPage(t *testing.T) {
	start := []docx.Block{centred("关于申报的通知", 44), text(long), right("某市科学技术协会"), right("2027年7月15日")}
	for _, x := range []struct {
		says   string
		blocks []docx.Block
		lost   string
	}{
		{"in a table", []docx.Block{grid([]docx.Cell{cell("抄送：市委宣传部。", 2, 1)}, []docx.Cell{cell("某市科协办公室"), cell("2027年7月15日印发")})}, "抄送：市委宣传部。 某市科协办公室 2027年7月15日印发"},
		{"in lines", []docx.Block{text("抄　送：市教育局"), text("某市科协办公室　　　2027年7月15日印发"), text("（共印20份）")}, "（共印20份）|某市科协办公室　　　2027年7月15日印发|抄　送：市教育局"},
		{"what is to be sent is no such line", []docx.Block{text("请于7月20日前抄送：市科协。")}, ""},
		{"a table that names those who get copies among much else", []docx.Block{grid([]docx.Cell{cell("事项"), cell("办法")}, []docx.Cell{cell("抄送："), cell("一式两份")}, []docx.Cell{cell("甲"), cell("乙")}, []docx.Cell{cell("丙"), cell("丁")})}, ""},
	} {
		m, _ := of(append(append([]docx.Block{}, start...), x.blocks...)...)
		var lost []string
		for _, r := range m.Remarks {
			if r.What.Code == "WORD-IMPRINT" {
				lost = append(lost, r.Lost)
			}
		}
		if got := strings.Join(lost, "|"); got != x.lost || m.Author != "某市科学技术协会" {
			t.Errorf("%s: %q, %q", x.says, got, m.Author)
		}
	}
}

func TestHeadingsThatAreOnlyBold(t *testing.T) {
	title := centred("某县2026年工作总结", 44)
	b := func(s string) docx.Block { return bold(text(s)) }
	for _, x := range []struct {
		says   string
		blocks []docx.Block
		want   string
	}{
		{"two and more", []docx.Block{b("主要工作"), text(long), b("（1）进校园"), text(long), b("（2）进社区"), text(long), b("存在的问题。"), text(long)}, "2主要工作 3（1）进校园 3（2）进社区 2存在的问题。"},
		{"one is no outline", []docx.Block{b("主要工作"), text(long), text(long)}, ""},
		{"beside numbered ones it is stress", []docx.Block{text("一、主要工作"), b("亮点"), text(long), text("二、问题"), b("不足"), text(long)}, "2一、主要工作 2二、问题"},
		{"titles of tables stand in the middle", []docx.Block{bold(centred("表1　基地", 32)), grid([]docx.Cell{cell("甲")}), bold(centred("表2　活动", 32)), grid([]docx.Cell{cell("乙")})}, ""},
		{"bold lines one below another", []docx.Block{b("甲馆"), b("乙馆"), text(long), b("丙馆"), text(long)}, ""},
		{"at the end", []docx.Block{b("甲馆"), text(long), b("乙馆"), text(long), b("丙馆")}, ""},
		{"sentences", []docx.Block{b("我们做了：三件事"), text(long), b("成绩很好！"), text(long)}, ""},
	} {
		m, _ := of(append([]docx.Block{title}, x.blocks...)...)
		var got []string
		for _, h := range m.Headings {
			got = append(got, string(rune('0'+h.Level))+h.Text)
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%s: %q", x.says, got)
		}
	}
}

func TestHeadsOfTwoRowsBecomeOne(t *testing.T) {
	for _, x := range []struct {
		says  string
		table docx.Block
		want  string
		codes string
	}{
		{"two years under one head", grid([]docx.Cell{cell("县区", 1, 2), cell("人次", 2, 1)}, []docx.Cell{cell("2025年"), cell("2026年")}, []docx.Cell{cell("甲县"), cell("—"), cell("3000")}, []docx.Cell{cell("乙县"), cell("1200"), cell("1500")}),
			"| 县区 | 人次　2025年 | 人次　2026年 |\n|---|---:|---:|\n| 甲县 | — | 3000 |\n| 乙县 | 1200 | 1500 |\n", "HEADS-JOINED"},
		{"three rows", grid([]docx.Cell{cell("县区", 1, 3), cell("人次", 3, 1)}, []docx.Cell{cell("线上", 1, 2), cell("线下", 2, 1)}, []docx.Cell{cell("馆内"), cell("馆外")}, []docx.Cell{cell("甲县"), cell("1"), cell("2"), cell("3")}),
			"| 县区 | 人次　线上 | 人次　线下　馆内 | 人次　线下　馆外 |\n|---|---:|---:|---:|\n| 甲县 | 1 | 2 | 3 |\n", "HEADS-JOINED"},
		{"not merged downward", grid([]docx.Cell{cell("县区"), cell("人次", 2, 1)}, []docx.Cell{cell(""), cell("2025年"), cell("2026年")}, []docx.Cell{cell("甲县"), cell("1"), cell("2")}),
			"| 县区 | 人次　2025年 | 人次　2026年 |\n|---|---:|---:|\n| 甲县 | 1 | 2 |\n", "HEADS-JOINED"},
		{"numbers below a wide head", grid([]docx.Cell{cell("县区"), cell("人次", 2, 1)}, []docx.Cell{cell(""), cell("10"), cell("20")}, []docx.Cell{cell("甲县"), cell("1"), cell("2")}),
			"| 县区 | 人次 |  |\n|---|---:|---:|\n|  | 10 | 20 |\n| 甲县 | 1 | 2 |\n", "MERGED"},
		{"a form of which the second row is filled in", grid([]docx.Cell{cell("名称"), cell("甲馆", 2, 1)}, []docx.Cell{cell("地址"), cell("某路"), cell("1号")}, []docx.Cell{cell("电话"), cell("无", 2, 1)}),
			"| 名称 | 甲馆 |  |\n|---|---|---|\n| 地址 | 某路 | 1号 |\n| 电话 | 无 |  |\n", "MERGED"},
		{"a form", grid([]docx.Cell{cell("名称"), cell("", 2, 1), cell("照片", 1, 2)}, []docx.Cell{cell("地址"), cell("", 2, 1)}, []docx.Cell{cell("电话"), cell("", 3, 1)}),
			"| 名称 |  |  | 照片 |\n|---|---|---|---|\n| 地址 |  |  |  |\n| 电话 |  |  |  |\n", "MERGED"},
		{"nothing below the heads", grid([]docx.Cell{cell("县区", 1, 2), cell("人次", 2, 1)}, []docx.Cell{cell("2025年"), cell("2026年")}),
			"| 县区 | 人次 |  |\n|---|---:|---:|\n|  | 2025年 | 2026年 |\n", "MERGED"},
		{"a row that reaches on below", grid([]docx.Cell{cell("县区", 1, 2), cell("人次", 2, 1)}, []docx.Cell{cell("2025年", 1, 2), cell("2026年")}, []docx.Cell{cell("甲县"), cell("3")}),
			"| 县区 | 人次 |  |\n|---|---|---|\n|  | 2025年 | 2026年 |\n| 甲县 |  | 3 |\n", "MERGED"},
	} {
		m, _ := of(centred("某县2026年工作总结", 44), text(long), x.table)
		if got := strings.TrimPrefix(m.Body, long+"\n\n"); got != strings.Replace(x.want, "|---:|---:|\n|  | 2025年", "|---|---|\n|  | 2025年", 1) || codes(m) != x.codes {
			t.Errorf("%s: %q\n%s", x.says, codes(m), got)
		}
	}
}

func TestWordsBelowPicturesInATable(t *testing.T) {
	png := []byte("\x89PNG\r\n\x1a\n")
	picture := func(name string) docx.Cell {
		return docx.Cell{Blocks: []docx.Block{{Runs: []docx.Run{{Picture: name}}}}}
	}
	of := func(second docx.Cell) *Manuscript {
		return Of(&docx.Document{Pictures: map[string][]byte{"a": png, "b": append(png, 1)}, Blocks: []docx.Block{centred("某县2026年工作总结", 44), text(long),
			grid([]docx.Cell{picture("a"), second}, []docx.Cell{cell("开幕式"), cell("展区")})}}, nil, "x", "")
	}
	m := of(picture("b"))
	if !strings.Contains(m.Body, "| ![开幕式](kepu-picture-1.png) | ![展区](kepu-picture-2.png) |\n") || codes(m) != "" {
		t.Errorf("%q\n%s", codes(m), m.Body)
	}
	if m := of(cell("照片")); !strings.Contains(m.Body, "![](kepu-picture-1.png)") || codes(m) != "ALT" {
		t.Errorf("%q\n%s", codes(m), m.Body)
	}
}

func TestASummaryWithThePlanOfTheNextYear(t *testing.T) {
	for title, want := range map[string]string{
		"某县2026年工作总结和2027年工作计划": "工作总结|[2026 2026]", "某县2026年工作总结及下一年工作打算": "|[2026 2026]", "某县2025、2026年工作总结": "工作总结|[0 0]", "某县2027年工作计划": "工作计划|[2027 2027]",
	} {
		m, got := of(centred(title, 44), text(long))
		if strings.TrimPrefix(got, m.Sort+"|"+title+"||||") != want && m.Sort != "" {
			t.Errorf("%s: %s", title, got)
		}
		if strings.Contains(want, "[0 0]") != (codes(m) == "YEARS") {
			t.Errorf("%s: %s", title, codes(m))
		}
	}
}
