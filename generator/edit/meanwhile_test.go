package edit

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kepu/generator/remove/removetest"
)

// Somebody saves a file while the ones before it are being written: that stays, and the others are put
// back. What has been changed after it was written is not put back either, and that is told.
func TestWhatIsSavedDuringAWriteIsNotOverwritten(t *testing.T) {
	for _, c := range []struct {
		name       string
		b          FileChange
		hand       map[string]string // what is written by hand before b is
		want       map[string]string
		stale, not []string
	}{
		{"a later file", FileChange{"b.md", []byte("b"), []byte("B")}, map[string]string{"b.md": "hand"}, map[string]string{"a.md": "a", "b.md": "hand"}, []string{"b.md"}, nil},
		{"one that is deleted", FileChange{"b.md", []byte("b"), nil}, map[string]string{"b.md": "hand"}, map[string]string{"a.md": "a", "b.md": "hand"}, []string{"b.md"}, nil},
		{"one that is new", FileChange{"c.md", nil, []byte("C")}, map[string]string{"c.md": "hand"}, map[string]string{"a.md": "a", "c.md": "hand"}, []string{"c.md"}, nil},
		{"both", FileChange{"b.md", []byte("b"), []byte("B")}, map[string]string{"a.md": "hand a", "b.md": "hand"}, map[string]string{"a.md": "hand a", "b.md": "hand"}, []string{"b.md"}, []string{"a.md"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := removetest.TempDir(t)
			for name, text := range map[string]string{"a.md": "a", "b.md": "b"} {
				if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			meanwhile = func(p string) {
				if p != c.b.Path {
					return
				}
				for name, text := range c.hand {
					os.WriteFile(filepath.Join(root, name), []byte(text), 0o644)
				}
			}
			defer func() { meanwhile = nil }()
			err := Write(root, Change{Files: []FileChange{{"a.md", []byte("a"), []byte("A")}, c.b}})
			var stale *Stale
			if !errors.As(err, &stale) || !slices.Equal(stale.Paths, c.stale) {
				t.Fatalf("the error is %v", err)
			}
			if !slices.Equal(stale.Left, c.not) || len(c.not) > 0 && !strings.Contains(stale.Text().ZH, "a.md 没能退回原样") {
				t.Errorf("what could not be put back: %v, %s", stale.Left, stale.Text().ZH)
			}
			for name, want := range c.want {
				if got, _ := os.ReadFile(filepath.Join(root, name)); string(got) != want {
					t.Errorf("%s: %s, want %s", name, got, want)
				}
			}
		})
	}
}
