package export_test

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/export"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/remove/removetest"
	"kepu/generator/sample"
	"kepu/generator/sheet"
	"kepu/generator/site"
)

var all = []string{form.Base.Name, form.Activity.Name, form.Annual.Name, form.Designation.Name}

// records reads a content folder.
func records(t testing.TB, content fs.FS) site.Records {
	t.Helper()
	s, problems, err := site.Make(content, site.Options{Theme: func(string) (fs.FS, error) { return os.DirFS("../../themes/default"), nil }})
	if err != nil || s == nil {
		t.Fatal(problems, err)
	}
	return s.Records()
}

func write(t testing.TB, r site.Records, o export.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.Write(&b, r.Catalog, r.File, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, raw []byte) *sheet.Book {
	t.Helper()
	b, err := sheet.Read("x.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func ours(t testing.TB) site.Records { return records(t, folder.New("../../content")) }

// fictional is a city of some size.
func fictional(t testing.TB, bases, activities int) string {
	t.Helper()
	dir := removetest.TempDir(t)
	if _, err := sample.Write(dir, sample.Options{Bases: bases, Activities: activities, Years: 10, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTheSameRecordsGiveTheSameBytes(t *testing.T) {
	r := ours(t)
	first, second := write(t, r, export.Options{Sorts: all}), write(t, ours(t), export.Options{Sorts: all})
	if !bytes.Equal(first, second) {
		t.Error("two books of the same records differ")
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(rc)
		if bytes.Contains(text, []byte("<f>")) && strings.HasPrefix(f.Name, "xl/worksheets") {
			t.Errorf("%s holds a formula", f.Name)
		}
	}
}

// Every column is known again by its head, as what it is.
func TestEveryHeadIsKnownAgain(t *testing.T) {
	r := ours(t)
	for _, year := range []int{0, 2025} {
		b := read(t, write(t, r, export.Options{Sorts: all, Year: year}))
		known := heads.New(r.Catalog)
		if len(b.Sheets) != 5 || !b.Sheets[4].Hidden {
			t.Fatalf("%d sheets", len(b.Sheets))
		}
		for i, sort := range all {
			blocks := known.Find(b.Sheets[i], "", "")
			if len(blocks) != 1 || len(blocks[0].Sorts) != 1 || blocks[0].Sorts[0] != sort {
				t.Errorf("%s is taken for %+v", sort, blocks)
				continue
			}
			for _, c := range blocks[0].Columns {
				if c.Field == "" {
					t.Errorf("%s: nobody knows the head %s", sort, c.Text)
				}
			}
		}
		if blocks := known.Find(b.Sheets[4], "", ""); len(blocks) != 0 {
			t.Errorf("the lists are taken for a table: %+v", blocks)
		}
	}
}

func TestWhatIsKnownIsLockedAndTheRestIsOpen(t *testing.T) {
	r := ours(t)
	raw := write(t, r, export.Options{Sorts: []string{form.Annual.Name}, Year: 2025})
	parts := map[string]string{}
	z, _ := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	for _, f := range z.File {
		rc, _ := f.Open()
		text, _ := io.ReadAll(rc)
		parts[f.Name] = string(text)
	}
	s := parts["xl/worksheets/sheet1.xml"]
	for _, want := range []string{"<sheetProtection", `<dataValidation `, "<legacyDrawing", `topLeftCell="B5"`, "'选项'!$A$"} {
		if !strings.Contains(s, want) {
			t.Errorf("the sheet has no %s", want)
		}
	}
	if strings.Contains(s, "password") || strings.Contains(s, "hashValue") {
		t.Error("it is locked by a password")
	}
	book := parts["xl/workbook.xml"]
	if !strings.Contains(book, `state="hidden"`) {
		t.Error("the lists are not hidden")
	}
	if !strings.Contains(s, ` fitToWidth="1"`) || !strings.Contains(book, `!$4:$4</definedName>`) {
		t.Error("how it is printed")
	}
}

func TestOfACountyOnlyItsOwn(t *testing.T) {
	r := records(t, os.DirFS(fictional(t, 60, 400)))
	var county *catalog.County
	for _, b := range r.Catalog.Bases {
		county = b.County
	}
	b := read(t, write(t, r, export.Options{Sorts: []string{form.Annual.Name, form.Base.Name}, Year: 2025, County: county}))
	if title := b.Sheets[0].Rows[0][0].Text; title != county.Name+"2025年科普教育基地年度数据" {
		t.Errorf("title %s", title)
	}
	n := 0
	for _, x := range r.Catalog.Bases {
		if x.County == county {
			n++
		}
	}
	if got := len(b.Sheets[1].Rows) - 4; got != n {
		t.Errorf("%d bases of %d", got, n)
	}
	for i, row := range b.Sheets[0].Rows[4:] {
		if row[1].Text != county.Name || row[2].Number != "2025" {
			t.Errorf("row %d: %+v", i, row[:3])
		}
	}
	bare := read(t, write(t, r, export.Options{Sorts: all, Year: 2026, County: county, Bare: true}))
	if len(bare.Sheets[1].Rows) != 4 || len(bare.Sheets[3].Rows) != 4 || len(bare.Sheets[2].Rows) < 5 {
		t.Errorf("a bare book has %d activities and %d namings", len(bare.Sheets[1].Rows)-4, len(bare.Sheets[3].Rows)-4)
	}
}

// What is known in part goes out as no more than that.
func TestWhatIsNotKnownIsEmptyAndNoDayIsMadeOfAMonth(t *testing.T) {
	content := map[string]string{
		"site.toml": "title = \"虚构\"\n[organiser]\nname = \"虚构协会\"\n[[county]]\nid = \"jia\"\nname = \"甲县\"\n",
		"activities/2016.toml": "[[activity]]\ndate = \"2016-09\"\ntitle = \"=虚构\"\ncounty = \"jia\"\nhosts = [\"甲县虚构学校\"]\n" +
			"[[activity]]\ndate = \"2016\"\ntitle = \"乙\"\nparticipants = 1200\nstatus = \"cancelled\"\ncounty = \"甲县\"\n[[activity]]\ndate = 2016-09-17\nuntil = 2016-09-18\ntitle = \"+丙\"\n",
	}
	dir := removetest.TempDir(t)
	for name, text := range content {
		if err := os.MkdirAll(dir+"/activities", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(dir+"/"+name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b := read(t, write(t, records(t, os.DirFS(dir)), export.Options{Sorts: []string{form.Activity.Name}}))
	var got strings.Builder
	for _, row := range b.Sheets[0].Rows[4:] {
		for i, c := range row[:min(len(row), 8)] {
			if c.Text != "" {
				got.WriteString(sheet.Name(0, i)[:1] + "=" + c.Text + map[bool]string{true: "(day)"}[c.Kind == sheet.Day] + " ")
			}
			if c.Formula {
				t.Errorf("%s is a formula", c.Text)
			}
		}
		got.WriteByte('\n')
	}
	if want := "A=乙 B=2016年 F=甲县 H=1200 \nA==虚构 B=2016年9月 E=甲县虚构学校 F=甲县 \nA=+丙 B=2016/9/17(day) C=2016/9/18(day) \n"; got.String() != want {
		t.Errorf("%q, want %q", got.String(), want)
	}
}

// A sheet of many columns goes over several pages: on one nobody could read it.
func TestAWideSheetIsPrintedOverSeveralPages(t *testing.T) {
	raw := write(t, ours(t), export.Options{Sorts: []string{form.Activity.Name}, Year: 2025})
	z, _ := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(f)
	if s := string(text); !strings.Contains(s, ` fitToWidth="2"`) && !strings.Contains(s, ` fitToWidth="3"`) || !strings.Contains(s, ` fitToHeight="0"`) {
		t.Error("it is fitted onto one page")
	}
}
