package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kepu/generator/remove/removetest"
)

func TestRemovedPageDisappearsWithItsEmptyFolder(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	mustWrite(t, dir, pages{"index.html": "", "bases/x.html": "x", "years/2016/a.html": "a", "years/b.html": "b"})
	put(t, dir, "bases/照片.txt", "staff's own")
	r := mustWrite(t, dir, pages{"index.html": "", "years/b.html": "b"})
	if want := []string{"bases/x.html", "years/2016/a.html"}; !slices.Equal(r.Removed, want) {
		t.Errorf("removed %v, want %v", r.Removed, want)
	}
	want := `bases/="" bases/照片.txt="staff's own" index.html="" years/="" years/b.html="b" `
	if got := tree(t, dir).String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestForeignFilesStayAndAreListed(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	put(t, dir, ".gitkeep", "")
	mustWrite(t, dir, pages{"index.html": "1", "bases/x.html": ""})
	put(t, dir, "通知.html", "通知")
	put(t, dir, "CNAME", "example.org")
	put(t, dir, ".git/config", "[core]")
	put(t, dir, "bases/old.html", "old")
	r := mustWrite(t, dir, pages{"index.html": "2"})
	if want := []string{".git/", ".gitkeep", "CNAME", "bases/old.html", "通知.html"}; !slices.Equal(r.Foreign, want) {
		t.Errorf("foreign %q, want %q", r.Foreign, want)
	}
	want := `.git/="" .git/config="[core]" .gitkeep="" CNAME="example.org" bases/="" bases/old.html="old" index.html="2" 通知.html="通知" `
	if got := tree(t, dir).String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestForeignFileIsNeverOverwritten(t *testing.T) {
	for name, foreign := range map[string]string{
		"at the place of a file":      "map.html",
		"at the place of a folder":    "bases",
		"in a folder where a file is": "map.html/staff.txt",
		"a folder where a file is":    "map.html/",
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(removetest.TempDir(t), "public")
			mustWrite(t, dir, pages{"index.html": ""})
			if strings.HasSuffix(foreign, "/") {
				os.Mkdir(filepath.Join(dir, foreign), 0o755)
			} else {
				put(t, dir, foreign, "theirs")
			}
			before := tree(t, dir).String()
			_, err := Write(context.Background(), dir, pages{"index.html": "2", "map.html": "ours", "bases/x.html": ""}, Options{})
			if !errors.Is(err, ErrUnsafe) {
				t.Errorf("error %v, want a refusal", err)
			}
			if after := tree(t, dir).String(); after != before {
				t.Errorf("before %s\nafter  %s", before, after)
			}
		})
	}
}

func TestFileAndFolderMayChangePlaces(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	trees := []pages{
		{"a": "file", "b/c/d": "deep", "b/e": ""},
		{"a/b": "folder", "b": "file"},
		{"a": "file", "b/c/d": "deep", "b/e": ""},
		{"A": "capital"},
	}
	for _, p := range trees {
		mustWrite(t, dir, p)
		got := tree(t, dir)
		for n := range got {
			if strings.HasSuffix(n, "/") {
				delete(got, n)
			}
		}
		if got.String() != p.String() {
			t.Errorf("got %s, want %s", got, p)
		}
	}
}
