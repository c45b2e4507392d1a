package command

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/console"
	"kepu/generator/folder"
	"kepu/generator/remove"
	"kepu/generator/remove/removetest"
)

// build runs kepu and returns what it wrote to stdout and stderr.
func buildInto(t *testing.T, out string, more ...string) (said string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), append([]string{"build", "--out", out, "--lang", "en"}, more...), &stdout, &stderr)
	said, _, _ = strings.Cut(stdout.String(), "; took")
	return said + stderr.String(), code
}

// recalled reports whether a build would find nothing to do without making the site.
func recalled(t *testing.T, o options) bool {
	t.Helper()
	content, err := takeSnapshot(context.Background(), folder.New(o.content))
	if err != nil {
		t.Fatal(err)
	}
	o.taken = content
	_, _, ok := again(context.Background(), o, keyOf(context.Background(), o, content))
	return ok
}

func treeOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A build that may skip the work must write what one writes that cannot, whatever was
// changed since the last one, and by whom.
func TestBuildAgainIsACleanBuild(t *testing.T) {
	edit := func(name, old, new string) func(*testing.T) {
		return func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(data), old) {
				t.Fatalf("%s has no %q", name, old)
			}
			info, _ := os.Stat(name)
			if err := os.WriteFile(name, []byte(strings.Replace(string(data), old, new, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
			os.Chtimes(name, info.ModTime(), info.ModTime()) // times prove nothing
		}
	}
	put := func(name, text string) func(*testing.T) {
		return func(t *testing.T) {
			os.MkdirAll(filepath.Dir(name), 0o755)
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(name string) func(*testing.T) {
		return func(t *testing.T) {
			if err := remove.All(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	base := "+++\nname = \"虚构二馆\"\ncounty = \"示例县\"\n+++\n介绍。\n"
	for _, c := range []struct {
		name   string
		change func(*testing.T)
		args   []string
		same   bool // nothing that matters: there is nothing to do
	}{
		{"nothing", func(*testing.T) {}, nil, true},
		{"a letter of a page", edit("content/bases/demo.md", "介绍", "说明"), nil, false},
		{"a new base", put("content/bases/more.md", base), nil, false},
		{"a base gone", remove("content/bases/demo.md"), nil, false},
		{"a new draft", put("content/bases/more.md", strings.Replace(base, "+++\n介", "draft = true\n+++\n介", 1)), nil, false},
		{"a file that is warned about", put("content/bases/x.md.txt", "x"), nil, false},
		{"a hidden folder", put("content/.git/x", "x"), nil, false},
		{"an option", func(*testing.T) {}, []string{"--drafts"}, false},
		{"a page edited in public", edit("public/bases/demo.html", "介绍", "错误"), nil, false},
		{"a page deleted in public", remove("public/bases/demo.html"), nil, false},
		{"what was made is forgotten", remove(".public.kepu/made"), nil, false},
		{"what was made is damaged", edit(".public.kepu/made", "kepu", "kapu"), nil, false},
		{"a theme beside the content", put("themes/other/frame.html", "x"), nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(t, smallSite)
			put("content/bases/two.md", strings.Replace(base, "二馆", "三馆", 1))(t)
			if said, code := buildInto(t, "public"); code != 0 {
				t.Fatal(said)
			}
			c.change(t)
			o, err := buildCommand.parse(c.args)
			if err != nil {
				t.Fatal(err)
			}
			if got := recalled(t, o); got != c.same {
				t.Errorf("the last site is recalled: %v, want %v", got, c.same)
			}
			said, code := buildInto(t, "public", c.args...)
			if code != 0 {
				t.Fatal(said)
			}
			if said, code := buildInto(t, "clean", c.args...); code != 0 {
				t.Fatal(said)
			}
			got, want := treeOf(t, "public"), treeOf(t, "clean")
			for name := range want {
				if got[name] != want[name] {
					t.Errorf("%s is not as a clean build makes it", name)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d files, a clean build makes %d", len(got), len(want))
			}
			if !recalled(t, o) {
				t.Error("the site just written is not recalled")
			}
		})
	}
}

func TestWhatWasWarnedAboutIsSaidAgain(t *testing.T) {
	write(t, smallSite)
	os.WriteFile("content/bases/x.md.txt", nil, 0o644)
	if _, code := buildInto(t, "public"); code != 0 {
		t.Fatal("build fails")
	}
	first, _ := buildInto(t, "clean")
	again, code := buildInto(t, "public")
	_, first, _ = strings.Cut(first, "errors")
	_, again, _ = strings.Cut(again, "errors")
	if code != 0 || again != first || !strings.Contains(again, "warnings 1") {
		t.Errorf("exit %d, said %q, want %q", code, again, first)
	}
	if _, code := buildInto(t, "public", "--strict"); code != console.ExitContent {
		t.Errorf("--strict gives %d", code)
	}
}

// Another program may make another site. What tells them apart is the linker's sum, or
// where a program has none, all its bytes.
func TestEveryProgramHasItsName(t *testing.T) {
	long := strings.Repeat("x", 100<<10)
	names := map[string]string{}
	for _, text := range []string{
		"short", "shorter", long + "a", long + "b", "\xff Go build ID: \"\"" + long + "a", "\xff Go build ID: \"\"" + long + "b",
		"\xff Go build ID: \"", "x\xff Go build ID: \"a/b\"", "x\xff Go build ID: \"a/c\"",
		"x\x03\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/d" + long, "x\x03\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/e" + long, "\x04\x00\x00\x00Go\x00\x00" + long,
	} {
		file := filepath.Join(removetest.TempDir(t), "program")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		if err := addProgram(h, file); err != nil {
			t.Fatal(err)
		}
		name := string(h.Sum(nil))
		if other, ok := names[name]; ok {
			t.Errorf("%.40q and %.40q have one name", text, other)
		}
		names[name] = text
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	if id := linkerSum(data[:64<<10]); len(id) < 40 {
		t.Errorf("the linker's sum of this program is %q: every build reads all of it", id)
	}
}
