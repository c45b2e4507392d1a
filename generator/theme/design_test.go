package theme_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func styleSheet(t *testing.T) string {
	t.Helper()
	var all string
	for _, name := range []string{"style.css", "print.css"} {
		css, err := fs.ReadFile(defaultTheme(t).Assets(), name)
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
	fallback     = regexp.MustCompile(`(--color-[a-z-]+): var\((--[a-z]+-[0-9])\);`)
)

// TestColoursHaveContrast holds WCAG 2.1: 7 to 1 for what is read at length, 4.5 for other
// words, 3 for what is only seen; in light and in dark.
func TestColoursHaveContrast(t *testing.T) {
	css := styleSheet(t)
	palette := map[string]string{}
	for _, m := range paletteEntry.FindAllStringSubmatch(css, -1) {
		palette[m[1]] = m[2]
	}
	modes := []map[string]string{{}, {}}
	for _, m := range intentEntry.FindAllStringSubmatch(css, -1) {
		modes[0][m[1]], modes[1][m[1]] = palette[m[2]], palette[m[3]]
	}
	for _, m := range fallback.FindAllStringSubmatch(css, -1) {
		if palette[m[2]] != modes[0][m[1]] {
			t.Errorf("%s is not the same in browsers without light-dark()", m[1])
		}
	}
	pairs := []struct {
		least   float64
		on      []string
		colours []string
	}{
		{7, []string{"page", "raised", "sunk"}, []string{"text", "soft"}},
		{7, []string{"accent-tint"}, []string{"text"}},
		{7, []string{"page", "raised"}, []string{"main"}},
		{4.5, []string{"page", "raised", "sunk"}, []string{"faint", "accent"}},
		{4.5, []string{"main-tint"}, []string{"main", "faint", "text"}},
		{4.5, []string{"accent-tint"}, []string{"accent"}},
		{4.5, []string{"main"}, []string{"on-main"}},
		{2.2, []string{"page"}, []string{"edge"}}, // rules that part what space parts already
	}
	for i, mode := range modes {
		for _, p := range pairs {
			for _, on := range p.on {
				for _, c := range p.colours {
					fore, back := mode["--color-"+c], mode["--color-"+on]
					if fore == "" || back == "" {
						t.Fatalf("no colour %s or %s", c, on)
					}
					if got := contrast(t, fore, back); got < p.least {
						t.Errorf("mode %d: %s on %s has %.2f, want %.1f", i, c, on, got, p.least)
					}
				}
			}
		}
	}
}

// contrast is WCAG's, from the sRGB colours in hexadecimal.
func contrast(t *testing.T, a, b string) float64 {
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	channel := func(shift uint, weight float64) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return weight * c / 12.92
		}
		return weight * math.Pow((c+0.055)/1.055, 2.4)
	}
	return channel(16, 0.2126) + channel(8, 0.7152) + channel(0, 0.0722)
}

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
	for _, m := range regexp.MustCompile(`var\((--[a-z0-9-]+)\)`).FindAllStringSubmatch(css, -1) {
		used[m[1]] = true
	}
	for name := range used {
		if !strings.Contains(css, name+":") {
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
	css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(styleSheet(t), "")
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
	th, css := defaultTheme(t), styleSheet(t)
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
