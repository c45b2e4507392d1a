package preview

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// A preview shows drafts, and names of files of the machine that it runs on. Any
// page on the web may send requests to 127.0.0.1, and a name that an attacker owns may
// be made to lead here (DNS rebinding). So a request is answered only when it
// names this machine as its host and does not come from a page of somewhere else.

// refusal returns the status to refuse the request with; 0 when it may be answered.
func (p *Preview) refusal(r *http.Request) int {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed
	case r.URL.IsAbs() || !strings.HasPrefix(r.URL.Path, "/"):
		return http.StatusBadRequest // a request to a proxy
	case strings.ContainsFunc(r.URL.Path, func(c rune) bool { return c == '\\' || c < ' ' || c == 0x7f }):
		return http.StatusBadRequest
	case !p.ownHost(r.Host) || !ownOrigin(r):
		return http.StatusForbidden
	}
	return 0
}

// ownHost reports whether the host of a request is this machine by a name that
// nobody else can give it: localhost, or an address written as a number.
func (p *Preview) ownHost(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || p.opts.Token != "")
}

// ownOrigin reports whether the request comes from a page of the preview, or from
// somebody who opens one. Other ports of this machine are somewhere else.
func ownOrigin(r *http.Request) bool {
	if origin, ok := r.Header["Origin"]; ok && (len(origin) != 1 || origin[0] != "http://"+r.Host) {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	// A link that was followed: from an e-mail, say. No frame, picture or script.
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

// inside returns the path below the token; false when the token is missing.
func (p *Preview) inside(path string) (string, bool) {
	path = strings.TrimPrefix(path, "/")
	if p.opts.Token == "" {
		return path, true
	}
	token, rest, ok := strings.Cut(path, "/")
	return rest, ok && subtle.ConstantTimeCompare([]byte(token), []byte(p.opts.Token)) == 1
}

// prefix is what the addresses of all pages begin with.
func (p *Preview) prefix() string {
	if p.opts.Token == "" {
		return "/"
	}
	return "/" + p.opts.Token + "/"
}

// policy is what a page may do. It is stricter than that of any web server, so that
// what works here works there.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func protect(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin") // the token stays here
	h.Set("Cache-Control", "no-store")
}
