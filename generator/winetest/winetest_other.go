//go:build !windows

package winetest

// Running reports whether Wine stands in for Windows.
func Running() bool { return false }
