package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/text"

	"kepu/generator/diag"
)

// Slips are what is written nearly right: it stays in the page as characters,
// and nobody sees it until a visitor does. Each is a warning, but for a picture
// that would be missing, which is an error.

// slipsOfLines looks at the lines of a paragraph as written.
func (r *reading) slipsOfLines(lines *text.Segments) {
	r.slipOfHeadlessTable(lines)
	for i := range lines.Len() {
		at := lines.At(i)
		if at.Len() == 0 {
			continue
		}
		line := r.text[at.Start:at.Stop]
		switch c := line[0]; {
		case c == '#':
			r.slipOfHeading(at.Start, line)
		case tightMark(line):
			r.warn(span{at.Start, at.Start + len(head(line, "-－"))}, tightDash, writeDash)
		case strings.HasPrefix(line, "＃"):
			r.warn(span{at.Start, at.Start + len("＃")}, wideHash, writeHeading).By(r.plainHashes(at.Start, line))
		case strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~"), c == '>' && len(line) > 1 && line[1] == ' ':
			if lead := r.text[r.lineStart(at.Start):at.Start]; strings.ContainsAny(lead, wideBlanks) {
				r.warn(span{at.Start - len(lead), at.Start}, wideIndent, dropIndent).By(r.edits(diag.Edit{Start: at.Start - len(lead), End: at.Start}))
			}
		case c == '|' || c == '-' || c == ':' || strings.HasPrefix(line, "｜"):
			r.slipOfTable(at.Start, strings.TrimRight(line, " \n"), i > 0)
		}
	}
}

// slipOfHeading warns about #标题, but not about #话题# or #1.
func (r *reading) slipOfHeading(start int, line string) {
	words := strings.TrimLeft(line, "#")
	n := len(line) - len(words)
	c, _ := firstRune(words)
	if trimmed := strings.TrimRight(words, "# \n"); n <= 6 && cjk(c) && !strings.Contains(trimmed, "#") && (n > 1 || trimmed == strings.TrimRight(words, " \n")) {
		r.warn(span{start, start + n}, tightHash, writeHeading).By(r.edits(diag.Edit{Start: start + n, End: start + n, New: " "}))
	}
}

// slipOfTable warns about a line that was meant to stand under a table's head.
func (r *reading) slipOfTable(start int, line string, second bool) {
	const widePipe, wideDashes = "｜", "－—–─―"
	if strings.Trim(line, "|:- \t"+widePipe+wideDashes+"：") != "" || !strings.ContainsAny(line, "|"+widePipe) ||
		!strings.ContainsAny(line, "-"+wideDashes) {
		return
	}
	s := span{start, start + len(line)}
	switch {
	case strings.ContainsAny(line, widePipe+wideDashes+"："):
		r.warn(s, wideTable, writeTable).By(r.edits(diag.Edit{Start: s.start, End: s.end, New: plainDelimiters.Replace(line)}))
	case second:
		r.warn(s, unevenTable, evenTable)
	}
}

// slipOfHeadlessTable warns about rows that no line tells to be a table: the one under its head is
// missing, or stands apart from it.
func (r *reading) slipOfHeadlessTable(lines *text.Segments) {
	row := func(i int) bool {
		line := strings.TrimRight(r.text[lines.At(i).Start:lines.At(i).Stop], " \t\n")
		return strings.HasPrefix(line, "|") && strings.HasSuffix(line, "|") && strings.Count(line, "|") > 2
	}
	if lines.Len() < 2 {
		return
	}
	head := lines.At(0)
	first := r.text[head.Start:head.Stop]
	here := span{head.Start, head.Start + len(strings.TrimRight(first, " \t\n"))}
	switch drawn := strings.HasPrefix(first, "+-") && strings.Trim(first, "+-= \t\n") == ""; {
	case drawn && row(1):
		r.warn(here, drawnTable, drawPlain)
	case !row(0):
	case delimiterRow(first):
		r.warn(here, headless, joinHead)
	case row(1) && !strings.ContainsAny(r.text[lines.At(1).Start:lines.At(1).Stop], "-－—–─―"):
		columns := strings.Count(strings.TrimSpace(first), "|") - 1
		p := r.warn(here, noDelimiter, addDelimiter)
		if !strings.Contains(first, `\|`) && !strings.Contains(first, "`") {
			p.By(r.edits(diag.Edit{Start: here.end, End: here.end, New: "\n|" + strings.Repeat("---|", columns)}))
		}
	}
}

