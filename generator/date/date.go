// Package date holds dates that know how exact they are: a day, a month or a year.
//
// Records are often known only to the month ("2016-09") or the year ("2015");
// pages must print them no finer than they were given, and counts must not
// guess. A Date keeps what was written and nothing else: no time, no zone, no
// clock. Parse reads what staff write and says why a text is no date, a form that
// it doesn't know or a day that the calendar doesn't have; Of makes one of numbers. First and Last
// are the days that it reaches over, and what compares two dates says which of them counts.
// The package imports nothing of ours.
package date

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// Date is a day, a month (Day 0) or a year (Month and Day 0) of the Gregorian
// calendar. The zero Date means that none is known.
type Date struct {
	Year  int16 // 1 to 9999; 0 when no date is known
	Month int8  // 1 to 12; 0 when only the year is known
	Day   int8  // 1 to 31; 0 when only the month is known
}

// Known reports whether d is a date at all.
func (d Date) Known() bool { return d.Year != 0 }

// YearEnd returns the last day of a year.
func YearEnd(year int) Date { return Date{Year: int16(year)}.Last() }

// First returns the first day of the period d: how a `date` counts.
func (d Date) First() Date {
	if !d.Known() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last returns the last day of the period d: how an `until` or `valid_until` counts.
func (d Date) Last() Date {
	switch {
	case !d.Known() || d.Day != 0:
		return d
	case d.Month == 0:
		return Date{d.Year, 12, 31}
	}
	return Date{d.Year, d.Month, int8(daysIn(int(d.Year), int(d.Month)))}
}

// Next returns the day after the last day of d.
func (d Date) Next() Date {
	l := d.Last()
	switch {
	case !l.Known():
		return l
	case int(l.Day) < daysIn(int(l.Year), int(l.Month)):
		return Date{l.Year, l.Month, l.Day + 1}
	case l.Month < 12:
		return Date{l.Year, l.Month + 1, 1}
	}
	return Date{l.Year + 1, 1, 1}
}

// InAYear returns the first day of d, a year later: of the 29th of February it is the 1st of March.
func (d Date) InAYear() Date {
	f := d.First()
	switch {
	case !f.Known():
		return f
	case f.Month == 2 && f.Day == 29:
		return Date{f.Year + 1, 3, 1}
	}
	return Date{f.Year + 1, f.Month, f.Day}
}

// Previous returns the day before the first day of d.
func (d Date) Previous() Date {
	f := d.First()
	switch {
	case !f.Known() || f.Day > 1:
		return Date{f.Year, f.Month, max(f.Day-1, 0)}
	case f.Month > 1:
		return Date{f.Year, f.Month - 1, int8(daysIn(int(f.Year), int(f.Month)-1))}
	}
	return Date{f.Year - 1, 12, 31}
}

// Compare returns -1, 0 or 1 as d begins before, with or after e. Of two that
// begin on the same day the less exact one comes first.
func (d Date) Compare(e Date) int {
	return cmp.Compare(d.Key(), e.Key())
}

// Key returns a number that is less for the date that comes first by Compare; the same
// dates, and no others, have the same.
func (d Date) Key() uint32 {
	exact := uint32(2)
	switch {
	case d.Month == 0:
		exact = 0
	case d.Day == 0:
		exact = 1
	}
	return uint32(d.First().number())<<2 | exact
}

// Before reports whether the first day of d lies before the first day of e.
func (d Date) Before(e Date) bool { return d.First().number() < e.First().number() }

// DaysTo returns the number of days from the first day of d to the first day of e.
func (d Date) DaysTo(e Date) int {
	at := func(d Date) time.Time {
		f := d.First()
		return time.Date(int(f.Year), time.Month(f.Month), int(f.Day), 0, 0, 0, 0, time.UTC)
	}
	return int(at(e).Sub(at(d)) / (24 * time.Hour))
}

func (d Date) number() int { return int(d.Year)*10000 + int(d.Month)*100 + int(d.Day) }

// String returns d as 2016-09-17, 2016-09 or 2016; "" when it is not known.
func (d Date) String() string {
	if !d.Known() {
		return ""
	}
	two := func(out []byte, n int) []byte { return append(out, byte('0'+n/10%10), byte('0'+n%10)) }
	out := two(two(make([]byte, 0, 10), int(d.Year)/100), int(d.Year)%100)
	if d.Month != 0 {
		out = two(append(out, '-'), int(d.Month))
	}
	if d.Month != 0 && d.Day != 0 {
		out = two(append(out, '-'), int(d.Day))
	}
	return string(out)
}

// Chinese returns d as 2016年9月17日, 2016年9月 or 2016年; "" when it is not known.
func (d Date) Chinese() string {
	if !d.Known() {
		return ""
	}
	out := append(strconv.AppendInt(make([]byte, 0, 18), int64(d.Year), 10), "年"...)
	if d.Month != 0 {
		out = append(strconv.AppendInt(out, int64(d.Month), 10), "月"...)
	}
	if d.Month != 0 && d.Day != 0 {
		out = append(strconv.AppendInt(out, int64(d.Day), 10), "日"...)
	}
	return string(out)
}

// Fault says why a text is no date.
type Fault int

const (
	None      Fault = iota // it is one
	NotADate               // it does not have the form of one
	NoSuchDay              // it has the form, but the calendar has no such day
)

// Code returns the code of the messages that say it, as diag.M takes it; "" of None.
func (f Fault) Code() string {
	return [...]string{None: "", NotADate: "DATE-UNREADABLE", NoSuchDay: "DATE-IMPOSSIBLE"}[f]
}

// Parse reads a date in any of the forms that staff write: 2016-09-17, 2016-09,
// 2016, 2016年9月17日, 2016年9月, 2016年. Months and days may lack their zero
// only in the Chinese forms.
func Parse(s string) (Date, Fault) {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "年") {
		return parseChinese(s)
	}
	parts := strings.Split(s, "-")
	widths := []int{4, 2, 2}
	if len(parts) > 3 {
		return Date{}, NotADate
	}
	var n [3]int
	for i, p := range parts {
		if len(p) != widths[i] {
			return Date{}, NotADate
		}
		v, ok := number(p)
		if !ok {
			return Date{}, NotADate
		}
		n[i] = v
	}
	return Of(n[0], n[1], n[2], len(parts))
}

func parseChinese(s string) (Date, Fault) {
	var n [3]int
	count := 0
	for i, unit := range []string{"年", "月", "日"} {
		head, rest, found := strings.Cut(s, unit)
		if !found {
			break
		}
		v, ok := number(strings.TrimSpace(head))
		if !ok || i == 0 && len(strings.TrimSpace(head)) != 4 {
			return Date{}, NotADate
		}
		n[i], s, count = v, strings.TrimSpace(rest), i+1
	}
	if s != "" || count == 0 {
		return Date{}, NotADate
	}
	return Of(n[0], n[1], n[2], count)
}

func number(s string) (int, bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	v, err := strconv.Atoi(s)
	return v, err == nil
}

// Of returns the date with the first parts (1 to 3) of year, month, day, if the
// calendar has it.
func Of(year, month, day, parts int) (Date, Fault) {
	switch {
	case year < 1 || year > 9999,
		parts > 1 && (month < 1 || month > 12),
		parts > 2 && (day < 1 || day > daysIn(year, month)):
		return Date{}, NoSuchDay
	}
	d := Date{Year: int16(year)}
	if parts > 1 {
		d.Month = int8(month)
	}
	if parts > 2 {
		d.Day = int8(day)
	}
	return d, None
}

// daysIn returns the number of days of a month.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
