package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// rawHTML leaves a tag out. A comment is a note of the writer's, so nothing is said of it.
func (w *writer) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	at := n.Segments.At(0)
	if !strings.HasPrefix(w.r.text[at.Start:], "<!--") {
		w.r.warn(span{at.Start, at.Stop}, htmlTag, useMarkdown)
	}
}

// htmlBlock leaves out what CommonMark takes for a block of HTML, which is more
// than the tags: it must be said when words vanish with them.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	start := first.Start + len(w.r.text[first.Start:first.Stop]) - len(strings.TrimLeft(w.r.text[first.Start:first.Stop], " "))
	if n.HTMLBlockType != ast.HTMLBlockType2 {
		w.r.warn(span{start, first.Stop}, htmlBlock, useMarkdown)
		return
	}
	end := n.Lines().At(n.Lines().Len() - 1)
	if n.HasClosure() {
		end = n.ClosureLine
	}
	line := w.r.text[max(start, end.Start):end.Stop]
	after := strings.LastIndex(line, "-->")
	switch {
	case after < 0:
		w.r.warn(span{start, start + len("<!--")}, openComment, endComment)
	case strings.TrimSpace(line[after+len("-->"):]) != "":
		from := end.Stop - len(line) + after + len("-->")
		w.r.warn(span{from, end.Stop}, afterComment, nextLine)
	}
}
