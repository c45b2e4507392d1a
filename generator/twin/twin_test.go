package twin

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"kepu/generator/diag"
	"kepu/generator/docx"
	"kepu/generator/markdown"
	"kepu/generator/view"
)

// told writes a document a block a line, so that it can be read.
func told(d *docx.Document) string {
	var o strings.Builder
	tell(&o, d.Blocks, "")
	for i, n := range d.Footnotes {
		fmt.Fprintf(&o, "[^%d]\n", i+1)
		tell(&o, n, "  ")
	}
	return o.String()
}

func tell(o *strings.Builder, blocks []docx.Block, in string) {
	for _, b := range blocks {
		o.WriteString(in)
		if b.NewPage {
			o.WriteString("⇒ ")
		}
		switch b.Role {
		case docx.Title:
			o.WriteString("题 ")
		case docx.Heading:
			o.WriteString(strings.Repeat("#", b.Level) + " ")
		case docx.ListItem:
			o.WriteString(strings.Repeat("  ", b.Level))
			if b.Ordered {
				o.WriteString(b.Number + " ")
			} else {
				o.WriteString("- ")
			}
		case docx.Caption:
			o.WriteString(map[bool]string{true: "表 ", false: "注 "}[b.Centred])
		case docx.Table:
			for i, row := range b.Rows {
				if i > 0 {
					o.WriteString(in)
				}
				for _, c := range row {
					o.WriteString(map[bool]string{true: "|!", false: "|"}[c.Head])
					var cell strings.Builder
					tell(&cell, c.Blocks, "")
					o.WriteString(strings.ReplaceAll(strings.TrimRight(cell.String(), "\n"), "\n", " / "))
				}
				o.WriteString("|\n")
			}
			continue
		}
		if b.Role != docx.Caption && b.Centred {
			o.WriteString("> < ")
		}
		if b.Right {
			o.WriteString(">> ")
		}
		for _, r := range b.Runs {
			words := r.Text
			if r.Break {
				words = "↵" + words
			}
			for mark, on := range map[string]bool{"**": r.Bold, "_": r.Italic, "~~": r.Struck} {
				if on {
					words = mark + words + mark
				}
			}
			if r.Link != "" {
				words = "[" + words + "](" + r.Link + ")"
			}
			if r.Picture != "" {
				words += "![" + r.Alt + "](" + r.Picture + ")"
			}
			if r.Note > 0 {
				words += fmt.Sprintf("[^%d]", r.Note)
			}
			o.WriteString(words)
		}
		o.WriteString("\n")
	}
}

// page makes a page of a text as package pages does, {{ … }} left out.
func page(t testing.TB, text string) *view.Article {
	t.Helper()
	f := diag.NewFile("reports/a.md", text)
	d := markdown.Parse(text, markdown.Origin{File: f, End: len(text), Exact: true, Sections: true}, new(diag.List))
	v := &view.Article{Title: "总结"}
	for _, p := range d.Parts(func(l markdown.Link) markdown.Target {
		if l.Path == "" {
			return markdown.Target{URL: "#" + l.Fragment}
		}
		return markdown.Target{URL: strings.TrimSuffix(l.Path, ".md") + ".html"}
	}, func(*markdown.Directive) markdown.Quoted {
		return markdown.Quoted{Text: "2,700人次", URL: "../statistics/2016.html#participants", Title: "x"}
	}) {
		if p.Block == nil {
			v.Body = append(v.Body, view.Block{HTML: p.HTML})
			continue
		}
		v.Body = append(v.Body, view.Block{None: "没有符合条件的基地。"})
	}
	return v
}

func made(t testing.TB, in Input) *docx.Document {
	t.Helper()
	if in.At == "" {
		in.At = "reports/a.html"
	}
	if in.Pictures == nil {
		in.Pictures = func(string) ([]byte, error) { return nil, nil }
	}
	d, err := Of(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := docx.Write(io.Discard, d, docx.Properties{}); err != nil {
		t.Fatal(err)
	}
	return d
}

func check(t *testing.T, name, got, want string) {
	t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("%s:\n%s\nwant:\n%s", name, got, want)
	}
}

