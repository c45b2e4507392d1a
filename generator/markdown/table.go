package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tabTable makes a table of lines whose cells stand apart by tabs, as a spreadsheet copies them. The
// first of them is its head.
type tabTable struct{}

// Transform makes the table, where each of the paragraph's lines has a tab.
func (tabTable) Transform(p *ast.Paragraph, _ text.Reader, pc parser.Context) {
	r, lines := readingOf(pc), p.Lines()
	if lines.Len() > 0 && cellsOf(r.text[r.lineStart(lines.At(0).Start):lines.At(0).Stop]) == cells {
		r.brokenCell(lines)
	}
	if lines.Len() < 2 {
		return
	}
	columns, size := 0, 0
	for i := range lines.Len() {
		at := lines.At(i)
		if line := cellsOf(r.text[r.lineStart(at.Start):at.Stop]); line == noCells || i == 0 && line != cells {
			return
		}
		columns = max(columns, len(r.tabCells(at)))
		size += at.Len()
	}
	if columns < 2 || columns > maxColumns || columns*lines.Len() > size+1<<12 {
		return // as text it is told apart by blanks
	}
	if r.cells += columns * lines.Len(); r.cells > maxCells {
		r.refuse(span{lines.At(0).Start, lines.At(0).Stop}, tooLargeTable.With(maxCells), splitTable)
		return
	}
	table := east.NewTable()
	table.Alignments = make([]east.Alignment, columns)
	for i := range table.Alignments {
		table.Alignments[i] = east.AlignNone
	}
	table.SetPos(lines.At(0).Start)
	for i := range lines.Len() {
		row := east.NewTableRow(table.Alignments)
		cells := r.tabCells(lines.At(i))
		for c := range columns {
			cell := east.NewTableCell()
			if c < len(cells) {
				cell.Lines().Append(cells[c])
			}
			row.AppendChild(row, cell)
		}
		if i == 0 {
			table.AppendChild(table, east.NewTableHeader(row))
			continue
		}
		table.AppendChild(table, row)
	}
	p.Parent().ReplaceChild(p.Parent(), p, table)
}

// brokenCell warns about a cell with a line end in it, which a spreadsheet puts in quotes: the
// table ends in the middle of it.
func (r *reading) brokenCell(lines *text.Segments) {
	last := lines.At(lines.Len() - 1)
	next := text.NewSegment(last.Stop, last.Stop+len(firstLine(r.text[last.Stop:])))
	for i := range lines.Len() + 1 {
		at := next
		if i < lines.Len() {
			at = lines.At(i)
		}
		line := strings.TrimRight(r.text[at.Start:at.Stop], "\n")
		from := strings.LastIndexByte(line, '\t') + 1
		if cell := line[from:]; strings.HasPrefix(cell, `"`) && strings.Count(cell, `"`)%2 == 1 {
			r.warn(span{at.Start + from, at.Start + len(line)}, brokenCell, joinCell)
		}
	}
}

// tabCells returns the cells of a line, those too that are empty at its beginning.
func (r *reading) tabCells(line text.Segment) (cells []text.Segment) {
	start := line.Start
	for start > 0 && r.text[start-1] == '\t' {
		start--
	}
	for cell := range strings.SplitSeq(strings.TrimRight(r.text[start:line.Stop], "\n"), "\t") {
		words := strings.Trim(cell, " \r"+wideBlanks)
		at := start + strings.Index(cell, words)
		cells = append(cells, text.NewSegment(at, at+len(words)))
		start += len(cell) + 1
	}
	for len(cells) > 0 && cells[len(cells)-1].IsEmpty() {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// table writes a table in a box that scrolls by itself on a narrow screen. Such
// a box must be reachable by keyboard and so needs a name: that of the heading
// above, numbered where one heading has several tables.
func (w *writer) table(n *east.Table) {
	w.html(`<div class="table-scroll" tabindex="0" role="region" aria-label="`)
	w.attr(w.tableLabel())
	w.html("\">\n<table>\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, ok := row.(*east.TableHeader); ok {
			w.html("<thead>\n")
			w.row(row, `th scope="col"`, "</th>")
			w.html("</thead>\n")
			continue
		}
		if row.PreviousSibling() == n.FirstChild() {
			w.html("<tbody>\n")
		}
		w.row(row, "td", "</td>")
		if row.NextSibling() == nil {
			w.html("</tbody>\n")
		}
	}
	w.html("</table>\n</div>\n")
}

func (w *writer) tableLabel() string {
	label := "表格"
	if w.heading > 0 && w.headings[w.heading-1].Text != "" {
		label = w.headings[w.heading-1].Text
	}
	if w.labels == nil {
		w.labels = map[string]int{}
	}
	w.labels[label]++
	if n := w.labels[label]; n > 1 {
		return label + " " + itoa(n)
	}
	return label
}

func (w *writer) row(n ast.Node, open, shut string) {
	w.html("<tr>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.html("<", open)
		if cell, ok := c.(*east.TableCell); ok {
			w.html(alignment(cell.Alignment))
		}
		w.html(">")
		if c.PreviousSibling() != nil {
			w.plain = append(w.plain, ' ')
		}
		w.inlines(c)
		if c.NextSibling() == nil {
			w.extraCells(n)
		}
		w.last = 0
		w.html(shut, "\n")
	}
	w.endBlock()
	w.html("</tr>\n")
}

// extraCells writes what stands in a row beyond the last column, which the library leaves out.
func (w *writer) extraCells(row ast.Node) {
	if row.Pos() < 0 {
		return // by tabs: nothing is left out
	}
	start := max(row.Pos(), 0)
	line, _, _ := strings.Cut(w.r.text[start:], "\n")
	end := start + len(strings.TrimSuffix(strings.TrimRight(line, " \t\r"), "|"))
	start += len(line) - len(strings.TrimLeft(line, " \t"))
	if strings.HasPrefix(w.r.text[start:], "|") {
		start++
	}
	for cell := 0; start < end; cell++ {
		stop := start
		for stop < end && (w.r.text[stop] != '|' || stop > start && w.r.text[stop-1] == '\\') {
			stop++
		}
		words := strings.TrimSpace(w.r.text[start:stop])
		if cell >= row.ChildCount() && words != "" {
			at := start + strings.Index(w.r.text[start:], words)
			w.r.warn(span{at, at + len(words)}, extraCell, addColumn)
			w.text(" | ")
			w.run(at, at+len(words))
			w.text(unescape(words))
		}
		start = stop + 1
	}
}

// alignment returns a class: the site allows no style attributes, and align is obsolete.
func alignment(a east.Alignment) string {
	switch a {
	case east.AlignRight:
		return ` class="align-right"`
	case east.AlignCenter:
		return ` class="align-center"`
	}
	return ""
}
