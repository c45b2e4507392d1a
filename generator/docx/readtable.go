package docx

import (
	"strconv"

	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// table reads a table. One of a single cell is a frame around a text: the text is taken.
func (r *reader) table(e *ooxml.Element) []Block {
	at := r.at
	if r.counts {
		r.tables++
		at = diag.T("表 %d", "table %d").With(r.tables)
	}
	page := r.turns() && r.page
	if page {
		r.page = false
	}
	rows := r.rowsOf(e.Kids)
	type open struct {
		cell *Cell
		cols int
	}
	grid := map[int]open{} // by the column where it begins: what a cell below may go on with
	var cells [][]*Cell
	for i, row := range rows {
		head := yes(on(row.Kid("trPr", "tblHeader")))
		col := 0
		var line []*Cell
		skip := func(name string) {
			n, _ := strconv.Atoi(row.Kid("trPr", name).Get("val"))
			if n = min(n, maxColumns); n > 0 {
				line = append(line, &Cell{Cols: n, Head: head})
				col += n
			}
		}
		skip("gridBefore")
		next := map[int]open{}
		var across *Cell // a cell that the old way of merging goes on with
		for _, c := range r.cellsOf(row.Kids) {
			props := c.Kid("tcPr")
			span, _ := strconv.Atoi(props.Kid("gridSpan").Get("val"))
			span = min(max(span, 1), maxColumns)
			merge := props.Kid("vMerge")
			goesOn := merge != nil && merge.Get("val") != "restart"
			if h := props.Kid("hMerge"); h != nil {
				if h.Get("val") != "restart" && across != nil {
					across.Cols += span
					r.covered(c, at, i, len(line))
					col += span
					continue
				}
			}
			across = nil
			if above, ok := grid[col]; goesOn && ok && above.cols == span {
				above.cell.Rows++
				next[col] = above
				r.covered(c, at, i, len(line))
				col += span
				continue
			}
			where := at
			if r.counts || r.depth > 0 {
				where = diag.T("%s第 %d 行第 %d 列", "%s, row %d, column %d").With(spaced(at), i+1, col+1)
			}
			one := &Cell{Head: head, Cols: span, Rows: 1, Blocks: r.cell(c, where)}
			if merge != nil {
				next[col] = open{one, span}
			}
			if props.Kid("hMerge") != nil {
				across = one
			}
			line = append(line, one)
			col += span
		}
		skip("gridAfter")
		grid = next
		cells = append(cells, line)
	}
	for _, row := range rows {
		if mark := row.Kid("trPr", "ins"); mark != nil {
			r.remark(Remark{At: at, What: diag.M("DOCX-ROW-ADDED", "修订里加进的行当作已经接受", "a row that tracked changes add is taken as accepted")})
			break
		}
	}
	n := 0
	for _, row := range cells {
		n += len(row)
	}
	switch {
	case n == 0 || !anything(cells):
		r.page = r.page || page
		return nil
	case n == 1:
		r.remark(Remark{At: at, Near: beginning(wordsIn(cells[0][0].Blocks)), What: diag.M("DOCX-FRAME", "只有一格的表是个框，里面的文字当作正文", "a table of one cell is a frame: what stands in it is taken as text")})
		if list := cells[0][0].Blocks; len(list) > 0 {
			list[0].NewPage = page
		}
		return cells[0][0].Blocks
	}
	b := Block{Role: Table, At: at, NewPage: page}
	for _, row := range cells {
		var line []Cell
		for _, c := range row {
			if c.Cols == 1 {
				c.Cols = 0
			}
			if c.Rows == 1 {
				c.Rows = 0
			}
			line = append(line, *c)
		}
		b.Rows = append(b.Rows, line)
	}
	return []Block{b}
}

// maxColumns is how many columns a table of Word can have.
const maxColumns = 63

// spaced puts a blank behind a place.
func spaced(t diag.Text) diag.Text {
	if t.ZH == "" {
		return t
	}
	return diag.Text{ZH: t.ZH + " ", EN: t.EN}
}

func anything(cells [][]*Cell) bool {
	for _, row := range cells {
		for _, c := range row {
			if len(c.Blocks) > 0 {
				return true
			}
		}
	}
	return false
}

// covered tells of words in a cell that another one covers: nobody sees them, but they are in the file.
func (r *reader) covered(c *ooxml.Element, at diag.Text, row, col int) {
	if words := paragraphsOf(c); words != "" {
		r.remark(Remark{At: at, What: diag.M("DOCX-COVERED", "表里有被合并的格盖住的文字，没有导入", "words that a merged cell covers are not taken"), Lost: words})
	}
}

// cell reads what stands in a cell. A table within it becomes its lines.
func (r *reader) cell(c *ooxml.Element, at diag.Text) []Block {
	blocks := r.apart(c, at, r.rels)
	var out []Block
	for _, b := range blocks {
		if b.Role != Table {
			out = append(out, b)
			continue
		}
		r.remark(Remark{At: at, What: diag.M("DOCX-INNER-TABLE", "表格里还套着表格，写成了一行一行的文字", "a table stands within a table: its rows are written as lines")})
		for _, row := range b.Rows {
			line := Block{At: at}
			for i, cell := range row {
				for j, x := range cell.Blocks {
					if i+j > 0 && len(line.Runs) > 0 {
						line.Runs = append(line.Runs, Run{Text: "　"})
					}
					if x.Number != "" {
						line.Runs = append(line.Runs, Run{Text: x.Number})
					}
					line.Runs = append(line.Runs, x.Runs...)
				}
			}
			if line.Runs = Merged(line.Runs); len(line.Runs) > 0 {
				out = append(out, line)
			}
		}
	}
	return out
}

// rowsOf are the rows of a table, with those in controls and tracked changes; deleted ones are told.
func (r *reader) rowsOf(list []*ooxml.Element) (rows []*ooxml.Element) {
	for _, e := range list {
		switch e.Name {
		case "tr":
			if e.Kid("trPr", "del") != nil {
				if words := paragraphsOf(e); words != "" {
					r.remark(Remark{At: r.next(), What: diag.M("DOCX-ROW-DELETED", "修订里删去的行没有导入", "a row that tracked changes delete is not taken"), Lost: words})
				}
				continue
			}
			rows = append(rows, e)
		case "sdt":
			rows = append(rows, r.rowsOf(kids(e.Kid("sdtContent")))...)
		case "customXml", "ins", "moveTo", "smartTag":
			rows = append(rows, r.rowsOf(e.Kids)...)
		case "del", "moveFrom":
			if words := paragraphsOf(e); words != "" {
				r.remark(Remark{At: r.next(), What: deleted, Lost: words})
			}
		}
	}
	return rows
}

// cellsOf are the cells of a row, likewise.
func (r *reader) cellsOf(list []*ooxml.Element) (cells []*ooxml.Element) {
	for _, e := range list {
		switch e.Name {
		case "tc":
			if e.Kid("tcPr", "cellDel") != nil {
				if words := paragraphsOf(e); words != "" {
					r.remark(Remark{At: r.next(), What: deleted, Lost: words})
				}
				continue
			}
			cells = append(cells, e)
		case "sdt":
			cells = append(cells, r.cellsOf(kids(e.Kid("sdtContent")))...)
		case "customXml", "ins", "moveTo", "smartTag":
			cells = append(cells, r.cellsOf(e.Kids)...)
		}
	}
	return cells
}
