package manuscript

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kepu/generator/docx"
)

func runs(s string) []docx.Run { return []docx.Run{{Text: s}} }

func text(s string) docx.Block { return docx.Block{Runs: runs(s), Size: 32} }

func centred(s string, size int) docx.Block {
	return docx.Block{Runs: runs(s), Size: size, Centred: true}
}

func right(s string) docx.Block { return docx.Block{Runs: runs(s), Size: 32, Right: true} }

func bold(b docx.Block) docx.Block {
	for i := range b.Runs {
		b.Runs[i].Bold = true
	}
	return b
}

func head(level int, s string) docx.Block {
	return docx.Block{Role: docx.Heading, Level: level, Runs: runs(s), Size: 32}
}

// of reads blocks and says in lines what came of their head.
func of(blocks ...docx.Block) (*Manuscript, string) {
	m := Of(&docx.Document{Blocks: blocks}, nil, "文件名", "")
	date := ""
	if m.Date.Known() {
		date = m.Date.String()
	}
	return m, strings.Join([]string{m.Sort, m.Title, m.Document, date, m.Author, m.Kind, fmt.Sprint(m.Years)}, "|")
}

func codes(m *Manuscript) string {
	var list []string
	for _, r := range m.Remarks {
		list = append(list, strings.TrimPrefix(r.What.Code, "WORD-"))
	}
	return strings.Join(list, " ")
}

const long = "全市各科普教育基地认真贯彻落实上级部署，围绕中心、服务大局，扎实开展各项科普活动，取得了较好成效。"

