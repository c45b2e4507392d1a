package command

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kepu/generator/console"
	"kepu/generator/minify"
	"kepu/generator/remove/removetest"
)

// terminal is what a command writes, while it runs.
type terminal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *terminal) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

// start runs a command until stop is called, which returns its exit code.
func start(t *testing.T, args ...string) (say *terminal, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	say = &terminal{}
	code := make(chan int, 1)
	go func() { code <- run(ctx, args, say, say) }()
	stop = sync.OnceValue(func() int {
		cancel()
		select {
		case c := <-code:
			return c
		case <-time.After(time.Second): // S-19
			t.Error("it does not stop")
			return -1
		}
	})
	t.Cleanup(func() { stop() })
	return say, stop
}

func until(t *testing.T, say *terminal, what string, true func() bool) {
	t.Helper()
	for range 3000 { // half a minute: a machine may be busy
		if true() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never: %s\n%s", what, say)
}

// public returns what stands in a folder, by path. Files may come and go.
func public(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir():
			return nil
		}
		if data, err := os.ReadFile(name); err == nil {
			files[filepath.ToSlash(strings.TrimPrefix(name, dir))] = string(data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// read returns the text of a file that stands still.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// holds reports whether public/ holds what a build makes now.
func holds(t *testing.T, say *terminal, what string) {
	t.Helper()
	var out bytes.Buffer
	if code := run(context.Background(), []string{"build", "--verify", "--out", "clean", "--allow-shrink"}, &out, &out); code != console.ExitFine {
		t.Fatal(out.String())
	}
	clean := public(t, "clean")
	until(t, say, what, func() bool {
		now := public(t, "public")
		if len(now) != len(clean) {
			return false
		}
		for name, text := range clean {
			if now[name] != text {
				return false
			}
		}
		return true
	})
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWatchKeepsPublicAsABuildWouldMakeIt(t *testing.T) {
	write(t, smallSite)
	say, stop := start(t, "watch", "--allow-shrink")
	holds(t, say, "the first build")
	demo := smallSite["content/bases/demo.md"]
	before, err := os.Stat("public/404.html")
	if err != nil {
		t.Fatal(err)
	}

	put(t, "content/bases/demo.md", demo+"\n新的一段。\n")
	holds(t, say, "an edit")
	if after, err := os.Stat("public/404.html"); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("a page that is the same was written again: %v", err)
	}

	// W-17 to W-19: a base, a year and a county more, and less.
	put(t, "content/bases/other.md", "+++\nname = \"另一虚构馆\"\ncounty = \"示例县\"\n+++\n介绍。\n")
	put(t, "content/activities/2020.toml", "[[activity]]\ndate = 2020-05-01\ntitle = \"示例\"\n")
	put(t, "content/site.toml", smallSite["content/site.toml"]+"[[county]]\nid = \"shili\"\nname = \"示例县\"\n")
	holds(t, say, "more")
	if err := os.Rename("content/bases/other.md", "content/bases/third.md"); err != nil {
		t.Fatal(err)
	}
	put(t, "content/activities/2020.toml", "# 没有活动了\n")
	put(t, "content/site.toml", smallSite["content/site.toml"])
	holds(t, say, "less, and another id")

	good := public(t, "public")
	put(t, "content/bases/demo.md", strings.Replace(demo, `"虚`, `“虚`, 1)) // W-11
	until(t, say, "the slip is told", func() bool { return strings.Contains(say.String(), "content/bases/demo.md:2:8: 错误：") })
	if now := public(t, "public"); len(now) != len(good) || now["/index.html"] != good["/index.html"] {
		t.Error("the last good site is not kept")
	}
	put(t, "content/bases/demo.md", demo)
	holds(t, say, "the slip is mended")
	told := len(say.String())
	put(t, "content/bases/demo.md", strings.Replace(demo, `"虚`, `“虚`, 1))
	until(t, say, "the slip is told again", func() bool { return strings.Contains(say.String()[told:], "demo.md:2:8: 错误：") })
	put(t, "content/bases/demo.md", demo)
	until(t, say, "it is told that nothing is wrong any more", func() bool { return strings.Contains(say.String()[told:], "写入 0，") })

	if err := os.Rename("content", "away"); err != nil { // W-06
		t.Fatal(err)
	}
	until(t, say, "content/ is missed", func() bool { return strings.Contains(say.String(), "找不到内容文件夹") })
	if err := os.Rename("away", "content"); err != nil {
		t.Fatal(err)
	}
	put(t, "content/bases/demo.md", demo+"\n回来了。\n")
	holds(t, say, "content/ is back")

	time.Sleep(300 * time.Millisecond)
	quiet := say.String()
	time.Sleep(1200 * time.Millisecond) // W-13: what it writes wakes it not
	if say.String() != quiet {
		t.Errorf("it goes on by itself:\n%s", say.String()[len(quiet):])
	}
	if code := stop(); code != console.ExitFine {
		t.Errorf("exit %d", code)
	}
}

// While a log is cut out to be put elsewhere the site keeps it.
func TestWatchLosesNoYear(t *testing.T) {
	write(t, smallSite)
	log := "[[activity]]\ndate = 2020-05-01\ntitle = \"示例\"\n"
	put(t, "content/activities/2020.toml", log)
	say, _ := start(t, "watch")
	holds(t, say, "the first build")
	good := public(t, "public")
	if err := os.Remove("content/activities/2020.toml"); err != nil {
		t.Fatal(err)
	}
	until(t, say, "the loss is told", func() bool { return strings.Contains(say.String(), "2020年的活动记录从 1 变成 0") })
	if now := public(t, "public"); len(now) != len(good) || now["/index.html"] != good["/index.html"] {
		t.Error("the site with the year is not kept")
	}
	put(t, "content/activities/moved.toml", log)
	put(t, "content/bases/demo.md", smallSite["content/bases/demo.md"]+"\n新的一段。\n")
	holds(t, say, "the log is back under another name")
}

func TestWatchTakesInAThemeBesideTheContent(t *testing.T) {
	write(t, smallSite)
	say, _ := start(t, "watch")
	holds(t, say, "the first build")
	if err := os.CopyFS("themes/default", os.DirFS(filepath.Join(sourceFolder, "..", "..", "themes", "default"))); err != nil {
		t.Fatal(err)
	}
	css := read(t, "themes/default/assets/style.css") + "\n.more { order: 1 }\n"
	put(t, "themes/default/assets/style.css", css)
	holds(t, say, "a style sheet")
	if got := public(t, "public")["/assets/style.css"]; got != string(minify.CSS([]byte(css))) {
		t.Error("the style sheet is the old one")
	}
	put(t, "content/site.toml", smallSite["content/site.toml"]+"[theme_colours]\nmain = \"#7a1f2b\"\n")
	holds(t, say, "the city's colour")
	if got := public(t, "public")["/assets/style.css"]; got == string(minify.CSS([]byte(css))) || strings.Contains(got, "#17494e") {
		t.Error("the style sheet has not the city's colour")
	}
}

// A theme that is given by its path is watched there, whatever the path is called.
func TestWatchTakesInAThemeByItsPath(t *testing.T) {
	for _, at := range []string{".", "..", "../mine/assets/.."} {
		t.Run(at, func(t *testing.T) {
			write(t, smallSite)
			if err := os.CopyFS("mine", os.DirFS(filepath.Join(sourceFolder, "..", "..", "themes", "default"))); err != nil {
				t.Fatal(err)
			}
			here := "mine"
			if at == ".." {
				here = "mine/assets"
			}
			top, err := os.Getwd()
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(here)
			out := filepath.Join(top, "public")
			say, _ := start(t, "watch", "--content", filepath.Join(top, "content"), "--out", out, "--theme", at)
			until(t, say, "the first build", func() bool { return strings.Contains(say.String(), "写入") })
			css := read(t, filepath.Join(top, "mine/assets/style.css")) + "\n.more { order: 1 }\n"
			put(t, filepath.Join(top, "mine/assets/style.css"), css)
			until(t, say, "a style sheet", func() bool { return public(t, out)["/assets/style.css"] == string(minify.CSS([]byte(css))) })
		})
	}
}

// sourceFolder is where the tests began: they change folders.
var sourceFolder = func() string {
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	return dir
}()

// previewed waits until the preview tells where it is.
func previewed(t *testing.T, say *terminal) string {
	t.Helper()
	at := ""
	until(t, say, "an address", func() bool {
		_, rest, ok := strings.Cut(say.String(), "预览：")
		at, _, _ = strings.Cut(rest, "\n")
		return ok && strings.HasSuffix(at, "/")
	})
	return at
}

func page(t *testing.T, address string) (status int, text string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		return 0, ""
	}
	defer r.Body.Close()
	var b bytes.Buffer
	b.ReadFrom(r.Body)
	return r.StatusCode, b.String()
}

func TestServeShowsWhatIsWrittenAndWritesNothing(t *testing.T) {
	write(t, smallSite)
	say, stop := start(t, "serve", "--addr", "127.0.0.1:0")
	at := previewed(t, say)
	shows := func(text string) func() bool {
		return func() bool { _, page := page(t, at+"bases/demo.html"); return strings.Contains(page, text) }
	}
	until(t, say, "the page", shows("介绍。"))
	put(t, "content/bases/demo.md", smallSite["content/bases/demo.md"]+"\n新的一段。\n")
	until(t, say, "the new text", shows("新的一段。"))
	put(t, "content/bases/demo.md", "+++\nname = “x\n+++\n")
	until(t, say, "the slip is told", func() bool { return strings.Contains(say.String(), "content/bases/demo.md:2:8: 错误：") })
	if !shows("新的一段。")() {
		t.Error("the last good page is not kept")
	}
	if code := stop(); code != console.ExitFine {
		t.Errorf("exit %d", code)
	}
	if _, err := os.Stat("public"); err == nil {
		t.Error("public was made")
	}
}

func TestServeStartsWithoutContent(t *testing.T) {
	t.Chdir(removetest.TempDir(t))
	say, _ := start(t, "serve", "--addr", "127.0.0.1:0")
	at := previewed(t, say)
	until(t, say, "a page that tells", func() bool {
		status, text := page(t, at)
		return status == 503 && strings.Contains(text, "找不到内容文件夹")
	})
	for name, text := range smallSite {
		put(t, name, text)
	}
	until(t, say, "the site", func() bool { status, _ := page(t, at); return status == 200 })
}

// S-13
func TestTakenPortIsNamedOrPassedOver(t *testing.T) {
	write(t, smallSite)
	l, err := net.Listen("tcp", usualAddr)
	if err == nil {
		defer l.Close()
	}
	var out terminal
	if code := run(context.Background(), []string{"serve", "--addr", usualAddr}, &out, &out); code != console.ExitMachine || !strings.Contains(out.String(), usualAddr) {
		t.Errorf("exit %d: %s", code, out.String())
	}
	say, _ := start(t, "serve")
	if at := previewed(t, say); strings.Contains(at, usualAddr) {
		t.Errorf("it is at %s", at)
	}
}

func TestServeRefusesToBeSeenByAccident(t *testing.T) {
	write(t, smallSite)
	for _, addr := range []string{"0.0.0.0:8080", ":8080", "192.168.1.5:8080", "[::]:8080", "example.org:80", "8080", "127.0.0.1:x"} {
		var out terminal
		if code := run(context.Background(), []string{"serve", "--addr", addr}, &out, &out); code != console.ExitUsage {
			t.Errorf("%s: exit %d\n%s", addr, code, out.String())
		}
	}
}

func TestServeToThePhoneTellsASecretAddress(t *testing.T) {
	write(t, smallSite)
	say, _ := start(t, "serve", "--lan", "--addr", "127.0.0.1:0")
	at := previewed(t, say)
	until(t, say, "the page", func() bool { status, _ := page(t, at); return status == 200 })
	path := strings.SplitN(at, "/", 4)[3]
	if len(path) < 25 {
		t.Errorf("the secret is %q", path)
	}
	if status, _ := page(t, strings.TrimSuffix(at, path)); status != 404 {
		t.Errorf("without it: %d", status)
	}
	if !strings.Contains(say.String(), "手机") {
		t.Errorf("it is not told who sees the preview:\n%s", say)
	}
}
