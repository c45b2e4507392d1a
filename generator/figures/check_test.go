package figures_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/source"
)

func noFile(string) *diag.File { return nil }

// Each line with ### must be warned about with these words, and no other line.
var slips = []struct{ name, log string }{
	{"twice the same", `
[[activity]]
date = 2016-09-17
title = "示例讲座"
base = jia
[[activity]]
date = 2016-09-17
title = "示例讲座"  ### 可能重复：日期、名称和基地与 activities/a.toml 第 1 行的活动相同
base = yi jia
[[activity]]
date = 2016-09-17
title = "示例　讲座。"  ### 可能重复：日期、名称和基地与 activities/a.toml 第 1 行的活动相同
base = jia
status = planned
`},
	{"the same as two others", `
[[activity]]
date = 2016-09-17
title = "示例讲座"
base = jia
[[activity]]
date = 2016-09-17
title = "示例讲座"
base = yi
[[activity]]
date = 2016-09-17
title = "示例讲座"  ### 可能重复：日期、名称和基地与 activities/a.toml 第 5 行的活动相同
base = yi jia
`},
	{"alike, but not the same", `
[[activity]]
date = 2016-09-17
title = "示例讲座"
base = jia
[[activity]]
date = 2016-09-17
title = "示例讲座"
base = yi
[[activity]]
date = 2016-09-18
title = "示例讲座"
base = jia
[[activity]]
date = 2016-09
title = "示例讲座"
base = jia
[[activity]]
date = 2016-09-17
title = "示例讲座二"
base = jia
[[activity]]
date = 2016-09-17
title = "示例讲座"
`},
	{"twice the same without a base", `
[[activity]]
date = 2016-09
title = "示例周启动"
county = east
[[activity]]
date = 2016-09
title = "示例周启动"
county = west
[[activity]]
date = 2016-09
title = "示例周启动"  ### 可能重复：日期和名称与 activities/a.toml 第 1 行
county = east
[[activity]]
date = 2016-09
title = "示例周启动"
[[activity]]
date = 2016-09
title = "示例周启动"  ### 可能重复：日期和名称与 activities/a.toml 第 13 行
`},
	{"above the limit", `
[[activity]]
date = 2016
title = "甲"
sessions = 10001 ### sessions（活动场次） 写的是 10001，大于 10000
participants = 10000000
online = 1000000001 ### online（线上人次）
volunteers = 13800000000 ### volunteers（志愿者人数）
funds = 1000000000
[[annual]] ### visitors（接待人次） 写的是 100000000，大于 10000000
year = 2016
base = jia
visitors = 100000000
[[annual]] ### staff_full（专职人员） 写的是 10001，大于 10000
year = 2017
base = jia
staff_full = 10001
[[annual]]
year = 2018
base = jia
open_days = 366
visitors = 10000000
`},
	{"a slip between two returns", `
[[annual]]
year = 2014
base = jia
visitors = 100
[[annual]] ### visitors（接待人次） 写的是 1000，是虚构甲馆2014年 100 的十倍以上
year = 2015
base = jia
visitors = 1000
[[annual]]
year = 2016
base = jia
visitors = 110
[[annual]]
year = 2017
base = jia
visitors = 999
`},
	{"a change that stays", `
[[annual]]
year = 2014
base = jia
visitors = 100
[[annual]] ### visitors（接待人次） 写的是 1000，是虚构甲馆2014年 100 的十倍以上
year = 2015
base = jia
visitors = 1000
[[annual]]
year = 2017
base = jia
visitors = 5000
[[annual]] ### visitors（接待人次） 写的是 50000，是虚构甲馆2017年 5000
year = 2018
base = jia
visitors = 50000
`},
	{"few visitors, and none", `
[[annual]]
year = 2014
base = jia
visitors = 3
[[annual]]
year = 2015
base = jia
visitors = 99
[[annual]]
year = 2016
base = jia
visitors = 0
[[annual]]
year = 2017
base = jia
visitors = 999
`},
	{"more free days than days", `
[[annual]] ### 免费开放天数 301 多于开放天数 300
year = 2016
base = jia
open_days = 300
free_days = 301
[[annual]]
year = 2017
base = jia
open_days = 300
free_days = 300
[[annual]]
year = 2018
base = jia
free_days = 300
`},
	{"more sessions than people", `
[[activity]]
date = 2016
title = "甲"
sessions = 30 ### 场次 30 多于参加人次 3
participants = 3
[[activity]]
date = 2016
title = "乙"
sessions = 3
participants = 3
[[activity]]
date = 2016
title = "丙"
sessions = 3
[[activity]]
date = 2016
title = "丁"
participants = 0
[[activity]]
date = 2016
title = "戊"
sessions = 3
participants = 0
online = 50
[[activity]]
date = 2016
title = "己"
sessions = 3 ### 场次 3 多于参加人次 0
participants = 0
`},
	{"a jump", activities("jia", 100, 110, 90, 120, 80) + activities("yi", 10, 11, 9, 12, 8) + `
[[activity]]
date = 2017
title = "跳"
base = jia yi
participants = 1000 ### participants（参加人次） 写的是 1000，是虚构甲馆其余 5 条记录的中间值 100 的十倍以上
`},
	{"a jump above the middle of six", activities("jia", 100, 100, 100, 200, 200, 200) + `
[[activity]]
date = 2017
title = "跳"
base = jia
participants = 1500 ### 其余 6 条记录的中间值 150 的十倍以上
`},
	{"no jump above the middle of six", activities("jia", 100, 100, 100, 200, 200, 200) + `
[[activity]]
date = 2017
title = "跳"
base = jia
participants = 1499
`},
	{"just no jump", activities("jia", 100, 110, 90, 120, 80) + `
[[activity]]
date = 2017
title = "跳"
base = jia
participants = 999
`},
	{"too few others for a jump", activities("jia", 100, 110, 90, 120) + `
[[activity]]
date = 2017
title = "跳"
base = jia
participants = 100000
`},
	{"only what counts is usual", activities("jia", 100, 110, 90, 120) + `
[[activity]]
date = 2017
title = "计划"
base = jia
status = planned
participants = 90000
[[activity]]
date = 2017
title = "跳"
base = jia
participants = 90000
`},
	{"only what counts can jump", activities("jia", 100, 110, 90, 120, 80) + `
[[activity]]
date = 2017
title = "计划"
base = jia
status = planned
participants = 90000
[[activity]]
date = 2017
title = "跳"
base = jia
participants = 90000 ### 其余 5 条记录的中间值 100
`},
	{"small numbers jump every day", activities("jia", 3, 3, 3, 3, 3) + activities("yi", 0, 0, 0, 0, 0) + `
[[activity]]
date = 2017
title = "不算跳"
base = jia
participants = 99
[[activity]]
date = 2017
title = "没有中间值"
base = yi
participants = 500
`},
	{"a return that jumps", returns("jia", 2010, 2000, 2100, 2200, 1900, 2050) + `
[[annual]] ### visitors（接待人次） 写的是 25000，是虚构甲馆其余 5 条记录的中间值 2050 的十倍以上
year = 2016
base = jia
visitors = 25000
`},
}

