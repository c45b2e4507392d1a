// Package winetest is for tests that are run as Windows programs by Wine, which does much
// of what Windows does, and not all.
package winetest

import "testing"

// Skip skips the test under Wine, where it cannot hold. It is said why: what Wine does
// not show has to be tried on Windows.
func Skip(t testing.TB, why string) {
	t.Helper()
	if Running() {
		t.Skip("under Wine: " + why)
	}
}
