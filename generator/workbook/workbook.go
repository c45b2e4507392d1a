// Package workbook writes data/statistics.xlsx: the figures as a book of tables
// that opens in Excel, WPS and LibreOffice.
//
// In come the figures and what the book is called; out go bytes. The book has a
// sheet with the definitions (说明), one for each year with the tables that a
// person expects (2025年 …, the newest first), and one with every row of
// data/statistics.csv (明细). Numbers are cells with numbers; what is not known is
// an empty cell, never a zero; names are text, so that none is taken for a formula.
//
// The same figures give the same bytes on any machine and day: the properties of
// the book hold no clock, and only one sheet is streamed, because the library
// writes streamed sheets in the order of a map.
//
// The library for it, excelize, is imported here and nowhere else.
package workbook

import (
	"errors"
	"fmt"
	"io"
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

// Names of the sheets that are not those of years.
const (
	notesSheet = "说明"
	rowsSheet  = "明细"
)

// Write writes the book to w.
func Write(w io.Writer, f *figures.Figures, about About) (err error) {
	x := excelize.NewFile()
	defer func() { err = errors.Join(err, x.Close()) }()
	b := &book{x: x, f: f, about: about}
	if err := b.styles(); err != nil {
		return fmt.Errorf("styles of the workbook: %w", err)
	}
	if err := b.write(); err != nil {
		return fmt.Errorf("sheets of the workbook: %w", err)
	}
	return x.Write(w)
}

type book struct {
	x     *excelize.File
	f     *figures.Figures
	about About

	title, head, text, wrapped, number, percent, soft int // styles
}

func (b *book) write() error {
	if err := b.properties(); err != nil {
		return err
	}
	if err := b.x.SetSheetName("Sheet1", notesSheet); err != nil {
		return err
	}
	if err := b.notes(); err != nil {
		return err
	}
	years := b.f.Years()
	for i := len(years) - 1; i >= 0; i-- {
		if err := b.year(years[i]); err != nil {
			return err
		}
	}
	first := 0
	if len(years) > 0 {
		first = 1 // the newest year is what people look for
	}
	b.x.SetActiveSheet(first) // before there is a long sheet, which it would read and write anew
	return b.rows()
}

// properties are those that the file explorer shows. Times are that of the newest
// record: a clock would make every book a different one.
func (b *book) properties() error {
	day := "2000-01-01"
	if b.about.AsOf.Known() {
		day = b.about.AsOf.First().String()
	}
	return errors.Join(
		b.x.SetDocProps(&excelize.DocProperties{
			Title: b.about.Title + "：统计", Creator: b.about.By, LastModifiedBy: b.about.By, Language: "zh-CN",
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
	integer := "#,##0"
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
	b.percent = style(&excelize.Style{Font: font(10.5, false, "1A2220"), Alignment: middle, Border: rule, CustomNumFmt: &signed})
	b.soft = style(&excelize.Style{Font: font(9.5, false, "656B67")})
	return failed
}

// mostRows is from how many rows on those of the single bases are left to
// statistics.csv: an office computer takes half a minute to open a book with more.
const mostRows = 50_000

// brief reports whether the book would have too many rows with those of the bases.
func (b *book) brief() bool {
	n := 0
	for range b.f.Rows() {
		if n++; n > mostRows {
			return true
		}
	}
	return false
}

// rows writes every row of statistics.csv, or where that are too many those that are
// not of single bases. Then, and beyond what a sheet can hold, the last row says where
// the others are.
func (b *book) rows() error {
	if _, err := b.x.NewSheet(rowsSheet); err != nil {
		return err
	}
	s, err := b.x.NewStreamWriter(rowsSheet)
	if err != nil {
		return err
	}
	for i, width := range []float64{8, 18, 12, 22, 30, 16, 10, 10, 14, 14} {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	var head []any
	for _, name := range []string{"year", "measure", "dimension", "key", "name", "value", "reported", "entries", "指标", "分类"} {
		head = append(head, excelize.Cell{StyleID: b.head, Value: name})
	}
	if err := s.SetRow("A1", head); err != nil {
		return err
	}
	at := 2
	brief := b.brief()
	for r := range b.f.Rows() {
		if brief && r.Dimension == figures.ByBase {
			continue
		}
		cells := []any{r.Year, r.Measure.Key(), r.Dimension.Key(), r.Key, r.Name, nil, r.Reported, r.Entries, r.Measure.Name(), r.Dimension.Name()}
		if r.Known {
			cells[5] = exact(r.Value)
		}
		if at == excelize.TotalRows {
			brief = true
			break
		}
		if err := s.SetRow("A"+strconv.Itoa(at), cells); err != nil {
			return err
		}
		at++
	}
	if brief {
		if err := s.SetRow("A"+strconv.Itoa(at), []any{"其余各行（各基地的）见 data/statistics.csv"}); err != nil {
			return err
		}
	}
	return s.Flush()
}

// exact returns n as a cell that shows n: Excel's numbers are floating, and
// beyond 15 digits they would lose the last ones. Such a number is text.
func exact(n int64) any {
	const largest = 999_999_999_999_999
	if n > largest || n < -largest {
		return strconv.FormatInt(n, 10)
	}
	return n
}
