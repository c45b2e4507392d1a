package markdown

import (
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
		w.last = 0
		w.html(shut, "\n")
	}
	w.endBlock()
	w.html("</tr>\n")
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
