// Package numerals reads and writes numbers as Chinese texts have them.
//
// In come 一百一十二, 二〇一六, ５,８６０, 0.59万 or 3万5千 at the beginning of a text, out comes the
// Number with the bytes that it takes (Read; Whole knows no decimal point), and back
// again in characters (Write), or in digits with decimals (Decimal) and commas (Thousands). What is no one number (三五, 十五六) or a million millions and more is
// not read: Size is 0. What a number counts, and what stands around it, is somebody else's
// business.
package numerals

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/fold"
)

const digits = "零一二三四五六七八九"

// most is the first number that is not read, and not written in characters:
// nobody reads it so.
const most = 1e12

// Thousands puts commas between the thousands of a number in digits, which may have a sign and decimals: -12,345.67.
func Thousands(s string) string {
	end := strings.IndexByte(s, '.')
	if end < 0 {
		end = len(s)
	}
	for at := end - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// Decimal returns an amount in digits: whole, or with decimals at most, half up; exact tells whether
// nothing was left out.
func Decimal(a *big.Rat, decimals int) (s string, exact bool) {
	s = a.FloatString(decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		s = "0"
	}
	back, _ := new(big.Rat).SetString(s)
	return s, back.Cmp(a) == 0
}

// Write writes a number, which is never negative, in characters: 一万零二十, 十八.
// From a million millions on it is written in digits.
func Write(n int64) string {
	switch {
	case n == 0:
		return "零"
	case n >= most:
		return strconv.FormatInt(n, 10)
	}
	var b strings.Builder
	gap := false
	for _, g := range []struct {
		unit int64
		word string
	}{{1e8, "亿"}, {1e4, "万"}, {1, ""}} {
		part := n / g.unit % 10_000
		if part == 0 {
			gap = b.Len() > 0
			continue
		}
		if b.Len() > 0 && (gap || part < 1000) {
			b.WriteString("零")
		}
		underTenThousand(&b, part)
		b.WriteString(g.word)
		gap = false
	}
	text := b.String()
	if rest, ok := strings.CutPrefix(text, "一十"); ok {
		return "十" + rest
	}
	return text
}

func underTenThousand(b *strings.Builder, n int64) {
	zero, begun := false, false
	for _, g := range []struct {
		unit int64
		word string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / g.unit % 10
		if d == 0 {
			zero = begun
			continue
		}
		if zero {
			b.WriteString("零")
		}
		zero, begun = false, true
		b.WriteString(digits[d*3:d*3+3] + g.word)
	}
}

// Number is a number that was read.
type Number struct {
	N       int64 // half up, where a fraction is left
	Step    int64 // what its last digit counts in: 1,000 of 6000, 100 of 0.59万; 1 at least
	Decimal bool  // it has a decimal point, so that it may be rounded: 0.59万
	Chinese bool  // written in characters alone
	Size    int   // bytes read; 0: the text begins with no number
}

// Read reads the number that a text begins with: digits of either width, with
// separators between thousands and a decimal point, or characters, and 十 百 千 万
// 亿 after either. 千 and its like alone are one of them. A number of a million
// millions or more is not read, and what is no one number: 三五, 十五六.
func Read(text string) Number { return read(text, true) }

// Whole reads as Read does, but neither separators nor a decimal point: 1.2024
// begins with 1.
func Whole(text string) Number { return read(text, false) }

// units are the words for powers of ten. Each stands only after greater ones, but 万
// and 亿 count all that stands before them.
var units = map[rune]int64{'十': 10, '百': 100, '千': 1000, '万': 1e4, '亿': 1e8}

// amount is a number while it is read: n over ten to the power of decimals.
type amount struct {
	n        int64
	decimals int
	times    int64 // a unit below 万 after a fraction, 0 for none
	size     int
	arabic   bool
	loose    bool // a single digit: what 五 is in 三万五 and not in 三万零五
}

// InDigits returns a text with its Chinese numbers in digits, all else as it is: 二〇二六年三月五日 is
// 2026年3月5日. Whoever calls it knows that the characters are numbers there, and not 三八 or 千.
func InDigits(text string) string {
	if !strings.ContainsAny(text, "〇零○一二三四五六七八九十") {
		return text
	}
	var b strings.Builder
	for at := 0; at < len(text); {
		if n := Whole(text[at:]); n.Chinese && n.Size > 0 {
			b.WriteString(strconv.FormatInt(n.N, 10))
			at += n.Size
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		b.WriteString(text[at : at+size])
		at += size
	}
	return b.String()
}

// read joins what stands before 亿, between 亿 and 万, and after.
func read(text string, marks bool) Number {
	r := Number{Chinese: true}
	above := int64(most)
	for {
		a, ok := section(text[r.Size:], marks)
		if !ok {
			return Number{}
		}
		rest := text[r.Size+a.size:]
		if a.arabic {
			rest = strings.TrimPrefix(rest, " ")
		}
		word, size := utf8.DecodeRuneInString(rest)
		unit := units[word]
		switch {
		case unit >= above || unit == 0 && a.size > 0 && a.n >= above:
			return Number{}
		case unit >= 1e4 && (a.size > 0 || r.Size == 0):
			if a.size == 0 {
				a.n = 1
			}
			r.Size = len(text) - len(rest) + size
			above = unit
		case a.loose && above < most:
			unit = above / 10
			r.Size += a.size
			above = 0
		default:
			unit = 1
			r.Size += a.size
			above = 0
		}
		unit *= max(a.times, 1)
		if a.n > most/unit {
			return Number{}
		}
		r.Chinese = r.Chinese && !a.arabic
		over := pow10(a.decimals)
		r.N += (a.n*unit + over/2) / over
		if a.decimals > 0 {
			r.Decimal, r.Step = true, max(unit/over, 1)
		}
		if above == 0 || a.size == 0 {
			break
		}
	}
	if r.Size == 0 || r.N >= most {
		return Number{}
	}
	for r.Step == 0 || !r.Decimal && r.N != 0 && r.N%(r.Step*10) == 0 {
		r.Step = max(r.Step*10, 1)
	}
	return r
}

// section reads what may stand before 万: 五千八百六十, 5千, 12,700.
func section(text string, marks bool) (a amount, ok bool) {
	below := int64(most)
	for {
		d, ok := run(text[a.size:], marks)
		if !ok {
			return a, false
		}
		word, size := utf8.DecodeRuneInString(text[a.size+d.size:])
		unit := units[word]
		small := 0 < unit && unit < 1e4
		switch {
		case small && unit < below && (d.size == 0 || d.n < most/unit):
			if d.size == 0 {
				d.n = 1
			}
			if d.decimals > 0 { // 1.5千
				d.size += size
				d.times = unit
				return d, true
			}
			a.n += d.n * unit
			a.size += d.size + size
			a.arabic = a.arabic || d.arabic
			below = unit
		case d.size == 0:
			return a, !small
		case below == most:
			return d, true
		case small || d.decimals > 0 || d.n >= below:
			return a, false
		default:
			if d.loose {
				d.n *= below / 10
			}
			a.n += d.n
			a.size += d.size
			a.arabic = a.arabic || d.arabic
			return a, true
		}
	}
}

// run reads digits alone: 12,700, 0.59, 五, 零五, 二〇一六.
func run(text string, marks bool) (amount, bool) {
	a := amount{}
	count, point := 0, false
	for a.size < len(text) {
		r, size := utf8.DecodeRuneInString(text[a.size:])
		d, arabic := digit(r)
		if d < 0 || count > 0 && arabic != a.arabic {
			rest := text[a.size+size:]
			switch {
			case !marks || count == 0 || point:
				return a.ended(count)
			case fold.Rune(r) == ',' && a.arabic && thousands(rest):
			case fold.Rune(r) == '.' && a.arabic && width(rest) > 0,
				r == '点' && !a.arabic && width(rest) > 0 && units[after(rest)] != 10:
				point = true
			default:
				return a.ended(count)
			}
			a.size += size
			continue
		}
		if a.n >= most/10 {
			return a, false
		}
		a.arabic = arabic
		a.n = a.n*10 + int64(d)
		a.size += size
		count++
		if point {
			a.decimals++
		}
	}
	return a.ended(count)
}

// ended looks back on a run of so many digits.
func (a amount) ended(count int) (amount, bool) {
	a.loose = count == 1 && a.n > 0
	return a, a.arabic || count != 2 || a.n < 10 || a.decimals > 0 || a.n%10 == 0 // 三五 is about four
}

// digit returns the value of a digit, -1 for what is none, and whether it is one of 0 to 9.
func digit(r rune) (d int, arabic bool) {
	switch r = fold.Rune(r); {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case r == '〇':
		return 0, false
	case r == '两':
		return 2, false
	}
	if i := strings.IndexRune(digits, r); i >= 0 {
		return i / len("零"), false
	}
	return -1, false
}

// Span writes what lies between two numbers, both included: 9 至 373, and 9 where they are the same. A dash would be read as that of
// tables, which says that there is nothing.
func Span(low, high string) string {
	if low == high {
		return low
	}
	return low + " 至 " + high
}

// width is how many digits 0 to 9 a text begins with, or how many in characters.
func width(text string) (n int) {
	first := false
	for _, r := range text {
		d, arabic := digit(r)
		if n == 0 {
			first = arabic
		}
		if d < 0 || arabic != first {
			return n
		}
		n++
	}
	return n
}

// thousands reports whether three digits follow, and no fourth.
func thousands(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	_, arabic := digit(r)
	return arabic && width(text) == 3
}

// after returns the first character after the digits that a text begins with.
func after(text string) rune {
	for _, r := range text {
		if d, _ := digit(r); d < 0 {
			return r
		}
	}
	return 0
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}
