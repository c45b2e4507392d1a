package catalog

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/markdown"
	"kepu/generator/source"
)

// linked makes the catalog of some files; each is its path and its text.
func linked(t *testing.T, drafts bool, files ...string) (*Catalog, diag.List) {
	t.Helper()
	in := Input{Drafts: drafts, Asset: func(string) *source.Asset { return nil }}
	var ps diag.List
	for i := 0; i < len(files); i += 2 {
		p := source.Parse(files[i], []byte(files[i+1]))
		ps = append(ps, p.Problems...)
		in.Files = append(in.Files, p)
	}
	c, found := Link(in)
	ps = append(ps, found...)
	ps.Sort()
	return c, ps
}

const organiser = "title = \"示例\"\n[organiser]\nname = \"虚构\"\n"

const levels = organiser + `
[[level]]
id = "city"
name = "市级"
authority = "示例市科协"
rank = 2
[[level]]
id = "unranked"
name = "未列"
[[level]]
id = "province"
name = "省级"
rank = 1
`

func base(name, more string) string {
	return "+++\nname = \"" + name + "\"\ncounty = \"甲县\"\n" + more + "+++\n正文\n"
}

func day(t *testing.T, s string) date.Date {
	t.Helper()
	d, why := date.Parse(s)
	if why != date.None {
		t.Fatalf("%q is no date", s)
	}
	return d
}

// The life of a base's titles: named, renewed, out of date, taken away, named again.
const namings = `
[[designation]]
level = "市级"
date = "2010"
bases = ["甲馆"]
[[designation]]
level = "省级"
date = 2012-06-15
bases = ["甲馆"]
valid_until = "2015"
[[revocation]]
level = "市级"
date = "2014-05"
bases = ["甲馆"]
[[designation]]
level = "省级"
date = "2017-03"
bases = ["甲馆"]
valid_until = 2019-02-01
[[designation]]
level = "市级"
date = 2018-01-01
bases = ["甲馆"]
[[designation]]
level = "未列"
date = "2009"
bases = ["甲馆"]
`

func TestLevelOfABaseAtADateFollowsFromItsTitles(t *testing.T) {
	c, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""), "designations.toml", namings)
	if len(ps) != 0 {
		t.Fatal(ps)
	}
	b := c.Bases[0]
	tests := []struct{ at, city, province, highest string }{
		{"2008-12-31", "", "", ""},
		{"2009", "", "", "未列"},
		{"2009-12-31", "", "", "未列"},
		{"2010", "2010", "", "市级"}, // a year counts as its first day
		{"2010-01-01", "2010", "", "市级"},
		{"2012-06-14", "2010", "", "市级"},
		{"2012-06-15", "2010", "2012-06-15", "省级"},
		{"2014-04-30", "2010", "2012-06-15", "省级"},
		{"2014-05-01", "", "2012-06-15", "省级"}, // the revocation's month counts as its first day
		{"2015-12-31", "", "2012-06-15", "省级"}, // valid_until counts as its last day
		{"2016-01-01", "", "", "未列"},
		{"2017-02-28", "", "", "未列"},
		{"2017-03", "", "2017-03", "省级"},        // renewed
		{"2018", "2018-01-01", "2017-03", "省级"}, // named again after the revocation
		{"2019-02-01", "2018-01-01", "2017-03", "省级"},
		{"2019-02-02", "2018-01-01", "", "市级"},
		{"2030", "2018-01-01", "", "市级"},
	}
	level := func(name string) *Level {
		for _, l := range c.Levels {
			if l.Name == name {
				return l
			}
		}
		t.Fatal(name)
		return nil
	}
	for _, tt := range tests {
		at := day(t, tt.at)
		for name, want := range map[string]string{"市级": tt.city, "省级": tt.province} {
			got := ""
			if held := b.TitleAt(level(name), at); held != nil {
				got = held.Designation.Date.String()
			}
			if got != want {
				t.Errorf("%s at %s: held by the naming of %q, want %q", name, tt.at, got, want)
			}
		}
		got := ""
		if l := b.LevelAt(at); l != nil {
			got = l.Name
		}
		if got != tt.highest {
			t.Errorf("highest at %s: %q, want %q", tt.at, got, tt.highest)
		}
	}
}

