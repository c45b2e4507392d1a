// Package chart lays out charts: numbers and labels in, positions out as plain
// data. A theme draws them as SVG; nothing here knows of colours or of HTML.
//
// # Two units
//
// What runs across is a percentage of the drawing's width, what runs down is in
// em, the size of its type. So a drawing stretches with the page while its words
// stay as large as the reader has set them, and grows in height with them: one
// drawing serves a telephone, a wide screen, paper and WeChat's large type. A
// drawing with one scale for both (a viewBox) has words of 7 px on a telephone
// or of 30 px on paper. Words beside the plot (numbers on the axis, the number
// after a bar) stand in a margin of whole em, Start and End, which the theme
// makes by padding; percentages are of what is left between them.
//
// # Nothing overlaps
//
// Labels are measured by an estimate (see Width) and placed for a drawing that is
// Narrow em wide: 13 px type, enlarged by 40 %, on a screen of 360 px. On a wider
// drawing words only move apart, so what fits there fits everywhere. Labels that
// need more room are marked Wide, and the theme shows them from Wide em on; those
// that don't fit there either are left out, since the chart's table has them all.
//
// # Honest drawing
//
// Bars begin at zero. A value that is not known is a gap and never a zero. One
// that is more than zero is drawn, however small it is beside the largest.
//
// There is no floating point in here: a Pos counts hundredths, and shares are
// exact whole-number divisions. So every processor gives the same bytes, and NaN
// and infinities cannot be said.
package chart

import (
	"math/bits"
	"strconv"
)

// Widths that drawings are laid out for, in em, margins included.
const (
	Narrow = 18 // 328 px of a telephone's 360, at 13 px type enlarged by 40 %
	Wide   = 40 // half a desktop page, or a tablet
)

// The widest margins, in em: a theme has a rule for each width up to them.
const (
	MaxStart = 8
	MaxEnd   = 15
)

// Pos is a place or a length: hundredths of a percent of the plot's width
// (across) or of an em (down).
type Pos int

const em Pos = 100

// String writes p with as many of its two decimals as it needs: "12.5".
func (p Pos) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	s := strconv.Itoa(int(p / 100))
	switch cents := int(p % 100); {
	case cents == 0:
	case cents%10 == 0:
		s += "." + strconv.Itoa(cents/10)
	case cents < 10:
		s += ".0" + strconv.Itoa(cents)
	default:
		s += "." + strconv.Itoa(cents)
	}
	if s == "0" {
		return s
	}
	return sign + s
}

// full is the plot's whole width.
const full Pos = 100 * 100

// Value is a number that may not be known. Numbers below zero are none that a
// bar can show, and count as not known.
type Value struct {
	N       int64
	Known   bool
	Partial bool // of a line: the true value may be higher
}

// Known returns the known value n.
func Known(n int64) Value { return Value{N: n, Known: true} }

func (v Value) known() bool { return v.Known && v.N >= 0 }

// Item is one bar or column before it is laid out.
type Item struct {
	Label   string // what it is: a county, a year
	Value   Value
	Text    string // the value in words: "1,200"; "未报"
	Strong  bool   // the one that the eye should go to
	Partial bool   // the true value may be higher: not all have reported, the year is not over
	Break   string // a mark ("※") when the series breaks before this item; else ""
}

// Text is a label and where its baseline stands.
type Text struct {
	X, Y   Pos
	Text   string
	Strong bool
	Wide   bool // only on drawings of at least Wide em
	Narrow bool // only on drawings of less
}

// share returns n/whole of length, rounded to the nearest; n is at most whole.
func share(n, whole uint64, length Pos) Pos {
	if whole == 0 || n > whole {
		return 0
	}
	hi, lo := bits.Mul64(n, uint64(length))
	quotient, rest := bits.Div64(hi, lo, whole)
	if rest >= whole-rest {
		quotient++
	}
	return Pos(quotient)
}

// shown is share, but at least the hairline for what is more than zero.
func shown(n, whole uint64, length, hairline Pos) Pos {
	s := share(n, whole, length)
	if n > 0 && s < hairline {
		return hairline
	}
	return s
}

// slot returns where the i-th of n equal parts of the plot begins; slot(n, n) is
// its end. Neighbours share a border exactly.
func slot(i, n int) Pos { return share(uint64(i), uint64(n), full) }

// largest returns the largest known value, 0 when there is none.
func largest(items []Item) uint64 {
	top := uint64(0)
	for _, it := range items {
		if it.Value.known() {
			top = max(top, uint64(it.Value.N))
		}
	}
	return top
}

// wholeEm rounds a length up to whole em, and to no more than most: margins come
// in few sizes.
func wholeEm(p Pos, most int) int { return min(int((p+em-1)/em), most) }
