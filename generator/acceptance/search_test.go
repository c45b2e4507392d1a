package acceptance

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"

	"kepu/generator/pages"
)

// indexPart is a part of the search as pages writes it.
type indexPart struct {
	Name  string     `json:"part"`
	Docs  [][]string `json:"docs"`
	Read  string     `json:"read"`
	Old   string     `json:"old"`
	Parts []partName `json:"parts"`
}

type partName struct {
	Name  string `json:"part"`
	Label string `json:"label"`
	Piece string `json:"piece"`
	Count int    `json:"count"`
	Names bool   `json:"names"`
}

const (
	searchFolder = "assets/search/"
	searchBefore = "(self.kepuSearch=self.kepuSearch||[]).push("
	searchAfter  = ");\n"
)

func readPart(t *testing.T, tr *tree, name string) (p indexPart) {
	t.Helper()
	text := string(tr.files[searchFolder+name+".js"])
	text = strings.TrimSuffix(strings.TrimPrefix(text, searchBefore), searchAfter)
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p indexPart) put(t *testing.T, tr *tree) {
	t.Helper()
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	tr.files[searchFolder+p.Name+".js"] = []byte(searchBefore + string(data) + searchAfter)
}

// cutIndex is the tree with an index such as a large city has: names apart, two pieces of
// everything, of which each is said to have so many entries.
func cutIndex(t *testing.T, of *tree, count int) *tree {
	t.Helper()
	tr := &tree{files: maps.Clone(of.files), pages: of.pages, ids: of.ids, refs: of.refs}
	first := readPart(t, tr, "bases")
	names := indexPart{Name: "names", Read: first.Read, Old: first.Old}
	var counties [][]string
	for _, d := range first.Docs {
		if strings.HasPrefix(d[1], "counties/") {
			counties = append(counties, d)
		} else {
			names.Docs = append(names.Docs, d)
		}
	}
	first.Docs = counties
	names.put(t, tr)
	var parts []partName
	for _, p := range append([]partName{{Name: "names", Label: "基地的名称", Names: true}}, first.Parts...) {
		whole := readPart(t, tr, p.Name)
		for i, docs := range [][][]string{whole.Docs[:len(whole.Docs)/2], whole.Docs[len(whole.Docs)/2:]} {
			piece := whole
			piece.Name, piece.Docs = fmt.Sprintf("%s-%d", p.Name, i+1), docs
			piece.put(t, tr)
			parts = append(parts, partName{piece.Name, p.Label, fmt.Sprintf("第%d部分", i+1), count, p.Names})
		}
	}
	first.Parts = parts
	first.put(t, tr)
	return tr
}

// TestLongIndexInABrowser looks for things in an index of many parts.
func TestLongIndexInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to search in Chromium; .ci/run does")
	}
	o := makeOffline(t, pages.Options{Offline: true})
	b := startBrowser(t)
	for _, c := range []struct {
		name, origin string
		count        int
		test         func(*walk)
	}{
		{"Disk", "disk", 6000, (*walk).search},
		{"Server", "folder", 1, (*walk).search},
		{"OnRequest", "folder", 6000, (*walk).moreParts},
	} {
		t.Run(c.name, func(t *testing.T) {
			tb, closeTab, err := b.open()
			if err != nil {
				t.Fatal(err)
			}
			defer closeTab()
			w := &walk{t, tb, origins[c.origin](t, cutIndex(t, o.tree, c.count))}
			c.test(w)
			w.calm()
		})
	}
}

// moreParts finds names unasked, and the rest when the button that names it is pressed.
func (w *walk) moreParts() {
	const button = `document.querySelector("[data-all] button")`
	w.open("search.html?q=xgkfkpg")
	w.until("names come unasked", `document.querySelector("[data-results] a").textContent === "虚构开放科普馆"`)
	w.until("the button says which pieces it would load", button+`.textContent === "再查：总结、通知和说明（第1部分）"`)
	w.do(button + `.click()`)
	w.until("and which come then", button+`.textContent === "再查：总结、通知和说明（第2部分）"`)
	w.open("search.html?q=%E4%B8%96%E7%BA%AA%E5%B9%BF%E5%9C%BA") // 世纪广场
	w.until("activities wait to be asked for", `document.querySelector("[data-count]").textContent.startsWith("没有找到")`)
	w.until("all parts can be had", `(() => { const b = `+button+`; if (!b.parentElement.hidden) b.click(); return b.parentElement.hidden })()`)
	w.until("and it is found", `document.querySelector("[data-results] a").textContent === "全国科普月：高校师生到世纪广场宣传科普"`)
}
