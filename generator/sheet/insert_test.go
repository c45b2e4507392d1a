package sheet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kepu/generator/sheet"
)

// form is an official form: a row with its look and merged cells, a sum and a signature below, a picture and a note further down.
func form(t testing.TB) []byte {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(sent(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(x.MergeCell("活动", "E3", "F3"))
	must(x.SetCellFormula("活动", "E3", "C3*2"))
	must(x.SetCellStr("活动", "A10", "签字："))
	must(x.MergeCell("活动", "A10", "D10"))
	must(x.SetRowHeight("活动", 3, 33))
	must(x.AddComment("活动", excelize.Comment{Cell: "A10", Author: "x", Text: "盖章"}))
	var b bytes.Buffer
	must(x.Write(&b))
	return b.Bytes()
}

func TestRowsAreInsertedInTheLookOfTheirRow(t *testing.T) {
	raw := form(t)
	out, err := sheet.InsertRows(raw, "活动", 2, 2)
	if err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Read("x.xlsx", out)
	if err != nil {
		t.Fatal(err)
	}
	want := `A1 words "2026年科普活动统计表"
A2 words "名称"
B2 words "日期"
C2 words "人数"
D2 words "基地"
A3 words "甲"
C3 number "300" = 300 note "约数"
E3 broken "=C3*2" formula
C11 broken "=SUM(C3:C10)" formula
A12 words "签字：" note "盖章"
`
	if got := shown(b.Sheets[0]); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for name, part := range unzipped(t, out) {
		if strings.HasSuffix(name, ".vml") && (!strings.Contains(part, "<x:Row>2</x:Row>") || !strings.Contains(part, "<x:Row>11</x:Row>")) {
			t.Errorf("the boxes of the notes stand elsewhere: %s", part)
		}
	}
	merged := map[sheet.Range]bool{}
	for _, m := range b.Sheets[0].Merged {
		merged[m] = true
	}
	for _, m := range []sheet.Range{{LastCol: 3}, {Row: 2, Col: 4, LastRow: 2, LastCol: 5}, {Row: 3, Col: 4, LastRow: 3, LastCol: 5}, {Row: 4, Col: 4, LastRow: 4, LastCol: 5}, {Row: 11, LastRow: 11, LastCol: 3}} {
		if !merged[m] {
			t.Errorf("%v is not merged: %v", m, merged)
		}
	}
	x, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for row := 3; row <= 5; row++ {
		if h, _ := x.GetRowHeight("活动", row); h != 33 {
			t.Errorf("row %d is %g high", row, h)
		}
		if id, _ := x.GetCellStyle("活动", sheet.Name(row-1, 1)); id == 0 {
			t.Errorf("row %d has no look", row)
		}
	}
	if v, _ := x.GetDataValidations("活动"); len(v) == 0 {
		t.Error("no lists")
	}
	if again, err := sheet.InsertRows(raw, "活动", 2, 2); err != nil || !bytes.Equal(again, out) {
		t.Error("the same rows give other bytes", err)
	}
}

func TestRowsThatCannotBeInserted(t *testing.T) {
	if _, err := sheet.InsertRows(form(t), "没有", 2, 1); err == nil {
		t.Error("a sheet that isn't there")
	}
	if _, err := sheet.InsertRows(form(t), "活动", -1, 1); err == nil {
		t.Error("a row that isn't there")
	}
	if _, err := sheet.InsertRows([]byte("x"), "活动", 0, 1); err == nil {
		t.Error("no book")
	}
}
