package folder

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kepu/generator/remove/removetest"
)

func TestWithIsTheFolderAsItWouldBe(t *testing.T) {
	dir := removetest.TempDir(t)
	for name, text := range map[string]string{"site.toml": "a", "bases/one.md": "b", "bases/two.md": "c", "old/x.md": "d"} {
		os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := New(dir).With(map[string][]byte{
		"bases/one.md": []byte("new"), "bases/two.md": nil, "reports/2026/a.md": []byte("r"), "bases/empty.md": {},
	})
	var names []string
	fs.WalkDir(c, ".", func(name string, _ fs.DirEntry, _ error) error { names = append(names, name); return nil })
	if want := []string{".", "bases", "bases/empty.md", "bases/one.md", "old", "old/x.md", "reports", "reports/2026", "reports/2026/a.md", "site.toml"}; !slices.Equal(names, want) {
		t.Errorf("it holds %q", names)
	}
	if data, err := fs.ReadFile(c, "bases/one.md"); string(data) != "new" || err != nil {
		t.Errorf("the changed file is %q, %v", data, err)
	}
	for _, gone := range []string{"bases/two.md", "bases/three.md", "reports/2025"} {
		if _, err := fs.Stat(c, gone); err == nil {
			t.Errorf("%s is there", gone)
		}
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "bases", "one.md")); string(data) != "b" {
		t.Errorf("on the disk stands %q", data)
	}
}
