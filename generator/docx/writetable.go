package docx

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// textWidth is the width of the text area in twips, 1/20 of a point: 156 mm.
const textWidth = 8845

// tableSizes are the sizes that a table's text may have, in half points: the first that it fits in with. 小四, 五号, 小五, 六号, 小六.
var tableSizes = []int{24, 21, 18, 15, 13}

// margin is what stands on each side of a cell's text, in twips; less in a table of many columns.
func margin(columns int) int {
	if columns > 8 {
		return 30
	}
	return 90
}

// slot is a cell with its place in the grid.
type slot struct {
	cell       *Cell
	row, col   int
	cols, rows int
}

// table is the grid of one.
type table struct {
	rows    [][]*slot        // those that begin in each
	covered map[[2]int]*slot // by row and column: the cell that stands there
	columns int
}

// grid finds the place of each cell, as the cells before it leave room, and how many columns there are.
func grid(rows [][]Cell) *table {
	g := &table{rows: make([][]*slot, len(rows)), covered: map[[2]int]*slot{}}
	for i := range rows {
		col := 0
		for j := range rows[i] {
			c := &rows[i][j]
			for g.covered[[2]int{i, col}] != nil {
				col++
			}
			s := &slot{c, i, col, max(c.Cols, 1), min(max(c.Rows, 1), len(rows)-i)}
			for y := range s.rows {
				for x := range s.cols {
					g.covered[[2]int{i + y, col + x}] = s
				}
			}
			g.rows[i] = append(g.rows[i], s)
			col += s.cols
			g.columns = max(g.columns, col)
		}
	}
	return g
}

// table writes a table as wide as the text. Its rows are not cut by the end of a page, and those at its top that are
// heads stand on each page again.
func (b *builder) table(to *bytes.Buffer, x *Block) {
	b.levels = [levels]open{}
	g := grid(x.Rows)
	columns := g.columns
	if columns == 0 {
		return
	}
	if b.last != nil && b.last.Role == Table { // two tables with nothing between them are one to Word
		to.WriteString(`<w:p><w:pPr><w:pStyle w:val="TableNote"/></w:pPr></w:p>`)
	}
	size, widths := g.measured()
	to.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>`)
	fmt.Fprintf(to, `<w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>`, textWidth)
	if side := margin(columns); side != margin(1) {
		fmt.Fprintf(to, `<w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar>`, side, side)
	}
	to.WriteString(`<w:tblLook w:val="0620"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		fmt.Fprintf(to, `<w:gridCol w:w="%d"/>`, w)
	}
	to.WriteString("</w:tblGrid>")
	top := true
	for i := range g.rows {
		top = top && isHead(x.Rows[i])
		to.WriteString("<w:tr><w:trPr><w:cantSplit/>")
		if top && i < len(g.rows)-1 { // a table of heads alone would have none to repeat
			to.WriteString("<w:tblHeader/>")
		}
		to.WriteString("</w:trPr>")
		b.row(to, g, i, widths, size)
		to.WriteString("</w:tr>")
	}
	to.WriteString("</w:tbl>")
}

func isHead(row []Cell) bool {
	return len(row) > 0 && !slices.ContainsFunc(row, func(c Cell) bool { return !c.Head })
}

// row writes the cells of a row: those that begin in it, what goes on of those above, and an empty one where there is none.
func (b *builder) row(to *bytes.Buffer, g *table, i int, widths []int, size int) {
	for col := 0; col < g.columns; {
		s := g.covered[[2]int{i, col}]
		if s == nil {
			b.cell(to, nil, 1, widths[col], "", size)
			col++
			continue
		}
		begins, width, end := s.row == i, 0, s.col+s.cols
		for _, w := range widths[col:end] { // a wider cell may have taken the place of its beginning
			width += w
		}
		merge := ""
		switch {
		case !begins:
			merge = "continue"
		case s.rows > 1:
			merge = "restart"
		}
		c := s.cell
		if !begins {
			c = nil
		}
		b.cell(to, c, end-col, width, merge, size)
		col = end
	}
}

