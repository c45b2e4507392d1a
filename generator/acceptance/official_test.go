package acceptance

import (
	"fmt"
	"html"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/chromedp/chromedp"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/quote"
	"kepu/generator/remove/removetest"
	"kepu/generator/site"
	"kepu/generator/source"
	"kepu/themes"
)

// TestReportsPrintAsOfficialDocuments prints reports to PDF and reads the pages
// back with pdftotext: the paper, the margins, 22 lines of 28 characters, and the
// page numbers of GB/T 9704-2012.
func TestReportsPrintAsOfficialDocuments(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to print in Chromium; .ci/run does")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Fatalf("KEPU_BROWSER is set, and pdftotext (poppler-utils) is missing: %v", err)
	}
	b := startBrowser(t)
	t.Run("TextAlone", func(t *testing.T) {
		pages := printed(t, b, onDisk(t, officialTree(t))+"reports/long.html")
		if len(pages) < 4 {
			t.Fatalf("%d pages", len(pages))
		}
		title := pages[0].lines[0]
		if middle := (title.left + title.right) / 2; math.Abs(middle-(28+156.0/2)) > 2 {
			t.Errorf("the title's middle is %.1f mm from the left, want 106", middle)
		}
		for i, p := range pages {
			p.checkFrame(t, i+1)
			if i > 0 && i < len(pages)-1 {
				p.checkGrid(t, i+1)
			}
		}
	})
	t.Run("TheRealSummary", func(t *testing.T) {
		tr := realTree(t)
		tb, shut, err := b.open()
		defer shut()
		if err != nil {
			t.Fatal(err)
		}
		address := onDisk(t, tr) + "reports/bases-work-summary.html"
		for i, p := range printed(t, b, address) {
			p.checkFrame(t, i+1)
		}
		// Fonts are named, for those who have them, and none is brought along.
		if _, _, err := tb.visit(address); err != nil {
			t.Fatal(err)
		}
		if n, err := evaluate[int](tb, `document.fonts.size`); err != nil || n != 0 {
			t.Errorf("%d fonts are loaded, %v", n, err)
		}
	})
}

// printedPage is a page of paper as pdftotext finds it, in millimetres.
type printedPage struct {
	width, height float64
	lines         []printedLine // from the top; without the page number
	number        printedLine
}

type printedLine struct {
	text        string
	left, right float64
	middle      float64 // from the top; the boxes of fonts are of all heights around it
}

var (
	bboxPage = regexp.MustCompile(`<page width="([0-9.]+)" height="([0-9.]+)">`)
	bboxWord = regexp.MustCompile(`<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">(.*?)</word>`)
)

const millimetre = 72 / 25.4 // points

