package sheet_test

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kepu/generator/remove/removetest"
	"kepu/generator/sheet"
)

// sent is a book as offices make them: with merged titles, lists, colours, a picture, somebody's note, a name, a formula.
func sent(t testing.TB) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(x.SetSheetName("Sheet1", "活动"))
	_, err := x.NewSheet("说明")
	must(err)
	bold, err := x.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}})
	must(err)
	day := "yyyy/m/d"
	days, err := x.NewStyle(&excelize.Style{CustomNumFmt: &day, Border: []excelize.Border{{Type: "left", Color: "000000", Style: 1}}})
	must(err)
	must(x.MergeCell("活动", "A1", "D1"))
	must(x.SetCellStr("活动", "A1", "2026年科普活动统计表"))
	must(x.SetCellStyle("活动", "A1", "D1", bold))
	must(x.SetSheetRow("活动", "A2", &[]string{"名称", "日期", "人数", "基地"}))
	must(x.SetCellStr("活动", "A3", "甲"))
	must(x.SetCellInt("活动", "C3", 300))
	must(x.SetCellStyle("活动", "B3", "B9", days))
	must(x.SetCellFormula("活动", "C9", "SUM(C3:C8)"))
	must(x.AddComment("活动", excelize.Comment{Cell: "C3", Author: "县里", Text: "约数"}))
	list := excelize.NewDataValidation(true)
	list.SetSqref("D3:D8")
	must(list.SetDropList([]string{"气象馆", "天文馆"}))
	must(x.AddDataValidation("活动", list))
	must(x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "说明!$A$1:$B$2", Scope: "说明"}))
	var pic bytes.Buffer
	must(png.Encode(&pic, image.NewGray(image.Rect(0, 0, 8, 8))))
	must(x.AddPictureFromBytes("活动", "F1", &excelize.Picture{Extension: ".png", File: pic.Bytes()}))
	var b bytes.Buffer
	must(x.Write(&b))
	return b.Bytes()
}

// unzipped returns the parts of a file.
func unzipped(t testing.TB, raw []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(data)
	}
	return parts
}

