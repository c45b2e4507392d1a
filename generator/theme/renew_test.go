package theme

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/view"
	"kepu/themes"
)

// defaultFiles is a copy of the default theme that can be edited.
func defaultFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	dir, _ := themes.Open("default")
	files := fstest.MapFS{}
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// edited returns the theme with the first old in a file made new.
func edited(t testing.TB, dir fstest.MapFS, file, old, new string) fstest.MapFS {
	t.Helper()
	text := string(dir[file].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", file, old)
	}
	dir = maps.Clone(dir)
	dir[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
	return dir
}

func mustRenew(t testing.TB, th *Theme, dir fs.FS) *Theme {
	t.Helper()
	th, err := th.Renew(dir)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// made returns the names of the layouts that are not those of the theme before.
func made(before, now *Theme) string {
	var names []string
	for name, l := range now.layouts {
		if before.layouts[name] != l {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func TestAnEditIsCheckedWhereItChangesSomething(t *testing.T) {
	dir := defaultFiles(t)
	first := mustRenew(t, nil, dir)
	if got := made(first, mustRenew(t, first, dir)); got != "" {
		t.Errorf("nothing changed, made anew: %s", got)
	}
	layout := edited(t, dir, "layouts/offline.html", "</section>", "<p>x</p></section>")
	if got := made(first, mustRenew(t, first, layout)); got != "offline" {
		t.Errorf("the layout offline changed, made anew: %s", got)
	}
	style := edited(t, dir, "assets/style.css", "}", "} /* x */")
	framed := slices.DeleteFunc(Layouts(), func(name string) bool { return drawings[name] })
	if got := made(first, mustRenew(t, first, style)); got != strings.Join(framed, " ") {
		t.Errorf("the style sheet changed, which all pages name by what it holds, made anew: %s", got)
	}
	script := edited(t, dir, "assets/map.js", "", "// x\n")
	if got := made(first, mustRenew(t, first, script)); got != "map" {
		t.Errorf("the map's script changed, made anew: %s", got)
	}
	part := edited(t, dir, "parts/filter.html", "<", "<!-- x --><")
	got := made(first, mustRenew(t, first, part))
	if !strings.Contains(got, "directory") || strings.Contains(got, "offline") {
		t.Errorf("the part filter changed, made anew: %s", got)
	}
	frame := edited(t, dir, "frame.html", "</body>", "<p>x</p></body>")
	if got := made(first, mustRenew(t, first, frame)); got != strings.Join(framed, " ") {
		t.Errorf("the frame changed, made anew: %s", got)
	}
}

// Any edits, then the pages of a theme that was read at once.
func TestARenewedThemeIsTheThemeReadAtOnce(t *testing.T) {
	dir := defaultFiles(t)
	th := mustRenew(t, nil, dir)
	for _, e := range [][3]string{
		{"layouts/base.html", "</section>", "<p>1</p></section>"},
		{"parts/small.html", "<", "<i></i><"},
		{"layouts/base.html", "</section>", "{{.NoSuch}}</section>"}, // refused: the next one begins before it
		{"layouts/map.html", "</section>", "<p title=\"{{.PageTitle}}\">2</p></section>"},
		{"frame.html", "</body>", "<p>3</p></body>"},
		{"layouts/base.html", "<p>1</p>", ""},
		{"assets/page.js", "", "// 4\n"},
	} {
		next := edited(t, dir, e[0], e[1], e[2])
		renewed, err := th.Renew(next)
		whole, failed := Load(next)
		if (err == nil) != (failed == nil) || err != nil && err.Error() != failed.Error() {
			t.Fatalf("%s: %v, read at once %v", e[0], err, failed)
		}
		if err != nil {
			continue
		}
		dir, th = next, renewed
		for name, view := range views {
			for _, v := range []any{view, sample(view)} {
				var got, want bytes.Buffer
				if err := errors.Join(th.Render(&got, name, v), whole.Render(&want, name, v)); err != nil {
					t.Fatal(err)
				}
				if got.String() != want.String() {
					t.Errorf("%s, after the edit of %s: the page is another", name, e[0])
				}
			}
		}
	}
}

// tiny is a theme of a frame and layouts of one line each, with files put in the place
// of these.
func tiny(files map[string]string) fstest.MapFS {
	dir := fstest.MapFS{frameFile: {Data: []byte(`{{template "main" .}}`)}}
	for _, name := range Layouts() {
		dir["layouts/"+name+".html"] = &fstest.MapFile{Data: []byte(`{{define "main"}}{{.PageTitle}}{{end}}`)}
	}
	dir["layouts/ground.html"] = &fstest.MapFile{Data: []byte(`{{define "main"}}{{.Width}}{{end}}`)}
	dir["layouts/poster-sheet.html"] = &fstest.MapFile{Data: []byte(`{{define "main"}}{{.Name}}{{end}}`)}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return dir
}

func TestLayoutsShareASetAndAreKeptApart(t *testing.T) {
	th := mustRenew(t, nil, tiny(map[string]string{
		"parts/a.html":     `{{define "name"}}{{.PageTitle}}{{end}}{{define "main"}}no main{{end}}{{define "box"}}[{{template "name" .}}]{{end}}`,
		"layouts/map.html": `{{define "main"}}{{template "own" .}}<a href="{{template "name" .}}">{{template "box" .}}</a>{{end}}{{define "own"}}map {{end}}`,
		"layouts/base.html": `{{define "main"}}{{template "own" .}}<b title="{{template "name" .}}">{{template "name" .}}</b>{{end}}` +
			`{{define "own"}}base {{end}}`,
		"layouts/county.html": `{{define "main"}}{{end}}`, // as text/template has it: nothing takes nobody's place
	}))
	title := view.Frame{PageTitle: `a b"<`}
	for layout, page := range map[string]struct {
		view any
		want string
	}{
		"map":    {view.MapPage{Frame: title}, `map <a href="a%20b%22%3c">[a b&#34;&lt;]</a>`},
		"base":   {view.BasePage{Frame: title}, `base <b title="a b&#34;&lt;">a b&#34;&lt;</b>`},
		"county": {view.CountyPage{Frame: title}, "no main"},
		"home":   {view.Home{Frame: title}, "a b&#34;&lt;"},
	} {
		var b bytes.Buffer
		if err := th.Render(&b, layout, page.view); err != nil || b.String() != page.want {
			t.Errorf("%s: %q, want %q, %v", layout, &b, page.want, err)
		}
	}
}

func TestAFaultIsThatOfItsLayout(t *testing.T) {
	main := func(text string) string { return `{{define "main"}}` + "\n" + text + `{{end}}` }
	for _, c := range []struct {
		name  string
		files map[string]string
		file  string
		says  string
	}{
		{"one ends inside a tag", map[string]string{"layouts/county.html": main(`<p title="`)}, "layouts/county.html", "non-text context"},
		// Each begins where the one before it ends.
		{"they would mend each other", map[string]string{"layouts/base.html": main(`<p title="`), "layouts/county.html": main(`"></p>`)}, "layouts/base.html", "non-text context"},
		{"a frame that is nothing", map[string]string{frameFile: "  \n"}, "", ""},
		{"an unknown field in one", map[string]string{"layouts/county.html": main(`{{.NoSuch}}`)}, "layouts/county.html", "NoSuch"},
		{"an unknown field in a part that two use", map[string]string{"layouts/map.html": main(`{{template "x" .}}`), "layouts/base.html": main(`{{template "x" .}}`), "parts/x.html": `{{define "x"}}{{.Titles}}{{end}}`}, "parts/x.html", "view.MapPage"},
		{"an unknown part in one", map[string]string{"layouts/map.html": main(`{{template "x" .}}`)}, "layouts/map.html", `no such template "x"`},
		{"a part of another layout's", map[string]string{"layouts/map.html": main(`{{template "x" .}}`), "layouts/base.html": main("") + `{{define "x"}}{{end}}`}, "layouts/map.html", `no such template "x"`},
		{"a name as they are given here", map[string]string{"parts/x.html": `{{define "main of layouts/map.html"}}{{end}}`}, "parts/x.html", "already defined"},
		{"a range that ends elsewhere", map[string]string{"layouts/map.html": main(`{{range .Kinds}}<p title="{{end}}`)}, "layouts/map.html", "on range loop re-entry"},
	} {
		_, err := Load(tiny(c.files))
		var f *Fault
		switch {
		case c.file == "" && err == nil:
		case !errors.As(err, &f):
			t.Errorf("%s: %v", c.name, err)
		case f.File != c.file || !strings.Contains(f.What.EN, c.says):
			t.Errorf("%s: %v", c.name, f)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	dir := defaultFiles(b)
	for b.Loop() {
		mustRenew(b, nil, dir)
	}
}

func BenchmarkRenew(b *testing.B) {
	dir := defaultFiles(b)
	for _, file := range []string{"layouts/base.html", "parts/marks.html", frameFile} {
		b.Run(file, func(b *testing.B) {
			two := [2]fstest.MapFS{dir, edited(b, dir, file, "<", "<!-- x --><")}
			th := mustRenew(b, nil, dir)
			i := 0
			for b.Loop() {
				i++
				th = mustRenew(b, th, two[i%2])
			}
		})
	}
}