func TestTheHeadOfAText(t *testing.T) {
	for _, x := range []struct {
		says   string
		blocks []docx.Block
		want   string
		body   string
		codes  string
	}{
		{"an official notice", []docx.Block{centred("驻马店市科学技术协会文件", 72), centred("驻科协〔2026〕5号", 32), centred("关于开展2026年度科普教育基地", 44), centred("申报工作的通知", 44), text("各县（区）科协："), text(long), right("驻马店市科学技术协会"), right("2026年3月5日"), text("（联系电话：2900000）")},
			"notice|关于开展2026年度科普教育基地申报工作的通知|驻科协〔2026〕5号|2026-03-05|驻马店市科学技术协会|通知|[0 0]", "各县（区）科协：\n\n" + long + "\n\n（联系电话：2900000）\n", "RED-HEAD"},
		{"by its style, over two lines", []docx.Block{{Role: docx.Title, Runs: []docx.Run{{Text: "2015年至2017年"}, {Text: "科普教育基地工作总结", Break: true}}}, text(long), text("西平县科学技术协会"), text("二〇一七年十二月三十一日")},
			"report|2015年至2017年科普教育基地工作总结||2017-12-31|西平县科学技术协会|工作总结|[2015 2017]", long + "\n", "SIGNED-GUESSED"},
		{"the one heading above all", []docx.Block{head(1, "2025年工作总结"), head(2, "一、情况"), text(long), head(2, "二、问题"), text(long)}, "report|2025年工作总结||||工作总结|[2025 2025]", "## 一、情况\n\n" + long + "\n\n## 二、问题\n\n" + long + "\n", ""},
		{"bold and centred, below it who and when", []docx.Block{bold(centred("某县2025年科普工作总结", 32)), centred("（2026年1月8日）", 32), text(long)}, "report|某县2025年科普工作总结||2026-01-08||工作总结|[2025 2025]", long + "\n", ""},
		{"who and when in one line", []docx.Block{centred("2025年工作总结", 44), centred("某县科学技术协会　2026年1月8日", 32), text(long)}, "report|2025年工作总结||2026-01-08|某县科学技术协会|工作总结|[2025 2025]", long + "\n", ""},
		{"a number in other brackets, full width", []docx.Block{centred("关于表扬的通报", 44), centred("（驻科协[２０２６]０５号）", 28), text(long)}, "notice|关于表扬的通报|驻科协〔2026〕5号|||通报|", long + "\n", ""},
		{"who signed it off", []docx.Block{text("驻科协〔2026〕5号　　签发人：某某"), centred("关于表扬的通报", 44), text(long)}, "notice|关于表扬的通报|驻科协〔2026〕5号|||通报|", long + "\n", "SIGNER"},
		{"a first line that looks like a title", []docx.Block{text("关于报送2025年工作总结的通知"), text(long)}, "notice|关于报送2025年工作总结的通知||||通知|[0 0]", long + "\n", "TITLE-GUESSED"},
		{"no title at all", []docx.Block{text(long), text(long)}, "|文件名||||", long + "\n\n" + long + "\n", "TITLE"},
		{"which sort nobody can tell", []docx.Block{centred("科普教育基地管理办法", 44), text(long)}, "|科普教育基地管理办法||||", long + "\n", ""},
		{"two dates", []docx.Block{centred("2025年工作总结", 44), centred("2026年1月8日", 32), text(long), right("2026年1月9日")}, "report|2025年工作总结||2026-01-08||工作总结|[2025 2025]", long + "\n", "TWO-DATES"},
		{"several sign", []docx.Block{centred("关于命名的通知", 44), text(long), right("某市科学技术协会　某市教育局"), right("某市气象局"), right("2026年3月")}, "notice|关于命名的通知||2026-03|某市科学技术协会、某市教育局、某市气象局|通知|[0 0]", long + "\n", ""},
		{"names in a list, then a signature", []docx.Block{centred("关于命名的通知", 44), text("名单如下："), text("遂平县科技馆"), text("西平县气象站"), text("确山县青少年活动中心"), right("市科协"), right("2026年1月5日")},
			"notice|关于命名的通知||2026-01-05|市科协|通知|[0 0]", "名单如下：\n\n遂平县科技馆\n\n西平县气象站\n\n确山县青少年活动中心\n", ""},
		{"names in a list, then a date to the right", []docx.Block{centred("关于命名的通知", 44), text("名单如下："), text("遂平县科技馆"), text("西平县气象站"), right("2026年1月5日")},
			"notice|关于命名的通知||2026-01-05||通知|[0 0]", "名单如下：\n\n遂平县科技馆\n\n西平县气象站\n", ""},
		{"names in a list, then who and when to the left", []docx.Block{centred("关于命名的通知", 44), text("名单如下："), text("遂平县科技馆"), text("西平县气象站"), text("市科协"), text("2026年1月5日")},
			"notice|关于命名的通知||2026-01-05|市科协|通知|[0 0]", "名单如下：\n\n遂平县科技馆\n\n西平县气象站\n", "SIGNED-GUESSED"},
		{"names in a list, then who and when in one line", []docx.Block{centred("关于命名的通知", 44), text("名单如下："), text("遂平县科技馆"), text("西平县气象站"), text("市科协　2026年1月5日")},
			"notice|关于命名的通知||2026-01-05|市科协|通知|[0 0]", "名单如下：\n\n遂平县科技馆\n\n西平县气象站\n", ""},
		{"several sign, pushed by blanks", []docx.Block{centred("关于命名的通知", 44), text("名单如下："), text("遂平县科技馆"), text("　　　　　　　　　　　　市科协"), text("                        市教育局"), text("\t\t\t\t2026年1月5日")},
			"notice|关于命名的通知||2026-01-05|市科协、市教育局|通知|[0 0]", "名单如下：\n\n遂平县科技馆\n", ""},
		{"two letters in are not to the right", []docx.Block{centred("关于命名的通知", 44), text("名单如下："), text("　　遂平县科技馆"), text("　　西平县气象站"), right("2026年1月5日")},
			"notice|关于命名的通知||2026-01-05||通知|[0 0]", "名单如下：\n\n遂平县科技馆\n\n西平县气象站\n", ""},
		{"a date within the text", []docx.Block{centred("2025年工作总结", 44), text("2025年3月5日"), text(long), text(long), text(long), text(long), text(long), text(long), text(long), text(long)}, "report|2025年工作总结||||工作总结|[2025 2025]", "2025年3月5日\n\n" + strings.TrimSuffix(strings.Repeat(long+"\n\n", 8), "\n"), ""},
		{"a letterhead", []docx.Block{centred("某市科学技术协会", 72), centred("某科协函〔2026〕8号", 32), centred("关于商请支持的函", 44), text(long), right("2026年3月5日")}, "|关于商请支持的函|某科协函〔2026〕8号|2026-03-05|某市科学技术协会||", long + "\n", "LETTERHEAD"},
		{"a letterhead by its size alone", []docx.Block{centred("某 市 科 学 技 术 协 会", 72), centred("关于表扬的通报", 44), text(long)}, "notice|关于表扬的通报|||某市科学技术协会|通报|", long + "\n", "LETTERHEAD"},
		{"an office in the title's own letters", []docx.Block{centred("某县科学技术协会", 44), centred("2025年工作总结", 44), text(long)}, "report|某县科学技术协会2025年工作总结||||工作总结|[2025 2025]", long + "\n", ""},
		{"an office that is all there is", []docx.Block{centred("某县科学技术协会", 44), text(long)}, "|某县科学技术协会||||", long + "\n", ""},
		{"nothing", nil, "|文件名||||", "\n", "TITLE"},
	} {
		m, got := of(x.blocks...)
		if !strings.HasPrefix(got, x.want) {
			t.Errorf("%s:\n%s\nwant\n%s", x.says, got, x.want)
		}
		if m.Body != x.body {
			t.Errorf("%s: the body is\n%q\nwant\n%q", x.says, m.Body, x.body)
		}
		if c := codes(m); c != x.codes {
			t.Errorf("%s: it says %s, want %s", x.says, c, x.codes)
		}
	}
}

