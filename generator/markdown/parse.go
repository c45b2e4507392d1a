package markdown

import (
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/personal"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parse reads text. Problems go to ps with their place in from.File. The Doc is
// never nil; it is empty where the text could not be read at all.
func Parse(text string, from Origin, ps *diag.List) *Doc {
	r := reading{text: text, from: from, ps: ps}
	if !from.Runs && plain(text) {
		r.personal()
		return plainDoc(text)
	}
	if !r.admit() {
		return &Doc{}
	}
	r.personal()
	if len(text) > largeText {
		turn.Lock()
		defer turn.Unlock()
	}
	return r.whole()
}

// whole reads the text the long way. It takes a copy: most texts need no more than what stands on
// the stack.
func (r reading) whole() *Doc { return r.guarded(r.full) }

// reading is one text while it is read. The parsers below find it through the
// library's context, so they themselves hold nothing and serve all goroutines.
type reading struct {
	text string
	src  []byte // text, as the library wants it
	from Origin
	ps   *diag.List

	errors, warnings int // reported so far

	spans map[ast.Node]span // where links and pictures stand
	notes []note            // footnotes, also those that nothing refers to

	closed map[ast.Node]bool // fenced code that has its end
	used   map[string]bool   // labels of link definitions that links name

	table        ast.Node    // the paragraph that turned out to be a table
	widths       []stretch   // see pasted.go
	headings     map[int]int // by where the line begins: the rank of a heading by number
	ranked       bool        // headings are found
	toldHeadings bool

	refused    bool     // a limit was met: the text gives no HTML
	work       int      // spent of maxWork
	block      ast.Node // the block whose delimiters are counted
	delimiters int
	looks      int // spent of maxLooks
	pipes      int // escaped pipes in tables
	cells      int // of tables
	brackets   int // that opened
}

// span is a stretch of the text, in bytes.
type span struct{ start, end int }

// note is a footnote and where it begins.
type note struct {
	node  *east.Footnote
	start int
}

var readingKey = parser.NewContextKey()

func readingOf(pc parser.Context) *reading { return pc.Get(readingKey).(*reading) }

// grammar is the one parser. The library sets it up under a lock at its first
// use and only reads it afterwards, and none of the parts keeps anything
// between calls, so any number of goroutines may use it.
var grammar = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(depthGuard{}, 1),
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(ruleParser{parser.NewThematicBreakParser()}, 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(indented{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(fenceGuard{parser.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(quoteParser{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(indented{directiveBlockParser{}}, 850),
		util.Prioritized(hiddenParser{parser.NewHTMLBlockParser()}, 900),
		util.Prioritized(noteGuard{extension.NewFootnoteBlockParser()}, 999),
		util.Prioritized(paragraphParser{parser.NewParagraphParser()}, 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(codeGuard{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(noteRefGuard{extension.NewFootnoteParser()}, 101),
		util.Prioritized(directiveParser{}, 150),
		util.Prioritized(linkGuard{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(delimiterParser{}, 500),
		util.Prioritized(addressParser{}, 999),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(referenceGuard{parser.LinkReferenceParagraphTransformer}, 100),
		util.Prioritized(tabTable{}, 150),
		util.Prioritized(tableGuard{extension.NewTableParagraphTransformer()}, 200),
	),
	parser.WithASTTransformers(
		util.Prioritized(extension.NewTableASTTransformer(), 0),
		util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
	),
	parser.WithEscapedSpace(),
)

// guarded returns what read returns. A panic in it is a fault of the library that
// only this text meets, so it is reported there and the rest of the site goes on.
func (r *reading) guarded(read func() *Doc) (doc *Doc) {
	defer func() {
		if fault := recover(); fault != nil {
			r.error(span{0, len(r.text)}, unreadable, rewrite)
			doc = &Doc{}
		}
	}()
	return read()
}

// full reads the text with the library.
func (r *reading) full() *Doc {
	pc := parser.NewContext()
	pc.Set(readingKey, r)
	r.text = plainBlanks(r.text)
	r.src = []byte(r.text)
	root := grammar.Parse(text.NewReader(r.src), parser.WithContext(pc))
	if r.refused {
		return &Doc{}
	}
	w := newWriter(r)
	w.document(root)
	if r.refused {
		return &Doc{}
	}
	return w.doc()
}

// personal warns about numbers that name a person.
func (r *reading) personal() {
	for _, n := range personal.Numbers(r.text) {
		r.warn(span{n.Start, n.End}, n.What, personal.TakeOut)
	}
}

// A text with more problems than this is not worth more lines of output.
const maxProblems = 50

// error reports an error, which it returns for its repair; nil where it is not listed.
func (r *reading) error(s span, what, mend diag.Text) *diag.Problem {
	return r.tell(&r.errors, r.ps.Error, s, what, mend)
}

func (r *reading) warn(s span, what, mend diag.Text) *diag.Problem {
	return r.tell(&r.warnings, r.ps.Warn, s, what, mend)
}

func (r *reading) tell(told *int, to func(at diag.Place, what, mend diag.Text) *diag.Problem, s span, what, mend diag.Text) *diag.Problem {
	switch *told++; {
	case *told <= maxProblems:
		return to(r.from.place(s.start, s.end), what, mend)
	case *told == maxProblems+1:
		to(r.from.place(s.start, s.end), moreProblems, mendFirst)
	}
	return nil
}

// edits returns the repair that makes these edits of the text, and nil where their lines do not
// stand in the file as they are read: a text in quotes with escapes, or one that plainBlanks changed.
func (r *reading) edits(edits ...diag.Edit) *diag.Repair {
	if !r.from.Exact {
		return nil
	}
	moved := make([]diag.Edit, len(edits))
	for i, e := range edits {
		from, to := r.lineStart(e.Start), e.End+len(firstLine(r.text[e.End:]))
		if to+r.from.Start > len(r.from.File.Text) || r.text[from:to] != r.from.File.Text[from+r.from.Start:to+r.from.Start] {
			return nil
		}
		moved[i] = diag.Edit{Start: e.Start + r.from.Start, End: e.End + r.from.Start, New: e.New}
	}
	return diag.Edits(moved...)
}

// refuse gives the whole text up, once.
func (r *reading) refuse(s span, what, mend diag.Text) {
	if !r.refused {
		r.refused = true
		r.error(s, what, mend)
	}
}

// admit says whether the text may be read at all.
func (r *reading) admit() bool {
	switch {
	case len(r.text) > maxText:
		r.refuse(span{0, 0}, tooLong.With(maxText>>20), splitText)
	case strings.Count(r.text, "\n") > maxLines:
		r.refuse(span{0, 0}, tooManyLines.With(maxLines), splitText)
	case !utf8.ValidString(r.text):
		at := badByte(r.text)
		r.refuse(span{at, at + 1}, notUTF8, saveAsUTF8)
	}
	return !r.refused
}

// badByte returns the offset of the first byte that is not UTF-8.
func badByte(s string) int {
	for i, c := range s {
		if c == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return i
		}
	}
	return len(s)
}
