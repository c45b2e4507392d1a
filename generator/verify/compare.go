package verify

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
)

var (
	element = regexp.MustCompile(`(?is)<(script|iframe|frame|object|embed|base|applet)\b[^>]*>|<meta\b[^>]*http-equiv\s*=\s*["']?refresh[^>]*>|<link\b[^>]*>`)
	inPage  = regexp.MustCompile(`(?is)<script\b[^>]*>.*?</script\s*>`)
	handler = regexp.MustCompile(`(?is)<[a-z][^>]*\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)|\b(?:href|src|action)\s*=\s*["']?\s*javascript:[^"'>]*`)
	data    = regexp.MustCompile(`(?i)\btype\s*=\s*["']?application/(ld\+)?json\b`)
	leads   = regexp.MustCompile(`(?is)\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))`)
	outside = regexp.MustCompile(`(?i)^\s*(?:[a-z][a-z0-9+.-]*:|//)`)
)

// active returns where in a page something runs, or brings in what others wrote, in order. What pages of the site may have in any
// edition, styles and scripts of its own folder and data, is left out: an older page is not told as an injected one.
func active(page []byte) [][]int {
	var out [][]int
	for _, m := range inPage.FindAllIndex(page, -1) {
		if open := element.Find(page[m[0]:m[1]]); !data.Match(open) && leads.Find(open) == nil {
			out = append(out, m)
		}
	}
	for _, m := range element.FindAllSubmatchIndex(page, -1) {
		tag, name := page[m[0]:m[1]], "meta"
		switch {
		case m[2] >= 0:
			name = strings.ToLower(string(page[m[2]:m[3]]))
		case bytes.HasPrefix(bytes.ToLower(tag), []byte("<link")):
			name = "link"
		}
		to := ""
		if src := leads.FindSubmatch(tag); src != nil {
			to = string(src[1]) + string(src[2]) + string(src[3])
		}
		switch {
		case name == "link" && (!bytes.Contains(bytes.ToLower(tag), []byte("stylesheet")) || !outside.MatchString(to)):
		case name == "script" && (to == "" || !outside.MatchString(to) && strings.Contains(to, "assets/")): // without an address it was met above, or is data
		default:
			out = append(out, m[:2])
		}
	}
	out = append(out, handler.FindAllIndex(page, -1)...)
	slices.SortStableFunc(out, func(a, b []int) int { return a[0] - b[0] })
	return out
}

// injected returns the first active element of a far page that the local one has not.
func injected(local, far []byte) (string, bool) {
	ours := map[string]int{}
	for _, m := range active(local) {
		ours[string(local[m[0]:m[1]])]++
	}
	for _, m := range active(far) {
		what := string(far[m[0]:m[1]])
		if ours[what]--; ours[what] < 0 {
			return what, true
		}
	}
	return "", false
}

// differs says in words how the far bytes of a text differ from the local ones.
func differs(local, far []byte) (what, do diag.Text) {
	if bytes.Equal(bytes.ReplaceAll(far, []byte("\r\n"), []byte("\n")), local) {
		return diag.T("换行被改成了 Windows 的", "the ends of its lines were made those of Windows"),
			diag.T("上传时用了“文本”方式：改成“二进制”方式，或用 kepu publish", "the upload was made as text: make it as binary, or by kepu publish")
	}
	if rest, ok := bytes.CutPrefix(far, []byte("\ufeff")); ok && bytes.Equal(rest, local) {
		return diag.T("开头多了看不见的字符（BOM）", "an invisible character (BOM) stands before it"),
			diag.T("有人在服务器上用记事本改过：再发布一次", "somebody saved it on the server with Notepad: publish again")
	}
	n := 0
	for n < min(len(local), len(far)) && local[n] == far[n] {
		n++
	}
	for n > 0 && n < len(local) && !utf8.RuneStart(local[n]) || n > 0 && n < len(far) && !utf8.RuneStart(far[n]) {
		n--
	}
	m := 0
	for m < min(len(local), len(far))-n && local[len(local)-1-m] == far[len(far)-1-m] {
		m++
	}
	for m > 0 && !utf8.RuneStart(local[len(local)-m]) {
		m--
	}
	line := 1 + bytes.Count(local[:n], []byte("\n"))
	ours, theirs := excerpt(local[n:len(local)-m]), excerpt(far[n:len(far)-m])
	if ours != theirs && ours != "" && theirs != "" { // a word changed: what stands before it tells which
		before := strings.TrimSuffix(excerpt(local[contextOf(local, n):n]), "…")
		ours, theirs = before+ours, before+theirs
	}
	switch {
	case ours == theirs:
		return diag.T("第 %d 行只有空格、换行或看不见的字符不同", "line %d: only blanks, line ends or invisible characters differ").With(line), diag.Text{}
	case ours == "":
		return diag.T("第 %d 行多了“%s”", "line %d: more than ours, “%s”").With(line, theirs), diag.Text{}
	case theirs == "":
		return diag.T("第 %d 行少了“%s”", "line %d: “%s” is missing").With(line, ours), diag.Text{}
	}
	return diag.T("第 %d 行，本地是“%s”，网站上是“%s”", "line %d: “%s” here, “%s” there").With(line, ours, theirs), diag.Text{}
}

// contextOf returns where a few characters before a place in a line begin.
func contextOf(text []byte, at int) int {
	const most = 8
	for k := 0; k < most && at > 0; k++ {
		_, size := utf8.DecodeLastRune(text[:at])
		if text[at-size] == '\n' {
			break
		}
		at -= size
	}
	return at
}

// excerpt is the beginning of a text in one line, without what a terminal takes for something else.
func excerpt(text []byte) string {
	const most = 60
	var b strings.Builder
	n, blank := 0, false
	for _, r := range strings.ToValidUTF8(string(text[:min(len(text), 8*most)]), "�") {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			blank = n > 0
			continue
		}
		if n++; n > most {
			return b.String() + "…"
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		if !unicode.IsPrint(r) {
			r = '�'
		}
		b.WriteRune(r)
	}
	return b.String()
}