func TestHeadingsAndLists(t *testing.T) {
	item := func(number, s string, level int) docx.Block {
		return docx.Block{Role: docx.ListItem, Ordered: true, Number: number, Level: level, Runs: runs(s), Size: 32}
	}
	dot := func(s string, level int) docx.Block {
		return docx.Block{Role: docx.ListItem, Level: level, Runs: runs(s), Size: 32}
	}
	for _, x := range []struct {
		says   string
		blocks []docx.Block
		want   string
	}{
		{"by number", []docx.Block{text("一、基本情况"), text("（一）组织"), text(long), text("（二）活动。全年办了三项。"), text("二、问题"), text(long)},
			"## 一、基本情况\n\n### （一）组织\n\n" + long + "\n\n（二）活动。全年办了三项。\n\n## 二、问题\n\n" + long + "\n"},
		{"1. as items", []docx.Block{text("一、做法"), text("1.第一项做了很多事情。"), text("2．第二项。"), text("3、第三项。"), text("二、问题"), text(long)},
			"## 一、做法\n\n1. 第一项做了很多事情。\n2. 第二项。\n3. 第三项。\n\n## 二、问题\n\n" + long + "\n"},
		{"1. as headings", []docx.Block{text("一、做法"), text("1.宣传"), text(long), text("2.培训"), text(long), text("二、问题"), text(long)},
			"## 一、做法\n\n### 1.宣传\n\n" + long + "\n\n### 2.培训\n\n" + long + "\n\n## 二、问题\n\n" + long + "\n"},
		{"一、 as a list", []docx.Block{text("内容如下："), text("一、讲座"), text("二、展览")}, "内容如下：\n\n一、讲座\n\n二、展览\n"},
		{"a label is no heading", []docx.Block{text("一、时间：3月5日"), text("请按时参加。"), text("二、地点：会议室"), text("请准时。")}, "一、时间：3月5日\n\n请按时参加。\n\n二、地点：会议室\n\n请准时。\n"},
		{"by style and by number", []docx.Block{head(2, "一、甲"), text("（一）乙"), text(long), head(2, "二、丙"), text(long)}, "## 一、甲\n\n### （一）乙\n\n" + long + "\n\n## 二、丙\n\n" + long + "\n"},
		{"levels that are left out", []docx.Block{head(1, "甲"), text(long), head(4, "乙"), text(long), head(1, "丙"), text(long)}, "## 甲\n\n" + long + "\n\n### 乙\n\n" + long + "\n\n## 丙\n\n" + long + "\n"},
		{"Word's own numbers", []docx.Block{item("一、", "甲", 0), text(long), item("（一）", "乙", 1), text(long), item("1.", "丙。", 2), item("2.", "丁。", 2), item("二、", "戊", 0), text(long)},
			"## 一、甲\n\n" + long + "\n\n### （一）乙\n\n" + long + "\n\n1. 丙。\n2. 丁。\n\n## 二、戊\n\n" + long + "\n"},
		{"lists within lists", []docx.Block{item("1.", "甲。", 0), dot("乙", 1), dot("丙", 2), item("2.", "丁。", 0), text("话。"), dot("戊", 0), dot("己", 3)}, "1. 甲。\n   - 乙\n     - 丙\n2. 丁。\n\n话。\n\n- 戊\n  - 己\n"},
		{"other numbers stay as they are", []docx.Block{item("①", "甲。", 0), item("a)", "乙。", 0), item("1.1", "丙。", 1)}, "①甲。\n\na) 乙。\n\n1.1 丙。\n"},
		{"chapters by Word's numbers", []docx.Block{item("第一章", "总则", 0), item("第一条", "为了加强管理，制定本办法。", 1), item("第二章", "附则", 0), item("第二条", "自发布之日起施行。", 1)}, "## 第一章　总则\n\n第一条　为了加强管理，制定本办法。\n\n## 第二章　附则\n\n第二条　自发布之日起施行。\n"},
		{"numbers that begin later", []docx.Block{item("3.", "甲。", 0), item("5.", "乙。", 0)}, "3. 甲。\n5. 乙。\n"},
		{"the mark over two runs", []docx.Block{{Runs: []docx.Run{{Text: "1"}, {Text: ".", Bold: true}, {Text: "甲。"}}}, text("2.乙。")}, "1. 甲。\n2. 乙。\n"},
		{"a stop behind a bold heading", []docx.Block{bold(text("一、甲。")), text(long), bold(text("二、乙。")), text(long)}, "## 一、甲。\n\n" + long + "\n\n## 二、乙。\n\n" + long + "\n"},
		{"chapters", []docx.Block{centred("第一章　总则", 32), text("第一条　为了加强管理，制定本办法。"), centred("第二章　申报", 32), text("第二条　申报单位应当具备条件。")}, "## 第一章　总则\n\n第一条　为了加强管理，制定本办法。\n\n## 第二章　申报\n\n第二条　申报单位应当具备条件。\n"},
		{"years are no numbers", []docx.Block{text("2025.3.5开展了活动。"), text("1.5万人参加。")}, "2025.3.5开展了活动。\n\n1.5万人参加。\n"},
	} {
		blocks := append([]docx.Block{centred("标题", 44)}, x.blocks...)
		m, _ := of(blocks...)
		if m.Body != x.want {
			t.Errorf("%s:\n%s\nwant\n%s", x.says, m.Body, x.want)
		}
		if c := codes(m); c != "" {
			t.Errorf("%s: it says %s", x.says, c)
		}
	}
}

