package remove

import (
	"os"
	"path/filepath"
	"testing"
)

// TestAllIsRemovedAndNoLinkIsFollowed asks both ways: what the system offers here, and
// the plain calls, which no test on a good system would reach.
func TestAllIsRemovedAndNoLinkIsFollowed(t *testing.T) {
	for name, all := range map[string]func(string) error{"the system's way": All, "plainly": byName} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Cleanup(func() { All(dir) }) // package removetest, which stands above this one, does the same
			do := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			do(os.MkdirAll(filepath.Join(dir, "a", "b", "空"), 0o755))
			do(os.MkdirAll(filepath.Join(dir, "other"), 0o755))
			do(os.WriteFile(filepath.Join(dir, "a", "b", "x"), nil, 0o644))
			do(os.WriteFile(filepath.Join(dir, "other", "kept"), nil, 0o644))
			// Where links may not be made there is none to follow.
			_ = os.Symlink(filepath.Join(dir, "other"), filepath.Join(dir, "a", "link"))
			do(all(filepath.Join(dir, "a")))
			do(all(filepath.Join(dir, "a"))) // nothing there is fine
			if _, err := os.Lstat(filepath.Join(dir, "a")); err == nil {
				t.Error("it is still there")
			}
			if _, err := os.Stat(filepath.Join(dir, "other", "kept")); err != nil {
				t.Errorf("a link was followed: %v", err)
			}
			do(all(filepath.Join(dir, "other", "kept")))
		})
	}
}
