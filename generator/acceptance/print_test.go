package acceptance

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"kepu/generator/sample"
)

// A4 in points, 1/72 of an inch.
const (
	a4Width  = 595
	a4Height = 842
)

// mediaBox is the paper of one page of a PDF. Chromium writes these parts plainly.
var mediaBox = regexp.MustCompile(`/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)\s*\]`)

// printedPages are the pages that people take to meetings: the reports, and the
// base with the most to say.
func printedPages(t *testing.T, tr *tree) []string {
	t.Helper()
	var out []string
	base := ""
	for _, p := range tr.pagePaths() {
		switch {
		case strings.HasPrefix(p, "briefs/"):
			out = append(out, p)
		case strings.HasSuffix(p, "/index.html"):
		case strings.HasPrefix(p, "reports/"):
			out = append(out, p)
		case strings.HasPrefix(p, "bases/") && len(tr.files[p]) > len(tr.files[base]):
			base = p
		}
	}
	if base == "" || len(out) == 0 {
		t.Fatal("no base or no report to print")
	}
	return append(out, base)
}

// misprinted prints the pages on the paper that their style sheet asks for and
// returns those that come out on anything but A4. A browser left to itself here
// would take US letter paper.
func misprinted(b *browser, pages []string, root string) []string {
	return b.each(pages, func(tb *tab, page string) ([]string, error) {
		if _, _, err := tb.visit(root + page); err != nil {
			return nil, err
		}
		pdf, err := chromedp.Run(tb.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			return nil, err
		}
		sheets := mediaBox.FindAllSubmatch(pdf, -1)
		if !strings.HasPrefix(string(pdf), "%PDF-") || len(sheets) == 0 {
			return []string{page + ": prints nothing"}, nil
		}
		var faults []string
		if strings.HasPrefix(page, "briefs/") && len(sheets) != 1 {
			faults = append(faults, fmt.Sprintf("%s: %d sheets, and it promises one", page, len(sheets)))
		}
		for i, m := range sheets {
			w, errW := strconv.ParseFloat(string(m[1]), 64)
			h, errH := strconv.ParseFloat(string(m[2]), 64)
			if errW != nil || errH != nil || math.Abs(w-a4Width) > 1.5 || math.Abs(h-a4Height) > 1.5 {
				faults = append(faults, fmt.Sprintf("%s: page %d is %.0f × %.0f points", page, i+1, w, h))
			}
		}
		return faults, nil
	})
}

// TestSheetsAreOneSheet prints the sheets of cities with few counties and with many, where much is due: each promises to be one.
func TestSheetsAreOneSheet(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to print in Chromium; .ci/run does")
	}
	b := startBrowser(t)
	for _, more := range []int{0, 5, 9, 20} {
		t.Run(strconv.Itoa(more), func(t *testing.T) {
			var terms strings.Builder
			for i := range more {
				fmt.Fprintf(&terms, "[[county]]\nid = \"more-%d\"\nname = \"某某某某自治县%d\"\n", i, i)
			}
			tr := treeOf(t, sample.Options{Bases: 60, Activities: 300, Years: 4, Seed: 3}, terms.String())
			pages := slices.DeleteFunc(tr.pagePaths(), func(p string) bool { return !strings.HasPrefix(p, "briefs/") || strings.HasPrefix(p, "briefs/more-") })
			if len(pages) < 9 {
				t.Fatal(pages)
			}
			report(t, misprinted(b, pages, onDisk(t, tr)))
		})
	}
}
