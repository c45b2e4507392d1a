package ftpstore

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/textproto"
	"path"
	"sync"
	"time"

	"github.com/jlaffaye/ftp"

	"kepu/generator/store"
)

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

// awake gives the connection to a call, where it still lives.
func (d *disk) awake(ctx context.Context, l *link) (*link, bool) {
	l.ctx = ctx
	if time.Since(l.used) < nap {
		return l, true
	}
	stop := context.AfterFunc(ctx, l.close)
	err := l.NoOp()
	if !stop() || err != nil {
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
