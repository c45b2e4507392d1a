package loopback

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Each row is a request that a browser may send, and what it is answered.
func TestOnlyPagesOfThisServerMayChangeAnything(t *testing.T) {
	g := Guard{Methods: []string{http.MethodGet, http.MethodHead, http.MethodPost}}
	for _, c := range []struct {
		what, method, host, header string
		want                       int
	}{
		{"a page is opened", "GET", "127.0.0.1:8080", "", 0},
		{"by its name", "GET", "localhost:8080", "", 0},
		{"of the next protocol", "GET", "[::1]:8080", "", 0},
		{"a name that leads here", "GET", "evil.example:8080", "", 403},
		{"a name that begins like ours", "GET", "127.0.0.1.evil.example:8080", "", 403},
		{"another machine's address", "GET", "192.168.1.7:8080", "", 403},
		{"a link in a mail", "GET", "127.0.0.1:8080", "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", 0},
		{"a frame of elsewhere", "GET", "127.0.0.1:8080", "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe", 403},
		{"a picture of elsewhere", "GET", "127.0.0.1:8080", "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image", 403},
		{"another port of this machine", "GET", "127.0.0.1:8080", "Sec-Fetch-Site: same-site\nSec-Fetch-Mode: cors", 403},
		{"our form", "POST", "127.0.0.1:8080", "Origin: http://127.0.0.1:8080\nSec-Fetch-Site: same-origin", 0},
		{"our form in an old browser", "POST", "127.0.0.1:8080", "Origin: http://127.0.0.1:8080", 0},
		{"a form of elsewhere", "POST", "127.0.0.1:8080", "Origin: https://evil.example\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", 403},
		{"a form of elsewhere that hides where", "POST", "127.0.0.1:8080", "Origin: null\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", 403},
		{"a form of elsewhere without a word of where", "POST", "127.0.0.1:8080", "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", 403},
		{"no browser", "POST", "127.0.0.1:8080", "", 403},
		{"our form by another name of this machine", "POST", "localhost:8080", "Origin: http://127.0.0.1:8080", 403},
		{"another port's form", "POST", "127.0.0.1:8080", "Origin: http://127.0.0.1:9090\nSec-Fetch-Site: same-site", 403},
		{"another method", "PUT", "127.0.0.1:8080", "Origin: http://127.0.0.1:8080", 405},
		{"a path with a backslash", "GET", "127.0.0.1:8080", "path: /_desk/..\\x", 400},
	} {
		r := httptest.NewRequest(c.method, "/_desk/", nil)
		r.Host = c.host
		for line := range strings.SplitSeq(c.header, "\n") {
			name, value, _ := strings.Cut(line, ": ")
			if name == "path" {
				r.URL.Path = value
			} else if name != "" {
				r.Header.Set(name, value)
			}
		}
		if got := g.Refusal(httptest.NewRecorder(), r); got != c.want {
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
	lan := Guard{Methods: []string{http.MethodGet}, AnyAddress: true}
	r := httptest.NewRequest("GET", "/", nil)
	r.Host = "192.168.1.7:8080"
	if got := lan.Refusal(httptest.NewRecorder(), r); got != 0 {
		t.Errorf("in the own network: %d", got)
	}
	r.Host = "evil.example"
	if got := lan.Refusal(httptest.NewRecorder(), r); got != 403 {
		t.Errorf("a name, in the own network: %d", got)
	}
}

func TestASessionLetsInWhoKnowsItsEntrance(t *testing.T) {
	s, other := NewSession(), NewSession()
	first := s.Entrance()
	if first == other.Entrance() || len(first) < 26 || first != s.Entrance() {
		t.Fatalf("entrances %q, %q and %q", first, s.Entrance(), other.Entrance())
	}
	ask := func(secret string) (http.ResponseWriter, *http.Request, bool) {
		w, r := httptest.NewRecorder(), httptest.NewRequest("GET", "http://127.0.0.1:8080/", nil)
		return w, r, s.LetIn(w, r, secret)
	}
	for _, wrong := range []string{"", "x", other.Entrance(), first + "x", first[1:], s.token} {
		if w, _, ok := ask(wrong); ok || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("%q lets in", wrong)
		}
	}
	w, r, ok := ask(first)
	cookie := w.Header().Get("Set-Cookie")
	if !ok || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") || strings.Contains(cookie, first) {
		t.Fatalf("the cookie is %q", cookie)
	}
	if _, _, ok := ask(first); ok || s.Entrance() == first {
		t.Error("the entrance lets in twice")
	}
	if _, _, ok := ask(s.Entrance()); !ok {
		t.Error("the next entrance lets nobody in")
	}
	if s.Has(r) {
		t.Error("a request without the cookie is taken for one with it")
	}
	pair, _, _ := strings.Cut(cookie, ";")
	r.Header.Set("Cookie", pair)
	if !s.Has(r) || other.Has(r) || (&Session{}).Has(r) {
		t.Errorf("with the cookie: %v, of another session: %v, of none: %v", s.Has(r), other.Has(r), (&Session{}).Has(r))
	}
	// A server of another port has set one of the same name for a path, which the browser sends first.
	r.Header.Set("Cookie", "kepu-desk-8080=false; "+pair)
	if !s.Has(r) {
		t.Error("a false cookie before the right one locks out")
	}
	r.Header.Set("Cookie", "kepu-desk-8080=false; kepu-desk-8080=")
	if s.Has(r) {
		t.Error("false cookies let in")
	}
	r.Header.Set("Cookie", pair)
	r.Host = "127.0.0.1:8081" // another server of this machine: the browser sends the cookie there as well
	if s.Has(r) {
		t.Error("the cookie of one port counts at another")
	}
	r.Header.Set("Cookie", "kepu-desk-8080=")
	if w := httptest.NewRecorder(); (&Session{}).Has(r) || (&Session{}).LetIn(w, r, "") {
		t.Error("a session without a secret lets in")
	}
}
