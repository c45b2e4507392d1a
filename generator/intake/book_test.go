package intake_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/intake"
	"kepu/generator/remove/removetest"
	"kepu/generator/sheet"
)

var update = flag.Bool("update", false, "write what is wanted of the books anew")

// ugly is a book as a county would make it, with what a careful clerk would type: a file of testdata, whose parts begin with -- lines.
type ugly struct {
	book    *sheet.Book
	options intake.Options
	leave   bool
	want    string
	written string
	head    string // what stands above the part that is wanted
}

// readUgly reads a file of testdata:
//
//	-- book 西平县2025年活动.xlsx --       what it is called
//	-- options year=2025 county=西平县 --  what is said of it; choose lines stand below
//	-- sheet 活动 --                       its sheets, a row a line (see grid); a line "merged A1:B2 …" merges cells, "hidden 3" hides a row
//	-- want --                             the plan
//	-- written --                          the files that come of it
func readUgly(t testing.TB, path string) *ugly {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(raw), "\r\n", "\n")
	u := &ugly{book: &sheet.Book{}}
	u.head, _, _ = strings.Cut(text, "-- want --\n")
	for part := range strings.SplitSeq("\n"+text, "\n-- ") {
		head, body, _ := strings.Cut(part, "\n")
		name, rest, _ := strings.Cut(strings.TrimSuffix(head, " --"), " ")
		switch name {
		case "book":
			u.book.Name = rest
		case "options":
			for word := range strings.FieldsSeq(rest) {
				key, value, _ := strings.Cut(word, "=")
				switch key {
				case "year":
					u.options.Year, _ = strconv.Atoi(value)
				case "county":
					u.options.County = value
				case "as":
					u.options.As = value
				case "keep":
					u.options.Keep = true
				case "leave":
					u.leave = true
				case "source":
					u.options.Sources = value
				}
			}
			for line := range strings.SplitSeq(body, "\n") {
				if key, words, ok := strings.Cut(line, "="); ok {
					if u.options.Choices == nil {
						u.options.Choices = intake.Choices{}
					}
					u.options.Choices[key] = words
				}
			}
		case "sheet":
			var rows, merged []string
			var hidden []int
			for line := range strings.SplitSeq(strings.TrimSuffix(body, "\n"), "\n") {
				switch key, words, _ := strings.Cut(line, " "); key {
				case "merged":
					merged = append(merged, strings.Fields(words)...)
				case "hidden":
					n, _ := strconv.Atoi(words)
					hidden = append(hidden, n-1)
				default:
					rows = append(rows, line)
				}
			}
			s := grid(strings.TrimPrefix(rest, "~"), strings.Join(rows, "\n"), merged...)
			s.Hidden = strings.HasPrefix(rest, "~")
			for _, row := range hidden {
				for i := range s.Rows[row] {
					s.Rows[row][i].Hidden = true
				}
			}
			u.book.Sheets = append(u.book.Sheets, s)
		case "want":
			u.want = body
		case "written":
			u.written = body
		}
	}
	if u.want != "" && !strings.HasSuffix(u.want, "\n") {
		u.want += "\n"
	}
	return u
}

// xlsx makes the file of a book: what it holds as other programs write it, in few words.
func xlsx(t testing.TB, b *sheet.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	part := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	sheets, rels, types := "", "", ""
	for i, s := range b.Sheets {
		state := ""
		if s.Hidden {
			state = ` state="hidden"`
		}
		sheets += fmt.Sprintf(`<sheet name="%s" sheetId="%d"%s r:id="rId%[2]d"/>`, escaped(s.Name), i+1, state)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, rel)
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		part(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), `<worksheet `+main+`>`+sheetXML(t, s)+`</worksheet>`)
	}
	part("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`+types+`</Types>`)
	part("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+rel+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	part("xl/workbook.xml", `<workbook `+main+` xmlns:r="`+rel+`"><sheets>`+sheets+`</sheets></workbook>`)
	part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels+`<Relationship Id="rId99" Type="`+rel+`/styles" Target="styles.xml"/></Relationships>`)
	part("xl/styles.xml", `<styleSheet `+main+`><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><strike/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func escaped(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

func sheetXML(t testing.TB, s *sheet.Sheet) string {
	first, _ := date.Parse("2000-01-01")
	var b strings.Builder
	b.WriteString("<sheetData>")
	for i, row := range s.Rows {
		hidden := ""
		if len(row) > 0 && row[0].Hidden {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&b, `<row r="%d"%s>`, i+1, hidden)
		for j, c := range row {
			at, style := sheet.Name(i, j), ""
			if c.Struck {
				style = ` s="2"`
			}
			switch c.Kind {
			case sheet.Empty:
			case sheet.Number:
				fmt.Fprintf(&b, `<c r="%s"%s><v>%s</v></c>`, at, style, c.Number)
			case sheet.Day:
				fmt.Fprintf(&b, `<c r="%s" s="1"><v>%d</v></c>`, at, 36526+first.DaysTo(c.Day))
			case sheet.Broken:
				fmt.Fprintf(&b, `<c r="%s" t="e"><f>1/0</f><v>%s</v></c>`, at, c.Text)
			default:
				fmt.Fprintf(&b, `<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, style, escaped(c.Text))
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData>")
	if len(s.Merged) > 0 {
		b.WriteString("<mergeCells>")
		for _, m := range s.Merged {
			fmt.Fprintf(&b, `<mergeCell ref="%s:%s"/>`, sheet.Name(m.Row, m.Col), sheet.Name(m.LastRow, m.LastCol))
		}
		b.WriteString("</mergeCells>")
	}
	return b.String()
}

