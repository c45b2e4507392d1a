package linkcheck

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"syscall"
	"time"

	"kepu/generator/date"
)

// Options say how to look. The zero value is right but for Day.
type Options struct {
	Day      date.Date // of the look
	Who      string    // who asks, for the User-Agent: the site's address or its organiser
	Progress func(done, total int)

	Pause  time.Duration                    // between two requests for the links of a host, redirects among them; a second
	Public func(a netip.Addr) bool          // whether an address is asked; those of the public network
	Roots  *x509.CertPool                   // the machine's
	Dial   func(host string) (string, bool) // where a host is instead; for tests
}

const (
	hostsAtOnce  = 4
	mostBytes    = 64 << 10
	mostRedirect = 5
	patience     = 20 * time.Second
)

// noHost is the note of a link whose host has no address.
const noHost = "no such host"

// errInside says that an address is of a network that is not public.
var errInside = errors.New("not an address of the public network")

// Look asks for each of the links that was not looked at on that day, and notes in the register what is found. When ctx ends it
// stops, and what was found stands in the register. It returns how many it asked for, and of how many something was learnt: where that
// is none the machine has no network, on which every host is unknown, and nothing is noted. Addresses of the inner network are not
// asked for, with or without a network: they are noted in any case, and not counted. What could not be learnt today does not
// replace what was learnt before.
func (r Register) Look(ctx context.Context, links []Link, o Options) (asked, learnt int) {
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	if o.Public == nil {
		o.Public = public
	}
	var hosts []string
	of := map[string][]string{}
	total := 0
	for _, l := range links {
		if was, known := r[l.URL]; known && was.Day == o.Day && was.Result != Unknown {
			continue
		}
		h := Host(l.URL)
		if of[h] == nil {
			hosts = append(hosts, h)
		}
		of[h] = append(of[h], l.URL)
		total++
	}
	a := &asker{Options: o, client: clientOf(o)}
	defer a.client.CloseIdleConnections()
	var lock sync.Mutex
	done := 0
	var found []Look
	inside := 0
	note := func(l Look) {
		lock.Lock()
		defer lock.Unlock()
		found = append(found, l)
		switch {
		case l.Result == Inside:
			inside++
		case l.Result != Unknown && l.Note != noHost:
			learnt++
		}
		if done++; o.Progress != nil {
			o.Progress(done, total)
		}
	}
	queue := make(chan string)
	var wg sync.WaitGroup
	for range min(hostsAtOnce, len(hosts)) {
		wg.Go(func() {
			for h := range queue {
				for i, u := range of[h] {
					if i > 0 {
						pause(ctx, o.Pause)
					}
					if ctx.Err() != nil {
						break
					}
					if l := a.look(ctx, u); ctx.Err() == nil {
						note(l)
					}
				}
			}
		})
	}
	for _, h := range hosts {
		if ctx.Err() != nil {
			break
		}
		queue <- h
	}
	close(queue)
	wg.Wait()
	for _, l := range found {
		was, known := r[l.URL]
		if l.Result != Inside && (learnt == 0 || l.Result == Unknown && known && was.Result != Unknown) {
			continue
		}
		r[l.URL] = l
	}
	return len(found) - inside, learnt
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// notPublic are networks that netip does not tell from public ones (IANA's registries of special-purpose addresses), among them those
// of IPv6 that lead to an IPv4 address, which may be any.
var notPublic = prefixes(
	"0.0.0.0/8",      // this network, RFC 791
	"100.64.0.0/10",  // of carriers, RFC 6598
	"192.0.0.0/24",   // protocols, RFC 6890
	"198.18.0.0/15",  // benchmarks, RFC 2544; proxies answer names with them
	"240.0.0.0/4",    // kept for later, RFC 1112
	"::/96",          // IPv4 in IPv6, RFC 4291
	"64:ff9b::/96",   // translated IPv4, RFC 6052
	"64:ff9b:1::/48", // the same of a network's own, RFC 8215
	"2001::/32",      // Teredo, RFC 4380
	"2002::/16",      // 6to4, RFC 3056
	"fec0::/10",      // of a site, RFC 3879
)

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// public reports whether an address is one that everybody can ask.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("") // no prefix contains an address with a zone
	return a.IsGlobalUnicast() && !a.IsPrivate() && !slices.ContainsFunc(notPublic, func(p netip.Prefix) bool { return p.Contains(a) })
}

