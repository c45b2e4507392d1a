package manuscript

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/docx"
	"kepu/generator/fold"
	"kepu/generator/markdown"
	"kepu/generator/numerals"
	"kepu/generator/typed"
)

// How far from the beginning and from the end of a text its head and its end are looked for.
const (
	headLines = 12
	tailLines = 15
)

var (
	number   = regexp.MustCompile(`^[(（]?\s*([\p{Han}A-Za-z·]{1,20}?)\s*[〔\[［（(【]\s*((?:19|20)\d\d)\s*[〕\]］）)】]\s*(?:第)?\s*(\d{1,5})\s*号\s*[)）]?`)
	redHead  = regexp.MustCompile(`^[\p{Han}（）()、\s]{3,60}文\s*件$`)
	endMarks = "。！？；：，、.!?;:,…"
)

// head finds the title, the 文号, a red head and a line of date or author below the title, and takes them out of the text.
func (w *writer) head(stem string) {
	m := w.m
	most := min(len(w.lines), headLines)
	taken := map[int]bool{}
	red := ""
	for i := range most {
		l := &w.lines[i]
		if l.what == table || len(l.text) > 300 {
			break
		}
		if holdsMore(l.runs) {
			continue // it stays in the text, with its footnote or picture
		}
		if words := strings.Join(strings.Fields(strings.ReplaceAll(l.text, "　", "")), ""); redHead.MatchString(words) && red == "" && i < 4 {
			red = strings.TrimSuffix(words, "文件")
			taken[i] = true
			w.remark(l.at, l.text, diag.M("WORD-RED-HEAD", "红头没有写进正文", "the red head is not in the text"), l.text)
			continue
		}
		if found := number.FindStringSubmatch(fold.String(l.text)); found != nil && m.Document == "" && utf8.RuneCountInString(l.text) < 80 {
			rest := strings.Trim(fold.String(l.text)[len(found[0]):], " \t　")
			if rest == "" || strings.HasPrefix(rest, "签发人") {
				m.Document = found[1] + "〔" + found[2] + "〕" + strings.TrimLeft(found[3], "0") + "号"
				taken[i] = true
				if rest != "" {
					w.remark(l.at, l.text, diag.M("WORD-SIGNER", "签发人没有写进正文", "who signed it off is not in the text"), l.text[max(0, strings.Index(l.text, "签发人")):])
				}
			}
		}
	}
	if red == "" {
		if i := w.letterhead(most, taken); i >= 0 {
			red = strings.Join(strings.Fields(strings.ReplaceAll(w.lines[i].text, "　", "")), "")
			taken[i] = true
			w.remark(w.lines[i].at, w.lines[i].text, diag.M("WORD-LETTERHEAD", "信头没有写进正文", "the letterhead is not in the text"), w.lines[i].text)
		}
	}
	from, to := w.titleAt(most, taken)
	if from < to {
		for i := range from { // a file that was an annex of another text
			if mark, title := markdown.Annex(w.lines[i].text); mark != "" && title == "" && w.lines[i].what == prose && !holdsMore(w.lines[i].runs) {
				taken[i] = true
				w.remark(w.lines[i].at, w.lines[i].text, diag.M("WORD-ANNEX", "标题上面的“%s”没有写进正文", "“%s” above the title is not in the text").With(mark), mark)
			}
		}
		var parts []string
		for i := from; i < to; i++ {
			if !taken[i] {
				parts = append(parts, w.lines[i].text)
				taken[i] = true
				for _, r := range w.lines[i].runs {
					if r.Note > 0 || r.Picture != "" {
						w.remark(w.lines[i].at, w.lines[i].text, diag.M("WORD-TITLE-NOTE", "标题上的脚注或图片没有导入", "a footnote or picture in the title is not taken"), w.noteWords(r.Note))
					}
				}
			}
		}
		m.Title = join(parts)
	} else {
		m.untitled = true
		m.Title = plainBlanks.Replace(strings.TrimSpace(w.d.Title))
		if m.Title == "" {
			m.Title = strings.TrimSpace(stem)
		}
		w.remark(diag.Text{}, "", diag.M("WORD-TITLE", "文里看不出哪一行是标题，先写成“%s”；请改成正式的标题", "no line of the text shows as its title: it is called “%s” for now; write the right one").With(m.Title), "")
	}
	// Below the title: who and when, as summaries have it.
	for i := to; i < most && w.m.Sort != "base"; i++ {
		l := &w.lines[i]
		if taken[i] {
			continue
		}
		if l.what != prose || holdsMore(l.runs) || !l.from.Centred && !l.from.Right && !inBrackets(l.text) || utf8.RuneCountInString(l.text) > 50 || len(l.runs) == 0 {
			break
		}
		words := strings.Trim(l.text, "()（） ")
		if d, ok := dateOf(words); ok && !m.Date.Known() {
			m.Date = d
			taken[i] = true
			continue
		}
		if author, day, ok := cutDate(words); ok && !m.Date.Known() {
			if d, ok := dateOf(day); ok {
				m.Date = d
				m.Author = strings.Trim(author, " 　（(")
				taken[i] = true
				continue
			}
		}
		if unit(words) && m.Author == "" && l.from.Centred {
			m.Author = words
			taken[i] = true
			continue
		}
		break
	}
	if m.Author == "" && red != "" {
		m.Author = red
	}
	for i := to; i < min(to+3, len(w.lines)) && m.Sort != "base"; i++ {
		if words, ok := strings.CutPrefix(w.lines[i].text, "来源："); ok && !taken[i] && w.lines[i].what == prose && !holdsMore(w.lines[i].runs) && strings.TrimSpace(words) != "" {
			m.Source, taken[i] = strings.TrimSpace(words), true
			break
		}
	}
	var rest []line
	for i := range w.lines {
		if !taken[i] {
			rest = append(rest, w.lines[i])
		}
	}
	w.lines = rest
}

