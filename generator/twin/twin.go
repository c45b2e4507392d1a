// Package twin makes of a report or notice a text for Word, for those who must pass it on: the same words as on the
// page, in the form of an official document.
//
// In goes the view of the page (view.Article), which has its figures filled in already; out comes a docx.Document. So
// page and text cannot disagree: what the page says to be unknown the text says so too. What a page draws
// the text lists: a chart is its table, a map the bases on it. What the page has for its readers on the web
// alone, the list of contents, the pages before and after, the figures of its years side by side, is left to the page, as it is when the page is printed.
//
// The parts stand where official documents have them, with an empty line between: the document's number, the title, the text, the attachments, who
// signs and the day. A text that ends with its own signature and day keeps these, and gets no second. Behind them, each on pages of its own, stand
// the parts of the text that are headed as annexes: 附件1　申报表.
package twin

import (
	"slices"
	"strconv"
	"strings"

	"kepu/generator/docx"
	"kepu/generator/markdown"
	"kepu/generator/view"
)

// Input is all that a text is made from.
type Input struct {
	Page     *view.Article
	At       string                           // the page's address in the site, "reports/2016.html"
	BaseURL  string                           // of the site, ends in /; "": links within the site become words
	Pictures func(src string) ([]byte, error) // reads the picture that stands on the page under this address; nil bytes: it is none of the site's
}

// Of makes the text. The error is that of Input.Pictures.
func Of(in Input) (*docx.Document, error) {
	m := &maker{in: in, doc: &docx.Document{Title: in.Page.Title, Pictures: map[string][]byte{}}}
	v := in.Page
	if v.Document != "" {
		m.add(docx.Block{Centred: true, Runs: plain(v.Document)}, docx.Block{})
	}
	m.add(docx.Block{Role: docx.Title, Runs: plain(v.Title)})
	if v.Source.Name != "" {
		runs := m.source(v.Source)
		m.add(docx.Block{Centred: len(v.Source.Name) < 3*shortSource, Runs: append(plain("来源："), runs...)})
	}
	start := len(m.doc.Blocks)
	m.text(v.Body)
	m.end(start)
	return m.doc, m.err
}

// shortSource is how many characters stand in one line, beside the word.
const shortSource = 24

type maker struct {
	in  Input
	doc *docx.Document
	err error // the first
}

func (m *maker) add(blocks ...docx.Block) { m.doc.Blocks = append(m.doc.Blocks, blocks...) }

func plain(s string) []docx.Run { return []docx.Run{{Text: s}} }

// source is where something comes from; an address is told, since paper has no links.
func (m *maker) source(s view.Source) []docx.Run {
	if s.URL == "" {
		return plain(s.Name)
	}
	return m.linked(plain(s.Name), s.URL)
}

// end adds what stands below the text: attachments, then who signs and the day.
func (m *maker) end(start int) {
	v := m.in.Page
	annexes := m.annexes(start)
	defer func() { m.add(annexes...) }()
	var remark []docx.Block // （此件公开发布） stands below the day
	if last := len(m.doc.Blocks) - 1; last > start && remarkOf(m.doc.Blocks[last]) {
		remark, m.doc.Blocks = slices.Clone(m.doc.Blocks[last:]), m.doc.Blocks[:last]
	}
	signed := m.signed(start)
	tail := slices.Clone(m.doc.Blocks[signed:])
	m.doc.Blocks = m.doc.Blocks[:signed]
	for i, a := range v.Attachments {
		if i == 0 {
			m.add(docx.Block{})
		}
		runs := plain("附件：")
		if len(v.Attachments) > 1 {
			runs[0].Text += strconv.Itoa(i+1) + "."
			if i > 0 {
				runs[0].Text = "　　　" + strconv.Itoa(i+1) + "."
			}
		}
		name := docx.Run{Text: a.Name}
		if m.in.BaseURL != "" {
			name.Link = m.absolute(a.URL)
		}
		runs = append(runs, name)
		if about := join("，", a.Type, a.Size); about != "" {
			runs = append(runs, docx.Run{Text: "（" + about + "）"})
		}
		m.add(docx.Block{Runs: runs})
	}
	for i := range tail {
		tail[i].Right = true
	}
	above := len(m.doc.Blocks) // of the signature
	m.add(tail...)
	said := func(s string) bool {
		return s == "" || slices.ContainsFunc(tail, func(b docx.Block) bool { return same(wordsOf(b.Runs), s) })
	}
	// A day alone above a signature would read as another's: the text's own order wins.
	if !said(v.Author) {
		m.doc.Blocks = slices.Insert(m.doc.Blocks, above, docx.Block{Right: true, Runs: plain(v.Author)})
	}
	if !said(v.Date) {
		m.add(docx.Block{Right: true, Runs: plain(v.Date)})
	}
	if above < len(m.doc.Blocks) {
		m.doc.Blocks = slices.Insert(m.doc.Blocks, above, docx.Block{})
	}
	m.add(remark...)
}

