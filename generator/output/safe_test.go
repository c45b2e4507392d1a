package output

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kepu/generator/filelist"
	"kepu/generator/remove/removetest"
	"kepu/generator/winetest"
)

// listHead is what every list begins with.
var listHead = string(filelist.List{}.Encode())

func TestDangerousFoldersAreRefused(t *testing.T) {
	top := removetest.TempDir(t)
	home := filepath.Join(top, "people", "home")
	content := filepath.Join(top, "work", "content")
	for _, d := range []string{home, content, filepath.Join(top, "empty"), filepath.Join(top, "real")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	put(t, top, "full/notes.txt", "theirs")
	put(t, top, "dots/.gitignore", "*")
	put(t, top, "dots/.git/config", "")
	put(t, top, "dots/Thumbs.db", "")
	put(t, top, "file", "")
	links := os.Symlink(filepath.Join(top, "real"), filepath.Join(top, "link")) == nil &&
		os.Symlink(filepath.Join(top, "work"), filepath.Join(top, "way")) == nil
	t.Chdir(filepath.Join(top, "work"))

	for _, c := range []struct {
		name, dir string
		ok        bool
		link      bool
	}{
		{name: "no name", dir: ""},
		{name: "blank", dir: "  "},
		{name: "root", dir: filepath.VolumeName(top) + string(filepath.Separator)},
		{name: "home", dir: home},
		{name: "home, another spelling", dir: filepath.Join(home, "x", "..") + string(filepath.Separator)},
		{name: "parent of home", dir: filepath.Dir(home)},
		{name: "content", dir: "content"},
		{name: "in content", dir: "content/public"},
		{name: "deep in content, not there yet", dir: "content/a/b/c"},
		{name: "parent of content", dir: "."},
		{name: "grandparent of content", dir: ".."},
		{name: "file", dir: filepath.Join(top, "file")},
		{name: "full of other things", dir: filepath.Join(top, "full")},
		{name: "link", dir: filepath.Join(top, "link"), link: true},
		{name: "content by way of a link", dir: filepath.Join(top, "way", "content", "public"), link: true},
		{name: "new", dir: "public", ok: true},
		{name: "new and deep", dir: filepath.Join(top, "a/b/c"), ok: true},
		{name: "in home", dir: filepath.Join(home, "public"), ok: true},
		{name: "empty", dir: filepath.Join(top, "empty"), ok: true},
		{name: "only dotfiles", dir: filepath.Join(top, "dots"), ok: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.link {
				winetest.Skip(t, "it says that it made a link, and made none")
			}
			if c.link && !links {
				t.Skip("no links here")
			}
			err := Safe(c.dir, "content")
			if c.ok && err != nil || !c.ok && !errors.Is(err, ErrUnsafe) {
				t.Errorf("Safe(%q) = %v, ok should be %t", c.dir, err, c.ok)
			}
			var r *Refusal
			if errors.As(err, &r) && (r.What.ZH == "" || r.What.EN == "" || r.Mend.ZH == "") {
				t.Errorf("words are missing: %+v", r)
			}
		})
	}
	if runtime.GOOS == "windows" && !errors.Is(Safe("CONTENT", "content"), ErrUnsafe) {
		t.Error("content in capitals passed")
	}
}

func TestDamagedListRemovesNothing(t *testing.T) {
	for _, text := range []string{
		"", "junk", listHead + "xyz  a", listHead + "00  a\n",
		listHead + "0000000000000000000000000000000000000000000000000000000000000000  ../../etc/passwd\n",
		listHead + "0000000000000000000000000000000000000000000000000000000000000000  .kepu/lock\n",
		listHead + "0000000000000000000000000000000000000000000000000000000000000000  a", // cut off
	} {
		dir := filepath.Join(removetest.TempDir(t), "public")
		mustWrite(t, dir, pages{"a": "1", "b": "2"})
		put(t, dir, manifestFile, text)
		before := everything(t, dir)
		_, err := Write(t.Context(), dir, pages{"c": ""}, Options{})
		if !errors.Is(err, ErrUnsafe) {
			t.Errorf("list %q: error %v, want a refusal", text, err)
		}
		if after := everything(t, dir); after != before {
			t.Errorf("list %q: before\n%s\nafter\n%s", text, before, after)
		}
	}
}

func FuzzListsAreReadBackOrRefused(f *testing.F) {
	m := filelist.List{"index.html": {1}, "a b/中.html": {2}}
	f.Add(string(m.Encode()))
	f.Add(string(journal{[]step{{stepIn, "a  b"}, {stepOver, manifestFile}, {stepOut, "x y"}}, filelist.Sum{1}, filelist.Sum{2}}.encode()))
	f.Fuzz(func(t *testing.T, text string) {
		if m, err := filelist.Decode([]byte(text)); err == nil {
			for n := range m {
				if !filelist.Writable(n) {
					t.Errorf("%q passed", n)
				}
			}
			again, err := filelist.Decode(m.Encode())
			if err != nil || len(again) != len(m) {
				t.Errorf("%q comes back as %v, %v", text, again, err)
			}
		}
		if j, err := decodeJournal([]byte(text)); err == nil && !strings.HasPrefix(text, formerJournal) {
			if got := string(j.encode()); got != text {
				t.Errorf("%q comes back as %q", text, got)
			}
		}
	})
}
