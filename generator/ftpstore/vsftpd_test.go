//go:build unix

package ftpstore_test

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kepu/generator/ftpstore"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// vsftpd is Debian's server for FTP, with all that is its own in a folder of the test.
type vsftpd struct {
	*storetest.Daemon
	root   string // of its files
	client ftpstore.Config
}

// startVSFTPD starts it where real servers are asked for, with the files of root.
func startVSFTPD(t *testing.T, root string, options ...string) *vsftpd {
	t.Helper()
	storetest.RealServers(t)
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
	addr := storetest.FreeAddress(t)
	_, port, _ := net.SplitHostPort(addr)
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o555); err != nil {
		t.Fatal(err)
	}
	// Passwords of the system's users are not for tests: who comes is anonymous, and asked for a password from a list.
	config := write("vsftpd.conf", strings.Join(append([]string{
		"listen=YES", "listen_address=127.0.0.1", "listen_port=" + port, "background=NO", "run_as_launching_user=YES",
		"ftp_username=" + me.Username, "nopriv_user=" + me.Username, "secure_chroot_dir=" + filepath.Join(dir, "empty"), "seccomp_sandbox=NO",
		"anonymous_enable=YES", "local_enable=NO", "secure_email_list_enable=YES", "email_password_file=" + write("passwords", password+"\n"), "anon_root=" + root,
		"write_enable=YES", "anon_upload_enable=YES", "anon_mkdir_write_enable=YES", "anon_other_write_enable=YES", "anon_world_readable_only=NO", "anon_umask=022", "utf8_filesystem=YES",
		"ssl_enable=YES", "allow_anon_ssl=YES", "force_anon_logins_ssl=YES", "force_anon_data_ssl=YES", "ssl_ciphers=HIGH",
		"rsa_cert_file=" + write("cert.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Certificate[0]}))),
		"rsa_private_key_file=" + write("key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))),
		"vsftpd_log_file=" + filepath.Join(dir, "log"), "log_ftp_protocol=YES", "xferlog_enable=YES",
	}, options...), "\n")+"\n")
	d := storetest.StartDaemon(t, addr, "/usr/sbin/vsftpd", config)
	t.Cleanup(func() {
		if t.Failed() {
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			t.Logf("%s", log[max(0, len(log)-3000):])
		}
	})
	return &vsftpd{Daemon: d, root: root, client: ftpstore.Config{Host: addr, User: "anonymous", Password: password, Roots: roots}}
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
	storetest.Killed(t, open(t, d.client), 12, d.HangUp, d.Kill, d.Start)
}
