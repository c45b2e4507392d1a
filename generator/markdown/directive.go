package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"kepu/generator/diag"
)

// A directive is a place in a text for something from the data:
//
//	{{ figure participants year=2016 campaign=全国科普日 }}
//
// Its name, then bare words and keys with a value, parted by blanks. A value
// with a blank in it stands in quotation marks, straight or Chinese. A figure
// stands among words; every other directive stands on a line of its own between
// paragraphs and need not have empty lines around it. Code is code: nothing in
// it is a directive; \{{ is two braces.
//
// Here it is only read. What the words mean, and whether there is such a measure
// or county, is not known to a text; see package quote.

// Kind is what a directive puts in its place.
type Kind int

// The directives.
const (
	Figure     Kind = iota // a number among words
	Chart                  // a chart with its table
	Table                  // a table
	Map                    // a map
	Bases                  // cards of bases
	Activities             // a list of activities
	Kinds                  // how many there are
)

// kindNames are the names of each directive, the first of them English.
var kindNames = [Kinds][]string{
	{"figure", "数字"},
	{"chart", "图表", "图"},
	{"table", "表格", "表"},
	{"map", "地图"},
	{"bases", "基地"},
	{"activities", "活动"},
}

// Name returns the directive's English name.
func (k Kind) Name() string { return kindNames[k][0] }

// Directive is one {{ … }}.
type Directive struct {
	Kind       Kind
	Args       []Arg
	InLink     bool // a figure among the words of a link
	Start, End int  // of the whole: offsets in the Origin's file
}

// Arg is what follows a directive's name: a bare word, or a key and its value.
type Arg struct {
	Key   Word // Text is "" for a bare word
	Value Word
}

// Word is a word of a directive and where it stands in the Origin's file.
type Word struct {
	Text       string
	Start, End int
}

// placeholder stands in Plain and Summary where a figure's number belongs. The
// character has no other business in a text and is taken out of it.
const placeholder = '\uFFFC'

// Filled returns a stretch of Plain or Summary with its figures written in. first
// is the number of figures that stand before it: 0 for Plain, FirstInSummary for
// Summary.
func (d *Doc) Filled(s string, first int, figure func(*Directive) string) string {
	if !strings.ContainsRune(s, placeholder) {
		return s
	}
	var b strings.Builder
	for at := d.figureAfter(first); ; at++ {
		before, rest, ok := strings.Cut(s, string(placeholder))
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		s = rest
		for at < len(d.Directives) && d.Directives[at].Kind != Figure {
			at++
		}
		if at < len(d.Directives) {
			b.WriteString(figure(&d.Directives[at]))
		}
	}
}

// figureAfter returns the index of the figure before which n figures stand.
func (d *Doc) figureAfter(n int) int {
	for i := range d.Directives {
		if d.Directives[i].Kind != Figure {
			continue
		}
		if n == 0 {
			return i
		}
		n--
	}
	return len(d.Directives)
}

// scanned is a directive as it stands in one line, with offsets in that line.
type scanned struct {
	name Word
	args []Arg
	end  int // after the closing braces
}

const opening, closing = "{{", "}}"

// scan reads the directive that line begins with. It is false when the line has no
// closing braces for it.
func scan(line string) (d scanned, ok bool) {
	s := scanner{line, len(opening)}
	for {
		s.blanks()
		switch {
		case s.skip(closing):
			d.end = s.at
			return d, true
		case s.at == len(line) || line[s.at] == '\n':
			return d, false
		case strings.HasPrefix(line[s.at:], opening):
			return d, false // another one begins: this was not closed, and of many none is read to the end of the line
		}
		arg := s.arg()
		if d.name.Text == "" && arg.Key.Text == "" && len(d.args) == 0 {
			d.name = arg.Value
			continue
		}
		d.args = append(d.args, arg)
	}
}

