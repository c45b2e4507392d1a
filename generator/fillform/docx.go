package fillform

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// text is a part of a Word file while it is filled.
type text struct {
	*filler
	res     *Result
	raw     []byte
	root    *ooxml.Element
	where   diag.Text // 页眉, before a place; "" in the main text
	cuts    []ooxml.Splice
	places  map[*ooxml.Element]diag.Text // of paragraphs
	inTable map[*ooxml.Element]bool      // paragraphs
	twin    map[*ooxml.Element]bool      // paragraphs that stand in the file a second time, for old programs
	blanks  []*blank
	with    map[*ooxml.Element][]replacement // what is replaced in each paragraph
}

// mostTitles is among how many lines at the beginning a form has its title.
const mostTitles = 20

// besides are the parts beside the main text that are filled too.
var besides = map[string]diag.Text{
	"header": diag.T("页眉", "header"), "footer": diag.T("页脚", "footer"), "footnotes": diag.T("脚注", "footnotes"), "endnotes": diag.T("尾注", "endnotes"),
}

// fillDocx fills a text of Word.
func (f *filler) fillDocx(raw []byte) (res Result, err error) {
	p, err := ooxml.Open(raw)
	if err != nil {
		return res, err
	}
	names := []string{p.Main()}
	rels, err := p.Rels(p.Main())
	if err != nil {
		return res, err
	}
	where := map[string]diag.Text{}
	for _, r := range rels {
		if words, ok := besides[r.Kind()]; ok && p.Has(r.Part) && where[r.Part] == (diag.Text{}) {
			names, where[r.Part] = append(names, r.Part), words
		}
	}
	var parts []*text
	for _, name := range names {
		data, err := p.Part(name)
		if err != nil {
			return res, err
		}
		t := &text{filler: f, res: &res, raw: ooxml.UTF8(data), where: where[name], places: map[*ooxml.Element]diag.Text{}, twin: map[*ooxml.Element]bool{}, inTable: map[*ooxml.Element]bool{}, with: map[*ooxml.Element][]replacement{}}
		if t.root, err = ooxml.Parse(t.raw); err != nil {
			return res, err
		}
		t.name()
		t.paragraphs()
		t.tables()
		parts = append(parts, t)
	}
	var titles []string
	for i, p := range every(parts[0].root, "p") {
		if i == mostTitles {
			break
		}
		_, words := pieces(p)
		titles = append(titles, words)
	}
	res.Titled = yearOf(titles)
	var all []*blank
	for _, t := range parts {
		all = append(all, t.blanks...)
	}
	twice(all)
	for i, t := range parts {
		for _, b := range t.blanks {
			t.blank(b)
		}
		t.replace()
		if len(t.cuts) > 0 {
			p.Set(names[i], declared(ooxml.Spliced(t.raw, t.cuts)))
		}
	}
	res.Bytes, err = p.Bytes()
	return res, err
}

var encoding = regexp.MustCompile(`^(<\?xml[^>]*?)\s+encoding=(?:"[^"]*"|'[^']*')`)

// declared makes the first line of a part say what it is now.
func declared(raw []byte) []byte {
	return encoding.ReplaceAll(raw, []byte(`$1 encoding="UTF-8"`))
}

// name gives each paragraph its place in words.
func (t *text) name() {
	n, tables := 0, 0
	var walk func(e *ooxml.Element, in diag.Text, within, twin bool)
	walk = func(e *ooxml.Element, in diag.Text, within, twin bool) {
		for _, k := range e.Kids {
			in, within, twin := in, within, twin
			switch {
			case is(k, "p"):
				if in == (diag.Text{}) {
					n++
				}
				if t.places[k] = in; in == (diag.Text{}) {
					t.places[k] = diag.T("第 %d 段", "paragraph %d").With(n)
				}
				t.twin[k], t.inTable[k] = twin, within
			case is(k, "tbl"):
				tables++
				t.placeCells(k, tables)
				walk(k, diag.T("表 %d", "table %d").With(tables), true, twin)
				continue
			case is(k, "tc"):
				in = t.places[k]
			case is(k, "txbxContent"):
				in, within = diag.T("文本框", "text box"), false
			case k.Name == "Fallback":
				twin = true
			}
			walk(k, in, within, twin)
		}
	}
	walk(t.root, diag.Text{}, false, false)
	for e := range t.places {
		if t.where != (diag.Text{}) {
			t.places[e] = diag.T("%s%s", "%s, %s").With(t.where, t.places[e])
		}
	}
}

