package chart

import "slices"

// StackChart is columns of which each is a whole made of parts.
type StackChart struct {
	Height     Pos
	Start, End int
	Base       Pos
	Ticks      []Tick
	Segments   []Segment
	Values     []Text // the totals
	Leads      []Lead
	Labels     []Text
	Breaks     []Mark
}

// Segment is one part of a column. A column's segments touch.
type Segment struct {
	X, Y, W, H Pos
	Series     int // number of the part, from 0 at the bottom
	Strong     bool
	Partial    bool
}

// Stack is a column before it is laid out: its Value is the sum of its parts.
type Stack struct {
	Item
	Parts []int64 // from the bottom up; below zero counts as zero
}

// Stacked lays out columns of parts. Borders are cut from the running sums, so
// the parts' heights add up to the column's exactly.
func Stacked(stacks []Stack, words func(n int64) string) *StackChart {
	items := make([]Item, len(stacks))
	for i, s := range stacks {
		items[i] = s.Item
		items[i].Value = Value{}
		if s.Value.Known {
			items[i].Value = Known(int64(min(s.sum(), maxInt64)))
		}
	}
	// The frame is that of plain columns of the same totals.
	whole := Columns(items, words)
	c := &StackChart{
		Height: whole.Height, Start: whole.Start, End: whole.End, Base: whole.Base,
		Ticks: whole.Ticks, Values: whole.Values, Leads: whole.Leads, Labels: whole.Labels, Breaks: whole.Breaks,
	}
	for i, s := range stacks {
		col := whole.Columns[i]
		total, running := s.sum(), uint64(0)
		below := col.Y + col.H
		for part, n := range s.Parts {
			if !col.Known || n <= 0 || total == 0 {
				continue
			}
			running = saturated(running, uint64(n))
			above := col.Y + col.H - share(min(running, total), total, col.H)
			c.Segments = append(c.Segments, Segment{col.X, above, col.W, below - above, part, s.Strong, s.Partial})
			below = above
		}
	}
	return c
}

func (s Stack) sum() uint64 {
	total := uint64(0)
	for _, n := range s.Parts {
		total = saturated(total, uint64(max(n, 0)))
	}
	return total
}

// saturated adds without passing the largest int64.
func saturated(a, b uint64) uint64 {
	return min(a+b, maxInt64) // a and b are below 2⁶³: the sum cannot wrap
}

// Series returns the numbers of the parts that any column shows, from the top down.
func (c *StackChart) Series() []int {
	var out []int
	for _, s := range c.Segments {
		if !slices.Contains(out, s.Series) {
			out = append(out, s.Series)
		}
	}
	slices.Sort(out)
	slices.Reverse(out)
	return out
}
