package command

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/publish"
)

// How far a publication is, is seen on a terminal, and not kept with what is said.
func TestProgressOfAPublicationIsSeen(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil || !console.IsTerminal(terminal) {
		t.Skip("no terminal here")
	}
	defer terminal.Close()
	var kept bytes.Buffer
	say := &console.Console{Err: &teed{Writer: terminal, keeps: &kept}}
	bar := say.Progress()
	bar.Doing = diag.T("正在发布", "publishing")
	time.Sleep(1100 * time.Millisecond) // before the second second nothing is shown
	for _, x := range []struct {
		progress publish.Progress
		wants    string
	}{
		{publish.Progress{Files: 1200, AllFiles: 9628, Bytes: 1000 << 10, AllBytes: 98 << 20}, "\r\n正在发布 1200 / 9628，1000 KB / 98.0 MB"},
		{publish.Progress{Files: 1201, AllFiles: 9628, Bytes: 2 << 20, AllBytes: 98 << 20}, "\r\n正在发布 1201 / 9628，2.0 MB / 98.0 MB "},
		{publish.Progress{Files: 1202, AllFiles: 9628}, "\r\n正在发布 1202 / 9628" + strings.Repeat(" ", 19)},
	} {
		bar.ShowWith(x.progress.Files, x.progress.AllFiles, sent(x.progress))
		if got := echoed(t, terminal); got != x.wants {
			t.Errorf("shown: %q, want %q", got, x.wants)
		}
		time.Sleep(110 * time.Millisecond) // no more than ten in a second
	}
	if kept.Len() > 0 {
		t.Errorf("kept: %q", kept.String())
	}
}

// echoed returns what was written to a terminal: it shows it, as if it were typed.
func echoed(t *testing.T, terminal *os.File) string {
	t.Helper()
	terminal.SetReadDeadline(time.Now().Add(5 * time.Second))
	text := make([]byte, 200)
	n, err := terminal.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(text[:n])
}
