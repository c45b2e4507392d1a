package typed

import (
	"fmt"
	"regexp"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/numerals"
)

// Times are when something begins and, where that is known, ends on its day: 09:30, 11:00.
type Times struct {
	From  string // "09:30"; "" when nothing is known
	Until string // "11:00", "24:00" at the latest; ""
}

// Known reports whether it is known when it begins.
func (t Times) Known() bool { return t.From != "" }

// String is how content/ has them: 09:30-11:00.
func (t Times) String() string { return t.with("-") }

// Shown is how readers see them: 09:30—11:00.
func (t Times) Shown() string { return t.with("—") }

func (t Times) with(dash string) string {
	if t.Until == "" {
		return t.From
	}
	return t.From + dash + t.Until
}

// Time reads the time of day at which something is held, as people type it. These are read:
//
//	09:30-11:00  9：30—11：00  9:30至11:00  9:30
//	上午9点半  下午2点到4点  上午九时三十分—十一时  晚上7:30
//
// The half of the day counts for both times where the second has none of its own and would be before the first.
func Time(words string) (Times, *Doubt) {
	s := strings.ReplaceAll(narrow(words), " ", "")
	if s == "" {
		return Times{}, empty()
	}
	parts := between.Split(s, -1)
	if len(s) > longest || len(parts) > 2 {
		return Times{}, unclearTime(words)
	}
	from, half, ok := oneTime(parts[0], "")
	if !ok {
		return Times{}, unclearTime(words)
	}
	if from == 24*60 {
		return Times{}, &Doubt{What: diag.M("TYPED-TIME-START", "不会在 24:00 才开始：%s", "nothing begins at 24:00: %s").With(show(words)),
			Mend: diag.T("半夜开始的写成第二天的 00:00", "what begins at midnight is written as 00:00 of the next day")}
	}
	if len(parts) == 1 {
		return Times{From: clockOf(from)}, nil
	}
	until, _, ok := oneTime(parts[1], "")
	if ok && until <= from && half != "" {
		until, _, ok = oneTime(parts[1], half)
	}
	switch {
	case !ok:
		return Times{}, unclearTime(words)
	case until <= from:
		return Times{}, &Doubt{What: diag.M("TYPED-TIME-ORDER", "结束时间 %s 不晚于开始时间 %s", "it ends at %s, not after it begins at %s").With(clockOf(until), clockOf(from)),
			Mend: diag.T("下午的时间用 24 小时制，如 14:30-16:00；过了半夜的只写开始时间", "write the afternoon in 24 hours, such as 14:30-16:00; of what goes on beyond midnight, the beginning alone")}
	}
	return Times{clockOf(from), clockOf(until)}, nil
}

var (
	between = regexp.MustCompile(`-+|~|至|到`)
	clocked = regexp.MustCompile(`^(上午|早上|早晨|清晨|凌晨|中午|下午|午后|傍晚|晚上|晚)?([0-9]{1,2})(?::([0-9]{2})(?::00)?|[点时](?:(半)|(一刻)|(三刻)|([0-9]{1,2})分?|整)?)$`)
)

// oneTime reads one time in minutes since midnight, with the half of the day that stands before it, or else half.
func oneTime(s, half string) (minutes int, own string, ok bool) {
	m := clocked.FindStringSubmatch(numerals.InDigits(s))
	if m == nil {
		m = clocked.FindStringSubmatch(s) // 一刻, which is no number
	}
	if m == nil {
		return 0, "", false
	}
	if m[1] != "" {
		half = m[1]
	}
	h, min := number(m[2]), 0
	switch {
	case m[3] != "":
		min = number(m[3])
	case m[4] != "":
		min = 30
	case m[5] != "":
		min = 15
	case m[6] != "":
		min = 45
	case m[7] != "":
		min = number(m[7])
	}
	switch half {
	case "下午", "午后", "傍晚", "晚上", "晚":
		if h < 12 {
			h += 12
		}
	case "中午":
		if h < 3 {
			h += 12
		}
	case "上午", "早上", "早晨", "清晨", "凌晨":
		if m[1] != "" && h > 12 { // 上午15:00
			return 0, "", false
		}
	}
	if min > 59 || h > 24 || h == 24 && min > 0 {
		return 0, "", false
	}
	return h*60 + min, half, true
}

// clockOf writes a time of the day.
func clockOf(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

func unclearTime(words string) *Doubt {
	return &Doubt{What: diag.M("TYPED-TIME", "看不懂这个时间：%s", "this time of day cannot be understood: %s").With(show(words)),
		Mend: diag.T(`写成 09:30-11:00 或 09:30 的样子，用 24 小时制，最晚 24:00；不知道就不写`, `write it as 09:30-11:00 or 09:30, in 24 hours, 24:00 at the latest; leave it out when it is not known`)}
}
