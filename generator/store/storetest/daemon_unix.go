//go:build unix

package storetest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Daemon is a server's program that a test runs: one of others, which starts a process for each client.
type Daemon struct {
	t     testing.TB
	addr  string
	words []string
	log   bytes.Buffer
	cmd   *exec.Cmd
}

// StartDaemon runs the program with its words until the test ends, and waits until it listens at the address.
func StartDaemon(t testing.TB, addr, program string, words ...string) *Daemon {
	t.Helper()
	d := &Daemon{t: t, addr: addr, words: append([]string{program}, words...)}
	d.Start()
	t.Cleanup(func() {
		d.Kill()
		if t.Failed() {
			t.Log(d.said())
		}
	})
	return d
}

func (d *Daemon) said() string {
	log := d.log.String()
	return log[max(0, len(log)-3000):]
}

// Start runs it again after Kill.
func (d *Daemon) Start() {
	d.t.Helper()
	d.cmd = exec.Command(d.words[0], d.words[1:]...)
	d.cmd.Stdout, d.cmd.Stderr = &d.log, &d.log
	if err := d.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	for range 200 {
		if c, err := net.Dial("tcp", d.addr); err == nil {
			c.Close()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	d.Kill()
	d.t.Fatalf("%s does not listen: %s", d.words[0], d.said())
}

// sessions are the processes that it has for its clients.
func sessions(of int) []int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", of, of))
	var all []int
	for field := range strings.FieldsSeq(string(text)) {
		if pid, err := strconv.Atoi(field); err == nil {
			all = append(append(all, pid), sessions(pid)...)
		}
	}
	return all
}

// HangUp kills what serves the clients that there are.
func (d *Daemon) HangUp() {
	for _, pid := range sessions(d.cmd.Process.Pid) {
		unix.Kill(pid, unix.SIGKILL)
	}
}

// Kill ends it, with all that serves its clients, as a power failure would.
func (d *Daemon) Kill() {
	if d.cmd == nil {
		return
	}
	d.HangUp()
	for try := 0; try < 50 && len(sessions(d.cmd.Process.Pid)) > 0; try++ {
		time.Sleep(10 * time.Millisecond) // it takes note of their end, which nobody else may
	}
	d.cmd.Process.Kill()
	d.cmd.Wait()
	d.cmd = nil
}
