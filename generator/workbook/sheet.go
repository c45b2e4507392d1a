package workbook

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// sheet writes one sheet from the top down: widths and what is frozen, then rows,
// then end. The first error stays in failed, and nothing is written after it.
type sheet struct {
	b      *book
	stream *excelize.StreamWriter
	row    int             // the next one, from 1
	cells  []excelize.Cell // of the row that is being written; they are used again for the next
	line   []any           // pointers to them: a cell by value would be copied to the heap
	failed error
}

// mostColumns is how many columns the widest of the tables has.
const mostColumns = 14

// sheet begins the sheet of that name, which the book has already.
func (b *book) sheet(name string) *sheet {
	s := &sheet{b: b, row: 1, cells: make([]excelize.Cell, mostColumns), line: make([]any, mostColumns)}
	for i := range s.cells {
		s.line[i] = &s.cells[i]
	}
	s.stream, s.failed = b.x.NewStreamWriter(name)
	return s
}

// widths sets those of the first columns, in characters.
func (s *sheet) widths(list ...float64) {
	for i, width := range list {
		if s.failed == nil {
			s.failed = s.stream.SetColWidth(i+1, i+1, width)
		}
	}
}

// freeze lets the first row stay in sight.
func (s *sheet) freeze() {
	if s.failed == nil {
		s.failed = s.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
}

// do writes a row of cells in one style each, the last style for all that follow;
// nil cells stay empty.
func (s *sheet) do(styles []int, cells ...any) {
	for i, c := range cells {
		style := styles[min(i, len(styles)-1)]
		if _, decimals := c.(float64); decimals && style == s.b.number {
			style = s.b.decimal
		}
		s.cells[i] = excelize.Cell{StyleID: style, Value: c}
	}
	s.plain(s.line[:len(cells)]...)
}

// plain writes a row of values without a style, or of cells.
func (s *sheet) plain(values ...any) {
	if s.failed == nil {
		s.failed = s.stream.SetRow("A"+strconv.Itoa(s.row), values)
	}
	s.row++
}

// heading begins a table: a free row, its title and its head.
func (s *sheet) heading(title string, head ...any) {
	s.row++
	s.do([]int{s.b.head}, title)
	s.do([]int{s.b.head}, head...)
}

// end ends the sheet.
func (s *sheet) end() error {
	if s.failed != nil {
		return s.failed
	}
	return s.stream.Flush()
}
