package hours

import (
	"strings"
	"unicode"
)

// plain makes the many ways to write a range or a list one: 周二至周日 → 周二-周日.
var plain = strings.NewReplacer(
	"－", "-", "—", "-", "–", "-", "‐", "-", "～", "-", "~", "-", "〜", "-", "至", "-", "到", "-",
	"、", ",", "，", ",", "；", ",", ";", ",", "和", ",", "及", ",", "/", ",",
	"（", "(", "）", ")", "星期", "周", "礼拜", "周", "週", "周", "每周", "周", "每逢", "", "逢", "",
)

// simplify returns words without spaces, in the forms of plain, with half-width digits.
func simplify(words string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case '０' <= r && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, words)
	for _, weekday := range []string{"星期", "礼拜", "週"} {
		s = strings.ReplaceAll(s, weekday, "周")
	}
	return strings.ReplaceAll(plain.Replace(s), "--", "-") // a Chinese dash is two characters
}

// ParseDays reads days of the week: 周二-周日, 周一至五, 周一、周三, 每天, 工作日, 周末,
// 法定节假日, and what stands in brackets behind: （周一除外）, （法定节假日除外）,
// （含节假日）. It is false for words that it does not know.
func ParseDays(words string) (Days, bool) {
	s, note, _ := strings.Cut(simplify(words), "(")
	note = strings.TrimSuffix(note, ")")
	if list, ok := strings.CutSuffix(s, "除外"); ok && note == "" { // 每天,周一,周二除外
		for i := range list {
			if list[i] != ',' {
				continue
			}
			days, ok := parseList(list[:i])
			if but, fine := parseList(list[i+1:]); ok && fine && but&^(days|Holidays) == 0 {
				return except(days, but)
			}
		}
		return 0, false
	}
	days, ok := parseList(s)
	if !ok || note == "" {
		return days, ok
	}
	if list, found := strings.CutSuffix(note, "除外"); found {
		but, ok := parseList(list)
		if !ok {
			return 0, false
		}
		return except(days, but)
	}
	if with, found := strings.CutPrefix(note, "含"); found {
		more, ok := parseList(with)
		return days | more, ok
	}
	return 0, false
}

// except returns days without others; false when none is left.
func except(days, but Days) (Days, bool) {
	left := days &^ (but &^ Ordinary)
	if but&Holidays != 0 {
		left |= Ordinary
	}
	return left, left&^Ordinary != 0
}

// parseList reads names and ranges of days between commas.
func parseList(s string) (Days, bool) {
	var days Days
	for _, part := range strings.Split(s, ",") {
		d, ok := parsePart(part)
		if !ok {
			return 0, false
		}
		days |= d
	}
	return days, true
}

var dayWords = map[string]Days{
	"每天": everyDay, "每日": everyDay, "天天": everyDay, "全周": everyDay, "全年": everyDay,
	"工作日": 1<<5 - 1 | Ordinary, "周末": 1<<5 | 1<<6, "双休日": 1<<5 | 1<<6,
	"法定节假日": Holidays, "国家法定节假日": Holidays, "节假日": Holidays, "法定假日": Holidays, "节日": Holidays, "公共假期": Holidays,
}

func parsePart(part string) (Days, bool) {
	if d, ok := dayWords[part]; ok {
		return d, true
	}
	first, last, isRange := strings.Cut(part, "-")
	from, ok := weekday(first, true)
	if !ok {
		return 0, false
	}
	if !isRange {
		if names, ok := strings.CutPrefix(first, "周"); ok { // 周六日
			return weekdays(names)
		}
		return 0, false
	}
	to, ok := weekday(last, false)
	if !ok {
		return 0, false
	}
	var days Days
	for d := from; ; d = (d + 1) % 7 { // 周六-周一 goes over the end of the week
		days |= 1 << d
		if d == to {
			return days, true
		}
	}
}

// weekdays reads one or more names of days that stand together.
func weekdays(names string) (Days, bool) {
	var days Days
	for _, r := range names {
		d, ok := weekday("周"+string(r), true)
		if !ok {
			return 0, false
		}
		days |= 1 << d
	}
	return days, days != 0
}

// weekday returns the day of the week that s begins with, 0 for Monday. At the end of
// a range 周 may be left out: 周一-五.
func weekday(s string, whole bool) (int, bool) {
	name, ok := strings.CutPrefix(s, "周")
	if !ok && whole || name == "" {
		return 0, false
	}
	for _, row := range []string{"一二三四五六日", "1234567", "------天"} {
		for i, r := range []rune(row) {
			if r != '-' && strings.HasPrefix(name, string(r)) {
				return i, whole || len([]rune(name)) == 1
			}
		}
	}
	return 0, false
}

// ParseMonths reads months: 3-10, 3月-10月, 11-2, 5, 3-5,9-11; "" is all year.
func ParseMonths(words string) (Months, bool) {
	s := strings.ReplaceAll(simplify(words), "月", "")
	if s == "" || s == "全年" {
		return everyMonth, true
	}
	var months Months
	for _, part := range strings.Split(s, ",") {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		from, to := number(first), number(last)
		if from < 1 || from > 12 || to < 1 || to > 12 {
			return 0, false
		}
		for m := from; ; m = m%12 + 1 {
			months |= 1 << (m - 1)
			if m == to {
				break
			}
		}
	}
	return months, true
}

// number returns the number that s is, -1 when it is none of one to four digits.
func number(s string) int {
	if s == "" || len(s) > 4 {
		return -1
	}
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}
