package assess_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"kepu/generator/assess"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/sample"
	"kepu/generator/source"
)

// city is content by path; all of it is fictional.
type city map[string]string

func (c city) link(t testing.TB) (*catalog.Catalog, map[string]*diag.File) {
	t.Helper()
	files := map[string]*diag.File{}
	var parsed []*source.Parsed
	var problems diag.List
	for _, name := range slices.Sorted(maps.Keys(c)) {
		p := source.Parse(name, []byte(c[name]))
		files[name] = p.File
		parsed = append(parsed, p)
		problems = append(problems, p.Problems...)
	}
	cat, more := catalog.Link(catalog.Input{Files: parsed})
	for _, p := range append(problems, more...) {
		if p.Severity == diag.Error {
			t.Fatal(diag.Style{}.Format(p))
		}
	}
	return cat, files
}

// assess applies a scheme with what is given; problems end the test.
func (c city) assess(t testing.TB, id string, year int, given string) *assess.Result {
	t.Helper()
	r, ps := c.tried(t, id, year, given)
	for _, p := range ps {
		t.Fatal(diag.Style{}.Format(p))
	}
	return r
}

func (c city) tried(t testing.TB, id string, year int, given string) (*assess.Result, diag.List) {
	t.Helper()
	cat, files := c.link(t)
	i := slices.IndexFunc(cat.Schemes, func(s *catalog.Scheme) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("there is no scheme %s", id)
	}
	in := assess.Input{Catalog: cat, Scheme: cat.Schemes[i], Year: year, File: func(p string) *diag.File { return files[p] }}
	var ps diag.List
	if given != "" {
		in.Given, ps = source.ParseAssessment("assessments/x.toml", []byte(given))
	}
	r, more := assess.Of(in)
	return r, append(ps, more...)
}

func base(name, county, kind string) string {
	s := "+++\nname = \"" + name + "\"\ncounty = \"" + county + "\"\n"
	if kind != "" {
		s += "kind = \"" + kind + "\"\n"
	}
	return s + "+++\n虚构。\n"
}

// fiction is a city of seven bases, with the example schemes that the sample ships.
func fiction() city {
	c := city{
		"site.toml": `title = "示例"
[organiser]
name = "示例市科协（虚构）"
[[county]]
id = "jia"
name = "甲县"
[[county]]
id = "yi"
name = "乙县"
[[level]]
id = "city"
name = "市级"
[[kind]]
id = "venue"
name = "场馆"
[[kind]]
id = "weather"
name = "气象"
[[indicator]]
id = "hall"
name = "展厅面积"
unit = "平方米"
[[campaign]]
id = "day"
name = "全国科普日"
[[form]]
id = "talk"
name = "讲座"
[[form]]
id = "show"
name = "展览"
[[form]]
id = "campus"
name = "进校园"
`,
		"designations.toml": `[[designation]]
level = "市级"
date = 2020
bases = ["甲馆", "撤馆"]
[[revocation]]
level = "市级"
date = 2023-05-01
bases = ["撤馆"]
`,
		"bases/jia.md":  base("甲馆", "甲县", "场馆"),
		"bases/yi.md":   base("乙馆", "甲县", "场馆"),
		"bases/bing.md": base("丙馆", "乙县", "场馆"),
		"bases/ding.md": base("丁站", "乙县", "气象"),
		"bases/wu.md":   base("无类馆", "乙县", ""),
		"bases/ji.md":   base("己馆", "乙县", "场馆"),
		"bases/geng.md": base("庚馆", "乙县", "场馆"),
		"bases/che.md":  base("撤馆", "乙县", "场馆"),
		"activities/returns.toml": `[[annual]]
base = "甲馆"
year = 2024
visitors = 30000
[[annual]]
base = "甲馆"
year = 2025
open_days = 300
free_days = 270
visitors = 33000
staff_full = 6
volunteers = 30
media = 15
hall = 300
[[annual]]
base = "乙馆"
year = 2025
open_days = 249
free_days = 100
staff_full = 3
volunteers = 9
[[annual]]
base = "己馆"
year = 2024
visitors = 10000
[[annual]]
base = "己馆"
year = 2025
open_days = 260
free_days = 200
visitors = 10000
staff_full = 4
volunteers = 20
media = 10
hall = 299.5
[[annual]]
base = "庚馆"
year = 2024
visitors = 0
[[annual]]
base = "庚馆"
year = 2025
open_days = 0
free_days = 0
visitors = 0
staff_full = 0
volunteers = 0
media = 0
[[annual]]
base = "丁站"
year = 2025
staff_full = 1
funds = 60000
visitors = 5000
media = 2
`,
	}
	var log strings.Builder
	n := 0
	entry := func(base, more string) {
		n++
		fmt.Fprintf(&log, "[[activity]]\ndate = 2025-09-%02d\ntitle = \"虚构的活动%d\"\nbase = \"%s\"\n%s\n", n, n, base, more)
	}
	entry("甲馆", "form = \"讲座\"\nsessions = 4\ncampaign = \"全国科普日\"")
	entry("甲馆", "form = \"讲座\"\ncampaign = \"全国科普日\"")
	entry("甲馆", "form = \"进校园\"")
	entry("甲馆", "form = \"讲座\"\nsessions = 9\nstatus = \"planned\"")
	entry("乙馆", "sessions = 2")
	entry("乙馆", "form = \"讲座\"")
	entry("己馆", "form = \"讲座\"\ncampaign = \"全国科普日\"")
	entry("己馆", "form = \"讲座\"")
	entry("己馆", "form = \"讲座\"")
	entry("己馆", "form = \"展览\"")
	entry("庚馆", "form = \"讲座\"\nstatus = \"cancelled\"")
	for range 2 {
		entry("丁站", "form = \"进校园\"")
	}
	for range 4 {
		entry("丁站", "form = \"展览\"")
	}
	c["activities/2025.toml"] = log.String()
	for name, data := range sample.Files(sample.Options{Bases: 1, Years: 1}) {
		if strings.HasPrefix(name, "schemes/") {
			c[name] = string(data)
		}
	}
	return c
}

