package pages

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/source"
	"kepu/generator/view"
)

const madeUpSite = `title = "示例市科普教育基地"
[organiser]
name = "示例市科协"
[[county]]
id = "east"
name = "示例东县"
code = "410001"
[[county]]
id = "west"
name = "示例西县"
code = "410002"
[[level]]
id = "provincial"
name = "省级"
rank = 2
[[level]]
id = "municipal"
name = "市级"
rank = 3
[[form]]
id = "talk"
name = "讲座"
[[form]]
id = "inspection"
name = "督导"
public = false
`

// made makes the pages of made-up content: paths in content/ and their texts.
func made(t *testing.T, content map[string]string) *maker {
	t.Helper()
	dir := fstest.MapFS{"site.toml": {Data: []byte(madeUpSite)}}
	for name, text := range content {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	folder, err := source.Walk(dir)
	if err != nil {
		t.Fatal(err)
	}
	var parsed []*source.Parsed
	problems := slices.Clone(folder.Problems)
	for _, name := range folder.Files {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		p := source.Parse(name, data)
		problems = append(problems, p.Problems...)
		parsed = append(parsed, p)
	}
	cat, found := catalog.Link(catalog.Input{Files: parsed, Others: folder.Others})
	problems = append(problems, found...)
	if problems.HasErrors() {
		var b strings.Builder
		diag.Style{}.Print(&b, problems)
		t.Fatal(b.String())
	}
	return newMaker(cat, figures.Of(cat))
}

func basePage(name, county string) string {
	return fmt.Sprintf("+++\nname = %q\ncounty = %q\n+++\n虚构。\n", name, county)
}

func activity(date, more string) string {
	return fmt.Sprintf("[[activity]]\ndate = %q\ntitle = \"示例 %s\"\n%s\n", date, date, more)
}

// checkStatistics holds what is true of every statistics page: the charts have
// tables, the names of measures lead to one definition each, ids are unique and
// links lead to files.
func checkStatistics(t *testing.T, p string, files map[string]bool, headlines []view.Headline, list []view.StatisticsSection, definitions []view.Definition) {
	t.Helper()
	ids := map[string]bool{"headlines": true, "definitions": true, "downloads": true}
	claim := func(id string) {
		if ids[id] {
			t.Errorf("%s: the id %s stands twice", p, id)
		}
		ids[id] = true
	}
	follow := func(url string) {
		switch {
		case url == "", strings.HasPrefix(url, "#") && slices.ContainsFunc(definitions, func(d view.Definition) bool { return "#"+d.ID == url }):
		case strings.HasPrefix(url, "#"):
			t.Errorf("%s: %s leads nowhere", p, url)
		case !files[path.Join(path.Dir(p), url)]:
			t.Errorf("%s: there is no file %s", p, url)
		}
	}
	for _, d := range definitions {
		claim(d.ID)
	}
	for _, h := range headlines {
		if !strings.HasPrefix(h.URL, "#") {
			t.Errorf("%s: %s has no definition", p, h.Label)
		}
		follow(h.URL)
	}
	for _, s := range list {
		claim(s.ID)
		for _, f := range s.Figures {
			claim(f.ID)
			drawn := 0
			for _, there := range []bool{f.Chart.Bars != nil, f.Chart.Columns != nil, f.Chart.Stacked != nil, f.Chart.Lines != nil, f.Chart.Dots != nil} {
				if there {
					drawn++
				}
			}
			if want := 1; (f.Open || f.Said) && drawn != 0 || f.Open && f.Said || f.Said && f.Sentence == "" || !f.Open && !f.Said && drawn != want {
				t.Errorf("%s: %s has %d charts", p, f.Caption, drawn)
			}
			if !f.Open && !f.Said && f.Alt == "" || f.Source == "" || f.Caption == "" || f.CSVURL == "" {
				t.Errorf("%s: %s lacks its words: %+v", p, f.Caption, f)
			}
			follow(f.CSVURL)
			if len(f.Table.Rows) == 0 {
				t.Errorf("%s: %s has no table", p, f.Caption)
			}
			for _, h := range f.Table.Head {
				follow(h.URL)
			}
			for _, r := range f.Table.Rows {
				follow(r.URL)
				if len(r.Cells) != len(f.Table.Head)-1 {
					t.Errorf("%s: %s: row %s has %d cells under %d heads", p, f.Caption, r.Name, len(r.Cells), len(f.Table.Head))
				}
				for _, c := range r.Cells {
					if c.Text == "" {
						t.Errorf("%s: %s: row %s has a blank cell", p, f.Caption, r.Name)
					}
				}
			}
			for _, text := range append(f.Notes, f.Sentence, f.Alt) {
				if strings.Contains(text, "%!") || strings.Contains(text, "NaN") {
					t.Errorf("%s: %s: %s", p, f.Caption, text)
				}
			}
		}
	}
}

func checkAll(t *testing.T, m *maker) (view.Statistics, map[int]view.StatisticsYear) {
	t.Helper()
	list, ps := Of(m.c, m.f, Options{})
	if ps.HasErrors() {
		t.Fatal(ps)
	}
	files := map[string]bool{}
	for _, f := range list {
		files[f.Path] = true
	}
	all := m.statistics()
	checkStatistics(t, all.Path, files, all.Headlines, all.Sections, all.Definitions)
	years := map[int]view.StatisticsYear{}
	for _, y := range m.f.Years() {
		v := m.statisticsYear(y)
		if !files[v.Path] {
			t.Errorf("%s is not made", v.Path)
		}
		checkStatistics(t, v.Path, files, v.Headlines, v.Sections, v.Definitions)
		years[y] = v
	}
	return all, years
}

func find(list []view.StatisticsSection, id string) *view.Figure {
	for _, s := range list {
		for i := range s.Figures {
			if s.Figures[i].ID == id {
				return &s.Figures[i]
			}
		}
	}
	return nil
}

func ids(list []view.StatisticsSection) []string {
	var out []string
	for _, s := range list {
		for _, f := range s.Figures {
			out = append(out, f.ID)
		}
	}
	return out
}

func TestStatisticsOfASiteWithoutRecords(t *testing.T) {
	m := made(t, map[string]string{"bases/a.md": basePage("虚构甲馆", "east")})
	all, _ := checkAll(t, m)
	if len(all.Sections) != 0 || len(all.Headlines) != 0 || len(all.Years) != 0 {
		t.Errorf("%+v", all)
	}
	for _, n := range all.Nav {
		if n.Name == "统计" {
			t.Error("the navigation leads to statistics that there are none of")
		}
	}
	if m.home().Spark != nil {
		t.Error("the home page has a chart of nothing")
	}
}

func TestStatisticsOfOneYear(t *testing.T) {
	m := made(t, map[string]string{
		"bases/a.md":          basePage("虚构甲馆", "east"),
		"activities/all.toml": activity("2016-09-17", "base = \"a\"\nform = \"讲座\"\nparticipants = 300") + activity("2016-12-31", "base = \"a\"") + activity("2016-10-01", "base = \"a\"\nform = \"督导\""),
	})
	all, years := checkAll(t, m)
	if got := fmt.Sprint(all.Years); got != "[{2016 2016.html}]" {
		t.Errorf("years %s", got)
	}
	y := years[2016]
	if y.Makeup != "这一年的3条记录：2条计入活动数，1条不计入（督导）。" || y.Running != "" || y.Previous != nil || y.Next != nil {
		t.Errorf("%+v", y)
	}
	for _, h := range y.Headlines {
		if h.Change != "—" || h.Why != "2015年没有记录" {
			t.Errorf("%s: change %q, %q, with no year before", h.Label, h.Change, h.Why)
		}
	}
	people := y.Headlines[1]
	if people.Label != "参加人次" || people.Value != "300" || people.Note != "2项中1项已报" {
		t.Errorf("participants %+v", people)
	}
	if f := find(all.Sections, "activities-years"); f == nil || f.Sentence != "" {
		t.Errorf("of one year a sentence is said: %+v", f)
	}
	county := find(y.Sections, "county-table")
	var cells []string
	for _, c := range county.Table.Rows[1].Cells {
		cells = append(cells, c.Text)
	}
	if got := strings.Join(cells, " "); got != "— — — —" {
		t.Errorf("a county without activities: %s", got)
	}
	if m.home().Spark != nil {
		t.Error("a chart of one year on the home page")
	}
}

func TestStatisticsWithNoActivityAtAll(t *testing.T) {
	m := made(t, map[string]string{
		"bases/a.md": basePage("虚构甲馆", "east"),
		"designations.toml": `[[designation]]
level = "市级"
date = "2015"
total = 5
bases = ["a"]
[[designation]]
level = "省级"
date = "2017-03"
bases = ["a"]
[[revocation]]
level = "省级"
date = "2018-12-31"
bases = ["a"]
`})
	all, years := checkAll(t, m)
	if got := strings.Join(ids(all.Sections), " "); got != "in-force-years designated-years county-table attention-table completeness-items completeness-counties completeness-bases years-table" {
		t.Errorf("figures %s", got)
	}
	if got := strings.Join(ids(years[2016].Sections), " "); got != "levels in_force-kind county-table" && got != "levels county-table" {
		t.Errorf("figures of 2016: %s", got)
	}
	levels := find(years[2017].Sections, "levels")
	if !slices.Contains(levels.Notes, "有的基地有几个级别，各级之和大于合计。") {
		t.Errorf("a base counts at two levels and nothing says so: %q", levels.Notes)
	}
	if got := find(years[2018].Sections, "levels").Sentence; got != "撤销1家，年末在册5家，与2017年一样。" {
		t.Errorf("2018: %s", got)
	}
	if f := find(all.Sections, "in-force-years"); f.Chart.Lines == nil || f.Sentence != "2018年年末在册5家。" {
		t.Errorf("in force: %q", f.Sentence)
	}
	if h := years[2016].Headlines; len(h) == 0 || h[0].Label != "活动数" || h[0].Value != "没有记录" || h[0].Known || h[0].Unit != "" || h[0].Change != "—" {
		t.Errorf("a year without a log has no count: %+v", h)
	}
	if row := find(years[2016].Sections, "county-table").Table.Rows[0]; row.Cells[1].Text != "—" || row.Cells[2].Text != "—" || row.Cells[3].Text != "—" {
		t.Errorf("a county in a year without a log: %+v", row)
	}
}

// twentyYears is a site with many bases, some of whose figures are missing.
func twentyYears(bases int) map[string]string {
	content := map[string]string{}
	var log, annual strings.Builder
	for b := range bases {
		county := []string{"east", "west"}[b%2]
		content[fmt.Sprintf("bases/b%d.md", b)] = basePage(fmt.Sprintf("虚构基地之名称很长的第%d号科普教育示范基地", b), county)
	}
	for y := range 20 {
		for b := range bases {
			if (b+y)%3 == 0 {
				more := fmt.Sprintf("base = \"b%d\"", b)
				if b%2 == 0 {
					more = fmt.Sprintf("bases = [\"b%d\", \"b%d\"]\nparticipants = %d\nonline = %d", b, (b+1)%bases, b*100, y*1000)
				}
				log.WriteString(activity(fmt.Sprintf("%d-%02d", 2001+y, b%12+1), more))
			}
			if y > 15 && b%5 == 0 {
				fmt.Fprintf(&annual, "[[annual]]\nbase = \"b%d\"\nyear = %d\nvisitors = %d\nrating = \"合格\"\n", b, 2001+y, b*1000)
			}
		}
	}
	content["activities/log.toml"] = log.String() + activity("2020-12-31", "")
	content["activities/annual.toml"] = annual.String()
	content["designations.toml"] = "[[designation]]\nlevel = \"市级\"\ndate = \"2001\"\nbases = [\"b0\", \"b1\"]\n"
	return content
}

func TestStatisticsOfTwentyYearsAndAHundredBases(t *testing.T) {
	m := made(t, twentyYears(100))
	all, years := checkAll(t, m)
	if len(all.Years) != 20 || all.Years[0].Name != "2020" {
		t.Errorf("years %v", all.Years)
	}
	for _, id := range []string{"activities-years", "participants-years", "online-years", "months-years", "in-force-years", "designated-years", "visitors-years", "ratings-years", "years-table", "county-table"} {
		if find(all.Sections, id) == nil {
			t.Errorf("no figure %s", id)
		}
	}
	y := years[2019]
	busiest := find(y.Sections, "busiest")
	if busiest == nil || len(busiest.Table.Rows) != 10 || !busiest.Said || busiest.Sentence != "有活动记录的基地共51家，各1项。" {
		t.Fatalf("busiest %+v", busiest)
	}
	county := find(y.Sections, "activities-county")
	if county == nil || !strings.Contains(strings.Join(county.Notes, ""), "各县区之和大于合计") {
		t.Errorf("activities in two counties, and nothing says so: %+v", county)
	}
	if find(y.Sections, "ratings-table") == nil || find(y.Sections, "returns-table") == nil {
		t.Error("the returns are missing")
	}
	if find(years[2001].Sections, "returns-table") != nil {
		t.Error("a year without returns has a table of them")
	}
	if spark := m.home().Spark; spark == nil || strings.Count(spark.Chart.Bars+spark.Chart.Strong, "M") != 20 || spark.First != "2001" || spark.Last != "2020" {
		t.Errorf("home: %+v", spark)
	}
}

func TestUnknownIsNeverDrawnOrWrittenAsZero(t *testing.T) {
	m := made(t, map[string]string{"activities/all.toml": activity("2015-05-01", "county = \"east\"\nparticipants = 0") +
		activity("2016-05-01", "county = \"east\"") + activity("2017-12-31", "county = \"east\"\nparticipants = 20")})
	all, years := checkAll(t, m)
	f := find(all.Sections, "participants-years")
	cols := f.Chart.Columns.Columns
	if !cols[0].Known || cols[1].Known || !cols[2].Known {
		t.Errorf("columns %+v", cols)
	}
	if c := f.Table.Rows[1].Cells[1]; c.Text != "未报" || !c.Unknown {
		t.Errorf("2016 in the table: %+v", c)
	}
	if h := years[2016].Headlines[1]; h.Known || h.Value != "未报" || h.Change != "—" {
		t.Errorf("2016: %+v", h)
	}
	if h := years[2017].Headlines[1]; h.Change != "—" || h.Why != "2016年未报" {
		t.Errorf("2017: %+v", h)
	}
	if c := find(years[2016].Sections, "county-table").Table.Rows[0].Cells[2]; c.Text != "未报" {
		t.Errorf("the county's participants: %+v", c)
	}
}

// activities returns n entries that differ: the same one twice would be a slip.
func activities(n int, date, lines string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(activity(date, fmt.Sprintf("%s\nplace = \"第%d处\"", lines, i+1)))
	}
	return b.String()
}

