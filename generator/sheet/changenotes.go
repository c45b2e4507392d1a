package sheet

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"kepu/generator/ooxml"
)

// Author is who the notes are by that Note puts beside cells.
const Author = "科普教育基地资料核对"

// NoteMark begins notes that go back to a county beside what is in doubt. By it they are known again: LibreOffice drops who a note is by.
const NoteMark = "请核对："

// notes puts notes into the parts of a sheet's notes, which are made where there are none. It returns the relation of the part with
// their shapes where the sheet must still be told of it.
func (c *Changes) notes(s *changedSheet, index int, cells []*changedCell, strict bool) (drawing string, err error) {
	rels, err := c.p.Rels(s.part)
	if err != nil {
		return "", err
	}
	comments, shapes := "", ""
	for _, rel := range rels {
		switch rel.Kind() {
		case "comments":
			comments = rel.Part
		case "vmlDrawing":
			if shapes == "" {
				shapes = rel.Part
			}
		}
	}
	if shapes != "" { // a sheet may have one for pictures in its head, too
		if legacy, err := c.legacyDrawing(s); err != nil {
			return "", err
		} else if shapes = ""; legacy != "" {
			for _, rel := range rels {
				if rel.ID == legacy {
					shapes = rel.Part
				}
			}
		}
	}
	if comments == "" {
		comments = c.free("xl/kepuComments", ".xml")
		c.p.Set(comments, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+`<comments xmlns="`+spreadsheet(strict)+`"><authors></authors><commentList></commentList></comments>`))
		if _, err := c.relate(s.part, "comments", "/"+comments, strict); err != nil {
			return "", err
		}
		if err := c.contentType(comments, "", sheetML+"comments+xml"); err != nil {
			return "", err
		}
	}
	if shapes == "" {
		shapes = c.free("xl/drawings/kepuNotes", ".vml")
		c.p.Set(shapes, []byte(`<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="`+strconv.Itoa(index+1)+`"/></o:shapelayout></xml>`))
		if drawing, err = c.relate(s.part, "vmlDrawing", "/"+shapes, strict); err != nil {
			return "", err
		}
		if err := c.contentType(shapes, "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"); err != nil {
			return "", err
		}
	}
	beside, err := c.addComments(comments, cells)
	if err != nil {
		return "", err
	}
	return drawing, c.addShapes(shapes, index, beside)
}

// legacyDrawing returns the relation of the shapes of a sheet's notes.
func (c *Changes) legacyDrawing(s *changedSheet) (id string, err error) {
	data, err := text(c.p, s.part)
	if err != nil {
		return "", err
	}
	x := newScanner(bytes.NewReader(data))
	err = x.elements(func() error {
		if string(x.name) == "legacyDrawing" {
			id = x.word("id")
		}
		return nil
	})
	return id, err
}

// addComments writes notes into their part, below what a cell's note says already. It returns the cells that had none.
func (c *Changes) addComments(part string, cells []*changedCell) (beside []*changedCell, err error) {
	data, err := text(c.p, part)
	if err != nil {
		return nil, err
	}
	have := map[string][3]int{} // where a note's text begins and ends; whether it has runs
	authors := 0
	s := newScanner(bytes.NewReader(data))
	ref, from, runs := "", 0, 0
	for {
		t, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch name := string(s.name); {
		case t == start && name == "author":
			authors++
		case t == start && name == "comment":
			ref, runs = s.word("ref"), 0
		case t == start && name == "text":
			from = s.at
		case t == start && name == "r":
			runs = 1
		case t == end && name == "text" && s.from >= from:
			have[ref] = [3]int{from, s.from, runs}
		}
	}
	var out []ooxml.Splice
	var more strings.Builder
	for _, x := range cells {
		if at, ok := have[Name(x.row, x.col)]; ok {
			open, close := "", ""
			if at[2] == 0 && at[1] > at[0] {
				open, close = "<r>", "</r>"
			}
			out = append(out, ooxml.Splice{Start: at[0], End: at[0], New: open}, ooxml.Splice{Start: at[1], End: at[1], New: close + run("\n"+x.note)})
			continue
		}
		beside = append(beside, x)
		fmt.Fprintf(&more, `<comment ref="%s" authorId="%d"><text>%s</text></comment>`, Name(x.row, x.col), authors, run(x.note))
	}
	prefixed := func(xml string) func(string) string {
		return func(prefix string) string {
			if prefix == "" {
				return xml
			}
			return anyElement.ReplaceAllString(xml, "${1}"+prefix+"${2}")
		}
	}
	if m := rootPrefix.FindSubmatch(data); m != nil && len(m[1]) > 0 {
		for i := range out {
			out[i].New = prefixed(out[i].New)(string(m[1]))
		}
	}
	data = ooxml.Spliced(data, out)
	if data, err = insert(data, "commentList", prefixed(more.String())); err != nil {
		return nil, err
	}
	if data, err = insert(data, "authors", prefixed("<author>"+Author+"</author>")); err != nil {
		return nil, err
	}
	c.p.Set(part, data)
	return beside, nil
}

