package workbook

import (
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Table is one sheet of a book of plain tables.
type Table struct {
	Name   string // of the sheet
	Title  string
	Notes  []string // below the title
	Heads  []string
	Widths []float64 // of the columns, in characters
	Rows   [][]any   // texts, whole and decimal numbers; nil is an empty cell: what is not known
}

// WriteTables writes a book of these tables to w. As in every book texts stay texts, and the
// same tables give the same bytes.
func WriteTables(w io.Writer, tables []Table, about About) (err error) {
	x := excelize.NewFile().SetZipWriter(func(io.Writer) excelize.ZipWriter { return newArchive(w) })
	defer func() { err = errors.Join(err, x.Close()) }()
	b := &book{x: x, about: about}
	if err := errors.Join(b.styles(), b.properties(about.Title)); err != nil {
		return fmt.Errorf("styles of the workbook: %w", err)
	}
	number, err := x.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "微软雅黑", Size: 10.5, Color: "1A2220"},
		Alignment: &excelize.Alignment{Vertical: "top"}, Border: []excelize.Border{{Type: "bottom", Color: "DFD9CC", Style: 1}}})
	if err != nil {
		return fmt.Errorf("styles of the workbook: %w", err)
	}
	for i, t := range tables {
		if i == 0 {
			err = x.SetSheetName("Sheet1", t.Name)
		} else {
			_, err = x.NewSheet(t.Name)
		}
		if err = errors.Join(err, b.page(t.Name)); err != nil {
			return fmt.Errorf("sheets of the workbook: %w", err)
		}
	}
	for _, t := range tables {
		if err := b.table(t, number); err != nil {
			return fmt.Errorf("sheets of the workbook: %w", err)
		}
	}
	return x.Write(io.Discard) // the archive writes to w
}

// table writes a sheet; number is the style of its numbers.
func (b *book) table(t Table, number int) error {
	s := b.sheet(t.Name)
	s.widths(t.Widths...)
	s.do([]int{b.title}, t.Title)
	for _, note := range t.Notes {
		s.do([]int{b.soft}, note)
	}
	s.row++
	heads := make([]any, len(t.Heads))
	for i, h := range t.Heads {
		heads[i] = h
	}
	s.do([]int{b.head}, heads...)
	styles := make([]int, len(t.Heads))
	for _, row := range t.Rows {
		for i, c := range row {
			styles[i] = b.wrapped
			switch c.(type) {
			case int, int64, float64:
				styles[i] = number
			}
		}
		s.do(styles, row...)
	}
	return s.end()
}
