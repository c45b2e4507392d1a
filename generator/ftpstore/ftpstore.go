// Package ftpstore is a store on a server for FTP, as cheap hosting has it.
//
// # Safety
//
// The connection is made safe by TLS before anything is said (AUTH TLS, which people call ftps), the files' too, and the server's certificate must be one that
// the system trusts, or one of Config.Roots. A server without TLS is refused, unless Config.Plain asks for FTP as it was in 1985:
// then everybody on the way can read the password and change the pages. Who calls says so to people.
//
// Many servers want the connection for a file to go on with the TLS session of the one for commands (vsftpd's require_ssl_reuse); that is done.
//
// # What FTP cannot do
//
//   - There is no Copy and there are no links, thus no releases.
//   - Create is not Exclusive: the name is looked for before, and the file read back.
//   - A file is sent under another name, its size compared, and renamed over the old one, which is one step on servers that allow it (vsftpd, ProFTPD, Pure-FTPd).
//     Those that do not (IIS, unless allowReplaceOnRename is set there) are made to delete the old one just before: for as long as two answers take, readers find nothing.
//     To write over the old file would be worse, since for as long as sending takes they would find half a page.
//   - Servers say 550 to whatever does not work. What it was is found out by asking what is there.
//   - Names are sent as UTF-8. A server that takes them for something else shows other characters to browsers.
//
// # Connections
//
// A connection does one thing at a time, so there are a few; fewer where the server allows no more. Each is made when it is needed and again
// when it was lost. The server chooses the port for each file (passive mode).
package ftpstore

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/textproto"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/jlaffaye/ftp"

	"kepu/generator/store"
	"kepu/generator/store/folders"
	"kepu/generator/store/wire"
)

// Config says where to, and who we are.
type Config struct {
	Host     string // with its port where that is not 21
	User     string
	Dir      string         // the store's root: a path from / on, or from the folder that the server puts the user in
	Password string         // "" for none
	Roots    *x509.CertPool // who may vouch for the server; nil for whom the system trusts
	Plain    bool           // without TLS
}

// connections are how many there are at most. Hosting often allows no more than eight from one address, of which people use some.
const connections = 4

// Open connects to the server. Its errors are those of package store: ErrStranger where nobody trusted vouches for it; ErrDenied where it
// doesn't accept who we are; ErrAddress where there is no such server or folder; ErrUnsupported where it has no TLS.
func Open(ctx context.Context, c Config) (store.Store, error) {
	d := &disk{config: c, idle: make(chan *link, connections), room: make(chan struct{}, connections)}
	for range connections {
		d.room <- struct{}{}
	}
	l, err := d.take(ctx)
	if err != nil {
		return nil, err
	}
	d.give(l, nil)
	return folders.New(d, store.Traits{Parallel: connections}), nil
}

// disk is a folder of the server as a disk.
type disk struct {
	config Config
	idle   chan *link    // connections that do nothing now
	room   chan struct{} // for each that may still be made

	mu     sync.Mutex
	alive  int // connections that there are
	closed bool
}

// link is a connection for commands, with the one for a file that it has at the moment.
type link struct {
	*ftp.ServerConn
	root string // the store's root, on the server
	used time.Time
	ctx  context.Context // of the call that has it now

	mu    sync.Mutex
	conns []net.Conn // to be closed with it
	shut  bool
}

// hold keeps a connection of the link's, to be closed with it.
func (l *link) hold(c net.Conn) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shut {
		c.Close()
		return net.ErrClosed
	}
	l.conns = append(l.conns[:min(1, len(l.conns))], c) // the first is for commands, and stays; the last file's is done
	return nil
}

func (l *link) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.shut = true
	for _, c := range l.conns {
		c.Close()
	}
}

func (l *link) path(name string) string { return path.Join(l.root, name) }

