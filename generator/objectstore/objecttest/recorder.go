package objecttest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// Recorder is a proxy before a store, which counts what a publication costs: what the store asks money for, and what a slow line carries.
type Recorder struct {
	URL string // to open the store with

	mu sync.Mutex
	t  Traffic
}

// Traffic is what went through.
type Traffic struct {
	Requests map[string]int // by method
	Up, Down int64          // bytes of bodies; heads are some 700 to 900 up and 300 down a request
}

// Record starts one before the store at that address, until the test's end.
func Record(t testing.TB, address string) *Recorder {
	r := &Recorder{t: Traffic{Requests: map[string]int{}}}
	transport := &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}
	proxy := &httputil.ReverseProxy{
		Transport: transport,
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(&url.URL{Scheme: "http", Host: address})
			p.Out.Host = p.In.Host // which is signed
			if p.In.ContentLength > 0 {
				p.Out.Body = &counted{p.Out.Body, r, true}
			}
			r.mu.Lock()
			r.t.Requests[p.In.Method]++
			r.mu.Unlock()
		},
		ModifyResponse: func(a *http.Response) error {
			a.Body = &counted{a.Body, r, false}
			return nil
		},
	}
	s := httptest.NewServer(proxy)
	t.Cleanup(func() {
		s.Close()
		transport.CloseIdleConnections()
	})
	r.URL = s.URL
	return r
}

// Take returns what went through since it was asked last.
func (r *Recorder) Take() Traffic {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := r.t
	r.t = Traffic{Requests: map[string]int{}}
	return t
}

type counted struct {
	io.ReadCloser
	r  *Recorder
	up bool
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.r.mu.Lock()
	if c.up {
		c.r.t.Up += int64(n)
	} else {
		c.r.t.Down += int64(n)
	}
	c.r.mu.Unlock()
	return n, err
}
