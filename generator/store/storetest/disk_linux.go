package storetest

import (
	"testing"

	"golang.org/x/sys/unix"

	"kepu/generator/remove/removetest"
)

// Disk returns the folder of a disk that holds only so much, such as "256k"; the test is skipped where nobody may mount one, as all but root.
// It goes with the test.
func Disk(t testing.TB, size string) string {
	t.Helper()
	dir := removetest.TempDir(t)
	if err := unix.Mount("kepu", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("no disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}
