package theme

import (
	"regexp"

	"kepu/generator/diag"
)

// forbidden is what the pages' content security policy would not run or load, and
// what would ask for something outside the tree. It is looked for in the text of
// templates, style sheets and drawings, before anything is executed.
var forbidden = []struct {
	pattern *regexp.Regexp
	what    diag.Text
}{
	{regexp.MustCompile(`(?i)<style[\s>]`), diag.T("不能把样式写在页面里，请写进 assets/style.css", "no style sheet in the page; write it in assets/style.css")},
	{regexp.MustCompile(`(?i)[\s"'/]style\s*=`), diag.T("不能用 style 属性，请在 assets/style.css 里写一个类", "no style attribute; write a class in assets/style.css")},
	{regexp.MustCompile(`(?i)[\s"'/]on[a-z]+\s*=`), diag.T("不能用 on… 属性，请在 .js 文件里写", "no on… attribute; write it in a .js file")},
	{regexp.MustCompile(`(?i)<base[\s>]`), diag.T("不能用 <base>，离线打开时链接会断", "no <base>; it breaks links when pages are opened from a disk")},
	{regexp.MustCompile(`(?i)http-equiv\s*=\s*["']?refresh`), diag.T("不能自动跳转", "no refresh by <meta>")},
	{regexp.MustCompile(`(?i)javascript:`), diag.T("不能用 javascript: 地址", "no javascript: address")},
	{regexp.MustCompile(`(?i)(https?:)?//[a-z0-9.-]+\.[a-z]`), diag.T("不能引用站外地址，离线打开时没有网络", "no address outside the site; there is no network when pages are opened from a disk")},
}

// namespace is an XML vocabulary's name: it looks like an address and is none.
var namespace = regexp.MustCompile(`(?i)xmlns(:[a-z]+)?="http://www\.w3\.org/[^"]*"`)

// comment is a template's own comment: it reaches no page and may speak of anything.
var comment = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)

// A script may be a file, with nothing between its tags, or data for scripts,
// which no browser runs.
var (
	script     = regexp.MustCompile(`(?i)<script(\s[^>]*)?>\s*(</script)?`)
	scriptFile = regexp.MustCompile(`(?i)\ssrc="[^"]+"[^>]*>\s*</script$`)
	scriptData = regexp.MustCompile(`(?i)^<script\s[^>]*\btype="application/json"`)
)

// lint returns the first forbidden thing in text.
func lint(file, text string) error {
	for _, cut := range []*regexp.Regexp{comment, namespace} {
		text = cut.ReplaceAllStringFunc(text, blank)
	}
	for _, at := range script.FindAllStringIndex(text, -1) {
		if tag := text[at[0]:at[1]]; !scriptFile.MatchString(tag) && !scriptData.MatchString(tag) {
			return &Fault{File: file, Line: line(text, at[0]), What: diag.T("不能把脚本写在页面里，请放进 assets/ 的 .js 文件", "no script in the page; put it into a .js file in assets/")}
		}
	}
	for _, f := range forbidden {
		if at := f.pattern.FindStringIndex(text); at != nil {
			return &Fault{File: file, Line: line(text, at[0]), What: f.what}
		}
	}
	return nil
}

// blank returns spaces in place of s and keeps its line ends, so that lines still count.
func blank(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c != '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}
