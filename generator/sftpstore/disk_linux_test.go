package sftpstore_test

import (
	"testing"

	"kepu/generator/publish/publishtest"
	"kepu/generator/sftpstore"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

func TestOpenSSHWithAFullDisk(t *testing.T) {
	d := startSSHD(t, "")
	d.client.Dir = storetest.Disk(t, "256k")
	storetest.FullDisk(t, open(t, d.client))
}

func TestOpenSSHWithADiskThatMayOnlyBeRead(t *testing.T) {
	d := startSSHD(t, "")
	d.client.Dir = storetest.Disk(t, "256k")
	storetest.ReadOnlyDisk(t, d.client.Dir, open(t, d.client))
}

func TestOpenSSHIsPublishedTo(t *testing.T) {
	d := startSSHD(t, "")
	place := func(dir string) publishtest.Place {
		c := d.client
		c.Dir = dir
		return publishtest.Place{
			Root: "site",
			Open: func(t *testing.T) store.Store {
				s, err := sftpstore.Open(t.Context(), c)
				if err != nil {
					t.Fatal(err)
				}
				return s
			},
			Wrong: func(t *testing.T) error {
				wrong := c
				wrong.KeyFile, wrong.Password = "", "wrong"
				_, err := sftpstore.Open(t.Context(), wrong)
				return err
			},
		}
	}
	publishtest.Run(t, place(t.TempDir()))
	publishtest.Full(t, place(storetest.Disk(t, "6m")))
}