func TestTextsBecomeTheirBlocks(t *testing.T) {
	for text, want := range map[string]string{
		"第一段，**要紧**的*话*~~删去~~。\n\n第二段": "第一段，**要紧**的_话_~~删去~~。\n第二段",
		"一行\\\n两行": "一行↵两行",
		"# 一、总的\n\n## （一）分的\n\n### 1.细的":             "# 一、总的\n## （一）分的\n### 1.细的",
		"3. 三\n4. 四\n7. 七":                           "3. 三\n4. 四\n7. 七",
		"1. 一\n1. 二":                                 "1. 一\n2. 二",
		"- 甲\n  1. 子\n  2. 丑\n- 乙":                   "- 甲\n  1. 子\n  2. 丑\n- 乙",
		"1. 一\n\n   又一段\n\n2. 二":                     "1. 一\n又一段\n2. 二",
		"1. 一\n\n{{ bases level=省级 }}\n\n2. 二":       "1. 一\n没有符合条件的基地。\n2. 二",
		"- [x] 做了\n- [ ] 没做":                         "- ☑ 做了\n- ☐ 没做",
		"> 引用的话\n>\n> 又一段":                           "引用的话\n又一段",
		"共{{ figure participants }}，**{{ 数字 人次 }}**": "共2,700人次，**2,700人次**",
		"| 年 | 数 | 中 |\n|---|---:|:-:|\n| 2015 | 18 | **甲** |\n| 2016 | | [乙](../bases/b.md) |": "|!年|!>> 数|!> < 中|\n|2015|>> 18|> < **甲**|\n|2016|>> |> < 乙|",
		"原文[^a]，又[^b]，再[^a]。\n\n[^a]: 注**一**\n[^b]: 注二\n\n    第二段":                              "原文[^1]，又[^2]，再[^1]。\n[^1]\n  注**一**\n[^2]\n  注二\n  第二段",
		"```\na = 1\n  b\n```\n\n`c`和d":       "a = 1↵  b\nc和d",
		"参加人次\n: 到场的人次。":                      "**参加人次**\n到场的人次。",
		"前\n\n---\n\n后":                       "前\n后",
		"![照片](a.jpg \"现场\")\n\n文![小](b.png)": "〔图片：照片〕\n表 现场\n文〔图片：小〕",
		"见[网](https://example.org/a?b=c)、https://example.org/d、[信](mailto:a@example.org)、[这里](b.md#x)": "见[网](https://example.org/a?b=c)（https://example.org/a?b=c）、[https://example.org/d](https://example.org/d)、[信](mailto:a@example.org)、这里",
	} {
		check(t, text, strings.TrimPrefix(told(made(t, Input{Page: page(t, text)})), "题 总结\n"), want)
	}
}

func TestLinksLeadToTheSiteWhereItsAddressIsKnown(t *testing.T) {
	in := Input{Page: page(t, "见[西平县气象局](../bases/x.md)、[上文](#a)，{{ 数字 人次 }}。"), BaseURL: "https://example.org/kepu/"}
	check(t, "with an address", told(made(t, in)), "题 总结\n见[西平县气象局](https://example.org/kepu/bases/x.html)、上文，2,700人次。")
}

