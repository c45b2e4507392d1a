// Package markdown turns the text of a page into HTML that can do no harm.
//
// In goes one text as staff write it: CommonMark with tables, strikethrough,
// task lists, footnotes, definition lists and bare web addresses. Out comes a
// Doc: HTML cut into pieces where the address of another content file or something
// from the data ({{ … }}, see directive.go) has to stand, the headings, and the plain text for search. A Doc depends on nothing
// but the text and its place, so it can be kept and used on any page; only the
// caller knows what address a content file has on the page being made.
//
// # What is promised
//
//   - No markup of the writer's own gets through. Raw HTML is left out and said
//     so; every element and attribute in the output is written by this package,
//     with no style, no script, no event handler.
//   - Every address is either one that the caller resolves or has a scheme of
//     the short list in address.go. What is not allowed is an error at its place.
//   - No text takes long, overflows the stack or grows without bound: see limits.go.
//     A fault of the library becomes an error in the text that met it.
//   - Chinese is read as people mean it: emphasis works beside full-width marks
//     (delimiter.go), lines join without a space (linebreak.go), bare addresses
//     need no space before them (autolink.go).
//   - What is written nearly right (a heading without its space, full-width
//     brackets around an address) is warned about: see slips.go.
//
// # How it works
//
// The library (goldmark) only parses. We walk its tree and write the HTML
// ourselves, since nearly each element differs from what it would write; the
// walk is also what collects plain text, places and links. A text of plain words
// in one line, as most activity summaries are, takes a short way (plain.go) that
// is proved equal to the long one by a test.
//
// What differs from GitHub's dialect on purpose: a single ~ strikes nothing
// out, because 9:00~11:00 is how hours are written here, and stars beside digits
// are text (1.2*2.4米); {#id} after a heading is text, because ids come from the heading
// (heading.go); blanks before a line make no code, and a rule below a line makes
// no heading of it (paragraph.go).
package markdown

import (
	"html/template"
	"sort"
	"strconv"
	"strings"

	"kepu/generator/diag"
)

// Origin says where a text comes from, so that problems in it get the right place.
type Origin struct {
	File       *diag.File
	Start, End int  // offsets of the text in File
	Exact      bool // byte i of the text stands at Start+i; else all problems are placed at Start to End
	Runs       bool // keep Doc.Runs
	Sections   bool // the text may have headings: those by number are told from the lines around them
}

// span returns the offsets in the file of the bytes start to end of the text.
func (o Origin) span(start, end int) (int, int) {
	if !o.Exact {
		return o.Start, o.End
	}
	return o.Start + start, o.Start + end
}

// place returns the place of the bytes start to end of the text.
func (o Origin) place(start, end int) diag.Place {
	return o.File.Place(o.span(start, end))
}

// Doc is a text that was read: HTML in pieces, between which stand the addresses
// that only the whole site knows. It depends on nothing but the text.
type Doc struct {
	Pieces     []Piece
	Links      []Link      // links and pictures that name content files, in order
	Directives []Directive // in order
	Headings   []Heading   // in order
	Summary    string      // the first paragraph that does not end in a colon, as plain text; "" if there is none; see Filled
	Plain      string      // the whole as plain text, one line a block: for search and for checks; see Filled
	Runs       []Run       // where the parts of Plain stand, in order; only when the Origin asks for it

	FirstInSummary int // how many figures stand before Summary

	words string // the text where it is one line of plain words; it has no Pieces then
}

// Piece is some HTML and what follows it: at most one of the two.
type Piece struct {
	HTML      string // escaped, safe
	Link      int    // index in Links of the address that comes after HTML, or -1
	Directive int    // index in Directives of what comes after HTML, or -1
}

// Run is a stretch of Plain and where it stands in the Origin's file.
type Run struct {
	Plain      int // offset in Plain; the run ends where the next one begins, or before
	Start, End int // offsets in the file
}

// At returns the offset in the file of the byte at an offset of Plain; false for
// what is no prose: code, and what this package adds. It needs Runs, and is out by a
// few bytes after a character reference.
func (d *Doc) At(plain int) (offset int, ok bool) {
	i := sort.Search(len(d.Runs), func(i int) bool { return d.Runs[i].Plain > plain }) - 1
	if i < 0 {
		return 0, false
	}
	r := d.Runs[i]
	return r.Start + plain - r.Plain, plain-r.Plain < r.End-r.Start
}