func TestSignsAreWrittenSoThatTheyShow(t *testing.T) {
	for _, x := range []struct {
		runs  []docx.Run
		want  string
		codes string
	}{
		{runs("3*4*5与a_b_c"), "3*4*5与a_b_c", ""},
		{runs("*重要*"), `\*重要\*`, ""},
		{runs("# 号"), `\# 号`, ""},
		{runs("1. 甲"), "1. 甲", ""}, // an item
		{runs("1) 甲"), `1\) 甲`, ""},
		{runs("- 甲"), `\- 甲`, ""},
		{runs("甲|乙"), "甲|乙", ""},
		{runs("|甲|乙|"), "|甲|乙|", ""},
		{runs("{{ 数字 活动 }}"), `\{{ 数字 活动 }}`, ""},
		{runs("<b>甲</b>"), `\<b\>甲\</b\>`, ""},
		{runs("甲&nbsp;乙"), `甲\&nbsp;乙`, ""},
		{runs("> 甲"), `\> 甲`, ""},
		{runs(": 甲"), `\: 甲`, ""},
		{runs("---"), `\---`, ""},
		{runs("[甲](乙)"), `\[甲\](乙)`, ""},
		{runs("[甲]: http://a.cn/b"), "[甲]: http://a.cn/b", ""},
		{runs("见http://a.cn/a_b，好"), "见http://a.cn/a_b，好", ""},
		{runs(`C:\目录\*`), `C:\\目录\\\*`, ""},
		{[]docx.Run{{Text: "甲"}, {Text: "乙 ", Bold: true}, {Text: "丙"}, {Text: "丁", Italic: true}, {Text: "戊", Struck: true}}, "甲**乙** 丙*丁*~~戊~~", ""},
		{[]docx.Run{{Text: "“甲”", Bold: true}, {Text: "乙"}}, "**“甲”**乙", ""},
		{[]docx.Run{{Text: "甲", Link: "https://a.cn/b c(d)"}}, "[甲](https://a.cn/b%20c%28d%29)", ""},
		{[]docx.Run{{Text: "https://a.cn/", Link: "https://a.cn/"}}, "https://a.cn/", ""},
		{[]docx.Run{{Text: "a@b.cn", Link: "mailto:a@b.cn"}}, "a@b.cn", ""},
		{[]docx.Run{{Text: "附件", Link: "file:///D:/a.docx"}}, "附件", "LINK"},
		{[]docx.Run{{Text: "点", Link: "javascript:alert(1)"}}, "点", "LINK"},
		{[]docx.Run{{Text: "30m"}, {Text: "2", Raised: true}, {Text: "，H"}, {Text: "2", Lowered: true}, {Text: "O"}}, "30m²，H₂O", ""},
		{[]docx.Run{{Text: "甲"}, {Text: "注", Raised: true}}, "甲注", "RAISED"},
		{[]docx.Run{{Text: "甲\t乙\u00A0丙"}}, "甲　乙 丙", ""},
		{[]docx.Run{{Text: "甲"}, {Text: "乙", Break: true}}, "甲\n\n乙", ""},
		{[]docx.Run{{Text: "*甲", Bold: true}, {Text: "乙"}}, `**\*甲**乙`, ""},
	} {
		m, _ := of(centred("标题", 44), text("前面的话。"), docx.Block{Runs: x.runs, Size: 32}, text("后面的话。"))
		got := strings.TrimSuffix(strings.TrimPrefix(m.Body, "前面的话。\n\n"), "\n\n后面的话。\n")
		if got != x.want {
			t.Errorf("%q: %q, want %q", words(x.runs), got, x.want)
		}
		if c := codes(m); c != x.codes {
			t.Errorf("%q: it says %s, want %s", words(x.runs), c, x.codes)
		}
	}
}

