package chart

// Tick is a line across the plot and its number.
type Tick struct {
	Y    Pos
	Text string
}

// Ticks returns the numbers of an axis from zero to at least top: few (at most
// five with the zero), round, and whole. Only zero when top is zero.
func Ticks(top uint64) []uint64 {
	ticks := []uint64{0}
	if top == 0 {
		return ticks
	}
	step := niceStep(top)
	for ticks[len(ticks)-1] < top {
		ticks = append(ticks, ticks[len(ticks)-1]+step) // below 2⁶⁴: top is below 2⁶³ and a step no more than that
	}
	return ticks
}

// niceStep returns the smallest of 1, 2, 5, 10, 20, 50 … that reaches top in
// four steps.
func niceStep(top uint64) uint64 {
	for power := uint64(1); ; power *= 10 {
		for _, lead := range []uint64{1, 2, 5} {
			if step := lead * power; (top-1)/step < 4 {
				return step
			}
		}
	}
}

// axis is the height of a plot and what its top stands for.
type axis struct {
	above  Pos // free room over the plot
	height Pos
	top    uint64
	ticks  []uint64
}

func newAxis(top uint64, above, height Pos) axis {
	t := Ticks(top)
	return axis{above: above, height: height, top: t[len(t)-1], ticks: t}
}

// base is where zero stands.
func (a axis) base() Pos { return a.above + a.height }

// y is where n stands.
func (a axis) y(n uint64) Pos { return a.base() - share(n, a.top, a.height) }

// lines returns the ticks, and the margin in whole em that their numbers need.
func (a axis) lines(words func(n int64) string) (ticks []Tick, margin int) {
	widest := Pos(0)
	for _, n := range a.ticks {
		text := ""
		if n <= maxInt64 {
			text = words(int64(n))
		}
		widest = max(widest, Width(text))
		ticks = append(ticks, Tick{a.y(n), text})
	}
	return ticks, wholeEm(widest+gapBeside, MaxStart)
}

const maxInt64 = 1<<63 - 1
