package fillform

import (
	"strings"

	"kepu/generator/ooxml"
)

// piece is a stretch of a paragraph's text: a w:t, or a tab or line break, which stands for one character.
type piece struct {
	n          *ooxml.Element
	text       string
	start, end int // in the text of the paragraph
}

// pieces returns the text of a paragraph of Word: what is deleted, moved away or an instruction of a field is no part of it, and
// what stands in a text box inside it is another paragraph's.
func pieces(p *ooxml.Element) (list []piece, text string) {
	var b strings.Builder
	add := func(n *ooxml.Element, s string) {
		start := b.Len()
		b.WriteString(s)
		list = append(list, piece{n, s, start, b.Len()})
	}
	var walk func(n *ooxml.Element)
	walk = func(n *ooxml.Element) {
		for _, k := range n.Kids {
			if k.Space != word || prompts(k) {
				continue // a drawing; math; what asks for a text and is none
			}
			switch k.Name {
			case "t":
				add(k, k.Words())
			case "tab", "ptab":
				if is(n, "r") {
					add(k, "\t")
				}
			case "br", "cr":
				add(k, "\n")
			case "noBreakHyphen":
				add(k, "-")
			case "del", "moveFrom", "instrText", "pPr", "rPr", "p", "pict", "object", "sdtPr", "sdtEndPr":
			default:
				walk(k)
			}
		}
	}
	walk(p)
	return list, b.String()
}

// prompts reports whether an element is a content control that shows what it wants: 单击此处输入文字.
func prompts(e *ooxml.Element) bool {
	return is(e, "sdt") && e.Kid("sdtPr").Kid("showingPlcHdr") != nil
}

// replacement is a stretch of a paragraph's text and what takes its place.
type replacement struct {
	start, end int
	with       string
}

// replaced returns the splices that make the replacements in a paragraph, which are in order and don't overlap: each stands in the run in
// which the words began, and has its look.
func replaced(raw []byte, list []piece, with []replacement) (out []ooxml.Splice) {
	for _, x := range list {
		var b strings.Builder
		at, touched := x.start, false
		for _, r := range with {
			if r.end <= x.start || r.start >= x.end {
				continue
			}
			touched = true
			b.WriteString(x.text[at-x.start : max(r.start, x.start)-x.start])
			if r.start >= x.start {
				b.WriteString(r.with)
			}
			at = min(r.end, x.end)
		}
		if !touched {
			continue
		}
		b.WriteString(x.text[at-x.start:])
		s := ooxml.Splice{Start: x.n.Start, End: x.n.End, New: ""}
		if text := b.String(); text != "" || x.n.Name == "t" {
			s.New = wordText(text, prefix(raw, x.n))
		}
		out = append(out, s)
	}
	return out
}

// wordText writes a text as a run of Word holds it.
func wordText(text, prefix string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = "<" + prefix + `t xml:space="preserve">` + ooxml.Escape(line) + "</" + prefix + "t>"
	}
	return strings.Join(lines, "<"+prefix+"br/>")
}
