package verify

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
)

const ours = "<!doctype html>\n<link rel=\"stylesheet\" href=\"assets/style.css?v=1\">\n<script src=\"assets/page.js?v=2\"></script>\n<script type=\"application/json\">{}</script>\n<p>甲</p>\n"

// What any edition of a page may have is not injected; what none has is, wherever it stands.
func TestWhatIsInjected(t *testing.T) {
	for _, c := range []struct{ far, want string }{
		{ours, ""},
		{strings.Replace(ours, "甲", "乙", 1), ""},
		{strings.Replace(ours, "{}", `{"a":1}`, 1), ""},
		{strings.ReplaceAll(ours, "?v=1", "?v=9"), ""},
		{ours + `<script src="../assets/hours.js" defer></script>`, ""},
		{ours + `<script src="/x.js"></script>`, `<script src="/x.js">`},
		{ours + `<SCRIPT SRC=http://x.example/assets/a.js></SCRIPT>`, `<SCRIPT SRC=http://x.example/assets/a.js>`},
		{ours + `<script>1</script>`, `<script>1</script>`},
		{ours + `<script type=module>1</script >`, `<script type=module>1</script >`},
		{ours + `<link rel=stylesheet href=//x.example/a.css>`, `<link rel=stylesheet href=//x.example/a.css>`},
		{ours + `<link rel="canonical" href="https://kepu.example.org/">`, ""},
		{ours + `<meta http-equiv="refresh" content="0; url=x">`, `<meta http-equiv="refresh" content="0; url=x">`},
		{ours + `<base href="//x.example/">`, `<base href="//x.example/">`},
		{ours + `<iframe src="x"></iframe><script>2</script>`, `<iframe src="x">`},
		{ours + `<img src=x onerror="go()">`, `<img src=x onerror="go()"`},
		{ours + `<a href="javascript:go()">`, `href="javascript:go()`},
		{ours + `<embed src=x>`, `<embed src=x>`},
	} {
		if got, yes := injected([]byte(ours), []byte(c.far)); got != c.want || yes != (c.want != "") {
			t.Errorf("%q is told of %q", got, c.far)
		}
	}
	twice := ours + "<script>1</script>"
	if got, yes := injected([]byte(twice), []byte(twice+"<script>1</script>")); !yes {
		t.Errorf("a second one is not told: %q", got)
	}
}

// Whatever a server gives, it is compared without harm, what is told of it is one line of words, and nothing is told of what is the same.
func FuzzWhatAServerGivesIsComparedInWords(f *testing.F) {
	f.Add([]byte(ours), []byte(ours+"<script>"))
	f.Add([]byte("甲乙"), []byte("甲\u202e丁"))
	f.Add([]byte("\xe7\x94"), []byte("\xe7\xb2\x00\x1b[0m"))
	f.Add([]byte("a\nb"), []byte("a\r\nb"))
	f.Add([]byte("a"), []byte("\ufeffa"))
	f.Fuzz(func(t *testing.T, local, far []byte) {
		if _, yes := injected(local, local); yes {
			t.Error("a page has what it has not")
		}
		what, yes := injected(local, far)
		if yes && (!bytes.Contains(far, []byte(what)) || what == "") {
			t.Errorf("%q is not there", what)
		}
		if bytes.Equal(local, far) {
			return
		}
		text, _ := differs(local, far)
		if text.ZH == "" || text.EN == "" || len(text.ZH) > 1000 {
			t.Errorf("%q", text)
		}
		for _, r := range text.ZH + text.EN {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
				t.Errorf("%q has %U", text.ZH, r)
			}
		}
	})
}