// TestUglyBooks holds that a book as counties make them comes to what a careful clerk would have typed, with every doubt at
// its cell; that the site with it has no error; and that the same book again has nothing to write.
func TestUglyBooks(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d books, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			u := readUgly(t, file)
			raw := xlsx(t, u.book)
			b, err := sheet.Read(u.book.Name, raw)
			if err != nil {
				t.Fatal(err)
			}
			content := city()
			p := read(t, content, u.options, b)
			got := told(p)
			c, files := written(t, content, p, true)
			if *update {
				if err := os.WriteFile(file, []byte(u.head+"-- want --\n"+got+"-- written --\n"+added(files)), 0o644); err != nil {
					t.Fatal(err)
				}
				u = readUgly(t, file)
			}
			if got != u.want {
				t.Errorf("the plan is\n%s\nwant\n%s", got, u.want)
			}
			if a := added(files); a != u.written {
				t.Errorf("written is\n%s\nwant\n%s", a, u.written)
			}
			after := apply(content, c)
			again := read(t, after, u.options, b)
			if c, files := written(t, after, again, true); len(c.Files) > 0 {
				t.Errorf("the same book again writes\n%s\n%s", files, told(again))
			}
			returned, err := p.Returned(raw)
			if err != nil {
				t.Fatal(err)
			}
			if (returned == nil) != (p.Remarks() == 0) {
				t.Errorf("%d remarks, and %d bytes go back", p.Remarks(), len(returned))
			}
			if returned != nil {
				back, err := sheet.Read(u.book.Name, returned)
				if err != nil {
					t.Fatal(err)
				}
				if list := back.Sheets[0]; list.Name != intake.ReturnSheet || len(list.Rows) != 4+p.Remarks() {
					t.Errorf("the first sheet is %s with %d rows for %d remarks", list.Name, len(list.Rows), p.Remarks())
				}
				if again := told(read(t, content, u.options, back)); again != got {
					t.Errorf("what goes back is read as\n%s\nwant\n%s", again, got)
				}
			}
			if os.Getenv("KEPU_OFFICE") != "" {
				saved, err := sheet.Read(u.book.Name, office(t, raw))
				if err != nil {
					t.Fatal(err)
				}
				if again := told(read(t, content, u.options, saved)); again != u.want {
					t.Errorf("saved by LibreOffice it is\n%s\nwant\n%s", again, u.want)
				}
			}
		})
	}
}

// office saves a book once through LibreOffice.
func office(t testing.TB, raw []byte) []byte {
	t.Helper()
	dir := removetest.TempDir(t)
	from := filepath.Join(dir, "in.xlsx")
	if err := os.WriteFile(from, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(os.TempDir(), "kepu-intake-lo"))
	cmd := exec.Command("soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "out"), from)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	saved, err := os.ReadFile(filepath.Join(dir, "out", "in.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// added leaves what the city has already out of files.
func added(files string) string {
	for name, f := range city() {
		files = strings.Replace(files, "-- "+name+" --\n"+string(f.Data), "-- "+name+" … --\n", 1)
	}
	return strings.ReplaceAll("\n"+files, "\n-- ", "\n--- ")[1:]
}
