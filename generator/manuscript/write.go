package manuscript

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kepu/generator/diag"
	"kepu/generator/docx"
	"kepu/generator/markdown"
)

// write writes the text as Markdown, and reads it again to see that it says the same.
func (w *writer) write() {
	w.namePictures()
	remarks := slices.Clone(w.m.Remarks)
	for w.least = clean; ; w.least++ {
		for i := range w.lines {
			w.line(&w.lines[i])
		}
		w.footnotes()
		w.m.Body = strings.TrimSpace(w.body.String()) + "\n"
		got := ink(read(w.m.Body, true).Plain)
		if got == w.want.String() {
			return
		}
		if w.least == modes-1 {
			w.remark(diag.Text{}, "", diag.M("WORD-READ-AGAIN", "写成网页文字以后再读，从“%s”起和原文有出入；请对照原文看这一处", "read again as a page, it differs from the original from “%s” on: look at that place").With(differs(got, w.want.String())), "")
			return
		}
		// Signs of one paragraph have to do with those of another: all are escaped.
		w.body.Reset()
		w.want.Reset()
		w.lists, w.noted, w.m.Headings, w.m.Remarks = nil, nil, nil, slices.Clone(remarks)
	}
}

// read reads Markdown as the site does.
func read(text string, whole bool) *markdown.Doc {
	var ps diag.List
	f := diag.NewFile("reports/new.md", text)
	return markdown.Parse(text, markdown.Origin{File: f, End: len(text), Exact: true, Sections: whole}, &ps)
}

