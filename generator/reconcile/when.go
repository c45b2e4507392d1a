package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/numerals"
)

// span is the time that a sentence asks about: some whole years, or days of one.
type span struct {
	first, last int       // years; 0, 0 for all
	from, until date.Date // days, where it is about less than a year; else unknown
	words       string    // the days as the pages print them: 9月19日
}

func (s span) days() bool { return s.from.Known() }

func wholeYears(first, last int) span { return span{first: first, last: max(first, last)} }

const (
	yearPattern = `((?:19|20|21)[0-9]{2})`
	toPattern   = `[-—–至到~～]+`
)

// times finds what a sentence says of time, the exact before the rough.
var times = regexp.MustCompile(
	`(?:` + yearPattern + `年)?([0-9]{1,2})月([0-9]{1,2})(?:[日号]?` + toPattern + `(?:([0-9]{1,2})月)?([0-9]{1,2}))?[日号]` + // 1 to 5: 9月19日至25日
		`|(?:` + yearPattern + `年)?([0-9]{1,2})(?:月份?)?` + toPattern + `([0-9]{1,2})月` + // 6 to 8: 3至5月
		`|(?:` + yearPattern + `年)?([0-9]{1,2})月` + // 9, 10
		`|` + yearPattern + `年?` + toPattern + yearPattern + `年` + // 11, 12
		`|` + yearPattern + `年` + // 13
		`|(上半年|下半年|第?[1-4]季度)` + // 14
		`|(去年|上年|上一年|前一年)` + // 15
		`|(全年|本年|今年|当年|年内|年底|年末|这一年)` + // 16
		`|(累计|历年|多年来)` + // 17
		`|` + yearPattern + `[-./]([0-9]{1,2})[-./]([0-9]{1,2})日?` + // 18 to 20: 2016-09-19
		`|[“"]?\b([0-9]{1,2})\.([0-9]{1,2})[”"]?(?:[日号]|当天|活动)` + // 21, 22: 9.19活动
		`|([0-9]{1,2})[日号]`) // 23: of the month named last

// saying is what a sentence says of time, before the number.
type saying struct {
	spans []span // the likeliest first; one, unless the text leaves it open
	loose bool   // the day stands in another clause: the number may be of the whole year
}

// said returns the times that a number may be of: the last that the sentence names,
// with the year that it, the text before it or the report is about. own is where the
// number's own clause begins; known are years for times that name none, the likeliest first, and all those of the records.
func said(before string, own int, known [][2]int, all []int) saying {
	cut := len(halfWidth(before[:own]))
	before = halfWidth(before)
	found := times.FindAllStringSubmatchIndex(before, -1)
	named := 0 // the last year so far
	month := 0 // and month
	years := func() (out []int) {
		if named != 0 {
			return []int{named}
		}
		for _, k := range known {
			for y := k[0]; y != 0 && y <= k[1]; y++ {
				if !slices.Contains(out, y) {
					out = append(out, y)
				}
			}
		}
		if len(out) == 0 {
			return all
		}
		return out
	}
	spans := func(make func(year int) (span, bool)) (out []span) {
		for _, y := range years() {
			if s, ok := make(y); ok {
				out = append(out, s)
			}
		}
		return out
	}
	var got saying
	counting := false // from a year on
	for _, at := range found {
		group := func(i int) string {
			if at[2*i] < 0 {
				return ""
			}
			return before[at[2*i]:at[2*i+1]]
		}
		number := func(i int) int { n, _ := strconv.Atoi(group(i)); return n }
		for _, i := range []int{1, 6, 9, 11, 13, 18} {
			if n := number(i); n != 0 {
				named = n
			}
		}
		head, tail := before[:at[0]], before[at[1]:]
		since := begins(tail, "以来", "起", "开始")
		now := saying{loose: at[1] <= cut}
		words := before[at[0]:at[1]]
		oneDay := func(m, d int) { words = strconv.Itoa(m) + "月" + strconv.Itoa(d) + "日"; month = m }
		period := func(m1, d1, m2, d2 int) {
			now.spans = spans(func(y int) (span, bool) {
				from, until := dateOf(y, m1, d1), dateOf(y, m2, d2)
				switch {
				case strings.HasSuffix(head, "截至") || strings.HasSuffix(head, "截止") || strings.HasSuffix(head, "截止到") || strings.HasSuffix(head, "截至到"):
					from = dateOf(y, 1, 1)
				case since:
					until = dateOf(y, 12, 31)
				}
				if !from.Known() || !until.Known() || until.Before(from) {
					return span{}, false
				}
				return span{first: y, last: y, from: from.First(), until: until.Last(), words: strings.TrimPrefix(words, strconv.Itoa(y)+"年")}, true
			})
		}
		switch {
		case group(2) != "":
			m2, d2 := number(4), number(5)
			if m2 == 0 {
				m2 = number(2)
			}
			if d2 == 0 {
				d2 = number(3)
			}
			period(number(2), number(3), m2, d2)
			month = m2
		case group(8) != "":
			period(number(7), 0, number(8), 0)
		case group(10) != "":
			period(number(10), 0, number(10), 0)
			month = number(10)
		case group(11) != "":
			now.spans = []span{wholeYears(number(11), number(12))}
			named = number(12)
		case group(13) != "":
			now.spans = []span{wholeYears(named, named)}
			if counting = since; since {
				last := named
				for _, k := range known {
					last = max(last, k[1])
				}
				now.spans = []span{wholeYears(named, last)}
			}
		case group(14) != "":
			m1, m2 := partOfYear(group(14))
			period(m1, 0, m2, 0)
		case group(15) != "":
			now.spans = spans(func(y int) (span, bool) { return wholeYears(y-1, y-1), true })
		case group(16) != "":
			if named != 0 {
				now.spans = []span{wholeYears(named, named)}
			} else {
				now.spans = asKnown(known)
			}
		case group(17) != "":
			if counting {
				continue // 2015年以来累计
			}
			now.spans = []span{{}}
		case group(18) != "":
			oneDay(number(19), number(20))
			period(month, number(20), month, number(20))
		case group(21) != "":
			oneDay(number(21), number(22))
			period(month, number(22), month, number(22))
		case group(23) != "" && month != 0:
			oneDay(month, number(23))
			period(month, number(23), month, number(23))
		}
		if len(now.spans) > 0 {
			got = now
		}
	}
	switch {
	case len(got.spans) == 0:
		got.spans = asKnown(known)
	case got.loose && got.spans[0].days():
		for _, s := range got.spans {
			if whole := wholeYears(s.first, s.first); !slices.Contains(got.spans, whole) {
				got.spans = append(got.spans, whole)
			}
		}
	}
	return got
}

