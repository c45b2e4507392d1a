package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Blanks before a line are how a paragraph begins on paper here, four of them or a
// tab as often as two full-width ones. So they make no code, as they do in
// CommonMark: only fences do.

// paragraphParser reads paragraphs with any blanks before their lines.
type paragraphParser struct{ parser.BlockParser }

// CanAcceptIndentedLine is true: see above.
func (paragraphParser) CanAcceptIndentedLine() bool { return true }

// Open begins a paragraph.
func (p paragraphParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, reader, pc)
	trimLast(n, reader)
	return n, state
}

// Continue takes one more line.
func (p paragraphParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := p.BlockParser.Continue(n, reader, pc)
	trimLast(n, reader)
	return state
}

// trimLast takes the blanks from the beginning of a paragraph's last line. The library does so
// when it closes the paragraph, which is too late for a table that is in it.
func trimLast(n ast.Node, reader text.Reader) {
	if n == nil || n.Lines().Len() == 0 {
		return
	}
	i := n.Lines().Len() - 1
	last := n.Lines().At(i)
	n.Lines().Set(i, last.TrimLeftSpace(reader.Source()))
}

// indented is a block parser that takes lines with any blanks before them.
type indented struct{ parser.BlockParser }

// CanAcceptIndentedLine is true.
func (indented) CanAcceptIndentedLine() bool { return true }

// ruleParser reads rules. One of equal signs is a rule too: below a line of text CommonMark
// reads both kinds as the sign that the line is a heading, which turns the last
// sentence above a rule into one.
type ruleParser struct{ parser.BlockParser }

// Trigger returns the characters that rules are made of.
func (p ruleParser) Trigger() []byte { return append(p.BlockParser.Trigger(), '=') }

// Open reads a rule.
func (p ruleParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.PeekLine()
	if marks := bytes.TrimSpace(line); len(marks) > 0 && marks[0] == '=' {
		if len(marks) < 3 || len(bytes.Trim(marks, "=")) > 0 {
			return nil, parser.NoChildren
		}
		if ast.IsParagraph(pc.LastOpenedBlock().Node) {
			start := at.Stop - len(bytes.TrimLeft(line, " \t"))
			readingOf(pc).warn(span{start, start + len(marks)}, equalSigns, writeHeading)
		}
		reader.AdvanceToEOL()
		return ast.NewThematicBreak(), parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// fenceGuard notes which fences have their end.
type fenceGuard struct{ parser.BlockParser }

// Continue takes one more line, or the end.
func (g fenceGuard) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := g.BlockParser.Continue(n, reader, pc)
	if state == parser.Close {
		r := readingOf(pc)
		if r.closed == nil {
			r.closed = map[ast.Node]bool{}
		}
		r.closed[n] = true
	}
	return state
}