// ink are the visible letters of a text.
func ink(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// differs is where two texts begin to differ, with some letters before it.
func differs(got, want string) string {
	a, b := []rune(got), []rune(want)
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return string(b[max(0, n-4):min(len(b), n+8)])
}

// line writes one line.
func (w *writer) line(l *line) {
	w.at = l.at
	if l.what != bullet && l.what != item {
		w.lists = nil
	}
	switch l.what {
	case table:
		w.gap()
		w.table(l)
	case heading:
		w.gap()
		w.m.Headings = append(w.m.Headings, Heading{l.level, l.text})
		mark := strings.Repeat("#", l.level) + " "
		words, pictures := apart(l.runs)
		for i := range words {
			words[i].Bold, words[i].Italic = false, false
		}
		w.body.WriteString(mark + w.inline(words, mark, "", "<h") + "\n")
		if len(pictures) > 0 {
			w.body.WriteString("\n" + w.inline(pictures, "", "", "<p>") + "\n")
		}
	case bullet, item:
		mark := "- "
		if l.what == item {
			mark = strconv.Itoa(l.number) + ". "
		}
		deep := 0
		for deep < len(w.lists) && w.lists[deep].level < l.level {
			deep++
		}
		begins := deep == len(w.lists) // only a list from 1 may begin right below a line
		if len(w.lists) == 0 || !begins && w.lists[deep].what != l.what || begins && l.what == item && l.number != 1 {
			w.gap()
		}
		in := 0
		for _, up := range w.lists[:deep] {
			in += up.width
		}
		w.lists = append(w.lists[:deep], openList{l.what, l.level, len(mark)})
		w.body.WriteString(strings.Repeat(" ", in) + mark + w.inline(l.runs, mark, "", "<li>") + "\n")
	default:
		if text := w.inline(l.runs, "", "", "<p>"); text != "" { // of a picture that no page can show nothing is left
			w.gap()
			w.body.WriteString(text + "\n")
		}
	}
	w.last = l.what
}

// gap writes the empty line between two blocks.
func (w *writer) gap() {
	if w.body.Len() > 0 {
		w.body.WriteString("\n")
	}
}

// apart parts pictures from words.
func apart(runs []docx.Run) (words, pictures []docx.Run) {
	for _, r := range runs {
		if r.Picture != "" {
			p := r
			p.Text = ""
			pictures = append(pictures, p)
			r.Picture, r.Alt = "", ""
		}
		words = append(words, r)
	}
	return words, pictures
}

// How runs may be written: as they are, with all signs escaped, and without looks as well.
const (
	clean = iota
	escaped
	plainest
	modes
)

// inline writes runs so that the site reads them again as they are. before and after are what stands around them in their
// block, and tag is how that block begins in HTML, which must come out once.
func (w *writer) inline(runs []docx.Run, before, after, tag string) string {
	runs = w.prepared(runs)
	want := words(runs)
	for mode := w.least; mode < modes; mode++ {
		if got := w.markdown(runs, mode, true); mode == plainest || w.reads(before+w.markdown(runs, mode, false)+after, want, runs, mode, tag) {
			if mode == plainest && !w.reads(before+w.markdown(runs, mode, false)+after, want, runs, mode, tag) {
				w.remark(w.at, want, diag.M("WORD-SIGNS", "这一段里有和网页写法相冲的符号，请看看网页上是不是原样", "signs in this paragraph may mean something on pages: see that it looks as it should"), "")
			} else if mode == plainest && looks(runs) {
				w.remark(w.at, want, diag.M("WORD-LOOKS", "这一段的加粗、斜体没有写进去", "bold and italic letters of this paragraph are not written as such"), "")
			}
			w.want.WriteString(ink(want))
			for _, r := range runs {
				if r.Note > 0 {
					w.note(r.Note)
				}
			}
			return got
		}
	}
	return ""
}

func looks(runs []docx.Run) bool {
	for _, r := range runs {
		if (r.Bold || r.Italic || r.Struck) && strings.TrimSpace(r.Text) != "" {
			return true
		}
	}
	return false
}

func words(runs []docx.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// prepared makes of runs what Markdown can say: links that may be followed, raised and lowered letters as letters, pictures that are kept.
func (w *writer) prepared(runs []docx.Run) []docx.Run {
	var out []docx.Run
	for _, r := range runs {
		if r.Picture != "" {
			if w.names[r.Picture] == "" {
				r.Picture = ""
				if r.Text == "" && r.Note == 0 {
					continue
				}
			} else if r.Alt == "" {
				w.remark(w.at, words(runs), diag.M("WORD-ALT", "图片没有说明：在 ![ ] 的方括号里写一句图上是什么", "a picture has no words: say in the brackets of ![ ] what it shows"), "")
			}
		}
		if r.Link != "" {
			link, ok := address(r.Link)
			if !ok {
				w.remark(w.at, words(runs), diag.M("WORD-LINK", "这个链接网页上用不了，只留下文字：%s", "this link is of no use on a page, its words are kept: %s").With(diag.Clip(r.Link, 100)), "")
			}
			r.Link = link
		}
		if (r.Raised || r.Lowered) && strings.TrimSpace(r.Text) != "" {
			if text, ok := shifted(r.Text, r.Raised); ok {
				r.Text = text
			} else {
				w.remark(w.at, words(runs), diag.M("WORD-RAISED", "上标或下标“%s”写成了平常的字", "the raised or lowered “%s” is written as ordinary letters").With(r.Text), "")
			}
		}
		r.Raised, r.Lowered = false, false
		out = append(out, r)
	}
	return docx.Merged(out)
}

var (
	raised  = strings.Split("0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ -⁻ −⁻ =⁼ (⁽ )⁾ nⁿ iⁱ", " ")
	lowered = strings.Split("0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ -₋ −₋ =₌ (₍ )₎ xₓ nₙ", " ")
)

// shifted writes letters as those that are raised or lowered by themselves: m².
func shifted(s string, up bool) (string, bool) {
	table := lowered
	if up {
		table = raised
	}
	var b strings.Builder
next:
	for _, c := range s {
		if c == ' ' {
			b.WriteRune(c)
			continue
		}
		for _, pair := range table {
			if rest, ok := strings.CutPrefix(pair, string(c)); ok {
				b.WriteString(rest)
				continue next
			}
		}
		return "", false
	}
	return b.String(), true
}

// address makes an address that a page may lead to.
func address(link string) (string, bool) {
	link = strings.TrimSpace(link)
	scheme, _, ok := strings.Cut(link, ":")
	switch scheme = strings.ToLower(scheme); {
	case !ok, scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel", len(link) > 2000:
		return "", false
	}
	var b strings.Builder
	for _, c := range link {
		switch {
		case strings.ContainsRune(" ()<>\\|\"'`*_[]{}", c) && c != '_' && c != '*':
			fmt.Fprintf(&b, "%%%02X", c)
		case unicode.IsSpace(c) || unicode.IsControl(c):
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), true
}

// markdown writes runs in one of the modes. Without notes it is what is read again to see what comes of it.
func (w *writer) markdown(runs []docx.Run, mode int, notes bool) string {
	var b strings.Builder
	for i, r := range runs {
		if r.Text != "" {
			text := r.Text
			left := text[:len(text)-len(strings.TrimLeft(text, blanks))]
			text = text[len(left):]
			right := text[len(strings.TrimRight(text, blanks)):]
			text = text[:len(text)-len(right)]
			b.WriteString(left)
			if text != "" {
				out := escape(text, mode, i == 0)
				if mode == clean && strings.HasSuffix(out, `\`) { // it would take the sense of what follows away
					out = escape(text, escaped, i == 0)
				}
				if w.inCell && mode == clean {
					out = strings.ReplaceAll(out, "|", `\|`)
				}
				b.WriteString(dress(r, out, mode))
			}
			b.WriteString(right)
		}
		if r.Picture != "" {
			picture := "![" + escape(r.Alt, escaped, false) + "](" + w.names[r.Picture] + ")"
			if r.Link != "" {
				picture = "[" + picture + "](" + r.Link + ")"
			}
			b.WriteString(picture)
		}
		switch {
		case r.Note > 0 && notes:
			fmt.Fprintf(&b, "[^%d]", r.Note)
		case r.Note > 0:
			b.WriteString(noteStands)
		}
	}
	return b.String()
}

// noteStands stands for a footnote while a block is read without the others.
const noteStands = "\uE000"

// dress gives letters their look and their link.
func dress(r docx.Run, text string, mode int) string {
	if mode != plainest {
		if mode == clean && (r.Struck || r.Bold || r.Italic) && strings.ContainsAny(text, "*~_") {
			text = escape(r.Text, escaped, false)
			text = strings.Trim(text, blanks)
		}
		if r.Struck {
			text = "~~" + text + "~~"
		}
		switch {
		case r.Bold && r.Italic:
			text = "***" + text + "***"
		case r.Bold:
			text = "**" + text + "**"
		case r.Italic:
			text = "*" + text + "*"
		}
	}
	if r.Link == "" || r.Picture != "" {
		return text
	}
	if plain := strings.TrimSpace(r.Text); (plain == r.Link || "mailto:"+plain == r.Link) && mode == clean && !r.Bold && !r.Italic {
		return plain
	}
	return "[" + text + "](" + r.Link + ")"
}

var (
	webAddress = regexp.MustCompile(`https?://[A-Za-z0-9._~:/?#@!$&()+,;=%-]+`)
	startsItem = regexp.MustCompile(`^\d{1,9}[.)]`)
)

// alwaysEscaped are signs that mean something only together with what stands elsewhere: reading the block alone does not show it.
var alwaysEscaped = strings.NewReplacer("{{", `\{{`, "[^", `\[^`)

// escape puts a backslash before signs that mean something in Markdown: before braces always, before the others where mode says so.
func escape(s string, mode int, first bool) string {
	if mode == clean && !(strings.Contains(s, `\`) && alwaysEscaped.Replace(s) != s) {
		if first && strings.HasPrefix(s, ":") { // below another paragraph it would explain that
			s = `\` + s
		}
		return alwaysEscaped.Replace(s)
	}
	var b strings.Builder
	at := 0
	plain := func(part string) {
		for i := 0; i < len(part); i++ {
			c := part[i]
			if strings.IndexByte("\\`*_[]<>~|&!#{}", c) >= 0 {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		}
	}
	addresses := webAddress.FindAllStringIndex(s, -1)
	if mode == plainest { // an address is letters too
		addresses = nil
	}
	for _, a := range addresses {
		plain(s[at:a[0]])
		b.WriteString(s[a[0]:a[1]])
		at = a[1]
	}
	plain(s[at:])
	out := b.String()
	if first {
		if m := startsItem.FindString(out); m != "" {
			out = m[:len(m)-1] + `\` + out[len(m)-1:]
		} else if out != "" && strings.IndexByte("+-=:", out[0]) >= 0 {
			out = `\` + out
		}
	}
	return out
}

// reads reports whether a block of Markdown says what it shall.
func (w *writer) reads(text, want string, runs []docx.Run, mode int, tag string) bool {
	doc := read(text, false)
	if strings.ReplaceAll(ink(doc.Plain), noteStands, "") != strings.ReplaceAll(ink(want), noteStands, "") {
		return false
	}
	var html strings.Builder
	for _, p := range doc.Parts(func(l markdown.Link) markdown.Target { return markdown.Target{URL: l.Path} }, func(*markdown.Directive) markdown.Quoted { return markdown.Quoted{} }) {
		if p.Block != nil {
			return false
		}
		html.WriteString(string(p.HTML))
	}
	out := html.String()
	if len(doc.Directives) > 0 || strings.Count(out, tag) != 1 && ink(want) != "" {
		return false
	}
	blocks := 0
	for _, t := range []string{"<p>", "<h2", "<h3", "<h4", "<h5", "<h6", "<li>", "<td>", "<blockquote", "<pre", "<dl", "<hr"} {
		if n := strings.Count(out, t); t != tag && !strings.HasPrefix(t, tag) {
			blocks += n
		}
	}
	if blocks > 0 {
		return false
	}
	bold, italic, struck, links := 0, 0, 0, 0
	for _, r := range runs {
		if strings.TrimSpace(r.Text) != "" && mode != plainest {
			bold += one(r.Bold)
			italic += one(r.Italic)
			struck += one(r.Struck)
		}
		links += one(r.Link != "" && strings.Trim(r.Text, blanks) != "")
	}
	return strings.Count(out, "<strong>") == bold && strings.Count(out, "<em>") == italic && strings.Count(out, "<del>") == struck && strings.Count(out, "<a ") >= links
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// note notes that a footnote is referred to.
func (w *writer) note(n int) {
	if n <= len(w.d.Footnotes) && !slices.Contains(w.noted, n) {
		w.noted = append(w.noted, n)
	}
}

// footnotes writes the footnotes below the text, in the order in which the page shows them.
func (w *writer) footnotes() {
	for i, n := range w.noted {
		if i == 0 {
			w.gap()
		}
		w.at = diag.T("脚注 %d", "footnote %d").With(n)
		runs := trimmed(flat(w.d.Footnotes[n-1]))
		for i := range runs {
			runs[i].Note = 0
		}
		mark := fmt.Sprintf("[^%d]: ", n)
		// What it says is looked at as a paragraph: alone, a footnote that nothing refers to is not shown.
		w.body.WriteString(mark + w.inline(runs, "", "", "<p>") + "\n")
	}
}

// flat puts paragraphs into one line, with a wide blank between them; a table's cells likewise.
func flat(blocks []docx.Block) (runs []docx.Run) {
	for i := range blocks {
		b := &blocks[i]
		part := spread(b.Runs)
		if b.Number != "" {
			part = append([]docx.Run{{Text: b.Number}}, part...)
		}
		for _, row := range b.Rows {
			for _, c := range row {
				if more := flat(c.Blocks); len(more) > 0 {
					if len(part) > 0 {
						part = append(part, docx.Run{Text: "　"})
					}
					part = append(part, more...)
				}
			}
		}
		if part = trimmed(part); len(part) == 0 {
			continue
		}
		if len(runs) > 0 {
			runs = append(runs, docx.Run{Text: "　"})
		}
		runs = append(runs, part...)
	}
	return runs
}
