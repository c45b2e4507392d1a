package site_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/diag"
	"kepu/generator/site"
	"kepu/generator/theme"
	"kepu/themes"
)

// A fault case is a small content folder in one txtar file. What each line does
// wrong stands on that line:
//
//	name = “科技馆”   ### E-TOML-QUOTE-CHINESE 8
//
// means that the site's problems hold this message on this line, in column 8. Where the words
// matter they stand behind: ### E-NAME-TAKEN 8 "甲馆", in Chinese. Where no remark can
// stand, and for what is said of a whole file, the section "expect" has lines
//
//	bases/a.md:2:8 E-TOML-QUOTE-CHINESE
//
// The problems must be exactly those told: none missing, none besides. The files
// of base.txtar are added where a case doesn't have them; "delete" in the first
// line of a file leaves it out. ⟨200B⟩ stands for the character U+200B.

// expected is one problem that a case must have.
type expected struct {
	path         string
	line, column int // 0: not told, as in diag.Place
	code         string
	words        string
}

func (e expected) String() string {
	return fmt.Sprintf("%s:%d:%d %s %q", e.path, e.line, e.column, e.code, e.words)
}

var (
	code      = regexp.MustCompile(`^[EWN]-[A-Z]+(-[A-Z0-9]+)+$`)
	remark    = regexp.MustCompile("[ \t]*### ([EWN]-[A-Z0-9-]+) ([0-9]+)( \"(?:[^\"\\\\]|\\\\.)*\"| `[^`]*`)?$")
	told      = regexp.MustCompile("^(\\S.*?)(?::([0-9]+))?(?::([0-9]+))? ([EWN]-[A-Z0-9-]+)( \"(?:[^\"\\\\]|\\\\.)*\"| `[^`]*`)?$")
	character = regexp.MustCompile(`⟨([0-9A-F]{2,6})⟩`)
)

// faultCase is a content folder and what is wrong in it.
type faultCase struct {
	files map[string]string
	want  []expected
}

// archived is one file of a txtar archive.
type archived struct{ name, text string }

// readArchive reads a txtar archive: text files, each below a line "-- name --".
// What stands before the first is a remark. (The format takes fewer lines to
// read than its library takes modules.)
func readArchive(t testing.TB, path string) []archived {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var files []archived
	for line := range strings.Lines(string(data)) {
		name, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "-- ")
		if name, end := strings.CutSuffix(name, " --"); ok && end {
			files = append(files, archived{name: name})
		} else if n := len(files); n > 0 {
			files[n-1].text += line
		}
	}
	return files
}

// readCase reads a txtar file of testdata/faults.
func readCase(t *testing.T, path string) faultCase {
	t.Helper()
	c := faultCase{files: map[string]string{}}
	for _, f := range readArchive(t, path) {
		if f.name == "expect" {
			for line := range strings.Lines(f.text) {
				c.want = append(c.want, parseTold(t, strings.TrimSpace(line)))
			}
			continue
		}
		var text strings.Builder
		n := 0
		for line := range strings.Lines(f.text) {
			n++
			body := strings.TrimSuffix(line, "\n")
			for {
				m := remark.FindStringSubmatchIndex(body)
				if m == nil {
					break
				}
				column, _ := strconv.Atoi(body[m[4]:m[5]])
				c.want = append(c.want, expected{f.name, n, column, body[m[2]:m[3]], unquote(t, body[max(m[6], 0):max(m[7], 0)])})
				body = body[:m[0]]
			}
			text.WriteString(characters(body) + "\n")
		}
		c.files[f.name] = text.String()
	}
	return c
}

func characters(s string) string {
	return character.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseInt(m[len("⟨"):len(m)-len("⟩")], 16, 32)
		return string(rune(n))
	})
}

func unquote(t *testing.T, s string) string {
	t.Helper()
	if s == "" {
		return ""
	}
	u, err := strconv.Unquote(strings.TrimSpace(s))
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return u
}

func parseTold(t *testing.T, line string) expected {
	t.Helper()
	m := told.FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("expect: cannot read %q", line)
	}
	n, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	return expected{m[1], n, column, m[4], unquote(t, m[5])}
}