// letterhead is the line with the name of an office that a letter begins with: larger than the title below it, or parted from it by
// the 文号. -1 where there is none: the name of an office in the letters of the title is its beginning.
func (w *writer) letterhead(most int, taken map[int]bool) int {
	for i := range min(most, 3) {
		l := &w.lines[i]
		if taken[i] || l.text == "" {
			continue
		}
		if l.what != prose || !l.from.Centred && l.from.Size < w.usualSize()+4 || holdsMore(l.runs) || !unit(strings.Join(strings.Fields(strings.ReplaceAll(l.text, "　", "")), "")) {
			return -1
		}
		parted := false
		for j := i + 1; j < min(most, i+5); j++ {
			next := &w.lines[j]
			if taken[j] {
				parted = parted || number.MatchString(fold.String(next.text))
				continue
			}
			if next.what != prose && next.what != titleLine || ends(next.text) || dated(next.text) || next.text == "" {
				return -1
			}
			if next.what == titleLine || (next.from.Centred || next.from.Size >= w.usualSize()+4) && (parted || next.from.Size > 0 && l.from.Size >= next.from.Size+8) {
				return i
			}
			return -1
		}
		return -1
	}
	return -1
}

// noteWords are the letters of a footnote.
func (w *writer) noteWords(n int) string {
	if n < 1 || n > len(w.d.Footnotes) {
		return ""
	}
	var b strings.Builder
	for _, x := range w.d.Footnotes[n-1] {
		for _, r := range x.Runs {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

func inBrackets(s string) bool {
	return strings.HasPrefix(s, "（") && strings.HasSuffix(s, "）") || strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")")
}

// titleAt finds the lines of the title among the first ones: by its style, by the one heading that is above all, by
// lines that are centred, or larger than the text; a short first line is taken with a doubt. 0, 0 when there is none.
func (w *writer) titleAt(most int, taken map[int]bool) (from, to int) {
	run := func(is func(l *line) bool) (int, int) {
		for i := range most {
			if taken[i] || w.lines[i].text == "" {
				continue
			}
			if !is(&w.lines[i]) {
				if w.lines[i].what == table || utf8.RuneCountInString(w.lines[i].text) > 60 {
					return 0, 0
				}
				continue
			}
			end := i + 1
			for end < most && end < i+4 && !taken[end] && w.lines[end].text != "" && is(&w.lines[end]) {
				end++
			}
			return i, end
		}
		return 0, 0
	}
	if from, to = run(func(l *line) bool { return l.what == titleLine }); from < to {
		return from, to
	}
	// A heading above all others, alone of its level, without a number.
	top, alone, at := 9, 0, -1
	for i, l := range w.lines {
		if l.what != heading {
			continue
		}
		if l.level < top {
			top, alone, at = l.level, 1, i
		} else if l.level == top {
			alone++
		}
	}
	others := slices.ContainsFunc(w.lines, func(l line) bool { return l.what == heading && l.level > top })
	if at >= 0 && at < most && alone == 1 && (others || top == 1) && markOf(w.lines[at].text).Rank == 0 && !partWord.MatchString(w.lines[at].text) && w.onlyHeadBefore(at, taken) {
		return at, at + 1
	}
	size := w.usualSize()
	big := func(l *line) bool {
		return l.what == prose && size > 0 && l.from.Size >= size+4 && !ends(l.text) && markOf(l.text).Rank == 0
	}
	if from, to = run(func(l *line) bool { return big(l) && !dated(l.text) }); from < to {
		return from, to
	}
	if from, to = run(func(l *line) bool {
		return l.what == prose && l.from.Centred && !ends(l.text) && markOf(l.text).Rank == 0 && !partWord.MatchString(l.text) && !dated(l.text) && !inBrackets(l.text) && (l.bold || !unit(l.text))
	}); from < to {
		return from, to
	}
	for i := range most {
		l := &w.lines[i]
		if taken[i] || l.text == "" {
			continue
		}
		if l.what == prose && utf8.RuneCountInString(l.text) <= 60 && !ends(l.text) && markOf(l.text).Rank == 0 && len(w.lines) > 1 {
			w.remark(l.at, l.text, diag.M("WORD-TITLE-GUESSED", "第一行看着像标题，就当作标题；不是的话请改", "the first line looks like a title and is taken for it: change that if it is none"), "")
			return i, i + 1
		}
		break
	}
	return 0, 0
}

// onlyHeadBefore reports whether nothing but what belongs to a head stands above a line.
func (w *writer) onlyHeadBefore(at int, taken map[int]bool) bool {
	for i := range at {
		if !taken[i] && utf8.RuneCountInString(w.lines[i].text) > 40 {
			return false
		}
	}
	return true
}

// usualSize is the size that most letters have; 0 where it is not known.
func (w *writer) usualSize() int {
	count := map[int]int{}
	for _, l := range w.lines {
		if l.from.Size > 0 {
			count[l.from.Size] += len(l.text)
		}
	}
	best := 0
	for size, n := range count {
		if best == 0 || n > count[best] || n == count[best] && size < best {
			best = size
		}
	}
	return best
}

func ends(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(endMarks, r)
}

func dated(s string) bool {
	_, ok := dateOf(strings.Trim(s, "()（） "))
	return ok
}

// markOf is the number that a line begins with.
func markOf(s string) markdown.Mark { return markdown.MarkOf(s) }

// cutDate parts 某协会 2026年3月5日.
func cutDate(s string) (before, day string, ok bool) {
	at := dateAtEnd.FindStringIndex(s)
	if at == nil || at[0] == 0 {
		return "", "", false
	}
	return s[:at[0]], s[at[0]:], unit(strings.Trim(s[:at[0]], " 　（("))
}

var dateAtEnd = regexp.MustCompile(`(?:[12]\d{3}|[一二][一二三四五六七八九〇○零]{3})\s*年\s*\S{1,3}\s*月(?:\s*\S{1,3}\s*日)?$`)

// units are the words that names of offices end with.
var units = []string{"协会", "科协", "委员会", "局", "厅", "部", "办公室", "办", "中心", "学会", "联盟", "馆", "学校", "中学", "小学", "大学", "学院", "医院", "公司", "基地", "政府", "党组", "领导小组", "研究会", "研究所", "所", "站", "园", "景区", "处", "科", "队", "社"}

// unit reports whether a line is the name of an office, or of several.
func unit(s string) bool {
	s = strings.TrimSpace(s)
	n := utf8.RuneCountInString(s)
	if n < 3 || n > 50 || ends(s) || strings.ContainsAny(s, "，。：；") {
		return false
	}
	return slices.ContainsFunc(units, func(u string) bool { return strings.HasSuffix(s, u) })
}

// tail finds who signed a text, and when, near its end.
func (w *writer) tail() {
	m := w.m
	end := w.firstAnnex() // annexes stand behind the signature
	least := max(0, end-tailLines)
	w.seals(least, end)
	if w.signedInTable(end) {
		return
	}
	for i := end - 1; i >= least; i-- {
		l := &w.lines[i]
		if l.what != prose || len(l.runs) == 0 || holdsMore(l.runs) {
			continue
		}
		words := l.text
		var names []string
		d, ok := dateOf(words)
		if !ok {
			before, day, both := cutDate(words)
			if !both || !l.from.Right && utf8.RuneCountInString(words) > 40 {
				continue
			}
			if d, ok = dateOf(day); !ok {
				continue
			}
			names = append(names, strings.Trim(before, " 　（("))
		}
		if ends(words) || !l.from.Right && !l.from.Centred && (i < end-6 || !l.pushed && !w.closes(i, end)) {
			continue // a date among the text
		}
		if m.Date.Known() && m.Date != d {
			w.remark(l.at, words, diag.M("WORD-TWO-DATES", "前面写的日期是 %s，这里是 %s；用了前面的，请核对", "the date above is %s and here %s: that above is taken, look at it").With(m.Date.Chinese(), d.Chinese()), words)
		}
		// Above a date that is set to the right stand those who sign, to the right as well. Above another one the line next to it may be
		// who signs, or the end of a list of names: no more than it is taken, and that is said.
		first := i
		for len(names) < 6 && first > least {
			up := &w.lines[first-1]
			n := utf8.RuneCountInString(up.text)
			guessed := !l.setRight() && !up.setRight()
			signs := up.from.Right && n > 0 && n <= 50 && !ends(up.text) || (up.pushed || guessed && len(names) == 0) && n <= 30 && unit(up.text)
			if up.what != prose || holdsMore(up.runs) || !signs {
				break
			}
			first--
			names = append(names, strings.Join(strings.Fields(strings.ReplaceAll(up.text, "　", " ")), "、"))
			if guessed {
				w.remark(up.at, up.text, diag.M("WORD-SIGNED-GUESSED", "落款没有靠右，把日期上面的这一行当作了署名，没有写进正文；不是的话请改", "the signature is not set to the right: this line above the date is taken for it and is not in the text; change that if it is none"), "")
				break
			}
		}
		if len(names) == 0 && !l.setRight() && !l.from.Centred {
			w.remark(l.at, words, diag.M("WORD-DAY-GUESSED", "最后的日期没有靠右，当作了成文日期，没有写进正文；不是的话请改", "the day at the end is not set to the right: it is taken for that of the text and is not in it; change that if it is none"), "")
		}
		slices.Reverse(names)
		if signed := strings.Join(names, "、"); signed != "" {
			if m.Author != "" && fold.Name(m.Author) != fold.Name(signed) {
				w.remark(l.at, words, diag.M("WORD-TWO-AUTHORS", "开头写的是“%s”，落款是“%s”；用了落款", "the head says “%s”, the signature “%s”: the signature is taken").With(m.Author, signed), m.Author)
			}
			m.Author = signed
		}
		if !m.Date.Known() {
			m.Date = d
		}
		w.lines = slices.Delete(w.lines, first, i+1)
		return
	}
	// Signed, without a day.
	if end > 1 && m.Author == "" {
		l := &w.lines[end-1]
		if l.what == prose && l.from.Right && l.text != "" && utf8.RuneCountInString(l.text) <= 30 && !ends(l.text) && !holdsMore(l.runs) {
			m.Author = l.text
			w.lines = slices.Delete(w.lines, end-1, end)
		}
	}
}

func holdsMore(runs []docx.Run) bool {
	return slices.ContainsFunc(runs, func(r docx.Run) bool { return r.Picture != "" || r.Note > 0 })
}

// setRight reports whether a line stands to the right, be it by blanks.
func (l *line) setRight() bool { return l.from.Right || l.pushed }

// dateOf reads a line that is a date and nothing else, and tells at least the month.
func dateOf(s string) (d date.Date, ok bool) {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "　", "")), "")
	s = strings.NewReplacer("○", "〇", "Ｏ", "〇", "O", "〇", "零", "〇").Replace(s)
	if len(s) > 60 || !strings.ContainsAny(s, "年.-/") {
		return d, false
	}
	days, doubt := typed.Date(s, 0)
	if doubt != nil || days.Until.Known() || !days.From.Known() || days.From.Month == 0 {
		return d, false
	}
	return days.From, true
}

