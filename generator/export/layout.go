package export

import (
	"slices"
	"strings"

	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/sheet"
)

// looks are the styles of a book.
type looks struct {
	title, soft, head sheet.StyleID
	text, day         sheet.StyleID // of what is known: grey, and locked
	open              sheet.StyleID
}

// Colours of the book.
const (
	ink, mild, strong = "1A2220", "656B67", "17494E"
	tint, grey        = "E2EEEB", "EDEDED"
	line, thick       = "DFD9CC", "A39C8C"
)

func (b *Book) styles() {
	style := func(s sheet.Style) sheet.StyleID { return b.w.Style(s) }
	b.look.title = style(sheet.Style{Size: 15, Bold: true, Colour: strong})
	b.look.soft = style(sheet.Style{Size: 9.5, Colour: mild})
	b.look.head = style(sheet.Style{Size: 10.5, Bold: true, Colour: ink, Fill: tint, Rule: thick, Middle: true, Wrap: true})
	known := sheet.Style{Size: 10.5, Colour: mild, Fill: grey, Rule: line, Top: true, Wrap: true}
	open := sheet.Style{Size: 10.5, Colour: ink, Rule: line, Top: true, Wrap: true, Open: true}
	b.look.text, b.look.open = style(known), style(open)
	known.Format = "yyyy/m/d"
	b.look.day = style(known)
}

// aPage is how many characters stand beside one another on a page that lies on its side, in letters that can still be read.
const aPage = 200

// pages is how many pages beside one another a sheet is printed on.
func (t *table) pages() int {
	width := 0.0
	for _, c := range t.columns {
		width += c.width
	}
	return int(width+aPage-1) / aPage
}

// headRow is the row of the heads, from 0: below the title and two lines of words.
const headRow = 3

// choices puts a sheet's lists on the hidden one.
func (b *Book) choices(t *table) {
	for _, c := range t.columns {
		if words := b.wordsOf(t, c); len(words) > 0 {
			b.lists[t.name+" "+c.key] = span{len(b.words), len(b.words) + len(words) - 1}
			b.words = append(b.words, words...)
		}
	}
}

// wordsOf returns what a column's cells may say, or are likely to.
func (b *Book) wordsOf(t *table, c column) (words []string) {
	switch {
	case c.field.Kind == form.YesNo:
		return []string{"是", "否"}
	case c.key == "units" || c.key == "names" || c.key == "base":
		for _, x := range b.c.Bases {
			if b.in(x) {
				words = append(words, x.Name)
			}
		}
	case c.key == "county" || c.field.Names == "county":
		for _, x := range b.c.Counties {
			words = append(words, x.Name)
		}
	case c.field.Kind == form.One && c.field.List != nil:
		for _, x := range c.field.List(b.c) {
			words = append(words, x.Name)
		}
	}
	return slices.DeleteFunc(words, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// sheet writes a sheet.
func (b *Book) sheet(t *table) error {
	last := headRow + len(t.rows) + free
	for i, c := range t.columns {
		if c.hint != "" {
			b.w.Note(t.name, headRow, i, b.by(), c.hint)
		}
		where := sheet.Range{Row: headRow + 1, Col: i, LastRow: last, LastCol: i}
		if list, ok := b.lists[t.name+" "+c.key]; ok {
			several := c.key == "units" || c.key == "names" || c.key == "base"
			b.w.Choose(t.name, where, listSheet, list.first, list.last, !several, "这一列只能写列表里的词")
		} else if c.field.Kind == form.Number && c.key != "year" {
			b.w.Whole(t.name, where, "一般写整数。不知道就空着；约数照原话写，可以选“是”留下")
		}
	}
	b.w.Lock(t.name)
	s := b.w.Rows(t.name, len(t.columns))
	var widths []float64
	var looks []sheet.StyleID
	for _, c := range t.columns {
		widths = append(widths, c.width)
		looks = append(looks, b.style(cell{}))
	}
	s.Widths(widths...)
	s.Looks(looks...)
	s.Freeze(headRow+1, 1)
	one := func(id sheet.StyleID) func(int) sheet.StyleID { return func(int) sheet.StyleID { return id } }
	s.Write(one(b.look.title), b.title(t.name))
	for _, words := range heads.OwnWords(b.by()) {
		s.Write(one(b.look.soft), words)
	}
	named := make([]any, len(t.columns))
	for i, c := range t.columns {
		named[i] = c.head
	}
	s.Write(one(b.look.head), named...)
	cells := make([]any, len(t.columns))
	for _, row := range t.rows {
		for i, x := range row {
			cells[i] = x.value
		}
		s.Write(func(i int) sheet.StyleID { return b.style(row[i]) }, cells...)
	}
	return s.End()
}

// style is how a cell looks: grey and locked where something is known. Where nothing is, no format of days stands: a program that finds one
// there makes the first of September of 2026年9月.
func (b *Book) style(x cell) sheet.StyleID {
	switch {
	case x.value == nil:
		return b.look.open
	case x.day:
		return b.look.day
	}
	return b.look.text
}
