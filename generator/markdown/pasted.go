package markdown

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// A report pasted from a word processor has one line for each paragraph and no
// empty lines, and what Markdown would make of it is one paragraph: with the
// headings, the signature and the date in it. Other texts are wrapped by hand, and
// their lines belong together. So we look for what shows that a line was begun on
// purpose:
//
//   - blanks before it, two full-width ones or four others;
//   - a number before it: 一、 （一） 1. ①, or 第一条;
//   - a line before it that ends a sentence or announces something (。：；), or that leaves
//     room: wrapped lines are of one length;
//   - it is a date alone, or what stands above one: the signature;
//   - it has a label (时间：) as the line before it has.
//
// A line that is short, ends in no mark and has the number of a part, 一、 or （一）, is a
// heading where a text has no headings marked by # and lines of that number have text
// below them.

// begins reports whether the line cur, which stands at the offset start, begins a
// paragraph after prev, the last line of an open one.
func (r *reading) begins(prev, cur span) bool {
	before, line := r.text[prev.start:prev.end], r.text[cur.start:cur.end]
	words := strings.TrimRight(line, " \t\n"+wideBlanks)
	if words == "" {
		return false
	}
	above, here := cellsOf(r.text[r.lineStart(prev.start):prev.end]), cellsOf(r.text[r.lineStart(cur.start):cur.end])
	switch {
	case above == cells && here != noCells, above == emptyCells && here == cells: // rows of one table
		return false
	case above != noCells, here == cells && cellsOf(firstLine(r.text[cur.end:])) != noCells:
		return true
	}
	switch {
	case r.indented(cur.start):
		return true
	case strings.HasSuffix(before, "  \n"), strings.HasSuffix(before, "\\\n"):
		return false // a line end of the writer's own
	}
	before = bare(before)
	words = bare(words)
	switch {
	case tightMark(words), hash(words), hash(before), marksAlone(words), marksAlone(before), inColumns(words) && inColumns(before):
		return true
	case endsSentence(before), partBegins(words), partBegins(before) && short(before, headingLength) && !endsInMark(before) && !r.wraps(prev.start):
		return true
	case r.signs(cur), dateLine.MatchString(before) && r.signs(prev):
		return true
	case label.MatchString(words) && label.MatchString(before) && !endsOpen(before):
		return true
	}
	return r.leavesRoom(prev.start) && !endsOpen(before) || r.stretchAt(prev.start).isColumn()
}

// celling says whether the tabs of a line part cells, as a spreadsheet copies them.
type celling int

const (
	noCells    celling = iota
	emptyCells         // tabs at its end alone: a row whose last cells are empty, or nothing
	cells
)

// cellsOf looks at the tabs of a line. One after a number, a bullet or a label is how a word
// processor sets in what follows.
func cellsOf(line string) celling {
	line = strings.TrimRight(line, " \n")
	if !strings.Contains(line, "\t") {
		return noCells
	}
	words := strings.TrimRight(line, "\t")
	switch {
	case strings.Contains(afterTab.ReplaceAllString(strings.TrimLeft(words, " \t"+wideBlanks), ""), "\t"):
		return cells
	case words != line && strings.TrimSpace(words) != "":
		return emptyCells
	}
	return noCells
}

var (
	afterTab = regexp.MustCompile(`^(?:[（(]?[0-9０-９〇一二三四五六七八九十百]{1,4}[)）、.．]{1,2}|第[0-9〇一二三四五六七八九十百]{1,4}[章节条]|[①-⒛㈠-㈩⓪-⓾❶-➓]|[•●·○◆◇■□▪➢★☆✓√*+-]|\p{Han}[\p{Han} 　（）]{1,9}[：:])[ \t]*\t`)
	wideGap  = regexp.MustCompile(`\S(?: {2}|　)`)
)

// tightMark reports whether a line begins with the mark of a list, and no blank after it: -甲.
func tightMark(line string) bool {
	rest, ok := strings.CutPrefix(line, "-")
	if !ok {
		rest, ok = strings.CutPrefix(line, "－")
	}
	c, _ := firstRune(rest)
	return ok && cjk(c) && c != '－'
}

// hash reports whether a line begins with what was meant as the mark of a heading.
func hash(line string) bool { return strings.HasPrefix(line, "#") || strings.HasPrefix(line, "＃") }

// inColumns reports whether the words of a line are set apart by blanks at two places or more, as a
// table that was copied without tabs.
func inColumns(line string) bool { return len(wideGap.FindAllStringIndex(line, 2)) > 1 }

// marksAlone reports whether a line is a rule drawn with marks: ————, ＊＊＊.
func marksAlone(line string) bool {
	return utf8.RuneCountInString(line) >= 3 && strings.Trim(line, "-—–－─━―_＿=＝*＊~～·…．.") == ""
}

