package quote

import (
	"strconv"
	"strings"

	"kepu/generator/figures"
)

// Format is how a number is written.
type Format int

// The formats.
const (
	Thousands Format = iota // 12,000
	Plain                   // 12000
	Wan                     // 1.2万: ten thousands, to two decimals
	Yi                      // 0.12亿: hundred millions, to two decimals
	Hanzi                   // 一万二千
)

var formatWords = [][]string{
	Thousands: {"thousands", "千分位"},
	Plain:     {"plain", "不分位"},
	Wan:       {"万", "wan"},
	Yi:        {"亿", "yi"},
	Hanzi:     {"汉字", "hanzi"},
}

func formatOf(word string) (Format, bool) {
	for f, words := range formatWords {
		if isWord(words, word) {
			return Format(f), true
		}
	}
	return 0, false
}

// Unreported is what stands for a figure that nobody gave.
const Unreported = "未报"

// Text writes the number of a row as the request wants it: "至少1.2万人次", "未报".
func (r *Request) Text(row figures.Row) string {
	if !row.Known {
		return Unreported
	}
	text := r.Format.Write(row.Value) + r.Unit
	if row.Least {
		return "至少" + text
	}
	return text
}

// Write writes a number, which is never negative.
func (f Format) Write(n int64) string {
	switch f {
	case Plain:
		return strconv.FormatInt(n, 10)
	case Wan:
		return inUnits(n, 10_000, "万")
	case Yi:
		return inUnits(n, 100_000_000, "亿")
	case Hanzi:
		return hanzi(n)
	}
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// inUnits writes n in units to two decimals, rounded half up, without zeros at the
// end. What is less than a hundredth of the unit is written out.
func inUnits(n, unit int64, word string) string {
	if n < unit/100 {
		return Thousands.Write(n)
	}
	step := unit / 100
	hundredths := n / step
	if n%step >= step-n%step {
		hundredths++
	}
	text := Thousands.Write(hundredths / 100)
	if rest := hundredths % 100; rest != 0 {
		text += strings.TrimRight("."+string(rune('0'+rest/10))+string(rune('0'+rest%10)), "0")
	}
	return text + word
}

// hanzi writes a number in Chinese: 一万零二十, 十八.
func hanzi(n int64) string {
	switch {
	case n == 0:
		return "零"
	case n >= 1e12:
		return Thousands.Write(n) // nobody reads it in characters
	}
	var parts []string
	gap := false
	for _, g := range []struct {
		unit int64
		word string
	}{{1e8, "亿"}, {1e4, "万"}, {1, ""}} {
		part := n / g.unit % 10_000
		if part == 0 {
			gap = len(parts) > 0
			continue
		}
		text := underTenThousand(part)
		if len(parts) > 0 && (gap || part < 1000) {
			text = "零" + text
		}
		parts = append(parts, text+g.word)
		gap = false
	}
	text := strings.Join(parts, "")
	if rest, ok := strings.CutPrefix(text, "一十"); ok {
		return "十" + rest
	}
	return text
}

const hanziDigits = "零一二三四五六七八九"

func underTenThousand(n int64) string {
	digits := []rune(hanziDigits)
	var b strings.Builder
	zero := false
	for _, g := range []struct {
		unit int64
		word string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / g.unit % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString("零")
		}
		zero = false
		b.WriteString(string(digits[d]) + g.word)
	}
	return b.String()
}
