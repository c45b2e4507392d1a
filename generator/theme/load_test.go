package theme_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kepu/generator/diag"
	"kepu/generator/theme"
	"kepu/generator/view"
)

// small is the least that is a theme, with files put in the place of its own.
func small(files map[string]string) fs.FS {
	dir := fstest.MapFS{
		"frame.html":       {Data: []byte("<!doctype html>\n<html lang=\"{{.Lang}}\"><title>{{.PageTitle}}</title>{{template \"main\" .}}</html>")},
		"assets/style.css": {Data: []byte("body { margin: 0 }\n")},
	}
	for _, name := range theme.Layouts() {
		if name == "ground" || name == "poster-sheet" { // no page: it has no title
			dir["layouts/"+name+".html"] = &fstest.MapFile{Data: []byte(`{{define "main"}}<svg></svg>{{end}}`)}
			continue
		}
		dir["layouts/"+name+".html"] = &fstest.MapFile{Data: []byte(`{{define "main"}}<main>{{.PageTitle}}</main>{{end}}`)}
	}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return dir
}

// inMain makes a layout; its body begins on line 2.
func inMain(body string) string { return "{{define \"main\"}}\n" + body + "\n{{end}}" }

func TestFaultsAreFoundWhenAThemeIsLoaded(t *testing.T) {
	base := "layouts/base.html"
	cases := []struct {
		name, file, text string
		place            string // "file:line" that the fault names
		says             string // in English
	}{
		{"TPL-01 unclosed if", base, inMain("{{if .Name}}x"), "", "unexpected EOF"},
		{"TPL-02 unknown field", base, inMain("x\n{{.NoSuch}}"), base + ":3", "NoSuch"},
		{"TPL-02 unknown field behind an if", base, inMain("{{if .Name}}\n{{.NoSuch}}{{end}}"), base + ":3", "NoSuch"},
		{"TPL-02 unknown field in a list", base, inMain("{{range .Titles}}\n{{.NoSuch}}{{end}}"), base + ":3", "NoSuch"},
		{"TPL-02 unknown field in an else", base, inMain("{{if .Name}}{{else}}{{.NoSuch}}{{end}}"), base + ":2", "NoSuch"},
		{"TPL-03 nil pointer", base, inMain("{{.Cover.URL}}"), base + ":2", "nil pointer"},
		{"TPL-03 index out of range", base, inMain("{{index .Titles 0}}"), base + ":2", "out of range"},
		{"TPL-04 ends inside an attribute", base, inMain(`<p title="{{.Name}}`), "", "non-text context"},
		{"TPL-05 calls itself", "parts/a.html", `{{define "a"}}` + "\n" + `{{template "a"}}{{end}}`, "", ""},
		{"TPL-05 calls itself from a layout", base, inMain(`{{template "main" .}}`), base + ":2", "calls itself"},
		{"TPL-10 inline script", base, inMain("\n<script>alert(1)</script>"), base + ":3", "no script"},
		{"TPL-10 style attribute", base, inMain(`<p style="color: red">`), base + ":2", "no style attribute"},
		{"TPL-10 style element", base, inMain(`<style>p{}</style>`), base + ":2", "no style sheet"},
		{"TPL-10 handler", base, inMain(`<p onclick="x()">`), base + ":2", "no on"},
		{"TPL-10 handler after a slash", base, inMain(`<img/onerror=x>`), base + ":2", "no on"},
		{"TPL-10 outside address", base, inMain(`<img src="https://example.org/a.png">`), base + ":2", "outside the site"},
		{"TPL-10 outside address without scheme", base, inMain(`<img src="//example.org/a.png">`), base + ":2", "outside the site"},
		{"TPL-10 script from outside", base, inMain(`<script src="https://example.org/a.js"></script>`), base + ":2", "outside the site"},
		{"TPL-10 base", "frame.html", `<base href="x/">{{template "main" .}}`, "frame.html:1", "no <base>"},
		{"TPL-10 refresh", "frame.html", "\n" + `<meta http-equiv="refresh" content="0">{{template "main" .}}`, "frame.html:2", "no refresh"},
		{"TPL-10 font from outside in a style sheet", "assets/style.css", "p {}\n@import url(https://example.org/a.css);", "assets/style.css:2", "outside the site"},
		{"TPL-10 script in a drawing", "assets/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>`, "assets/a.svg:1", "no script"},
		{"TPL-11 GBK", base, inMain("\xbf\xc6\xc6\xd5"), base + ":2", "not UTF-8"},
		{"TPL-12 the clock", base, inMain("{{now}}"), base + ":2", "now"},
		{"TPL-12 the environment", base, inMain(`{{env "HOME"}}`), base + ":2", "env"},
		{"printf", base, inMain(`{{if .Name}}{{.Name | printf "%d"}}{{end}}`), base + ":2", "no printf"},
		{"no main", base, `{{define "mian"}}x{{end}}`, base, "main"},
		{"an unknown part", base, inMain(`{{template "nosuch" .}}`), base + ":2", "nosuch"},
		{"a name defined twice", "parts/a.html", `{{define "frame.html"}}x{{end}}`, "parts/a.html", "already defined"},
		{"a name defined twice in a file", "parts/a.html", `{{define "a"}}x{{end}}` + "\n" + `{{define "a"}}y{{end}}`, "", "multiple definition"},
		{"an unsafe telephone link", base, inMain(`<a href="{{tel .Name}}x">{{tel "javascript:alert(1)"}}</a><a href="{{tel "javascript:1"}}">`), "", "javascript:"},
		{"an asset's name", "assets/样式.css", "", "assets/样式.css", "may hold only"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{c.file: c.text}
			if strings.HasPrefix(c.file, "parts/") {
				files[base] = inMain(`{{template "a"}}`)
			}
			start := time.Now()
			_, err := theme.Load(small(files))
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			var f *theme.Fault
			if !errors.As(err, &f) {
				t.Fatalf("got %v, want a Fault", err)
			}
			if f.File != c.file && c.place != "" {
				t.Errorf("file %q: %v", f.File, err)
			}
			if _, line, ok := strings.Cut(c.place, ":"); ok && line != itoa(f.Line) {
				t.Errorf("line %d, want %s: %v", f.Line, line, err)
			}
			if !strings.Contains(f.What.EN, c.says) {
				t.Errorf("says %q, want %q in it", f.What.EN, c.says)
			}
			if zh := f.In(diag.ZH); !strings.Contains(zh, "主题文件 "+f.File) {
				t.Errorf("in Chinese: %q", zh)
			}
		})
	}
}

