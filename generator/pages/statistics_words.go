package pages

import (
	"fmt"
	"strconv"
	"strings"

	"kepu/generator/chart"
	"kepu/generator/date"
	"kepu/generator/quote"
)

// signed writes a difference: +5, −4, 0.
func signed(n int64) string {
	switch {
	case n > 0:
		return "+" + digits(n)
	case n < 0:
		return "−" + digits(-n)
	}
	return "0"
}

// percent writes tenths of a percent: +50%, −3.2%. From ten percent on, tenths
// say nothing.
func percent(tenths int64) string {
	sign, size := "+", tenths
	if tenths < 0 {
		sign, size = "−", -tenths
	}
	if size == 0 {
		return "0%"
	}
	if size >= 100 || size%10 == 0 {
		return sign + digits((size+5)/10) + "%"
	}
	return fmt.Sprintf("%s%d.%d%%", sign, size/10, size%10)
}

// axisWords writes a number for an axis, briefly: 1.5万, 2亿.
func axisWords(n int64) string {
	brief := func(unit int64, word string) string {
		s := strconv.FormatInt(n/unit, 10)
		if tenth := n % unit / (unit / 10); tenth != 0 {
			s += "." + strconv.FormatInt(tenth, 10)
		}
		return s + word
	}
	switch {
	case n >= 100_000_000:
		return brief(100_000_000, "亿")
	case n >= 10_000:
		return brief(10_000, "万")
	}
	return digits(n)
}

// named is a number with its name, for sentences.
type named struct {
	name string
	n    int64
}

// most says which of a list is largest, and which have none. It says nothing
// when there are fewer than two to compare. whole, when above zero, is what the
// numbers are shares of; of is what the names are counted as (个月, 个县区).
func most(list []named, unit string, whole int64, of string) string {
	var top []string
	best, some := int64(0), 0
	var none []string
	for _, x := range list {
		if x.n == 0 {
			none = append(none, x.name)
			continue
		}
		some++
		switch {
		case x.n > best:
			best, top = x.n, []string{x.name}
		case x.n == best:
			top = append(top, x.name)
		}
	}
	if some == 0 || len(list) < 2 {
		return ""
	}
	var text string
	switch {
	case len(top) == 1 && some == 1:
		text = fmt.Sprintf("只有%s有，%s%s", top[0], digits(best), unit)
	case len(top) == 1:
		text = fmt.Sprintf("%s最多，%s%s", top[0], digits(best), unit)
		if share := best * 100 / max(whole, 1); whole >= 10 && best <= whole && best < 1<<50 {
			text += fmt.Sprintf("，占%d%%", share)
		}
	case len(top) == some && len(none) == 0:
		text = fmt.Sprintf("各有%s%s", digits(best), unit)
	case len(top) <= 3:
		text = fmt.Sprintf("%s最多，各%s%s", strings.Join(top, "、"), digits(best), unit)
	default:
		text = fmt.Sprintf("最多的有%s%s，%d%s并列", digits(best), unit, len(top), of)
	}
	if n := len(none); n > 0 && n <= 5 {
		text += "；" + strings.Join(none, "、") + "没有记录"
	} else if n > 5 {
		text += fmt.Sprintf("；有%d%s没有记录", n, of)
	}
	return text + "。"
}

// alt puts a chart's items into words, for those who don't see it.
func alt(items []chart.Item, unit string) string {
	var words []string
	for _, it := range items {
		if it.Value.Known {
			words = append(words, it.Label+" "+it.Text+unit)
		} else if it.Text == "" {
			words = append(words, it.Label+" "+quote.NoRecords)
		} else {
			words = append(words, it.Label+" "+it.Text)
		}
	}
	const most = 31 // the table has them all
	if len(words) > most {
		words = append(words[:most:most], "其余见表格")
	}
	return strings.Join(words, "，") + "。"
}

// since says how many days before end the newest of some periods was: a range
// when it is known to the month or year only. "" when there is none.
func since(periods []date.Date, end date.Date) string {
	low, high := -1, -1
	for _, d := range periods {
		if end.Before(d) {
			continue
		}
		from := d.First().DaysTo(end)
		to := 0
		if last := d.Last(); !end.Before(last) {
			to = last.DaysTo(end)
		}
		if high < 0 || from < high {
			high = from
		}
		if low < 0 || to < low {
			low = to
		}
	}
	switch {
	case high < 0:
		return ""
	case low == high:
		return digits(int64(high))
	}
	return digits(int64(low)) + "—" + digits(int64(high))
}