const (
	wideBlanks    = "\u3000\u00a0\u2002\u2003"
	headingLength = 30 // characters
	signLength    = 30
	leastWidth    = 20 // characters: shorter lines show no width that a text was wrapped at
)

// bare returns a line without the blanks and the marks of emphasis around it.
func bare(line string) string { return strings.Trim(line, "*_ \t\n"+wideBlanks) }

// indented reports whether the line whose words begin at the offset is set in as a
// paragraph is: by a full-width blank, or by four others before Chinese or a number.
func (r *reading) indented(at int) bool {
	start := r.lineStart(at)
	blanks := r.text[start:at]
	if strings.ContainsAny(blanks, wideBlanks) {
		return true
	}
	if strings.Trim(blanks, " \t") != "" {
		return false // the mark of a list or a quotation
	}
	c, _ := firstRune(r.text[at:])
	return (strings.Contains(blanks, "\t") || len(blanks) >= 4) && (cjk(c) || ambiguous(c) || digit(c))
}

func (r *reading) lineStart(at int) int { return strings.LastIndexByte(r.text[:at], '\n') + 1 }

// endsSentence reports whether a line ends in a mark after which a line is begun anew.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, "”’）)」』》")
	c, n := utf8.DecodeLastRuneInString(line)
	switch c {
	case '。', '：', '；', '！', '？', '…':
		return true
	case ':', ';', '!', '?':
		d, _ := utf8.DecodeLastRuneInString(line[:len(line)-n])
		return cjk(d)
	}
	return false
}

// endsOpen reports whether the sentence of a line must go on in the next.
func endsOpen(line string) bool {
	c := lastRune(line)
	return !cjk(c) && !digit(c) && !strings.ContainsRune("”’)%", c) || strings.ContainsRune("，、（“‘《—", c)
}

// endsInMark reports whether a line ends as no heading does.
func endsInMark(line string) bool {
	return endsSentence(line) || endsOpen(line)
}

func short(s string, most int) bool { return utf8.RuneCountInString(s) <= most }

var (
	dateLine = regexp.MustCompile(`^(?:[0-9０-９]{4}|[〇○零一二三四五六七八九]{4}) ?年 ?[0-9０-９一二三四五六七八九十]{1,3} ?月(?: ?[0-9０-９一二三四五六七八九十]{1,3} ?日)?$|^[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}$`)
	label    = regexp.MustCompile(`^\p{Han}[\p{Han}\s　（）]{1,9}[：:]`)
	ordinal  = regexp.MustCompile(`^第[0-9〇零一二三四五六七八九十百]{1,4}(?:[章节条]|部分)|^附件[0-9一二三四五六七八九十]*[：:.．]|^[0-9]{1,2}）`)
)

// partBegins reports whether a line begins with the number of a part or an item.
func partBegins(line string) bool {
	c, _ := firstRune(line)
	switch {
	case strings.ContainsRune("•●○◆◇■□▪➢★☆✓√·", c):
		return true
	case '①' <= c && c <= '⒛', '㈠' <= c && c <= '㈩', '⓪' <= c && c <= '⓾', '❶' <= c && c <= '➓':
		return true
	case !digit(c) && !strings.ContainsRune("（(第附〇零一二三四五六七八九十百", c):
		return false
	}
	m := MarkOf(line)
	if m.Rank == 0 {
		return ordinal.MatchString(line)
	}
	switch end := lastRune(m.Text); {
	case end == '）', end == ')', end == '．', end == '.':
		return true
	case end != '、':
		return false
	}
	return !listed.MatchString(line[len(m.Text):])
}

// listed is what follows 一、 where it is one of several: 一、二季度.
var listed = regexp.MustCompile(`^[0-9一二三四五六七八九十]+[季月批期线级类、]`)

// signs reports whether a line is a date that ends a text, or stands above one and is as short and
// plain as a signature.
func (r *reading) signs(cur span) bool {
	const signatures = 3 // units that sign together
	for at, n := cur.start, 0; n <= signatures; n++ {
		raw := r.text[at:]
		line, rest, _ := strings.Cut(raw, "\n")
		line = bare(line)
		if dateLine.MatchString(line) {
			next, _, _ := strings.Cut(rest, "\n")
			c, _ := firstRune(next)
			return bare(next) == "" || strings.ContainsRune("（(附抄"+wideBlanks, c)
		}
		if line == "" || !short(line, signLength) || strings.ContainsAny(line, "。，；：！？|#>") || rest == "" {
			return false
		}
		at = len(r.text) - len(rest)
	}
	return false
}

