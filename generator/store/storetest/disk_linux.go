package storetest

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"kepu/generator/remove/removetest"
	"kepu/generator/store"
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

// FullDisk holds a store whose files are on a Disk of 256k to what it promises of one that is full.
func FullDisk(t *testing.T, s store.Store) {
	put := func(text string) error { return s.Put(t.Context(), "a.html", Object(text)) }
	if err := put("old"); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("x", 300_000)
	if err := put(long); !errors.Is(err, store.ErrFull) {
		t.Errorf("Put: %v", err)
	}
	if err := s.Create(t.Context(), "b.html", Object(long)); !errors.Is(err, store.ErrFull) {
		t.Errorf("Create: %v", err)
	}
	if got := Text(t, s, "a.html"); got != "old" {
		t.Errorf("the file is %q", got)
	}
	if got := Names(t, s, "."); len(got) != 1 {
		t.Errorf("there are %q", got)
	}
	if err := put(strings.Repeat("y", 150_000)); err != nil {
		t.Errorf("then there is no room for a smaller one: %v", err)
	}
}

// ReadOnlyDisk makes the Disk one that may only be read, and holds the store on it to what it promises of such.
func ReadOnlyDisk(t *testing.T, disk string, s store.Store) {
	for _, name := range []string{"a.html", "r/x.html"} {
		if err := s.Put(t.Context(), name, Object("old")); err != nil {
			t.Fatal(err)
		}
	}
	if err := unix.Mount("kepu", disk, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	failed := map[string]error{
		"Put":    s.Put(t.Context(), "b/c.html", Object("x")),
		"Create": s.Create(t.Context(), "c.html", Object("x")),
		"Remove": s.Remove(t.Context(), "a.html"),
	}
	if err := s.Copy(t.Context(), "a.html", "b.html"); !errors.Is(err, store.ErrUnsupported) {
		failed["Copy"] = err
	}
	if l, ok := s.(store.Linker); ok {
		failed["Link"] = l.Link(t.Context(), "r", "l")
	}
	for what, err := range failed {
		if !errors.Is(err, store.ErrDenied) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if got := Text(t, s, "a.html"); got != "old" {
		t.Errorf("the file is %q", got)
	}
}
