package twin

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"kepu/generator/docx"
	"kepu/generator/view"
)

// The texts of views are HTML that package markdown wrote: a few elements, and no style. Read it as browsers do, and each
// becomes what official documents have in its place.

// held is the element that stands for what a text quotes from the data.
const held = "x-quoted"

// text adds the blocks of a text. Its pieces are one HTML, cut where the data stand: a list may go on after a chart.
func (m *maker) text(blocks []view.Block) {
	var all strings.Builder
	for i, b := range blocks {
		if b.HTML != "" {
			all.WriteString(string(b.HTML))
			continue
		}
		all.WriteString("<" + held + ` n="` + strconv.Itoa(i) + `"></` + held + ">")
	}
	nodes, err := parsed(all.String())
	if err != nil { // hundreds of marks in one another are more than the parser takes; blocks are never so deep
		nodes, err = parsed(withoutMarks(all.String()))
	}
	if err != nil {
		m.err = err
		return
	}
	m.notes(nodes)
	w := walk{m: m, quoted: blocks}
	for _, n := range nodes {
		w.block(n, place{})
	}
	w.flush()
	m.add(w.out...)
}

func parsed(text string) ([]*html.Node, error) {
	return html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
}

// withoutMarks leaves out what makes words bold, slanted or struck out.
func withoutMarks(text string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for z.Next() != html.ErrorToken {
		raw := string(z.Raw())
		if name, _ := z.TagName(); string(name) != "em" && string(name) != "strong" && string(name) != "del" {
			out.WriteString(raw)
		}
	}
	return out.String()
}

// notes reads the footnotes at a text's end; places in the text name them by number.
func (m *maker) notes(nodes []*html.Node) {
	for _, n := range nodes {
		if !is(n, "section") || !hasClass(n, "footnotes") {
			continue
		}
		for _, li := range descend(n, "li") {
			if li.Parent == nil || li.Parent.Parent != n {
				continue
			}
			w := walk{m: m}
			for c := li.FirstChild; c != nil; c = c.NextSibling {
				w.block(c, place{})
			}
			w.flush()
			m.doc.Footnotes = append(m.doc.Footnotes, w.out)
		}
	}
}

// walk makes blocks of elements.
type walk struct {
	m      *maker
	quoted []view.Block
	out    []docx.Block
	open   *docx.Block // a paragraph that text outside of one belongs to; nil: none
}

// place is what a block stands in.
type place struct {
	level int         // how deep in lists, 1 for an item of the outermost
	item  *docx.Block // the item whose first words are still to come; nil: none
}

// begin returns the block that a paragraph's words go into.
func (w *walk) begin(p *place) *docx.Block {
	w.flush()
	b := &docx.Block{}
	if p.item != nil && len(p.item.Runs) == 0 {
		b = p.item
	}
	w.open = b
	return b
}

// flush ends the paragraph that is open.
func (w *walk) flush() {
	if b := w.open; b != nil {
		w.open = nil
		if b.Runs = tidy(b.Runs); len(b.Runs) > 0 {
			w.out = append(w.out, *b)
		}
	}
}

func (w *walk) children(n *html.Node, p place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.block(c, p)
	}
}

