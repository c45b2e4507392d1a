package sheet_test

import (
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/sheet"
)

// A day is a date where the cell shows dates, and words elsewhere; a cell without a look borrows one.
func TestDaysAndBorrowedLooks(t *testing.T) {
	m := book(`<row r="1"><c r="A1" s="1"/><c r="B1" s="2"/><c r="C1"/></row><row r="2"><c r="A2" s="3"/><c r="B2"/></row>`, "", "yyyy/m/d", "0.0", "yyyy/m/d h:mm")
	day := date.Date{Year: 2026, Month: 3, Day: 5}
	out := unzipped(t, changed(t, m.zip(t), func(c *sheet.Changes) {
		for col := range 3 {
			c.SetDay("活动", 0, col, day, "2026年3月5日")
			c.SetDay("活动", 1, col, day, "2026年3月5日")
			c.Like("活动", 1, col, 0)
		}
		c.SetDay("活动", 2, 0, date.Date{Year: 2026, Month: 3}, "2026年3月")
		c.Like("活动", 2, 0, 0)
		c.Like("活动", 2, 1, 0)
		c.Like("活动", 0, 0, 5)
	}))
	const words = ` t="inlineStr"><is><t xml:space="preserve">2026年3月5日</t></is></c>`
	want := `<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>46086</v></c><c r="B1" s="2"` + words + `<c r="C1"` + words + `</row>` +
		`<row r="2"><c r="A2" s="3"` + words + `<c r="B2" s="2"` + words + `<c r="C2"` + words + `</row>` +
		`<row r="3"><c r="A3" s="1" t="inlineStr"><is><t xml:space="preserve">2026年3月</t></is></c><c r="B3" s="2"/></row></sheetData></worksheet>`
	if got := strings.TrimPrefix(out["xl/worksheets/sheet1.xml"], decl); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	m["xl/workbook.xml"] = `<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="活动" sheetId="1" r:id="rId1"/></sheets></workbook>`
	out = unzipped(t, changed(t, m.zip(t), func(c *sheet.Changes) { c.SetDay("活动", 0, 0, day, "x") }))
	if !strings.Contains(out["xl/worksheets/sheet1.xml"], "<v>44624</v>") {
		t.Error(out["xl/worksheets/sheet1.xml"])
	}
}