// take returns a connection that nobody uses.
func (d *disk) take(ctx context.Context) (*link, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		select { // one that is there before a new one
		case l := <-d.idle:
			if l, ok := d.awake(ctx, l); ok {
				return l, nil
			}
			continue
		default:
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case l := <-d.idle:
			if l, ok := d.awake(ctx, l); ok {
				return l, nil
			}
		case <-d.room:
			l, err := dial(ctx, d.config)
			d.mu.Lock()
			fewer := tooMany(err) && d.alive > 0
			switch {
			case err == nil && d.closed:
				l.close()
				l, err = nil, fs.ErrClosed
			case err == nil:
				d.alive++
			}
			d.mu.Unlock()
			if fewer {
				continue // the room isn't given back: those that there are have to do
			}
			if err != nil {
				d.room <- struct{}{}
				return nil, err
			}
			return l, nil
		}
	}
}

// nap is how long a connection may do nothing before it is asked whether it still lives: servers end those that are idle for some minutes.
const nap = 20 * time.Second

func (d *disk) awake(ctx context.Context, l *link) (*link, bool) {
	l.ctx = ctx
	if time.Since(l.used) < nap {
		return l, true
	}
	if err := l.NoOp(); err != nil {
		d.drop(l)
		return nil, false
	}
	return l, true
}

// drop ends a connection and makes room for another.
func (d *disk) drop(l *link) {
	l.close()
	d.mu.Lock()
	d.alive--
	d.mu.Unlock()
	d.room <- struct{}{}
}

// give takes a connection back after a call with that error. What is no answer of the server's is a connection that is lost.
func (d *disk) give(l *link, err error) {
	d.mu.Lock()
	closed := d.closed
	d.mu.Unlock()
	if closed || !usable(err) {
		d.drop(l)
		return
	}
	l.used = time.Now()
	d.idle <- l
}

// usable reports whether a connection is good for another command after that error.
func usable(err error) bool {
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		return true
	}
	if errors.Is(err, errSource) {
		return false
	}
	answer, ok := errors.AsType[*textproto.Error](err)
	return ok && answer.Code != ftp.StatusNotAvailable && answer.Code != ftp.StatusNotLoggedIn && answer.Code != ftp.StatusTransfertAborted
}

func (d *disk) Close() error {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	for {
		select {
		case l := <-d.idle:
			l.Quit() // which the server hears, and does not have to answer
			d.drop(l)
		default:
			return nil
		}
	}
}

// first keeps the TLS session of the connection for commands, so that each for a file goes on with that one, and not with the file's before: there are
// servers that look which it is.
type first struct {
	mu      sync.Mutex
	session *tls.ClientSessionState
}

func (f *first) Get(string) (*tls.ClientSessionState, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.session, f.session != nil
}

func (f *first) Put(_ string, s *tls.ClientSessionState) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.session == nil || s == nil { // nil: the server did not take it
		f.session = s
	}
}

// safely is a connection for a file, under TLS.
type safely struct {
	*tls.Conn
	under wire.Conn
	wrote bool
}

func (s *safely) Write(p []byte) (int, error) {
	s.wrote = true
	return s.Conn.Write(p)
}

// Close waits for the server to close too, after something was sent. A server with TLS 1.3 sends tickets that nobody reads who only sends, and who closes a
// connection with something unread in it takes back, for the far side's system, what was sent last.
func (s *safely) Close() error {
	if !s.wrote {
		return s.Conn.Close()
	}
	err := s.CloseWrite()
	if err == nil {
		if err = s.under.CloseWrite(); err == nil {
			io.Copy(io.Discard, s.under) // whatever ends it: what counts is what the server says on the other connection
		}
	}
	return errors.Join(err, s.under.Close())
}

// dial makes a connection and says who we are.
func dial(ctx context.Context, c Config) (*link, error) {
	addr := wire.WithPort(c.Host, "21")
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrAddress, err)
	}
	l := &link{used: time.Now(), ctx: ctx}
	safe := &tls.Config{ServerName: host, RootCAs: c.Roots, MinVersion: tls.VersionTLS12, ClientSessionCache: &first{}}
	commands := true
	options := []ftp.DialOption{
		// Where the server has no list for programs (MLSD), it is to list names that begin with a dot, as ours do.
		ftp.DialWithForceListHidden(true),
		ftp.DialWithDialFunc(func(_, addr string) (net.Conn, error) {
			conn, err := wire.Dial(l.ctx, addr)
			if err == nil {
				err = l.hold(conn)
			}
			if err != nil {
				return nil, err
			}
			if commands || c.Plain {
				commands = false // of these, the library makes TLS itself
				return conn, nil
			}
			return &safely{Conn: tls.Client(conn, safe), under: conn}, nil
		}),
	}
	if !c.Plain {
		options = append(options, ftp.DialWithExplicitTLS(safe))
	}
	stop := context.AfterFunc(ctx, l.close)
	err = l.begin(addr, c, options)
	if !stop() {
		err = ctx.Err()
	}
	if err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

