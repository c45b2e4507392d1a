package workbook_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/source"
	"kepu/generator/workbook"
)

func day(t *testing.T, text string) date.Date {
	d, fault := date.Parse(text)
	if fault != date.None {
		t.Fatalf("not a date: %s", text)
	}
	return d
}

// sample has two years: 2016 with one activity that tells how many came and one
// that doesn't, 2017 with none that tells.
func sample(t *testing.T) *catalog.Catalog {
	east := &catalog.County{ID: "east", Name: "示例东县"}
	west := &catalog.County{ID: "west", Name: "示例西县"}
	municipal := &catalog.Level{ID: "municipal", Name: "市级", Rank: 3}
	jia := &catalog.Base{ID: "jia", Base: &source.Base{Name: "=虚构甲馆"}, County: east}
	c := &catalog.Catalog{
		AsOf: day(t, "2017-05-20"), Levels: []*catalog.Level{municipal}, Counties: []*catalog.County{east, west}, Bases: []*catalog.Base{jia},
		Designations: []*catalog.Designation{{Level: municipal, Date: day(t, "2016"), Total: 3, Bases: []*catalog.Base{jia}, Complete: true}},
	}
	jia.Titles = []catalog.Title{{Designation: c.Designations[0]}}
	add := func(when string, participants int64) {
		a := &catalog.Activity{Activity: &source.Activity{}, Bases: []*catalog.Base{jia}, Counties: []*catalog.County{east}}
		a.Date.Date = day(t, when)
		if participants >= 0 {
			*a.Figure(measure.Participants) = source.Count{N: participants, Known: true}
		}
		c.Activities = append(c.Activities, a)
	}
	add("2017-05-20", -1)
	add("2016-09-17", 1200)
	add("2016-05", -1)
	add("2015-05", -1)
	c.Site.Breaks = []source.Break{{Year: 2017, Measure: source.Ref{Name: "activities"}, Note: "虚构的变化"}}
	c.Order()
	return c
}

func write(t *testing.T, c *catalog.Catalog) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := workbook.Write(&b, figures.Of(c), workbook.About{Title: "示例市科普教育基地", By: "示例市科协", AsOf: c.AsOf}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func TestBookHasASheetForEachYearTheNewestFirst(t *testing.T) {
	x := open(t, write(t, sample(t)))
	if got := strings.Join(x.GetSheetList(), " "); got != "说明 历年 2017年 2016年 2015年 明细" {
		t.Errorf("sheets %s", got)
	}
	if got := x.GetSheetName(x.GetActiveSheetIndex()); got != "2016年" {
		t.Errorf("it opens at %s", got)
	}
}

// All years stand in one sheet, with what is not known empty and what may be higher named.
func TestAllYearsInOneSheet(t *testing.T) {
	x := open(t, write(t, sample(t)))
	for _, want := range []string{
		"主要数字 2017年|3||1|1", "主要数字 2016年|3|3|2|2|1200", "主要数字 没有查全或没有报全，实际可能更多：2016年参加人次。", "主要数字 2017年还没有结束。",
		"各县区活动数（项） 年份|示例东县|示例西县", "各县区活动数（项） 2016年|2",
	} {
		title, line, _ := strings.Cut(want, " ")
		name, _, _ := strings.Cut(line, "|")
		if cells, _ := find(t, x, "历年", title, name); strings.Join(cells, "|") != line {
			t.Errorf("%s: %q, want %s", title, cells, line)
		}
	}
}

// find returns the row after the heading title whose first cell is name.
func find(t *testing.T, x *excelize.File, sheet, title, name string) (cells []string, row int) {
	t.Helper()
	rows, err := x.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	under := false
	for i, r := range rows {
		switch {
		case len(r) > 0 && r[0] == title:
			under = true
		case len(r) == 0:
			under = false
		case under && r[0] == name:
			return r, i + 1
		}
	}
	t.Fatalf("%s has no row %s under %s", sheet, name, title)
	return nil, 0
}

func TestUnknownIsAnEmptyCellAndNumbersAreNumbers(t *testing.T) {
	x := open(t, write(t, sample(t)))
	cells, row := find(t, x, "2016年", "主要数字", "参加人次")
	if got := strings.Join(cells, "|"); got != "参加人次|1200|人次|2|1" {
		t.Errorf("2016: %s", got)
	}
	at := "B" + strconv.Itoa(row)
	if kind, _ := x.GetCellType("2016年", at); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("a number is a cell of type %d", kind)
	}
	if shown, _ := x.GetCellValue("2016年", at); shown != "1,200" {
		t.Errorf("it is shown as %q", shown)
	}
	cells, row = find(t, x, "2017年", "主要数字", "参加人次")
	if got := strings.Join(cells, "|"); got != "参加人次||人次|1|0|1200|||这一年还没有结束" {
		t.Errorf("2017, not reported: %s", got)
	}
	if kind, _ := x.GetCellType("2017年", "B"+strconv.Itoa(row)); kind != excelize.CellTypeUnset {
		t.Errorf("what is not known is a cell of type %d", kind)
	}
	if cells, _ = find(t, x, "2016年", "主要数字", "活动数"); strings.Join(cells, "|") != "活动数|2|项|2|2|1|1" {
		t.Errorf("activities of a whole year: %s", strings.Join(cells, "|"))
	}
	cells, _ = find(t, x, "2017年", "主要数字", "活动数")
	if got := strings.Join(cells, "|"); got != "活动数|1|项|1|1|2|||这一年还没有结束；口径有变：虚构的变化" {
		t.Errorf("activities: %s", got)
	}
}

