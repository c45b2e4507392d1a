package hours

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"kepu/generator/date"
)

// cases are opening hours and what they say of some days. The browser's script is held
// to the same ones by package acceptance.
type hoursCase struct {
	About  string
	Hours  []Line
	Closed []string
	On     map[string]string // by day: closed, unknown, or 09:00-17:00 and the last admission behind
}

func readCases(t testing.TB) []hoursCase {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []hoursCase
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func say(open []Time, known bool) string {
	if !known {
		return "unknown"
	}
	if len(open) == 0 {
		return "closed"
	}
	var out []string
	clock := func(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
	for _, o := range open {
		s := clock(o.Open) + "-" + clock(o.Close)
		if o.Last != 0 {
			s += "-" + clock(o.Last)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestCases(t *testing.T) {
	for _, c := range readCases(t) {
		table := Of(c.Hours, c.Closed)
		for _, on := range slices.Sorted(maps.Keys(c.On)) {
			day, fault := date.Parse(on)
			if fault != date.None {
				t.Fatal(on)
			}
			if got := say(table.On(day)); got != c.On[on] {
				t.Errorf("%s: %s is %s, want %s\n%+v", c.About, on, got, c.On[on], table)
			}
		}
	}
}

func TestDaysOfTheWeek(t *testing.T) {
	const mon, tue, wed, thu, fri, sat, sun = 1, 2, 4, 8, 16, 32, 64
	for words, want := range map[string]Days{
		"周二-周日": everyDay &^ mon, "周二至周日": everyDay &^ mon, "周二—周日": everyDay &^ mon, "周二——周日": everyDay &^ mon, "星期二到星期天": everyDay &^ mon,
		"周一至周五": mon | tue | wed | thu | fri, "周一至五": mon | tue | wed | thu | fri, "周1-5": mon | tue | wed | thu | fri, "每周一 － 周五": mon | tue | wed | thu | fri,
		"周一": mon, "每周一": mon, "礼拜天": sun, "周六日": sat | sun, "周六、周日": sat | sun, "周一，周三，周五": mon | wed | fri, "周六-周一": sat | sun | mon, "周一/周三": mon | wed,
		"每天": everyDay, "每日": everyDay, "全年周二至周日": everyDay &^ mon, "工作日": workdays | onlyWorking, "周末": sat | sun,
		"法定节假日": onHolidays, "周末和法定节假日": sat | sun | onHolidays, "周二-周日（含法定节假日）": everyDay&^mon | perhapsHolidays, "周二-周日（含节假日）": everyDay&^mon | perhapsHolidays | perhapsWeekend,
		"每天（周一除外）": everyDay &^ mon, "每天，周一除外": everyDay &^ mon, "每天，周一、周二除外": everyDay &^ (mon | tue), "除周一、周二外，每天": everyDay &^ (mon | tue), "周一、周三、周五，周三除外": mon | fri,
		"每天（除周一外）": everyDay &^ mon, "每天（周一闭馆，含法定节假日）": everyDay&^mon | perhapsHolidays,
	} {
		if got, ok := ParseDays(words, false); !ok || got.Days != want || !got.Except.none() || got.Spans != nil {
			t.Errorf("%s: %+v %v, want %b", words, got, ok, want)
		}
	}
	for _, words := range []string{
		"", "预约开放", "周八", "周", "周一-", "周一至", "-周五", "每月第一个周一", "周二-周日（预约）", "周一,", "寒假", "春节", "周二-周日上午", "日", "周六、日常",
		"周二，周三，周一除外", "每天（每天除外）", "法定节假日（法定节假日除外）", "每天（周一除外", "每天（）", "每天）", "每天（周一除外）雨天", "每天，雨天除外", "每天（工作日除外）", "每天（节假日除外）",
		"周一闭馆", "周一休息", "5月1日至", "13月1日", "3-10", "5月1日至10月7日，周二至周日", "3月23日（世界水日）", "除周一外", "周三三至周五",
	} {
		if got, ok := ParseDays(words, false); ok {
			t.Errorf("%s: understood as %+v", words, got)
		}
	}
}

func TestSeasons(t *testing.T) {
	for words, want := range map[string]Months{
		"": everyMonth, "全年": everyMonth, "3-10": 0b001111111100, "3月至10月": 0b001111111100, "11-2": 0b110000000011, "5": 1 << 4, "3-4、11": 0b010000001100,
	} {
		if got, ok := ParseSeason(words); !ok || got.Months != want || got.Spans != nil {
			t.Errorf("%q: %+v %v, want %b", words, got, ok, want)
		}
	}
	for words, want := range map[string]Span{"5月1日—10月7日": {Day{0, 5, 1}, Day{0, 10, 7}}, "10.8-4.30": {Day{0, 10, 8}, Day{0, 4, 30}}, "2026年5月1日至10月7日": {Day{2026, 5, 1}, Day{2026, 10, 7}}} {
		if got, ok := ParseSeason(words); !ok || len(got.Spans) != 1 || got.Spans[0] != want {
			t.Errorf("%q: %+v %v, want %v", words, got, ok, want)
		}
	}
	for _, words := range []string{"夏季", "0-3", "13", "3-", "-", "5月1日-", "3-10,5月1日"} {
		if got, ok := ParseSeason(words); ok {
			t.Errorf("%q: understood as %+v", words, got)
		}
	}
}

func TestDaysOff(t *testing.T) {
	day := func(y, m, d int) Off { return Off{Spans: []Span{{Day{y, m, d}, Day{y, m, d}}}} }
	days := func(from, to Day) Off { return Off{Spans: []Span{{from, to}}} }
	for words, want := range map[string]Closure{
		"周一": {Days: 1}, "每周一闭馆": {Days: 1}, "周一（法定节假日除外）": {Days: 1, Except: Off{Holidays: allOfThem}},
		"春节": {Off: Off{Holidays: Spring}}, "春节期间": {Off: Off{Whole: Spring}}, "十一长假": {Off: Off{Whole: National}}, "法定节假日": {Off: Off{Holidays: allOfThem}},
		"除夕当天": {Off: Off{Feasts: []Feast{{Spring, -1, -1}}}}, "国庆节当天": {Off: Off{Feasts: []Feast{{National, 0, 0}}}}, "大年初一": {Off: Off{Feasts: []Feast{{Spring, 0, 0}}}}, "除夕-初六放假": {Off: Off{Feasts: []Feast{{Spring, -1, 5}}}},
		"2026-10-01": {Off: day(2026, 10, 1)}, "2026年10月1日": {Off: day(2026, 10, 1)}, "10月1日": {Off: day(0, 10, 1)}, "2月29日": {Off: day(0, 2, 29)},
		"10月1日至7日": {Off: days(Day{0, 10, 1}, Day{0, 10, 7})}, "10月1-7日": {Off: days(Day{0, 10, 1}, Day{0, 10, 7})}, "12月30日-1月3日": {Off: days(Day{0, 12, 30}, Day{0, 1, 3})}, "12月30日至2027年1月3日": {Off: days(Day{2026, 12, 30}, Day{2027, 1, 3})},
		"2026年9月28日至10月8日": {Off: days(Day{2026, 9, 28}, Day{2026, 10, 8})}, "寒假": {Approximate: []Span{winterHolidays}}, "春节（2月15日至23日）": {Off: days(Day{0, 2, 15}, Day{0, 2, 23})},
	} {
		if got, ok := ParseClosure(words); !ok || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %+v %v, want %+v", words, got, ok, want)
		}
	}
	for _, words := range []string{"", "设备检修日", "13月1日", "2月30日", "2026年10月8日至9月28日", "每月最后一天", "2026年10月", "2026-10", "初一、十五", "每月初一", "周一（遇法定节假日顺延）", "周一、春节（法定节假日除外）", "周一（法定节假日除外）、周二", "初六至除夕", "2027-02-29"} {
		if got, ok := ParseClosure(words); ok {
			t.Errorf("%s: understood as %+v", words, got)
		}
	}
}

func TestTableForTheBrowser(t *testing.T) {
	got := Of([]Line{{Days: "周二-周日", Open: "09:00", Close: "17:30", Months: "3-10"}, {Days: "3月23日", Open: "08:00", Close: "17:00", Last: "16:30"}, {Days: "周一（春节除外）", Closed: true}}, []string{"春节", "除夕", "国庆假期", "10月1日", "寒假"}).JSON()
	const want = `{"r":[[126,1020,540,1050],[127,4095,480,1020,990,[["03-23","03-23"]]],[1,4095,0,0,0,null,{"h":2}]],"c":[["10-01","10-01"]],"h":2,"w":64,"f":[[2,-1,-1]],"p":[["01-10","03-01"]]}`
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := Of([]Line{{Days: "看情况", Open: "09:00", Close: "17:00"}}, nil).JSON(); got != `{"u":1}` {
		t.Errorf("what is not understood is told as %s", got)
	}
}

// The script of the browser has the rows of holidays once more.
func TestTheScriptHasTheSameHolidays(t *testing.T) {
	script, err := os.ReadFile("../../themes/default/assets/hours.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range []map[int]string{feasts, announced} {
		n := 0
		for year, row := range rows {
			line := fmt.Sprintf("%d: %q", year, row)
			if !strings.Contains(string(script), line) {
				t.Errorf("hours.js lacks %s", line)
			}
			n++
		}
		if n == 0 {
			t.Error("no rows")
		}
	}
	if n := strings.Count(string(script), `: "0101`); n != len(feasts)+len(announced) {
		t.Errorf("hours.js has %d rows, want %d", n, len(feasts)+len(announced))
	}
}
