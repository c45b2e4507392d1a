package preview

import (
	"crypto/subtle"
	"net/http"
	"strings"

	"kepu/generator/loopback"
)

// guard says who may ask: a preview shows drafts, and names of files of the machine that it runs on.
func (p *Preview) guard() loopback.Guard {
	return loopback.Guard{Methods: []string{http.MethodGet, http.MethodHead}, AnyAddress: p.opts.Token != ""}
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
