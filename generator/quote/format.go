package quote

import (
	"strconv"
	"strings"

	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/numerals"
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
	f := listOf(formatWords, word)
	return Format(max(f, 0)), f >= 0
}

// What stands for a figure that nobody gave, and for one of a time of which nothing
// was written down: that is not zero.
const (
	Unreported = "未报"
	NoRecords  = "没有记录"
	NotFound   = "未查到"
	NoEndKnown = "有效期未查到" // of a title, and of bases that may be in force
)

// Unsure says how many bases may be in force besides a number: "42家有效期未查到"; "" when none may.
func Unsure(row figures.Row, f Format) string {
	n := row.Unsure()
	if n == 0 {
		return ""
	}
	text := f.Write(n) + row.Measure.Unit() + NoEndKnown
	if row.UnsureLowerBound {
		text = "至少" + text
	}
	return text
}

// Unknown is what stands for a row that is not known.
func Unknown(row figures.Row) string {
	switch {
	case row.NoRecords:
		return NoRecords
	case row.Unsure() > 0, row.Unplaced:
		return NotFound
	}
	return Unreported
}

// Text writes the number of a row as the request wants it: "至少1.2万人次", "未报".
func (r *Request) Text(row figures.Row) string {
	switch {
	case !row.Known && row.Unsure() > 0:
		return Unsure(row, r.Format)
	case !row.Known:
		return Unknown(row)
	}
	text := r.Format.WriteOf(row.Measure, row.Value) + r.Unit
	if row.LowerBound {
		text = "至少" + text
	}
	if unsure := Unsure(row, r.Format); unsure != "" {
		text += "，另有" + unsure
	}
	return text
}

// Write writes a number; one that is negative in digits alone.
func (f Format) Write(n int64) string {
	switch f {
	case Plain:
		return strconv.FormatInt(n, 10)
	case Wan:
		return inUnits(n, 10_000, "万")
	case Yi:
		return inUnits(n, 100_000_000, "亿")
	case Hanzi:
		if n < 1e12 { // nobody reads more in characters
			return numerals.Write(n)
		}
	}
	return numerals.Thousands(strconv.FormatInt(n, 10))
}

// WriteOf writes a figure of a measure: in whole numbers as Write does, else with its decimals.
func (f Format) WriteOf(m measure.Measure, n int64) string {
	scale := m.Scale()
	whole, decimals := m.Split(n)
	switch {
	case scale == 1:
		return f.Write(n)
	case strings.HasPrefix(m.Unit(), "万") && f != Plain: // 万万元 is nothing that anybody writes
		f = Thousands
	case f == Wan && n >= scale*10_000/100:
		return inUnits(n, scale*10_000, "万")
	case f == Yi && n >= scale*100_000_000/100:
		return inUnits(n, scale*100_000_000, "亿")
	case f == Hanzi && decimals != "", f == Wan, f == Yi:
		f = Thousands
	}
	return f.Write(whole) + decimals
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