const givenVenue = `[[base]]
base = "甲馆"
note = "现场检查过"
[[base.item]]
name = "展示方式和环境"
points = 9
evidence = ["现场照片"]
[[base.item]]
name = "接待人次"
lacking = ["参观登记表"]
[[base.extra]]
name = "科普工作获省级以上表彰"
points = 0
[[base.veto]]
name = "当年发生安全责任事故"
applies = false

[[base]]
base = "ji"
[[base.item]]
name = "展示方式和环境"
points = 8
[[base.extra]]
name = "科普工作获省级以上表彰"
points = 2
[[base.veto]]
name = "当年发生安全责任事故"
applies = false

[[base]]
base = "庚馆"
[[base.veto]]
name = "当年发生安全责任事故"
applies = true
`

// lines writes the points of a sheet's lines, one part after the other.
func lines(s *assess.Sheet) string {
	var parts []string
	for _, p := range s.Parts {
		var points []string
		for _, l := range p.Lines {
			points = append(points, strings.ReplaceAll(l.Points.String(), " 至 ", "–"))
		}
		parts = append(parts, strings.Join(points, " "))
	}
	return strings.Join(parts, " | ")
}

func sheetOf(t *testing.T, r *assess.Result, name string) *assess.Sheet {
	t.Helper()
	for _, s := range r.Sheets {
		if s.Base.Name == name {
			return s
		}
	}
	t.Fatalf("%s has no sheet", name)
	return nil
}

func gradesOf(r *assess.Result, s *assess.Sheet) string {
	name := func(g int) string {
		if g == len(r.Scheme.Grades) {
			return "-"
		}
		return r.Scheme.Grades[g].Name
	}
	return name(s.Best) + " " + name(s.Worst)
}

