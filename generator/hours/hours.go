// Package hours reads opening hours as staff write them in words, so that a browser can
// tell what is open.
//
// In go the words of one base: days (周二-周日, 每天, 法定节假日), months (3-10), times, and
// the days off (周一, 春节, 10月1日至7日). Out comes a Table, plain data that goes into the
// page as JSON; the browser adds the day and the time in China, since the day on which
// a page is read is not the day on which it was made.
//
// # What is promised
//
// Nothing is guessed. Words that are not understood make the table say so, and the page
// then answers 未知, never open. Holidays move from year to year, and how many days off
// the State Council gives is announced late in the year before: a day that may belong to
// a holiday is known only if the answer is the same with and without it.
//
// # How a browser reads a Table
//
// A day is closed when it lies in Closed, and not known when it lies in Perhaps. Else
// the rules of its month count: those for holidays on a holiday, if there are any;
// otherwise those of the day of the week. A rule that closes goes before one that opens, and
// a day that no rule names is closed if others are named as open: "周二-周日" says that it is closed on Mondays,
// and a rule that closes on Mondays says nothing of Tuesdays. A month that no
// rule names is not known. The package imports nothing of ours but date.
package hours

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Line is one line of opening hours, as written.
type Line struct {
	Days        string // "周二-周日"
	Open, Close string // "09:00"; empty when Closed
	Months      string // "3-10"; "" for all year
	Closed      bool
}

// Days are days of the week, Monday the lowest bit, and what to do on holidays.
type Days uint16

const (
	everyDay Days = 1<<7 - 1
	Holidays Days = 1 << 7 // also, or only, on public holidays
	Ordinary Days = 1 << 8 // not on public holidays
)

// Months are months of the year, January the lowest bit.
type Months uint16

const everyMonth Months = 1<<12 - 1

// Rule is a line that was understood.
type Rule struct {
	Days        Days
	Months      Months
	Open, Close int // minutes from midnight; both 0 when it is closed
}

// Table is the opening hours of one place.
type Table struct {
	Rules   []Rule
	Closed  []Span   // closed on these days
	Perhaps []Span   // perhaps closed on these
	Off     Holiday  // closed on these holidays
	Unknown []string // the words that were not understood
}

// Of reads the lines and the days off.
func Of(lines []Line, closed []string) Table {
	var t Table
	for _, l := range lines {
		d, ok := ParseDays(l.Days)
		m, fine := ParseMonths(l.Months)
		if !ok {
			t.Unknown = append(t.Unknown, l.Days)
		}
		if !fine {
			t.Unknown = append(t.Unknown, l.Months)
		}
		if ok && fine {
			r := Rule{Days: d, Months: m}
			if !l.Closed {
				r.Open, r.Close = minutes(l.Open), minutes(l.Close)
			}
			t.Rules = append(t.Rules, r)
		}
	}
	for _, words := range closed {
		c, ok := ParseClosure(words)
		if !ok {
			t.Unknown = append(t.Unknown, words)
			continue
		}
		if c.Days != 0 {
			t.Rules = append(t.Rules, Rule{Days: c.Days, Months: everyMonth})
		}
		if c.Span != (Span{}) {
			if c.Perhaps {
				t.Perhaps = append(t.Perhaps, c.Span)
			} else {
				t.Closed = append(t.Closed, c.Span)
			}
		}
		t.Off |= c.Holiday
	}
	return t
}

// minutes returns a time such as 09:00 as minutes from midnight.
func minutes(clock string) int {
	h, m, _ := strings.Cut(clock, ":")
	hours, _ := strconv.Atoi(h) // source has checked the form
	rest, _ := strconv.Atoi(m)
	return hours*60 + rest
}

// JSON returns the table for the browser, short since a page may hold thousands:
//
//	{"r": [[days, months, open, close] …], "c": [[from, to] …], "p": [[from, to] …], "h": holidays, "u": 1}
//
// Days of the year are "10-01", those of one year "2026-10-01". What is empty is left out.
func (t Table) JSON() string {
	short := struct {
		Rules   [][4]int    `json:"r,omitempty"`
		Closed  [][2]string `json:"c,omitempty"`
		Perhaps [][2]string `json:"p,omitempty"`
		Off     int         `json:"h,omitempty"`
		Unknown int         `json:"u,omitempty"`
	}{Closed: spans(t.Closed), Perhaps: spans(t.Perhaps), Off: int(t.Off)}
	for _, r := range t.Rules {
		short.Rules = append(short.Rules, [4]int{int(r.Days), int(r.Months), r.Open, r.Close})
	}
	if len(t.Unknown) > 0 {
		short.Unknown = 1
	}
	out, err := json.Marshal(short)
	if err != nil {
		panic("hours: numbers and dates always make JSON: " + err.Error())
	}
	return string(out)
}

func spans(list []Span) [][2]string {
	var out [][2]string
	for _, s := range list {
		out = append(out, [2]string{s.From.String(), s.To.String()})
	}
	return out
}