// placeCells names the cells of a table.
func (t *text) placeCells(tbl *ooxml.Element, n int) {
	for r, row := range rowsOf(tbl) {
		for c, tc := range cellsOf(row) {
			t.places[tc] = diag.T("表 %d 第 %d 行第 %d 格", "table %d, row %d, cell %d").With(n, r+1, c+1)
		}
	}
}

// rowsOf returns the rows of a table, cellsOf the cells of a row: also those inside what was tracked or controlled.
func rowsOf(tbl *ooxml.Element) []*ooxml.Element { return within(tbl, "tr", "tbl") }
func cellsOf(tr *ooxml.Element) []*ooxml.Element { return within(tr, "tc", "tr") }

// within returns the elements of that name in e which lie in no other one, nor in another e.
func within(e *ooxml.Element, name, stop string) (list []*ooxml.Element) {
	for _, k := range e.Kids {
		switch {
		case is(k, name):
			list = append(list, k)
		case is(k, stop) || k.Name == "":
		default:
			list = append(list, within(k, name, stop)...)
		}
	}
	return list
}

// paragraphs fills what stands in braces.
func (t *text) paragraphs() {
	s := t.scope()
	for _, p := range every(t.root, "p") {
		_, words := pieces(p)
		list := marks(words)
		for _, m := range list {
			v, ok := t.mark(m, s, t.places[p], t.twin[p])
			if ok {
				t.with[p] = append(t.with[p], replacement{m.start, m.end, v.text})
			}
		}
		if len(list) > 0 || t.inTable[p] {
			continue
		}
		for _, b := range t.lines(words, t.places[p]) {
			b.write = func(_ *cell, v value) {
				text, end := v.text, b.line.end
				if b.line.start == end { // behind the colon itself
					b.line.start -= len("：")
					if !strings.HasPrefix(words[max(b.line.start, 0):], "：") {
						b.line.start = end - 1
					}
					text = words[b.line.start:end] + text
				}
				t.with[p] = append(t.with[p], replacement{b.line.start, end, text})
			}
			if t.twin[p] {
				if b.v.has() && b.wrong == nil {
					b.write(nil, b.v)
				}
				continue
			}
			t.blanks = append(t.blanks, b)
		}
	}
}

// replace makes the replacements in the paragraphs.
func (t *text) replace() {
	for _, p := range every(t.root, "p") {
		if with := t.with[p]; len(with) > 0 {
			slices.SortFunc(with, func(a, b replacement) int { return a.start - b.start })
			list, _ := pieces(p)
			t.cuts = append(t.cuts, replaced(t.raw, list, with)...)
		}
	}
}

// mark reads a mark and tells what becomes of it; it is false where it stays as it is.
func (t *text) mark(m mark, s scope, at diag.Text, twin bool) (value, bool) {
	what, v, wrong := t.read(m, s)
	if twin {
		return v, wrong == nil
	}
	return t.res.note(at, what, v, wrong)
}

// note tells what becomes of a place. It is false where it stays as it is.
func (r *Result) note(at diag.Text, what string, v value, wrong *fault) (value, bool) {
	switch {
	case wrong != nil:
		r.lacks(wrong)
		r.Problems = append(r.Problems, Problem{at, wrong.what, wrong.mend})
		return v, false
	case !v.has():
		r.Empty = append(r.Empty, Empty{at, what, v.why})
	default:
		r.Filled = append(r.Filled, Filled{at, what, v.text, v.note})
	}
	return v, true
}