func TestCountyWithNothingHasItsRow(t *testing.T) {
	x := open(t, write(t, sample(t)))
	cells, _ := find(t, x, "2016年", "按县区", "示例西县")
	if got := strings.Join(cells, "|"); got != "示例西县" {
		t.Errorf("row %s", got)
	}
}

func TestTablesSayWhatMayBeHigher(t *testing.T) {
	x := open(t, write(t, sample(t)))
	for _, want := range []string{"没有查全或没有报全，实际可能更多：示例东县在册基地、示例东县参加人次。", "没有查到，空着不是零：示例西县在册基地。"} {
		if cells, _ := find(t, x, "2016年", "按县区", want); len(cells) != 1 {
			t.Errorf("it does not say %s", want)
		}
	}
}

func TestNamesAreTextAndNeverFormulas(t *testing.T) {
	x := open(t, write(t, sample(t)))
	_, row := find(t, x, "2016年", "按基地", "=虚构甲馆")
	at := "A" + strconv.Itoa(row)
	if f, _ := x.GetCellFormula("2016年", at); f != "" {
		t.Errorf("%s is the formula %s", at, f)
	}
}

func TestDetailsAreTheRowsOfTheCSV(t *testing.T) {
	c := sample(t)
	x := open(t, write(t, c))
	rows, err := x.GetRows("明细", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	i := 1
	for r := range figures.Of(c).Rows() {
		value := ""
		if r.Known {
			value = strconv.FormatInt(r.Value, 10)
		}
		want := strings.Join([]string{strconv.Itoa(r.Year), r.Measure.Key(), r.Dimension.Key(), r.Key, r.Name, value, strconv.FormatInt(r.Reported, 10), strconv.FormatInt(r.Entries, 10), r.Measure.Name(), r.Dimension.Name()}, "|")
		if got := strings.Join(rows[i], "|"); got != want {
			t.Fatalf("row %d is %s, want %s", i+1, got, want)
		}
		i++
	}
	if i != len(rows) {
		t.Errorf("%d rows, want %d", len(rows), i)
	}
}

func TestDefinitionsAndBreaksAreInTheBook(t *testing.T) {
	x := open(t, write(t, sample(t)))
	rows, err := x.GetRows("说明")
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, r := range rows {
		text += strings.Join(r, "|") + "\n"
	}
	for _, m := range measure.Fixed {
		if !strings.Contains(text, m.Definition()) {
			t.Errorf("no definition of %s", m.Name())
		}
	}
	if !strings.Contains(text, "活动数|2017||虚构的变化") {
		t.Errorf("the break is missing from:\n%s", text)
	}
}

func TestSameFiguresGiveTheSameBytes(t *testing.T) {
	first := write(t, sample(t))
	local := time.Local
	defer func() { time.Local = local }()
	for _, zone := range []string{"Asia/Shanghai", "America/St_Johns"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		time.Local = loc
		if !bytes.Equal(write(t, sample(t)), first) {
			t.Errorf("in %s the book is another", zone)
		}
	}
	x := open(t, first)
	p, err := x.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if p.Created != "2017-05-20T00:00:00Z" || p.Modified != p.Created {
		t.Errorf("times %s, %s", p.Created, p.Modified)
	}
}

func TestBookOfNothingOpens(t *testing.T) {
	x := open(t, write(t, &catalog.Catalog{}))
	if got := strings.Join(x.GetSheetList(), " "); got != "说明 明细" {
		t.Errorf("sheets %s", got)
	}
}

func TestHugeNumbersKeepTheirDigits(t *testing.T) {
	c := sample(t)
	*c.Activities[1].Figure(measure.Participants) = source.Count{N: 9_007_199_254_740_993, Known: true}
	cells, _ := find(t, open(t, write(t, c)), "2016年", "主要数字", "参加人次")
	if cells[1] != "9007199254740993" {
		t.Errorf("%s", cells[1])
	}
}

// The core properties have the prefix by which programs know them, and are read.
func TestPropertiesAreReadEverywhere(t *testing.T) {
	data := write(t, sample(t))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	core, err := fs.ReadFile(z, "docProps/core.xml")
	if err != nil {
		t.Fatal(err)
	}
	var tags []string
	for d := xml.NewDecoder(bytes.NewReader(core)); ; {
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			tags = append(tags, e.Name.Space+":"+e.Name.Local)
		}
	}
	if got := strings.Join(tags, " "); got != "cp:coreProperties dc:title dc:creator cp:lastModifiedBy dc:language dcterms:created dcterms:modified" {
		t.Error(got)
	}
	if p, err := open(t, data).GetDocProps(); err != nil || p.Title != "示例市科普教育基地：统计" || p.LastModifiedBy != "示例市科协" {
		t.Errorf("%+v, %v", p, err)
	}
}
