package markdown

import (
	"strconv"
	"strings"

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
	cuts     []int
	links    []Link
	headings []Heading
	nodes    []*ast.Heading // the headings as they stand in the tree
	heading  int            // how many headings were written
	inLink   bool           // no link may stand in a link
	labels   map[string]int // how often a table's label was used
	noteIDs  []string       // by the number of the footnote
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
	for i, cut := range w.cuts {
		d.Pieces = append(d.Pieces, Piece{html[done:cut], i})
		done = cut
	}
	if done < len(html) {
		d.Pieces = append(d.Pieces, Piece{html[done:], -1})
	}
	return d
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
		w.out, w.addrs, w.cuts, w.links = w.out[:0], 0, nil, nil
	}
}

// link notes a link to a content file, whose address belongs here.
func (w *writer) link(a address, image bool, s span) {
	start, end := w.r.from.span(s.start, s.end)
	w.addrs += len(a.path) + len(a.fragment)
	w.cuts = append(w.cuts, len(w.out))
	w.links = append(w.links, Link{Path: a.path, Fragment: a.fragment, Image: image, Start: start, End: end})
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
	side := &writer{r: &reading{text: w.r.text, src: w.r.src, spans: w.r.spans, from: w.r.from, errors: maxProblems, warnings: maxProblems}, max: w.max, noteIDs: w.noteIDs}
	side.inlines(n)
	return strings.TrimSpace(string(side.plain))
}

func itoa(n int) string { return strconv.Itoa(n) }
