package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// Changes are changes to a book that somebody sent, written by Bytes. What is not told stays as it was, byte for byte: only the
// parts that a change is about are written anew, and in them only the elements that it is about. The library would
// write whole sheets from what it knows of them.
type Changes struct {
	p      *ooxml.Package
	home   string // the part of the workbook
	sheets []*changedSheet
	first  *firstSheet
	failed error

	since1904 bool // days count from 1904
}

// changedSheet is a sheet, and what is to become of its cells.
type changedSheet struct {
	name, part string
	cells      map[[2]int]*changedCell
}

type changedCell struct {
	row, col int
	set      bool
	value    string // XML that stands in the cell
	kind     string // its t
	red      bool
	note     string
	day      date.Date // that value says in words
	like     int       // the row, from 1, whose look it has if it has none; 0: none
}

// firstSheet is what is put before all sheets.
type firstSheet struct {
	name   string
	widths []float64
	rows   [][]Entry
}

// Entry is a cell of the sheet that AddFirst adds.
type Entry struct {
	Text  string
	Bold  bool
	Sheet string // where a click leads: to a cell of that sheet; "": nowhere
	Row   int
	Col   int
}

// mostChanged is how large a sheet may be that is changed, in bytes: it is held whole.
const mostChanged = 96 << 20

// Change begins to change a book of bytes that Read takes. The error is a *Fault.
func Change(raw []byte) (*Changes, error) {
	if kind := ooxml.KindOf(raw); kind != ooxml.Xlsx {
		return nil, kind.NotA(ooxml.Xlsx)
	}
	p, err := ooxml.OpenWithin(raw, limits)
	if err != nil {
		return nil, err
	}
	c := &Changes{p: p, home: p.Main()}
	r := &reader{book: &Book{}, parts: p}
	sheets, err := r.workbook(c.home)
	if err != nil {
		return nil, faultOf(err)
	}
	c.since1904 = r.formats.since1904
	rels, err := p.Rels(c.home)
	if err != nil {
		return nil, err
	}
	for _, s := range sheets {
		for _, rel := range rels {
			if rel.ID == s.id && rel.Kind() == "worksheet" && rel.Part != "" {
				c.sheets = append(c.sheets, &changedSheet{s.name, rel.Part, map[[2]int]*changedCell{}})
			}
		}
	}
	return c, nil
}

// cell returns what is to become of a cell. A sheet that the book doesn't have is an error of Bytes.
func (c *Changes) cell(sheet string, row, col int) *changedCell {
	i := slices.IndexFunc(c.sheets, func(s *changedSheet) bool { return s.name == sheet })
	if i < 0 || row < 0 || col < 0 || row >= MostRows {
		c.failed = cmp.Or(c.failed, fmt.Errorf("the book has no cell %s!%s", sheet, Name(max(row, 0), max(col, 0))))
		return &changedCell{}
	}
	at := [2]int{row, col}
	x := c.sheets[i].cells[at]
	if x == nil {
		x = &changedCell{row: row, col: col}
		c.sheets[i].cells[at] = x
	}
	return x
}

// SetText writes a text into a cell: a text also when it begins with = or +. The look of the cell stays.
func (c *Changes) SetText(sheet string, row, col int, text string) {
	x := c.cell(sheet, row, col)
	x.set, x.kind, x.value = true, "inlineStr", ""
	if text != "" {
		x.value = `<is><t xml:space="preserve">` + ooxml.Escape(text) + `</t></is>`
	}
}

// SetNumber writes a number into a cell, in the digits of Cell.Number.
func (c *Changes) SetNumber(sheet string, row, col int, number string) {
	x := c.cell(sheet, row, col)
	if _, err := strconv.ParseFloat(number, 64); err != nil || strings.Trim(number, "0123456789.+-eE") != "" {
		c.failed = cmp.Or(c.failed, fmt.Errorf("%s!%s: %q is no number", sheet, Name(row, col), number))
		return
	}
	x.set, x.kind, x.value = true, "", "<v>"+number+"</v>"
}