var rootPrefix = regexp.MustCompile(`<([\w.-]+:)?comments[\s>]`)

// run is a stretch of a note, in red.
func run(text string) string {
	return `<r><rPr><sz val="10"/><color rgb="FFC00000"/><rFont val="` + face + `"/></rPr><t xml:space="preserve">` + ooxml.Escape(text) + `</t></r>`
}

// addShapes writes the boxes of notes: without one Excel takes the file for a damaged one.
func (c *Changes) addShapes(part string, index int, cells []*changedCell) error {
	if len(cells) == 0 {
		return nil
	}
	data, err := c.p.Part(part) // VML as Excel writes it is not always XML: nothing in it is read
	if err != nil {
		return err
	}
	last := 1024 * (index + 1)
	for _, m := range shapeID.FindAllSubmatch(data, -1) {
		if n, err := strconv.Atoi(string(m[1])); err == nil && n < 1<<30 {
			last = max(last, n)
		}
	}
	var out strings.Builder
	const kind = "_x0000_t202"
	if !bytes.Contains(data, []byte(`id="`+kind+`"`)) {
		out.WriteString(`<v:shapetype id="` + kind + `" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`)
	}
	for _, x := range cells {
		last++
		high := 4 + strings.Count(x.note, "\n") + len(x.note)/60
		fmt.Fprintf(&out, `<v:shape id="_x0000_s%d" type="#%s" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 31, %d, 1</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			last, kind, x.col+1, x.row, x.col+4, x.row+high, x.row, x.col)
	}
	i := bytes.LastIndex(data, []byte("</xml>"))
	if i < 0 {
		return errBroken
	}
	c.p.Set(part, ooxml.Spliced(data, []ooxml.Splice{{Start: i, End: i, New: out.String()}}))
	return nil
}

var shapeID = regexp.MustCompile(`id="[^"]*_s(\d+)"`)

// takeAway removes the notes that an earlier return has put beside cells, with their boxes.
func (c *Changes) takeAway(s *changedSheet) error {
	rels, err := c.p.Rels(s.part)
	if err != nil {
		return err
	}
	gone := map[[2]int]bool{}
	for _, rel := range rels {
		if rel.Kind() != "comments" || rel.Part == "" {
			continue
		}
		data, err := text(c.p, rel.Part)
		if err != nil {
			return err
		}
		if !bytes.Contains(data, []byte(Author)) && !bytes.Contains(data, []byte(NoteMark)) {
			continue
		}
		var (
			out       []ooxml.Splice
			x         = newScanner(bytes.NewReader(data))
			n, author = -1, ""
			ours      = map[string]bool{}
			in        = "" // author, or t of a note
			from      = 0
			note      = 0 // the depth of the note that is read
			words     []byte
			at        [2]int
		)
		for {
			t, err := x.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return err
			}
			switch name := string(x.name); {
			case t == start && name == "author":
				n, in = n+1, name
			case t == start && name == "t" && note > 0:
				in = name
			case t == chars && in == "author":
				ours[strconv.Itoa(n)] = string(bytes.TrimSpace(x.text)) == Author
			case t == chars && in == "t":
				if words, err = x.add(words); err != nil || len(words) > maxText {
					return errBroken
				}
			case t == start && name == "comment":
				from, note, words, author = x.from, x.depth, words[:0], x.word("authorId")
				at[0], at[1], _ = parseName([]byte(x.word("ref")))
			case t == end && note > 0 && x.depth < note:
				if ours[author] || bytes.HasPrefix(words, []byte(NoteMark)) {
					out = append(out, ooxml.Splice{Start: from, End: x.at, New: ""})
					gone[at] = true
				}
				note = 0
			}
			if t == end {
				in = ""
			}
		}
		if len(out) > 0 {
			c.p.Set(rel.Part, ooxml.Spliced(data, out))
		}
	}
	if len(gone) == 0 {
		return nil
	}
	for _, rel := range rels {
		if rel.Kind() != "vmlDrawing" || rel.Part == "" {
			continue
		}
		data, err := c.p.Part(rel.Part)
		if err != nil {
			return err
		}
		c.p.Set(rel.Part, wholeShape.ReplaceAllFunc(data, func(m []byte) []byte {
			row, col := shapeRow.FindSubmatch(m), shapeColumn.FindSubmatch(m)
			if row == nil || col == nil {
				return m
			}
			i, _ := strconv.Atoi(string(row[1]))
			j, _ := strconv.Atoi(string(col[1]))
			if gone[[2]int{i, j}] {
				return nil
			}
			return m
		}))
	}
	return nil
}

var (
	wholeShape  = regexp.MustCompile(`(?s)<v:shape\s.*?</v:shape>`)
	shapeColumn = regexp.MustCompile(`<x:Column>\s*(\d+)\s*</x:Column>`)
)
