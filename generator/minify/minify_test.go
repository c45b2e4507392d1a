package minify_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/minify"
)

func TestCSS(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"/* why */\na { color: var(--main); }\n", "a{color:var(--main)}"},
		{":root { --teal-7: #17494e; --white: #ffffff; }", ":root{--teal-7:#17494e;--white:#ffffff}"}, // colours are looked for by these names
		{"@supports not (inset: 0) { a { gap: 0; } }", "@supports not (inset:0){a{gap:0}}"},
		{"a { width: calc(100% - 2px); }", "a{width:calc(100% - 2px)}"},
		{"@container (min-width: 40em) { .a { display: inline; } }", "@container(min-width:40em){.a { display: inline; } }"}, // what it does not know it leaves
		{`.a::before { content: "▲"; content: "▲" / ""; }`, `.a::before{content:"▲";content:"▲"/""}`},
		{".a:not(:has(> .b)) { gap: 0 }", ".a:not(:has(>.b)){gap:0}"},
		{"a { inset: 0 } @media print { @page { margin: 20mm } }", "a{inset:0}@media print{@page{margin:20mm}}"},
		{"@page official:left { @bottom-left { content: \"— \" counter(page); } }", `@page official:left{@bottom-left{content: "— " counter(page); }}`},
		{"", ""},
	} {
		if got := string(minify.CSS([]byte(c.in))); got != c.want {
			t.Errorf("%s\nbecame %s\nwant   %s", c.in, got, c.want)
		}
	}
}

func TestJS(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"/* why */\nconst name = 1;\nf(name); // that\n", "const name=1;f(name)"}, // other scripts may see it
		{"try { f(); } catch { }", "try{f()}catch{}"},
		{"this is no script", "this is no script"},
		{"f(a === null || a === undefined ? b : a);", "f(a==null?b:a)"},                                  // never ??
		{"if (a) f(a.b); else g();", "a?f(a.b):g()"},                                                     // never ?.
		{"const f = a => { const long = a; return long + long; };", "const f=e=>{const t=e;return t+t}"}, // what only it can see
	} {
		if got := string(minify.JS([]byte(c.in))); got != c.want {
			t.Errorf("%s\nbecame %s\nwant   %s", c.in, got, c.want)
		}
	}
}

// What the theme has keeps its selectors, its custom properties and its media, and scripts keep the words
// by which pages call them.
func TestNothingOfTheThemeIsLost(t *testing.T) {
	files, err := filepath.Glob("../../themes/default/assets/*.[cj]s*")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	comment := regexp.MustCompile(`(?s)/\*.*?\*/|(?m) // .*$`)
	inSheet := regexp.MustCompile(`--[a-z0-9-]+|\.[a-z]+(?:__[a-z]+)?(?:--[a-z0-9]+)?\b|data-[a-z-]+|@[a-z-]+`)
	inScript := regexp.MustCompile(`data-[a-z-]+[a-z]|kepu-[a-z]+|dataset\.[a-z]+|classList\.[a-z]+`)
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, words := minify.CSS(text), inSheet
		if filepath.Ext(name) == ".js" {
			got, words = minify.JS(text), inScript
		}
		if len(got) > len(text)*9/10 {
			t.Errorf("%s: %d of %d bytes are left", name, len(got), len(text))
		}
		for _, w := range words.FindAllString(comment.ReplaceAllString(string(text), ""), -1) {
			if !strings.Contains(string(got), w) {
				t.Errorf("%s: %s is gone", name, w)
			}
		}
	}
}

func TestEditionIsThatOfTheModule(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if want := "github.com/tdewolff/minify/v2 " + minify.Edition + "\n"; err != nil || !strings.Contains(strings.ReplaceAll(string(mod), "\r", ""), want) {
		t.Errorf("go.mod does not say %q, %v", want, err)
	}
}

func FuzzMinify(f *testing.F) {
	f.Add("a { color: red; }")
	f.Add("const a = `${b}`;")
	f.Fuzz(func(t *testing.T, text string) {
		for _, short := range []func([]byte) []byte{minify.CSS, minify.JS} {
			if got := short([]byte(text)); len(got) > len(text) {
				t.Errorf("longer than it was: %q", got)
			}
		}
	})
}

// All of the theme's style sheets and scripts, as a build makes them short.
func BenchmarkTheme(b *testing.B) {
	files, _ := filepath.Glob("../../themes/default/assets/*.[cj]s*")
	texts := map[string][]byte{}
	for _, name := range files {
		texts[name], _ = os.ReadFile(name)
	}
	for b.Loop() {
		for name, text := range texts {
			if filepath.Ext(name) == ".js" {
				minify.JS(text)
			} else {
				minify.CSS(text)
			}
		}
	}
}
