package command

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/remove/removetest"
)

// doubleClicked is the window of a program that somebody has double-clicked, and who answers so.
func doubleClicked(t *testing.T, answers string) window {
	t.Helper()
	usual := atTerminal
	atTerminal = func(io.Writer) bool { return true }
	t.Cleanup(func() { atTerminal = usual })
	return window{own: true, program: `D:\kepu\kepu.exe`, answers: strings.NewReader(answers)}
}

// Somebody unpacks the program, double-clicks it and says which city: there is a site, and its desk.
func TestADoubleClickBeginsASiteAndOpensItsDesk(t *testing.T) {
	t.Chdir(removetest.TempDir(t))
	browsers := openBrowser
	opened := make(chan string, 1)
	openBrowser = func(address string) error { opened <- address; return nil }
	t.Cleanup(func() { openBrowser = browsers })
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var say terminal
	code := make(chan int, 1)
	w := doubleClicked(t, "驻马店市\n\n\n")
	go func() { code <- w.open(ctx, &console.Console{Out: &say, Err: &say, Lang: diag.ZH}) }()
	if at := deskAt(t, &say); at != <-opened {
		t.Errorf("another address is opened than %s", at)
	}
	cancel()
	if x := <-code; x != console.ExitFine {
		t.Errorf("exit %d\n%s", x, say.String())
	}
	if _, err := os.Stat("content/site.toml"); err != nil {
		t.Error(err)
	}
}

// What went wrong can be read until Enter is pressed, and nothing was made.
func TestTheWindowOfADoubleClickStays(t *testing.T) {
	for _, c := range []struct{ what, program, answers, says string }{
		{"nobody answers", `D:\kepu\kepu.exe`, "", "没有答完"},
		{"in a zip", `C:\Users\z\AppData\Local\Temp\Temp1_kepu.zip\kepu.exe`, "", "在压缩包里直接打开的"},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Chdir(removetest.TempDir(t))
			w := doubleClicked(t, c.answers)
			w.program = c.program
			var out bytes.Buffer
			if code := w.open(context.Background(), &console.Console{Out: &out, Err: &out, Lang: diag.ZH}); code != console.ExitUsage {
				t.Errorf("exit %d", code)
			}
			if !strings.Contains(out.String(), c.says) || !strings.HasSuffix(strings.TrimSpace(out.String()), "按回车键关上这个窗口") {
				t.Errorf("%s", out.String())
			}
			if _, err := os.Stat("content"); err == nil {
				t.Error("content was made")
			}
		})
	}
}
