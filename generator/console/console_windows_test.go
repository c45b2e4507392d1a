package console

import (
	"os"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"

	"kepu/generator/diag"
)

// TestChineseIsLegibleInOldConsoles writes to a console of several code pages, as those of old systems, and reads what
// stands on the screen. Go writes to a console in UTF-16 as long as the program hands it UTF-8: nothing has to be set, and the window
// of whoever started the program keeps its code page.
func TestChineseIsLegibleInOldConsoles(t *testing.T) {
	kernel := windows.NewLazySystemDLL("kernel32.dll")
	before, _, _ := kernel.NewProc("GetConsoleOutputCP").Call()
	if before == 0 {
		t.Skip("no console: run it in a terminal, as .ci/windows does")
	}
	setPage := kernel.NewProc("SetConsoleOutputCP")
	defer setPage.Call(before)
	tried := 0
	for _, page := range []uintptr{936, 437, 65001} {
		if ok, _, err := setPage.Call(page); ok == 0 {
			t.Logf("the system has no code page %d: %v", page, err)
			continue
		}
		tried++
		const textMode = 1
		h, _, err := kernel.NewProc("CreateConsoleScreenBuffer").Call(windows.GENERIC_READ|windows.GENERIC_WRITE, 0, 0, textMode, 0)
		if windows.Handle(h) == windows.InvalidHandle {
			t.Fatal(err)
		}
		screen := os.NewFile(h, "screen")
		say := &Console{Out: screen, Err: screen}
		say.Error(diag.T("磁盘满了：驻马店“科普”—①", "the disk is full"), diag.T("删掉用不着的", "delete what nobody needs"))
		cells := make([]uint16, 160)
		var n uint32
		if ok, _, err := kernel.NewProc("ReadConsoleOutputCharacterW").Call(h, uintptr(unsafe.Pointer(&cells[0])), uintptr(len(cells)), 0, uintptr(unsafe.Pointer(&n))); ok == 0 {
			t.Fatal(err)
		}
		// A wide character takes two cells, of which the second repeats it or is blank.
		got := windows.UTF16ToString(cells[:n])
		want := "错误：磁盘满了：驻马店“科普”—①，删掉用不着的"
		i := 0
		for _, r := range got {
			if w := []rune(want); i < len(w) && r == w[i] {
				i++
			}
		}
		if i != len([]rune(want)) {
			t.Errorf("with code page %d stands there %q", page, strings.TrimRight(got, " "))
		}
		screen.Close()
	}
	if tried < 2 {
		t.Error("no code page was tried but the usual")
	}
}
