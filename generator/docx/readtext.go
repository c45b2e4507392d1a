package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// paragraph is one that is being read.
type paragraph struct {
	runs  []Run
	after []Block // what stood in text boxes
	size  int     // of its first letters
	page  bool    // it begins a page
	at    diag.Text
	props *ooxml.Element
	style *readStyle
	lost  [lostKinds]strings.Builder
	pics  int
}

// What a paragraph loses, by kind; one remark of each is made.
const (
	lostDeleted = iota
	lostInserted
	lostComment
	lostHidden
	lostRuby
	lostMath
	lostField
	lostPlaceholder
	lostSymbol
	lostPicture
	lostCropped
	lostChart
	lostObject
	lostShape
	lostBox
	lostKinds
)

// takenAll are the kinds whose words are in the text all the same: what is lost is only how they stood.
var takenAll = [lostKinds]bool{lostInserted: true, lostMath: true, lostCropped: true, lostBox: true}

var lostWords = [lostKinds]diag.Text{
	lostDeleted:     deleted,
	lostInserted:    diag.M("DOCX-INSERTED", "修订里加进的文字当作已经接受：%s", "words that tracked changes add are taken as accepted: %s"),
	lostComment:     diag.M("DOCX-COMMENT", "批注没有导入", "a comment is not taken"),
	lostHidden:      diag.M("DOCX-HIDDEN", "隐藏的文字没有导入", "hidden words are not taken"),
	lostRuby:        diag.M("DOCX-RUBY", "字上的注音没有导入", "the reading above letters is not taken"),
	lostMath:        diag.M("DOCX-MATH", "公式只取了里面的字：%s；请核对", "of a formula the letters alone are taken: %s; look at it"),
	lostField:       diag.M("DOCX-FIELD", "一个域显示什么，文件里没有写；这里的内容请对照原文补上", "what a field shows is not written in the file: complete this place from the original"),
	lostPlaceholder: diag.M("DOCX-PLACEHOLDER", "没有填的空没有导入", "a blank that nobody filled in is not taken"),
	lostSymbol:      diag.M("DOCX-SYMBOL", "有认不出的符号，没有导入（字体和编号见后）；请对照原文补上", "a sign is not known and not taken (its font and number follow): complete this place from the original"),
	lostPicture:     diag.M("DOCX-PICTURE", "这里的图片不在文件里，没有导入", "a picture here is not in the file and not taken"),
	lostCropped:     diag.M("DOCX-CROPPED", "图片 %s 在 Word 里裁剪过，导入的是裁剪以前的整张；请看看裁去的部分能不能公开", "the picture %s was cropped in Word; the whole is taken: see whether what was cropped may be public"),
	lostChart:       diag.M("DOCX-CHART", "图表没有导入；请截图另存，或者用数字写成表格", "a chart is not taken: save a picture of it, or write its numbers as a table"),
	lostObject:      diag.M("DOCX-OLE", "这里嵌着别的程序的对象，只取了它的预览图", "an object of another program stands here: its picture alone is taken, if it has one"),
	lostShape:       diag.M("DOCX-SHAPE", "画的图形没有导入", "a drawn shape is not taken"),
	lostBox:         diag.M("DOCX-BOX", "文本框里的文字放在这一段后面：%s", "what stands in a text box is put below this paragraph: %s"),
}

// field is one that has begun and not ended.
type field struct {
	instr     strings.Builder
	result    bool // what comes is what it shows
	link      string
	drop      bool            // what it shows is not taken
	swallowed strings.Builder // letters before its result
}

func (f *field) kind() string {
	words := strings.Fields(f.instr.String())
	if len(words) == 0 {
		return ""
	}
	return strings.ToUpper(words[0])
}

// begun looks at what a field is, once its instruction is whole.
func (r *reader) begun(f *field) {
	f.result = true
	switch f.kind() {
	case "HYPERLINK":
		f.link = linkOf(f.instr.String())
	case "TOC":
		f.drop = true
		r.once(contents, "")
	case "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF":
		f.drop = true
	}
}

