package fillform

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/heads"
	"kepu/generator/measure"
	"kepu/generator/sheet"
)

// grid is a table of a text, or a sheet.
type grid struct {
	cells  []*cell // in the order of rows and columns
	at     map[[2]int]*cell
	over   *heads.Merges // the cells of a sheet that cover several: at has them where they begin
	noted  int           // how many places were, in all
	units  []unitRow     // nil: not looked for
	rows   int
	wide   int // how many columns are in use, where it is open
	place  func(row, col int) diag.Text
	open   bool     // there are more rows below, all of them empty
	before []string // the words before it, those that stand nearest first
}

// cell is a cell of a grid; one that covers several is one.
type cell struct {
	row, col   int // from 0
	rows, cols int
	text       string
	empty      bool // nothing stands in it, no picture either
	dated      bool // nothing but 年　月　日
	locked     bool // a formula: never filled
	place      diag.Text
	of         any  // what the form's own side knows of it
	done       bool // it was filled, or somebody said why not
}

func newGrid() *grid { return &grid{at: map[[2]int]*cell{}} }

// add takes in a cell of one row.
func (g *grid) add(c *cell) {
	g.cells = append(g.cells, c)
	g.cover(c, c.row)
}

// cover notes the places that a cell covers in a row.
func (g *grid) cover(c *cell, row int) {
	for k := c.col; k < c.col+c.cols; k++ {
		g.at[[2]int{row, k}] = c
	}
	g.noted += c.cols
	g.rows = max(g.rows, row+1)
}

// seen returns the cell at a place, or that covers it; nil where there is none yet.
func (g *grid) seen(row, col int) *cell {
	if g.over != nil {
		if r, ok := g.over.Over(row, col); ok && col < sheet.MaxColumn {
			row, col = r.Row, r.Col
		}
	}
	return g.at[[2]int{row, col}]
}

// inRow returns the cells that begin in a row.
func (g *grid) inRow(row int) []*cell {
	by := func(c *cell, row int) int { return c.row - row }
	from, _ := slices.BinarySearchFunc(g.cells, row, by)
	to, _ := slices.BinarySearchFunc(g.cells, row+1, by)
	return g.cells[from:to]
}

// cell returns the cell at a place; nil where there is none.
func (g *grid) cell(row, col int) *cell {
	c := g.seen(row, col)
	if c == nil && g.open {
		c = &cell{row: row, col: col, rows: 1, cols: 1, empty: true, place: g.place(row, col)}
		g.at[[2]int{row, col}] = c
	}
	return c
}

// next is the cell that follows c, within the columns that are in use.
func (g *grid) next(c *cell) *cell {
	if to := g.right(c); to != nil || c.col+c.cols >= g.wide {
		return to
	}
	return g.cell(c.row, c.col+c.cols)
}

// above returns the nearest cell above c that holds anything and is as wide; nil where there is none.
func (g *grid) above(c *cell) *cell {
	for row := c.row - 1; row >= 0; row-- {
		x := g.seen(row, c.col)
		switch {
		case x == nil || x.empty:
		case x.col == c.col && x.cols == c.cols:
			return x
		default:
			return nil
		}
	}
	return nil
}

var (
	codeCell = regexp.MustCompile(`^(?:0[0-9]{1,3}|[A-Za-z]{1,3}-?[0-9]{1,4})$`)
	thisYear = regexp.MustCompile(`^(?:本年度?|当年|今年|本年实际|本年数|数量|数值|数据|数|实际|实际数|完成数|指标值|合计)$`)
	lastYear = regexp.MustCompile(`^(?:上年度?|上一年度?|去年|上年数|上年实际|上年同期)$`)
)

// under takes in what the head of a column says of a figure below it: which year it is of. It is false where there is no head. A head
// that says something else leaves it in doubt.
func (f *filler) under(a *asked, head *cell, g *grid) bool {
	if head == nil || a.year != 0 {
		return false
	}
	if next := g.right(head); next != nil && next.empty || next == nil && g.open && head.col+head.cols >= g.wide && g.begins(head) {
		return false // a label itself
	}
	key := strings.TrimRight(inBrackets.ReplaceAllString(fold.Name(head.text), "$1"), ":*")
	switch year := heads.YearIn(head.text); {
	case year != 0:
		a.year = year
	case thisYear.MatchString(key):
	case lastYear.MatchString(key) && f.Year != 0:
		a.year = f.Year - 1
	default:
		if _, isLabel := f.label(head.text, f.scope()); isLabel || !g.years(head.row) {
			return false
		}
		a.doubt = diag.T("这一列是“%s”", "this column is “%s”").With(diag.Clip(head.text, 20))
	}
	return true
}

// years reports whether a row has heads of years.
func (g *grid) years(row int) bool {
	for _, c := range g.inRow(row) {
		key := fold.Name(c.text)
		if heads.YearIn(c.text) != 0 || thisYear.MatchString(key) || lastYear.MatchString(key) {
			return true
		}
	}
	return false
}

