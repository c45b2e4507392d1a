package markdown

import (
	"net/url"
	"regexp"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/fold"
)

// Repairs of slips, where what was meant is beyond doubt; see diag.Repair.

// slashes writes the backslashes of the address at s as slashes; to is the address as it was read. One
// that takes the meaning from a mark is none of them.
func (r *reading) slashes(s span, to string) *diag.Repair {
	raw := r.text[s.start:s.end]
	if strings.Count(raw, `\`) != strings.Count(to, `\`) {
		return nil
	}
	return r.edits(diag.Edit{Start: s.start, End: s.end, New: strings.ReplaceAll(raw, `\`, "/")})
}

var plainWebAddress = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(?:[:/?#]|$)`)

// narrowAddress writes the address at s with ordinary letters and marks, where that makes one.
func (r *reading) narrowAddress(s span) *diag.Repair {
	narrow := fold.String(r.text[s.start:s.end])
	if u, err := url.Parse(narrow); err != nil || u.Host == "" || !plainWebAddress.MatchString(narrow) || strings.ContainsAny(narrow, " ()<>") {
		return nil
	}
	return r.edits(diag.Edit{Start: s.start, End: s.end, New: narrow})
}

// plainHashes writes the marks of the heading that a line at start was meant as.
func (r *reading) plainHashes(start int, line string) *diag.Repair {
	words := strings.TrimLeft(line, "#＃")
	marks := fold.String(line[:len(line)-len(words)])
	if len(marks) > 6 || strings.TrimSpace(words) == "" || strings.ContainsAny(words, "#＃") {
		return nil // ＃话题＃
	}
	return r.edits(diag.Edit{Start: start, End: start + len(line) - len(strings.TrimLeft(words, " \t"+wideBlanks)), New: marks + " "})
}

// plainDelimiters writes the line under a table's head.
var plainDelimiters = strings.NewReplacer("｜", "|", "－", "-", "—", "-", "–", "-", "─", "-", "―", "-", "：", ":")

// narrowBraces writes the braces of a directive, which open at the offset, as ordinary ones.
func (r *reading) narrowBraces(at int) *diag.Repair {
	const wideClosing = "｝｝"
	rest := r.rest(at + len(wideOpening))
	end := strings.Index(rest, wideClosing)
	if end < 0 || strings.ContainsAny(rest[:end], "{}｛｝") {
		return nil
	}
	end += at + len(wideOpening)
	return r.edits(diag.Edit{Start: at, End: at + len(wideOpening), New: "{{"}, diag.Edit{Start: end, End: end + len(wideClosing), New: "}}"})
}

// narrowBrackets writes the brackets of a link as ordinary ones: at the offset stands （ or 】（.
func (r *reading) narrowBrackets(at int) *diag.Repair {
	var edits []diag.Edit
	if strings.HasPrefix(r.text[at:], "】") {
		line := r.text[r.lineStart(at):at]
		open := strings.LastIndex(line, "【")
		if open < 0 || strings.ContainsAny(line[open+len("【"):], "[]】") {
			return nil
		}
		from := r.lineStart(at) + open
		edits = append(edits, diag.Edit{Start: from, End: from + len("【"), New: "["}, diag.Edit{Start: at, End: at + len("】"), New: "]"})
		at += len("】")
	}
	rest := r.rest(at + len("（"))
	end := strings.IndexAny(rest, "）)")
	if end < 0 || strings.ContainsAny(rest[:end], "（( ") || wideScheme(rest) {
		return nil
	}
	edits = append(edits, diag.Edit{Start: at, End: at + len("（"), New: "("})
	end += at + len("（")
	if strings.HasPrefix(r.text[end:], "）") {
		edits = append(edits, diag.Edit{Start: end, End: end + len("）"), New: ")"})
	}
	return r.edits(edits...)
}

// plainTitle writes the quotes around the title that begins at the offset of what stands in the
// brackets at s as ordinary ones, with a blank before it.
func (r *reading) plainTitle(s span, inside string, at int) *diag.Repair {
	title := strings.Trim(strings.TrimSpace(inside[at:]), "“”")
	if strings.ContainsAny(title, "\"\\") {
		return nil
	}
	return r.edits(diag.Edit{Start: s.start + len(strings.TrimRight(inside[:at], " ")), End: s.end, New: ` "` + title + `"`})
}
