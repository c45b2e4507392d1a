package manuscript

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/docx"
	"kepu/generator/fold"
)

// partWord is how the chapters of rules begin.
var partWord = regexp.MustCompile(`^第[一二三四五六七八九十百]{1,4}([章节部编篇])(?:\s|　|$)`)

// A heading has no more letters than this.
const longHeading = 50

// rankOf is how high a line's number stands: 1 to 4 for 一、（一）1. and（1）, and above them 第一章; 0 for none.
func rankOf(s string) int {
	if m := partWord.FindStringSubmatch(s); m != nil {
		return 1
	}
	return markOf(s).Rank
}

// short reports whether a line is what a heading looks like.
func (l *line) short() bool {
	n, words := utf8.RuneCountInString(l.text), l.text
	if l.bold { // somebody set it as a heading, and put a stop behind it
		words = strings.TrimSuffix(words, "。")
	}
	return n > 0 && n <= longHeading && !ends(words) && !strings.ContainsAny(words, "。！？：")
}

// outline says which lines are headings, and of what level, and which are the items of lists.
func (w *writer) outline() {
	w.annexes()
	for i := range w.lines {
		if w.lines[i].what == titleLine { // a second one, in the middle of a text
			w.lines[i].what, w.lines[i].level, w.lines[i].styled = heading, 1, true
		}
		if w.lines[i].what == heading && w.lines[i].text == "" {
			w.lines[i].what = prose // a picture
		}
	}
	for rank := 1; rank <= 2; rank++ {
		w.byNumber(rank, 0, len(w.lines))
	}
	w.byBoldness()
	// Below each heading by itself: 1. may be items in one part and headings in another.
	for from := 0; from < len(w.lines); {
		to := from + 1
		for to < len(w.lines) && w.lines[to].what != heading {
			to++
		}
		for rank := 3; rank <= 4; rank++ {
			w.byNumber(rank, from, to)
		}
		from = to
	}
	w.levels()
	w.items()
}

// byNumber makes headings of the lines of one rank, where they look like headings and text stands below them.
func (w *writer) byNumber(rank, from, to int) {
	var at []int
	followed, all := 0, true
	for i := from; i < to; i++ {
		l := &w.lines[i]
		if l.what != prose || rankOf(l.text) != rank {
			continue
		}
		if l.from.Role == docx.ListItem && rank > 2 && l.level > 0 {
			continue
		}
		if !l.short() || holdsMore(l.runs) {
			all = false
			continue
		}
		at = append(at, i)
		if i+1 < len(w.lines) {
			next := &w.lines[i+1]
			if next.what != prose || rankOf(next.text) != rank {
				followed++
			}
		}
	}
	switch {
	case followed == 0: // a list
		return
	case rank > 2 && (!all || len(at) < 2 || followed < len(at)): // items, of which some are long
		return
	case rank > 2:
		for _, i := range at { // text must be what follows: 1. above a list of (1) is an item
			if next := i + 1; next >= to || w.lines[next].what != prose || rankOf(w.lines[next].text) != 0 && rankOf(w.lines[next].text) <= rank {
				return
			}
		}
	}
	for _, i := range at {
		w.lines[i].what, w.lines[i].level = heading, 0
	}
}

// byBoldness makes headings of lines that are bold and have no number, in a text that has no other headings: two at least, with
// text below each. What is bold and stands in the middle is the title of a table or picture.
func (w *writer) byBoldness() {
	var at []int
	for i := range w.lines {
		l := &w.lines[i]
		if l.what == heading && !l.annex {
			return
		}
		if l.what != prose || !l.bold || !l.short() || l.from.Centred || l.from.Right || rankOf(l.text) > 0 || holdsMore(l.runs) {
			continue
		}
		if i+1 == len(w.lines) || w.lines[i+1].bold || w.lines[i+1].what == heading { // a label, or words that are to be seen
			if i+1 == len(w.lines) || rankOf(w.lines[i+1].text) == 0 {
				return
			}
		}
		at = append(at, i)
	}
	if len(at) < 2 {
		return
	}
	for _, i := range at {
		w.lines[i].what, w.lines[i].level = heading, 0
	}
}

