package ftpstore_test

import (
	"testing"

	"kepu/generator/ftpstore"
	"kepu/generator/publish/publishtest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

func TestVSFTPDWithAFullDisk(t *testing.T) {
	storetest.FullDisk(t, open(t, startVSFTPD(t, storetest.Disk(t, "256k")).client))
}

func TestVSFTPDWithADiskThatMayOnlyBeRead(t *testing.T) {
	dir := storetest.Disk(t, "256k")
	storetest.ReadOnlyDisk(t, dir, open(t, startVSFTPD(t, dir).client))
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
