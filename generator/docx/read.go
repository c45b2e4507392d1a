package docx

import (
	"strings"

	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// Remark is something in a file that is not in the Document as it stood there, or that a person should look at.
type Remark struct {
	At   diag.Text // where: 第 12 段, 表 2 第 3 行第 1 列; empty: the file as a whole
	Near string    // how the paragraph begins
	What diag.Text
	Lost string // the words that are not in the Document; "" when there are none
}

// Read reads a .docx file. What it says comes back as a Document, with tracked changes taken as accepted, numbers of
// lists and headings as Word shows them, and fields by what they show. What was left out, and what became something else, comes back as
// remarks: every visible letter of the text is in the Document or in a remark's Lost.
// The error is an *ooxml.Fault, in words for the one who has the file: no Word file, damaged, too large.
func Read(raw []byte) (*Document, []Remark, error) {
	if f := ooxml.KindOf(raw).NotA(ooxml.Docx); f != nil {
		return nil, nil, f
	}
	pkg, err := ooxml.Open(raw)
	if err != nil {
		return nil, nil, err
	}
	r := &reader{pkg: pkg, doc: &Document{Pictures: map[string][]byte{}}, names: map[string]string{}, notes: map[noteKey]int{}}
	if err := r.read(); err != nil {
		return nil, nil, err
	}
	return r.doc, r.remarks, nil
}

// reader holds what is known while a file is read.
type reader struct {
	pkg     *ooxml.Package
	doc     *Document
	remarks []Remark

	styles   *readSheet
	numbers  *numbers
	comments map[string]string
	noteText map[noteKey]*ooxml.Element
	notes    map[noteKey]int // the index in Footnotes, more one
	names    map[string]string

	story      // the one that is being read
	paragraphs int
	page       bool // what comes next begins a page
	tables     int
	said       map[string]bool                 // what is said once
	beside     map[string]map[string]ooxml.Rel // the relationships of footnotes and endnotes
}

// story is a text that stands by itself: the body, a footnote, a text box.
type story struct {
	rels   map[string]ooxml.Rel
	at     diag.Text
	counts bool // its paragraphs have numbers
	fields []*field
	carry  *paragraph // whose end was deleted: the next one goes on with it
	depth  int        // of text boxes and tables within each other
}

type noteKey struct{ kind, id string }

func (r *reader) read() error {
	main := r.pkg.Main()
	if main == "" {
		return ooxml.CutShort.NotA(ooxml.Docx)
	}
	root, err := r.tree(main)
	if err != nil {
		return err
	}
	body := root.Kid("body")
	rels, err := r.pkg.Rels(main)
	if err != nil {
		return err
	}
	byKind := map[string]string{}
	for _, x := range rels {
		if _, twice := byKind[x.Kind()]; !twice && x.Part != "" {
			byKind[x.Kind()] = x.Part
		}
	}
	for _, n := range r.pkg.Notes() {
		r.remark(Remark{What: n})
	}
	styleTree, err := r.treeOf(byKind["styles"])
	if err != nil {
		return err
	}
	r.styles = readStyles(styleTree)
	numberTree, err := r.treeOf(byKind["numbering"])
	if err != nil {
		return err
	}
	r.numbers = readNumbers(numberTree, r.styles)
	r.noteText = map[noteKey]*ooxml.Element{}
	for _, kind := range []string{"footnote", "endnote"} {
		tree, err := r.treeOf(byKind[kind+"s"])
		if err != nil {
			return err
		}
		for _, n := range kids(tree) {
			if t := n.Get("type"); n.Name == kind && (t == "" || t == "normal") {
				r.noteText[noteKey{kind, n.Get("id")}] = n
			}
		}
	}
	commentTree, err := r.treeOf(byKind["comments"])
	if err != nil {
		return err
	}
	r.comments = map[string]string{}
	for _, c := range kids(commentTree) {
		r.comments[c.Get("id")] = paragraphsOf(c)
	}
	if core, err := r.corePart(); err == nil && core != nil {
		r.doc.Title = strings.TrimSpace(core.Kid("title").Words())
	}
	r.story = story{rels: byID(rels), counts: true}
	if body != nil {
		r.doc.Blocks = r.blocks(body.Kids)
		r.doc.Blocks = append(r.doc.Blocks, r.end()...)
	}
	r.headers(rels)
	return nil
}

func byID(rels []ooxml.Rel) map[string]ooxml.Rel {
	m := map[string]ooxml.Rel{}
	for _, x := range rels {
		m[x.ID] = x
	}
	return m
}

func kids(e *ooxml.Element) []*ooxml.Element {
	if e == nil {
		return nil
	}
	return e.Kids
}

func (r *reader) tree(part string) (*ooxml.Element, error) {
	data, err := r.pkg.Part(part)
	if err != nil {
		return nil, err
	}
	return ooxml.Parse(data)
}

// treeOf is the tree of a part that need not be there.
func (r *reader) treeOf(part string) (*ooxml.Element, error) {
	if part == "" {
		return nil, nil
	}
	return r.tree(part)
}

func (r *reader) corePart() (*ooxml.Element, error) {
	rels, err := r.pkg.Rels("")
	if err != nil {
		return nil, err
	}
	for _, x := range rels {
		if x.Kind() == "core-properties" && x.Part != "" {
			return r.tree(x.Part)
		}
	}
	return nil, nil
}

func (r *reader) remark(x Remark) { r.remarks = append(r.remarks, x) }

// once says something that is said one time, however often it is met.
func (r *reader) once(what diag.Text, lost string) {
	if r.said == nil {
		r.said = map[string]bool{}
	}
	if key := what.ZH + lost; !r.said[key] {
		r.said[key] = true
		r.remark(Remark{What: what, Lost: lost})
	}
}

// paragraphsOf are the words of all paragraphs in e, one a line.
func paragraphsOf(e *ooxml.Element) string {
	var lines []string
	var walk func(*ooxml.Element)
	walk = func(e *ooxml.Element) {
		for _, k := range e.Kids {
			if k.Name == "p" {
				if s := strings.TrimSpace(wordsOf(k)); s != "" {
					lines = append(lines, s)
				}
				continue
			}
			walk(k)
		}
	}
	walk(e)
	return strings.Join(lines, "\n")
}

// wordsOf are the letters that a reader would see in e, in one line: what stands in t, delText and m:t.
func wordsOf(e *ooxml.Element) string {
	var b strings.Builder
	var walk func(*ooxml.Element)
	walk = func(e *ooxml.Element) {
		switch e.Name {
		case "t", "delText":
			b.WriteString(e.Words())
			return
		case "tab", "br", "cr":
			b.WriteByte(' ')
		case "Fallback":
			return
		}
		for _, k := range e.Kids {
			if k.Name != "" {
				walk(k)
			}
		}
	}
	walk(e)
	return b.String()
}

// headers tells of the words above and below the pages, which are not taken.
func (r *reader) headers(rels []ooxml.Rel) {
	for _, x := range rels {
		kind := x.Kind()
		if kind != "header" && kind != "footer" || x.Part == "" {
			continue
		}
		root, err := r.tree(x.Part)
		if err != nil {
			continue // nothing of it would be taken
		}
		words := paragraphsOf(root)
		if kind == "footer" && strings.Trim(words, "0123456789-—－–·. \n/第页共PageofOF") == "" {
			continue // a page's number
		}
		if words == "" {
			continue
		}
		what := diag.M("DOCX-HEADER", "页眉的文字没有导入", "the words above the pages are not taken")
		if kind == "footer" {
			what = diag.M("DOCX-FOOTER", "页脚的文字没有导入", "the words below the pages are not taken")
		}
		r.once(what, words)
	}
}

// end closes a story: what was carried on to a next paragraph that does not come, fields that never end.
func (r *reader) end() (blocks []Block) {
	if p := r.carry; p != nil {
		r.carry = nil
		blocks = r.finish(p)
	}
	for _, f := range r.fields {
		if words := f.swallowed.String(); strings.TrimSpace(words) != "" {
			r.remark(Remark{At: r.at, What: diag.M("DOCX-FIELD-OPEN", "一个域没有结束，里面的文字没有导入", "a field has no end: the words in it are not taken"), Lost: words})
		}
	}
	r.fields = nil
	return blocks
}

// apart reads the paragraphs of a text that stands by itself, and comes back to the one that is being read.
func (r *reader) apart(e *ooxml.Element, at diag.Text, rels map[string]ooxml.Rel) []Block {
	kept := r.story
	r.story = story{rels: rels, at: at, depth: kept.depth + 1}
	var blocks []Block
	if r.depth < maxNested {
		blocks = append(r.blocks(e.Kids), r.end()...)
	} else if words := paragraphsOf(e); words != "" {
		r.remark(Remark{At: at, What: diag.M("DOCX-NESTED", "文本框、表格套得太深，里面的没有导入", "text boxes or tables are nested too deep: what is in them is not taken"), Lost: words})
	}
	r.story = kept
	return blocks
}

const maxNested = 12

// blocks reads paragraphs and tables.
func (r *reader) blocks(list []*ooxml.Element) (blocks []Block) {
	for _, e := range list {
		switch e.Name {
		case "p":
			blocks = append(blocks, r.paragraph(e)...)
		case "tbl":
			blocks = append(blocks, r.table(e)...)
		case "sdt":
			blocks = append(blocks, r.control(e)...)
		case "customXml", "smartTag", "ins", "moveTo", "sdtContent":
			blocks = append(blocks, r.blocks(e.Kids)...)
		case "del", "moveFrom":
			if words := paragraphsOf(e); words != "" {
				r.remark(Remark{At: r.at, What: deleted, Lost: words})
			}
		case "AlternateContent":
			blocks = append(blocks, r.blocks(r.alternative(e))...)
		case "altChunk":
			r.remark(Remark{At: r.next(), What: diag.M("DOCX-CHUNK", "这里嵌着另一个文件，没有导入；用 Word 打开另存一次，它就成了正文", "another file stands here that is not taken; opened and saved once in Word it becomes text")})
		case "subDoc":
			r.remark(Remark{At: r.next(), What: diag.M("DOCX-SUB", "这里引用另一个文件，没有导入", "another file is referred to here: it is not taken")})
		case "", "sectPr", "tblPr", "tblGrid", "tcPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd",
			"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd":
		default:
			r.unknown(e)
		}
	}
	return blocks
}

// unknown tells of the words in an element that nothing here knows.
func (r *reader) unknown(e *ooxml.Element) {
	if words := strings.TrimSpace(wordsOf(e)); words != "" {
		r.remark(Remark{At: r.next(), What: diag.M("DOCX-UNKNOWN", "这里有不认识的东西，里面的文字没有导入", "something unknown stands here: the words in it are not taken"), Lost: words})
	}
}

// next is where the paragraph stands that is read now or comes next.
func (r *reader) next() diag.Text {
	if !r.counts {
		return r.at
	}
	return diag.T("第 %d 段", "paragraph %d").With(r.paragraphs + 1)
}

// control reads what stands in a control of a form.
func (r *reader) control(e *ooxml.Element) []Block {
	if r.tableOfContents(e) {
		return nil
	}
	if content := e.Kid("sdtContent"); content != nil {
		return r.blocks(content.Kids)
	}
	return nil
}

// tableOfContents reports whether a control is the table of contents, and says so.
func (r *reader) tableOfContents(e *ooxml.Element) bool {
	gallery := e.Kid("sdtPr", "docPartObj", "docPartGallery")
	if gallery == nil || gallery.Get("val") != "Table of Contents" {
		return false
	}
	r.once(contents, "")
	return true
}

var (
	contents = diag.M("DOCX-CONTENTS", "目录没有导入：网页有自己的目录", "the table of contents is not taken: the page has its own")
	deleted  = diag.M("DOCX-DELETED", "修订里删去的文字没有导入", "words that tracked changes delete are not taken")
)

// alternative are the children of one of the ways in which something is written for older and newer programs.
func (r *reader) alternative(e *ooxml.Element) []*ooxml.Element {
	var choice, fallback *ooxml.Element
	for _, k := range e.Kids {
		switch {
		case k.Name == "Choice" && choice == nil:
			choice = k
		case k.Name == "Fallback":
			fallback = k
		}
	}
	if choice != nil && (holds(choice) || fallback == nil || !holds(fallback)) {
		return choice.Kids
	}
	return kids(fallback)
}

// holds reports whether an element has words or a picture.
func holds(e *ooxml.Element) bool {
	switch e.Name {
	case "t", "blip", "imagedata", "sym":
		return true
	}
	for _, k := range e.Kids {
		if k.Name != "" && holds(k) {
			return true
		}
	}
	return false
}