// leavesRoom reports whether the line at the offset is so much shorter than the longest around it that
// it was not wrapped there.
func (r *reading) leavesRoom(at int) bool { return r.width(at) >= leastWidth && !r.wraps(at) }

// wraps reports whether the line may have been wrapped where it ends.
func (r *reading) wraps(at int) bool {
	width := r.width(at)
	return width >= leastWidth && utf8.RuneCountInString(bare(firstLine(r.text[at:])))*10 >= width*6
}

// width returns how many characters the longest line of prose has, of those up to the next empty
// lines around the offset.
func (r *reading) width(at int) int { return r.stretchAt(at).width }

// stretchAt returns the lines around the offset up to the next empty ones.
func (r *reading) stretchAt(at int) stretch {
	if r.widths == nil {
		r.widths = widths(r.text)
	}
	i := sort.Search(len(r.widths), func(i int) bool { return r.widths[i].end > at })
	if i == len(r.widths) {
		return stretch{}
	}
	return r.widths[i]
}

// stretch is lines without an empty one.
type stretch struct {
	end, width, lines int
	sentences         bool // some line has a mark of a sentence, or one of Markdown
}

// isColumn reports whether the lines are cells of a table that was copied one to a line, names or
// verses: many short ones without the marks of a sentence.
func (s stretch) isColumn() bool {
	const least = 5
	return s.lines >= least && s.width < leastWidth && !s.sentences
}

func widths(text string) (all []stretch) {
	at, s := 0, stretch{}
	for line := range strings.Lines(text) {
		at += len(line)
		s.end = at
		line = bare(line)
		if line == "" {
			all = append(all, s)
			s = stretch{}
		} else if !strings.ContainsAny(line, "|\t") && !strings.Contains(line, "](") && !strings.Contains(line, "://") {
			s.width = max(s.width, utf8.RuneCountInString(line))
			s.lines++
			s.sentences = s.sentences || strings.ContainsAny(line, "，。；,;[]<>`*#")
		}
	}
	return append(all, s)
}

// headingRank returns 1 or 2 where the line at the offset is a heading by its number, else 0.
func (r *reading) headingRank(at int) int {
	if !r.from.Sections {
		return 0
	}
	if !r.ranked {
		r.ranked = true
		r.rankHeadings()
	}
	return r.headings[r.lineStart(at)]
}

// rankHeadings finds the headings by number of the whole text. All lines of a rank are headings,
// or none.
func (r *reading) rankHeadings() {
	type line struct {
		at, rank int
		words    string
	}
	var lines []line
	at := 0
	for s := range strings.Lines(r.text) {
		words := bare(s)
		if hashes.MatchString(s) {
			return
		}
		if words != "" {
			m := MarkOf(words)
			if !partBegins(words) {
				m.Rank = 0
			}
			lines = append(lines, line{at, m.Rank, words})
		}
		at += len(s)
	}
	var refused [3]bool
	found := map[int]int{}
	for i, l := range lines {
		if l.rank != 1 && l.rank != 2 || !short(l.words, headingLength) || endsInMark(l.words) || strings.ContainsAny(l.words, "。；|\t") {
			continue
		}
		if i+1 == len(lines) || 0 < lines[i+1].rank && lines[i+1].rank <= l.rank {
			refused[l.rank] = true
			continue
		}
		if next := lines[i+1]; r.ended(l.at, next.at) {
			found[l.at] = l.rank
		}
	}
	r.headings = map[int]int{}
	for at, rank := range found {
		if !refused[rank] {
			r.headings[at] = rank
		}
	}
}

// ended reports whether the line at the offset ends there on purpose: the text below it begins
// at next.
func (r *reading) ended(at, next int) bool {
	_, rest, _ := strings.Cut(r.text[at:], "\n")
	below := r.text[next:]
	trimmed := strings.TrimLeft(below, " \t"+wideBlanks)
	return len(r.text)-len(rest) < next || r.indented(len(r.text)-len(trimmed)) || partBegins(bare(firstLine(below))) || !r.wraps(at)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

var hashes = regexp.MustCompile(`^[ \t]*#{1,6}[ \t]`)

// numberedHeading makes the heading of a line.
func (r *reading) numberedHeading(rank int, at text.Segment) ast.Node {
	n := ast.NewHeading(rank + 1)
	words := strings.TrimRight(r.text[at.Start:at.Stop], " \t\n"+wideBlanks)
	n.Lines().Append(at.WithStop(at.Start + len(words)))
	if !r.toldHeadings {
		r.toldHeadings = true
		start, end := r.from.span(at.Start, at.Start+len(words))
		r.ps.Note(r.from.File.Place(start, end), headingsByNumber.With(len(r.headings)), writeHashes)
	}
	return n
}
