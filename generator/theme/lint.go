package theme

import (
	"regexp"
	"strings"

	"kepu/generator/diag"
)

// forbidden is what the pages' content security policy would not run or load, and
// what would ask for something outside the tree. It is looked for in the text of
// templates, style sheets and drawings, before anything is executed: by a word, in
// small letters, and what stands around it. Regular expressions for the same took a
// third of the time in which a theme is loaded.
var forbidden = []struct {
	word string
	is   func(before byte, after string) bool // 0: nothing stands before it
	what diag.Text
}{
	{"<style", tagEnds, diag.M("THEME-STYLE-TAG", "不能把样式写在页面里，请写进 assets/style.css", "no style sheet in the page; write it in assets/style.css")},
	{"style", isAttribute, diag.M("THEME-STYLE-ATTRIBUTE", "不能用 style 属性，请在 assets/style.css 里写一个类", "no style attribute; write a class in assets/style.css")},
	{"on", isHandler, diag.M("THEME-HANDLER", "不能用 on… 属性，请在 .js 文件里写", "no on… attribute; write it in a .js file")},
	{"<base", tagEnds, diag.M("THEME-BASE-TAG", "不能用 <base>，离线打开时链接会断", "no <base>; it breaks links when pages are opened from a disk")},
	{"http-equiv", isRefresh, diag.M("THEME-REFRESH", "不能自动跳转", "no refresh by <meta>")},
	{"javascript:", func(byte, string) bool { return true }, diag.M("THEME-JAVASCRIPT", "不能用 javascript: 地址", "no javascript: address")},
	{"//", isHost, diag.M("THEME-OUTSIDE", "不能引用站外地址，离线打开时没有网络", "no address outside the site; there is no network when pages are opened from a disk")},
}

const space = " \t\n\f\r" // as HTML has it

func letter(c byte) bool { return 'a' <= c && c <= 'z' }

func tagEnds(_ byte, after string) bool {
	return after != "" && strings.IndexByte(space+">", after[0]) >= 0
}

func isAttribute(before byte, after string) bool {
	return strings.IndexByte(space+`"'/`, before) >= 0 && strings.HasPrefix(strings.TrimLeft(after, space), "=")
}

func isHandler(before byte, after string) bool {
	event := strings.TrimLeft(after, "abcdefghijklmnopqrstuvwxyz")
	return len(event) < len(after) && isAttribute(before, event)
}

func isRefresh(_ byte, after string) bool {
	value, ok := strings.CutPrefix(strings.TrimLeft(after, space), "=")
	if value = strings.TrimLeft(value, space); value != "" && (value[0] == '"' || value[0] == '\'') {
		value = value[1:]
	}
	return ok && strings.HasPrefix(value, "refresh")
}

// isHost tells whether a name with a dot in it follows: "example.org".
func isHost(_ byte, after string) bool {
	for i := 0; i < len(after); i++ {
		switch c := after[i]; {
		case c == '.' && i > 0 && i+1 < len(after) && letter(after[i+1]):
			return true
		case !letter(c) && (c < '0' || c > '9') && c != '.' && c != '-':
			return false
		}
	}
	return false
}

// These are held against text in small letters: an expression that begins with plain
// letters skips to them.
var (
	// A template's own comment reaches no page and may speak of anything.
	comment = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	// An XML vocabulary's name looks like an address and is none.
	namespace = regexp.MustCompile(`xmlns(:[a-z]+)?="http://www\.w3\.org/[^"]*"`)
	// A script may be a file, with nothing between its tags, or data for scripts,
	// which no browser runs.
	script     = regexp.MustCompile(`<script(\s[^>]*)?>\s*(</script)?`)
	scriptFile = regexp.MustCompile(`\ssrc="[^"]+"[^>]*>\s*</script$`)
	scriptData = regexp.MustCompile(`^<script\s[^>]*\btype="application/(?:ld\+)?json"`)
)

// lint returns the first forbidden thing in text.
func lint(file, text string) error {
	text = small(text)
	for _, cut := range []*regexp.Regexp{comment, namespace} {
		text = cut.ReplaceAllStringFunc(text, blank)
	}
	for _, at := range script.FindAllStringIndex(text, -1) {
		if tag := text[at[0]:at[1]]; !scriptFile.MatchString(tag) && !scriptData.MatchString(tag) {
			return &Fault{File: file, Line: line(text, at[0]), What: diag.M("THEME-SCRIPT-TAG", "不能把脚本写在页面里，请放进 assets/ 的 .js 文件", "no script in the page; put it into a .js file in assets/")}
		}
	}
	for _, f := range forbidden {
		if at := find(text, f.word, f.is); at >= 0 {
			return &Fault{File: file, Line: line(text, at), What: f.what}
		}
	}
	return nil
}

// find returns where word stands for the first time with what is wants around it, or -1.
func find(text, word string, is func(before byte, after string) bool) int {
	for from := 0; ; from++ {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return -1
		}
		from += i
		var before byte
		if from > 0 {
			before = text[from-1]
		}
		if is(before, text[from+len(word):]) {
			return from
		}
	}
}

// small returns s with A to Z in small letters; every byte stays at its place.
func small(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
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