// The venue table, worked out by hand. Five venues are assessed (丁站 is no venue, 撤馆 has lost its
// title, of 无类馆 nobody knows), so 优秀, 20 %, has one place.
//
//	甲馆  staff 6: 10. volunteers 30: 10. by person: 9. open 300: 15. visitors 33,000: 15. 270 of 300
//	      days are 90 %: 10. 33,000 is 10 % more than 30,000: 10. Lectures of 4 and of 1 session (the
//	      planned one is none): 5, so 6 points. Two on the day: 7. media 15: 5. extra 0.   29+50+18 = 97
//	乙馆  staff 3: 6. volunteers 9: 0. by person: 0–10. open 249: 10. visitors not reported: 0–15. 100 of
//	      249 days are 40.2 %: 0. growth not known: 0–10. One lecture, and an activity of two sessions
//	      that may be one: 1 to 3 sessions: 5–6. None on the day: 0. media: 0–5. extra: 0–5.
//	      least 6+10+5 = 21, most 16+35+11+5 = 67; 4 lines want a figure, 2 a person.
//	丙馆  nothing is known: 0 to all 105; 9 lines want a figure, 2 a person.
//	己馆  8+8+8, 13+13+6 (76.9 %)+8 (no growth), 6+5+4, extra 2: 24+40+15+2 = 81
//	庚馆  0+0+0–10, 0+0, no share of no days: 0–10, no growth from nothing: 0–10; nothing was held
//	      that a log tells of: 0–8, 0–7; media 0: 0; extra 0–5: 0 to 50. A veto: out.
//
// Ranks: 丙馆 may have more than 甲馆, 97. 乙馆 and 丙馆 may be out as well, so nobody is surely behind
// them. Grades: 甲馆 has 优秀 unless 丙馆 takes the one place.
func TestVenueTableByHand(t *testing.T) {
	r := fiction().assess(t, "venue-steps", 2025, givenVenue)
	for _, want := range []struct {
		base, lines, score  string
		unreported, ungiven int
		out                 assess.State
		rank                [2]int
		grades              string
	}{
		{"甲馆", "10 10 9 | 15 15 10 10 | 6 7 5", "97", 0, 0, assess.No, [2]int{1, 2}, "优秀 合格"},
		{"丙馆", "0–10 0–10 0–10 | 0–15 0–15 0–10 0–10 | 0–8 0–7 0–5", "0 至 105", 9, 2, assess.Open, [2]int{1, 4}, "优秀 不合格"},
		{"己馆", "8 8 8 | 13 13 6 8 | 6 5 4", "81", 0, 0, assess.No, [2]int{2, 3}, "合格 合格"},
		{"乙馆", "6 0 0–10 | 10 0–15 0 0–10 | 5–6 0 0–5", "21 至 67", 4, 2, assess.Open, [2]int{3, 4}, "合格 不合格"},
		{"庚馆", "0 0 0–10 | 0 0 0–10 0–10 | 0–8 0–7 0", "0 至 50", 2, 4, assess.Yes, [2]int{}, "- -"},
	} {
		s := sheetOf(t, r, want.base)
		if got := lines(s); got != want.lines {
			t.Errorf("%s: lines %s, want %s", want.base, got, want.lines)
		}
		if s.Score.String() != want.score || s.Unreported != want.unreported || s.Ungiven != want.ungiven || s.Out != want.out {
			t.Errorf("%s: %s, %d, %d, out %d, want %+v", want.base, s.Score, s.Unreported, s.Ungiven, s.Out, want)
		}
		if s.Rank != want.rank || gradesOf(r, s) != want.grades {
			t.Errorf("%s: rank %v, grades %s, want %v %s", want.base, s.Rank, gradesOf(r, s), want.rank, want.grades)
		}
	}
	var order []string
	for _, s := range r.Sheets {
		order = append(order, s.Base.Name)
	}
	if got := strings.Join(order, " "); got != "甲馆 丙馆 己馆 乙馆 庚馆" {
		t.Errorf("the order is %s", got)
	}
	var left []string
	for _, l := range r.Left {
		left = append(left, l.Base.Name+"："+l.Why)
	}
	slices.Sort(left)
	if got := strings.Join(left, "；"); got != "撤馆：2025年以前已撤销命名；无类馆：没有写类型，不知道是不是这个方案评的" {
		t.Errorf("left out: %s", got)
	}
}

