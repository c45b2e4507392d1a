package markdown

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The library reads any sane text in time proportional to its length, but a
// hostile or broken one can cost the square of it: 390 KB of "[a](" took 71
// seconds, a table of 20 KB can become 88 MB. So each part of it that can look
// far ahead or back stands behind a guard that counts. Counting, not a clock:
// the same text is refused on every machine. No page that a person writes comes
// near a limit.
const (
	maxText       = 1 << 20
	maxLines      = 50_000
	maxDepth      = 64         // open containers; a list counts as two
	maxWork       = 20_000_000 // bytes looked at ahead of or behind the reader
	maxDelimiters = 2000       // runs of * _ ~ in one block
	maxColumns    = 64
	maxCells      = 250_000 // of all tables of a text; each takes some 600 bytes while it is read
	maxBrackets   = 100_000 // each waits for its end, in some 500 bytes
	maxPipes      = 1000    // \| in cells that hold code
	maxNotes      = 1000
	maxAddress    = 2000 // bytes of one address
	maxLooks      = 5000 // brackets that are looked at for a slip
	maxDirective  = 1000 // bytes of one directive
	maxDirectives = 500
)

// Texts longer than largeText take turns: what one of them may take while it is read, some
// 200 MB, is then a bound for all pages at once, on any number of processors.
const largeText = 1 << 16

var turn sync.Mutex

// spend takes n from what may still be done and reports whether that was allowed.
func (r *reading) spend(n, at int) bool {
	r.work += n
	if r.work > maxWork {
		r.refuse(span{at, at + 1}, tooTangled, untangle)
	}
	return !r.refused
}

// depthGuard is a block parser that takes only what is nested too deep.
type depthGuard struct{}

func (depthGuard) Trigger() []byte {
	return []byte(">-+*:[0123456789")
}

func (depthGuard) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < maxDepth {
		return nil, parser.NoChildren
	}
	_, at := reader.PeekLine()
	readingOf(pc).refuse(span{at.Start, at.Start + 1}, tooDeep, flatten)
	reader.AdvanceToEOL()
	return ast.NewThematicBreak(), parser.NoChildren
}

func (depthGuard) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (depthGuard) Close(ast.Node, text.Reader, parser.Context)                 {}
func (depthGuard) CanInterruptParagraph() bool                                 { return true }
func (depthGuard) CanAcceptIndentedLine() bool                                 { return false }

// noteGuard counts footnotes, each of which is compared with each reference.
type noteGuard struct{ parser.BlockParser }

func (g noteGuard) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	r := readingOf(pc)
	_, at := reader.PeekLine()
	n, state := g.BlockParser.Open(parent, reader, pc)
	if f, ok := n.(*east.Footnote); ok {
		start := at.Start + max(pc.BlockOffset(), 0)
		r.notes = append(r.notes, note{f, start})
		if len(r.notes) > maxNotes {
			r.refuse(span{start, start + 1}, tooManyNotes.With(maxNotes), splitText)
		}
	}
	return n, state
}

// noteRefGuard counts the comparisons that a reference to a footnote costs.
type noteRefGuard struct{ parser.InlineParser }

func (g noteRefGuard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	line, at := block.PeekLine()
	if len(line) < 2 || line[1] != '^' && line[1] != '[' {
		return nil
	}
	if !r.spend(len(r.notes)+parent.Lines().Len(), at.Start) {
		return nil
	}
	return g.InlineParser.Parse(parent, block, pc)
}

// codeGuard counts how far the end of a code span is looked for.
type codeGuard struct{ parser.InlineParser }

func (g codeGuard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	if r.refused {
		return nil
	}
	_, at := block.PeekLine()
	n := g.InlineParser.Parse(parent, block, pc)
	_, end := block.Position()
	if _, found := n.(*ast.CodeSpan); !found {
		end.Start = parent.Lines().At(parent.Lines().Len() - 1).Stop
	}
	r.spend(end.Start-at.Start, at.Start)
	return n
}

// linkGuard counts what looking for an address costs, and notes where links stand.
type linkGuard struct{ parser.InlineParser }

