// Package sftpstore is a store on a server for SSH, by its subsystem for files.
//
// # Who is there
//
// The server's key must be in the file of known hosts, which is that of ssh itself. A server that isn't there, or has another key, is
// a *Stranger: it says the key's fingerprint, and the line that makes it known. Lines of @cert-authority are not used.
//
// We say who we are by the key file, or where there is none by the keys of the agent (SSH_AUTH_SOCK); and by the password, also to servers that
// ask for it as a question.
//
// # What the server must know
//
// Replacing a file in one step is an extension of the protocol: posix-rename@openssh.com, which OpenSSH has had since 2008, and most others have. Without
// it a file would have to be removed before its successor gets its name, and readers would find nothing: Open then fails with store.ErrUnsupported.
// Where hardlink@openssh.com is missing there is no Copy, and a file that is made by Create is seen while it is written. Where
// fsync@openssh.com is there, a file is on the server's disk itself when Put returns.
//
// # The connection
//
// One connection serves all calls, whose requests do not wait for each other. When it is lost, what was on its way fails, and the next
// call connects again. A server that says nothing for a minute is lost: it is asked for a sign of life four times in that.
package sftpstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"kepu/generator/store"
	"kepu/generator/store/folders"
	"kepu/generator/store/wire"
)

// Config says where to, and who we are.
type Config struct {
	Host       string // with its port where that is not 22
	User       string
	Dir        string // the store's root: a path from / on, or from the folder that the server puts the user in
	Password   string // "" for none
	KeyFile    string // of the private key; "" for none, or those of the agent
	Passphrase string // of the key file; "" where it has none
	KnownHosts string // the file of known hosts
}

// Open connects to the server. Its errors are those of package store: ErrStranger, also as a *Stranger; ErrDenied where the server doesn't
// accept who we are; ErrAddress where there is no such server or folder; ErrUnsupported where files cannot be replaced in one step.
func Open(ctx context.Context, c Config) (store.Linker, error) {
	d := &disk{config: c, dialling: make(chan struct{}, 1)}
	if _, err := d.live(ctx); err != nil {
		return nil, err
	}
	// A file needs five answers, one in a new folder seven. Over a line on which each takes 30 ms, a thousand pages of 18 KB in new folders took 21 s with sixteen at a time, and 12 s with these.
	return folders.NewLinker(d, store.Traits{Parallel: 32, Exclusive: true}), nil
}

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
			return nil, fmt.Errorf("%w: %w", store.ErrDenied, err)
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

// answer tells what an error of the library means for a store, and ends the connection of which it says that it is lost.
func (s *session) answer(err error) error {
	// Of the numbers above eight, the older protocol that all servers speak knows nothing; some say them all the same.
	const unsupported, writeProtect, noSpace, quota = 8, 12, 14, 15
	var status *sftp.StatusError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sftp.ErrSSHFxConnectionLost):
		s.ssh.Close()
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", store.ErrDenied, err)
	case errors.As(err, &status):
		switch status.Code {
		case unsupported:
			return fmt.Errorf("%w: %w", store.ErrUnsupported, err)
		case writeProtect:
			return fmt.Errorf("%w: %w", store.ErrDenied, err)
		case noSpace, quota:
			return fmt.Errorf("%w: %w", store.ErrFull, err)
		}
	}
	return err
}