// minimal returns the files that each case has unless it brings its own.
func minimal(t *testing.T) map[string]string {
	t.Helper()
	return readCase(t, "testdata/base.txtar").files
}

// folder makes the case's files a content folder; change is done to the text files.
func (c faultCase) folder(t *testing.T, change func(string) string) fstest.MapFS {
	t.Helper()
	content := fstest.MapFS{}
	add := func(name, text string) {
		if ext := strings.ToLower(filepath.Ext(name)); ext == ".md" || ext == ".toml" || ext == ".markdown" {
			text = change(text)
		}
		content[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	for name, text := range minimal(t) {
		if _, ok := c.files[name]; !ok {
			add(name, text)
		}
	}
	for name, text := range c.files {
		if !strings.HasPrefix(text, "delete") {
			add(name, text)
		}
	}
	return content
}

// defaultTheme is the theme that comes with the program. A layout that it lacks is
// taken from bareTheme: TestThemeShowsEveryPage alone asks for it.
func defaultTheme(name string) (fs.FS, error) {
	f, ok := themes.Open(name)
	if !ok {
		return nil, fs.ErrNotExist
	}
	bare, _ := bareTheme(name)
	return over{f, bare}, nil
}

// over is a file system that lies over another.
type over struct {
	fs.FS
	below fs.FS
}

func (o over) Open(name string) (fs.File, error) {
	if f, err := o.FS.Open(name); err == nil {
		return f, nil
	}
	return o.below.Open(name)
}

func (o over) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	more, _ := fs.ReadDir(o.below, name)
	for _, e := range more {
		if !slices.ContainsFunc(entries, func(x fs.DirEntry) bool { return x.Name() == e.Name() }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// bareTheme is a theme with next to nothing on a page. It is read faster.
func bareTheme(string) (fs.FS, error) {
	dir := fstest.MapFS{
		"frame.html": {Data: []byte("<!doctype html>\n<html lang=\"{{.Lang}}\"><head><title>{{.PageTitle}}</title></head><body>{{template \"main\" .}}</body></html>\n")},
	}
	for _, name := range theme.Layouts() {
		dir["layouts/"+name+".html"] = &fstest.MapFile{Data: []byte("{{define \"main\"}}<main></main>{{end}}\n")}
	}
	return dir, nil
}

// makeSite makes the site of a content folder with the default theme.
func makeSite(t testing.TB, content fs.FS) (*site.Site, diag.List) {
	t.Helper()
	s, ps, err := site.Make(content, site.Options{Theme: defaultTheme})
	if err != nil {
		t.Fatal(err)
	}
	return s, ps
}

// compare fails the test unless the problems are exactly those expected.
func compare(t *testing.T, s *site.Site, ps diag.List, want []expected) {
	t.Helper()
	if s != nil == ps.HasErrors() {
		t.Errorf("there is a site: %v, errors: %v", s != nil, ps.HasErrors())
	}
	used := make([]bool, len(want))
	for _, p := range ps {
		i := slices.IndexFunc(want, func(w expected) bool {
			return w.path == p.Place.File && w.line == p.Place.Line && w.column == p.Place.Column &&
				w.code == p.Code() && strings.Contains(p.Message(diag.ZH), w.words)
		})
		for i >= 0 && used[i] { // the next of the same words
			next := slices.Index(want[i+1:], want[i])
			if next < 0 {
				i = -1
				break
			}
			i += 1 + next
		}
		if i < 0 {
			t.Errorf("not expected:\n%s", diag.Style{}.Format(p))
			continue
		}
		used[i] = true
	}
	for i, w := range want {
		if !used[i] {
			t.Errorf("missing: %v", w)
		}
	}
	for _, p := range ps {
		checkWording(t, p)
	}
}

// checkWording looks at what every problem must have: both languages, and no
// words of programmers.
func checkWording(t *testing.T, p diag.Problem) {
	t.Helper()
	zh, en := p.Message(diag.ZH), p.Message(diag.EN)
	for _, m := range []string{zh, en} {
		if m == "" || strings.Contains(m, "%!") || strings.Contains(m, "toml:") || strings.Contains(m, "kepu/") || strings.HasSuffix(m, "。") {
			t.Errorf("badly worded: %q", m)
		}
	}
	if !code.MatchString(p.Code()) {
		t.Errorf("the code %q of %q", p.Code(), zh)
	}
	if zh == en || p.What.EN == "" || p.What.ZH == "" || (p.Mend.EN == "") != (p.Mend.ZH == "") {
		t.Errorf("not in both languages: %q, %q", zh, en)
	}
	if strings.ContainsRune(zh, '\ufeff') || strings.Contains(p.Place.Excerpt, "\r") || strings.Contains(p.Place.Excerpt, "\ufeff") {
		t.Errorf("BOM or line end in a message: %q, %q", zh, p.Place.Excerpt)
	}
}

// saved are the ways in which editors save the same text.
var saved = []struct {
	name   string
	change func(string) string
}{
	{"LF", func(s string) string { return s }},
	{"CRLF", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
	{"BOM", func(s string) string { return "\ufeff" + strings.ReplaceAll(s, "\n", "\r\n") }},
	{"CR", func(s string) string { return strings.ReplaceAll(s, "\n", "\r") }},
}

func TestEveryFaultIsToldWhereItStandsAndNoOther(t *testing.T) {
	paths, err := filepath.Glob("testdata/faults/*.txtar")
	if err != nil || len(paths) < 30 {
		t.Fatalf("%d cases, %v", len(paths), err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			c := readCase(t, path)
			for _, way := range saved {
				t.Run(way.name, func(t *testing.T) {
					opts := site.Options{Theme: bareTheme}
					if way.name == "LF" {
						opts.Theme = defaultTheme // once, so that a page it cannot show is found
					}
					s, ps, err := site.Make(c.folder(t, way.change), opts)
					if err != nil {
						t.Fatal(err)
					}
					compare(t, s, ps, c.want)
					if s != nil {
						renderAll(t, s)
					}
				})
			}
		})
	}
}

func TestMinimalSiteHasNoProblems(t *testing.T) {
	s, ps := makeSite(t, faultCase{}.folder(t, saved[0].change))
	compare(t, s, ps, nil)
	if s == nil {
		t.Fatal("no site")
	}
	renderAll(t, s)
}

// renderAll reads every file of the site. A page whose layout the theme does not
// have is left to TestThemeShowsEveryPage.
func renderAll(t testing.TB, s *site.Site) map[string]string {
	t.Helper()
	return renderSome(t, s, func(string) bool { return true })
}

func renderSome(t testing.TB, s *site.Site, wanted func(name string) bool) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, name := range s.Files() {
		if !wanted(name) {
			continue
		}
		data, err := s.ReadFile(name)
		if err != nil && !strings.Contains(err.Error(), "has no layout") {
			t.Error(err)
		}
		if err == nil {
			files[name] = string(data)
		}
	}
	return files
}

func TestThemeShowsEveryPage(t *testing.T) {
	s, _, err := site.Make(example(t), site.Options{Theme: func(name string) (fs.FS, error) {
		f, _ := themes.Open(name)
		return f, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range s.Files() {
		if _, err := s.ReadFile(name); err != nil {
			t.Error(err)
		}
	}
}

// isText reports whether a file of the site is one that people could read.
func isText(name string) bool {
	switch filepath.Ext(name) {
	case ".png", ".jpg", ".gif", ".webp", ".xlsx", ".zip", ".pdf", ".woff2", ".ico":
		return false
	}
	return true
}

// siteOf makes the site of a content folder and gives all that Make gives.
func siteOf(content fs.FS) (*site.Site, diag.List, error) {
	return site.Make(content, site.Options{Theme: defaultTheme})
}

// swapping is a content folder in which something is changed after the folder
// bases was listed and before its files are read.
type swapping struct {
	fs.FS
	change func()
}

func (s *swapping) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	if name == "bases" {
		s.change()
	}
	return entries, err
}

// Stat implements fs.StatFS, without which fs.Stat would open the file.
func (s *swapping) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }
