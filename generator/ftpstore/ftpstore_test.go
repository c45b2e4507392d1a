package ftpstore_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kepu/generator/ftpstore"
	"kepu/generator/store"
	"kepu/generator/store/folders"
	"kepu/generator/store/storetest"
)

func open(t *testing.T, c ftpstore.Config) store.Store {
	t.Helper()
	s, err := ftpstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// promises holds a server to them, in a folder of its own for each.
func promises(t *testing.T, root string, c ftpstore.Config) {
	if runtime.GOOS == "windows" {
		t.Skip("the server in this process cannot rename over a file that another of its sessions reads")
	}
	storetest.Run(t, func(t *testing.T) store.Store {
		c := c
		c.Dir = strings.ReplaceAll(t.Name(), "/", "_")
		if err := os.MkdirAll(filepath.Join(root, c.Dir), 0o755); err != nil {
			t.Fatal(err)
		}
		s, err := ftpstore.Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestAServerKeepsThePromises(t *testing.T) {
	for name, change := range map[string]func(h *habits){
		"TLS 1.3": func(h *habits) { h.sameTLS = true },
		"TLS 1.2": func(h *habits) { h.sameTLS, h.tls12 = true, true },
		"no TLS":  func(h *habits) { h.cert = tls.Certificate{} },
		"no SIZE": func(h *habits) { h.sizeless = true },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t)
			s.set(change)
			c := s.config()
			c.Plain = name == "no TLS"
			promises(t, s.habits.root, c)
		})
	}
}

// A server that allows fewer connections than are of use has its way.
func TestAServerThatWantsFew(t *testing.T) {
	s := serve(t)
	s.set(func(h *habits) { h.most = 2 })
	f := open(t, s.config())
	done := make(chan error)
	for i := range 20 {
		go func() { done <- f.Put(t.Context(), fmt.Sprintf("a/%d.html", i), storetest.Object("x")) }()
	}
	for range 20 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if n := len(storetest.Names(t, f, ".")); n != 20 {
		t.Errorf("%d files are there", n)
	}
	other, err := ftpstore.Open(t.Context(), s.config())
	if err == nil {
		other.Close()
		t.Error("a third connection was made")
	} else if store.Permanent(err) {
		t.Errorf("a server that is full of others would not be asked again: %v", err)
	}
}

// A server that replaces nothing is made to move the old file aside first; what readers find in between is nothing, or one of the two. Where the new one cannot
// be renamed all the same, the old one is back.
func TestAServerThatReplacesNothing(t *testing.T) {
	s := serve(t)
	s.set(func(h *habits) { h.keeps = true })
	f := open(t, s.config())
	for i := range 5 {
		if err := f.Put(t.Context(), "a/b.html", storetest.Object(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
		if got := storetest.Text(t, f, "a/b.html"); got != fmt.Sprint(i) {
			t.Errorf("there is %q", got)
		}
	}
	if got := storetest.Names(t, f, "."); len(got) != 1 {
		t.Errorf("there are %q", got)
	}
	if n := s.told()["DELE"]; n != 4 {
		t.Errorf("%d files were deleted for five that were put", n)
	}
	s.set(func(h *habits) { h.held = "6" })
	f = open(t, s.config())
	if err := f.Put(t.Context(), "a/b.html", storetest.Object("6")); err == nil {
		t.Error("a file that cannot be renamed was put")
	}
	if got := storetest.Text(t, f, "a/b.html"); got != "4" {
		t.Errorf("after that there is %q", got)
	}
	if got := storetest.Names(t, f, "."); len(got) != 1 {
		t.Errorf("after that there are %q", got)
	}
}

func TestWhoIsWho(t *testing.T) {
	s := serve(t)
	try := func(what string, want error, change func(c *ftpstore.Config)) {
		t.Helper()
		c := s.config()
		change(&c)
		f, err := ftpstore.Open(t.Context(), c)
		if err == nil {
			f.Close()
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	try("all is well", nil, func(c *ftpstore.Config) {})
	try("a wrong password", store.ErrLogin, func(c *ftpstore.Config) { c.Password = "wrong" })
	try("nobody vouches", store.ErrStranger, func(c *ftpstore.Config) { c.Roots = nil })
	_, others := certificate(t, time.Now().Add(time.Hour))
	try("somebody vouches for another", store.ErrStranger, func(c *ftpstore.Config) { c.Roots = others })
	try("a name that is not in the certificate", store.ErrStranger, func(c *ftpstore.Config) {
		_, port, _ := net.SplitHostPort(c.Host)
		c.Host = "localhost:" + port
	})
	try("a folder that is missing", store.ErrAddress, func(c *ftpstore.Config) { c.Dir = "none" })
	old, roots := certificate(t, time.Now().Add(-time.Hour))
	s.set(func(h *habits) { h.cert = old })
	try("a certificate that has run out", store.ErrStranger, func(c *ftpstore.Config) { c.Roots = roots })
	s.set(func(h *habits) { h.cert = tls.Certificate{} })
	try("no TLS", store.ErrUnsupported, func(c *ftpstore.Config) {})
	s.stop()
	c := s.config()
	if _, err := ftpstore.Open(t.Context(), c); err == nil || store.Permanent(err) {
		t.Errorf("a server that does not run now: %v", err)
	}
}

// Nothing of the password or a page is sent before the connection is safe.
func TestNothingIsSaidInTheOpen(t *testing.T) {
	s := serve(t)
	s.set(func(h *habits) { h.cert = tls.Certificate{} })
	if _, err := ftpstore.Open(t.Context(), s.config()); err == nil {
		t.Fatal("a server without TLS was taken")
	}
	for command := range s.told() {
		if command != "AUTH" && command != "QUIT" {
			t.Errorf("it was told %s", command)
		}
	}
}

func TestADiskThatTakesNothing(t *testing.T) {
	s := serve(t)
	f := open(t, s.config())
	if err := f.Put(t.Context(), "a.html", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	s.set(func(h *habits) { h.full = true })
	if err := f.Put(t.Context(), "a.html", storetest.Object(strings.Repeat("x", 1_000_000))); !errors.Is(err, store.ErrFull) {
		t.Errorf("a full disk: %v", err)
	}
	s.set(func(h *habits) { h.full, h.cuts = false, 1000 })
	if err := f.Put(t.Context(), "a.html", storetest.Object(strings.Repeat("x", 100_000))); err == nil || store.Permanent(err) {
		t.Errorf("a server that keeps the half and says nothing: %v", err)
	}
	s.set(func(h *habits) { h.cuts = 0 })
	if got := storetest.Text(t, f, "a.html"); got != "old" {
		t.Errorf("the file is %q", got)
	}
	if got := storetest.Names(t, f, "."); len(got) != 1 {
		t.Errorf("there are %q", got)
	}
	s.set(func(h *habits) { h.reading = true })
	for what, err := range map[string]error{
		"Put":                 f.Put(t.Context(), "b.html", storetest.Object("x")),
		"Put in a new folder": f.Put(t.Context(), "b/c.html", storetest.Object("x")),
		"Remove":              f.Remove(t.Context(), "a.html"),
	} {
		if !errors.Is(err, store.ErrDenied) {
			t.Errorf("%s where nothing may be written: %v", what, err)
		}
	}
	if err := f.Copy(t.Context(), "a.html", "b.html"); !errors.Is(err, store.ErrUnsupported) {
		t.Errorf("Copy: %v", err)
	}
}

// The end of a connection looks like the end of a file: it is the server's word that counts.
func TestAFileThatIsNotSentWhole(t *testing.T) {
	s := serve(t)
	f := open(t, s.config())
	if err := f.Put(t.Context(), "a.html", storetest.Object(strings.Repeat("x", 10_000))); err != nil {
		t.Fatal(err)
	}
	s.set(func(h *habits) { h.cuts = 1000 })
	r, err := f.Get(t.Context(), "a.html")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(r); err == nil {
		t.Errorf("%d bytes that the server calls a failure were taken for the file", len(text))
	}
	r.Close()
	s.set(func(h *habits) { h.cuts = 0 })
	r, err = f.Get(t.Context(), "a.html")
	if err != nil {
		t.Fatal(err)
	}
	io.ReadFull(r, make([]byte, 10))
	if err := r.Close(); err != nil {
		t.Errorf("who has had enough: %v", err)
	}
	if got := storetest.Text(t, f, "a.html"); len(got) != 10_000 {
		t.Errorf("then there are %d bytes", len(got))
	}
}

// The connection breaks, and the server is gone for a while: what was on its way is tried again, on a connection that is made anew.
func TestAServerThatComesBack(t *testing.T) {
	s := serve(t)
	storetest.ComesBack(t, open(t, s.config()), func() {}, s.stop, s.start)
}

func TestAServerThatSaysNothing(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := ftpstore.Open(ctx, ftpstore.Config{Host: l.Addr().String()}); !errors.Is(err, context.Canceled) {
		t.Errorf("Open, ended: %v", err)
	}
}

// Servers for FTP tell times in zones of their own: a part must be older to be taken for old.
func TestWhatKilledRunsLeave(t *testing.T) {
	s := serve(t)
	storetest.KilledRuns(t, open(t, s.config()), s.habits.root, folders.Part, 72*time.Hour)
}

func TestAfterClose(t *testing.T) {
	s := serve(t)
	f := open(t, s.config())
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if err := f.Put(t.Context(), "a", storetest.Object("x")); err == nil {
		t.Error("a Put after Close succeeded")
	}
}
