package sftpstore_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"kepu/generator/remove/removetest"
	"kepu/generator/sftpstore"
)

// server is a server for SSH in this process, with the files of the machine. It stops and starts again at the same address.
type server struct {
	t    *testing.T
	addr string
	key  ssh.Signer // its own

	mu     sync.Mutex
	habits habits
	l      net.Listener
	conns  map[net.Conn]bool
}

// habits are how a server talks to who connects.
type habits struct {
	user   ssh.PublicKey // whose key it takes
	asks   bool          // it asks for the password as a question
	silent bool          // it says nothing
	most   int           // after so many bytes from a client the connection breaks; 0 for no end
}

func (s *server) set(h habits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.habits = h
}

const password = "correct horse"

func newKey(t testing.TB) (ed25519.PrivateKey, ssh.Signer) {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return key, signer
}

// serve starts a server.
func serve(t *testing.T) *server {
	t.Helper()
	_, key := newKey(t)
	s := &server{t: t, key: key, addr: "127.0.0.1:0", conns: map[net.Conn]bool{}}
	s.start()
	t.Cleanup(s.stop)
	return s
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
			s.mu.Unlock()
			go s.talk(c)
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
	clear(s.conns)
}

// drop breaks the connections off that there are.
func (s *server) drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.Close()
	}
}

// short is a connection that breaks.
type short struct {
	net.Conn
	left int
}

func (s *short) Read(p []byte) (int, error) {
	n, err := s.Conn.Read(p)
	s.left -= n
	if s.left < 0 {
		s.Conn.Close()
		return 0, io.ErrUnexpectedEOF
	}
	return n, err
}

func (s *server) talk(c net.Conn) {
	defer c.Close()
	s.mu.Lock()
	h := s.habits
	s.mu.Unlock()
	if h.silent {
		io.Copy(io.Discard, c)
		return
	}
	if h.most > 0 {
		c = &short{c, h.most}
	}
	config := &ssh.ServerConfig{
		PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			if h.user == nil || string(key.Marshal()) != string(h.user.Marshal()) {
				return nil, errors.New("another key")
			}
			return nil, nil
		},
	}
	right := func(said string) (*ssh.Permissions, error) {
		if said != password {
			return nil, errors.New("another password")
		}
		return nil, nil
	}
	if h.asks {
		config.KeyboardInteractiveCallback = func(_ ssh.ConnMetadata, ask ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
			answers, err := ask("", "", []string{"Password: "}, []bool{false})
			if err != nil || len(answers) != 1 {
				return nil, errors.New("no answer")
			}
			return right(answers[0])
		}
	} else {
		config.PasswordCallback = func(_ ssh.ConnMetadata, said []byte) (*ssh.Permissions, error) { return right(string(said)) }
	}
	config.AddHostKey(s.key)
	_, channels, requests, err := ssh.NewServerConn(c, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for next := range channels {
		channel, requests, err := next.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				r.Reply(r.Type == "subsystem", nil)
			}
		}()
		go func() {
			files, err := sftp.NewServer(channel)
			if err == nil {
				files.Serve()
			}
			channel.Close()
		}()
	}
}

// config is a Config by which the server is known and knows us.
func (s *server) config(dir string) sftpstore.Config {
	s.t.Helper()
	return sftpstore.Config{Host: s.addr, User: "kepu", Dir: dir, Password: password, KnownHosts: knownAs(s.t, s.addr, s.key.PublicKey())}
}

// knownAs returns a file of known hosts with one line.
func knownAs(t testing.TB, addr string, key ssh.PublicKey) string {
	t.Helper()
	return file(t, "known_hosts", knownhosts.Line([]string{addr}, key)+"\n")
}

func file(t testing.TB, name, text string) string {
	t.Helper()
	name = filepath.Join(removetest.TempDir(t), name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// keyFile returns a file with the private key.
func keyFile(t testing.TB, key ed25519.PrivateKey, passphrase string) string {
	t.Helper()
	block, err := ssh.MarshalPrivateKey(key, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	return file(t, "id_ed25519", string(pem.EncodeToMemory(block)))
}
