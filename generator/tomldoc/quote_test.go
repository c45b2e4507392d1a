package tomldoc

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

func TestQuote(t *testing.T) {
	if got, want := Quote("“甲”\"乙\\\t\n\x01\x7f"), "\"“甲”\\\"乙\\\\\t\\n\\u0001\\u007f\""; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// FuzzQuote: another reader of TOML gets the text back, from one line.
func FuzzQuote(f *testing.F) {
	for _, s := range []string{"", "a", "\"\\", "\n\r\t\x00", "\"\"\"", "科普\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		var got struct{ A string }
		q := Quote(s)
		if _, err := toml.Decode("A = "+q+"\n", &got); err != nil || got.A != s || strings.Contains(q, "\n") {
			t.Errorf("%q is %s, which reads as %q: %v", s, q, got.A, err)
		}
	})
}
