//go:build unix

package ftpstore_test

import (
	"bytes"
	"context"
	"crypto/x509"
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

	"golang.org/x/sys/unix"

	"kepu/generator/ftpstore"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// vsftpd is Debian's server for FTP, with all that is its own in a folder of the test.
type vsftpd struct {
	t      *testing.T
	addr   string
	file   string // of its configuration
	root   string // of its files
	log    bytes.Buffer
	cmd    *exec.Cmd
	client ftpstore.Config
}

// startVSFTPD starts it where real servers are asked for, with the files of root.
func startVSFTPD(t *testing.T, root string, options ...string) *vsftpd {
	t.Helper()
	if os.Getenv("KEPU_SERVERS") == "" {
		t.Skip("KEPU_SERVERS is not set")
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
	cert, roots := certificate(t, time.Now().Add(time.Hour))
	key, err := x509.MarshalPKCS8PrivateKey(cert.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close() // free a moment ago, which is all that can be had
	port := l.Addr().(*net.TCPAddr).Port
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o555); err != nil {
		t.Fatal(err)
	}
	d := &vsftpd{t: t, addr: l.Addr().String(), root: root}
	// Passwords of the system's users are not for tests: who comes is anonymous, and asked for a password from a list.
	d.file = write("vsftpd.conf", strings.Join(append([]string{
		"listen=YES", "listen_address=127.0.0.1", "listen_port=" + strconv.Itoa(port), "background=NO", "run_as_launching_user=YES",
		"ftp_username=" + me.Username, "nopriv_user=" + me.Username, "secure_chroot_dir=" + filepath.Join(dir, "empty"), "seccomp_sandbox=NO",
		"anonymous_enable=YES", "local_enable=NO", "secure_email_list_enable=YES", "email_password_file=" + write("passwords", password+"\n"), "anon_root=" + root,
		"write_enable=YES", "anon_upload_enable=YES", "anon_mkdir_write_enable=YES", "anon_other_write_enable=YES", "anon_world_readable_only=NO", "anon_umask=022", "utf8_filesystem=YES",
		"ssl_enable=YES", "allow_anon_ssl=YES", "force_anon_logins_ssl=YES", "force_anon_data_ssl=YES", "ssl_ciphers=HIGH",
		"rsa_cert_file=" + write("cert.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Certificate[0]}))),
		"rsa_private_key_file=" + write("key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))),
		"vsftpd_log_file=" + filepath.Join(dir, "log"), "log_ftp_protocol=YES", "xferlog_enable=YES",
	}, options...), "\n")+"\n")
	d.client = ftpstore.Config{Host: d.addr, User: "anonymous", Password: password, Roots: roots}
	d.start()
	t.Cleanup(func() {
		d.kill()
		if t.Failed() {
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			t.Logf("%s%s", d.log.String(), log[max(0, len(log)-3000):])
		}
	})
	return d
}

func (d *vsftpd) start() {
	d.t.Helper()
	d.cmd = exec.Command("/usr/sbin/vsftpd", d.file)
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
	d.kill()
	d.t.Fatalf("vsftpd does not listen: %s", d.log.String())
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
func (d *vsftpd) hangUp() {
	for _, pid := range sessions(d.cmd.Process.Pid) {
		unix.Kill(pid, unix.SIGKILL)
	}
}

func (d *vsftpd) kill() {
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

func TestVSFTPDKeepsThePromises(t *testing.T) {
	d := startVSFTPD(t, t.TempDir())
	promises(t, d.root, d.client)
}

// Without TLS, and with a server that doesn't want sessions to be gone on with.
func TestVSFTPDInOtherWays(t *testing.T) {
	d := startVSFTPD(t, t.TempDir(), "require_ssl_reuse=NO", "force_anon_logins_ssl=NO", "force_anon_data_ssl=NO", "strict_ssl_read_eof=YES")
	promises(t, d.root, d.client)
	d.client.Plain = true
	promises(t, d.root, d.client)
}

func TestWhoIsWhoWithVSFTPD(t *testing.T) {
	d := startVSFTPD(t, t.TempDir())
	for what, try := range map[string]struct {
		want   error
		change func(c *ftpstore.Config)
	}{
		"all is well":    {nil, func(c *ftpstore.Config) {}},
		"wrong password": {store.ErrDenied, func(c *ftpstore.Config) { c.Password = "wrong" }},
		"a stranger":     {store.ErrStranger, func(c *ftpstore.Config) { c.Roots = nil }},
		"no folder":      {store.ErrAddress, func(c *ftpstore.Config) { c.Dir = "none" }},
		"no TLS":         {store.ErrDenied, func(c *ftpstore.Config) { c.Plain = true }},
	} {
		c := d.client
		try.change(&c)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		f, err := ftpstore.Open(ctx, c)
		cancel()
		if err == nil {
			f.Close()
		}
		if !errors.Is(err, try.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestVSFTPDThatWantsFew(t *testing.T) {
	d := startVSFTPD(t, t.TempDir(), "max_per_ip=2")
	f := open(t, d.client)
	done := make(chan error)
	for i := range 12 {
		go func() { done <- f.Put(t.Context(), fmt.Sprintf("a/%d.html", i), storetest.Object("x")) }()
	}
	for range 12 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestVSFTPDThatIsKilled(t *testing.T) {
	d := startVSFTPD(t, t.TempDir())
	f := store.Retry(open(t, d.client), quick, nil)
	for i := range 12 {
		if i%4 == 1 {
			d.hangUp()
		}
		if i == 6 {
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
