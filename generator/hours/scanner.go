package hours

import (
	"regexp"
	"strings"
)

// scanner reads words from their beginning.
type scanner struct{ rest string }

func (p *scanner) take(words ...string) bool {
	for _, w := range words {
		if rest, ok := strings.CutPrefix(p.rest, w); ok {
			p.rest = rest
			return true
		}
	}
	return false
}

func (p *scanner) match(form *regexp.Regexp) []string {
	m := form.FindStringSubmatch(p.rest)
	if m != nil {
		p.rest = p.rest[len(m[0]):]
	}
	return m
}

// atEnd reports whether an item is read to its end.
func (p *scanner) atEnd() bool { return p.rest == "" || p.rest[0] == ',' }

// longest takes the longest of some words that stands here.
func longest[T any](p *scanner, words map[string]T) (what T, ok bool) {
	best := ""
	for w, x := range words {
		if len(w) > len(best) && strings.HasPrefix(p.rest, w) {
			best, what, ok = w, x, true
		}
	}
	p.rest = p.rest[len(best):]
	return what, ok
}

var everyDayWords = map[string]Days{
	"每天": everyDay, "每日": everyDay, "天天": everyDay, "全周": everyDay, "全年": everyDay, "常年": everyDay, "全年每天": everyDay, "常年每天": everyDay,
	"周末": weekend, "双休日": weekend,
}

// neverClosed are every day, as days on which it is open: among days off they close nothing.
var neverClosed = map[string]Days{
	"全年无休": everyDay, "常年无休": everyDay, "全年开放": everyDay, "常年开放": everyDay, "每天开放": everyDay, "每日开放": everyDay, "天天开放": everyDay,
	"全年不休": everyDay, "年中无休": everyDay, "无休": everyDay, "全年不闭馆": everyDay, "不闭馆": everyDay, "不休息": everyDay,
}

var holidayNames = map[string]Holiday{
	"元旦": NewYear, "元旦节": NewYear, "春节": Spring, "过年": Spring, "清明": Qingming, "清明节": Qingming,
	"劳动节": Labour, "五一": Labour, "五一劳动节": Labour, "国际劳动节": Labour, "五一国际劳动节": Labour, "五一节": Labour,
	"端午": DragonBoat, "端午节": DragonBoat, "中秋": MidAutumn, "中秋节": MidAutumn,
	"国庆": National, "国庆节": National, "十一": National, "十一国庆节": National, "十一国庆": National,
	"法定节假日": allOfThem, "国家法定节假日": allOfThem, "法定假日": allOfThem, "法定节日": allOfThem, "公共假期": allOfThem,
}

var springDays = map[string]int{
	"除夕": -1, "大年三十": -1, "年三十": -1, "大年夜": -1, "元宵节": 14, "元宵": 14,
	"初一": 0, "初二": 1, "初三": 2, "初四": 3, "初五": 4, "初六": 5, "初七": 6, "初八": 7, "初九": 8, "初十": 9, "十五": 14,
}

// knownDays are days that the law or the United Nations set for every year and on which bases open.
var knownDays = map[string]Day{
	"植树节": {0, 3, 12}, "世界水日": {0, 3, 22}, "世界气象日": {0, 3, 23}, "世界地球日": {0, 4, 22}, "全国防灾减灾日": {0, 5, 12}, "防灾减灾日": {0, 5, 12},
	"国际博物馆日": {0, 5, 18}, "全国科技工作者日": {0, 5, 30}, "六一": {0, 6, 1}, "六一儿童节": {0, 6, 1}, "儿童节": {0, 6, 1}, "世界环境日": {0, 6, 5}, "六五环境日": {0, 6, 5}, "全国生态日": {0, 8, 15},
}

// School holidays are set by each city each year; these hold all of them.
var (
	winterHolidays = Span{Day{0, 1, 10}, Day{0, 3, 1}}
	summerHolidays = Span{Day{0, 7, 1}, Day{0, 9, 1}}
	schoolHolidays = map[string][]Span{"寒假": {winterHolidays}, "暑假": {summerHolidays}, "寒暑假": {winterHolidays, summerHolidays}}
)

