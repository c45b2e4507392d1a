package pages

import (
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/view"
)

const namedInEast = "[[designation]]\nlevel = \"市级\"\ndate = 2015\nvalid_until = 2040\nbases = [\"jia\"]\n"

// A county of which this site tells no base is said to have none on record, and where some
// that were named have no known place, that this was not found out: never 0.
func TestNoBaseKnownIsNotNone(t *testing.T) {
	for name, c := range map[string]struct{ designations, word string }{
		"no namings":          {"", "未收录"},
		"all known":           {namedInEast, "未收录"},
		"names not known":     {namedInEast + "total = 3\n", "未查到"},
		"named without pages": {namedInEast + "others = [\"虚构乙馆\"]\n", "未查到"},
		"batches not whole":   {namedInEast + "complete = false\n", "未查到"},
	} {
		files := map[string]string{"bases/jia.md": basePage("虚构甲馆", "east")}
		if c.designations != "" {
			files["designations.toml"] = c.designations
		}
		m := made(t, files)
		items := m.countyItems(address.Home)
		if items[0].Bases != 1 || items[0].None != "" || items[1].None != c.word {
			t.Errorf("%s: the home page says %+v", name, items)
		}
		v := m.county(m.c.Counties[1])
		if n := v.Numbers[0]; n.Value != c.word || n.Known {
			t.Errorf("%s: the county's page says %+v", name, n)
		}
		if !strings.HasSuffix(strings.Join(v.Lead, ""), "也还没有活动记录。") || strings.Contains(strings.Join(m.county(m.c.Counties[0]).Lead, ""), "也") {
			t.Errorf("%s: %s %s", name, v.Lead, m.county(m.c.Counties[0]).Lead)
		}
	}
}

