package ftpstore

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"sync"
	"time"

	"github.com/jlaffaye/ftp"

	"kepu/generator/store"
	"kepu/generator/store/wire"
)

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
			return fmt.Errorf("%w: %w", store.ErrLogin, err)
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
