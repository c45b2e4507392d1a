package markdown

import (
	"kepu/generator/pinyin"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// Ids of footnotes come from their labels, [^source] → fn-source, so that they
// stay when a note is added before them. Headings keep off these beginnings.
const (
	notePrefix = "fn-"
	refPrefix  = "fnref-"
)

// nameNotes gives each footnote its id and warns about those that nothing refers to.
func (w *writer) nameNotes(root ast.Node) {
	list, _ := root.LastChild().(*east.FootnoteList)
	if list != nil {
		w.noteIDs = make([]string, list.Count+1)
		used := map[string]int{}
		for c := list.FirstChild(); c != nil; c = c.NextSibling() {
			n := c.(*east.Footnote)
			w.noteIDs[n.Index] = free(pinyin.Slug(string(n.Ref), "-"), used)
		}
	}
	for _, n := range w.r.notes {
		if n.node.Index < 0 {
			w.r.warn(span{n.start, n.start + len("[^]") + len(n.node.Ref)}, unusedNote, referToNote.With(string(n.node.Ref)))
		}
	}
}

func (w *writer) footnotes(list *east.FootnoteList) {
	w.html("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"注释\">\n<ol>\n")
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		w.html(`<li id="`, notePrefix, w.noteIDs[c.(*east.Footnote).Index], "\">\n")
		w.blocks(c)
		w.html("</li>\n")
	}
	w.html("</ol>\n</section>\n")
}

// refID returns the id of the place that refers to a note: the first, second … of that note.
func (w *writer) refID(index, which int) string {
	if which == 0 {
		return refPrefix + w.noteIDs[index]
	}
	return refPrefix + w.noteIDs[index] + "." + itoa(which+1) // a dot: no slug has one
}

func (w *writer) footnoteLink(n *east.FootnoteLink) {
	number := itoa(n.Index)
	w.html(`<sup class="footnote-ref" id="`, w.refID(n.Index, n.RefIndex), `">`)
	if w.inLink {
		w.html(number, "</sup>")
		return
	}
	w.html(`<a href="#`, notePrefix, w.noteIDs[n.Index], `" role="doc-noteref" aria-label="注释 `, number, `">`, number, "</a></sup>")
}

func (w *writer) footnoteBack(n *east.FootnoteBacklink) {
	label := "返回正文"
	if n.RefIndex > 0 {
		label += "第 " + itoa(n.RefIndex+1) + " 处"
	}
	w.html(` <a class="footnote-back" href="#`, w.refID(n.Index, n.RefIndex), `" role="doc-backlink" aria-label="`, label, `">↩</a>`)
}
