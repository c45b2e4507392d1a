//go:build !linux

package storetest

import "testing"

// Disk skips the test: small disks are mounted on Linux only.
func Disk(t testing.TB, _ string) string {
	t.Helper()
	t.Skip("no small disk can be mounted here")
	return ""
}
