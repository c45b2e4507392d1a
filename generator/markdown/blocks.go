package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

func (w *writer) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil && !w.r.refused; c = c.NextSibling() {
		w.block(c)
	}
}

func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.r.slipsOfLines(n.Lines())
		w.inlines(n)
		w.endBlock()
		if n.NextSibling() != nil {
			w.html("\n")
		}
	case *ast.Heading:
		w.headingBlock(n)
	case *ast.Blockquote:
		w.wrap("<blockquote>\n", n, "</blockquote>\n")
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.listItem(n)
	case *ast.FencedCodeBlock:
		w.code(string(n.Language(w.r.src)), n)
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *blockDirective:
		w.directiveBlock(n)
	case *ast.ThematicBreak:
		w.html("<hr>\n")
	case *ast.LinkReferenceDefinition: // an address that links refer to: nothing of its own
	case *east.Table:
		w.table(n)
	case *east.DefinitionList:
		w.wrap("<dl>\n", n, "</dl>\n")
	case *east.DefinitionTerm:
		w.line("<dt>", n, "</dt>\n")
	case *east.DefinitionDescription:
		w.wrap("<dd>", n, "</dd>\n")
	case *east.FootnoteList:
		w.footnotes(n)
	case *east.FootnoteBacklink: // of a footnote that does not end in a paragraph
		w.inline(n)
	default:
		w.blocks(n)
	}
}

func (w *writer) wrap(open string, n ast.Node, shut string) {
	w.html(open)
	w.blocks(n)
	w.html(shut)
}

func (w *writer) line(open string, n ast.Node, shut string) {
	w.html(open)
	w.inlines(n)
	w.endBlock()
	w.html(shut)
}

// paragraph writes a paragraph; one that is a single picture becomes a figure,
// and one of which nothing is left (a lone HTML tag) becomes nothing.
func (w *writer) paragraph(n *ast.Paragraph) {
	w.r.slipsOfLines(n.Lines())
	if img, ok := n.FirstChild().(*ast.Image); ok && img.NextSibling() == nil {
		w.figure(img)
		return
	}
	before, said, figures := len(w.out), len(w.plain), len(w.directives)
	w.html("<p>")
	inside := len(w.out)
	w.inlines(n)
	if len(w.out) == inside && len(w.directives) == figures {
		w.out = w.out[:before]
		return
	}
	if w.summary == "" {
		w.summary = strings.TrimSpace(string(w.plain[said:]))
		w.firstInSummary = strings.Count(string(w.plain[:said]), string(placeholder))
	}
	w.endBlock()
	w.html("</p>\n")
}

func (w *writer) headingBlock(n *ast.Heading) {
	if w.heading == len(w.nodes) || w.nodes[w.heading] != n {
		w.r.warn(w.lineOf(n), emptyHeading, writeOrDelete)
		w.inlines(n) // perhaps a picture
		return
	}
	h := &w.headings[w.heading]
	w.heading++
	if lines := n.Lines(); lines.Len() > 0 {
		h.Start, h.End = w.r.from.span(lines.At(0).Start, lines.At(0).Stop)
	}
	level := itoa(h.Level)
	w.html("<h", level, ` id="`, h.ID, `">`)
	w.bare = true
	w.inlines(n)
	w.bare = false
	w.endBlock()
	w.html("</h", level, ">\n")
}

// lineOf returns where a block begins.
func (w *writer) lineOf(n ast.Node) span {
	at := max(n.Pos(), 0)
	return span{at, at + 1}
}

func (w *writer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		w.wrap("<ul>\n", n, "</ul>\n")
	case n.Start == 1:
		w.wrap("<ol>\n", n, "</ol>\n")
	default:
		w.wrap(`<ol start="`+itoa(n.Start)+"\">\n", n, "</ol>\n")
	}
}

func (w *writer) listItem(n *ast.ListItem) {
	first := n.FirstChild()
	switch {
	case first != nil && isTask(first):
		w.html(`<li class="task">`)
	default:
		w.html("<li>")
	}
	if first != nil && first.Kind() != ast.KindTextBlock {
		w.html("\n")
	}
	w.blocks(n)
	w.html("</li>\n")
}

func isTask(block ast.Node) bool {
	_, ok := block.FirstChild().(*east.TaskCheckBox)
	return ok
}

// code writes a block of code as it stands.
func (w *writer) code(language string, n ast.Node) {
	w.html("<pre><code")
	if name := head(language, letters+digits+"+#-_"); name != "" {
		w.html(` class="language-`, name, `"`)
	}
	w.html(">")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		w.text(string(line.Value(w.r.src)))
	}
	w.endBlock()
	w.html("</code></pre>\n")
}
