package reconcile

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
	yearPattern  = `((?:19|20|21)[0-9]{2})`
	monthPattern = `([0-9]{1,2})月`
	dayPattern   = `([0-9]{1,2})[日号]`
	toPattern    = `[-—–至到~～]+`
)

// form is a way in which a sentence tells a time. The first group of its pattern is the year that it names.
type form struct {
	pattern string
	alone   *regexp.Regexp
	read    func(t *times, m *mention) []span
}

func newForm(pattern string, read func(t *times, m *mention) []span) form {
	return form{pattern, regexp.MustCompile("^(?:" + pattern + ")$"), read}
}

// forms are all of them, the exact before the rough.
var forms = []form{
	newForm(`(?:`+yearPattern+`年)?`+monthPattern+`([0-9]{1,2})(?:[日号]?`+toPattern+`(?:`+monthPattern+`)?([0-9]{1,2}))?[日号]`, // 9月19日至25日
		func(t *times, m *mention) []span {
			t.month = cmp.Or(m.number(4), m.number(2))
			return t.period(m, m.number(2), m.number(3), t.month, cmp.Or(m.number(5), m.number(3)))
		}),
	newForm(`(?:`+yearPattern+`年)?([0-9]{1,2})(?:月份?)?`+toPattern+monthPattern, // 3至5月
		func(t *times, m *mention) []span { return t.period(m, m.number(2), 0, m.number(3), 0) }),
	newForm(`(?:`+yearPattern+`年)?`+monthPattern,
		func(t *times, m *mention) []span {
			t.month = m.number(2)
			return t.period(m, t.month, 0, t.month, 0)
		}),
	newForm(yearPattern+`年?`+toPattern+yearPattern+`年`,
		func(t *times, m *mention) []span {
			t.year = m.number(2)
			return []span{wholeYears(m.number(1), t.year)}
		}),
	newForm(yearPattern+`年`, (*times).oneYear),
	newForm(`()(上半年|下半年|第?[1-4]季度)`, (*times).partOfYear),
	newForm(`()(?:去年|上年|上1年|前1年|前年)`, (*times).yearBefore),
	newForm(`()(?:今年|本年)`, (*times).thisYear),
	newForm(`()(?:全年|当年|年内|年底|年末|这1年)`, (*times).sameYear),
	newForm(`()(?:累计|历年|多年来)`, (*times).allYears),
	newForm(yearPattern+`[-./]([0-9]{1,2})[-./]([0-9]{1,2})日?`, // 2016-09-19
		func(t *times, m *mention) []span { return t.oneDay(m, m.number(2), m.number(3)) }),
	newForm(`()[“"]?\b([0-9]{1,2})\.([0-9]{1,2})[”"]?(?:[日号]|当天|活动)`, // 9.19活动
		func(t *times, m *mention) []span { return t.oneDay(m, m.number(2), m.number(3)) }),
	newForm(`()`+dayPattern, // of the month named last
		func(t *times, m *mention) []span { return t.oneDay(m, t.month, m.number(2)) }),
}

var anyForm = func() *regexp.Regexp {
	var patterns []string
	for _, f := range forms {
		patterns = append(patterns, f.pattern)
	}
	return regexp.MustCompile(strings.Join(patterns, "|"))
}()

// mention is a time in a sentence.
type mention struct {
	head, words, tail string   // the sentence up to it, the time, and the rest
	groups            []string // of the form's pattern
}

// number is that of a group, 0 where it is left out.
func (m *mention) number(group int) int {
	n, _ := strconv.Atoi(m.groups[group])
	return n
}

// since reports whether the time is the first of a longer one: 2015年以来.
func (m *mention) since() bool { return begins(m.tail, "以来", "起", "开始") }

// times is what is known of time while a sentence is read.
type times struct {
	known       [][2]int // years for times that name none, the likeliest first
	all         []int    // the years of the records
	year, month int      // named last; 0: none yet
	counting    bool     // the year named last was since
	own         [2]int   // the report's years; 0, 0 when it does not say
	untold      bool     // a year was told by one that is not known: 去年
}

