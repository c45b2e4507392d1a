package sheet_test

import (
	"errors"
	"testing"

	"kepu/generator/sheet"
)

// Whatever a sheet looks like: what is written stands there, and all else is as it was.
func FuzzChange(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="C1"><v>46086</v></c></row><row r="4"/>`, uint8(0), uint8(1))
	f.Add(`<row><c t="inlineStr"><is><t>a</t></is></c></row><row r="3" spans="1:2"></row>`, uint8(2), uint8(2))
	f.Add(`<row r="2" s="1" customFormat="1"><c r="B2" a='>' s='1'/></row>`, uint8(1), uint8(1))
	f.Fuzz(func(t *testing.T, rows string, row, col uint8) {
		raw := book(rows, "<si><t>a</t></si>", "#14").zip(t)
		before, err := sheet.Read("x", raw)
		if err != nil || len(before.Sheets) != 1 || len(before.Sheets[0].Merged) > 0 {
			return
		}
		c, err := sheet.Change(raw)
		if err != nil {
			t.Fatal(err)
		}
		r, k := int(row)%8, int(col)%8
		c.SetText("活动", r, k, "新&<")
		c.Redden("活动", r, k+1)
		c.Note("活动", r+1, k, "看")
		out, err := c.Bytes()
		var fault *sheet.Fault
		if errors.As(err, &fault) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		after, err := sheet.Read("x", out)
		if err != nil {
			t.Fatalf("%v\n%s", err, unzipped(t, out)["xl/worksheets/sheet1.xml"])
		}
		was, is := before.Sheets[0], after.Sheets[0]
		at := func(s *sheet.Sheet, i, j int) sheet.Cell {
			if i < len(s.Rows) && j < len(s.Rows[i]) {
				return s.Rows[i][j]
			}
			return sheet.Cell{}
		}
		for i := range max(len(was.Rows), len(is.Rows)) {
			most := 12
			if i < len(was.Rows) {
				most = max(most, len(was.Rows[i]))
			}
			for j := range most {
				want, got := at(was, i, j), at(is, i, j)
				switch {
				case i == r && j == k:
					if got.Text != "新&<" || got.Kind != sheet.Words {
						t.Fatalf("%s is %+v", sheet.Name(i, j), got)
					}
					continue
				case i == r+1 && j == k:
					want.Note = "看"
				}
				if want != got {
					t.Fatalf("%s was %+v and is %+v\n%s", sheet.Name(i, j), want, got, unzipped(t, out)["xl/worksheets/sheet1.xml"])
				}
			}
		}
	})
}
