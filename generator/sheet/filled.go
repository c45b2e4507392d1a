package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// What follows makes a book that people fill in. All of it is said of a sheet before its rows begin.

// Hide hides a sheet: lists to choose from stand on one.
func (b *Writer) Hide(name string) { b.do(b.x.SetSheetVisible(name, false)) }

// Lock keeps people from changing what is not Open, by no password: who has to may unlock the sheet. Widths, order and filters stay
// theirs.
func (b *Writer) Lock(name string) {
	b.do(b.x.ProtectSheet(name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true,
		FormatCells: true, FormatColumns: true, FormatRows: true, InsertRows: true, Sort: true, AutoFilter: true}))
}

// Note puts a note beside a cell; by says whose it is.
func (b *Writer) Note(name string, row, col int, by, text string) {
	lines := 2
	for _, c := range text {
		if c == '\n' {
			lines++
		}
	}
	lines += len(text) / 45
	b.do(b.x.AddComment(name, excelize.Comment{Cell: Name(row, col), Author: by, Width: 240, Height: uint(18 * lines),
		Paragraph: []excelize.RichTextRun{{Text: text, Font: &excelize.Font{Family: face, Size: 10}}}}))
}

// Choose lets people choose the words of some cells from cells of another sheet, from a row to a row of its first column. Strict: nothing else
// may stand there. WPS breaks lists that stand in the rule itself once they are long.
func (b *Writer) Choose(name string, where Range, from string, first, last int, strict bool, hint string) {
	list := excelize.NewDataValidation(true)
	list.SetSqref(Name(where.Row, where.Col) + ":" + Name(where.LastRow, where.LastCol))
	list.SetSqrefDropList(fmt.Sprintf("'%s'!$A$%d:$A$%d", from, first+1, last+1))
	if strict {
		list.SetError(excelize.DataValidationErrorStyleStop, "请从列表里选", hint)
	} else {
		list.ShowErrorMessage = false
	}
	b.do(b.x.AddDataValidation(name, list))
}

// Whole lets people write only whole numbers, not below zero, into some cells.
func (b *Writer) Whole(name string, where Range, hint string) {
	rule := excelize.NewDataValidation(true)
	rule.SetSqref(Name(where.Row, where.Col) + ":" + Name(where.LastRow, where.LastCol))
	b.do(rule.SetRange(0, 1_000_000_000_000, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
	rule.SetError(excelize.DataValidationErrorStyleWarning, "这里写数", hint)
	b.do(b.x.AddDataValidation(name, rule))
}

// Looks gives the first columns, in all rows that have no cells of their own, a style each.
func (s *Rows) Looks(list ...StyleID) {
	for i, id := range list {
		if s.b.failed == nil {
			s.b.do(s.stream.SetColStyle(i+1, i+1, int(id)))
		}
	}
}
