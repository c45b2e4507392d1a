package theme_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/minify"
)

func styleSheet(t *testing.T) string { return styleSheets(t, "style.css", "print.css") }

func styleSheets(t *testing.T, names ...string) string {
	t.Helper()
	var all string
	for _, name := range names {
		css, err := os.ReadFile("../../themes/default/assets/" + name) // as it was written
		if err != nil {
			t.Fatal(err)
		}
		all += string(css)
	}
	return all
}

var (
	paletteEntry = regexp.MustCompile(`(--[a-z]+-[0-9]): #([0-9a-f]{6});`)
	intentEntry  = regexp.MustCompile(`(--color-[a-z-]+): light-dark\(var\((--[a-z]+-[0-9])\), var\((--[a-z]+-[0-9])\)\);`)
)

// sheets are the style sheets of the pages that are read on a screen.
var sheets = []string{"style.css", "find.css", "print.css", "ways.css", "map.css", "base.css", "counties.css", "chart.css", "article.css", "home.css", "ribbon.css", "sieve.css"}

// TestStyleSheetKeepsItsManners holds the habits that a reader of the sheet relies on.
func TestStyleSheetKeepsItsManners(t *testing.T) {
	css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(styleSheet(t), "")
	tokens, rules, _ := strings.Cut(css, "*, ::before")
	for _, bad := range []string{"!important", "url(", "@import", "font-style: italic"} {
		if strings.Contains(css, bad) {
			t.Errorf("has %s", bad)
		}
	}
	if m := regexp.MustCompile(`#[0-9a-f]{3,8}\b|var\(--(paper|ink|night|chalk|teal|cinnabar)-`).FindString(rules); m != "" {
		t.Errorf("a rule uses the palette: %s", m)
	}
	if m := regexp.MustCompile(`(?m)^\s*#[a-z_]`).FindString(css); m != "" {
		t.Errorf("styles an id: %s", m)
	}
	used := map[string]bool{}
	all := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(styleSheets(t, sheets...), "")
	for _, m := range regexp.MustCompile(`var\((--[a-z0-9-]+)\)`).FindAllStringSubmatch(all, -1) {
		used[m[1]] = true
	}
	for name := range used {
		if !strings.Contains(all, name+":") {
			t.Errorf("%s is used and never set", name)
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^\s*(--[a-z0-9-]+):`).FindAllStringSubmatch(tokens, -1) {
		if !used[m[1]] {
			t.Errorf("%s is set and never used", m[1])
		}
	}
}

// TestEveryClassIsUsed finds rules for classes that no template names.
func TestEveryClassIsUsed(t *testing.T) {
	css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(styleSheets(t, sheets...), "")
	th := defaultTheme(t)
	var all strings.Builder
	for _, p := range fixtures() {
		all.WriteString(render(t, th, p))
	}
	classes := map[string]bool{}
	for _, m := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(all.String(), -1) {
		for _, c := range strings.Fields(m[1]) {
			classes[c] = true
		}
	}
	for _, m := range regexp.MustCompile(`\.([a-z][a-z0-9_-]*[a-z0-9])`).FindAllStringSubmatch(css, -1) {
		if !classes[m[1]] {
			t.Errorf(".%s is in no page", m[1])
		}
	}
}

func TestPagesAreLight(t *testing.T) {
	th, css := defaultTheme(t), string(minify.CSS([]byte(styleSheet(t))))
	for _, p := range fixtures() {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(render(t, th, p) + css)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if b.Len() > 20_000 {
			t.Errorf("%s: page and style sheet are %d bytes compressed", p.name, b.Len())
		}
		if testing.Verbose() {
			t.Logf("%s: %d", p.name, b.Len())
		}
	}
}

// What a kind of page has of style sheets stands in the head before those that take it back on paper and without scripts.
func TestPaperHasTheLastWord(t *testing.T) {
	th := defaultTheme(t)
	sheets := 0
	for _, p := range fixtures() {
		head, _, _ := strings.Cut(render(t, th, p), "</head>")
		paper := strings.Index(head, "assets/print.css")
		sheets = max(sheets, strings.Count(head, `<link rel="stylesheet"`))
		if paper >= 0 && strings.Count(head[paper:], `<link rel="stylesheet"`) != 1 { // that of <noscript>
			t.Errorf("%s: a style sheet after print.css:\n%s", p.name, head)
		}
	}
	if sheets < 4 {
		t.Errorf("no page has style sheets of its own: %d at most", sheets)
	}
}
