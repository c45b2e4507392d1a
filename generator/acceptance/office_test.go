package acceptance

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/chromedp/chromedp"

	"kepu/generator/remove/removetest"
	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/themes"
)

// wordOffice is LibreOffice with fonts under the names of official documents: those of this machine stand in for them, as they do
// in the browser, so that both set the same lines.
type wordOffice struct {
	t   *testing.T
	dir string
}

const fontAliases = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
%s</fontconfig>
`

func startOffice(t *testing.T) *wordOffice {
	t.Helper()
	if os.Getenv("KEPU_OFFICE") == "" || os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_OFFICE=1 and KEPU_BROWSER=1 to hold LibreOffice's pages against Chromium's; .ci/run does")
	}
	dir := removetest.TempDir(t)
	var aliases strings.Builder
	for name, in := range map[string]string{"仿宋_GB2312": "Serif", "楷体_GB2312": "Serif", "方正小标宋简体": "Serif", "宋体": "Serif", "黑体": "Sans"} {
		fmt.Fprintf(&aliases, "<match target=\"pattern\"><test name=\"family\"><string>%s</string></test><edit name=\"family\" mode=\"assign\" binding=\"same\"><string>Noto %s CJK SC</string></edit></match>\n", name, in)
	}
	conf := filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(conf, fmt.Appendf(nil, fontAliases, aliases.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("FONTCONFIG_FILE", conf)
	return &wordOffice{t, dir}
}

// pdf has LibreOffice print a text.
func (o *wordOffice) pdf(text []byte) string {
	o.t.Helper()
	return o.convert(text, o.dir, "pdf")
}

// saved has LibreOffice open a text and save it.
func (o *wordOffice) saved(text []byte) []byte {
	o.t.Helper()
	data, err := os.ReadFile(o.convert(text, filepath.Join(o.dir, "saved"), "docx"))
	if err != nil {
		o.t.Fatal(err)
	}
	return data
}

func (o *wordOffice) convert(text []byte, dir, form string) string {
	o.t.Helper()
	from := filepath.Join(o.dir, "a.docx")
	if err := os.WriteFile(from, text, 0o644); err != nil {
		o.t.Fatal(err)
	}
	run := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(o.dir, "profile")), "--headless", "--convert-to", form, "--outdir", dir, from)
	if out, err := run.CombinedOutput(); err != nil {
		o.t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(dir, "a."+form)
}

// asText makes of a page what the text for Word shows of it: charts open their tables, and what stands elsewhere there is taken away.
const asText = `(() => {
	const meta = Object.fromEntries([...document.querySelectorAll('.article__meta div')].map(d => [d.children[0].textContent, d.children[1].textContent]));
	const notes = [...document.querySelectorAll('.footnotes li')].map(li => { li.querySelectorAll('.footnote-back').forEach(b => b.remove()); return li.textContent });
	document.querySelectorAll('.footnotes, .article__meta, .plot__drawing, .legend, .quote:has(.map)').forEach(e => e.remove());
	document.querySelectorAll('.plot__data').forEach(e => { e.open = true; e.style.setProperty('display', 'block', 'important') });
	const heads = [...document.querySelectorAll('.article thead tr')].map(r => r.textContent);
	const files = [...document.querySelectorAll('.files__link')].map(a => a.textContent);
	document.querySelectorAll('.article ~ *').forEach(e => e.remove());
	return {notes, heads, files, source: meta['来源'] || '', number: meta['文号'] || '', author: meta['作者'] || '', date: meta['日期'] || ''};
})()`

// aside is what stands elsewhere in the text for Word than on the page.
type aside struct {
	Notes                        []string
	Heads                        []string // of tables: they stand on each sheet that a table goes on to
	Files                        []string
	Source, Number, Author, Date string
}

// pageAsText prints a page of the site, and tells its footnotes.
func pageAsText(t *testing.T, b *browser, address, to string) (out aside) {
	t.Helper()
	tb, shut, err := b.open()
	defer shut()
	if err == nil {
		_, _, err = tb.visit(address)
	}
	if err == nil {
		out, err = evaluate[aside](tb, asText)
	}
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := chromedp.Run(tb.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	return out
}

var pageNumber = regexp.MustCompile(`(?m)^\s*—\s*\d+\s*—\s*$`)

// charactersOf reads a PDF in the order in which it was written: its characters without blanks, page numbers and bullets, and how many pages.
func charactersOf(t *testing.T, pdf string) (string, int) {
	t.Helper()
	out, err := exec.Command("pdftotext", "-raw", pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Count(string(out), "\f")
	return squeezed(pageNumber.ReplaceAllString(strings.ReplaceAll(string(out), "\f", "\n"), "")), pages
}

func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("•●○■\u00ad\u200b", r) {
			return -1
		}
		return r
	}, s)
}

// TestWordTextsPrintAsTheirPages has LibreOffice print the texts for Word, and Chromium the pages that they are made from: the
// same words in the same order, the same paper, and about as many sheets.
func TestWordTextsPrintAsTheirPages(t *testing.T) {
	o := startOffice(t)
	b := startBrowser(t)
	city := sampleTree(t)
	for _, c := range []struct {
		tr   *tree
		page string
		most int // sheets that it may be longer or shorter
	}{
		{realTree(t), "reports/bases-work-summary", 1},
		{realTree(t), "notices/apply-guide", 1},
		{realTree(t), "notices/2024-municipal-apply", 1},
		{city, firstOf(t, city, "reports/", "plot"), 3},
		{city, firstOf(t, city, "reports/", "map__notice"), 3},
		{officialTree(t), "reports/long", 1},
	} {
		t.Run(c.page, func(t *testing.T) {
			o.t = t
			word := o.pdf(c.tr.files[c.page+".docx"])
			web := filepath.Join(o.dir, "web.pdf")
			out := pageAsText(t, b, onDisk(t, c.tr)+c.page+".html", web)
			got, sheets := charactersOf(t, word)
			want, webSheets := charactersOf(t, web)
			for i, n := range out.Notes {
				n = fmt.Sprint(i+1) + squeezed(n)
				if !strings.Contains(got, n) {
					t.Errorf("the footnote %q is not there", n)
				}
				got = strings.Replace(got, n, "", 1)
			}
			got = strings.TrimPrefix(got, squeezed(out.Number))
			if out.Source != "" {
				got = strings.Replace(got, "来源："+squeezed(out.Source), "", 1)
			}
			got = strings.TrimSuffix(got, squeezed(out.Author)+squeezed(out.Date))
			for _, name := range out.Files {
				if !strings.Contains(got, name) {
					t.Errorf("the attachment %q is not there", name)
				}
			}
			if len(out.Files) > 0 {
				got, _, _ = strings.Cut(got, "附件：")
			}
			got = drawn.ReplaceAllString(got, "")
			for _, head := range out.Heads {
				if head = squeezed(head); !strings.Contains(got, head) || !strings.Contains(want, head) {
					t.Errorf("the head %q is not there", head)
				}
				got, want = strings.ReplaceAll(got, head, ""), strings.ReplaceAll(want, head, "")
			}
			if len([]rune(got)) < 80 {
				t.Errorf("too little to show anything: %s", got)
			}
			if got != want {
				t.Errorf("the text for Word goes on otherwise:\n%s", twoWays(got, want))
			}
			if int(math.Abs(float64(sheets-webSheets))) > c.most {
				t.Errorf("%d sheets, the page has %d", sheets, webSheets)
			}
			for i, p := range paperOf(t, word) {
				p.checkFrame(t, i+1)
				if c.page == "reports/long" && 0 < i && i < sheets-1 {
					p.checkLines(t, i+1)
				}
			}
			t.Logf("%d characters, %d notes, %d sheets, of the page %d", len([]rune(got)), len(out.Notes), sheets, webSheets)
		})
	}
}

// What a text for Word says in place of what a page draws: a map's bases, and the head of a list of activities.
var drawn = regexp.MustCompile(`时间活动基地和范围|.川.的基地地图.*?地图见网页：[^。]*。[^。]*。`)

// checkLines holds a page full of text: 22 lines, 28 characters in those that end at the margin.
func (p *printedPage) checkLines(t *testing.T, n int) {
	t.Helper()
	if len(p.lines) != 22 {
		t.Errorf("page %d has %d lines, want 22", n, len(p.lines))
	}
	for _, l := range p.lines {
		if got := utf8.RuneCountInString(l.text); l.right > 210-26-2 && l.left < 28+2 && got != 28 {
			t.Errorf("page %d: %d characters in %q, want 28", n, got, l.text)
		}
	}
}

// twoWays shows where two texts part.
func twoWays(got, want string) string {
	a, b := []rune(got), []rune(want)
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	show := func(s []rune) string { return string(s[max(0, min(at-20, len(s))):min(len(s), at+200)]) }
	return "text " + show(a) + "\npage " + show(b)
}

// sampleTree is the site of a fictional city.
func sampleTree(t *testing.T) *tree {
	t.Helper()
	return treeOf(t, sample.Options{Bases: 20, Activities: 60, Years: 3, Seed: 5}, "")
}

// cityTree is the site of a city with so many records that charts and tables are full, made once for all tests.
func cityTree(t *testing.T) *tree {
	t.Helper()
	city.Do(func() { city.tree = treeOf(t, sample.Options{Bases: 60, Activities: 1000, Years: 10, Seed: 1}, "") })
	if city.tree == nil {
		t.Fatal("the city makes no site")
	}
	return city.tree
}

var city struct {
	sync.Once
	tree *tree
}

// treeOf is that of one whose site.toml has some more lines.
func treeOf(t *testing.T, o sample.Options, terms string) *tree {
	t.Helper()
	content := fstest.MapFS{}
	for name, data := range sample.Files(o) {
		if name == "site.toml" {
			data = append(data, terms...)
		}
		content[name] = &fstest.MapFile{Data: data, Mode: 0o644}
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

// firstOf returns the first page of a folder, without .html, that has some words.
func firstOf(t *testing.T, tr *tree, folder, words string) string {
	t.Helper()
	for _, p := range tr.pagePaths() {
		if strings.HasPrefix(p, folder) && !strings.HasSuffix(p, "index.html") && strings.Contains(string(tr.files[p]), words) {
			return strings.TrimSuffix(p, ".html")
		}
	}
	t.Fatalf("no page in %s has %q", folder, words)
	return ""
}