// asKnown are the years that are known without the sentence; all where none are.
func asKnown(known [][2]int) []span {
	var out []span
	for _, k := range known {
		if s := wholeYears(k[0], k[1]); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		out = []span{{}}
	}
	return out
}

// dateOf is unknown where there is no such day or month.
func dateOf(year, month, day int) date.Date {
	parts := 3
	if day == 0 {
		parts = 2
	}
	d, fault := date.Of(year, month, day, parts)
	if fault != date.None {
		return date.Date{}
	}
	return d
}

func partOfYear(words string) (first, last int) {
	switch words {
	case "上半年":
		return 1, 6
	case "下半年":
		return 7, 12
	}
	q := int(strings.TrimPrefix(words, "第")[0] - '0')
	return 3*q - 2, 3 * q
}

// halfWidth writes the numbers of dates in digits: 二〇一六年九月 is 2016年9月.
func halfWidth(text string) string {
	var b strings.Builder
	for at := 0; at < len(text); {
		size := digitsAt(text[at:])
		if size == 0 {
			next := strings.IndexFunc(text[at:], func(r rune) bool { return digitsAt(string(r)) > 0 })
			if next < 0 {
				b.WriteString(text[at:])
				break
			}
			b.WriteString(text[at : at+next])
			at += next
			continue
		}
		n := numerals.Whole(text[at:])
		if rest := text[at+n.Size:]; n.Size > 0 && (begins(rest, "年", "月", "日", "号", "季度", "-", "—", "–", "至", "到", "~", "～")) {
			b.WriteString(strconv.FormatInt(n.N, 10))
			at += n.Size
			continue
		}
		b.WriteString(text[at : at+size])
		at += size
	}
	return b.String()
}

// yearsNamed finds the years that a text names, each with the place where its words end.
func yearsNamed(text string) (out []yearNamed) {
	for at := 0; ; {
		i := strings.Index(text[at:], "年")
		if i < 0 {
			return out
		}
		i += at
		at = i + len("年")
		digits := text[max(0, i-4*len("０")):i]
		for k := range digits {
			if n := numerals.Whole(digits[k:]); n.Size == len(digits)-k && 1900 <= n.N && n.N < 2200 {
				out = append(out, yearNamed{at, int(n.N)})
				break
			}
		}
	}
}

type yearNamed struct{ end, year int }
