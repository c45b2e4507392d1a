package theme

import (
	"regexp"
	"strings"
	"testing"
)

// patterns say what is forbidden, in the order of forbidden.
var patterns = []*regexp.Regexp{
	regexp.MustCompile(`<style[\s>]`),
	regexp.MustCompile(`[\s"'/]style\s*=`),
	regexp.MustCompile(`[\s"'/]on[a-z]+\s*=`),
	regexp.MustCompile(`<base[\s>]`),
	regexp.MustCompile(`http-equiv\s*=\s*["']?refresh`),
	regexp.MustCompile(`javascript:`),
	regexp.MustCompile(`//[a-z0-9.-]+\.[a-z]`),
}

// FuzzForbidden holds the search for forbidden words to the patterns that say the same.
func FuzzForbidden(f *testing.F) {
	for _, s := range []string{
		"", "<STYLE>", "<style", "<styles>", "a style = x", `"style=`, "style=", "list-style: x", "/onerror=", " on=", " ON1=", "'onx\n=", "font=x on x=",
		"<base\t", "<based>", `Http-Equiv = "refresh`, "http-equiv='x", "http-equiv=\"'refresh", "JavaScript:x", "//example.org", "//.org", "//a.b", "//a-.1.c", "// a.b", "http://1.2", "///a.b", "//..a",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		low := small(text)
		if len(low) != len(text) || !strings.EqualFold(low, text) {
			t.Fatalf("%q in small letters is %q", text, low)
		}
		for i, x := range forbidden {
			want := -1
			if at := patterns[i].FindStringIndex(low); at != nil {
				want = at[0] + strings.Index(low[at[0]:], x.word) // without what stands before it
			}
			if got := find(low, x.word, x.is); got != want {
				t.Errorf("%q: %s at %d, want %d", text, patterns[i], got, want)
			}
		}
	})
}
