package fillform_test

import (
	"bytes"
	"image"
	"image/png"
	"maps"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kepu/generator/fillform"
	"kepu/generator/sheet"
)

// statisticsForm is as a real one looks: a merged title, labels with blanks, heads over two rows, a sum with a formula, a picture, lists to choose
// from, and a second sheet with activities.
func statisticsForm(t testing.TB) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(x.SetSheetName("Sheet1", "基地"))
	border, err := x.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Color: "000000", Style: 1}, {Type: "bottom", Color: "000000", Style: 1}}})
	must(err)
	day := `yyyy"年"m"月"d"日"`
	days, err := x.NewStyle(&excelize.Style{CustomNumFmt: &day})
	must(err)
	row := func(sheet, cell string, words ...string) { t.Helper(); must(x.SetSheetRow(sheet, cell, &words)) }
	must(x.MergeCell("基地", "A1", "G1"))
	row("基地", "A1", "{{ 年份 }}年科普教育基地统计表")
	row("基地", "A2", "填报单位：", "", "", "填表日期", "")
	must(x.SetCellStyle("基地", "E2", "E2", days))
	row("基地", "A3", "序号", "基地名称", "所在县区", "命名时间", "运行情况", "", "备注")
	row("基地", "A4", "", "", "", "", "开放天数（天）", "接待人次（万人次）")
	for _, m := range [][2]string{{"A3", "A4"}, {"B3", "B4"}, {"C3", "C4"}, {"D3", "D4"}, {"E3", "F3"}, {"G3", "G4"}} {
		must(x.MergeCell("基地", m[0], m[1]))
	}
	must(x.SetCellStyle("基地", "A5", "G5", border))
	must(x.SetCellStyle("基地", "D5", "D5", days))
	row("基地", "A6", "合计")
	must(x.SetCellFormula("基地", "E6", "SUM(E5:E5)"))
	must(x.SetCellFormula("基地", "F6", "SUM(F5:F5)"))
	row("基地", "A8", "审核人：")
	list := excelize.NewDataValidation(true)
	list.SetSqref("C5")
	must(list.SetDropList([]string{"甲县", "乙县"}))
	must(x.AddDataValidation("基地", list))
	var pic bytes.Buffer
	must(png.Encode(&pic, image.NewGray(image.Rect(0, 0, 8, 8))))
	must(x.AddPictureFromBytes("基地", "I1", &excelize.Picture{Extension: ".png", File: pic.Bytes()}))
	_, err = x.NewSheet("活动")
	must(err)
	row("活动", "A1", "活动名称", "时间", "主办单位", "参加人数", "其中学生")
	must(x.SetCellStyle("活动", "A2", "E2", border))
	var b bytes.Buffer
	must(x.Write(&b))
	return b.Bytes()
}