// A paragraph may come in very many runs that become one: each letter is copied once.
func TestManyRunsThatBecomeOne(t *testing.T) {
	const n = 20_000
	words := strings.Repeat("字", 30)
	before := testing.AllocsPerRun(1, func() {})
	list := make([]docx.Run, n)
	for i := range list {
		list[i] = docx.Run{Text: words, Italic: i >= n/2, Link: []string{"", "file:///D:/a"}[i/(n-1)]}
	}
	var out []docx.Run
	w := &writer{m: &Manuscript{}}
	if got := testing.AllocsPerRun(1, func() { out = w.prepared(list) }) - before; got > 300 {
		t.Errorf("%v allocations for %d runs", got, n)
	}
	if len(out) != 2 || out[0].Italic || !out[1].Italic || out[0].Text != strings.Repeat(words, n/2) || out[1].Text != out[0].Text {
		t.Errorf("%d stretches", len(out))
	}
}

func TestTablesPicturesAndNotes(t *testing.T) {
	cell := func(s string) docx.Cell { return docx.Cell{Blocks: []docx.Block{text(s)}} }
	png := []byte("\x89PNG\r\n\x1a\n....")
	d := &docx.Document{
		Pictures: map[string][]byte{"image1.png": png, "image2.emf": bytes.Repeat([]byte{1, 0, 0, 0}, 30)},
		Blocks: []docx.Block{
			centred("2025年工作总结", 44),
			{Role: docx.Table, Rows: [][]docx.Cell{
				{{Cols: 3, Blocks: []docx.Block{text("表1 情况")}}},
				{cell("县区"), cell("活动|场次"), cell("备注")},
				{{Rows: 2, Blocks: []docx.Block{text("甲县")}}, cell("3"), {Blocks: []docx.Block{text("一段"), text("*二段*")}}},
				{cell("1,200"), cell("")},
			}},
			{Runs: []docx.Run{{Picture: "image1.png"}}, Centred: true, Size: 0},
			centred("图1 开幕式", 24),
			{Runs: []docx.Run{{Text: "见图"}, {Picture: "image1.png", Alt: "第二处"}, {Text: "，和"}, {Picture: "image2.emf", Alt: "画"}, {Text: "。", Note: 1}}},
			text(long),
		},
		Footnotes: [][]docx.Block{{{Runs: runs("1. 据公报。")}, {Runs: runs("*第二段*")}}},
	}
	m := Of(d, nil, "x", "")
	want := "表1 情况\n\n| 县区 | 活动\\|场次 | 备注 |\n|---|---:|---|\n| 甲县 | 3 | 一段　\\*二段\\* |\n|  | 1,200 |  |\n\n![图1 开幕式](kepu-picture-1.png)\n\n图1 开幕式\n\n见图![第二处](kepu-picture-1.png)，和。[^1]\n\n" + long + "\n\n[^1]: 1\\. 据公报。　\\*第二段\\*\n"
	if m.Body != want {
		t.Errorf("%s\nwant\n%s", m.Body, want)
	}
	if got := codes(m); got != "PICTURE-FORM TABLE-TITLE MERGED CELL-JOINED" {
		t.Error(got)
	}
	if len(m.Pictures) != 1 || m.Pictures[0].Name != "kepu-picture-1.png" {
		t.Errorf("%+v", m.Pictures)
	}
}

func TestATableBeyondAllMeasure(t *testing.T) {
	wide := make([]docx.Cell, 2000)
	for i := range wide {
		wide[i].Blocks = []docx.Block{text("甲")}
	}
	rows := [][]docx.Cell{wide}
	for range 2000 {
		rows = append(rows, []docx.Cell{{Blocks: []docx.Block{text("乙")}}})
	}
	m, _ := of(centred("2025年工作总结", 44), docx.Block{Role: docx.Table, Rows: rows})
	if n := strings.Count(m.Body, "\n\n乙"); n != 2000 || codes(m) != "TABLE-LARGE" || strings.Count(m.Body, "甲") != 2000 {
		t.Errorf("%d rows, and %s", n, codes(m))
	}
}
