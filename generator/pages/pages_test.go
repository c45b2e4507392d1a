package pages

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/source"
	"kepu/generator/view"
)

// newMaker is a maker that remembers nothing.
func newMaker(c *catalog.Catalog, f *figures.Figures) *maker { return new(Memory).newMaker(c, f) }

func day(t *testing.T, s string) date.Date {
	t.Helper()
	if s == "" {
		return date.Date{}
	}
	d, why := date.Parse(s)
	if why != date.None {
		t.Fatalf("%q is no date", s)
	}
	return d
}

func TestPeriodsRepeatNothingAndAreNoFinerThanTheirDates(t *testing.T) {
	tests := []struct{ from, until, want string }{
		{"", "", ""},
		{"2016", "", "2016年"},
		{"2016-09-17", "", "2016年9月17日"},
		{"2016-09-17", "2016-09-17", "2016年9月17日"},
		{"2016-09-17", "2016-09-18", "2016年9月17日至18日"},
		{"2024-05-25", "2024-06-01", "2024年5月25日至6月1日"},
		{"2016-12-30", "2017-01-02", "2016年12月30日至2017年1月2日"},
		{"2016-05", "2016-06", "2016年5月至6月"},
		{"2016-05", "2017-05", "2016年5月至2017年5月"},
		{"2016", "2017", "2016年至2017年"},
		{"2016", "2016-06", "2016年至2016年6月"},
		{"2016-05", "2016-05-20", "2016年5月至5月20日"},
		{"2016-05-03", "2016-06", "2016年5月3日至6月"},
		{"2016-05-03", "2016-05", "2016年5月3日至5月"},
		{"2016-05-03", "2017", "2016年5月3日至2017年"},
		{"2016-05-03", "2016", "2016年5月3日至2016年"},
	}
	for _, tt := range tests {
		if got := period(day(t, tt.from), day(t, tt.until)); got != tt.want {
			t.Errorf("from %q until %q: %q, want %q", tt.from, tt.until, got, tt.want)
		}
	}
}

