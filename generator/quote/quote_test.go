package quote_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/quote"
	"kepu/generator/source"
)

// city is content with something for every directive; all of it is fictional.
var city = map[string]string{
	"site.toml": `title = "示例市科普教育基地"
[organiser]
name = "示例市科学技术协会（虚构）"
[[county]]
id = "jia"
name = "甲县"
[[county]]
id = "yi"
name = "乙县"
[[level]]
id = "provincial"
name = "省级"
rank = 2
[[level]]
id = "municipal"
name = "市级"
rank = 3
[[kind]]
id = "weather"
name = "气象"
[[kind]]
id = "school"
name = "学校"
[[campaign]]
id = "week"
name = "示例周"
[[campaign]]
id = "day"
name = "示例 科普日"
[[form]]
id = "talk"
name = "讲座"
national = "科普讲座"
[[form]]
id = "show"
name = "展览"
national = "专题展览"
[[form]]
id = "tour"
name = "巡展"
national = "专题展览"
[[indicator]]
id = "exhibition_area"
name = "展厅面积"
unit = "平方米"
[[indicator]]
id = "raised"
name = "科普经费筹集额"
unit = "万元"
[[indicator]]
id = "followers"
name = "关注人数"
unit = "人"
stock = false
`,
	"bases/qixiang.md": "+++\nname = \"虚构气象馆\"\nalias = [\"气象馆\"]\ncounty = \"甲县\"\nkind = \"气象\"\n+++\n虚构。\n",
	"bases/school.md":  "+++\nname = \"虚构中学\"\ncounty = \"乙县\"\nkind = \"学校\"\n+++\n虚构。\n",
	"designations.toml": `[[designation]]
level = "市级"
date = "2015"
total = 18
bases = ["虚构气象馆", "虚构中学"]
[[designation]]
level = "省级"
date = "2016-06"
bases = ["虚构气象馆"]
complete = false
[[revocation]]
level = "市级"
date = "2017-03"
bases = ["虚构中学"]
`,
	"activities/log.toml": `[[activity]]
date = 2016-05-20
title = "虚构周启动"
county = "甲县"
campaign = "示例周"
participants = 1200
[[activity]]
date = 2016-09-17
title = "虚构讲座"
base = "虚构气象馆"
form = "讲座"
campaign = "示例 科普日"
[[activity]]
date = "2016-09"
title = "虚构讲座二"
bases = ["虚构气象馆", "虚构中学"]
form = "讲座"
participants = 300
[[activity]]
date = 2017-05-20
title = "虚构周再启动"
county = "乙县"
campaign = "示例周"
[[annual]]
base = "虚构气象馆"
year = 2016
visitors = 12340
staff_full = 3
exhibition_area = 12345.6
raised = 0.1
[[annual]]
base = "虚构中学"
year = 2016
exhibition_area = 0.05
raised = 20000.2
[[annual]]
base = "虚构中学"
year = 2017
raised = 3
`,
	"ratings.toml": `[[rating]]
scheme = "年度考核"
year = 2016
base = "虚构气象馆"
result = "优秀"
[[rating]]
scheme = "年度考核"
year = 2017
bases = ["虚构气象馆", "虚构中学"]
result = "合格"
[[rating]]
scheme = "示范评价"
year = 2016
base = "虚构中学"
result = "优秀"
`,
}

// contentWith is the city with one more report.
func contentWith(t testing.TB, body string) (*catalog.Catalog, *figures.Figures, func(string) *diag.File) {
	t.Helper()
	files := map[string]*diag.File{}
	var parsed []*source.Parsed
	texts := map[string]string{"reports/r.md": "+++\ntitle = \"虚构总结\"\n+++\n" + body}
	for name, text := range city {
		texts[name] = text
	}
	var names []string
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p := source.Parse(name, []byte(texts[name]))
		if p.Problems.HasErrors() {
			t.Fatalf("%s: %v", name, p.Problems)
		}
		files[name] = p.File
		parsed = append(parsed, p)
	}
	cat, problems := catalog.Link(catalog.Input{Files: parsed})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return cat, figures.Of(cat), func(name string) *diag.File { return files[name] }
}