// printed prints a page and reads the paper.
func printed(t *testing.T, b *browser, address string) []printedPage {
	t.Helper()
	tb, shut, err := b.open()
	defer shut()
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := tb.visit(address); err != nil {
		t.Fatal(err)
	}
	pdf, err := chromedp.Run(tb.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(removetest.TempDir(t), "a.pdf")
	if err := os.WriteFile(file, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	return paperOf(t, file)
}

// paperOf reads the pages of a PDF.
func paperOf(t *testing.T, file string) []printedPage {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var pages []printedPage
	number := func(s string) float64 { f, _ := strconv.ParseFloat(s, 64); return f / millimetre }
	for _, line := range strings.Split(string(out), "\n") {
		if m := bboxPage.FindStringSubmatch(line); m != nil {
			pages = append(pages, printedPage{width: number(m[1]), height: number(m[2])})
		}
		m := bboxWord.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		p := &pages[len(pages)-1]
		p.add(printedLine{html.UnescapeString(m[5]), number(m[1]), number(m[3]), (number(m[2]) + number(m[4])) / 2})
	}
	for i := range pages {
		slices.SortStableFunc(pages[i].lines, func(a, b printedLine) int { return int(100 * (a.middle - b.middle)) })
	}
	return pages
}

// add puts a word into the line that it stands in.
func (p *printedPage) add(w printedLine) {
	if w.middle > 297-35 {
		p.number.text += w.text
		if p.number.right == 0 {
			p.number.left = w.left
		}
		p.number.right = w.right
		return
	}
	for i := range p.lines {
		if l := &p.lines[i]; math.Abs(l.middle-w.middle) < 3 {
			l.text += w.text
			l.left, l.right = min(l.left, w.left), max(l.right, w.right)
			return
		}
	}
	p.lines = append(p.lines, w)
}

// checkFrame holds a page's paper, margins and number.
func (p *printedPage) checkFrame(t *testing.T, n int) {
	t.Helper()
	if math.Abs(p.width-210) > .5 || math.Abs(p.height-297) > .5 {
		t.Errorf("page %d is %.0f × %.0f mm", n, p.width, p.height)
	}
	for _, l := range p.lines {
		if l.left < 28-.5 || l.right > 210-26+1 || l.middle < 37 {
			t.Errorf("page %d: %q stands outside the margins: %.1f to %.1f mm, %.1f mm from the top", n, l.text, l.left, l.right, l.middle)
		}
	}
	if want := fmt.Sprintf("—%d—", n); p.number.text != want {
		t.Errorf("page %d: its number is %q, want %q", n, p.number.text, want)
	}
	if right := p.number.left > 105; right != (n%2 == 1) {
		t.Errorf("page %d: its number stands %.0f mm from the left", n, p.number.left)
	}
}

// checkGrid holds a page full of text: 22 lines, 28 characters in those that end
// at the margin.
func (p *printedPage) checkGrid(t *testing.T, n int) {
	t.Helper()
	if len(p.lines) != 22 {
		t.Errorf("page %d has %d lines, want 22", n, len(p.lines))
	}
	if first, last := p.lines[0].middle, p.lines[len(p.lines)-1].middle; math.Abs(first-42.1) > 1.5 || math.Abs(last-(297-35-5.1)) > 1.5 {
		t.Errorf("page %d: lines from %.1f to %.1f mm, want 42.1 to 256.9", n, first, last)
	}
	full := 0
	for _, l := range p.lines {
		if got := utf8.RuneCountInString(l.text); l.right > 210-26-2 && l.left < 28+2 {
			full++
			if got != 28 {
				t.Errorf("page %d: %d characters in %q, want 28", n, got, l.text)
			}
		}
	}
	if full == 0 {
		t.Errorf("page %d has no full line", n)
	}
}

// officialTree is a site whose report is text alone, without marks and digits: every
// character is as wide as it is high.
func officialTree(t *testing.T) *tree {
	t.Helper()
	var b strings.Builder
	b.WriteString("+++\ntitle = \"虚构的工作总结\"\n+++\n")
	for range 30 {
		b.WriteString(strings.Repeat("虚构的文字没有意思只看版面", 15) + "\n\n")
	}
	content := fstest.MapFS{
		"site.toml":       {Data: []byte("title = \"示例\"\n[organiser]\nname = \"示例市科学技术协会\"\n"), Mode: 0o644},
		"reports/long.md": {Data: []byte(b.String()), Mode: 0o644},
	}
	s, problems, err := site.Make(content, site.Options{Theme: func(name string) (fs.FS, error) {
		dir, _ := themes.Open(name)
		return dir, nil
	}})
	if err != nil || s == nil {
		t.Fatal(err, problems)
	}
	tr, err := newTree(s)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

var inHandbook = regexp.MustCompile(`\{\{ .*? \}\}`)

// TestHandbookTeachesDirectivesThatWork reads every {{ … }} of the staff handbook
// against the real content.
func TestHandbookTeachesDirectivesThatWork(t *testing.T) {
	handbook, err := fs.ReadFile(content, "README.md")
	if err != nil {
		t.Fatal(err)
	}
	m, err := makeSite()
	if err != nil || m.site == nil {
		t.Fatal(err)
	}
	records := m.site.(*site.Site).Records()
	found := 0
	for _, directive := range inHandbook.FindAllString(string(handbook), -1) {
		if strings.Contains(directive, "…") {
			continue
		}
		found++
		text := "虚构" + directive + "。"
		if kind := strings.Fields(directive)[1]; kind != "数字" && kind != "figure" {
			text = directive
		}
		page := source.Parse("pages/test.md", []byte("+++\ntitle = \"虚构\"\n+++\n"+text+"\n"))
		a := &catalog.Article{Article: page.Article, Path: "pages/test.md", Section: catalog.Pages}
		one := *records.Catalog
		one.Bases, one.Reports, one.Notices, one.Pages = records.Catalog.Bases, nil, nil, []*catalog.Article{a}
		problems := append(page.Problems, quote.Of(&one, records.Figures).Check(func(string) *diag.File { return page.File })...)
		if len(page.Article.Body.Directives) != 1 || problems.HasErrors() {
			t.Errorf("%s: %v", directive, problems)
		}
	}
	if found < 8 {
		t.Errorf("only %d directives stand in the handbook", found)
	}
}
