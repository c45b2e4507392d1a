package dirstore_test

import (
	"testing"

	"kepu/generator/store/storetest"
)

func TestAFullDisk(t *testing.T) {
	dir := storetest.Disk(t, "256k")
	storetest.FullDisk(t, open(t, dir))
	if got := parts(t, dir); len(got) != 0 {
		t.Errorf("left are %q", got)
	}
}

func TestADiskThatMayOnlyBeRead(t *testing.T) {
	dir := storetest.Disk(t, "256k")
	storetest.ReadOnlyDisk(t, dir, open(t, dir))
}
