package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// writer walks the tree of one text and collects what the Doc holds.
type writer struct {
	r   *reading
	out []byte // HTML so far
	max int    // bytes that out may have

	plain    []byte // plain text so far
	summary  string
	last     rune // the last character of text in this block
	addrs    int  // bytes of paths in links: they count as output
	cuts     []cut
	links    []Link
	headings []Heading
	nodes    []*ast.Heading // the headings as they stand in the tree
	heading  int            // how many headings were written
	inLink   bool           // no link may stand in a link
	bare     bool           // in a heading or a description: no directive may stand here

	directives     []Directive
	firstInSummary int // figures before the summary
	runs           []Run
	labels         map[string]int  // how often a table's label was used
	noteIDs        []string        // by the number of the footnote
	cellGap        int             // where out ended when the end of a cell was written, see rawHTML
	toldTags       int             // an offset: the tags before it have been told
	defined        map[string]bool // labels of link definitions that were met
}

// cut is a place in the HTML where an address or a directive belongs.
type cut struct {
	at              int
	link, directive int // index, or -1
}

// Little text can name much: a reference that is used a thousand times gives its
// title a thousand times.
const (
	maxGrowth  = 20
	freeGrowth = 1 << 20
)

func newWriter(r *reading) *writer {
	n := len(r.text)
	return &writer{
		r:     r,
		out:   make([]byte, 0, n+n/4+64),
		plain: make([]byte, 0, n),
		max:   max(maxGrowth*n, freeGrowth),
	}
}

// document writes the whole text.
func (w *writer) document(root ast.Node) {
	w.nameNotes(root) // first: a heading may refer to a note
	w.outline(root)
	w.blocks(root)
}

// doc returns what was written, cut into pieces.
func (w *writer) doc() *Doc {
	html := string(w.out)
	d := &Doc{Links: w.links, Headings: w.headings, Summary: w.summary, Plain: strings.TrimSpace(string(w.plain))}
	done := 0
	d.Pieces = make([]Piece, 0, len(w.cuts)+1)
	for _, c := range w.cuts {
		d.Pieces = append(d.Pieces, Piece{html[done:c.at], c.link, c.directive})
		done = c.at
	}
	if done < len(html) {
		d.Pieces = append(d.Pieces, Piece{html[done:], -1, -1})
	}
	d.Directives, d.FirstInSummary, d.Runs = w.directives, w.firstInSummary, w.runs
	if lead := len(w.plain) - len(bytes.TrimLeftFunc(w.plain, unicode.IsSpace)); lead > 0 {
		for i := range d.Runs {
			d.Runs[i].Plain = max(d.Runs[i].Plain-lead, 0)
		}
	}
	return d
}

// run notes where a stretch of the text comes to stand in the plain text.
func (w *writer) run(start, end int) {
	if w.r.from.Runs {
		start, end = w.r.from.span(start, end)
		w.runs = append(w.runs, Run{len(w.plain), start, end})
	}
}

// html writes markup of our own.
func (w *writer) html(parts ...string) {
	for _, s := range parts {
		w.out = append(w.out, s...)
	}
	w.measure()
}

// attr writes text into an attribute's value.
func (w *writer) attr(s string) {
	w.out = appendEscaped(w.out, clean(s))
	w.measure()
}

// text writes what a reader reads.
func (w *writer) text(s string) {
	if s = clean(s); s == "" {
		return
	}
	w.out = appendEscaped(w.out, s)
	w.plain = append(w.plain, s...)
	w.last = lastRune(s)
	w.measure()
}

// measure gives the text up when it has grown too much.
func (w *writer) measure() {
	if len(w.out)+w.addrs > w.max {
		w.r.refuse(span{0, 0}, tooMuchOutput, shortenReferences)
		w.out, w.addrs, w.cuts, w.links, w.directives = w.out[:0], 0, nil, nil, nil
	}
}

// link notes a link to a content file, whose address belongs here.
func (w *writer) link(a address, image bool, s span) {
	start, end := w.r.from.span(s.start, s.end)
	w.addrs += len(a.path) + len(a.fragment)
	w.cuts = append(w.cuts, cut{len(w.out), len(w.links), -1})
	k := Link{Path: a.path, Fragment: a.fragment, Image: image, Start: start, End: end}
	if a.path != "" {
		k.To = Absolute(w.r.from.File.Path, a.path)
	}
	w.links = append(w.links, k)
}

// endBlock ends a line of the plain text.
func (w *writer) endBlock() {
	w.last = 0
	if n := len(w.plain); n > 0 && w.plain[n-1] != '\n' {
		w.plain = append(w.plain, '\n')
	}
}

// plainOf returns what the inline nodes under n say. It writes nothing and reports nothing.
func (w *writer) plainOf(n ast.Node) string {
	side := &writer{r: &reading{text: w.r.text, src: w.r.src, spans: w.r.spans, from: w.r.from, errors: maxProblems + 1, warnings: maxProblems + 1}, max: w.max, noteIDs: w.noteIDs, bare: true}
	side.inlines(n)
	return strings.TrimSpace(string(side.plain))
}

func itoa(n int) string { return strconv.Itoa(n) }
