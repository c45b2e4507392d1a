package pages

import (
	"slices"
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