// cell writes a cell; nil is an empty one. It must end with a paragraph.
func (b *builder) cell(to *bytes.Buffer, c *Cell, cols, width int, merge string, size int) {
	fmt.Fprintf(to, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if cols > 1 {
		fmt.Fprintf(to, `<w:gridSpan w:val="%d"/>`, cols)
	}
	switch merge {
	case "restart":
		to.WriteString(`<w:vMerge w:val="restart"/>`)
	case "continue":
		to.WriteString(`<w:vMerge/>`)
	}
	to.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	n := 0
	if c != nil {
		font := fontSong
		if c.Head {
			font = fontHei
		}
		b.last = nil
		for _, x := range flat(c.Blocks) {
			if c.Head && !x.Right {
				x.Centred = true
			}
			l := look{font: font, style: "TableText"}
			if size != tableSizes[0] {
				l.size = size
			}
			b.paragraph(to, &x, l)
			n++
		}
		b.levels = [levels]open{}
	}
	if n == 0 {
		to.WriteString(`<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>`)
	}
	to.WriteString("</w:tc>")
}

// measured chooses a size of text and the widths of the columns, which together are the width of the text. A column
// gets what its words need in one line where there is room for all; else each gets what its longest word needs, and the rest
// goes by how much more each would take: as browsers do it.
func (g *table) measured() (size int, widths []int) {
	columns := g.columns
	for _, size = range tableSizes {
		least, most := g.needs(size)
		room := textWidth
		low, high := sum(least), sum(most)
		if low > room && size != tableSizes[len(tableSizes)-1] {
			continue
		}
		widths = make([]int, columns)
		for i := range widths {
			switch {
			case high <= room: // what is left over goes to all alike
				widths[i] = most[i] + (room-high)*most[i]/max(high, 1)
			case low >= room:
				widths[i] = least[i] * room / low
			default:
				widths[i] = least[i] + (room-low)*(most[i]-least[i])/max(high-low, 1)
			}
		}
		break
	}
	widths[columns-1] += textWidth - sum(widths)
	return size, widths
}

func sum(list []int) (n int) {
	for _, x := range list {
		n += x
	}
	return n
}

// needs returns for each column what its longest word needs, and what its longest line does, in twips.
func (g *table) needs(size int) (least, most []int) {
	columns := g.columns
	least, most = make([]int, columns), make([]int, columns)
	together, beside := 6, 2*margin(columns)
	switch {
	case columns > 8:
		together = 2
	case columns > 5:
		together = 4
	}
	for i := range least {
		least[i] = 2*size*10 + beside // two characters
		most[i] = least[i]
	}
	for _, row := range g.rows {
		for _, s := range row {
			whole := together
			if s.col == 0 { // what a row is about
				whole = max(together, 4)
			}
			word, line := wordAndLine(s.cell.Blocks, whole)
			for i := s.col; i < s.col+s.cols; i++ {
				least[i] = max(least[i], word*size/2/s.cols+beside)
				most[i] = max(most[i], line*size/2/s.cols+beside)
			}
		}
	}
	return least, most
}

// wordAndLine returns how long the longest word and the longest line of a cell are, in twentieths of a character. Chinese
// may break anywhere; together of its characters stay so all the same, a short date or a name.
func wordAndLine(blocks []Block, together int) (word, line int) {
	for _, x := range flat(blocks) {
		var words strings.Builder
		words.WriteString(x.Number)
		for _, r := range x.Runs {
			if r.Break {
				words.WriteByte('\n')
			}
			words.WriteString(clean(r.Text))
			if r.Note > 0 {
				words.WriteByte('1')
			}
		}
		for part := range strings.SplitSeq(words.String(), "\n") {
			run, all := 0, 0
			for _, r := range part {
				w := narrow
				if r >= 0x2000 {
					w = square
				}
				all += w
				if w == square || unicode.IsSpace(r) {
					run = 0
					continue
				}
				run += w
				word = max(word, run)
			}
			line = max(line, all)
			word = max(word, min(all, together*square))
		}
	}
	return min(word, 20*square), min(line, 60*square)
}

// How wide characters are, in twentieths: those of Chinese, and others, of which a font that stands in may have wider ones
// than half a square.
const (
	square = 20
	narrow = 13
)
