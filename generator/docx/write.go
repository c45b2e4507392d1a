package docx

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/date"
	"kepu/generator/ooxml"
)

// Properties are what a file tells of itself beside its text.
type Properties struct {
	Creator string    // the organisation; "" says nothing
	Date    date.Date // of the text; only a day can be said
}

// Write writes d as a .docx file in the form of an official document: A4 with a text area of 156 by
// 225 mm, the fonts and sizes of GB/T 9704 in styles of their usual names, page numbers outside, odd and even. The same d gives the same
// bytes on any day and any machine.
//
// Every run names its font for every script, and nothing refers to a theme: theme fonts beat named ones, and
// Word takes “ ” — … for Latin without the hint. Numbers in headings are text, as in official
// documents; those of lists are Word's. What a word processor cannot show, a picture of a form that Word 2010 does not
// know, is named in words. The error is that of w, or a Document that contradicts itself: a
// footnote or picture that it does not have.
func Write(w io.Writer, d *Document, p Properties) error {
	b := &builder{d: d}
	if err := b.check(); err != nil {
		return err
	}
	for i := range d.Blocks {
		b.beforeTable = i+1 < len(d.Blocks) && d.Blocks[i+1].Role == Table
		b.signed = signatureFollows(d.Blocks[i+1:])
		b.block(&b.body, &d.Blocks[i], i == len(d.Blocks)-1)
	}
	b.beforeTable, b.signed = false, false
	b.strayNotes()
	raw, err := ooxml.Pack(b.parts(p))
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}

// builder gathers what the parts of the package are made from.
type builder struct {
	d         *Document
	body      bytes.Buffer
	notes     bytes.Buffer // of footnotes.xml
	links     []string     // the addresses of document.xml's relations, in order
	noteLink  []string     // those of footnotes.xml's
	pictures  []placed     // in order of first use
	drawings  int          // how many pictures stand in the text
	lists     []list       // the numberings, from 1
	noteAs    []int        // by the index of a footnote: the number that it is shown with; 0 while nothing refers to it
	shown     int          // how many footnotes have one
	inNotes   bool         // a footnote is being written
	noteShows bool         // a footnote has a picture
	last      *Block       // the block before; nil at the beginning

	beforeTable bool         // the block is followed by a table
	signed      bool         // it is followed by a signature
	levels      [levels]open // the lists that are going on
}

// placed is a picture of the package.
type placed struct {
	name, ext     string
	width, height int // pixels
	data          []byte
}

// check finds what d refers to and does not have.
func (b *builder) check() error {
	b.noteAs = make([]int, len(b.d.Footnotes))
	var err error
	each(b.d.Blocks, func(r *Run) {
		switch {
		case r.Note < 0 || r.Note > len(b.d.Footnotes):
			err = fmt.Errorf("docx: no footnote %d", r.Note)
		case r.Picture != "" && b.d.Pictures[r.Picture] == nil:
			err = fmt.Errorf("docx: no picture %q", r.Picture)
		}
	})
	for _, note := range b.d.Footnotes {
		each(note, func(r *Run) {
			if r.Picture != "" && b.d.Pictures[r.Picture] == nil {
				err = fmt.Errorf("docx: no picture %q", r.Picture)
			}
		})
	}
	return err
}

// each visits every run of some blocks.
func each(blocks []Block, visit func(*Run)) {
	for i := range blocks {
		for j := range blocks[i].Runs {
			visit(&blocks[i].Runs[j])
		}
		for _, row := range blocks[i].Rows {
			for _, c := range row {
				each(c.Blocks, visit)
			}
		}
	}
}

// signatureFollows reports whether a text goes on with a signature, which must not stand on a page by itself.
func signatureFollows(rest []Block) bool {
	for _, x := range rest {
		if x.Role != Body || len(x.Runs) > 0 {
			return x.Role == Body && x.Right
		}
	}
	return false
}

// strayNotes writes the footnotes that nothing refers to, at the end: they are text too.
func (b *builder) strayNotes() {
	for i, n := range b.noteAs {
		if n == 0 {
			for j := range b.d.Footnotes[i] {
				b.block(&b.body, &b.d.Footnotes[i][j], false)
			}
		}
	}
}

// look is how a stretch of text is set where nothing of its own is said.
type look struct {
	font  string
	size  int // half points; 0: that of the style
	bold  bool
	style string // of the paragraph
}