// numbers writes a text with its figures in.
func numbers(t *testing.T, body string) string {
	t.Helper()
	cat, f, _ := contentWith(t, body)
	q := quote.Of(cat, f)
	d := cat.Reports[0].Body
	return d.Filled(d.Plain, 0, func(x *markdown.Directive) string {
		r, faults := q.Read(x)
		for _, fault := range faults {
			if !fault.Harmless {
				t.Errorf("%s: %s", body, fault.What.EN)
			}
		}
		return r.Text(q.Number(&r))
	})
}

func TestFigures(t *testing.T) {
	for text, want := range map[string]string{
		"figure activities":                              "4",
		"figure activities year=2016":                    "3",
		"figure activities year=2016-2017":               "4",
		"figure activities year=2015":                    "没有记录",
		"figure activities year=2015 unit":               "没有记录",
		"figure activities year=2015 county=甲县":          "没有记录",
		"figure sessions year=2015 county=甲县 kind=气象":    "没有记录",
		"figure participants year=2015 unit":             "没有记录",
		"figure activities year=2030":                    "没有记录",
		"figure activities year=2015-2016":               "3",
		"figure activities year=2016 month=7":            "没有记录",
		"figure in_force year=2014":                      "没有记录",
		"figure in_force year=2040":                      "至少17",
		"figure in_force year=2040 level=市级 unit":        "17家",
		"figure in_force year=2040 level=市级 county=乙县":   "未查到",
		"数字 活动 年份=2016年 月份=9月":                           "2",
		"figure activities month=09 year=2016":           "2",
		"figure activities month=5":                      "2",
		"figure activities year = 2016":                  "3",
		"figure activities county=甲县":                    "3",
		"figure activities county=jia campaign=示例周":      "1",
		"figure activities campaign=\"示例 科普日\"":          "1",
		"figure activities base=气象馆 form=讲座":             "2",
		"figure activities level=省级 county=乙县":           "1",
		"figure participants":                            "1,500",
		"figure participants unit":                       "1,500人次",
		"数字 参加人次 年份=2016 单位=人":                           "1,500人",
		"figure participants format=plain":               "1500",
		"figure visitors format=万 year=2016 unit":        "1.23万人次",
		"figure visitors format=汉字":                      "一万二千三百四十",
		"figure participants campaign=示例周 year=2017":     "未报",
		"figure designated level=市级 year=2015":           "18",
		"figure designated year=2016":                    "至少1",
		"figure designated level=市级 county=甲县":           "至少1",
		"figure revoked":                                 "1",
		"figure in_force":                                "至少17",
		"figure in_force level=市级":                       "17",
		"figure in_force level=市级 year=2015 county=乙县":   "至少1",
		"figure staff_full":                              "未报",
		"figure staff_full year=2016":                    "3",
		"figure bases":                                   "2",
		"数字 展厅面积 年份=2016 unit":                           "12,345.65平方米",
		"figure exhibition_area year=2016 format=plain":  "12345.65",
		"figure exhibition_area year=2016 format=万 unit": "1.23万平方米",
		"figure exhibition_area year=2016 format=汉字":     "12,345.65",
		"figure exhibition_area year=2017":               "未报",
		"figure exhibition_area year=2016 county=乙县":     "0.05",
		"figure raised":                                  "20,003.3",
		"数字 科普经费筹集额 年份=2016 county=甲县":                   "0.1",
		"figure raised year=2016 unit":                   "20,000.3万元",
		"figure activities base=气象馆 form=科普讲座":           "2",
		"figure raised year=2017 format=汉字":              "3",
		"figure raised year=2016 format=亿 unit":          "20,000.3万元",
		"figure followers year=2016 unit":                "未报",
		"数字 基地 县区=甲县 unit":                               "1家",
		"figure bases level=市级":                          "1",
		"figure bases level=市级 year=2016":                "2",
		"figure bases level=省级 named=2016":               "1",
		"figure bases named=2015-2016 kind=学校":           "1",
	} {
		if got := numbers(t, "共{{ "+text+" }}。"); got != "共"+want+"。" {
			t.Errorf("{{ %s }}: %s, want %s", text, got, want)
		}
	}
}

