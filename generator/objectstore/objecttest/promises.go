package objecttest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"log"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kepu/generator/objectstore"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
	"kepu/generator/store/wire"
)

// Place returns the server's own.
func (s *Server) Place() objectstore.Config {
	return objectstore.Config{
		Endpoint:  s.URL,
		Region:    Region,
		Bucket:    Bucket,
		AccessKey: AccessKey,
		SecretKey: SecretKey,
		Transport: objectstore.Transport(wire.Silence, nil),
	}
}

// Run holds a kind of store of objects to what storetest and objectstore promise, by servers of its dialect.
func Run(t *testing.T, d Dialect, open func(ctx context.Context, p objectstore.Config) (store.Store, error)) {
	must := func(t *testing.T, p objectstore.Config) store.Store {
		t.Helper()
		st, err := open(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	t.Run("promises", func(t *testing.T) {
		for name, set := range map[string]func(*Server, *objectstore.Config){
			"plain":         func(*Server, *objectstore.Config) {},
			"prefix":        func(_ *Server, p *objectstore.Config) { p.Prefix = "/市 50%/科普/" },
			"pages of two":  func(s *Server, _ *objectstore.Config) { s.Page = 2 },
			"no conditions": func(s *Server, _ *objectstore.Config) { s.NoConditions = true },
		} {
			t.Run(name, func(t *testing.T) {
				servers := map[string]*Server{}
				storetest.Run(t, func(t *testing.T) store.Store {
					if servers[t.Name()] == nil {
						servers[t.Name()] = Start(t, d)
					}
					s := servers[t.Name()]
					p := s.Place()
					set(s, &p)
					return must(t, p)
				})
			})
		}
	})

	t.Run("prefix", func(t *testing.T) {
		s := Start(t, d)
		p := s.Place()
		all := must(t, p)
		for _, name := range []string{"site/a.html", "site2/a.html", "b.html"} {
			if err := all.Put(t.Context(), name, storetest.Object(name)); err != nil {
				t.Fatal(err)
			}
		}
		p.Prefix = "site"
		st := must(t, p)
		if names := storetest.Names(t, st, "."); len(names) != 1 || names[0] != "a.html" {
			t.Errorf("below the prefix are %q", names)
		}
		s.mu.Lock()
		s.objects["site/"], s.objects["site/images/"], s.objects["site/a//b"] = Object{}, Object{}, Object{}
		s.mu.Unlock()
		if names := storetest.Names(t, st, "."); len(names) != 1 {
			t.Errorf("with folders that a console made there are %q", names)
		}
	})

	t.Run("any name", func(t *testing.T) {
		s := Start(t, d)
		s.Page = 7
		p := s.Place()
		p.Prefix = "p"
		st := must(t, p)
		const seed = 20261130
		random := rand.New(rand.NewPCG(seed, 0))
		letters := []rune("ab.-_~ +%#?&=;:@!$'()*,[]{}|\\^`\"<>/\t\r\n\x01é驻店🎈\u200b\ufeff")
		want := map[string]bool{}
		for len(want) < 80 {
			name := make([]rune, 1+random.IntN(12))
			for i := range name {
				name[i] = letters[random.IntN(len(letters))]
			}
			if n := string(name); fs.ValidPath(n) && n != "." {
				want[n] = true
			}
		}
		for n := range want {
			if err := st.Put(t.Context(), n, storetest.Object(n)); err != nil {
				t.Fatalf("seed %d: put %q: %v", seed, n, err)
			}
			if got := storetest.Text(t, st, n); got != n {
				t.Errorf("seed %d: %q holds %q", seed, n, got)
			}
			if err := st.Copy(t.Context(), n, "copied/"+n); err != nil {
				t.Errorf("seed %d: copy %q: %v", seed, n, err)
			}
		}
		for n := range want {
			if got := storetest.Text(t, st, "copied/"+n); got != n {
				t.Errorf("seed %d: the copy of %q holds %q", seed, n, got)
			}
			if err := st.Remove(t.Context(), "copied/"+n); err != nil {
				t.Errorf("seed %d: remove %q: %v", seed, n, err)
			}
		}
		if got := storetest.Names(t, st, "."); !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
			t.Errorf("seed %d: listed are %q", seed, got)
		}
	})

	t.Run("exclusive", func(t *testing.T) {
		for name, set := range map[string]func(*Server){
			"kept to": func(*Server) {}, "ignored": func(s *Server) { s.NoConditions = true },
			"no good": func(s *Server) { s.RefusesConditions = 400 }, "unknown": func(s *Server) { s.RefusesConditions = 501 },
			"forbidden": func(s *Server) { s.RefusesConditions = 403 },
		} {
			ignores := name != "kept to"
			s := Start(t, d)
			set(s)
			st := must(t, s.Place())
			if st.Traits().Exclusive {
				t.Error("exclusive before anything was proved")
			}
			if err := st.Create(t.Context(), "lock", storetest.Object("1")); err != nil {
				t.Fatal(err)
			}
			if st.Traits().Exclusive == ignores {
				t.Errorf("conditions are %s, exclusive: %v", name, st.Traits().Exclusive)
			}
			if err := st.Create(t.Context(), "lock", storetest.Object("2")); !errors.Is(err, fs.ErrExist) {
				t.Errorf("conditions are %s: %v", name, err)
			}
			if got := storetest.Text(t, st, "lock"); got != "1" {
				t.Errorf("conditions are %s: another's file is now %q", name, got)
			}
			s.Requests()
			if err := st.Create(t.Context(), "lock2", storetest.Object("2")); err != nil {
				t.Fatal(err)
			}
			if n := len(s.Requests()); !ignores && n != 1 {
				t.Errorf("%d requests for a Create where it is known that conditions are kept to", n)
			}
		}
	})

	t.Run("what a browser gets", func(t *testing.T) {
		s := Start(t, d)
		st := must(t, s.Place())
		o := storetest.Object("\x1f\x8b no real gzip")
		o.Type, o.Cache, o.Encoding = "text/css; charset=utf-8", "public, max-age=31536000, immutable", "gzip"
		long := storetest.Object(strings.Repeat("科普", 3<<20)) // 18 MB
		long.Type, long.Cache, long.Encoding = o.Type, o.Cache, o.Encoding
		untyped := storetest.Object("?")
		untyped.Type, untyped.Cache = "", ""
		if err := errors.Join(
			st.Put(t.Context(), "assets/样式 1+2%.css", o), st.Copy(t.Context(), "assets/样式 1+2%.css", "copied/x.css"),
			st.Put(t.Context(), "long.css", long), st.Put(t.Context(), "untyped", untyped),
		); err != nil {
			t.Fatal(err)
		}
		get := &http.Transport{DisableCompression: true}
		defer get.CloseIdleConnections()
		for path, want := range map[string]store.Object{"assets/%E6%A0%B7%E5%BC%8F%201+2%25.css": o, "copied/x.css": o, "long.css": long, "untyped": untyped} {
			r, err := (&http.Client{Transport: get}).Get(s.URL + "/" + Bucket + "/" + path)
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r.Body)
			r.Body.Close()
			if want.Type == "" {
				want.Type = "application/octet-stream"
			}
			if err != nil || r.StatusCode != 200 || r.Header.Get("Content-Type") != want.Type || r.Header.Get("Cache-Control") != want.Cache || r.Header.Get("Content-Encoding") != want.Encoding || int64(len(text)) != want.Size {
				t.Errorf("%s: %v, %s, %d bytes, %v", path, err, r.Status, len(text), r.Header)
			}
		}
	})

	t.Run("parts of a killed run", func(t *testing.T) {
		s := Start(t, d)
		var gone, back atomic.Bool
		s.Before = func(_ http.ResponseWriter, r *http.Request) bool {
			if r.URL.Query().Get("partNumber") == "2" {
				gone.Store(true)
			}
			if gone.Load() && !back.Load() { // nothing that it would still say of its own accord arrives
				panic(http.ErrAbortHandler)
			}
			return false
		}
		s.Config.ErrorLog = log.New(io.Discard, "", 0)
		st := must(t, s.Place())
		long := storetest.Object(strings.Repeat("0123456789abcdef", 5<<18)) // 20 MB
		if err := st.Put(t.Context(), "a.zip", long); err == nil || store.Permanent(err) {
			t.Errorf("a connection that broke: %v", err)
		}
		back.Store(true)
		if names := storetest.Names(t, st, "."); len(names) != 0 || s.Parts() != 1 {
			t.Errorf("of a broken upload %q can be seen, %d uploads are left", names, s.Parts())
		}
		if err := st.Put(t.Context(), "a.zip", long); err != nil || s.Parts() != 0 {
			t.Errorf("again: %v, %d uploads are left", err, s.Parts())
		}
		if got := storetest.Text(t, st, "a.zip"); int64(len(got)) != long.Size {
			t.Errorf("%d bytes", len(got))
		}
	})

	t.Run("an upload that is cut off", func(t *testing.T) {
		if runtime.GOOS == "windows" {
			t.Skip("by Wine, what a program has sent arrives though it has broken off since; nobody has tried it on Windows")
		}
		s := Start(t, d)
		st := must(t, s.Place())
		put := func(ctx context.Context, o store.Object) error { return st.Put(ctx, "page.html", o) }
		if err := put(t.Context(), storetest.Object("old")); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		o := storetest.Object(strings.Repeat("new", 1<<20))
		plain := o.Open
		o.Open = func() (io.ReadSeekCloser, error) {
			r, err := plain()
			return &cutting{ReadSeekCloser: r, cut: cancel}, err
		}
		if err := put(ctx, o); !errors.Is(err, context.Canceled) {
			t.Errorf("a Put whose context ended: %v", err)
		}
		if got := storetest.Text(t, st, "page.html"); got != "old" {
			t.Errorf("%d bytes of half an upload are there", len(got))
		}
	})

	t.Run("a source that changed", func(t *testing.T) {
		s := Start(t, d)
		st := must(t, s.Place())
		s.Requests()
		o := storetest.Object("what it was")
		o.Sum[0]++
		if err := st.Put(t.Context(), "page.html", o); !errors.Is(err, fs.ErrInvalid) || len(s.Requests()) != 0 {
			t.Errorf("bytes that are not those that were announced: %v", err)
		}
	})

	t.Run("refusals", func(t *testing.T) {
		refusing := func(status int, code string) func(*Server, *objectstore.Config) {
			return func(s *Server, _ *objectstore.Config) {
				s.Before = func(w http.ResponseWriter, _ *http.Request) bool {
					Refuse(w, status, code)
					return true
				}
			}
		}
		unknown := func(ctx context.Context, network, address string) (net.Conn, error) {
			host, _, _ := net.SplitHostPort(address)
			return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		}
		for name, c := range map[string]struct {
			set  func(*Server, *objectstore.Config)
			want error
		}{
			"secret":     {func(_ *Server, p *objectstore.Config) { p.SecretKey += "x" }, store.ErrLogin},
			"key":        {func(_ *Server, p *objectstore.Config) { p.AccessKey += "x" }, store.ErrLogin},
			"bucket":     {func(_ *Server, p *objectstore.Config) { p.Bucket = "nobodys-1250000000" }, store.ErrAddress},
			"bad bucket": {func(_ *Server, p *objectstore.Config) { p.Bucket = "Was/Ist" }, store.ErrAddress},
			"region":     {func(_ *Server, p *objectstore.Config) { p.Region = "elsewhere" }, store.ErrAddress},
			"prefix":     {func(_ *Server, p *objectstore.Config) { p.Prefix = "a/../b" }, store.ErrAddress},
			"endpoint":   {func(_ *Server, p *objectstore.Config) { p.Endpoint = "https://h/bucket" }, store.ErrAddress},
			"ftp":        {func(_ *Server, p *objectstore.Config) { p.Endpoint = "ftp://h" }, store.ErrAddress},
			"no host": {func(_ *Server, p *objectstore.Config) {
				p.Endpoint, p.Transport = "http://store.invalid", objectstore.Transport(time.Minute, unknown)
			}, store.ErrAddress},
			"http":      {func(_ *Server, p *objectstore.Config) { p.Endpoint = "https" + strings.TrimPrefix(p.Endpoint, "http") }, store.ErrAddress},
			"denied":    {refusing(403, "AccessDenied"), store.ErrDenied},
			"clock":     {refusing(403, "RequestTimeTooSkewed"), store.ErrClock},
			"full":      {refusing(507, "InsufficientStorage"), store.ErrFull},
			"quota":     {refusing(403, "QuotaExceeded"), store.ErrFull},
			"cannot":    {refusing(501, "NotImplemented"), store.ErrUnsupported},
			"elsewhere": {refusing(301, "PermanentRedirect"), store.ErrAddress},
		} {
			s := Start(t, d)
			s.Config.ErrorLog = log.New(io.Discard, "", 0)
			p := s.Place()
			c.set(s, &p)
			if st, err := open(t.Context(), p); !errors.Is(err, c.want) || !store.Permanent(err) || strings.Contains(err.Error(), SecretKey) {
				t.Errorf("%s: %v", name, err)
				if err == nil {
					st.Close()
				}
			}
		}
		s := StartTLS(t, d)
		s.Config.ErrorLog = log.New(io.Discard, "", 0)
		if _, err := open(t.Context(), s.Place()); !errors.Is(err, store.ErrStranger) {
			t.Errorf("a certificate that nobody knows: %v", err)
		}
		if _, err := open(t.Context(), s.Trusted()); err != nil {
			t.Errorf("one that is known: %v", err)
		}
	})

	t.Run("a busy store", func(t *testing.T) {
		s := Start(t, d)
		st := must(t, s.Place())
		refused := 0
		s.Before = func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method == "PUT" && refused < 3 {
				refused++
				Refuse(w, 503, "SlowDown")
				return true
			}
			return false
		}
		if err := st.Put(t.Context(), "a.html", storetest.Object("1")); err == nil || store.Permanent(err) || refused != 1 {
			t.Errorf("alone: %v after %d tries", err, refused)
		}
		quick := store.Pauses{First: time.Millisecond, Longest: time.Millisecond, Tries: 4}
		if err := store.Retry(st, quick, nil).Put(t.Context(), "a.html", storetest.Object("1")); err != nil || refused != 3 {
			t.Errorf("with Retry: %v after %d refusals", err, refused)
		}
	})

	t.Run("a silent store", func(t *testing.T) {
		s := Start(t, d)
		p := s.Place()
		var silent atomic.Bool
		p.Transport = objectstore.Transport(wire.Silence, func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := (&net.Dialer{}).DialContext(ctx, network, address)
			return &mute{c, &silent}, err
		})
		st := must(t, p)
		p.Transport.CloseIdleConnections()
		silent.Store(true)
		_, err := st.Get(t.Context(), "a.html")
		for call, err := range map[string]error{
			"get": err, "put": st.Put(t.Context(), "a.html", storetest.Object("1")), "create": st.Create(t.Context(), "a.html", storetest.Object("1")),
			"copy": st.Copy(t.Context(), "a.html", "b.html"), "remove": st.Remove(t.Context(), "a.html"), "list": st.List(t.Context(), ".", func(store.Entry) error { return nil }),
		} {
			if err == nil || store.Permanent(err) || !strings.Contains(err.Error(), "has said nothing for 1m") {
				t.Errorf("%s: %v", call, err)
			}
		}
	})
}

// Trusted is the Place of a server that was started with StartTLS, for one who knows its certificate.
func (s *Server) Trusted() objectstore.Config {
	p := s.Place()
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	p.Transport.TLSClientConfig = &tls.Config{RootCAs: roots}
	return p
}

// cutting ends somebody's context when it has been read for the second time to its middle.
type cutting struct {
	io.ReadSeekCloser
	cut   func()
	again bool
	n     int
}

func (c *cutting) Seek(offset int64, whence int) (int64, error) {
	c.again = true
	return c.ReadSeekCloser.Seek(offset, whence)
}

func (c *cutting) Read(p []byte) (int, error) {
	if c.again {
		if c.n += len(p); c.n > 1<<20 {
			c.cut()
		}
	}
	return c.ReadSeekCloser.Read(p)
}

// mute is a connection on which, from some moment on, a minute has passed without an answer.
type mute struct {
	net.Conn
	silent *atomic.Bool
}

func (m *mute) Read(p []byte) (int, error) {
	if m.silent.Load() {
		return 0, os.ErrDeadlineExceeded
	}
	return m.Conn.Read(p)
}
