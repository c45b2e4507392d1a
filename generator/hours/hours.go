// Package hours reads opening hours as staff write them in words, so that a browser can
// tell what is open.
//
// In go the words of one base: days (周二-周日, 每天, 法定节假日, 3月23日), months (3-10,
// 5月1日-10月7日), times, and the days off (周一, 除夕, 国庆节, 10月1日至7日). Out comes a
// Table, plain data that goes into the page as JSON; the browser adds the day and the time
// in China, since the day on which a page is read is not the day on which it was made.
// [Table.On] is what the browser's script does, and the measure of it: both are held to
// testdata/cases.json.
//
// # What is promised
//
// Nothing is guessed. Words are read to their end by a grammar; where anything is left
// over, the table says so and every day that is not surely closed is 未知. A day of which two
// readings differ is 未知 as well: who opens on Wednesdays alone may mean working days. So is a day that may belong to a holiday, unless the
// answer is the same with and without it; see [Holiday].
//
// # How a Table is read
//
// A day is closed when it lies among the days off. Else one line of hours goes before
// another as it is the more exact: a single date, then days up to a fortnight, then what
// is said of holidays, then the day of the week. Of equals the one that closes goes first, and
// times that overlap contradict each other. What is closed by one kind of line and opened
// by another is not known; but a single date opens on a Monday off. A day that no line names is closed
// if another of its season is open on days of the week: "周二-周日" says that it is closed on
// Mondays, and a rule that closes on Mondays says nothing of Tuesdays. A season that no
// line names is not known.
//
// The package imports nothing of ours but date.
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
	Last        string // the last admission, "16:30"; "" when it is not said
	Months      string // "3-10"; "" for all year
	Closed      bool
}

// Days are days of the week, Monday the lowest bit, and holidays.
type Days uint16

const (
	workdays Days = 1<<5 - 1
	weekend  Days = 1<<5 | 1<<6
	everyDay Days = workdays | weekend

	onHolidays      Days = 1 << 7  // on holidays, whatever the day of the week
	perhapsHolidays Days = 1 << 8  // perhaps so: 周二-周日（含节假日） may mean Mondays that are one
	perhapsWeekend  Days = 1 << 9  // 节假日 is read with the weekend by some and without by others
	onlyWorking     Days = 1 << 10 // 工作日: the working week, and no holiday
	perhapsExcept   Days = 1 << 11 // what is left out is perhaps left out of the days off: 周一闭馆，法定节假日除外
)

// Months are months of the year, January the lowest bit.
type Months uint16

const everyMonth Months = 1<<12 - 1

// Off are days on which something isn't so.
type Off struct {
	Spans    []Span
	Holidays Holiday // sure on their days by law
	Whole    Holiday // all days that are given for them: 国庆节期间
	Feasts   []Feast
}

// none reports whether it is no day at all.
func (o Off) none() bool {
	return len(o.Spans) == 0 && o.Holidays == 0 && o.Whole == 0 && len(o.Feasts) == 0
}

// add takes the days of other in.
func (o *Off) add(other Off) {
	o.Spans = append(o.Spans, other.Spans...)
	o.Feasts = append(o.Feasts, other.Feasts...)
	o.Holidays |= other.Holidays
	o.Whole |= other.Whole
}

// Rule is a line that was understood, or a part of it.
type Rule struct {
	Days              Days
	Months            Months
	Spans             []Span // empty for all days
	Open, Close, Last int    // minutes from midnight; all 0 when it is closed, Last when it is not said
	Except            Off
}

// Table is the opening hours of one place.
type Table struct {
	Rules       []Rule
	Closed      Off
	Approximate []Span   // perhaps closed on these: school holidays
	Unknown     []string // the words that were not understood
}

// Of reads the lines and the days off.
func Of(lines []Line, closed []string) Table {
	var t Table
	for _, l := range lines {
		t.line(l)
	}
	for _, words := range closed {
		c, ok := ParseClosure(words)
		if !ok {
			t.Unknown = append(t.Unknown, words)
			continue
		}
		if c.Days != 0 {
			t.Rules = append(t.Rules, Rule{Days: c.Days, Months: everyMonth, Except: c.Except})
		}
		t.Closed.add(c.Off)
		t.Approximate = append(t.Approximate, c.Approximate...)
	}
	return t
}

func (t *Table) line(l Line) {
	days, ok := ParseDays(l.Days, l.Closed)
	season, fine := ParseSeason(l.Months)
	if !ok {
		t.Unknown = append(t.Unknown, l.Days)
	}
	if !fine || len(days.Spans) > 0 && len(season.Spans) > 0 {
		t.Unknown = append(t.Unknown, l.Months)
		return
	}
	r := Rule{Days: days.Days, Months: season.Months, Spans: season.Spans, Except: days.Except}
	if !l.Closed {
		r.Open, r.Close, r.Last = minutes(l.Open), minutes(l.Close), minutes(l.Last)
	}
	if ok && days.Days != 0 {
		t.Rules = append(t.Rules, r)
	}
	if ok && len(days.Spans) > 0 { // 周六、3月23日 is two rules
		if r.Days = days.Within; r.Days == 0 {
			r.Days = everyDay
		}
		r.Spans = days.Spans
		t.Rules = append(t.Rules, r)
	}
}

// minutes returns a time such as 09:00 as minutes from midnight.
func minutes(clock string) int {
	h, m, _ := strings.Cut(clock, ":")
	hours, _ := strconv.Atoi(h) // source has checked the form
	rest, _ := strconv.Atoi(m)
	return hours*60 + rest
}

// offJSON is Off for the browser.
type offJSON struct {
	Spans    [][2]string `json:"c,omitempty"`
	Holidays int         `json:"h,omitempty"`
	Whole    int         `json:"w,omitempty"`
	Feasts   [][3]int    `json:"f,omitempty"`
}

func (o Off) forBrowser() offJSON {
	s := offJSON{Spans: spans(o.Spans), Holidays: int(o.Holidays), Whole: int(o.Whole)}
	for _, f := range o.Feasts {
		s.Feasts = append(s.Feasts, [3]int{int(f.Holiday), f.From, f.To})
	}
	return s
}

// JSON returns the table for the browser, short since a page may hold thousands:
//
//	{"r": [[days, months, open, close, last, spans, except] …], "c": spans, "h": holidays, "w": holidays, "f": [[holiday, from, to] …], "p": spans, "u": 1}
//
// The last of a rule may be missing, from the end; except has the c, h, w and f that the
// table has for its days off. Spans are [[from, to] …] with days such as "10-01", those of
// one year "2026-10-01". What is empty is left out.
func (t Table) JSON() string {
	short := struct {
		Rules [][]any `json:"r,omitempty"`
		offJSON
		Perhaps [][2]string `json:"p,omitempty"`
		Unknown int         `json:"u,omitempty"`
	}{offJSON: t.Closed.forBrowser(), Perhaps: spans(t.Approximate)}
	for _, r := range t.Rules {
		row := []any{r.Days, r.Months, r.Open, r.Close, r.Last, spans(r.Spans), r.Except.forBrowser()}
		switch {
		case !r.Except.none():
		case len(r.Spans) > 0:
			row = row[:6]
		case r.Last != 0:
			row = row[:5]
		default:
			row = row[:4]
		}
		short.Rules = append(short.Rules, row)
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
