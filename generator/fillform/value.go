package fillform

import (
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/measure"
)

// value is what goes into a form.
type value struct {
	text   string    // as people write it
	number string    // exact, where it is a number and nothing else
	day    date.Date // where it is a day
	note   diag.Text // what its reader should know besides: 15项活动中12项填报了这个数
	why    diag.Text // why there is none; empty where there is
}

func known(text string) value {
	if text = strings.TrimSpace(text); text == "" {
		return notSaid
	}
	return value{text: text}
}

// missing is no value, and why there is none.
func missing(why diag.Text) value { return value{why: why} }

// has reports whether there is a value.
func (v value) has() bool { return v.why == diag.Text{} }

var (
	notSaid = missing(diag.T("没有填", "not filled in"))
	roughly = missing(diag.T("坐标只知道大概", "the place is known roughly only"))
)

func onDay(d date.Date) value {
	if !d.Known() {
		return notSaid
	}
	v := value{text: d.Chinese()}
	if d.Day > 0 {
		v.day = d
	}
	return v
}

func counted(n int64) value {
	s := strconv.FormatInt(n, 10)
	return value{text: s, number: s}
}

// ofMeasure is a figure of a measure, in digits alone.
func ofMeasure(m measure.Measure, n int64) value {
	s := m.Digits(n)
	return value{text: s, number: s}
}

// moved is a number with its decimal point so many places to the left: 12500 moved by 4 is 1.25.
func (v value) moved(by int) value {
	if v.number == "" || by == 0 {
		return v
	}
	digits, minus := strings.CutPrefix(v.number, "-")
	whole, decimals, _ := strings.Cut(digits, ".")
	if by > 0 {
		whole = strings.Repeat("0", max(by+1-len(whole), 0)) + whole
		at := len(whole) - by
		whole, decimals = whole[:at], whole[at:]+decimals
	} else {
		decimals += strings.Repeat("0", max(-by-len(decimals), 0))
		whole, decimals = whole+decimals[:-by], decimals[-by:]
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if decimals = strings.TrimRight(decimals, "0"); decimals != "" {
		whole += "." + decimals
	}
	if minus {
		whole = "-" + whole
	}
	v.number, v.text = whole, whole
	return v
}