func TestLevelWithoutARankIsTheLowest(t *testing.T) {
	c, _ := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""))
	rank := map[string]int{}
	for _, l := range c.Levels {
		rank[l.Name] = l.Rank
	}
	if rank["省级"] != 1 || rank["市级"] != 2 || rank["未列"] <= 2 {
		t.Error(rank)
	}
}

// A revocation may stand in a file that is read before its designation's.
func TestRevocationFindsItsDesignationInAnyFile(t *testing.T) {
	c, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""),
		"designations/a.toml", "[[revocation]]\nlevel = \"市级\"\ndate = \"2014\"\nbases = [\"甲馆\"]\n",
		"designations/b.toml", "[[designation]]\nlevel = \"市级\"\ndate = \"2010\"\nbases = [\"甲馆\"]\n")
	if len(ps) != 0 {
		t.Fatal(ps)
	}
	if title := c.Bases[0].Titles[0]; title.Revoked == nil || title.Designation.Authority != "示例市科协" {
		t.Errorf("%+v", title)
	}
}

func TestNamesAreTakenAsTheyComeWhereSiteHasNoList(t *testing.T) {
	c, ps := linked(t, false, "site.toml", organiser,
		"bases/a.md", base("甲馆", "kind = \"气象\"\n"), "bases/b.md", base("乙馆", "kind = \"气象 \"\n"), "bases/c.md", base("丙馆", "kind = \"qixiang\"\n"),
		"activities/2016.toml", "[[activity]]\ndate = 2016-01-01\ntitle = \"一\"\nform = \"讲座\"\ncounty = \"乙县\"\n")
	if len(ps) != 0 {
		t.Fatal(ps)
	}
	if len(c.Kinds) != 1 || c.Kinds[0].ID != "qixiang" || c.Kinds[0].Name != "气象" {
		t.Errorf("kinds: %+v", c.Kinds)
	}
	if len(c.Counties) != 2 || c.Counties[1].Name != "乙县" || len(c.Forms) != 1 {
		t.Errorf("counties: %d, forms: %d", len(c.Counties), len(c.Forms))
	}
}

// Two names with the same sound get ids of their own.
func TestIDsMadeFromNamesAreUnique(t *testing.T) {
	c, _ := linked(t, false, "site.toml", organiser,
		"bases/a.md", base("甲馆", "kind = \"气象\"\n"), "bases/b.md", base("乙馆", "kind = \"器象\"\n"), "bases/c.md", base("丙馆", "kind = \"！\"\n"))
	seen := map[string]bool{}
	for _, k := range c.Kinds {
		if seen[k.ID] || !source.IsID(k.ID) {
			t.Errorf("id %q", k.ID)
		}
		seen[k.ID] = true
	}
	if len(c.Kinds) != 3 {
		t.Errorf("%d kinds", len(c.Kinds))
	}
}

func TestIDOfOneTermMayNotBeTheNameOfAnother(t *testing.T) {
	_, ps := linked(t, false, "site.toml", organiser+"[[kind]]\nid = \"a\"\nname = \"b\"\n[[kind]]\nid = \"b\"\nname = \"c\"\n", "bases/a.md", base("甲馆", ""))
	if len(ps) != 1 || ps[0].Place.Line != 8 {
		t.Error(ps)
	}
}