// begins reports whether nothing stands to the left of a cell, so that it is no head among others.
func (g *grid) begins(c *cell) bool {
	left := g.seen(c.row, c.col-1)
	return left == nil || left.empty
}

// right returns the cell that follows c in its first row.
func (g *grid) right(c *cell) *cell { return g.seen(c.row, c.col+c.cols) }

// blank is a blank with a label.
type blank struct {
	words       string // the label, where nobody knows what it asks for
	label, cell *cell
	asked       asked
	v           value
	wrong       *fault
	write       func(c *cell, v value)
	line        lineBlank // of one within a line
}

// blanks finds the blanks of a grid that stand to the right of a label, with what goes into them.
func (f *filler) blanks(g *grid) (list []*blank) {
	s := f.scope()
	for _, c := range g.cells {
		if c.empty || c.done || c.dated || c.locked || len(marks(c.text)) > 0 {
			continue
		}
		to := g.right(c)
		a, ok := f.label(c.text, s)
		if next := c.col + c.cols; to == nil && (next < g.wide || ok && next == g.wide && g.begins(c)) {
			to = g.cell(c.row, next)
		}
		if !ok {
			if to != nil && to.empty && !to.locked && !to.done && couldBeLabel(c.text) && !isTotal(c.text) {
				list = append(list, &blank{words: strings.TrimRight(strings.Join(strings.Fields(c.text), " "), "：:"), label: c, cell: to, v: unnamed(c.text)})
			} else if b := f.printedIn(c, to); b != nil {
				list = append(list, b)
			}
			continue
		}
		beside := to
		for to != nil && !to.empty && a.x.unit != "" && (unitCell(&a, to.text) || codeCell.MatchString(to.text)) { // 接待人次 | 人次 | 01 | ____
			to.done = true
			to = g.next(to)
		}
		if to != nil && to.dated && !to.done && !to.locked {
			b := &blank{label: c, cell: to, asked: a}
			if b.v, b.wrong = f.answer(a, s); b.v.day.Known() {
				to.done = true
				list = append(list, b)
			}
			continue
		}
		if to == nil || !to.empty || to.done || to.locked {
			if beside != to && !(to != nil && to.done) {
				beside.done = false // the unit is printed in the blank itself
			}
			if b := f.printedIn(c, beside); b != nil {
				b.asked = a
				list = append(list, b)
			}
			continue
		}
		if a.x.contact && f.besidesPerson(g, c) {
			a.doubt = ofAPerson
		}
		if a.x.measure != nil {
			a.inUnits(g.unitsAbove(c.row))
		}
		for first := to; to != nil && to.empty && !to.done && !to.locked; to = g.next(to) {
			one := a
			headed := a.x.measure != nil && f.under(&one, g.above(to), g)
			if to != first && !headed {
				break
			}
			b := &blank{label: c, cell: to, asked: one}
			b.v, b.wrong = f.answer(one, s)
			list = append(list, b)
			to.done = true
			if !headed {
				break
			}
		}
	}
	if !slices.ContainsFunc(list, func(b *blank) bool { return b.asked.x != nil }) {
		return slices.DeleteFunc(list, func(b *blank) bool { return !g.alone(b.label) }) // a table of names that nobody knows, or none of blanks
	}
	return list
}

// printedIn is a blank beside a label into which the form has printed; nil where it is none.
func (f *filler) printedIn(label, to *cell) *blank {
	if to == nil || to.empty || to.done || to.locked || to.dated || len(marks(to.text)) > 0 || !couldBeLabel(label.text) || isTotal(label.text) {
		return nil
	}
	if _, of := left(label.text); of {
		return nil // 万元 | 天
	}
	v, ok := left(to.text)
	if !ok {
		return nil
	}
	to.done = true
	return &blank{words: strings.TrimRight(strings.Join(strings.Fields(label.text), " "), "：:"), label: label, cell: to, v: v}
}

// alone reports whether a cell begins its row, and nothing stands behind it.
func (g *grid) alone(c *cell) bool {
	if !g.begins(c) {
		return false
	}
	for to := g.right(c); to != nil; to = g.right(to) {
		if !to.empty {
			return false
		}
		if to.col+to.cols >= g.wide && g.open {
			break
		}
	}
	return true
}

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
	if !isUnit(hint) {
		return false
	}
	a.hinted(hint)
	return true
}

// isUnit reports whether words are a unit; 万 alone says how many, and not of what.
func isUnit(s string) bool { return measure.IsUnit(s) && s != "万" }

// besidesPerson reports whether the label of a person stands before c in its row.
func (f *filler) besidesPerson(g *grid, c *cell) bool {
	for k := 0; k < c.col; k++ {
		if x := g.seen(c.row, k); x != nil && ofSomebody(x.text) {
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
		if b.asked.doubt == ofAPerson {
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