func TestNumbersHaveACommaEveryThreeDigits(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 9: "9", 999: "999", 1000: "1,000", 12345: "12,345", 123456: "123,456", 1234567: "1,234,567",
		-1: "-1", -999: "-999", -1000: "-1,000", 1<<63 - 1: "9,223,372,036,854,775,807"} {
		if got := digits(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestPhoneLinksDialTheFirstNumber(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "0396-2811123": "tel:03962811123", "0000-1234567、0000-7654321": "tel:00001234567", "0000-1234567 转 801": "tel:00001234567",
		"+86 000 1234567": "tel:+860001234567", "(0000)1234567": "tel:00001234567", "110": "tel:110", "12": "", "见网站": "",
		"000 1234567": "tel:0001234567", "电话：0000-1234567": "tel:00001234567", "1234567/7654321": "tel:1234567", "0000 1234567": "tel:00001234567",
	} {
		if got := telURL(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestSourcesAreShownByTheirHost(t *testing.T) {
	for s, want := range map[string]view.Source{
		"":                          {},
		"示例日报":                      {Name: "示例日报"},
		"https://www.a.example/b?c": {Name: "a.example", URL: "https://www.a.example/b?c"},
		"http://a.example:8080/":    {Name: "a.example:8080", URL: "http://a.example:8080/"},
		"javascript:alert(1)":       {Name: "javascript:alert(1)"},
		"见 https://a.example":       {Name: "见 https://a.example"},
		"https://a.example/%zz":     {Name: "https://a.example/%zz"},
	} {
		if got := sourceOf(s); got != want {
			t.Errorf("%q: %+v, want %+v", s, got, want)
		}
	}
}

func TestSizesAreWrittenAsFileManagersDo(t *testing.T) {
	for n, want := range map[int64]string{0: "0 KB", 1: "1 KB", 1024: "1 KB", 1025: "2 KB", 1<<20 - 1: "1024 KB", 1 << 20: "1.0 MB", 3<<20 + 1<<19: "3.5 MB"} {
		if got := Size(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// catalogOf makes the catalog of some files; each is its path and its text.
func catalogOf(t *testing.T, files ...string) *catalog.Catalog {
	t.Helper()
	in := catalog.Input{Asset: func(string) *source.Asset { return nil }}
	for i := 0; i < len(files); i += 2 {
		p := source.Parse(files[i], []byte(files[i+1]))
		if p.Problems.HasErrors() {
			t.Fatal(p.Problems)
		}
		in.Files = append(in.Files, p)
	}
	c, ps := catalog.Link(in)
	if ps.HasErrors() {
		t.Fatal(ps)
	}
	return c
}

const siteFile = "title = \"示例\"\n[organiser]\nname = \"虚构\"\n"

// An anchor is an address that people pass on: one more activity of the same
// day, written below, must not change it.
func TestNewActivityRenamesNoAnchor(t *testing.T) {
	log := "[[activity]]\ndate = 2016-09-17\ntitle = \"一\"\n[[activity]]\ndate = 2016-09-17\ntitle = \"二\"\n"
	anchors := func(log string) map[string]string {
		c := catalogOf(t, "site.toml", siteFile, "activities/2016.toml", log)
		out := map[string]string{}
		for _, a := range c.Activities {
			out[a.Title] = address.EntryID(a)
		}
		return out
	}
	before := anchors(log)
	after := anchors(log + "[[activity]]\ndate = 2016-09-17\ntitle = \"三\"\n[[activity]]\ndate = 2016-09-18\ntitle = \"四\"\n")
	if before["一"] != "a20160917" || before["二"] != "a20160917-2" {
		t.Error(before)
	}
	for title, id := range before {
		if after[title] != id {
			t.Errorf("%s was %s and is %s", title, id, after[title])
		}
	}
}

// A deleted page leaves nothing: what is not in the content is not in the list.
func TestDeletedBaseLeavesNoPage(t *testing.T) {
	page := "+++\nname = \"甲馆\"\ncounty = \"甲县\"\n+++\n正文\n"
	paths := func(files ...string) string {
		c := catalogOf(t, append([]string{"site.toml", siteFile}, files...)...)
		list, _ := Of(c, figures.Of(c), Options{})
		var out []string
		for _, f := range list {
			out = append(out, f.Path)
		}
		return strings.Join(out, "\n")
	}
	if all := paths("bases/a.md", page); !strings.Contains(all, "bases/a.html") || !strings.Contains(all, "counties/jiaxian.html") {
		t.Error(all)
	}
	if left := paths(); strings.Contains(left, "bases/a.html") || strings.Contains(left, "counties/") {
		t.Error(left)
	}
}

// A link to a kind leads to a list of its bases also where nothing filters; and what can be printed is told where there is some.
func TestDirectoryListsKindsAndPaper(t *testing.T) {
	said := func(list []view.Paper) (s string) {
		for _, p := range list {
			s += p.Name + fmt.Sprint(len(p.Links)) + " "
		}
		return s
	}
	m := made(t, map[string]string{
		"site.toml":           madeUpSite + "[[kind]]\nid = \"dome\"\nname = \"示例场馆\"\n[[kind]]\nid = \"none\"\nname = \"示例公园\"\n",
		"bases/a.md":          strings.Replace(basePage("虚构甲馆", "east"), "+++\n虚构", "kind = \"dome\"\n+++\n虚构", 1),
		"bases/b.md":          strings.Replace(basePage("虚构乙馆", "west"), "+++\n虚构", "kind = \"dome\"\n+++\n虚构", 1),
		"activities/all.toml": activity("2015-05-01", "base = \"a\"") + activity("2016-05-01", "base = \"a\"\nstatus = \"planned\""),
	})
	v := m.directory()
	if len(v.ByKind) != 1 || len(v.ByKind[0].Bases) != 2 || !strings.HasSuffix(v.Kinds[0].URL, "#"+v.ByKind[0].ID) || len(v.Kinds) != 1 {
		t.Errorf("%+v %+v", v.Kinds, v.ByKind)
	}
	if got := said(v.Paper); got != "小册子1 海报1 简况1 " {
		t.Errorf("on paper: %s", got)
	}
	if got := said(made(t, nil).directory().Paper); got != "" {
		t.Errorf("where nothing is: %s", got)
	}
}

// Years are rows of one table: each has the same columns.
func TestEveryYearHasTheSameColumns(t *testing.T) {
	c := catalogOf(t, "site.toml", siteFile, "activities/a.toml",
		"[[activity]]\ndate = 2016-09-17\ntitle = \"一\"\nonline = 5\nsessions = 3\n[[activity]]\ndate = 2014-09-17\ntitle = \"二\"\nparticipants = 0\n")
	m := newMaker(c, figures.Of(c))
	want := ""
	for _, y := range m.activities().Years {
		labels := ""
		for _, n := range y.Numbers {
			labels += n.Label + " "
		}
		if want == "" {
			want = labels
		}
		if labels != want {
			t.Errorf("%d: %s, not %s", y.Year, labels, want)
		}
	}
}

// The year of a list's first sentence is that of the first activity, not of the
// first naming.
func TestActivitiesSinceTheFirstActivity(t *testing.T) {
	c := catalogOf(t, "site.toml", siteFile, "designations.toml", "[[designation]]\nlevel = \"市级\"\ndate = \"2010\"\nothers = [\"某馆\"]\n",
		"activities/a.toml", "[[activity]]\ndate = 2016-09-17\ntitle = \"一\"\n")
	if lead := newMaker(c, figures.Of(c)).activities().Lead; !strings.HasPrefix(lead, "2016年以来") {
		t.Error(lead)
	}
}

// A site with nothing in it but its name makes pages all the same.
func TestEmptySiteHasViews(t *testing.T) {
	c := catalogOf(t, "site.toml", siteFile)
	list, ps := Of(c, figures.Of(c), Options{})
	if len(ps) != 0 {
		t.Error(ps)
	}
	for _, f := range list {
		if f.View != nil {
			f.View()
		}
		if f.Write != nil {
			if err := f.Write(&bytes.Buffer{}); err != nil {
				t.Error(err)
			}
		}
	}
}
