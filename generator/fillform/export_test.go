package fillform

import (
	"kepu/generator/diag"
	"kepu/generator/ooxml"
	"kepu/generator/sheet"
)

// Read returns what a mark comes to, in words, for tests.
func Read(words string, d Data) string {
	f := newFiller(d)
	list := marks(words)
	if len(list) != 1 {
		return "not one mark"
	}
	_, v, wrong := f.read(list[0], f.scope())
	switch {
	case wrong != nil:
		return wrong.what.ZH + "；" + wrong.mend.ZH
	case !v.has():
		return v.why.ZH
	case v.note != (diag.Text{}):
		return v.text + "（" + v.note.ZH + "）"
	}
	return v.text
}

// Moved moves the point of a number.
func Moved(number string, by int) string { return value{number: number}.moved(by).number }

// PlacesOfSheet returns how many places are kept of a sheet, and how many cells it has.
func PlacesOfSheet(s *sheet.Sheet) (kept, cells int) {
	g := gridOf(s)
	return len(g.at), len(g.cells)
}

// PlacesOfWord returns how many places are kept of a table of Word, how many times one was noted, and how many cells it has.
func PlacesOfWord(raw []byte) (kept, noted, cells int) {
	root, err := ooxml.Parse(raw)
	if err != nil {
		panic(err)
	}
	g := (&text{}).grid(every(root, "tbl")[0])
	return len(g.at), g.noted, len(g.cells)
}
