package loopback

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
)

// Session is one run of a server and the browsers that its user let in.
type Session struct{ token string }

// NewSession returns a session with a secret of its own: 26 letters and digits, 130 bits.
func NewSession() Session { return Session{rand.Text()} }

// Secret is what stands in the address that lets a browser in.
func (s Session) Secret() string { return s.token }

// LetIn gives the browser the session's cookie, which no script can read and no request from
// another site carries, when the secret is right. It reports whether it is.
func (s Session) LetIn(w http.ResponseWriter, r *http.Request, secret string) bool {
	if !s.is(secret) {
		return false
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: s.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	return true
}

// Has reports whether the request comes from a browser that was let in.
func (s Session) Has(r *http.Request) bool {
	c, err := r.Cookie(cookieName(r))
	return err == nil && s.is(c.Value)
}

func (s Session) is(secret string) bool {
	return s.token != "" && subtle.ConstantTimeCompare([]byte(secret), []byte(s.token)) == 1
}

// cookieName has the port in it: cookies know none, and two servers of one machine would take
// each other's away.
func cookieName(r *http.Request) string {
	_, port, _ := net.SplitHostPort(r.Host)
	return "kepu-desk-" + port
}