// What a sheet says of a line: the value, the step, what is missing, where it is from.
func TestLinesSayWhereTheyAreFromAndWhatIsMissing(t *testing.T) {
	r := fiction().assess(t, "venue-steps", 2025, givenVenue)
	line := func(base, name string) assess.Line {
		for _, p := range sheetOf(t, r, base).Parts {
			for _, l := range p.Lines {
				if l.Name == name {
					return l
				}
			}
		}
		t.Fatalf("%s has no line %s", base, name)
		return assess.Line{}
	}
	for _, want := range []struct{ base, line, value, step, next, lacks, from string }{
		{"甲馆", "接待人次", "33,000 人次", "优秀", "", "", "activities/returns.toml:10"},
		{"甲馆", "举办讲座", "5 场", "优良", "再有 1 场到“优秀”", "", "activities/2025.toml:1 activities/2025.toml:8"},
		{"甲馆", "接待人次的增长", "10%", "优秀", "", "", "activities/returns.toml:4 activities/returns.toml:10"},
		{"乙馆", "专职人员", "3 人", "合格", "再有 1 人到“优良”", "", "activities/returns.toml:20"},
		{"乙馆", "志愿者队伍", "9 人", "", "再有 1 人到“合格”", "", "activities/returns.toml:21"},
		{"乙馆", "接待人次", "未报", "", "", "2025年的年度数据里没有填：接待人次", "activities/returns.toml:15"},
		{"乙馆", "免费开放的比例", "约 40.2%", "", "再高 9.9 个百分点到“合格”", "", "activities/returns.toml:18 activities/returns.toml:19"},
		{"乙馆", "接待人次的增长", "未报", "", "", "2025年的年度数据里没有填：接待人次；2024年的年度数据没有报：接待人次", "activities/returns.toml:15"},
		{"乙馆", "举办讲座", "1 至 3 场", "", "", "2025年有 1 条活动记录没有写形式", "activities/2025.toml:26 activities/2025.toml:31"},
		{"乙馆", "全国科普日的活动", "没有这样的记录", "", "再有 1 项到“合格”", "", ""},
		{"丙馆", "举办讲座", "没有活动记录", "", "", "2025年没有活动记录", ""},
		{"庚馆", "接待人次的增长", "上年为 0，算不出增长", "", "", "", "activities/returns.toml:39 activities/returns.toml:45"},
		{"庚馆", "免费开放的比例", "开放天数为 0，算不出占比", "", "", "", "activities/returns.toml:43 activities/returns.toml:44"},
	} {
		l := line(want.base, want.line)
		step := ""
		if l.Step != nil {
			step = l.Step.Name
		}
		var from, lacks []string
		for _, x := range l.Value.Lacks {
			lacks = append(lacks, x.String())
		}
		for _, s := range l.Value.Sources {
			from = append(from, fmt.Sprintf("%s:%d", s.Path, s.Line))
		}
		got := fmt.Sprint(l.Value.String(), "|", step, "|", l.Next, "|", strings.Join(lacks, "；"), "|", strings.Join(from, " "))
		if w := fmt.Sprint(want.value, "|", want.step, "|", want.next, "|", want.lacks, "|", want.from); got != w {
			t.Errorf("%s, %s:\n got %s\nwant %s", want.base, want.line, got, w)
		}
	}
	if e := line("甲馆", "接待人次").Evidence; len(e) != 1 || e[0].State != assess.No {
		t.Errorf("参观登记表 is %+v, not told as lacking", e)
	}
	if e := line("甲馆", "展示方式和环境").Evidence; e[0].State != assess.Yes {
		t.Errorf("现场照片 is %+v, not told as there", e)
	}
	if e := line("己馆", "接待人次").Evidence; e[0].State != assess.Open {
		t.Errorf("参观登记表 of which nobody said anything is %+v", e)
	}
}

// The table of 100 points, 丁站: 领导 0–5, 计划 0–5, staff 1: 4, funds 60,000: 8, 制度 given 6;
// six activities: 15, 内容 0–10, two in schools: 8; visitors 5,000: 9, media 2: 1; extra 0–5.
// 18–28, 23–33, 10, 0–5: 51 to 76; four are for persons to give, and both vetoes are open.
func TestHundredPointsByHand(t *testing.T) {
	r := fiction().assess(t, "documents-100", 2025, `[[base]]
base = "丁站"
[[base.item]]
name = "管理制度"
points = 6
evidence = ["开放制度", "讲解制度"]
lacking = ["安全制度"]
`)
	s := sheetOf(t, r, "丁站")
	if got := lines(s); got != "0–5 0–5 4 8 6 | 15 0–10 8 | 9 1" {
		t.Errorf("lines %s", got)
	}
	if s.Score.String() != "51 至 76" || s.Unreported != 0 || s.Ungiven != 4 || s.Out != assess.Open {
		t.Errorf("%s, %d, %d, out %d", s.Score, s.Unreported, s.Ungiven, s.Out)
	}
	if got := []string{s.Parts[0].Sum.String(), s.Parts[1].Sum.String(), s.Parts[2].Sum.String()}; strings.Join(got, ", ") != "18 至 28, 23 至 33, 10" {
		t.Errorf("parts %v", got)
	}
	if len(r.Sheets) != 7 { // all kinds, and what has none; 撤馆 is out of the list
		t.Errorf("%d sheets", len(r.Sheets))
	}
}

