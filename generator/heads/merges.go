package heads

import (
	"cmp"
	"slices"

	"kepu/generator/sheet"
)

// Merges says which cells of a sheet are merged. However large the ranges are, it takes no more than some entries for each of them: a range
// may be as wide and as high as a sheet can be. Of ranges that overlap, which no program makes, the
// one that begins further up counts, or further left.
type Merges struct {
	rows   int                   // of the sheet: what lies below them holds nothing
	begin  []sheet.Range         // by the rows in which they begin, from the left
	across map[int][]sheet.Range // a tree over the rows: its leaf of a row is rows+row, and a node's parent is its half. Those of a node cover all its rows, from the left
}

// MergesOf returns the merged cells of a sheet.
func MergesOf(s *sheet.Sheet) *Merges {
	m := &Merges{rows: len(s.Rows), across: map[int][]sheet.Range{}}
	sorted := slices.DeleteFunc(slices.Clone(s.Merged), func(r sheet.Range) bool {
		return r.Row < 0 || r.Col < 0 || r.LastRow < r.Row || r.LastCol < r.Col || r.Row >= m.rows || r.Col >= sheet.MaxColumn
	})
	slices.SortStableFunc(sorted, func(a, b sheet.Range) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
	var free [sheet.MaxColumn]int // the first row of each column that no range has taken yet
	for _, r := range sorted {
		columns := free[r.Col:min(r.LastCol+1, sheet.MaxColumn)]
		if slices.ContainsFunc(columns, func(row int) bool { return row > r.Row }) {
			continue
		}
		for i := range columns {
			columns[i] = r.LastRow + 1
		}
		m.begin = append(m.begin, r)
		for from, to := m.rows+r.Row, m.rows+min(r.LastRow+1, m.rows); from < to; from, to = from/2, to/2 {
			if from%2 == 1 {
				m.across[from] = append(m.across[from], r)
				from++
			}
			if to%2 == 1 {
				to--
				m.across[to] = append(m.across[to], r)
			}
		}
	}
	for _, list := range m.across {
		slices.SortFunc(list, func(a, b sheet.Range) int { return cmp.Compare(a.Col, b.Col) })
	}
	return m
}

// Over returns the merged range that has a cell. It is false for a cell that is not merged, and below the last row of the sheet.
func (m *Merges) Over(row, col int) (sheet.Range, bool) {
	if row < 0 || row >= m.rows {
		return sheet.Range{}, false
	}
	for node := m.rows + row; node > 0; node /= 2 {
		list := m.across[node]
		// Those of a node share its rows, so no two of them share a column.
		i, found := slices.BinarySearchFunc(list, col, func(r sheet.Range, col int) int {
			switch {
			case r.LastCol < col:
				return -1
			case r.Col > col:
				return 1
			}
			return 0
		})
		if found {
			return list[i], true
		}
	}
	return sheet.Range{}, false
}

// At returns a cell as it is seen: in a merged range, what the range shows.
func (m *Merges) At(s *sheet.Sheet, row, col int) sheet.Cell {
	if r, ok := m.Over(row, col); ok {
		row, col = r.Row, r.Col
	}
	return cell(s, row, col)
}

// Begin returns the merged ranges whose first row is this one, from the left.
func (m *Merges) Begin(row int) []sheet.Range {
	from, _ := slices.BinarySearchFunc(m.begin, row, func(r sheet.Range, row int) int { return cmp.Compare(r.Row, row) })
	to := from
	for to < len(m.begin) && m.begin[to].Row == row {
		to++
	}
	return m.begin[from:to]
}

// width is the number of columns up to the last that is merged in a row.
func (m *Merges) width(row int) int {
	n := 0
	for node := m.rows + row; row < m.rows && node > 0; node /= 2 {
		if list := m.across[node]; len(list) > 0 {
			n = max(n, list[len(list)-1].LastCol+1)
		}
	}
	return n
}
