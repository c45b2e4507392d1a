package acceptance

import (
	"bytes"
	"encoding/base64"
	"html"
	"image"
	_ "image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/text/unicode/norm"

	"kepu/generator/remove/removetest"
	"kepu/generator/sample"
)

// paper is a page of the site on paper: the size of each sheet in millimetres, and its words.
type paper struct {
	sheets [][2]float64
	words  []string
	file   string
}

// onPaper prints the page that is shown in the tab.
func onPaper(t *testing.T, tb *tab, name string) paper {
	t.Helper()
	pdf, err := chromedp.Run(tb.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err != nil {
		t.Fatal(err)
	}
	p := paper{file: filepath.Join(removetest.TempDir(t), name+".pdf")}
	if folder := os.Getenv("KEPU_LOOK"); folder != "" {
		p.file = filepath.Join(folder, name+".pdf")
	}
	if err := os.WriteFile(p.file, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, m := range mediaBox.FindAllSubmatch(pdf, -1) {
		w, _ := strconv.ParseFloat(string(m[1]), 64)
		h, _ := strconv.ParseFloat(string(m[2]), 64)
		p.sheets = append(p.sheets, [2]float64{w / 72 * 25.4, h / 72 * 25.4})
	}
	out, err := exec.Command("pdftotext", "-raw", p.file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	for _, words := range strings.Split(strings.TrimSuffix(string(out), "\f"), "\f") {
		p.words = append(p.words, foldRadicals(squeezed(words)))
	}
	return p
}

// foldRadicals puts the characters in place of the radicals of the same look, as which Chromium writes some into a PDF.
func foldRadicals(s string) string { return radicals.Replace(norm.NFKC.String(s)) }

// radicals are those that Unicode does not hold for another form of their character.
var radicals = strings.NewReplacer("⻢", "马", "⻄", "西", "⻓", "长", "⻔", "门", "⻛", "风", "⻘", "青", "⺠", "民", "⻝", "食", "⻚", "页", "⻉", "贝", "⻋", "车", "⻜", "飞", "⻩", "黄", "⻰", "龙", "⻥", "鱼", "⻦", "鸟", "⻅", "见", "⻬", "齐")

// isSize reports whether each sheet is that large, within a millimetre.
func (p paper) isSize(w, h float64) bool {
	for _, s := range p.sheets {
		if math.Abs(s[0]-w) > 1 || math.Abs(s[1]-h) > 1 {
			return false
		}
	}
	return len(p.sheets) > 0
}

// codeOn is what a reader finds on a sheet of the PDF.
func (p paper) codeOn(t *testing.T, sheet int) string {
	t.Helper()
	n := strconv.Itoa(sheet)
	out, err := exec.Command("pdftoppm", "-r", "110", "-f", n, "-l", n, "-png", p.file).Output()
	if err != nil {
		t.Fatalf("pdftoppm: %v", err)
	}
	return codeIn(t, out)
}

// codeIn is what a reader finds in a picture.
func codeIn(t *testing.T, picture []byte) string {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	b, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	r, err := qrcode.NewQRCodeReader().Decode(b, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "no code: " + err.Error()
	}
	return r.GetText()
}

var (
	posterName = regexp.MustCompile(`<h1>([^<]*)<small>`)
	subjectURL = regexp.MustCompile(`<p class="more"><a href="\.\./([^"]*)">`)
)

// Each poster is one sheet, of the size that was chosen, with its whole name, and its code leads to its page.
func TestPostersOnPaper(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to print in Chromium; .ci/run does")
	}
	b := startBrowser(t)
	tr := sampleTree(t)
	root := onDisk(t, tr)
	tb, closeTab, err := b.open()
	if err != nil {
		t.Fatal(err)
	}
	defer closeTab()
	posters, plans := 0, 0
	for _, path := range tr.pagePaths() {
		if !strings.HasPrefix(path, "posters/") {
			continue
		}
		posters++
		if strings.Contains(path, "plan_") {
			plans++
		}
		text := string(tr.files[path])
		for size, want := range map[string][2]float64{"": {210, 297}, "#_a3": {297, 420}} {
			if size != "" && posters > 3 {
				continue
			}
			if _, _, err := tb.visit(root + path + size); err != nil {
				t.Fatal(err)
			}
			p := onPaper(t, tb, strings.NewReplacer("/", "-", ".html", "", "#", "").Replace(path+size))
			if len(p.sheets) != 1 || !p.isSize(want[0], want[1]) {
				t.Errorf("%s%s: %v, want one of %v", path, size, p.sheets, want)
				continue
			}
			if name := squeezed(posterName.FindStringSubmatch(text)[1]); !strings.Contains(p.words[0], foldRadicals(html.UnescapeString(name))) {
				t.Errorf("%s%s: %q is not whole in %s", path, size, name, p.words[0])
			}
			if code, page := p.codeOn(t, 1), subjectURL.FindStringSubmatch(text)[1]; code != "https://example.org/kepu/"+page {
				t.Errorf("%s%s: the code says %q, the page is %s", path, size, code, page)
			}
		}
	}
	if posters < 15 || plans == 0 {
		t.Errorf("%d posters, %d of them of plans", posters, plans)
	}
}

// The card is a picture of its size, made by a click, and its code leads to the page.
func TestPosterCard(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to draw in Chromium; .ci/run does")
	}
	b := startBrowser(t)
	tr := sampleTree(t)
	root := onDisk(t, tr)
	tb, closeTab, err := b.open()
	if err != nil {
		t.Fatal(err)
	}
	defer closeTab()
	seen := 0
	for _, path := range tr.pagePaths() {
		if !strings.HasPrefix(path, "posters/") || seen > 3 && !strings.Contains(path, "plan_") {
			continue
		}
		seen++
		if _, noticed, err := tb.visit(root + path); err != nil || len(noticed) > 0 {
			t.Fatal(err, noticed)
		}
		const made = `(() => {
			const b = document.querySelector("[data-card] button");
			if (getComputedStyle(b).opacity !== "1") return "the button is not shown";
			HTMLAnchorElement.prototype.click = () => {};
			b.click();
			return document.querySelector("[data-card-here] img").src;
		})()`
		url, err := evaluate[string](tb, made)
		if err != nil {
			t.Fatal(path, err)
		}
		data, ok := strings.CutPrefix(url, "data:image/png;base64,")
		if !ok {
			t.Fatalf("%s: %.60s", path, url)
		}
		picture, err := base64.StdEncoding.DecodeString(data)
		if err != nil {
			t.Fatal(err)
		}
		if folder := os.Getenv("KEPU_LOOK"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, "card-"+filepath.Base(path)+".png"), picture, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		size, _, err := image.DecodeConfig(bytes.NewReader(picture))
		if err != nil || size.Width != 1080 || size.Height != 1440 {
			t.Errorf("%s: %+v, %v", path, size, err)
		}
		if code, page := codeIn(t, picture), subjectURL.FindStringSubmatch(string(tr.files[path]))[1]; code != "https://example.org/kepu/"+page {
			t.Errorf("%s: the code says %q, the page is %s", path, code, page)
		}
		if shown, err := evaluate[bool](tb, `document.querySelector("[data-card-here] img").decode().then(() => true, () => false)`); err != nil || !shown {
			t.Errorf("%s: the picture is not shown: %v", path, err)
		}
	}
	if seen < 4 {
		t.Errorf("%d cards", seen)
	}
}

var (
	leafStart = regexp.MustCompile(`<section class="leaf leaf--([a-z]+)" id="_p(\d+)">`)
	leafEntry = regexp.MustCompile(`<a href="#_p(\d+)"><span>([^<]*)</span> <b>(\d+)</b>`)
)

// The booklet: as many sheets as it says, a multiple of four, none with anything cut; the numbers in its lists are those of the pages that have the
// names; and the codes lead where they should.
func TestBookletOnPaper(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to print in Chromium; .ci/run does")
	}
	b := startBrowser(t)
	for name, tr := range map[string]*tree{"sample": sampleTree(t), "content": realTree(t)} {
		tb, closeTab, err := b.open()
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := tb.visit(onDisk(t, tr) + "booklet.html"); err != nil {
			t.Fatal(err)
		}
		cut, err := evaluate[[]string](tb, `[...document.querySelectorAll(".leaf")].filter(l => {
			const most = l.getBoundingClientRect().bottom - 45; // the number of the page
			const code = l.querySelector(".leaf__code");
			return l.scrollHeight > l.clientHeight + 1 || l.scrollWidth > l.clientWidth + 1 ||
				[...l.querySelectorAll("h2, h3, li, dd, p:not(.leaf__number, .leaf__under)")].some(e => e.getBoundingClientRect().bottom > most ||
					code && !l.matches(".leaf--back") && e.getBoundingClientRect().bottom > code.getBoundingClientRect().top + 2 && !e.closest(".leaf__see"));
		}).map(l => l.id)`)
		if err != nil || len(cut) > 0 {
			t.Errorf("%s: cut on %v, %v", name, cut, err)
		}
		p := onPaper(t, tb, "booklet-"+name)
		closeTab()
		text := string(tr.files["booklet.html"])
		starts := leafStart.FindAllStringSubmatch(text, -1)
		if len(p.sheets) != len(starts) || len(starts)%4 != 0 || len(starts) < 8 || !p.isSize(148, 210) || len(p.words) != len(p.sheets) {
			t.Fatalf("%s: %d sheets, %d texts for %d leaves, the first %v", name, len(p.sheets), len(p.words), len(starts), p.sheets[0])
		}
		lists := 0
		for _, e := range leafEntry.FindAllStringSubmatch(text, -1) {
			n, _ := strconv.Atoi(e[3])
			if base := foldRadicals(squeezed(html.UnescapeString(e[2]))); e[1] != e[3] || starts[n-1][1] != "base" || !strings.Contains(p.words[n-1], base) || !strings.HasSuffix(p.words[n-1], e[3]) && !strings.Contains(p.words[n-1], e[3]) {
				t.Errorf("%s: %s is not on page %d: %s", name, base, n, p.words[n-1])
			}
			lists++
		}
		bases := strings.Count(text, "leaf--base")
		if lists != 2*bases || bases < 10 {
			t.Errorf("%s: %d entries in the lists, %d bases", name, lists, bases)
		}
		if name == "sample" {
			for n, s := range starts {
				if s[1] == "base" && n < 12 {
					if code := p.codeOn(t, n+1); !strings.HasPrefix(code, "https://example.org/kepu/bases/") || !strings.Contains(text[strings.Index(text, s[0]):strings.Index(text, s[0])+900], strings.TrimPrefix(code, "https://example.org/kepu/")) {
						t.Errorf("the code on page %d says %q", n+1, code)
					}
				}
			}
			if code := p.codeOn(t, len(starts)); code != "https://example.org/kepu/" {
				t.Errorf("the code on the back says %q", code)
			}
		}
	}
}

