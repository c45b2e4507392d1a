package acceptance

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"path"
	"strings"
	"testing"
)

// What a page may weigh, in bytes. Visitors have cheap phones and slow networks.
const (
	textLimit    = 20_000 // the page and its style sheets, compressed
	mapTextLimit = 26_000 // … of the large map, which has its list and its drawings
	scriptLimit  = 15_000 // its scripts, compressed
	totalLimit   = 60_000 // all that it loads but photos, not compressed
)

// load is what one page makes a browser fetch. Sizes are in bytes.
type load struct {
	text   int // page and style sheets, compressed
	script int // scripts, compressed
	total  int // everything but photos, compressed
}

// loadOf adds up a page's load; weighed has what files weigh that came before.
func loadOf(tr *tree, page string, weighed map[string]int) load {
	own := compressed(tr.files[page])
	l := load{text: own, total: own}
	for file := range loaded(tr, page) {
		weight, ok := weighed[file]
		if !ok {
			weight = compressed(tr.files[file])
			weighed[file] = weight
		}
		switch strings.ToLower(path.Ext(file)) {
		case ".jpg", ".jpeg", ".png", ".webp", ".gif":
			continue
		case ".css":
			l.text += weight
		case ".js":
			l.script += weight
		}
		l.total += weight
	}
	return l
}

// loaded returns the files that the page fetches by itself, those of its style
// sheets with them.
func loaded(tr *tree, page string) map[string]bool {
	out := map[string]bool{}
	for _, r := range tr.refs {
		if r.from != page || r.leaves() || r.element == "form" {
			continue
		}
		if file, _, _, _ := tr.target(r); file != "" && file != page && path.Base(file) != printSheet {
			out[file] = true
		}
	}
	for _, r := range tr.refs {
		if file, _, _, _ := tr.target(r); file != "" && out[r.from] && strings.HasSuffix(r.from, ".css") {
			out[file] = true
		}
	}
	return out
}

// printSheet is fetched for paper only: no reader of the screen waits for it.
const printSheet = "print.css"

func compressed(data []byte) int {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	// Nothing can fail here: a buffer takes every write.
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Len()
}

// textLimitOf is what a page of a real city and its style sheets may weigh. The map may weigh more.
func textLimitOf(page string) int {
	if page == "map.html" {
		return mapTextLimit
	}
	return textLimit
}

// cityTextLimitOf is what those of a fictional city may weigh, in which everything is known that may be known: ten years of a thousand activities, all returns,
// all evaluations, sixty bases. Style sheets are 9,000 bytes of each; what it says to programs, as it knows its address (JSON-LD, Open Graph, feeds), is 700 of a base's page.
func cityTextLimitOf(page string) int {
	switch {
	case page == "statistics/index.html":
		return 27_000 // 21 figures: without one drawing it is 21,900, without one table 20,200
	case page == "booklet.html":
		return 38_000 // paper: a page a base
	case page == "index.html":
		return 21_500 // two maps of sixty places and two ribbons of a hundred records
	case strings.HasPrefix(page, "bases/"):
		return 22_000
	case strings.HasPrefix(page, "statistics/"):
		return 20_600
	}
	return textLimitOf(page)
}

// heavy returns the pages over a limit.
func heavy(tr *tree) []string { return heavier(tr, textLimitOf) }

func heavier(tr *tree, limit func(page string) int) []string {
	var faults []string
	weighed := map[string]int{}
	for _, page := range tr.pagePaths() {
		l := loadOf(tr, page, weighed)
		if most := limit(page); l.text > most {
			faults = append(faults, fmt.Sprintf("%s: page and style sheets weigh %d bytes compressed, over %d", page, l.text, most))
		}
		if page == "map.html" {
			continue // its scripts
		}
		if l.script > scriptLimit {
			faults = append(faults, fmt.Sprintf("%s: scripts weigh %d bytes compressed, over %d", page, l.script, scriptLimit))
		}
		if l.total > totalLimit {
			faults = append(faults, fmt.Sprintf("%s: weighs %d bytes without photos, over %d", page, l.total, totalLimit))
		}
	}
	return faults
}

func TestPagesAreLight(t *testing.T) {
	tr := realTree(t)
	report(t, heavy(tr))
	largest := "index.html"
	for _, p := range tr.pagePaths() {
		if len(tr.files[p]) > len(tr.files[largest]) {
			largest = p
		}
	}
	l := loadOf(tr, largest, map[string]int{})
	t.Logf("the largest page, %s: %d bytes in all; page and style sheets %d, scripts %d compressed", largest, l.total, l.text, l.script)
}

func TestPagesOfAFullCityAreLight(t *testing.T) { report(t, heavier(cityTree(t), cityTextLimitOf)) }
