package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/standing"
	"kepu/generator/view"
)

const namings = `
[[designation]]
level = "省级"
date = 2020-05-01
valid_until = "2026-08"
bases = ["jia", "yi"]

[[designation]]
level = "市级"
date = 2021
valid_until = 2030-12-31
bases = ["jia"]

[[designation]]
level = "市级"
date = 2016
valid_until = 2020-12-31
bases = ["ding"]

[[revocation]]
level = "省级"
date = 2026-03-01
bases = ["yi"]
reason = "停办"
`

func dayFiles() map[string]string {
	return map[string]string{
		"bases/jia.md":        placedPage("虚构甲馆", "east"),
		"bases/yi.md":         basePage("虚构乙馆", "east"),
		"bases/bing.md":       "+++\nname = \"虚构丙馆\"\ncounty = \"east\"\nuntil = 2026-12-31\n+++\n",
		"bases/ding.md":       "+++\nname = \"虚构丁馆\"\ncounty = \"west\"\nuntil = 2022\n+++\n",
		"designations.toml":   namings,
		"activities/all.toml": activity("2026-05-10", "base = \"jia\""),
	}
}

// placedPage is a base's page that says where it is.
func placedPage(name, county string) string {
	return strings.Replace(basePage(name, county), "\n+++\n", "\nlocation = [114.1, 33.1]\nprecision = \"exact\"\n+++\n", 1)
}

// spot is a base's symbol on the large map.
func spot(t *testing.T, m *maker, id string) view.MapSpot {
	t.Helper()
	for _, s := range m.mapPage().Drawings[0].Spots {
		if s.ID == id {
			return s
		}
	}
	t.Fatal("not on the map: ", id)
	return view.MapSpot{}
}

func baseOf(t *testing.T, m *maker, id string) *catalog.Base {
	t.Helper()
	for _, b := range m.c.Bases {
		if b.ID == id {
			return b
		}
	}
	t.Fatal("no base ", id)
	return nil
}

func plan(day, title, more string) string {
	return fmt.Sprintf("[[activity]]\ndate = %q\ntitle = %q\n%s\n", day, title, more)
}

// A build knows the newest record and no clock: what ends later is told with its day.
func TestTitlesThatEndAfterTheNewestRecord(t *testing.T) {
	m := made(t, dayFiles())
	for _, c := range []struct{ base, level, levelDays, title, titleDays string }{
		{"jia", "省级", `[["2026-09-01","市级"],["2031-01-01","命名已过有效期"]]`, "", `[["","有效"],["2031-01-01","已过有效期"]]`},
		{"yi", "", "", "已撤销（2026年3月1日）", ""},
		{"ding", "", "", "已过有效期", ""},
	} {
		b := baseOf(t, m, c.base)
		card := m.card(address.Home, b)
		if card.Level != c.level || card.LevelDays != c.levelDays {
			t.Errorf("%s: level %q, later %s", c.base, card.Level, card.LevelDays)
		}
		row := m.titleRows(address.Base(b), b)[0]
		if row.Status != c.title || row.Days != c.titleDays {
			t.Errorf("%s: title %q, later %s", c.base, row.Status, row.Days)
		}
	}
	page := m.basePage(baseOf(t, m, "jia"))
	if want := `[["2026-09-01","市级科普教育基地"],["2031-01-01","命名已过有效期"]]`; page.LevelDays != want {
		t.Errorf("its page: %s", page.LevelDays)
	}
	if page.LevelUntil != "有效期至2026年8月" || page.LevelUntilOff != `[["2026-09-01",""]]` {
		t.Errorf("its page: %s, later %s", page.LevelUntil, page.LevelUntilOff)
	}
	if got := m.basePage(baseOf(t, m, "bing")).Closed; got != "作为科普教育基地开放到2026年12月31日为止" {
		t.Errorf("an end to come is not told: %q", got)
	}
	for _, d := range m.c.Designations {
		want := map[date.Date]string{{Year: 2026, Month: 8}: `[["2026-09-01","已过有效期"]]`, {Year: 2030, Month: 12, Day: 31}: `[["2031-01-01","已过有效期"]]`}[d.ValidUntil]
		if r := m.roster(address.Directory, d, 10); r.Days != want || r.Expired != (want == "") {
			t.Errorf("roster of %s: %q, expired %v", d.Date, r.Days, r.Expired)
		}
	}
}

