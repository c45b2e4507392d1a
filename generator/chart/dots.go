package chart

import "math/bits"

// DotChart is a grid of dots: a row a thing, a column a year, the more the larger. Where nothing is on record there is
// no dot, so that what is empty stays quiet.
type DotChart struct {
	Height     Pos
	Start, End int // em of margin beside the plot: the rows' names before it, their sums after it
	Grow       int // how large dots are on drawings of at least Wide em, in tenths of R: 10, 15, 20 or 25
	Rows       []DotRow
	Labels     []Text // the columns' names, below
}

// DotRow is a row that is laid out.
type DotRow struct {
	Y    Pos // of its middle
	Name string
	Sum  string
	Dots []Dot
}

// Dot is one dot. Its area tells the number.
type Dot struct {
	X, R Pos // R in hundredths of an em
	Tone int
}

// Row is a row before it is laid out.
type Row struct {
	Name  string
	Sum   string
	Cells []Cell
}

// Cell is one number of a row. The tone tells of which sort it is.
type Cell struct {
	Value Value
	Tone  int
}

const (
	dotRow     Pos = 180 // from row to row
	dotTop     Pos = 100 // to the first row's middle
	dotLargest Pos = 84
	dotOverlap Pos = 130 // of a column's width, in hundredths: the largest dots of a narrow drawing reach into their neighbours' places
	dotLeast   Pos = 9
	widestRow  Pos = 600
	widestSum  Pos = 450
)

// Dots lays out rows of as many cells as there are columns.
func Dots(rows []Row, columns []string) *DotChart {
	c := &DotChart{}
	top, widest, sum := uint64(0), Pos(0), Pos(0)
	for _, r := range rows {
		widest, sum = max(widest, min(Width(r.Name), widestRow)), max(sum, min(Width(r.Sum), widestSum))
		for _, cell := range r.Cells {
			if cell.Value.known() {
				top = max(top, uint64(cell.Value.N))
			}
		}
	}
	c.Start, c.End = wholeEm(widest+gapBeside, MaxStart), wholeEm(sum+gapBeside, MaxEnd)
	narrow, wide := plotWidths(c.Start, c.End)
	n := max(len(columns), 1)
	r := min(dotLargest, narrow/Pos(n)*dotOverlap/200)
	c.Grow = min(max(int(min(dotLargest, wide/Pos(n)/2)*10/max(r, 1))/5*5, 10), 25)
	for i, row := range rows {
		y := dotTop + Pos(i)*dotRow
		out := DotRow{Y: y, Name: shortened(row.Name, widestRow), Sum: shortened(row.Sum, widestSum)}
		for k, cell := range row.Cells[:min(n, len(row.Cells))] {
			if cell.Value.known() && cell.Value.N > 0 {
				out.Dots = append(out.Dots, Dot{middle(k, n), max(radius(uint64(cell.Value.N), top, r), min(dotLeast, r)), cell.Tone})
			}
		}
		c.Rows = append(c.Rows, out)
	}
	base := dotTop + Pos(len(rows)-1)*dotRow + dotRow/2
	c.Labels = axisLabels(columns, base+labelBelow, narrow, wide)
	c.Height = base + belowPlot
	return c
}

// radius is that of a dot whose area is to the largest dot's as n to top.
func radius(n, top uint64, largest Pos) Pos {
	const fine = 1 << 20
	part := uint64(share(n, top, fine)) // of the area
	return Pos(isqrt(part*uint64(largest)*uint64(largest)) / 1024)
}

// isqrt is the whole part of a root.
func isqrt(n uint64) uint64 {
	if n == 0 {
		return 0
	}
	r := uint64(1) << ((bits.Len64(n) + 1) / 2) // more than the root; each step comes nearer, from above
	for {
		next := (r + n/r) / 2
		if next >= r {
			return r
		}
		r = next
	}
}
