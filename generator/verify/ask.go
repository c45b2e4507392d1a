package verify

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/net/idna"

	"kepu/generator/filelist"
)

const (
	atOnce       = 4
	patience     = 30 * time.Second
	slowest      = 32 << 10         // bytes a second that a line should do
	longestWait  = 20 * time.Second // that a server may ask for
	mostHeader   = 64 << 10
	mostRedirect = 3
	tries        = 3
	mostTries    = 60       // further tries of a run, so that a server that is ill is not asked three times for everything
	mostKept     = 16 << 20 // bytes of an answer that are kept to be compared in words
	slack        = 64 << 10 // bytes that are read beyond the length of the local file
	agent        = "kepu-verify/1"
)

// errOtherHost says that something would be asked of a host that is not the address's.
var errOtherHost = errors.New("another host")

// asker asks the host of the address, and no other.
type asker struct {
	Options
	host   string // without port
	ports  map[string]bool
	client *http.Client
	trust  bool // certificates are not looked at: that they are not valid has been told
	bytes  atomic.Int64
	again  atomic.Int32 // further tries so far
}

func newAsker(o Options) (*asker, error) {
	u, err := url.Parse(o.Address)
	if err != nil {
		return nil, err
	}
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	a := &asker{Options: o, host: hostOf(u), ports: map[string]bool{"80": true, "443": true, portOf(u): true}}
	a.client = a.open()
	return a, nil
}

// hostOf returns the host of an address as the net knows it: in lower case, and of 科协.cn the letters that stand for it.
func hostOf(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		return ascii
	}
	return host
}

// portOf returns the port that an address is asked at.
func portOf(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}

// open returns a client that takes connections to the one host alone.
func (a *asker) open() *http.Client {
	dialer := &net.Dialer{Timeout: patience}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
				if host, port, err := net.SplitHostPort(to); err != nil || !strings.EqualFold(host, a.host) || !a.ports[port] {
					return nil, errOtherHost
				}
				if a.Dial != nil {
					if other, ok := a.Dial(to); ok {
						to = other
					}
				}
				return dialer.DialContext(ctx, network, to)
			},
			// #nosec G402 -- once a certificate has been told to be invalid, readers' pages are still looked at: they are known by their sums.
			TLSClientConfig:        &tls.Config{RootCAs: a.Roots, InsecureSkipVerify: a.trust, Time: func() time.Time { return a.Now }},
			TLSHandshakeTimeout:    patience,
			ResponseHeaderTimeout:  patience,
			MaxResponseHeaderBytes: mostHeader,
			MaxConnsPerHost:        atOnce,
			MaxIdleConnsPerHost:    atOnce,
			DisableCompression:     true, // what came over the line is to be seen
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// trustAll opens a client that does not look at certificates.
func (a *asker) trustAll() {
	a.client.CloseIdleConnections()
	a.trust = true
	a.client = a.open()
}

// fault is what is wrong with a body.
type fault int

const (
	whole    fault = iota
	cut            // it ended before its length
	unpacked       // it does not unpack
	foreign        // its encoding was not asked for
)

// answer is what the server said.
type answer struct {
	err    error  // no answer at all
	status int    // of the last answer
	to     string // where it leads and was not followed: another host or port, or back to http
	moved  bool   // it led to another address of the host, which was followed
	at     string // the address of the last answer
	header http.Header
	packed bool   // it came with gzip
	body   []byte // unpacked, as far as it is kept
	size   int64  // of what was read, unpacked
	sum    filelist.Sum
	fault  fault
	long   bool // there is more than was read
	end    time.Time
	begin  time.Time // of the certificate's life, with end; zero without
}

// ok reports whether the answer is a file, as far as the status tells.
func (a answer) ok() bool { return a.err == nil && a.to == "" && a.status == http.StatusOK }

// get asks for an address and reads so many bytes of it at the most. What passes, a busy server or a line that breaks, is tried again.
func (a *asker) get(ctx context.Context, address string, most int64) answer {
	return a.follow(ctx, http.MethodGet, address, most)
}

