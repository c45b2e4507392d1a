package intake_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/form"
	"kepu/generator/intake"
	"kepu/generator/sheet"
	"kepu/generator/site"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// city is a fictional content: three counties, four bases, a log of 2025.
func city() fstest.MapFS {
	base := func(name, county, more string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("+++\nname = \"" + name + "\"\ncounty = \"" + county + "\"\n" + more + "+++\n虚构的基地。\n"), Mode: 0o644}
	}
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	return fstest.MapFS{
		"site.toml": file(`title = "示例市科普"
[organiser]
name = "示例市科学技术协会"
[[county]]
id = "dong"
name = "东平县"
[[county]]
id = "xi"
name = "西平县"
[[county]]
id = "nan"
name = "南山区"
[[level]]
id = "province"
name = "省级"
[[level]]
id = "city"
name = "市级"
[[kind]]
id = "venue"
name = "场馆"
[[kind]]
id = "school"
name = "学校"
[[campaign]]
id = "day"
name = "全国科普日"
[[form]]
id = "lecture"
name = "讲座"
[[form]]
id = "show"
name = "展览"
[[indicator]]
id = "area"
name = "展厅面积"
unit = "平方米"
[[indicator]]
id = "old"
name = "旧指标"
unit = "件"
until = 2020
`),
		"bases/xiqixiang.md":   base("西平县气象局", "西平县", "alias = [\"西平气象科普馆\"]\nphone = \"0000-1234567\"\n"),
		"bases/xikeji.md":      base("西平县科技馆", "西平县", "kind = \"场馆\"\n"),
		"bases/dongqixiang.md": base("东平县气象局", "东平县", ""),
		"bases/nanxiao.md":     base("南山区实验小学", "南山区", "kind = \"学校\"\n"),
		"activities/2025.toml": file(`[[activity]]
date = 2025-03-05
title = "气象科普进校园"
base = "xiqixiang"
participants = 300

[[activity]]
date = 2025-05-20
title = "科技活动周广场咨询"
county = "西平县"

[[annual]]
base = "西平县科技馆"
year = 2024
visitors = 1200
`),
		"designations.toml": file(`[[designation]]
level = "市级"
date = 2023-11-02
batch = "第三批"
bases = ["xiqixiang"]
others = ["西平县人民公园"]
`),
	}
}

var today, _ = date.Parse("2026-01-20")

func now() date.Date { return today }

// read makes a plan of a book.
func read(t *testing.T, content fs.FS, o intake.Options, book *sheet.Book) *intake.Plan {
	t.Helper()
	s, ps, err := maker.Make(content)
	if err != nil || s == nil {
		t.Fatal(err, ps)
	}
	in := form.Context{Catalog: s.Records().Catalog, Today: today}
	return intake.Make(book, intake.Content{Files: content, Catalog: in.Catalog, Text: s.Records().File}, in, o)
}

var stateNames = map[intake.State]string{intake.New: "new", intake.Changed: "changed", intake.Same: "same", intake.Doubled: "doubled", intake.Asked: "asked", intake.Refused: "refused", intake.Left: "left"}
var gradeNames = map[intake.Grade]string{intake.Told: "told", intake.Kept: "kept", intake.Ask: "ask", intake.Refuse: "refuse"}
var whyNames = map[intake.Why]string{intake.Empty: "empty", intake.Title: "title", intake.Totals: "totals", intake.Note: "note", intake.Section: "section", intake.Bare: "bare", intake.Column: "column", intake.Outside: "outside"}