func TestDraftsAreLeftOutUnlessAskedFor(t *testing.T) {
	files := []string{"site.toml", organiser, "bases/a.md", base("甲馆", "draft = true\n"),
		"activities/2016.toml", "[[activity]]\ndate = 2016-01-01\ntitle = \"一\"\nbase = \"甲馆\"\n[[annual]]\nbase = \"甲馆\"\nyear = 2016\n",
		"reports/r.md", "+++\ntitle = \"报告\"\ndraft = true\n+++\n正文\n"}
	c, ps := linked(t, false, files...)
	if ps.HasErrors() || len(c.Bases) != 0 || len(c.Reports) != 0 || len(c.Annuals) != 0 || len(c.Activities) != 1 || len(c.Activities[0].Bases) != 0 {
		t.Errorf("without drafts: %d bases, %v", len(c.Bases), ps)
	}
	// The county of an activity is known all the same.
	if len(c.Activities[0].Counties) != 1 {
		t.Error("the activity lost its county")
	}
	c, ps = linked(t, true, files...)
	if len(ps) != 0 || len(c.Bases) != 1 || len(c.Reports) != 1 || len(c.Annuals) != 1 || len(c.Activities[0].Bases) != 1 {
		t.Errorf("with drafts: %d bases, %v", len(c.Bases), ps)
	}
}

func TestAsOfIsTheNewestDateOfWhatHappened(t *testing.T) {
	tests := []struct{ log, namings, want string }{
		{"", "", ""},
		{"[[activity]]\ndate = 2016-05-01\ntitle = \"一\"\n[[activity]]\ndate = 2016-04-01\ntitle = \"二\"\n", "", "2016-05-01"},
		{"[[activity]]\ndate = 2017-05-01\ntitle = \"一\"\nstatus = \"planned\"\n[[activity]]\ndate = \"2016-04\"\ntitle = \"二\"\n", "", "2016-04-01"},
		{"[[activity]]\ndate = 2016-05-01\ntitle = \"一\"\n", "[[designation]]\nlevel = \"市级\"\ndate = \"2018\"\nothers = [\"某馆\"]\n", "2018-01-01"},
	}
	for _, tt := range tests {
		files := []string{"site.toml", levels, "bases/a.md", base("甲馆", "")}
		if tt.log != "" {
			files = append(files, "activities/a.toml", tt.log)
		}
		if tt.namings != "" {
			files = append(files, "designations.toml", tt.namings)
		}
		c, ps := linked(t, false, files...)
		if ps.HasErrors() || c.AsOf.String() != tt.want {
			t.Errorf("%q, want %q: %v", c.AsOf, tt.want, ps)
		}
	}
}

func TestListsStandInTheOrderOfTheSite(t *testing.T) {
	site := organiser + "[[county]]\nid = \"yi\"\nname = \"乙县\"\n[[county]]\nid = \"jia\"\nname = \"甲县\"\n[[kind]]\nid = \"z\"\nname = \"展馆\"\n[[kind]]\nid = \"a\"\nname = \"安馆\"\n"
	page := func(name, county, kind string) string {
		return "+++\nname = \"" + name + "\"\ncounty = \"" + county + "\"\n" + kind + "+++\n正文\n"
	}
	c, ps := linked(t, false, "site.toml", site,
		"bases/1.md", page("东馆", "甲县", ""), "bases/2.md", page("北馆", "甲县", "kind = \"安馆\"\n"), "bases/3.md", page("西馆", "甲县", "kind = \"展馆\"\n"),
		"bases/4.md", page("安馆", "甲县", "kind = \"展馆\"\n"), "bases/5.md", page("中馆", "乙县", "kind = \"安馆\"\n"))
	if len(ps) != 0 {
		t.Fatal(ps)
	}
	var names []string
	for _, b := range c.Bases {
		names = append(names, b.Name)
	}
	if got := strings.Join(names, " "); got != "中馆 安馆 西馆 北馆 东馆" {
		t.Error(got)
	}
}

