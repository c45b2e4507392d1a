package chart

import (
	"slices"
	"strconv"
)

// LifeChart is what became of one thing, on one line of time: terms as bars above the line, one row for each of
// what they are terms of, and years in which something was as ticks on it. It is a picture of what stands in
// words beside it.
type LifeChart struct {
	Height Pos
	Bars   []LifeBar
	Names  []LifeName
	Base   Pos   // where the line runs
	TickY  Pos   // the upper end of the ticks
	Ticks  []Pos // where they stand
	Now    *LifeNow
	Years  []LifeName // the years at the ends of the line, and below ticks where there is room
}

// LifeBar is a piece of a term: what is told of the past, what may be, what is still to come.
type LifeBar struct {
	X, Y, W, H Pos
	May, Later bool
}

// LifeName is words beside the drawing; Mark is the row's own.
type LifeName struct {
	X, Y Pos
	Mark int
	Text string
	End  bool // the words end at X
	Mid  bool // their middle stands at X
}

// LifeNow is the day to which the records reach, with the words for it.
type LifeNow struct {
	X, Y1, Y2 Pos
	Name      LifeName
}

// LifeRow is terms of one sort.
type LifeRow struct {
	Mark  int
	Terms []LifeTerm
}

// LifeTerm is from one month to another, which is no part of it; months are counted from the beginning of the line.
type LifeTerm struct {
	From, To int
	May      bool   // whether it was so is not known
	Name     string // what stands above its beginning, where there is room
}

// LifeOf is what a LifeChart shows.
type LifeOf struct {
	First   int       // the first year
	Months  int       // how long the line is
	Rows    []LifeRow // from the top
	Ticks   []int     // years
	Now     int       // the month in which the records end
	NowName string
	Last    int // the year that stands at the end of the line
}

const (
	lifeNowRow  Pos = 150 // the words for the end of the records
	lifeRowText Pos = 105
	lifeBarTop  Pos = 135
	lifeBar     Pos = 55
	lifeRow     Pos = 230
	lifeTick    Pos = 85
	lifeEnds    Pos = 130 // from the line to the baseline of the years
)

// Life lays out the line. Words are measured against a drawing of Narrow em, as in all charts.
func Life(of LifeOf) *LifeChart {
	at := func(month int) Pos { return share(uint64(min(max(month, 0), of.Months)), uint64(of.Months), full) }
	c := &LifeChart{}
	y := Pos(0)
	if of.NowName != "" {
		y = lifeNowRow
	}
	for _, r := range of.Rows {
		end := Pos(0) // of the words in this row
		for _, t := range r.Terms {
			if name := settle(LifeName{X: at(t.From), Y: y + lifeRowText, Mark: r.Mark, Text: t.Name}); t.Name != "" && name.left() >= end {
				c.Names = append(c.Names, name)
				end = name.left() + name.wide()
			}
			for _, p := range [][2]int{{t.From, min(t.To, of.Now)}, {max(t.From, of.Now), t.To}} {
				if p[0] < p[1] {
					x := min(at(p[0]), full-hairline)
					c.Bars = append(c.Bars, LifeBar{X: x, Y: y + lifeBarTop, W: max(at(p[1])-x, hairline), H: lifeBar, May: t.May, Later: p[0] >= of.Now})
				}
			}
		}
		y += lifeRow
	}
	c.TickY = y
	c.Base = y + lifeTick
	c.Height = c.Base + lifeEnds + 30
	for _, year := range of.Ticks {
		c.Ticks = append(c.Ticks, at((year-of.First)*12+6))
	}
	slices.Sort(c.Ticks)
	if of.NowName != "" {
		x := at(of.Now)
		c.Now = &LifeNow{X: x, Y1: lifeNowRow - 30, Y2: c.Base, Name: settle(LifeName{X: x, Y: 95, Text: of.NowName})}
		if x >= c.Now.Name.wide() {
			c.Now.Name.X, c.Now.Name.End = x, true
		}
	}
	c.years(of, at)
	return c
}

// years names the ends of the line, then the ticks for which there is room, each year once.
func (c *LifeChart) years(of LifeOf, at func(month int) Pos) {
	y := c.Base + lifeEnds
	c.Years = []LifeName{{Y: y, Text: strconv.Itoa(of.First)}, {X: full, Y: y, Text: strconv.Itoa(of.Last), End: true}}
	from, to := c.Years[0].wide()+gapNarrow, full-c.Years[1].wide()-gapNarrow
	for _, year := range of.Ticks {
		n := LifeName{X: at((year-of.First)*12 + 6), Y: y, Text: strconv.Itoa(year), Mid: true}
		if half := n.wide() / 2; year != of.First && year != of.Last && n.X-half >= from && n.X+half <= to {
			c.Years = append(c.Years, n)
			from = n.X + half + gapNarrow
		}
	}
}

// gapNarrow is half an em of a narrow drawing.
const gapNarrow = full / (2 * Narrow)

// wide is how wide the words are on a narrow drawing.
func (n LifeName) wide() Pos {
	w := Width(n.Text)
	if n.Mark > 0 {
		w += em + gapBeside
	}
	return share(uint64(min(w, Narrow*em)), uint64(Narrow*em), full)
}

func (n LifeName) left() Pos {
	if n.End {
		return n.X - n.wide()
	}
	return n.X
}

// settle lets words that would leave the drawing end at its edge.
func settle(n LifeName) LifeName {
	if n.X+n.wide() > full {
		n.X, n.End = full, true
	}
	return n
}
