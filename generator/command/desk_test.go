package command

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kepu/generator/console"
	"kepu/generator/remove/removetest"
)

// deskAt waits until the desk tells how to come in.
func deskAt(t *testing.T, say *terminal) string {
	t.Helper()
	at := ""
	until(t, say, "an address", func() bool {
		_, rest, ok := strings.Cut(say.String(), "桌面：")
		var whole bool
		at, _, whole = strings.Cut(rest, "\n")
		return ok && whole
	})
	return at
}

// comeIn is a browser that has opened the desk.
func comeIn(t *testing.T, entrance string) *http.Client {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	c := &http.Client{Jar: jar}
	got(t, c, entrance)
	return c
}

func got(t *testing.T, c *http.Client, address string) string {
	t.Helper()
	r, err := c.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, _ := io.ReadAll(r.Body) // what is missing of it, the test notices
	return string(data)
}

// A desk shows the content, stays up when it changes, and keeps what was changed before it came.
func TestDeskOpensOverTheContent(t *testing.T) {
	write(t, smallSite)
	say, stop := start(t, "desk", "--no-open", "--addr", "127.0.0.1:0")
	at := deskAt(t, say)
	c := comeIn(t, at)
	home, _, _ := strings.Cut(at, "enter?")
	until(t, say, "the site is made", func() bool { return !strings.Contains(got(t, c, home), "还做不出网站") })
	put(t, "content/bases/demo.md", "+++\nname = “x\n+++\n")
	until(t, say, "the slip is told", func() bool { return strings.Contains(say.String(), "content/bases/demo.md:2:8: 错误：") })
	if page := got(t, c, home); !strings.Contains(page, "bases/demo.md 第 2 行") {
		t.Errorf("the desk shows\n%s", page)
	}
	until(t, say, "what was found is kept", func() bool { // a machine that is busy takes longer than a desk that ends waits for it
		zips, _ := filepath.Glob("content/.kepu/history/*.zip")
		return len(zips) > 0
	})
	if code := stop(); code != console.ExitFine {
		t.Errorf("exit %d", code)
	}
	var out terminal
	if code := run(t.Context(), []string{"history"}, &out, &out); code != console.ExitFine || !strings.Contains(out.String(), "第一次留底") {
		t.Errorf("the history, exit %d:\n%s", code, out.String())
	}
}

