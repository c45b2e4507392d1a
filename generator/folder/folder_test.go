package folder

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"kepu/generator/remove"
	"kepu/generator/remove/removetest"
)

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestFolderIsAFileSystem(t *testing.T) {
	dir := removetest.TempDir(t)
	write(t, filepath.Join(dir, "a", "b.md"), "x")
	write(t, filepath.Join(dir, "c.md"), "y")
	if err := fstest.TestFS(New(dir), "a/b.md", "c.md"); err != nil {
		t.Error(err)
	}
}

func TestNoLinkLeadsOut(t *testing.T) {
	dir, outside := removetest.TempDir(t), removetest.TempDir(t)
	write(t, filepath.Join(outside, "secret.md"), "secret")
	if err := os.Symlink(outside, filepath.Join(dir, "out")); err != nil {
		t.Skip(err)
	}
	f := New(dir)
	for _, name := range []string{"out/secret.md", "../" + filepath.Base(outside) + "/secret.md"} {
		if data, err := f.ReadFile(name); err == nil {
			t.Errorf("%s: %s", name, data)
		}
	}
	if f.Stamp("out") != nil {
		t.Error("a link has a stamp")
	}
}

func TestFolderMayGoAndComeAgain(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "content")
	f := New(dir)
	if _, err := fs.ReadDir(f, "."); err == nil {
		t.Error("no error where nothing is")
	}
	for range 2 {
		write(t, filepath.Join(dir, "a.md"), "x")
		if _, err := f.ReadFile("a.md"); err != nil {
			t.Error(err)
		}
		if err := remove.All(dir); err != nil {
			t.Error(err)
		}
	}
}

// A stamp is the same only as long as the bytes are, whatever is done to times.
func TestStampTellsEveryChange(t *testing.T) {
	dir := removetest.TempDir(t)
	name := filepath.Join(dir, "a.md")
	write(t, name, "old")
	f := New(dir)
	if f.Stamp("a.md") != nil {
		t.Error("a file that was just written has a stamp: the next change may look like this one")
	}
	time.Sleep(2 * clockTick)
	stamp := f.Stamp("a.md")
	if stamp == nil {
		if runtime.GOOS == "linux" && KeepsChangeTime(dir) {
			t.Error("an old file has no stamp")
		}
		t.Skip("this disk tells nothing")
	}
	if New(dir).Stamp("a.md") != stamp {
		t.Error("nothing has changed, and the stamp is another")
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	write(t, name, "new")
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * clockTick)
	if f.Stamp("a.md") == stamp {
		t.Error("the same size and the old time: the stamp is the same")
	}
}

func TestMarksOfFoldersTellOnlyThatTheyAreThere(t *testing.T) {
	dir := removetest.TempDir(t)
	mark := func() Mark {
		info, err := os.Lstat(dir)
		if err != nil {
			t.Fatal(err)
		}
		return MarkOf(info)
	}
	before := mark()
	write(t, filepath.Join(dir, "a.md"), "x")
	if mark() != before {
		t.Error("the folder's mark is another when a file comes")
	}
}