// Redden gives a cell a red ground.
func (c *Changes) Redden(sheet string, row, col int) { c.cell(sheet, row, col).red = true }

// Note puts a note beside a cell, below what somebody else's says there.
func (c *Changes) Note(sheet string, row, col int, text string) {
	x := c.cell(sheet, row, col)
	if x.note != "" {
		text = x.note + "\n" + text
	}
	x.note = text
}

// AddFirst adds a sheet before all others, which the book opens with; widths are those of its columns in characters. What an earlier
// return has left is taken away: its sheet of that name is written anew, its notes and its red grounds go.
func (c *Changes) AddFirst(name string, widths []float64, rows [][]Entry) {
	c.first = &firstSheet{name, widths, rows}
}

// Bytes writes the book. The same changes to the same book give the same bytes. A *Fault says why it cannot be changed.
func (c *Changes) Bytes() ([]byte, error) {
	if c.failed != nil {
		return nil, c.failed
	}
	st, err := c.readStyles()
	if err != nil {
		return nil, faultOf(err)
	}
	values := false
	for i, s := range c.sheets {
		if len(s.cells) == 0 && c.first == nil {
			continue
		}
		for _, x := range s.cells {
			values = values || x.set
		}
		if err := c.rewrite(s, i, st); err != nil {
			return nil, faultOf(err)
		}
	}
	if err := c.workbookPart(values, st); err != nil {
		return nil, faultOf(err)
	}
	if err := st.write(c); err != nil {
		return nil, faultOf(err)
	}
	return c.p.Bytes()
}

// text returns a part as UTF-8.
func text(p *ooxml.Package, name string) ([]byte, error) {
	raw, err := p.Part(name)
	if err != nil {
		return nil, err
	}
	data := ooxml.UTF8(raw)
	if len(data) != len(raw) && bytes.HasPrefix(data, []byte("<?xml")) { // it says UTF-16 perhaps
		if _, rest, ok := bytes.Cut(data, []byte("?>")); ok {
			data = rest
		}
	}
	return data, nil
}

