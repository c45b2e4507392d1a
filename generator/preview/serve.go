package preview

import (
	"bytes"
	"context"
	_ "embed" // the script and the style sheet of the preview itself
	"errors"
	"html"
	"io/fs"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"kepu/generator/diag"
	"kepu/generator/loopback"
	"kepu/generator/webheader"
)

// own is where the preview's own files are; no page of a site begins so.
const own = "_kepu/"

//go:embed live.js
var liveScript []byte

//go:embed live.css
var liveStyle []byte

//go:embed ways.css
var waysStyle []byte

// Serve answers requests on l until ctx ends, with h: a Preview, or what stands around one. What changes
// something is let come to its end then, for some seconds; streams and all else end at once. The error is that
// of the listener.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	var changing sync.RWMutex // held by each request that may change something
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet && r.Method != http.MethodHead {
				if !changing.TryRLock() {
					refuse(w, http.StatusServiceUnavailable) // it ends
					return
				}
				defer changing.RUnlock()
			}
			h.ServeHTTP(w, r)
		}),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		end, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		go func() {
			changing.Lock() // all are done, and no other begins
			select {
			case <-time.After(lastWords):
			case <-end.Done():
			}
			cancel()
		}()
		server.Shutdown(end) // its error says that time was up: a stream, or a browser's spare connection
		server.Close()
	})
	err := server.Serve(l)
	if !stop() {
		<-closed
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// How long a change that is being made may take once the server ends (a window of Windows that is closed has
// five seconds), and how long its answer may.
const (
	patience  = 4 * time.Second
	lastWords = 100 * time.Millisecond
)

// answerFor is how long a client may take to receive a file.
const answerFor = 30 * time.Second

// ServeHTTP implements http.Handler.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	loopback.Protect(w.Header())
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerFor)) // an error: no real connection
	if status := p.guard().Refusal(w, r); status != 0 {
		refuse(w, status)
		return
	}
	name, ok := p.inside(r.URL.Path)
	if !ok {
		refuse(w, http.StatusNotFound)
		return
	}
	if file, ok := strings.CutPrefix(name, own); ok {
		p.serveOwn(w, r, file)
		return
	}
	p.serveSite(w, r, name)
}

func refuse(w http.ResponseWriter, status int) { http.Error(w, http.StatusText(status), status) }

// serveOwn answers for the files of the preview itself.
func (p *Preview) serveOwn(w http.ResponseWriter, r *http.Request, file string) {
	switch file {
	case "live.js":
		send(w, http.StatusOK, "live.js", liveScript)
	case "live.css":
		send(w, http.StatusOK, "live.css", liveStyle)
	case "ways.css":
		send(w, http.StatusOK, "ways.css", waysStyle)
	case "state":
		p.serveState(w, r)
	case "events":
		p.serveEvents(w, r)
	default:
		refuse(w, http.StatusNotFound)
	}
}

// serveSite answers for the files of the site, and in their place when they are not there.
func (p *Preview) serveSite(w http.ResponseWriter, r *http.Request, name string) {
	s := p.now.Load()
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if s.site == nil {
		p.send(w, http.StatusServiceUnavailable, name, s, p.noSite(s))
		return
	}
	data, err := s.read(name)
	switch {
	case err == nil:
		p.send(w, http.StatusOK, name, s, data)
	case !errors.Is(err, fs.ErrNotExist):
		p.send(w, http.StatusInternalServerError, name, s, p.noPage(diag500, p.explain(err)))
	case s.has(name + "/index.html"):
		w.Header().Set("Location", path.Base(name)+"/")
		refuse(w, http.StatusFound)
	default:
		p.send(w, http.StatusNotFound, name, s, p.noPage(diag404, diag404Mend))
	}
}

func (s *state) has(name string) bool {
	_, err := s.read(name)
	return err == nil
}

// send sends a file; a page, or what stands in the place of one, with the script.
func (p *Preview) send(w http.ResponseWriter, status int, name string, s *state, data []byte) {
	if status != http.StatusOK || path.Ext(name) == ".html" {
		data = inject(data, p.script(name, s))
		name = "index.html"
	}
	send(w, status, name, data)
}

func send(w http.ResponseWriter, status int, name string, data []byte) {
	w.Header().Set("Content-Type", webheader.Of(name).Type)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	w.Write(data) // an error is the client's
}

// script returns the element that makes the page of that name live.
func (p *Preview) script(name string, s *state) string {
	return `<script src="` + p.prefix() + own + `live.js" data-page="` + html.EscapeString(name) + `" data-digest="` + s.digest(name) +
		`" data-stopped="` + html.EscapeString(wordsIn(p.opts.Lang).stopped) + `"` + p.deskData() + ` defer></script>`
}

// deskData tells the script of the desk, and what its links are called.
func (p *Preview) deskData() string {
	if p.opts.Desk == "" {
		return ""
	}
	words := [...]diag.Text{diag.T("改这一页", "Change this page"), diag.T("改这一条", "change this entry"), diag.T("去填", "fill it in")}
	data := ` data-desk="` + html.EscapeString(p.opts.Desk) + `"`
	for i, name := range [...]string{"change", "entry", "fill"} {
		data += ` data-` + name + `="` + html.EscapeString(words[i].In(p.opts.Lang)) + `"`
	}
	return data
}

// inject puts the element before the end of the body. What a text says of </body> is
// escaped and stands earlier; the last one is the frame's.
func inject(page []byte, element string) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return bytes.Join([][]byte{page[:at], []byte(element), []byte("\n"), page[at:]}, nil)
}
