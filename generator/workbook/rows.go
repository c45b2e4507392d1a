package workbook

import (
	"slices"
	"strconv"
	"strings"

	sheets "kepu/generator/sheet"

	"kepu/generator/figures"
	"kepu/generator/measure"
)

// rows writes every row of statistics.csv. Beyond what a sheet can hold, the last row says
// where the others are.
func (b *book) rows() error {
	s := b.sheet(rowsSheet)
	s.Widths(8, 18, 12, 22, 30, 16, 10, 10, 14, 14)
	s.Freeze(1, 0)
	var head []any
	for _, name := range append(slices.Clone(figures.Columns), "指标", "分类") {
		head = append(head, name)
	}
	s.do([]sheets.StyleID{b.head}, head...)
	var words words
	for r := range b.f.Rows() {
		if s.Next == sheets.MostRows {
			s.Plain("其余各行见 data/statistics.csv")
			break
		}
		words.of(r)
		s.Plain(words.year, words.measure[0], words.dimension[0], r.Key, r.Name, value(r), r.Reported, r.Entries, words.measure[1], words.dimension[1])
		if s.Failed() {
			break
		}
	}
	return s.End()
}

// words are the cells that are mostly the same from one row to the next. They are kept
// as the values that the library takes: a text made into one is a piece of memory.
type words struct {
	last               figures.Row
	year               any
	measure, dimension [2]any // key and name
}

func (w *words) of(r figures.Row) {
	if w.year == nil || r.Year != w.last.Year {
		w.year = r.Year
	}
	if w.measure[0] == nil || r.Measure != w.last.Measure {
		w.measure = [2]any{r.Measure.Key(), r.Measure.Name()}
	}
	if w.dimension[0] == nil || r.Dimension != w.last.Dimension {
		w.dimension = [2]any{r.Dimension.Key(), r.Dimension.Name()}
	}
	w.last = r
}

// value returns a cell of r: empty when it is not known.
func value(r figures.Row) any {
	if !r.Known {
		return nil
	}
	return inCell(r.Measure, r.Value)
}

// inCell returns a figure of m as a cell: one with decimals is the floating number that is written so, which
// a spreadsheet shows with as many.
func inCell(m measure.Measure, n int64) any {
	if whole, decimals := m.Split(n); m.Scale() == 1 || decimals == "" {
		return exact(whole)
	}
	text := m.Digits(max(n, -n))
	if n < 0 {
		text = "-" + text
	}
	const certain = 15 // digits that a spreadsheet keeps
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || len(strings.Trim(text, "-.")) > certain {
		return text
	}
	return x
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