// block writes a block of the text.
func (b *builder) block(to *bytes.Buffer, x *Block, end bool) {
	defer func() { b.last = x }()
	if x.Role == Table {
		b.table(to, x)
		if end { // a text must not end with a table, and two tables would become one
			to.WriteString(`<w:p><w:pPr><w:pStyle w:val="TableNote"/></w:pPr></w:p>`)
		}
		return
	}
	b.paragraph(to, x, b.lookOf(x))
}

// lookOf is the style of a paragraph outside of tables.
func (b *builder) lookOf(x *Block) look {
	switch {
	case x.Role == Title:
		return look{font: fontTitle, style: "Title"}
	case x.Role == Heading && x.Level <= 1:
		return look{font: fontHei, style: "Heading1"}
	case x.Role == Heading && x.Level == 2:
		return look{font: fontKai, style: "Heading2"}
	case x.Role == Heading:
		return look{font: fontSong, style: "Heading" + strconv.Itoa(min(x.Level, 6))}
	case x.Role == Caption && x.Centred:
		return look{font: fontHei, style: "Caption"}
	case x.Role == Caption:
		return look{font: fontSong, style: "TableNote"}
	case len(x.Runs) == 1 && hasPicture(x.Runs) && x.Role != ListItem:
		return look{font: fontSong, style: "Picture"}
	case x.Role == ListItem:
		return look{font: fontSong, style: "ListParagraph"}
	case x.Right:
		return look{font: fontSong, style: "Signature"}
	case x.Centred:
		return look{font: fontSong, style: "Centred"}
	}
	return look{font: fontSong, style: "BodyText"}
}

func hasPicture(runs []Run) bool {
	for _, r := range runs {
		if r.Picture != "" {
			return true
		}
	}
	return false
}

