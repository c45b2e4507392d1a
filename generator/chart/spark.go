package chart

import "fmt"

// Sparkline is a small row of columns without words, for beside a number: there is one on
// every base's page, so its columns are one path. It is drawn to fit a box of any width.
type Sparkline struct {
	Height Pos // of the box
	Width  int // of the drawing, in units of its own; it is Height × 100 high
	Bars   string
	Strong string // the column that the eye should go to; "" for none
}

const sparkHeight Pos = 200

// In units of the drawing: the width of a column with what is free around it, and without.
const sparkSlot, sparkColumn = 8, 6

// Spark lays out one column a value. The one numbered strong (from 0; -1 for
// none) is the one that the eye should go to. What is not known has no column.
func Spark(values []Value, strong int) *Sparkline {
	items := make([]Item, len(values))
	for i, v := range values {
		items[i].Value = v
	}
	s := &Sparkline{Height: sparkHeight, Width: sparkSlot * len(values)}
	top := largest(items)
	for i, v := range values {
		if !v.known() {
			continue
		}
		path := &s.Bars
		if i == strong {
			path = &s.Strong
		}
		h := int(max(shown(uint64(v.N), top, sparkHeight, 2*lowestColumn), zeroColumn))
		*path += fmt.Sprintf("M%d %dv-%dh%dv%dz", i*sparkSlot+(sparkSlot-sparkColumn)/2, int(sparkHeight), h, sparkColumn, h)
	}
	return s
}
