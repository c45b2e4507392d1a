package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Tags are left out, and the words between them are text like any other.
// CommonMark has whole blocks of HTML, up to the next empty line, in which words would be lost and
// marks mean nothing. Here a block is only what has no words for a reader: a
// comment, a script, a style sheet.

// hiddenParser reads such blocks.
type hiddenParser struct{ parser.BlockParser }

// Open begins one.
func (p hiddenParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	tag := bytes.TrimLeft(line, " ")
	if name := tagName(string(tag[:min(len(tag), 16)])); !bytes.HasPrefix(tag, []byte("<!--")) && name != "script" && name != "style" {
		return nil, parser.NoChildren
	}
	if wordsAfter(string(tag)) {
		return nil, parser.NoChildren // a paragraph, which leaves the tags in it out
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// wordsAfter reports whether a comment, script or style sheet ends on the line that it begins, with
// words after it.
func wordsAfter(line string) bool {
	end := "-->"
	if !strings.HasPrefix(line, "<!--") {
		end = "</" + tagName(line) + ">"
	}
	_, after, ended := strings.Cut(strings.ToLower(line), end)
	return ended && strings.TrimSpace(after) != ""
}

// tagName returns the name of the tag that s begins with, in lower case; "" for a comment.
func tagName(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "<"), "/")
	return strings.ToLower(head(s, letters+digits))
}

// breaking are the tags that begin or end a line, cellTags those that part the cells of one.
const (
	breaking = " address article blockquote br caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul "
	cellTags = " td th "
)

// rawHTML leaves a tag out. A comment is a note of the writer's, so nothing is said of it.
func (w *writer) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	at := n.Segments.At(0)
	if strings.HasPrefix(w.r.text[at.Start:], "<!--") {
		return
	}
	if at.Start >= w.toldTags { // the first of a line speaks for the others
		w.r.warn(span{at.Start, at.Stop}, htmlTag, useMarkdown)
		w.toldTags = at.Stop + len(firstLine(w.r.text[at.Stop:]))
	}
	name := " " + tagName(w.r.text[at.Start:at.Stop]) + " "
	if strings.Contains(cellTags, name) {
		w.gap(n, " ")
	} else if strings.Contains(breaking, name) {
		w.gap(n, "<br>\n")
	}
}

// gap parts the words on both sides of a tag. The end of a line that follows the end of a cell
// takes its place.
func (w *writer) gap(n ast.Node, with string) {
	cell := w.cellGap > 0 && w.cellGap == len(w.out) && with != " "
	if w.last == 0 && !cell {
		return
	}
	if w.nextRune(n) == 0 {
		w.last, w.cellGap = 0, 0 // nothing comes: ask no more
		return
	}
	if cell {
		w.out = w.out[:len(w.out)-1]
	}
	w.html(with)
	if with == " " {
		w.cellGap = len(w.out)
	}
	if w.last != 0 {
		w.plain = append(w.plain, ' ')
	}
	w.last = 0
}

// hidden leaves a comment, a script or a style sheet out; what a reader might miss is said.
func (w *writer) hidden(n *ast.HTMLBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	start := first.Start + len(w.r.text[first.Start:first.Stop]) - len(strings.TrimLeft(w.r.text[first.Start:first.Stop], " "))
	if n.HTMLBlockType != ast.HTMLBlockType2 {
		w.r.warn(span{start, first.Stop}, htmlBlock, takeOutHTML)
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
		words := strings.TrimSpace(w.r.text[from:end.Stop])
		w.html("<p>")
		w.run(from+strings.Index(w.r.text[from:end.Stop], words), end.Stop)
		w.text(words)
		w.endBlock()
		w.html("</p>\n")
	}
}