func TestTheYearThatIsNotOverIsNotCompared(t *testing.T) {
	m := made(t, map[string]string{"activities/all.toml": activities(12, "2015-05-01", "county = \"east\"") + activity("2016-01-09", "county = \"east\"") +
		activity("2017-03", "county = \"east\"\nstatus = \"planned\"")})
	all, years := checkAll(t, m)
	if y := years[2016]; y.Running == "" || y.Headlines[0].Change != "—" || y.Headlines[0].Why != "2016年还没有结束" {
		t.Errorf("2016: %q %+v", y.Running, y.Headlines)
	}
	if y := years[2017]; y.Running == "" || len(y.Sections) != 0 {
		t.Errorf("2017 has only a plan: %q %v", y.Running, ids(y.Sections))
	}
	cols := find(all.Sections, "activities-years").Chart.Columns.Columns
	if len(cols) != 2 || !cols[0].Strong || !cols[1].Partial {
		t.Errorf("columns %+v", cols)
	}
}

func TestBreaksAreMarkedAndTold(t *testing.T) {
	m := made(t, map[string]string{
		"site.toml":           madeUpSite + "[[break]]\nyear = 2016\nmeasure = \"活动数\"\nnote = \"虚构的变化\"\n",
		"activities/all.toml": activities(12, "2015-05-01", "county = \"east\"") + activities(15, "2016-12-31", "county = \"east\""),
	})
	all, years := checkAll(t, m)
	f := find(all.Sections, "activities-years")
	if b := f.Chart.Columns.Breaks; len(b) != 1 || b[0].Text != "※" || !slices.Contains(f.Notes, "※ 2016年起：虚构的变化") {
		t.Errorf("breaks %+v, notes %q", b, f.Notes)
	}
	if h := years[2016].Headlines[0]; h.Change != "比2015年 +3" || h.Why != "口径有变" {
		t.Errorf("over a break: %+v", h)
	}
}