// slipsOfText looks at the bytes start to end of the text, which nothing was read from.
func (r *reading) slipsOfText(start, end int) {
	s := r.text[start:end]
	if i := strings.Index(s, "**"); i >= 0 && !r.escaped(start+i) {
		r.warn(span{start + i, start + i + 2}, looseStars, pairStars)
	}
	if i := strings.Index(s, wideOpening); i >= 0 {
		r.warn(span{start + i, start + i + len(wideOpening)}, wideBraces, plainBraces).By(r.narrowBraces(start + i))
	}
	for i := 0; ; {
		j := strings.IndexByte(s[i:], ']')
		if j < 0 {
			break
		}
		i += j + 1
		r.slipOfLink(start + i)
	}
	if start > 0 && r.text[start-1] == ')' {
		if a := attributes.FindString(r.rest(start)); a != "" {
			r.warn(span{start, start + len(a)}, styleInBraces, dropBraces).By(r.edits(diag.Edit{Start: start, End: start + len(a)}))
		}
	}
	if i := strings.Index(s, "】（"); i >= 0 {
		if at := start + i; addressLike(r.rest(at + len("】（"))) {
			r.warn(span{at, at + len("】（")}, wideBrackets, writeLink).By(r.narrowBrackets(at))
		}
	}
	if strings.HasPrefix(s, "^") && start > 0 && r.text[start-1] == '[' && !r.escaped(start-1) {
		if label, _, ok := strings.Cut(r.rest(start+1), "]"); ok && label != "" {
			r.warn(span{start - 1, start + len(label) + 2}, noSuchNote, writeNote.With(label))
		}
	}
}

// slipOfLink looks at what follows a ] that ends no link, at the offset after it.
func (r *reading) slipOfLink(at int) {
	if r.looks++; r.looks > maxLooks || r.escaped(at-1) {
		return
	}
	rest := r.rest(at)
	switch {
	case strings.HasPrefix(rest, "("):
		inside, _, closed := strings.Cut(rest[1:], ")")
		s := span{at + 1, at + 1 + len(inside)}
		switch size := pictureSize.FindStringSubmatchIndex(inside); {
		case closed && size != nil && addressLike(inside):
			r.error(span{s.start + size[2], s.start + size[3]}, sizeInAddress, dropSize.With(inside[size[2]:size[3]])).By(r.edits(diag.Edit{Start: s.start + size[0], End: s.start + size[3]}))
		case closed && wideTitle.MatchString(inside) && addressLike(inside):
			at := wideTitle.FindStringIndex(inside)
			r.error(span{s.start + at[0], s.end}, wideTitleQuotes, plainTitleQuotes).By(r.plainTitle(s, inside, at[0]))
		case closed && strings.Contains(inside, "://") && strings.Contains(strings.TrimSpace(plainTitle.ReplaceAllString(inside, "")), " "):
			r.error(s, blankInAddress, noBlanks)
		case closed && strings.Contains(strings.TrimSpace(inside), " ") && addressLike(inside):
			address := strings.TrimSpace(inside)
			title := plainTitle.FindString(address)
			p := r.error(s, blankInAddress, useAngles.With(strings.TrimSuffix(address, title), title))
			if path := strings.TrimSuffix(address, title); !strings.ContainsAny(path, "<>\"'“”()") {
				p.By(r.edits(diag.Edit{Start: s.start, End: s.end, New: "<" + path + ">" + title}))
			}
		case !closed && addressLike(inside):
			r.warn(s, unclosedLink, writeLink)
		}
	case strings.HasPrefix(rest, " (") && addressLike(rest[2:]):
		r.warn(span{at, at + 1}, blankInLink, writeLink).By(r.edits(diag.Edit{Start: at, End: at + 1}))
	case strings.HasPrefix(rest, "（"):
		inside := rest[len("（"):]
		if addressLike(inside) {
			r.warn(span{at, at + len("（")}, wideBrackets, writeLink).By(r.narrowBrackets(at))
		}
	}
}

// pictureSize is how other programs are told a picture's size, after its address or title.
var pictureSize = regexp.MustCompile(`\s(\s*=\s*[0-9]*%?\s*[xX×*]?\s*[0-9]*%?)(?:\s+"[^"]*"|\s+'[^']*'|\s+[“”][^“”]*[“”])?\s*$`)

// plainTitle is a title after an address with blanks.
var plainTitle = regexp.MustCompile(`\s+("[^"]*"|'[^']*')$`)

// attributes are what other programs take for the looks of the picture or link before it.
var attributes = regexp.MustCompile(`^\{\s*[:.#]?\s*\.?[A-Za-z][A-Za-z0-9_-]*(\s*=[^{}]*)?\}`)

// wideTitle is a title in the quotes of Chinese, after an address.
var wideTitle = regexp.MustCompile(`[“”][^“”]*[“”]\s*$`)

// addressLike reports whether what stands in brackets looks like an address: it
// names a file or has a scheme.
func addressLike(s string) bool {
	if i := strings.IndexAny(s, "）)"); i >= 0 {
		s = s[:i]
	}
	s = strings.ToLower(s)
	if strings.Contains(s, "://") || strings.Contains(s, "：//") || strings.HasPrefix(s, "www.") {
		return true
	}
	return slices.ContainsFunc([]string{".md", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf"}, func(ext string) bool { return strings.Contains(s, ext) })
}

// rest returns what is left of the line from the offset at, up to 300 bytes.
func (r *reading) rest(at int) string {
	const far = 300
	s := r.text[at:min(len(r.text), at+far)]
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	return s
}

// escaped reports whether a backslash takes the meaning from the byte at the offset.
func (r *reading) escaped(at int) bool {
	n := 0
	for at-n > 0 && r.text[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}
