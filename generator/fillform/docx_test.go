package fillform_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/fillform"
	"kepu/generator/ooxml"
)

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// word makes a file of Word with that body, a header, a picture that nothing shows, and styles.
func word(t testing.TB, body string) []byte {
	t.Helper()
	part := func(name, data string) ooxml.New { return ooxml.New{Name: name, Data: []byte(data)} }
	raw, err := ooxml.Pack([]ooxml.New{
		part("[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`),
		part("_rels/.rels", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`),
		part("word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\r\n<w:document "+wordSpace+"><w:body>"+body+`<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`),
		part("word/_rels/document.xml.rels", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`),
		part("word/styles.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles `+wordSpace+`><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>`),
		part("word/header1.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr `+wordSpace+`><w:p><w:r><w:t>{{ 年份 }}年度申报表</w:t></w:r></w:p></w:hdr>`),
		part("word/media/image1.png", "\x89PNG\r\n\x1a\nnot shown"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// p is a paragraph of runs, each as it stands; para one of a text.
func p(runs ...string) string  { return "<w:p>" + strings.Join(runs, "") + "</w:p>" }
func para(words string) string { return p("<w:r><w:t>" + words + "</w:t></w:r>") }

// cell is a cell of a table with that text, and settings.
func cell(words, settings string) string {
	inside := `<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="24"/></w:rPr></w:pPr>`
	if words != "" {
		inside += `<w:r><w:rPr><w:b/></w:rPr><w:t>` + words + `</w:t></w:r>`
	}
	return "<w:tc><w:tcPr>" + settings + "</w:tcPr>" + inside + "</w:p></w:tc>"
}

func tr(cells ...string) string {
	return `<w:tr w14:paraId="1A2B3C4D" w14:textId="77777777">` + strings.Join(cells, "") + "</w:tr>"
}
func tbl(rows ...string) string { return "<w:tbl><w:tblPr/>" + strings.Join(rows, "") + "</w:tbl>" }

// part returns a part of a file.
func part(t testing.TB, raw []byte, name string) string {
	t.Helper()
	pkg, err := ooxml.Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	data, err := pkg.Part(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// unchanged fails where a part besides those named is not as it was.
func unchanged(t testing.TB, before, after []byte, but ...string) {
	t.Helper()
	was, err := ooxml.Open(before)
	if err != nil {
		t.Fatal(err)
	}
	is, err := ooxml.Open(after)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(was.Names(), "\n") != strings.Join(is.Names(), "\n") {
		t.Fatalf("parts were %q, are %q", was.Names(), is.Names())
	}
	for _, name := range was.Names() {
		a, _ := was.Part(name)
		b, _ := is.Part(name)
		if !bytes.Equal(a, b) && !strings.Contains(" "+strings.Join(but, " ")+" ", " "+name+" ") {
			t.Errorf("%s is not as it was", name)
		}
	}
}

// golden holds what was told, and the text, against a file; KEPU_GOLDEN=1 writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("KEPU_GOLDEN") != "" {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.ReplaceAll(string(want), "\r\n", "\n"); want != got {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// textOf is the text of a file of Word: a paragraph a line, a row of a table a line with its cells between bars.
func textOf(t testing.TB, raw []byte) string {
	t.Helper()
	root, err := ooxml.Parse([]byte(part(t, raw, "word/document.xml")))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(e *ooxml.Element)
	walk = func(e *ooxml.Element) {
		for _, k := range e.Kids {
			switch k.Name {
			case "t":
				b.WriteString(k.Words())
			case "br":
				b.WriteString("⏎")
			default:
				walk(k)
			}
			switch {
			case k.Name == "tr", k.Name == "p" && e.Name == "body":
				b.WriteString("\n")
			case k.Name == "tc":
				b.WriteString("｜")
			}
		}
	}
	walk(root)
	return b.String()
}

func fill(t testing.TB, name string, raw []byte, d fillform.Data) fillform.Result {
	t.Helper()
	r, err := fillform.Fill(name, raw, d)
	if err != nil {
		t.Fatal(err)
	}
	again, err := fillform.Fill(name, raw, d)
	if err != nil || !bytes.Equal(r.Bytes, again.Bytes) {
		t.Fatal("filled twice it is not the same bytes", err)
	}
	return r
}

// applicationForm is as a real one looks: a cover, a table whose labels stand in merged cells, persons, a part that somebody else fills in.
func applicationForm(t testing.TB) []byte {
	return word(t, p(`<w:r><w:t xml:space="preserve">单位：{</w:t></w:r><w:proofErr w:type="spellStart"/>`, `<w:bookmarkStart w:id="0" w:name="a"/><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>{ 基地.</w:t></w:r>`, `<w:bookmarkEnd w:id="0"/><w:r><w:t>名称 }</w:t></w:r>`, `<w:proofErr w:type="spellEnd"/><w:r><w:t>}（盖章）</w:t></w:r>`)+
		para("填表日期：{{ 今天 }}　负责人：{{ 负责人 }}")+
		tbl(
			tr(cell("基本情况", `<w:vMerge w:val="restart"/>`), cell("基 地 名 称", ""), cell("", `<w:gridSpan w:val="3"/>`)),
			tr(cell("", `<w:vMerge/>`), cell("详细地址", ""), cell("", ""), cell("所在县（区）", ""), cell("", "")),
			tr(cell("", `<w:vMerge/>`), cell("负责人", ""), cell("", ""), cell("联系电话", ""), cell("", "")),
			tr(cell("", `<w:vMerge/>`), cell("命名级别", ""), cell("", ""), cell("命名时间", ""), cell("", "")),
			tr(cell("工作情况", `<w:vMerge w:val="restart"/>`), cell("2024年接待人次（万人次）", ""), cell("", ""), cell("2025年接待人次", ""), cell("", "")),
			tr(cell("", `<w:vMerge/>`), cell("展厅面积（亩）", ""), cell("", ""), cell("电子邮箱", ""), cell("", "")),
			tr(cell("", `<w:vMerge/>`), cell("已写好的", ""), cell("照旧", `<w:gridSpan w:val="3"/>`)),
		))
}

func TestApplicationFormOfWord(t *testing.T) {
	raw := applicationForm(t)
	r := fill(t, "申报表.docx", raw, of(t, "虚构气象馆", 2025))
	unchanged(t, raw, r.Bytes, "word/document.xml", "word/header1.xml")
	golden(t, "application.txt", told(r)+"\n"+textOf(t, r.Bytes))
	if header := part(t, r.Bytes, "word/header1.xml"); !strings.Contains(header, "2025年度申报表") {
		t.Error(header)
	}
}

// What is filled for nobody stays byte for byte.
func TestFormWithNothingToFillStaysAsItIs(t *testing.T) {
	raw := word(t, para("普通的一段，{ 基地.名称 } 也不是")+tbl(tr(cell("说明", ""), cell("", ""))))
	d := of(t, "虚构气象馆", 0)
	r := fill(t, "表.docx", raw, d)
	unchanged(t, raw, r.Bytes)
	if len(r.Filled) != 0 {
		t.Error(told(r))
	}
}

func TestOddPlacesOfWord(t *testing.T) {
	d := of(t, "虚构气象馆", 2025)
	for name, c := range map[string]struct{ body, want string }{
		"link":            {p(`<w:hyperlink r:id="x"><w:r><w:t>{{基地.名称}}</w:t></w:r></w:hyperlink>`), `<w:hyperlink r:id="x"><w:r><w:t xml:space="preserve">虚构气象馆</w:t></w:r></w:hyperlink>`},
		"tracked":         {p(`<w:ins w:id="1"><w:r><w:t>{{基地</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>.名称}}</w:t></w:r>`), `<w:t xml:space="preserve">虚构气象馆</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"></w:t></w:r>`},
		"tab":             {p(`<w:r><w:t>{{</w:t><w:tab/><w:t>基地.名称}}</w:t></w:r>`), `<w:r><w:t xml:space="preserve">虚构气象馆</w:t><w:t xml:space="preserve"></w:t></w:r>`},
		"two":             {para("{{年份}}{{年份}}、{{ 基地.县区 }}"), `>20252025、甲县</w:t>`},
		"escaped":         {para("{{ 数字 接待人次 格式=&#x4E07; }}&amp;{{ 基地.地址 }}"), `>1.25万&amp;甲县示例路1号 &lt;东门&gt; &amp; 西门</w:t>`},
		"control":         {`<w:sdt><w:sdtPr/><w:sdtContent>` + para("{{基地.电话}}") + `</w:sdtContent></w:sdt>`, `>0396-1234567</w:t>`},
		"box":             {p(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>` + para("{{年份}}") + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + para("{{年份}}") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), `>2025</w:t></w:r></w:p></w:txbxContent></w:pict>`},
		"selfclosed":      {tbl(tr(cell("基地名称", ""), `<w:tc><w:tcPr/><w:p w14:paraId="00000001"/></w:tc>`)), `<w:p w14:paraId="00000001"><w:r><w:t xml:space="preserve">虚构气象馆</w:t></w:r></w:p>`},
		"unit between":    {tbl(tr(cell("接待人次", ""), cell("万人次", ""), cell("", ""))), `>1.25</w:t>`},
		"unit of another": {tbl(tr(cell("接待人次", ""), cell("万元", ""), cell("", ""))), `<w:sz w:val="24"/></w:rPr></w:pPr></w:p></w:tc></w:tr>`},
		"open":            {para("{{ 基地.名称 和 {{ 年份 }}"), `{{ 基地.名称 和 2025`},
	} {
		raw := word(t, c.body)
		r := fill(t, name+".docx", raw, d)
		if got := part(t, r.Bytes, "word/document.xml"); !strings.Contains(got, c.want) {
			t.Errorf("%s: no\n%s\nin\n%s\n%s", name, c.want, got, told(r))
		}
	}
	r := fill(t, "box.docx", word(t, p(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>`+para("{{年份}}")+`</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>`+para("{{年份}}")+`</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`)), d)
	if n := strings.Count(told(r), "文本框"); n != 1 {
		t.Errorf("a box is told %d times:\n%s", n, told(r))
	}
}

// A cover has its blanks in lines, behind a colon; some are drawn with strokes, some underlined, some say 年　月　日.
func TestLinesOfWord(t *testing.T) {
	d := of(t, "虚构气象馆", 2025)
	for line, want := range map[string]string{
		"申报单位：________（盖章）":       "申报单位：________（盖章）",
		"基地名称：________（盖章）":       "基地名称：虚构气象馆（盖章）",
		"基 地 名 称:":                "基 地 名 称:虚构气象馆",
		"基地名称：　　　　　　填表日期：　　年　月　日": "基地名称：虚构气象馆　填表日期：2026年1月15日",
		"填表日期：____年__月__日":        "填表日期：2026年1月15日",
		"地　　址：____ 联系电话：____":     "地　　址：甲县示例路1号 <东门> & 西门 联系电话：0396-1234567",
		"联系人：____　联系电话：____":      "联系人：____　联系电话：____",
		"联系电话：0396-7654321":       "联系电话：0396-7654321",
		"基地名称：某某馆　　　　联系电话：":       "基地名称：某某馆　　　　联系电话：0396-1234567",
		"详细地址： 见附件":               "详细地址： 见附件",
		"2024年接待人次（万人次）：____":     "2024年接待人次（万人次）：0.9",
		"2024年接待人次：____万人次":       "2024年接待人次：0.9万人次",
		"2024年接待人次：    人次":        "2024年接待人次：9000人次",
		"2024年接待人次：____亩":         "2024年接待人次：____亩",
		"2024年接待人次：____万余":        "2024年接待人次：____万余",
		"2024年接待人次：____人次，其中学生":   "2024年接待人次：9000人次，其中学生",
		"命名级别：　　年　月　日":            "命名级别：　　年　月　日",
		"说明：以下由基地填写。":             "说明：以下由基地填写。",
		"基地名称：{{ 基地.名称 }}　联系电话：":  "基地名称：虚构气象馆　联系电话：",
	} {
		r := fill(t, "表.docx", word(t, para(strings.NewReplacer("<", "&lt;").Replace(line))), d)
		if got := strings.TrimSuffix(textOf(t, r.Bytes), "\n"); got != want {
			t.Errorf("%s\n got %s\nwant %s\n%s", line, got, want, told(r))
		}
	}
	raw := word(t, p(`<w:r><w:t>基地名称：</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">        </w:t></w:r>`))
	if got := part(t, fill(t, "表.docx", raw, d).Bytes, "word/document.xml"); !strings.Contains(got, `<w:u w:val="single"/></w:rPr><w:t xml:space="preserve">虚构气象馆</w:t>`) {
		t.Error(got)
	}
}

func TestTheYearOfATitle(t *testing.T) {
	d := of(t, "虚构气象馆", 2025)
	for title, want := range map[string]int{
		"2024年度科普教育基地统计表": 2024, "示例市2026年科普教育基地年度申报表（试行）": 2026, "附件2": 0, "根据2024年的文件，填写本表": 0, "２０２３年活动汇总表": 2023, "2024年5月印发的通知，请填写下表": 0, "基地名录": 0,
	} {
		if r := fill(t, "表.docx", word(t, para("附件")+para(title)), d); r.Titled != want {
			t.Errorf("%s: %d", title, r.Titled)
		}
	}
	if r := fill(t, "表.xlsx", statisticsForm(t), d); r.Titled != 0 {
		t.Error("the year that is filled in is taken for the form's own:", r.Titled)
	}
}

func TestCellsThatAskForADay(t *testing.T) {
	d := of(t, "虚构气象馆", 2025)
	r := fill(t, "表.docx", word(t, tbl(tr(texts("命名时间", "　　年　月　日", "联系电话", "年 月 日")...))), d)
	if got := textOf(t, r.Bytes); got != "命名时间｜2023年6月1日｜联系电话｜年 月 日｜\n" {
		t.Error(got, told(r))
	}
}

// A content control that shows its prompt is empty, and holds what is filled into it.
func TestContentControls(t *testing.T) {
	d := of(t, "虚构气象馆", 2025)
	control := `<w:sdt><w:sdtPr><w:id w:val="5"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>单击此处</w:t></w:r><w:r><w:t>输入文字。</w:t></w:r></w:sdtContent></w:sdt>`
	r := fill(t, "表.docx", word(t, tbl(tr(cell("详细地址", ""), "<w:tc>"+p(control)+"</w:tc>", cell("电子邮箱", ""), "<w:tc>"+p(control)+"</w:tc>"))), d)
	got := part(t, r.Bytes, "word/document.xml")
	if want := `<w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:r><w:rPr></w:rPr><w:t xml:space="preserve">甲县示例路1号 &lt;东门&gt; &amp; 西门</w:t></w:r><w:r><w:t xml:space="preserve"></w:t></w:r></w:sdtContent>`; !strings.Contains(got, want) || !strings.Contains(got, control) {
		t.Error(got)
	}
}

// A telephone that stands twice is of two; that beside a person is theirs.
func TestAmbiguousLabelsAreLeft(t *testing.T) {
	d := of(t, "虚构气象馆", 2025)
	raw := word(t, tbl(
		tr(cell("基地名称", ""), cell("", ""), cell("联系电话", ""), cell("", "")),
		tr(cell("推荐单位", ""), cell("", ""), cell("联系电话", ""), cell("", ""))))
	r := fill(t, "表.docx", raw, d)
	if got := told(r); strings.Count(got, "表里有 2 处“电话”") != 2 || strings.Contains(part(t, r.Bytes, "word/document.xml"), "1234567") {
		t.Error(got)
	}
	raw = word(t, tbl(tr(cell("联系人", ""), cell("", ""), cell("电话", ""), cell("", ""))))
	if got := told(fill(t, "表.docx", raw, d)); !strings.Contains(got, "多半是要这个人的") {
		t.Error(got)
	}
	raw = word(t, tbl(tr(cell("馆长姓名", ""), cell("张三", "")), tr(cell("开放天数", ""), cell("", ""))))
	if got := told(fill(t, "表.docx", raw, d)); !strings.Contains(got, "开放天数：300") {
		t.Error(got)
	}
	raw = word(t, tbl(tr(cell("联系方式", ""), cell("电话", ""), cell("", ""))))
	if got := told(fill(t, "表.docx", raw, d)); !strings.Contains(got, "+ 表 1 第 1 行第 3 格 电话：0396-1234567") {
		t.Error(got)
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	d := of(t, "", 0)
	whole := word(t, para("x"))
	for name, raw := range map[string][]byte{
		"a.doc": []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 2000)), "b.docx": whole[:len(whole)/2], "c.xlsx": nil, "d.docx": []byte("<html><body>x"), "e.pdf": []byte("%PDF-1.7"),
		"f.docx": word(t, "</w:body>"), "g.docx": word(t, strings.Repeat("<w:p>", 5000)),
	} {
		_, err := fillform.Fill(name, raw, d)
		var fault *ooxml.Fault
		if !errors.As(err, &fault) || fault.What.Code == "" || fault.Mend.ZH == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
