//go:build unix

package site_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"kepu/generator/remove/removetest"
)

// FS-09, FS-10, FS-11: what a real disk holds besides files.
func TestOnlyFilesAndFoldersAreRead(t *testing.T) {
	dir := removetest.TempDir(t)
	secret := filepath.Join(removetest.TempDir(t), "secret.md")
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, file := range (faultCase{}).folder(t, saved[0].change) {
		to := filepath.Join(dir, name)
		do(os.MkdirAll(filepath.Dir(to), 0o755))
		do(os.WriteFile(to, file.Data, 0o644))
	}
	do(os.WriteFile(secret, []byte(baseWith("秘密馆", "密码")), 0o644))
	do(os.Symlink(secret, filepath.Join(dir, "bases", "outside.md")))
	do(os.Symlink("kjg.md", filepath.Join(dir, "bases", "inside.md")))
	do(os.Symlink("..", filepath.Join(dir, "bases", "up")))
	do(os.Symlink("loop", filepath.Join(dir, "activities")))
	do(os.Symlink("activities", filepath.Join(dir, "loop")))
	do(os.Mkdir(filepath.Join(dir, "pages"), 0o755))
	do(syscall.Mkfifo(filepath.Join(dir, "pages", "pipe.md"), 0o644))
	do(os.Mkdir(filepath.Join(dir, "pages", "x.md"), 0o755))
	do(os.WriteFile(filepath.Join(dir, "pages", "a.md"), []byte("+++\ntitle = \"一\"\n+++\n![x](/照片/secret.jpg)\n"), 0o644))
	do(os.Symlink(filepath.Dir(secret), filepath.Join(dir, "照片")))

	root, err := os.OpenRoot(dir)
	do(err)
	defer root.Close()
	began := time.Now()
	s, ps := makeSite(t, root.FS())
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	link := func(path string) expected {
		return expected{path, 0, 0, "E-FILE-SYMLINK", "这是一个链接，不是文件"}
	}
	compare(t, s, ps, []expected{
		link("bases/outside.md"), link("bases/inside.md"), link("bases/up"), link("activities"), link("loop"), link("照片"),
		{"pages/pipe.md", 0, 0, "W-FILE-IRREGULAR", "不是普通文件"},
		{"pages/x.md", 0, 0, "W-FILE-FOLDER-NAME", "这是文件夹，名字却像文件"},
		{"pages/a.md", 4, 6, "E-FILE-MISSING", "没有这个文件"},
	})
}

// A folder that cannot be listed is the machine's fault, never an empty site.
func TestMissingContentIsAnError(t *testing.T) {
	s, ps, err := siteOf(os.DirFS(filepath.Join(removetest.TempDir(t), "none")))
	if s != nil || err == nil || len(ps) != 0 {
		t.Errorf("a site: %v, %d problems, error %v", s != nil, len(ps), err)
	}
}

// A pipe that comes in the place of a file after the folder was listed is not waited for.
func TestFileThatBecomesAPipeIsNotWaitedFor(t *testing.T) {
	dir := removetest.TempDir(t)
	for name, file := range (faultCase{}).folder(t, saved[0].change) {
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	swap := swapping{os.DirFS(dir), func() {
		to := filepath.Join(dir, "bases", "kjg.md")
		os.Remove(to)
		if err := syscall.Mkfifo(to, 0o644); err != nil {
			t.Error(err)
		}
	}}
	done := make(chan error)
	go func() {
		_, _, err := siteOf(&swap)
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil {
			t.Error("no error")
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it waits for the pipe")
	}
}