func activities(base string, participants ...int) string {
	var b strings.Builder
	for i, n := range participants {
		fmt.Fprintf(&b, "[[activity]]\ndate = 2015\ntitle = %q\nbase = %s\nparticipants = %d\n", fmt.Sprint("常", i), base, n)
	}
	return b.String()
}

func returns(base string, year int, visitors ...int) string {
	var b strings.Builder
	for i, n := range visitors {
		fmt.Fprintf(&b, "[[annual]]\nyear = %d\nbase = %s\nvisitors = %d\n", year+i, base, n)
	}
	return b.String()
}

func TestSlipsAreWarnedAboutWhereTheyStand(t *testing.T) {
	for _, s := range slips {
		t.Run(s.name, func(t *testing.T) {
			text := strings.TrimPrefix(s.log, "\n")
			file := diag.NewFile("activities/a.toml", text)
			found := figures.Check(readLog(t, file), func(path string) *diag.File {
				if path != file.Path {
					t.Fatalf("asked for %s", path)
				}
				return file
			})
			told := map[int]string{}
			for _, p := range found {
				if p.Severity != diag.Warning || p.What.EN == "" || p.Mend.EN == "" || strings.ContainsAny(p.What.EN, "，。：的") {
					t.Errorf("not a warning in two languages: %+v", p)
				}
				told[p.Place.Line] += p.Message(diag.ZH) + "\n"
			}
			for i, l := range strings.Split(text, "\n") {
				_, want, marked := strings.Cut(l, "### ")
				got := told[i+1]
				if marked && !strings.Contains(got, want) || !marked && got != "" || strings.Count(got, "\n") > 1 {
					t.Errorf("line %d: %s\n got %q\nwant %q", i+1, l, got, want)
				}
			}
		})
	}
}