func TestActivitiesOfOneDayKeepTheOrderOfTheLogs(t *testing.T) {
	c, _ := linked(t, false, "site.toml", organiser, "bases/a.md", base("甲馆", ""),
		"activities/a.toml", "[[activity]]\ndate = 2016-05-01\ntitle = \"一\"\n[[activity]]\ndate = \"2016\"\ntitle = \"年\"\n[[activity]]\ndate = 2016-05-01\ntitle = \"二\"\n[[activity]]\ndate = \"2016-05\"\ntitle = \"月\"\n",
		"activities/b.toml", "[[activity]]\ndate = 2016-05-01\ntitle = \"三\"\n[[activity]]\ndate = 2017-01-01\ntitle = \"新\"\n")
	var titles []string
	for _, a := range c.Activities {
		titles = append(titles, a.Title)
	}
	if got := strings.Join(titles, " "); got != "新 一 二 三 月 年" {
		t.Error(got)
	}
}

func TestNamesThatStandTwiceInADesignationCountOnce(t *testing.T) {
	c, _ := linked(t, false, "site.toml", levels, "bases/jia.md", base("甲馆", "alias = [\"老甲馆\"]\n"),
		"designations.toml", "[[designation]]\nlevel = \"市级\"\ndate = \"2015\"\nbases = [\"甲馆\", \"老甲馆\", \"jia\"]\nothers = [\"乙馆\", \"乙馆\"]\n")
	if d := c.Designations[0]; d.Total != 2 {
		t.Errorf("total %d", d.Total)
	}
}

func TestPlaceThatIsWrongIsNotAlsoCalledCoarse(t *testing.T) {
	for _, place := range []string{"[33.3, 114.0]", "[0, 0]", "[2.3, 48.8]"} {
		if _, ps := linked(t, false, "site.toml", organiser, "bases/a.md", base("甲馆", "location = "+place+"\n")); len(ps) != 1 {
			t.Errorf("%s: %v", place, ps)
		}
	}
}

func TestLinksAreSuggestedFromTheFileThatHoldsThem(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"bases/a.md", "bases/b.md", "b.md"},
		{"bases/a/index.md", "bases/b.md", "../b.md"},
		{"bases/a/index.md", "bases/b/index.md", "../b/index.md"},
		{"bases/a/index.md", "bases/a/1.jpg", "1.jpg"},
		{"reports/r.md", "bases/b.md", "../bases/b.md"},
		{"activities/2016/x.toml", "bases/b.md", "../../bases/b.md"},
		{"x.md", "bases/b.md", "bases/b.md"},
		{"bases/a.md", "x.md", "../x.md"},
	} {
		if got := relative(c.from, c.to); got != c.want || markdown.Absolute(c.from, got) != c.to {
			t.Errorf("from %s to %s: %s", c.from, c.to, got)
		}
	}
}

func TestFilesOfDraftsAndUnreadablePagesAreNotCalledUnused(t *testing.T) {
	draft := source.Parse("bases/d/index.md", []byte(base("丁馆", "draft = true\ncover = \"cover.jpg\"\n")))
	broken := source.Parse("reports/r.md", []byte("+++\ntitle = “x”\n+++\n"))
	site := source.Parse("site.toml", []byte(organiser))
	others := []string{"bases/d/1.jpg", "bases/d/cover.jpg", "reports/a.docx"}
	in := Input{Files: []*source.Parsed{draft, site}, Others: others, Asset: func(n string) *source.Asset { return &source.Asset{Path: n} }}
	if _, ps := Link(in); len(ps) != 1 || ps[0].Place.File != "reports/a.docx" {
		t.Errorf("with a draft: %v", ps)
	}
	in.Files = append(in.Files, broken)
	if _, ps := Link(in); len(ps) != 0 {
		t.Errorf("with a page that cannot be read: %v", ps)
	}
	in.Files, in.Drafts = in.Files[:2], true
	if _, ps := Link(in); len(ps) != 2 || ps[0].What.Code != "PHOTO-WORDS" || ps[1].Place.File != "reports/a.docx" {
		t.Errorf("with drafts on the site: %v", ps)
	}
}

// held tells the standing of each title of a base at a date, the newest title first.
func held(titles []Title, at date.Date) string {
	var out []string
	for i := range titles {
		word := [...]string{"NotYet", "Revoked", "Expired", "Renewed", "Ended", "Unsure", "Unstated", "Valid"}[titles[i].At(at)]
		out = append(out, titles[i].Designation.Date.String()+" "+word)
	}
	return strings.Join(out, ", ")
}