var foldEntry = regexp.MustCompile(`<li><b>(\d*)</b><div><a href="([^"]*)">([^<]*)</a>`)

// The folded map: two sides of A3 with nothing cut, however many bases there are; all of them stand on its back, or else all counties; no borders
// that wait for their review; and its code leads to the map.
func TestFoldedMapOnPaper(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to print in Chromium; .ci/run does")
	}
	b := startBrowser(t)
	some := func(n int) *tree { return treeOf(t, sample.Options{Bases: n, Activities: 10, Years: 3, Seed: 5}, "") }
	for name, tr := range map[string]*tree{"content": realTree(t), "20": some(20), "60": some(60), "120": some(120), "400": some(400)} {
		tb, closeTab, err := b.open()
		if err != nil {
			t.Fatal(err)
		}
		if _, noticed, err := tb.visit(onDisk(t, tr) + "foldmap.html"); err != nil || len(noticed) > 0 {
			t.Fatal(err, noticed)
		}
		for _, width := range []int64{phone, desktop} { // on screens the front is as wide as the window
			if err := tb.screen(width, "light"); err != nil {
				t.Fatal(err)
			}
			if right, err := evaluate[float64](tb, `Math.max(...[...document.querySelectorAll(".fold__side, .fold__map > .map__drawing")].flatMap(e => [e.getBoundingClientRect().right, e.scrollWidth]))`); err != nil || right > float64(width) {
				t.Errorf("%s: at %d the sides end at %v, %v", name, width, right, err)
			}
		}
		if err := chromedp.Do(tb.ctx, chromedp.EmulateViewport(1600, 1200)); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
			t.Fatal(err)
		}
		cut, err := evaluate[[]string](tb, `[...document.querySelectorAll(".fold__side, .fold__panel, .fold__map")].flatMap(s => {
			const r = s.getBoundingClientRect(), out = [...s.querySelectorAll("h2, h3, li, p, dd, text, .map__bar")].filter(e => { const o = e.getBoundingClientRect(); return o.width && (o.bottom > r.bottom + 1 || o.right > r.right + 1 || o.left < r.left - 1 || o.top < r.top - 1); });
			return out.length || s.scrollHeight > s.clientHeight + 1 || s.scrollWidth > s.clientWidth + 1 ? [s.className + ": " + out.slice(0, 3).map(e => e.textContent)] : [];
		})`)
		if err != nil || len(cut) > 0 {
			t.Errorf("%s: cut: %v, %v", name, cut, err)
		}
		if scales, err := evaluate[[]float64](tb, `[".fold__map > .map__drawing", ".fold__bar .map__drawing"].map(s => { const e = document.querySelector(s); return Math.round(e.getBoundingClientRect().width / e.viewBox.baseVal.width * 1000) / 1000; })`); err != nil || len(scales) != 2 || scales[0] != scales[1] {
			t.Errorf("%s: the map and its bar are at the scales %v, %v", name, scales, err)
		}
		p := onPaper(t, tb, "foldmap-"+name)
		closeTab()
		if len(p.sheets) != 2 || !p.isSize(420, 297) || len(p.words) != 2 {
			t.Errorf("%s: %v", name, p.sheets)
			continue
		}
		text := string(tr.files["foldmap.html"])
		entries := foldEntry.FindAllStringSubmatch(text, -1)
		for i, e := range entries {
			if want := strconv.Itoa(i + 1); e[1] != want && e[1] != "" || !strings.Contains(p.words[1], foldRadicals(squeezed(html.UnescapeString(e[3])))) {
				t.Errorf("%s: entry %s is %s, %s, or is not on the back", name, want, e[1], e[3])
			}
		}
		bases := strings.HasPrefix(entries[0][2], "bases/")
		if bases != (name != "400") || len(entries) < 5 {
			t.Errorf("%s: %d entries, of bases %v", name, len(entries), bases)
		}
		if strings.Contains(text, `class="map__area`) || !strings.Contains(text, "没有画县区界线") {
			t.Errorf("%s: borders are drawn that wait for their review", name)
		}
		if name != "content" {
			for _, side := range []int{1, 2} {
				if code := p.codeOn(t, side); code != "https://example.org/kepu/map.html" {
					t.Errorf("%s: the code on side %d says %q", name, side, code)
				}
			}
		}
		if len(text) > 160_000 {
			t.Errorf("%s: the page has %d bytes", name, len(text))
		}
	}
}
