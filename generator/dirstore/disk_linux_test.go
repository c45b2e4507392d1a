package dirstore_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

func TestAFullDisk(t *testing.T) {
	dir := storetest.Disk(t, "256k")
	s := open(t, dir)
	if err := s.Put(t.Context(), "a.html", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	long := storetest.Object(strings.Repeat("x", 300_000))
	if err := s.Put(t.Context(), "a.html", long); !errors.Is(err, store.ErrFull) {
		t.Errorf("Put: %v", err)
	}
	if err := s.Create(t.Context(), "b.html", long); !errors.Is(err, store.ErrFull) {
		t.Errorf("Create: %v", err)
	}
	if got := storetest.Text(t, s, "a.html"); got != "old" {
		t.Errorf("the file is %q", got)
	}
	if got := parts(t, dir); len(got) != 0 {
		t.Errorf("left are %q", got)
	}
	if err := s.Put(t.Context(), "a.html", storetest.Object(strings.Repeat("y", 200_000))); err != nil {
		t.Errorf("then there is no room for a smaller one: %v", err)
	}
}

func TestADiskThatMayOnlyBeRead(t *testing.T) {
	dir := storetest.Disk(t, "256k")
	s := open(t, dir)
	if err := s.Put(t.Context(), "a.html", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	write(t, dir+"/r/x.html", "x")
	if err := unix.Mount("kepu", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"Put":    s.Put(t.Context(), "b/c.html", storetest.Object("x")),
		"Remove": s.Remove(t.Context(), "a.html"),
		"Link":   s.Link(t.Context(), "r", "l"),
		"Copy":   s.Copy(t.Context(), "a.html", "b.html"),
	} {
		if !errors.Is(err, store.ErrDenied) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := os.Stat(dir + "/a.html"); err != nil {
		t.Error(err)
	}
}