// ReadDirective reads the directive that words begin with, outside of any text: in the cell of a form. Offsets of what it
// returns are those in words; the Kind is that of the name, false where no directive is called so.
func ReadDirective(words string) (name Word, d Directive, known, ok bool) {
	if !strings.HasPrefix(words, opening) {
		return Word{}, Directive{}, false, false
	}
	s, ok := scan(words[:min(len(words), maxDirective)])
	if !ok {
		return Word{}, Directive{}, false, false
	}
	kind, known := kindOf(s.name.Text)
	return s.name, Directive{Kind: kind, Args: s.args, End: s.end}, known, true
}

// scanner reads a line from the offset at.
type scanner struct {
	line string
	at   int
}

const blankRunes = " \t\u3000\u00a0"

func (s *scanner) blanks() {
	s.at += len(s.line[s.at:]) - len(strings.TrimLeft(s.line[s.at:], blankRunes))
}

// skip goes past word if it stands here.
func (s *scanner) skip(word string) bool {
	if !strings.HasPrefix(s.line[s.at:], word) {
		return false
	}
	s.at += len(word)
	return true
}

// arg reads a word, or a key and its value.
func (s *scanner) arg() Arg {
	word := s.word("=＝")
	after := s.at
	s.blanks()
	if !s.skip("=") && !s.skip("＝") {
		s.at = after
		return Arg{Value: word}
	}
	s.blanks()
	return Arg{Key: word, Value: s.value()}
}

// value reads a word, which may stand in quotation marks.
func (s *scanner) value() Word {
	for _, q := range []struct{ open, shut string }{{`"`, `"`}, {"“", "”"}} {
		inside, ok := strings.CutPrefix(s.line[s.at:], q.open)
		if !ok {
			continue
		}
		if text, _, ok := strings.Cut(inside, q.shut); ok && !strings.Contains(text, "\n") {
			start := s.at + len(q.open)
			s.at = start + len(text) + len(q.shut)
			return Word{text, start, start + len(text)}
		}
	}
	return s.word("")
}

// word reads up to a blank, one of stops or braces.
func (s *scanner) word(stops string) Word {
	start := s.at
	for s.at < len(s.line) && !strings.HasPrefix(s.line[s.at:], closing) && !strings.HasPrefix(s.line[s.at:], opening) {
		r, size := utf8.DecodeRuneInString(s.line[s.at:])
		if strings.ContainsRune(blankRunes+"\n"+stops, r) {
			break
		}
		s.at += size
	}
	return Word{s.line[start:s.at], start, s.at}
}

// inlineDirective is a directive among words.
type inlineDirective struct {
	ast.BaseInline
	scanned
	at int // where it begins, in the text
}

// blockDirective is a directive on a line of its own.
type blockDirective struct {
	ast.BaseBlock
	scanned
	at int
}

var (
	kindInlineDirective = ast.NewNodeKind("InlineDirective")
	kindBlockDirective  = ast.NewNodeKind("BlockDirective")
)

func (*inlineDirective) Kind() ast.NodeKind   { return kindInlineDirective }
func (*inlineDirective) Dump(_ []byte, _ int) {}
func (*blockDirective) Kind() ast.NodeKind    { return kindBlockDirective }
func (*blockDirective) Dump(_ []byte, _ int)  {}
func (*blockDirective) IsRaw() bool           { return true }

// directiveParser reads directives among words.
type directiveParser struct{}

// Trigger returns the character that a directive begins with.
func (directiveParser) Trigger() []byte { return []byte{'{'} }

// Parse reads the directive that block stands at.
func (directiveParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if len(line) < 2 || line[1] != '{' {
		return nil
	}
	r := readingOf(pc)
	s := string(line[:min(len(line), maxDirective)])
	if !r.spend(len(s), at.Start) {
		return nil
	}
	d, ok := scan(s)
	if !ok {
		if c, _ := firstRune(strings.TrimLeft(s[len(opening):], " \u3000")); cjk(c) || 'a' <= c && c <= 'z' {
			r.error(span{at.Start, at.Start + len(opening)}, openDirective, closeDirective)
		}
		return nil
	}
	block.Advance(d.end)
	return &inlineDirective{scanned: d, at: at.Start}
}

