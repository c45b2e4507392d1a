// Package removetest gives tests their folders.
package removetest

import (
	"runtime"
	"testing"
	"time"

	"kepu/generator/remove"
)

// TempDir is t.TempDir, whose folder is removed also where Go's own way of removing is
// unknown to the system: the test would fail for that alone.
func TempDir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(func() { // runs before the one of t.TempDir, which then finds nothing to do
		if err := All(dir); err != nil {
			t.Errorf("remove the test's folder: %v", err)
		}
	})
	return dir
}

// All is remove.All, tried again on Windows while something is open in the folder: who
// watched it lets go of it a little later.
func All(name string) error {
	err := remove.All(name)
	for try := 0; err != nil && runtime.GOOS == "windows" && try < 150; try++ {
		time.Sleep(20 * time.Millisecond)
		err = remove.All(name)
	}
	return err
}