func TestTitlesEndWithTheirBase(t *testing.T) {
	c, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", "until = 2016-12-31\n"),
		"designations.toml", "[[designation]]\nlevel = \"市级\"\ndate = \"2015\"\nbases = [\"甲馆\"]\n[[designation]]\nlevel = \"省级\"\ndate = \"2017\"\nbases = [\"甲馆\"]\n")
	if len(ps) != 1 || ps[0].Place.Line != 5 {
		t.Errorf("a base that is named after its end: %v", ps)
	}
	for at, want := range map[string]string{
		"2016-12-31": "2017 NotYet, 2015 Unstated",
		"2017-01-01": "2017 Ended, 2015 Ended",
	} {
		if got := held(c.Bases[0].Titles, day(t, at)); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

func TestWhatABaseIsAtADateFollowsFromItsTitles(t *testing.T) {
	const naming = "[[designation]]\nlevel = \"%s\"\ndate = \"%s\"\nbases = [\"甲馆\"]\n"
	province, city := fmt.Sprintf(naming, "省级", "2015"), fmt.Sprintf(naming, "市级", "2018")
	const taken = "[[revocation]]\nlevel = \"市级\"\ndate = \"2020\"\nbases = [\"甲馆\"]\n"
	for _, tt := range []struct {
		namings, base, at string
		want              Standing
	}{
		{"# none\n", "", "2018", NotYet},
		{"# none\n", "until = 2017\n", "2018", Ended},
		{city, "", "2017", NotYet},
		{city, "", "2018", Unstated},
		{province + "valid_until = 2016\n" + city + taken, "", "2017", Expired},
		{province + "valid_until = 2016\n" + city + taken, "", "2020", Revoked},
		{province + "valid_until = \"unknown\"\n" + city + taken, "", "2020", Unsure},
		{city + taken + city + "valid_until = 2025\n", "", "2019", Valid},
		{province + "valid_until = 2016\n" + city, "until = 2019\n", "2020", Ended},
	} {
		c, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", tt.base), "designations.toml", tt.namings)
		if got := c.Bases[0].Standing(day(t, tt.at)); got != tt.want || ps.HasErrors() {
			t.Errorf("%s%s in %s: %d, want %d; %v", tt.namings, tt.base, tt.at, got, tt.want, ps)
		}
	}
}

// TestTitlesTurnOnTheDaysThatAreTold: between two of them nothing changes.
func TestTitlesTurnOnTheDaysThatAreTold(t *testing.T) {
	c, _ := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", "until = 2022-03-05\n"), "designations.toml", `
[[designation]]
level = "市级"
date = "2014"
valid_until = "未知"
bases = ["甲馆"]
[[designation]]
level = "省级"
date = "2016-02"
valid_until = "2020-02"
bases = ["甲馆"]
[[designation]]
level = "省级"
date = "2019-06-07"
bases = ["甲馆"]
[[revocation]]
level = "省级"
date = "2021-04-05"
bases = ["甲馆"]
`)
	b, told := c.Bases[0], map[date.Date]bool{}
	for _, d := range b.Turns(day(t, "2013-01-01")) {
		told[d] = true
	}
	last, found := held(b.Titles, day(t, "2013-01-01")), 0
	for d := day(t, "2013-01-02"); d.Before(day(t, "2023")); d = d.Next() {
		if now := held(b.Titles, d); now != last {
			if !told[d] {
				t.Errorf("%s: %s, then %s", d, last, now)
			}
			last, found = now, found+1
		}
	}
	if found != 7 || len(b.Turns(day(t, "2021-04-05"))) != 1 {
		t.Errorf("%d days; after the revocation %v", found, b.Turns(day(t, "2021-04-05")))
	}
}

func TestTitlesOfOneLevelAndLineFollowOneAnother(t *testing.T) {
	const longer = "[[designation]]\nlevel = \"省级\"\ndate = \"2018\"\nvalid_until = \"2027\"\nauthority = \"科协\"\nbases = [\"甲馆\"]\n"
	const shorter = "[[designation]]\nlevel = \"省级\"\ndate = \"2020\"\nvalid_until = \"2022\"\nauthority = \"科技厅\"\nbases = [\"甲馆\"]\n"
	const taken = "[[revocation]]\nlevel = \"省级\"\ndate = \"2021-05\"\nbases = [\"甲馆\"]\n"
	tests := []struct{ what, namings, at, want string }{
		{"side by side", longer + shorter + "line = \"科技厅\"\n", "2025", "2020 Expired, 2018 Valid"},
		{"one after the other", longer + shorter, "2025", "2020 Expired, 2018 Renewed"},
		{"one line taken away", longer + shorter + "line = \"科技厅\"\n" + taken + "line = \"科技厅\"\n", "2021-05-01", "2020 Revoked, 2018 Valid"},
		{"the unnamed line taken away", longer + shorter + "line = \"科技厅\"\n" + taken + "line = \"\"\n", "2021-05-01", "2020 Valid, 2018 Revoked"},
		{"the one line that is held, without a word", longer + shorter + "line = \"科技厅\"\n" + strings.Replace(taken, "2021-05", "2023", 1), "2024", "2020 Expired, 2018 Revoked"},
		{"what was renewed is not revoked", longer + shorter + taken, "2021-05-01", "2020 Revoked, 2018 Renewed"},
	}
	for _, tt := range tests {
		c, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""), "designations.toml", tt.namings)
		if got := held(c.Bases[0].Titles, day(t, tt.at)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.what, got, tt.want)
		}
		if shortened := !strings.Contains(tt.namings, "line"); shortened != (len(ps) == 1) || ps.HasErrors() {
			t.Errorf("%s: %v", tt.what, ps)
		}
	}
	_, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""), "designations.toml", longer+shorter+"line = \"科技厅\"\n"+taken)
	if len(ps) != 1 || !ps.HasErrors() || ps[0].Place.Line != 14 {
		t.Errorf("a revocation that two lines may mean: %v", ps)
	}
	_, ps = linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""), "designations.toml", longer+taken+"line = \"科技\"\n")
	if len(ps) != 1 || ps.HasErrors() || ps[0].Place.Line != 7 {
		t.Errorf("a revocation of a line that there is not: %v", ps)
	}
}

func TestABaseWithoutAPageIsOneHoweverOftenItIsNamed(t *testing.T) {
	c, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""), "bases/d.md", base("丁馆", "alias = [\"旧丁馆\"]\ndraft = true\n"),
		"designations.toml", `
[[designation]]
level = "市级"
date = "2015"
others = ["乙馆", "甲馆", "旧丁馆"]
[[designation]]
level = "市级"
date = "2018"
bases = ["丁馆"]
others = ["乙馆"]
[[revocation]]
level = "市级"
date = "2019"
bases = ["乙馆", "丁馆"]
`)
	if ps.HasErrors() || len(c.Others) != 2 {
		t.Fatalf("%d, %v", len(c.Others), ps)
	}
	if d := c.Designations[0]; d.Total != 3 || len(d.Bases) != 1 || len(d.Others) != 2 || d.Others[0].Name+d.Others[1].Name != "乙馆丁馆" || d.Others[0].Draft || !d.Others[1].Draft || d.Unlisted() != 0 {
		t.Errorf("%+v", d)
	}
	for _, o := range c.Others {
		if got := held(o.Titles, day(t, "2018-06")); got != "2018 Unstated, 2015 Renewed" {
			t.Errorf("%s: %s", o.Name, got)
		}
		if got := held(o.Titles, day(t, "2019")); got != "2018 Revoked, 2015 Renewed" {
			t.Errorf("%s: %s", o.Name, got)
		}
	}
}

func TestATitleOfUnknownValidityMayHoldAfterItsYear(t *testing.T) {
	for _, word := range []string{"unknown", "未知"} {
		c, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""),
			"designations.toml", "[[designation]]\nlevel = \"省级\"\ndate = \"2016-05\"\nvalid_until = \""+word+"\"\nbases = [\"甲馆\"]\n[[designation]]\nlevel = \"市级\"\ndate = \"2015\"\nvalid_until = \"2018\"\nbases = [\"甲馆\"]\n")
		if len(ps) != 0 {
			t.Fatal(ps)
		}
		b := c.Bases[0]
		for at, want := range map[string]string{
			"2016-12-31": "2016-05 Unstated, 2015 Valid",
			"2017":       "2016-05 Unsure, 2015 Valid",
			"2019":       "2016-05 Unsure, 2015 Expired",
		} {
			if got := held(b.Titles, day(t, at)); got != want {
				t.Errorf("%s: %s, want %s", at, got, want)
			}
		}
		if l := b.LevelAt(day(t, "2019")); l == nil || l.Name != "省级" || b.Holds(nil, day(t, "2019")) || !b.Holds(nil, day(t, "2018")) || b.Holds(l, day(t, "2018")) {
			t.Errorf("the level that may be held: %v", l)
		}
	}
	_, ps := linked(t, false, "site.toml", levels, "bases/a.md", base("甲馆", ""), "designations.toml", "[[designation]]\nlevel = \"省级\"\ndate = \"2016\"\nvalid_until = \"长期\"\nbases = [\"甲馆\"]\n")
	if len(ps) != 1 || !ps.HasErrors() || ps[0].Place.Line != 4 {
		t.Errorf("a word that is no date: %v", ps)
	}
}

func TestRecordsCountWhereTheBaseWas(t *testing.T) {
	page := "+++\nname = \"甲馆\"\ncounty = [{county = \"乙县\", until = \"2016-06\"}, {county = \"丙县\", until = 2018}, {county = \"甲县\"}]\n+++\n正文\n"
	c, ps := linked(t, false, "site.toml", levels, "bases/a.md", page, "activities/a.toml",
		"[[activity]]\ndate = 2016-06-30\ntitle = \"一\"\nbase = \"甲馆\"\n[[activity]]\ndate = 2016-07-01\ntitle = \"二\"\nbase = \"甲馆\"\n"+
			"[[activity]]\ndate = 2019-01-01\ntitle = \"三\"\nbase = \"甲馆\"\n[[activity]]\ndate = 2016-01-01\ntitle = \"四\"\nbase = \"甲馆\"\ncounty = \"甲县\"\n")
	if len(ps) != 0 {
		t.Fatal(ps)
	}
	if got := c.Bases[0].County.Name; got != "甲县" {
		t.Errorf("it is in %s now", got)
	}
	for _, a := range c.Activities {
		want := map[string]string{"一": "乙县", "二": "丙县", "三": "甲县", "四": "甲县"}[a.Title]
		if len(a.Counties) != 1 || a.Counties[0].Name != want {
			t.Errorf("%s is of %v, want %s", a.Title, a.Counties, want)
		}
	}
	for list, want := range map[string]string{
		`[{county = "乙县"}, {county = "甲县"}]`:                                              "没有写在这个县区到哪一年",
		`[{county = "乙县", until = 2016}]`:                                                 "最后一个县区是现在的",
		`[{county = "乙县", until = 2016}, {county = "丙县", until = 2015}, {county = "甲县"}]`: "until 不晚于前一个县区的 2016",
		`[{until = 2016}, {county = "甲县"}]`:                                               "缺少 county",
		`[]`:                                                                              "county 是空的",
		`["乙县", "甲县"]`:                                                                    "county 不能写文字",
	} {
		_, ps := linked(t, false, "site.toml", levels, "bases/a.md", "+++\nname = \"甲馆\"\ncounty = "+list+"\n+++\n正文\n")
		if !ps.HasErrors() || !strings.Contains(ps[0].What.In(diag.ZH), want) || ps[0].Place.Line != 3 {
			t.Errorf("%s: %v", list, ps)
		}
	}
}
