package objectstore

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kepu/generator/store"
	"kepu/generator/store/wire"
)

// within runs f in a time of its own, with a client of Transport whose server is the handler, in the same process without a network. over is closed when f has returned.
func within(t *testing.T, handler func(w http.ResponseWriter, r *http.Request, over <-chan struct{}), f func(t *testing.T, c *http.Client)) {
	synctest.Test(t, func(t *testing.T) {
		l := &pipes{make(chan net.Conn), make(chan struct{})}
		over := make(chan struct{})
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler(w, r, over) })}
		go server.Serve(l)
		transport := Transport(wire.Silence, func(context.Context, string, string) (net.Conn, error) {
			near, far := net.Pipe()
			l.conns <- far
			return near, nil
		})
		f(t, &http.Client{Transport: transport})
		close(over)
		transport.CloseIdleConnections()
		server.Close()
		time.Sleep(time.Minute) // it lingers
	})
}

// pipes is a net.Listener.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	close(p.closed)
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

func TestSilenceEndsACall(t *testing.T) {
	for _, half := range []bool{false, true} {
		within(t, func(w http.ResponseWriter, _ *http.Request, over <-chan struct{}) {
			if half {
				w.Header().Set("Content-Length", "100")
				io.WriteString(w, "half")
				w.(http.Flusher).Flush()
			}
			<-over
		}, func(t *testing.T, c *http.Client) {
			begun := time.Now()
			r, err := c.Get("http://store/")
			if err == nil {
				_, err = io.ReadAll(r.Body)
				r.Body.Close()
			}
			if took := time.Since(begun); !errors.Is(err, os.ErrDeadlineExceeded) || !strings.Contains(err.Error(), "nothing for 1m0s") || took != time.Minute || store.Permanent(err) {
				t.Errorf("half an answer: %v: %v after %v", half, err, took)
			}
		})
	}
}

// A store that takes nothing is silent, too.
func TestASenderIsNotKeptWaiting(t *testing.T) {
	within(t, func(_ http.ResponseWriter, _ *http.Request, over <-chan struct{}) { <-over }, func(t *testing.T, c *http.Client) {
		begun := time.Now()
		_, err := c.Post("http://store/", "text/plain", bytes.NewReader(make([]byte, 10<<20)))
		if took := time.Since(begun); err == nil || !strings.Contains(err.Error(), "nothing for 1m0s") || took != time.Minute {
			t.Errorf("%v after %v", err, took)
		}
	})
}

// An hour's upload, and an hour's download, in which something moves all the time.
func TestALongCallIsNoSilence(t *testing.T) {
	slowly := func(to io.Writer, from io.Reader) (n int64, err error) {
		p := make([]byte, 32<<10)
		for err == nil {
			var k int
			if k, err = from.Read(p); k > 0 {
				if _, e := to.Write(p[:k]); e != nil {
					return n, e
				}
			}
			n += int64(k)
			time.Sleep(20 * time.Second)
		}
		if err == io.EOF {
			err = nil
		}
		return n, err
	}
	const size = 3 << 20
	within(t, func(w http.ResponseWriter, r *http.Request, _ <-chan struct{}) {
		if n, err := slowly(io.Discard, r.Body); err != nil || n != size {
			t.Errorf("%d bytes came: %v", n, err)
		}
		w.Header().Set("Content-Length", "3145728")
		w.(http.Flusher).Flush()
		if _, err := slowly(w, bytes.NewReader(make([]byte, size))); err != nil {
			t.Error(err)
		}
	}, func(t *testing.T, c *http.Client) {
		begun := time.Now()
		r, err := c.Post("http://store/", "text/plain", bytes.NewReader(make([]byte, size)))
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, r.Body)
		r.Body.Close()
		if took := time.Since(begun); err != nil || n != size || took < time.Hour {
			t.Errorf("%d bytes, %v after %v", n, err, took)
		}
	})
}

// A store that does not answer in time is asked again.
func TestAStoreThatDoesNotAcceptPasses(t *testing.T) {
	late := func(ctx context.Context, network, address string) (net.Conn, error) {
		return (&net.Dialer{Timeout: time.Nanosecond}).DialContext(ctx, network, address)
	}
	c := &http.Client{Transport: Transport(time.Second, late)}
	if _, err := c.Get("http://127.0.0.1:9/"); err == nil || store.Permanent(err) {
		t.Errorf("a time-out of the network: %v", err)
	}
}

func TestEndpointsAreRead(t *testing.T) {
	for text, want := range map[string]struct {
		url, region string
		path        bool
	}{
		"cos.ap-guangzhou.myqcloud.com":                    {"https://cos.ap-guangzhou.myqcloud.com", "ap-guangzhou", false},
		"https://obs.cn-north-4.myhuaweicloud.com/":        {"https://obs.cn-north-4.myhuaweicloud.com", "cn-north-4", false},
		"oss-cn-hangzhou-internal.aliyuncs.com":            {"https://oss-cn-hangzhou-internal.aliyuncs.com", "cn-hangzhou", false},
		"https://s3.oss-cn-hangzhou.aliyuncs.com":          {"https://s3.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", false},
		"oss-accelerate.aliyuncs.com":                      {"https://oss-accelerate.aliyuncs.com", "", false},
		"cos.accelerate.myqcloud.com":                      {"https://cos.accelerate.myqcloud.com", "", false},
		"http://127.0.0.1:7070":                            {"http://127.0.0.1:7070", "", true},
		"http://[::1]:7070":                                {"http://[::1]:7070", "", true},
		"localhost:7070":                                   {"https://localhost:7070", "", true},
		"https://store.example.gov.cn:9000":                {"https://store.example.gov.cn:9000", "", false},
		"site-1250000000.cos.ap-guangzhou.myqcloud.com/x":  {},
		"https://key:secret@cos.ap-guangzhou.myqcloud.com": {},
		"s3://bucket":                                      {},
		"":                                                 {},
	} {
		u, path, err := Endpoint(text)
		if want.url == "" {
			if !errors.Is(err, store.ErrAddress) {
				t.Errorf("%q: %v, %v", text, u, err)
			}
			continue
		}
		if err != nil || u.String() != want.url || path != want.path || Region(u.Hostname()) != want.region {
			t.Errorf("%q: %v, %v, region %q, %v", text, u, path, Region(u.Hostname()), err)
		}
	}
}