// failed reports whether the server says no more than that it failed, as it does where it has no number for the reason.
func failed(err error) bool {
	const failure, badMessage = 4, 5
	status, ok := errors.AsType[*sftp.StatusError](err)
	return ok && (status.Code == failure || status.Code == badMessage)
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

// there makes fs.ErrExist of a failure where something has the name, and asks the disk where nothing has.
func (s *session) there(err error, name string) error {
	if !failed(err) {
		return err
	}
	if _, err2 := s.sftp.Lstat(s.path(name)); err2 == nil {
		return fmt.Errorf("%s: %w: %w", name, fs.ErrExist, err)
	}
	return s.room(err, 1)
}

// room makes store.ErrFull or store.ErrDenied of a failure where the disk has not that many bytes left, or takes none at all.
func (s *session) room(err error, bytes int64) error {
	if !failed(err) || !s.has("statvfs@openssh.com") {
		return err
	}
	const readOnly = 1
	v, err2 := s.sftp.StatVFS(s.root)
	switch {
	case err2 != nil:
		return err
	case v.Flag&readOnly != 0:
		return fmt.Errorf("%w: the disk may only be read: %w", store.ErrDenied, err)
	case v.Bavail*v.Frsize < uint64(bytes) || v.Favail == 0 && v.Files > 0:
		return fmt.Errorf("%w: %w", store.ErrFull, err)
	}
	return err
}

func closeFile(f *sftp.File) { f.Close() }

func (d *disk) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	var of *session
	var size int64
	f, err := do(ctx, d, func(s *session) (*sftp.File, error) {
		of = s
		f, err := s.sftp.Open(s.path(name))
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		if err == nil && !info.Mode().IsRegular() {
			err = fmt.Errorf("%s is no file: %w", name, fs.ErrNotExist)
		}
		if err != nil {
			f.Close()
			return nil, err
		}
		size = info.Size()
		return f, nil
	}, closeFile)
	if err != nil {
		return nil, err
	}
	return &reader{ctx: ctx, of: of, file: f, left: size}, nil
}

// chunk is how many bytes are asked for, or sent, before waiting for the server: many packets at a time.
const chunk = 1 << 20

// reader reads a file ahead.
type reader struct {
	ctx  context.Context
	of   *session
	file *sftp.File
	left int64 // of its size
	rest []byte
	err  error
}

