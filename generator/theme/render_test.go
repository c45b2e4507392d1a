package theme_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kepu/generator/remove"
	"kepu/generator/theme"
	"kepu/themes"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// TestMain also serves those who draw: with KEPU_LOOK=folder the made-up pages and the
// theme's assets are written there, to be opened in a browser.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if dir := os.Getenv("KEPU_LOOK"); dir != "" {
		if err := writeLook(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

func writeLook(dir string) error {
	files, _ := themes.Open("default")
	t, err := theme.Load(files)
	if err != nil {
		return err
	}
	if err := remove.All(filepath.Join(dir, "assets")); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "assets"), t.Assets()); err != nil {
		return err
	}
	for _, p := range fixtures() {
		var b bytes.Buffer
		if err := t.Render(&b, p.layout, p.view); err != nil {
			return err
		}
		// The empty views stand in a folder, these lie beside assets/.
		text := strings.ReplaceAll(b.String(), `"../assets/`, `"assets/`)
		if err := os.WriteFile(filepath.Join(dir, p.name+".html"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func defaultTheme(t *testing.T) *theme.Theme {
	t.Helper()
	files, ok := themes.Open("default")
	if !ok {
		t.Fatal("there is no default theme")
	}
	th, err := theme.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

func render(t *testing.T, th *theme.Theme, p page) string {
	t.Helper()
	var b bytes.Buffer
	if err := th.Render(&b, p.layout, p.view); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryLayoutHasItsFixtures(t *testing.T) {
	seen := map[string]int{}
	for _, p := range append(fixtures(), grounds()...) {
		seen[p.layout]++
	}
	for _, name := range defaultTheme(t).Layouts() {
		if seen[name] < 2 {
			t.Errorf("layout %s has %d fixtures, not a full and an empty one", name, seen[name])
		}
	}
}

func TestPagesAreSound(t *testing.T) {
	th := defaultTheme(t)
	for _, p := range fixtures() {
		t.Run(p.name, func(t *testing.T) {
			text := render(t, th, p)
			doc, err := html.Parse(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			c := &checker{t: t, ids: map[string]bool{}, made: map[string]int{}}
			c.walk(doc)
			if c.h1 != 1 {
				t.Errorf("%d h1", c.h1)
			}
			for _, name := range []string{"header", "main", "footer"} {
				if c.made[name] == 0 {
					t.Errorf("no <%s>", name)
				}
			}
			if c.made["main"] != 1 {
				t.Errorf("%d <main>", c.made["main"])
			}
			// What the parser made must be what was written: it mends in silence.
			for name, n := range written(text) {
				if c.made[name] != n {
					t.Errorf("<%s> written %d times, in the document %d times", name, n, c.made[name])
				}
			}
			if len(text) > 60_000 {
				t.Errorf("%d bytes", len(text))
			}
		})
	}
}

// checker walks a document and reports what a page must not have.
type checker struct {
	t     *testing.T
	ids   map[string]bool
	made  map[string]int // elements by name
	h1    int
	level int // of the last heading
}

func (c *checker) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		c.element(n)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
}

func (c *checker) element(n *html.Node) {
	c.made[n.Data]++
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		level := int(n.Data[1] - '0')
		if level > c.level+1 {
			c.t.Errorf("h%d after h%d: %s", level, c.level, textOf(n))
		}
		c.level = level
		if level == 1 {
			c.h1++
		}
	}
	switch n.Data {
	case "script":
		if attr(n, "type") == "application/ld+json" { // data
			if n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) {
				c.t.Error("a <script> of data that is no JSON")
			}
			break
		}
		// page.js sets the size of the type, before anything is drawn.
		if _, deferred := attribute(n, "defer"); !deferred && !strings.Contains(attr(n, "src"), "assets/page.js?") || attr(n, "src") == "" || n.FirstChild != nil {
			c.t.Error("a <script> that is no deferred file")
		}
	case "style", "base", "iframe":
		c.t.Errorf("<%s>", n.Data)
	case "form": // filters, which lead nowhere, and the search box
		_, filter := attribute(n, "data-filter")
		if to := attr(n, "action"); !filter && to != "search.html" && to != "../search.html" || filter && to != "" {
			c.t.Errorf("<form> to %q", to)
		}
	case "table":
		c.table(n)
	case "a":
		if pictured := n.FirstChild != nil && attr(n.FirstChild, "alt") != ""; strings.TrimSpace(textOf(n)) == "" && !pictured {
			c.t.Error("a link without words")
		}
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "id" && c.ids[a.Val]:
			c.t.Errorf("id %q twice", a.Val)
		case a.Key == "id" && (a.Val == "" || strings.ContainsAny(a.Val, " \t\n")):
			c.t.Errorf("id %q", a.Val)
		case a.Key == "id":
			c.ids[a.Val] = true
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			c.t.Errorf("attribute %s on <%s>", a.Key, n.Data)
		case (a.Key == "href" || a.Key == "src" || a.Key == "datetime") && a.Val == "":
			c.t.Errorf("empty %s on <%s>", a.Key, n.Data)
		}
	}
}

// table asks every table of the theme's for a caption and scopes; those of Markdown have neither.
func (c *checker) table(n *html.Node) {
	if !strings.Contains(attr(n, "class"), "table") {
		return
	}
	captions, unscoped := 0, 0
	for d := range n.Descendants() {
		if d.Data == "caption" {
			captions++
		}
		if d.Data == "th" && attr(d, "scope") == "" {
			unscoped++
		}
	}
	if captions != 1 || unscoped > 0 {
		c.t.Errorf("a table with %d captions and %d heads without scope", captions, unscoped)
	}
}

func attr(n *html.Node, key string) string {
	value, _ := attribute(n, key)
	return value
}

func attribute(n *html.Node, key string) (value string, ok bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// written counts the start tags in text and holds them against the end tags.
func written(text string) map[string]int {
	starts := map[string]int{}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return starts
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			starts[string(name)]++
		}
	}
}

// TestTagsAreClosed: the end of a list's item may be left out, as HTML has it.
func TestTagsAreClosed(t *testing.T) {
	void := map[string]bool{"meta": true, "link": true, "img": true, "input": true, "hr": true, "br": true, "wbr": true}
	th := defaultTheme(t)
	for _, p := range fixtures() {
		var open []string
		z := html.NewTokenizer(strings.NewReader(render(t, th, p)))
		for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
			b, _ := z.TagName()
			name := string(b)
			if last := len(open) - 1; last >= 0 && open[last] == "li" && (tt == html.StartTagToken && name == "li" || tt == html.EndTagToken && (name == "ul" || name == "ol")) {
				open = open[:last]
			}
			switch {
			case tt == html.StartTagToken && !void[name]:
				open = append(open, name)
			case tt == html.EndTagToken:
				if len(open) == 0 || open[len(open)-1] != name {
					t.Fatalf("%s: </%s> closes %v", p.name, name, open)
				}
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Errorf("%s: not closed: %v", p.name, open)
		}
	}
}

// version is what addresses of assets have of what those hold.
var version = regexp.MustCompile(`\?v=[0-9a-f]{8}`)

// Goldens hold what is between <main> and </main>: a change of the frame is not a change of every page.
func TestMainMatchesGolden(t *testing.T) {
	th := defaultTheme(t)
	names := map[string]bool{}
	for _, p := range fixtures() {
		file := filepath.Join("testdata", p.name+".html")
		names[file] = true
		text := render(t, th, p)
		_, rest, _ := strings.Cut(text, "<main")
		got, _, found := strings.Cut(rest, "</main>")
		if !found {
			t.Fatalf("%s: no <main>", p.name)
		}
		_, got, _ = strings.Cut(got, ">\n")
		got = version.ReplaceAllString(got, "")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("%v (run with -update)", err)
			continue
		}
		if got != string(want) {
			t.Errorf("%s differs at %s\n(run with -update if it should)", file, firstDifference(got, string(want)))
		}
	}
	orphans(t, names, *update)
}

// orphans are goldens that no fixture makes.
func orphans(t *testing.T, names map[string]bool, remove bool) {
	files, err := fs.Glob(os.DirFS("."), "testdata/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if names[filepath.FromSlash(file)] {
			continue
		}
		if !remove {
			t.Errorf("%s belongs to no fixture", file)
		} else if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got: %s\nwant: %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("the end: %d lines, want %d", len(g), len(w))
}
