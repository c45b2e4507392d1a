package figures

import (
	"iter"

	"kepu/generator/catalog"
	"kepu/generator/diag"
)

// AllRows returns the rows of statistics.csv and, in their places, those of single bases.
func (f *Figures) AllRows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for r := range f.numberedRows() {
			if !yield(r) {
				return
			}
		}
	}
}

// Kept returns how many years of the figures that were counted last were taken over.
func (m *Memory) Kept() int {
	if m.change.all {
		return 0
	}
	n := 0
	for _, y := range m.figures.Years() {
		if !m.change.years[y] {
			n++
		}
	}
	return n
}

// Check warns about the records of a catalog that nothing was counted of before.
func Check(cat *catalog.Catalog, files func(path string) *diag.File) diag.List {
	var m Memory
	m.Of(cat)
	return m.Check(files)
}