// What is only the least that it can be is drawn and said as such in every chart, and no
// chart, table or text of one has a 0 that nobody wrote down.
func TestLeastIsTheSameEverywhere(t *testing.T) {
	m := made(t, map[string]string{
		"bases/jia.md": basePage("虚构甲馆", "east"), "bases/yi.md": basePage("虚构乙馆", "east"),
		"designations.toml":   strings.Replace(namedInEast, "\"jia\"", "\"jia\", \"yi\"", 1) + "complete = false\n[[designation]]\nlevel = \"省级\"\ndate = 2017\nvalid_until = 2040\nbases = [\"jia\"]\n",
		"activities/all.toml": activity("2015-05-10", "county = \"east\"") + activity("2017-12-31", "county = \"east\"\nparticipants = 0"),
	})
	all, year := m.statistics(), m.statisticsYear(2015)
	columns := find(all.Sections, "designated-years")
	if s := columns.Chart.Stacked.Segments; !s[0].Partial || s[len(s)-1].Partial {
		t.Errorf("the columns: %+v", s)
	}
	if columns.Alt != "2015 至少2家，2017 1家，2016 没有记录。" {
		t.Errorf("the columns in words: %s", columns.Alt)
	}
	for _, s := range find(all.Sections, "in-force-years").Chart.Lines.Segments {
		if s.Partial != (s.Series == 0) { // 市级
			t.Errorf("a line: %+v", s)
		}
	}
	bars := find(year.Sections, "levels")
	if b := bars.Chart.Bars.Bars[0]; !b.Partial || b.Value.Text != "至少2" {
		t.Errorf("the bars: %+v", b)
	}
	for _, f := range []*view.Figure{columns, bars, find(all.Sections, "in-force-years")} {
		if last := f.Legend[len(f.Legend)-1]; last.Tone != "partial" || strings.TrimPrefix(last.Name, "空心、虚线：") != "没有查全，实际可能更多" {
			t.Errorf("%s: the legend says %+v", f.ID, f.Legend)
		}
	}
	cells := func(f *view.Figure, row int) string {
		var out []string
		for _, c := range f.Table.Rows[row].Cells {
			out = append(out, c.Text)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		f    *view.Figure
		row  int
		want string
	}{
		{columns, 0, "1 —"}, {columns, 1, "— —"}, {columns, 2, "至少2 —"},
		{bars, 0, "至少2 不可比 至少2 —"},
		{find(year.Sections, "county-table"), 0, "至少2 1 未报 235"},
		{find(year.Sections, "county-table"), 1, "未查到 — — —"},
		{find(m.statisticsYear(2016).Sections, "county-table"), 0, "至少2 — — —"},
		{find(m.statisticsYear(2017).Sections, "county-table"), 0, "至少2 1 0 0"},
		{find(all.Sections, "years-table"), 1, "至少2 — —"},
	} {
		if got := cells(c.f, c.row); got != c.want {
			t.Errorf("%s, row %d: %s, want %s", c.f.ID, c.row, got, c.want)
		}
		if some := strings.Contains(c.want, "—"); some != (c.f.Notes[len(c.f.Notes)-1] == "—：没有记录。") && c.row == 1 {
			t.Errorf("%s: the notes say %q", c.f.ID, c.f.Notes)
		}
	}
	if h := year.Headlines[2]; !h.LowerBound || h.Change != "—" {
		t.Errorf("in force: %+v", h)
	}
	if h := m.statisticsYear(2017).Headlines[3]; h.Label != "命名数" || h.Why != "2016年没有记录" {
		t.Errorf("named: %+v", h)
	}
	if c := find(m.statisticsYear(2017).Sections, "county-table").Table.Rows[0].Cells[2]; c.Text != "0" || c.Unknown {
		t.Errorf("a 0 that somebody wrote down: %+v", c)
	}
}

// A year of which only returns are known is a year of the charts, and every word of its page
// is about what it has.
func TestYearWithReturnsAlone(t *testing.T) {
	m := made(t, map[string]string{
		"bases/jia.md":        basePage("虚构甲馆", "east"),
		"activities/all.toml": activity("2015-05-10", "county = \"east\"") + "[[annual]]\nbase = \"jia\"\nyear = 2017\nvisitors = 0\n",
	})
	f := find(m.statistics().Sections, "visitors-years")
	if f.Alt != "2017 0人次，2015、2016 没有记录。" || f.Table.Rows[0].Cells[0].Text != "0" || len(f.Table.Rows) != 1 {
		t.Errorf("the chart: %s %+v", f.Alt, f.Table.Rows)
	}
	y := m.statisticsYear(2017)
	if h := y.Headlines; y.Running != "这一年还没有办过的活动的记录。" || h[0].Value != "没有记录" || h[0].Why != "2017年的记录还不全" || h[1].Value != "0" {
		t.Errorf("%s %+v", y.Running, h)
	}
	for _, it := range m.activities().Years {
		var cells []string
		for _, n := range it.Numbers {
			cells = append(cells, n.Value)
		}
		if got := strings.Join(cells, " "); got != map[int]string{2015: "1 1 未报", 2016: "— — —", 2017: "— — —"}[it.Year] {
			t.Errorf("%d in the list of years: %s", it.Year, got)
		}
	}
	if m.activities().Dash != "—：没有记录。" {
		t.Error("what a dash means is not said")
	}
}

// A batch of which neither names nor number are known has no number, and no year's total is
// compared with one that may be higher.
func TestBatchWithoutNamesOrNumber(t *testing.T) {
	m := made(t, map[string]string{
		"bases/jia.md":        basePage("虚构甲馆", "east"),
		"designations.toml":   namedInEast + "[[designation]]\nlevel = \"市级\"\ndate = 2016\ncomplete = false\n",
		"activities/all.toml": activity("2016-12-31", "county = \"east\""),
	})
	if r := m.roster(address.Directory, m.c.Designations[1], 10); r.Total != "" {
		t.Errorf("its number is said to be %s", r.Total)
	}
	f := find(m.statistics().Sections, "designated-years")
	if f.Alt != "2015 1家，2016 未查到。" || f.Table.Rows[0].Cells[0] != (view.DataCell{Text: "未查到", Unknown: true}) {
		t.Errorf("the chart: %s %+v", f.Alt, f.Table.Rows)
	}
	if strings.Contains(strings.Join(find(m.statistics().Sections, "in-force-years").Notes, ""), "只知道数目") {
		t.Error("some are said to be known by number")
	}
}

// A sentence about all years is not said of those of which nothing is known; bases known by
// number only are told of in the years in which they may be in force; and a year that is not over tells
// who is in force now.
func TestSentencesTellOfTheirYearsOnly(t *testing.T) {
	returns := func(year, more string) string {
		return "[[annual]]\nbase = \"jia\"\nyear = " + year + "\n" + more + "\n"
	}
	m := made(t, map[string]string{
		"bases/jia.md":        basePage("虚构甲馆", "east"),
		"designations.toml":   "[[designation]]\nlevel = \"市级\"\ndate = 2015\nvalid_until = 2016\ntotal = 3\nbases = [\"jia\"]\n[[designation]]\nlevel = \"省级\"\ndate = 2017\nbases = [\"jia\"]\n",
		"activities/all.toml": returns("2015", "visitors = 100") + returns("2016", "visitors = 100") + returns("2017", "open_days = 5") + activity("2018-12-31", ""),
	})
	if got := find(m.statistics().Sections, "visitors-years").Sentence; got != "数目齐全的各年，接待人次都是100人次。" {
		t.Error(got)
	}
	const unlisted = "只知道数目"
	for year, want := range map[int]bool{2015: true, 2016: true, 2017: false} {
		if got := strings.Contains(strings.Join(find(m.statisticsYear(year).Sections, "levels").Notes, ""), unlisted); got != want {
			t.Errorf("%d tells of bases known by number only: %t", year, got)
		}
	}
	if n := m.headlines(address.Home)[1]; n.Value != "1" || n.Note != "" {
		t.Errorf("now in force: %+v", n)
	}
	m = made(t, map[string]string{
		"bases/jia.md": basePage("虚构甲馆", "east"), "bases/yi.md": basePage("虚构乙馆", "east"),
		"designations.toml":   "[[designation]]\nlevel = \"市级\"\ndate = 2016-01-01\nvalid_until = 2016-06-30\nbases = [\"jia\"]\n[[designation]]\nlevel = \"省级\"\ndate = 2016-01-01\nbases = [\"yi\"]\n",
		"activities/all.toml": activity("2016-05-10", ""),
	})
	if got := find(m.statistics().Sections, "in-force-years").Sentence; got != "现在在册2家。" {
		t.Error(got)
	}
	if got := made(t, nil).directory().Lead; got != "这里还没有基地的介绍。" {
		t.Error(got)
	}
}

// Where a chart has no part to show, the text says why: that there are records and none of them has the part
// is not that there is no record.
func TestChartWithoutPartsSaysWhy(t *testing.T) {
	m := made(t, map[string]string{
		"bases/jia.md":        basePage("虚构甲馆", "east"),
		"designations.toml":   "[[designation]]\nlevel = \"市级\"\ndate = 2015\nvalid_until = 2016\nbases = [\"jia\"]\n[[designation]]\nlevel = \"省级\"\ndate = 2018\ntotal = 3\n",
		"activities/all.toml": activity("2017-05-10", ""),
		"pages/about.md": "+++\ntitle = \"关于\"\n+++\n{{ chart activities by=form year=2017 }}\n\n{{ chart activities by=form year=2015 }}\n\n" +
			"{{ table in_force by=county year=2018 }}\n\n{{ table in_force by=level year=2017 }}\n\n{{ table visitors by=level year=2017 }}\n\n{{ table in_force by=county year=2017 }}\n",
	})
	var got []string
	for _, b := range m.body("about.html", "pages/about.md", m.c.Pages[0].Body, true) {
		if got = append(got, b.None); b.Figure != nil {
			got[len(got)-1] = b.Figure.Table.Rows[0].Cells[0].Text
		}
	}
	want := "2017年活动数，按活动形式：没有记录。 2015年活动数，按活动形式：没有记录。 2018年在册基地，按县区：未查到。 2017年在册基地，按级别：0。 2017年接待人次，按级别：未报。 0"
	if strings.Join(got, " ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, " "), want)
	}
}

// Figures of what was not held are not told as if it had been, and months of which none is known are not drawn.
func TestNothingIsToldAsDoneThatWasNot(t *testing.T) {
	m := made(t, map[string]string{
		"activities/all.toml": activity("2016-05-10", "county = \"east\"\nstatus = \"planned\"\nparticipants = 5\nsessions = 2") + activities(2, "2015", "county = \"east\"\nparticipants = 7"),
	})
	for i, want := range []string{"预计场次 预计参加", "参加"} {
		var got []string
		for _, n := range figuresOf(m.c.Activities[i]) {
			got = append(got, n.Label)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	f := find(m.statisticsYear(2015).Sections, "months")
	if !f.Open || f.Chart.Columns != nil || f.Sentence != "" || len(f.Table.Rows) != 13 {
		t.Errorf("months of a year of which no day is known: %+v", f)
	}
}

// Charts are drawn where there is something to see: one activity is a sentence, and so is what all have as much of.
func TestAFewAreSaidAndNotDrawn(t *testing.T) {
	talk := "form = \"讲座\"\n"
	for name, c := range map[string]struct {
		log, want string
		counties  bool // bars of counties are drawn
	}{
		"one":               {activity("2015-05-10", "county = \"east\"\n"+talk), "activities-one 有记录的活动1项：示例 2015-05-10（2015年5月10日，示例东县，讲座）。", false},
		"one without a day": {activity("2015", ""), "activities-one 有记录的活动1项：示例 2015（2015年）。", false},
		"two in a month":    {activities(2, "2015-05-10", "county = \"east\"\n"), "months 都在5月。 activities-county 只有示例东县有，2项；示例西县没有记录。", false},
		"two in two months": {activity("2015-05-10", "county = \"east\"\n"+talk) + activity("2015-09-10", "county = \"west\"\n"), "months 5月、9月各1项。 activities-form 讲座1项。 activities-county 示例东县、示例西县各1项。", false},
		"three":             {activities(2, "2015-05-10", "county = \"east\"\n") + activity("2015-09-10", "county = \"west\"\n"), "", true},
	} {
		m := made(t, map[string]string{"activities/all.toml": c.log + activity("2016-12-31", "")})
		checkAll(t, m)
		v := m.statisticsYear(2015)
		var said []string
		for _, s := range v.Sections {
			for _, f := range s.Figures {
				if f.Said {
					said = append(said, f.ID+" "+f.Sentence)
				}
			}
		}
		f := find(v.Sections, "activities-county")
		if got := strings.Join(said, " "); got != c.want || (f != nil && f.Chart.Bars != nil) != c.counties {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

// A county's dot in a year is as large as its activities are many, hollow where nobody told how many took part, and
// there is none where nothing is on record.
func TestCountiesByYearAreDots(t *testing.T) {
	m := made(t, map[string]string{"activities/all.toml": activities(4, "2015-05-10", "county = \"east\"\nparticipants = 3") + activity("2016-05-10", "county = \"east\"") +
		activity("2016-06-10", "county = \"west\"\nparticipants = 0") + activity("2016-12-31", "county = \"west\"")})
	all, _ := checkAll(t, m)
	f := find(all.Sections, "counties-years")
	east, west := f.Chart.Dots.Rows[0], f.Chart.Dots.Rows[1]
	if len(east.Dots) != 2 || east.Dots[0].Tone != 0 || east.Dots[1].Tone != 2 || east.Dots[0].R != 2*east.Dots[1].R || len(west.Dots) != 1 || west.Dots[0].Tone != 1 || west.Sum != "2项" {
		t.Errorf("%+v", f.Chart.Dots)
	}
	if got := f.Table.Rows[1].Cells; got[0].Text != "—" || got[1].Text != "2" || got[1].Note != "1项已报" || got[2].Text != "2" {
		t.Errorf("%+v", got)
	}
	if f.Alt != "示例东县共5项，最多的是2015年4项；示例西县共2项，最多的是2016年2项。" || len(f.Legend) != 3 {
		t.Errorf("%s %+v", f.Alt, f.Legend)
	}
}