// lacks notes what would have to be said for a place to be filled.
func (r *Result) lacks(wrong *fault) {
	r.NeedBase = r.NeedBase || wrong.what.Code == noBase.Code
	r.NeedYear = r.NeedYear || wrong.what.Code == noYear.Code
}

// blank tells what becomes of a blank with a label, and whether it is to be filled. Nobody has asked for it in so many words, so where it
// means nothing it stays empty.
func (r *Result) blank(b *blank, what string) bool {
	if b.wrong != nil {
		r.lacks(b.wrong)
		b.v, b.wrong = missing(b.wrong.what), nil
	}
	v, _ := r.note(b.cell.place, what, b.v, nil)
	return v.has()
}

// tables finds the blanks of the tables.
func (t *text) tables() {
	before := t.before()
	for n, tbl := range every(t.root, "tbl") {
		g := t.grid(tbl)
		g.before = before[tbl]
		for _, l := range t.lists(g, "") {
			t.list(g, l, rowsOf(tbl), n+1)
		}
		t.blanks = append(t.blanks, t.filler.blanks(g)...)
	}
}

// before are the words before each table, those that stand nearest first: between it and the one before, then the title of the form.
func (t *text) before() map[*ooxml.Element][]string {
	out := map[*ooxml.Element][]string{}
	var title, since []string
	tables := 0
	for _, e := range t.flow(t.root) {
		if is(e, "p") {
			if _, words := pieces(e); strings.TrimSpace(words) != "" {
				since = append([]string{strings.TrimSpace(words)}, since...)
			}
			continue
		}
		if tables++; tables == 1 {
			out[e] = since
			title = slices.DeleteFunc(slices.Clone(since), ownUnits.MatchString)
		} else {
			out[e] = append(slices.Clip(since), title...)
		}
		since = nil
	}
	return out
}

// ownUnits are words that name the units of the table below them and of no other.
var ownUnits = regexp.MustCompile(`^[（(]?(?:计量|金额|货币|数量)?单位[ \t　]*[:：]`)

// flow are the paragraphs and the tables of a text, without what the tables hold.
func (t *text) flow(e *ooxml.Element) (list []*ooxml.Element) {
	for _, k := range e.Kids {
		switch {
		case is(k, "p"), is(k, "tbl"):
			list = append(list, k)
		case k.Name != "":
			list = append(list, t.flow(k)...)
		}
	}
	return list
}

// mostColumns is how many columns a table of Word may have.
const mostColumns = 63

// grid is a table as what covers what.
func (t *text) grid(tbl *ooxml.Element) *grid {
	g := newGrid()
	for r, row := range rowsOf(tbl) {
		col := number(property(row, "trPr", "gridBefore"), 0)
		for _, tc := range cellsOf(row) {
			if col >= mostColumns {
				break
			}
			wide := min(max(number(property(tc, "tcPr", "gridSpan"), 1), 1), mostColumns-col)
			merge := property(tc, "tcPr", "vMerge")
			if above := g.seen(r-1, col); merge != nil && merge.Get("val") != "restart" && above != nil && above.col == col {
				above.rows = r + 1 - above.row
				g.cover(above, r)
				col += wide
				continue
			}
			g.add(&cell{row: r, col: col, rows: 1, cols: wide, text: cellText(tc), empty: isEmpty(tc), dated: onlyBlank.MatchString(cellText(tc)), place: t.places[tc], of: tc})
			col += wide
		}
	}
	return g
}

// property returns a setting of an element: gridSpan in the tcPr of a cell; nil where there is none.
func property(e *ooxml.Element, in, name string) *ooxml.Element {
	return e.Kid(in).Kid(name)
}

func number(e *ooxml.Element, without int) int {
	if e == nil {
		return without
	}
	n := without
	if _, err := fmt.Sscanf(e.Get("val"), "%d", &n); err != nil || n < 0 || n > 1000 {
		return without
	}
	return n
}