// paragraph writes a paragraph. What its properties say stands in the order that the schema has, which Word insists on.
func (b *builder) paragraph(to *bytes.Buffer, x *Block, l look) {
	to.WriteString("<w:p><w:pPr>")
	fmt.Fprintf(to, `<w:pStyle w:val="%s"/>`, l.style)
	if b.signed && l.style != "TableText" {
		to.WriteString(`<w:keepNext/>`)
	}
	if x.NewPage && l.style != "TableText" {
		to.WriteString(`<w:pageBreakBefore/>`)
	}
	if x.Role == ListItem {
		level := min(max(x.Level, 0), levels-1)
		num := b.numberOf(x, level)
		fmt.Fprintf(to, `<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, num)
	} else if x.Role != Caption {
		b.levels = [levels]open{}
	}
	to.WriteString(b.spacing(x, l))
	if x.NewPage && x.Role == Heading { // the mark of an annex stands at the margin
		to.WriteString(`<w:ind w:firstLineChars="0" w:firstLine="0"/>`)
	}
	if jc := alignmentOf(x, l); jc != "" {
		fmt.Fprintf(to, `<w:jc w:val="%s"/>`, jc)
	}
	to.WriteString("</w:pPr>")
	b.runs(to, x.Runs, l)
	to.WriteString("</w:p>")
}

// spacing is what a paragraph says of the room about it where its style does not: beside a table, and where lines of
// a fixed height would cut a picture off.
func (b *builder) spacing(x *Block, l look) string {
	if l.style == "TableText" || x.Role == Caption {
		return ""
	}
	s := ""
	if b.last != nil && b.last.Role == Table {
		s += ` w:before="160"`
	}
	if b.beforeTable {
		s += ` w:after="160"`
	}
	if l.style != "Picture" && hasPicture(x.Runs) {
		s += ` w:line="240" w:lineRule="auto"`
	}
	if s == "" {
		return ""
	}
	return "<w:spacing" + s + "/>"
}

// alignmentOf is what a paragraph says of its place where its style does not.
func alignmentOf(x *Block, l look) string {
	switch l.style {
	case "Title", "Caption", "Centred", "Signature", "Picture":
		return ""
	}
	switch {
	case x.Centred:
		return "center"
	case x.Right:
		return "right"
	}
	return ""
}

// runs writes the stretches of a paragraph; what has one link stands in one.
func (b *builder) runs(to *bytes.Buffer, runs []Run, l look) {
	for i := 0; i < len(runs); {
		link := linkable(runs[i].Link)
		end := i + 1
		for end < len(runs) && linkable(runs[end].Link) == link {
			end++
		}
		if link != "" {
			fmt.Fprintf(to, `<w:hyperlink r:id="%s" w:history="1">`, b.linkTo(link))
		}
		for ; i < end; i++ {
			b.run(to, &runs[i], l)
		}
		if link != "" {
			to.WriteString("</w:hyperlink>")
		}
	}
}

// mostAddress is how long an address may be: Word refuses a file with a longer one.
const mostAddress = 2000

// linkable returns an address that Word takes; "" for none and for one that is no address, with which Word would call the
// whole file damaged.
func linkable(address string) string {
	u, err := url.Parse(address)
	if err != nil || len(address) > mostAddress || clean(address) != address || strings.ContainsAny(address, " \t\n\"<>\\^`{|}") {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto", "tel":
	default:
		return ""
	}
	return address
}

// linkTo returns the id of the relation to an address.
func (b *builder) linkTo(address string) string {
	list := &b.links
	if b.inNotes {
		list = &b.noteLink
	}
	for i, known := range *list {
		if known == address {
			return linkID(i)
		}
	}
	*list = append(*list, address)
	return linkID(len(*list) - 1)
}

func linkID(i int) string { return "rLink" + strconv.Itoa(i+1) }

// run writes a stretch of text: its break, its words, its picture, its footnote.
func (b *builder) run(to *bytes.Buffer, r *Run, l look) {
	open := func() {
		to.WriteString("<w:r>")
		b.runLook(to, r, l, "")
	}
	if r.Break {
		open()
		to.WriteString("<w:br/></w:r>")
	}
	if text := clean(r.Text); text != "" {
		open()
		writeText(to, text)
		to.WriteString("</w:r>")
	}
	if r.Picture != "" {
		if at, ok := b.picture(r.Picture); ok {
			open()
			b.noteShows = b.noteShows || b.inNotes
			b.drawing(to, at, r.Alt)
			to.WriteString("</w:r>")
		} else {
			open()
			writeText(to, "〔图片："+clean(r.Alt)+"〕")
			to.WriteString("</w:r>")
		}
	}
	switch {
	case r.Note > 0 && b.inNotes: // one footnote in another is no footnote
		to.WriteString("<w:r>")
		b.runLook(to, &Run{Raised: true}, l, "")
		writeText(to, strconv.Itoa(r.Note))
		to.WriteString("</w:r>")
	case r.Note > 0:
		b.note(to, r.Note-1, l)
	}
}

// runLook writes the properties of a run, in the order of the schema.
func (b *builder) runLook(to *bytes.Buffer, r *Run, l look, style string) {
	to.WriteString("<w:rPr>")
	if style != "" {
		fmt.Fprintf(to, `<w:rStyle w:val="%s"/>`, style)
	}
	to.WriteString(fonts(l.font))
	if r.Bold || l.bold {
		to.WriteString("<w:b/><w:bCs/>")
	}
	if r.Italic {
		to.WriteString("<w:i/><w:iCs/>")
	}
	if r.Struck {
		to.WriteString("<w:strike/>")
	}
	if l.size > 0 {
		fmt.Fprintf(to, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, l.size, l.size)
	}
	switch {
	case style == "FootnoteReference" || r.Raised:
		to.WriteString(`<w:vertAlign w:val="superscript"/>`)
	case r.Lowered:
		to.WriteString(`<w:vertAlign w:val="subscript"/>`)
	}
	to.WriteString("</w:rPr>")
}

// writeText writes words; line ends and tabs in them are Word's own.
func writeText(to *bytes.Buffer, s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			to.WriteString("<w:br/>")
		}
		for j, words := range strings.Split(line, "\t") {
			if j > 0 {
				to.WriteString("<w:tab/>")
			}
			if words != "" {
				to.WriteString(`<w:t xml:space="preserve">`)
				to.WriteString(ooxml.Escape(words))
				to.WriteString("</w:t>")
			}
		}
	}
}

// note writes what refers to a footnote, and the footnote itself where it is the first to. Word
// shows a footnote once: what refers to it again is its number in text.
func (b *builder) note(to *bytes.Buffer, i int, l look) {
	if n := b.noteAs[i]; n > 0 {
		to.WriteString("<w:r>")
		b.runLook(to, &Run{Raised: true}, l, "")
		writeText(to, strconv.Itoa(n))
		to.WriteString("</w:r>")
		return
	}
	b.shown++
	b.noteAs[i] = b.shown
	to.WriteString("<w:r>")
	b.runLook(to, &Run{}, l, "FootnoteReference")
	fmt.Fprintf(to, `<w:footnoteReference w:id="%d"/></w:r>`, b.shown)

	going, last := b.levels, b.last
	b.inNotes = true
	fmt.Fprintf(&b.notes, `<w:footnote w:id="%d">`, b.shown)
	small := look{font: fontSong, style: "FootnoteText"}
	first := true
	for _, x := range flat(b.d.Footnotes[i]) {
		b.notes.WriteString(`<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>`)
		if first {
			b.notes.WriteString("<w:r>")
			b.runLook(&b.notes, &Run{}, small, "FootnoteReference")
			b.notes.WriteString("<w:footnoteRef/></w:r><w:r>")
			b.runLook(&b.notes, &Run{}, small, "")
			writeText(&b.notes, " ")
			b.notes.WriteString("</w:r>")
			first = false
		}
		if x.Number != "" {
			b.run(&b.notes, &Run{Text: x.Number}, small)
		}
		b.runs(&b.notes, x.Runs, small)
		b.notes.WriteString("</w:p>")
	}
	if first { // a footnote has a paragraph, whatever it says
		b.notes.WriteString(`<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr></w:p>`)
	}
	b.notes.WriteString("</w:footnote>")
	b.inNotes = false
	b.levels, b.last = going, last
}

