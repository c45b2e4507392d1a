package site_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// quoting is content whose reports quote different parts of the same year.
var quoting = map[string]string{
	"site.toml": "title = \"示例\"\n[organiser]\nname = \"示例市科学技术协会\"\n[[county]]\nid = \"jia\"\nname = \"甲县\"\n[[county]]\nid = \"yi\"\nname = \"乙县\"\n" +
		"[[level]]\nid = \"city\"\nname = \"市级\"\n[[campaign]]\nid = \"week\"\nname = \"示例周\"\n",
	"bases/a.md":             "+++\nname = \"虚构馆\"\ncounty = \"甲县\"\nlocation = [114.02, 32.98]\n+++\n到2016年办了{{ figure activities base=虚构馆 year=2016 }}项。\n",
	"designations.toml":      "[[designation]]\nlevel = \"市级\"\ndate = \"2015\"\ntotal = 3\nbases = [\"虚构馆\"]\n",
	"activities/jia.toml":    "[[activity]]\ndate = 2016-05-20\ntitle = \"虚构甲\"\ncounty = \"甲县\"\ncampaign = \"示例周\"\nparticipants = 100\n[[activity]]\ndate = 2017-12-31\ntitle = \"虚构末\"\ncounty = \"甲县\"\n",
	"activities/yi.toml":     "[[activity]]\ndate = 2016-09-17\ntitle = \"虚构乙\"\ncounty = \"乙县\"\n",
	"reports/jia.md":         "+++\ntitle = \"甲\"\n+++\n甲县{{ figure activities year=2016 county=甲县 unit }}。\n\n{{ activities year=2016 county=甲县 }}\n",
	"reports/yi.md":          "+++\ntitle = \"乙\"\n+++\n乙县{{ figure activities year=2016 county=乙县 expect=1 }}项。\n\n{{ chart activities by=month year=2016 }}\n\n{{ activities campaign=示例周 }}\n",
	"reports/week.md":        "+++\ntitle = \"周\"\n+++\n参加{{ figure participants campaign=示例周 format=万 }}，{{ 数字 线上人次 year=2015 }}。\n\n{{ table bases by=county }}\n\n{{ bases level=市级 }}\n\n{{ map county=甲县 }}\n",
	"notices/2017.md":        "+++\ntitle = \"通知\"\n+++\n2017年{{ figure activities year=2017 }}项。\n",
	"pages/about.md":         "+++\ntitle = \"关于\"\n+++\n命名{{ figure designated year=2015 unit }}，在册{{ figure in_force unit }}。\n\n{{ chart in_force }}\n",
	"map/boundaries.geojson": `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"adcode":"411725","name":"甲县"},"geometry":{"type":"Polygon","coordinates":[[[113.9,32.8],[114.2,32.8],[114.2,33.1],[113.9,33.1],[113.9,32.8]]]}}]}`,
}