// linkOf returns the address of a HYPERLINK field; "" of one within the text.
func linkOf(instr string) string {
	rest := strings.TrimSpace(instr)
	rest = strings.TrimSpace(rest[min(len(rest), len("HYPERLINK")):])
	address, anchor, local := "", "", false
	for rest != "" {
		word := rest
		if rest[0] == '"' {
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				end = len(rest) - 1
			}
			word, rest = rest[1:end+1], rest[min(end+2, len(rest)):]
		} else {
			word, rest, _ = strings.Cut(rest, " ")
			if strings.HasPrefix(word, `\`) {
				local = word == `\l`
				if word == `\o` || word == `\t` || word == `\m` || word == `\n` {
					local = false
				}
				rest = strings.TrimSpace(rest)
				if word == `\o` || word == `\t` { // a tip, a window: with a word of their own
					if strings.HasPrefix(rest, `"`) {
						_, rest, _ = strings.Cut(rest[1:], `"`)
					} else {
						_, rest, _ = strings.Cut(rest, " ")
					}
					rest = strings.TrimSpace(rest)
				}
				continue
			}
		}
		switch {
		case local:
			anchor = word
		case address == "":
			address = word
		}
		local = false
		rest = strings.TrimSpace(rest)
	}
	if address == "" {
		return ""
	}
	if anchor != "" {
		return address + "#" + anchor
	}
	return address
}

// inInstruction is the field whose instruction is being read; nil where there is none.
func (s *story) inInstruction() *field {
	for i := len(s.fields) - 1; i >= 0; i-- {
		if !s.fields[i].result {
			return s.fields[i]
		}
	}
	return nil
}

func (s *story) dropped() bool {
	for _, f := range s.fields {
		if f.drop && f.result {
			return true
		}
	}
	return false
}

func (s *story) fieldLink() string {
	for i := len(s.fields) - 1; i >= 0; i-- {
		if s.fields[i].link != "" {
			return s.fields[i].link
		}
	}
	return ""
}

// paragraph reads one paragraph: the block that it is, and what stood in text boxes of it.
func (r *reader) paragraph(e *ooxml.Element) []Block {
	p := r.carry
	r.carry = nil
	if p == nil {
		p = &paragraph{at: r.next()}
	}
	p.props = e.Kid("pPr")
	p.style = r.styles.byID[p.props.Kid("pStyle").Get("val")]
	if p.style == nil {
		p.style = r.styles.paragraph
	}
	if r.turns() {
		p.page, r.page = p.page || r.page || yes(on(p.props.Kid("pageBreakBefore"))), false
	}
	r.inline(p, e.Kids, "")
	if s := p.props.Kid("sectPr"); s != nil && r.turns() && s.Kid("type").Get("val") != "continuous" {
		r.page = true
	}
	if mark := p.props.Kid("rPr"); mark.Kid("del") != nil || mark.Kid("moveFrom") != nil {
		r.carry = p // its end was deleted
		return nil
	}
	return r.finish(p)
}

// finish makes the block of a paragraph, and the remarks on it.
func (r *reader) finish(p *paragraph) (blocks []Block) {
	b := Block{Runs: Merged(p.runs), At: p.at, Size: p.size, NewPage: p.page}
	near := textOf(b.Runs)
	for kind := range p.lost {
		words := p.lost[kind].String()
		if words == "" {
			continue
		}
		x := Remark{At: p.at, Near: beginning(near), What: lostWords[kind], Lost: strings.TrimPrefix(words, "\n")}
		if takenAll[kind] {
			x.What, x.Lost = x.What.With(diag.Clip(x.Lost, 40)), ""
		}
		r.remark(x)
	}
	visible := strings.TrimSpace(near) != "" || holdsMore(b.Runs)
	r.role(&b, p)
	if b.Role == Body && p.style.contents && visible {
		r.remark(Remark{At: p.at, What: contents, Lost: near})
		visible = false
	}
	if visible {
		blocks = append(blocks, b)
		if r.counts {
			r.paragraphs++
		}
	} else if p.page { // nothing shows on it so far
		r.page = true
	}
	return append(blocks, p.after...)
}