func itoa(n int) string { return string(rune('0' + n)) } // lines below 10

func TestMissingFilesAreNamed(t *testing.T) {
	for _, name := range []string{"frame.html", "layouts/county.html"} {
		dir := small(nil).(fstest.MapFS)
		delete(dir, name)
		_, err := theme.Load(dir)
		var f *theme.Fault
		if !errors.As(err, &f) || f.File != name {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

func TestThemesMayHaveMoreAndLess(t *testing.T) {
	dir := small(map[string]string{
		"frame.html":        "\uFEFF" + `{{template "main" .}}`, // as Notepad saves it
		"layouts/more.html": inMain(`{{.Whatever}}`),
		"layouts/notes.txt": "not a layout",
		"parts/data.html":   `{{define "data"}}<script type="application/json" id="d">{{.}}</script><script defer src="assets/a.js"></script>{{end}}`,
		"layouts/base.html": inMain(`{{/* https://example.org is only spoken of */}}{{template "data" .Name}}`),
	}).(fstest.MapFS)
	delete(dir, "assets/style.css")
	th, err := theme.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(th.Layouts(), " "); !strings.Contains(got, "map more moved") || strings.Contains(got, "notes") {
		t.Errorf("layouts: %s", got)
	}
	if _, err := fs.Stat(th.Assets(), "style.css"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("assets of a theme without them: %v", err)
	}
	var b bytes.Buffer
	if err := th.Render(&b, "base", view.BasePage{Name: "</script><b>"}); err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(b.String(), "\uFEFF") || strings.Contains(b.String(), "<b>") {
		t.Errorf("%q", b.String())
	}
}

func TestExtraLayoutsAreEscapedToo(t *testing.T) {
	_, err := theme.Load(small(map[string]string{"layouts/map.html": inMain(`<p title="{{.X}}`)}))
	if err == nil || !strings.Contains(err.Error(), "layouts/map.html") && !strings.Contains(err.Error(), "frame.html") {
		t.Errorf("%v", err)
	}
}

// What systems and editors leave in a theme is neither a fault nor part of the site.
func TestLeftoversInAThemeArePassedOver(t *testing.T) {
	th, err := theme.Load(small(map[string]string{
		"assets/.DS_Store": "x", "assets/Thumbs.db": "x", "assets/desktop.ini": "x", "assets/style.css.bak": "}", "assets/a.css~": "}", "assets/fonts/Thumbs.db": "x",
		"assets/.git/样式.css": "x", "assets/fonts/a.woff2": "a font", "layouts/._home.html": "{{if}}", "layouts/.DS_Store": "x", "parts/~$a.html": "{{if}}",
		"parts/_a.html": `{{define "a"}}{{end}}`, "layouts/home.html": inMain(`{{template "a"}}<p>{{.PageTitle}}`),
	}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	fs.WalkDir(th.Assets(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			got = append(got, name)
		}
		return err
	})
	if want := []string{"fonts/a.woff2", "style.css"}; !slices.Equal(got, want) {
		t.Errorf("the assets are %q, not %q", got, want)
	}
	if _, err := theme.Load(small(map[string]string{"assets/_style.css": ""})); err == nil {
		t.Error("a name with an underscore, which means no draft here, is passed over")
	}
}

// Style sheets and scripts come out short, and every way to read them gives the same; what else a theme has
// comes out as it is.
func TestAssetsComeOutShort(t *testing.T) {
	th, err := theme.Load(small(map[string]string{"assets/style.css": "\uFEFFbody { color: red; }\r\n", "assets/a.js": "/* why */ f( 1 );", "assets/a.svg": "<svg>\n</svg>", "assets/broken.js": "f(;"}))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"style.css": "body{color:red}", "a.js": "f(1)", "a.svg": "<svg>\n</svg>", "broken.js": "f(;"} {
		got, err := fs.ReadFile(th.Assets(), name)
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		f, err := th.Assets().Open(name)
		if err != nil {
			t.Fatal(err)
		}
		read, _ := io.ReadAll(f)
		if info, err := f.Stat(); err != nil || info.Size() != int64(len(want)) || string(read) != want || info.Name() != name {
			t.Errorf("%s: opened, it is %q, %v", name, read, info)
		}
		f.Close()
	}
	if _, err := th.Assets().Open("none.css"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}