func TestWhatIsQuoted(t *testing.T) {
	v := &view.Article{Title: "总结", Body: []view.Block{
		{HTML: "<p>前</p>\n"},
		{Figure: &view.Figure{Caption: "2016年活动数，按月份（项）", Sentence: "页上的一句", Notes: []string{"2条没有月份。"}, Source: "数据：活动日志",
			Table: view.DataTable{Head: []view.DataHead{{Name: "月份"}, {Name: "活动", Unit: "项"}}, Rows: []view.DataRow{
				{Name: "1月", Cells: []view.DataCell{{Text: "3"}}}, {Name: "合计", Strong: true, Cells: []view.DataCell{{Text: "未报", Note: "3条里1条已报", Unknown: true}}}}}}},
		{Map: &view.SmallMap{Notice: "示意图，不作划界依据", Drawings: []view.MapDrawing{{Label: "确山县的基地地图"}}}, OnMap: []view.BaseCard{{Name: "甲馆", URL: "../bases/jia.html", Level: "省级", LevelNote: "有效期未查到", Kind: "场馆"}, {Name: "乙馆"}}},
		{Bases: []view.BaseCard{{Name: "丙馆", LevelNote: "命名已撤销"}}},
		{Activities: []view.ActivityItem{{Date: "2016年9月17日", Title: "科普日", Status: "计划举办", Private: true, Bases: []view.Link{{Name: "甲馆"}, {Name: "乙馆"}}, Counties: []view.Link{{Name: "确山县"}}, Hosts: []string{"县科协"}, Campaign: "全国科普日"}, {Date: "2016年", Title: "讲座"}}, More: "全部活动", MoreURL: "../activities/index.html"},
		{None: "没有符合条件的活动记录。"},
		{HTML: "<p>后</p>\n"},
	}}
	check(t, "without an address", told(made(t, Input{Page: v})), `
题 总结
前
表 2016年活动数，按月份（项）
|!月份|!活动↵项|
|1月|>> 3|
|**合计**|>> **未报**↵3条里1条已报|
注 2条没有月份。
注 数据：活动日志
表 确山县的基地地图
- 甲馆　省级（有效期未查到） 场馆
- 乙馆
注 地图见网页。示意图，不作划界依据。
- 丙馆　命名已撤销
|!时间|!活动|!基地和范围|
|2016年9月17日|科普日（计划举办）（不计入统计）|甲馆、乙馆 / 确山县 / 举办：县科协 / 全国科普日|
|2016年|讲座||
没有符合条件的活动记录。
后`)
	with := told(made(t, Input{Page: v, BaseURL: "https://example.org/"}))
	for _, want := range []string{"- [甲馆](https://example.org/bases/jia.html)　省级", "注 地图见网页：https://example.org/reports/a.html。", "注 全部活动：https://example.org/activities/index.html"} {
		if !strings.Contains(with, want) {
			t.Errorf("%q is not in\n%s", want, with)
		}
	}
}

