package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"kepu/generator/invisible"
)

// Style says how problems are printed. The zero value prints all of them in Chinese.
type Style struct {
	Lang Lang
	Root string // the content folder as the user named it; stands before each path
	Max  int    // print no more than this many; 0 means all
}

// Print writes l to w, one problem after the other: place, fault and remedy on
// the first line, then the line of the file and a mark under the place. It ends
// with a line that counts those left out, if any. l should be sorted.
func (s Style) Print(w io.Writer, l List) {
	shown := l
	if s.Max > 0 && len(l) > s.Max {
		shown = l[:s.Max]
	}
	for _, p := range shown {
		io.WriteString(w, s.Format(p))
	}
	if rest := len(l) - len(shown); rest > 0 {
		fmt.Fprintln(w, T("还有 %d 个问题没有列出。", "%d more problems are not listed.").With(rest).In(s.Lang))
	}
}

// Format returns p as Print shows it, each line ended.
func (s Style) Format(p Problem) string {
	var b strings.Builder
	if where := s.where(p.Place); where != "" {
		b.WriteString(where)
		b.WriteString(": ")
	}
	kind := T("错误：", "error: ")
	switch p.Severity {
	case Warning:
		kind = T("提醒：", "warning: ")
	case Note:
		kind = T("备注：", "note: ")
	}
	b.WriteString(kind.In(s.Lang))
	b.WriteString(p.Message(s.Lang))
	if code := p.Code(); code != "" {
		b.WriteString(" [" + code + "]")
	}
	b.WriteByte('\n')
	if p.Place.Column > 0 {
		line, mark := excerpt(p.Place)
		fmt.Fprintf(&b, "    %s\n    %s\n", line, mark)
	}
	return b.String()
}

// Message returns what is wrong and how to mend it as one sentence.
func (p Problem) Message(l Lang) string {
	if p.Mend == (Text{}) {
		return p.What.In(l)
	}
	return p.What.In(l) + T("，", "; ").In(l) + p.Mend.In(l)
}

// Code returns the code of the message with the letter of its severity before it: E-TOML-QUOTE,
// W- for a warning, N- for a note; "" where it has none.
func (p Problem) Code() string {
	if p.What.Code == "" {
		return ""
	}
	return [...]string{Error: "E-", Warning: "W-", Note: "N-"}[p.Severity] + p.What.Code
}

func (s Style) where(p Place) string {
	path := p.File
	if s.Root != "" {
		path = strings.TrimSuffix(strings.TrimSuffix(s.Root, "/")+"/"+path, "/")
	}
	switch {
	case p.Line == 0:
		return path
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", path, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", path, p.Line, p.Column)
}

// An excerpt is at most this many UTF-16 units long: longer lines are cut around the mark.
const excerptUnits = 72

// excerpt returns the line to show and the line of marks under it. Wide
// characters get a mark or a blank of their own width, and tabs and invisible
// characters become a blank, so that the mark stands right in a terminal.
func excerpt(p Place) (line, mark string) {
	text := utf16.Encode([]rune(p.Excerpt))
	at := min(p.Column-1, len(text))
	end := min(at+p.Width, len(text))
	from, to := 0, len(text)
	if to > excerptUnits {
		from = max(0, min(at-excerptUnits/3, to-excerptUnits))
		to = from + excerptUnits
	}
	var l, m strings.Builder
	if from > 0 {
		l.WriteString("…")
		m.WriteString(" ")
	}
	write := func(part []uint16, fill string) {
		for _, r := range utf16.Decode(part) {
			if invisible.Is(r) {
				r = ' '
			}
			l.WriteRune(r)
			m.WriteString(strings.Repeat(fill, cells(r)))
		}
	}
	write(text[from:at], " ")
	write(text[at:min(end, to)], "^")
	if at >= end {
		m.WriteString("^")
	}
	if end < to {
		write(text[end:to], "")
	}
	if to < len(text) {
		l.WriteString("…")
	}
	return strings.TrimRight(l.String(), " "), m.String()
}

// cells returns how many columns of a terminal r takes: two for Chinese
// characters and full-width forms (East Asian Width W and F, by their blocks).
func cells(r rune) int {
	switch {
	case 0x1100 <= r && r <= 0x115f, 0x2e80 <= r && r <= 0xa4cf, 0xac00 <= r && r <= 0xd7a3,
		0xf900 <= r && r <= 0xfaff, 0xfe30 <= r && r <= 0xfe6f, 0xff01 <= r && r <= 0xff60,
		0xffe0 <= r && r <= 0xffe6, 0x1f300 <= r && r <= 0x1faff, 0x20000 <= r && r <= 0x3fffd:
		return 2
	}
	return 1
}
