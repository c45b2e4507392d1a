package fillform

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/fold"
)

// grid is a table of a text, or a sheet.
type grid struct {
	cells []*cell // in the order of rows and columns
	at    map[[2]int]*cell
	rows  int
	wide  int // how many columns are in use, where it is open
	place func(row, col int) diag.Text
	open  bool // there are more rows below, all of them empty
}

// cell is a cell of a grid; one that covers several is one.
type cell struct {
	row, col   int // from 0
	rows, cols int
	text       string
	empty      bool // nothing stands in it, no picture either
	locked     bool // a formula: never filled
	place      diag.Text
	of         any  // what the form's own side knows of it
	done       bool // it was filled, or somebody said why not
}

func newGrid() *grid { return &grid{at: map[[2]int]*cell{}} }

func (g *grid) add(c *cell) {
	g.cells = append(g.cells, c)
	g.cover(c)
}

// cover notes all places that a cell covers.
func (g *grid) cover(c *cell) {
	for r := c.row; r < c.row+c.rows; r++ {
		for k := c.col; k < c.col+c.cols; k++ {
			g.at[[2]int{r, k}] = c
		}
	}
	g.rows = max(g.rows, c.row+c.rows)
}

// cell returns the cell at a place; nil where there is none.
func (g *grid) cell(row, col int) *cell {
	c := g.at[[2]int{row, col}]
	if c == nil && g.open {
		c = &cell{row: row, col: col, rows: 1, cols: 1, empty: true, place: g.place(row, col)}
		g.at[[2]int{row, col}] = c
	}
	return c
}

// begins reports whether nothing stands to the left of a cell, so that it is no head among others.
func (g *grid) begins(c *cell) bool {
	left := g.at[[2]int{c.row, c.col - 1}]
	return left == nil || left.empty
}

// right returns the cell that follows c in its first row.
func (g *grid) right(c *cell) *cell { return g.at[[2]int{c.row, c.col + c.cols}] }

// blank is a blank with a label.
type blank struct {
	words       string // the label, where nobody knows what it asks for
	label, cell *cell
	asked       asked
	v           value
	wrong       *fault
	write       func(c *cell, v value)
}

// blanks finds the blanks of a grid that stand to the right of a label, with what goes into them.
func (f *filler) blanks(g *grid) (list []*blank) {
	s := f.scope()
	for _, c := range g.cells {
		if c.empty || c.done || c.locked || len(marks(c.text)) > 0 {
			continue
		}
		to := g.right(c)
		a, ok := f.label(c.text, s)
		if next := c.col + c.cols; to == nil && g.open && (next < g.wide || ok && next == g.wide && g.begins(c)) {
			to = g.cell(c.row, next)
		}
		if !ok {
			if to != nil && to.empty && !to.locked && !to.done && couldBeLabel(c.text) && !isTotal(c.text) {
				list = append(list, &blank{words: strings.TrimRight(strings.Join(strings.Fields(c.text), " "), "：:"), label: c, cell: to, v: noData})
			}
			continue
		}
		if to != nil && !to.empty && a.x.unit != "" && unitCell(&a, to.text) { // 接待人次 | 人次 | ____
			to = g.right(to)
		}
		if to == nil || !to.empty || to.done || to.locked {
			continue
		}
		if a.x.contact && f.besidesPerson(g, c) {
			a.doubt = diag.T("这一行写的是个人，多半是要这个人的", "this row is about a person: it is probably theirs that is wanted")
		}
		b := &blank{label: c, cell: to, asked: a}
		b.v, b.wrong = f.answer(a, s)
		list = append(list, b)
	}
	if !slices.ContainsFunc(list, func(b *blank) bool { return b.asked.x != nil }) {
		return nil // no table of blanks
	}
	return list
}

var noData = missing(diag.T("这里没有这项资料", "there are no data for this here"))

// couldBeLabel reports whether a text reads like the label of a blank.
func couldBeLabel(text string) bool {
	n := utf8.RuneCountInString(text)
	return 2 <= n && n <= 16 && strings.ContainsFunc(text, unicode.IsLetter) && !strings.ContainsAny(text, "。；_")
}

// what is how a blank is called.
func (b *blank) what() string {
	switch {
	case b.asked.x == nil:
		return b.words
	case b.asked.year != 0:
		return fmt.Sprintf("%d年%s", b.asked.year, b.asked.x.name)
	}
	return b.asked.x.name
}

// unitCell takes in a cell that holds a unit and nothing else.
func unitCell(a *asked, text string) bool {
	hint := fold.Name(text)
	if sameUnit(hint, fold.Name(a.x.unit)) || strings.HasPrefix(hint, "万") && sameUnit(strings.TrimPrefix(hint, "万"), fold.Name(a.x.unit)) {
		a.hinted(hint)
		return true
	}
	return false
}

// besidesPerson reports whether the label of a person stands before c in its row.
func (f *filler) besidesPerson(g *grid, c *cell) bool {
	for k := 0; k < c.col; k++ {
		if x := g.at[[2]int{c.row, k}]; x != nil && ofSomebody(x.text) {
			return true
		}
	}
	return false
}

// twice leaves those blanks alone that a form has several of: a telephone that stands twice is of two persons or bodies.
func twice(list []*blank) {
	n := map[*field]int{}
	for _, b := range list {
		if b.asked.x == nil {
			continue
		}
		if b.asked.x.contact || b.asked.x.name == "地址" {
			n[b.asked.x]++
		}
	}
	for _, b := range list {
		if b.asked.x != nil && n[b.asked.x] > 1 && b.v.has() && b.wrong == nil {
			b.v = missing(diag.T("表里有 %d 处“%s”，说不准各是谁的", "the form has %d of “%s”: whose each is cannot be told").With(n[b.asked.x], b.asked.x.name))
		}
	}
}
