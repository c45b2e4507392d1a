package pages

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/source"
	"kepu/generator/statistics"
)

// unsure has titles of which nobody knows until when they are valid, and one that was revoked.
func unsure(t *testing.T) *maker {
	files := map[string]string{
		"bases/jia.md": placedPage("虚构甲馆", "east"), "bases/yi.md": placedPage("虚构乙馆", "west"), "bases/bing.md": placedPage("虚构丙馆", "west"),
		"designations.toml": `
[[designation]]
level = "省级"
date = 2016
valid_until = "未知"
total = 20
bases = ["jia"]
[[designation]]
level = "市级"
date = 2015
bases = ["bing"]
[[designation]]
level = "市级"
date = 2017
valid_until = 2030
bases = ["yi", "bing"]
[[revocation]]
level = "市级"
date = 2018
bases = ["bing"]
`,
		"activities/all.toml": activity("2018-05-10", "base = \"jia\""),
	}
	return made(t, files)
}

func TestTitlesOfUnknownValidityAreSaidToBe(t *testing.T) {
	m := unsure(t)
	jia, yi, bing := baseOf(t, m, "jia"), baseOf(t, m, "yi"), baseOf(t, m, "bing")
	for _, c := range []struct{ got, want string }{
		{m.card(address.Home, jia).Level + m.card(address.Home, jia).LevelNote, "省级有效期未查到"},
		{m.card(address.Home, yi).Level + m.card(address.Home, yi).LevelNote, "市级"},
		{m.card(address.Home, bing).Level + m.card(address.Home, bing).LevelNote, "命名已撤销"},
		{m.card(address.Home, bing).Titles, "市级 2017年 已撤销（2018年）、市级 2015年 已有新的命名"},
		{m.titleRows(address.Base(jia), jia)[0].Status, "有效期未查到"},
		{spot(t, m, "jia").Title, "虚构甲馆，省级（有效期未查到）"},
		{spot(t, m, "yi").Title, "虚构乙馆，市级"},
		{spot(t, m, "bing").Title, "虚构丙馆，命名已撤销"},
		{m.headlines(address.Home)[1].Value + " " + m.headlines(address.Home)[1].Note, "1 另有20家有效期未查到；含只知数目、未查到名称的"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if !m.isOver(bing) || m.isOver(jia) {
		t.Error("a base whose renewed title was taken away is one no more")
	}
	if r := m.roster(address.Directory, m.c.Designations[1], 10); !r.NoEndKnown || r.Expired {
		t.Errorf("the batch: %+v", r)
	}
	var cells []string
	for _, y := range []int{2016, 2017, 2018} {
		r, _ := m.f.Get(y, measure.InForce, figures.ByLevel, m.c.Levels[0].ID)
		if n := statistics.Number("", r); r.Name == "省级" {
			cells = append(cells, n.Value+n.Note)
		}
	}
	if got := strings.Join(cells, " "); got != "20 未查到20家有效期未查到 未查到20家有效期未查到" {
		t.Errorf("by year: %s", got)
	}
	whole, _ := m.f.Get(2018, measure.InForce, figures.All, "")
	before, _ := m.f.Get(2016, measure.InForce, figures.All, "")
	if got := statistics.InForceWords(whole); got != "在册1家，另有20家有效期未查到" {
		t.Error(got)
	}
	if figures.Compare(before, whole).Known {
		t.Error("what is not known any more did not fall")
	}
}

func TestDirectivesSayWhatMayHold(t *testing.T) {
	for directive, want := range map[string]string{
		"{{ figure in_force year=2018 unit }}":           "1家，另有20家有效期未查到",
		"{{ figure in_force level=省级 year=2018 unit }}":  "20家有效期未查到",
		"{{ figure bases level=省级 unit }}":               "1家有效期未查到",
		"{{ figure bases level=市级 unit }}":               "1家",
		"{{ figure in_force level=省级 year=2016 unit }}":  "20家",
		"{{ figure in_force year=2018 format=汉字 unit }}": "一家，另有二十家有效期未查到",
	} {
		m := unsure(t)
		p := source.Parse("pages/x.md", []byte("+++\ntitle = \"x\"\n+++\n"+directive+"\n"))
		if p.Problems.HasErrors() {
			t.Fatal(p.Problems)
		}
		r, faults := m.quotes.Read(&p.Article.Body.Directives[0])
		if len(faults) > 0 {
			t.Fatal(directive, faults)
		}
		if got := r.Text(m.quotes.Number(&r)); got != want {
			t.Errorf("%s: %q, want %q", directive, got, want)
		}
	}
}

func TestAnAliasIsNoLabelOfAMap(t *testing.T) {
	m := made(t, map[string]string{
		"bases/jia.md": "+++\nname = \"虚构甲馆\"\nalias = [\"旧馆\"]\ncounty = \"east\"\nlocation = [114.1, 33.1]\nprecision = \"exact\"\n+++\n",
		"bases/yi.md":  "+++\nname = \"虚构的乙学校\"\nalias = [\"旧校\"]\nshort = \"乙校\"\ncounty = \"east\"\nlocation = [114.3, 33.2]\nprecision = \"exact\"\n+++\n",
	})
	for id, want := range map[string]string{"jia": "虚构甲馆", "yi": "乙校"} {
		if got := spot(t, m, id).Name; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	labels := 0
	for _, g := range m.mapPage().Counties {
		for _, it := range g.Bases {
			if it.Label != map[string]string{"yi": "乙校"}[it.ID] {
				t.Errorf("%s is labelled %s", it.ID, it.Label)
			}
			labels++
		}
	}
	if labels != 2 {
		t.Error(labels)
	}
}

// A county's page counts as bases what the home page does.
func TestCountyTellsWhichWereBases(t *testing.T) {
	designated := "[[designation]]\nlevel = \"市级\"\ndate = 2015\nbases = [\"jia\", \"yi\"]\n[[revocation]]\nlevel = \"市级\"\ndate = 2018\nbases = [\"jia\"%s]\n"
	for also, want := range map[string]string{
		"":         "本站有示例东县1家科普教育基地的介绍，另有1家已撤销命名或不再作为基地，还没有活动记录。",
		", \"yi\"": "本站介绍的示例东县的基地，2家已撤销命名或不再作为基地，还没有活动记录。",
	} {
		m := made(t, map[string]string{
			"bases/jia.md": basePage("虚构甲馆", "east"), "bases/yi.md": basePage("虚构乙馆", "east"), "designations.toml": fmt.Sprintf(designated, also),
		})
		if got := strings.Join(m.county(m.c.Counties[0]).Lead, ""); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