// The gates: 甲馆 has three activities that were held, of four; 己馆 lacks half a square metre of its
// hall; 庚馆 was open on no day; 乙馆 lacks activities, whatever else may be found; of 丙馆 nothing is
// known. With a hall of 300 己馆 has all: persons say the rest.
func TestProvincialGatesByHand(t *testing.T) {
	const given = `[[base]]
base = "己馆"
[[base.gate]]
name = "近三年没有安全责任事故"
passed = true
`
	words := []string{assess.Open: "open", assess.Yes: "yes", assess.No: "no"}
	states := func(r *assess.Result, base string) string {
		s := sheetOf(t, r, base)
		var got []string
		for _, g := range s.Gates {
			got = append(got, words[g.State])
		}
		return strings.Join(got, " ") + ": out " + words[s.Out]
	}
	c := fiction()
	r := c.assess(t, "provincial-gates", 2025, given)
	for base, want := range map[string]string{
		"甲馆": "yes yes yes yes no open: out yes",
		"乙馆": "yes yes open yes no open: out yes",
		"丙馆": "open open open open open open: out open",
		"己馆": "yes yes no yes yes yes: out yes",
		"庚馆": "no no open no open open: out yes",
	} {
		if got := states(r, base); got != want {
			t.Errorf("%s: %s, want %s", base, got, want)
		}
	}
	if m := sheetOf(t, r, "甲馆").Gates[4].Missing; m != "再有 1 项才够" {
		t.Errorf("missing: %q", m)
	}
	if m := sheetOf(t, r, "己馆").Gates[2].Missing; m != "再有 0.5 平方米才够" {
		t.Errorf("missing: %q", m)
	}
	c["activities/returns.toml"] = strings.Replace(c["activities/returns.toml"], "hall = 299.5", "hall = 300.0", 1)
	if got := states(c.assess(t, "provincial-gates", 2025, given), "己馆"); got != "yes yes yes yes yes yes: out no" {
		t.Errorf("己馆 with a larger hall: %s", got)
	}
}

func TestWhatIsGivenWronglyIsToldAtItsLine(t *testing.T) {
	for given, want := range map[string]string{
		"[[base]]\nbase = \"甲管\"\n":                                                                               "2 GIVEN-NAME-UNKNOWN",
		"[[base]]\nbase = \"丁站\"\n":                                                                               "2 GIVEN-BASE-OTHER",
		"[[base]]\nnote = \"\"\n":                                                                                 "1 KEY-MISSING",
		"[[base]]\nbase = \"甲馆\"\n[[base]]\nbase = \"jia\"\n":                                                     "4 GIVEN-BASE-TWICE",
		"[[base]]\nbase = \"甲馆\"\n[[base.item]]\nname = \"接待人次\"\npoints = 3\n":                                   "5 GIVEN-LINE-COUNTED",
		"[[base]]\nbase = \"甲馆\"\n[[base.item]]\nname = \"展示方式\"\npoints = 3\n":                                   "4 GIVEN-NAME-UNKNOWN",
		"[[base]]\nbase = \"甲馆\"\n[[base.item]]\nname = \"展示方式和环境\"\npoints = 10.5\n":                             "5 GIVEN-ABOVE",
		"[[base]]\nbase = \"甲馆\"\n[[base.item]]\nname = \"展示方式和环境\"\npoints = \"9\"\n":                            "5 VALUE-KIND",
		"[[base]]\nbase = \"甲馆\"\n[[base.item]]\nname = \"展示方式和环境\"\nevidence = [\"照片\"]\n":                       "5 GIVEN-NAME-UNKNOWN",
		"[[base]]\nbase = \"甲馆\"\n[[base.item]]\nname = \"展示方式和环境\"\nevidence = [\"现场照片\"]\nlacking=[\"现场照片\"]\n": "6 GIVEN-EVIDENCE-BOTH",
		"[[base]]\nbase = \"甲馆\"\n[[base.veto]]\nname = \"当年发生安全责任事故\"\napplies = \"有\"\n":                        "5 VALUE-KIND",
		"[[base]]\nbase = \"甲馆\"\n[[base.extra]]\nname = \"科普工作获省级以上表彰\"\npoints = 6\n":                           "5 GIVEN-ABOVE",
		"[[base]]\nbase = \"甲馆\"\n[[base.veto]]\nname = \"当年发生安全责任事故\"\n[[base.veto]]\nname = \"当年发生安全责任事故\"\n":   "6 GIVEN-TWICE",
		"[[base]]\nbase = \"甲馆\"\n得分 = 3\n":                                                                       "3 KEY-CHINESE-UNKNOWN",
	} {
		_, ps := fiction().tried(t, "venue-steps", 2025, given)
		ps.Sort()
		var got []string
		for _, p := range ps {
			got = append(got, fmt.Sprintf("%d %s", p.Place.Line, p.What.Code))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s\n%v, want %s", given, got, want)
		}
	}
}