// block makes what an element is among blocks.
func (w *walk) block(n *html.Node, p place) {
	if n.Type == html.TextNode {
		if strings.TrimSpace(n.Data) == "" && w.open == nil {
			return
		}
		w.inline(n, docx.Run{}, &p)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.flush()
		if runs := w.runs(n); len(runs) > 0 {
			w.out = append(w.out, docx.Block{Role: docx.Heading, Level: max(int(n.Data[1]-'0')-1, 1), Runs: runs})
		}
	case "p", "dt":
		w.begin(&p)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			w.inline(c, docx.Run{Bold: n.Data == "dt"}, &p)
		}
		w.flush()
	case "ul", "ol":
		w.flush()
		w.list(n, p)
	case "table":
		w.flush()
		w.out = append(w.out, w.table(n))
	case "pre":
		b := w.begin(&p)
		for i, line := range strings.Split(strings.TrimRight(textOf(n), "\n"), "\n") {
			b.Runs = append(b.Runs, docx.Run{Text: line, Break: i > 0})
		}
		w.open = nil // as it stands
		w.out = append(w.out, *b)
	case "figcaption":
		w.flush()
		if runs := w.runs(n); len(runs) > 0 {
			w.out = append(w.out, docx.Block{Role: docx.Caption, Centred: true, Runs: runs})
		}
	case "section":
		if !hasClass(n, "footnotes") {
			w.children(n, p)
		}
	case "hr":
		w.flush()
	case held:
		w.flush()
		if i, err := strconv.Atoi(get(n, "n")); err == nil && i < len(w.quoted) {
			w.out = append(w.out, w.m.quoted(&w.quoted[i])...)
		}
	case "div", "blockquote", "figure", "dl", "dd", "details":
		w.flush()
		w.children(n, p)
		w.flush()
	default:
		w.inline(n, docx.Run{}, &p)
	}
}

// list makes a list: its numbers are those of the page.
func (w *walk) list(n *html.Node, p place) {
	next := 1
	if s, err := strconv.Atoi(get(n, "start")); err == nil {
		next = s
	}
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if !is(li, "li") {
			continue
		}
		if v, err := strconv.Atoi(get(li, "value")); err == nil {
			next = v
		}
		item := &docx.Block{Role: docx.ListItem, Level: p.level, Ordered: n.Data == "ol"}
		if item.Ordered {
			item.Number = strconv.Itoa(next) + "."
		}
		next++
		w.children(li, place{level: p.level + 1, item: item})
		w.flush()
	}
}

