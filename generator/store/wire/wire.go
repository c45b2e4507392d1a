// Package wire is how stores reach a server: a connection that tells when nothing comes through it any more, in the words of package store.
package wire

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync/atomic"
	"time"

	"kepu/generator/store"
)

// Silence is how long a far side may say nothing, or take nothing, before the connection is given up. A server that is asked is expected to answer sooner; who keeps a
// connection that is read all the time has to see to it that something comes.
const Silence = time.Minute

// dialling is how long a server may take to accept.
const dialling = 20 * time.Second

// Conn is a connection of which one direction can be closed before the other.
type Conn interface {
	net.Conn
	CloseWrite() error
}

// Dialer opens the connection to an address.
type Dialer func(ctx context.Context, network, address string) (net.Conn, error)

// Counts is what puts off the end of a connection.
type Counts bool

const (
	// Each direction by itself: a server that is asked must answer, however much is sent to it meanwhile.
	Each Counts = false
	// Either direction for both: while something is sent for an hour, no answer is waited for.
	Either Counts = true
)

// Dial connects by TCP, as Reach does, to a server that must answer within Silence.
func Dial(ctx context.Context, addr string) (Conn, error) {
	return Reach(ctx, (&net.Dialer{Timeout: dialling}).DialContext, "tcp", addr, Silence, Each)
}

// Reach connects by dial; the connection is given up after that silence. It fails with store.ErrAddress where nobody knows the host.
func Reach(ctx context.Context, dial Dialer, network, addr string, silence time.Duration, counts Counts) (Conn, error) {
	c, err := dial(ctx, network, addr)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if e, ok := errors.AsType[*net.DNSError](err); ok && e.IsNotFound {
			return nil, fmt.Errorf("%w: %w", store.ErrAddress, err)
		}
		if e, ok := errors.AsType[*net.AddrError](err); ok {
			return nil, fmt.Errorf("%w: %w", store.ErrAddress, e)
		}
		// A moment that a system knows as its own time-out is not the end of the caller's context, which Go takes it for.
		return nil, passing(err)
	}
	return &conn{Conn: c, silence: silence, counts: counts}, nil
}

// passing hides what a network's time-out has in common with the end of a context.
func passing(err error) error { return errors.New(err.Error()) }

// conn gives each reading and writing its time.
type conn struct {
	net.Conn
	silence time.Duration
	counts  Counts
	lost    atomic.Bool
}

func (c *conn) Read(p []byte) (int, error) { return c.in(c.SetReadDeadline, c.Conn.Read, p) }

func (c *conn) Write(p []byte) (int, error) { return c.in(c.SetWriteDeadline, c.Conn.Write, p) }

// in does f in time. Where nothing has come through the connection it is closed: who would go on in another way is not to wait as long again.
func (c *conn) in(limit func(time.Time) error, f func([]byte) (int, error), p []byte) (int, error) {
	if c.counts == Either {
		limit = c.SetDeadline
	}
	n, err := 0, limit(time.Now().Add(c.silence))
	if err == nil {
		n, err = f(p)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		c.lost.Store(true)
		c.Close()
	}
	if err != nil && c.lost.Load() {
		err = fmt.Errorf("the server has said nothing for %v: %w", c.silence, os.ErrDeadlineExceeded)
	}
	return n, err
}

// CloseWrite tells the far side that nothing more will come.
func (c *conn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// WithPort returns the address with the port where it names none.
func WithPort(host, port string) string {
	if _, _, err := net.SplitHostPort(host); err == nil {
		return host
	}
	if len(host) > 1 && host[0] == '[' && host[len(host)-1] == ']' {
		host = host[1 : len(host)-1]
	}
	return net.JoinHostPort(host, port)
}