// What no record can tell is a person's: there is no growth against nothing, and no figure of a year in which it is not asked for.
func TestWhatNoRecordCanTellIsForAPerson(t *testing.T) {
	c := city{
		"site.toml":    "title = \"示例\"\n[organiser]\nname = \"虚构\"\n[[indicator]]\nid = \"hall\"\nname = \"展厅面积\"\nunit = \"平方米\"\nsince = 2025\n",
		"bases/jia.md": base("甲馆", "甲县", "场馆"),
		"bases/yi.md":  base("乙馆", "甲县", "场馆"),
		"activities/a.toml": "[[annual]]\nbase = \"甲馆\"\nyear = 2024\nvisitors = 0\n[[annual]]\nbase = \"甲馆\"\nyear = 2025\nvisitors = 9\nhall = 90\n" +
			"[[annual]]\nbase = \"乙馆\"\nyear = 2024\nvisitors = 1\n",
		"schemes/x.toml": `name = "甲"
[[gate]]
name = "增长"
need = "growth visitors > 0"
[[part]]
name = "全部"
[[part.item]]
name = "更多"
points = 10
from = "growth visitors"
steps = [[50, 10]]
[[part.item]]
name = "更大"
points = 5
from = "growth hall"
steps = [[50, 5]]
`,
	}
	s := sheetOf(t, c.assess(t, "x", 2025, ""), "甲馆")
	if got := fmt.Sprint(s.Score, s.Unreported, s.Ungiven, s.Gates[0].State, s.Parts[0].Lines[0].Value, s.Parts[0].Lines[1].Value); got != "0 至 15 0 2 0 上年为 0，算不出增长 2024年不收这项数据" {
		t.Errorf("before anybody judges: %s", got)
	}
	given := "[[base]]\nbase = \"甲馆\"\n[[base.gate]]\nname = \"增长\"\npassed = true\n[[base.item]]\nname = \"更多\"\npoints = 8\n[[base.item]]\nname = \"更大\"\npoints = 0\n"
	s = sheetOf(t, c.assess(t, "x", 2025, given), "甲馆")
	if s.Score.String() != "8" || s.Out != assess.No {
		t.Errorf("judged: %s, out %d", s.Score, s.Out)
	}
	_, ps := c.tried(t, "x", 2025, strings.ReplaceAll(given, "甲馆", "乙馆"))
	var codes []string
	for _, p := range ps {
		codes = append(codes, p.Code())
	}
	if got := strings.Join(codes, " "); got != "E-GIVEN-GATE-COUNTED E-GIVEN-LINE-COUNTED" {
		t.Errorf("of a base that may still report its visitors: %s", got)
	}
}

func TestABaseThatIsNotAssessedIsToldWhy(t *testing.T) {
	for name, why := range map[string]string{"撤馆": "2025年以前已撤销命名", "无类馆": "没有写类型，不知道是不是这个方案评的", "丁站": "请核对方案的 kinds 和基地的 kind"} {
		_, ps := fiction().tried(t, "venue-steps", 2025, "[[base]]\nbase = \""+name+"\"\n")
		if len(ps) != 1 || ps[0].Mend.ZH != why+"；不评的删去这一段" {
			t.Errorf("%s: %v", name, ps)
		}
	}
}
