package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"kepu/generator/sheet"
)

// made is a book put together from parts: what no library would write.
type made map[string]string

const decl = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// zip packs the parts; those that every book has are added where they are not given.
func (m made) zip(t testing.TB) []byte {
	t.Helper()
	all := made{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":                `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="x"><sheets><sheet name="活动" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": workbookRels,
	}
	for name, text := range m {
		all[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range all {
		if text == "-" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(text, "\xff") {
			text = decl + text
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

const workbookRels = `<Relationships><Relationship Id="rId1" Type="` + kinds + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + kinds + `sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="` + kinds + `styles" Target="styles.xml"/></Relationships>`

// book is a book of one sheet with these rows, texts and formats of numbers: s="1" is the first of them.
func book(rows, strings string, formats ...string) made {
	var own, xfs string
	for i, f := range formats {
		if id, is := builtInNumber(f); is {
			xfs += fmt.Sprintf(`<xf numFmtId="%d" fontId="0"/>`, id)
			continue
		}
		own += fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, 200+i, quoteXML.Replace(f))
		xfs += fmt.Sprintf(`<xf numFmtId="%d" fontId="0"/>`, 200+i)
	}
	return made{
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
		"xl/sharedStrings.xml":     `<sst>` + strings + `</sst>`,
		"xl/styles.xml": `<styleSheet><numFmts>` + own + `</numFmts><fonts><font/><font><strike/></font></fonts><cellStyleXfs><xf numFmtId="9" fontId="1"/></cellStyleXfs><cellXfs><xf numFmtId="0" fontId="0"/>` +
			xfs + `<xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`,
	}
}

var quoteXML = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;")

func builtInNumber(f string) (id int, is bool) {
	_, err := fmt.Sscanf(f, "#%d", &id)
	return id, err == nil && !strings.Contains(f, ",")
}

func read(t testing.TB, m made) *sheet.Book {
	t.Helper()
	b, err := sheet.Read("报送.xlsx", m.zip(t))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// shown writes a sheet's cells: kind, text and what is behind it.
func shown(sh *sheet.Sheet) string {
	var out strings.Builder
	for i, row := range sh.Rows {
		for j, c := range row {
			if c == (sheet.Cell{}) {
				continue
			}
			fmt.Fprintf(&out, "%s %s %q", sheet.Name(i, j), [...]string{"empty", "words", "number", "day", "bool", "broken"}[c.Kind], c.Text)
			if c.Number != "" {
				fmt.Fprintf(&out, " = %s", c.Number)
			}
			if c.Day.Known() {
				fmt.Fprintf(&out, " = %s", c.Day)
			}
			for _, mark := range []struct {
				is   bool
				name string
			}{{c.Formula, "formula"}, {c.Hidden, "hidden"}, {c.Struck, "struck"}, {c.Partly, "partly"}, {c.Note != "", fmt.Sprintf("note %q", c.Note)}} {
				if mark.is {
					out.WriteString(" " + mark.name)
				}
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// fault returns what Read says of bytes that it doesn't take.
func fault(t testing.TB, name string, raw []byte) *sheet.Fault {
	t.Helper()
	b, err := sheet.Read(name, raw)
	var f *sheet.Fault
	if !errors.As(err, &f) {
		t.Fatalf("%s is read: %v, %v", name, b, err)
	}
	if f.What.ZH == "" || f.What.EN == "" || f.Mend.ZH == "" || f.Mend.EN == "" {
		t.Errorf("%s: a fault without words: %+v", name, f)
	}
	return f
}