// turns reports whether pages begin in what is read now: in the text itself, that is, not in what stands in it.
func (r *reader) turns() bool { return r.counts && r.depth == 0 }

// textOf are the letters of some runs.
func textOf(runs []Run) string {
	var b strings.Builder
	for _, x := range runs {
		if x.Break {
			b.WriteByte('\n')
		}
		b.WriteString(x.Text)
	}
	return b.String()
}

func holdsMore(runs []Run) bool {
	for _, x := range runs {
		if x.Picture != "" || x.Note > 0 {
			return true
		}
	}
	return false
}

// beginning are the first letters of a paragraph.
func beginning(s string) string {
	return diag.Clip(strings.Join(strings.Fields(s), " "), 12)
}

// role says what a paragraph is.
func (r *reader) role(b *Block, p *paragraph) {
	jc := p.props.Kid("jc").Get("val")
	if jc == "" {
		jc = p.style.jc
	}
	switch jc {
	case "center":
		b.Centred = true
	case "right", "end":
		b.Right = true
	}
	if ind := p.props.Kid("ind"); ind != nil && !b.Centred {
		twips := func(names ...string) (n int) {
			for _, name := range names {
				v, _ := strconv.Atoi(ind.Get(name))
				n = max(n, v)
			}
			return n
		}
		// Set in by more than half a line, as signatures are that are not set to the right.
		if twips("left", "start")+twips("firstLine") > 4000 || twips("leftChars", "startChars")+twips("firstLineChars") > 1700 {
			b.Right = true
		}
	}
	b.Role, b.Level = p.style.role, p.style.level
	if o := p.props.Kid("outlineLvl"); o != nil && b.Role != Title {
		switch n, err := strconv.Atoi(o.Get("val")); {
		case err != nil || n < 0:
		case n < 9:
			b.Role, b.Level = Heading, n+1
		case b.Role == Heading:
			b.Role, b.Level = Body, 0
		}
	}
	if b.Role == Heading {
		b.Level = min(max(b.Level, 1), 6)
	}
	id, at := p.style.numID, p.style.numLevel
	if n := p.props.Kid("numPr"); n != nil {
		if v := n.Kid("numId"); v != nil {
			id = v.Get("val")
		}
		if v := level(n.Kid("ilvl").Get("val")); v >= 0 {
			at = v
		} else if n.Kid("numId") != nil {
			at = 0
		}
	}
	if id == "" || id == "0" {
		return
	}
	if at < 0 {
		at = 0
		if l := r.numbers.lists[id]; l != nil {
			for s := p.style; s != nil; s = r.styles.byID[s.base] {
				if i, ok := l.byName[s.id]; ok {
					at = i
					break
				}
				if s.base == s.id {
					break
				}
			}
		}
	}
	shown, ordered, ok := r.numbers.next(id, at)
	if !ok {
		return
	}
	b.Number = shown
	if b.Role == Body {
		if !ordered && shown != "" { // words that stand before each: a label of a list
			return
		}
		b.Role, b.Level, b.Ordered = ListItem, at, ordered
	}
}

// Merged puts stretches of one look together: each letter is copied once, for a paragraph may come in ten thousand of them.
func Merged(runs []Run) []Run {
	var out []Run
	var letters strings.Builder // of the last of out, when more than one run went into it
	end := func() {
		if letters.Len() > 0 {
			out[len(out)-1].Text = letters.String()
			letters.Reset()
		}
	}
	for _, x := range runs {
		if n := len(out); n > 0 && !x.Break {
			last := out[n-1]
			same := last
			same.Text, same.Break = x.Text, false
			if same == x && x.Picture == "" && x.Note == 0 {
				if letters.Len() == 0 {
					letters.WriteString(last.Text)
				}
				letters.WriteString(x.Text)
				continue
			}
		}
		end()
		out = append(out, x)
	}
	end()
	return out
}

