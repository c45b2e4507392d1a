package workbook

import (
	"errors"
	"fmt"
	"io"

	sheets "kepu/generator/sheet"
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
func WriteTables(w io.Writer, tables []Table, about About) error {
	b := &book{x: sheets.NewWriter(w), about: about}
	b.styles()
	b.properties(about.Title)
	number := b.x.Style(sheets.Style{Size: 10.5, Colour: ink, Top: true, Rule: line})
	for _, t := range tables {
		b.add(t.Name)
	}
	var err error
	for _, t := range tables {
		if err = b.table(t, number); err != nil {
			break
		}
	}
	if err = errors.Join(err, b.x.Close()); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}

// table writes a sheet; number is the style of its numbers.
func (b *book) table(t Table, number sheets.StyleID) error {
	s := b.sheet(t.Name)
	s.Widths(t.Widths...)
	s.do([]sheets.StyleID{b.title}, t.Title)
	for _, note := range t.Notes {
		s.do([]sheets.StyleID{b.soft}, note)
	}
	s.Next++
	heads := make([]any, len(t.Heads))
	for i, h := range t.Heads {
		heads[i] = h
	}
	s.do([]sheets.StyleID{b.head}, heads...)
	styles := make([]sheets.StyleID, len(t.Heads))
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
	return s.End()
}
