// Package ribbon lays out a year of records as one drawing: twelve months side by side, a mark
// for each record, in the order of the calendar, and the days of a campaign as a band behind them.
//
// In come the records as dates with a sign, out comes where each mark stands. A year is two halves of
// six months, so that a telephone shows one above the other and a month is still wide enough for a finger.
// As in package chart, what runs across is in percent of the half and what runs down in em of the
// drawing's type, so one drawing is right at every width. Each month has three places, its 上旬, 中旬 and
// 下旬, in which marks are stacked; a year too dense for that has a bar there instead.
//
// Nothing is placed finer than it is known: a record of a month hangs below the line, under its
// month, and one of which only the year is known has no place here (Unplaced).
package ribbon

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"kepu/generator/chart"
	"kepu/generator/date"
)

// Entry is a record: when it was, and the sign by which it is drawn.
type Entry struct {
	Date date.Date
	Sign int
}

// Span is the days of something that has a name.
type Span struct {
	From, To date.Date // days of the year
	Name     string
}

// Ribbon is the drawing.
type Ribbon struct {
	Height, Line chart.Pos // of the drawing, and of the line that marks stand on, in em
	Halves       [2]Half
	Unplaced     int  // records of which the month is not known
	Binned       bool // too many for marks: bars
}

// Half is six months of it.
type Half struct {
	Bands  []Band
	Marks  []Mark // of records of a day, in the order of the entries
	Loose  []Mark // of records of a month
	Bars   []Bar
	Months [6]int // how many records each has
}

// Mark is a record's place: its middle.
type Mark struct {
	X, Y chart.Pos
	Sign int
}

// Bar is the records of a third of a month, from its left end and top.
type Bar struct{ X, W, Y, H chart.Pos }

// Band is the days of a span in a half, with its name where there is room for it.
type Band struct {
	X, W, Y, H chart.Pos
	Name       string // "" where there is no room, or the other half has it
	TextX      chart.Pos
	TextY      chart.Pos
	End        bool // the name ends at TextX, and does not begin there
}

const (
	full     = 10000 // 100 percent
	em       = 100
	month    = full / 6
	bin      = month / 3
	pitch    = 90  // from mark to mark, upwards
	foot     = 60  // from the line to the middle of the lowest mark
	head     = 60  // free above the highest
	nameRow  = 150 // a row of names
	letter   = 420 // of a name on the narrowest telephone, in hundredths of percent of a half
	thinnest = 60  // a band of one day is seen

	mostHigh  = 6  // marks in one stack, while one stack a third of a month is enough
	mostTwice = 10 // in each of two
	leastHigh = 3
	barHeight = 5 * pitch
)

// MostNames is how many rows of names a ribbon may have.
const MostNames = 3

// third returns which third of the year a day stands in, from 0 to 35.
func third(d date.Date) int { return (int(d.Month)-1)*3 + min(2, (int(d.Day)-1)/10) }

// Draw lays out the records of a year, in any order, and writes the names of spans in at most so many rows.
func Draw(entries []Entry, spans []Span, names int) *Ribbon {
	r := &Ribbon{}
	var days [36]int // how many stand in each third
	var loose [12]int
	for _, e := range entries {
		switch d := e.Date; {
		case d.Month == 0:
			r.Unplaced++
			continue
		case d.Day == 0:
			loose[d.Month-1]++
		default:
			days[third(d)]++
		}
		r.Halves[(e.Date.Month-1)/6].Months[(e.Date.Month-1)%6]++
	}
	peak := slices.Max(days[:])
	stacks, high := 1, max(peak, leastHigh)
	if peak > mostHigh {
		stacks, high = 2, (peak+1)/2
	}
	r.Binned = peak > 2*mostTwice || slices.Max(loose[:]) > 6*mostHigh
	rows := r.names(spans, min(names, MostNames))
	top := chart.Pos(rows * nameRow)
	r.Line = top + head + foot + chart.Pos(high-1)*pitch
	if r.Binned {
		r.Line = top + head + barHeight
	}
	r.Height = r.Line + em/10
	if r.Binned {
		r.bars(days, loose)
	} else {
		r.marks(entries, days, stacks)
		if most := slices.Max(loose[:]); most > 0 {
			r.Height = r.Line + foot + chart.Pos((most-1)/6)*pitch + foot
		}
	}
	for h := range r.Halves {
		for i := range r.Halves[h].Bands {
			r.Halves[h].Bands[i].H = r.Line - r.Halves[h].Bands[i].Y
		}
	}
	return r
}

