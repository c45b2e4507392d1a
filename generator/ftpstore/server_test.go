package ftpstore_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"maps"
	"math/big"
	"net"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kepu/generator/ftpstore"
	"kepu/generator/remove/removetest"
)

// server is a server for FTP in this process, with the files of a folder. It stops and starts again at the same address.
type server struct {
	t     *testing.T
	addr  string
	roots *x509.CertPool // who vouches for it

	mu       sync.Mutex
	habits   habits
	l        net.Listener
	conns    map[net.Conn]bool
	commands map[string]int // how many there were of each
}

// habits are how a server talks to who connects.
type habits struct {
	root     string
	cert     tls.Certificate // none: no TLS
	keeps    bool            // renaming replaces nothing
	held     string          // a file of that text cannot be renamed, as while a scanner looks at it; "" for none
	most     int             // connections at a time; 0 for no end
	cuts     int64           // of what is sent, so many bytes are kept; 0 for all
	full     bool            // nothing is kept
	reading  bool            // nothing is written
	sameTLS  bool            // files go only over connections that go on with a session of TLS
	tls12    bool
	sizeless bool // it tells no sizes
}

const password = "correct horse"

// certificate returns one for 127.0.0.1 that is good until then, and who vouches for it.
func certificate(t *testing.T, until time.Time) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "127.0.0.1"}, NotBefore: until.Add(-48 * time.Hour), NotAfter: until,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, BasicConstraintsValid: true, IsCA: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	own, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(own)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

// serve starts a server with TLS.
func serve(t *testing.T) *server {
	t.Helper()
	cert, roots := certificate(t, time.Now().Add(time.Hour))
	s := &server{t: t, addr: "127.0.0.1:0", roots: roots, conns: map[net.Conn]bool{}, commands: map[string]int{}}
	s.habits = habits{root: removetest.TempDir(t), cert: cert}
	s.start()
	t.Cleanup(s.stop)
	return s
}

func (s *server) set(change func(h *habits)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.habits)
}

// told is how often the server was told the command.
func (s *server) told() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.commands)
}

func (s *server) config() ftpstore.Config {
	return ftpstore.Config{Host: s.addr, User: "kepu", Password: password, Roots: s.roots}
}

func (s *server) start() {
	s.t.Helper()
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	s.l, s.addr = l, l.Addr().String()
	s.mu.Unlock()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.conns[c] = true
			n, h := len(s.conns), s.habits
			s.mu.Unlock()
			go func() {
				if h.most > 0 && n > h.most {
					fmt.Fprintf(c, "421 There are too many connections from your internet address.\r\n")
				} else {
					(&talk{s: s, h: h, c: c, raw: c, in: bufio.NewReader(c), dir: "/"}).run()
				}
				c.Close()
				s.mu.Lock()
				delete(s.conns, c)
				s.mu.Unlock()
			}()
		}
	}()
}

// stop ends it, as a machine that is switched off does.
func (s *server) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.l.Close()
	for c := range s.conns {
		c.Close()
	}
}

// talk is a connection for commands.
type talk struct {
	s        *server
	h        habits
	c, raw   net.Conn
	in       *bufio.Reader
	tls      *tls.Config
	dir      string
	from     string
	passive  net.Listener
	in2      bool // logged in
	safeData bool
}

func (t *talk) say(code int, format string, args ...any) {
	fmt.Fprintf(t.c, "%d %s\r\n", code, fmt.Sprintf(format, args...))
}

func (t *talk) path(name string) string {
	if !path.IsAbs(name) {
		name = path.Join(t.dir, name)
	}
	return filepath.Join(t.h.root, filepath.FromSlash(path.Clean(name)))
}

func (t *talk) run() {
	t.say(220, "ready")
	for {
		line, err := t.in.ReadString('\n')
		if err != nil {
			return
		}
		command, arg, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		t.s.mu.Lock()
		t.s.commands[command]++
		t.h.cuts, t.h.full, t.h.reading, t.h.keeps, t.h.sizeless = t.s.habits.cuts, t.s.habits.full, t.s.habits.reading, t.s.habits.keeps, t.s.habits.sizeless
		t.s.mu.Unlock()
		if !t.one(command, arg) {
			return
		}
	}
}

func (t *talk) done(err error, code int) {
	if err != nil || t.h.reading && code == 250 {
		t.say(550, "Permission denied, or anything else.")
		return
	}
	t.say(code, "done")
}

