// Package sheet reads, changes and writes the workbooks that offices send: .xlsx and .csv.
//
// In come the bytes of a file as it was sent; out comes a Book: its sheets with every cell as the text that a person
// sees in it, and with the exact number or day behind that text. What a file cannot be taken for (an old .xls, one with a password, a
// broken or hostile one) comes back as a *Fault that says how to save it. Nothing in a book is run or fetched.
package sheet

import (
	"strconv"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// Book is a workbook as it was read.
type Book struct {
	Name   string // of the file, without its folder
	Sheets []*Sheet
	Notes  []diag.Text // what was passed over: macros, links to other books
}

// Sheet is one of its sheets.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   [][]Cell // from row 1; a row ends with its last cell that holds anything
	Merged []Range
}

// Range is a rectangle of cells, both ends in it; rows and columns count from 0.
type Range struct{ Row, Col, LastRow, LastCol int }

// TooLong stands in a cell of a book that went out in place of words that no cell can hold. Who reads the book takes it for nothing.
const TooLong = "（原文太长，一格放不下，请在网站上看）"

// Cell is what a cell holds.
type Cell struct {
	Kind    Kind
	Text    string    // as it is shown, blanks at its ends away; of a formula that nothing has worked out yet the formula
	Number  string    // of a Number: exact, as TOML writes it: 1200, 3.5
	Day     date.Date // of a Day: as exact as it is shown (2026年3月 is a month), but with its year where that is not shown (3月5日)
	Formula bool      // its value was worked out, and kept, by the program that saved it
	Hidden  bool      // its row or its column is hidden, or a merged cell covers it
	Struck  bool      // all of it is crossed out
	Partly  bool      // some of it is crossed out, and some is not
	Note    string    // somebody's note beside it
}

// Kind is what sort of value a cell has.
type Kind uint8

const (
	Empty Kind = iota
	Words
	Number
	Day // a number that is shown as a date
	Bool
	Broken // #REF!, #DIV/0! and their like, and formulas that nothing has worked out
)

// Fault is why a file is not taken, and what to do about it.
type Fault = ooxml.Fault

func refused(what, mend diag.Text) *Fault { return &Fault{What: what, Mend: mend} }

// Address returns the name of a cell as people say it: 活动!D7.
func (s *Sheet) Address(row, col int) string { return s.Name + "!" + Name(row, col) }

// Name returns the name of a cell: D7. Row and column count from 0.
func Name(row, col int) string {
	letters := ""
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(row+1)
}
