package doctor

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"

	"kepu/generator/remove/removetest"
	"kepu/generator/winetest"
)

// As Word holds a text: others may read it.
func TestAFileThatIsHeldIsToldAsThat(t *testing.T) {
	name := filepath.Join(removetest.TempDir(t), "a.docx")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		t.Fatal(err)
	}
	h, err := windows.CreateFile(path, windows.GENERIC_READ|windows.GENERIC_WRITE, windows.FILE_SHARE_READ, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := This().MayChange(name); !errors.Is(err, ErrHeld) {
		t.Errorf("held: %v", err)
	}
	windows.CloseHandle(h)
	if err := This().MayChange(name); err != nil {
		t.Errorf("let go: %v", err)
	}
}

func TestAReadOnlyFileIsToldAsThat(t *testing.T) {
	winetest.Skip(t, "Wine asks the system below, and its root may write into any file")
	name := filepath.Join(removetest.TempDir(t), "a.md")
	if err := errors.Join(os.WriteFile(name, nil, 0o644), os.Chmod(name, 0o444)); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(name, 0o644)
	if err := This().MayChange(name); !errors.Is(err, ErrBarred) {
		t.Errorf("%v", err)
	}
}
