package chart

// Sparkline is a small row of columns without words, for beside a number.
type Sparkline struct {
	Height  Pos
	Columns []Column
}

const sparkHeight Pos = 200

// Spark lays out one column a value. The one numbered strong (from 0; -1 for
// none) is the one that the eye should go to.
func Spark(values []Value, strong int) *Sparkline {
	items := make([]Item, len(values))
	for i, v := range values {
		items[i].Value = v
	}
	s := &Sparkline{Height: sparkHeight}
	top := largest(items)
	for i, v := range values {
		c := Column{Known: v.known(), Strong: i == strong, Y: sparkHeight}
		c.X, c.W = inSlot(i, len(values))
		if c.Known {
			c.H = max(shown(uint64(v.N), top, sparkHeight, 2*lowestColumn), zeroColumn)
			c.Y = sparkHeight - c.H
		}
		s.Columns = append(s.Columns, c)
	}
	return s
}
