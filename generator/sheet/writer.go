package sheet

import (
	"errors"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Writer writes a new book: its properties and styles, then its sheets, then, sheet by sheet from the top
// down, their rows. The first error stays, nothing is written after it, and Close returns it.
//
// Rows are streamed: they go into the text of their sheet and are never held as cells. What else a sheet has
// (page, lists, notes, locks) is therefore set before its first row. The same calls give the same bytes on any machine and day.
type Writer struct {
	x      *excelize.File
	sheets int
	failed error
}

// NewWriter begins a book that is written to w by Close.
func NewWriter(w io.Writer) *Writer {
	return &Writer{x: excelize.NewFile().SetZipWriter(func(io.Writer) excelize.ZipWriter { return newArchive(w) })}
}

func (b *Writer) do(err error) {
	if b.failed == nil {
		b.failed = err
	}
}

// Properties are what the file explorer shows of a book.
type Properties struct {
	Title string
	By    string
	Day   string // of the newest record, 2026-03-05: a clock would make every book a different one
}

// Properties sets them.
func (b *Writer) Properties(p Properties) {
	b.do(errors.Join(
		b.x.SetDocProps(&excelize.DocProperties{
			Title: p.Title, Creator: p.By, LastModifiedBy: p.By, Language: "zh-CN",
			Created: p.Day + "T00:00:00Z", Modified: p.Day + "T00:00:00Z",
		}),
		b.x.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", AppVersion: "16.0300"}),
	))
}

// Style is how cells look. The zero value of a part leaves it as the program has it.
type Style struct {
	Size   float64 // of the letters, in points
	Bold   bool
	Colour string // of the letters: RRGGBB
	Fill   string // RRGGBB
	Rule   string // the line below: RRGGBB
	Format string // of numbers: #,##0
	Middle bool   // in the middle of the row's height
	Top    bool   // at its top
	Wrap   bool   // long texts go on in the next line
	Open   bool   // may be changed on a sheet that is locked
}

// StyleID is a style of one Writer.
type StyleID int

// Style adds a style to the book.
func (b *Writer) Style(s Style) StyleID {
	if b.failed != nil {
		return 0
	}
	id, err := b.x.NewStyle(s.excelize())
	b.do(err)
	return StyleID(id)
}

// face is the type of all that we write: every Chinese Windows has it.
const face = "微软雅黑"

func (s Style) excelize() *excelize.Style {
	x := &excelize.Style{Font: &excelize.Font{Family: face, Size: s.Size, Bold: s.Bold, Color: s.Colour}}
	if s.Middle || s.Top || s.Wrap {
		x.Alignment = &excelize.Alignment{WrapText: s.Wrap}
		switch {
		case s.Middle:
			x.Alignment.Vertical = "center"
		case s.Top:
			x.Alignment.Vertical = "top"
		}
	}
	if s.Fill != "" {
		x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Fill}}
	}
	if s.Rule != "" {
		x.Border = []excelize.Border{{Type: "bottom", Color: s.Rule, Style: 1}}
	}
	if s.Format != "" {
		x.CustomNumFmt = &s.Format
	}
	if s.Open {
		x.Protection = &excelize.Protection{Locked: false}
	}
	return x
}

// Add adds a sheet after those that there are.
func (b *Writer) Add(name string) {
	if b.failed != nil {
		return
	}
	if b.sheets++; b.sheets == 1 {
		b.do(b.x.SetSheetName("Sheet1", name)) // which every new file has
		return
	}
	_, err := b.x.NewSheet(name)
	b.do(err)
}

// Page makes a sheet print on A4, as wide as the paper; across: on its long side.
func (b *Writer) Page(name string, across bool) {
	a4, wide, high := 9, 1, 0
	orientation, fit := "portrait", true
	if across {
		orientation = "landscape"
	}
	b.do(b.x.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}))
	b.do(b.x.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// Spread lets a sheet print over more pages beside one another: what is fitted onto one that is much too wide for it nobody can read. The first
// rows of heads, and the first column, stand on each page; heads count from 0.
func (b *Writer) Spread(name string, pages, head int) {
	b.do(b.x.SetPageLayout(name, &excelize.PageLayoutOptions{FitToWidth: &pages}))
	row := strconv.Itoa(head + 1)
	b.do(b.x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name, RefersTo: "'" + name + "'!$A:$A,'" + name + "'!$" + row + ":$" + row}))
}

// OpenAt says which sheet is shown first; they count from 0.
func (b *Writer) OpenAt(sheet int) { b.x.SetActiveSheet(sheet) }

// Close writes the book, whose sheets are all ended.
func (b *Writer) Close() error {
	b.do(b.x.Write(io.Discard)) // the archive writes to the writer of the book
	return errors.Join(b.failed, b.x.Close())
}

// MostRows is how many rows a sheet can hold.
const MostRows = excelize.TotalRows

// Rows writes the rows of one sheet from the top down: widths and what is frozen, rows, then End.
type Rows struct {
	b      *Writer
	stream *excelize.StreamWriter
	Next   int             // the row that is written next, from 1
	cells  []excelize.Cell // of the row that is being written; they are used again for the next
	line   []any           // pointers to them: a cell by value would be copied to the heap
}

// Rows begins the rows of a sheet that the book has already; most is how many columns its widest row has.
func (b *Writer) Rows(name string, most int) *Rows {
	s := &Rows{b: b, Next: 1, cells: make([]excelize.Cell, most), line: make([]any, most)}
	for i := range s.cells {
		s.line[i] = &s.cells[i]
	}
	if b.failed == nil {
		var err error
		s.stream, err = b.x.NewStreamWriter(name)
		b.do(err)
	}
	return s
}

// Widths sets those of the first columns, in characters.
func (s *Rows) Widths(list ...float64) {
	for i, width := range list {
		if s.b.failed == nil {
			s.b.do(s.stream.SetColWidth(i+1, i+1, width))
		}
	}
}

// Freeze lets the first rows and columns stay in sight.
func (s *Rows) Freeze(rows, columns int) {
	if s.b.failed != nil {
		return
	}
	pane := "bottomLeft"
	if columns > 0 {
		pane = "bottomRight"
	}
	s.b.do(s.stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: Name(rows, columns), ActivePane: pane}))
}

// Write writes a row of cells in one style each; style says which. Texts are texts, also those that look like a formula; nil is
// an empty cell.
func (s *Rows) Write(style func(i int) StyleID, cells ...any) {
	for i, c := range cells {
		s.cells[i] = excelize.Cell{StyleID: int(style(i)), Value: c}
	}
	s.Plain(s.line[:len(cells)]...)
}

// Plain writes a row of values without a style.
func (s *Rows) Plain(values ...any) {
	if s.b.failed == nil {
		s.b.do(s.stream.SetRow("A"+strconv.Itoa(s.Next), values))
	}
	s.Next++
}

// Failed reports whether the book cannot be written any more.
func (s *Rows) Failed() bool { return s.b.failed != nil }

// End ends the sheet and returns what went wrong up to here.
func (s *Rows) End() error {
	if s.b.failed == nil {
		s.b.do(s.stream.Flush())
	}
	return s.b.failed
}
