// Package workbook writes data/statistics.xlsx: the figures as a book of tables
// that opens in Excel, WPS and LibreOffice.
//
// In come the figures and what the book is called; out go bytes. The book has a
// sheet with the definitions (说明), one for each year with the tables that a
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
// the book hold no clock, and the zip is our own (archive.go), because the library
// hands over streamed sheets in the order of a map.
//
// WriteTables (tables.go) writes other tables into a book of the same look.
//
// The library for it, excelize, is imported here and nowhere else.
package workbook

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"kepu/generator/date"
	"kepu/generator/figures"
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
	rowsSheet  = "明细"
)

func yearSheet(year int) string { return strconv.Itoa(year) + "年" }

// Write writes the book to w.
func Write(w io.Writer, f *figures.Figures, about About) (err error) {
	x := excelize.NewFile().SetZipWriter(func(io.Writer) excelize.ZipWriter { return newArchive(w) })
	defer func() { err = errors.Join(err, x.Close()) }()
	b := &book{x: x, f: f, about: about}
	if err := b.styles(); err != nil {
		return fmt.Errorf("styles of the workbook: %w", err)
	}
	if err := b.write(); err != nil {
		return fmt.Errorf("sheets of the workbook: %w", err)
	}
	return x.Write(io.Discard) // the archive writes to w
}

type book struct {
	x     *excelize.File
	f     *figures.Figures
	about About

	title, head, text, wrapped, number, decimal, percent, soft int // styles
}

func (b *book) write() error {
	years := b.f.Years()
	slices.Reverse(years)
	if err := errors.Join(b.properties(b.about.Title+"：统计"), b.sheets(years)); err != nil {
		return err
	}
	if err := b.notes(); err != nil {
		return err
	}
	for _, year := range years {
		if err := b.year(year); err != nil {
			return err
		}
	}
	return b.rows()
}

// sheets makes all sheets, with all that stands before their rows: once a sheet is
// streamed, the library can only read and write it anew.
func (b *book) sheets(years []int) error {
	if err := errors.Join(b.x.SetSheetName("Sheet1", notesSheet), b.page(notesSheet)); err != nil {
		return err
	}
	for _, year := range years {
		name := yearSheet(year)
		if _, err := b.x.NewSheet(name); err != nil {
			return err
		}
		if err := b.page(name); err != nil {
			return err
		}
	}
	if _, err := b.x.NewSheet(rowsSheet); err != nil {
		return err
	}
	b.x.SetActiveSheet(min(len(years), 1)) // the newest year is what people look for
	return nil
}

// properties are those that the file explorer shows. Times are that of the newest
// record: a clock would make every book a different one.
func (b *book) properties(title string) error {
	day := "2000-01-01"
	if b.about.AsOf.Known() {
		day = b.about.AsOf.First().String()
	}
	return errors.Join(
		b.x.SetDocProps(&excelize.DocProperties{
			Title: title, Creator: b.about.By, LastModifiedBy: b.about.By, Language: "zh-CN",
			Created: day + "T00:00:00Z", Modified: day + "T00:00:00Z",
		}),
		b.x.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", AppVersion: "16.0300"}),
	)
}

func (b *book) styles() error {
	font := func(size float64, bold bool, colour string) *excelize.Font {
		return &excelize.Font{Family: "微软雅黑", Size: size, Bold: bold, Color: colour}
	}
	rule := []excelize.Border{{Type: "bottom", Color: "DFD9CC", Style: 1}}
	integer, decimals := "#,##0", "#,##0.0###"
	signed := `+0.0%;-0.0%;0.0%`
	middle := &excelize.Alignment{Vertical: "center"}
	var failed error
	style := func(s *excelize.Style) int {
		id, err := b.x.NewStyle(s)
		failed = errors.Join(failed, err)
		return id
	}
	b.title = style(&excelize.Style{Font: font(15, true, "17494E")})
	b.head = style(&excelize.Style{Font: font(10.5, true, "1A2220"), Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E2EEEB"}}, Border: []excelize.Border{{Type: "bottom", Color: "A39C8C", Style: 1}}})
	b.text = style(&excelize.Style{Font: font(10.5, false, "1A2220"), Alignment: middle, Border: rule})
	b.wrapped = style(&excelize.Style{Font: font(10.5, false, "1A2220"), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Border: rule})
	b.number = style(&excelize.Style{Font: font(10.5, false, "1A2220"), Alignment: middle, Border: rule, CustomNumFmt: &integer})
	b.decimal = style(&excelize.Style{Font: font(10.5, false, "1A2220"), Alignment: middle, Border: rule, CustomNumFmt: &decimals})
	b.percent = style(&excelize.Style{Font: font(10.5, false, "1A2220"), Alignment: middle, Border: rule, CustomNumFmt: &signed})
	b.soft = style(&excelize.Style{Font: font(9.5, false, "656B67")})
	return failed
}

// page makes a sheet print on A4, as wide as the paper.
func (b *book) page(name string) error {
	a4, wide, high := 9, 1, 0
	portrait, fit := "portrait", true
	if err := b.x.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	return b.x.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})
}
