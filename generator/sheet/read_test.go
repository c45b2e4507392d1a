package sheet_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/sheet"
)

func TestCellsAreReadAsPeopleSeeThem(t *testing.T) {
	m := book(`
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t> 内嵌 </t></is></c><c r="C1"><v>1200</v></c><c r="D1"><v>35.700000000000003</v></c><c r="E1" s="1"><v>0.35</v></c></row>
<row r="2"><c r="A2" s="2"><v>46086</v></c><c r="B2" s="3"><v>46086.5</v></c><c r="C2" s="4"><v>46086</v></c><c r="D2" s="5"><v>46082</v></c><c r="E2" s="6"><v>0.375</v></c></row>
<row r="4"><c r="A4"><f>SUM(C1)</f><v>1200</v></c><c r="B4" t="str"><f>A1&amp;""</f><v>科普</v></c><c r="C4" t="str"><f>IF(A1="","",1)</f><v></v></c><c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E4"><f>SUM(A1:A2)</f></c><c r="F4" t="b"><v>1</v></c></row>
<row r="5"><c s="7" r="A5"/><c r="B5" s="7"><v>12000</v></c><c r="C5" s="1" t="s"><v>9</v></c><c r="D5" t="d"><v>2026-03-05T00:00:00Z</v></c></row>
<row><c><v>13900000000</v></c><c><v>411700000012</v></c><c><v>3.3333333333333335</v></c><c><v>-0.5</v></c><c><v>1E+22</v></c></row>`,
		`<si><t xml:space="preserve"> 科普&amp;活动&#10;第二行_x000D_</t></si><si><r><t>一</t></r></si>`,
		"#9", "#14", "yyyy/m/d h:mm", "#58", "#57", "h:mm", `0"人"`)
	want := `A1 words "科普&活动\n第二行"
B1 words "内嵌"
C1 number "1200" = 1200
D1 number "35.7" = 35.7
E1 number "35%" = 0.35
A2 day "2026/3/5" = 2026-03-05
B2 day "2026/3/5 12:00" = 2026-03-05
C2 day "3月5日" = 2026-03-05
D2 day "2026年3月" = 2026-03
E2 number "9:00" = 0.375
A4 number "1200" = 1200 formula
B4 words "科普" formula
C4 empty "" formula
D4 broken "#DIV/0!" formula
E4 broken "=SUM(A1:A2)" formula
F4 bool "TRUE"
B5 number "12000人" = 12000
C5 broken "9"
D5 day "2026/3/5" = 2026-03-05
A6 number "13900000000" = 13900000000
B6 number "411700000012" = 411700000012
C6 number "3.333333333" = 3.33333333333333
D6 number "-0.5" = -0.5
E6 number "1E+22" = 1e+22
`
	if got := shown(read(t, m).Sheets[0]); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestFormatsOfNumbers(t *testing.T) {
	for _, x := range []struct{ format, number, want string }{
		{"#1", "12.6", `number "13" = 12.6`},
		{"#2", "12.6", `number "12.60" = 12.6`},
		{"#3", "1234567", `number "1,234,567" = 1234567`},
		{"#4", "-1234.5", `number "-1,234.50" = -1234.5`},
		{"#10", "0.1234", `number "12.34%" = 0.1234`},
		{"#49", "46086", `number "46086" = 46086`},
		{"General", "46086", `number "46086" = 46086`},
		{"0.00E+00", "12345", `number "1.23E+04" = 12345`},
		{`0"人次"`, "300", `number "300人次" = 300`},
		{`#,##0"元"`, "30000", `number "30,000元" = 30000`},
		{`"约"0"人"`, "300", `number "约300人" = 300`},
		{`0;-0;"无"`, "0", `number "无" = 0`},
		{`0;-0;"无"`, "-3", `number "-3" = -3`},
		{`0.0;"负"0.0`, "-3", `number "负3.0" = -3`},
		{`"有";;"无"`, "2", `number "有" = 2`},
		{`;;;`, "2", `number "" = 2`},
		{`[>=10000]0!.0,"万";0`, "12345", `number "12345" = 12345`},
		{`[Red]0"人"`, "3", `number "3人" = 3`},
		{`[DBNum1][$-804]yyyy"年"m"月"d"日"`, "46086", `day "二○二六年三月五日" = 2026-03-05`},
		{`[DBNum1]0`, "12", `number "一二" = 12`},
		{`aaaa`, "46086", `day "星期四" = 2026-03-05`},
		{`yyyy/m/d aaa`, "46086", `day "2026/3/5 周四" = 2026-03-05`},
		{`上午/下午h"时"mm"分"`, "0.604166666666667", `number "下午2时30分" = 0.604166666666667`},
		{`"第"0"场"`, "3", `number "第3场" = 3`},
		{`"m"0`, "3", `number "m3" = 3`},
		{`0.0`, "1e-20", `number "0.0" = 1e-20`},
		{`00000`, "46", `number "00046" = 46`},
		{`yyyy\-mm\-dd`, "46086", `day "2026-03-05" = 2026-03-05`},
		{`yyyy/mm/dd;@`, "46086", `day "2026/03/05" = 2026-03-05`},
		{`yyyy"年"m"月"d"日"`, "46086", `day "2026年3月5日" = 2026-03-05`},
		{`yyyy"年"m"月"d"日";@`, "46086", `day "2026年3月5日" = 2026-03-05`},
		{`[$-804]yyyy"年"m"月"d"日"`, "46086", `day "2026年3月5日" = 2026-03-05`},
		{`[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`, "46086", `day "2026年3月5日" = 2026-03-05`},
		{`yyyy.m.d`, "46086", `day "2026.3.5" = 2026-03-05`},
		{`yyyy"年"`, "46086", `day "2026年" = 2026`},
		{`yyyy`, "46086", `day "2026" = 2026`},
		{`m/d`, "46086", `day "3/5" = 2026-03-05`},
		{`#17`, "46082", `day "Mar-26" = 2026-03`},
		{`#27`, "46082", `day "2026年3月" = 2026-03`},
		{`#28`, "46086", `day "3月5日" = 2026-03-05`},
		{`#31`, "46086", `day "2026年3月5日" = 2026-03-05`},
		{`#36`, "46082", `day "2026年3月" = 2026-03`},
		{`#50`, "46082", `day "2026年3月" = 2026-03`},
		{`#51`, "46086", `day "3月5日" = 2026-03-05`},
		{`#52`, "46082", `day "2026年3月" = 2026-03`},
		{`#22`, "46086.604166666664", `day "2026/3/5 14:30" = 2026-03-05`},
		{`#20`, "0.5", `number "12:00" = 0.5`},
		{`#32`, "0.604166666666667", `number "14时30分" = 0.604166666666667`},
		{`#46`, "1.5", `number "36:00:00" = 1.5`},
		{`#45`, "0.01", `number "14:24" = 0.01`},
		{`#14`, "1", `day "1900/1/1" = 1900-01-01`},
		{`#14`, "59", `day "1900/2/28" = 1900-02-28`},
		{`#14`, "61", `day "1900/3/1" = 1900-03-01`},
		{`#14`, "-5", `broken "#####"`},
		{`#14`, "2958465", `day "9999/12/31" = 9999-12-31`},
		{`#14`, "2958466", `broken "#####"`},
	} {
		m := book(`<row r="1"><c r="A1" s="1"><v>`+x.number+`</v></c></row>`, "", x.format)
		if got := strings.TrimSpace(shown(read(t, m).Sheets[0])); got != "A1 "+x.want {
			t.Errorf("%s in %s: %s, want %s", x.number, x.format, got, x.want)
		}
	}
}

func TestBooksThatCountFrom1904(t *testing.T) {
	m := book(`<row r="1"><c r="A1" s="1"><v>44624</v></c><c r="B1" t="d" s="1"><v>2026-03-05</v></c><c r="C1"><v>44624</v></c><c r="D1" s="1"><v>0</v></c></row>`, "", "#14")
	m["xl/workbook.xml"] = `<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="活动" sheetId="1" r:id="rId1"/></sheets></workbook>`
	want := "A1 day \"2026/3/5\" = 2026-03-05\nB1 day \"2026/3/5\" = 2026-03-05\nC1 number \"44624\" = 44624\nD1 day \"1904/1/1\" = 1904-01-01\n"
	if got := shown(read(t, m).Sheets[0]); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestWhatIsHiddenStruckOrMerged(t *testing.T) {
	m := book(`
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
<row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c></row>
<row r="3"><c r="A3" t="s" s="1"><v>0</v></c><c r="B3" t="s"><v>2</v></c><c r="C3" t="s"><v>3</v></c><c r="D3" t="s" s="1"><v>3</v></c><c r="E3" s="1"><v>5</v></c><c r="F3" s="1" t="s"><v>4</v></c></row>
<row r="4" ht="0" customHeight="1"><c r="A4" t="s"><v>0</v></c></row>`,
		`<si><t>甲</t></si><si><t>盖住</t></si><si><r><rPr><strike/></rPr><t>300</t></r><r><rPr><strike val="0"/></rPr><t>350</t></r></si><si><r><t>先</t></r><r><rPr><strike/></rPr><t>删</t></r><rPh sb="0" eb="1"><t>xian</t></rPh></si><si><r><rPr><b/></rPr><t>没有删</t></r></si>`)
	sheet1 := m["xl/worksheets/sheet1.xml"]
	sheet1 = strings.Replace(sheet1, "<sheetData>", `<cols><col min="5" max="5" hidden="1" width="9"/></cols><sheetData>`, 1)
	m["xl/worksheets/sheet1.xml"] = strings.Replace(sheet1, "</sheetData>", `</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>`, 1)
	b := read(t, m)
	want := `A1 words "甲"
B1 words "盖住" hidden
A2 words "甲" hidden
A3 words "甲" struck
B3 words "300350" partly
C3 words "先删" partly
D3 words "先删" struck
E3 number "5" = 5 hidden struck
F3 words "没有删"
A4 words "甲" hidden
`
	if got := shown(b.Sheets[0]); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := b.Sheets[0].Merged; len(got) != 1 || got[0] != (sheet.Range{LastCol: 2}) {
		t.Errorf("merged %v", got)
	}
}

func TestNotesOfPeople(t *testing.T) {
	m := book(`<row r="1"><c r="A1"><v>1</v></c></row>`, "")
	m["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="a" Type="` + kinds + `comments" Target="../comments1.xml"/><Relationship Id="b" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/t1.xml"/></Relationships>`
	m["xl/comments1.xml"] = `<comments><commentList><comment ref="A1"><text><r><t>县里：</t></r><r><t>约数</t></r></text></comment><comment ref="C3"><text><t>[Threaded comment] old</t></text></comment></commentList></comments>`
	m["xl/threadedComments/t1.xml"] = `<ThreadedComments><threadedComment ref="C3" id="1"><text>是多少？</text></threadedComment><threadedComment ref="C3" id="2" parentId="1"><text>三百</text></threadedComment></ThreadedComments>`
	want := "A1 number \"1\" = 1 note \"县里：约数\"\nC3 empty \"\" note \"是多少？\\n三百\"\n"
	if got := shown(read(t, m).Sheets[0]); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestSheetsAndWhatIsPassedOver(t *testing.T) {
	m := book(`<row r="1"><c r="A1"><v>1</v></c></row>`, "")
	m["xl/workbook.xml"] = `<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="r"><x:sheets><x:sheet name="一&amp;二" sheetId="1" r:id="rId1"/><x:sheet name="图" r:id="c" state="visible"/><x:sheet name="藏" r:id="h" state="veryHidden"/></x:sheets><x:externalReferences><x:externalReference r:id="e"/></x:externalReferences></x:workbook>`
	m["xl/_rels/workbook.xml.rels"] = strings.Replace(workbookRels, "</Relationships>", `<Relationship Id="c" Type="`+kinds+`chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="h" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/Sheet2.xml"/></Relationships>`, 1)
	m["xl/worksheets/sheet2.xml"] = `<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>藏着</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`
	m["xl/vbaProject.bin"] = "x"
	m["xl/media/image1.png"] = "x"
	m["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
	m["xl/externalLinks/_rels/externalLink1.xml.rels"] = `<Relationships><Relationship Id="e" Type="` + kinds + `externalLinkPath" Target="file:///D:/x.xlsx" TargetMode="External"/></Relationships>`
	b := read(t, m)
	if len(b.Sheets) != 2 || b.Sheets[0].Name != "一&二" || b.Sheets[0].Hidden || !b.Sheets[1].Hidden || b.Sheets[1].Rows[0][0].Text != "藏着" {
		t.Errorf("%+v", b.Sheets)
	}
	var notes string
	for _, n := range b.Notes {
		notes += n.ZH + "\n"
	}
	for _, word := range []string{"宏", "没有去取", "1 张图片", "“图”不是表格"} {
		if !strings.Contains(notes, word) {
			t.Errorf("nothing of %s in\n%s", word, notes)
		}
	}
	if b.Name != "报送.xlsx" {
		t.Errorf("name %s", b.Name)
	}
}

func TestFilesThatAreNoBooksSayHowToSaveThem(t *testing.T) {
	good := book(`<row r="1"><c r="A1"><v>1</v></c></row>`, "").zip(t)
	zipped := func(name string) string {
		return string(made{name: "x", "[Content_Types].xml": "<a/>", "_rels/.rels": "<a/>", "xl/workbook.xml": "-", "xl/_rels/workbook.xml.rels": "-"}.zip(t))
	}
	for _, x := range []struct{ raw, code, mend string }{
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "OFFICE-KIND", "xlsx"},
		{"<html><table></table>", "OFFICE-KIND", "另存为"},
		{"\ufeff \n<!DOCTYPE HTML>", "OFFICE-KIND", "另存为"},
		{"MIME-Version: 1.0\nX-Document-Type: Workbook", "OFFICE-KIND", "另存为"},
		{`<?xml version="1.0"?><a/>`, "OFFICE-UNKNOWN", "另存为"},
		{"%PDF-1.7", "OFFICE-KIND", "xlsx"},
		{"", "OFFICE-EMPTY", "再要一份"},
		{strings.Repeat("\x00", 100), "OFFICE-EMPTY", "再要一份"},
		{zipped("word/document.xml"), "OFFICE-KIND", "拿错"},
		{zipped("Index/Document.iwa"), "BOOK-NUMBERS", "导出"},
		{string(made{"[Content_Types].xml": "-", "xl/workbook.xml": "-", "a.xlsx": "x"}.zip(t)), "OFFICE-KIND", "解压"},
		{string(good[:len(good)/2]), "OFFICE-CUT", "再要一份"},
		{string(good[:len(good)-3]), "OFFICE-CUT", "再要一份"},
		{"a,b\n\"c,d\n", "BOOK-QUOTE", "引号"},
	} {
		f := fault(t, "报送.xlsx", []byte(x.raw))
		if f.What.Code != x.code || !strings.Contains(f.Mend.ZH, x.mend) {
			t.Errorf("%.20q: %s %s / %s", x.raw, f.What.Code, f.What.ZH, f.Mend.ZH)
		}
	}
}

func TestHostileBooksAreRefusedQuickly(t *testing.T) {
	begun := time.Now()
	rows := func(n int, cell string) string { return strings.Repeat("<row>"+cell+"</row>", n) }
	million := 1_000_000
	if testing.Short() {
		million = sheet.MaxRow + 1
	}
	with := func(part, text string) made {
		m := book(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<si><t>x</t></si>`)
		m[part] = text
		return m
	}
	for name, x := range map[string]struct {
		m    made
		code string
	}{
		"a million rows":       {book(rows(million, `<c><v>1</v></c>`), ""), "BOOK-ROWS"},
		"a cell at the bottom": {book(`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`, ""), "BOOK-ROWS"},
		"a far row":            {book(`<row r="4000000000"><c><v>1</v></c></row>`, ""), "BOOK-BROKEN"},
		"a far column":         {book(`<row r="1"><c r="XFD1"><v>1</v></c></row>`, ""), "BOOK-COLUMNS"},
		"many cells":           {book(rows(9000, `<c r="AAA1"><v>1</v></c>`), ""), "BOOK-CELLS"},
		"no document types":    {with("xl/sharedStrings.xml", `<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "xx">]><sst><si><t>&a;</t></si></sst>`), "BOOK-DTD"},
		"no entities":          {with("xl/sharedStrings.xml", `<sst><si><t>&a;</t></si></sst>`), "BOOK-BROKEN"},
		"a text without end":   {with("xl/sharedStrings.xml", `<sst><si><t>`+strings.Repeat("x", 2<<20)+`</t></si></sst>`), "BOOK-BROKEN"},
		"a tag without end":    {with("xl/sharedStrings.xml", `<sst><si a="`+strings.Repeat(">", 2<<20)), "BOOK-BROKEN"},
		"a sheet cut short":    {with("xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1`), "BOOK-BROKEN"},
		"no sheet":             {with("xl/worksheets/sheet1.xml", `-`), "BOOK-BROKEN"},
		"many sheets":          {with("xl/workbook.xml", `<workbook><sheets>`+strings.Repeat(`<sheet name="a" id="rId1"/>`, 201)+`</sheets></workbook>`), "BOOK-SHEETS"},
		"many merged":          {with("xl/worksheets/sheet1.xml", `<worksheet>`+strings.Repeat(`<mergeCell ref="A1:B2"/>`, 50_001)+`</worksheet>`), "BOOK-MERGED"},
		"a bomb":               {with("xl/worksheets/sheet1.xml", `<worksheet>`+strings.Repeat(`<c r="A1" s="1"/>`+strings.Repeat(" ", 1000), 540_000)+`</worksheet>`), "OFFICE-LARGE"},
	} {
		if testing.Short() && name == "a bomb" {
			continue
		}
		if f := fault(t, "x.xlsx", x.m.zip(t)); f.What.Code != x.code {
			t.Errorf("%s: %s %s", name, f.What.Code, f.What.ZH)
		}
	}
	if took := time.Since(begun); took > time.Minute {
		t.Errorf("it takes %s", took)
	}
}

// A sheet whose columns are formatted to the last row is read as what it holds.
func TestFormatsOfEmptyCellsHoldNothing(t *testing.T) {
	n := 1_048_576
	if testing.Short() {
		n = 100_000
	}
	row := `<row r="%" s="1" customFormat="1">` + strings.Repeat(`<c r="A%" s="1"/>`, 3) + `</row>`
	var b strings.Builder
	b.WriteString(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	for i := 2; i <= n; i++ {
		b.WriteString(strings.ReplaceAll(row, "%", strings.TrimLeft(sheet.Name(i-1, 0), "A")))
	}
	m := book(b.String(), "", "#14")
	raw := m.zip(t)
	begun := time.Now()
	got, err := sheet.Read("x.xlsx", raw)
	if err != nil || len(got.Sheets[0].Rows) != 1 {
		t.Fatalf("%v %v", got, err)
	}
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("it takes %s", took)
	}
}

func TestWhatTheLibraryWritesIsRead(t *testing.T) {
	x := excelize.NewFile()
	defer x.Close()
	day := time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)
	for at, v := range map[string]any{"A1": "=1+1", "B1": 12, "C1": 3.5, "D1": day, "E1": true, "F1": "文"} {
		if err := x.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	x.AddComment("Sheet1", excelize.Comment{Cell: "B1", Author: "x", Text: "约数"})
	x.MergeCell("Sheet1", "F1", "G2")
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := sheet.Read("x.xlsx", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := "A1 words \"=1+1\"\nB1 number \"12\" = 12 note \"约数\"\nC1 number \"3.5\" = 3.5\nD1 day \"2026/3/5\" = 2026-03-05\nE1 bool \"TRUE\"\nF1 words \"文\"\n"
	if s := shown(got.Sheets[0]); s != want {
		t.Errorf("%s\nwant\n%s", s, want)
	}
}

func TestTextTables(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("名称,人数\n西平县气象馆,300\n")
	if err != nil {
		t.Fatal(err)
	}
	utf16le := "\xff\xfe"
	for _, u := range utf16.Encode([]rune("名称\t人数\r\n气象馆\t300\r\n")) {
		utf16le += string([]byte{byte(u), byte(u >> 8)})
	}
	for _, x := range []struct{ name, text, want string }{
		{"utf-8", "名称,人数\n气象馆,300\n", "名称|人数\n气象馆|300\n"},
		{"with a mark, Windows", "\ufeff名称,人数\r\n气象馆,300\r\n", "名称|人数\n气象馆|300\n"},
		{"old Mac", "名称,人数\r气象馆,300", "名称|人数\n气象馆|300\n"},
		{"gbk", gbk, "名称|人数\n西平县气象馆|300\n"},
		{"utf-16 with tabs", utf16le, "名称|人数\n气象馆|300\n"},
		{"semicolons", "名称;人数;说明\n气象馆;300;有,的\n天文馆;5;a,b\n", "名称|人数|说明\n气象馆|300|有,的\n天文馆|5|a,b\n"},
		{"quotes", "a,\"b,\"\"c\"\"\nd\",e\n", "a|b,\"c\"\nd|e\n"},
		{"a quote in the middle", "5\",b\n6,c\n", "5\"|b\n6|c\n"},
		{"behind a quote", "\"a\"b,c\n", "ab|c\n"},
		{"ragged", "一个标题\na,b,c\n,,\n1\n", "一个标题\na|b|c\n\n1\n"},
		{"said", "sep=|\na|b\n", "a|b\n"},
		{"texts of Excel", "=\"0123\",'=1+1,'x\n", "0123|=1+1|'x\n"},
		{"one column", "名称\n甲\n乙", "名称\n甲\n乙\n"},
		{"the last is empty", "a,b\n1,", "a|b\n1\n"},
		{"blank lines", "\n\na,b\n", "\n\na|b\n"},
	} {
		b, err := sheet.Read("表.csv", []byte(x.text))
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		var got strings.Builder
		for _, row := range b.Sheets[0].Rows {
			for i, c := range row {
				if i > 0 {
					got.WriteByte('|')
				}
				got.WriteString(c.Text)
			}
			got.WriteByte('\n')
		}
		if got.String() != x.want || b.Sheets[0].Name != "表" {
			t.Errorf("%s: %q, want %q", x.name, got.String(), x.want)
		}
	}
}

func TestTextTablesUnderLimits(t *testing.T) {
	if f := fault(t, "x.csv", []byte(strings.Repeat("1\n", 1_000_000))); f.What.Code != "BOOK-ROWS" {
		t.Error(f.What)
	}
	if f := fault(t, "x.csv", []byte(strings.Repeat(",", 5000)+"1")); f.What.Code != "BOOK-COLUMNS" {
		t.Error(f.What)
	}
	if f := fault(t, "x.xlsx", make([]byte, 33<<20)); f.What.Code != "BOOK-LARGE" {
		t.Error(f.What)
	}
	if f := fault(t, "x.csv", []byte("名称\x00\x00,\x01\n")); f.Mend.ZH == "" {
		t.Error(f.What)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(book(`<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c s="2"><f>x</f><v>46086</v></c></row>`, `<si><r><rPr><strike/></rPr><t>x</t></r></si>`, "#14", `[>=1]0.0,"万"`).zip(f))
	f.Add([]byte("a,b\n\"c\",d\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := sheet.Read("x", raw)
		if (b == nil) == (err == nil) {
			t.Fatal("neither a book nor a fault, or both")
		}
	})
}

// What stands in a sheet's XML is a stranger's.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c s="2"><f>x</f><v>46086</v></c></row>`, `[>=1]0.0,"万"`)
	f.Add(`<row><c t="inlineStr"><is><r><t><![CDATA[a]]></t></r></is></c><!-- x --></row>`, `yyyy"年"`)
	f.Add(`<row><c s="1"><v>-1e300</v></c><c s="1"><v>1e15</v></c></row>`, `[h]:mm;;;@`)
	f.Fuzz(func(t *testing.T, rows, format string) {
		b, err := sheet.Read("x", book(rows, "<si><t>a</t></si>", format).zip(t))
		if (b == nil) == (err == nil) {
			t.Fatal("neither a book nor a fault, or both")
		}
	})
}