// levels gives headings their levels, from 2 on and none left out: those with a style theirs, those by number what others of that number have.
func (w *writer) levels() {
	byRank := map[int]int{}
	for _, l := range w.lines {
		if l.what == heading && l.styled {
			if rank := rankOf(l.text); rank > 0 && byRank[rank] == 0 {
				byRank[rank] = l.level
			}
		}
	}
	// What the ranks without a style have: a step below the next rank above, or a step above the next one below.
	for rank := 1; rank <= 4; rank++ {
		if byRank[rank] > 0 {
			continue
		}
		level := rank
		for up := rank - 1; up > 0; up-- {
			if byRank[up] > 0 {
				level = byRank[up] + rank - up
				break
			}
		}
		byRank[rank] = level
	}
	used := map[int]bool{}
	for i := range w.lines {
		l := &w.lines[i]
		if l.what != heading || l.annex {
			continue
		}
		if !l.styled {
			l.level = byRank[rankOf(l.text)]
		}
		used[l.level] = true
	}
	top := 9
	for level := range used {
		top = min(top, level)
	}
	for i := range w.lines { // an annex is a part of the text as its first ones are
		if l := &w.lines[i]; l.annex {
			l.level, used[top] = top, true
		}
	}
	var order []int
	for level := range used {
		order = append(order, level)
	}
	slices.Sort(order)
	for i := range w.lines {
		if w.lines[i].what == heading {
			w.lines[i].level = min(2+slices.Index(order, w.lines[i].level), 6)
		}
	}
}

// plainNumber is the number of an item that Markdown can show as it stands: 1. 12、
var plainNumber = regexp.MustCompile(`^([0-9０-９]{1,3})\s*[.．、]\s*`)

// firstNamed is how the list of a document's annexes begins.
var firstNamed = regexp.MustCompile(`^附\s*件\s*:\s*1\s*[.．、]`)

// items makes numbered items of lines that begin with 1. or 1、.
func (w *writer) items() {
	named := 0 // of what 附件：1.甲 begins to list, the last number: the lines below go on with it
	for i := range w.lines {
		l := &w.lines[i]
		if l.what == prose && firstNamed.MatchString(fold.String(l.text)) {
			named = 1
			continue
		}
		if l.what != prose || rankOf(l.text) != 3 {
			named = 0
			continue
		}
		if named > 0 && strings.HasPrefix(fold.String(l.text), strconv.Itoa(named+1)) {
			named++
			for j := range l.runs { // 2.汇总表 begins no list, 2. 汇总表 would
				if mark := plainNumber.FindString(l.runs[j].Text); mark != "" {
					l.runs[j].Text = strings.TrimRight(mark, blanks) + l.runs[j].Text[len(mark):]
				}
				break
			}
			continue
		}
		found := plainNumber.FindStringSubmatch(l.text)
		if found == nil {
			continue
		}
		n := 0
		for _, c := range found[1] {
			if c >= '０' {
				c -= '０' - '0'
			}
			n = n*10 + int(c-'0')
		}
		// The mark may reach over several runs: 1 and . are often set apart.
		left := utf8.RuneCountInString(found[0])
		runs := slices.Clone(l.runs)
		for j := range runs {
			for left > 0 && runs[j].Text != "" {
				_, size := utf8.DecodeRuneInString(runs[j].Text)
				runs[j].Text = runs[j].Text[size:]
				left--
			}
			if left == 0 || runs[j].Picture != "" || runs[j].Note > 0 {
				break
			}
		}
		if rest := trimmed(runs); left == 0 && len(rest) > 0 {
			l.what, l.number, l.runs = item, n, rest
			if l.from.Role != docx.ListItem {
				l.level = 0
			}
		}
	}
}
