package ftpstore_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"kepu/generator/ftpstore"
	"kepu/generator/publish/publishtest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

func TestVSFTPDWithAFullDisk(t *testing.T) {
	d := startVSFTPD(t, storetest.Disk(t, "256k"))
	f := open(t, d.client)
	if err := f.Put(t.Context(), "a.html", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	long := storetest.Object(strings.Repeat("x", 300_000))
	if err := f.Put(t.Context(), "a.html", long); !errors.Is(err, store.ErrFull) {
		t.Errorf("Put: %v", err)
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

func TestVSFTPDWithADiskThatMayOnlyBeRead(t *testing.T) {
	dir := storetest.Disk(t, "256k")
	d := startVSFTPD(t, dir)
	f := open(t, d.client)
	if err := f.Put(t.Context(), "a.html", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("kepu", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"Put":    f.Put(t.Context(), "b/c.html", storetest.Object("x")),
		"Create": f.Create(t.Context(), "c.html", storetest.Object("x")),
		"Remove": f.Remove(t.Context(), "a.html"),
	} {
		if !errors.Is(err, store.ErrDenied) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestVSFTPDIsPublishedTo(t *testing.T) {
	place := func(dir string) publishtest.Place {
		c := startVSFTPD(t, dir).client
		return publishtest.Place{
			Root:   "site",
			NoBack: true,
			Open: func(t *testing.T) store.Store {
				s, err := ftpstore.Open(t.Context(), c)
				if err != nil {
					t.Fatal(err)
				}
				return s
			},
			Wrong: func(t *testing.T) error {
				wrong := c
				wrong.Password = "wrong"
				_, err := ftpstore.Open(t.Context(), wrong)
				return err
			},
		}
	}
	publishtest.Run(t, place(t.TempDir()))
	publishtest.Full(t, place(storetest.Disk(t, "6m")))
}