func (g linkGuard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	line, at := block.PeekLine()
	if line[0] != ']' {
		if r.brackets++; r.brackets > maxBrackets {
			r.refuse(span{at.Start, at.Start + 1}, tooTangled, untangle)
		}
	}
	if r.refused || line[0] == ']' && !r.spend(parent.Lines().Len()+run(line[1:]), at.Start) {
		return nil
	}
	n := g.InlineParser.Parse(parent, block, pc)
	var named *ast.ReferenceLink
	switch n := n.(type) {
	case *ast.Link:
		named = n.Reference
	case *ast.Image:
		named = n.Reference
	}
	if named != nil {
		if r.used == nil {
			r.used = map[string]bool{}
		}
		r.used[util.ToLinkReference(named.Value)] = true
	}
	switch n.(type) {
	case *ast.Link, *ast.Image:
		if r.spans == nil {
			r.spans = map[ast.Node]span{}
		}
		_, end := block.Position()
		r.spans[n] = r.address(at.Start, span{n.Pos(), end.Start}, n)
	}
	return n
}

// CloseBlock passes on what the guarded parser has to do at a block's end.
func (g linkGuard) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	g.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// run returns how many bytes the library reads for an address after a closing
// bracket: up to a blank or the parenthesis that closes.
func run(line []byte) int {
	if len(line) == 0 || line[0] != '(' {
		return 0
	}
	open := 1
	for i, c := range line[1:] {
		switch c {
		case ' ', '\t', '\n':
			return i
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return i
			}
		}
	}
	return len(line)
}

// address returns where the address of a link stands if it follows the closing
// bracket directly, else the whole of the link.
func (r *reading) address(bracket int, whole span, n ast.Node) span {
	rest := r.text[bracket:whole.end]
	if !strings.HasPrefix(rest, "](") {
		return whole
	}
	var dest []byte
	switch n := n.(type) {
	case *ast.Link:
		dest = n.Destination
	case *ast.Image:
		dest = n.Destination
	}
	lead := len(rest) - len(strings.TrimLeft(rest[2:], " \t\n<"))
	if len(dest) == 0 || !strings.HasPrefix(rest[lead:], string(dest)) {
		return whole
	}
	return span{bracket + lead, bracket + lead + len(dest)}
}

// referenceGuard counts definitions of references, for each of which the library
// looks through all lines of the paragraph.
type referenceGuard struct{ parser.ParagraphTransformer }

func (g referenceGuard) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	r, lines, n := readingOf(pc), p.Lines(), 0
	for i := range lines.Len() {
		if at := lines.At(i); strings.Contains(r.text[at.Start:at.Stop], "]:") {
			n++
		}
	}
	if n > 0 && r.spend(n*lines.Len(), lines.At(0).Start) {
		g.ParagraphTransformer.Transform(p, reader, pc)
	}
}

// tableGuard measures a table before the cells are made.
type tableGuard struct{ parser.ParagraphTransformer }

func (g tableGuard) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if r := readingOf(pc); p.Lines().Len() > 1 && r.fits(p.Lines()) {
		g.ParagraphTransformer.Transform(p, reader, pc)
	}
}

func (r *reading) fits(lines *text.Segments) bool {
	size := lines.At(lines.Len()-1).Stop - lines.At(0).Start
	for i := range lines.Len() {
		at := lines.At(i)
		line := r.text[at.Start:at.Stop]
		if strings.Contains(line, "`") {
			r.pipes += strings.Count(line, `\|`)
		}
		if i == 0 || !delimiterRow(line) {
			continue
		}
		if i == 1 && !strings.Contains(line+r.text[lines.At(0).Start:lines.At(0).Stop], "|") {
			return false // a line of - below a text is no table of one column
		}
		here := span{at.Start, at.Stop}
		columns := strings.Count(strings.Trim(line, " \t\n|"), "|") + 1
		rows := lines.Len() - i
		// Missing cells are filled in: many short rows under a wide head would
		// make far more cells than the text has bytes.
		switch {
		case columns > maxColumns:
			r.refuse(here, tooManyColumns.With(columns, maxColumns), splitTable)
		case columns*rows > size+1<<12:
			r.refuse(here, tooManyCells, fillCells)
		case r.cells+columns*rows > maxCells:
			r.refuse(here, tooLargeTable.With(maxCells), splitTable)
		default:
			r.cells += columns * rows
		}
	}
	if r.pipes > maxPipes {
		r.refuse(span{lines.At(0).Start, lines.At(0).Stop}, tooTangled, untangle)
	}
	return !r.refused
}

// delimiterRow reports whether a line could be the one under a table's head.
func delimiterRow(line string) bool {
	return strings.Contains(line, "-") && strings.Trim(line, " \t\n|:-") == ""
}
