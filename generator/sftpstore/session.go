package sftpstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"kepu/generator/store"
	"kepu/generator/store/wire"
)

// disk is a folder of the server as a disk.
type disk struct {
	config   Config
	dialling chan struct{} // who has put something in connects

	mu     sync.Mutex
	now    *session // nil before the first
	closed bool
}

// session is a connection, from when it is made until it is lost.
type session struct {
	ssh  *ssh.Client
	sftp *sftp.Client
	root string        // the store's root, on the server
	lost chan struct{} // closed when it is
}

func (s *session) alive() bool {
	select {
	case <-s.lost:
		return false
	default:
		return true
	}
}

func (s *session) path(name string) string { return path.Join(s.root, name) }

func (s *session) has(extension string) bool {
	_, ok := s.sftp.HasExtension(extension)
	return ok
}

// live returns a connection, a new one where the last was lost.
func (d *disk) live(ctx context.Context) (*session, error) {
	if s, err := d.last(); s != nil || err != nil {
		return s, err
	}
	select {
	case d.dialling <- struct{}{}:
		defer func() { <-d.dialling }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if s, err := d.last(); s != nil || err != nil { // somebody else has made it meanwhile
		return s, err
	}
	s, err := dial(ctx, d.config)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		s.close()
		return nil, fs.ErrClosed
	}
	d.now = s
	return s, nil
}

// last returns the connection where it is alive, nil where there is to be a new one.
func (d *disk) last() (*session, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, fs.ErrClosed
	}
	if d.now == nil || !d.now.alive() {
		return nil, nil
	}
	return d.now, nil
}

func (d *disk) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.now != nil && !d.closed {
		d.now.close()
	}
	d.closed = true
	return nil
}

func (s *session) close() {
	s.ssh.Close()
	s.sftp.Close()
}

// dial connects, says who we are, and looks at what the server can do.
func dial(ctx context.Context, c Config) (*session, error) {
	addr := wire.WithPort(c.Host, "22")
	auth, done, err := c.auth()
	if err != nil {
		return nil, err
	}
	defer done()
	known, algorithms, err := c.known(addr)
	if err != nil {
		return nil, err
	}
	conn, err := wire.Dial(ctx, addr)
	if err != nil {
		return nil, err
	}
	// What is said before there is a session ends with ctx by the connection's end.
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	s, err := begin(conn, addr, &ssh.ClientConfig{User: c.User, Auth: auth, HostKeyCallback: known, HostKeyAlgorithms: algorithms}, c.Dir)
	if !stop() && err == nil {
		s.close()
		err = ctx.Err()
	}
	if err != nil {
		conn.Close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	go s.keep()
	return s, nil
}

func begin(conn net.Conn, addr string, config *ssh.ClientConfig, dir string) (*session, error) {
	c, channels, requests, err := ssh.NewClientConn(conn, addr, config)
	if err != nil {
		if who, ok := errors.AsType[*Stranger](err); ok {
			return nil, who
		}
		if refused(err) {
			return nil, fmt.Errorf("%w: %w", store.ErrLogin, err)
		}
		return nil, err
	}
	s := &session{ssh: ssh.NewClient(c, channels, requests), lost: make(chan struct{})}
	s.sftp, err = sftp.NewClient(s.ssh, sftp.UseConcurrentWrites(true))
	if err != nil {
		s.ssh.Close()
		return nil, fmt.Errorf("the server has no files for us: %w", err)
	}
	go func() {
		s.sftp.Wait()
		close(s.lost)
	}()
	if err := s.look(dir); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// refused reports whether the server does not accept who we say we are. The library has no name for that; tests hold what it says.
func refused(err error) bool {
	for _, words := range []string{
		"unable to authenticate",
		"unexpected message type 51 (expected 60)", // a no, where questions were expected
		"Too many authentication failures",         // OpenSSH's word
	} {
		if strings.Contains(err.Error(), words) {
			return true
		}
	}
	return false
}

// look finds the root and what the server can do.
func (s *session) look(dir string) error {
	if !s.has("posix-rename@openssh.com") {
		return fmt.Errorf("the server cannot replace a file in one step (posix-rename@openssh.com): %w", store.ErrUnsupported)
	}
	root, err := s.sftp.RealPath(path.Join(".", dir))
	if path.IsAbs(dir) {
		root, err = s.sftp.RealPath(path.Clean(dir))
	}
	var info fs.FileInfo
	if err == nil {
		info, err = s.sftp.Stat(root)
	}
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return fmt.Errorf("the server has no folder %s: %w", dir, store.ErrAddress)
	}
	s.root = root
	return s.answer(err)
}

// keep asks for signs of life until the connection is lost. Each is something that is read, so that who reads knows silence from having nothing to say.
func (s *session) keep() {
	tick := time.NewTicker(wire.Silence / 4)
	defer tick.Stop()
	for {
		select {
		case <-s.lost:
			s.ssh.Close()
			return
		case <-tick.C:
			if _, _, err := s.ssh.SendRequest("keepalive@openssh.com", true, nil); err != nil {
				s.ssh.Close()
				return
			}
		}
	}
}

// wait does f, which no context ends, and returns before it when ctx ends; undo gets what f brings then.
func wait[T any](ctx context.Context, f func() (T, error), undo func(T)) (T, error) {
	type result struct {
		v   T
		err error
	}
	ready := make(chan result, 1)
	go func() {
		v, err := f()
		ready <- result{v, err}
	}()
	select {
	case r := <-ready:
		return r.v, r.err
	case <-ctx.Done():
		if undo != nil {
			go func() {
				if r := <-ready; r.err == nil {
					undo(r.v)
				}
			}()
		}
		var none T
		return none, ctx.Err()
	}
}

// do does one step on a connection that lives.
func do[T any](ctx context.Context, d *disk, f func(s *session) (T, error), undo func(T)) (T, error) {
	var none T
	if err := ctx.Err(); err != nil {
		return none, err
	}
	s, err := d.live(ctx)
	if err != nil {
		return none, err
	}
	v, err := wait(ctx, func() (T, error) { return f(s) }, undo)
	return v, s.answer(err)
}

// step is do for what brings nothing.
func step(ctx context.Context, d *disk, f func(s *session) error) error {
	_, err := do(ctx, d, func(s *session) (struct{}, error) { return struct{}{}, f(s) }, nil)
	return err
}