// begin says who we are and finds the root.
func (l *link) begin(addr string, c Config, options []ftp.DialOption) error {
	var err error
	if l.ServerConn, err = ftp.Dial(addr, options...); err != nil {
		if answer, ok := errors.AsType[*textproto.Error](err); ok && answer.Code >= 500 && !c.Plain && !tooMany(err) {
			return fmt.Errorf("the server has no TLS: %w: %w", store.ErrUnsupported, err)
		}
		return stranger(err)
	}
	if err := l.Login(c.User, c.Password); err != nil {
		if refused(err) {
			return fmt.Errorf("%w: %w", store.ErrDenied, err)
		}
		return stranger(err)
	}
	if c.Dir != "" {
		if err := l.ChangeDir(c.Dir); err != nil {
			if no(err) {
				return fmt.Errorf("the server has no folder %s: %w: %w", c.Dir, store.ErrAddress, err)
			}
			return err
		}
	}
	l.root, err = l.CurrentDir()
	return err
}

// refused reports whether the server does not accept who we say we are. Of some of its answers the library gives the words alone, so that
// an error that is no network's is one.
func refused(err error) bool {
	if tooMany(err) {
		return false
	}
	if a, ok := errors.AsType[*textproto.Error](err); ok {
		return a.Code == ftp.StatusNotLoggedIn || a.Code == ftp.StatusInvalidCredentials
	}
	_, network := errors.AsType[net.Error](err)
	_, garbled := errors.AsType[textproto.ProtocolError](err)
	_, other := errors.AsType[*tls.CertificateVerificationError](err)
	return !network && !garbled && !other && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && !strings.HasPrefix(err.Error(), "tls: ")
}

// tooMany reports whether the server wants no more connections from us.
func tooMany(err error) bool {
	answer, ok := errors.AsType[*textproto.Error](err)
	return ok && (answer.Code == ftp.StatusNotAvailable || answer.Code == ftp.StatusNotLoggedIn && strings.Contains(strings.ToLower(answer.Msg), "too many"))
}

// stranger tells of errors of TLS those that say that the server isn't who it should be.
func stranger(err error) error {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return fmt.Errorf("%w: %w", store.ErrStranger, err)
	}
	return err
}

// no reports whether the server has answered that it won't, and will not later.
func no(err error) bool {
	answer, ok := errors.AsType[*textproto.Error](err)
	return ok && answer.Code >= 500 && answer.Code != ftp.StatusNotLoggedIn
}

// answer tells what an error means for a store.
func answer(err error) error {
	a, ok := errors.AsType[*textproto.Error](err)
	switch {
	case !ok:
		return err
	case a.Code == ftp.Status452, a.Code == ftp.StatusExceededStorage, a.Code == ftp.StatusActionAborted && strings.Contains(a.Msg, "local file"): // the last is vsftpd's
		return fmt.Errorf("%w: %w", store.ErrFull, err)
	case a.Code == ftp.StatusBadCommand, a.Code == ftp.StatusNotImplemented, a.Code == ftp.StatusNotImplementedParameter:
		return fmt.Errorf("%w: %w", store.ErrUnsupported, err)
	case no(err):
		return fmt.Errorf("%w: %w", store.ErrDenied, err)
	}
	return err
}

// with does one step on a connection, which is closed when ctx ends. Errors that f has found a meaning for keep it.
func (d *disk) with(ctx context.Context, f func(l *link) error) error {
	l, err := d.take(ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, l.close)
	err = f(l)
	if !stop() {
		d.drop(l)
		return ctx.Err()
	}
	d.give(l, err)
	for _, known := range []error{fs.ErrNotExist, fs.ErrExist, store.ErrDenied} {
		if errors.Is(err, known) {
			return err
		}
	}
	return answer(err)
}