// item reads one item of a list. After a day of the week 周 may be left out: 周六、日.
func (p *scanner) item(afterWeekday bool) (phrase, bool) {
	if p.take("工作日") {
		return phrase{days: workdays | onlyWorking}, true
	}
	if p.take("节假日") {
		return phrase{days: perhapsWeekend, off: Off{Holidays: allOfThem}}, true
	}
	before := p.rest
	if days, ok := longest(p, neverClosed); ok {
		return phrase{days: days, open: true}, true
	}
	if days, ok := longest(p, everyDayWords); ok {
		if p.atEnd() {
			return phrase{days: days}, true
		}
		p.rest = before
		p.take("全年", "常年")
		days, ok = p.weekdays(false) // 全年周二至周日
		return phrase{days: days}, ok
	}
	if d, ok := longest(p, knownDays); ok {
		p.take("当天", "当日")
		return phrase{off: Off{Spans: []Span{{d, d}}}}, true
	}
	if f, ok := p.spring(); ok {
		if p.take("-") {
			to, ok := p.spring()
			return phrase{off: Off{Feasts: []Feast{{Spring, f, to}}}}, ok && f <= to
		}
		p.take("当天", "当日")
		return phrase{off: Off{Feasts: []Feast{{Spring, f, f}}}}, true
	}
	if h, ok := longest(p, holidayNames); ok {
		switch {
		case p.take("期间", "放假期间", "假期期间", "假期", "长假期间", "长假", "小长假", "黄金周", "放假"):
			return phrase{off: Off{Whole: h}}, true
		case p.take("当天", "当日") && h != allOfThem:
			return phrase{off: Off{Feasts: []Feast{{h, 0, 0}}}}, true
		}
		return phrase{off: Off{Holidays: h}}, true
	}
	if spans, ok := longest(p, schoolHolidays); ok {
		p.take("期间")
		return phrase{perhaps: spans}, true
	}
	if days, ok := p.weekdays(afterWeekday); ok {
		return phrase{days: days}, true
	}
	s, ok := p.span()
	if !ok {
		return phrase{}, false
	}
	p.take("期间", "当天", "当日")
	out := phrase{off: Off{Spans: []Span{s}}}
	if !p.atEnd() { // 5月1日至10月7日周二至周日
		p.take(":")
		within, ok := parseList(p.rest)
		if !ok || within.days&^everyDay != 0 || within.days == 0 || !within.off.none() || len(within.perhaps) > 0 {
			return phrase{}, false
		}
		out.within, p.rest = within.days, ""
	}
	return out, true
}

// spring reads 除夕, 正月初一 or 元宵节, counted from the first day of the year.
func (p *scanner) spring() (int, bool) {
	before := p.rest
	p.take("农历")
	n, ok := longest(p, springDays)
	month := !ok && p.take("正月", "大年", "春节")
	if month {
		n, ok = longest(p, springDays)
	}
	if !ok || n == 14 && !month && !strings.Contains(before[:len(before)-len(p.rest)], "元") {
		p.rest = before
		return 0, false
	}
	return n, true
}

const dayNames = "一二三四五六日"

// weekday takes one name of a day, 0 for Monday.
func (p *scanner) weekday() (int, bool) {
	for i, r := range []rune(dayNames) {
		if p.take(string(r), string(rune('1'+i))) {
			return i, true
		}
	}
	return 6, p.take("天")
}

// weekdays reads 周一, 周六日, 周一至周五, 周一-五; bare allows 日 alone.
func (p *scanner) weekdays(bare bool) (Days, bool) {
	before := p.rest
	if !p.take("周") && !bare {
		return 0, false
	}
	from, ok := p.weekday()
	if !ok {
		p.rest = before
		return 0, false
	}
	days := Days(1) << from
	if p.take("-") {
		p.take("周")
		to, ok := p.weekday()
		if !ok {
			p.rest = before
			return 0, false
		}
		for d := from; d != to; { // 周六-周一 goes over the end of the week
			d = (d + 1) % 7
			days |= 1 << d
		}
	} else {
		for {
			more := p.rest
			p.take("周") // 周六周日
			d, ok := p.weekday()
			if !ok {
				p.rest = more
				break
			}
			days |= 1 << d
		}
	}
	if !p.atEnd() {
		p.rest = before // 日常, 周二上午
		return 0, false
	}
	return days, true
}