// What stands about the text: each where official documents have it, once, and nothing where nothing is known.
func TestWhatStandsAboutTheText(t *testing.T) {
	files := []view.Attachment{{Name: "名单", URL: "../assets/files/a-1.xlsx", Type: "XLSX", Size: "12 KB"}}
	for name, c := range map[string]struct {
		set  func(*view.Article)
		text string
		want string
	}{
		"nothing is known": {func(*view.Article) {}, "话。", "题 总结\n话。"},
		"everything is": {func(v *view.Article) {
			v.Document, v.Author, v.Date, v.Source, v.Attachments = "甲科协〔2016〕3号", "甲市科协", "2016年9月1日", view.Source{Name: "市科协"}, files
		}, "话。", "> < 甲科协〔2016〕3号\n题 总结\n> < 来源：市科协\n话。\n附件：名单（XLSX，12 KB）\n>> 甲市科协\n>> 2016年9月1日"},
		"two files":             {func(v *view.Article) { v.Attachments = []view.Attachment{{Name: "甲"}, {Name: "乙"}} }, "话。", "题 总结\n话。\n附件：1.甲\n　　　2.乙"},
		"signed in the text":    {func(v *view.Article) { v.Author, v.Date, v.Attachments = "甲市科协", "2016年9月1日", files }, "话。\n\n甲市科协\n\n2016年9月1日", "题 总结\n话。\n附件：名单（XLSX，12 KB）\n>> 甲市科协\n>> 2016年9月1日"},
		"the day alone in it":   {func(v *view.Article) { v.Author, v.Date = "甲市科协", "2016年9月1日" }, "话。\n\n2016年9月1日", "题 总结\n话。\n>> 甲市科协\n>> 2016年9月1日"},
		"the name alone in it":  {func(v *view.Article) { v.Author, v.Date = "甲市 科协", "2016年9月1日" }, "话。\n\n甲市科协", "题 总结\n话。\n>> 甲市科协\n>> 2016年9月1日"},
		"another day in it":     {func(v *view.Article) { v.Date = "2016年9月1日" }, "话。\n\n2016年8月1日", "题 总结\n话。\n2016年8月1日\n>> 2016年9月1日"},
		"only the month":        {func(v *view.Article) { v.Date = "2016年9月" }, "话。", "题 总结\n话。\n>> 2016年9月"},
		"the text is a name":    {func(v *view.Article) { v.Author = "甲市科协" }, "甲市科协", "题 总结\n>> 甲市科协"},
		"a heading is the name": {func(v *view.Article) { v.Author = "甲市科协" }, "## 甲市科协", "题 总结\n# 甲市科协\n>> 甲市科协"},
		"annexes behind the signature": {func(v *view.Article) { v.Author, v.Date = "甲市科协", "2016年9月1日" }, "话。\n\n## 附件1　申报**表**\n\n填报单位：\n\n### 附件一览\n\n## 附件2：名单\n\n## 附件3\n\n甲市科协",
			"题 总结\n话。\n>> 甲市科协\n>> 2016年9月1日\n⇒ # 附件1\n题 申报**表**\n填报单位：\n## 附件一览\n⇒ # 附件2：名单\n⇒ # 附件3\n甲市科协"},
		"a part that is called so":             {func(v *view.Article) { v.Date = "2016年9月1日" }, "话。\n\n## 一、甲\n\n### 附件\n\n表。\n\n## 二、乙", "题 总结\n话。\n# 一、甲\n## 附件\n表。\n# 二、乙\n>> 2016年9月1日"},
		"signed in the text above annexes":     {func(v *view.Article) { v.Author, v.Date = "甲市科协", "2016年9月1日" }, "话。\n\n甲市科协\n\n2016年9月1日\n\n## 附件\n\n表。", "题 总结\n话。\n>> 甲市科协\n>> 2016年9月1日\n⇒ # 附件\n表。"},
		"a remark below the day":               {func(v *view.Article) { v.Author, v.Date = "甲市科协", "2016年9月1日" }, "话。\n\n（此件公开发布）", "题 总结\n话。\n>> 甲市科协\n>> 2016年9月1日\n（此件公开发布）"},
		"brackets of another sort":             {func(v *view.Article) { v.Date = "2016年9月1日" }, "话。\n\n（数据截至八月）", "题 总结\n话。\n（数据截至八月）\n>> 2016年9月1日"},
		"a remark above annexes, nobody signs": {func(v *view.Article) {}, "话。\n\n（联系人：李老师）\n\n## 附件\n\n表。", "题 总结\n话。\n（联系人：李老师）\n⇒ # 附件\n表。"},
		"a source with its link":               {func(v *view.Article) { v.Source = view.Source{Name: "example.org", URL: "https://example.org/1"} }, "话。", "题 总结\n> < 来源：[example.org](https://example.org/1)（https://example.org/1）\n话。"},
	} {
		v := page(t, c.text)
		c.set(v)
		d := made(t, Input{Page: v})
		for i, b := range d.Blocks {
			if b.Role == docx.Body && len(b.Runs) == 0 && (i == 0 || i == len(d.Blocks)-1 || len(d.Blocks[i-1].Runs) == 0) {
				t.Errorf("%s: an empty line that parts nothing", name)
			}
		}
		check(t, name, strings.ReplaceAll(told(d), "\n\n", "\n"), c.want)
	}
}

