package intake_test

import (
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/intake"
	"kepu/generator/sheet"
)

// What a cell shows is not all that the program has kept: a year that nobody wrote, words that somebody has crossed out.
func TestWhatIsKeptBehindACell(t *testing.T) {
	words := func(text string) sheet.Cell { return sheet.Cell{Kind: sheet.Words, Text: text} }
	day := func(text string, year, month, day int) sheet.Cell {
		return sheet.Cell{Kind: sheet.Day, Text: text, Day: date.Date{Year: int16(year), Month: int8(month), Day: int8(day)}}
	}
	struck := words("300350")
	struck.Partly = true
	for _, x := range []struct {
		name         string
		title        string
		day, people  sheet.Cell
		code, meant  string
		date, number string
	}{
		{"a hidden year", "2015年活动统计表", day("9月20日", 2016, 9, 20), words("300"), "INTAKE-DATE-HIDDEN-YEAR", "2015-09-20", "", "300"},
		{"a hidden year with a time", "2015年活动统计表", day("9月20日 14:30", 2016, 9, 20), words("300"), "INTAKE-DATE-HIDDEN-YEAR", "2015-09-20", "", "300"},
		{"a day that the year does not have", "2015年活动统计表", day("2月29日", 2016, 2, 29), words("300"), "INTAKE-DATE-HIDDEN-YEAR", "", "", "300"},
		{"the same year", "2016年活动统计表", day("9月20日", 2016, 9, 20), words("300"), "", "", "2016-09-20", "300"},
		{"a year that is shown", "2015年活动统计表", day("2016/9/20", 2016, 9, 20), words("300"), "", "", "2016-09-20", "300"},
		{"a short year that is shown", "2015年活动统计表", day("9-20-16", 2016, 9, 20), words("300"), "", "", "2016-09-20", "300"},
		{"a month", "2015年活动统计表", day("Sep-16", 2016, 9, 0), words("300"), "", "", "2016-09", "300"},
		{"no year above", "活动统计表", day("9月20日", 2016, 9, 20), words("300"), "", "", "2016-09-20", "300"},
		{"partly crossed out", "2016年活动统计表", day("9月20日", 2016, 9, 20), struck, "INTAKE-STRUCK-PART", "", "2016-09-20", ""},
	} {
		b := &sheet.Book{Name: "x.xlsx", Sheets: []*sheet.Sheet{{Name: "活动", Rows: [][]sheet.Cell{
			{words(x.title)}, {words("活动名称"), words("活动时间"), words("参加人数"), words("县区")}, {words("虚构的活动"), x.day, x.people, words("西平县")}}}}}
		p := read(t, city(), intake.Options{}, b)
		if len(p.Records) != 1 {
			t.Errorf("%s: %s", x.name, told(p))
			continue
		}
		r := p.Records[0]
		code, meant := "", ""
		for _, d := range r.Doubts {
			if d.Grade >= intake.Ask && !strings.Contains(d.What.Code, "NO-UNIT") {
				code, meant = d.What.Code, d.Meant
			}
		}
		if code != x.code || meant != x.meant || r.Answers["date"] != x.date || r.Answers["participants"] != x.number {
			t.Errorf("%s: %s %q, %q, %q\n%s", x.name, code, meant, r.Answers["date"], r.Answers["participants"], told(p))
		}
	}
}
