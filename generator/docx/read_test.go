package docx

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kepu/generator/ooxml"
)

const (
	wordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:o="urn:schemas-microsoft-com:office:office"`
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	relBase    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// made is a Word file as the tests make one: the parts by their names, and what word/document.xml refers to.
type made struct {
	body                         string
	styles, numbering, footnotes string
	comments                     string
	rels                         string // of word/document.xml, besides
	more                         []ooxml.New
}

func (m made) bytes(t testing.TB) []byte {
	t.Helper()
	rels := xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + m.rels
	var parts []ooxml.New
	add := func(name, root, inner string) {
		if inner == "" {
			return
		}
		parts = append(parts, ooxml.New{Name: "word/" + name + ".xml", Data: []byte(xmlHead + "<w:" + root + " " + wordSpaces + ">" + inner + "</w:" + root + ">")})
		if name != "document" {
			rels += `<Relationship Id="rel-` + name + `" Type="` + relBase + name + `" Target="` + name + `.xml"/>`
		}
	}
	add("document", "document", "<w:body>"+m.body+"</w:body>")
	add("styles", "styles", m.styles)
	add("numbering", "numbering", m.numbering)
	add("footnotes", "footnotes", m.footnotes)
	add("comments", "comments", m.comments)
	all := []ooxml.New{
		{Name: "[Content_Types].xml", Data: []byte(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)},
		{Name: "_rels/.rels", Data: []byte(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + relBase + `officeDocument" Target="word/document.xml"/></Relationships>`)},
	}
	all = append(all, parts...)
	all = append(all, ooxml.New{Name: "word/_rels/document.xml.rels", Data: []byte(rels + "</Relationships>")})
	raw, err := ooxml.Pack(append(all, m.more...))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// outline writes blocks so that a test can say what it wants in a line each.
func outline(blocks []Block) (lines []string) {
	for _, b := range blocks {
		s := ""
		switch b.Role {
		case Title:
			s = "T "
		case Heading:
			s = fmt.Sprintf("H%d ", b.Level)
		case ListItem:
			s = fmt.Sprintf("L%d ", b.Level)
			if !b.Ordered {
				s += "* "
			}
		case Caption:
			s = "C "
		case Table:
			for _, row := range b.Rows {
				var cells []string
				for _, c := range row {
					x := strings.Join(outline(c.Blocks), "/")
					if c.Cols > 1 || c.Rows > 1 {
						x += fmt.Sprintf("(%dx%d)", max(c.Cols, 1), max(c.Rows, 1))
					}
					if c.Head {
						x += "!"
					}
					cells = append(cells, x)
				}
				lines = append(lines, "| "+strings.Join(cells, " | "))
			}
			continue
		}
		if b.Centred {
			s += "^"
		}
		if b.Right {
			s += ">"
		}
		if b.Number != "" {
			s += "{" + b.Number + "}"
		}
		for _, r := range b.Runs {
			x := r.Text
			if r.Bold {
				x = "<b>" + x + "</b>"
			}
			if r.Italic {
				x = "<i>" + x + "</i>"
			}
			if r.Struck {
				x = "<s>" + x + "</s>"
			}
			if r.Raised {
				x = "<sup>" + x + "</sup>"
			}
			if r.Lowered {
				x = "<sub>" + x + "</sub>"
			}
			if r.Picture != "" {
				x += "[" + r.Picture + ":" + r.Alt + "]"
			}
			if r.Note > 0 {
				x += fmt.Sprintf("[^%d]", r.Note)
			}
			if r.Link != "" {
				x = "<" + r.Link + ">" + x + "</>"
			}
			if r.Break {
				x = "⏎" + x
			}
			s += x
		}
		lines = append(lines, s)
	}
	return lines
}

// par is a paragraph of plain words, with what its pPr has.
func par(props, words string) string {
	return "<w:p><w:pPr>" + props + "</w:pPr>" + run("", words) + "</w:p>"
}

func run(props, words string) string {
	return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + words + "</w:t></w:r>"
}

