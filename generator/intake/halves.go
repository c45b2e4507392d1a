package intake

import (
	"kepu/generator/heads"
	"kepu/generator/sheet"
)

// A list may go on beside itself, to fill a page: 序号, 基地名称, 县区 and the same once more to the right.

// halves returns a sheet once for each of the parts that stand side by side, in which the cells of the others are empty; the sheet itself
// where its heads stand once.
func halves(s *sheet.Sheet, blocks []heads.Block) []*sheet.Sheet {
	if len(blocks) != 1 {
		return []*sheet.Sheet{s}
	}
	b := blocks[0]
	n := len(b.Columns)
	for k := 2; k <= n/2; k++ {
		if n%k == 0 && repeats(b.Columns, k) {
			var out []*sheet.Sheet
			for at := 0; at < n; at += k {
				first, end := b.Columns[at].Col, sheet.MaxColumn
				if at == 0 {
					first = 0
				}
				if at+k < n {
					end = b.Columns[at+k].Col
				}
				out = append(out, part(s, b, first, end))
			}
			return out
		}
	}
	return []*sheet.Sheet{s}
}

// words is how many cells of a row hold some.
func words(cells []sheet.Cell) (n int) {
	for _, c := range cells {
		if c.Text != "" {
			n++
		}
	}
	return n
}

// repeats reports whether heads are the same again after some of them, the one that names the records among these.
func repeats(columns []heads.Column, k int) bool {
	key := false
	for i, c := range columns {
		if c.Text != columns[i%k].Text {
			return false
		}
		switch c.Field {
		case "name", "names", "base", "title":
			key = key || i < k
		}
	}
	return key
}

// part is a sheet with some columns alone from the heads of its table on.
func part(s *sheet.Sheet, b heads.Block, first, end int) *sheet.Sheet {
	p := *s
	p.Rows = make([][]sheet.Cell, len(s.Rows))
	for row, cells := range s.Rows {
		p.Rows[row] = cells
		if words := words(cells); row < b.Head || row >= b.To || words < 2 {
			continue // a title, a note, a signature: of all parts
		}
		kept := make([]sheet.Cell, len(cells))
		for col := first; col < min(end, len(cells)); col++ {
			kept[col] = cells[col]
		}
		p.Rows[row] = kept
	}
	return &p
}
