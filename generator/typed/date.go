package typed

import (
	"regexp"
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/numerals"
)

// Days is one date, or the first and the last of several days.
type Days struct {
	From  date.Date
	Until date.Date // not known: it is one date
}

// Date reads a date as people type it. Year is taken where none is written (3月5日), 0 when there
// is none to take. These are read:
//
//	2026-03-05  2026.3.5  2026/3/5  20260305  2026年3月5日  二〇二六年三月五日
//	2026-03  2026.3  2026年3月  2026  2026年
//	3月5日  3.5  3/5  3-5  3月                      with the year
//	9月20-22日  2026.9.20-22  9月30日至10月2日  2026年9月到10月   two dates
//
// A weekday after a day (（周六）) is passed over, any other word is not.
func Date(words string, year int) (Days, *Doubt) {
	s := strings.ReplaceAll(weekday.ReplaceAllString(narrow(words), ""), " ", "")
	s = strings.TrimSuffix(strings.TrimPrefix(inDigits(s), "于"), "。")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "号", "日"), "至次年", "至明年")
	if s == "" {
		return Days{}, empty()
	}
	if len(s) > longest {
		return Days{}, unclearDate(words)
	}
	if d, ok := oneDate(s); ok {
		at, doubt := d.date(words, year)
		return Days{From: at}, doubt
	}
	return span(words, s, year)
}

var (
	weekday  = regexp.MustCompile(`[(（\[]?\s*(?:星期|礼拜|周)[一二三四五六日天]\s*[)）\]]?`)
	compact  = regexp.MustCompile(`^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])$`)
	dotted   = regexp.MustCompile(`^([0-9]{4})([-./])([0-9]{1,2})(?:([-./])([0-9]{1,2}))?日?$`)
	worded   = regexp.MustCompile(`^(?:([0-9]{4}|[0-9]{2})年)?(?:([0-9]{1,2})月份?)?(?:([0-9]{1,2})日)?$`)
	monthDay = regexp.MustCompile(`^([0-9]{1,2})(?:[-./]|月)([0-9]{1,2})日?$`)
	bareYear = regexp.MustCompile(`^((?:19|20)[0-9]{2})年?$`)
	twoDigit = regexp.MustCompile(`^([0-9]{2})([-./])([0-9]{1,2})([-./])([0-9]{1,2})$`)
	joint    = regexp.MustCompile(`至|到|~|--+`)
	wordTail = regexp.MustCompile(`^((?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}日?|(?:19|20)[0-9]{2}年)(.+)$`)
)

// parts are the numbers of a date, -1 for what is not written.
type parts struct {
	year, month, day int
	short            bool // the year has two digits
}

// oneDate reads the numbers of a single date.
func oneDate(s string) (parts, bool) {
	p := parts{-1, -1, -1, false}
	if m := compact.FindStringSubmatch(s); m != nil {
		return parts{number(m[1]), number(m[2]), number(m[3]), false}, true
	}
	if m := bareYear.FindStringSubmatch(s); m != nil {
		return parts{number(m[1]), -1, -1, false}, true
	}
	if m := dotted.FindStringSubmatch(s); m != nil && (m[4] == "" || m[4] == m[2]) {
		return parts{number(m[1]), number(m[3]), number(m[5]), false}, true
	}
	if m := twoDigit.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		return parts{number(m[1]), number(m[3]), number(m[5]), true}, true
	}
	if m := monthDay.FindStringSubmatch(s); m != nil && (number(m[1]) <= 12 || strings.Contains(s, "月")) {
		return parts{-1, number(m[1]), number(m[2]), false}, true
	}
	if m := worded.FindStringSubmatch(s); m != nil && m[0] != "" && (m[3] == "" || m[2] != "") {
		return parts{number(m[1]), number(m[2]), number(m[3]), len(m[1]) == 2}, true
	}
	return p, false
}

// date makes a date of the numbers, with a year for one that is not written.
func (p parts) date(words string, year int) (date.Date, *Doubt) {
	if p.short {
		meant := ""
		if d, doubt := (parts{p.year + 2000, p.month, p.day, false}).date(words, 0); doubt == nil {
			meant = d.String()
		}
		return date.Date{}, &Doubt{What: diag.M("TYPED-DATE-YEAR", "日期的年份要写四位：%s", "a date's year has four digits: %s").With(show(words)),
			Mend: orElse(meant, diag.T("是不是 %s？", "is it %s?"), diag.T("写成 2026.3.5 这样", "write it as 2026.3.5")), Meant: meant}
	}
	if p.year < 0 {
		if year == 0 {
			return date.Date{}, &Doubt{What: diag.M("TYPED-DATE-NO-YEAR", "日期里没有年份：%s", "the date has no year: %s").With(show(words)),
				Mend: diag.T("写成 2026.3.5 这样，带上年份", "write it with its year, as in 2026.3.5")}
		}
		p.year = year
	}
	n := 1
	if p.month >= 0 {
		n = 2
	}
	if p.day >= 0 {
		n = 3
	}
	d, fault := date.Of(p.year, max(p.month, 0), max(p.day, 0), n)
	if fault != date.None {
		return date.Date{}, &Doubt{What: diag.M("TYPED-DATE-NO-SUCH", "没有这一天：%s", "there is no such day: %s").With(show(words)),
			Mend: diag.T("请核对年、月、日", "check its year, month and day")}
	}
	return d, nil
}

