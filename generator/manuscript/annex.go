package manuscript

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/docx"
	"kepu/generator/fold"
	"kepu/generator/markdown"
)

// Behind the signature of an official document stand its annexes, each with 附件1 above its title, and at the foot of its
// last page to whom copies go and when it was printed (版记).

var (
	// copies and printed are the lines of the 版记.
	copies  = regexp.MustCompile(`^(?:抄送|抄报|主送|分送)(?:机关|单位)?[:：]`)
	printed = regexp.MustCompile(`(?:19|20)\d\d年\d{1,2}月\d{1,2}日印(?:发|制)?$`)
	counted = regexp.MustCompile(`^[(（]?共印\d+份[)）]?$`)
)

// annexAt reports whether an annex begins with a line, and how many lines are its mark and title.
func (w *writer) annexAt(i int) (lines int, ok bool) {
	l := &w.lines[i]
	if l.what != prose && l.what != heading || holdsMore(l.runs) || utf8.RuneCountInString(l.text) > longHeading {
		return 0, false
	}
	mark, title := markdown.Annex(l.text)
	if mark == "" {
		return 0, false
	}
	if title != "" { // 附件1 申报表 heads a page, 附件：申报表 above the signature names what follows it
		return 1, l.from.NewPage && !ends(l.text) || l.what == heading && l.styled
	}
	n := 1
	for n < 4 && i+n < len(w.lines) && w.titles(&w.lines[i+n]) {
		n++
	}
	return n, n > 1 || l.from.NewPage && !strings.ContainsAny(l.text, "：:")
}

// titles reports whether a line may be the title of an annex, which stands below its mark.
func (w *writer) titles(l *line) bool {
	if l.text == "" || holdsMore(l.runs) || l.from.NewPage || utf8.RuneCountInString(l.text) > longHeading || ends(l.text) || rankOf(l.text) > 0 || inBrackets(l.text) {
		return false
	}
	size := w.usualSize()
	return l.what == titleLine || l.what == prose && (l.from.Centred || size > 0 && l.from.Size >= size+4)
}

// firstAnnex is the line that the first annex begins with, or how many lines there are.
func (w *writer) firstAnnex() int {
	for i := range w.lines {
		if _, ok := w.annexAt(i); ok {
			return i
		}
	}
	return len(w.lines)
}

// annexes makes headings of the marks of annexes, with their titles: 附件1　申报表.
func (w *writer) annexes() {
	for i := 0; i < len(w.lines); i++ {
		n, ok := w.annexAt(i)
		if !ok {
			continue
		}
		l := &w.lines[i]
		between := "　"
		for _, more := range w.lines[i+1 : i+n] {
			l.runs = slices.Concat(l.runs, []docx.Run{{Text: between}}, more.runs)
			between = ""
		}
		l.what, l.annex = heading, true
		l.measure()
		w.lines = slices.Delete(w.lines, i+1, i+n)
	}
}

// imprint takes the lines at the foot of the last page away, and says so: they are about the paper, not about what it says.
func (w *writer) imprint() {
	for n := len(w.lines); n > 1; n = len(w.lines) {
		l := &w.lines[n-1]
		var lines []string
		switch {
		case l.what == prose && !holdsMore(l.runs):
			lines = []string{l.text}
		case l.what == table && len(l.rows) <= 4:
			for _, row := range l.rows {
				for _, c := range row {
					if holdsMore(flat(c.Blocks)) {
						return
					}
					if words := strings.TrimSpace(words(flat(c.Blocks))); words != "" {
						lines = append(lines, words)
					}
				}
			}
		}
		is := func(s string) bool {
			s = strings.Join(strings.Fields(fold.String(s)), "")
			return copies.MatchString(s) || printed.MatchString(s) || counted.MatchString(s)
		}
		if !slices.ContainsFunc(lines, is) || l.what == table && len(lines) > 6 {
			return
		}
		w.remark(l.at, lines[0], diag.M("WORD-IMPRINT", "版记（抄送、印发）没有写进正文", "to whom copies go and when it was printed is not in the text"), strings.Join(lines, " "))
		w.lines = w.lines[:n-1]
	}
}
