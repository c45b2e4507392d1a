package workbook

import sheets "kepu/generator/sheet"

// sheet writes one sheet from the top down: widths and what is frozen, then rows, then end.
type sheet struct {
	*sheets.Rows
	b *book
}

// mostColumns is how many columns the widest of the tables has.
const mostColumns = 14

// sheet begins the sheet of that name, which the book has already.
func (b *book) sheet(name string) *sheet { return &sheet{b.x.Rows(name, mostColumns), b} }

// do writes a row of cells in one style each, the last style for all that follow;
// nil cells stay empty.
func (s *sheet) do(styles []sheets.StyleID, cells ...any) {
	s.Write(func(i int) sheets.StyleID {
		style := styles[min(i, len(styles)-1)]
		if _, decimals := cells[i].(float64); decimals && style == s.b.number {
			return s.b.decimal
		}
		return style
	}, cells...)
}

// heading begins a table: a free row, its title and its head.
func (s *sheet) heading(title string, head ...any) {
	s.Next++
	s.do([]sheets.StyleID{s.b.head}, title)
	s.do([]sheets.StyleID{s.b.head}, head...)
}
