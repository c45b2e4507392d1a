package winetest

import "golang.org/x/sys/windows"

// Running reports whether Wine stands in for Windows: only its system library tells.
func Running() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}