// grid is the text of a book: a row a line, cells between bars; = before a formula.
func sheetsOf(t testing.TB, raw []byte) string {
	t.Helper()
	book, err := sheet.Read("x.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range book.Sheets {
		b.WriteString("-- " + s.Name + "\n")
		for _, row := range s.Rows {
			for _, c := range row {
				switch {
				case c.Formula:
					b.WriteString("=")
				case c.Kind == sheet.Number:
					b.WriteString("#")
				case c.Kind == sheet.Day:
					b.WriteString("@")
				}
				b.WriteString(c.Text + "｜")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestStatisticsFormOfExcel(t *testing.T) {
	raw := statisticsForm(t)
	r := fill(t, "统计表.xlsx", raw, of(t, "", 2025))
	golden(t, "statistics.txt", told(r)+"\n"+sheetsOf(t, r.Bytes))
	x, err := excelize.OpenReader(bytes.NewReader(r.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if f, _ := x.GetCellFormula("基地", "E7"); f != "SUM(E5:E6)" && f != "SUM(E5:E5)" {
		t.Error("the formula of the sum is", f)
	}
	pictures, err := x.GetPictures("基地", "I1")
	if err != nil || len(pictures) != 1 {
		t.Error("pictures:", len(pictures), err)
	}
	merged, err := x.GetMergeCells("基地")
	if err != nil || len(merged) != 7 {
		t.Error("merged cells:", merged, err)
	}
	a, _ := x.GetCellStyle("基地", "B5")
	b, _ := x.GetCellStyle("基地", "B6")
	c, _ := x.GetCellStyle("活动", "B2")
	d, _ := x.GetCellStyle("活动", "B4")
	if a == 0 || a != b || c == 0 || c != d {
		t.Error("styles of rows:", a, b, c, d)
	}
}

// Where no row must be added, every part but the sheets and the list of sheets keeps its bytes.
func TestPartsOfExcelStay(t *testing.T) {
	raw := statisticsForm(t)
	d := of(t, "虚构中学", 2025)
	r := fill(t, "统计表.xlsx", raw, d)
	unchanged(t, raw, r.Bytes, "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml")
	was, is := part(t, raw, "xl/worksheets/sheet1.xml"), part(t, r.Bytes, "xl/worksheets/sheet1.xml")
	for _, kept := range []string{"<f>SUM(E5:E5)</f>", "<mergeCells", "<dataValidation ", "<drawing "} {
		if !strings.Contains(was, kept) || !strings.Contains(is, kept) {
			t.Errorf("%s is gone", kept)
		}
	}
}

func TestCellsOfExcel(t *testing.T) {
	x := excelize.NewFile()
	for cell, words := range map[string]string{
		"A1": "{{ 基地.接待人次 }}", "A2": "共{{ 基地.接待人次 }}人次", "A3": "{{ 数字 接待人次 }}", "A4": "{{ 数字 接待人次 格式=万 }}", "A5": "{{ 基地.命名日期 }}", "A6": "｛｛ 基地.电话 ｝｝", "A7": "{{ 基地.邮箱 }}", "A8": "{{ 基地.地扯 }}", "A9": "{{ 基地.展厅面积 }}",
		"A11": "基地名称：　　　　　　填表日期：　　年　月　日", "A12": "电子邮箱：____",
		"B1": "详细地址", "B2": "2024年参观人次", "B3": "联系人", "B4": "命名时间",
	} {
		if err := x.SetCellStr("Sheet1", cell, words); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.SetCellRichText("Sheet1", "A10", []excelize.RichTextRun{{Text: "{{ 基地"}, {Text: ".名称 }}", Font: &excelize.Font{Bold: true}}}); err != nil {
		t.Fatal(err)
	}
	if err := x.SetCellFormula("Sheet1", "C2", "1+1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	r := fill(t, "表.xlsx", b.Bytes(), of(t, "虚构气象馆", 2025))
	golden(t, "cells.txt", told(r)+"\n"+sheetsOf(t, r.Bytes))
}

// A value that looks like a formula stays a text.
func TestTextStaysText(t *testing.T) {
	x := excelize.NewFile()
	if err := x.SetCellStr("Sheet1", "A1", "{{ 基地.名称 }}"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	d := of(t, "虚构气象馆", 2025)
	one, source := *d.Base, *d.Base.Base
	source.Name = `=HYPERLINK("http://x")`
	one.Base = &source
	d.Base = &one
	r := fill(t, "表.xlsx", b.Bytes(), d)
	if got := part(t, r.Bytes, "xl/worksheets/sheet1.xml"); !strings.Contains(got, `t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://x&quot;)`) {
		t.Error(got)
	}
}

func TestOldWorkbooksAreToldHowToBeSaved(t *testing.T) {
	old := []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 2000))
	if _, err := fillform.Fill("统计表.et", old, of(t, "", 0)); err == nil {
		t.Error("taken")
	}
}

// Rows are put between those that there are, so that what adds them up has the new ones too.
func TestSumsKnowOfInsertedRows(t *testing.T) {
	x := excelize.NewFile()
	for cell, words := range map[string]string{"A1": "活动名称", "B1": "活动时间", "C1": "参加人数", "A4": "合计"} {
		if err := x.SetCellStr("Sheet1", cell, words); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.SetCellFormula("Sheet1", "C4", "SUM(C2:C3)"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	r := fill(t, "表.xlsx", b.Bytes(), of(t, "", 2025))
	y, err := excelize.OpenReader(bytes.NewReader(r.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	defer y.Close()
	if f, _ := y.GetCellFormula("Sheet1", "C5"); f != "SUM(C2:C4)" || strings.Contains(told(r), "公式") {
		t.Error(f, told(r))
	}
	if got := sheetsOf(t, r.Bytes); !strings.Contains(got, "虚构讲座｜2025年3月5日｜#120｜\n虚构巡展｜2025年5月18日｜#12000｜\n虚构开放日｜2025年9月20日至22日｜\n合计｜") {
		t.Error(got)
	}
}

// bookOf is a workbook of one sheet with those cells.
func bookOf(t testing.TB, cells map[string]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	for cell, v := range cells {
		if err := x.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Where rows are put between those that a form has numbered, all are numbered in their order.
func TestRowsAreNumberedInTheirOrder(t *testing.T) {
	heads := map[string]any{"A1": "序号", "B1": "活动名称", "C1": "活动时间"}
	for name, c := range map[string]struct {
		printed map[string]any
		want    string
	}{
		"one of two":      {map[string]any{"A2": 1, "A3": 2, "A4": "合计"}, "#1 #2 #3 合计"},
		"one":             {map[string]any{"A2": 1, "A3": "合计"}, "#1 #2 #3 合计"},
		"enough":          {map[string]any{"A2": 1, "A3": 2, "A4": 3, "A5": 4}, "#1 #2 #3 #4"},
		"with zeros":      {map[string]any{"A2": "01", "A3": "02", "A4": "合计"}, "01 02 03 合计"},
		"with a tail":     {map[string]any{"A2": "1、", "A3": "2、"}, "1、 2、 3、"},
		"from another":    {map[string]any{"A2": 11, "A3": 12}, "#11 #12 #13"},
		"only the second": {map[string]any{"A3": 2, "A4": "合计"}, "#1 #2 #3 合计"},
	} {
		cells := maps.Clone(heads)
		maps.Copy(cells, c.printed)
		lines := strings.Split(sheetsOf(t, fill(t, "表.xlsx", bookOf(t, cells), of(t, "", 2025)).Bytes), "\n")[2:]
		var got []string
		for _, line := range lines {
			if n, _, _ := strings.Cut(line, "｜"); n != "" {
				got = append(got, n)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: numbered %q, not %q", name, got, c.want)
		}
	}
}

// A name that the form prints between empty rows keeps its place, and the rows are numbered down the page.
func TestNumbersFollowTheRows(t *testing.T) {
	word := word(t, tbl(tr(texts("序号", "基地名称", "县区")...), empties(3), tr(texts("", "虚构中学", "")...)))
	if got := textOf(t, fill(t, "a.docx", word, of(t, "", 2025)).Bytes); !strings.Contains(got, "1｜虚构气象馆｜甲县｜\n2｜虚构中学｜乙县｜") {
		t.Error(got)
	}
	d := of(t, "", 2025)
	raw := bookOf(t, map[string]any{"A1": "序号", "B1": "活动名称", "C1": "活动时间", "A2": 1, "A3": 2, "B3": "虚构讲座", "A4": "合计"})
	if got := sheetsOf(t, fill(t, "表.xlsx", raw, d).Bytes); !strings.Contains(got, "#1｜虚构巡展｜2025年5月18日｜\n#2｜虚构开放日｜2025年9月20日至22日｜\n#3｜虚构讲座｜") {
		t.Error(got)
	}
}