// inline reads what stands in a paragraph.
func (r *reader) inline(p *paragraph, list []*ooxml.Element, link string) {
	for _, e := range list {
		switch e.Name {
		case "r":
			r.run(p, e, link)
		case "hyperlink":
			r.hyperlink(p, e, link)
		case "fldSimple":
			f := &field{}
			f.instr.WriteString(e.Get("instr"))
			r.begun(f)
			r.fields = append(r.fields, f)
			r.inline(p, e.Kids, link)
			r.fields = r.fields[:len(r.fields)-1]
			if eq := f.instr.String(); strings.TrimSpace(wordsOf(e)) == "" {
				r.noResult(p, f.kind(), eq, link)
			}
		case "ins", "moveTo":
			p.lost[lostInserted].WriteString(wordsOf(e))
			r.inline(p, e.Kids, link)
		case "del", "moveFrom":
			r.sees(p, e, lostDeleted)
		case "sdt":
			r.inlineControl(p, e, link)
		case "smartTag", "customXml", "dir", "bdo", "sdtContent":
			r.inline(p, e.Kids, link)
		case "AlternateContent":
			r.inline(p, r.alternative(e), link)
		case "oMath", "oMathPara":
			words := wordsOf(e)
			if words == "" || r.dropped() {
				continue
			}
			p.lost[lostMath].WriteString(words)
			p.add(Run{Text: words, Link: link})
		case "", "pPr", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
			"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "rPr", "smartTagPr", "customXmlPr", "sdtPr", "fldData":
		case "p": // a paragraph within a paragraph: not allowed, and not lost
			r.inline(p, e.Kids, link)
		default:
			r.unknown(e)
		}
	}
}

// sees notes the words of an element that is not taken; a comment or footnote in it goes with it.
func (r *reader) sees(p *paragraph, e *ooxml.Element, kind int) {
	if words := wordsOf(e); words != "" {
		p.lost[kind].WriteString(words)
	} else if holds(e) {
		p.lost[kind].WriteString("〔图片〕")
	}
	// The ends of fields count, also in what was deleted.
	var walk func(*ooxml.Element)
	walk = func(e *ooxml.Element) {
		for _, k := range e.Kids {
			if k.Name == "fldChar" {
				r.fieldChar(p, k, "")
			} else if k.Name != "" {
				walk(k)
			}
		}
	}
	walk(e)
}

func (p *paragraph) add(x Run) {
	if p.size == 0 {
		p.size = -1
	}
	p.runs = append(p.runs, x)
}

func (r *reader) hyperlink(p *paragraph, e *ooxml.Element, outer string) {
	link := outer
	if x, ok := r.rels[e.In(relSpace, "id")]; ok && x.External {
		link = x.Target
		if anchor := e.Get("anchor"); anchor != "" && !strings.Contains(link, "#") {
			link += "#" + anchor
		}
	}
	r.inline(p, e.Kids, link)
}

const relSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// inlineControl reads what was filled into a control of a form.
func (r *reader) inlineControl(p *paragraph, e *ooxml.Element, link string) {
	if r.tableOfContents(e) {
		return
	}
	if yes(on(e.Kid("sdtPr", "showingPlcHdr"))) {
		r.sees(p, e, lostPlaceholder)
		return
	}
	if content := e.Kid("sdtContent"); content != nil {
		r.inline(p, content.Kids, link)
	}
}

// lookOf is how a run looks in its paragraph.
func (r *reader) lookOf(p *paragraph, e *ooxml.Element) runLook {
	props := e.Kid("rPr")
	l := readLook(props)
	if s := r.styles.byID[props.Kid("rStyle").Get("val")]; s != nil {
		l = l.over(s.look)
	}
	below := p.style.look
	if p.style.role == Title || p.style.role == Heading || p.style.role == Caption { // they are set so as a whole
		below.bold, below.italic = nil, nil
	}
	l = l.over(below)
	if l.size == 0 {
		l.size = r.styles.size
	}
	return l
}

// run reads a run.
func (r *reader) run(p *paragraph, e *ooxml.Element, link string) {
	props := e.Kid("rPr")
	if props.Kid("del") != nil && props.Kid("ins") == nil && wordsOf(e) != "" && e.Kid("delText") != nil {
		r.sees(p, e, lostDeleted)
		return
	}
	l := r.lookOf(p, e)
	r.runKids(p, e.Kids, l, link)
}

