package hours

import (
	"strings"

	"kepu/generator/date"
)

// Holiday is a set of public holidays.
type Holiday uint8

// The public holidays, in the order of their days in the year.
const (
	NewYear    Holiday = 1 << iota // 元旦
	Spring                         // 春节, with its eve
	Qingming                       // 清明
	Labour                         // 劳动节
	DragonBoat                     // 端午
	MidAutumn                      // 中秋
	National                       // 国庆
	allOfThem  = 1<<7 - 1
)

var holidayWords = map[string]Holiday{
	"元旦": NewYear, "春节": Spring, "除夕": Spring, "大年三十": Spring, "过年": Spring, "清明": Qingming, "清明节": Qingming,
	"劳动节": Labour, "五一": Labour, "五一劳动节": Labour, "国际劳动节": Labour, "端午": DragonBoat, "端午节": DragonBoat, "中秋": MidAutumn, "中秋节": MidAutumn,
	"国庆": National, "国庆节": National, "十一": National,
	"法定节假日": allOfThem, "国家法定节假日": allOfThem, "节假日": allOfThem, "法定假日": allOfThem,
}

// Day is a day of the year; Year is 0 when every year's is meant.
type Day struct{ Year, Month, Day int }

// String returns 2026-10-01, or 10-01 for every year.
func (d Day) String() string {
	full := date.Date{Year: int16(d.Year), Month: int8(d.Month), Day: int8(d.Day)}
	if d.Year == 0 {
		full.Year = leapYear
		return full.String()[len("2000-"):]
	}
	return full.String()
}

const leapYear = 2000 // has every day that a year can have

// Span is days from one to another, both included. To may lie before From in a span
// of every year that goes over its end.
type Span struct{ From, To Day }

// Closure is what a day off was understood as: one of these is set.
type Closure struct {
	Days    Days
	Holiday Holiday
	Span    Span
	Perhaps bool // the span is about, not exact: school holidays
}

// School holidays are set by each city each year; these hold all of them.
var (
	winterHolidays = Span{Day{0, 1, 10}, Day{0, 3, 1}}
	summerHolidays = Span{Day{0, 7, 1}, Day{0, 9, 1}}
)

// ParseClosure reads a day off: 周一, 春节, 法定节假日, 10月1日, 2026-10-01, 10月1日至7日,
// 寒假. It is false for words that it does not know.
func ParseClosure(words string) (Closure, bool) {
	s := simplify(words)
	for _, tail := range []string{"闭馆", "休息", "不开放", "放假", "期间", "假期", "长假", "当天", "当日"} {
		s = strings.TrimSuffix(s, tail)
	}
	if h, ok := holidayWords[s]; ok {
		return Closure{Holiday: h}, true
	}
	switch s {
	case "寒假":
		return Closure{Span: winterHolidays, Perhaps: true}, true
	case "暑假":
		return Closure{Span: summerHolidays, Perhaps: true}, true
	}
	if d, ok := ParseDays(s); ok {
		return Closure{Days: d}, true
	}
	span, ok := parseSpan(s)
	return Closure{Span: span}, ok
}

// parseSpan reads a day or the days from one to another. The dates have Chinese units,
// since hyphens stand for ranges by now, or are one date such as 2026-10-01.
func parseSpan(s string) (Span, bool) {
	if d, fault := date.Parse(s); fault == date.None && !strings.Contains(s, "年") {
		day := dayOf(d)
		return Span{day, day}, d.Day != 0
	}
	first, last, isRange := strings.Cut(s, "-")
	from, ok := parseDay(first, Day{})
	if !ok || !isRange {
		return Span{from, from}, ok
	}
	to, ok := parseDay(last, from)
	if ok && from.Year != 0 && to.number() < from.number() {
		return Span{}, false
	}
	return Span{from, to}, ok
}

// parseDay reads 2026年10月1日, 10月1日 or 1日; what is left out is as in with.
func parseDay(s string, with Day) (Day, bool) {
	d := with
	if year, rest, ok := strings.Cut(s, "年"); ok {
		if d.Year = number(year); d.Year < 1900 {
			return Day{}, false
		}
		s = rest
	}
	if month, rest, ok := strings.Cut(s, "月"); ok {
		d.Month, s = number(month), rest
	}
	d.Day = number(strings.TrimSuffix(strings.TrimSuffix(s, "日"), "号"))
	year := d.Year
	if year == 0 {
		year = leapYear
	}
	_, fault := date.Of(year, d.Month, d.Day, 3)
	return d, fault == date.None
}

func dayOf(d date.Date) Day { return Day{int(d.Year), int(d.Month), int(d.Day)} }

func (d Day) number() int { return d.Year*10000 + d.Month*100 + d.Day }
