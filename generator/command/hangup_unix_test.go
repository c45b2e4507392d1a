//go:build unix

package command

import (
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A terminal that is closed ends the program as Ctrl-C does, and not where it is to go on.
func TestClosedTerminalEndsWatchTidily(t *testing.T) {
	if signal.Ignored(syscall.SIGHUP) {
		t.Skip("these tests run under nohup themselves, and hand that on")
	}
	for _, nohup := range []bool{false, true} {
		write(t, smallSite)
		args := []string{"kepu", "watch", "--lang", "en"} // TestMain puts it on the path
		if nohup {
			args = append([]string{"nohup"}, args...)
		}
		var said terminal
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Stdout, cmd.Stderr = &said, &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		until(t, &said, "the first build", func() bool { return strings.Contains(said.String(), "written") })
		cmd.Process.Signal(syscall.SIGHUP)
		select {
		case err := <-ended:
			if nohup || err != nil {
				t.Errorf("nohup %v: it ended with %v", nohup, err)
			}
		case <-time.After(time.Duration(map[bool]int{true: 1, false: 10}[nohup]) * time.Second):
			if !nohup {
				t.Error("it goes on")
			}
			cmd.Process.Signal(os.Interrupt)
			<-ended
		}
	}
}
