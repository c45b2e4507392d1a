package backup

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"kepu/generator/digest"
	"kepu/generator/output"
	"kepu/generator/remove/removetest"
)

func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if text == "" {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		m[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const zipName = ".kepu/history/20261129T190016.123Z.zip"

var small = map[string]string{
	"site.toml": "title", "bases/虚构馆.md": "a base", "bases/b/1.jpg": "photo", "_aside.md": "notes",
	".git/config": "hidden", "bases/~$a.docx": "lock", "Thumbs.db": "system", ".kepu/.gitignore": "*",
	".kepu/history/index": "index", ".kepu/history/lock": "", zipName: "zip", ".kepu/history/limit": "300",
}

var copied = []string{zipName, ".kepu/history/limit", "_aside.md", "bases/b/1.jpg", "bases/虚构馆.md", "site.toml"}

func begin(t *testing.T) (content, to string) {
	t.Helper()
	dir := removetest.TempDir(t)
	content, to = filepath.Join(dir, "content"), filepath.Join(dir, "stick", "backup")
	files := maps.Clone(small)
	delete(files, ".kepu/history/lock")
	put(t, content, files)
	os.WriteFile(filepath.Join(content, ".kepu/history/lock"), nil, 0o644)
	return content, to
}

func back(t *testing.T, content, to string, o Options) Result {
	t.Helper()
	o.Day = "2026-11-29"
	r, err := Run(context.Background(), content, to, o)
	if err != nil || len(r.Failed) > 0 {
		t.Fatal(err, r.Failed)
	}
	return r
}

func TestWhatIsCopied(t *testing.T) {
	content, to := begin(t)
	r := back(t, content, to, Options{})
	if !slices.Equal(r.Copied, copied) || r.Files != len(copied) || r.Read != len(copied) {
		t.Errorf("%+v", r)
	}
	got := tree(t, filepath.Join(to, "content"))
	for _, name := range copied {
		if got[name] != small[name] {
			t.Errorf("%s: %q", name, got[name])
		}
	}
	if len(got) != len(copied) {
		t.Errorf("%q", slices.Sorted(maps.Keys(got)))
	}
	again := back(t, content, to, Options{})
	if len(again.Copied) > 0 || again.Read > 0 || again.Files != len(copied) || len(again.Gone) > 0 {
		t.Errorf("a second run: %+v", again)
	}
}

func TestOnlyWhatDiffersIsCopied(t *testing.T) {
	content, to := begin(t)
	back(t, content, to, Options{})
	put(t, content, map[string]string{"site.toml": "titel", "bases/b/1.jpg": "", "new.md": "new"})
	r := back(t, content, to, Options{Kept: func(sum digest.Digest) bool { return sum == digest.Of("title") }})
	if !slices.Equal(r.Copied, []string{"new.md", "site.toml"}) || !slices.Equal(r.Gone, []string{"bases/b/1.jpg"}) {
		t.Errorf("%+v", r)
	}
	got := tree(t, to)
	if got["content/site.toml"] != "titel" || got["gone/2026-11-29/bases/b/1.jpg"] != "photo" || got["content/bases/b/1.jpg"] != "" {
		t.Errorf("%q", got)
	}
	if _, err := os.Stat(filepath.Join(to, "content/bases/b")); err == nil {
		t.Error("an empty folder is left")
	}
	// What the history has not is moved aside when another takes its place; twice on a day too.
	put(t, content, map[string]string{"site.toml": "third"})
	back(t, content, to, Options{})
	put(t, content, map[string]string{"site.toml": "4"})
	back(t, content, to, Options{})
	got = tree(t, to)
	if got["gone/2026-11-29/site.toml"] != "titel" || got["gone/2026-11-29/site (2).toml"] != "third" {
		t.Errorf("%q", got)
	}
}

func TestVerifyFindsWhatRotted(t *testing.T) {
	content, to := begin(t)
	back(t, content, to, Options{})
	put(t, to, map[string]string{"content/site.toml": "tit1e"}) // as long as before
	if r := back(t, content, to, Options{}); len(r.Copied) > 0 {
		t.Errorf("found without reading? %+v", r)
	}
	r := back(t, content, to, Options{Verify: true})
	if !slices.Equal(r.Damaged, []string{"site.toml"}) || !slices.Equal(r.Copied, []string{"site.toml"}) || r.Read != len(copied)+1 {
		t.Errorf("%+v", r)
	}
	if got := tree(t, filepath.Join(to, "content")); got["site.toml"] != "title" {
		t.Errorf("%q", got)
	}
	// One that was deleted from the copy, or has another size, is seen at once.
	put(t, to, map[string]string{"content/site.toml": "", "content/_aside.md": "longer than it was"})
	if r := back(t, content, to, Options{}); !slices.Equal(r.Copied, []string{"_aside.md", "site.toml"}) {
		t.Errorf("%+v", r)
	}
}

func TestAnInterruptedRunIsGoneOnWith(t *testing.T) {
	content, to := begin(t)
	ctx, stop := context.WithCancel(context.Background())
	r, err := Run(ctx, content, to, Options{Day: "2026-11-29", Show: func(done, _ int) {
		if done == 3 {
			stop()
		}
	}})
	if !errors.Is(err, context.Canceled) || len(r.Copied) != 3 {
		t.Fatal(err, r)
	}
	if r := back(t, content, to, Options{}); !slices.Equal(r.Copied, copied[3:]) {
		t.Errorf("%+v", r)
	}
	// Killed before the list was written: what is there is read and not copied again.
	if err := os.WriteFile(filepath.Join(to, listName), []byte(listHead+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := back(t, content, to, Options{}); len(r.Copied) > 0 || r.Read != len(copied) {
		t.Errorf("%+v", r)
	}
}

func TestPlacesThatAreNoBackup(t *testing.T) {
	content, to := begin(t)
	dir := filepath.Dir(content)
	put(t, dir, map[string]string{"full/letter.docx": "x", "empty/.hidden": "x", "empty/desktop.ini": "x", "public/index.html": "x"})
	for name, place := range map[string]string{
		"in the content": filepath.Join(content, "backup"), "the content": content, "around it": dir,
		"with other things": filepath.Join(dir, "full"), "in the site": filepath.Join(dir, "public", "b"), "a file": filepath.Join(content, "site.toml"),
	} {
		var refusal *output.Refusal
		if _, err := Run(context.Background(), content, place, Options{Apart: []string{filepath.Join(dir, "public")}}); !errors.As(err, &refusal) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := tree(t, content); len(got) != len(small) {
		t.Errorf("something was written: %q", got)
	}
	back(t, content, filepath.Join(dir, "empty"), Options{})
	back(t, content, to, Options{Site: "甲市"})
	// The backup of another site is refused; the same one under a new title is not.
	back(t, content, to, Options{Site: "乙市"})
	another := filepath.Join(dir, "another")
	put(t, another, map[string]string{"site.toml": "another"})
	var refusal *output.Refusal
	if _, err := Run(context.Background(), another, to, Options{Site: "丙市"}); !errors.As(err, &refusal) || !strings.Contains(refusal.What.ZH, "《乙市》") {
		t.Error(err)
	}
}

func TestLinksAreToldAndNamesThatAreOneOnAStick(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("such names are one in the content already, and links need a right")
	}
	content, to := begin(t)
	if err := os.Symlink("site.toml", filepath.Join(content, "link.md")); err != nil {
		t.Skip(err)
	}
	put(t, content, map[string]string{"bases/x.md": "1", "bases/X.md": "2"})
	r, err := Run(context.Background(), content, to, Options{Day: "2026-11-29"})
	if err != nil || !slices.Equal(r.Links, []string{"link.md"}) || len(r.Failed) != 1 || r.Failed[0].Path != "bases/x.md" {
		t.Error(err, r)
	}
}

// After any edits the copy is the content, and nothing that ever was copied is lost.
func TestTheCopyIsTheContentAndNothingIsLost(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	content, to := begin(t)
	names := []string{"a.md", "b/c.md", "b/d/e.jpg", "f.toml"}
	seen := map[string]bool{}
	for range 40 {
		for _, name := range names {
			if file := filepath.Join(content, filepath.FromSlash(name)); r.Intn(3) == 0 {
				os.Remove(file)
			} else {
				put(t, content, map[string]string{name: strings.Repeat("x", 1+r.Intn(9)) + name})
			}
		}
		back(t, content, to, Options{Verify: r.Intn(2) == 0})
		want, got := tree(t, content), tree(t, filepath.Join(to, "content"))
		for _, name := range names {
			if got[name] != want[name] {
				t.Fatalf("%s: %q, want %q", name, got[name], want[name])
			}
			seen[want[name]] = true
		}
	}
	all := map[string]bool{}
	for _, text := range tree(t, to) {
		all[text] = true
	}
	for text := range seen {
		if text != "" && !all[text] {
			t.Errorf("%q is lost", text)
		}
	}
}

// What a run that was cut off has copied stands in no list: it is no less the only older copy.
func TestWhatACutOffRunCopiedIsNotOverwritten(t *testing.T) {
	content, to := begin(t)
	ctx, cut := context.WithCancel(context.Background())
	defer cut()
	stop := func(done, of int) {
		if done == of {
			cut()
		}
	}
	Run(ctx, content, to, Options{Day: "2026-11-29", Show: stop})
	if err := writeList(to, "", nil); err != nil { // as if the stick had been pulled out
		t.Fatal(err)
	}
	put(t, content, map[string]string{"site.toml": "a longer title", "bases/虚构馆.md": "A base"})
	r := back(t, content, to, Options{})
	got := tree(t, to)
	if got["gone/2026-11-29/site.toml"] != "title" || got["gone/2026-11-29/bases/虚构馆.md"] != "a base" || got["content/site.toml"] != "a longer title" || len(r.Copied) != 2 {
		t.Errorf("%+v %q", r, got)
	}
	// One that the list knows as it was before that run.
	last, _, err := readList(to)
	if err != nil {
		t.Fatal(err)
	}
	put(t, content, map[string]string{"site.toml": "the third"})
	back(t, content, to, Options{})
	if err := writeList(to, "", last); err != nil {
		t.Fatal(err)
	}
	put(t, content, map[string]string{"site.toml": "the fourth"})
	back(t, content, to, Options{Kept: func(sum digest.Digest) bool { return sum == digest.Of("a longer title") }})
	if got := tree(t, to); got["gone/2026-11-29/site (3).toml"] != "the third" {
		t.Errorf("%q", got)
	}
}
