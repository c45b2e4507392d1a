package chart

import "slices"

// ColumnChart is columns that stand on a line, one for each year or month.
type ColumnChart struct {
	Height     Pos
	Start, End int // em of margin beside the plot
	Base       Pos // where zero stands
	Ticks      []Tick
	Columns    []Column
	Values     []Text // over the columns, centred on X
	Leads      []Lead // from values that stand high above their columns
	Labels     []Text // below the columns, centred on X
	Breaks     []Mark
}

// Column is one column. One that is not known has no height.
type Column struct {
	X, Y, W, H Pos
	Known      bool
	Strong     bool
	Partial    bool
}

// Lead is a line from a value down to its column, on drawings that are not Wide:
// there the value stands above its neighbours and would seem to be theirs.
type Lead struct{ X, Y1, Y2 Pos }

// Mark is a line from the top of the plot to its base where a series breaks.
type Mark struct {
	X       Pos
	Y, Base Pos // the line's ends
	Text    string
	TextY   Pos
}

const (
	plotHeight   Pos = 900
	abovePlot    Pos = 140 // room for a value over the highest column
	aboveBreaks  Pos = 150 // more room where breaks are marked
	belowPlot    Pos = 175 // from the base to the drawing's end: labels
	labelBelow   Pos = 135 // from the base to the labels' baseline
	overColumn   Pos = 40  // from a value's baseline to its column
	columnShare      = 76  // of a slot, in hundredths; the rest is between columns
	lowestColumn Pos = 6   // of one that is more than zero
	zeroColumn   Pos = 4   // a zero is a line on the base, where nothing known is nothing
)

// Columns lays out one column an item. words writes the numbers of the axis.
func Columns(items []Item, words func(n int64) string) *ColumnChart {
	a := newAxis(largest(items), abovePlot+breakRoom(items), plotHeight)
	c := &ColumnChart{Height: a.base() + belowPlot, Base: a.base()}
	c.Ticks, c.Start = a.lines(words)
	labels := make([]string, len(items))
	for i, it := range items {
		labels[i] = it.Label
		col := Column{Known: it.Value.known(), Strong: it.Strong, Partial: it.Partial, Y: c.Base}
		col.X, col.W = inSlot(i, len(items))
		if col.Known {
			col.H = shown(uint64(it.Value.N), a.top, a.height, lowestColumn)
			if it.Value.N == 0 {
				col.H = zeroColumn
			}
			col.Y = c.Base - col.H
		}
		c.Columns = append(c.Columns, col)
	}
	narrow, wide := plotWidths(c.Start, 0)
	c.Labels = axisLabels(labels, c.Base+labelBelow, narrow, wide)
	c.End = max(overhang(c.Labels, narrow), overhang(mustShow(items, c.Columns), narrow), 1)
	narrow, wide = plotWidths(c.Start, c.End)
	c.Labels = axisLabels(labels, c.Base+labelBelow, narrow, wide)
	for i := range c.Labels {
		c.Labels[i].Strong = slices.ContainsFunc(items, func(it Item) bool { return it.Strong && it.Label == c.Labels[i].Text })
	}
	c.Values = values(items, c.Columns, placer{narrow: narrow, wide: wide, end: Pos(c.End) * em})
	c.Leads = leads(c.Values, c.Columns)
	c.Breaks = breaks(items, c.Base)
	return c
}

// plotWidths returns the narrow and the wide plot in em, without the margins.
func plotWidths(start, end int) (narrow, wide Pos) {
	return max(Pos(Narrow-start-end), 4) * em, Pos(Wide-start-end) * em
}

// inSlot returns where the i-th of n columns stands.
func inSlot(i, n int) (x, w Pos) {
	left, right := slot(i, n), slot(i+1, n)
	w = (right - left) * columnShare / 100
	return left + (right-left-w)/2, w
}

// values places the values over their columns: first the strong one, then the
// highest, then the others from the newest on.
func values(items []Item, columns []Column, p placer) []Text {
	order := make([]int, 0, len(items))
	highest := -1
	for i := len(items) - 1; i >= 0; i-- {
		c := columns[i]
		p.solid = append(p.solid, span{c.X, c.W, c.Y, c.H})
		order = append(order, i)
		if c.Known && (highest < 0 || items[i].Value.N > items[highest].Value.N) {
			highest = i
		}
	}
	weight := func(i int) int {
		switch {
		case items[i].Strong:
			return 0
		case i == highest:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(order, func(a, b int) int { return weight(a) - weight(b) })
	for _, i := range order {
		c := columns[i]
		t := Text{X: c.X + c.W/2, Y: c.Y - overColumn, Text: items[i].Text, Strong: items[i].Strong}
		if t.Strong {
			p.addAbove(t)
		} else {
			p.add(t)
		}
	}
	shown := p.done()
	slices.SortStableFunc(shown, func(a, b Text) int { return int(a.X - b.X) })
	return shown
}

// leads joins the values that were raised to their columns.
func leads(values []Text, columns []Column) []Lead {
	var out []Lead
	for _, v := range values {
		if !v.Narrow {
			continue
		}
		for _, c := range columns {
			if c.X+c.W/2 == v.X {
				out = append(out, Lead{v.X, v.Y + descent, c.Y})
			}
		}
	}
	return out
}

// mustShow returns the values that must have room, wherever they stand.
func mustShow(items []Item, columns []Column) []Text {
	var out []Text
	for i, it := range items {
		if it.Strong {
			out = append(out, Text{X: columns[i].X + columns[i].W/2, Text: it.Text})
		}
	}
	return out
}

func breakRoom(items []Item) Pos {
	if slices.ContainsFunc(items, func(it Item) bool { return it.Break != "" }) {
		return aboveBreaks
	}
	return 0
}

// breaks marks where the series breaks: between an item and the one before. The
// marks stand in a line of their own above all values.
func breaks(items []Item, base Pos) []Mark {
	var out []Mark
	for i, it := range items {
		if it.Break != "" {
			out = append(out, Mark{X: slot(i, len(items)), Y: labelDrop + descent, Base: base, Text: it.Break, TextY: labelDrop - descent/2})
		}
	}
	return out
}
