package theme

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"testing"

	"kepu/themes"
)

func defaultTheme(t testing.TB) *Theme {
	t.Helper()
	dir, ok := themes.Open("default")
	if !ok {
		t.Fatal("there is no default theme")
	}
	th, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// A part that is not compiled costs its layout nine tenths of its speed, and nobody
// would see it.
func TestEveryDefaultLayoutIsCompiled(t *testing.T) {
	th := defaultTheme(t)
	for _, name := range Layouts() {
		l := th.layouts[name]
		if _, err := newCompiler(l.set).template(l.frame(), reflect.TypeOf(l.view)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// same fails the test when the layout compiled makes another page of view than
// html/template, or when one of the two meets trouble and the other doesn't.
func same(t *testing.T, th *Theme, layout string, view any) {
	t.Helper()
	var want, got bytes.Buffer
	failed := execute(&want, th.layouts[layout].set, th.layouts[layout].frame(), view)
	switch ok := th.layouts[layout].ready.render(&got, view); {
	case failed == nil && !ok:
		t.Fatalf("%s: compiled it meets trouble, html/template doesn't", layout)
	case failed != nil && ok:
		t.Fatalf("%s: compiled it makes a page, html/template says: %v", layout, failed)
	case failed != nil:
		return
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		g, w := strings.Split(got.String(), "\n"), strings.Split(want.String(), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Fatalf("%s, line %d:\n%s\nwant\n%s", layout, i+1, g[i], w[i])
			}
		}
		t.Fatalf("%s: %d lines, want %d", layout, len(g), len(w))
	}
}

// A page on which html/template fails must not be made: its fault would be told nobody.
func TestCompiledMeetsTheTroubleOfHTMLTemplate(t *testing.T) {
	type inner struct {
		Word string
		List []string
	}
	type view struct {
		In   *inner
		List []string
	}
	for _, text := range []string{
		`{{.In.Word}}`, `{{range .In.List}}{{end}}`, `{{len .In.List}}`, `{{if .In.Word}}{{end}}`, `{{if eq .In.Word "a"}}{{end}}`, `{{if not .In.Word}}{{end}}`,
		`{{$x := .In}}{{$x.Word}}`, `{{with .List}}{{$.In.Word}}{{end}}`, `{{define "a"}}{{.Word}}{{end}}{{template "a" .In}}`,
		`{{index .List 1}}`, `{{index .List -1}}`, `{{index .In.List 0}}`,
	} {
		set := template.Must(template.New("page").Parse(text))
		v := view{List: []string{"a"}}
		if err := execute(new(bytes.Buffer), set, "page", v); err == nil {
			t.Errorf("%s: html/template meets no trouble", text)
		}
		g, err := newCompiler(set).template("page", reflect.TypeOf(v))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var b bytes.Buffer
		if g.render(&b, v) {
			t.Errorf("%s: compiled it makes a page", text)
		}
	}
}

func TestCompiledPagesAreWhatHTMLTemplateMakes(t *testing.T) {
	th := defaultTheme(t)
	for name, view := range views {
		if err := th.layouts[name].unfit; err != nil {
			t.Errorf("%s takes ten times as long as it could: %v", name, err)
			continue
		}
		same(t, th, name, view)
		same(t, th, name, sample(view))
	}
}

// FuzzCompiledPages fills every field of every view from the fuzzer's bytes.
func FuzzCompiledPages(f *testing.F) {
	for _, s := range []string{"", "a", `"'&<>+`, "javascript:alert(1)", "tel:+86-1", "http://x/?a=b&c=%zz%41#é", "\x00\xff\u2028", "</script><!--", "#ZgotmplZ", "//x", "a:b/c"} {
		f.Add(s, uint64(len(s))*0x9e3779b97f4a7c15)
	}
	th := defaultTheme(f)
	f.Fuzz(func(t *testing.T, text string, bits uint64) {
		fill := filler{text: text, bits: bits}
		for name, view := range views {
			if th.layouts[name].ready == nil {
				continue
			}
			v := reflect.New(reflect.TypeOf(view)).Elem()
			fill.set(v, 0)
			same(t, th, name, v.Interface())
		}
	})
}

// filler sets values to what a text and some bits give.
type filler struct {
	text string
	bits uint64
}

func (f *filler) below(n uint64) uint64 {
	f.bits = f.bits*6364136223846793005 + 1442695040888963407
	return (f.bits >> 33) % n
}

func (f *filler) set(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		if from := int(f.below(uint64(len(f.text)) + 2)); from <= len(f.text) {
			v.SetString(f.text[from:])
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(f.below(5)) - 1)
	case reflect.Float64:
		v.SetFloat([]float64{0, 1, -0.5, 1e-7, 1e21, 123456.789, 300}[f.below(7)])
	case reflect.Bool:
		v.SetBool(f.below(2) == 0)
	case reflect.Struct:
		for i := range v.NumField() {
			f.set(v.Field(i), depth)
		}
	case reflect.Slice:
		if depth < 5 {
			v.Set(reflect.MakeSlice(v.Type(), int(f.below(3)), 4))
			for i := range v.Len() {
				f.set(v.Index(i), depth+1)
			}
		}
	case reflect.Pointer:
		if depth < 5 && f.below(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			f.set(v.Elem(), depth+1)
		}
	}
}

// FuzzEscapers holds what we write for a value in each kind of place to what
// html/template writes there.
func FuzzEscapers(f *testing.F) {
	for _, s := range []string{"", `"'&<>+`, "javascript:x", "JAVASCRIPT:x", "HTTPS://x", "mailto:a@b?subject=c d", "tel:+1-2", "tel:x", "a%", "a%4", "a%41%zz", "\x00\xff", "a/b:c", "\ufdd0\uffff", "(!)~*'`", "a-480.jpg 480w, b,c-960.jpg\t2x", " x:y 1w,a 1.5x, javascript:z"} {
		f.Add(s)
	}
	text := template.Must(template.New("").Parse(`{{.}}|<i title="{{.}}">|<title>{{.}}</title>`))
	address := template.Must(template.New("").Funcs(template.FuncMap{"tel": tel}).Parse(`<a href="{{.}}">|<a href="{{tel .}}">|<a href="x?a={{.}}">|<a href="x?a={{tel .}}">|<img srcset="{{.}}">|<img srcset="{{tel .}}">`))
	f.Fuzz(func(t *testing.T, s string) {
		escaped := string(appendHTML(nil, s))
		if got, want := escaped+`|<i title="`+escaped+`">|<title>`+escaped+`</title>`, rendered(t, text, s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
		whole, err := escaperOf("urlfilter urlnormalizer attrescaper")
		if err != nil {
			t.Fatal(err)
		}
		part, err := escaperOf("urlescaper attrescaper")
		if err != nil {
			t.Fatal(err)
		}
		list, err := escaperOf("srcsetescaper attrescaper")
		if err != nil {
			t.Fatal(err)
		}
		vouched := telURL.MatchString(s)
		got := `<a href="` + string(whole(nil, printed{s, false})) + `">|<a href="` + string(whole(nil, printed{s, vouched})) +
			`">|<a href="x?a=` + string(part(nil, printed{s, false})) + `">|<a href="x?a=` + string(part(nil, printed{s, vouched})) +
			`">|<img srcset="` + string(list(nil, printed{s, false})) + `">|<img srcset="` + string(list(nil, printed{s, vouched})) + `">`
		if want := rendered(t, address, s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	})
}

func rendered(t *testing.T, page *template.Template, s string) string {
	var b bytes.Buffer
	if err := page.Execute(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