// size returns the size of a file, -1 where there is none of that name.
func (l *link) size(name string) (int64, error) {
	size, err := l.FileSize(l.path(name))
	a, _ := errors.AsType[*textproto.Error](err)
	switch {
	case err == nil:
		return size, nil
	case a != nil && (a.Code == ftp.StatusBadCommand || a.Code == ftp.StatusNotImplemented):
		return l.listed(name)
	case no(err):
		return -1, nil
	}
	return -1, err
}

// listed is size on servers that tell none but in lists.
func (l *link) listed(name string) (int64, error) {
	items, err := l.items(path.Dir(name))
	if errors.Is(err, fs.ErrNotExist) {
		return -1, nil
	}
	for _, item := range items {
		if item.Name == path.Base(name) && item.Kind != fs.ModeDir {
			return item.Size, nil
		}
	}
	return -1, err
}

// items tells what is in a folder.
func (l *link) items(name string) ([]folders.Item, error) {
	there, err := l.folder(name)
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	entries, err := l.List("") // of the folder that it is in now: in a path, some servers would read patterns
	if err != nil {
		return nil, err
	}
	items := make([]folders.Item, 0, len(entries))
	for _, e := range entries {
		item := folders.Item{Name: e.Name, Size: int64(e.Size), Modified: e.Time}
		switch e.Type {
		case ftp.EntryTypeFolder:
			item.Kind = fs.ModeDir
		case ftp.EntryTypeLink:
			item.Kind = fs.ModeSymlink
		}
		items = append(items, item)
	}
	return items, nil
}

// folder reports whether there is a folder of that name.
func (l *link) folder(name string) (bool, error) {
	err := l.ChangeDir(l.path(name))
	if no(err) {
		return false, nil
	}
	return err == nil, err
}

// make makes something of that name by f, and finds out what a no means: fs.ErrExist where something has the name, fs.ErrNotExist where the
// folder for it is missing, and store.ErrDenied only where it is neither three times, since what was in the way may be gone when it is looked for.
func (l *link) make(name string, f func() error) error {
	for try := 1; ; try++ {
		err := f()
		if !no(err) {
			return err
		}
		there, err2 := l.folder(name)
		if err2 != nil {
			return err2
		}
		size, err2 := l.size(name)
		if err2 != nil {
			return err2
		}
		if there || size >= 0 {
			return fmt.Errorf("%s: %w: %w", name, fs.ErrExist, err)
		}
		above, err2 := l.folder(path.Dir(name))
		if err2 != nil {
			return err2
		}
		if !above {
			return fmt.Errorf("%s: %w: %w", name, fs.ErrNotExist, err)
		}
		if try == 3 {
			return fmt.Errorf("%s: %w: %w", name, store.ErrDenied, err)
		}
	}
}

// need does f, which needs the file, and finds out whether a no means fs.ErrNotExist, in the same way.
func (l *link) need(name string, f func() error) error {
	for try := 1; ; try++ {
		err := f()
		if !no(err) || try == 3 {
			return err
		}
		size, err2 := l.size(name)
		if err2 != nil {
			return err2
		}
		if size < 0 {
			return fmt.Errorf("%s: %w: %w", name, fs.ErrNotExist, err)
		}
	}
}

// reader is a file that is read, with the connection that is busy with it.
type reader struct {
	from *ftp.Response
	d    *disk
	l    *link
	stop func() bool // ends the care for the context's end
	end  error       // why there is no more; nil before
}

// Read tells the end of the file only where the server says that it has sent it whole: plain connections end in the same way when they break.
func (r *reader) Read(p []byte) (int, error) {
	if r.end != nil {
		return 0, r.end
	}
	n, err := r.from.Read(p)
	if err == io.EOF {
		err = r.done()
		if err == nil {
			err = io.EOF
		}
	} else if err != nil {
		err = errors.Join(err, r.done())
	}
	r.end = err
	return n, err
}

