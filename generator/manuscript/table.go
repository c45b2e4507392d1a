package manuscript

import (
	"regexp"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/docx"
)

var dashes = regexp.MustCompile(`^[—–\-－/／]+$`)

var figure = regexp.MustCompile(`^[+\-−约]?[0-9][0-9,，.]*[%％]?$`)

// table writes a table. Markdown's have one row of heads and no merged cells: what several cells share stands in the first.
func (w *writer) table(l *line) {
	cells := l.rows
	rows, columns, merged := gridOf(cells)
	if rows == nil {
		w.asLines(l)
		return
	}
	// A title over all columns stands above the table.
	for len(rows) > 1 && len(cells[0]) == 1 && columns > 1 && cells[0][0].Cols >= columns && max(cells[0][0].Rows, 1) == 1 {
		if runs := trimmed(flat(rows[0][0].Blocks)); len(runs) > 0 {
			w.body.WriteString(w.inline(runs, "", "", "<p>") + "\n\n")
			w.remark(l.at, words(runs), diag.M("WORD-TABLE-TITLE", "表里横贯各列的一行写在表的上面", "a row over all columns stands above the table"), "")
		}
		rows, cells = rows[1:], cells[1:]
		_, _, merged = gridOf(cells)
	}
	if heads := headsOf(cells, columns); heads != nil {
		deep := len(rows) - len(heads.below)
		rows = heads.below
		rows = slices.Insert(slices.Clone(rows), 0, heads.row)
		_, _, merged = gridOf(cells[deep:])
		w.remark(l.at, "", diag.M("WORD-HEADS-JOINED", "表头有 %d 行，合成了一行：“%s”；请看看对不对", "the %d rows of heads became one, “%s”: see that they are right").With(deep, heads.example), "")
	}
	if merged {
		w.remark(l.at, "", diag.M("WORD-MERGED", "合并的格拆开了，内容写在其中第一格；请看看表头和各列对不对", "merged cells are parted, and what they say stands in the first: see that heads and columns are right"), "")
	}
	several := false
	right := make([]bool, columns)
	for c := range columns {
		n := 0
		right[c] = true
		for i, row := range rows {
			if i == 0 || row[c] == nil {
				continue
			}
			text := strings.TrimSpace(words(flat(row[c].Blocks)))
			if text == "" {
				continue
			}
			if dashes.MatchString(text) { // not known, in a column of numbers too
				continue
			}
			n++
			right[c] = right[c] && (figure.MatchString(text) || len(row[c].Blocks) == 1 && row[c].Blocks[0].Right)
		}
		right[c] = right[c] && n > 0
	}
	for i, row := range rows {
		w.body.WriteString("|")
		for _, c := range row {
			if c == nil {
				w.body.WriteString("  |")
				continue
			}
			n := 0
			for _, b := range c.Blocks {
				n += one(len(b.Runs) > 0)
				if len(b.Rows) > 0 {
					n++
				}
			}
			several = several || n > 1
			runs := trimmed(flat(c.Blocks))
			if i == 0 {
				for j := range runs {
					runs[j].Bold = false
				}
			}
			w.at = l.at
			if len(c.Blocks) > 0 && c.Blocks[0].At.ZH != "" {
				w.at = c.Blocks[0].At
			}
			w.inCell = true
			cell := w.inline(runs, "|  |\n|---|\n| ", " |", "<td>")
			w.inCell = false
			w.body.WriteString(" " + cell + " |")
		}
		w.body.WriteString("\n")
		if i == 0 {
			w.body.WriteString("|")
			for _, r := range right {
				if r {
					w.body.WriteString("---:|")
				} else {
					w.body.WriteString("---|")
				}
			}
			w.body.WriteString("\n")
		}
	}
	if several {
		w.remark(l.at, "", diag.M("WORD-CELL-JOINED", "一格里有几段的，并成了一行", "cells of several paragraphs became one line each"), "")
	}
}

// heads are those of a table, of whose columns several have one in common.
type heads struct {
	row     []*docx.Cell
	below   [][]*docx.Cell
	example string // the first that was put together
}

// mostHeads is how many rows of heads a table may have.
const mostHeads = 3