func clientOf(o Options) *http.Client {
	dialer := &net.Dialer{
		Timeout: patience,
		Control: func(_, to string, _ syscall.RawConn) error { // the address is known here, whatever name led to it
			at, err := netip.ParseAddrPort(to)
			if err != nil || !o.Public(at.Addr()) {
				return errInside
			}
			return nil
		},
	}
	return &http.Client{
		Timeout: patience,
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
				if o.Dial != nil {
					if other, ok := o.Dial(to); ok {
						to = other
					}
				}
				return dialer.DialContext(ctx, network, to)
			},
			TLSClientConfig:        &tls.Config{RootCAs: o.Roots},
			TLSHandshakeTimeout:    patience,
			ResponseHeaderTimeout:  patience,
			MaxResponseHeaderBytes: mostBytes,
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type asker struct {
	Options
	client *http.Client
}

// look follows an address to where it leads.
func (a *asker) look(ctx context.Context, address string) Look {
	l := Look{URL: address, Day: a.Day}
	at, forGood := address, true
	for range mostRedirect + 1 {
		resp, err := a.ask(ctx, at)
		if err != nil {
			l.Result, l.Note = resultOf(err)
			return l
		}
		if resp.until.Known() && (!l.Until.Known() || resp.until.Before(l.Until)) {
			l.Until = resp.until
		}
		switch {
		case resp.next != "":
			forGood = forGood && (resp.status == http.StatusMovedPermanently || resp.status == http.StatusPermanentRedirect)
			at = resp.next
			if Owner(at) != Owner(address) {
				l.Result, l.To = Strange, at // it is not asked: whose it is, is enough to know
				return l
			}
			pause(ctx, a.Pause) // as a rule the same host is asked
			continue
		case resp.status == http.StatusNotFound || resp.status == http.StatusGone:
			l.Result, l.Note = Gone, fmt.Sprint(resp.status)
		case resp.status >= 200 && resp.status < 300:
			l.Result = Fine
			if at != address && forGood {
				l.Result, l.To = Moved, at
			}
		default: // it may refuse programs, or be out of order today
			l.Result, l.Note = Unknown, fmt.Sprint(resp.status)
		}
		return l
	}
	l.Result, l.Note = Unknown, "too many redirects"
	return l
}

// answer is what a host said.
type answer struct {
	status int
	next   string // where it sends us
	until  date.Date
}

// ask asks for the head of a page, and for the page where a host has no answer to that.
func (a *asker) ask(ctx context.Context, at string) (answer, error) {
	got, err := a.request(ctx, http.MethodHead, at)
	if err == nil && got.next == "" && (got.status < 200 || got.status >= 300) { // many refuse HEAD, some say 404
		pause(ctx, a.Pause)
		return a.request(ctx, http.MethodGet, at)
	}
	return got, err
}

func (a *asker) request(ctx context.Context, method, at string) (answer, error) {
	req, err := http.NewRequestWithContext(ctx, method, at, nil)
	if err != nil {
		return answer{}, err
	}
	agent := "kepu-linkcheck/1"
	if a.Who != "" {
		agent += " (" + url.PathEscape(a.Who) + ")"
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", "text/html,*/*;q=0.5")
	resp, err := a.client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, io.LimitReader(resp.Body, mostBytes)) // so that the connection can be used again; what is left is not read
	got := answer{status: resp.StatusCode}
	if resp.TLS != nil && len(resp.TLS.PeerCertificates) > 0 {
		got.until = dayOf(resp.TLS.PeerCertificates[0].NotAfter)
	}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		if to, err := resp.Location(); err == nil && (to.Scheme == "http" || to.Scheme == "https") {
			got.next = to.String()
		}
	}
	return got, nil
}

func dayOf(t time.Time) date.Date {
	t = t.UTC()
	d, _ := date.Of(t.Year(), int(t.Month()), t.Day(), 3)
	return d
}

// resultOf says what an error means for a reader.
func resultOf(err error) (Result, string) {
	var (
		unknownHost *net.DNSError
		verify      *tls.CertificateVerificationError
	)
	switch {
	case errors.Is(err, errInside):
		return Inside, ""
	case errors.As(err, &unknownHost) && unknownHost.IsNotFound:
		return Gone, noHost
	case errors.As(err, &verify):
		return Certificate, verify.Err.Error()
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return Unknown, err.Error()
}
