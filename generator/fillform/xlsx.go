package fillform

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/heads"
	"kepu/generator/sheet"
)

// mostInserts is how many lists of a book may need more rows.
const mostInserts = 20

// fillXlsx fills a workbook: the sheets that are seen.
func (f *filler) fillXlsx(name string, raw []byte) (res Result, err error) {
	added := map[string]bool{}          // sheets into which rows were put below the only one of a list
	longer := map[string]map[int]bool{} // lists of sheets, in their order, into which rows were put
	for range mostInserts {
		res = Result{}
		c, err := sheet.Change(raw)
		if err != nil {
			return res, err
		}
		book, err := sheet.Read(name, raw)
		if err != nil {
			return res, err
		}
		var all []*blank
		short, below, n := "", 0, 0
		for _, s := range book.Sheets {
			if s.Hidden {
				continue
			}
			w := &work{filler: f, res: &res, c: c, s: s, g: gridOf(s)}
			for _, c := range w.g.cells[:min(len(w.g.cells), mostTitles)] {
				if res.Titled == 0 {
					res.Titled = yearOf([]string{c.text})
				}
			}
			w.marks()
			for i, l := range f.lists(w.g, s.Name+" "+name) {
				if l.more > 0 && n == 0 && (f.Year != 0 || !l.needYear) {
					short, below, n = s.Name, l.first, l.more // within what a sum adds up, where there are two rows
					added[s.Name] = added[s.Name] || l.first == l.last
					if longer[s.Name] == nil {
						longer[s.Name] = map[int]bool{}
					}
					longer[s.Name][i] = true
				}
				w.list(l)
				if longer[s.Name][i] {
					w.renumber(l)
				}
				if added[s.Name] {
					w.sums(l)
				}
			}
			blanks := f.blanks(w.g)
			for _, b := range blanks {
				b.write = w.put
			}
			blanks = append(blanks, w.cellLines(blanks)...)
			all = append(all, blanks...)
		}
		if n > 0 {
			if raw, err = sheet.InsertRows(raw, short, below, n); err != nil {
				return res, err
			}
			continue
		}
		twice(all)
		for _, b := range all {
			if res.blank(b, b.what()) {
				b.write(b.cell, b.v)
			}
		}
		res.Bytes, err = c.Bytes()
		return res, err
	}
	return res, &sheet.Fault{What: tooManyLists, Mend: insertThem}
}

var (
	tooManyLists = diag.M("FILL-ROWS", "表里要加行的地方太多", "too many lists of the form need more rows")
	insertThem   = diag.T("先在表里多留些空行", "leave more empty rows in the form first")
)

// work is a sheet while it is filled.
type work struct {
	*filler
	res *Result
	c   *sheet.Changes
	s   *sheet.Sheet
	g   *grid
}

// gridOf is a sheet as what covers what; below its last row there are more.
func gridOf(s *sheet.Sheet) *grid {
	g := newGrid()
	g.open = true
	g.over = heads.MergesOf(s)
	for row, cells := range s.Rows {
		g.wide = max(g.wide, len(cells))
		cols := make([]int, len(cells)) // and merged cells behind the last of the row that holds anything
		for i := range cols {
			cols[i] = i
		}
		for _, m := range g.over.Begin(row) {
			if m.Col >= len(cells) {
				cols = append(cols, m.Col)
			}
		}
		for _, col := range cols {
			m, merged := g.over.Over(row, col)
			if merged && (m.Row != row || m.Col != col) {
				continue
			}
			c := &cell{row: row, col: col, rows: 1, cols: 1, empty: true}
			if col < len(cells) {
				x := cells[col]
				c.text, c.empty, c.locked, c.dated = x.Text, x.Kind == sheet.Empty && x.Text == "" && !x.Formula, x.Formula, onlyBlank.MatchString(x.Text)
			}
			if merged {
				c.rows, c.cols = min(m.LastRow, len(s.Rows)-1)-m.Row+1, min(m.LastCol, sheet.MaxColumn-1)-m.Col+1
			}
			if c.empty && !merged {
				continue // it is made when somebody asks for it
			}
			c.place = diag.Same(s.Address(row, col))
			g.cells, g.at[[2]int{row, col}] = append(g.cells, c), c
		}
	}
	g.rows = len(s.Rows)
	g.before = []string{s.Name}
	g.place = func(row, col int) diag.Text { return diag.Same(s.Address(row, col)) }
	return g
}

