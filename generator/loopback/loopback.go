// Package loopback decides who may ask a server that shows the files of the one who runs it.
//
// Any page on the web may send requests to 127.0.0.1, and a name that an attacker owns may be
// made to lead here (DNS rebinding). So a request is answered only when it names this machine as
// its host, by a name that nobody else can give it, and does not come from a page of somewhere
// else. One that changes something must besides say from which page it comes (Origin), which
// browsers do whenever a form is sent, and prove with a Session that it is the browser which the
// program opened: other people of the same machine may ask it too.
//
// # Other servers of this machine
//
// Cookies know no port, and a page of http://127.0.0.1:9090 is of the same site as one of port 8080: SameSite
// does not keep it away. Its server is sent the session's cookie when the browser asks it for anything, and it may
// set others of that name. So a page of such a server may make the browser send forms here with the right cookie;
// what stops them is the Origin, which names the port and which no page can choose: a page can neither write here
// nor read answers. Its server itself, a program of this machine, could show the cookie that it was sent with an
// Origin of its own making. Against a program that somebody runs here nothing in a browser protects; it might as
// well write the files, or ask for the files of the one who runs it.
package loopback

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Guard says what is answered.
type Guard struct {
	Methods    []string // that may be used; a request with another one is refused with their list
	AnyAddress bool     // any address of this machine may be asked, not its own alone
}

// Refusal returns the status to refuse the request with; 0 when it may be answered.
func (g Guard) Refusal(w http.ResponseWriter, r *http.Request) int {
	switch {
	case !slices.Contains(g.Methods, r.Method):
		w.Header().Set("Allow", strings.Join(g.Methods, ", "))
		return http.StatusMethodNotAllowed
	case r.URL.IsAbs() || !strings.HasPrefix(r.URL.Path, "/"):
		return http.StatusBadRequest // a request to a proxy
	case strings.ContainsFunc(r.URL.Path, func(c rune) bool { return c == '\\' || c < ' ' || c == 0x7f }):
		return http.StatusBadRequest
	case !g.ownHost(r.Host) || !ownOrigin(r):
		return http.StatusForbidden
	case r.Method != http.MethodGet && r.Method != http.MethodHead && r.Header.Get("Origin") == "":
		return http.StatusForbidden // no browser sends a form without it
	}
	return 0
}

// ownHost reports whether the host of a request is this machine by a name that
// nobody else can give it: localhost, or an address written as a number.
func (g Guard) ownHost(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || g.AnyAddress)
}

// ownOrigin reports whether the request comes from a page of this server, or from
// somebody who opens one. Other ports of this machine are somewhere else.
func ownOrigin(r *http.Request) bool {
	if origin, ok := r.Header["Origin"]; ok && (len(origin) != 1 || origin[0] != "http://"+r.Host) {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	// A link that was followed: from an e-mail, say. No frame, picture, form or script.
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) &&
		r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

// Protect sets the headers that every answer has. What a page may do is stricter than on any web
// server, so that what works here works there.
func Protect(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin") // a secret in an address stays here
	h.Set("Cache-Control", "no-store")
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