func TestPictures(t *testing.T) {
	v := page(t, "![现场](a.jpg)\n\n文![小](b.jpg)，又![现场](a.jpg)")
	var asked []string
	d := made(t, Input{Page: v, Pictures: func(src string) ([]byte, error) {
		asked = append(asked, src)
		if src == "a.jpg.html" {
			return []byte("\x89PNG\r\n\x1a\n????IHDR\x00\x00\x00\x10\x00\x00\x00\x10"), nil
		}
		return nil, nil
	}})
	check(t, "two that are one", told(d), "题 总结\n![现场](a.jpg.html)\n文〔图片：小〕，又![现场](a.jpg.html)")
	if strings.Join(asked, " ") != "a.jpg.html b.jpg.html" {
		t.Errorf("asked for %v", asked)
	}
	broken := errors.New("the disk")
	if _, err := Of(Input{Page: v, At: "reports/a.html", Pictures: func(string) ([]byte, error) { return nil, broken }}); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// Whatever a text is, the words of its page stand in the text for Word, in their order, and what is made is sound.
func FuzzWordsAreKept(f *testing.F) {
	for _, s := range []string{"a\n\n- b\n  - c\n\n      d\n1. e\n\n> f\n> - g", "| a | b |\n|---|---|\n| c[^1] | d |\n\n[^1]: e\n    - f", "![a](b.png \"c\")\n\n{{ bases }}\n\nx: y\n: z", "- [ ] **a *b* c**\n\n```\nq\n\tw\n```\n", "1. a\n\n   | t |\n   |---|\n   | u |\n\n2. ![x](y.png)z", "[a **b**](https://e.org) <mailto:a@b.cn>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v := page(t, text)
		d := made(t, Input{Page: v, Pictures: func(string) ([]byte, error) { return []byte("a picture"), nil }})
		want := bareWords(wordsOfPage(t, v))
		var o strings.Builder
		allWords(&o, d.Blocks[1:]) // below the title, which is not of the text
		for _, n := range d.Footnotes {
			allWords(&o, n)
		}
		if got := bareWords(o.String()); got != want {
			t.Errorf("%q\nthe page says %q\nthe text     %q", text, want, got)
		}
	})
}

// wordsOfPage reads the words of a page's text in another way than twin does: all that stands between tags.
func wordsOfPage(t *testing.T, v *view.Article) string {
	t.Helper()
	var all strings.Builder
	for _, b := range v.Body {
		all.WriteString(string(b.HTML))
		all.WriteString(template.HTMLEscapeString(b.None))
	}
	z := html.NewTokenizer(strings.NewReader(all.String()))
	var o strings.Builder
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return o.String()
		case html.StartTagToken:
			tag := z.Token()
			for _, a := range tag.Attr {
				if a.Key == "class" && (a.Val == "footnote-back" || a.Val == "footnote-ref") {
					skip = tag.Data
				}
			}
		case html.EndTagToken:
			if z.Token().Data == skip {
				skip = ""
			}
		case html.TextToken:
			if skip == "" {
				o.WriteString(z.Token().Data)
			}
		}
	}
}

func allWords(o *strings.Builder, blocks []docx.Block) {
	for _, b := range blocks {
		for i, r := range b.Runs {
			if i > 0 && b.Runs[i-1].Link != "" && r.Link == "" {
				r.Text = strings.TrimPrefix(r.Text, "（"+b.Runs[i-1].Link+"）") // added for paper
			}
			o.WriteString(r.Text)
		}
		for _, row := range b.Rows {
			for _, c := range row {
				allWords(o, c.Blocks)
			}
		}
	}
}

// bareWords leaves out blanks and the signs of boxes, which are no words of the page.
func bareWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '☐' || r == '☑' {
			return -1
		}
		return r
	}, s)
}
