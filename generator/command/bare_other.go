//go:build !windows

package command

// ownWindow is for Windows, where a double click opens a window that goes with the program.
func ownWindow() bool { return false }