// done ends the sending and gives the connection back.
func (r *reader) done() error {
	err := r.from.Close()
	if !r.stop() {
		r.d.drop(r.l)
		return r.l.ctx.Err()
	}
	r.d.give(r.l, err)
	return answer(err)
}

func (r *reader) Close() error {
	if r.end == nil {
		r.end = fs.ErrClosed
		r.done() // what the server says of somebody who has had enough is of no interest
	}
	return nil
}

func (d *disk) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	l, err := d.take(ctx)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, l.close)
	var r *ftp.Response
	err = l.need(name, func() (err error) {
		r, err = l.Retr(l.path(name))
		return err
	})
	if err == nil {
		return &reader{r, d, l, stop, nil}, nil
	}
	if !stop() {
		d.drop(l)
		return nil, ctx.Err()
	}
	d.give(l, err)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return nil, answer(err)
}

// errSource says that what was to be sent could not be read.
var errSource = errors.New("what is to be sent cannot be read")

// source counts what is sent and remembers why there is no more.
type source struct {
	r    io.Reader
	read bool
	size int64
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	s.read = true
	n, err := s.r.Read(p)
	s.size += int64(n)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

func (d *disk) Write(ctx context.Context, name string, r io.Reader) error {
	begun := false
	err := d.with(ctx, func(l *link) error {
		s := &source{r: r}
		var sending error
		if err := l.make(name, func() error {
			err := l.Stor(l.path(name), s)
			if begun = s.read || err == nil; begun {
				sending = err
				return nil
			}
			return err
		}); err != nil {
			return err
		}
		if s.err != nil {
			return fmt.Errorf("%w: %w", errSource, s.err)
		}
		if sending != nil {
			return sending
		}
		size, err := l.size(name)
		if err == nil && size != s.size {
			err = fmt.Errorf("%s: the server has %d bytes of %d", name, size, s.size)
		}
		return err
	})
	if err != nil && begun {
		clean, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		d.Remove(clean, name)
	}
	return err
}

func (d *disk) Rename(ctx context.Context, from, to string) error {
	return d.with(ctx, func(l *link) error {
		err := l.ServerConn.Rename(l.path(from), l.path(to))
		if !no(err) {
			return err
		}
		if there, err2 := l.folder(to); err2 != nil || there {
			return errors.Join(err2, fmt.Errorf("a folder stands there: %w: %w", fs.ErrExist, err))
		}
		ours, err2 := l.size(from)
		if err2 != nil {
			return err2
		}
		theirs, err2 := l.size(to)
		if err2 != nil {
			return err2
		}
		if ours < 0 || theirs < 0 {
			return err
		}
		// Both are there, so that it is the old one that is in the way.
		if err := l.Delete(l.path(to)); err != nil {
			return err
		}
		return l.ServerConn.Rename(l.path(from), l.path(to))
	})
}

func (d *disk) Link(context.Context, string, string) error {
	return fmt.Errorf("a second name by FTP: %w", store.ErrUnsupported)
}

func (d *disk) Remove(ctx context.Context, name string) error {
	return d.with(ctx, func(l *link) error {
		return l.need(name, func() error { return l.Delete(l.path(name)) })
	})
}

func (d *disk) MakeFolder(ctx context.Context, name string) error {
	return d.with(ctx, func(l *link) error { return l.make(name, func() error { return l.MakeDir(l.path(name)) }) })
}

func (d *disk) RemoveFolder(ctx context.Context, name string) error {
	return d.with(ctx, func(l *link) error {
		// A file of that name is no folder for the server either.
		err := l.RemoveDir(l.path(name))
		if !no(err) {
			return err
		}
		there, err2 := l.folder(name)
		if err2 != nil {
			return err2
		}
		size, err2 := l.size(name)
		if err2 != nil {
			return err2
		}
		if there || size >= 0 {
			return fmt.Errorf("%s: %w: %w", name, fs.ErrExist, err)
		}
		return fmt.Errorf("%s: %w: %w", name, fs.ErrNotExist, err)
	})
}

func (d *disk) Read(ctx context.Context, name string) (items []folders.Item, err error) {
	err = d.with(ctx, func(l *link) error {
		items, err = l.items(name)
		return err
	})
	return items, err
}