// TestFaultsInDirectivesHaveTheirPlace gives the words that the place must mark,
// then what is said.
func TestFaultsInDirectivesHaveTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		"figure":                                         "{{ figure }} | E 没有写要哪个数",
		"figure year=2016":                               "{{ figure year=2016 }} | E 没有写要哪个数",
		"figure activites year=2016":                     "activites | E 没有 “activites” 这个指标，是否 activities？",
		"数字 参加人数":                                        "参加人数 | E 没有 “参加人数” 这个指标，是否 参加人次？",
		"figure activities yaer=2016":                    "yaer | E 这里不能写 yaer，是否 year？",
		"figure activities limit=3":                      "limit | E 这里不能写 limit，可以写：year month county level kind campaign form base expect format unit",
		"figure activities county=丙县":                    "丙县 | E 没有这个县区：“丙县”，可以写：甲县、乙县",
		"figure activities campaign=科技大集会":               "科技大集会 | E 没有这个重大科普活动：“科技大集会”，可以写：示例周、示例 科普日",
		"figure activities month=13":                     "13 | E 没有这个月份：“13”",
		"figure activities year=16":                      "16 | E “16” 不是年份",
		"figure activities year=2017-2016":               "2017-2016 | E “2017-2016” 不是年份",
		"figure activities year=":                        "year | E year 后面没有内容",
		"figure activities 2016":                         "2016 | E 看不懂 “2016”，是否 year=2016？",
		"figure activities 甲县":                           "甲县 | E 看不懂 “甲县”，是否 county=甲县？",
		"figure activities year=2016 year=2017":          "year | E year 写了两次",
		"figure activities format=千":                     "千 | E 没有 “千” 这种格式",
		"figure designated month=5":                      "month | E 命名数不能按月份算，可以写：县区、级别、类型",
		"figure bases campaign=示例周":                      "campaign | E 基地不能按重大科普活动算，可以写：县区、级别、类型",
		"figure in_force year=2015-2016":                 "{{ figure in_force year=2015-2016 }} | E 在册基地是年末的数，几年不能相加，只写一年，例如 year=2016",
		"figure activities year=2015":                    "{{ figure activities year=2015 }} | W 2015年活动数：没有记录，页面上会写“没有记录”，不写 0，请补上记录",
		"figure activities year=2015-2016":               "{{ figure activities year=2015-2016 }} | W 2015年没有记录，没有算在里面",
		"figure activities year=2015-2016 expect=3":      "",
		"figure activities year=2015 expect=没有记录":        "",
		"figure in_force year=2040":                      "",
		"figure in_force year=2014":                      "{{ figure in_force year=2014 }} | W 2014 年没有任何记录",
		"figure activities year=2030":                    "{{ figure activities year=2030 }} | W 2030 年没有任何记录，有记录的是 2015—2017 年",
		"figure participants year=2017":                  "{{ figure participants year=2017 }} | W 没有一条记录填报了这个数",
		"figure participants year=2017 expect=未报":        "",
		"figure designated level=市级 year=2015 expect=18": "",
		"figure participants expect=1,500":               "",
		"figure raised year=2016 expect=20000.3":         "",
		"figure raised year=2016 expect=20,000.3":        "",
		"figure raised year=2016 expect=20000":           "20000 | W 这里应为 20000，数据现在是 20,000.3",
		"figure activities form=专题展览":                    "专题展览 | E 没有这个活动形式：“专题展览”，可以写：讲座、展览、巡展",
		"figure exhibition_aera year=2016":               "exhibition_aera | E 没有 “exhibition_aera” 这个指标，是否 exhibition_area？",
		"数字 展厅面和 年份=2016":                                "展厅面和 | E 没有 “展厅面和” 这个指标，是否 展厅面积？",
		"figure exhibition_area year=2016-2017":          "{{ figure exhibition_area year=2016-2017 }} | E 展厅面积是年末的数，几年不能相加，只写一年，例如 year=2017",
		"figure visitors format=万 expect=1.23万":          "",
		"figure activities year=2016 expect=4":           "4 | W 这里应为 4，数据现在是 3",
		"figure participants year=2017 expect=20":        "20 | W 这里应为 20，数据现在是 未报",
		"chart activities by=day":                        "day | E 不能按 “day” 分",
		"chart activities by=month year=2016 month=5":    "{{ chart activities by=month year=2016 month=5 }} | E 已经只要一个月份",
		"table bases by=year":                            "{{ table bases by=year }} | E 有页面的基地不分年份，请改用 in_force",
		"table bases by=campaign":                        "{{ table bases by=campaign }} | E 基地不能按重大科普活动算",
		"figure activities year=2016 month=7":            "{{ figure activities year=2016 month=7 }} | W 2016年7月活动数：没有记录，页面上会写“没有记录”",
		"figure designated year=2016 level=省级 county=乙县": "{{ figure designated year=2016 level=省级 county=乙县 }} | W 2016年乙县省级命名数：这个数没有查到，页面上会写“未查到”",
		"figure bases named=2016 level=省级 county=乙县":     "{{ figure bases named=2016 level=省级 county=乙县 }} | W 2016年命名的乙县省级基地：这个数没有查到，页面上会写“未查到”",
		"figure designated named=2016":                   "named | E 这里不能写 named，是否 year=2016？",
		"数字 命名数 命名年份=2016":                               "命名年份 | E 这里不能写 命名年份，是否 year=2016？",
		"figure in_force named=2016":                     "named | E 这里不能写 named，可以写：year county level kind expect format unit",
		"figure activities named=2016":                   "named | E 这里不能写 named，可以写：",
		"figure bases named=2015 year=2017":              "year | E named 和 year 不能一起写，要那一年命名的，只写 named；",
		"bases year=2017 named=2015":                     "named | E named 和 year 不能一起写",
		"figure bases month=5":                           "month | E 基地不能按月份算",
		"figure visitors month=5":                        "month | E 接待人次不能按月份算，可以写：县区、级别、类型、基地",
		"figure in_force base=气象馆":                       "base | E 在册基地不能按基地算",
		"chart bases by=county named=2015":               "named | E 这里不能写 named，可以写：year county level kind rated result scheme by title",
		"bases year=2015-2016":                           "{{ bases year=2015-2016 }} | E 基地是年末的数，几年不能相加，只写一年，例如 year=2016",
		"figure activities unit unit=个":                  "unit | E unit 写了两次",
		"bases form=讲座":                                  "form | E 这里不能写 form",
		"activities limit=0":                             "0 | E “0” 不是个数",
		"map county=甲":                                   "甲 | E 没有这个县区：“甲”，是否 甲县？",
	} {
		body := "\n{{ " + text + " }}\n"
		cat, f, files := contentWith(t, body)
		got := ""
		for _, p := range quote.Of(cat, f).Check(files) {
			line := []rune(p.Place.Excerpt)
			marked := string(line[p.Place.Column-1 : p.Place.Column-1+p.Place.Width])
			got += marked + " | " + string("EW"[p.Severity]) + " " + p.Message(diag.ZH)
			if p.Place.Line != 5 || p.Place.File != "reports/r.md" {
				t.Errorf("{{ %s }}: at %s:%d", text, p.Place.File, p.Place.Line)
			}
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("{{ %s }}:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestRowsOfChartsAndTables(t *testing.T) {
	for text, want := range map[string]string{
		"chart activities by=month year=2016":  "1:0 2:0 3:0 4:0 5:1 6:0 7:0 8:0 9:2 10:0 11:0 12:0",
		"chart activities by=county year=2016": "jia:3 yi:1",
		"chart activities by=year":             "2015:0 2016:3 2017:1",
		"chart activities":                     "2015:0 2016:3 2017:1",
		"chart in_force":                       "2015:18 2016:18 2017:17",
		"chart in_force by=level":              "provincial:1 municipal:17",
		"chart activities by=year county=乙县":   "2015:0 2016:1 2017:1",
		"chart activities by=campaign":         "week:2 day:1",
		"chart participants by=base year=2016": "qixiang:300 school:300",
		"table designated by=level year=2015":  "municipal:18",
		"table designated by=year":             "2015:18 2016:1 2017:0",
		"table bases by=county":                "jia:1 yi:1",
		"table bases by=county level=省级":       "jia:1 yi:0",
		"table bases county=甲县":                "weather:1",
		"table in_force year=2016 level=市级":    "jia:1 yi:1",
		"图 基地 按=类型":                            "weather:1 school:1",
		"table in_force year=2016":             "provincial:1 municipal:18",
	} {
		cat, f, files := contentWith(t, "{{ "+text+" }}")
		q := quote.Of(cat, f)
		if found := q.Check(files); len(found) > 0 {
			t.Errorf("{{ %s }}: %v", text, found)
		}
		r, _ := q.Read(&cat.Reports[0].Body.Directives[0])
		var got []string
		for _, row := range q.Rows(&r) {
			key := row.Key
			if r.By.Years {
				key = quote.Plain.Write(int64(row.Year))
			}
			got = append(got, key+":"+quote.Plain.Write(row.Value))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("{{ %s }}: %s, want %s", text, got, want)
		}
	}
}

func TestActivitiesAreThoseThatAreCounted(t *testing.T) {
	cat, f, _ := contentWith(t, "{{ activities year=2016 base=虚构气象馆 limit=1 }}\n{{ activities county=甲县 }}")
	q := quote.Of(cat, f)
	var titles []string
	for i := range cat.Reports[0].Body.Directives {
		r, _ := q.Read(&cat.Reports[0].Body.Directives[i])
		for _, a := range q.Activities(&r) {
			titles = append(titles, a.Title)
		}
	}
	if got := strings.Join(titles, " "); got != "虚构讲座 虚构讲座 虚构讲座二 虚构周启动" {
		t.Error(got)
	}
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		n                         int64
		thousands, wan, yi, hanzi string
	}{
		{0, "0", "0", "0", "零"},
		{10, "10", "10", "10", "十"},
		{18, "18", "18", "18", "十八"},
		{20, "20", "20", "20", "二十"},
		{105, "105", "0.01万", "105", "一百零五"},
		{110, "110", "0.01万", "110", "一百一十"},
		{1200, "1,200", "0.12万", "1,200", "一千二百"},
		{9_999, "9,999", "1万", "9,999", "九千九百九十九"},
		{10_020, "10,020", "1万", "10,020", "一万零二十"},
		{12_350, "12,350", "1.24万", "12,350", "一万二千三百五十"},
		{12_340, "12,340", "1.23万", "12,340", "一万二千三百四十"},
		{100_000, "100,000", "10万", "100,000", "十万"},
		{105_000, "105,000", "10.5万", "105,000", "十万五千"},
		{2_000_000_050, "2,000,000,050", "200,000.01万", "20亿", "二十亿零五十"},
		{100_050_000, "100,050,000", "10,005万", "1亿", "一亿零五万"},
		{math.MaxInt64, "9,223,372,036,854,775,807", "922,337,203,685,477.58万", "92,233,720,368.55亿", "9,223,372,036,854,775,807"},
	} {
		for f, want := range map[quote.Format]string{quote.Thousands: c.thousands, quote.Wan: c.wan, quote.Yi: c.yi, quote.Hanzi: c.hanzi} {
			if got := f.Write(c.n); got != want {
				t.Errorf("%d in format %d: %s, want %s", c.n, f, got, want)
			}
		}
	}
}

// FuzzDirectives gives any words: whatever they are, they are read or refused
// with a place inside the directive, and never panic.
func FuzzDirectives(f *testing.F) {
	for _, s := range []string{"figure activities year=2016", "图 基地 按=类型", "activities limit=3", "map county=甲县", "figure bases named=2016 expect=1", "table designated by=year level=市级", "figure in_force", "数字 参加人次 月份=unknown"} {
		f.Add(s)
	}

	cat, figs, _ := contentWith(f, "")
	q := quote.Of(cat, figs)
	f.Fuzz(func(t *testing.T, words string) {
		text := "{{ " + words + " }}"
		var ps diag.List
		file := diag.NewFile("reports/r.md", text)
		for _, d := range markdown.Parse(text, markdown.Origin{File: file, End: len(text), Exact: true}, &ps).Directives {
			r, faults := q.Read(&d)
			bad := false
			for _, x := range faults {
				bad = bad || !x.Harmless
				if x.Start < d.Start || x.End > d.End || x.End <= x.Start {
					t.Errorf("%q: fault at %d to %d", text, x.Start, x.End)
				}
				if strings.Contains(x.What.ZH+x.What.EN+x.Mend.ZH+x.Mend.EN, "%!") {
					t.Errorf("%q: %v", text, x)
				}
			}
			if bad {
				continue
			}
			r.Text(q.Number(&r))
			q.Rows(&r)
			q.Bases(&r)
			q.Activities(&r)
			q.About(&r)
		}
	})
}