// spansOf returns the times that a number may be of, the likeliest first: the last that the
// sentence before it names, with the year that the sentence, the text before it or the report is
// about. own is where the number's own clause begins: where the day stands in another, the number
// may be of the whole year as well. None are returned where the sentence tells a year that is not known.
func spansOf(before string, own int, known [][2]int, years [2]int, all []int) []span {
	clause := len(inDigits(before[:own]))
	before = inDigits(before)
	t := times{known: known, all: all, own: years}
	var spans []span
	loose := false
	for _, at := range anyForm.FindAllStringIndex(before, -1) {
		m := mention{head: before[:at[0]], words: before[at[0]:at[1]], tail: before[at[1]:]}
		form := forms[slices.IndexFunc(forms, func(f form) bool { return f.alone.MatchString(m.words) })]
		m.groups = form.alone.FindStringSubmatch(m.words)
		t.year = cmp.Or(m.number(1), t.year)
		t.untold = t.untold && m.number(1) == 0
		if told := form.read(&t, &m); len(told) > 0 {
			spans, loose = told, at[1] <= clause
		}
	}
	if t.untold {
		return nil
	}
	if len(spans) == 0 {
		return asKnown(known)
	}
	if loose && spans[0].days() {
		for _, s := range spans {
			if whole := wholeYears(s.first, s.first); !slices.Contains(spans, whole) {
				spans = append(spans, whole)
			}
		}
	}
	return spans
}

// years are those that a time without a year may be in.
func (t *times) years() (out []int) {
	if t.year != 0 {
		return []int{t.year}
	}
	for _, k := range t.known {
		for y := k[0]; y != 0 && y <= k[1]; y++ {
			if !slices.Contains(out, y) {
				out = append(out, y)
			}
		}
	}
	if len(out) == 0 {
		return t.all
	}
	return out
}

// period is the time from one day or month of a year to another, or since the first, or up to the last.
func (t *times) period(m *mention, month1, day1, month2, day2 int) (out []span) {
	for _, y := range t.years() {
		from, until := dateOf(y, month1, day1), dateOf(y, month2, day2)
		switch {
		case endsIn(m.head, []string{"截至", "截止", "截止到", "截至到"}):
			from = dateOf(y, 1, 1)
		case m.since():
			until = dateOf(y, 12, 31)
		}
		if from.Known() && until.Known() && !until.Before(from) {
			out = append(out, span{first: y, last: y, from: from.First(), until: until.Last(), words: strings.TrimPrefix(m.words, strconv.Itoa(y)+"年")})
		}
	}
	return out
}

func (t *times) oneYear(m *mention) []span {
	last := t.year
	if t.counting = m.since(); t.counting {
		for _, k := range t.known {
			last = max(last, k[1])
		}
	}
	return []span{wholeYears(t.year, last)}
}

func (t *times) partOfYear(m *mention) []span {
	switch words := m.groups[2]; words {
	case "上半年":
		return t.period(m, 1, 0, 6, 0)
	case "下半年":
		return t.period(m, 7, 0, 12, 0)
	default:
		last := 3 * int(strings.TrimPrefix(words, "第")[0]-'0')
		if strings.HasSuffix(m.head, "前") { // 前三季度
			m.words = "前" + m.words
			return t.period(m, 1, 0, last, 0)
		}
		return t.period(m, last-2, 0, last, 0)
	}
}

// yearBefore counts from the report's own year, not from one that is named before: 2024年5项，去年……
func (t *times) yearBefore(m *mention) []span {
	if t.untold = t.own[0] == 0 || t.own[0] != t.own[1]; t.untold {
		return nil
	}
	t.year = t.own[0] - 1
	if m.words == "前年" {
		t.year--
	}
	if t.counting = m.since(); t.counting {
		return []span{wholeYears(t.year, t.own[1])}
	}
	return []span{wholeYears(t.year, t.year)}
}

// thisYear is the report's own; of one that has several, the year that is named.
func (t *times) thisYear(m *mention) []span {
	if t.own[0] == 0 || t.own[0] != t.own[1] {
		return t.sameYear(m)
	}
	t.untold, t.year = false, t.own[0]
	return []span{wholeYears(t.year, t.year)}
}

func (t *times) sameYear(*mention) []span {
	if t.year == 0 {
		return asKnown(t.known)
	}
	return []span{wholeYears(t.year, t.year)}
}

func (t *times) allYears(*mention) []span {
	if t.counting { // 2015年以来累计
		return nil
	}
	return []span{{}}
}

// oneDay is a day that is not written with its month in characters.
func (t *times) oneDay(m *mention, month, day int) []span {
	t.month, m.words = month, strconv.Itoa(month)+"月"+strconv.Itoa(day)+"日"
	return t.period(m, month, day, month, day)
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
	d, _ := date.Of(year, month, day, parts)
	return d
}

// inDigits writes the numbers of dates in digits: 二〇一六年九月 is 2016年9月.
func inDigits(text string) string {
	var b strings.Builder
	for at := 0; at < len(text); {
		size := digitsAt(text[at:])
		if size == 0 {
			_, size = utf8.DecodeRuneInString(text[at:])
		} else if n := numerals.Whole(text[at:]); n.Size > 0 && begins(text[at+n.Size:], "年", "月", "日", "号", "季度", "-", "—", "–", "至", "到", "~", "～") {
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