func fieldOf(instr, result string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + instr + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

// said are the codes of remarks with what was lost.
func said(remarks []Remark) (lines []string) {
	for _, x := range remarks {
		s := strings.TrimPrefix(x.What.Code, "DOCX-")
		if x.At.ZH != "" {
			s += " @" + x.At.ZH
		}
		if x.Lost != "" {
			s += " «" + x.Lost + "»"
		}
		lines = append(lines, s)
	}
	return lines
}

const usualStyles = `<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="一级"/><w:basedOn w:val="1"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="own"><w:name w:val="自定义"/><w:basedOn w:val="own"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="wps3"><w:name w:val="标题 3"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>` +
	`<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`

func TestReadText(t *testing.T) {
	pic := func(inner string) string {
		return `<w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="开幕式"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p1"/>` + inner + `</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
	}
	picture := []ooxml.New{{Name: "word/media/image1.png", Data: []byte("\x89PNG...")}}
	pictureRel := `<Relationship Id="p1" Type="` + relBase + `image" Target="media/image1.png"/>`
	linkRel := `<Relationship Id="l1" Type="` + relBase + `hyperlink" Target="https://example.com/a" TargetMode="External"/>`
	for _, x := range []struct {
		says string
		m    made
		want string
		said string
	}{
		{"headings", made{styles: usualStyles, body: par(`<w:pStyle w:val="a3"/>`, "总结") + par(`<w:pStyle w:val="1"/>`, "一、甲") + par(`<w:pStyle w:val="2"/>`, "乙") + par(`<w:pStyle w:val="mine"/>`, "丙") + par(`<w:pStyle w:val="own"/>`, "丁") + par(`<w:pStyle w:val="wps3"/>`, "戊") +
			par(`<w:outlineLvl w:val="1"/>`, "己") + par(`<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>`, "庚") + par(`<w:pStyle w:val="cap"/>`, "图1") + par(`<w:pStyle w:val="none"/>`, "辛")},
			"T ^总结\nH1 一、甲\nH2 乙\nH1 丙\nH3 丁\nH3 戊\nH2 己\n庚\nC 图1\n辛", ""},
		{"looks", made{styles: usualStyles, body: "<w:p>" + run("", "甲") + run("<w:b/>", "乙") + run(`<w:b w:val="0"/>`, "丙") + run(`<w:rStyle w:val="strong"/>`, "丁") + run(`<w:rStyle w:val="strong"/><w:b w:val="false"/><w:i/>`, "戊") + run("<w:strike/>", "己") +
			run(`<w:vertAlign w:val="superscript"/>`, "2") + run(`<w:vertAlign w:val="subscript"/>`, "3") + "</w:p>"}, "甲<b>乙</b>丙<b>丁</b><i>戊</i><s>己</s><sup>2</sup><sub>3</sub>", ""},
		{"runs of one look are one", made{body: "<w:p>" + run("<w:b/>", "2026") + run("<w:b/><w:lang/>", "年") + "</w:p>"}, "<b>2026年</b>", ""},
		{"blanks", made{body: "<w:p><w:r><w:t> 甲 </w:t><w:tab/><w:t xml:space=\"preserve\"> 乙\u00A0丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:br/><w:br w:type=\"page\"/><w:t>丁\u00AD戊</w:t></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/></w:r></w:p><w:p/>"}, "甲\t 乙\u00A0丙-⏎丁戊", ""},
		{"links", made{rels: linkRel, body: `<w:p><w:hyperlink r:id="l1">` + run("", "甲") + `</w:hyperlink><w:hyperlink w:anchor="x">` + run("", "乙") + `</w:hyperlink>` + fieldOf(`HYPERLINK "http://example.com/b" \l "c" \o "看 看"`, run("", "丙")) +
			`<w:fldSimple w:instr=" HYPERLINK mailto:a@b.cn ">` + run("", "丁") + `</w:fldSimple>` + fieldOf(`HYPERLINK \l "x"`, run("", "戊")) + "</w:p>"}, "<https://example.com/a>甲</>乙<http://example.com/b#c>丙</><mailto:a@b.cn>丁</>戊", ""},
		{"fields", made{body: "<w:p>" + run("", "第") + fieldOf("PAGE", run("", "3")) + run("", "页") + fieldOf(`SEQ 图 \* ARABIC`, run("", "1")) + fieldOf("IF "+`"a"`, fieldOf("REF x", run("", "甲"))) +
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \o\ac(○,1)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` +
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \f(1,2)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`}, "第页1甲①", `FIELD @第 1 段 «EQ \f(1,2)»`},
		{"contents", made{styles: usualStyles, body: "<w:p>" + `<w:pPr><w:pStyle w:val="toc1"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("", "一、甲 1") + "</w:p>" +
			par(`<w:pStyle w:val="toc1"/>`, "二、乙 2") + `<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` + par("", "正文") +
			`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + par("", "一、甲") + `</w:sdtContent></w:sdt>`}, "正文", "CONTENTS"},
		{"tracked changes", made{body: "<w:p>" + run("", "甲") + `<w:ins w:id="1"><w:r><w:t>乙</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>丙</w:delText></w:r></w:del><w:moveFrom w:id="3"><w:r><w:t>丁</w:t></w:r></w:moveFrom></w:p>` +
			`<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>` + run("", "戊") + `</w:p><w:p><w:moveTo w:id="5">` + run("", "丁") + "</w:moveTo></w:p>" +
			`<w:p><w:pPr><w:rPr><w:del w:id="6"/></w:rPr></w:pPr><w:del w:id="7"><w:r><w:delText>整段</w:delText></w:r></w:del></w:p>` + par("", "己")}, "甲乙\n戊丁\n己",
			"DELETED @第 1 段 «丙丁»\nINSERTED @第 1 段\nINSERTED @第 2 段\nDELETED @第 3 段 «整段»"},
		{"comments", made{comments: `<w:comment w:id="0" w:author="某">` + par("", "请核对") + par("", "数字") + `</w:comment>`, body: `<w:p><w:commentRangeStart w:id="0"/>` + run("", "甲") + `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`}, "甲", "COMMENT @第 1 段 «请核对\n数字»"},
		{"hidden", made{body: "<w:p>" + run("", "甲") + run("<w:vanish/>", "密") + "</w:p>"}, "甲", "HIDDEN @第 1 段 «密»"},
		{"signs", made{body: `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>甲</w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:sym w:font="Symbol" w:char="F06D"/><w:sym w:font="Webdings" w:char="F04E"/></w:r>` + run(`<w:rFonts w:ascii="Wingdings"/>`, "\uF0FC") + run(`<w:rFonts w:ascii="Wingdings"/>`, "汉字") + "</w:p>"},
			"☑甲□μ✓汉字", "SYMBOL @第 1 段 «〔Webdings F04E〕»"},
		{"ruby and formulas", made{body: "<w:p><w:r><w:ruby><w:rt><w:r><w:t>bì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>泌</w:t></w:r></w:rubyBase></w:ruby></w:r><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"}, "泌a+b", "RUBY @第 1 段 «bì»\nMATH @第 1 段"},
		{"controls", made{body: `<w:p><w:sdt><w:sdtPr/><w:sdtContent>` + run("", "甲") + `</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + run("", "单击此处") + `</w:sdtContent></w:sdt><w:smartTag>` + run("", "乙") + `</w:smartTag></w:p><w:sdt><w:sdtContent>` + par("", "丙") + "</w:sdtContent></w:sdt>"}, "甲乙\n丙", "PLACEHOLDER @第 1 段 «单击此处»"},
		{"boxes are read once", made{body: `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>` + par("", "框里") + `</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + par("", "框里") + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + run("", "甲") + "</w:p>" + par("", "乙")}, "甲\n框里\n乙", "BOX @第 1 段"},
		{"a box of old Word", made{body: `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + par("", "甲") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`}, "甲", "BOX @第 1 段"},
		{"pictures", made{rels: pictureRel, more: picture, body: `<w:p><w:r>` + pic("") + `</w:r></w:p><w:p><w:r>` + pic(`<a:srcRect l="20000"/>`) + `</w:r></w:p><w:p><w:r><w:pict><v:shape alt="旧图"><v:imagedata r:id="p1"/></v:shape></w:pict></w:r></w:p>`}, "[image1.png:开幕式]\n[image1.png:开幕式]\n[image1.png:旧图]", "CROPPED @第 2 段"},
		{"pictures that are not there", made{rels: `<Relationship Id="p1" Type="` + relBase + `image" Target="file:///d:/a.png" TargetMode="External"/>`, body: `<w:p>` + run("", "甲") + `<w:r>` + pic("") + `</w:r></w:p>`}, "甲", "OFFICE-OUTSIDE\nPICTURE @第 1 段 «开幕式»"},
		{"a line is drawn", made{body: `<w:p><w:r><w:pict><v:line/></w:pict></w:r>` + run("", "甲") + `</w:p>`}, "甲", ""},
		{"notes", made{footnotes: `<w:footnote w:type="separator" w:id="-1">` + par("", "") + `</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>` + run("", " 据公报。") + "</w:p></w:footnote>", body: `<w:p>` + run("", "甲") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + run("", "。") + "</w:p>"}, "甲[^1]。", ""},
		{"other files", made{body: `<w:altChunk r:id="x"/>` + par("", "甲")}, "甲", "CHUNK @第 1 段"},
		{"what nobody knows", made{body: `<w:neu><w:r><w:t>甲</w:t></w:r></w:neu>` + `<w:p><w:neu><w:r><w:t>乙</w:t></w:r></w:neu></w:p>`}, "", "UNKNOWN @第 1 段 «甲»\nUNKNOWN @第 1 段 «乙»"},
		{"right by its indent", made{body: par(`<w:ind w:left="5200"/>`, "某科协") + par(`<w:jc w:val="end"/>`, "某日") + par(`<w:ind w:firstLineChars="200" w:firstLine="640"/>`, "正文")}, ">某科协\n>某日\n正文", ""},
		{"a field without an end", made{body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>` + run("", "甲") + "</w:p>" + par("", "乙")}, "", "FIELD-OPEN «甲乙»"},
	} {
		d, remarks, err := Read(x.m.bytes(t))
		if err != nil {
			t.Errorf("%s: %v", x.says, err)
			continue
		}
		if got := strings.Join(outline(d.Blocks), "\n"); got != x.want {
			t.Errorf("%s:\n%s\nwant\n%s", x.says, got, x.want)
		}
		if x.says == "a line is drawn" {
			continue
		}
		if got := strings.Join(said(remarks), "\n"); got != x.said {
			t.Errorf("%s: it says\n%s\nwant\n%s", x.says, got, x.said)
		}
		for _, m := range remarks {
			if m.What.ZH == "" || m.What.EN == "" || strings.Contains(m.What.ZH+m.What.EN, "%") {
				t.Errorf("%s: %+v", x.says, m)
			}
		}
	}
}