// pressed is a desk's page after a button, once what it does is done.
func pressed(t *testing.T, c *http.Client, home, act string) string {
	t.Helper()
	r, _ := http.NewRequest(http.MethodPost, home+"make", strings.NewReader("act="+act))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", strings.TrimSuffix(home, "/_desk/"))
	answer, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	for range 100 {
		if page := got(t, c, home+"make"); !strings.Contains(page, `http-equiv="refresh"`) {
			return page
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("it is never done")
	return ""
}

// What the desk makes is what the commands make, to the byte.
func TestTheDeskMakesWhatTheCommandsMake(t *testing.T) {
	write(t, smallSite)
	var out terminal
	if code := run(t.Context(), []string{"build", "--out", "typed"}, &out, &out); code != console.ExitFine {
		t.Fatal(out.String())
	}
	say, _ := start(t, "desk", "--no-open", "--addr", "127.0.0.1:0")
	at := deskAt(t, say)
	c := comeIn(t, at)
	home, _, _ := strings.Cut(at, "enter?")
	until(t, say, "the site is made", func() bool { return strings.Contains(got(t, c, home+"make"), "还没有生成过") })
	page := pressed(t, c, home, "build")
	if !strings.Contains(page, "网站生成好了") {
		t.Fatal(page)
	}
	want, have := public(t, "typed"), public(t, "public")
	if len(want) == 0 || !maps.Equal(want, have) {
		t.Error("the two differ")
	}
	if page := pressed(t, c, home, "plan"); !strings.Contains(page, "没有什么要变") {
		t.Error(page)
	}

	put(t, "content/bases/demo.md", smallSite["content/bases/demo.md"]+"\n新的一段。\n")
	until(t, say, "the change is told", func() bool {
		page := pressed(t, c, home, "plan")
		return strings.Contains(page, "要变的网页") && strings.Contains(page, "内容改了什么")
	})
	if page := pressed(t, c, home, "zip"); !strings.Contains(page, "离线版做好了") {
		t.Error(page)
	}
	if list, _ := filepath.Glob("*.zip"); len(list) != 1 {
		t.Errorf("the zip: %v", list)
	}
	if now := public(t, "public"); !maps.Equal(now, have) {
		t.Error("the zip has changed the site")
	}

	// A site with its copy keeps it.
	if code := run(t.Context(), []string{"build", "--zip"}, &out, &out); code != console.ExitFine {
		t.Fatal(out.String())
	}
	if page := pressed(t, c, home, "plan"); !strings.Contains(page, "没有什么要变") {
		t.Error(page)
	}
	before := public(t, "public")
	pressed(t, c, home, "build")
	if now := public(t, "public"); !maps.Equal(now, before) {
		t.Error("the copy is gone, or another")
	}
}

// Kepu alone opens the desk where a person is and content; a script and a pipe get the help.
func TestKepuAloneOpensTheDesk(t *testing.T) {
	usual := atTerminal
	t.Cleanup(func() { atTerminal = usual })
	browsers := openBrowser
	opened := make(chan string, 1)
	openBrowser = func(address string) error { opened <- address; return nil }
	t.Cleanup(func() { openBrowser = browsers })
	for _, c := range []struct {
		content, person, desk bool
	}{{true, true, true}, {true, false, false}, {false, true, false}} {
		if c.content {
			write(t, smallSite)
		} else {
			t.Chdir(removetest.TempDir(t))
		}
		atTerminal = func(io.Writer) bool { return c.person }
		ctx, cancel := context.WithCancel(context.Background())
		var say terminal
		code := make(chan int, 1)
		go func() { code <- run(ctx, nil, &say, &say) }()
		if c.desk {
			at := deskAt(t, &say)
			if got := <-opened; got != at {
				t.Errorf("it opens %s, and says %s", got, at)
			}
			if !strings.Contains(say.String(), "关上它，桌面就停了") {
				t.Errorf("it does not say what the window is for:\n%s", say.String())
			}
			cancel()
		}
		if x := <-code; x != console.ExitFine || strings.Contains(say.String(), "用法") == c.desk {
			t.Errorf("%+v: exit %d\n%s", c, x, say.String())
		}
		cancel()
	}
}

// Two desks over one folder tell of each other, and no more once one has ended.
func TestTwoDesksTellOfEachOther(t *testing.T) {
	write(t, smallSite)
	one, _ := start(t, "desk", "--no-open", "--addr", "127.0.0.1:0")
	two, stop := start(t, "desk", "--no-open", "--addr", "127.0.0.1:0")
	const words = "另一个桌面也开着"
	at := deskAt(t, one)
	home, _, _ := strings.Cut(at, "enter?")
	c := comeIn(t, at)
	deskAt(t, two)
	if page := got(t, c, home); strings.Count(page, words) != 1 || !strings.Contains(page, "这台电脑上") {
		t.Errorf("the first shows\n%s", page)
	}
	if page := got(t, comeIn(t, deskAt(t, two)), strings.Split(deskAt(t, two), "enter?")[0]); strings.Count(page, words) != 1 {
		t.Errorf("the second shows\n%s", page)
	}
	stop()
	if page := got(t, c, home); strings.Contains(page, words) {
		t.Errorf("after the end of the other the first shows\n%s", page)
	}
}

// An address lets in once; the window then tells the next one.
func TestTheWindowTellsTheNextAddress(t *testing.T) {
	write(t, smallSite)
	say, _ := start(t, "desk", "--no-open", "--addr", "127.0.0.1:0")
	first := deskAt(t, say)
	comeIn(t, first)
	next := ""
	until(t, say, "the next address", func() bool {
		var found bool
		_, next, found = strings.Cut(say.String(), "用这个：")
		return found && strings.Contains(next, "\n")
	})
	next, _, _ = strings.Cut(next, "\n")
	home, _, _ := strings.Cut(first, "enter?")
	if page := got(t, comeIn(t, first), home); !strings.Contains(page, "从 kepu 打开的网址进来") {
		t.Errorf("the first address lets in twice:\n%s", page)
	}
	if page := got(t, comeIn(t, next), home); strings.Contains(page, "从 kepu 打开的网址进来") || next == first {
		t.Errorf("the next address %q does not let in:\n%s", next, page)
	}
}