// Link is an address in the text that names a file of content/.
type Link struct {
	Path       string // as written without #fragment, decoded, slashes; "" for a link within the page
	To         string // the path from content/ that Path means in the Origin's file; begins with ../ where it leads out; "" likewise
	Fragment   string // without #, decoded
	Image      bool
	Start, End int // offsets in the Origin's file: of the address, or of the whole link where the address stands elsewhere
}

// Heading is one heading.
type Heading struct {
	Level int    // as in the HTML: 2 to 6
	ID    string // unique in the text
	Text  string // plain

	Start, End int // of its words: offsets in the Origin's file
}

// Part is a stretch of a text for a page: HTML, or a directive that is a block.
type Part struct {
	HTML  template.HTML
	Block *Directive // nil: HTML is set
}

// Quoted is a number as it is written among words.
type Quoted struct {
	Text    string // "2,700人次"
	URL     string // relative, where the number comes from; "" for none
	Title   string // what it is and how much of it is known
	Unknown bool   // Text is a word and no number
}

// Target is what stands on a page for a link to a file of content/.
type Target struct {
	URL string // relative

	// Of a picture.
	Srcset, Sizes string // its other widths, and how wide it is shown; "" for none
	Width, Height int    // its size, for the room that it needs before it has come; 0: not known
	First         bool   // it may be seen at once, and does not wait until somebody scrolls to it
}

// HTML returns the text with what each link leads to written in by resolve. It is for texts without directives.
func (d *Doc) HTML(resolve func(Link) Target) template.HTML {
	if d.words != "" { // as nearly all of them
		return template.HTML(paragraph(d.words))
	}
	var all template.HTML
	for _, p := range d.Parts(resolve, func(*Directive) Quoted { return Quoted{} }) {
		all += p.HTML
	}
	return all
}

// Parts returns the text with what each link leads to written in by resolve, and each figure by quote, cut at the directives
// that are blocks. It is the only place that makes template.HTML.
func (d *Doc) Parts(resolve func(Link) Target, quote func(*Directive) Quoted) []Part {
	if d.words != "" {
		return []Part{{HTML: template.HTML(paragraph(d.words))}}
	}
	if len(d.Pieces) == 1 && d.Pieces[0].Link < 0 && d.Pieces[0].Directive < 0 {
		return []Part{{HTML: template.HTML(d.Pieces[0].HTML)}}
	}
	size := 0
	for _, p := range d.Pieces {
		size += len(p.HTML)
	}
	const usualAddress = 48 // bytes; a guess that saves most texts from growing the buffer
	var b strings.Builder
	b.Grow(size + usualAddress*len(d.Links))
	var parts []Part
	flush := func() {
		if b.Len() > 0 {
			parts = append(parts, Part{HTML: template.HTML(b.String())})
			b.Reset()
		}
	}
	for _, p := range d.Pieces {
		b.WriteString(p.HTML)
		switch {
		case p.Link >= 0:
			l := d.Links[p.Link]
			to := resolve(l)
			writeEscaped(&b, to.URL)
			if l.Image {
				writePicture(&b, to)
			}
		case p.Directive < 0:
		case d.Directives[p.Directive].Kind == Figure:
			x := &d.Directives[p.Directive]
			writeQuoted(&b, quote(x), x.InLink)
		default:
			flush()
			parts = append(parts, Part{Block: &d.Directives[p.Directive]})
		}
	}
	flush()
	return parts
}

// writePicture writes how a picture is shown, behind its address. The quotation mark of the last attribute follows in the text.
func writePicture(b *strings.Builder, to Target) {
	if to.Srcset != "" {
		b.WriteString(`" srcset="`)
		writeEscaped(b, to.Srcset)
		b.WriteString(`" sizes="`)
		writeEscaped(b, to.Sizes)
	}
	if to.Width > 0 {
		b.WriteString(`" width="` + strconv.Itoa(to.Width) + `" height="` + strconv.Itoa(to.Height))
	}
	if !to.First {
		b.WriteString(`" loading="lazy`)
	}
}

// writeQuoted writes a number from the data: a link, unless it stands in one.
func writeQuoted(b *strings.Builder, q Quoted, inLink bool) {
	tag := "span"
	if q.URL != "" && !inLink {
		tag = "a"
	}
	b.WriteString("<" + tag + ` class="quoted`)
	if q.Unknown {
		b.WriteString(" quoted--unknown")
	}
	if tag == "a" {
		b.WriteString(`" href="`)
		writeEscaped(b, q.URL)
	}
	if q.Title != "" {
		b.WriteString(`" title="`)
		writeEscaped(b, q.Title)
	}
	b.WriteString(`">`)
	writeEscaped(b, q.Text)
	b.WriteString("</" + tag + ">")
}
