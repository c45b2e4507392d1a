package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// figure writes a picture that is a paragraph of its own; its title is the caption.
func (w *writer) figure(n *ast.Image) {
	w.html("<figure>")
	w.image(n, true)
	if title := unescape(string(n.Title)); title != "" {
		w.html("<figcaption>")
		w.text(title)
		w.endBlock()
		w.html("</figcaption>")
	}
	w.html("</figure>\n")
}

// noDirectives reports directives in the description of a picture.
func (w *writer) noDirectives(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if d, ok := c.(*inlineDirective); ok {
			w.r.error(span{d.at, d.at + d.end}, directiveInHeading, directiveBelow)
		}
		w.noDirectives(c)
	}
}

// image writes a picture; one whose address is not allowed leaves its description.
// A captioned one has its title beside it, so it needs none of its own.
func (w *writer) image(n *ast.Image, captioned bool) {
	s := w.spanOf(n)
	alt := w.plainOf(n)
	w.noDirectives(n)
	a, ok := w.r.target(unescape(string(n.Destination)), s, true)
	if !ok {
		w.out = appendEscaped(w.out, alt)
		return
	}
	if alt == "" {
		w.r.warn(s, noDescription, describe)
	}
	w.html(`<img src="`)
	w.link(a, true, s)
	w.html(`" alt="`)
	w.attr(alt)
	if len(n.Title) > 0 && !captioned {
		w.html(`" title="`)
		w.attr(unescape(string(n.Title)))
	}
	w.html(`" decoding="async">`)
}