// quotingSite makes it with some files written otherwise, and returns the pages and the problems.
func quotingSite(t *testing.T, other map[string]string) (pages map[string]string, said string) {
	t.Helper()
	content := fstest.MapFS{}
	files := maps.Clone(quoting)
	maps.Copy(files, other)
	for name, text := range files {
		content[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	s, ps := makeSite(t, content)
	for _, p := range ps {
		said += p.Place.File + " " + p.What.ZH + "\n"
	}
	if s == nil {
		t.Fatal(said)
	}
	pages = renderAll(t, s)
	checkPages(t, pages)
	return pages, said
}

// TestChangedLogChangesExactlyWhatQuotesIt adds an activity of one county in the
// middle of a year: of the texts, only those that quote its county or its month differ.
func TestChangedLogChangesExactlyWhatQuotesIt(t *testing.T) {
	before, said := quotingSite(t, nil)
	if strings.Contains(said, "expect") || strings.Contains(said, "应为") {
		t.Error(said)
	}
	after, said := quotingSite(t, map[string]string{
		"activities/yi.toml": quoting["activities/yi.toml"] + "[[activity]]\ndate = 2016-10-17\ntitle = \"虚构丙\"\ncounty = \"乙县\"\n",
	})
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(before)) {
		text := strings.HasPrefix(name, "reports/") || strings.HasPrefix(name, "notices/") || strings.HasPrefix(name, "bases/") || name == "about.html"
		if text && mainOf(before[name]) != mainOf(after[name]) {
			changed = append(changed, name)
		}
	}
	// The list of reports shows the first paragraph of each.
	if want := []string{"reports/index.html", "reports/yi.docx", "reports/yi.html"}; !slices.Equal(changed, want) {
		t.Errorf("changed: %v, want %v", changed, want)
	}
	for name, words := range map[string][2]string{
		"reports/yi.html":    {`title="2016年乙县活动数">1</a>项`, `title="2016年乙县活动数">2</a>项`},
		"reports/index.html": {"乙县1项。", "乙县2项。"},
	} {
		if !strings.Contains(before[name], words[0]) || !strings.Contains(after[name], words[1]) {
			t.Errorf("%s does not go from %s to %s", name, words[0], words[1])
		}
	}
	if want := "reports/yi.md 这里应为 1，数据现在是 2\n"; !strings.Contains(said, want) {
		t.Errorf("problems %q, want %q", said, want)
	}
}

func TestQuotesAreShown(t *testing.T) {
	pages, said := quotingSite(t, nil)
	for name, words := range map[string][]string{
		"reports/jia.html":  {`<a class="quoted" href="../statistics/2016.html#activities-county" title="2016年甲县活动数">1项</a>`, "虚构甲", "文中1个数字的出处"},
		"reports/week.html": {`>0.01万</a>`, `class="quoted quoted--unknown"`, ">没有记录</a>", `href="../bases/a.html">虚构馆</a>`, "基地，按县区（家）", "<svg"},
		"reports/yi.html":   {"2016年活动数，按月份（项）", `id="_q1-title"`},
		"about.html":        {`>3家</a>`, "在册基地，按年份（家）"},
		"bases/a.html":      {"到2016年办了", `title="2016年虚构馆活动数">没有记录</a>`},
		"bases/index.html":  {"到2016年办了没有记录项。"},
	} {
		for _, w := range words {
			if !strings.Contains(pages[name], w) {
				t.Errorf("%s does not show %q:\n%s", name, w, mainOf(pages[name]))
			}
		}
		if strings.Contains(pages[name], "{{") {
			t.Errorf("%s: a directive is left", name)
		}
	}
	if !strings.Contains(said, "reports/week.md 2015年线上人次：没有记录，页面上会写“没有记录”，不写 0") {
		t.Errorf("problems %q", said)
	}
}

// TestNeighboursOfAReportAreThoseOfItsYears holds that the report of a year leads
// to those of the years beside it, whatever their dates.
func TestNeighboursOfAReportAreThoseOfItsYears(t *testing.T) {
	report := func(title, years, kind, date string) string {
		return "+++\ntitle = \"" + title + "\"\nyear = " + years + "\nkind = \"" + kind + "\"\n" + date + "+++\n虚构。\n"
	}
	pages, _ := quotingSite(t, map[string]string{
		"reports/a.md": report("虚构总结2015", "2015", "工作总结", "date = 2020-01-01\n"),
		"reports/b.md": report("虚构总结2016", "2016", "工作总结", "date = 2017-01-01\n"),
		"reports/c.md": report("虚构总结2017", "2017", "工作总结", ""),
		"reports/d.md": report("虚构计划2017", "2017", "工作计划", "date = 2017-01-02\n"),
	})
	b := pages["reports/b.html"]
	for _, want := range []string{
		`<a class="turn__link" rel="prev" href="a.html"><small>上一年度</small>虚构总结2015</a>`,
		`<a class="turn__link turn__link--next" rel="next" href="c.html"><small>下一年度</small>虚构总结2017</a>`,
		"2015—2016年的数字", `<th scope="row">活动数（项）</th><td>—</td><td>2</td><td><span class="unknown">不可比</span></td>`,
	} {
		if !strings.Contains(b, want) {
			t.Errorf("the report of 2016 does not have %q:\n%s", want, mainOf(b))
		}
	}
	if strings.Contains(pages["reports/d.html"], "上一年度") {
		t.Error("a plan has a summary beside it")
	}
}