func (r *reader) runKids(p *paragraph, list []*ooxml.Element, l runLook, link string) {
	for _, k := range list {
		switch k.Name {
		case "t":
			r.letters(p, l, link, lettersOf(k))
		case "tab", "ptab":
			r.letters(p, l, link, "\t")
		case "br":
			switch t := k.Get("type"); {
			case t == "" || t == "textWrapping":
				r.lineBreak(p, l, link)
			case t != "page" || !r.turns():
			case strings.TrimSpace(textOf(p.runs)) == "" && !holdsMore(p.runs):
				p.page = true
			default:
				r.page = true
			}
		case "cr":
			r.lineBreak(p, l, link)
		case "noBreakHyphen":
			r.letters(p, l, link, "-")
		case "softHyphen", "", "rPr", "lastRenderedPageBreak", "footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator", "pgNum",
			"dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong":
		case "sym":
			r.symbol(p, l, link, k)
		case "fldChar":
			r.fieldChar(p, k, link)
		case "instrText", "delInstrText":
			if f := r.inInstruction(); f != nil {
				f.instr.WriteString(k.Words())
			}
		case "delText":
			p.lost[lostDeleted].WriteString(k.Words())
		case "footnoteReference", "endnoteReference":
			r.note(p, k)
		case "commentReference":
			if words := r.comments[k.Get("id")]; words != "" {
				p.lost[lostComment].WriteString("\n" + words)
			}
		case "drawing", "pict", "object":
			r.drawing(p, k, link)
		case "ruby":
			if words := wordsOf(orEmpty(k.Kid("rt"))); words != "" {
				p.lost[lostRuby].WriteString(words)
			}
			if base := k.Kid("rubyBase"); base != nil {
				r.inline(p, base.Kids, link)
			}
		case "AlternateContent":
			r.runKids(p, r.alternative(k), l, link)
		default:
			r.unknown(k)
		}
	}
}

func orEmpty(e *ooxml.Element) *ooxml.Element {
	if e == nil {
		return &ooxml.Element{}
	}
	return e
}

// lettersOf are the letters of a t. Blanks at its ends count only where the file says so.
func lettersOf(e *ooxml.Element) string {
	s := e.Words()
	if e.Get("space") != "preserve" {
		s = strings.Trim(s, " \t\r\n")
	}
	return strings.NewReplacer("\r", "", "\n", " ", "\u00AD", "").Replace(s)
}

// letters takes letters in, or notes why not.
func (r *reader) letters(p *paragraph, l runLook, link, words string) {
	if words == "" {
		return
	}
	if f := r.inInstruction(); f != nil {
		f.swallowed.WriteString(words)
		return
	}
	if r.dropped() {
		return
	}
	if yes(l.hidden) {
		p.lost[lostHidden].WriteString(words)
		return
	}
	if fontOfSigns(l.font) || strings.ContainsFunc(words, private) {
		words = r.signs(p, l.font, words)
		if words == "" {
			return
		}
	}
	if link == "" {
		link = r.fieldLink()
	}
	if p.size <= 0 && strings.TrimSpace(words) != "" {
		p.size = l.size
	}
	p.runs = append(p.runs, Run{Text: words, Bold: yes(l.bold), Italic: yes(l.italic), Struck: yes(l.struck), Raised: l.place == "superscript", Lowered: l.place == "subscript", Link: link})
}

func (r *reader) lineBreak(p *paragraph, l runLook, link string) {
	if r.inInstruction() != nil || r.dropped() || yes(l.hidden) {
		return
	}
	if link == "" {
		link = r.fieldLink()
	}
	p.runs = append(p.runs, Run{Break: true, Bold: yes(l.bold), Italic: yes(l.italic), Struck: yes(l.struck), Raised: l.place == "superscript", Lowered: l.place == "subscript", Link: link})
}