// headsOf puts heads that stand below one another together, so that each column has its own: 人次 over 2025年 and 2026年 becomes
// 人次　2025年 and 人次　2026年. nil for a table of whose first rows it is not certain that they are heads: there each cell of the
// first row goes down to where the heads end, or has others below it; where it was not merged downward, the cell below it is empty.
func headsOf(cells [][]docx.Cell, columns int) *heads {
	deep, wide := 1, false
	for _, c := range cells[0] {
		deep, wide = max(deep, c.Rows), wide || c.Cols > 1
	}
	open := deep == 1 && wide && len(cells) > 2 && headsBelow(cells, columns)
	if open {
		deep = 2
	}
	if deep < 2 || deep > mostHeads || deep >= len(cells) || !wide {
		return nil
	}
	for i, row := range cells[:deep] {
		for _, c := range row {
			end := i + max(c.Rows, 1)
			if end > deep || end < deep && i == 0 && c.Cols < 2 && !open || slices.ContainsFunc(flat(c.Blocks), func(r docx.Run) bool { return r.Picture != "" || r.Note > 0 }) {
				return nil
			}
		}
	}
	over := coverOf(cells[:deep], columns)
	h := &heads{row: make([]*docx.Cell, columns)}
	for c := range columns {
		one := &docx.Cell{}
		var last *docx.Cell
		n := 0
		for i := range deep {
			if x := over[i][c]; x != nil && x != last {
				last = x
				if runs := trimmed(flat(x.Blocks)); len(runs) > 0 {
					one.Blocks = append(one.Blocks, docx.Block{Runs: runs, At: x.Blocks[0].At})
					n++
				}
			}
		}
		if n > 1 && h.example == "" {
			h.example = words(flat(one.Blocks))
		}
		if runs := flat(one.Blocks); len(runs) > 0 {
			one.Blocks = []docx.Block{{Runs: runs, At: one.Blocks[0].At}}
		}
		h.row[c] = one
	}
	if h.example == "" {
		return nil
	}
	grid, _, _ := gridOf(cells)
	h.below = grid[deep:]
	return h
}

// headsBelow reports whether the second row of a table has heads for those of the first that stand over several columns, and nothing else.
func headsBelow(cells [][]docx.Cell, columns int) bool {
	over := coverOf(cells[:3], columns)
	said := func(c *docx.Cell) string {
		if c == nil {
			return ""
		}
		return strings.TrimSpace(words(flat(c.Blocks)))
	}
	for c := range columns {
		first, second := over[0][c], over[1][c]
		if second == nil || second.Rows > 1 || second == first {
			return false
		}
		if wide := first != nil && first.Cols > 1; wide != (said(second) != "") || wide && (figure.MatchString(said(second)) || said(first) == "") {
			return false
		}
	}
	return said(over[2][0]) != ""
}

// coverOf is which cell stands at each place of some rows that nothing reaches beyond.
func coverOf(rows [][]docx.Cell, columns int) [][]*docx.Cell {
	over := make([][]*docx.Cell, len(rows))
	for i := range over {
		over[i] = make([]*docx.Cell, columns)
	}
	for i := range rows {
		col := 0
		for j := range rows[i] {
			c := &rows[i][j]
			for col < columns && over[i][col] != nil {
				col++
			}
			for y := i; y < min(i+max(c.Rows, 1), len(rows)); y++ {
				for x := col; x < min(col+max(c.Cols, 1), columns); x++ {
					over[y][x] = c
				}
			}
			col += max(c.Cols, 1)
		}
	}
	return over
}

// asLines writes a table that is too large for one of Markdown's: a paragraph for each row.
func (w *writer) asLines(l *line) {
	w.remark(l.at, "", diag.M("WORD-TABLE-LARGE", "表太大，写成了一行一段；请另存为 Excel 表格，作为附件", "the table is too large and became a paragraph for each row: save it as a workbook, and attach that"), "")
	for _, row := range l.rows {
		if runs := trimmed(flat([]docx.Block{{Rows: [][]docx.Cell{row}}})); len(runs) > 0 {
			w.body.WriteString(w.inline(runs, "", "", "<p>") + "\n\n")
		}
	}
}

// largestTable is how many places a table has at most.
const largestTable = 100_000

// gridOf puts cells where they stand; a place that another cell covers is nil. merged tells whether there is any. The grid of
// a table with too many places is nil.
func gridOf(rows [][]docx.Cell) (grid [][]*docx.Cell, columns int, merged bool) {
	type at struct{ row, col int }
	covered := map[at]bool{}
	placed := map[at]*docx.Cell{}
	for i := range rows {
		col := 0
		for j := range rows[i] {
			c := &rows[i][j]
			if len(covered) > largestTable || columns*len(rows) > largestTable {
				return nil, columns, merged
			}
			for covered[at{i, col}] {
				col++
			}
			placed[at{i, col}] = c
			for y := range min(max(c.Rows, 1), len(rows)-i) {
				for x := range max(c.Cols, 1) {
					covered[at{i + y, col + x}] = true
					columns = max(columns, col+x+1)
					merged = merged || x+y > 0 && len(c.Blocks) > 0
				}
			}
			col += max(c.Cols, 1)
		}
	}
	grid = make([][]*docx.Cell, len(rows))
	for i := range rows {
		grid[i] = make([]*docx.Cell, columns)
		for c := range columns {
			grid[i][c] = placed[at{i, c}]
		}
	}
	return grid, columns, merged
}