// Filters and signs follow the same days as words.
func TestFiltersSignsAndSearchFollowTheReadersDay(t *testing.T) {
	m := made(t, dayFiles())
	jia := baseOf(t, m, "jia")
	province, city := m.c.Levels[0], m.c.Levels[1]
	if want := fmt.Sprintf(`[["2026-09-01",%q,%d],["2031-01-01","",0]]`, city.ID, city.Rank); m.card(address.Directory, jia).Levels != want {
		t.Errorf("%s, want %s", m.card(address.Directory, jia).Levels, want)
	}
	spot := spot(t, m, "jia")
	if want := `[["2026-09-01","虚构甲馆，市级"],["2031-01-01","虚构甲馆，命名已过有效期"]]`; spot.TitleDays != want || !slices.Equal(spot.Later, []int{city.Rank, 0}) {
		t.Errorf("%s, %v", spot.TitleDays, spot.Later)
	}
	if d := m.nameDoc(jia); !slices.Equal(d.Later, []string{"2026-09-01", "示例东县 市级", "2031-01-01", "示例东县 命名已过有效期"}) {
		t.Errorf("%q", d)
	}
	var options []string
	for _, f := range m.directory().Filter {
		for _, o := range f.Options {
			if f.Key == "level" {
				options = append(options, fmt.Sprint(o.Value, o.Count))
			}
		}
	}
	if want := []string{province.ID + "1", city.ID + "0"}; !slices.Equal(options, want) {
		t.Errorf("%q, want %q", options, want)
	}
	large := m.mapPage()
	if key := large.Key; len(key.Levels) != 3 || key.Levels[2].Name != "没有查到在期的命名" {
		t.Errorf("%+v", large.Key.Levels)
	}
	if len(large.Levels) != 2 {
		t.Errorf("%+v", large.Levels)
	}
}

func TestPlansWhoseDayHasPassed(t *testing.T) {
	files := dayFiles()
	files["activities/plans.toml"] = plan("2026-05-01", "过去", "status = \"planned\"") +
		plan("2026-05-01", "还没完", "until = 2026-05-20\nstatus = \"planned\"") +
		plan("2026-06", "将来", "status = \"planned\"") +
		plan("2026-06-02", "不办了", "status = \"cancelled\"")
	m := made(t, files)
	got := map[string][3]string{}
	for _, a := range m.c.Activities {
		it := m.item(address.Home, a)
		got[a.Title] = [3]string{it.Status, it.Days, it.Last}
	}
	for title, want := range map[string][3]string{
		"过去":  {standing.Passed, "", "2026-05-01"},
		"还没完": {"计划举办", `[["2026-05-21","已过日期，结果未报"]]`, "2026-05-20"},
		"将来":  {"计划举办", `[["2026-07-01","已过日期，结果未报"]]`, "2026-06-30"},
		"不办了": {"取消", "", ""},
	} {
		if got[title] != want {
			t.Errorf("%s: %q, want %q", title, got[title], want)
		}
	}
	var coming []string
	for _, a := range m.home().Upcoming {
		coming = append(coming, a.Title)
	}
	if len(coming) != 2 || coming[0] != "还没完" || coming[1] != "将来" {
		t.Errorf("to come: %q", coming)
	}
	if got, want := m.makeup(2026), "这一年的5条记录：1条计入活动数，2条计划举办，1条已过日期，结果未报，1条取消。"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestTheHomePageSaysWhatIsThere(t *testing.T) {
	if got, note := made(t, dayFiles()).lead(); got != "介绍2家科普教育基地和科普场所，分布在1个县区" || note != "另有2家已撤销命名或不再作为基地" {
		t.Errorf("home begins with %q, %q", got, note)
	}
	if v := made(t, dayFiles()).home(); v.Map == nil || !strings.HasSuffix(v.Map.Untold, "各县区按有介绍页的算，其中2家已撤销命名或不再作为基地") {
		t.Errorf("the map of the home page does not tell why its numbers are more: %+v", v.Map)
	}
}

// TestWordsForBasesThatWereNotAllNamed: a place without a title is no 科普教育基地.
func TestWordsForBasesThatWereNotAllNamed(t *testing.T) {
	named, unnamed := &catalog.Base{Titles: make([]catalog.Title, 1)}, &catalog.Base{}
	for want, bases := range map[string][]*catalog.Base{
		"科普教育基地":      {named, named},
		"科普场所":        {unnamed},
		"科普教育基地和科普场所": {unnamed, named},
	} {
		if got := whatTheyAre(bases); got != want {
			t.Errorf("%d bases: %s, want %s", len(bases), got, want)
		}
	}
}
