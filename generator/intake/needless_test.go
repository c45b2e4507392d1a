package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/intake"
)

// heard is all that is asked or refused of a book, and the rows that are passed over.
func heard(p *intake.Plan) string {
	var list []string
	for _, r := range p.Records {
		for _, d := range r.Doubts {
			if d.Grade >= intake.Ask {
				list = append(list, d.Cell()+" "+d.What.Code)
			}
		}
	}
	for _, x := range p.Passed {
		list = append(list, fmt.Sprintf("%d %s %s", x.Row+1, whyNames[x.Why], x.Text))
	}
	return strings.Join(list, "\n")
}

// An empty cell below the sheet's own county asks nothing; below that of another it does.
func TestACountyIsAskedWhereItMayBeAnother(t *testing.T) {
	for _, x := range []struct{ title, above, want, county string }{
		{"西平县2025年活动", "西平", "", "西平县"},
		{"西平县2025年活动", "西平县", "", "西平县"},
		{"西平县2025年活动", "东平县", "活动!A4 INTAKE-NO-COUNTY", ""},
		{"全市2025年活动", "西平县", "活动!A4 INTAKE-NO-COUNTY", ""},
	} {
		p := read(t, city(), intake.Options{}, book("x.xlsx", grid("活动", x.title+"\n县区|活动名称|活动时间|承办单位\n"+x.above+"|甲讲座|2025.6.1|某某局\n|乙讲座|2025.6.2|某某局")))
		got, _, _ := strings.Cut(heard(p), "\n")
		if strings.HasPrefix(got, "1 title") {
			got = ""
		}
		if got != x.want || p.Records[1].Answers["county"] != x.county {
			t.Errorf("%s, %s: %s, county %q", x.title, x.above, heard(p), p.Records[1].Answers["county"])
		}
	}
}

// Of a return without a figure nobody is asked which base is meant; of one with a figure somebody is.
func TestAReturnWithoutFiguresIsNotAskedAbout(t *testing.T) {
	for cells, want := range map[string]string{
		"西平科技|||":      "2 bare 西平科技",
		"西平科技|2025||":  "2 bare 西平科技 2025",
		"西平科技|2025|/|": "2 bare 西平科技 2025 /",
		"某某馆|||":       "2 bare 某某馆",
		"西平科技|2025|7|": "年报!A2 INTAKE-BASE",
		"某某馆|2025|约7|": "年报!A2 INTAKE-BASE\n年报!C2 ",
		"西平县科技馆|||":    "2 bare 西平县科技馆",
	} {
		p := read(t, city(), intake.Options{}, book("x.xlsx", grid("年报", "基地名称|年度|接待人次|开放天数\n"+cells)))
		if got := heard(p); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", cells, got)
		}
	}
}

// A row that says how many there were in all is no record, whatever it counts.
func TestATotalInWords(t *testing.T) {
	for words, is := range map[string]bool{"全年共计3场": true, "合计举办活动12项": true, "共计1200余人次": true, "总计 9 场": true, "累计十年": false, "汇总会": false, "共计": true} {
		p := read(t, city(), intake.Options{}, book("x.xlsx", grid("活动", "活动名称|活动时间|承办单位\n甲讲座|2025.6.1|西平县科技馆\n"+words+"||")))
		if got := strings.Contains(heard(p), "3 totals"); got != is {
			t.Errorf("%s: %s", words, heard(p))
		}
	}
}

// What the program itself writes above the heads is told nobody; what a county made of it is.
func TestOwnWordsAboveTheHeads(t *testing.T) {
	const lines = "\n示例市科学技术协会。带 * 的必须写。不知道的就空着，不要写 0；约数照原话写。把鼠标放在表头上，有怎样写的说明。\n灰色的是已有的记录，锁着；没有的请补上，新的接着往下写。已有的写错了，请在“审阅”里撤销工作表保护（没有密码），改好。"
	for title, want := range map[string]int{
		"西平县2026年科普活动记录" + lines:        0,
		"科普活动记录" + lines:                0,
		"西平县2026年科普活动记录" + lines + "|改": 3,
		"西平县2026年科普活动记录":                1,
		"西平县2026年科普活动记录（补报）" + lines:    3,
		"西平县2026年科普活动记录\n补报" + lines:    4,
	} {
		p := read(t, city(), intake.Options{}, book("x.xlsx", grid("活动", title+"\n活动名称|活动时间|承办单位\n甲讲座|2025.6.1|西平县科技馆")))
		n := 0
		for _, x := range p.Passed {
			if x.Why == intake.Title {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d rows are told of, want %d", title, n, want)
		}
	}
}

// A unit that a title tells after what it is of counts as well: 8 of 人次：万 are not eight people.
func TestUnitsToldLast(t *testing.T) {
	for title, want := range map[string]string{
		"2025年统计表（金额：万元，人次：万）":    "80000 150000",
		"2025年统计表（人次：万；经费：万）":     "80000 150000",
		"2025年统计表（人次以万计）":         "80000 15",
		"2025年统计表（接待人次单位：万，经费：元）": "80000 15",
		"2025年统计表（接待人次：万余）":       "8 15",
		"2025年统计表": "8 15",
	} {
		p := read(t, city(), intake.Options{}, book("x.xlsx", grid("年报", title+"\n基地名称|接待人次|科普经费\n西平县科技馆|8|15")))
		if len(p.Records) != 1 {
			t.Fatal(told(p))
		}
		if a := p.Records[0].Answers; a["visitors"]+" "+a["funds"] != want {
			t.Errorf("%s: %s", title, told(p))
		}
	}
}

// The whole of a sum of money that is split into columns is called 总额.
func TestTheWholeOfASplitHead(t *testing.T) {
	for whole, want := range map[string]string{"总额": "15", "总金额": "15", "合计": "15", "财政": ""} {
		s := grid("年报", "2025年统计表\n基地名称|科普经费（元）||开放天数\n|"+whole+"|社会|\n西平县科技馆|15|10|250", "B2:C2", "A2:A3", "D2:D3")
		p := read(t, city(), intake.Options{}, book("x.xlsx", s))
		if len(p.Records) != 1 || p.Records[0].Answers["funds"] != want {
			t.Errorf("%s: %s", whole, told(p))
		}
	}
}