func TestOrderOfActivitiesDoesNotChangeTheWarnings(t *testing.T) {
	for _, s := range slips {
		file := diag.NewFile("activities/a.toml", s.log)
		files := func(string) *diag.File { return file }
		cat := readLog(t, file)
		want := figures.Check(cat, files)
		for i, j := 0, len(cat.Activities)-1; i < j; i, j = i+1, j-1 {
			cat.Activities[i], cat.Activities[j] = cat.Activities[j], cat.Activities[i]
		}
		if got := figures.Check(cat, files); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: backwards\n%v\nforwards\n%v", s.name, got, want)
		}
	}
}

func TestWithoutTheFileTheWarningNamesIt(t *testing.T) {
	file := diag.NewFile("activities/a.toml", slips[0].log)
	found := figures.Check(readLog(t, file), noFile)
	if len(found) != 1 || found[0].Place != diag.Whole("activities/a.toml") {
		t.Errorf("got %+v", found)
	}
}

// readLog reads the plain lines of these tests into a catalog with the sample's bases.
func readLog(t *testing.T, file *diag.File) *catalog.Catalog {
	t.Helper()
	c := sample()
	c.Activities, c.Annuals = nil, nil
	for _, b := range c.Bases {
		b.Activities, b.Annuals = nil, nil
	}
	var a *catalog.Activity
	var r *catalog.Annual
	at := 0
	for full := range strings.Lines(file.Text) {
		span := source.Span{Start: int32(at), End: int32(at + len(full))}
		at += len(full)
		text, _, _ := strings.Cut(full, "###")
		text = strings.TrimSpace(text)
		key, value, _ := strings.Cut(text, " = ")
		switch {
		case text == "":
		case text == "[[activity]]":
			a, r = &catalog.Activity{Activity: &source.Activity{}, Path: file.Path}, nil
			a.Span = span
			c.Activities = append(c.Activities, a)
		case text == "[[annual]]":
			a, r = nil, &catalog.Annual{Annual: &source.Annual{}, Path: file.Path}
			r.Span = span
			c.Annuals = append(c.Annuals, r)
		case a != nil:
			readActivity(t, c, a, key, value, span)
		default:
			readReturn(t, c, r, key, value)
		}
	}
	for _, b := range c.Bases {
		b.Titles = nil
	}
	link(c)
	c.Order()
	return c
}

func readActivity(t *testing.T, c *catalog.Catalog, a *catalog.Activity, key, value string, span source.Span) {
	t.Helper()
	switch key {
	case "date":
		a.Date.Date = day(value)
	case "title":
		a.Title, a.TitleSpan = strings.Trim(value, `"`), span
	case "base":
		for _, id := range strings.Fields(value) {
			a.Bases = append(a.Bases, baseOf(t, c, id))
		}
	case "county":
		for _, x := range c.Counties {
			if x.ID == value {
				a.Counties = []*catalog.County{x}
			}
		}
	case "status":
		a.Status = source.Planned
	case "sessions":
		a.Sessions, a.SessionsSpan = known(integer(t, value)), span
	default:
		for i, m := range measure.InActivity {
			if m.Field() == key {
				a.Figures[i], a.FigureSpans[i] = known(integer(t, value)), span
				return
			}
		}
		t.Fatalf("test: what is %s?", key)
	}
}

func readReturn(t *testing.T, c *catalog.Catalog, r *catalog.Annual, key, value string) {
	t.Helper()
	switch key {
	case "base":
		r.Base = baseOf(t, c, value)
	case "year":
		r.Year = int(integer(t, value))
	default:
		for i, m := range measure.InReturn {
			if m.Field() == key {
				r.Figures[i] = known(integer(t, value))
				return
			}
		}
		t.Fatalf("test: what is %s?", key)
	}
}

func baseOf(t *testing.T, c *catalog.Catalog, id string) *catalog.Base {
	t.Helper()
	for _, b := range c.Bases {
		if b.ID == id {
			return b
		}
	}
	t.Fatalf("test: no base %s", id)
	return nil
}

func integer(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
