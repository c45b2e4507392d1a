package sftpstore

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"

	"kepu/generator/store"
)

// Stranger says that a server's key is not the one that is known. It is a store.ErrStranger.
type Stranger struct {
	Host        string // as the file of known hosts names it
	Fingerprint string // of the server's key, as ssh shows it: SHA256:…
	Line        string // what makes it known, as a line of File
	File        string // of known hosts
	Changed     bool   // the file has another key for this server, or revokes this one: a new machine, or somebody in between
}

func (s *Stranger) Error() string {
	if s.Changed {
		return fmt.Sprintf("%s has another key than %s says, with the fingerprint %s: somebody may stand in between", s.Host, s.File, s.Fingerprint)
	}
	return fmt.Sprintf("%s is not in %s; its key has the fingerprint %s", s.Host, s.File, s.Fingerprint)
}

// Unwrap makes it a store.ErrStranger.
func (s *Stranger) Unwrap() error { return store.ErrStranger }

// known returns what holds a server's key against the file of known hosts, and which kinds of keys are there for the server: it is to
// show one of those, since of one that it also has the file says nothing.
func (c Config) known(addr string) (ssh.HostKeyCallback, []string, error) {
	files := []string{c.KnownHosts}
	if _, err := os.Stat(c.KnownHosts); errors.Is(err, fs.ErrNotExist) {
		files = nil // then it knows nobody
	}
	inFile, err := knownhosts.New(files...)
	if err != nil {
		return nil, nil, fmt.Errorf("the file of known hosts: %w", err)
	}
	check := func(host string, remote net.Addr, key ssh.PublicKey) error {
		err := inFile(host, remote, key)
		if err == nil {
			return nil
		}
		s := &Stranger{knownhosts.Normalize(host), ssh.FingerprintSHA256(key), knownhosts.Line([]string{host}, key), c.KnownHosts, false}
		if other, ok := errors.AsType[*knownhosts.KeyError](err); ok {
			s.Changed = len(other.Want) > 0
			return s
		}
		if _, ok := errors.AsType[*knownhosts.RevokedError](err); ok {
			s.Changed = true
			return s
		}
		return err
	}
	var algorithms []string
	if other, ok := errors.AsType[*knownhosts.KeyError](inFile(addr, nowhere, none{})); ok {
		for _, k := range other.Want {
			algorithms = append(algorithms, kinds(k.Key.Type())...)
		}
	}
	slices.Sort(algorithms)
	return check, slices.Compact(algorithms), nil
}

// kinds are the ways in which a key of that type signs.
func kinds(of string) []string {
	if of == ssh.KeyAlgoRSA {
		return []string{ssh.KeyAlgoRSASHA256, ssh.KeyAlgoRSASHA512}
	}
	return []string{of}
}

// nowhere stands for an address that is not asked for yet.
var nowhere = &net.TCPAddr{IP: net.IPv4zero}

// none is a key that nobody has, by which the file of known hosts is asked which it wants.
type none struct{}

func (none) Type() string                        { return "none" }
func (none) Marshal() []byte                     { return []byte("none") }
func (none) Verify([]byte, *ssh.Signature) error { return errors.New("not a key") }

// auth returns how we say who we are, and what ends the talk with the agent.
func (c Config) auth() (auth []ssh.AuthMethod, done func(), err error) {
	done = func() {}
	if c.KeyFile != "" {
		signer, err := c.key()
		if err != nil {
			return nil, nil, err
		}
		auth = append(auth, ssh.PublicKeys(signer))
	} else if socket := os.Getenv("SSH_AUTH_SOCK"); socket != "" {
		// An agent that is gone is none.
		if conn, err := net.Dial("unix", socket); err == nil {
			done = func() { conn.Close() }
			auth = append(auth, ssh.PublicKeysCallback(agent.NewClient(conn).Signers))
		}
	}
	if c.Password != "" {
		auth = append(auth, ssh.Password(c.Password), ssh.KeyboardInteractive(func(_, _ string, questions []string, echo []bool) ([]string, error) {
			answers := make([]string, len(questions))
			for i := range questions {
				if !echo[i] { // what is shown when typed is not a question for a password
					answers[i] = c.Password
				}
			}
			return answers, nil
		}))
	}
	return auth, done, nil
}

// What may be wrong with the key file. Each is a kind of store.ErrDenied.
var (
	// ErrNoKey says that there is no such file.
	ErrNoKey = fmt.Errorf("there is no such key file: %w", store.ErrDenied)
	// ErrLocked says that the key needs a passphrase, and none is told.
	ErrLocked = fmt.Errorf("the key needs its passphrase: %w", store.ErrDenied)
	// ErrPassphrase says that the passphrase is not the key's.
	ErrPassphrase = fmt.Errorf("the passphrase is not the key's: %w", store.ErrDenied)
	// ErrPublic says that the file has the public key.
	ErrPublic = fmt.Errorf("this is the public key: %w", store.ErrDenied)
	// ErrPutty says that the file is in the form of PuTTY, which only programs of its family read.
	ErrPutty = fmt.Errorf("this is a key of PuTTY: %w", store.ErrDenied)
	// ErrNotKey says that the file has no private key that is understood, or cannot be read.
	ErrNotKey = fmt.Errorf("this is no private key: %w", store.ErrDenied)
)

// key reads the key file. A passphrase is for a key that needs one.
func (c Config) key() (ssh.Signer, error) {
	fault := func(kind, err error) (ssh.Signer, error) {
		return nil, fmt.Errorf("the key file %s: %w: %w", c.KeyFile, kind, err)
	}
	text, err := os.ReadFile(c.KeyFile)
	if errors.Is(err, fs.ErrNotExist) {
		return fault(ErrNoKey, err)
	}
	if err != nil {
		return fault(ErrNotKey, err)
	}
	signer, err := ssh.ParsePrivateKey(text)
	if _, locked := errors.AsType[*ssh.PassphraseMissingError](err); locked {
		if c.Passphrase == "" {
			return fault(ErrLocked, err)
		}
		signer, err = ssh.ParsePrivateKeyWithPassphrase(text, []byte(c.Passphrase))
		if errors.Is(err, x509.IncorrectPasswordError) {
			return fault(ErrPassphrase, err)
		}
	}
	if err == nil {
		return signer, nil
	}
	if _, _, _, _, err2 := ssh.ParseAuthorizedKey(text); err2 == nil {
		return fault(ErrPublic, err)
	}
	if bytes.HasPrefix(text, []byte("PuTTY-User-Key-File-")) {
		return fault(ErrPutty, err)
	}
	return fault(ErrNotKey, err)
}
