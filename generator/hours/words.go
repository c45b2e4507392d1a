package hours

import (
	"regexp"
	"strings"
	"unicode"

	"kepu/generator/fold"
)

// DaySet is the days of a line of hours.
type DaySet struct {
	Days   Days
	Spans  []Span
	Within Days // the days of the week that the spans are of; 0 for all
	Except Off
}

// Closure is what a day off was understood as.
type Closure struct {
	Days        Days
	Except      Off // not of Days on these
	Off         Off
	Approximate []Span // about, not exact: school holidays
}

// Season is the part of the year of a line of hours.
type Season struct {
	Months Months
	Spans  []Span
}

// ParseDays reads the days of a line of hours: days of the week (周二-周日, 周一、周三,
// 周六、日, 每天, 全年无休, 工作日, 周末), 法定节假日, dates (3月23日, 2026-03-23,
// 5月1日至10月7日, 5月1日至10月7日周二至周日), and what is left out of them: 每天（周一除外）,
// 每天，周一、周二除外, 周二至周日（除夕闭馆）. It is false for words that it doesn't know
// to their end. On lines that close, what is left out is named as open.
func ParseDays(words string, closed bool) (DaySet, bool) {
	s := simplify(words)
	switch {
	case closed:
		s = cutTail(s, closing)
	case !strings.ContainsAny(s, ",("):
		s = cutTail(s, opening)
	}
	p, ok := parsePhrase(s, closed)
	if !ok || closed && p.open || len(p.perhaps) > 0 || len(p.off.Feasts) > 0 || p.off.Whole != 0 {
		return DaySet{}, false
	}
	switch p.off.Holidays {
	case allOfThem:
		p.days |= onHolidays
	case 0:
	default:
		return DaySet{}, false
	}
	return DaySet{p.days, p.off.Spans, p.within, p.except}, true
}

// ParseClosure reads a day off: 周一, 周一（法定节假日除外）, 春节, 除夕至初六, 国庆节当天,
// 法定节假日, 10月1日, 2026-10-01, 10月1日至7日, 寒假; 全年无休 is none. It is false for words
// that it doesn't know to their end.
func ParseClosure(words string) (Closure, bool) {
	s := simplify(words)
	if _, none := neverClosed[s]; none || s == "无" {
		return Closure{}, true
	}
	if c, ok := parseClosure(s); ok {
		return c, true
	}
	var all Closure // 周一（法定节假日除外）、春节
	for i, part := range splitOutside(s) {
		c, ok := parseClosure(part)
		if !ok || i > 0 && c.Days != 0 && all.Days != 0 {
			return Closure{}, false
		}
		all.Off.add(c.Off)
		all.Approximate = append(all.Approximate, c.Approximate...)
		if c.Days != 0 {
			all.Days, all.Except = c.Days, c.Except
		}
	}
	return all, true
}

func parseClosure(s string) (Closure, bool) {
	p, ok := parsePhrase(cutTail(s, closing), true)
	if !ok || p.open || p.within != 0 || !p.except.none() && (p.days == 0 || !p.off.none() || len(p.perhaps) > 0) {
		return Closure{}, false
	}
	return Closure{Days: p.days, Except: p.except, Off: p.off, Approximate: p.perhaps}, true
}

// ParseSeason reads months (3-10, 3月-10月, 11-2, 5, 3-5,9-11) or days of the year
// (5月1日-10月7日); "" is all year.
func ParseSeason(words string) (Season, bool) {
	s := simplify(words)
	if s == "" || s == "全年" {
		return Season{Months: everyMonth}, true
	}
	months := Months(0)
	for _, part := range strings.Split(s, ",") {
		m := monthRange.FindStringSubmatch(part)
		if m == nil {
			return seasonOfDays(s)
		}
		from, to := number(m[1]), number(m[1])
		if m[3] != "" {
			to = number(m[3])
		}
		if m[2] != "" && to >= from || from < 1 || from > 12 || to < 1 || to > 12 {
			return Season{}, false
		}
		for i := from; ; i = i%12 + 1 {
			months |= 1 << (i - 1)
			if i == to {
				break
			}
		}
	}
	return Season{Months: months}, true
}

var monthRange = regexp.MustCompile(`^(\d{1,2})月?(?:-(次年|翌年|第二年|来年)?(\d{1,2})月?)?$`)

func seasonOfDays(s string) (Season, bool) {
	season := Season{Months: everyMonth}
	for _, part := range strings.Split(s, ",") {
		p := scanner{rest: part}
		span, ok := p.span()
		if !ok || p.rest != "" {
			return Season{}, false
		}
		season.Spans = append(season.Spans, span)
	}
	return season, true
}

