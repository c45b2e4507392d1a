package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

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