func changed(t testing.TB, raw []byte, do func(c *sheet.Changes)) []byte {
	t.Helper()
	c, err := sheet.Change(raw)
	if err != nil {
		t.Fatal(err)
	}
	do(c)
	out, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func returned(c *sheet.Changes) {
	c.SetText("活动", 2, 3, "=气象馆&天文馆")
	c.SetNumber("活动", 3, 2, "12.5")
	c.SetText("活动", 9, 1, "新行")
	c.Redden("活动", 2, 2)
	c.Redden("活动", 2, 1)
	c.Redden("活动", 5, 6)
	c.Note("活动", 2, 2, "人数有疑问")
	c.Note("活动", 2, 1, sheet.NoteMark+"没有日期")
	c.Note("活动", 2, 1, "<请补>")
	c.Note("说明", 0, 0, sheet.NoteMark+"这里也有")
	c.AddFirst("核对结果", []float64{20, 60}, [][]sheet.Entry{{{Text: "位置", Bold: true}, {Text: "问题", Bold: true}}, {{Text: "活动!B3", Sheet: "活动", Row: 2, Col: 1}, {Text: "没有日期"}}})
}

func TestAReturnedBookHoldsAllThatWasSent(t *testing.T) {
	raw := sent(t)
	out := changed(t, raw, returned)
	b, err := sheet.Read("x.xlsx", out)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Sheets) != 3 || b.Sheets[0].Name != "核对结果" || b.Sheets[1].Name != "活动" {
		t.Fatalf("%+v", b.Sheets)
	}
	want := `A1 words "2026年科普活动统计表"
A2 words "名称"
B2 words "日期"
C2 words "人数"
D2 words "基地"
A3 words "甲"
B3 empty "" note "请核对：没有日期\n<请补>"
C3 number "300" = 300 note "约数\n人数有疑问"
D3 words "=气象馆&天文馆"
C4 number "12.5" = 12.5
C9 broken "=SUM(C3:C8)" formula
B10 words "新行"
`
	if got := shown(b.Sheets[1]); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := shown(b.Sheets[2]); got != "A1 empty \"\" note \"请核对：这里也有\"\n" {
		t.Error(got)
	}
	was, is := unzipped(t, raw), unzipped(t, out)
	for name, data := range was {
		touched := slices.Contains([]string{"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml",
			"xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}, name)
		if !touched && is[name] != data {
			t.Errorf("%s has changed", name)
		}
	}
	x, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	style := func(at string) *excelize.Style {
		id, err := x.GetCellStyle("活动", at)
		if err != nil {
			t.Fatal(err)
		}
		s, err := x.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, at := range []string{"B3", "C3", "G6"} {
		if s := style(at); len(s.Fill.Color) != 1 || !strings.HasSuffix(s.Fill.Color[0], "FFC7CF") {
			t.Errorf("%s is not red: %+v", at, s.Fill)
		}
	}
	if s := style("B3"); s.CustomNumFmt == nil || *s.CustomNumFmt != "yyyy/m/d" || len(s.Border) != 1 {
		t.Errorf("B3 has lost its look: %+v", s)
	}
	if s := style("B10"); len(s.Fill.Color) != 0 {
		t.Errorf("B10 has got one: %+v", s)
	}
	if v, err := x.GetDataValidations("活动"); err != nil || len(v) != 1 {
		t.Errorf("lists: %v %v", v, err)
	}
	if p, err := x.GetPictures("活动", "F1"); err != nil || len(p) != 1 {
		t.Errorf("pictures: %d %v", len(p), err)
	}
	if names := x.GetDefinedName(); len(names) != 1 || names[0].Scope != "说明" {
		t.Errorf("names: %+v", names)
	}
	if link, to, err := x.GetCellHyperLink("核对结果", "A2"); err != nil || !link || to != "'活动'!B3" {
		t.Errorf("link %v %q %v", link, to, err)
	}
	if n := x.GetActiveSheetIndex(); n != 0 {
		t.Errorf("it opens with sheet %d", n)
	}
	if c, err := x.GetComments("活动"); err != nil || len(c) != 2 {
		t.Errorf("notes: %+v %v", c, err)
	}
	if again := changed(t, raw, returned); !bytes.Equal(again, out) {
		t.Error("the same changes give other bytes")
	}
}

func TestNothingChangedIsTheSameBook(t *testing.T) {
	raw := sent(t)
	was, is := unzipped(t, raw), unzipped(t, changed(t, raw, func(*sheet.Changes) {}))
	for name, data := range was {
		if is[name] != data {
			t.Errorf("%s has changed", name)
		}
	}
	if len(is) != len(was) {
		t.Errorf("%d parts, %d before", len(is), len(was))
	}
}

// Any cell may be written, wherever rows and cells stand in the sheet and whatever prefix its elements have.
func TestCellsAreWrittenWhereTheyBelong(t *testing.T) {
	for _, x := range []struct{ sheet, want string }{
		{`<worksheet><sheetData/></worksheet>`, `<worksheet><sheetData><row r="2">NEW</row></sheetData></worksheet>`},
		{`<worksheet><sheetData></sheetData></worksheet>`, `<worksheet><sheetData><row r="2">NEW</row></sheetData></worksheet>`},
		{`<worksheet><sheetData><row r="1"/><row r="3"/></sheetData></worksheet>`, `<worksheet><sheetData><row r="1"/><row r="2">NEW</row><row r="3"/></sheetData></worksheet>`},
		{`<worksheet><sheetData><row r="2"/></sheetData></worksheet>`, `<worksheet><sheetData><row r="2">NEW</row></sheetData></worksheet>`},
		{`<worksheet><sheetData><row r="2" spans="1:1" ht="20"></row></sheetData></worksheet>`, `<worksheet><sheetData><row r="2"  ht="20">NEW</row></sheetData></worksheet>`},
		{`<worksheet><sheetData><row><c/></row><row><c r="A2"/><c r="C2"><v>1</v></c></row></sheetData></worksheet>`, `<worksheet><sheetData><row><c/></row><row><c r="A2"/>NEW<c r="C2"><v>1</v></c></row></sheetData></worksheet>`},
		{`<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c></row></sheetData></worksheet>`, `<worksheet><sheetData><row r="2">NEW</row></sheetData></worksheet>`},
		{`<worksheet><sheetData><row r="2"><c s="1" r="B2"/></row></sheetData></worksheet>`, `<worksheet><sheetData><row r="2"><c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">新</t></is></c></row></sheetData></worksheet>`},
		{`<worksheet><cols><col min="1" max="5" style="1"/></cols><sheetData><row r="2" s="2" customFormat="1"/></sheetData></worksheet>`, `<worksheet><cols><col min="1" max="5" style="1"/></cols><sheetData><row r="2" s="2" customFormat="1"><c r="B2" s="2" t="inlineStr"><is><t xml:space="preserve">新</t></is></c></row></sheetData></worksheet>`},
		{`<worksheet><cols><col min="1" max="5" style="1"/></cols><sheetData/></worksheet>`, `<worksheet><cols><col min="1" max="5" style="1"/></cols><sheetData><row r="2"><c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">新</t></is></c></row></sheetData></worksheet>`},
		{`<a:worksheet xmlns:a="x"><a:sheetData><a:row r="1"/></a:sheetData></a:worksheet>`, `<a:worksheet xmlns:a="x"><a:sheetData><a:row r="1"/><a:row r="2"><a:c r="B2" t="inlineStr"><a:is><a:t xml:space="preserve">新</a:t></a:is></a:c></a:row></a:sheetData></a:worksheet>`},
	} {
		m := book("", "<si><t>旧</t></si>")
		m["xl/worksheets/sheet1.xml"] = x.sheet
		out := unzipped(t, changed(t, m.zip(t), func(c *sheet.Changes) { c.SetText("活动", 1, 1, "新") }))
		want := strings.Replace(x.want, "NEW", `<c r="B2" t="inlineStr"><is><t xml:space="preserve">新</t></is></c>`, 1)
		if got := strings.TrimPrefix(out["xl/worksheets/sheet1.xml"], decl); got != want {
			t.Errorf("%s\nbecomes\n%s\nwant\n%s", x.sheet, got, want)
		}
		if !strings.Contains(out["xl/workbook.xml"], `</sheets><calcPr fullCalcOnLoad="1"/>`) {
			t.Error(out["xl/workbook.xml"])
		}
	}
}

// Programs write what a part is in other quotes than we do; said twice, Excel takes the file for a damaged one.
func TestNoKindOfPartIsSaidTwice(t *testing.T) {
	m := book(`<row r="1"><c r="A1"><v>1</v></c></row>`, "")
	m["[Content_Types].xml"] = `<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='vml' ContentType='application/vnd.openxmlformats-officedocument.vmlDrawing'/></Types>`
	m["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id='kepu1' Type='x/hyperlink' Target='http://example.com' TargetMode='External'/></Relationships>`
	parts := unzipped(t, changed(t, m.zip(t), func(c *sheet.Changes) { c.Note("活动", 0, 0, "看") }))
	if n := strings.Count(parts["[Content_Types].xml"], "<Default Extension"); n != 1 {
		t.Error(parts["[Content_Types].xml"])
	}
	if n := strings.Count(parts["xl/worksheets/_rels/sheet1.xml.rels"], "kepu1"); n != 1 {
		t.Error(parts["xl/worksheets/_rels/sheet1.xml.rels"])
	}
}

func TestWhatCannotBeChangedIsSaid(t *testing.T) {
	m := book(`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>`, "")
	for name, do := range map[string]func(c *sheet.Changes){
		"a formula":       func(c *sheet.Changes) { c.SetText("活动", 0, 0, "x") },
		"no such sheet":   func(c *sheet.Changes) { c.Note("别的", 0, 0, "x") },
		"no number":       func(c *sheet.Changes) { c.SetNumber("活动", 0, 1, "约300") },
		"not a number":    func(c *sheet.Changes) { c.SetNumber("活动", 0, 1, "NaN") },
		"a hidden number": func(c *sheet.Changes) { c.SetNumber("活动", 0, 1, "0x10") },
		"a row too far":   func(c *sheet.Changes) { c.SetText("活动", 1<<21, 0, "x") },
		"outside of rows": func(c *sheet.Changes) { c.Redden("活动", -1, 0) },
	} {
		c, err := sheet.Change(m.zip(t))
		if err != nil {
			t.Fatal(err)
		}
		do(c)
		if out, err := c.Bytes(); err == nil || out != nil {
			t.Errorf("%s is written", name)
		}
	}
	if _, err := sheet.Change([]byte("a,b\n")); err == nil {
		t.Error("a text is changed as a book")
	}
}

// A second return takes the place of the first.
func TestASecondReturnTakesThePlaceOfTheFirst(t *testing.T) {
	second := func(c *sheet.Changes) {
		c.Note("活动", 2, 1, "还是没有日期")
		c.Redden("活动", 2, 1)
		c.AddFirst("核对结果", []float64{20}, [][]sheet.Entry{{{Text: "第二次"}}})
	}
	first := changed(t, sent(t), returned)
	ways := map[string][]byte{"at once": first}
	if os.Getenv("KEPU_OFFICE") != "" {
		ways["saved by LibreOffice"] = throughOffice(t, first)
	}
	for name, raw := range ways {
		twice := changed(t, raw, second)
		b, err := sheet.Read("x.xlsx", twice)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Sheets) != 3 || shown(b.Sheets[0]) != "A1 words \"第二次\"\n" {
			t.Errorf("%s: %d sheets, the first: %s", name, len(b.Sheets), shown(b.Sheets[0]))
		}
		if got := shown(b.Sheets[1]); !strings.Contains(got, `B3 empty "" note "还是没有日期"`) || !strings.Contains(got, `note "约数`) {
			t.Errorf("%s: %s", name, got)
		}
		if got := shown(b.Sheets[2]); got != "" {
			t.Errorf("%s: a note is left: %s", name, got)
		}
		parts := unzipped(t, twice)
		part := "xl/worksheets/sheet1.xml"
		if name != "at once" {
			part = "xl/worksheets/sheet2.xml"
		}
		fills := regexp.MustCompile(`<fill>.*?</fill>`).FindAllString(parts["xl/styles.xml"], -1)
		_, xfs, _ := strings.Cut(parts["xl/styles.xml"], "<cellXfs")
		styles := regexp.MustCompile(`<xf [^>]*>`).FindAllString(xfs, -1)
		attribute := func(tag, name string) int {
			n := 0
			if m := regexp.MustCompile(` ` + name + `="(\d+)"`).FindStringSubmatch(tag); m != nil {
				n, _ = strconv.Atoi(m[1])
			}
			return n
		}
		for at, want := range map[string]bool{"B3": true, "C3": false, "G6": false} {
			xf := styles[attribute(regexp.MustCompile(`<c r="`+at+`"[^>]*>`).FindString(parts[part]), "s")]
			if is := strings.Contains(fills[attribute(xf, "fillId")], "FFC7CF"); is != want {
				t.Errorf("%s: %s is red: %v, %s", name, at, is, xf)
			}
			if at == "B3" && attribute(xf, "numFmtId") < 100 {
				t.Errorf("%s: B3 has lost its format: %s", name, xf)
			}
		}
		for name, part := range parts {
			if strings.HasSuffix(name, ".vml") {
				if n := strings.Count(part, "<v:shape "); n > 2 {
					t.Errorf("%s: %d boxes are left", name, n)
				}
			}
		}
	}
}

// LibreOffice opens what was changed and finds all of it.
func TestAReturnedBookInLibreOffice(t *testing.T) {
	if os.Getenv("KEPU_OFFICE") == "" {
		t.Skip("KEPU_OFFICE is not set")
	}
	b, err := sheet.Read("x.xlsx", throughOffice(t, changed(t, sent(t), returned)))
	if err != nil {
		t.Fatal(err)
	}
	got := shown(b.Sheets[1])
	for _, want := range []string{`note "请核对：没有日期\n<请补>"`, `note "约数\n人数有疑问"`, `D3 words "=气象馆&天文馆"`, `C9 number "312.5" = 312.5 formula`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if b.Sheets[0].Name != "核对结果" || len(b.Sheets) != 3 {
		t.Errorf("%+v", b.Sheets)
	}
}

// throughOffice saves a book once by LibreOffice.
func throughOffice(t *testing.T, raw []byte) []byte {
	t.Helper()
	dir := removetest.TempDir(t)
	in := filepath.Join(dir, "in.xlsx")
	if err := os.WriteFile(in, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	cmd := exec.Command("nice", "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "lo")), "--headless", "--convert-to", "xlsx", "--outdir", out, in)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, text)
	}
	data, err := os.ReadFile(filepath.Join(out, "in.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The parts of a sheet have an order, and Excel opens no other.
func TestNotesAreToldOfInTheirPlace(t *testing.T) {
	const told = `<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="kepu2"/>`
	for _, x := range []struct{ sheet, want string }{
		{`<worksheet><sheetData/></worksheet>`, `<worksheet><sheetData/>` + told + `</worksheet>`},
		{`<worksheet><sheetData/><pageMargins/><drawing id="x"/></worksheet>`, `<worksheet><sheetData/><pageMargins/><drawing id="x"/>` + told + `</worksheet>`},
		{`<worksheet><sheetData/><drawing id="x"/><tableParts count="0"/><extLst/></worksheet>`, `<worksheet><sheetData/><drawing id="x"/>` + told + `<tableParts count="0"/><extLst/></worksheet>`},
		{`<worksheet><extLst/><sheetData/><mc:AlternateContent/></worksheet>`, `<worksheet><extLst/><sheetData/>` + told + `<mc:AlternateContent/></worksheet>`},
		{`<x:worksheet><x:sheetData/><x:picture/></x:worksheet>`, `<x:worksheet><x:sheetData/>` + strings.Replace(told, "<", "<x:", 1) + `<x:picture/></x:worksheet>`},
	} {
		m := book("", "")
		m["xl/worksheets/sheet1.xml"] = x.sheet
		got := unzipped(t, changed(t, m.zip(t), func(c *sheet.Changes) { c.Note("活动", 0, 0, "看") }))["xl/worksheets/sheet1.xml"]
		if got = strings.TrimPrefix(got, decl); got != x.want {
			t.Errorf("%s\nbecomes\n%s\nwant\n%s", x.sheet, got, x.want)
		}
	}
}