// kinds are the words that titles end with, by the sort of page: the longest first.
var kinds = []struct{ word, sort string }{
	{"工作总结", "report"}, {"活动总结", "report"}, {"总结报告", "report"}, {"工作报告", "report"}, {"评估报告", "report"}, {"调研报告", "report"}, {"工作计划", "report"}, {"工作要点", "report"}, {"述职报告", "report"}, {"总结", "report"},
	{"通知", "notice"}, {"公告", "notice"}, {"公示", "notice"}, {"通报", "notice"}, {"通告", "notice"}, {"倡议书", "notice"}, {"邀请函", "notice"},
}

// bare is a title without what stands in brackets at its end: （整理稿）.
func bare(title string) string {
	title = strings.TrimSpace(title)
	for strings.HasSuffix(title, "）") || strings.HasSuffix(title, ")") {
		i := strings.LastIndexAny(title, "（(")
		if i <= 0 {
			break
		}
		title = strings.TrimSpace(title[:i])
	}
	return title
}

// sortOf guesses where a text belongs by the last words of its title; "" where they do not tell.
func sortOf(title string) string {
	for _, k := range kinds {
		if strings.HasSuffix(bare(title), k.word) {
			return k.sort
		}
	}
	return ""
}

// planned is a title of a summary that goes on with a plan: 2026年工作总结和2027年工作计划.
var planned = regexp.MustCompile(`总结[和及与暨、].*(?:计划|打算|安排|要点|思路)`)

