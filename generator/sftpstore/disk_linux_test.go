package sftpstore_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// mount returns a disk of its own, of 256 KB.
func mount(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("kepu", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skipf("no disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestOpenSSHWithAFullDisk(t *testing.T) {
	d := startSSHD(t, "")
	d.client.Dir = mount(t)
	f := open(t, d.client)
	if err := f.Put(t.Context(), "a.html", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	long := storetest.Object(strings.Repeat("x", 300_000))
	if err := f.Put(t.Context(), "a.html", long); !errors.Is(err, store.ErrFull) {
		t.Errorf("Put: %v", err)
	}
	if err := f.Create(t.Context(), "b.html", long); !errors.Is(err, store.ErrFull) {
		t.Errorf("Create: %v", err)
	}
	if got := storetest.Text(t, f, "a.html"); got != "old" {
		t.Errorf("the file is %q", got)
	}
	if got := storetest.Names(t, f, "."); len(got) != 1 {
		t.Errorf("there are %q", got)
	}
	if err := f.Put(t.Context(), "a.html", storetest.Object(strings.Repeat("y", 150_000))); err != nil {
		t.Errorf("then there is no room for a smaller one: %v", err)
	}
}

func TestOpenSSHWithADiskThatMayOnlyBeRead(t *testing.T) {
	d := startSSHD(t, "")
	d.client.Dir = mount(t)
	f := open(t, d.client)
	if err := f.Put(t.Context(), "a.html", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("kepu", d.client.Dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"Put":    f.Put(t.Context(), "b/c.html", storetest.Object("x")),
		"Create": f.Create(t.Context(), "c.html", storetest.Object("x")),
		"Remove": f.Remove(t.Context(), "a.html"),
		"Copy":   f.Copy(t.Context(), "a.html", "b.html"),
	} {
		if !errors.Is(err, store.ErrDenied) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