// span reads two dates, of which the second may lack what the first one says. Where it can be
// cut in one place alone so that both sides are dates, it is cut there.
func span(words, s string, year int) (Days, *Doubt) {
	var cuts [][]int
	if cuts = joint.FindAllStringIndex(s, -1); len(cuts) == 0 {
		for i := range len(s) {
			if s[i] == '-' {
				cuts = append(cuts, []int{i, i + 1})
			}
		}
	}
	var found []Days
	var doubt *Doubt
	for _, c := range cuts {
		d, why, ok := both(words, s[:c[0]], s[c[1]:], year)
		switch {
		case !ok:
		case why != nil:
			doubt = why
		default:
			found = append(found, d)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return Days{}, unclearDate(words)
	case doubt != nil:
		return Days{}, doubt
	}
	if m := wordTail.FindStringSubmatch(s); m != nil {
		if p, ok := oneDate(m[1]); ok {
			if d, doubt := p.date(words, year); doubt == nil && !strings.ContainsAny(m[2], "0123456789-./、,;~至到和及与") {
				return Days{}, &Doubt{What: diag.M("TYPED-DATE-WORDS", "日期后面有别的文字：%s", "words stand after the date: %s").With(show(words)),
					Mend: diag.T("这里只写日期：%s", "write the date alone: %s").With(d.String()), Meant: d.String()}
			}
		}
	}
	return Days{}, unclearDate(words)
}

func unclearDate(words string) *Doubt {
	return &Doubt{What: diag.M("TYPED-DATE", "看不懂这个日期：%s", "this date cannot be understood: %s").With(show(words)),
		Mend: diag.T("写成 2026.3.5 这样；几天的写 2026.9.20至9.22；只知道月份的写 2026年3月", "write it as 2026.3.5, several days as 2026.9.20至9.22, a month as 2026-03")}
}

var (
	dayAlone   = regexp.MustCompile(`^([0-9]{1,2})日?$`)
	numberOnly = regexp.MustCompile(`^[0-9]{1,2}$`)
	unitMonth  = regexp.MustCompile(`^(?:明年)?[0-9]{1,2}月份?$`)
)

// both reads the two dates of a span. It reports false where one side is no date.
func both(words, a, b string, year int) (Days, *Doubt, bool) {
	if numberOnly.MatchString(a) && unitMonth.MatchString(b) {
		a += "月" // 3至5月
	}
	b, next := strings.CutPrefix(b, "明年")
	first, ok := oneDate(a)
	if !ok {
		return Days{}, nil, false
	}
	from, doubt := first.date(words, year)
	if doubt != nil {
		return Days{}, doubt, true
	}
	last := parts{-1, -1, -1, false}
	switch m := dayAlone.FindStringSubmatch(b); {
	case m != nil && from.Day != 0:
		last = parts{-1, int(from.Month), number(m[1]), false}
	case m != nil && from.Month != 0 && !strings.HasSuffix(b, "日"):
		last = parts{-1, number(m[1]), -1, false}
	default:
		if last, ok = oneDate(b); !ok {
			return Days{}, nil, false
		}
	}
	written := last.year >= 0
	if !written {
		last.year = int(from.Year)
		if next {
			last.year++
		}
	}
	until, doubt := last.date(words, 0)
	switch {
	case doubt != nil:
		return Days{}, doubt, true
	case (from.Day == 0) != (until.Day == 0) || (from.Month == 0) != (until.Month == 0):
		return Days{}, nil, false
	case until.Last().Before(from.First()) && !written && !next:
		return Days{}, &Doubt{What: diag.M("TYPED-DATE-LAST-YEAR", "后一个日期在前一个之前：%s", "the second date is before the first: %s").With(show(words)),
			Mend: diag.T("跨年的，两个日期都写出年份", "where they are of two years, write both with the year")}, true
	case until.Last().Before(from.First()):
		return Days{}, &Doubt{What: diag.M("TYPED-DATE-ORDER", "后一个日期在前一个之前：%s", "the second date is before the first: %s").With(show(words)),
			Mend: diag.T("先写第一天，再写最后一天", "write the first day before the last")}, true
	case until == from:
		return Days{From: from}, nil, true
	}
	return Days{from, until}, nil, true
}

// inDigits writes the Chinese numbers of a date in digits: 二〇二六年三月五日.
func inDigits(s string) string {
	if !strings.ContainsAny(s, "年月") {
		return s
	}
	return numerals.InDigits(s)
}

// number is that of at most four digits; -1 of none.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// show is what a message repeats of what was typed.
func show(words string) string { return diag.Clip(strings.TrimSpace(words), 40) }

// orElse is a wording with what is meant, or another where nothing is.
func orElse(meant string, with, without diag.Text) diag.Text {
	if meant == "" {
		return without
	}
	return with.With(meant)
}
