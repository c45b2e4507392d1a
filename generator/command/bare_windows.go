package command

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// ownWindow reports whether the window goes with this program: somebody has double-clicked it. A console that
// was there before has its shell in it as well.
func ownWindow() bool {
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	var ids [2]uint32
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