// A paragraph may come in very many runs of one look: each letter is copied once.
func TestManyRunsOfOneLook(t *testing.T) {
	const n = 20_000
	words := strings.Repeat("字", 30)
	before := testing.AllocsPerRun(1, func() {})
	list := make([]Run, n)
	for i := range list {
		list[i] = Run{Text: words, Bold: i >= n/2}
	}
	var out []Run
	if got := testing.AllocsPerRun(1, func() { out = Merged(list) }) - before; got > 200 {
		t.Errorf("%v allocations for %d runs", got, n)
	}
	if len(out) != 2 || out[0].Bold || !out[1].Bold || out[0].Text != strings.Repeat(words, n/2) || out[1].Text != out[0].Text {
		t.Errorf("%d stretches", len(out))
	}
	odd := []Run{{Text: ""}, {Text: "甲"}, {Text: ""}, {Picture: "p"}, {Text: "乙"}, {Note: 1}, {Text: "丙"}, {Text: "丁"}, {Break: true}, {Text: "戊"}}
	want := []Run{{Text: "甲"}, {Picture: "p"}, {Text: "乙"}, {Note: 1}, {Text: "丙丁"}, {Text: "戊", Break: true}}
	if got := Merged(odd); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if odd[1].Text != "甲" || odd[6].Text != "丙" {
		t.Error("what came in was changed")
	}
}

