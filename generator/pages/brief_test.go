package pages

import (
	"slices"
	"strings"
	"testing"
)

// An activity of a year may have been on the first of January: that there was one within the year is not said then.
func TestACountyIsQuietOnlyWhereTheRecordsTell(t *testing.T) {
	of := func(date, county string) string {
		if county == "" {
			return activity(date, "")
		}
		return activity(date, "county = \""+county+"\"")
	}
	for _, c := range []struct{ name, log, want string }{
		{"both within the year", of("2020-06-30", "east") + of("2020-06-01", "west"), "到2020年6月30日，各县区一年内都有活动记录。"},
		{"a year to the day", of("2019-06-30", "east") + of("2018-06-30", "west"), "到2019年6月30日，一年以上没有活动记录的：示例西县。"},
		{"a year with a leap day, to the day", of("2020-06-30", "east") + of("2019-06-30", "west"), "到2020年6月30日，一年以上没有活动记录的：示例西县。"},
		{"a day less", of("2020-06-30", "east") + of("2019-07-01", "west"), "到2020年6月30日，各县区一年内都有活动记录。"},
		{"a month of the year before", of("2019-07-10", "east") + of("2018-07", "west"), "到2019年7月10日，其他县区一年内都有活动记录；示例西县最近一条记录的日期不全，看不出来。"},
		{"a year", of("2020-06-30", "east") + of("2019", "west"), "到2020年6月30日，其他县区一年内都有活动记录；示例西县最近一条记录的日期不全，看不出来。"},
		{"this year", of("2020-06-30", "east") + of("2020", "west"), "到2020年6月30日，各县区一年内都有活动记录。"},
		{"long ago", of("2020-06-30", "east") + of("2018", "west"), "到2020年6月30日，一年以上没有活动记录的：示例西县。"},
		{"none, and a year", of("2020-06-30", "") + of("2019", "west"), "到2020年6月30日，一年以上没有活动记录的：示例东县；示例西县最近一条记录的日期不全，看不出来。"},
		{"years alone", of("2020-06-30", "") + of("2019", "west") + of("2019", "east"), "到2020年6月30日，一年内有没有活动记录：示例东县、示例西县最近一条记录的日期不全，看不出来。"},
	} {
		m := made(t, map[string]string{"activities/all.toml": c.log})
		if says := m.cityBrief().Says; !slices.Contains(says, c.want) {
			t.Errorf("%s: %q", c.name, says)
		}
	}
}

// The sheet of a year says what there is: no columns for one month, what is due on those of the newest whole year and of the one that goes on, and of a year without a log no "0".
func TestSheetOfAYearTellsWhatThereIs(t *testing.T) {
	m := made(t, map[string]string{
		"bases/a.md":              "+++\nname = \"示例馆\"\ncounty = \"示例东县\"\nsince = 2017-01-01\n+++\n",
		"designations.toml":       "[[designation]]\ndate = 2017-03-01\nlevel = \"市级\"\nbases = [\"示例馆\"]\nvalid_until = 2020-03-01\n",
		"activities/all.toml":     activity("2018-05-01", "county = \"east\"\nparticipants = 30") + activity("2019-05-01", "county = \"east\"") + activity("2019-06-01", "county = \"west\"\nparticipants = 1200") + activity("2019", "county = \"west\""),
		"activities/planned.toml": activity("2026-01-01", "status = \"planned\""),
	})
	type shows struct {
		months, due bool
		numbers     string
	}
	for year, want := range map[int]shows{
		2017: {false, false, "活动数=没有记录 在册基地=1 命名数=1"},
		2018: {false, true, "活动数=1 参加人次=30 在册基地=1"},
		2019: {true, true, "活动数=3 参加人次=1,200 在册基地=1"},
	} {
		v := m.yearBrief(year)
		var numbers []string
		for _, n := range v.Headlines {
			numbers = append(numbers, n.Label+"="+n.Value)
		}
		got := shows{v.Months != nil, v.Due != nil, strings.Join(numbers, " ")}
		if got != want {
			t.Errorf("%d: %+v, want %+v", year, got, want)
		}
		if v.Title != v.Year+v.Heading || len(v.Conclusions) == 0 && len(v.Says) == 0 {
			t.Errorf("%d: %q %q %q says nothing", year, v.Title, v.Year, v.Heading)
		}
		if v.Map != nil && len(v.Map.Drawings) == 0 {
			t.Errorf("%d: an empty map", year)
		}
		for _, h := range v.Beside.Table.Head {
			if strings.HasPrefix(h.URL, "#") {
				t.Errorf("%d: %s leads to %s, which is not on the sheet", year, h.Name, h.URL)
			}
		}
	}
	if notes := m.yearBrief(2019).Months.Notes; !slices.Equal(notes, []string{"另有1项没有注明月份。"}) {
		t.Errorf("%q", notes)
	}
	if years := m.stats.BriefYears(); !slices.Equal(years, []int{2019, 2018, 2017}) {
		t.Errorf("sheets of %v", years)
	}
	for p, section := range map[string]string{"briefs/2019.html": "统计", "briefs/index.html": "统计", "briefs/east.html": "基地名录"} {
		for _, n := range m.nav(p) {
			if n.Section != (n.Name == section) {
				t.Errorf("%s: %s is shown as its section: %v", p, n.Name, n.Section)
			}
		}
	}
}
