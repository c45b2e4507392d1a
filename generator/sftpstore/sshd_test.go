//go:build unix

package sftpstore_test

import (
	"encoding/pem"
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"kepu/generator/sftpstore"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// sshd is OpenSSH's server, with all that is its own in a folder of the test.
type sshd struct {
	*storetest.Daemon
	addr   string
	client sftpstore.Config // without Dir
}

// startSSHD starts it where real servers are asked for. requests is what its subsystem is told besides.
func startSSHD(t *testing.T, options string) *sshd {
	t.Helper()
	storetest.RealServers(t)
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
	addr := storetest.FreeAddress(t)
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	config := write("sshd_config", strings.Join([]string{
		"ListenAddress " + addr,
		"HostKey " + write("host_key", string(pem.EncodeToMemory(block))),
		"AuthorizedKeysFile " + write("authorized_keys", string(ssh.MarshalAuthorizedKey(ours.PublicKey()))),
		"PidFile none", "UsePAM no", "StrictModes no", "PermitRootLogin yes", "PasswordAuthentication yes", "MaxStartups 100",
		"Subsystem sftp internal-sftp " + options, "",
	}, "\n"))
	return &sshd{
		Daemon: storetest.StartDaemon(t, addr, "/usr/sbin/sshd", "-D", "-e", "-f", config),
		addr:   addr,
		client: sftpstore.Config{Host: addr, User: me.Username, KeyFile: keyFile(t, userKey, ""), KnownHosts: knownAs(t, addr, host.PublicKey())},
	}
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
	storetest.Killed(t, open(t, d.client), 20, d.HangUp, d.Kill, d.Start)
}

// Whoever opens a page while the link is turned from one release to the other finds one of the two.
func TestOpenSSHTurnsALinkInOneStep(t *testing.T) {
	d := startSSHD(t, "")
	d.client.Dir = t.TempDir()
	storetest.LinkTurns(t, open(t, d.client), 200, func() (string, error) {
		text, err := os.ReadFile(filepath.Join(d.client.Dir, "site", "index.html"))
		return string(text), err
	})
}
