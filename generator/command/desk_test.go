package command

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"

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
