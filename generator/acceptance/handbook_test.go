package acceptance

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	button  = regexp.MustCompile(`【(.+?)】`)
	picture = regexp.MustCompile(`!\[[^\]]+\]\(([^)]+)\)`)
)

// said is what desk and preview can say: their pages and programs, and the forms'.
func said(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, dir := range []string{"desk", "form", "fresh", "preview"} {
		err := fs.WalkDir(os.DirFS("../"+dir), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
				return err
			}
			data, err := os.ReadFile(filepath.Join("..", dir, filepath.FromSlash(name)))
			all.Write(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// The handbook names buttons by their words, in 【】: there are such words on the desk.
func TestHandbookNamesButtonsThatAreThere(t *testing.T) {
	handbook, err := fs.ReadFile(content, "README.md")
	if err != nil {
		t.Fatal(err)
	}
	all := said(t)
	there := func(words string) bool {
		if kind, isNew := strings.CutPrefix(words, "新的"); isNew { // 新的%s
			return strings.Contains(all, `"新的%s"`) && strings.Contains(all, `"`+kind+`"`)
		}
		for _, mark := range []string{`"`, `'`, ">"} {
			if strings.Contains(all, mark+words) {
				return true
			}
		}
		return false
	}
	found := button.FindAllStringSubmatch(string(handbook), -1)
	for _, m := range found {
		if !there(m[1]) {
			t.Errorf("the handbook tells to press %s, and nothing says so", m[0])
		}
	}
	if len(found) < 20 || there("这个按钮没有") || there("新的这个没有") {
		t.Errorf("%d buttons were looked for", len(found))
	}
}

// Pictures of the desk are where the handbook and README.md show them.
func TestPicturesOfTheHandbookAreThere(t *testing.T) {
	for name, dir := range map[string]string{"../../README.md": "../..", "../../content/README.md": "../../content"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found := picture.FindAllStringSubmatch(string(data), -1)
		for _, m := range found {
			if _, err := os.Stat(filepath.FromSlash(path.Join(dir, m[1]))); err != nil {
				t.Errorf("%s shows %s: %v", name, m[1], err)
			}
		}
		if len(found) == 0 {
			t.Errorf("%s shows no picture", name)
		}
	}
}