// flat returns the paragraphs of some blocks, a table's row by row: a footnote is no place for one.
func flat(blocks []Block) []Block {
	var out []Block
	for _, x := range blocks {
		if x.Role != Table {
			out = append(out, x)
			continue
		}
		for _, row := range x.Rows {
			line := Block{}
			for i, c := range row {
				if i > 0 {
					line.Runs = append(line.Runs, Run{Text: "　"})
				}
				for _, p := range flat(c.Blocks) {
					line.Runs = append(line.Runs, p.Runs...)
				}
			}
			out = append(out, line)
		}
	}
	return out
}

// clean takes out what XML cannot hold. Line ends are one sort.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case r < 0x20, r == 0x7f, r == 0xfffe, r == 0xffff, 0xd800 <= r && r <= 0xdfff, r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// attr returns text for an attribute's value.
func attr(s string) string { return ooxml.Escape(clean(s)) }

// picture returns the place of a picture among those of the package, false where Word cannot show it.
func (b *builder) picture(name string) (int, bool) {
	for i := range b.pictures {
		if b.pictures[i].name == name {
			return i, true
		}
	}
	data := b.d.Pictures[name]
	ext, width, height := sizeOf(data)
	if ext == "" || width < 1 || height < 1 {
		return 0, false
	}
	b.pictures = append(b.pictures, placed{name, ext, width, height, data})
	return len(b.pictures) - 1, true
}

// Pictures are measured in English Metric Units, 360,000 to a centimetre; a pixel is 1/96 of an inch.
const (
	perMM    = 36000
	perPixel = 9525
	mostWide = 156 * perMM
	mostHigh = 90 * perMM
)

// drawing writes a picture in the line, no wider than the text.
func (b *builder) drawing(to *bytes.Buffer, at int, alt string) {
	p := &b.pictures[at]
	w, h := int64(p.width)*perPixel, int64(p.height)*perPixel
	if w > mostWide {
		w, h = mostWide, h*mostWide/w
	}
	if h > mostHigh {
		w, h = w*mostHigh/h, mostHigh
	}
	w, h = max(w, 1), max(h, 1)
	b.drawings++
	id, name := b.drawings, "图片 "+strconv.Itoa(b.drawings)
	fmt.Fprintf(to, `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>`+
		`<wp:docPr id="%d" name="%s" descr="%s"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>`+
		`<pic:nvPicPr><pic:cNvPr id="%d" name="%s" descr="%s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="rPicture%d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`,
		w, h, id, name, attr(alt), id, name, attr(alt), at+1, w, h)
}

// sizeOf tells the form of a picture by its first bytes, and its size; "" where it is none that Word shows.
func sizeOf(data []byte) (ext string, width, height int) {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) && len(data) >= 24:
		return "png", int(binary.BigEndian.Uint32(data[16:])), int(binary.BigEndian.Uint32(data[20:]))
	case bytes.HasPrefix(data, []byte("GIF8")) && len(data) >= 10:
		return "gif", int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		w, h := jpegSize(data)
		return "jpeg", w, h
	}
	return "", 0, 0
}

// jpegSize reads a JPEG's frame header.
func jpegSize(data []byte) (width, height int) {
	for i := 2; i+9 < len(data); {
		if data[i] != 0xff {
			return 0, 0
		}
		marker := data[i+1]
		if marker == 0xff || marker == 1 || 0xd0 <= marker && marker <= 0xd8 {
			i++
			if marker != 0xff {
				i++
			}
			continue
		}
		if 0xc0 <= marker && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc {
			return int(binary.BigEndian.Uint16(data[i+7:])), int(binary.BigEndian.Uint16(data[i+5:]))
		}
		i += 2 + int(binary.BigEndian.Uint16(data[i+2:]))
	}
	return 0, 0
}
