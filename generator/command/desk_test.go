package command

import (
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kepu/generator/console"
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