// A county's page begins with the figures that everybody asks for; the others are folded, but for one that stands alone.
func TestPagesBeginWithTheFiguresThatAreAskedFor(t *testing.T) {
	labels := func(list []view.Number) (s string) {
		for _, n := range list {
			s += n.Label + " "
		}
		return strings.TrimSpace(s)
	}
	for _, tt := range []struct{ given, first, more string }{
		{"participants = 9", "活动数 参加人次", ""},
		{"participants = 9\nonline = 8", "活动数 参加人次 线上人次", ""},
		{"online = 8\nvolunteers = 7", "活动数 参加人次", "线上人次 志愿者人数"},
		{"sessions = 2\nonline = 8\nvolunteers = 7\nfunds = 6", "活动数 活动场次 参加人次", "线上人次 志愿者人数 活动经费"},
	} {
		m := made(t, map[string]string{"bases/a.md": basePage("虚构甲馆", "east"), "activities/all.toml": activity("2016-05-01", "base = \"a\"\n"+tt.given)})
		county, base := m.county(m.c.Counties[0]), m.basePage(m.c.Bases[0])
		if got := labels(county.Numbers); got != "有介绍页的基地 "+tt.first || labels(county.More) != tt.more {
			t.Errorf("%q: the county begins with %q, more are %q", tt.given, got, labels(county.More))
		}
		if got := labels(base.Numbers); got != tt.first || labels(base.More) != tt.more {
			t.Errorf("%q: the base begins with %q, more are %q", tt.given, got, labels(base.More))
		}
	}
}