// The forms of a range, a list and a bracket made one.
var plain = strings.NewReplacer(
	"—", "-", "–", "-", "‐", "-", "−", "-", "~", "-", "〜", "-", "至", "-", "到", "-",
	"、", ",", ";", ",", "以及", ",", "和", ",", "及", ",", "与", ",", "每周", "周", "每逢", "", "如遇", "", "遇", "", "逢", "", "每星期", "周", "每年", "",
)

// betweenWords finds a slash that is not of a date.
var betweenWords = regexp.MustCompile(`([^0-9])/|/([^0-9])`)

// tooLong is more bytes than any days have; the grammar tries where a list may be cut, which takes
// its square.
const tooLong = 600

// simplify returns words without spaces, in half width and in the forms of plain.
func simplify(words string) string {
	if len(words) > tooLong {
		return "?" // nothing that the grammar knows
	}
	s := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return fold.Rune(r)
	}, words)
	for _, weekday := range []string{"星期", "礼拜", "週"} {
		s = strings.ReplaceAll(s, weekday, "周")
	}
	s = plain.Replace(s)
	if strings.Contains(s, "/") {
		s = betweenWords.ReplaceAllString(s, "$1,$2")
	}
	return strings.ReplaceAll(s, "--", "-") // a Chinese dash is two characters
}

// splitOutside cuts at the commas that stand in no bracket.
func splitOutside(s string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, s[from:i])
				from = i + 1
			}
		}
	}
	return append(out, s[from:])
}

var (
	closing   = []string{"停止开放", "不对外开放", "不开放", "闭馆", "休馆", "闭园", "休息", "公休", "放假"}
	opening   = []string{"正常对外开放", "正常开放", "照常开放", "对外开放", "开放", "开馆"}
	including = []string{"包括", "包含", "含"}
)

// cutTail returns s without the one of the tails that it ends in.
func cutTail(s string, tails []string) string {
	for _, tail := range tails {
		if head, ok := strings.CutSuffix(s, tail); ok && head != "" {
			return head
		}
	}
	return s
}

// phrase is a list of days with what is left out of it.
type phrase struct {
	days    Days
	off     Off // dates, holidays
	perhaps []Span
	within  Days // of the week, of the dates
	except  Off
	open    bool // 全年无休: said of days on which it is open, whatever it stands under
}

// parsePhrase reads list (note)…, list,list除外 and 除list外list.
func parsePhrase(s string, closed bool) (phrase, bool) {
	if rest, ok := strings.CutPrefix(s, "除"); ok && !strings.HasPrefix(rest, "夕") {
		if but, rest, ok := strings.Cut(rest, "外"); ok {
			p, ok := parsePhrase(strings.TrimPrefix(strings.TrimPrefix(rest, ","), "的"), closed)
			list, fine := parseList(but)
			return p, ok && fine && p.leaveOut(list)
		}
	}
	head, notes, bracketed := strings.Cut(s, "(")
	if !bracketed {
		if but, ok := leftOut(s, closed); ok {
			for i := range but {
				if but[i] != ',' {
					continue
				}
				head := but[:i]
				if closed {
					head = cutTail(head, closing) // 周一闭馆，法定节假日除外
				}
				p, ok := parseList(head)
				list, fine := parseList(but[i+1:])
				if ok && fine && p.days&everyDay != 0 && list.days&everyDay&^p.days == 0 {
					return p, p.leaveOut(list)
				}
			}
			return phrase{}, false
		}
		if also, head := cutTail(s, opening), strings.LastIndexByte(s, ','); !closed && also != s && head > 0 { // 周二至周日，法定节假日照常开放
			p, ok := parseList(s[:head])
			list, fine := parseList(also[head+1:])
			return p, ok && fine && p.include(list)
		}
		return parseList(s)
	}
	if closed {
		head = cutTail(head, closing)
	}
	p, ok := parseList(head)
	if !ok {
		return phrase{}, false
	}
	for ok {
		var note string
		if note, notes, ok = strings.Cut(notes, ")"); !ok || !p.notes(note, closed) {
			return phrase{}, false
		}
		if notes == "" {
			return p, true
		}
		notes, ok = strings.CutPrefix(notes, "(")
	}
	return phrase{}, false
}

// leftOut finds the words that say that what stands before them is left out.
func leftOut(s string, closed bool) (string, bool) {
	if but, ok := strings.CutSuffix(s, "除外"); ok {
		return but, true
	}
	tails := closing
	if closed {
		tails = opening
	}
	but := cutTail(s, tails)
	return but, but != s
}

