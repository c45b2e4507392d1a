// Package removetest gives tests their folders.
package removetest

import (
	"path/filepath"
	"testing"

	"kepu/generator/remove"
)

// TempDir is t.TempDir, whose folder is removed also where Go's own way of removing is
// unknown to the system: the test would fail for that alone.
func TempDir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(func() { // runs before the one of t.TempDir, which then finds nothing
		if err := remove.All(filepath.Dir(dir)); err != nil {
			t.Errorf("remove the test's folder: %v", err)
		}
	})
	return dir
}