// table makes a table as written.
func (w *walk) table(n *html.Node) docx.Block {
	t := docx.Block{Role: docx.Table}
	for _, tr := range descend(n, "tr") {
		var row []docx.Cell
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if !is(c, "td") && !is(c, "th") {
				continue
			}
			b := docx.Block{Runs: w.runs(c), Right: hasClass(c, "align-right"), Centred: hasClass(c, "align-center")}
			row = append(row, docx.Cell{Head: c.Data == "th", Blocks: []docx.Block{b}})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// runs returns the words of an element that holds no blocks.
func (w *walk) runs(n *html.Node) []docx.Run {
	in := walk{m: w.m}
	in.open = &docx.Block{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		in.inline(c, docx.Run{}, &place{})
	}
	return tidy(in.open.Runs)
}

// inline adds an element among words, which look like r.
func (w *walk) inline(n *html.Node, r docx.Run, p *place) {
	if w.open == nil {
		w.begin(p)
	}
	add := func(r docx.Run) { w.open.Runs = append(w.open.Runs, r) }
	if n.Type == html.TextNode {
		r.Text = strings.Map(func(c rune) rune {
			if c == '\n' || c == '\t' || c == '\r' {
				return ' '
			}
			return c
		}, n.Data)
		add(r)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	switch n.Data {
	case "strong", "b":
		r.Bold = true
	case "em", "i":
		r.Italic = true
	case "del", "s":
		r.Struck = true
	case "sub":
		r.Lowered = true
	case "br":
		add(docx.Run{Break: true})
		return
	case "img":
		w.m.picture(n, add)
		return
	case "input":
		sign := "☐"
		if has(n, "checked") {
			sign = "☑"
		}
		add(docx.Run{Text: sign})
		return
	case "sup":
		if i, err := strconv.Atoi(strings.TrimSpace(textOf(n))); err == nil && hasClass(n, "footnote-ref") && 0 < i && i <= len(w.m.doc.Footnotes) {
			add(docx.Run{Note: i})
			return
		}
		r.Raised = true
	case "a":
		if hasClass(n, "footnote-back") {
			return
		}
		if !hasClass(n, "quoted") {
			w.link(n, r)
			return
		}
	case "ul", "ol", "table", "p", "div", "figure", "blockquote", "pre", "dl", held:
		w.block(n, *p) // blocks within words: as a browser would show them
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.inline(c, r, p)
	}
}

// link adds the words of a link, with where they lead.
func (w *walk) link(n *html.Node, r docx.Run) {
	in := walk{m: w.m}
	in.open = &docx.Block{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		in.inline(c, r, &place{})
	}
	w.open.Runs = append(w.open.Runs, w.m.linked(in.open.Runs, get(n, "href"))...)
}

// linked returns words that lead to an address of the page: outward, where the address is told too, since the text will be
// printed; within the site by its full address, or not at all.
func (m *maker) linked(runs []docx.Run, to string) []docx.Run {
	u, err := url.Parse(to)
	if err != nil || u.Scheme == "" {
		return m.inside(runs, to)
	}
	for i := range runs {
		runs[i].Link = to
	}
	if words := strings.TrimSpace(wordsOf(runs)); u.Host != "" && words != to && "http://"+words != to && "https://"+words != to {
		runs = append(runs, docx.Run{Text: "（" + to + "）"})
	}
	return runs
}

// inside returns words that lead to another page of the site.
func (m *maker) inside(runs []docx.Run, to string) []docx.Run {
	if m.in.BaseURL == "" || to == "" || strings.HasPrefix(to, "#") {
		return runs
	}
	for i := range runs {
		runs[i].Link = m.absolute(to)
	}
	return runs
}

// absolute returns the full address of what stands on the page as to.
func (m *maker) absolute(to string) string {
	base, err := url.Parse(m.in.BaseURL + m.in.At)
	if err != nil {
		return ""
	}
	u, err := base.Parse(to)
	if err != nil {
		return ""
	}
	return u.String()
}

// picture adds a picture; one that is not there leaves its words.
func (m *maker) picture(n *html.Node, add func(docx.Run)) {
	src, alt := get(n, "src"), get(n, "alt")
	if _, known := m.doc.Pictures[src]; !known {
		data, err := m.in.Pictures(src)
		if err != nil && m.err == nil {
			m.err = err
		}
		if data == nil {
			add(docx.Run{Text: "〔图片：" + alt + "〕"})
			return
		}
		m.doc.Pictures[src] = data
	}
	add(docx.Run{Picture: src, Alt: alt})
}

// tidy joins runs of one look, and takes the blanks away that HTML does not show: at the ends, about breaks, and of several all but one.
func tidy(runs []docx.Run) []docx.Run {
	var out []docx.Run
	blank := true // a blank would not be shown here
	for _, r := range runs {
		if r.Break {
			blank = true
			trimEnd(out)
		}
		var s strings.Builder
		for _, c := range r.Text {
			if c == ' ' && blank {
				continue
			}
			blank = c == ' '
			s.WriteRune(c)
		}
		r.Text = s.String()
		if r.Picture != "" || r.Note > 0 {
			blank = false
		}
		if last := len(out) - 1; last >= 0 && joins(out[last], r) {
			out[last].Text += r.Text
			continue
		}
		if r.Text != "" || r.Break || r.Picture != "" || r.Note > 0 {
			out = append(out, r)
		}
	}
	trimEnd(out)
	for len(out) > 0 && out[len(out)-1].Text == "" && out[len(out)-1].Picture == "" && out[len(out)-1].Note == 0 {
		out = out[:len(out)-1]
	}
	return out
}

func trimEnd(runs []docx.Run) {
	if n := len(runs); n > 0 {
		runs[n-1].Text = strings.TrimRight(runs[n-1].Text, " ")
	}
}

// joins reports whether b goes on where a ends, in the same look.
func joins(a, b docx.Run) bool {
	if b.Break || b.Note > 0 || b.Picture != "" || a.Note > 0 || a.Picture != "" {
		return false
	}
	a.Text, b.Text, a.Break = "", "", false
	return a == b
}

func is(n *html.Node, name string) bool { return n.Type == html.ElementNode && n.Data == name }

func get(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(get(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// descend returns the elements of a name under n.
func descend(n *html.Node, name string) (out []*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, name) {
			out = append(out, c)
		}
		out = append(out, descend(c, name)...)
	}
	return out
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var s strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.WriteString(textOf(c))
	}
	return s.String()
}
