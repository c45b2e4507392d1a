package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
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
	case *ast.FencedCodeBlock:
		w.fenced(n)
	case *ast.HTMLBlock:
		w.hidden(n)
	case *blockDirective:
		w.directiveBlock(n)
	case *ast.ThematicBreak:
		w.html("<hr>\n")
	case *ast.LinkReferenceDefinition:
		w.definition(n)
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
	if w.summary == "" || strings.HasSuffix(w.summary, "：") { // 各县科协： says nothing yet
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
	w.checkLevel(n)
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

// checkLevel warns about a heading that skips a level: a reader who hears the page takes it for one
// that is missing.
func (w *writer) checkLevel(n *ast.Heading) {
	if len(w.r.headings) > 0 {
		return // by number: there are no marks to change
	}
	at := max(n.Pos(), 0)
	marks := func(level int) string { return strings.Repeat("#", level) }
	this := span{at, at + n.Level}
	switch {
	case w.heading == 0:
		if top := n.Level - w.headings[0].Level + 2; w.headings[0].Level > 2 {
			w.r.warn(this, lowLevel.With(marks(n.Level)), nextLevel.With(marks(top)))
		}
	case n.Level > w.nodes[w.heading-1].Level+1:
		above := w.nodes[w.heading-1].Level
		w.r.warn(this, skippedLevel.With(marks(above), marks(n.Level)), nextLevel.With(marks(above+1)))
	}
}

// lineOf returns where a block begins.
func (w *writer) lineOf(n ast.Node) span {
	at := max(n.Pos(), 0)
	return span{at, at + 1}
}

// list writes a list. Its items have the numbers that were written, but where all have the
// same, as they may in Markdown, they are counted.
func (w *writer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		w.html("<ul>\n")
	case n.Start == 1:
		w.html("<ol>\n")
	default:
		w.html(`<ol start="`+itoa(n.Start), "\">\n")
	}
	alike := true
	for c := n.FirstChild(); c != nil && n.IsOrdered(); c = c.NextSibling() {
		alike = alike && w.numberOf(c) == n.Start
	}
	next := n.Start
	for c := n.FirstChild(); c != nil && !w.r.refused; c = c.NextSibling() {
		item, value := c.(*ast.ListItem), ""
		if n.IsOrdered() && !alike {
			if written := w.numberOf(item); written != next {
				next = written
				value = ` value="` + itoa(written) + `"`
			}
		}
		next++
		w.listItem(item, value)
	}
	if n.IsOrdered() {
		w.html("</ol>\n")
		return
	}
	w.html("</ul>\n")
}

// numberOf returns the number that an item of an ordered list begins with.
func (w *writer) numberOf(item ast.Node) int {
	n, _ := strconv.Atoi(head(w.r.text[max(item.Pos(), 0):], digits))
	return n
}

func (w *writer) listItem(n *ast.ListItem, value string) {
	first := n.FirstChild()
	switch {
	case first != nil && isTask(first):
		w.html(`<li class="task"`, value, ">")
	default:
		w.html("<li", value, ">")
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

// definition writes nothing for [label]: address where a link names it. Else it was not meant as
// one, such as [注]: 以上数据截至12月底, and is a paragraph as it stands.
func (w *writer) definition(n *ast.LinkReferenceDefinition) {
	label := util.ToLinkReference(n.Label)
	if w.r.used[label] && !w.defined[label] {
		if w.defined == nil {
			w.defined = map[string]bool{}
		}
		w.defined[label] = true
		return
	}
	lines := n.Lines()
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if to := string(n.Destination); w.defined[label] {
		w.r.warn(span{start, stop}, secondDefinition.With(string(n.Label)), onlyOne)
	} else if addressLike(to) || schemeOf(to) != "" {
		w.r.warn(span{start, stop}, unusedDefinition, useDefinition.With(string(n.Label)))
	}
	w.html("<p>")
	for i := range lines.Len() {
		line := lines.At(i)
		words := strings.TrimSpace(w.r.text[line.Start:line.Stop])
		if i > 0 {
			w.html("\n")
			w.plain = append(w.plain, ' ')
		}
		w.run(line.Start, line.Start+len(words))
		w.text(words)
	}
	w.endBlock()
	w.html("</p>\n")
}

// fenced writes a block of code as it stands.
func (w *writer) fenced(n *ast.FencedCodeBlock) {
	if at := max(n.Pos(), 0); !w.r.closed[n] {
		marks := w.r.text[at:]
		marks = marks[:len(marks)-len(strings.TrimLeft(marks, marks[:1]))]
		w.r.warn(span{at, at + len(marks)}, openFence, closeFence.With(marks))
	}
	w.html("<pre><code")
	if n.Info != nil {
		info := n.Info.Segment
		name := head(w.r.text[info.Start:info.Stop], letters+digits+"+#-_")
		if name != "" {
			w.html(` class="language-`, name, `"`)
		}
		if info.Start+len(name) < info.Stop {
			w.r.warn(span{info.Start + len(name), info.Stop}, wordsOnFence, nextLine)
		}
	}
	w.html(">")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		w.text(string(line.Value(w.r.src)))
	}
	w.endBlock()
	w.html("</code></pre>\n")
}
