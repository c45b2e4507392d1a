package hours

import (
	"math/bits"
	"slices"

	"kepu/generator/date"
)

// Time is from when to when a place is open, in minutes from midnight.
type Time struct{ Open, Close, Last int } // Last is 0 when it is not said

// On tells when a place is open on a day; none when it is closed. It is false when that
// is not known. The script of the browser does the same.
func (t Table) On(day date.Date) ([]Time, bool) {
	d := dayAt(int(day.Year), int(day.Month), int(day.Day))
	var first []Time
	asked := false
	for _, k := range d.possibleKinds() {
		for _, m := range []reading{{false, false}, {false, true}, {true, false}, {true, true}} {
			times, known := t.timesIf(d, k, m)
			if !known || asked && !slices.Equal(times, first) {
				return nil, false
			}
			first, asked = times, true
		}
	}
	if !asked || len(first) > 0 && within(t.Approximate, d) {
		return nil, false
	}
	return first, true
}

// reading is how words with two meanings are read.
type reading struct {
	working bool // 周一-周五 and 周三 as working days, and the weekend as days without work
	wide    bool // 节假日 with weekends, and 含节假日 with days that are not named
}

// How exact a rule is; the order in which rules are asked.
const (
	aDate = iota
	someDays
	holidays
	ofTheWeek
	levels
)

// timesIf tells when a place is open on a day, if it is of one kind and words are read in one way.
func (t Table) timesIf(d calendarDay, k kind, m reading) ([]Time, bool) {
	var opens, closes [levels][]Rule
	var named, left, leftClosed bool // by days of the week of this season; the day left out of a line
	season := false
	for _, r := range t.Rules {
		if r.Months>>(d.month-1)&1 == 0 || len(r.Spans) > 0 && !within(r.Spans, d) {
			continue
		}
		season = true
		level, applies := r.applies(d, k, m)
		if level == ofTheWeek && r.Close != 0 && r.Days&everyDay != 0 {
			named = true
		}
		switch {
		case !applies:
		case r.Except.has(d, k) && !(m.wide && r.Days&perhapsExcept != 0):
			left, leftClosed = true, leftClosed || r.Close == 0
		case r.Close == 0:
			closes[level] = append(closes[level], r)
		default:
			opens[level] = append(opens[level], r)
		}
	}
	off := t.Closed.has(d, k)
	switch {
	case off && len(opens[aDate]) > 0:
		return nil, false
	case off:
		return nil, true
	case len(t.Unknown) > 0 || !season:
		return nil, false
	}
	for level := range levels {
		if len(closes[level]) > 0 {
			return nil, level != aDate && level != someDays || len(opens[level]) == 0
		}
		if len(opens[level]) == 0 {
			continue
		}
		for below := level + 1; below < levels; below++ {
			if len(closes[below]) > 0 && (level != aDate || below != ofTheWeek) {
				return nil, false
			}
		}
		return times(opens[level])
	}
	return nil, left && !leftClosed || !left && named
}

// applies tells how exact a rule of the season is, and whether it names the day.
func (r Rule) applies(d calendarDay, k kind, m reading) (level int, ok bool) {
	level = ofTheWeek
	if len(r.Spans) > 0 && r.Days&everyDay == everyDay {
		level = exactness(r.Spans)
	}
	if r.Days&onHolidays != 0 && k.holiday != 0 {
		return holidays, true
	}
	on := r.Days>>d.week&1 != 0
	if week := r.Days & everyDay; week == workdays || week&weekend == 0 && week != 0 && r.Close != 0 || r.Days&onlyWorking != 0 {
		switch {
		case k.off != 0 && d.week < 5:
			on = on && !m.working && r.Days&onlyWorking == 0
		case k.work:
			on = on || m.working
		}
	} else if week == weekend && k.work {
		on = on && !m.working
	}
	if m.wide && (r.Days&perhapsHolidays != 0 && k.holiday != 0 || r.Days&perhapsWeekend != 0 && d.week >= 5) {
		on = true
	}
	return level, on
}

// exactness is how exact the longest of some spans is.
func exactness(spans []Span) int {
	level := aDate
	for _, s := range spans {
		switch n := s.length(); {
		case n > 14:
			return ofTheWeek
		case n > 1:
			level = someDays
		}
	}
	return level
}

// times returns the times of rules; false when they contradict each other.
func times(rules []Rule) ([]Time, bool) {
	var out []Time
	for _, r := range rules {
		out = append(out, Time{r.Open, r.Close, r.Last})
	}
	slices.SortFunc(out, func(a, b Time) int { return (a.Open-b.Open)*4096 + a.Close - b.Close })
	out = slices.Compact(out)
	for i := 1; i < len(out); i++ {
		if out[i].Open < out[i-1].Close {
			return nil, false
		}
	}
	return out, true
}

// has reports whether the days off hold a day, if it is of a kind.
func (o Off) has(d calendarDay, k kind) bool {
	return o.Holidays&k.holiday != 0 || o.Whole&k.off != 0 || within(o.Spans, d) || slices.ContainsFunc(o.Feasts, func(f Feast) bool {
		from := d.number - feast(d.year, bits.Len8(uint8(f.Holiday))-1)
		return f.From <= from && from <= f.To
	})
}

// within reports whether one of the spans holds a day.
func within(spans []Span, d calendarDay) bool {
	for _, s := range spans {
		day := Day{Month: d.month, Day: d.day}
		if s.From.Year != 0 {
			day.Year = d.year
		}
		n, from, to := day.number(), s.From.number(), s.To.number()
		if from <= to && from <= n && n <= to || from > to && (n >= from || n <= to) {
			return true
		}
	}
	return false
}

// Week returns the times of each day of an ordinary week, Monday first, none where it is closed. It is false where that
// is not known or not the same all year: what holidays change of it is not told.
func (t Table) Week() (week [7][]Time, ok bool) {
	if len(t.Rules) == 0 || len(t.Unknown) > 0 || len(t.Approximate) > 0 || len(t.Closed.Spans) > 0 {
		return week, false
	}
	for _, r := range t.Rules {
		if r.Months != everyMonth || len(r.Spans) > 0 || len(r.Except.Spans) > 0 {
			return week, false
		}
	}
	for i := range week { // the 8th of June 2026 is a Monday, and no holiday is near
		if week[i], ok = t.On(date.Date{Year: 2026, Month: 6, Day: int8(8 + i)}); !ok {
			return week, false
		}
	}
	return week, true
}