// marks places each record in the stack of its third, the first day lowest, and each of a month
// under it.
func (r *Ribbon) marks(entries []Entry, days [36]int, stacks int) {
	order := make([]int, len(entries)) // by the calendar, those of a day as they are given
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(entries[a].Date.Key(), entries[b].Date.Key())
	})
	var stacked [36]int
	var hung [12]int
	place := make([]Mark, len(entries))
	for _, i := range order {
		e := entries[i]
		switch d := e.Date; {
		case d.Month == 0:
		case d.Day == 0:
			n := hung[d.Month-1]
			hung[d.Month-1]++
			place[i] = Mark{chart.Pos(int(d.Month-1)%6*month + (2*(n%6)+1)*month/12), r.Line + foot + chart.Pos(n/6)*pitch, e.Sign}
		default:
			t := third(d)
			n := stacked[t]
			stacked[t]++
			x := t%18*bin + bin/2
			up := n
			if stacks == 2 && days[t] > 1 {
				x, up = t%18*bin+(2*(n%2)+1)*bin/4, n/2
			}
			place[i] = Mark{chart.Pos(x), r.Line - foot - chart.Pos(up)*pitch, e.Sign}
		}
	}
	for i, e := range entries {
		if e.Date.Month == 0 {
			continue
		}
		half := &r.Halves[(e.Date.Month-1)/6]
		if e.Date.Day == 0 {
			half.Loose = append(half.Loose, place[i])
		} else {
			half.Marks = append(half.Marks, place[i])
		}
	}
}

// bars draws how many records each third of a month has; those of a month are shared out among its thirds
// by nobody: they have a bar below the line, as wide as the month.
func (r *Ribbon) bars(days [36]int, loose [12]int) {
	most := max(slices.Max(days[:]), slices.Max(loose[:]))
	height := func(n int) chart.Pos { return max(chart.Pos(n*barHeight/most), em/10) }
	for t, n := range days {
		if n > 0 {
			h := height(n)
			half := &r.Halves[t/18]
			half.Bars = append(half.Bars, Bar{chart.Pos(t%18*bin + bin/8), bin * 3 / 4, r.Line - h, h})
		}
	}
	deepest := chart.Pos(0)
	for m, n := range loose {
		if n > 0 {
			h := height(n)
			half := &r.Halves[m/6]
			half.Bars = append(half.Bars, Bar{chart.Pos(m%6*month + bin/8), month - bin/4, r.Line + em/5, h})
			deepest = max(deepest, h+em/5)
		}
	}
	r.Height += deepest
}

// names adds the bands of the spans and finds room for their names; it returns how many rows these take.
func (r *Ribbon) names(spans []Span, most int) int {
	var ends [2][MostNames]chart.Pos // up to where each row is taken
	rows := 0
	for _, s := range slices.SortedStableFunc(slices.Values(spans), func(a, b Span) int { return cmp.Compare(a.From.Key(), b.From.Key()) }) {
		named := false
		for h := range r.Halves {
			from, to := at(s.From, false), at(s.To, true)
			from, to = max(from-chart.Pos(h*full), 0), min(to-chart.Pos(h*full), full)
			if from >= to {
				continue
			}
			b := Band{X: from, W: max(to-from, thinnest)}
			b.X = min(b.X, full-b.W)
			if !named {
				named = b.name(s.Name, ends[h][:most], &rows)
			}
			r.Halves[h].Bands = append(r.Halves[h].Bands, b)
		}
	}
	return rows
}

// name puts the name of a band into the first row with room, and reports whether there was some.
func (b *Band) name(name string, ends []chart.Pos, rows *int) bool {
	width := chart.Pos(utf8.RuneCountInString(name) * letter)
	x, end := b.X, false
	if x+width > full {
		x, end = b.X+b.W-width, true
	}
	if x < 0 {
		return false
	}
	for row, taken := range ends {
		if x >= taken {
			ends[row] = x + width + letter/2
			*rows = max(*rows, row+1)
			b.Y = chart.Pos(row * nameRow)
			b.Name, b.TextX, b.TextY, b.End = name, x, b.Y+em, end
			if end {
				b.TextX = b.X + b.W
			}
			return true
		}
	}
	return false
}

// at returns where a day begins, or ends, in percent of a half from the year's beginning.
func at(d date.Date, end bool) chart.Pos {
	days := int(date.Date{Year: d.Year, Month: d.Month}.Last().Day)
	day := int(d.Day) - 1
	if end {
		day++
	}
	return chart.Pos((int(d.Month)-1)*month + day*month/days)
}
