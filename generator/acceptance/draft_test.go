package acceptance

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/diag"
	"kepu/generator/draft"
	"kepu/generator/site"
	"kepu/generator/source"
	"kepu/themes"
)

// TestDraftsOfTheRealContentLackOnlyWhatIsMarked drafts every year of the real
// content, and makes the site with each draft published as it is: nothing but its
// marked places may be said of it, and every figure in it is a directive.
func TestDraftsOfTheRealContentLackOnlyWhatIsMarked(t *testing.T) {
	m, err := makeSite()
	if err != nil || m.site == nil {
		t.Fatal(err)
	}
	records := m.site.(*site.Site).Records()
	files := fstest.MapFS{}
	err = fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content, name)
		files[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	drafts := map[string]int{} // path -> places to write
	for _, year := range records.Figures.Years() {
		text := draft.Report(records.Catalog, records.Figures, year)
		published := strings.Replace(text, "draft  = true", "draft  = false", 1)
		if published == text {
			t.Errorf("the draft of %d is not marked as one", year)
		}
		files[draft.Path(year)] = &fstest.MapFile{Data: []byte(published), Mode: 0o644}
		drafts[draft.Path(year)] = strings.Count(text, source.Unfinished)
		for _, part := range []string{"## 一、", "## 二、", "## 三、", "## 四、"} {
			if !strings.Contains(text, part) {
				t.Errorf("the draft of %d has no part %s", year, part)
			}
		}
	}
	s, problems, err := site.Make(files, site.Options{Theme: func(name string) (fs.FS, error) {
		dir, _ := themes.Open(name)
		return dir, nil
	}})
	if err != nil || s == nil {
		t.Fatal(err, problems)
	}
	for _, p := range problems {
		if _, ours := drafts[p.Place.File]; !ours {
			continue
		}
		if p.Severity != diag.Warning || !strings.Contains(p.What.ZH, source.Unfinished) {
			t.Error(diag.Style{}.Format(p))
		}
		drafts[p.Place.File]--
	}
	for name, left := range drafts {
		if left != 0 {
			t.Errorf("%s: %d marked places are not told", name, left)
		}
		page := "reports/" + strings.TrimSuffix(strings.TrimPrefix(name, "reports/"), ".md") + ".html"
		if !slices.Contains(s.Files(), page) {
			t.Errorf("no %s", page)
		}
	}
	tr, err := newTree(s)
	if err != nil {
		t.Fatal(err)
	}
	report(t, brokenLinks(tr))
}
