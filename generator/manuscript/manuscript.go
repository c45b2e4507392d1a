// Package manuscript makes a page of content/ of a text that somebody sent as a Word file.
//
// In come a docx.Document with the remarks of its reader; out comes a Manuscript: what its head and its end say (title, 文号,
// date, who signed it), its text as Markdown, its pictures, and a list of all that was dropped, guessed or doubted,
// each with its paragraph. Change makes of it an edit.Change: a new report, notice or page, as a draft, or another text
// of one that is there, with a list of what that page's front matter says otherwise. Nothing is written here, and nothing is made up: what the text does not say stays open.
//
// # What is promised
//
// Every visible letter of the document stands in the front matter, in the body or in a remark's Lost: the text is
// written, read again by the site's own Markdown, and compared. What does not come out as it went in is escaped, and where that
// does not help either it is said.
//
// head.go finds the head and the end, annex.go what stands behind it, outline.go headings and lists by style and by number (一、（一）1.), write.go
// writes Markdown, pictures.go names the pictures, place.go makes the change.
package manuscript

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/docx"
)

// Manuscript is a text on its way to a page.
type Manuscript struct {
	Sort     string // report, notice, page, base; "" when the text does not make it clear
	Title    string
	Document string // 文号
	Date     date.Date
	Author   string
	Source   string
	Kind     string // 工作总结, 通知
	Years    [2]int // that a report covers; 0, 0 when its title does not say
	Body     string // Markdown
	Headings []Heading
	Pictures []Picture
	Remarks  []docx.Remark // in the order of the text

	untitled bool // Title stands nowhere in the text
}

// Heading is one of the text's headings.
type Heading struct {
	Level int // 2 and more
	Text  string
}

// Picture is one of the text's pictures that a page can show.
type Picture struct {
	Name string // as Body has it: picture-1.png; Change puts the page's id before it
	Data []byte
	Alt  string
}

// line is a paragraph, or a table, while its place in the text is being found.
type line struct {
	what   what
	level  int // of a heading; of an item: how deep
	number int // of a numbered item
	runs   []docx.Run
	text   string // the letters of runs, blanks at its ends away
	rows   [][]docx.Cell
	at     diag.Text
	styled bool // it is a heading by its style
	bold   bool // all of it is
	pushed bool // blanks before it push it to the right
	annex  bool // an annex begins with it
	from   *docx.Block
}

type what uint8

const (
	prose what = iota
	heading
	bullet
	item
	table
	titleLine
)

// Of reads a document. stem is the name of its file without its ending: what a text without a title is called for now.
// as is the sort that somebody chose, "" for none.
func Of(d *docx.Document, remarks []docx.Remark, stem, as string) *Manuscript {
	m := &Manuscript{Remarks: slices.Clone(remarks), Sort: as}
	w := &writer{m: m, d: d}
	w.lines = w.linesOf(d.Blocks)
	if slices.ContainsFunc(remarks, func(r docx.Remark) bool { return r.What.Code == "DOCX-CONTENTS" }) {
		w.lines = slices.DeleteFunc(w.lines, func(l line) bool {
			return l.what == prose && strings.Join(strings.Fields(strings.ReplaceAll(l.text, "　", " ")), "") == "目录"
		})
	}
	w.contents()
	w.head(stem)
	if m.Sort == "" {
		m.Sort = sortOf(m.Title)
	}
	w.imprint()
	if m.Sort != "base" {
		w.tail()
	}
	w.kindAndYears()
	w.outline()
	w.write()
	w.order()
	return m
}

// writer makes a Manuscript.
type writer struct {
	m     *Manuscript
	d     *docx.Document
	lines []line

	body  strings.Builder
	want  strings.Builder // the letters that the body must show
	lists []openList      // the lists that go on, each within the one before it
	last  what
	names map[string]string // of pictures: how they are called in the body; "" where one cannot be shown
	noted []int             // the footnotes that something refers to, in order
	at    diag.Text

	least  int  // the first of the modes in which runs are written
	inCell bool // what is written stands in a table, where | parts cells
}

// openList is a list that goes on: of which sort, at what level of the document, and how wide its mark is.
type openList struct {
	what  what
	level int
	width int
}

func (w *writer) remark(at diag.Text, near string, what diag.Text, lost string) {
	w.m.Remarks = append(w.m.Remarks, docx.Remark{At: at, Near: diag.Clip(strings.Join(strings.Fields(near), " "), 12), What: what, Lost: lost})
}

// order puts remarks in the order of the text: those of the file, of paragraphs, of tables, of footnotes, each by its number.
func (w *writer) order() {
	key := func(r docx.Remark) (int, int) {
		n := 0
		for _, c := range r.At.ZH {
			if unicode.IsDigit(c) {
				n = n*10 + int(c-'0')
			} else if n > 0 {
				break
			}
		}
		switch {
		case r.At.ZH == "":
			return 0, 0
		case strings.HasPrefix(r.At.ZH, "第"):
			return 1, n
		case strings.HasPrefix(r.At.ZH, "表"):
			return 2, n
		}
		return 3, n
	}
	slices.SortStableFunc(w.m.Remarks, func(a, b docx.Remark) int {
		ai, an := key(a)
		bi, bn := key(b)
		return cmp.Or(ai-bi, an-bn)
	})
}