// directiveBlockParser reads directives on lines of their own; a figure is left
// to the paragraph, where it is a number among words.
type directiveBlockParser struct{}

func (directiveBlockParser) Trigger() []byte { return []byte{'{'} }

func (directiveBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos+1 >= len(line) || line[pos+1] != '{' {
		return nil, parser.NoChildren
	}
	s := string(line[pos:min(len(line), pos+maxDirective)])
	d, ok := scan(s)
	if !ok || strings.TrimSpace(s[d.end:]) != "" || len(line)-pos > maxDirective {
		return nil, parser.NoChildren
	}
	if kind, known := kindOf(d.name.Text); !known || kind == Figure {
		return nil, parser.NoChildren // an unknown one is told there
	}
	reader.AdvanceToEOL()
	return &blockDirective{scanned: d, at: at.Start + pos}, parser.NoChildren
}

func (directiveBlockParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}
func (directiveBlockParser) Close(ast.Node, text.Reader, parser.Context) {}
func (directiveBlockParser) CanInterruptParagraph() bool                 { return true }
func (directiveBlockParser) CanAcceptIndentedLine() bool                 { return false }

// kindOf finds a directive by its name.
func kindOf(name string) (Kind, bool) {
	for k := range Kinds {
		for _, n := range kindNames[k] {
			if n == name {
				return k, true
			}
		}
	}
	return 0, false
}

// figureNode writes a directive that stands among words.
func (w *writer) figureNode(n *inlineDirective) {
	kind, ok := kindOf(n.name.Text)
	whole := span{n.at, n.at + n.end}
	switch {
	case !ok:
		w.r.unknownDirective(n.at, &n.scanned)
		return
	case w.bare:
		w.r.error(whole, directiveInHeading, directiveBelow)
		return
	case kind != Figure:
		w.r.error(whole, needsOwnLine.With(n.name.Text), giveOwnLine)
		return
	}
	w.directive(kind, n.at, &n.scanned)
	w.plain = append(w.plain, string(placeholder)...)
	w.last = '一' // a number joins Chinese over a line's end as a character does
}

// directiveBlock writes a directive that stands on its own. It must not stand in
// a list or a quotation: what stands between two of them is whole HTML.
func (w *writer) directiveBlock(n *blockDirective) {
	kind, _ := kindOf(n.name.Text)
	if n.Parent() == nil || n.Parent().Kind() != ast.KindDocument {
		w.r.error(span{n.at, n.at + n.end}, directiveInside, giveOwnLine)
		return
	}
	w.directive(kind, n.at, &n.scanned)
}

func (w *writer) directive(kind Kind, at int, s *scanned) {
	d := Directive{Kind: kind, InLink: w.inLink, Args: make([]Arg, len(s.args))}
	d.Start, d.End = w.r.from.span(at, at+s.end)
	place := func(x Word) Word {
		x.Start, x.End = w.r.from.span(at+x.Start, at+x.End)
		return x
	}
	for i, a := range s.args {
		d.Args[i] = Arg{place(a.Key), place(a.Value)}
	}
	w.cuts = append(w.cuts, cut{len(w.out), -1, len(w.directives)})
	w.directives = append(w.directives, d)
	if len(w.directives) > maxDirectives {
		w.r.refuse(span{at, at + s.end}, tooManyDirectives.With(maxDirectives), splitText)
	}
}

func (r *reading) unknownDirective(at int, s *scanned) {
	var known, english []string
	for k := range Kinds {
		known = append(known, kindNames[k]...)
		english = append(english, kindNames[k][0])
	}
	name := s.name
	what, mend := noSuchDirective.With(name.Text), knownDirectives.With(strings.Join(english, " "))
	if name.Text == "" {
		r.error(span{at, at + s.end}, emptyDirective, mend)
		return
	}
	if near := diag.Nearest(name.Text, known); near != "" {
		mend = nearestDirective.With(near)
	}
	r.error(span{at + name.Start, at + name.End}, what, mend)
}
