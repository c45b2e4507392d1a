package source

import (
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/markdown"
	"kepu/generator/numerals"
)

// The numbers of an official text's parts are 一、 then （一） then 1. then （1）
// (GB/T 9704-2012, 7.3.3). Reviewers look for a jump or a wrong mark first, so
// both are warned about. A text that numbers nothing is left in peace, and so is a
// level of headings on which nothing is numbered.

// rank is a level of numbers, 1 to 4; 0 is no number.
type rank int

// mark is a number at the beginning of a heading or a paragraph.
type mark struct {
	rank  rank
	n     int    // 1-based
	text  string // as written, "二、"
	right string // as it should be written; "" when it is right
}

// numbering is a text's numbers while they are checked.
type numbering struct {
	r    *reader
	top  int    // the level of headings that has 一、: 2, or 3 below a title
	last [5]int // by rank: the last number in this part; 0 for none
}

// checkNumbering warns about the numbers of headings, and of paragraphs that
// begin with （1）.
func (r *reader) checkNumbering(d *markdown.Doc) {
	c := numbering{r: r, top: 2}
	if h := titleInBody(d); h != nil {
		c.top = 3
		r.ps.Warn(r.file.Place(h.Start, h.End), diag.M("TEXT-TITLE-AGAIN", "大标题写在上面的 title 里，正文不要再写", "the title stands in title above and not in the text again"),
			diag.T("请删去这一行，它让下面的小标题都低了一级", "delete this line: it puts all the headings below it one level down"))
	}
	ranks := headingRanks(d)
	heading := 0
	at := 0
	for line := range strings.Lines(d.Plain) {
		text := strings.TrimSpace(line)
		if heading < len(d.Headings) && d.Headings[heading].Text == text {
			h := &d.Headings[heading]
			heading++
			if ranks[h.Level] {
				c.heading(h)
			}
		} else if m := markOf(text); m.rank == 4 && m.right == "" {
			if start, ok := d.At(at + len(line) - len(strings.TrimLeft(line, " "))); ok {
				c.next(m, start)
			}
		} else if words := strings.TrimLeft(text, "#＃"); words != text { // it was told to be no heading yet
			if m := markOf(words); m.rank > 0 {
				c.begin(m.rank, m.n)
			}
		}
		at += len(line)
	}
}

// titleInBody returns the heading that repeats the page's title: the only one of the
// highest level, without a number, above headings that begin with 一、; or nil.
func titleInBody(d *markdown.Doc) *markdown.Heading {
	if len(d.Headings) < 2 || d.Headings[0].Level != 2 || markOf(d.Headings[0].Text).rank > 0 {
		return nil
	}
	numbered := false
	for _, h := range d.Headings[1:] {
		if h.Level == 2 {
			return nil
		}
		numbered = numbered || h.Level == 3 && markOf(h.Text).rank == 1
	}
	if !numbered {
		return nil
	}
	return &d.Headings[0]
}

// headingRanks says of each level of headings whether any of it is numbered.
func headingRanks(d *markdown.Doc) (numbered [7]bool) {
	for _, h := range d.Headings {
		if markOf(h.Text).rank > 0 {
			numbered[h.Level] = true
		}
	}
	return numbered
}

// heading checks the number of a heading: h2 has 一、, h3 （一）, h4 1., h5 （1）.
func (c *numbering) heading(h *markdown.Heading) {
	want := rank(h.Level - c.top + 1)
	m := markOf(h.Text)
	if mark, _ := markdown.Annex(h.Text); mark != "" && want == 1 { // a document of its own
		clear(c.last[:])
		return
	}
	at := c.r.file.Place(h.Start, h.End)
	switch {
	case want > 4:
		return
	case m.rank == 0 && want == 3 && wholeBefore(h.Text) == c.last[want]+1:
		c.begin(want, c.last[want]+1) // 2.5G体验 after 1. has the number 2
		return
	case m.rank == 0:
		c.r.ps.Warn(at, diag.M("TEXT-NUMBER-MISSING", "同一级的小标题有序号，这个没有", "other headings of this level have a number, this one has none"),
			diag.T("请写上 %s", "write %s").With(write(want, c.last[want]+1)))
		c.begin(want, c.last[want]+1)
		return
	case m.right != "":
		c.r.ps.Warn(c.r.file.Place(h.Start, h.Start+len(m.text)), diag.M("TEXT-NUMBER-FORM", "序号 %s 的写法不对", "the number %s is not written as it should be").With(m.text),
			diag.T("请写成 %s", "write %s").With(m.right)).By(c.r.number(h.Start, m))
	case m.rank != want:
		c.r.ps.Warn(c.r.file.Place(h.Start, h.Start+len(m.text)), diag.M("TEXT-NUMBER-LEVEL", "这一级小标题的序号用 %s 的样子，不用 %s", "headings of this level are numbered like %s, not %s").With(write(want, m.n), m.text),
			diag.T("层次依次是 一、 （一） 1. （1）", "the levels are 一、 （一） 1. （1）"))
		c.begin(want, m.n)
		return
	}
	m.rank = want
	c.next(m, h.Start)
}

// number writes the number at start as it should be, where it stands there as it was read.
func (r *reader) number(start int, m mark) *diag.Repair {
	if end := start + len(m.text); end <= len(r.file.Text) && r.file.Text[start:end] == m.text {
		return diag.Replace(start, end, m.right)
	}
	return nil
}

// wholeBefore returns what stands before the point of an amount that a text begins with; 0 for none.
func wholeBefore(text string) int {
	whole, _, found := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	if !found || err != nil {
		return 0
	}
	return n
}

// next checks that a number follows the last one. It begins at the offset start.
func (c *numbering) next(m mark, start int) {
	want := c.last[m.rank] + 1
	if m.n != want && !(m.rank == 4 && m.n == 1) {
		c.r.ps.Warn(c.r.file.Place(start, start+len(m.text)), diag.M("TEXT-NUMBER-ORDER", "序号不连续：这里应是 %s", "the numbers are not in order: this should be %s").With(write(m.rank, want)),
			diag.T("请改序号，或补上缺的一段", "change it, or add the part that is missing"))
	}
	c.begin(m.rank, m.n)
}

// begin takes a number as the last of its rank: those below it start anew.
func (c *numbering) begin(of rank, n int) {
	c.last[of] = n
	clear(c.last[of+1:])
}

// write returns a number as it should stand.
func write(of rank, n int) string {
	switch of {
	case 1:
		return numerals.Write(int64(n)) + "、"
	case 2:
		return "（" + numerals.Write(int64(n)) + "）"
	case 3:
		return strconv.Itoa(n) + "."
	}
	return "（" + strconv.Itoa(n) + "）"
}

// markOf reads the number that a text begins with.
func markOf(text string) mark {
	m := markdown.MarkOf(text)
	if m.Rank == 0 {
		return mark{}
	}
	right := write(rank(m.Rank), m.N)
	if right == m.Text {
		right = ""
	}
	return mark{rank(m.Rank), m.N, m.Text, right}
}
