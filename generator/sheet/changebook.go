package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"kepu/generator/ooxml"
)

// workbookPart writes the part that lists the sheets: with one more before them, and with the wish that formulas are
// worked out anew where a value has changed.
func (c *Changes) workbookPart(values bool, st *changedStyles) error {
	if !values && c.first == nil {
		return nil
	}
	data, err := text(c.p, c.home)
	if err != nil {
		return err
	}
	strict := bytes.Contains(data[:min(len(data), 2048)], []byte("purl.oclc.org"))
	replaced := "" // the part of the sheet that stands for ours already
	if c.first != nil {
		for _, s := range c.sheets {
			if s.name == c.first.name {
				replaced = s.part
			}
		}
		if replaced != "" {
			c.p.Set(replaced, c.firstXML(st, strict))
		}
	}
	var (
		out    []ooxml.Splice
		prefix string
		most   = 0 // the highest number of a sheet
		insert = 0 // where our sheet goes
		behind = 0 // where calcPr goes, if there is none
		calc   = false
		s      = newScanner(bytes.NewReader(data))
	)
	for {
		t, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		name := string(s.name)
		set := func(attribute, value string, only bool) {
			if from, to, ok := attributeAt(data, s.from, s.at, attribute); ok {
				out = append(out, ooxml.Splice{Start: from, End: to, New: value})
			} else if !only {
				n := endOfName(data, s.from)
				out = append(out, ooxml.Splice{Start: n, End: n, New: fmt.Sprintf(` %s="%s"`, attribute, value)})
			}
		}
		switch {
		case t == start && s.depth == 1:
			if raw, _, ok := bytes.Cut(data[s.from+1:], []byte(name)); ok {
				prefix = string(raw)
			}
		case t == start && name == "sheets":
			insert = s.at
		case t == start && name == "sheet" && insert > 0:
			if n, ok := s.number("sheetId"); ok {
				most = max(most, n)
			}
		case t == start && name == "workbookView" && c.first != nil:
			set("activeTab", "0", true)
			set("firstSheet", "0", true)
		case t == start && name == "definedName" && c.first != nil && replaced == "":
			if n, ok := s.number("localSheetId"); ok {
				set("localSheetId", strconv.Itoa(n+1), true)
			}
		case t == start && name == "calcPr" && values:
			calc = true
			set("fullCalcOnLoad", "1", false)
		}
		if t == end && s.depth == 1 && (name == "sheets" || name == "functionGroups" || name == "externalReferences" || name == "definedNames") {
			behind = s.at
		}
	}
	if insert == 0 || behind == 0 {
		return errBroken
	}
	if values && !calc {
		out = append(out, ooxml.Splice{Start: behind, End: behind, New: "<" + prefix + `calcPr fullCalcOnLoad="1"/>`})
	}
	if c.first != nil && replaced == "" {
		part := c.free("xl/worksheets/kepu", ".xml")
		c.p.Set(part, c.firstXML(st, strict))
		id, err := c.relate(c.home, "worksheet", "/"+part, strict)
		if err != nil {
			return err
		}
		if err := c.contentType(part, "", sheetML+"worksheet+xml"); err != nil {
			return err
		}
		out = append(out, ooxml.Splice{Start: insert, End: insert, New: fmt.Sprintf(`<%ssheet xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>`, prefix, relationships(strict), ooxml.Escape(c.first.name), most+1, id)})
	}
	c.p.Set(c.home, ooxml.Spliced(data, out))
	return nil
}

// firstXML is the sheet before all others.
func (c *Changes) firstXML(st *changedStyles, strict bool) []byte {
	var out, links strings.Builder
	out.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<worksheet xmlns="` + spreadsheet(strict) + `"><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>`)
	if len(c.first.widths) > 0 {
		out.WriteString("<cols>")
		for i, w := range c.first.widths {
			fmt.Fprintf(&out, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, w)
		}
		out.WriteString("</cols>")
	}
	out.WriteString("<sheetData>")
	for i, row := range c.first.rows {
		fmt.Fprintf(&out, `<row r="%d">`, i+1)
		for j, e := range row {
			if e.Text == "" {
				continue
			}
			fmt.Fprintf(&out, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, Name(i, j), st.plain(e.Bold), ooxml.Escape(e.Text))
			if e.Sheet != "" {
				fmt.Fprintf(&links, `<hyperlink ref="%s" location="%s"/>`, Name(i, j), ooxml.Escape("'"+strings.ReplaceAll(e.Sheet, "'", "''")+"'!"+Name(e.Row, e.Col)))
			}
		}
		out.WriteString("</row>")
	}
	out.WriteString("</sheetData>")
	if links.Len() > 0 {
		out.WriteString("<hyperlinks>" + links.String() + "</hyperlinks>")
	}
	out.WriteString(`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`)
	return []byte(out.String())
}