// remarkOf reports whether a paragraph is the remark (附注) of an official document: in brackets, about who may read it or whom to ask.
func remarkOf(b docx.Block) bool {
	s := wordsOf(b.Runs)
	if b.Role != docx.Body || !strings.HasPrefix(s, "（") || !strings.HasSuffix(s, "）") {
		return false
	}
	return slices.ContainsFunc([]string{"此件", "公开", "联系人", "联系电话", "联系方式"}, func(word string) bool { return strings.Contains(s, word) })
}

// annexes takes from the end of the text what its first heading of an annex begins, and sets it as annexes are: the mark on a
// new page, below it the title.
func (m *maker) annexes(start int) (out []docx.Block) {
	mark := func(b docx.Block) string {
		if b.Role != docx.Heading || len(b.Runs) == 0 {
			return ""
		}
		s, _ := markdown.Annex(wordsOf(b.Runs))
		return s
	}
	text := m.doc.Blocks[start:]
	level := 9 // the highest of the text: 附件 below 一、 is a part of that
	for _, b := range text {
		if b.Role == docx.Heading {
			level = min(level, b.Level)
		}
	}
	first := slices.IndexFunc(text, func(b docx.Block) bool { return mark(b) != "" && b.Level == level })
	if first < 0 {
		return nil
	}
	for _, b := range text[first:] {
		said := mark(b)
		if said == "" || b.Level != level {
			out = append(out, b)
			continue
		}
		b.NewPage = true
		title := slices.Clone(b.Runs)
		rest, ok := strings.CutPrefix(title[0].Text, said)
		if title[0].Text = strings.TrimLeft(rest, " 　"); !ok || strings.ContainsAny(said, "：:") || wordsOf(title) == "" {
			out = append(out, b)
			continue
		}
		b.Runs = []docx.Run{{Text: said}}
		out = append(out, b, docx.Block{}, docx.Block{Role: docx.Title, Runs: tidy(title)})
	}
	m.doc.Blocks = m.doc.Blocks[:start+first]
	return out
}

// signed returns where the last paragraphs of the text begin that are its signature and day already.
func (m *maker) signed(start int) int {
	v := m.in.Page
	at := len(m.doc.Blocks)
	for range 2 {
		if at == start {
			break
		}
		b := m.doc.Blocks[at-1]
		words := wordsOf(b.Runs)
		if b.Role != docx.Body || words == "" || !(v.Author != "" && same(words, v.Author) || v.Date != "" && same(words, v.Date)) {
			break
		}
		at--
	}
	return at
}

// same compares without blanks, which signatures are spaced with.
func same(a, b string) bool { return bare(a) == bare(b) }

func bare(s string) string { return strings.Join(strings.Fields(s), "") }

func wordsOf(runs []docx.Run) string {
	var s strings.Builder
	for _, r := range runs {
		s.WriteString(r.Text)
	}
	return s.String()
}

func join(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}

// quoted makes what a text shows of the data.
func (m *maker) quoted(b *view.Block) []docx.Block {
	switch {
	case b.Figure != nil:
		return m.figure(b.Figure)
	case b.Map != nil:
		return m.mapped(b)
	case b.Bases != nil:
		return m.bases(b.Bases)
	case b.Activities != nil:
		return m.activities(b)
	case b.None != "":
		return []docx.Block{{Runs: plain(b.None)}}
	}
	return nil
}