// fieldChar reads the beginning, the middle or the end of a field.
func (r *reader) fieldChar(p *paragraph, k *ooxml.Element, link string) {
	n := len(r.fields)
	switch k.Get("fldCharType") {
	case "begin":
		f := &field{}
		r.fields = append(r.fields, f)
		if box := k.Kid("ffData", "checkBox"); box != nil && !r.dropped() {
			state := on(box.Kid("checked"))
			if state == nil {
				state = on(box.Kid("default"))
			}
			sign := "□"
			if yes(state) {
				sign = "☑"
			}
			p.runs = append(p.runs, Run{Text: sign})
		}
	case "separate":
		if n > 0 && !r.fields[n-1].result {
			r.begun(r.fields[n-1])
		}
	case "end":
		if n == 0 {
			return
		}
		f := r.fields[n-1]
		r.fields = r.fields[:n-1]
		if !f.result {
			r.noResult(p, f.kind(), f.instr.String(), link)
			if words := f.swallowed.String(); strings.TrimSpace(words) != "" {
				p.lost[lostField].WriteString("\n" + words)
			}
		}
	}
}

// noResult takes what a field shows that has no result: circled letters are drawn by their instruction.
func (r *reader) noResult(p *paragraph, kind, instr, link string) {
	if r.inInstruction() != nil || r.dropped() {
		return
	}
	switch kind {
	case "EQ":
		if words, ok := circled(instr); ok {
			p.add(Run{Text: words, Link: link})
			return
		}
		p.lost[lostField].WriteString("\n" + strings.TrimSpace(instr))
	case "SYMBOL", "QUOTE", "REF", "DOCPROPERTY", "DATE", "TIME", "MERGEFIELD", "=", "FILLIN", "AUTOTEXT", "INCLUDETEXT":
		p.lost[lostField].WriteString("\n" + strings.TrimSpace(instr))
	}
}

// circled reads \o\ac(○,1), which is how Word draws ①.
func circled(instr string) (string, bool) {
	s := strings.ReplaceAll(strings.TrimSpace(instr), " ", "")
	_, args, ok := strings.Cut(s, "(")
	if !ok || !strings.Contains(strings.ToLower(s), `\o\ac`) {
		return "", false
	}
	ring, inner, ok := strings.Cut(strings.ReplaceAll(strings.TrimSuffix(args, ")"), "，", ","), ",")
	if !ok || ring != "○" && ring != "〇" {
		return "", false
	}
	if n, err := strconv.Atoi(inner); err == nil && n >= 1 && n <= 50 {
		return inFormat(n, "decimalEnclosedCircle"), true
	}
	if utf8.RuneCountInString(inner) == 1 {
		return "（" + inner + "）", true
	}
	return "", false
}

// note reads what refers to a footnote or an endnote, and the note where it is the first to.
func (r *reader) note(p *paragraph, k *ooxml.Element) {
	if r.inInstruction() != nil || r.dropped() {
		return
	}
	key := noteKey{strings.TrimSuffix(k.Name, "Reference"), k.Get("id")}
	e := r.noteText[key]
	if e == nil {
		return
	}
	n := r.notes[key]
	if n == 0 {
		r.doc.Footnotes = append(r.doc.Footnotes, nil)
		n = len(r.doc.Footnotes)
		r.notes[key] = n
		at := diag.T("脚注 %d", "footnote %d").With(n)
		blocks := r.apart(e, at, r.relsOf(key.kind+"s"))
		if len(blocks) > 0 && len(blocks[0].Runs) > 0 { // a blank stands between the number and the note
			blocks[0].Runs[0].Text = strings.TrimLeft(blocks[0].Runs[0].Text, " \t　")
		}
		r.doc.Footnotes[n-1] = blocks
	}
	p.runs = append(p.runs, Run{Note: n})
}

// relsOf are the relationships of a part beside the main one.
func (r *reader) relsOf(kind string) map[string]ooxml.Rel {
	if known, ok := r.beside[kind]; ok {
		return known
	}
	var found map[string]ooxml.Rel
	rels, _ := r.pkg.Rels(r.pkg.Main())
	for _, x := range rels {
		if x.Kind() == kind && x.Part != "" && found == nil {
			if own, err := r.pkg.Rels(x.Part); err == nil {
				found = byID(own)
			}
		}
	}
	if r.beside == nil {
		r.beside = map[string]map[string]ooxml.Rel{}
	}
	r.beside[kind] = found
	return found
}