// rewrite writes a sheet with its changed cells, and the notes beside them.
func (c *Changes) rewrite(s *changedSheet, index int, st *changedStyles) error {
	data, err := text(c.p, s.part)
	if err != nil {
		return err
	}
	if len(data) > mostChanged {
		return refused(diag.M("BOOK-CHANGE-LARGE", "“%s”太大（多半是整列都设了格式），不能在里面写", "“%s” is too large to be written into (formats of whole columns make it so)").With(s.name), fewer)
	}
	cells := slices.SortedFunc(maps.Values(s.cells), func(a, b *changedCell) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	w := &rewriter{s: newScanner(bytes.NewReader(data)), data: data, sheet: s, styles: st, row: -1, first: c.first != nil, strict: bytes.Contains(data[:min(len(data), 2048)], []byte("purl.oclc.org"))}
	if w.looks, err = c.looksOf(s); err != nil {
		return err
	}
	var notes []*changedCell
	for _, x := range cells {
		if x.set || x.red || x.like > 0 {
			w.cells = append(w.cells, x)
		}
		if x.note != "" {
			notes = append(notes, x)
		}
	}
	drawing := ""
	if c.first != nil {
		if err := c.takeAway(s); err != nil {
			return err
		}
	}
	if len(notes) > 0 {
		if drawing, err = c.notes(s, index, notes, w.strict); err != nil {
			return err
		}
	}
	if err := w.run(drawing); err != nil {
		return err
	}
	if len(w.out) > 0 {
		c.p.Set(s.part, ooxml.Spliced(data, w.out))
	}
	return nil
}

// rewriter goes through a sheet and finds what has to be put where.
type rewriter struct {
	s       *scanner
	data    []byte
	sheet   *changedSheet
	cells   []*changedCell // that are still to be written, in order
	styles  *changedStyles
	out     []ooxml.Splice
	prefix  string // of the sheet's elements, with its colon
	columns []Range
	styleOf []string // of columns
	row     int
	rowS    string // the style of cells of the row that are not there
	first   bool   // another sheet is shown first
	strict  bool   // the sheet is Strict Open XML
	looks   looks
}

func (w *rewriter) put(from, to int, text string) {
	if text != "" || from != to {
		w.out = append(w.out, ooxml.Splice{Start: from, End: to, New: text})
	}
}

// run finds all splices of the sheet; drawing is the relation of the notes' shapes where the sheet has none yet.
func (w *rewriter) run(drawing string) error {
	s := w.s
	past, placed := false, drawing == "" // past: behind the rows
	for {
		t, err := s.next()
		if err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		name := string(s.name)
		switch {
		case t == start && s.depth == 1:
			if raw, _, ok := bytes.Cut(w.data[s.from+1:], []byte(name)); ok {
				w.prefix = string(raw)
			}
		case t == start && name == "sheetView" && w.first:
			w.attribute("tabSelected", "0", true)
		case t == start && name == "col":
			from, _ := s.number("min")
			to, _ := s.number("max")
			if style := s.word("style"); style != "" {
				w.columns, w.styleOf = append(w.columns, Range{Col: from - 1, LastCol: to - 1}), append(w.styleOf, style)
			}
		case t == start && name == "row" && !past:
			if err := w.rowBegins(); err != nil {
				return err
			}
		case t == start && name == "c" && !past:
			if err := w.cellBegins(); err != nil {
				return err
			}
		case t == end && name == "row" && !past:
			w.put(s.from, s.from, w.rest(w.row))
		case name == "sheetData" && t == start && s.closed:
			if rows := w.rows(1 << 30); rows != "" {
				w.put(s.from, s.at, "<"+w.prefix+"sheetData>"+rows+"</"+w.prefix+"sheetData>")
			}
			past = true
		case name == "sheetData" && t == end && !past:
			w.put(s.from, s.from, w.rows(1<<30))
			past = true
		case t == start && s.depth == 2 && past && !placed && slices.Contains(behindNotes, name), t == end && s.depth == 0 && !placed:
			w.put(s.from, s.from, fmt.Sprintf(`<%slegacyDrawing xmlns:r="%s" r:id="%s"/>`, w.prefix, relationships(w.strict), drawing))
			placed = true
		}
	}
}

// behindNotes are the elements of a sheet that come after its legacyDrawing.
var behindNotes = []string{"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems", "tableParts", "extLst"}

func relationships(strict bool) string {
	if strict {
		return "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}

func spreadsheet(strict bool) string {
	if strict {
		return "http://purl.oclc.org/ooxml/spreadsheetml/main"
	}
	return "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
}

// attribute sets an attribute of the start that the scanner stands on; only: where it is there.
func (w *rewriter) attribute(name, value string, only bool) {
	if from, to, ok := attributeAt(w.data, w.s.from, w.s.at, name); ok {
		w.put(from, to, value)
	} else if !only {
		w.put(endOfName(w.data, w.s.from), endOfName(w.data, w.s.from), fmt.Sprintf(` %s="%s"`, name, value))
	}
}

func endOfName(data []byte, from int) int {
	return from + bytes.IndexAny(data[from:], " \t\r\n/>")
}

// attributeAt finds the value of an attribute in a tag.
func attributeAt(data []byte, from, to int, name string) (int, int, bool) {
	tag := data[from:to]
	i := endOfName(data, from) - from
	for {
		eq := bytes.IndexByte(tag[i:], '=')
		if eq < 0 {
			return 0, 0, false
		}
		key := string(bytes.TrimSpace(tag[i : i+eq]))
		open := i + eq + bytes.IndexAny(tag[i+eq:], `"'`)
		if open < i+eq {
			return 0, 0, false
		}
		n := bytes.IndexByte(tag[open+1:], tag[open])
		if n < 0 {
			return 0, 0, false
		}
		if key == name {
			return from + open + 1, from + open + 1 + n, true
		}
		i = open + n + 2
	}
}

// rowBegins puts the rows that come before the one that begins.
func (w *rewriter) rowBegins() error {
	s := w.s
	before := w.row
	w.row++
	if n, ok := s.number("r"); ok {
		w.row = n - 1
	}
	if w.row <= before {
		return errBroken
	}
	if text := w.rows(w.row); text != "" {
		w.put(s.from, s.from, text)
	}
	w.rowS = ""
	if s.flag("customFormat", false) {
		w.rowS = s.word("s")
	}
	if len(w.cells) == 0 || w.cells[0].row != w.row {
		return nil
	}
	if from, to, ok := attributeAt(w.data, s.from, s.at, "spans"); ok { // it may reach further now
		w.put(bytes.LastIndex(w.data[:from], []byte("spans")), to+1, "")
	}
	if s.closed {
		end := bytes.LastIndexByte(w.data[:s.at], '/')
		w.put(end, s.at, ">"+w.rest(w.row)+"</"+w.prefix+"row>")
	}
	return nil
}

// cellBegins puts the cells that come before the one that begins, or changes it.
func (w *rewriter) cellBegins() error {
	s := w.s
	ref, ok := s.attribute("r")
	row, col, ok2 := parseName(ref)
	if !ok || !ok2 {
		if len(w.cells) > 0 && w.cells[0].row <= w.row {
			return refused(diag.M("BOOK-CHANGE-NAMES", "“%s”的格子没有地址，不能在里面写", "the cells of “%s” have no names, so it cannot be written into").With(w.sheet.name), again)
		}
		return nil
	}
	if row != w.row {
		return errBroken
	}
	w.looks.see(row, col, s.word("s"))
	for len(w.cells) > 0 && w.cells[0].row == row && w.cells[0].col < col {
		w.put(s.from, s.from, w.cell())
	}
	if len(w.cells) == 0 || w.cells[0].row != row || w.cells[0].col != col {
		if w.first {
			if plain, was := w.styles.plainOf(s.word("s")); was {
				w.attribute("s", plain, false)
			}
		}
		return nil
	}
	x := w.cells[0]
	w.cells = w.cells[1:]
	style := w.looks.style(x, s.word("s"))
	if x.red {
		style = w.styles.red(style)
	}
	if !x.set {
		if style != "" {
			w.attribute("s", style, false)
		}
		return nil
	}
	from, depth := s.from, s.depth
	for {
		t, err := s.next()
		if err != nil {
			return broken(err)
		}
		if t == start && string(s.name) == "f" {
			return refused(diag.M("BOOK-CHANGE-FORMULA", "%s 是公式，不能改写", "%s holds a formula, which is not written over").With(w.sheet.name+"!"+Name(row, col)), again)
		}
		if t == end && s.depth < depth {
			w.put(from, s.at, w.xml(x, style))
			return nil
		}
	}
}

var again = diag.T("用 Excel 或 WPS 打开，另存为 Excel 工作簿(*.xlsx)，再试", "open it in Excel or WPS, save it as an Excel Workbook (*.xlsx) and try again")

// rows writes the rows that have cells and come before a row.
func (w *rewriter) rows(before int) string {
	var out strings.Builder
	for len(w.cells) > 0 && w.cells[0].row < before {
		row := w.cells[0].row
		w.rowS = ""
		fmt.Fprintf(&out, `<%srow r="%d">%s</%srow>`, w.prefix, row+1, w.rest(row), w.prefix)
	}
	return out.String()
}

// rest writes the cells of a row that are not there.
func (w *rewriter) rest(row int) string {
	var out strings.Builder
	for len(w.cells) > 0 && w.cells[0].row == row {
		out.WriteString(w.cell())
	}
	return out.String()
}

// cell writes the next cell, which the sheet doesn't have, in the style of its row or its column.
func (w *rewriter) cell() string {
	x := w.cells[0]
	w.cells = w.cells[1:]
	style := w.rowS
	for i, r := range w.columns {
		if style == "" && r.Col <= x.col && x.col <= r.LastCol {
			style = w.styleOf[i]
		}
	}
	style = w.looks.style(x, style)
	if x.red {
		style = w.styles.red(style)
	}
	return w.xml(x, style)
}

// xml writes a cell.
func (w *rewriter) xml(x *changedCell, style string) string {
	w.looks.dated(x, style)
	out := fmt.Sprintf(`<%sc r="%s"`, w.prefix, Name(x.row, x.col))
	if style != "" {
		out += ` s="` + style + `"`
	}
	if x.value == "" {
		return out + "/>"
	}
	if x.kind != "" {
		out += ` t="` + x.kind + `"`
	}
	value := x.value
	if w.prefix != "" {
		value = elementName.ReplaceAllString(value, "${1}"+w.prefix+"${2}")
	}
	return out + ">" + value + "</" + w.prefix + "c>"
}

var elementName = regexp.MustCompile(`(</?)(is|t|v|r)\b`)

// insert puts text before the end of the root of a part, whose name is told; a root that closes itself is opened.
func insert(data []byte, root string, text func(prefix string) string) ([]byte, error) {
	ends := regexp.MustCompile(`</([\w.-]+:)?`+root+`\s*>`).FindAllSubmatchIndex(data, -1)
	if n := len(ends); n > 0 {
		m := ends[n-1]
		prefix := ""
		if m[2] >= 0 {
			prefix = string(data[m[2]:m[3]])
		}
		return ooxml.Spliced(data, []ooxml.Splice{{Start: m[0], End: m[0], New: text(prefix)}}), nil
	}
	if m := regexp.MustCompile(`<([\w.-]+:)?` + root + `\b[^>]*(/>)`).FindSubmatchIndex(data); m != nil {
		prefix := ""
		if m[2] >= 0 {
			prefix = string(data[m[2]:m[3]])
		}
		return ooxml.Spliced(data, []ooxml.Splice{{Start: m[4], End: m[5], New: ">" + text(prefix) + "</" + prefix + root + ">"}}), nil
	}
	return nil, errBroken
}

// relate adds a relation to a part and returns its id.
func (c *Changes) relate(of, kind, target string, strict bool) (string, error) {
	folder, file := path.Split(of)
	name := folder + "_rels/" + file + ".rels"
	data := []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`)
	if c.p.Has(name) {
		var err error
		if data, err = text(c.p, name); err != nil {
			return "", err
		}
	}
	id := ""
	for n := 1; id == "" || bytes.Contains(data, []byte(`"`+id+`"`)) || bytes.Contains(data, []byte(`'`+id+`'`)); n++ {
		id = "kepu" + strconv.Itoa(n)
	}
	data, err := insert(data, "Relationships", func(prefix string) string {
		return fmt.Sprintf(`<%sRelationship Id="%s" Type="%s/%s" Target="%s"/>`, prefix, id, relationships(strict), kind, target)
	})
	if err == nil {
		c.p.Set(name, data)
	}
	return id, err
}

// contentType says what a new part is: by its name, or for all that end so.
func (c *Changes) contentType(part, extension, kind string) error {
	const types = "[Content_Types].xml"
	data, err := text(c.p, types)
	if err != nil {
		return err
	}
	if extension != "" && regexp.MustCompile(`Extension\s*=\s*["'](?i:`+extension+`)["']`).Match(data) {
		return nil
	}
	data, err = insert(data, "Types", func(prefix string) string {
		if extension != "" {
			return fmt.Sprintf(`<%sDefault Extension="%s" ContentType="%s"/>`, prefix, extension, kind)
		}
		return fmt.Sprintf(`<%sOverride PartName="/%s" ContentType="%s"/>`, prefix, part, kind)
	})
	if err == nil {
		c.p.Set(types, data)
	}
	return err
}

// free returns the name of a part that the book doesn't have.
func (c *Changes) free(before, behind string) string {
	for n := 1; ; n++ {
		if name := before + strconv.Itoa(n) + behind; !c.p.Has(name) {
			return name
		}
	}
}
