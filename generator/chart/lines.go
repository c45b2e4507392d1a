package chart

import "slices"

// LineChart is one or more series over the same years, each value level over its year.
type LineChart struct {
	Height     Pos
	Start, End int
	Base       Pos
	Ticks      []Tick
	Segments   []Stroke
	Marks      []Sign // on the lines: which series each is
	Names      []Text // after each series' last value; the theme adds a gap. X is the plot's end
	Labels     []Text
	Breaks     []Mark
}

// Stroke is a piece of a line.
type Stroke struct {
	X1, Y1, X2, Y2 Pos
	Series         int
	Partial        bool
}

// Sign is a character on a line that tells it from the others without colour.
type Sign struct {
	X, Y   Pos // Y is the character's baseline
	Text   string
	Series int
	Hollow bool // the value is partial
}

// Series is one line before it is laid out.
type Series struct {
	Name   string // with its last value: "市级 37"
	Values []Value
	Sign   string // the character that stands on its line; "" for none
}

const (
	namesApart Pos = 130
	widestName Pos = 850 // longer ones would leave the plot too little
	lineTop    Pos = 60
	signHeight Pos = 80
	signDrop   Pos = 26 // from a line to the baseline of the sign on it
)

// Steps lays out series that hold for a while: bases in force at each year's
// end. Each value is a level line over its year, joined to the next by an upright.
func Steps(years []Item, series []Series, words func(n int64) string) *LineChart {
	top, widest := uint64(0), Pos(0)
	series = slices.Clone(series)
	for i, s := range series {
		series[i].Name = shortened(s.Name, widestName)
		widest = max(widest, Width(series[i].Name))
		for _, v := range s.Values {
			if v.known() {
				top = max(top, uint64(v.N))
			}
		}
	}
	height := max(plotHeight, Pos(len(series))*namesApart)
	a := newAxis(top, lineTop+breakRoom(years), height)
	c := &LineChart{Height: a.base() + belowPlot, Base: a.base(), Breaks: breaks(years, a.base())}
	c.Ticks, c.Start = a.lines(words)
	c.End = wholeEm(widest+gapBeside, MaxEnd)
	n := len(years)
	for k, s := range series {
		c.step(a, s, k, n)
	}
	c.signs(a, series, n)
	c.names(a, series)
	labels := make([]string, n)
	for i, y := range years {
		labels[i] = y.Label
	}
	narrow, wide := plotWidths(c.Start, c.End)
	c.Labels = axisLabels(labels, c.Base+labelBelow, narrow, wide)
	if over := overhang(c.Labels, narrow); over > c.End {
		c.End = over
	}
	return c
}

func (c *LineChart) step(a axis, s Series, k, n int) {
	for i, v := range s.Values[:min(n, len(s.Values))] {
		if !v.known() {
			continue
		}
		y := a.y(uint64(v.N))
		if i > 0 && s.Values[i-1].known() {
			if before := a.y(uint64(s.Values[i-1].N)); before != y {
				c.Segments = append(c.Segments, Stroke{slot(i, n), before, slot(i, n), y, k, v.Partial})
			} else if last := len(c.Segments) - 1; last >= 0 && c.Segments[last].X2 == slot(i, n) && c.Segments[last].Partial == v.Partial {
				c.Segments[last].X2 = slot(i+1, n) // one long line, not many short ones
				continue
			}
		}
		c.Segments = append(c.Segments, Stroke{slot(i, n), y, slot(i+1, n), y, k, v.Partial})
	}
}

// signs puts a sign on each level piece of a line, over the first of its years where it meets no other.
func (c *LineChart) signs(a axis, series []Series, n int) {
	free := func(x, y Pos) bool {
		return !slices.ContainsFunc(c.Marks, func(s Sign) bool { return s.X == x && s.Y < y+signHeight && y < s.Y+signHeight })
	}
	for k, s := range series {
		done := s.Sign == "" // this piece has its sign
		for i, v := range s.Values[:min(n, len(s.Values))] {
			if i > 0 && s.Sign != "" && v != s.Values[i-1] {
				done = false
			}
			if done || !v.known() {
				continue
			}
			x, y := middle(i, n), a.y(uint64(v.N))+signDrop
			if !free(x, y) {
				continue
			}
			c.Marks, done = append(c.Marks, Sign{x, y, s.Sign, k, v.Partial}), true
		}
	}
}

// names writes each series' name beside its last known value, moved apart where
// they would meet. Series of which nothing is known have none.
func (c *LineChart) names(a axis, series []Series) {
	for _, s := range series {
		for _, v := range slices.Backward(s.Values) {
			if v.known() {
				c.Names = append(c.Names, Text{X: full, Y: a.y(uint64(v.N)) + ascent/3, Text: s.Name})
				break
			}
		}
	}
	slices.SortStableFunc(c.Names, func(p, q Text) int { return int(p.Y - q.Y) })
	// Down from the top, then up from the base: the plot is high enough for all.
	for i := range c.Names {
		least := a.above + ascent/3
		if i > 0 {
			least = c.Names[i-1].Y + namesApart
		}
		c.Names[i].Y = max(c.Names[i].Y, least)
	}
	for i := len(c.Names) - 1; i >= 0; i-- {
		most := a.base() + ascent/3
		if i+1 < len(c.Names) {
			most = c.Names[i+1].Y - namesApart
		}
		c.Names[i].Y = min(c.Names[i].Y, most)
	}
}