func (r *reader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 && r.err == nil {
		size := min(chunk, max(r.left, 0)+1) // one more, for the end
		r.rest, r.err = wait(r.ctx, func() ([]byte, error) {
			ahead := make([]byte, size) // a new one each time: into what is abandoned something may still come
			n, err := r.file.Read(ahead)
			return ahead[:n], err
		}, nil)
		r.left -= int64(len(r.rest))
		if r.err != nil && r.err != io.EOF {
			r.err = r.of.answer(r.err)
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	if len(r.rest) == 0 && n == 0 {
		return 0, r.err
	}
	return n, nil
}

func (r *reader) Close() error {
	_, err := wait(r.ctx, func() (struct{}, error) { return struct{}{}, r.file.Close() }, nil)
	if r.ctx.Err() != nil {
		return nil // it closes when the server answers
	}
	return r.of.answer(err)
}

func (d *disk) Write(ctx context.Context, name string, r io.Reader) error {
	s, err := d.live(ctx)
	if err != nil {
		return err
	}
	f, err := wait(ctx, func() (*sftp.File, error) {
		f, err := s.sftp.OpenFile(s.path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL)
		return f, s.there(err, name)
	}, func(f *sftp.File) {
		f.Close()
		s.sftp.Remove(s.path(name))
	})
	if err != nil {
		return s.answer(err)
	}
	err = s.fill(ctx, f, r)
	if err != nil {
		clean, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		wait(clean, func() (struct{}, error) {
			f.Close()
			return struct{}{}, s.sftp.Remove(s.path(name))
		}, nil)
	}
	return s.answer(err)
}

// fill writes the file, has it written to the disk itself where the server does that, and closes it.
func (s *session) fill(ctx context.Context, f *sftp.File, r io.Reader) error {
	for at := int64(0); ; {
		b, err := io.ReadAll(io.LimitReader(r, chunk)) // a new one each time: what is abandoned may still be sent
		if err != nil {
			return err
		}
		if len(b) == 0 {
			break
		}
		if _, err := wait(ctx, func() (int, error) {
			n, err := f.WriteAt(b, at)
			return n, s.room(err, int64(len(b)))
		}, nil); err != nil {
			return err
		}
		at += int64(len(b))
	}
	_, err := wait(ctx, func() (struct{}, error) {
		if s.has("fsync@openssh.com") {
			if err := f.Sync(); err != nil {
				return struct{}{}, s.room(err, 1)
			}
		}
		return struct{}{}, s.room(f.Close(), 1)
	}, nil)
	return err
}

func (d *disk) Rename(ctx context.Context, from, to string) error {
	return step(ctx, d, func(s *session) error {
		err := s.sftp.PosixRename(s.path(from), s.path(to))
		if failed(err) {
			if info, err2 := s.sftp.Lstat(s.path(to)); err2 == nil && info.IsDir() {
				return fmt.Errorf("a folder stands there: %w: %w", fs.ErrExist, err)
			}
		}
		return s.room(err, 1)
	})
}

func (d *disk) Link(ctx context.Context, from, to string) error {
	return step(ctx, d, func(s *session) error {
		if !s.has("hardlink@openssh.com") {
			return fmt.Errorf("hardlink@openssh.com: %w", store.ErrUnsupported)
		}
		err := s.there(s.sftp.Link(s.path(from), s.path(to)), to)
		if failed(err) && !errors.Is(err, fs.ErrExist) && !errors.Is(err, store.ErrFull) || errors.Is(err, fs.ErrPermission) {
			// The file system has no second names, or the server allows none. Whether anything may be written shows when bytes are.
			return fmt.Errorf("%w: %v", store.ErrUnsupported, err)
		}
		return err
	})
}

func (d *disk) Remove(ctx context.Context, name string) error {
	return step(ctx, d, func(s *session) error { return s.room(s.sftp.Remove(s.path(name)), 0) })
}

func (d *disk) MakeFolder(ctx context.Context, name string) error {
	return step(ctx, d, func(s *session) error { return s.there(s.sftp.Mkdir(s.path(name)), name) })
}

func (d *disk) RemoveFolder(ctx context.Context, name string) error {
	return step(ctx, d, func(s *session) error {
		info, err := s.sftp.Lstat(s.path(name))
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return fmt.Errorf("%s is no folder: %w", name, fs.ErrExist)
		}
		err = s.sftp.RemoveDirectory(s.path(name))
		if failed(err) {
			return fmt.Errorf("%s is not empty: %w: %w", name, fs.ErrExist, err)
		}
		return err
	})
}

func (d *disk) Read(ctx context.Context, name string) ([]folders.Item, error) {
	return do(ctx, d, func(s *session) ([]folders.Item, error) {
		entries, err := s.sftp.ReadDirContext(ctx, s.path(name))
		if failed(err) {
			if info, err2 := s.sftp.Stat(s.path(name)); err2 == nil && !info.IsDir() {
				return nil, fmt.Errorf("%s is no folder: %w", name, fs.ErrNotExist)
			}
		}
		if err != nil {
			return nil, err
		}
		items := make([]folders.Item, 0, len(entries))
		for _, e := range entries {
			items = append(items, folders.Item{Name: e.Name(), Kind: e.Mode().Type(), Size: e.Size(), Modified: e.ModTime()})
		}
		return items, nil
	}, nil)
}

func (d *disk) MakeLink(ctx context.Context, target, name string) error {
	return step(ctx, d, func(s *session) error { return s.there(s.sftp.Symlink(target, s.path(name)), name) })
}

func (d *disk) Leads(ctx context.Context, name string) (string, error) {
	return do(ctx, d, func(s *session) (string, error) {
		info, err := s.sftp.Lstat(s.path(name))
		if err != nil {
			return "", err
		}
		if info.Mode().Type() != fs.ModeSymlink {
			return "", fmt.Errorf("%s is no link: %w", name, fs.ErrInvalid)
		}
		return s.sftp.ReadLink(s.path(name))
	}, nil)
}

func (d *disk) Folder(ctx context.Context, name string) (bool, error) {
	return do(ctx, d, func(s *session) (bool, error) {
		info, err := s.sftp.Stat(s.path(name))
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		return err == nil && info.IsDir(), err
	}, nil)
}
