package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Blanks before a line are how a paragraph begins on paper here, four of them or a
// tab as often as two full-width ones. So they make no code, as they do in
// CommonMark: only fences do.

// paragraphParser reads paragraphs with any blanks before their lines, and headings by
// their numbers. What begins a paragraph without an empty line is told in pasted.go.
type paragraphParser struct{ parser.BlockParser }

// CanAcceptIndentedLine is true: see above.
func (paragraphParser) CanAcceptIndentedLine() bool { return true }

// CanInterruptParagraph is true: a line may begin a new one.
func (paragraphParser) CanInterruptParagraph() bool { return true }

// Open begins a paragraph, or a heading.
func (p paragraphParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.PeekLine()
	if util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	r := readingOf(pc)
	at = r.trimmed(at)
	whole := parent.Kind() == ast.KindDocument
	if last, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph); ok {
		lines := last.Lines()
		if !whole && parent.Kind() != ast.KindBlockquote || lines.Len() == 0 || r.inTable(last, at) {
			return nil, parser.NoChildren
		}
		prev := lines.At(lines.Len() - 1)
		if r.table != last && !r.begins(span{prev.Start, prev.Stop}, span{at.Start, at.Stop}) {
			return nil, parser.NoChildren
		}
	}
	if rank := r.headingRank(at.Start); whole && rank > 0 {
		reader.AdvanceToEOL()
		return r.numberedHeading(rank, at), parser.NoChildren
	}
	n := ast.NewParagraph()
	r.add(n, at)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue takes one more line.
func (p paragraphParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, at := reader.PeekLine()
	if _, heading := n.(*ast.Heading); heading || util.IsBlank(line) {
		return parser.Close
	}
	r := readingOf(pc)
	at = r.trimmed(at)
	reader.AdvanceToEOL()
	if at.IsEmpty() {
		return parser.Close // full-width blanks alone
	}
	r.add(n, at)
	return parser.Continue | parser.NoChildren
}

// plainBlanks returns a text of the same length in which the marks of headings and directives that
// full-width blanks stand before begin their lines, with ordinary blanks after them: the library
// knows no others, and before the mark they would put it into a list that stands above.
func plainBlanks(text string) string {
	if !hasWideBlank(text) || !setIn.MatchString(text) {
		return text
	}
	fence := "" // that is open
	var b strings.Builder
	for line := range strings.Lines(text) {
		words := strings.TrimLeft(line, " \t"+wideBlanks)
		lead := line[:len(line)-len(words)]
		switch marks := head(words, "`~"); {
		case fence != "":
			if strings.HasPrefix(marks, fence) {
				fence = ""
			}
		case len(marks) >= 3 && len(lead) <= 3:
			fence = marks
		case setIn.MatchString(line):
			mark := head(words, "#{")
			line = mark + strings.Repeat(" ", len(lead)) + words[len(mark):]
		}
		b.WriteString(line)
	}
	return b.String()
}

// hasWideBlank reports whether a text has one of wideBlanks: a hundred times as fast as the search for
// what else must stand around it, and nearly all texts have none.
func hasWideBlank(text string) bool {
	for _, blank := range []string{"\u3000", "\u00a0", "\u2002", "\u2003"} {
		if strings.Contains(text, blank) {
			return true
		}
	}
	return false
}

var setIn = regexp.MustCompile(`(?m)^[ \t]*[\x{3000}\x{a0}\x{2002}\x{2003}][ \t\x{3000}\x{a0}\x{2002}\x{2003}]*(?:#{1,6}[ \t]|\{\{)`)

// trimmed returns a line without the blanks before it; an empty one if it has nothing else. The
// library takes blanks away when it closes the paragraph, which is too late for a table in it.
func (r *reading) trimmed(at text.Segment) text.Segment {
	line := r.text[at.Start:at.Stop]
	at = text.NewSegment(at.Stop-len(strings.TrimLeft(line, " \t"+wideBlanks)), at.Stop)
	if at.Len() == 1 && r.text[at.Start] == '\n' {
		return text.NewSegment(at.Stop, at.Stop)
	}
	return at
}

// add appends a line to a paragraph.
func (r *reading) add(n ast.Node, at text.Segment) {
	if at.IsEmpty() {
		return
	}
	if n.Lines().Len() == 1 && delimiterRow(r.text[at.Start:at.Stop]) && strings.Contains(r.text[n.Lines().At(0).Start:at.Stop], "|") {
		r.table = n
	}
	n.Lines().Append(at)
}

// inTable reports whether a line belongs to the table that the paragraph n is, or to the one that it
// would begin.
func (r *reading) inTable(n ast.Node, at text.Segment) bool {
	line := r.text[at.Start:at.Stop]
	return delimiterRow(line) && strings.ContainsAny(line, "|:") || r.table == n && strings.Contains(line, "|") || line != "" && line[0] == '|'
}

// indented is a block parser that takes lines with any blanks before them.
type indented struct{ parser.BlockParser }

// CanAcceptIndentedLine is true.
func (indented) CanAcceptIndentedLine() bool { return true }

// quoteParser reads quotations. >60岁 is a number and begins none.
type quoteParser struct{ parser.BlockParser }

// Open begins a quotation.
func (p quoteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if words := bytes.TrimLeft(line, " \t"); len(words) > 1 && (words[1] == '=' || digit(rune(words[1]))) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

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
