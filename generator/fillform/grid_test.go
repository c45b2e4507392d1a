package fillform_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kepu/generator/fillform"
	"kepu/generator/ooxml"
	"kepu/generator/sheet"
)

// A form may say in some bytes that millions of cells are one: nothing is kept for each of them.
func TestLargeMergedCells(t *testing.T) {
	s := &sheet.Sheet{Name: "表", Rows: make([][]sheet.Cell, 3000), Merged: []sheet.Range{{Row: 2, LastRow: 1 << 20, LastCol: 1 << 14}}}
	s.Rows[0] = []sheet.Cell{{Kind: sheet.Words, Text: "基地名称"}}
	s.Rows[2999] = []sheet.Cell{{}, {}, {Kind: sheet.Words, Text: "covered"}}
	for i := range 500 {
		s.Merged = append(s.Merged, sheet.Range{Row: 3 + i, Col: i, LastRow: 1 << 20, LastCol: 1 << 14})
	}
	if kept, cells := fillform.PlacesOfSheet(s); kept > 2 || cells != 2 {
		t.Errorf("%d places of %d cells", kept, cells)
	}
	for row := range 3000 { // far to the right, where the rows have nothing
		s.Merged = append(s.Merged[:row], sheet.Range{Row: row, Col: 1000, LastRow: row, LastCol: 1001})
	}
	if kept, cells := fillform.PlacesOfSheet(s); kept > 3002 || cells != 3002 {
		t.Errorf("%d places of %d cells", kept, cells)
	}
}

// Around a large merged cell the form is filled as ever, and nothing is put below what it covers.
func TestFormWithALargeMergedCell(t *testing.T) {
	x := excelize.NewFile()
	defer x.Close()
	for at, words := range map[string]string{"A1": "基地名称", "C1": "详细地址", "A2": "附件", "A4001": "联系电话"} {
		if err := x.SetCellStr("Sheet1", at, words); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.MergeCell("Sheet1", "A2", "B2"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	const name = "xl/worksheets/sheet1.xml"
	p, err := ooxml.Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	p.Set(name, []byte(strings.Replace(part(t, b.Bytes(), name), `"A2:B2"`, `"A2:ALL4000"`, 1)))
	raw, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if book, err := sheet.Read("表.xlsx", raw); err != nil || len(book.Sheets[0].Merged) != 1 || book.Sheets[0].Merged[0].LastCol != 999 {
		t.Fatal(book, err)
	}
	r := fill(t, "表.xlsx", raw, of(t, "虚构气象馆", 2025))
	if got := told(r); got != "+ Sheet1!B1 名称：虚构气象馆\n+ Sheet1!D1 地址：甲县示例路1号 <东门> & 西门\n+ Sheet1!B4001 电话：0396-1234567\n" {
		t.Error(got)
	}
}

// A cell of Word that goes on over many rows is noted once for each, and no table has more columns than Word allows.
func TestTallCellsOfWord(t *testing.T) {
	const rows = 400
	var b strings.Builder
	for i := range rows {
		merge := goesOn
		if i == 0 {
			merge = restart
		}
		b.WriteString(tr(cell("", merge+`<w:gridSpan w:val="20"/>`), cell(fmt.Sprint(i), ""), cell("", `<w:gridSpan w:val="1000"/>`), cell("beyond", "")))
	}
	kept, noted, cells := fillform.PlacesOfWord([]byte("<w:document " + wordSpace + ">" + tbl(b.String()) + "</w:document>"))
	if kept != 63*rows || noted != kept || cells != 1+2*rows {
		t.Errorf("%d places, noted %d times, of %d cells", kept, noted, cells)
	}
}

// A log's organiser has held what names nobody, but not what was somewhere in a county.
func TestWhoHeldIt(t *testing.T) {
	const log = "activities/2025.toml"
	was := city[log]
	defer func() { city[log] = was }()
	city[log] += `[[activity]]
date = 2025-07-01
title = "虚构全市竞赛"
[[activity]]
date = 2025-07-02
title = "虚构赶集"
county = "乙县"
hosts = ["虚构农技站"]
`
	for _, head := range []string{"承办单位", "主办单位"} {
		raw := word(t, tbl(tr(texts("活动名称", "活动时间", head)...), empties(3)))
		r := fill(t, "a.docx", raw, of(t, "", 2025))
		got := textOf(t, r.Bytes)
		for _, want := range []string{"虚构全市竞赛｜2025年7月1日｜示例市科学技术协会（虚构）｜", "虚构赶集｜2025年7月2日｜虚构农技站｜", "虚构巡展｜2025年5月18日｜｜", "虚构讲座｜2025年3月5日｜虚构气象馆｜"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in\n%s", head, want, got)
			}
		}
		if !strings.Contains(told(r), head+"：1 行：没有写是谁办的（虚构巡展）") {
			t.Errorf("%s: %s", head, told(r))
		}
	}
}
