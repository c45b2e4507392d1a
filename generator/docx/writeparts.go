package docx

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"time"

	"kepu/generator/ooxml"
)

// The fonts of an official document, by the names that Word knows them by.
const (
	fontTitle = "方正小标宋简体"
	fontHei   = "黑体"
	fontKai   = "楷体_GB2312"
	fontSong  = "仿宋_GB2312"
	fontPage  = "宋体"
)

// The names of XML.
const (
	header   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsW      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsR      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsWP     = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsA      = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsPic    = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	nsRels   = "http://schemas.openxmlformats.org/package/2006/relationships"
	nsTypes  = "http://schemas.openxmlformats.org/package/2006/content-types"
	sortWord = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// fonts names a font for every script. Without the hint, marks that Latin and Chinese share are set in Latin.
func fonts(name string) string {
	return `<w:rFonts w:hint="eastAsia" w:ascii="` + name + `" w:hAnsi="` + name + `" w:eastAsia="` + name + `" w:cs="` + name + `"/>`
}

// parts makes the files of the package, in their order.
func (b *builder) parts(p Properties) []ooxml.New {
	list := []ooxml.New{
		{Name: "[Content_Types].xml", Data: b.types()},
		{Name: "_rels/.rels", Data: relations([]relation{
			{"rId1", nsR + "/officeDocument", "word/document.xml", false},
			{"rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false},
		})},
		{Name: "docProps/core.xml", Data: b.core(p)},
		{Name: "word/document.xml", Data: b.document()},
		{Name: "word/_rels/document.xml.rels", Data: b.relations()},
		{Name: "word/styles.xml", Data: []byte(styles())},
		{Name: "word/fontTable.xml", Data: []byte(fontTable())},
		{Name: "word/numbering.xml", Data: b.numbering()},
		{Name: "word/settings.xml", Data: []byte(settings)},
		{Name: "word/footnotes.xml", Data: b.footnotes()},
	}
	if len(b.noteLink) > 0 || b.noteShows {
		var rels []relation
		if b.noteShows {
			rels = b.pictureRelations()
		}
		for i, to := range b.noteLink {
			rels = append(rels, relation{linkID(i), nsR + "/hyperlink", to, true})
		}
		list = append(list, ooxml.New{Name: "word/_rels/footnotes.xml.rels", Data: relations(rels)})
	}
	list = append(list, ooxml.New{Name: "word/footer1.xml", Data: footer("right")}, ooxml.New{Name: "word/footer2.xml", Data: footer("left")})
	for i, x := range b.pictures {
		list = append(list, ooxml.New{Name: "word/" + pictureName(i, x.ext), Data: x.data})
	}
	return list
}

func pictureName(i int, ext string) string { return "media/image" + strconv.Itoa(i+1) + "." + ext }

func (b *builder) types() []byte {
	var o bytes.Buffer
	o.WriteString(header + `<Types xmlns="` + nsTypes + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, ext := range []string{"gif", "jpeg", "png"} {
		fmt.Fprintf(&o, `<Default Extension="%s" ContentType="image/%s"/>`, ext, ext)
	}
	for _, x := range [][2]string{
		{"word/document.xml", sortWord + "document.main+xml"}, {"word/styles.xml", sortWord + "styles+xml"}, {"word/fontTable.xml", sortWord + "fontTable+xml"},
		{"word/numbering.xml", sortWord + "numbering+xml"}, {"word/settings.xml", sortWord + "settings+xml"}, {"word/footnotes.xml", sortWord + "footnotes+xml"},
		{"word/footer1.xml", sortWord + "footer+xml"}, {"word/footer2.xml", sortWord + "footer+xml"},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
	} {
		fmt.Fprintf(&o, `<Override PartName="/%s" ContentType="%s"/>`, x[0], x[1])
	}
	o.WriteString("</Types>")
	return o.Bytes()
}

// relation is one line of a .rels file.
type relation struct {
	id, sort, to string
	outside      bool
}

func relations(list []relation) []byte {
	var o bytes.Buffer
	o.WriteString(header + `<Relationships xmlns="` + nsRels + `">`)
	for _, r := range list {
		fmt.Fprintf(&o, `<Relationship Id="%s" Type="%s" Target="%s"`, r.id, r.sort, attr(r.to))
		if r.outside {
			o.WriteString(` TargetMode="External"`)
		}
		o.WriteString("/>")
	}
	o.WriteString("</Relationships>")
	return o.Bytes()
}

func (b *builder) relations() []byte {
	var list []relation
	for i, to := range []string{"styles", "fontTable", "numbering", "settings", "footnotes"} {
		list = append(list, relation{"rId" + strconv.Itoa(i+1), nsR + "/" + to, to + ".xml", false})
	}
	list = append(list, relation{"rFooter1", nsR + "/footer", "footer1.xml", false}, relation{"rFooter2", nsR + "/footer", "footer2.xml", false})
	for i, to := range b.links {
		list = append(list, relation{linkID(i), nsR + "/hyperlink", to, true})
	}
	return relations(append(list, b.pictureRelations()...))
}

func (b *builder) pictureRelations() (list []relation) {
	for i, x := range b.pictures {
		list = append(list, relation{"rPicture" + strconv.Itoa(i+1), nsR + "/image", pictureName(i, x.ext), false})
	}
	return list
}

// core tells the title, who made it, and of what day it is: never when the file was written.
func (b *builder) core(p Properties) []byte {
	var o bytes.Buffer
	o.WriteString(header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	line := func(name, text string) {
		if text = clean(text); text != "" {
			o.WriteString("<" + name + ">")
			o.WriteString(ooxml.Escape(text))
			o.WriteString("</" + name + ">")
		}
	}
	line("dc:title", b.d.Title)
	line("dc:creator", p.Creator)
	line("dc:language", "zh-CN")
	if d := p.Date; d.Day != 0 {
		day := time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
		for _, name := range []string{"dcterms:created", "dcterms:modified"} {
			o.WriteString("<" + name + ` xsi:type="dcterms:W3CDTF">` + day + "</" + name + ">")
		}
	}
	o.WriteString("</cp:coreProperties>")
	return o.Bytes()
}

// Margins of GB/T 9704 in twips: 37, 35, 28 and 26 mm. The page number's line ends so far above the edge that it stands 7 mm below the text.
const sectionEnd = `<w:sectPr><w:footerReference w:type="default" r:id="rFooter1"/><w:footerReference w:type="even" r:id="rFooter2"/>` +
	`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1270" w:gutter="0"/>` +
	`<w:cols w:space="425"/></w:sectPr>`

func (b *builder) document() []byte {
	var o bytes.Buffer
	o.Grow(b.body.Len() + 2000)
	o.WriteString(header + `<w:document xmlns:w="` + nsW + `" xmlns:r="` + nsR + `" xmlns:wp="` + nsWP + `" xmlns:a="` + nsA + `" xmlns:pic="` + nsPic + `"><w:body>`)
	if b.body.Len() == 0 {
		o.WriteString(`<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>`)
	}
	o.Write(b.body.Bytes())
	o.WriteString(sectionEnd + "</w:body></w:document>")
	return o.Bytes()
}

func (b *builder) footnotes() []byte {
	var o bytes.Buffer
	o.WriteString(header + `<w:footnotes xmlns:w="` + nsW + `" xmlns:r="` + nsR + `" xmlns:wp="` + nsWP + `" xmlns:a="` + nsA + `" xmlns:pic="` + nsPic + `">`)
	for id, sort := range []string{"separator", "continuationSeparator"} {
		fmt.Fprintf(&o, `<w:footnote w:type="%s" w:id="%d"><w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:rPr>%s</w:rPr><w:%s/></w:r></w:p></w:footnote>`, sort, id-1, fonts(fontSong), sort)
	}
	o.Write(b.notes.Bytes())
	o.WriteString("</w:footnotes>")
	return o.Bytes()
}

// footer is the number of the page between dashes, 四号, one character from the outer edge.
func footer(side string) []byte {
	var o bytes.Buffer
	o.WriteString(header + `<w:ftr xmlns:w="` + nsW + `" xmlns:r="` + nsR + `"><w:p><w:pPr><w:pStyle w:val="Footer"/>`)
	fmt.Fprintf(&o, `<w:ind w:%sChars="100" w:%s="280"/><w:jc w:val="%s"/></w:pPr>`, side, side, side)
	look := "<w:rPr>" + fonts(fontPage) + `<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>`
	run := func(s string) { o.WriteString("<w:r>" + look + s + "</w:r>") }
	run(`<w:t xml:space="preserve">— </w:t>`)
	run(`<w:fldChar w:fldCharType="begin"/>`)
	run(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`)
	run(`<w:fldChar w:fldCharType="separate"/>`)
	run(`<w:t>1</w:t>`)
	run(`<w:fldChar w:fldCharType="end"/>`)
	run(`<w:t xml:space="preserve"> —</w:t>`)
	o.WriteString("</w:p></w:ftr>")
	return o.Bytes()
}

const settings = header + `<w:settings xmlns:w="` + nsW + `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>` +
	`<w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
	`<w:compat><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

// fontTable tells what stands in where a machine lacks a font.
func fontTable() string {
	o := header + `<w:fonts xmlns:w="` + nsW + `">`
	for _, f := range [][3]string{
		{fontSong, "仿宋", "modern"}, {fontKai, "楷体", "modern"}, {fontHei, "SimHei", "modern"}, {fontTitle, "宋体", "auto"}, {fontPage, "SimSun", "auto"},
	} {
		pitch := "variable"
		if f[2] == "modern" {
			pitch = "fixed"
		}
		o += `<w:font w:name="` + f[0] + `"><w:altName w:val="` + f[1] + `"/><w:charset w:val="86"/><w:family w:val="` + f[2] + `"/><w:pitch w:val="` + pitch + `"/></w:font>`
	}
	return o + "</w:fonts>"
}

// style is a style of a paragraph.
type style struct {
	id, name, base, next string
	rank                 int    // uiPriority
	paragraph            string // of its properties, in the order of the schema
	font                 string
	size                 int
	loose                bool // its characters are as far apart as the font has them
	keep                 bool // it stands on the page of what follows it
}

// dense makes 28 characters fit into a line of 156 mm: a quarter of a point less between them.
const dense = `<w:spacing w:val="-5"/>`

// exact is the pitch of the lines: 28 points.
const exact = `<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>`

// indent is how a paragraph begins: two characters in.
const indent = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`

// closely sets no blank between scripts. A mark may stand beyond the edge, as Word has it where nothing is said; LibreOffice 7.4 reads
// this the other way round, and where nothing is said it loses such a mark when it prints.
const closely = `<w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>`

var paragraphStyles = []style{
	{id: "BodyText", name: "Body Text", base: "Normal", paragraph: indent, font: fontSong, size: 32},
	{id: "Title", name: "Title", base: "Normal", next: "BodyText", rank: 10, keep: true, paragraph: `<w:spacing w:before="0" w:after="560" w:line="720" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`, font: fontTitle, size: 44, loose: true},
	{id: "Heading1", name: "heading 1", base: "Normal", next: "BodyText", rank: 9, keep: true, paragraph: indent + `<w:outlineLvl w:val="0"/>`, font: fontHei, size: 32},
	{id: "Heading2", name: "heading 2", base: "Normal", next: "BodyText", rank: 9, keep: true, paragraph: indent + `<w:outlineLvl w:val="1"/>`, font: fontKai, size: 32},
	{id: "Heading3", name: "heading 3", base: "Normal", next: "BodyText", rank: 9, keep: true, paragraph: indent + `<w:outlineLvl w:val="2"/>`, font: fontSong, size: 32},
	{id: "Heading4", name: "heading 4", base: "Normal", next: "BodyText", rank: 9, keep: true, paragraph: indent + `<w:outlineLvl w:val="3"/>`, font: fontSong, size: 32},
	{id: "Heading5", name: "heading 5", base: "Normal", next: "BodyText", rank: 9, keep: true, paragraph: indent + `<w:outlineLvl w:val="4"/>`, font: fontSong, size: 32},
	{id: "Heading6", name: "heading 6", base: "Normal", next: "BodyText", rank: 9, keep: true, paragraph: indent + `<w:outlineLvl w:val="5"/>`, font: fontSong, size: 32},
	{id: "ListParagraph", name: "List Paragraph", base: "Normal", rank: 34, paragraph: indent, font: fontSong, size: 32},
	{id: "Signature", name: "Signature", base: "Normal", rank: 99, paragraph: `<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>`, font: fontSong, size: 32},
	{id: "Centred", name: "居中正文", base: "Normal", paragraph: `<w:jc w:val="center"/>`, font: fontSong, size: 32},
	{id: "Picture", name: "图片", base: "Normal", next: "BodyText", paragraph: `<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`, font: fontSong, size: 32},
	{id: "Caption", name: "caption", base: "Normal", next: "BodyText", rank: 35, keep: true, paragraph: `<w:spacing w:before="240" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`, font: fontHei, size: 24, loose: true},
	{id: "TableText", name: "表内文字", base: "Normal", paragraph: `<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>`, font: fontSong, size: 24, loose: true},
	{id: "TableNote", name: "表注", base: "Normal", paragraph: `<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>`, font: fontSong, size: 21, loose: true},
	{id: "FootnoteText", name: "footnote text", base: "Normal", rank: 99, paragraph: `<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>`, font: fontSong, size: 21, loose: true},
	{id: "Footer", name: "footer", base: "Normal", rank: 99, paragraph: `<w:spacing w:before="0" w:after="0" w:line="320" w:lineRule="exact"/>`, font: fontPage, size: 28, loose: true},
}

// styles makes styles.xml.
func styles() string {
	var o bytes.Buffer
	o.WriteString(header + `<w:styles xmlns:w="` + nsW + `"><w:docDefaults><w:rPrDefault><w:rPr>` + fonts(fontSong) + `<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>` + closely + `</w:pPr></w:pPrDefault></w:docDefaults>`)
	o.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>` + exact + `<w:jc w:val="both"/></w:pPr><w:rPr>` + fonts(fontSong) + dense + `<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>`)
	o.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`)
	o.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="90" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	for _, s := range paragraphStyles {
		own := ""
		if slices.Contains([]string{"Centred", "Picture", "TableText", "TableNote"}, s.id) {
			own = ` w:customStyle="1"`
		}
		fmt.Fprintf(&o, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/>`, own, s.id, s.name, s.base)
		if s.next != "" {
			fmt.Fprintf(&o, `<w:next w:val="%s"/>`, s.next)
		}
		if s.rank > 0 {
			fmt.Fprintf(&o, `<w:uiPriority w:val="%d"/>`, s.rank)
		}
		kept, apart := "", ""
		if s.keep {
			kept = `<w:keepNext/><w:keepLines/>`
		}
		if s.loose {
			apart = `<w:spacing w:val="0"/>`
		}
		fmt.Fprintf(&o, `<w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s%s<w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`, kept+s.paragraph, fonts(s.font), apart, s.size, s.size)
	}
	o.WriteString(`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:uiPriority w:val="99"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`)
	o.WriteString(`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&o, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
	}
	o.WriteString(`</w:tblBorders></w:tblPr></w:style></w:styles>`)
	return o.String()
}
