package hours

import (
	"regexp"
	"strconv"
	"time"

	"kepu/generator/date"
)

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

func (d Day) number() int { return d.Year*10000 + d.Month*100 + d.Day }

// Span is days from one to another, both included. Both have a year or none has; To may
// lie before From in a span of every year that goes over its end.
type Span struct{ From, To Day }

// length returns how many days s has, in a leap year.
func (s Span) length() int {
	at := func(d Day) time.Time {
		return time.Date(max(d.Year, leapYear), time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	}
	n := int(at(s.To).Sub(at(s.From)).Hours())/24 + 1
	if n < 1 {
		n += 366
	}
	return n
}

// halfAYear is the most that a span may reach into a year that it doesn't name.
const halfAYear = 183

var (
	dayOfMonth = regexp.MustCompile(`^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?`)
	dayInISO   = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|/(\d{1,2})/(\d{1,2}))`)
	dayByDot   = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})`)
	dayByDash  = regexp.MustCompile(`^(\d{1,2})-(\d{1,2})$`) // the end of 2026-10-01至10-07
	dayAlone   = regexp.MustCompile(`^(\d{1,2})[日号]?`)
	someMonths = regexp.MustCompile(`^(?:(\d{1,2})月?-(次年|翌年|第二年|来年)?(\d{1,2})月|(\d{1,2})月)`)
	nextYear   = []string{"次年", "翌年", "第二年", "来年"}
)

// span reads a day or the days from one to another, or whole months.
func (p *scanner) span() (Span, bool) {
	before := p.rest
	from, ok := p.day(nil)
	if !ok {
		return p.months()
	}
	s := Span{from, from}
	if p.take("-") {
		next := p.take(nextYear...)
		if s.To, ok = p.day(&from); !ok {
			p.rest = before
			return p.months()
		}
		if to := s.To; next && (to.Year != 0 && to.Year != from.Year || to.Month*100+to.Day >= from.Month*100+from.Day) {
			return Span{}, false // more than a year, or two words for it
		} else if next && from.Year != 0 {
			s.To.Year = from.Year + 1
		}
	}
	switch {
	case s.From.Year == 0 && s.To.Year != 0: // 12月30日至2027年1月3日
		if s.From.Year = s.To.Year; s.From.number() > s.To.number() {
			s.From.Year--
		}
		ok = s.length() <= halfAYear
	case s.From.Year != 0 && s.To.Year == 0: // 2026年12月30日至1月3日
		if s.To.Year = s.From.Year; s.To.number() < s.From.number() {
			s.To.Year++
			ok = s.length() <= halfAYear
		}
	case s.From.Year != 0:
		ok = s.From.number() <= s.To.number()
	}
	return s, ok && s.From.exists() && s.To.exists()
}

// day reads a day; at the end of a span what stands at its beginning may be left out.
func (p *scanner) day(from *Day) (Day, bool) {
	if m := p.match(dayOfMonth); m != nil {
		return Day{number(m[1]), number(m[2]), number(m[3])}.checked()
	}
	if m := p.match(dayInISO); m != nil {
		return Day{number(m[1]), number(m[2] + m[4] + m[6]), number(m[3] + m[5] + m[7])}.checked()
	}
	if m := p.match(dayByDot); m != nil {
		return Day{0, number(m[1]), number(m[2])}.checked()
	}
	if from == nil {
		return Day{}, false
	}
	if m := p.match(dayByDash); m != nil && from.Year != 0 {
		return Day{0, number(m[1]), number(m[2])}.checked()
	}
	if m := p.match(dayAlone); m != nil {
		return Day{from.Year, from.Month, number(m[1])}.checked()
	}
	return Day{}, false
}

// months reads 3月-10月 or 3月 as days.
func (p *scanner) months() (Span, bool) {
	m := p.match(someMonths)
	if m == nil {
		return Span{}, false
	}
	from, to := number(m[1]+m[4]), number(m[3]+m[4])
	if from < 1 || from > 12 || to < 1 || to > 12 || m[2] != "" && to >= from {
		return Span{}, false
	}
	last := date.Date{Year: leapYear, Month: int8(to)}.Last()
	return Span{Day{0, from, 1}, Day{0, to, int(last.Day)}}, true
}

// checked reports whether some year has the day, or its own.
func (d Day) checked() (Day, bool) { return d, d.exists() }

func (d Day) exists() bool {
	if d.Year != 0 && d.Year < 1900 {
		return false
	}
	year := d.Year
	if year == 0 {
		year = leapYear
	}
	_, fault := date.Of(year, d.Month, d.Day, 3)
	return fault == date.None
}

// number returns the number that some digits are, 0 for none.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
