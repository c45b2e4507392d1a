package loopback

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"sync"
)

// Session is one run of a server and the browsers that its user let in.
//
// What lets a browser in is not what it shows afterwards: the address stands in the command line with which
// the browser is opened, where others of the machine may read it, so it works once. Who finds it used is not
// let in, and knows that somebody was.
type Session struct {
	token string // that browsers show

	mu       sync.Mutex
	entrance string // that has not been used
}

// NewSession returns a session with secrets of its own: 26 letters and digits, 130 bits.
func NewSession() *Session { return &Session{token: rand.Text(), entrance: rand.Text()} }

// Entrance is what stands in the address that lets a browser in. It is the same until it was used.
func (s *Session) Entrance() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.entrance
}

// LetIn gives the browser the session's cookie, which no script can read and no request from
// another site carries, when the entrance is right. It reports whether it is; then there is another one.
func (s *Session) LetIn(w http.ResponseWriter, r *http.Request, entrance string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !equal(entrance, s.entrance) {
		return false
	}
	s.entrance = rand.Text()
	http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: s.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	return true
}

// Has reports whether the request comes from a browser that was let in. Other servers of this machine may have
// given the browser cookies of the same name for a longer path: one that is right is enough.
func (s *Session) Has(r *http.Request) bool {
	for _, c := range r.CookiesNamed(cookieName(r)) {
		if equal(c.Value, s.token) {
			return true
		}
	}
	return false
}

// equal compares with a secret; nothing equals none.
func equal(given, secret string) bool {
	return secret != "" && subtle.ConstantTimeCompare([]byte(given), []byte(secret)) == 1
}

// cookieName has the port in it: cookies know none, and two servers of one machine would take
// each other's away.
func cookieName(r *http.Request) string {
	_, port, _ := net.SplitHostPort(r.Host)
	return "kepu-desk-" + port
}