// put writes a value into a cell: a number as one, a day as one where the cell is formatted for it, all else as text.
func (w *work) put(c *cell, v value) {
	switch {
	case v.number != "":
		w.c.SetNumber(w.s.Name, c.row, c.col, v.number)
	case v.day.Known():
		w.c.SetDay(w.s.Name, c.row, c.col, v.day, v.text)
	default:
		w.c.SetText(w.s.Name, c.row, c.col, v.text)
	}
}

// marks fills what stands in braces.
func (w *work) marks() {
	s := w.scope()
	for _, c := range w.g.cells {
		list := marks(c.text)
		if len(list) == 0 || c.locked {
			continue
		}
		var b strings.Builder
		at, touched := 0, false
		var last value
		for _, m := range list {
			what, v, wrong := w.read(m, s)
			if v, ok := w.res.note(c.place, what, v, wrong); ok {
				b.WriteString(c.text[at:m.start] + v.text)
				at, touched, last = m.end, true, v
			}
		}
		if !touched {
			continue
		}
		b.WriteString(c.text[at:])
		v := value{text: b.String()}
		if len(list) == 1 && list[0].start == 0 && list[0].end == len(c.text) {
			v = last
		}
		w.put(c, v)
	}
}

// renumber writes the numbers anew that the form prints before the rows of a list, among which there are new ones.
func (w *work) renumber(l *list) {
	cells, now := w.g.renumbered(l)
	for i, c := range cells {
		w.put(c, now[i])
	}
}

// sums tells of formulas below a list that know of its first row alone.
func (w *work) sums(l *list) {
	for _, k := range l.columns {
		if c := w.g.seen(l.end, k.col); c != nil && c.locked {
			w.res.Empty = append(w.res.Empty, Empty{c.place, k.name, diag.T("表里只有一个空行，加了行以后公式没有跟着变，请改公式", "the form had one empty row: the formula does not know of those that were added, mend it")})
		}
	}
}

// cellLines finds the blanks within the text of single cells, 填报单位：　　　填报日期：, whose text is then written anew.
func (w *work) cellLines(taken []*blank) (out []*blank) {
	for _, c := range w.g.cells {
		if c.done || c.empty || c.locked || !strings.ContainsAny(c.text, ":：") || len(marks(c.text)) > 0 || slices.ContainsFunc(taken, func(b *blank) bool { return b.label == c }) {
			continue
		}
		list := w.lines(c.text, c.place)
		if next := w.g.next(c); len(list) == 1 && list[0].line.start == list[0].line.end && next != nil && !next.empty {
			continue // a label beside its value
		}
		text, moved := c.text, 0
		for _, b := range list {
			b.write = func(_ *cell, v value) {
				l := b.line
				text = text[:l.start+moved] + v.text + text[l.end+moved:]
				moved += len(v.text) - (l.end - l.start)
				w.c.SetText(w.s.Name, c.row, c.col, text)
			}
		}
		out = append(out, list...)
	}
	return out
}

// list fills a list, whose rows are all there.
func (w *work) list(l *list) {
	l.at = diag.Same(w.s.Name + "!" + sheet.Name(l.head, l.columns[0].col) + ":" + sheet.Name(max(l.end-1, l.head), l.columns[len(l.columns)-1].col))
	w.res.list(l, w.Year)
	if l.needYear && w.Year == 0 {
		return
	}
	for i, r := range l.records[:len(l.rows)] {
		row := l.rows[i]
		for _, e := range l.entriesOf(r) {
			c := w.g.cell(row, e.column.col)
			if c.row != row || !c.empty || c.locked {
				continue
			}
			if e.v.has() {
				w.put(c, e.v)
			}
			if row > l.rows[0] {
				w.c.Like(w.s.Name, row, c.col, l.rows[0])
			}
		}
	}
}
