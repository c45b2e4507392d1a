package figures_test

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// linked links a content of these files, which has no errors.
func linked(t *testing.T, files map[string]string) *catalog.Catalog {
	t.Helper()
	in := catalog.Input{Asset: func(string) *source.Asset { return nil }}
	for _, name := range sortedNames(files) {
		in.Files = append(in.Files, source.Parse(name, []byte(files[name])))
	}
	c, ps := catalog.Link(in)
	for _, f := range in.Files {
		ps = append(ps, f.Problems...)
	}
	if ps.HasErrors() {
		t.Fatal(ps)
	}
	return c
}

const derivedSite = `title = "示例"
[organiser]
name = "示例"
[[county]]
id = "jia"
name = "甲县"
[[form]]
id = "talk"
name = "讲座"
national = "科普讲座"
[[form]]
id = "lesson"
name = "科学课"
national = "科普讲座"
[[form]]
id = "show"
name = "展览"
national = "专题展览"
[[form]]
id = "visit"
name = "督导"
public = false
national = "专题展览"
[[indicator]]
id = "area"
name = "常设展厅面积"
unit = "平方米"
[[indicator]]
id = "raised"
name = "筹集额"
unit = "万元"
[[indicator]]
id = "own"
name = "自筹"
unit = "万元"
of = "筹集额"
`

// TestDerivedFiguresAreThoseWorkedOutByHand: 1200 visitors in 300 days are 4 a day …
func TestDerivedFiguresAreThoseWorkedOutByHand(t *testing.T) {
	page := "+++\nname = \"%s\"\ncounty = \"甲县\"\n+++\n"
	c := linked(t, map[string]string{
		"site.toml": derivedSite, "bases/a.md": fmt.Sprintf(page, "甲馆"), "bases/b.md": fmt.Sprintf(page, "乙馆"), "bases/c.md": fmt.Sprintf(page, "丙馆"),
		"activities/2016.toml": `[[annual]]
base = "甲馆"
year = 2016
open_days = 300
free_days = 100
visitors = 1200
area = 80.5
raised = 0.3
own = 0.1
[[annual]]
base = "乙馆"
year = 2016
open_days = 200
visitors = 4000000
raised = 12
[[annual]]
base = "丙馆"
year = 2016
open_days = 0
free_days = 0
visitors = 0
area = 0
own = 5
`})
	f := figures.Of(c)
	var got []string
	for _, d := range f.Derived() {
		line := d.Name + " " + d.Unit + ":"
		for _, name := range []string{"甲馆", "乙馆", "丙馆"} {
			for _, b := range c.Bases {
				if b.Name == name {
					line += " " + strings.ReplaceAll("["+d.Return(b.Return(2016))+"]", "[]", "-")
				}
			}
		}
		year, n := f.Year(2016, d)
		none, _ := f.Year(2017, d)
		got = append(got, fmt.Sprintf("%s; %s of %d%s", line, year, n, none))
	}
	want := []string{
		"平均每个开放日接待 人次: [4] [20,000] -; 8,002.4 of 3", // 4,001,200 in 500 days
		"每平方米展厅接待 人次: [14.9] - -; 14.9 of 2",
		"免费开放天数占开放天数 %: [33.3] - -; 33.3 of 2",
		"自筹占筹集额 %: [33.3] - -; 33.3 of 1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestFormsOfOneNationalNameAreCountedTogether(t *testing.T) {
	log := ""
	for i, form := range []string{"talk", "科学课", "talk", "show", "visit", ""} {
		log += fmt.Sprintf("[[activity]]\ndate = 2016-05-0%d\ntitle = \"示例%d\"\n", i+1, i)
		if form != "" {
			log += fmt.Sprintf("form = %q\n", form)
		}
		if i < 2 {
			log += "participants = 10\nsessions = 2\n"
		}
	}
	f := figures.Of(linked(t, map[string]string{"site.toml": derivedSite, "activities/a.toml": log}))
	var got []string
	for _, m := range []measure.Measure{measure.Activities, measure.Sessions, measure.Participants, measure.Online} {
		for _, r := range f.ByNational(2016, m) {
			got = append(got, fmt.Sprintf("%s %s %d %v %d/%d %d", m.Key(), r.Name, r.Value, r.Known, r.Reported, r.Entries, r.Year))
		}
	}
	want := []string{
		"activities 科普讲座 3 true 3/3 2016", "activities 专题展览 1 true 1/1 2016",
		"sessions 科普讲座 5 true 3/3 2016", "sessions 专题展览 1 true 1/1 2016",
		"participants 科普讲座 20 true 2/3 2016", "participants 专题展览 0 false 0/1 2016",
		"online 科普讲座 0 false 0/3 2016", "online 专题展览 0 false 0/1 2016",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if rows := f.ByNational(2015, measure.Activities); len(rows) > 0 {
		t.Errorf("2015: %v", rows)
	}
}
