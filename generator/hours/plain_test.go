package hours

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"kepu/generator/date"
)

// sentence is opening hours as somebody means them, and some way to write them.
type sentence struct {
	days   string
	closed []string
	open   func(at time.Time) bool // for certain; the words of a sentence say no more
}

var newYears = map[int]time.Time{2025: on(2025, 1, 29), 2026: on(2026, 2, 17), 2027: on(2027, 2, 6), 2028: on(2028, 1, 26)}

func on(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// randomSentence writes days that are open on, and days that are left out and days off, in forms that staff use.
func randomSentence(r *rand.Rand) sentence {
	names := []string{"日", "一", "二", "三", "四", "五", "六"} // as time.Weekday has them
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	week := func(d int) string { return pick("周", "星期", "每周", "礼拜") + names[d] }
	list := func(off map[time.Weekday]bool) string {
		var out []string
		for d := range 7 {
			if off[time.Weekday(d)] {
				out = append(out, week(d))
			}
		}
		return strings.Join(out, pick("、", "，", "和", " 及 ", "/"))
	}
	some := func(most int) map[time.Weekday]bool {
		out := map[time.Weekday]bool{}
		for range 1 + r.IntN(most) {
			out[time.Weekday(r.IntN(7))] = true
		}
		return out
	}
	var s sentence
	var tests []func(time.Time) bool
	switch r.IntN(4) {
	case 0:
		s.days = pick("每天", "每日", "全年无休", "周一至周日")
	case 1: // a range, perhaps over the end of the week
		from, n := r.IntN(7), 1+r.IntN(5)
		s.days = week(from) + pick("-", "至", "到", "—", "——", "～", " - ") + week((from+n)%7)
		tests = append(tests, func(at time.Time) bool { return (int(at.Weekday())-from+7)%7 <= n })
	case 2:
		named := some(4)
		s.days = list(named)
		tests = append(tests, func(at time.Time) bool { return named[at.Weekday()] })
	case 3:
		off := some(3)
		l := list(off)
		s.days = pick("每天（"+l+"除外）", "每天，"+l+"除外", "每天("+l+"闭馆)", "除"+l+"外每天", "每天（除"+l+"外）", "每天，"+l+"闭馆")
		tests = append(tests, func(at time.Time) bool { return !off[at.Weekday()] })
	}
	for range r.IntN(3) {
		switch r.IntN(5) {
		case 0:
			off := some(2)
			s.closed = append(s.closed, list(off)+pick("", "闭馆", "休息"))
			tests = append(tests, func(at time.Time) bool { return !off[at.Weekday()] })
		case 1:
			s.closed = append(s.closed, pick("除夕", "大年三十", "除夕当天闭馆"))
			tests = append(tests, func(at time.Time) bool { return !at.AddDate(0, 0, 1).Equal(newYears[at.Year()]) })
		case 2:
			from := on(2026, 1, 1).AddDate(0, 0, r.IntN(500))
			to := from.AddDate(0, 0, r.IntN(40))
			s.closed = append(s.closed, from.Format(pick("2006-01-02", "2006年1月2日", "2006.1.2"))+pick("至", "到", "—")+to.Format(pick("2006-01-02", "2006年1月2日", "2006/1/2")))
			tests = append(tests, func(at time.Time) bool { return at.Before(from) || at.After(to) })
		case 3: // only the end has a year
			from := on(2026, 12, 1).AddDate(0, 0, r.IntN(30))
			to := on(2027, 1, 1).AddDate(0, 0, r.IntN(30))
			s.closed = append(s.closed, from.Format("1月2日")+"至"+to.Format("2006年1月2日"))
			tests = append(tests, func(at time.Time) bool { return at.Before(from) || at.After(to) })
		case 4:
			m, d := time.Month(1+r.IntN(12)), 1+r.IntN(28)
			s.closed = append(s.closed, fmt.Sprintf("%d月%d%s", m, d, pick("日", "号", "日当天")))
			tests = append(tests, func(at time.Time) bool { return at.Month() != m || at.Day() != d })
		}
	}
	s.open = func(at time.Time) bool {
		for _, test := range tests {
			if !test(at) {
				return false
			}
		}
		return true
	}
	return s
}

// Sentences of which another, plain reckoning knows what they mean are never told as open
// on a day on which it is closed, nor the other way round.
func TestPlainSecondAnswer(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	told := 0
	for range 3000 {
		s := randomSentence(r)
		table := Of([]Line{{Days: s.days, Open: "09:00", Close: "17:00"}}, s.closed)
		if len(table.Unknown) > 0 {
			t.Fatalf("%q is not understood in %q, %q", table.Unknown, s.days, s.closed)
		}
		for range 60 {
			at := on(2025, 12, 1).AddDate(0, 0, r.IntN(760))
			open, known := table.On(date.Date{Year: int16(at.Year()), Month: int8(at.Month()), Day: int8(at.Day())})
			if known {
				told++
			}
			if known && len(open) > 0 != s.open(at) {
				t.Fatalf("%q, %q: open %v on %s, want %v", s.days, s.closed, open, at.Format("2006-01-02 Mon"), s.open(at))
			}
		}
	}
	if told < 3000*60*8/10 {
		t.Errorf("of %d days only %d are known", 3000*60, told)
	}
}

// Anything behind words that are understood, but what the grammar knows as well, makes
// every day unknown that isn't surely closed.
func TestWhatIsLeftOverIsNeverOpen(t *testing.T) {
	for _, c := range readCases(t) {
		for _, l := range c.Hours {
			for _, more := range []string{"上午", "（预约）", "，雨天除外", "左右", "等", "（视情况", "x", "，"} {
				l.Days += more
				if _, ok := ParseDays(l.Days, l.Closed); ok {
					t.Errorf("%s is understood", l.Days)
				}
				l.Days = strings.TrimSuffix(l.Days, more)
			}
		}
	}
}

// Words that could be cut in many ways take no longer for it.
func TestManyClausesAreReadInTime(t *testing.T) {
	for _, s := range []string{"每天（" + strings.Repeat("周一除外，", 60) + "x）", strings.Repeat("周一，", 60) + "除外", strings.Repeat("除周一外", 60), "每天" + strings.Repeat("（周一除外）", 60) + "x", strings.Repeat("每天，周一除外", 50_000)} {
		start := time.Now()
		if _, ok := ParseDays(s, false); ok {
			t.Errorf("%.40s… is understood", s)
		}
		ParseClosure(s)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%.40s… took %v", s, took)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"周二-周日（含节假日）", "每天，周一除外", "10月1日至7日", "2026-10-01", "（", "除外", "除夕至初六", "周一-", "3-10", "5月1日至10月7日周二至周日", "国庆节（10月1日至5日）", "12月30日至2027年1月3日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, closed := range []bool{false, true} {
			if d, ok := ParseDays(s, closed); ok && d.Days == 0 && len(d.Spans) == 0 {
				t.Fatalf("%q is understood as no day at all", s)
			}
		}
		table := Of([]Line{{Days: s, Open: "09:00", Close: "17:00", Months: s}, {Days: "周二-周日", Open: "09:00", Close: "17:00"}}, []string{s})
		if !json.Valid([]byte(table.JSON())) {
			t.Fatalf("%q makes %s", s, table.JSON())
		}
		for _, r := range table.Rules {
			if r.Months == 0 || r.Months > everyMonth || r.Days == 0 {
				t.Fatalf("%q gives days %b of months %b", s, r.Days, r.Months)
			}
		}
		for _, day := range []date.Date{{Year: 2026, Month: 2, Day: 17}, {Year: 2026, Month: 11, Day: 24}, {Year: 2027, Month: 10, Day: 9}, {Year: 2031, Month: 12, Day: 31}} {
			if open, known := table.On(day); len(table.Unknown) > 0 && known && len(open) > 0 {
				t.Fatalf("%q is not understood, and open on %s", s, day)
			}
		}
	})
}
