package manuscript

import (
	"regexp"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/docx"
)

// Ends of texts that somebody typed by hand, or that stand on paper only.

// leader is the end of a line of a table of contents: dots, or a wide gap, and the number of a page.
var leader = regexp.MustCompile(`(?:…+|\.{3,}|．{3,}|·{3,}|\.{2,}…|[\s　]{2,}|　)[\s　]*\d{1,3}$`)

// contents takes a table of contents away that was typed: the page has its own. Below its word, each of its lines ends with the number of a page.
func (w *writer) contents() {
	for i := range min(len(w.lines), headLines) {
		if l := &w.lines[i]; strings.Join(strings.Fields(strings.ReplaceAll(l.text, "　", " ")), "") != "目录" || l.what == table {
			continue
		}
		end := i + 1
		for end < len(w.lines) && w.lines[end].what != table && !holdsMore(w.lines[end].runs) && leader.MatchString(w.lines[end].text) {
			end++
		}
		if end == i+1 {
			return
		}
		var lost []string
		for _, l := range w.lines[i:end] {
			lost = append(lost, l.text)
		}
		w.remark(w.lines[i].at, w.lines[i].text, diag.M("WORD-CONTENTS", "打字打出来的目录没有导入：网页有自己的目录", "the table of contents, which was typed, is not taken: the page has its own"), strings.Join(lost, " "))
		w.lines = slices.Delete(w.lines, i, end)
		return
	}
}

// seals takes pictures away that stand on a signature or its day: the seal of an office is put on paper, and on no page.
func (w *writer) seals(from, to int) {
	for i := from; i < to; i++ {
		l := &w.lines[i]
		if l.what != prose || !holdsMore(l.runs) || !l.setRight() && !l.from.Centred || !unit(l.text) && !dated(l.text) || slices.ContainsFunc(l.runs, func(r docx.Run) bool { return r.Note > 0 }) {
			continue
		}
		var kept []docx.Run
		lost := ""
		for _, r := range l.runs {
			if r.Picture != "" {
				lost += "〔图片" + r.Alt + "〕"
				if r.Text == "" {
					continue
				}
				r.Picture, r.Alt = "", ""
			}
			kept = append(kept, r)
		}
		w.remark(l.at, l.text, diag.M("WORD-SEAL", "落款上的图片没有导入：多半是公章，网页上不放", "a picture on the signature is not taken: it is most likely a seal, which no page shows"), lost)
		l.runs = trimmed(kept)
		l.measure()
	}
}

// signedInTable reads a table at the end of a text in which stands who signs, and the day, as where several sign; it reports whether there is one.
func (w *writer) signedInTable(end int) bool {
	if end == 0 || w.lines[end-1].what != table || len(w.lines[end-1].rows) > 3 {
		return false
	}
	l := &w.lines[end-1]
	var names, days, again []string
	for _, row := range l.rows {
		for _, c := range row {
			runs := trimmed(flat(c.Blocks))
			s := strings.TrimSpace(words(runs))
			switch {
			case s == "" && !holdsMore(runs):
			case holdsMore(runs):
				return false
			case dated(s):
				if slices.Contains(days, s) {
					again = append(again, s)
				} else {
					days = append(days, s)
				}
			case unit(s):
				names = append(names, s)
			default:
				return false
			}
		}
	}
	if len(names) == 0 || len(days) != 1 {
		return false
	}
	d, _ := dateOf(days[0])
	if w.m.Date.Known() && w.m.Date != d || w.m.Author != "" {
		return false
	}
	if len(again) > 0 {
		w.remark(l.at, names[0], diag.M("WORD-SAME-DAY", "落款在表里，日期一样的只写一次", "the signatures stand in a table: a day that stands there again is written once"), strings.Join(again, " "))
	}
	w.m.Date, w.m.Author = d, strings.Join(names, "、")
	w.lines = slices.Delete(w.lines, end-1, end)
	return true
}

// closes reports whether nothing stands behind a line but what may stand behind a signature.
func (w *writer) closes(i, end int) bool {
	for _, l := range w.lines[i+1 : end] {
		words := strings.ReplaceAll(l.text, "　", " ")
		if l.what != prose || !inBrackets(l.text) && !strings.HasPrefix(words, "附件") && !strings.HasPrefix(words, "联系") && !strings.HasPrefix(words, "主题词") {
			return false
		}
	}
	return true
}