// linesOf makes lines of blocks: one for each line that somebody began, with its number as Word shows it.
func (w *writer) linesOf(blocks []docx.Block) (lines []line) {
	for i := range blocks {
		b := &blocks[i]
		l := line{at: b.At, from: b}
		if b.Role == docx.Table {
			l.what, l.rows = table, b.Rows
			lines = append(lines, l)
			continue
		}
		runs := slices.Clone(b.Runs)
		switch b.Role {
		case docx.Title:
			l.what = titleLine
		case docx.Heading:
			l.what, l.level, l.styled = heading, b.Level, true
		case docx.ListItem:
			if !b.Ordered {
				l.what, l.level = bullet, b.Level
			}
		}
		if b.Number != "" {
			mark := b.Number
			if c, _ := utf8.DecodeLastRuneInString(mark); c < utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c) || c == ')') || l.what == bullet || startsWithDigit(runs) {
				mark += " " // 1. 9月底 is no 1.9
			} else if unicode.Is(unicode.Han, c) { // 第一章, behind which Word sets a tab
				mark += "　"
			}
			runs = slices.Insert(runs, 0, docx.Run{Text: mark})
			l.level = b.Level
		}
		if l.what == heading || l.what == titleLine || l.what == bullet {
			l.runs = joined(runs)
			if l.measure(); len(l.runs) > 0 {
				lines = append(lines, l)
			}
			continue
		}
		for _, part := range brokenUp(runs) {
			one := l
			one.runs = part
			one.measure()
			if one.text != "" || len(one.runs) > 0 {
				lines = append(lines, one)
			}
		}
	}
	return lines
}

func startsWithDigit(runs []docx.Run) bool {
	for _, r := range runs {
		if text := strings.TrimLeft(r.Text, blanks); text != "" {
			c, _ := utf8.DecodeRuneInString(text)
			return unicode.IsDigit(c)
		}
	}
	return false
}

// farRight is how many half widths of blanks push a line to the right, where somebody did without setting it there.
const farRight = 16

// blanksBefore is how wide the blanks are that runs begin with, in halves of a letter.
func blanksBefore(runs []docx.Run) (n int) {
	for _, r := range runs {
		for _, c := range r.Text {
			switch {
			case !strings.ContainsRune(blanks, c):
				return n
			case c == '\t':
				n += 4
			case c == '\u3000' || c == '\u2003':
				n += 2
			case c != '\u200B' && c != '\uFEFF':
				n++
			}
		}
	}
	return n
}

// measure finds what a line says.
func (l *line) measure() {
	l.pushed = l.pushed || blanksBefore(l.runs) >= farRight
	l.runs = trimmed(l.runs)
	var b strings.Builder
	l.bold = len(l.runs) > 0
	for _, r := range l.runs {
		b.WriteString(r.Text)
		l.bold = l.bold && (r.Bold || strings.TrimSpace(r.Text) == "")
	}
	l.text = strings.TrimSpace(b.String())
}

// spread takes breaks out of the runs of a cell: a wide blank stands where a line began.
func spread(runs []docx.Run) []docx.Run {
	out := slices.Clone(runs)
	for i := range out {
		if out[i].Break && i > 0 {
			out[i].Text = "　" + out[i].Text
		}
		out[i].Break = false
	}
	return out
}

// joined takes breaks out of runs: what they part goes on in one line.
func joined(runs []docx.Run) []docx.Run {
	var out []docx.Run
	for _, r := range runs {
		if r.Break {
			r.Break = false
			if n := len(out); n > 0 {
				before, _ := utf8.DecodeLastRuneInString(out[n-1].Text)
				after, _ := utf8.DecodeRuneInString(r.Text)
				if before < utf8.RuneSelf && after < utf8.RuneSelf && out[n-1].Text != "" {
					r.Text = " " + r.Text
				}
			}
		}
		out = append(out, r)
	}
	return out
}

// brokenUp parts runs at their breaks.
func brokenUp(runs []docx.Run) (parts [][]docx.Run) {
	var part []docx.Run
	for _, r := range runs {
		if r.Break {
			if len(part) > 0 {
				parts = append(parts, part)
			}
			part = nil
			r.Break = false
			if r == (docx.Run{Bold: r.Bold, Italic: r.Italic, Struck: r.Struck, Raised: r.Raised, Lowered: r.Lowered, Link: r.Link}) {
				continue
			}
		}
		part = append(part, r)
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

const blanks = " \t　\u00A0\u2002\u2003\u2009\u200B\uFEFF"

// trimmed takes the blanks at the ends of a line away, and makes one sort of those within it.
func trimmed(runs []docx.Run) []docx.Run {
	out := make([]docx.Run, 0, len(runs))
	for _, r := range runs {
		r.Text = plainBlanks.Replace(r.Text)
		out = append(out, r)
	}
	plain := func(r docx.Run) bool { return r.Picture == "" && r.Note == 0 }
	for len(out) > 0 {
		if out[0].Text = strings.TrimLeft(out[0].Text, blanks); out[0].Text != "" || !plain(out[0]) {
			break
		}
		out = out[1:]
	}
	for n := len(out); n > 0; n = len(out) {
		if plain(out[n-1]) {
			out[n-1].Text = strings.TrimRight(out[n-1].Text, blanks)
		}
		if out[n-1].Text != "" || !plain(out[n-1]) {
			break
		}
		out = out[:n-1]
	}
	return out
}

var plainBlanks = strings.NewReplacer("\t", "　", "\u00A0", " ", "\u2002", " ", "\u2003", "　", "\u2009", " ", "\u200B", "", "\uFEFF", "", "\n", " ", "\r", "", "\v", " ", "\f", " ", "\u2028", " ", "\u2029", " ", "\u2011", "-")
