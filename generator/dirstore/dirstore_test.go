package dirstore_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kepu/generator/dirstore"
	"kepu/generator/remove/removetest"
	"kepu/generator/store"
	"kepu/generator/store/folders"
	"kepu/generator/store/storetest"
	"kepu/generator/winetest"
)

// open returns the store in the folder.
func open(t *testing.T, dir string) store.Linker {
	t.Helper()
	s, err := dirstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestAFolderKeepsThePromises(t *testing.T) {
	places := map[string]string{}
	storetest.Run(t, func(t *testing.T) store.Store {
		if strings.HasSuffix(t.Name(), "readers_see_whole_files") {
			winetest.Skip(t, "it renames nothing over a file that is open, and here one is open all the time")
		}
		if places[t.Name()] == "" {
			places[t.Name()] = removetest.TempDir(t)
		}
		s, err := dirstore.Open(places[t.Name()])
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS == "windows" {
			return struct{ store.Store }{s} // without links
		}
		return s
	})
}

func TestAFolderThatIsMissing(t *testing.T) {
	dir := removetest.TempDir(t)
	if _, err := dirstore.Open(filepath.Join(dir, "none")); !errors.Is(err, store.ErrAddress) {
		t.Errorf("a folder that is missing: %v", err)
	}
	write(t, filepath.Join(dir, "file"), "x")
	if _, err := dirstore.Open(filepath.Join(dir, "file")); !errors.Is(err, store.ErrAddress) {
		t.Errorf("a file: %v", err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWhatKilledRunsLeave(t *testing.T) {
	dir := removetest.TempDir(t)
	s := open(t, dir)
	storetest.KilledRuns(t, s, dir, folders.Part, 25*time.Hour)
	if err := s.Put(t.Context(), "page/deep/x", storetest.Object("x")); !store.Permanent(err) {
		t.Errorf("putting a file below a file would be tried again: %v", err)
	}
	if _, err := s.Get(t.Context(), "page/deep/x"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Get of a file below a file: %v", err)
	}
	if got := parts(t, dir); len(got) != 1 {
		t.Errorf("parts that are left: %q", got)
	}
}

// parts returns the half-written files below dir.
func parts(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), folders.Part) {
			found = append(found, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestNothingIsLeftBeside(t *testing.T) {
	dir := removetest.TempDir(t)
	s := open(t, dir)
	ctx := t.Context()
	o := storetest.Object("1")
	o.Sum[0]++
	for what, err := range map[string]error{
		"put":        s.Put(ctx, "a/x", storetest.Object("1")),
		"copy":       s.Copy(ctx, "a/x", "b/x"),
		"copy again": s.Copy(ctx, "a/x", "b/x"),
		"create":     s.Create(ctx, "c", storetest.Object("1")),
	} {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := s.Create(ctx, "c", storetest.Object("1")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("create again: %v", err)
	}
	if err := s.Put(ctx, "d", o); err == nil || !store.Permanent(err) {
		t.Errorf("bytes that are not those that were announced: %v", err)
	}
	if got := parts(t, dir); len(got) != 0 {
		t.Errorf("left are %q", got)
	}
}

func TestNamesThatAreNotForFiles(t *testing.T) {
	s := open(t, removetest.TempDir(t))
	for _, name := range []string{"../x", "/x", "a//b", "a/../b", "", ".", `a\b`, "a\x00", folders.Part + "X", "a/" + folders.Part + "X/b"} {
		if err := s.Put(t.Context(), name, storetest.Object("x")); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("Put %q: %v", name, err)
		}
		if _, err := s.Get(t.Context(), name); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("Get %q: %v", name, err)
		}
		if err := s.Remove(t.Context(), name); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("Remove %q: %v", name, err)
		}
	}
}

func TestNoLinkLeadsOut(t *testing.T) {
	winetest.Skip(t, "what it makes as a link looks like a folder")
	outside := removetest.TempDir(t)
	write(t, filepath.Join(outside, "secret"), "x")
	dir := removetest.TempDir(t)
	if err := os.Symlink(outside, filepath.Join(dir, "out")); err != nil {
		t.Skip(err)
	}
	write(t, filepath.Join(dir, "site", "index.html"), "x")
	s := open(t, dir)
	_, err := s.Get(t.Context(), "out/secret")
	for what, err := range map[string]error{
		"Get":          err,
		"Put":          s.Put(t.Context(), "out/secret", storetest.Object("y")),
		"Put a folder": s.Put(t.Context(), "out/deep/x", storetest.Object("y")),
		"Remove":       s.Remove(t.Context(), "out/secret"),
		"Copy":         s.Copy(t.Context(), "out/secret", "x"),
		"Copy there":   s.Copy(t.Context(), "site/index.html", "out/x"),
		"List":         s.List(t.Context(), "out", func(store.Entry) error { return errors.New("told") }),
	} {
		if !errors.Is(err, store.ErrDenied) {
			t.Errorf("%s behind a link that leads out: %v", what, err)
		}
	}
	if got := storetest.Names(t, s, "."); len(got) != 1 {
		t.Errorf("listed are %q", got)
	}
	if text, err := os.ReadFile(filepath.Join(outside, "secret")); err != nil || string(text) != "x" {
		t.Errorf("outside: %q, %v", text, err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := s.Link(t.Context(), "../"+filepath.Base(outside), "out"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("Link to the outside: %v", err)
	}
	if err := s.Link(t.Context(), "site", "out"); err != nil {
		t.Errorf("Link in the place of one that leads out: %v", err)
	}
	if text := storetest.Text(t, s, "out/index.html"); text != "x" {
		t.Errorf("through the new link: %q", text)
	}
}

func TestLinks(t *testing.T) {
	s := open(t, removetest.TempDir(t))
	ctx := t.Context()
	if err := s.Put(ctx, "r/1/index.html", storetest.Object("1")); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		if err := s.Link(ctx, "r/1", "site"); !errors.Is(err, store.ErrUnsupported) {
			t.Errorf("Link: %v", err)
		}
		return
	}
	dir := removetest.TempDir(t)
	s = open(t, dir)
	write(t, filepath.Join(dir, "r", "1", "index.html"), "1")
	write(t, filepath.Join(dir, "file"), "x")
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := s.Link(ctx, "r/2", "site"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Link to nothing: %v", err)
	}
	if err := s.Link(ctx, "r/1", "file"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Link in the place of a file: %v", err)
	}
	if err := s.Link(ctx, "r/1", "empty"); err != nil {
		t.Errorf("Link in the place of an empty folder: %v", err)
	}
	if err := s.Link(ctx, "../r/1", "deep/site"); err != nil {
		t.Errorf("Link in a folder that is missing: %v", err)
	}
	for _, name := range []string{"empty/index.html", "deep/site/index.html"} {
		if got := storetest.Text(t, s, name); got != "1" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := storetest.Names(t, s, "deep/site"); len(got) != 1 || got[0] != "deep/site/index.html" {
		t.Errorf("listed through the link: %q", got)
	}
	if err := s.Remove(ctx, "empty"); err != nil {
		t.Errorf("Remove of a link: %v", err)
	}
	if got := storetest.Text(t, s, "r/1/index.html"); got != "1" {
		t.Errorf("behind a link that was removed: %q", got)
	}
}

// Whoever opens a page while the link is turned from one release to the other finds one of the two.
func TestALinkIsTurnedInOneStep(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no links")
	}
	dir := removetest.TempDir(t)
	storetest.LinkTurns(t, open(t, dir), 1000, func() (string, error) {
		text, err := os.ReadFile(filepath.Join(dir, "site", "index.html"))
		return string(text), err
	})
	if got := parts(t, dir); len(got) != 0 {
		t.Errorf("left are %q", got)
	}
}

func TestAFolderThatMayOnlyBeRead(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("everything may be written")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.html"), "x")
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	s := open(t, dir)
	if err := s.Put(t.Context(), "b.html", storetest.Object("x")); !errors.Is(err, store.ErrDenied) {
		t.Errorf("Put: %v", err)
	}
	if err := s.Put(t.Context(), "b/c.html", storetest.Object("x")); !errors.Is(err, store.ErrDenied) {
		t.Errorf("Put in a new folder: %v", err)
	}
	if err := s.Remove(t.Context(), "a.html"); !errors.Is(err, store.ErrDenied) {
		t.Errorf("Remove: %v", err)
	}
}

// Somebody reads the old file to its end while the new one takes its name.
func TestAReaderKeepsWhatItOpened(t *testing.T) {
	s := open(t, removetest.TempDir(t))
	if err := s.Put(t.Context(), "a", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	r, err := s.Get(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" { // where it has to let go first
		time.AfterFunc(300*time.Millisecond, func() { r.Close() })
	}
	if err := s.Put(t.Context(), "a", storetest.Object("new")); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		text, err := io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil || string(text) != "old" {
			t.Errorf("it reads %q, %v", text, err)
		}
	}
	if got := storetest.Text(t, s, "a"); got != "new" {
		t.Errorf("then there is %q", got)
	}
}