// told writes a plan as a text: what a clerk reads of it.
func told(p *intake.Plan) string {
	var b strings.Builder
	for _, r := range p.Records {
		fmt.Fprintf(&b, "%s %s", r.Address(), stateNames[r.State])
		if r.Line > 0 {
			fmt.Fprintf(&b, " %s:%d", r.Path, r.Line)
		}
		if r.Like != "" {
			fmt.Fprintf(&b, " like %s", r.Like)
		}
		b.WriteString("\n")
		if r.State == intake.Changed {
			for _, f := range r.Fields {
				fmt.Fprintf(&b, "  %s: %q → %q %s\n", f.Key, f.Old, f.New, f.Cell)
			}
		} else if r.State != intake.Same {
			for _, key := range slices.Sorted(maps.Keys(r.Answers)) {
				if r.Answers[key] != "" {
					fmt.Fprintf(&b, "  %s: %s\n", key, strings.ReplaceAll(r.Answers[key], "\n", "⏎"))
				}
			}
		}
		for _, d := range r.Doubts {
			fmt.Fprintf(&b, "  %s %s %s", gradeNames[d.Grade], d.Cell(), d.What.Code)
			if d.Meant != "" {
				fmt.Fprintf(&b, " (%s)", d.Meant)
			}
			if d.Key != d.Cell() {
				fmt.Fprintf(&b, " of %s", d.Key)
			}
			if len(d.Rulings) > 0 {
				fmt.Fprintf(&b, " %s", strings.Join(d.Rulings, "|"))
			}
			b.WriteString("\n")
		}
	}
	for _, n := range p.Notes {
		if !strings.Contains(n.ZH, intake.ReturnSheet) {
			fmt.Fprintf(&b, "note %s\n", n.ZH)
		}
	}
	for _, d := range p.Faults {
		fmt.Fprintf(&b, "%s %s %s\n", gradeNames[d.Grade], d.Cell(), d.What.Code)
	}
	for _, x := range p.Passed {
		at := sheet.Name(x.Row, max(x.Col, 0))
		if x.Col < 0 {
			at = fmt.Sprint(x.Row + 1)
			if x.Last > x.Row {
				at += fmt.Sprintf("-%d", x.Last+1)
			}
		}
		fmt.Fprintf(&b, "- %s %s %s\n", at, whyNames[x.Why], x.Text)
	}
	return b.String()
}

// written returns what a plan adds to the content, file by file.
func written(t *testing.T, content fs.FS, p *intake.Plan, leave bool) (edit.Change, string) {
	t.Helper()
	c, err := p.Change(content, leave)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range c.Files {
		fmt.Fprintf(&b, "-- %s --\n%s", f.Path, f.After)
	}
	return c, b.String()
}

// apply makes the content that a change leaves.
func apply(content fstest.MapFS, c edit.Change) fstest.MapFS {
	out := maps.Clone(content)
	for _, f := range c.Files {
		out[f.Path] = &fstest.MapFile{Data: f.After, Mode: 0o644}
	}
	return out
}

// grid makes a sheet of lines of cells with | between them: what is a number is one, =2025-03-05 a day, ~words~ crossed out, !#REF! broken.
func grid(name, rows string, merged ...string) *sheet.Sheet {
	s := &sheet.Sheet{Name: name}
	for line := range strings.SplitSeq(strings.Trim(rows, "\n"), "\n") {
		var row []sheet.Cell
		for text := range strings.SplitSeq(line, "|") {
			text = strings.ReplaceAll(strings.TrimSpace(text), `\n`, "\n")
			c := sheet.Cell{Kind: sheet.Words, Text: text}
			switch {
			case text == "":
				c = sheet.Cell{}
			case strings.HasPrefix(text, "="):
				c.Kind, c.Text = sheet.Day, text[1:]
				c.Day, _ = date.Parse(text[1:])
			case strings.HasPrefix(text, "!"):
				c.Kind, c.Text = sheet.Broken, text[1:]
			case strings.HasPrefix(text, "~"):
				c.Struck, c.Text = true, strings.Trim(text, "~")
			case strings.Trim(text, "0123456789.") == "" && strings.Count(text, ".") < 2:
				c.Kind, c.Number = sheet.Number, text
			}
			row = append(row, c)
		}
		for len(row) > 0 && row[len(row)-1].Kind == sheet.Empty {
			row = row[:len(row)-1]
		}
		s.Rows = append(s.Rows, row)
	}
	for _, m := range merged {
		var a, b rune
		var r sheet.Range
		if _, err := fmt.Sscanf(m, "%c%d:%c%d", &a, &r.Row, &b, &r.LastRow); err != nil {
			panic(err)
		}
		r.Row, r.LastRow, r.Col, r.LastCol = r.Row-1, r.LastRow-1, int(a-'A'), int(b-'A')
		s.Merged = append(s.Merged, r)
	}
	return s
}

func book(name string, sheets ...*sheet.Sheet) *sheet.Book {
	return &sheet.Book{Name: name, Sheets: sheets}
}

