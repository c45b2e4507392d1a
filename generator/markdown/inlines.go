package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

func (w *writer) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.textNode(n)
	case *ast.String:
		w.text(string(n.Value))
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Emphasis:
		tag := "em>"
		if n.Level == 2 {
			tag = "strong>"
		}
		w.mark(tag, n)
	case *east.Strikethrough:
		w.mark("del>", n)
	case *ast.Link:
		w.linkNode(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.image(n, false)
	case *ast.RawHTML:
		w.rawHTML(n)
	case *inlineDirective:
		w.figureNode(n)
	case *east.TaskCheckBox:
		w.checkBox(n)
	case *east.FootnoteLink:
		w.footnoteLink(n)
	case *east.FootnoteBacklink:
		w.footnoteBack(n)
	default:
		w.inlines(n)
	}
}

func (w *writer) mark(tag string, n ast.Node) {
	w.html("<", tag)
	w.inlines(n)
	w.html("</", tag)
}

func (w *writer) textNode(n *ast.Text) {
	s := w.r.text[n.Segment.Start:n.Segment.Stop]
	if n.IsRaw() {
		w.text(s)
		return
	}
	w.r.slipsOfText(n.Segment.Start, n.Segment.Stop)
	w.run(n.Segment.Start, n.Segment.Stop)
	w.text(unescape(s))
	switch {
	case n.HardLineBreak():
		w.html("<br>\n")
		w.plain = append(w.plain, ' ')
	case n.SoftLineBreak():
		if w.last == 0 {
			return
		}
		next := w.nextRune(n)
		if !joins(w.last, next) {
			w.html("\n")
			w.plain = append(w.plain, ' ')
		}
		if next == 0 {
			w.last = 0 // nothing comes: ask no more
		}
	}
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.html("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.text(strings.ReplaceAll(w.r.text[t.Segment.Start:t.Segment.Stop], "\n", " "))
		}
	}
	w.html("</code>")
}

// linkNode writes a link; one whose address is not allowed leaves its words.
func (w *writer) linkNode(n *ast.Link) {
	s := w.spanOf(n)
	a, ok := w.r.target(unescape(string(n.Destination)), s, false)
	if !ok || w.inLink {
		w.inlines(n)
		return
	}
	if n.FirstChild() == nil {
		w.r.warn(s, noWords, writeWords)
	}
	w.openLink(a, s)
	if len(n.Title) > 0 {
		w.html(` title="`)
		w.attr(unescape(string(n.Title)))
		w.html(`"`)
	}
	w.html(">")
	w.inLink = true
	w.inlines(n)
	w.inLink = false
	w.html("</a>")
}

// openLink writes the start tag up to the end of href.
func (w *writer) openLink(a address, s span) {
	w.html(`<a href="`)
	if a.url == "" {
		w.link(a, false, s)
		w.html(`"`)
		return
	}
	w.attr(a.url)
	w.html(`"`)
	if a.web {
		w.html(` rel="noopener noreferrer"`)
	}
}

func (w *writer) autoLink(n *ast.AutoLink) {
	label := string(n.Label(w.r.src))
	to := label
	switch {
	case n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(label), "mailto:"):
		to = "mailto:" + label
	case n.Protocol != nil:
		to = string(n.Protocol) + "://" + label
	}
	start := n.Pos()
	if w.r.text[start] == '<' {
		start++
	}
	s := span{start, start + len(label)}
	a, ok := w.r.target(to, s, false)
	if !ok || w.inLink {
		w.text(label)
		return
	}
	w.openLink(a, s)
	w.html(">")
	w.text(label)
	w.html("</a>")
}

// spanOf returns where the address of a link or picture stands, or the whole of it.
func (w *writer) spanOf(n ast.Node) span {
	if s, ok := w.r.spans[n]; ok {
		return s
	}
	at := max(n.Pos(), 0)
	return span{at, at + 1}
}

func (w *writer) checkBox(n *east.TaskCheckBox) {
	if n.IsChecked {
		w.html(`<input type="checkbox" disabled checked aria-label="已完成"> `)
		return
	}
	w.html(`<input type="checkbox" disabled aria-label="未完成"> `)
}
