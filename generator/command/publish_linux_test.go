package command

import (
	"bytes"
	"os"
	"testing"
	"time"

	"kepu/generator/console"
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
	time.Sleep(1100 * time.Millisecond) // before the second second nothing is shown
	bar.Show(1, 2)
	terminal.SetReadDeadline(time.Now().Add(5 * time.Second))
	seen := make([]byte, 100)
	if n, err := terminal.Read(seen); err != nil || !bytes.Contains(seen[:n], []byte("1 / 2")) || kept.Len() > 0 { // it shows what is written to it, as if it were typed
		t.Errorf("shown: %q, %v, kept: %q", seen[:n], err, kept.String())
	}
}