// notes reads what stands in a bracket: clauses between commas, each as short as it can be.
func (p *phrase) notes(s string, closed bool) bool {
	from, shut := 0, false
	for i := range len(s) + 1 {
		if i < len(s) && s[i] != ',' {
			continue
		}
		before, clause := *p, s[from:i]
		ok := false
		if but, except := strings.CutSuffix(clause, "除外"); except && shut {
			list, fine := parseList(but)
			ok = fine && p.exempt(list)
		} else {
			ok = p.note(clause, closed)
		}
		if !ok {
			*p = before
			continue
		}
		shut = !closed && cutTail(clause, closing) != clause
		from = i + 1
	}
	return from == len(s)+1
}

// exempt reads 法定节假日除外 after 周一闭馆: closed on Mondays that are no holidays, or on all
// holidays as well.
func (p *phrase) exempt(list phrase) bool {
	if list.days|list.within != 0 || list.off.Holidays|list.off.Whole == 0 || len(list.perhaps)+len(list.off.Spans)+len(list.off.Feasts) > 0 {
		return false
	}
	p.days |= perhapsHolidays | perhapsExcept
	return p.leaveOut(list)
}

func (p *phrase) note(s string, closed bool) bool {
	if rest, ok := strings.CutPrefix(s, "除"); ok && !strings.HasPrefix(rest, "夕") {
		if but, ok := strings.CutSuffix(rest, "外"); ok {
			list, ok := parseList(but)
			return ok && p.leaveOut(list)
		}
	}
	if but, ok := leftOut(s, closed); ok {
		list, ok := parseList(but)
		return ok && p.leaveOut(list)
	}
	if !closed {
		with := cutTail(s, opening)
		for _, head := range including {
			with = strings.TrimPrefix(with, head)
		}
		if with != s {
			list, ok := parseList(with)
			return ok && p.include(list)
		}
	}
	list, ok := parseList(s)
	if !ok || list.days != 0 || list.within != 0 || len(list.perhaps) > 0 || list.off.Holidays|list.off.Whole != 0 {
		return false
	}
	if len(p.off.Spans) == 1 && len(list.off.Spans) == 1 && p.off.Spans[0] == list.off.Spans[0] {
		return true // 世界气象日（3月23日）
	}
	if h := p.off.Holidays | p.off.Whole; closed && h&(h-1) == 0 && h != 0 && p.days == 0 && len(p.off.Spans)+len(p.off.Feasts)+len(p.perhaps) == 0 {
		p.off = list.off // 国庆节（10月1日至7日）
		return true
	}
	return false
}

// leaveOut takes days out of p; false when none is left.
func (p *phrase) leaveOut(list phrase) bool {
	if len(list.perhaps) > 0 || list.within != 0 || list.days&onlyWorking != 0 || list.days&perhapsWeekend != 0 && p.days&weekend != 0 {
		return false // 每天（工作日除外）: is it open on holidays?
	}
	if p.days == 0 && len(p.off.Spans) > 0 && p.within == 0 {
		p.within = everyDay
	}
	p.days &^= list.days & everyDay
	if p.within != 0 {
		if p.within &^= list.days & everyDay; p.within == 0 {
			return false
		}
	}
	p.except.add(list.off)
	return p.days&everyDay != 0 || p.within != 0 || p.off.Holidays == allOfThem && list.off.Holidays != allOfThem
}

// include adds days to p.
func (p *phrase) include(list phrase) bool {
	if list.within != 0 || len(list.perhaps)+len(list.off.Spans)+len(list.off.Feasts) > 0 || list.off.Whole != 0 || list.days&onlyWorking != 0 {
		return false
	}
	p.days |= list.days & (everyDay | perhapsWeekend)
	switch list.off.Holidays {
	case allOfThem:
		p.days |= perhapsHolidays
	case 0:
	default:
		return false
	}
	return true
}

// parseList reads days between commas, to the end.
func parseList(s string) (phrase, bool) {
	p := scanner{rest: s}
	var all phrase
	ranges, afterWeekday := false, false
	for {
		item, ok := p.item(afterWeekday)
		if !ok || item.within != 0 && p.rest != "" {
			return phrase{}, false
		}
		afterWeekday = item.days&everyDay != 0
		all.days |= item.days
		all.within = item.within
		all.open = all.open || item.open
		all.perhaps = append(all.perhaps, item.perhaps...)
		all.off.add(item.off)
		for _, s := range item.off.Spans {
			ranges = ranges || s.From != s.To
		}
		if p.rest == "" {
			// 5月1日至10月7日，周二至周日 may mean either of these days or both.
			return all, !(ranges && all.days&everyDay != 0)
		}
		if !p.take(",") {
			return phrase{}, false
		}
	}
}
