package edit_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/remove/removetest"
)

// tree makes a folder with these files.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := removetest.TempDir(t)
	for name, text := range files {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// holds returns all files of a folder, and its folders with a slash at their end.
func holds(t *testing.T, root string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == root {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			all[rel+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(name)
		all[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func b(s string) []byte { return []byte(s) }

func change(files ...edit.FileChange) edit.Change {
	return edit.Change{What: diag.T("试", "try"), Files: files}
}

func TestChangeOverManyFilesIsMadeAndTakenBack(t *testing.T) {
	root := tree(t, map[string]string{"site.toml": "a\n", "bases/old/index.md": "old", "bases/old/1.jpg": "p", "activities/2025.toml": ""})
	before := holds(t, root)
	c := change(
		edit.FileChange{"bases/old/index.md", b("old"), nil},
		edit.FileChange{"bases/old/1.jpg", b("p"), nil},
		edit.FileChange{"bases/new/index.md", nil, b("new")},
		edit.FileChange{"bases/new/1.jpg", nil, b("p")},
		edit.FileChange{"site.toml", b("a\n"), b("b\n")},
		edit.FileChange{"activities/2025.toml", b(""), b("x")},
		edit.FileChange{"routes/deep/er/a.md", nil, b("")},
	)
	if err := edit.Write(root, c); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"site.toml": "b\n", "bases/": "", "bases/new/": "", "bases/new/index.md": "new", "bases/new/1.jpg": "p", "activities/": "", "activities/2025.toml": "x",
		"routes/": "", "routes/deep/": "", "routes/deep/er/": "", "routes/deep/er/a.md": ""}
	if got := holds(t, root); !maps.Equal(got, want) {
		t.Fatalf("after: %v", got)
	}
	if err := edit.Write(root, c.Reverse(diag.T("撤销", "undo"))); err != nil {
		t.Fatal(err)
	}
	before["routes/"] = "" // a section's folder stays
	if got := holds(t, root); !maps.Equal(got, before) {
		t.Fatalf("taken back: %v", got)
	}
}

func TestWhatChangedMeanwhileIsNotOverwritten(t *testing.T) {
	files := map[string]string{"a.toml": "1", "b.toml": "2", "c.toml": "3"}
	for _, odd := range []edit.FileChange{
		{"b.toml", b("other"), b("new")},
		{"b.toml", nil, b("new")},
		{"b.toml", b("22"), nil},
		{"none.toml", b(""), b("new")},
		{"none.toml", b("x"), nil},
	} {
		root := tree(t, files)
		err := edit.Write(root, change(edit.FileChange{"a.toml", b("1"), b("9")}, odd, edit.FileChange{"c.toml", b("3"), nil}))
		var stale *edit.Stale
		if !errors.As(err, &stale) || !reflect.DeepEqual(stale.Paths, []string{odd.Path}) || !strings.Contains(stale.Text().ZH, odd.Path) {
			t.Errorf("%v: %v", odd, err)
		}
		if got := holds(t, root); !maps.Equal(got, files) {
			t.Errorf("%v: %v", odd, got)
		}
	}
}

func TestNothingOutsideContentIsWritten(t *testing.T) {
	for _, p := range []string{"", ".", "..", "../a.toml", "/etc/passwd", "a/../b.toml", "a//b", "a/", `..\a`, `bases\a.md`, "C:/a", "a:stream",
		".kepu/history/1", "bases/.hidden/a.md", "bases/_a.md", "bases/a.md~", "~$a.md", "con", "bases/CON.md", "aux.toml", "bases/com1/index.md", "nul .md", "a.", "a ", "bases/ a.md",
		"a?.md", "a*.md", "a\x00b", "a\nb", "a\"b", "a|b", "a<b", strings.Repeat("长", 80) + ".md", "bad\xff.md"} {
		for _, c := range []edit.Change{change(edit.FileChange{p, nil, b("x")}), change(edit.FileChange{"ok.md", nil, b("x")}, edit.FileChange{p, b("x"), nil})} {
			root := tree(t, map[string]string{"site.toml": ""})
			err := edit.Write(root, c)
			var refused *edit.Refused
			if !errors.As(err, &refused) || refused.What.ZH == "" || refused.What.Code == "" {
				t.Errorf("%q: %v", p, err)
			}
			if got := holds(t, root); len(got) != 1 {
				t.Errorf("%q: %v", p, got)
			}
		}
	}
	for _, p := range []string{"site.toml", "bases/西平县气象局.md", "bases/a b.md", "bases/contact.md", "pages/a.b.md"} {
		if err := edit.CheckPath(p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func TestSameFileTwiceIsRefused(t *testing.T) {
	root := tree(t, nil)
	err := edit.Write(root, change(edit.FileChange{"bases/a.md", nil, b("1")}, edit.FileChange{"Bases/A.md", nil, b("2")}))
	var refused *edit.Refused
	if !errors.As(err, &refused) || len(holds(t, root)) != 0 {
		t.Error(err, holds(t, root))
	}
}

func TestLinksAndReadOnlyFilesAreRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights there")
	}
	outside := tree(t, map[string]string{"a.md": "1"})
	root := tree(t, map[string]string{"locked.md": "1", "folder.md/x": "1"})
	os.Chmod(filepath.Join(root, "locked.md"), 0o444)
	os.Symlink(outside, filepath.Join(root, "bases"))
	os.Symlink(filepath.Join(outside, "a.md"), filepath.Join(root, "link.md"))
	for _, f := range []edit.FileChange{{"bases/a.md", b("1"), b("2")}, {"bases/new.md", nil, b("2")}, {"link.md", b("1"), b("2")}, {"link.md", b("1"), nil},
		{"locked.md", b("1"), b("2")}, {"folder.md", nil, b("2")}, {"locked.md/x.md", nil, b("2")}} {
		var refused *edit.Refused
		if err := edit.Write(root, change(f)); !errors.As(err, &refused) {
			t.Errorf("%v: %v", f, err)
		}
	}
	if got := holds(t, outside); !maps.Equal(got, map[string]string{"a.md": "1"}) {
		t.Error(got)
	}
}

// A folder that cannot be written into stands for every way in which the machine fails midway.
func TestFailureMidwayPutsBackWhatWasReplaced(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("folders cannot be locked for this user")
	}
	failing(t, func(root string) { os.Chmod(filepath.Join(root, "locked"), 0o555) },
		edit.FileChange{"locked/x.md", b("x"), b("y")})
}

// The file's temporary name is taken by a folder: that stops any user.
func TestFailureInTheMiddle(t *testing.T) {
	failing(t, func(root string) { os.MkdirAll(filepath.Join(root, "locked", ".x.md.tmp", "in"), 0o755) },
		edit.FileChange{"locked/x.md", b("x"), b("y")})
}

func failing(t *testing.T, lock func(root string), bad edit.FileChange) {
	root := tree(t, map[string]string{"a.md": "1", "locked/x.md": "x", "z.md": "26"})
	lock(root)
	before := holds(t, root)
	err := edit.Write(root, change(edit.FileChange{"a.md", b("1"), b("2")}, edit.FileChange{"new/deep/b.md", nil, b("2")}, bad, edit.FileChange{"z.md", b("26"), nil}))
	if err == nil {
		t.Fatal("no error")
	}
	os.Chmod(filepath.Join(root, "locked"), 0o755)
	if got := holds(t, root); !maps.Equal(got, before) {
		t.Errorf("%v\nafter %v", got, err)
	}
}

func TestWhoMayReadAFileStays(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	root := tree(t, map[string]string{"a.md": "1"})
	os.Chmod(filepath.Join(root, "a.md"), 0o660)
	if err := edit.Write(root, change(edit.FileChange{"a.md", b("1"), b("2")})); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(filepath.Join(root, "a.md")); info.Mode().Perm() != 0o660 {
		t.Error(info.Mode())
	}
}

func TestMissingContentFolderIsTheMachinesFault(t *testing.T) {
	if err := edit.Write(filepath.Join(removetest.TempDir(t), "none"), change(edit.FileChange{"a.md", nil, b("1")})); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