func (a *asker) follow(ctx context.Context, method, address string, most int64) answer {
	at, moved := address, false
	for range mostRedirect + 1 {
		got := a.try(ctx, method, at, most)
		got.at, got.moved = at, moved
		if got.err != nil || got.status < 300 || got.status > 399 || got.status == http.StatusNotModified {
			return got
		}
		from, err := url.Parse(at)
		if err != nil {
			return answer{err: err}
		}
		to, err := from.Parse(got.header.Get("Location"))
		if err != nil || got.header.Get("Location") == "" {
			return got
		}
		if !a.within(from, to) {
			got.to = to.String()
			return got
		}
		to.Fragment = ""
		at, moved = to.String(), true
	}
	return answer{err: errors.New("too many redirects"), at: at, moved: true}
}

// within reports whether a redirect stays with the host, and does not fall back to http.
func (a *asker) within(from, to *url.URL) bool {
	if to.Scheme != "https" && (to.Scheme != "http" || from.Scheme == "https") {
		return false
	}
	return hostOf(to) == a.host && to.User == nil && (portOf(to) == portOf(from) || from.Scheme == "http" && to.Scheme == "https" && a.ports[portOf(to)])
}

// try asks once, and again where the failure may pass.
func (a *asker) try(ctx context.Context, method, address string, most int64) answer {
	wait := a.Pause
	for n := 1; ; n++ {
		got := a.once(ctx, method, address, most)
		busy := got.status == http.StatusTooManyRequests || got.status >= 500
		if n == tries || got.err == nil && !busy && got.fault == whole || ctx.Err() != nil || permanent(got.err) || a.again.Add(1) > mostTries {
			return got
		}
		if seconds, err := strconv.Atoi(got.header.Get("Retry-After")); err == nil && seconds > 0 {
			wait = max(wait, min(time.Duration(seconds)*time.Second, longestWait))
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
		wait *= 3
	}
}

// permanent reports whether an error says something of the server that does not pass.
func permanent(err error) bool {
	var (
		name   *net.DNSError
		verify *tls.CertificateVerificationError
	)
	return errors.As(err, &verify) || errors.As(err, &name) && name.IsNotFound || errors.Is(err, errOtherHost)
}

func (a *asker) once(ctx context.Context, method, address string, most int64) answer {
	ctx, done := context.WithTimeout(ctx, patience+time.Duration(most/slowest)*time.Second)
	defer done()
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return answer{err: err}
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", "*/*")
	if method == http.MethodGet {
		req.Header.Set("Accept-Encoding", "gzip")
	} else {
		req.Header.Set("Accept-Encoding", "identity") // its length is wanted
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return answer{err: err}
	}
	defer resp.Body.Close()
	got := answer{status: resp.StatusCode, header: resp.Header}
	if resp.TLS != nil && len(resp.TLS.PeerCertificates) > 0 {
		leaf := resp.TLS.PeerCertificates[0]
		got.begin, got.end = leaf.NotBefore, leaf.NotAfter
	}
	if method != http.MethodGet {
		return got
	}
	line := &counted{r: resp.Body}
	defer func() { a.bytes.Add(line.n) }()
	var body io.Reader = io.LimitReader(line, most+slack) // packed, nothing of ours is longer than plain
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		got.packed = true
		z, err := gzip.NewReader(body)
		if err != nil {
			got.fault = unpacked
			return got
		}
		body = z
	default:
		got.fault = foreign
		return got
	}
	var read bytes.Buffer
	sum := sha256.New()
	to := io.Writer(sum)
	if most <= mostKept {
		to = io.MultiWriter(&read, sum)
	}
	got.size, err = io.Copy(to, io.LimitReader(body, most+slack))
	got.body, got.sum = read.Bytes(), filelist.Sum(sum.Sum(nil))
	got.long = got.size == most+slack
	switch ended := line.err == io.EOF; { // all of the answer came
	case err == nil:
	case got.packed && (ended || line.err == nil): // what was stored ends early, or is none
		got.fault = unpacked
	case errors.Is(err, io.ErrUnexpectedEOF):
		got.fault = cut
	default:
		return answer{err: fmt.Errorf("read %s: %w", address, err)}
	}
	return got
}

// counted counts what came over the line.
type counted struct {
	r   io.Reader
	n   int64
	err error
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil {
		c.err = err
	}
	return n, err
}
