package duesheet_test

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/due"
	"kepu/generator/duesheet"
	"kepu/generator/source"
)

var today = date.Date{Year: 2026, Month: 11, Day: 29}

func base(id, phone string, c *catalog.County, index int) *catalog.Base {
	return &catalog.Base{Base: &source.Base{Name: "虚构<" + id + ">馆", Phone: phone}, ID: id, County: c, Index: index}
}

// items are of two counties, the second of the site first, and of none.
func items() []due.Item {
	jia, yi := &catalog.County{Name: "甲县", Index: 0}, &catalog.County{Name: "乙县", Index: 1}
	a, b := base("a", "0000-0000000", yi, 1), base("b", "", jia, 0)
	b.Verified.Date.Date = date.Date{Year: 2020, Month: 3}
	do := diag.T("照办", "do it")
	item := func(k due.Kind, u due.Urgency, b *catalog.Base, c *catalog.County, what string) due.Item {
		return due.Item{Kind: k, Urgency: u, Base: b, County: c, What: diag.Same(what), Do: do, Place: diag.Place{File: "x.toml", Line: 7}}
	}
	year := func(y int) due.Item {
		i := item(due.ReturnMissing, due.Overdue, a, yi, a.Name+"的年度数据没有报来")
		i.Year = y
		return i
	}
	return []due.Item{
		item(due.TitleOver, due.Overdue, a, yi, a.Name+"的市级命名，过了"),
		item(due.PlanPast, due.Overdue, nil, yi, "一场讲座"),
		item(due.NoPhoto, due.Someday, a, yi, a.Name+"没有照片"),
		year(2025), year(2024),
		item(due.NoPhone, due.Someday, b, jia, b.Name+"没有写电话"),
		item(due.Unchecked, due.Someday, b, jia, b.Name+"的页面上一次核对是2020年3月"),
		item(due.TitleUnknown, due.Someday, nil, nil, "两县的命名"),
	}
}

func TestACountyOnASheetWithABoxForEachThing(t *testing.T) {
	page, err := duesheet.Page(items(), today, "虚构协会")
	if err != nil {
		t.Fatal(err)
	}
	text := html.UnescapeString(regexp.MustCompile(`(?s)<style>.*</style>|<[a-z/][^>]*>`).ReplaceAllString(string(page), "|"))
	text = regexp.MustCompile(`[|\s]+`).ReplaceAllString(text, "|")
	at := 0
	for _, want := range []string{
		"|甲县　待办|到2026年11月29日，按记录有|2|件：有空就办|2　虚构协会|", "|虚构<b>馆|电话没有写|页面要补：|电话|核对（上次2020年3月）|", "|没有写电话|照办。|页面两年没有核对|照办。|",
		"|乙县　待办|", "5|件：该办了|4，有空就办|1", "|不分基地的|该办了|　一场讲座|x.toml|第7行|", "|虚构<a>馆|电话|0000-0000000|该办了|　市级命名，过了|x.toml|第7行|该办了|　年度数据未报：|2024年|2025年|页面要补：|照片|",
		"|全市　待办|", "两县的命名",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("%q does not follow in\n%s", want, text)
		}
		at += i
	}
	if n := strings.Count(string(page), "<article>"); n != 3 {
		t.Errorf("%d sheets", n)
	}
	if strings.Contains(text, "近期要办") || strings.Contains(string(page), "虚构<a>") || strings.Contains(string(page), "<script") {
		t.Errorf("what is not there is said, or text is not escaped:\n%s", text)
	}
}

func TestNothingToDo(t *testing.T) {
	page, err := duesheet.Page(nil, today, "")
	if err != nil || !strings.Contains(string(page), "按记录没有要办的事") || strings.Contains(string(page), "<table") {
		t.Errorf("%v\n%s", err, page)
	}
}

// Each thing has one box, however many there are.
func TestEveryItemHasABox(t *testing.T) {
	var list []due.Item
	for k := range 300 {
		i := items()[k%8]
		i.What = diag.Same(fmt.Sprint("第", k, "件"))
		list = append(list, i)
	}
	page, err := duesheet.Page(list, today, "虚构协会")
	if err != nil {
		t.Fatal(err)
	}
	boxes := len(regexp.MustCompile(`<li>|<span>(?:电话|照片|核对|202)`).FindAll(page, -1)) - strings.Count(string(page), `<span>电话</span><span>经办`)
	if boxes != len(list) {
		t.Errorf("%d boxes for %d", boxes, len(list))
	}
}
