//go:build unix

package output

import (
	"os"
	"syscall"
)

// oneDisk reports whether files can be renamed between the two folders.
func oneDisk(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	if err != nil || err2 != nil {
		return false
	}
	s, ok := x.Sys().(*syscall.Stat_t)
	t, ok2 := y.Sys().(*syscall.Stat_t)
	return (!ok || !ok2 || s.Dev == t.Dev) && oneMount(a, b)
}
