package docx

import (
	"regexp"
	"strconv"
	"strings"

	"kepu/generator/ooxml"
)

// readSheet is what styles.xml says.
type readSheet struct {
	byID      map[string]*readStyle
	paragraph *readStyle // the one of paragraphs that name none
	size      int        // half points
}

// readStyle is one of them, with what it takes from those it is based on.
type readStyle struct {
	id, name, base string
	role           Role
	level          int // of a Heading
	contents       bool
	numID          string
	numLevel       int // -1: not said
	jc             string
	look           runLook
}

// runLook is how a run looks; nil where nothing is said.
type runLook struct {
	bold, italic, struck, hidden *bool
	place                        string // superscript, subscript, baseline
	size                         int
	font                         string
}

// over returns l where it says something, and below where it does not.
func (l runLook) over(below runLook) runLook {
	if l.bold == nil {
		l.bold = below.bold
	}
	if l.italic == nil {
		l.italic = below.italic
	}
	if l.struck == nil {
		l.struck = below.struck
	}
	if l.hidden == nil {
		l.hidden = below.hidden
	}
	if l.place == "" {
		l.place = below.place
	}
	if l.size == 0 {
		l.size = below.size
	}
	if l.font == "" {
		l.font = below.font
	}
	return l
}

func yes(b *bool) bool { return b != nil && *b }

// on reads a property that is on unless its value says not.
func on(e *ooxml.Element) *bool {
	if e == nil {
		return nil
	}
	v := true
	switch strings.ToLower(e.Get("val")) {
	case "0", "false", "off", "none":
		v = false
	}
	return &v
}

// readLook reads an rPr.
func readLook(e *ooxml.Element) (l runLook) {
	if e == nil {
		return l
	}
	l.bold, l.italic, l.hidden = on(e.Kid("b")), on(e.Kid("i")), on(e.Kid("vanish"))
	if l.struck = on(e.Kid("strike")); !yes(l.struck) {
		if d := on(e.Kid("dstrike")); d != nil {
			l.struck = d
		}
	}
	if v := e.Kid("vertAlign"); v != nil {
		l.place = v.Get("val")
	}
	if v := e.Kid("sz"); v != nil {
		l.size, _ = strconv.Atoi(v.Get("val"))
	}
	if v := e.Kid("rFonts"); v != nil {
		l.font = v.Get("ascii")
	}
	return l
}

// headingName reads the names of headings: of Word in any language of its own (heading 1), of WPS, of LibreOffice. The number is the level.
var headingName = regexp.MustCompile(`^(?:heading|标题|標題|überschrift)\s*([1-9])(?:\s*(?:char|字符))?$`)

var contentsName = regexp.MustCompile(`^(?:toc|目录|目錄|contents)\s*(?:[1-9]|heading|标题)$`)

// roleOf is what a style makes of a paragraph by its name.
func (s *readStyle) named() {
	name := strings.ToLower(strings.Join(strings.Fields(s.name), " "))
	switch {
	case name == "title" || name == "标题" || name == "文档标题" || name == "公文标题":
		s.role = Title
	case name == "caption" || name == "题注" || name == "图题" || name == "表题":
		s.role = Caption
	case name == "toc heading" || contentsName.MatchString(name):
		s.contents = true
	default:
		if m := headingName.FindStringSubmatch(name); m != nil {
			s.role = Heading
			s.level, _ = strconv.Atoi(m[1])
		}
	}
}

// readStyles reads styles.xml; nil is one that says nothing.
func readStyles(root *ooxml.Element) *readSheet {
	s := &readSheet{byID: map[string]*readStyle{}}
	raw := map[string]*ooxml.Element{}
	var order []string
	if d := root.Kid("docDefaults", "rPrDefault", "rPr"); d != nil {
		s.size = readLook(d).size
	}
	for _, e := range kids(root) {
		id := e.Get("styleId")
		if e.Name != "style" || id == "" || raw[id] != nil {
			continue
		}
		raw[id] = e
		order = append(order, id)
	}
	open := map[string]bool{}
	var of func(id string, depth int) *readStyle
	of = func(id string, depth int) *readStyle {
		if known := s.byID[id]; known != nil {
			return known
		}
		e := raw[id]
		if e == nil || open[id] || depth > 50 {
			return nil
		}
		open[id] = true
		defer delete(open, id)
		one := &readStyle{id: id, name: e.Kid("name").Get("val"), base: e.Kid("basedOn").Get("val"), numLevel: -1}
		one.named()
		below := of(one.base, depth+1)
		p := e.Kid("pPr")
		if jc := p.Kid("jc"); jc != nil {
			one.jc = jc.Get("val")
		}
		if n := p.Kid("numPr"); n != nil {
			one.numID = n.Kid("numId").Get("val")
			one.numLevel = level(n.Kid("ilvl").Get("val"))
		}
		if o := p.Kid("outlineLvl"); o != nil && one.role == Body && !one.contents {
			if n, err := strconv.Atoi(o.Get("val")); err == nil && n >= 0 && n < 9 {
				one.role, one.level = Heading, n+1
			}
		} else if o == nil && below != nil && one.role == Body && !one.contents {
			one.role, one.level, one.contents = below.role, below.level, below.contents
		}
		one.look = readLook(e.Kid("rPr"))
		if below != nil {
			one.look = one.look.over(below.look)
			if one.jc == "" {
				one.jc = below.jc
			}
			if one.numID == "" {
				one.numID = below.numID
			}
			if one.numLevel < 0 {
				one.numLevel = below.numLevel
			}
		}
		s.byID[id] = one
		if e.Get("type") == "paragraph" && yesWord(e.Get("default")) && s.paragraph == nil {
			s.paragraph = one
		}
		return one
	}
	for _, id := range order {
		of(id, 0)
	}
	if s.paragraph == nil {
		s.paragraph = &readStyle{numLevel: -1}
	}
	return s
}

func yesWord(s string) bool { return s == "1" || s == "true" || s == "on" }

// level reads the number of a level; -1 where there is none.
func level(word string) int {
	if word == "" {
		return -1
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n
}
