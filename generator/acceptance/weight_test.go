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

func loadOf(tr *tree, page string) load {
	l := load{text: compressed(tr.files[page]), total: compressed(tr.files[page])}
	for file := range loaded(tr, page) {
		data := tr.files[file]
		switch strings.ToLower(path.Ext(file)) {
		case ".jpg", ".jpeg", ".png", ".webp", ".gif":
			continue
		case ".css":
			l.text += compressed(data)
		case ".js":
			l.script += compressed(data)
		}
		l.total += compressed(data)
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

// heavy returns the pages over a limit. The map may weigh more.
func heavy(tr *tree) []string {
	var faults []string
	for _, page := range tr.pagePaths() {
		l := loadOf(tr, page)
		if page == "map.html" {
			if l.text > mapTextLimit {
				faults = append(faults, fmt.Sprintf("%s: page and style sheets weigh %d bytes compressed, over %d", page, l.text, mapTextLimit))
			}
			continue
		}
		if l.text > textLimit {
			faults = append(faults, fmt.Sprintf("%s: page and style sheets weigh %d bytes compressed, over %d", page, l.text, textLimit))
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
	l := loadOf(tr, largest)
	t.Logf("the largest page, %s: %d bytes in all; page and style sheets %d, scripts %d compressed", largest, l.total, l.text, l.script)
}