func TestASheetOfActivities(t *testing.T) {
	content := city()
	b := book("西平县2025年活动.xlsx", grid("Sheet1", `
西平县2025年科普活动统计表|||||||
填报单位：西平县科协|||||填报日期：2026年1月5日||
序号|活动名称*|时间|地点|承办单位|参加人数（人）|联系人|备注
1|气象科普进校园|2025.3.5|西平县实验小学|西平县气象局|350|某某|
2|科普讲座|9月20-22日|文化广场|西平县气象局、县科协|约300人||
3|科技馆开放日|=2025-09-17|科技馆|西平县科技馆|1.2万||
4|防震演练|9月|四中|县地震局|４００人||去年也办过
5|科技活动周广场咨询活动|2025年5月20日|广场|/|/||
|||||||
合计|||||3000||
填表人：某某|||审核人：某某||||`, "A1:H1"))
	p := read(t, content, intake.Options{}, b)
	want := `Sheet1!4 changed activities/2025.toml:1
  participants: "300" → "350" Sheet1!F4
  place: "" → "西平县实验小学" Sheet1!D4
Sheet1!5 new
  bases: 西平县气象局
  date: 2025-09-20
  hosts: 县科协
  place: 文化广场
  summary: 参加人数：约300人（原表所填）
  title: 科普讲座
  until: 2025-09-22
  kept Sheet1!F5 TYPED-NUMBER-ROUGH (300)
Sheet1!6 new
  bases: 西平县科技馆
  date: 2025-09-17
  place: 科技馆
  summary: 参加人数：1.2万（原表所填）
  title: 科技馆开放日
  kept Sheet1!F6 TYPED-NUMBER-SHORT (12000)
Sheet1!7 new
  county: 西平县
  date: 2025-09
  hosts: 县地震局
  participants: 400
  place: 四中
  title: 防震演练
Sheet1!8 doubled activities/2025.toml:7 like 科技活动周广场咨询
  county: 西平县
  date: 2025-05-20
  place: 广场
  title: 科技活动周广场咨询活动
- 1 title 西平县2025年科普活动统计表
- 2 title 填报单位：西平县科协 填报日期：2026年1月5日
- 9 empty 
- 10 totals 合计 3000
- 11 note 填表人：某某 审核人：某某
- G3 column 联系人
- H3 column 备注：去年也办过
`
	if got := told(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, err := p.Change(content, false); err == nil {
		t.Error("a plan with a row to be decided was written")
	}
	o := intake.Options{Choices: intake.Choices{"sheet1！8": "同", "Sheet1!F5": "300"}}
	p = read(t, content, o, b)
	c, got := written(t, content, p, false)
	if len(p.Unused()) != 0 {
		t.Errorf("choices unused: %v", p.Unused())
	}
	for _, want := range []string{`[[activity]]
date = 2025-09-20
until = 2025-09-22
title = "科普讲座"
base = "西平县气象局"
hosts = ["县科协"]
participants = 300
place = "文化广场"
`, "participants = 350\nplace = \"西平县实验小学\"", "summary = \"参加人数：1.2万（原表所填）\"", "title = \"科技活动周广场咨询活动\"\ncounty = \"西平县\"\nplace = \"广场\""} {
		if !strings.Contains(got, want) {
			t.Errorf("not written:\n%s\nbut\n%s", want, got)
		}
	}
	// The site with it has no problem, and the same sheet again nothing to write.
	after := apply(content, c)
	_, ps, err := maker.Make(after)
	if err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	delete(o.Choices, "Sheet1!8")
	delete(o.Choices, "sheet1！8")
	p = read(t, after, o, b)
	if c, _ := written(t, after, p, false); len(c.Files) > 0 || p.Count(intake.Same) != 5 {
		t.Errorf("the second time:\n%s", told(p))
	}
	_ = diag.ZH
}

// maker makes all sites of these tests: it knows the theme.
var maker = site.NewMaker(options())

func options() site.Options {
	return site.Options{Theme: func(string) (fs.FS, error) { return os.DirFS("../../themes/default"), nil }, Today: now}
}

// TestATableOfTextInTheOldCode reads a .csv as Excel saves it on a Chinese Windows: GBK, with CRLF.
func TestATableOfTextInTheOldCode(t *testing.T) {
	raw, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("西平县2025年科普活动,,,\r\n活动名称,时间,承办单位,参加人数\r\n\"讲座，\r\n第一场\",9月20-22日,\"西平县气象局、县科协\",\"1,200\"\r\n合计,,,1200\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Read(`C:\报表\西平.csv`, raw)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(read(t, city(), intake.Options{}, b)), `西平!3 new
  bases: 西平县气象局
  date: 2025-09-20
  hosts: 县科协
  participants: 1200
  title: 讲座，第一场
  until: 2025-09-22
- 1 title 西平县2025年科普活动
- 4 totals 合计 1200
`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
