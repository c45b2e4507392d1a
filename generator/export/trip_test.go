package export_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"kepu/generator/date"
	"kepu/generator/export"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/intake"
	"kepu/generator/remove/removetest"
	"kepu/generator/sheet"
	"kepu/generator/site"
)

// back reads a book that went out as if a county had sent it, and reports all that it would change or ask.
func back(t *testing.T, what string, content fs.FS, r site.Records, raw []byte, o intake.Options) *intake.Plan {
	t.Helper()
	b, err := sheet.Read("寄回来的.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	in := form.Context{Catalog: r.Catalog, Today: date.Date{Year: 2030, Month: 1, Day: 1}}
	p := intake.Make(b, intake.Content{Files: content, Catalog: r.Catalog, Text: r.File}, in, o)
	told := 0
	for _, x := range p.Records {
		if x.State == intake.Same && len(x.Fields) == 0 {
			continue
		}
		if told++; told <= 12 {
			words := ""
			for _, f := range x.Fields {
				words += fmt.Sprintf("\n    %s %s: %q → %q", f.Cell, f.Label, f.Old, f.New)
			}
			for _, d := range x.Doubts {
				words += fmt.Sprintf("\n    %s: %s, %s", d.Cell(), d.What.ZH, d.Mend.ZH)
			}
			t.Errorf("%s: %s %s is in state %d, like %s %s%s", what, x.Address(), x.Called(), x.State, x.LikeAt(), x.Like, words)
		}
	}
	if told > 0 {
		t.Errorf("%s: %d of %d records are not the same", what, told, len(p.Records))
	}
	for _, d := range p.Faults {
		t.Errorf("%s: %s %s", what, d.Cell(), d.What.ZH)
	}
	for _, x := range p.Passed {
		if x.Why != intake.Empty && x.Why != intake.Bare { // what it wrote above the heads is told nobody
			t.Errorf("%s: passed over %s %d %d: %d %s", what, x.Sheet, x.Row, x.Col, x.Why, x.Text)
		}
	}
	c, err := p.Change(content, false)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	if len(c.Files) > 0 {
		t.Errorf("%s: %d files would change", what, len(c.Files))
	}
	return p
}

// What goes out comes back with nothing new, nothing changed and nothing asked: our own content, and a city of some size.
func TestWhatGoesOutComesBack(t *testing.T) {
	bases, activities := 300, 3000
	if testing.Short() {
		bases, activities = 60, 300
	}
	for name, content := range map[string]fs.FS{"our content": folder.New("../../content"), "a fictional city": os.DirFS(fictional(t, bases, activities))} {
		r := records(t, content)
		raw := write(t, r, export.Options{Sorts: all})
		p := back(t, name, content, r, raw, intake.Options{})
		if want := len(r.Catalog.Activities) + len(r.Catalog.Bases) + len(r.Catalog.Annuals); len(p.Records) < want || want == 0 {
			t.Errorf("%s: %d records of %d and more", name, len(p.Records), want)
		}
		for _, year := range []int{2016, 2024, 2025} {
			back(t, fmt.Sprint(name, " in ", year), content, r, write(t, r, export.Options{Sorts: all, Year: year}), intake.Options{})
		}
		for _, county := range r.Catalog.Counties {
			back(t, name+" of "+county.Name, content, r, write(t, r, export.Options{Sorts: all, Year: 2025, County: county}), intake.Options{})
			back(t, name+" for "+county.Name, content, r, write(t, r, export.Options{Sorts: all, Year: 2026, County: county, Bare: true}), intake.Options{})
		}
		if again := write(t, records(t, content), export.Options{Sorts: all}); !bytes.Equal(again, raw) {
			t.Errorf("%s: the book is another one afterwards", name)
		}
	}
}

// Who opens a book in LibreOffice and saves it sends back the same records.
func TestWhatLibreOfficeSavedComesBack(t *testing.T) {
	if os.Getenv("KEPU_OFFICE") == "" {
		t.Skip("KEPU_OFFICE is not set")
	}
	for name, content := range map[string]fs.FS{"our content": folder.New("../../content"), "a fictional city": os.DirFS(fictional(t, 60, 300))} {
		r := records(t, content)
		back(t, name, content, r, throughOffice(t, write(t, r, export.Options{Sorts: all})), intake.Options{})
		back(t, name+" in 2025", content, r, throughOffice(t, write(t, r, export.Options{Sorts: all, Year: 2025, County: r.Catalog.Counties[0]})), intake.Options{})
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

// A figure that is itself counted in 万元 is taken as such below a head of 万元, and counted anew below one of 元.
func TestUnitsOfHeadsAndOfFigures(t *testing.T) {
	content := os.DirFS(fictional(t, 60, 300))
	r := records(t, content)
	key := ""
	for _, m := range r.Catalog.Indicators {
		if m.Unit() == "万元" && key == "" && m.Asked(2025) {
			key = m.Field()
			for _, x := range []struct{ head, cell, want string }{{m.Name(), "12.5", "12.5"}, {m.Name() + "（万元）", "12.5", "12.5"}, {m.Name() + "（元）", "125000", "12.5"}, {m.Name() + "（元）", "25600", "2.56"}, {m.Name() + "（元）", "0", "0"}} {
				words := func(texts ...string) (row []sheet.Cell) {
					for _, text := range texts {
						row = append(row, sheet.Cell{Kind: sheet.Words, Text: text})
					}
					return row
				}
				number := sheet.Cell{Kind: sheet.Number, Text: x.cell, Number: x.cell}
				b := &sheet.Book{Name: "x.xlsx", Sheets: []*sheet.Sheet{{Name: "年度数据", Rows: [][]sheet.Cell{
					words("基地名称", "年度", x.head), append(words(r.Catalog.Bases[0].Name, "2025"), number)}}}}
				p := intake.Make(b, intake.Content{Files: content, Catalog: r.Catalog, Text: r.File}, form.Context{Catalog: r.Catalog}, intake.Options{})
				if len(p.Records) != 1 || p.Records[0].Answers[key] != x.want {
					t.Errorf("%s below %s: %+v", x.cell, x.head, p.Records)
				}
			}
		}
	}
	if key == "" {
		t.Fatal("the city has no such figure")
	}
}
