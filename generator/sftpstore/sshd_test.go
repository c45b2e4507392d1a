//go:build unix

package sftpstore_test

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/sys/unix"

	"kepu/generator/sftpstore"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// sshd is OpenSSH's server, with all that is its own in a folder of the test.
type sshd struct {
	t      *testing.T
	addr   string
	config string
	log    bytes.Buffer
	cmd    *exec.Cmd
	client sftpstore.Config // without Dir
}

// startSSHD starts it where real servers are asked for. requests is what its subsystem is told besides.
func startSSHD(t *testing.T, options string) *sshd {
	t.Helper()
	if os.Getenv("KEPU_SERVERS") == "" {
		t.Skip("KEPU_SERVERS is not set")
	}
	if os.Getuid() == 0 {
		// Where the system starts no server, nobody has made this.
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	hostKey, host := newKey(t)
	block, err := ssh.MarshalPrivateKey(hostKey, "")
	if err != nil {
		t.Fatal(err)
	}
	userKey, ours := newKey(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close() // free a moment ago, which is all that can be had
	addr := l.Addr().(*net.TCPAddr)
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	d := &sshd{t: t, addr: addr.String(), client: sftpstore.Config{Host: addr.String(), User: me.Username, KeyFile: keyFile(t, userKey, ""), KnownHosts: knownAs(t, addr.String(), host.PublicKey())}}
	d.config = write("sshd_config", strings.Join([]string{
		"ListenAddress " + addr.String(),
		"HostKey " + write("host_key", string(pem.EncodeToMemory(block))),
		"AuthorizedKeysFile " + write("authorized_keys", string(ssh.MarshalAuthorizedKey(ours.PublicKey()))),
		"PidFile none", "UsePAM no", "StrictModes no", "PermitRootLogin yes", "PasswordAuthentication yes", "MaxStartups 100",
		"Subsystem sftp internal-sftp " + options, "",
	}, "\n"))
	d.start()
	t.Cleanup(func() {
		d.kill()
		if t.Failed() {
			t.Logf("%s", tail(d.log.String()))
		}
	})
	return d
}

func tail(log string) string { return log[max(0, len(log)-3000):] }

func (d *sshd) start() {
	d.t.Helper()
	d.cmd = exec.Command("/usr/sbin/sshd", "-D", "-e", "-f", d.config)
	d.cmd.Stderr = &d.log
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
	d.kill()
	d.t.Fatalf("sshd does not listen: %s", tail(d.log.String()))
}

// sessions are the processes that the server has for its clients.
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

// hangUp kills what serves the clients that there are.
func (d *sshd) hangUp() {
	for _, pid := range sessions(d.cmd.Process.Pid) {
		unix.Kill(pid, unix.SIGKILL)
	}
}

func (d *sshd) kill() {
	if d.cmd == nil {
		return
	}
	d.hangUp()
	for try := 0; try < 50 && len(sessions(d.cmd.Process.Pid)) > 0; try++ {
		time.Sleep(10 * time.Millisecond) // it takes note of their end, which nobody else may
	}
	d.cmd.Process.Kill()
	d.cmd.Wait()
	d.cmd = nil
}

func TestOpenSSHKeepsThePromises(t *testing.T) {
	d := startSSHD(t, "")
	promises(t, func(dir string) sftpstore.Config {
		c := d.client
		c.Dir = dir
		return c
	})
}

func TestOpenSSHWithoutSecondNames(t *testing.T) {
	d := startSSHD(t, "-P hardlink,fsync")
	promises(t, func(dir string) sftpstore.Config {
		c := d.client
		c.Dir = dir
		return c
	})
}

func TestOpenSSHThatMayNotReplace(t *testing.T) {
	d := startSSHD(t, "-P posix-rename")
	d.client.Dir = t.TempDir()
	if _, err := sftpstore.Open(t.Context(), d.client); !errors.Is(err, store.ErrUnsupported) {
		t.Errorf("Open: %v", err)
	}
}

func TestOpenSSHThatMayOnlyBeRead(t *testing.T) {
	d := startSSHD(t, "-R")
	d.client.Dir = t.TempDir()
	// Of a server that takes nothing, the extension is not there either.
	f, err := sftpstore.Open(t.Context(), d.client)
	if err == nil {
		defer f.Close()
		err = f.Put(t.Context(), "a/b.html", storetest.Object("x"))
	}
	if !errors.Is(err, store.ErrDenied) && !errors.Is(err, store.ErrUnsupported) {
		t.Errorf("Put: %v", err)
	}
}

func TestWhoIsWhoWithOpenSSH(t *testing.T) {
	d := startSSHD(t, "")
	_, other := newKey(t)
	c := d.client
	c.Dir = t.TempDir()
	c.KnownHosts = knownAs(t, d.addr, other.PublicKey())
	if _, err := sftpstore.Open(t.Context(), c); !errors.Is(err, store.ErrStranger) {
		t.Errorf("a server with another key: %v", err)
	}
	c = d.client
	c.KeyFile, c.Password = "", "wrong"
	if _, err := sftpstore.Open(t.Context(), c); !errors.Is(err, store.ErrDenied) {
		t.Errorf("a wrong password: %v", err)
	}
	c = d.client
	c.Dir = filepath.Join(t.TempDir(), "none")
	if _, err := sftpstore.Open(t.Context(), c); !errors.Is(err, store.ErrAddress) {
		t.Errorf("a folder that is missing: %v", err)
	}
}

func TestOpenSSHThatIsKilled(t *testing.T) {
	d := startSSHD(t, "")
	d.client.Dir = t.TempDir()
	f := store.Retry(open(t, d.client), quick, nil)
	for i := range 20 {
		if i%4 == 1 {
			d.hangUp()
		}
		if i == 10 {
			d.kill()
			d.start()
		}
		done := make(chan error)
		for k := range 4 {
			go func() {
				done <- f.Put(t.Context(), fmt.Sprintf("a/%d.html", k), storetest.Object(strings.Repeat("x", 200_000)+fmt.Sprint(i)))
			}()
		}
		if i%4 == 3 {
			d.hangUp()
		}
		for range 4 {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		for k := range 4 {
			if got := storetest.Text(t, f, fmt.Sprintf("a/%d.html", k)); got != strings.Repeat("x", 200_000)+fmt.Sprint(i) {
				t.Errorf("file %d has %d bytes", k, len(got))
			}
		}
	}
	if n := len(storetest.Names(t, f, ".")); n != 4 {
		t.Errorf("%d files are there", n)
	}
}

// Whoever opens a page while the link is turned from one release to the other finds one of the two.
func TestOpenSSHTurnsALinkInOneStep(t *testing.T) {
	d := startSSHD(t, "")
	d.client.Dir = t.TempDir()
	f := open(t, d.client)
	for _, n := range []string{"1", "2"} {
		if err := f.Put(t.Context(), "r/"+n+"/index.html", storetest.Object(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Link(t.Context(), "r/1", "site"); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		var err error
		for i := range 200 {
			err = errors.Join(err, f.Link(t.Context(), []string{"r/2", "r/1"}[i%2], "site"))
		}
		done <- err
	}()
	for n := 0; ; n++ {
		select {
		case err := <-done:
			if err != nil || n < 100 {
				t.Errorf("after %d looks: %v", n, err)
			}
			return
		default:
		}
		if text, err := os.ReadFile(filepath.Join(d.client.Dir, "site", "index.html")); err != nil || string(text) != "1" && string(text) != "2" {
			t.Errorf("a reader finds %q, %v", text, err)
			<-done
			return
		}
	}
}