// cellText is what stands in a cell, a line a paragraph.
func cellText(tc *ooxml.Element) string {
	var lines []string
	for _, p := range within(tc, "p", "tbl") {
		_, words := pieces(p)
		lines = append(lines, words)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// isEmpty reports whether nothing stands in a cell, no picture, table or control either.
func isEmpty(tc *ooxml.Element) bool {
	if cellText(tc) != "" {
		return false
	}
	if slices.ContainsFunc(every(tc, "sdt"), func(e *ooxml.Element) bool { return !prompts(e) }) {
		return false
	}
	for _, name := range []string{"drawing", "pict", "object", "tbl", "fldChar", "fldSimple", "sym", "footnoteReference"} {
		if len(every(tc, name)) > 0 {
			return false
		}
	}
	return len(within(tc, "p", "tbl")) > 0
}

// answered puts words into a content control in the place of its prompt.
func (t *text) answered(sdt *ooxml.Element, words string) (cuts []ooxml.Splice) {
	if e := sdt.Kid("sdtPr").Kid("showingPlcHdr"); e != nil {
		cuts = append(cuts, ooxml.Splice{Start: e.Start, End: e.End, New: ""})
	}
	for _, r := range every(sdt, "r") {
		for _, style := range every(r, "rStyle") { // the grey of a prompt
			cuts = append(cuts, ooxml.Splice{Start: style.Start, End: style.End, New: ""})
		}
		for _, e := range within(r, "t", "r") {
			cuts = append(cuts, ooxml.Splice{Start: e.Start, End: e.End, New: wordText(words, prefix(t.raw, e))})
			words = ""
		}
	}
	return cuts
}

// blank fills a blank with a label, or tells why not.
func (t *text) blank(b *blank) {
	what := b.what()
	if !t.res.blank(b, what) {
		return
	}
	switch {
	case b.write != nil:
		b.write(b.cell, b.v)
	case b.cell.dated:
		t.cuts = append(t.cuts, t.retyped(b.cell.of.(*ooxml.Element), b.v.text)...)
	default:
		t.cuts = append(t.cuts, t.written(b.cell.of.(*ooxml.Element), b.label.of.(*ooxml.Element), b.v.text)...)
	}
}

// list fills a list: the rows that there are, and copies of the last empty one for what is left.
func (t *text) list(g *grid, l *list, rows []*ooxml.Element, n int) {
	last := l.end
	if l.more > 0 {
		last += l.more
	}
	l.at = diag.T("%s表 %d 第 %d—%d 行", "%s table %d, rows %d to %d").With(t.where, n, l.head+1, last)
	t.res.list(l, t.Year)
	if l.needYear && t.Year == 0 {
		return
	}
	for i, r := range l.records[:len(l.rows)] {
		for _, e := range l.entriesOf(r) {
			if c := g.cell(l.rows[i], e.column.col); c.empty && e.v.has() {
				t.cuts = append(t.cuts, t.written(c.of.(*ooxml.Element), nil, e.v.text)...)
			}
		}
	}
	if l.more == 0 {
		return
	}
	again, now := g.renumbered(l)
	for i, c := range again {
		t.cuts = append(t.cuts, t.retyped(c.of.(*ooxml.Element), now[i].text)...)
	}
	var b strings.Builder
	model := rows[l.last]
	for _, r := range l.records[len(l.rows):] {
		cuts := t.copied(model)
		for _, e := range l.entriesOf(r) {
			c := g.cell(l.last, e.column.col)
			tc := c.of.(*ooxml.Element)
			if e.column.serial && !c.empty {
				cuts = append(cuts, t.retyped(tc, e.v.text)...)
			} else if c.empty && e.v.has() {
				cuts = append(cuts, t.written(tc, nil, e.v.text)...)
			}
		}
		for i := range cuts {
			cuts[i].Start, cuts[i].End = cuts[i].Start-model.Start, cuts[i].End-model.Start
		}
		b.Write(ooxml.Spliced(t.raw[model.Start:model.End], cuts))
	}
	t.cuts = append(t.cuts, ooxml.Splice{Start: model.End, End: model.End, New: b.String()})
}

// copied are the splices that make a row a second one: the numbers of its paragraphs and its bookmarks go, and a cell that begins
// to cover others goes on.
func (t *text) copied(tr *ooxml.Element) (cuts []ooxml.Splice) {
	var walk func(e *ooxml.Element)
	walk = func(e *ooxml.Element) {
		switch {
		case is(e, "bookmarkStart"), is(e, "bookmarkEnd"), is(e, "commentRangeStart"), is(e, "commentRangeEnd"):
			cuts = append(cuts, ooxml.Splice{Start: e.Start, End: e.End, New: ""})
			return
		case is(e, "vMerge") && e.Get("val") == "restart":
			cuts = append(cuts, ooxml.Splice{Start: e.Start, End: e.End, New: "<" + tag(t.raw, e) + "/>"})
			return
		case is(e, "tr"), is(e, "p"):
			end, _ := opening(t.raw, e)
			for _, at := range paragraphID.FindAllIndex(t.raw[e.Start:end], -1) {
				cuts = append(cuts, ooxml.Splice{Start: e.Start + at[0], End: e.Start + at[1], New: ""})
			}
		}
		for _, k := range e.Kids {
			if k.Name != "" {
				walk(k)
			}
		}
	}
	walk(tr)
	return cuts
}

var paragraphID = regexp.MustCompile(`\s[A-Za-z0-9]+:(?:paraId|textId)="[^"]*"`)

// retyped puts words in the place of those of a cell.
func (t *text) retyped(tc *ooxml.Element, words string) (cuts []ooxml.Splice) {
	for _, p := range within(tc, "p", "tbl") {
		list, was := pieces(p)
		if was == "" {
			continue
		}
		cuts = append(cuts, replaced(t.raw, list, []replacement{{0, len(was), words}})...)
		words = ""
	}
	return cuts
}

// written puts words into an empty cell, in the look that its own paragraph has for what is typed there, else in that of another cell.
func (t *text) written(tc, like *ooxml.Element, words string) []ooxml.Splice {
	if list := every(tc, "sdt"); len(list) > 0 && len(every(list[0], "t")) > 0 {
		return t.answered(list[0], words)
	}
	p := within(tc, "p", "tbl")[0]
	pre := prefix(t.raw, p)
	look := t.look(p.Kid("pPr").Kid("rPr"), false)
	if look == "" && like != nil {
		for _, r := range every(like, "r") {
			if look = t.look(r.Kid("rPr"), true); look != "" {
				break
			}
		}
	}
	run := "<" + pre + "r>" + look + wordText(words, pre) + "</" + pre + "r>"
	end, alone := opening(t.raw, p)
	if alone {
		return []ooxml.Splice{{Start: end - 2, End: end, New: ">" + run + "</" + tag(t.raw, p) + ">"}}
	}
	at := closing(t.raw, p)
	return []ooxml.Splice{{Start: at, End: at, New: run}}
}

// look returns the properties of a run, without those that say who has put it there: that of a label is made plain.
func (t *text) look(r *ooxml.Element, ofLabel bool) string {
	if r == nil {
		return ""
	}
	var b strings.Builder
	for _, k := range r.Kids {
		switch k.Name {
		case "", "ins", "del", "moveFrom", "moveTo", "rPrChange":
		case "b", "bCs":
			if !ofLabel {
				b.Write(t.raw[k.Start:k.End])
			}
		default:
			b.Write(t.raw[k.Start:k.End])
		}
	}
	if b.Len() == 0 {
		return ""
	}
	pre := prefix(t.raw, r)
	return "<" + pre + "rPr>" + b.String() + "</" + pre + "rPr>"
}
