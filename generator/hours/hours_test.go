package hours

import (
	"encoding/json"
	"testing"
)

func TestDaysOfTheWeek(t *testing.T) {
	const mon, tue, wed, thu, fri, sat, sun = 1, 2, 4, 8, 16, 32, 64
	for words, want := range map[string]Days{
		"周二-周日": everyDay &^ mon, "周二至周日": everyDay &^ mon, "周二—周日": everyDay &^ mon, "周二——周日": everyDay &^ mon, "星期二到星期天": everyDay &^ mon,
		"周一至周五": mon | tue | wed | thu | fri, "周一至五": mon | tue | wed | thu | fri, "周1-5": mon | tue | wed | thu | fri, "每周一 － 周五": mon | tue | wed | thu | fri,
		"周一": mon, "每周一": mon, "礼拜天": sun, "周六日": sat | sun, "周六、周日": sat | sun, "周一，周三，周五": mon | wed | fri, "周六-周一": sat | sun | mon,
		"每天": everyDay, "每日": everyDay, "工作日": mon | tue | wed | thu | fri | Ordinary, "周末": sat | sun,
		"法定节假日": Holidays, "周末和法定节假日": sat | sun | Holidays, "周二-周日（含节假日）": everyDay&^mon | Holidays,
		"周一（法定节假日除外）": mon | Ordinary, "每天（周一除外）": everyDay &^ mon, "每天，周一除外": everyDay &^ mon,
		"每天（周一、法定节假日除外）": everyDay&^mon | Ordinary, "每天，周一、周二除外": everyDay &^ (mon | tue), "周一、周三、周五，周三除外": mon | fri, "每天，法定节假日除外": everyDay | Ordinary,
	} {
		if got, ok := ParseDays(words); !ok || got != want {
			t.Errorf("%s: %b %v, want %b", words, got, ok, want)
		}
	}
	for _, words := range []string{"", "预约开放", "周八", "周", "周一-", "周一至", "-周五", "每月第一个周一", "周二-周日（预约）", "周一,", "寒假", "周二-周日上午", "日", "周二，周三，周一除外", "每天（每天除外）", "法定节假日（法定节假日除外）"} {
		if got, ok := ParseDays(words); ok {
			t.Errorf("%s: understood as %b", words, got)
		}
	}
}

func TestMonthsOfTheYear(t *testing.T) {
	for words, want := range map[string]Months{
		"": everyMonth, "全年": everyMonth, "3-10": 0b001111111100, "3月至10月": 0b001111111100, "11-2": 0b110000000011, "5": 1 << 4, "3-4、11": 0b010000001100,
	} {
		if got, ok := ParseMonths(words); !ok || got != want {
			t.Errorf("%q: %b %v, want %b", words, got, ok, want)
		}
	}
	for _, words := range []string{"夏季", "0-3", "13", "3-", "-"} {
		if got, ok := ParseMonths(words); ok {
			t.Errorf("%q: understood as %b", words, got)
		}
	}
}

func TestDaysOff(t *testing.T) {
	day := func(y, m, d int) Span { return Span{Day{y, m, d}, Day{y, m, d}} }
	for words, want := range map[string]Closure{
		"周一": {Days: 1}, "每周一闭馆": {Days: 1}, "春节": {Holiday: Spring}, "春节期间": {Holiday: Spring}, "除夕当天": {Holiday: Spring}, "十一长假": {Holiday: National}, "法定节假日": {Holiday: allOfThem},
		"2026-10-01": {Span: day(2026, 10, 1)}, "2026年10月1日": {Span: day(2026, 10, 1)}, "10月1日": {Span: day(0, 10, 1)}, "2月29日": {Span: day(0, 2, 29)},
		"10月1日至7日": {Span: Span{Day{0, 10, 1}, Day{0, 10, 7}}}, "12月30日-1月3日": {Span: Span{Day{0, 12, 30}, Day{0, 1, 3}}},
		"2026年9月28日至10月8日": {Span: Span{Day{2026, 9, 28}, Day{2026, 10, 8}}}, "寒假": {Span: winterHolidays, Perhaps: true},
	} {
		if got, ok := ParseClosure(words); !ok || got != want {
			t.Errorf("%s: %+v %v, want %+v", words, got, ok, want)
		}
	}
	for _, words := range []string{"", "设备检修日", "13月1日", "2月30日", "2026年10月8日至9月28日", "每月最后一天", "2026年10月", "2026-10"} {
		if got, ok := ParseClosure(words); ok {
			t.Errorf("%s: understood as %+v", words, got)
		}
	}
}

func TestTableForTheBrowser(t *testing.T) {
	got := Of([]Line{{Days: "周二-周日", Open: "09:00", Close: "17:30", Months: "3-10"}, {Days: "周一", Closed: true}}, []string{"春节", "10月1日", "寒假"}).JSON()
	const want = `{"r":[[126,1020,540,1050],[1,4095,0,0]],"c":[["10-01","10-01"]],"p":[["01-10","03-01"]],"h":2}`
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := Of([]Line{{Days: "看情况", Open: "09:00", Close: "17:00"}}, nil).JSON(); got != `{"u":1}` {
		t.Errorf("what is not understood is told as %s", got)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"周二-周日（含节假日）", "每天，周一除外", "10月1日至7日", "2026-10-01", "（", "除外", "周一-", "3-10"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := ParseDays(s); ok && d == 0 {
			t.Fatalf("%q is understood as no day at all", s)
		}
		table := Of([]Line{{Days: s, Open: "09:00", Close: "17:00", Months: s}}, []string{s})
		if !json.Valid([]byte(table.JSON())) {
			t.Fatalf("%q makes %s", s, table.JSON())
		}
		for _, r := range table.Rules {
			if r.Months == 0 || r.Months > everyMonth {
				t.Fatalf("%q gives months %b", s, r.Months)
			}
		}
	})
}
