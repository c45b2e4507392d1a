// Package workbook writes data/statistics.xlsx: the figures as a book of tables
// that opens in Excel, WPS and LibreOffice.
//
// In come the figures and what the book is called; out go bytes. The book has a
// sheet with the definitions (说明), one of all years (历年), one for each year with the tables that a
// person expects (2025年 …, the newest first), and one with every row of
// data/statistics.csv (明细); what is long, the figures of single bases, is left to
// data/bases-by-year.csv. Numbers are cells with numbers; what is not known is an empty
// cell, never a zero; names are text, so that none is taken for a formula.
//
// Sheets are streamed: a row goes from the figures into the text of its sheet and is
// never held as cells. So a sheet is written once, from the top down, and what else it
// has (page, view) is set before its first row.
//
// The same figures give the same bytes on any machine and day: the properties of
// the book hold no clock, and package sheet, which knows the library for books, packs
// their parts in the order of their names.
//
// WriteTables (tables.go) writes other tables into a book of the same look.
package workbook

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	sheets "kepu/generator/sheet"

	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
)

// About is what the book says of itself.
type About struct {
	Title string    // of the site
	By    string    // the organiser
	AsOf  date.Date // the newest record; may be unknown
}

// Names of the sheets.
const (
	notesSheet = "说明"
	allSheet   = "历年"
	rowsSheet  = "明细"
)

func yearSheet(year int) string { return strconv.Itoa(year) + "年" }

// Write writes the book to w.
func Write(w io.Writer, f *figures.Figures, about About) error {
	b := &book{x: sheets.NewWriter(w), f: f, about: about}
	b.styles()
	err := b.write()
	if err = errors.Join(err, b.x.Close()); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}

type book struct {
	x     *sheets.Writer
	f     *figures.Figures
	about About

	title, head, text, wrapped, number, decimal, percent, soft sheets.StyleID
}

func (b *book) write() error {
	years := b.f.Years()
	slices.Reverse(years)
	b.properties(b.about.Title + "：统计")
	b.sheets(years)
	if err := b.notes(); err != nil {
		return err
	}
	if len(years) > 0 {
		if err := b.allYears(years); err != nil {
			return err
		}
	}
	for _, year := range years {
		if err := b.year(year); err != nil {
			return err
		}
	}
	return b.rows()
}

// sheets makes all sheets, with all that stands before their rows.
func (b *book) sheets(years []int) {
	b.add(notesSheet)
	if len(years) > 0 {
		b.add(allSheet)
	}
	for _, year := range years {
		b.add(yearSheet(year))
	}
	b.x.Add(rowsSheet)
	if len(years) > 0 {
		b.x.OpenAt(2 + b.newestWhole(years))
	} else {
		b.x.OpenAt(0)
	}
}

// newestWhole is the place of the newest year with activities that is over at the newest record, which is what people look
// for; of the newest where none is.
func (b *book) newestWhole(years []int) int {
	for i, y := range years {
		if r, _ := b.f.Get(y, measure.Activities, figures.All, ""); r.Entries > 0 && !b.running(y) {
			return i
		}
	}
	return 0
}

func (b *book) add(name string) {
	b.x.Add(name)
	b.x.Page(name, false)
}

// properties are those that the file explorer shows. Times are that of the newest record.
func (b *book) properties(title string) {
	day := "2000-01-01"
	if b.about.AsOf.Known() {
		day = b.about.AsOf.First().String()
	}
	b.x.Properties(sheets.Properties{Title: title, By: b.about.By, Day: day})
}

// Colours of the book.
const (
	ink, mild, strong = "1A2220", "656B67", "17494E"
	tint              = "E2EEEB"
	line, thick       = "DFD9CC", "A39C8C"
)

func (b *book) styles() {
	b.title = b.x.Style(sheets.Style{Size: 15, Bold: true, Colour: strong})
	b.head = b.x.Style(sheets.Style{Size: 10.5, Bold: true, Colour: ink, Middle: true, Wrap: true, Fill: tint, Rule: thick})
	b.text = b.x.Style(sheets.Style{Size: 10.5, Colour: ink, Middle: true, Rule: line})
	b.wrapped = b.x.Style(sheets.Style{Size: 10.5, Colour: ink, Top: true, Wrap: true, Rule: line})
	b.number = b.x.Style(sheets.Style{Size: 10.5, Colour: ink, Middle: true, Rule: line, Format: "#,##0"})
	b.decimal = b.x.Style(sheets.Style{Size: 10.5, Colour: ink, Middle: true, Rule: line, Format: "#,##0.0###"})
	b.percent = b.x.Style(sheets.Style{Size: 10.5, Colour: ink, Middle: true, Rule: line, Format: "+0.0%;-0.0%;0.0%"})
	b.soft = b.x.Style(sheets.Style{Size: 9.5, Colour: mild})
}
