package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"sync"

	"kepu/generator/site"
)

// pages are the pages of a site that somebody has open. A page is rendered once: to
// see whether it has changed, and to show it.
type pages struct {
	mu   sync.Mutex
	read map[string]*page
}

// page is a page while it is rendered, and then its bytes.
type page struct {
	once   sync.Once
	data   []byte
	err    error
	digest string
}

// mostPages is far more than anybody has open.
const mostPages = 100

// of returns a page of s, rendered.
func (p *pages) of(s *site.Site, name string) *page {
	p.mu.Lock()
	x := p.read[name]
	if len(p.read) > mostPages {
		clear(p.read) // somebody reads the whole site: then not every page is worth its room
	}
	if x == nil {
		x = &page{}
		p.read[name] = x
	}
	p.mu.Unlock()
	x.once.Do(func() {
		x.data, x.err = s.ReadFile(name)
		x.digest = digest(s, name, x)
	})
	return x
}

// forget lets go of a page that is no page of the site: anything may be asked for.
func (p *pages) forget(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.read, name)
}

// read returns a file of the site that is shown.
func (s *state) read(name string) ([]byte, error) {
	if path.Ext(name) != ".html" {
		return s.site.ReadFile(name)
	}
	x := s.pages.of(s.site, name)
	if x.err != nil {
		s.pages.forget(name)
	}
	return x.data, x.err
}

// digest stands for all that is seen on the page of that name: its bytes, and the
// style sheets, scripts and drawings that it loads.
func (s *state) digest(name string) string {
	if s.site == nil {
		return "none"
	}
	x := s.pages.of(s.site, name)
	if x.err != nil {
		s.pages.forget(name)
	}
	return x.digest
}

// loaded finds the style sheets, scripts and drawings of a page: not all addresses of them change when what they
// hold is another. (The name of a photo is made from its bytes.)
var loaded = regexp.MustCompile(`(?:src|href)="([^":?]+\.(?:js|css|svg))(?:\?[^"]*)?"`)

func digest(s *site.Site, name string, x *page) string {
	switch {
	case errors.Is(x.err, fs.ErrNotExist):
		return "missing"
	case x.err != nil:
		return "failed"
	}
	h := sha256.New()
	h.Write(x.data)
	for _, m := range loaded.FindAllSubmatch(x.data, -1) {
		key := s.Key(path.Join(path.Dir(name), string(m[1])))
		h.Write(key[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
