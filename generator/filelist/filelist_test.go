package filelist

import (
	"io/fs"
	"path"
	"strings"
	"testing"
)

func TestWhatIsNoPathOfASiteIsRefused(t *testing.T) {
	for _, name := range []string{"", ".", "..", "../a", "/a", "a//b", "a/", "a/../b", `a\b`, "c:a", "a:b", ".kepu", ".KEPU/a", ".kepu.sha256", ".Kepu.sha256", "a\nb", "a\x7f", "\x1b[2J",
		".kepu./a", ".kepu.sha256.", ".kepu.sha256 ", "a./b", "a /b", "b. ."} {
		if Writable(name) {
			t.Errorf("%q passes", name)
		}
	}
	for _, name := range []string{"index.html", "a b/中.html", "a/.kepu", "...a", "assets/photos/a-1.png"} {
		if !Writable(name) {
			t.Errorf("%q is refused", name)
		}
	}
}

func TestAListThatSaysTwoThingsIsRefused(t *testing.T) {
	line := strings.Repeat("0", 64) + "  a\n"
	if l, err := Decode([]byte(head + line)); err != nil || len(l) != 1 {
		t.Errorf("%v, %v", l, err)
	}
	if l, err := Decode([]byte(head + line + strings.Repeat("1", 64) + "  a\n")); err == nil {
		t.Errorf("a name with two sums passes: %v", l)
	}
}

// FuzzDecode: any bytes are refused, or are a list that is written as they are but for the order of its lines, and names only files that may be removed by its word.
func FuzzDecode(f *testing.F) {
	f.Add(string(List{"index.html": {1}, "a b/中.html": {2}}.Encode()))
	f.Add(head)
	f.Add(head + strings.Repeat("0", 64) + "  ../a\n")
	f.Add(head + strings.Repeat("F", 64) + "  a\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := Decode([]byte(text))
		if err != nil {
			return
		}
		for name := range l {
			first, _, _ := strings.Cut(name, "/")
			if !fs.ValidPath(name) || path.IsAbs(name) || strings.EqualFold(strings.TrimRight(first, ". "), Own) || strings.ContainsAny(name, "\\:\x00\r\n") {
				t.Errorf("%q passes", name)
			}
		}
		out := string(l.Encode())
		if len(out) != len(text) {
			t.Errorf("%q is written as %q", text, out)
		}
		for _, part := range []string{out, text} {
			for line := range strings.Lines(part) {
				if !strings.Contains(text, line) || !strings.Contains(out, line) {
					t.Errorf("%q is written as %q", text, out)
				}
			}
		}
	})
}