func TestReadTables(t *testing.T) {
	cell := func(props, words string) string {
		return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + par("", words) + "</w:tc>"
	}
	row := func(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
	table := func(rows ...string) string { return "<w:tbl><w:tblPr/>" + strings.Join(rows, "") + "</w:tbl>" }
	for _, x := range []struct{ says, body, want, said string }{
		{"plain", table("<w:tr><w:trPr><w:tblHeader/></w:trPr>"+cell("", "县")+cell("", "数")+"</w:tr>", row(cell("", "甲"), cell("", "3"))), "| 县! | 数!\n| 甲 | 3", ""},
		{"merged", table(row(cell(`<w:gridSpan w:val="2"/>`, "名称"), cell(`<w:vMerge w:val="restart"/>`, "数")), row(cell("", "甲"), cell("", "乙"), cell("<w:vMerge/>", "盖住")), row(cell("", "丙"), cell("", "丁"), cell(`<w:vMerge w:val="continue"/>`, ""))),
			"| 名称(2x1) | 数(1x3)\n| 甲 | 乙\n| 丙 | 丁", "COVERED @表 1 «盖住»"},
		{"merged the old way", table(row(cell(`<w:hMerge w:val="restart"/>`, "名称"), cell(`<w:hMerge/>`, "")), row(cell("", "甲"), cell("", "乙"))), "| 名称(2x1)\n| 甲 | 乙", ""},
		{"a merge that goes on with nothing", table(row(cell("<w:vMerge/>", "甲"), cell("", "乙"))), "| 甲 | 乙", ""},
		{"two paragraphs in a cell", table(row("<w:tc>"+par("", "甲")+par("", "乙")+"</w:tc>", cell("", "丙"))), "| 甲/乙 | 丙", ""},
		{"a table in a table", table(row("<w:tc>"+table(row(cell("", "内甲"), cell("", "内乙")))+par("", "")+"</w:tc>", cell("", "丙"))), "| 内甲　内乙 | 丙", "INNER-TABLE @表 1 第 1 行第 1 列"},
		{"a frame", table(row("<w:tc>" + par("", "甲") + par("", "乙") + "</w:tc>")), "甲\n乙", "FRAME @表 1"},
		{"deleted rows", table(row(cell("", "甲"), cell("", "乙")), "<w:tr><w:trPr><w:del/></w:trPr>"+cell("", "丙")+"</w:tr>"), "| 甲 | 乙", "ROW-DELETED @第 1 段 «丙»"},
		{"set in", table("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>"+cell("", "乙")+"</w:tr>", row(cell("", "丙"), cell("", "丁"))), "|  | 乙\n| 丙 | 丁", ""},
		{"nothing in it", table(row(cell("", ""), cell("", ""))), "", ""},
		{"two tables, and a deletion in a cell", table(row(cell("", "a"), cell("", "b"))) + table(row(cell("", "c"), "<w:tc><w:p>"+run("", "d")+"<w:del><w:r><w:delText>e</w:delText></w:r></w:del></w:p></w:tc>")), "| a | b\n| c | d", "DELETED @表 2 第 1 行第 2 列 «e»"},
	} {
		d, remarks, err := Read(made{body: x.body}.bytes(t))
		if err != nil {
			t.Errorf("%s: %v", x.says, err)
			continue
		}
		if got := strings.Join(outline(d.Blocks), "\n"); got != x.want {
			t.Errorf("%s:\n%s\nwant\n%s", x.says, got, x.want)
		}
		if got := strings.Join(said(remarks), "\n"); got != x.said {
			t.Errorf("%s: it says\n%s\nwant\n%s", x.says, got, x.said)
		}
	}
}

func TestNumbersAsWordShowsThem(t *testing.T) {
	lvl := func(i int, format, text, more string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, i, format, more, text)
	}
	numbering := `<w:abstractNum w:abstractNumId="0">` + lvl(0, "chineseCounting", "%1、", "") + lvl(1, "chineseCounting", "（%2）", "") + lvl(2, "decimal", "%3.", "") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1">` + lvl(0, "decimal", "%1", "") + lvl(1, "decimal", "%1.%2", "") + lvl(2, "lowerLetter", "%3)", `<w:lvlRestart w:val="0"/>`) + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2">` + lvl(0, "bullet", "", "") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="3">` + lvl(0, "japaneseCounting", "第%1条", `<w:pStyle w:val="tiao"/>`) + lvl(1, "decimal", "%1.%2", "<w:isLgl/>") + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="0"/></w:num>`
	p := func(num, lvl int, words string) string {
		return par(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, lvl, num), words)
	}
	styles := `<w:style w:type="paragraph" w:styleId="tiao"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`
	for _, x := range []struct{ says, body, want string }{
		{"一、（一）1.", p(1, 0, "a") + p(1, 1, "b") + p(1, 1, "c") + p(1, 2, "d") + p(1, 0, "e") + p(1, 1, "f"), "{一、}a {（一）}b {（二）}c {1.}d {二、}e {（一）}f"},
		{"levels in one, and a start of its own", p(2, 0, "a") + p(2, 1, "b") + p(2, 1, "c") + p(3, 0, "d") + p(2, 0, "e"), "{1}a {1.1}b {1.2}c {5}d {6}e"},
		{"never restarted", p(2, 0, "a") + p(2, 2, "b") + p(2, 0, "c") + p(2, 2, "d"), "{1}a {a)}b {2}c {b)}d"},
		{"bullets", p(4, 0, "a"), "a"},
		{"no number", p(0, 0, "a") + p(9, 0, "b"), "a b"},
		{"by the style", par(`<w:pStyle w:val="tiao"/>`, "a") + par(`<w:pStyle w:val="tiao"/>`, "b") + p(5, 1, "c") + par(`<w:pStyle w:val="tiao"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "d"), "{第一条}a {第二条}b {2.1}c d"},
		{"a heading's number", par(`<w:pStyle w:val="h1"/>`, "a") + par(`<w:pStyle w:val="h1"/>`, "b"), "{一、}a {二、}b"},
		{"two lists of one way go on", p(1, 0, "a") + par("", "x") + p(6, 0, "b"), "{一、}a x {二、}b"},
		{"an empty one counts", p(1, 0, "a") + p(1, 0, "") + p(1, 0, "b"), "{一、}a {三、}b"},
	} {
		d, _, err := Read(made{body: x.body, numbering: numbering, styles: styles}.bytes(t))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range d.Blocks {
			s := textOf(b.Runs)
			if b.Number != "" {
				s = "{" + b.Number + "}" + s
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != x.want {
			t.Errorf("%s: %s, want %s", x.says, s, x.want)
		}
	}
	for format, want := range map[string]string{"decimal": "12", "decimalZero": "12", "upperRoman": "XII", "lowerRoman": "xii", "upperLetter": "L", "lowerLetter": "l", "chineseCounting": "十二", "chineseCountingThousand": "十二", "ideographDigital": "一二",
		"chineseLegalSimplified": "壹拾贰", "ideographTraditional": "12", "ideographZodiac": "亥", "decimalEnclosedCircle": "⑫", "decimalEnclosedCircleChinese": "⑫", "decimalEnclosedParen": "⑿", "decimalFullWidth": "１２", "hebrew1": "12"} {
		if got := inFormat(12, format); got != want {
			t.Errorf("12 in %s is %q, want %q", format, got, want)
		}
	}
	if got := inFormat(28, "lowerLetter") + inFormat(0, "upperRoman") + inFormat(21, "decimalEnclosedCircle") + inFormat(60, "decimalEnclosedCircle") + inFormat(3, "ideographTraditional"); got != "bb0㉑60丙" {
		t.Error(got)
	}
}

func TestReadRefuses(t *testing.T) {
	good := made{body: par("", "甲")}.bytes(t)
	for says, x := range map[string]struct {
		raw  []byte
		code string
	}{
		"rtf":     {[]byte(`{\rtf1}`), "OFFICE-KIND"},
		"nothing": {nil, "OFFICE-EMPTY"},
		"cut":     {good[:len(good)-30], "OFFICE-CUT"},
		"a DTD":   {made{body: par("", "甲"), more: []ooxml.New{{Name: "docProps/app.xml", Data: nil}}, styles: "<!DOCTYPE x>"}.bytes(t), "OFFICE-HOSTILE"},
		"deep":    {made{body: strings.Repeat("<w:p>", 400) + strings.Repeat("</w:p>", 400)}.bytes(t), "OFFICE-HOSTILE"},
	} {
		_, _, err := Read(x.raw)
		var f *ooxml.Fault
		if !errors.As(err, &f) || f.What.Code != x.code {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// Whatever the bytes are, reading ends, and what it refuses is said in words.
func FuzzRead(f *testing.F) {
	f.Add([]byte(par("", "甲")))
	f.Add([]byte("<w:p>" + fieldOf("TOC", run("", "x")) + `<w:ins>` + run("<w:b/>", "y") + "</w:ins></w:p>"))
	f.Add([]byte(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`))
	f.Add([]byte(`<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		m := made{body: string(body), styles: usualStyles, numbering: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`}
		d, _, err := Read(m.bytes(t))
		if err != nil {
			var fault *ooxml.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		// What was read can be written, and says the same when it is read again.
		var out bytes.Buffer
		if err := Write(&out, d, Properties{}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Read(out.Bytes()); err != nil {
			t.Fatalf("not read again: %v", err)
		}
	})
}
