package heads_test

import (
	"math/rand/v2"
	"testing"

	"kepu/generator/heads"
	"kepu/generator/sheet"
)

// overlap reports whether two ranges share a cell.
func overlap(a, b sheet.Range) bool {
	return a.Row <= b.LastRow && b.Row <= a.LastRow && a.Col <= b.LastCol && b.Col <= a.LastCol
}

// What is said of each cell is what a look at all ranges says.
func TestMerges(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for round := range 300 {
		rows := random.IntN(20)
		s := &sheet.Sheet{Rows: make([][]sheet.Cell, rows)}
		var apart []sheet.Range // none of which overlaps another
		for range random.IntN(12) {
			r := sheet.Range{Row: random.IntN(24), Col: random.IntN(8)}
			r.LastRow, r.LastCol = r.Row+random.IntN(6), r.Col+random.IntN(4)
			free := true
			for _, x := range apart {
				free = free && !overlap(r, x)
			}
			if free {
				apart = append(apart, r)
			}
		}
		s.Merged = apart
		m := heads.MergesOf(s)
		for row := -1; row < 30; row++ {
			begin := 0
			for col := -1; col < 14; col++ {
				var want sheet.Range
				merged := false
				for _, r := range apart {
					if row < rows && overlap(r, sheet.Range{Row: row, Col: col, LastRow: row, LastCol: col}) {
						want, merged = r, true
					}
				}
				if got, ok := m.Over(row, col); got != want || ok != merged {
					t.Fatalf("round %d: %d, %d of %d rows with %v: %v, %v", round, row, col, rows, apart, got, ok)
				}
				if merged && want.Row == row && want.Col == col {
					if list := m.Begin(row); begin >= len(list) || list[begin] != want {
						t.Fatalf("round %d: %v begin in row %d of %v", round, list, row, apart)
					}
					begin++
				}
			}
			if len(m.Begin(row)) != begin {
				t.Fatalf("round %d: %v begin in row %d of %v", round, m.Begin(row), row, apart)
			}
		}
	}
}

// Some bytes of a file can name millions of merged cells, and name them again and again: nothing is kept for each of them.
func TestMergesThatHarm(t *testing.T) {
	const rows = 10_000
	all := sheet.Range{LastRow: 1 << 20, LastCol: 1 << 14}
	s := &sheet.Sheet{Rows: make([][]sheet.Cell, rows)}
	s.Rows[0] = []sheet.Cell{{Kind: sheet.Words, Text: "活动名称"}}
	s.Merged = []sheet.Range{all}
	for i := range 1000 {
		again := all
		again.Row, again.Col = i, i
		s.Merged = append(s.Merged, again)
	}
	s.Merged = append(s.Merged, sheet.Range{Row: 5, Col: 5, LastRow: 2, LastCol: 2}, sheet.Range{Row: rows, LastRow: rows + 9}, sheet.Range{Row: -1, Col: -1})
	m := heads.MergesOf(s)
	if n := m.Entries(); n > 30 {
		t.Errorf("one range takes %d entries", n)
	}
	for _, at := range [][2]int{{0, 0}, {rows - 1, 1000}, {5000, 1 << 14}, {700, 700}} {
		if r, ok := m.Over(at[0], at[1]); !ok || r != all {
			t.Errorf("%v: %v, %v", at, r, ok)
		}
		if got := m.At(s, at[0], at[1]).Text; got != "活动名称" {
			t.Errorf("%v shows %q", at, got)
		}
	}
	if _, ok := m.Over(rows, 0); ok {
		t.Error("a cell below the last row is merged")
	}

	s.Merged = nil
	for col := range sheet.MaxColumn { // each column one high range
		s.Merged = append(s.Merged, sheet.Range{Row: 1, Col: col, LastRow: rows - 2, LastCol: col})
	}
	if m = heads.MergesOf(s); m.Entries() > 30*sheet.MaxColumn {
		t.Errorf("%d ranges take %d entries", len(s.Merged), m.Entries())
	}
	if r, ok := m.Over(rows/2, 77); !ok || r != s.Merged[77] {
		t.Errorf("%v, %v", r, ok)
	}
}
