package site_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/diag"
	"kepu/generator/remove"
	"kepu/generator/site"
	"kepu/generator/source"
)

var update = flag.Bool("update", false, "write testdata/golden anew")

const goldens = "testdata/golden"

// example returns the content of the fictional city.
func example(t testing.TB) fstest.MapFS {
	t.Helper()
	content := fstest.MapFS{}
	for _, f := range readArchive(t, "testdata/example.txtar") {
		data := []byte(f.text)
		var width, height int
		if n, _ := fmt.Sscanf(f.text, "picture %d %d", &width, &height); n == 2 {
			data = picture(t, width, height)
		}
		content[f.name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	return content
}

// picture makes a PNG.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, width, height))
	img.SetGray(0, 0, color.Gray{Y: uint8(width)})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The problems of the example, all of them warnings that it means to have.
const exampleProblems = `designations.toml:23:20: 提醒：“草稿馆” 还是草稿，网站上没有它的页面，写好后删去 draft = true [W-BASE-DRAFT]
`

func exampleSite(t testing.TB) *site.Site {
	t.Helper()
	s, ps := makeSite(t, example(t))
	var b strings.Builder
	for _, p := range ps {
		text, _, _ := strings.Cut(diag.Style{}.Format(p), "\n")
		b.WriteString(text + "\n")
	}
	if b.String() != exampleProblems {
		t.Fatalf("problems:\n%s", b.String())
	}
	return s
}

// version is what addresses of style sheets and scripts have of what those hold.
var version = regexp.MustCompile(`\?v=[0-9a-f]{8}`)

var drawing = regexp.MustCompile(`(?s)<svg.*?</svg>`)

// mainOf returns what stands in the <main> of a page; what is around it is the
// same on every page and has a golden of its own (frame.html). Drawings are left
// out: what they say stands in words beside them, and they have tests of their own.
func mainOf(page string) string {
	page = drawing.ReplaceAllString(page, "<svg></svg>")
	_, rest, ok := strings.Cut(page, "<main")
	main, _, end := strings.Cut(rest, "</main>")
	if !ok || !end {
		return page
	}
	return "<main" + main + "</main>\n"
}

// frameOf returns a page without its <main>.
func frameOf(page string) string {
	page = drawing.ReplaceAllString(page, "<svg></svg>")
	return strings.Replace(page, mainOf(page), "", 1)
}

// TestPagesOfTheExampleAreAsTheyWere compares the <main> of every page, the whole
// of a data file and the list of files with testdata/golden.
func TestPagesOfTheExampleAreAsTheyWere(t *testing.T) {
	s := exampleSite(t)
	want := map[string]string{}
	for name, text := range renderAll(t, s) {
		text = version.ReplaceAllString(text, "")
		switch {
		case name == "index.html":
			want["frame.html"] = frameOf(text)
			want[name] = mainOf(text)
		case strings.HasSuffix(name, ".html"):
			want[name] = mainOf(text)
		case strings.HasPrefix(name, "data/") && isText(name):
			want[name] = strings.ReplaceAll(text, "\r\n", "\n") // the repository keeps no CRLF
		}
	}
	var files strings.Builder
	for _, name := range s.Files() {
		if !strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, "assets/files/") { // the theme's are its own
			files.WriteString(name + "\n")
		}
	}
	want["files.txt"] = files.String()
	if *update {
		writeGoldens(t, want)
	}
	compareGoldens(t, want)
}

func writeGoldens(t *testing.T, want map[string]string) {
	t.Helper()
	if err := remove.All(goldens); err != nil {
		t.Fatal(err)
	}
	for name, text := range want {
		to := filepath.Join(goldens, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// compareGoldens fails where a page differs from its golden, and for a golden
// that no page has any more.
func compareGoldens(t *testing.T, want map[string]string) {
	t.Helper()
	seen := map[string]bool{}
	err := fs.WalkDir(os.DirFS(goldens), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		seen[name] = true
		data, err := os.ReadFile(filepath.Join(goldens, name))
		if err != nil {
			return err
		}
		got, ok := want[name]
		switch {
		case !ok:
			t.Errorf("%s: no page makes this golden", name)
		case got != string(data):
			t.Errorf("%s differs from its golden%s", name, firstDifference(got, string(data)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range want {
		if !seen[name] {
			t.Errorf("%s has no golden: run with -update and read it", name)
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf(" on line %d:\ngot  %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf(": %d lines, not %d", len(g), len(w))
}

// A free page stands at the top of the site: whatever the site has there itself is no name of one, or the page would be lost.
func TestFreePagesCannotTakeThePlaceOfOthers(t *testing.T) {
	done := map[string]bool{"about": true, "shenbaobanfa": true} // the example's free pages
	for _, name := range exampleSite(t).Files() {
		top, _, _ := strings.Cut(name, "/")
		id := strings.TrimSuffix(top, ".html")
		if done[id] || !source.IsID(id) {
			continue
		}
		done[id] = true
		content := example(t)
		content["pages/"+id+".md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"虚构的一页\"\n+++\n正文。\n")}
		_, ps := makeSite(t, content)
		if !slices.ContainsFunc(ps, func(p diag.Problem) bool { return p.Code() == "E-ID-TAKEN" }) {
			t.Errorf("a page may be called %s", id)
		}
	}
}
