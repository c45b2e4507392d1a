package manuscript_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/docx"
	"kepu/generator/manuscript"
	"kepu/generator/ooxml"
	"kepu/generator/remove/removetest"
)

// The Word files that offices send, as the programs write them. All names in them are fictional.

const (
	spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" mc:Ignorable="w14 wpsCustomData"`
	head   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relURL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	mime   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// file is a Word file: parts beside document.xml by their kind.
type file struct {
	body  string
	parts map[string]string // styles, numbering, footnotes, comments, footer: what is in the root
	links []string
	photo bool
}

var roots = []struct{ kind, root string }{{"styles", "styles"}, {"numbering", "numbering"}, {"footnotes", "footnotes"}, {"comments", "comments"}, {"footer", "ftr"}, {"header", "hdr"}}

func (f file) bytes(t *testing.T) []byte {
	t.Helper()
	types := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="` + mime + `document.main+xml"/>`
	rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	var parts []ooxml.New
	for _, x := range roots {
		inner := f.parts[x.kind]
		if inner == "" {
			continue
		}
		types += `<Override PartName="/word/` + x.kind + `.xml" ContentType="` + mime + x.kind + `+xml"/>`
		rels += `<Relationship Id="r-` + x.kind + `" Type="` + relURL + x.kind + `" Target="` + x.kind + `.xml"/>`
		parts = append(parts, ooxml.New{Name: "word/" + x.kind + ".xml", Data: []byte(head + "<w:" + x.root + " " + spaces + ">" + inner + "</w:" + x.root + ">")})
	}
	for i, to := range f.links {
		rels += fmt.Sprintf(`<Relationship Id="l%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, i+1, relURL, to)
	}
	if f.photo {
		var b bytes.Buffer
		m := image.NewRGBA(image.Rect(0, 0, 60, 40))
		m.Set(3, 3, color.White)
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		rels += `<Relationship Id="p1" Type="` + relURL + `image" Target="media/image1.png"/>`
		parts = append(parts, ooxml.New{Name: "word/media/image1.png", Data: b.Bytes()})
	}
	section := `<w:sectPr>`
	for _, kind := range []string{"header", "footer"} {
		if f.parts[kind] != "" {
			section += `<w:` + kind + `Reference w:type="default" r:id="r-` + kind + `"/>`
		}
	}
	section += `<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`
	all := []ooxml.New{
		{Name: "[Content_Types].xml", Data: []byte(head + types + "</Types>")},
		{Name: "_rels/.rels", Data: []byte(head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relURL + `officeDocument" Target="word/document.xml"/></Relationships>`)},
		{Name: "word/document.xml", Data: []byte(head + "<w:document " + spaces + "><w:body>" + f.body + section + "</w:body></w:document>")},
		{Name: "word/_rels/document.xml.rels", Data: []byte(head + rels + "</Relationships>")},
	}
	raw, err := ooxml.Pack(append(all, parts...))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// r is a run of a size in half points, p a paragraph of runs.
func r(size int, words string, more ...string) string {
	return fmt.Sprintf(`<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/>%s<w:sz w:val="%d"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, strings.Join(more, ""), size, words)
}

func p(props string, runs ...string) string {
	return "<w:p><w:pPr>" + props + "</w:pPr>" + strings.Join(runs, "") + "</w:p>"
}

func body(words string) string {
	return p(`<w:ind w:firstLineChars="200" w:firstLine="640"/>`, r(32, words))
}

const (
	middle = `<w:jc w:val="center"/>`
	toEnd  = `<w:jc w:val="right"/>`
	strong = "<w:b/>"
)

func table(rows ...string) string {
	return `<w:tbl><w:tblPr><w:tblW w:w="8845" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="2948"/><w:gridCol w:w="2948"/><w:gridCol w:w="2949"/></w:tblGrid>` + strings.Join(rows, "") + "</w:tbl>"
}

func row(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }

func cell(props string, paragraphs ...string) string {
	s := `<w:tc><w:tcPr><w:tcW w:w="2948" w:type="dxa"/>` + props + "</w:tcPr>"
	for _, words := range paragraphs {
		s += p("", r(24, words))
	}
	return s + "</w:tc>"
}

func wordStyles(normal string) string {
	return `<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="` + normal + `"><w:name w:val="Normal"/><w:rPr><w:sz w:val="21"/></w:rPr></w:style>`
}

func heading(id, name, more string) string {
	return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + more + `</w:style>`
}

const talk = "全县各科普基地坚持面向基层，围绕群众关心的问题开展科普，受到群众欢迎。"

func lvl(i int, format, text string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:suff w:val="nothing"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/></w:lvl>`, i, format, text)
}

func num(id, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id)
}

func photo(alt, crop string) string {
	return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1800000" cy="1200000"/><wp:docPr id="1" name="图片 1" descr="` + alt + `"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="图片 1"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="p1"/>` + crop + `<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="1200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

var offices = []struct {
	name string
	f    file
}{
	{"red-head-notice", file{
		parts: map[string]string{"styles": wordStyles("a"), "footer": p("", r(28, "— "), `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+r(28, "1")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`, r(28, " —"))},
		body: p(middle, r(72, "示例市科学技术协会文件", `<w:color w:val="FF0000"/>`)) + p(middle, r(32, "示科协"), r(32, "〔2026〕"), r(32, "5号")) + p("") +
			p(middle, r(44, "关于开展2026年度示例市科普教育基地")) + p(middle, r(44, "申报工作的通知")) + p("") +
			p("", r(32, "各县（区）科协，各有关单位：")) + body("为做好今年的申报工作，现将有关事项通知如下。") +
			body("一、申报条件") + body("（一）具有独立法人资格。面向公众开放，每年不少于200天。") + body("（二）有专职或兼职科普人员。") +
			body("二、申报程序") + body("1.自愿申报。申报单位填写申报书。") + body("2.推荐上报。县（区）科协初审后上报。") + body("3.评审公示。市科协组织评审。") +
			body("三、联系方式") + body("联系电话：0396-0000000，邮箱：kepu@example.cn。") + body("附件：1. 申报书") + body("　　　2. 汇总表") +
			p(toEnd, r(32, "示例市科学技术协会")) + p(toEnd, r(32, "2026年3月5日")) + body("（此件公开发布）"),
	}},
	{"word-styles-summary", file{
		parts: map[string]string{
			"styles": wordStyles("a") + heading("1", "heading 1", `<w:basedOn w:val="a"/><w:pPr><w:keepNext/>`+num(1, 0)+`<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>`) + heading("2", "heading 2", `<w:basedOn w:val="a"/><w:pPr>`+num(1, 1)+`<w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>`) +
				heading("a3", "Title", `<w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr>`) + heading("TOC1", "toc 1", ""),
			"numbering": `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` + lvl(0, "chineseCounting", "%1、") + lvl(1, "chineseCounting", "（%2）") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			"footnotes": `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="1">` + p("", `<w:r><w:footnoteRef/></w:r>`, r(18, " 数据来自各基地年报。")) + `</w:footnote>`,
		},
		links: []string{"https://www.example.cn/news?id=8"},
		body: p(`<w:pStyle w:val="a3"/>`, r(44, "示例县2025年科普教育基地工作总结")) +
			p(`<w:pStyle w:val="TOC1"/>`, `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, r(24, "一、基本情况 1")) + p(`<w:pStyle w:val="TOC1"/>`, r(24, "二、主要做法 2"), `<w:r><w:fldChar w:fldCharType="end"/></w:r>`) +
			p(`<w:pStyle w:val="1"/>`, r(32, "基本情况")) + p("", r(32, "全县现有科普教育基地"), r(32, "5家", strong), r(32, "，全年接待参观者1.2万人次"), `<w:r><w:footnoteReference w:id="1"/></w:r>`, r(32, "。")) +
			p(`<w:pStyle w:val="1"/>`, r(32, "主要做法")) + p(`<w:pStyle w:val="2"/>`, r(32, "办好活动")) + p("", r(32, "见"), `<w:hyperlink r:id="l1">`+r(32, "县里的报道")+`</w:hyperlink>`, r(32, "。")) + p(`<w:pStyle w:val="2"/>`, r(32, "建好队伍")) + p("", r(32, talk)) +
			p(toEnd, r(32, "示例县科学技术协会")) + p(toEnd, r(32, "2026年1月8日")),
	}},
	{"wps-plan", file{
		parts: map[string]string{"styles": wordStyles("1") + heading("2", "heading 1", `<w:basedOn w:val="1"/><w:next w:val="1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>`) + heading("3", "heading 2", `<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>`) + `<w:style w:type="character" w:default="1" w:styleId="4"><w:name w:val="Default Paragraph Font"/></w:style>`},
		photo: true,
		body: p(middle+`<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>`, r(44, "示例市气象科普馆2026年"), r(44, "工作计划", strong)) + p(`<w:pStyle w:val="2"/>`, r(32, "一、总体思路")) + body(talk) + p(`<w:pStyle w:val="2"/>`, r(32, "二、重点工作")) + p(`<w:pStyle w:val="3"/>`, r(32, "（一）世界气象日")) +
			p(`<w:ind w:firstLine="640"/>`, `<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>`, r(32, "3月23日前后开放3天。")) + p(middle, photo("参观者在看气象仪器", "")) + p(middle, r(24, "图1 去年的开放日")) + p(`<w:pStyle w:val="3"/>`, r(32, "（二）科普日")) + body(talk) +
			p(`<w:ind w:firstLineChars="1600" w:firstLine="5120"/>`, r(32, "示例市气象科普馆")) + p(`<w:ind w:firstLineChars="1600" w:firstLine="5120"/>`, r(32, "二〇二五年十二月二十日")),
	}},
	{"libreoffice-report", file{
		parts: map[string]string{
			"styles":    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="24"/></w:rPr></w:style>` + heading("Heading1", "Heading 1", `<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>`) + heading("TextBody", "Text Body", `<w:basedOn w:val="Normal"/>`) + heading("Title", "Title", `<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="56"/></w:rPr>`),
			"numbering": `<w:abstractNum w:abstractNumId="1">` + lvl(0, "bullet", "•") + lvl(1, "bullet", "◦") + `</w:abstractNum><w:abstractNum w:abstractNumId="2">` + lvl(0, "decimal", "%1.") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>`,
		},
		body: p(`<w:pStyle w:val="Title"/>`, r(56, "示例区科普教育基地调研报告")) + p(`<w:pStyle w:val="Heading1"/>`, r(32, "走访的基地")) + p(`<w:pStyle w:val="TextBody"/>`+num(1, 0), r(24, "示例中学")) + p(`<w:pStyle w:val="TextBody"/>`+num(1, 1), r(24, "天文台")) + p(`<w:pStyle w:val="TextBody"/>`+num(1, 0), r(24, "示例防洪馆")) +
			p(`<w:pStyle w:val="Heading1"/>`, r(32, "建议")) + p(`<w:pStyle w:val="TextBody"/>`+num(2, 0), r(24, "增加讲解员，从现在的2*3人增加到8人。")) + p(`<w:pStyle w:val="TextBody"/>`+num(2, 0), r(24, "联系方式写在网站上（如 #1 展厅）。")) + p(`<w:pStyle w:val="TextBody"/>`, r(24, "# 这一段以井号开头，还有&lt;b&gt;和 {{ 数字 活动 }}。")),
	}},
	{"tracked-changes", file{
		parts: map[string]string{"styles": wordStyles("a"), "comments": `<w:comment w:id="1" w:author="某" w:date="2026-01-05T09:00:00Z" w:initials="某">` + p("", r(20, "这个数再核一下")) + `</w:comment>`},
		body: p(middle, r(44, "示例县2025年科普工作总结")) +
			p("", r(32, "全年开展活动"), `<w:del w:id="11" w:author="某" w:date="2026-01-05T09:00:00Z"><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:delText>15</w:delText></w:r></w:del><w:ins w:id="12" w:author="某" w:date="2026-01-05T09:00:00Z">`+r(32, "18")+`</w:ins>`, `<w:commentRangeStart w:id="1"/>`, r(32, "场"), `<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`, r(32, "，参加群众踊跃。")) +
			p("", r(32, talk)) + p("", r(32, "内部情况不公开", "<w:vanish/>"), r(32, "明年继续努力。")) + p(toEnd, r(32, "示例县科协")) + p(toEnd, r(32, "2026年1月6日")),
	}},
	{"tables", file{
		parts: map[string]string{"styles": wordStyles("a")},
		body: p(middle, r(44, "关于2025年度考核结果的通报")) + body("现将考核结果通报如下。") +
			table(row(cell(`<w:gridSpan w:val="3"/>`, "2025年度考核结果")), row(cell("", "县区"), cell("", "基地"), cell("", "得分")), row(cell(`<w:vMerge w:val="restart"/>`, "甲县"), cell("", "甲县气象馆"), cell("", "92")), row(cell(`<w:vMerge/>`, ""), cell("", "甲县中学", "（天文台）"), cell("", "88.5")), row(cell("", "乙县"), cell("", "乙县|湿地"), cell("", "90"))) +
			body("望各基地再接再厉。") + table(row(`<w:tc><w:tcPr><w:tcW w:w="8845" w:type="dxa"/></w:tcPr>`+p("", r(32, "框里的提示：请按时报送。"))+"</w:tc>")) + p("") + p(toEnd, r(32, "示例市科学技术协会")) + p(toEnd, r(32, "2026年2月1日")),
	}},
	{"boxes-and-pictures", file{
		parts: map[string]string{"styles": wordStyles("a"), "header": p(middle, r(18, "内部资料 注意保存"))},
		photo: true,
		body: p(middle, r(44, "示例县科普日活动总结")) + p("", r(32, "活动现场如图。"), photo("", `<a:srcRect l="20000" r="10000"/>`)) +
			p("", `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2000000" cy="800000"/><wp:wrapTopAndBottom/><wp:docPr id="5" name="文本框 1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="800000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>`+p("", r(24, "主题：提升素质"))+`</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>`+p("", r(24, "主题：提升素质"))+`</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, r(32, talk)) +
			body("以上。"),
	}},
	{"broken-runs-two-units", file{
		parts: map[string]string{"styles": wordStyles("a")},
		body: p(middle, r(44, "关"), `<w:proofErr w:type="spellStart"/>`, r(44, "于公布"), r(44, "第三批"), r(44, "科普教育"), r(44, "基地名单的"), r(44, "通知")) + p(middle, r(32, "（示科协[2026]"), r(32, "０１２"), r(32, "号）")) +
			p("", r(32, "各有关"), r(32, "单位"), r(32, "："), `<w:proofErr w:type="gramEnd"/>`) + p("", r(32, "经评审，命名示例植物园等"), r(32, "3"), r(32, "家"), r(32, "单位。面积"), r(32, "1200m"), r(32, "2", `<w:vertAlign w:val="superscript"/>`), r(32, "。")) +
			p(toEnd, r(32, "示例市科学技术协会　　示例市教育局")) + p(toEnd, r(32, "2026 年 4 月 1 日")),
	}},
	{"lists-of-all-sorts", file{
		parts: map[string]string{"styles": wordStyles("a"),
			"numbering": `<w:abstractNum w:abstractNumId="0">` + lvl(0, "decimal", "%1.") + `</w:abstractNum><w:abstractNum w:abstractNumId="1">` + lvl(0, "decimalEnclosedCircle", "%1") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>`},
		body: p(middle, r(44, "关于做好科普月活动的通知")) + body("一、活动内容") + p(num(1, 0), r(32, "讲座进校园。")) + p(num(1, 0), r(32, "展览进社区。")) + body("二、报送要求") + p(num(2, 0), r(32, "9月底前报送小结。")) + p(num(2, 0), r(32, "照片不少于3张。")) +
			body("三、参加方式") + body("（一）线上") + body("扫码报名。") + body("（二）线下") + p(num(3, 0), r(32, "个人：到馆。")) + p(num(3, 0), r(32, "集体：电话预约。")) +
			p("", `<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`, r(32, "已读　"), `<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>`, r(32, "未读")),
	}},
	{"blanks-alone", file{
		parts: map[string]string{"styles": wordStyles("a")},
		body: p("", r(32, "　　　　　　　示例镇科普站2025年工作总结")) + p("", r(32, "　　今年以来，我站按照县科协的安排，做了下面几件事。")) + p("", r(32, "　　一、办讲座")) + p("", r(32, "　　全年办讲座6次，约300人参加。")) + p("", r(32, "　　二、发资料")) + p("", r(32, "　　发放资料2000份。")) +
			p("", r(32, "　　　　　　　　　　　　　　　示例镇科普站")) + p("", r(32, "　　　　　　　　　　　　　　　2025.12.30")),
	}},
}

// told writes what became of a file: its front matter, its text, and each remark with its place.
func told(t *testing.T, raw []byte) string {
	t.Helper()
	d, remarks, err := docx.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	m := manuscript.Of(d, remarks, "文件", "")
	var b strings.Builder
	date := ""
	if m.Date.Known() {
		date = m.Date.String()
	}
	for _, x := range [][2]string{{"sort", m.Sort}, {"title", m.Title}, {"document", m.Document}, {"date", date}, {"author", m.Author}, {"kind", m.Kind}, {"years", strings.Trim(fmt.Sprint(m.Years), "[]")}} {
		if x[1] != "" && x[1] != "0 0" {
			fmt.Fprintf(&b, "%s: %s\n", x[0], x[1])
		}
	}
	fmt.Fprintf(&b, "\n%s\n", m.Body)
	for _, x := range m.Remarks {
		fmt.Fprintf(&b, "! %s", x.What.Code)
		if x.At.ZH != "" {
			fmt.Fprintf(&b, " %s", x.At.ZH)
		}
		if x.Lost != "" {
			fmt.Fprintf(&b, "：%s", strings.ReplaceAll(x.Lost, "\n", " "))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// What a careful clerk would have typed stands in testdata; KEPU_UPDATE=1 writes it anew, to be read line by line.
func TestTenFilesOfOffices(t *testing.T) {
	for _, x := range offices {
		t.Run(x.name, func(t *testing.T) {
			got := told(t, x.f.bytes(t))
			golden := filepath.Join("testdata", x.name+".txt")
			if os.Getenv("KEPU_UPDATE") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || strings.ReplaceAll(string(want), "\r\n", "\n") != got {
				t.Errorf("%v\n%s", err, got)
			}
		})
	}
	if len(offices) != 10 {
		t.Errorf("%d files", len(offices))
	}
}

// Saved once by LibreOffice, each says the same. What LibreOffice itself drops or adds on the way is named here.
func TestTenFilesSavedByLibreOffice(t *testing.T) {
	if os.Getenv("KEPU_OFFICE") == "" {
		t.Skip("KEPU_OFFICE=1 asks LibreOffice")
	}
	dir := removetest.TempDir(t)
	var names []string
	for _, x := range offices {
		name := filepath.Join(dir, x.name+".docx")
		if err := os.WriteFile(name, x.f.bytes(t), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "lo")), "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", filepath.Join(dir, "out")}, names...)
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, x := range offices {
		raw, err := os.ReadFile(filepath.Join(dir, "out", x.name+".docx"))
		if err != nil {
			t.Fatal(err)
		}
		want, _ := os.ReadFile(filepath.Join("testdata", x.name+".txt"))
		if got := told(t, raw); got != strings.ReplaceAll(string(want), "\r\n", "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", x.name, got, want)
		}
	}
}
