package storetest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// RealServers skips the test where no programs of others are to be started: .ci/run asks for them by KEPU_SERVERS=1.
func RealServers(t testing.TB) {
	t.Helper()
	if os.Getenv("KEPU_SERVERS") != "1" {
		t.Skip("real servers are run with KEPU_SERVERS=1")
	}
}

// FreeAddress returns an address of the loopback that was free a moment ago, which is all that can be had.
func FreeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// Nginx runs nginx with what stands in its http block, and with its own files in the folder, until the test ends. It waits until that listens at the address.
func Nginx(t testing.TB, folder, addr, http string) {
	t.Helper()
	var config strings.Builder
	fmt.Fprintf(&config, "daemon off;\nmaster_process off;\npid %s/pid;\nerror_log stderr error;\nevents {}\nhttp {\n    include /etc/nginx/mime.types;\n    default_type application/octet-stream;\n    access_log off;\n", folder)
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&config, "    %s_temp_path %s/%s;\n", kind, folder, kind)
	}
	config.WriteString(http + "\n}\n")
	file := filepath.Join(folder, "nginx.conf")
	if err := os.WriteFile(file, []byte(config.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	StartDaemon(t, addr, "/usr/sbin/nginx", "-p", folder, "-e", "stderr", "-c", file)
}

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
		if p, err := os.FindProcess(pid); err == nil {
			p.Kill()
		}
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