func TestStatisticsLinksFromTheOtherPages(t *testing.T) {
	m := made(t, map[string]string{
		"bases/a.md":          basePage("虚构甲馆", "east"),
		"activities/all.toml": activity("2015-05-01", "base = \"a\"") + activity("2016-12-31", "base = \"a\""),
	})
	home := m.home()
	if !slices.ContainsFunc(home.Numbers, func(n view.Number) bool { return n.URL == "statistics/2016.html" }) {
		t.Errorf("home: %+v", home.Numbers)
	}
	if s := m.basePage(m.c.Bases[0]).Spark; s == nil || s.URL != "../statistics/index.html" || s.Label != "2015—2016年各年活动数：2015年1项，2016年1项" {
		t.Errorf("base: %+v", s)
	}
	if !slices.ContainsFunc(home.Nav, func(n view.NavItem) bool { return n.Name == "统计" && n.URL == "statistics/index.html" }) {
		t.Errorf("navigation %+v", home.Nav)
	}
}

func TestStatisticsFilesAreTheirs(t *testing.T) {
	m := made(t, twentyYears(5))
	list, _ := Of(m.c, m.f, Options{})
	want := map[string]bool{"statistics/index.html": true, "data/statistics.csv": true, "data/bases-by-year.csv": true, "data/statistics.xlsx": true}
	for _, f := range list {
		if want[f.Path] && f.Write != nil {
			var b strings.Builder
			if err := f.Write(&b); err != nil || b.Len() == 0 {
				t.Errorf("%s: %d bytes, %v", f.Path, b.Len(), err)
			}
		}
		delete(want, f.Path)
	}
	if len(want) > 0 {
		t.Errorf("not made: %v", slices.Sorted(maps.Keys(want)))
	}
}