// figure is the table of a chart, with its title above and what one must know below.
func (m *maker) figure(f *view.Figure) []docx.Block {
	out := []docx.Block{{Role: docx.Caption, Centred: true, Runs: plain(f.Caption)}}
	var rows [][]docx.Cell
	var head []docx.Cell
	for _, h := range f.Table.Head {
		runs := plain(h.Name)
		if h.Unit != "" {
			runs = append(runs, docx.Run{Text: h.Unit, Break: h.Name != ""})
		}
		head = append(head, docx.Cell{Head: true, Blocks: []docx.Block{{Runs: runs}}})
	}
	if len(head) > 0 {
		rows = append(rows, head)
	}
	for _, r := range f.Table.Rows {
		row := []docx.Cell{{Blocks: []docx.Block{{Runs: []docx.Run{{Text: r.Name, Bold: r.Strong}}}}}}
		for _, c := range r.Cells {
			runs := []docx.Run{{Text: c.Text, Bold: r.Strong}}
			if c.Note != "" {
				runs = append(runs, docx.Run{Text: c.Note, Break: c.Text != ""})
			}
			row = append(row, docx.Cell{Blocks: []docx.Block{{Right: true, Runs: runs}}})
		}
		rows = append(rows, row)
	}
	out = append(out, docx.Block{Role: docx.Table, Rows: rows})
	for _, n := range f.Notes {
		out = append(out, note(n))
	}
	if f.Source != "" {
		out = append(out, note(f.Source))
	}
	return out
}

func note(s string) docx.Block { return docx.Block{Role: docx.Caption, Runs: plain(s)} }

// mapped is a map in words: which bases are on it, and where the drawing is to be seen.
func (m *maker) mapped(b *view.Block) []docx.Block {
	title := "地图上的基地"
	for _, d := range b.Map.Drawings {
		if d.Label != "" {
			title = d.Label
		}
	}
	out := []docx.Block{{Role: docx.Caption, Centred: true, Runs: plain(title)}}
	out = append(out, m.bases(b.OnMap)...)
	words := "地图见网页"
	if m.in.BaseURL != "" {
		words += "：" + m.in.BaseURL + m.in.At
	}
	if n := strings.TrimRight(b.Map.Notice, "。"); n != "" {
		words += "。" + n
	}
	return append(out, note(words+"。"))
}

// bases lists bases by name, with what the page tells beside it.
func (m *maker) bases(list []view.BaseCard) []docx.Block {
	var out []docx.Block
	for _, c := range list {
		level := c.Level
		if c.LevelNote != "" {
			if level != "" {
				level += "（" + c.LevelNote + "）"
			} else {
				level = c.LevelNote
			}
		}
		runs := m.inside(plain(c.Name), c.URL)
		if about := join(" ", level, c.Kind); about != "" {
			runs = append(runs, docx.Run{Text: "　" + about})
		}
		out = append(out, docx.Block{Role: docx.ListItem, Runs: runs})
	}
	return out
}

// activities is a table of when, what and by whom.
func (m *maker) activities(b *view.Block) []docx.Block {
	cell := func(runs ...docx.Run) docx.Cell { return docx.Cell{Blocks: []docx.Block{{Runs: runs}}} }
	var head []docx.Cell
	for _, s := range activityHead {
		head = append(head, docx.Cell{Head: true, Blocks: []docx.Block{{Runs: plain(s)}}})
	}
	rows := [][]docx.Cell{head}
	for _, a := range b.Activities {
		title := plain(a.Title)
		if a.Status != "" {
			title = append(title, docx.Run{Text: "（" + a.Status + "）"})
		}
		if a.Private {
			title = append(title, docx.Run{Text: "（不计入统计）"})
		}
		where := docx.Cell{}
		line := func(words string) {
			if words != "" {
				where.Blocks = append(where.Blocks, docx.Block{Runs: plain(words)})
			}
		}
		line(names(a.Bases))
		line(names(a.Counties))
		if len(a.Hosts) > 0 {
			line("举办：" + strings.Join(a.Hosts, "、"))
		}
		line(a.Campaign)
		rows = append(rows, []docx.Cell{cell(plain(strings.TrimSpace(a.Date + " " + a.Time))...), cell(title...), where})
	}
	out := []docx.Block{{Role: docx.Table, Rows: rows}}
	if b.MoreURL != "" && m.in.BaseURL != "" {
		out = append(out, note(b.More+"："+m.absolute(b.MoreURL)))
	}
	return out
}

// activityHead is the head of a table of activities, which on the page is a list without one.
var activityHead = []string{"时间", "活动", "基地和范围"}

func names(list []view.Link) string {
	var out []string
	for _, l := range list {
		out = append(out, l.Name)
	}
	return strings.Join(out, "、")
}
