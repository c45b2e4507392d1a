package history

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func drawn(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(string(l.Sign) + l.Text + "\n")
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	gbk := func(s string) string {
		out, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	long := strings.Repeat("x\n", 3000)
	for name, c := range map[string]struct{ before, after, want, note string }{
		"a line":              {"a\nb\nc\nd\n", "a\nB\nc\nd\n", " a\n-b\n+B\n c\n", ""},
		"two places":          {"a\n1\n2\n3\n4\n5\nb\n", "A\n1\n2\n3\n4\n5\nB\n", "-a\n+A\n 1\n~\n 5\n-b\n+B\n", ""},
		"made new":            {"", "a\nb\n", "+a\n+b\n", ""},
		"emptied":             {"a\n", "", "-a\n", ""},
		"only line ends":      {"a\nb\n", "a\r\nb\r\n", "", "文字没有变"},
		"only a mark":         {"a\n", "\ufeffa\n", "", "文字没有变"},
		"only the encoding":   {"名字\n", gbk("名字\n"), "", "文字没有变"},
		"in another encoding": {"名字\n甲\n", gbk("名字\n乙\n"), " 名字\n-甲\n+乙\n", ""},
		"a line moved":        {"1\n2\n3\n", "2\n3\n1\n", "-1\n 2\n 3\n+1\n", ""},
		"no end of the last":  {"a\nb", "a\nb\nc", " b\n+c\n", ""},
		"both empty":          {"", "", "", "文字没有变"},
		"very long":           {"a\n" + long + "b\n", "A\n" + long + "B\n", "", ""},
	} {
		lines, note := Diff("bases/a.md", []byte(c.before), []byte(c.after))
		if name == "very long" {
			if len(lines) == 0 {
				t.Error(name)
			}
			continue
		}
		if got := drawn(lines); got != c.want || !strings.Contains(note.ZH, c.note) || (note.ZH == "") != (c.note == "") {
			t.Errorf("%s:\n%s%s", name, got, note.ZH)
		}
	}
	if lines, note := Diff("bases/a.jpg", []byte("a"), []byte("b")); lines != nil || !strings.Contains(note.ZH, "图片") {
		t.Error(lines, note)
	}
}
