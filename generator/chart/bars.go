package chart

// BarChart is bars that run across, each with its label above it and its value
// after it. It has no axis: every value is written.
type BarChart struct {
	Height Pos
	End    int // em of margin after the plot, for the values
	Bars   []Bar
}

// Bar is one bar of a BarChart.
type Bar struct {
	Labels     []Text // the lines of its label
	X, Y, W, H Pos
	Value      Text // stands at the bar's end; the theme adds a gap
	Known      bool // false: there is nothing to draw but the words
	Strong     bool
	Partial    bool
}

const (
	gapBeside   Pos = 50 // between a word and what it stands beside
	hairline    Pos = 40 // the width of a bar that is more than zero, at least; of 10,000
	labelDrop   Pos = 105
	barHeight   Pos = 100
	barTop      Pos = 35 // from the label's last baseline to the bar
	barText     Pos = 85 // from the bar's top to the baseline of its value
	barDistance Pos = 75
	barBelow    Pos = 10 // under the last bar: its value reaches a little below it
)

// Bars lays out one bar an item, from the top down in the order given.
func Bars(items []Item) *BarChart {
	c := &BarChart{}
	widest := Pos(0)
	for _, it := range items {
		widest = max(widest, Width(it.Text))
	}
	if len(items) > 0 {
		c.End = wholeEm(widest+gapBeside, MaxEnd)
	}
	top := largest(items)
	y := Pos(0)
	for _, it := range items {
		b := Bar{H: barHeight, Known: it.Value.known(), Strong: it.Strong, Partial: it.Partial}
		for i, line := range Wrap(it.Label, Narrow*em) {
			b.Labels = append(b.Labels, Text{Y: y + labelDrop + Pos(i)*lineHeight, Text: line, Strong: it.Strong})
		}
		if n := len(b.Labels); n > 0 {
			y = b.Labels[n-1].Y + barTop
		}
		if b.Known {
			b.W = shown(uint64(it.Value.N), top, full, hairline)
		}
		b.Y = y
		b.Value = Text{X: b.W, Y: y + barText, Text: it.Text, Strong: it.Strong}
		y += barHeight + barDistance
		c.Bars = append(c.Bars, b)
	}
	if len(items) > 0 {
		c.Height = y - barDistance + barBelow
	}
	return c
}
