package sftpstore_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"kepu/generator/remove/removetest"
	"kepu/generator/sftpstore"
	"kepu/generator/store"
	"kepu/generator/store/folders"
	"kepu/generator/store/storetest"
	"kepu/generator/winetest"
)

func open(t *testing.T, c sftpstore.Config) store.Linker {
	t.Helper()
	s, err := sftpstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// promises holds the server's files to them. config returns how a folder of this machine is opened there.
func promises(t *testing.T, config func(dir string) sftpstore.Config) {
	if runtime.GOOS == "windows" {
		t.Skip("the server in this process cannot rename over a file that another of its sessions reads")
	}
	places := map[string]string{}
	storetest.Run(t, func(t *testing.T) store.Store {
		if places[t.Name()] == "" {
			places[t.Name()] = removetest.TempDir(t)
		}
		s, err := sftpstore.Open(t.Context(), config(places[t.Name()]))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestAServerKeepsThePromises(t *testing.T) {
	s := serve(t)
	c := s.config("")
	promises(t, func(dir string) sftpstore.Config {
		c.Dir = filepath.ToSlash(dir)
		return c
	})
}

// without runs f while servers lack the extension.
func without(t *testing.T, extension string, f func()) {
	t.Helper()
	var rest []string
	for _, e := range []string{"hardlink@openssh.com", "posix-rename@openssh.com", "statvfs@openssh.com"} {
		if e != extension {
			rest = append(rest, e)
		}
	}
	if err := sftp.SetSFTPExtensions(rest...); err != nil {
		t.Fatal(err)
	}
	defer sftp.SetSFTPExtensions("hardlink@openssh.com", "posix-rename@openssh.com", "statvfs@openssh.com")
	f()
}

func TestAServerWithoutSecondNames(t *testing.T) {
	s := serve(t)
	c := s.config("")
	without(t, "hardlink@openssh.com", func() {
		promises(t, func(dir string) sftpstore.Config {
			c.Dir = filepath.ToSlash(dir)
			return c
		})
	})
}

func TestAServerThatCannotReplace(t *testing.T) {
	s := serve(t)
	c := s.config(removetest.TempDir(t))
	without(t, "posix-rename@openssh.com", func() {
		if _, err := sftpstore.Open(t.Context(), c); !errors.Is(err, store.ErrUnsupported) {
			t.Errorf("Open: %v", err)
		}
	})
}

func TestWhoWeAre(t *testing.T) {
	s := serve(t)
	dir := removetest.TempDir(t)
	key, signer := newKey(t)
	s.set(habits{user: signer.PublicKey()})
	other, _ := newKey(t)
	plain := s.config(dir)
	try := func(what string, want error, change func(c *sftpstore.Config)) {
		t.Helper()
		c := plain
		change(&c)
		f, err := sftpstore.Open(t.Context(), c)
		if err == nil {
			f.Close()
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	try("the password", nil, func(c *sftpstore.Config) {})
	try("a wrong password", store.ErrLogin, func(c *sftpstore.Config) { c.Password = "wrong" })
	try("nothing", store.ErrLogin, func(c *sftpstore.Config) { c.Password = "" })
	try("a key", nil, func(c *sftpstore.Config) { c.Password, c.KeyFile = "", keyFile(t, key, "") })
	try("a key with a passphrase", nil, func(c *sftpstore.Config) { c.Password, c.KeyFile, c.Passphrase = "", keyFile(t, key, "open"), "open" })
	try("a key that needs no passphrase", nil, func(c *sftpstore.Config) { c.Password, c.KeyFile, c.Passphrase = "", keyFile(t, key, ""), "open" })
	try("a key with another passphrase", sftpstore.ErrPassphrase, func(c *sftpstore.Config) { c.Password, c.KeyFile, c.Passphrase = "", keyFile(t, key, "open"), "shut" })
	try("a key without its passphrase", sftpstore.ErrLocked, func(c *sftpstore.Config) { c.Password, c.KeyFile = "", keyFile(t, key, "open") })
	try("another key", store.ErrLogin, func(c *sftpstore.Config) { c.Password, c.KeyFile = "", keyFile(t, other, "") })
	try("another key and the password", nil, func(c *sftpstore.Config) { c.KeyFile = keyFile(t, other, "") })
	try("a key file that is missing", sftpstore.ErrNoKey, func(c *sftpstore.Config) { c.KeyFile = filepath.Join(dir, "none") })
	for name, f := range map[string]struct {
		text []byte
		want error
	}{
		"id.pub": {ssh.MarshalAuthorizedKey(signer.PublicKey()), sftpstore.ErrPublic},
		"id.ppk": {[]byte("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n"), sftpstore.ErrPutty},
		"id.txt": {[]byte("hello\n"), sftpstore.ErrNotKey},
	} {
		at := filepath.Join(removetest.TempDir(t), name)
		if err := os.WriteFile(at, f.text, 0o600); err != nil {
			t.Fatal(err)
		}
		try(name, f.want, func(c *sftpstore.Config) { c.Password, c.KeyFile = "", at })
	}
	s.set(habits{user: signer.PublicKey(), asks: true})
	try("the password as an answer", nil, func(c *sftpstore.Config) {})
	try("a wrong answer", store.ErrLogin, func(c *sftpstore.Config) { c.Password = "wrong" })

	winetest.Skip(t, "it has no sockets of Unix, at which agents listen")
	keys := agent.NewKeyring()
	if err := keys.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(shortDir(t), "agent")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(keys, c)
		}
	}()
	t.Setenv("SSH_AUTH_SOCK", socket)
	try("the agent", nil, func(c *sftpstore.Config) { c.Password = "" })
	t.Setenv("SSH_AUTH_SOCK", socket+".gone")
	try("an agent that is gone, and the password", nil, func(c *sftpstore.Config) {})
}

// shortDir returns a folder whose path is short enough for a socket.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "k")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { removetest.All(dir) })
	return dir
}

func TestWhoTheServerIs(t *testing.T) {
	s := serve(t)
	c := s.config(removetest.TempDir(t))
	_, other := newKey(t)
	stranger := func(what string, known string, changed bool) *sftpstore.Stranger {
		t.Helper()
		c := c
		c.KnownHosts = known
		_, err := sftpstore.Open(t.Context(), c)
		who, ok := errors.AsType[*sftpstore.Stranger](err)
		if !ok || !errors.Is(err, store.ErrStranger) || who.Changed != changed || who.Fingerprint != ssh.FingerprintSHA256(s.key.PublicKey()) || who.File != known {
			t.Fatalf("%s: %v, %+v", what, err, who)
		}
		return who
	}
	who := stranger("a file with nobody", file(t, "known_hosts", ""), false)
	stranger("no file", filepath.Join(removetest.TempDir(t), "none"), false)
	stranger("a file with another server", knownAs(t, "other.example:22", s.key.PublicKey()), false)
	stranger("another key", knownAs(t, s.addr, other.PublicKey()), true)
	stranger("a key that is revoked", file(t, "known_hosts", "@revoked * "+string(ssh.MarshalAuthorizedKey(s.key.PublicKey()))), true)

	c.KnownHosts = file(t, "known_hosts", who.Line+"\n")
	open(t, c)
	// A file with keys of two kinds, of which the server has one.
	c.KnownHosts = file(t, "known_hosts", who.Line+"\n"+strings.ReplaceAll(rsaLine, "HOST", fmt.Sprintf("[127.0.0.1]:%d", port(t, s.addr)))+"\n")
	open(t, c)
	c.KnownHosts = file(t, "known_hosts", "nonsense\n")
	if _, err := sftpstore.Open(t.Context(), c); err == nil {
		t.Error("a file of known hosts that is none was taken")
	}
}

// rsaLine is a key that nobody has any more.
const rsaLine = "HOST ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC0SqfvA9C3f+3N8zBKtTPK6KQ5N9h2FGLHFZkVmnEwfvuPCPXqlVqEDnV/xEyMxYxUVtGQpA0kWjJNXQhLtCBsQ3KSLg2kT3QYFoZLjUFG4MUcWuBuYRKPhWbAmVKKtSa0N9sTkKk7WzXHhBlzBg63V9gbbLrDT6Wua7iSiySxlQ=="

func port(t *testing.T, addr string) int {
	t.Helper()
	a, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	return a.Port
}

func TestPlacesThatAreNone(t *testing.T) {
	s := serve(t)
	c := s.config(filepath.ToSlash(filepath.Join(removetest.TempDir(t), "none")))
	if _, err := sftpstore.Open(t.Context(), c); !errors.Is(err, store.ErrAddress) {
		t.Errorf("a folder that is missing: %v", err)
	}
	s.stop()
	if _, err := sftpstore.Open(t.Context(), c); err == nil || store.Permanent(err) {
		t.Errorf("a server that does not run now: %v", err)
	}
}

// The connection breaks, and the server is gone for a while: what was on its way is tried again, on a connection that is made anew.
func TestAServerThatComesBack(t *testing.T) {
	s := serve(t)
	storetest.ComesBack(t, open(t, s.config(filepath.ToSlash(removetest.TempDir(t)))), s.drop, s.stop, s.start)
}

// Wherever in the talk the connection breaks, readers find the old file or the new one.
func TestConnectionsThatBreakAnywhere(t *testing.T) {
	s := serve(t)
	dir := removetest.TempDir(t)
	c := s.config(filepath.ToSlash(dir))
	texts := [2]string{strings.Repeat("a", 30_000), strings.Repeat("b", 20_000)}
	whole, broken := 0, 0
	for i, most := 0, 1000; whole < 2; most, i = most+1500, i+1 {
		s.set(habits{most: most})
		f, err := sftpstore.Open(t.Context(), c)
		if err == nil {
			err = f.Put(t.Context(), "page.html", storetest.Object(texts[i%2]))
			f.Close()
		}
		switch {
		case err == nil:
			whole++
		case store.Permanent(err):
			t.Errorf("broken after %d bytes: %v", most, err)
		default:
			broken++
		}
		if got, err := os.ReadFile(filepath.Join(dir, "page.html")); err == nil && string(got) != texts[0] && string(got) != texts[1] {
			t.Fatalf("broken after %d bytes: a file of %d bytes", most, len(got))
		} else if err != nil && whole > 0 {
			t.Fatal(err)
		}
	}
	if broken < 10 {
		t.Errorf("only %d connections broke", broken)
	}
}

func TestAServerThatSaysNothing(t *testing.T) {
	s := serve(t)
	c := s.config(removetest.TempDir(t))
	s.set(habits{silent: true})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := sftpstore.Open(ctx, c); !errors.Is(err, context.Canceled) {
		t.Errorf("Open, ended: %v", err)
	}
}

func TestAfterClose(t *testing.T) {
	s := serve(t)
	f := open(t, s.config(removetest.TempDir(t)))
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if err := f.Put(t.Context(), "a", storetest.Object("x")); err == nil {
		t.Error("a Put after Close succeeded")
	}
}

func TestWhatKilledRunsLeave(t *testing.T) {
	s := serve(t)
	dir := removetest.TempDir(t)
	storetest.KilledRuns(t, open(t, s.config(filepath.ToSlash(dir))), dir, folders.Part, 25*time.Hour)
}