var yearsInTitle = regexp.MustCompile(`((?:19|20)\d\d)\s*年?\s*(?:(?:—|－|-|–|~|～|至|到)+\s*((?:19|20)\d\d)\s*年?)?`)

// kindAndYears are what a title says of the text.
func (w *writer) kindAndYears() {
	m := w.m
	if m.Sort == "report" || m.Sort == "notice" {
		for _, k := range kinds {
			if strings.HasSuffix(bare(m.Title), k.word) {
				m.Kind = k.word
				break
			}
		}
	}
	if m.Sort != "report" {
		return
	}
	found := yearsInTitle.FindAllStringSubmatch(numerals.InDigits(fold.String(m.Title)), -1)
	if own, _, two := strings.Cut(m.Title, "总结"); two && len(found) == 2 && planned.MatchString(m.Title) { // the plan for the next year in the same text
		if first := yearsInTitle.FindAllStringSubmatch(numerals.InDigits(fold.String(own)), -1); len(first) == 1 {
			found, m.Kind = first, "工作总结"
		}
	}
	if len(found) != 1 {
		if len(found) > 1 {
			w.remark(diag.Text{}, "", diag.M("WORD-YEARS", "标题里有几个年份，year 没有写；请写上说的是哪一年", "the title names several years: year is not written; say which year it is about"), "")
		}
		return
	}
	m.Years[0] = atoi(found[0][1])
	m.Years[1] = m.Years[0]
	if found[0][2] != "" {
		m.Years[1] = atoi(found[0][2])
	}
	if m.Years[1] < m.Years[0] {
		m.Years = [2]int{}
	}
}

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// join puts the lines of a title together: with a blank only between Latin letters.
func join(parts []string) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 && b.Len() > 0 && p != "" {
			before, _ := utf8.DecodeLastRuneInString(b.String())
			after, _ := utf8.DecodeRuneInString(p)
			if before < utf8.RuneSelf && after < utf8.RuneSelf {
				b.WriteByte(' ')
			}
		}
		b.WriteString(p)
	}
	return b.String()
}
