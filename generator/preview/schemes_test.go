package preview

import (
	"net/http"
	"strings"
	"testing"
)

// Schemes and what persons gave are the office's own: the preview, which others in the house may look
// at, shows neither, on no page and at no address, drafts or not.
func TestNothingOfSchemesIsShown(t *testing.T) {
	s := newShelf(t, Options{})
	s.put("schemes/neibu.toml", "name = \"内部方案的名称\"\n[[gate]]\nname = \"内部方案的条件\"\nneed = \"open_days >= 1\"\n")
	s.update()
	snap := s.p.now.Load()
	if snap.site == nil || len(snap.site.Records().Catalog.Schemes) != 1 {
		t.Fatal("the scheme was not read")
	}
	for _, name := range snap.site.Files() {
		w := s.ask("GET", "/"+name)
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d", name, w.Code)
		}
		if strings.Contains(w.Body.String(), "内部方案") {
			t.Errorf("%s shows a scheme", name)
		}
	}
	for _, name := range []string{"schemes/neibu.toml", "schemes/neibu.html", "schemes/", "assessments/", "assessments/neibu-2025/index.html", "content/schemes/neibu.toml", "../assessments/neibu-2025.toml"} {
		if w := s.ask("GET", "/"+name); w.Code == http.StatusOK || strings.Contains(w.Body.String(), "内部方案") {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}