// one answers a command; false ends the talk.
func (t *talk) one(command, arg string) bool {
	if !t.in2 && !strings.Contains(" AUTH USER PASS QUIT ", " "+command+" ") {
		t.say(530, "Please login with USER and PASS.")
		return true
	}
	switch command {
	case "AUTH":
		if t.h.cert.Certificate == nil {
			t.say(530, "Please login with USER and PASS.")
			return true
		}
		t.say(234, "go on")
		t.tls = &tls.Config{Certificates: []tls.Certificate{t.h.cert}}
		if t.h.tls12 {
			t.tls.MaxVersion = tls.VersionTLS12
		}
		safe := tls.Server(t.raw, t.tls)
		if safe.Handshake() != nil {
			return false
		}
		t.c, t.in = safe, bufio.NewReader(safe)
	case "USER":
		t.say(331, "password?")
	case "PASS":
		if arg != password {
			t.say(530, "Login incorrect.")
			return true
		}
		t.in2 = true
		t.say(230, "welcome")
	case "FEAT":
		fmt.Fprintf(t.c, "211-Features:\r\n EPSV\r\n UTF8\r\n SIZE\r\n211 End\r\n")
	case "OPTS", "TYPE", "PBSZ", "NOOP":
		t.say(200, "fine")
	case "PROT":
		t.safeData = true
		t.say(200, "fine")
	case "PWD":
		t.say(257, "%q", t.dir)
	case "CWD":
		info, err := os.Stat(t.path(arg))
		if err != nil || !info.IsDir() {
			t.say(550, "Failed to change directory.")
			return true
		}
		if !path.IsAbs(arg) {
			arg = path.Join(t.dir, arg)
		}
		t.dir = arg
		t.say(250, "there")
	case "SIZE":
		info, err := os.Stat(t.path(arg))
		switch {
		case t.h.sizeless:
			t.say(502, "what?")
		case err != nil || info.IsDir():
			t.say(550, "Could not get file size.")
		default:
			t.say(213, "%d", info.Size())
		}
	case "DELE":
		info, err := os.Stat(t.path(arg))
		if err == nil && info.IsDir() {
			err = os.ErrInvalid
		}
		if err == nil && !t.h.reading {
			err = os.Remove(t.path(arg))
		}
		t.done(err, 250)
	case "RMD":
		info, err := os.Stat(t.path(arg))
		if err == nil && !info.IsDir() {
			err = os.ErrInvalid
		}
		if err == nil && !t.h.reading {
			err = os.Remove(t.path(arg))
		}
		t.done(err, 250)
	case "MKD":
		if t.h.reading {
			t.done(os.ErrPermission, 257)
			return true
		}
		t.done(os.Mkdir(t.path(arg), 0o755), 257)
	case "RNFR":
		_, err := os.Stat(t.path(arg))
		t.from = t.path(arg)
		t.done(err, 350)
	case "RNTO":
		if text, err := os.ReadFile(t.from); err == nil && t.h.held != "" && string(text) == t.h.held {
			t.say(550, "Access is denied.")
			return true
		}
		if _, err := os.Stat(t.path(arg)); err == nil && t.h.keeps {
			t.say(550, "Cannot create a file when that file already exists.")
			return true
		}
		t.done(os.Rename(t.from, t.path(arg)), 250)
	case "EPSV":
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.say(425, "no")
			return true
		}
		t.passive = l
		t.say(229, "Entering Extended Passive Mode (|||%d|)", l.Addr().(*net.TCPAddr).Port)
	case "LIST":
		entries, err := os.ReadDir(t.path("."))
		var b strings.Builder
		if arg == "-a" {
			b.WriteString("drwxr-xr-x    3 0        0            4096 Jan  1 10:00 .\r\ndrwxr-xr-x    3 0        0            4096 Jan  1 10:00 ..\r\n")
		}
		for _, e := range entries {
			info, err := e.Info()
			if err != nil || arg != "-a" && strings.HasPrefix(e.Name(), ".") {
				continue
			}
			kind := "-"
			if e.IsDir() {
				kind = "d"
			}
			fmt.Fprintf(&b, "%srw-r--r--    1 0        0        %8d %s %s\r\n", kind, info.Size(), info.ModTime().UTC().Format("Jan _2 15:04"), e.Name())
		}
		t.send(strings.NewReader(b.String()), err)
	case "RETR":
		f, err := os.Open(t.path(arg))
		if err == nil {
			if info, _ := f.Stat(); info.IsDir() {
				err = os.ErrInvalid
			}
			defer f.Close()
		}
		t.send(f, err)
	case "STOR":
		t.receive(t.path(arg))
	case "QUIT":
		return false
	default:
		t.say(500, "Unknown command.")
	}
	return true
}

// data waits for the connection for a file.
func (t *talk) data() (net.Conn, error) {
	defer t.passive.Close()
	c, err := t.passive.Accept()
	if err != nil || !t.safeData {
		return c, err
	}
	safe := tls.Server(c, t.tls)
	if err := safe.Handshake(); err != nil {
		c.Close()
		return nil, err
	}
	if t.h.sameTLS && !safe.ConnectionState().DidResume {
		c.Close()
		return nil, fmt.Errorf("no session is gone on with")
	}
	return safe, nil
}

func (t *talk) send(r io.Reader, err error) {
	if err != nil {
		t.passive.Close()
		t.say(550, "Failed to open file.")
		return
	}
	t.say(150, "here it comes")
	c, err := t.data()
	if err != nil {
		t.say(522, "SSL connection failed; session reuse required: %v", err)
		return
	}
	sent, err := io.Copy(c, io.LimitReader(r, 1<<40))
	if t.h.cuts > 0 && sent > t.h.cuts {
		err = io.ErrUnexpectedEOF
	}
	c.Close()
	if err != nil {
		t.say(426, "Failure writing network stream.")
		return
	}
	t.say(226, "sent")
}

func (t *talk) receive(name string) {
	var f *os.File
	err := os.ErrPermission
	if !t.h.reading {
		f, err = os.Create(name)
	}
	if err != nil {
		t.passive.Close()
		t.say(553, "Could not create file.")
		return
	}
	defer f.Close()
	t.say(150, "send")
	c, err := t.data()
	if err != nil {
		t.say(522, "SSL connection failed; session reuse required: %v", err)
		return
	}
	defer c.Close()
	if t.h.full {
		t.say(451, "Failure writing to local file.")
		return
	}
	var r io.Reader = c
	if t.h.cuts > 0 {
		r = io.LimitReader(c, t.h.cuts)
	}
	if _, err = io.Copy(f, r); err != nil {
		t.say(426, "Failure reading network stream.")
		return
	}
	io.Copy(io.Discard, c)
	t.say(226, "Transfer complete.")
}
