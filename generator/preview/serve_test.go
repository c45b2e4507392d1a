package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"kepu/generator/diag"
	"kepu/generator/site"
	"kepu/themes"
)

// shelf is a content folder in memory and its preview.
type shelf struct {
	t       testing.TB
	mu      sync.Mutex
	content fstest.MapFS
	err     error // what Make fails with, if anything
	p       *Preview
}

var smallContent = map[string]string{
	"site.toml":     "title = \"示例\"\n[organiser]\nname = \"示例市科学技术协会\"\n",
	"bases/demo.md": "+++\nname = \"虚构馆\"\ncounty = \"示例县\"\n+++\n介绍。\n",
	"pages/code.md": "+++\ntitle = \"代码\"\n+++\n写 `</body><script>alert(1)</script>` 的人。\n",
	"pages/wip.md":  "+++\ntitle = \"还没写好\"\ndraft = true\n+++\n草稿。\n",
}

func newShelf(t testing.TB, o Options) *shelf {
	s := &shelf{t: t, content: fstest.MapFS{}}
	for name, text := range smallContent {
		s.put(name, text)
	}
	maker := site.NewMaker(site.Options{Drafts: true, Theme: func(name string) (fs.FS, error) {
		dir, _ := themes.Open("default")
		return dir, nil
	}})
	o.Root = "content"
	o.Make = func() (*site.Site, diag.List, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.err != nil {
			return nil, nil, s.err
		}
		return maker.Make(s.content)
	}
	s.p = New(o)
	return s
}

func (s *shelf) put(name, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.content[name] = &fstest.MapFile{Data: []byte(text)}
}

func (s *shelf) update() { s.p.Update(func() bool { return true }) }

// ask sends a request as a browser does that opens a page, with changes.
func (s *shelf) ask(method, target string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	r.Host = "127.0.0.1:8080"
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	s.p.ServeHTTP(w, r)
	return w
}

func host(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func ready(t testing.TB) *shelf {
	s := newShelf(t, Options{})
	s.update()
	return s
}

func TestOnlyThisMachineIsAnswered(t *testing.T) {
	s := ready(t)
	for _, c := range []struct {
		id, method, target string
		change             []func(*http.Request)
		want               int
	}{
		{"S-01", "GET", "/", []func(*http.Request){host("evil.example")}, 403},
		{"S-01", "GET", "/", []func(*http.Request){host("127.0.0.1.evil.example")}, 403},
		{"S-01", "GET", "/", []func(*http.Request){host("localhost.evil")}, 403},
		{"S-01", "GET", "/", []func(*http.Request){host("")}, 403},
		{"S-01", "GET", "/", []func(*http.Request){host("192.168.1.5:8080")}, 403},
		{"S-02", "GET", "/", []func(*http.Request){host("localhost:8080")}, 200},
		{"S-02", "GET", "/", []func(*http.Request){host("127.0.0.1:8080")}, 200},
		{"S-02", "GET", "/", []func(*http.Request){host("[::1]:8080")}, 200},
		{"S-02", "HEAD", "/bases/", nil, 200},
		{"S-03", "GET", "/../site.toml", nil, 404},
		{"S-03", "GET", "/%2e%2e/site.toml", nil, 404},
		{"S-03", "GET", "/..%2fsite.toml", nil, 404},
		{"S-03", "GET", "/bases/../../site.toml", nil, 404},
		{"S-03", "GET", "//etc/passwd", nil, 404},
		{"S-03", "GET", "/..%5csite.toml", nil, 400},
		{"S-03", "GET", "/site.toml", nil, 404},
		{"S-06", "GET", "/data/", nil, 404},
		{"S-06", "GET", "/assets/", nil, 404},
		{"S-06", "GET", "/bases", nil, 302},
		{"S-07", "GET", "/.git/config", nil, 404},
		{"S-07", "GET", "/.kepu/manifest", nil, 404},
		{"S-07", "GET", "/~$x", nil, 404},
		{"S-09", "GET", "/a%00b", nil, 400},
		{"S-10", "POST", "/", nil, 405},
		{"S-10", "PUT", "/index.html", nil, 405},
		{"S-10", "DELETE", "/index.html", nil, 405},
		{"S-10", "OPTIONS", "/", nil, 405},
		{"S-11", "GET", "/_kepu/state", []func(*http.Request){header("Origin", "http://evil.example")}, 403},
		{"S-11", "GET", "/_kepu/events", []func(*http.Request){header("Origin", "http://evil.example")}, 403},
		{"S-11", "GET", "/_kepu/events", []func(*http.Request){header("Origin", "null")}, 403},
		{"S-11", "GET", "/", []func(*http.Request){header("Origin", "http://evil.example")}, 403},
		{"S-11", "GET", "/", []func(*http.Request){header("Origin", "http://127.0.0.1:8080")}, 200},
		{"S-11", "GET", "/", []func(*http.Request){header("Sec-Fetch-Site", "cross-site")}, 403},
		{"S-11", "GET", "/_kepu/events", []func(*http.Request){header("Sec-Fetch-Site", "same-site")}, 403},
		{"S-11", "GET", "/", []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Mode", "navigate"), header("Sec-Fetch-Dest", "document")}, 200},
		{"S-11", "GET", "/", []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Mode", "navigate"), header("Sec-Fetch-Dest", "iframe")}, 403},
	} {
		w := s.ask(c.method, c.target, c.change...)
		if w.Code != c.want {
			t.Errorf("%s: %s %s: %d, want %d", c.id, c.method, c.target, w.Code, c.want)
		}
		if strings.Contains(w.Body.String(), "organiser") {
			t.Errorf("%s: %s shows a file of the content", c.id, c.target)
		}
		// S-17
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'", "Cache-Control": "no-store"} {
			if got := w.Header().Get(name); !strings.Contains(got, want) && w.Code < 400 {
				t.Errorf("%s: %s: %s is %q", c.id, c.target, name, got)
			}
		}
		for name := range w.Header() {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: %s has %s", c.id, c.target, name)
			}
		}
	}
}

// S-17
func TestEveryFileHasItsType(t *testing.T) {
	s := ready(t)
	for _, name := range s.p.now.Load().site.Files() {
		got := s.ask("GET", "/"+name).Header().Get("Content-Type")
		if got == "application/octet-stream" || strings.HasPrefix(got, "text/") && !strings.HasSuffix(got, "; charset=utf-8") {
			t.Errorf("%s is %s", name, got)
		}
	}
}

// The bytes are those of the site, but for the script.
func TestPreviewedPagesAreTheBuiltOnes(t *testing.T) {
	s := ready(t)
	built := s.p.now.Load().site
	for _, name := range built.Files() {
		want, err := built.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		got := s.ask("GET", "/"+name).Body.String()
		if filepath.Ext(name) == ".html" {
			start := strings.Index(got, `<script src="/_kepu/live.js"`)
			if start < 0 || strings.Count(got, "_kepu/") != 1 {
				t.Errorf("%s has the script %d times", name, strings.Count(got, "_kepu/"))
				continue
			}
			got = got[:start] + strings.TrimPrefix(got[start+strings.Index(got[start:], "</script>"):], "</script>\n")
		}
		if got != string(want) {
			t.Errorf("%s differs", name)
		}
	}
}

// MD-33
func TestScriptStandsAtTheRealEndOfThePage(t *testing.T) {
	s := ready(t)
	page := s.ask("GET", "/code.html").Body.String()
	if !strings.Contains(page, "&lt;/body&gt;&lt;script&gt;alert(1)&lt;/script&gt;") {
		t.Error("the text is not intact")
	}
	if !strings.HasSuffix(page, "\" defer></script>\n</body>\n</html>\n") {
		t.Errorf("the page ends in %q", page[len(page)-100:])
	}
}

func (s *shelf) state(page, digest string) answer {
	s.t.Helper()
	var a answer
	w := s.ask("GET", "/_kepu/state?page="+page+"&digest="+digest)
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != 200 {
		s.t.Fatalf("%d %v: %s", w.Code, err, w.Body)
	}
	return a
}

// digest returns what the script of a page is given.
func (s *shelf) digest(page string) string {
	_, rest, _ := strings.Cut(s.ask("GET", "/"+page).Body.String(), `data-digest="`)
	digest, _, _ := strings.Cut(rest, `"`)
	return digest
}

func TestOnlyAPageThatChangedIsLoadedAgain(t *testing.T) {
	s := ready(t)
	demo, code, gone := s.digest("bases/demo.html"), s.digest("code.html"), s.digest("new.html")
	s.update()
	if s.state("bases/demo.html", demo).Reload {
		t.Error("nothing has changed")
	}
	s.put("bases/demo.md", smallContent["bases/demo.md"]+"\n新的一段。\n")
	s.put("pages/new.md", "+++\ntitle = \"新\"\norder = 9\n+++\n新。\n")
	s.update()
	for _, c := range []struct {
		page, digest string
		want         bool
	}{{"bases/demo.html", demo, true}, {"new.html", gone, true}, {"bases/demo.html", s.digest("bases/demo.html"), false}, {"404.html", "x", true}} {
		if got := s.state(c.page, c.digest).Reload; got != c.want {
			t.Errorf("%s is loaded again: %v", c.page, got)
		}
	}
	s.put("bases/demo.md", smallContent["bases/demo.md"])
	s.mu.Lock()
	delete(s.content, "pages/new.md")
	s.mu.Unlock()
	s.update()
	if s.state("code.html", code).Reload {
		t.Error("all is as it was")
	}
	if w := s.ask("GET", "/new.html"); w.Code != 404 {
		t.Errorf("the page that has gone: %d", w.Code)
	}
}

func TestBarTellsHowManyPagesHaveChanged(t *testing.T) {
	s := ready(t)
	s.put("pages/code.md", strings.Replace(smallContent["pages/code.md"], "的人", "的一些人", 1))
	s.update()
	for range 200 {
		if s.state("code.html", "").Updated >= 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if a := s.state("code.html", ""); a.Updated != 2 || a.Edit != 2 {
		t.Errorf("updated %d pages, not that one and the search, which finds its words, in edit %d", a.Updated, a.Edit)
	}
}

// W-11
func TestSlipIsShownOverTheLastGoodSiteUntilItIsMended(t *testing.T) {
	s := ready(t)
	before := s.ask("GET", "/bases/demo.html").Body.String()
	s.put("bases/demo.md", "+++\nname = “<b>虚构馆</b>\"\ncounty = \"示例县\"\n+++\n")
	s.update()
	if s.ask("GET", "/bases/demo.html").Body.String() != before {
		t.Error("the last good site is not kept")
	}
	w := s.ask("GET", "/_kepu/state?page=bases/demo.html&digest="+s.digest("bases/demo.html"))
	if strings.Contains(w.Body.String(), "<b>") {
		t.Errorf("not escaped: %s", w.Body)
	}
	a := s.state("bases/demo.html", s.digest("bases/demo.html"))
	if !a.Broken || a.Reload || a.Errors == 0 || len(a.Problems) == 0 {
		t.Fatalf("%+v", a)
	}
	p := a.Problems[0]
	if p.Where != "content/bases/demo.md:2:8" || p.Code == "" || p.Before != "name = " || p.Marked == "" || p.Before+p.Marked+p.After != "name = “<b>虚构馆</b>\"" || p.What == "" || p.Mend == "" {
		t.Errorf("%+v", p)
	}
	s.put("bases/demo.md", smallContent["bases/demo.md"])
	s.update()
	if a := s.state("bases/demo.html", s.digest("bases/demo.html")); a.Broken || len(a.Problems) > 0 {
		t.Errorf("mended, and still: %+v", a)
	}
}

// A preview that is started while the content is broken, or not there, shows why.
func TestWithoutASiteThePageTellsWhatToDo(t *testing.T) {
	for _, l := range []diag.Lang{diag.ZH, diag.EN} {
		s := newShelf(t, Options{Lang: l})
		if w := s.ask("GET", "/"); w.Code != 503 || !strings.Contains(w.Body.String(), preparing.In(l)) {
			t.Errorf("before the first site: %d %s", w.Code, w.Body)
		}
		s.put("bases/demo.md", "+++\nname = “<b>虚构馆\"\n+++\n")
		s.update()
		w := s.ask("GET", "/bases/demo.html")
		for _, want := range []string{"content/bases/demo.md:2:8", "<mark>“</mark>&lt;b&gt;虚构馆", noSiteYet.In(l), "/_kepu/live.js"} {
			if w.Code != 503 || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%d: no %s in\n%s", w.Code, want, w.Body)
			}
		}
		s.err = os.ErrNotExist
		s.update()
		if w := s.ask("GET", "/"); w.Code != 503 || !strings.Contains(w.Body.String(), os.ErrNotExist.Error()) {
			t.Errorf("%d: %s", w.Code, w.Body)
		}
		s.err = nil
		s.put("bases/demo.md", smallContent["bases/demo.md"])
		s.update()
		if w := s.ask("GET", "/"); w.Code != 200 || !s.state("index.html", "none").Reload {
			t.Errorf("mended: %d", w.Code)
		}
	}
}

func TestDraftsAreMarkedInThePreviewOnly(t *testing.T) {
	s := ready(t)
	if !s.state("wip.html", "").Draft || s.state("code.html", "").Draft {
		t.Error("the wrong page is a draft")
	}
	if strings.Contains(s.ask("GET", "/wip.html").Body.String(), wordsIn(diag.ZH).Draft) {
		t.Error("the page itself says so")
	}
}

func TestWhatIsSaidIsInBothLanguages(t *testing.T) {
	zh, en := wordsIn(diag.ZH), wordsIn(diag.EN)
	for _, w := range []words{zh, en} {
		if strings.Count(w.Updated, "%") != 1 || strings.Count(w.Broken, "%") != 1 || strings.Count(w.Warnings, "%") != 1 {
			t.Errorf("%+v", w)
		}
	}
	if zh == en {
		t.Error("one language")
	}
}

// --lan: the address is the password.
func TestOnlyWhoKnowsTheTokenIsAnswered(t *testing.T) {
	s := newShelf(t, Options{Token: "abc123"})
	s.update()
	lan := host("192.168.1.5:8080")
	for target, want := range map[string]int{
		"/abc123/": 200, "/abc123/bases/demo.html": 200, "/abc123/_kepu/state": 200, "/abc123/_kepu/live.js": 200,
		"/": 404, "/index.html": 404, "/abc12/": 404, "/abc1234/": 404, "/abc123": 404, "/_kepu/state": 404, "/_kepu/events": 404,
	} {
		if w := s.ask("GET", target, lan); w.Code != want {
			t.Errorf("%s: %d, want %d", target, w.Code, want)
		}
	}
	if w := s.ask("GET", "/abc123/", host("evil.example")); w.Code != 403 {
		t.Errorf("a name that leads here: %d", w.Code)
	}
	if w := s.ask("GET", "/abc123/", lan); !strings.Contains(w.Body.String(), `src="/abc123/_kepu/live.js"`) {
		t.Error("the script has another address")
	}
}

var numbered = regexp.MustCompile("示例[0-9]{3}号")

// S-18: each page of a run is of one site, however often that changes.
func TestRequestSeesOneSiteWhole(t *testing.T) {
	s := ready(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 30 {
			s.put("site.toml", fmt.Sprintf("title = \"示例%03d号\"\n[organiser]\nname = \"示例%03d号\"\n", i, i))
			s.update()
		}
	}()
	for {
		page := s.ask("GET", "/bases/demo.html").Body.String()
		numbers := numbered.FindAllString(page, -1)
		if slices.Sort(numbers); len(slices.Compact(numbers)) > 1 {
			t.Fatalf("two sites in one page: %v", numbers)
		}
		select {
		case <-done:
			return
		default:
		}
	}
}

// listenFor serves the shelf on a port of its own.
func (s *shelf) listen() (address string, stop func()) {
	s.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, l, s.p) }()
	once := sync.OnceFunc(func() {
		began := time.Now()
		cancel()
		if err := <-done; err != nil {
			s.t.Error(err)
		}
		if took := time.Since(began); took > time.Second { // S-19
			s.t.Errorf("it took %v to stop", took)
		}
	})
	s.t.Cleanup(once)
	return l.Addr().String(), once
}

// S-09: what no browser sends.
func TestOddRequestsDoNoHarm(t *testing.T) {
	s := ready(t)
	address, _ := s.listen()
	for request, want := range map[string]string{
		"GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n":                                                                     "40",
		"CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n":                                                      "405",
		"GET / HTTP/1.1\r\n\r\n":                                                                                        "400",
		"GET / HTTP/1.0\r\n\r\n":                                                                                        "403",
		"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n":                            "431",
		"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n":                                               "400",
		"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03" + strings.Repeat("\x00", 100) + "\r\n\r\n":                       "400",
		"GET /../../site.toml HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n":                                                      "404",
		"GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / H": "40",
	} {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		c.SetDeadline(time.Now().Add(5 * time.Second))
		io.WriteString(c, request) // the server may close before it has read all
		line, _ := bufio.NewReader(c).ReadString('\n')
		c.Close()
		if _, status, _ := strings.Cut(line, " "); !strings.HasPrefix(status, want) && !(want == "431" && line == "") {
			t.Errorf("%.60q: %q, want %s", request, line, want)
		}
	}
	if w, err := http.Get("http://" + address + "/"); err != nil || w.StatusCode != 200 {
		t.Errorf("afterwards: %v", err)
	} else {
		w.Body.Close()
	}
}

// stream is a connection that waits for word.
type stream struct {
	body  io.ReadCloser
	lines chan string
}

func (s *shelf) stream(address string) *stream {
	s.t.Helper()
	r, err := http.Get("http://" + address + "/_kepu/events")
	if err != nil || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/event-stream") {
		s.t.Fatalf("%v", err)
	}
	x := &stream{r.Body, make(chan string, 100)}
	go func() {
		defer close(x.lines)
		for scan := bufio.NewScanner(r.Body); scan.Scan(); {
			if data, ok := strings.CutPrefix(scan.Text(), "data: "); ok {
				x.lines <- data
			}
		}
	}()
	return x
}

func (x *stream) next(t testing.TB) string {
	t.Helper()
	select {
	case line := <-x.lines:
		return line
	case <-time.After(5 * time.Second):
		t.Fatal("no word comes")
		return ""
	}
}

func TestStreamTellsEveryChangeAndEnds(t *testing.T) {
	s := newShelf(t, Options{})
	address, stop := s.listen()
	x := s.stream(address)
	if got := x.next(t); got != "0" {
		t.Errorf("at first: %s", got)
	}
	s.update()
	if got := x.next(t); got != "1" {
		t.Errorf("then: %s", got)
	}
	stop()
	for range x.lines {
	}
}

// However many ask for word, a bounded number is kept waiting; the others are told at once, and
// have room when one has gone.
func TestStreamsAreBounded(t *testing.T) {
	s := ready(t)
	address, _ := s.listen()
	ask := func() *http.Response {
		r, err := http.Get("http://" + address + "/_kepu/events")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Body.Close() })
		return r
	}
	var kept []*http.Response
	for range mostStreams {
		r := ask()
		if r.StatusCode != http.StatusOK {
			t.Fatalf("after %d: %s", len(kept), r.Status)
		}
		kept = append(kept, r)
	}
	for range 3 {
		if r := ask(); r.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("one too many: %s", r.Status)
		}
	}
	if r, err := http.Get("http://" + address + "/"); err != nil || r.StatusCode != http.StatusOK {
		t.Errorf("a page: %v", err)
	} else {
		r.Body.Close()
	}
	kept[0].Body.Close()
	for try := 0; ; try++ {
		if ask().StatusCode == http.StatusOK {
			break
		}
		if try == 500 {
			t.Fatal("one has gone, and there is no room")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// S-15: connections that say next to nothing are closed, and disturb nobody.
func TestSlowClientsDisturbNobody(t *testing.T) {
	s := ready(t)
	address, _ := s.listen()
	var slow []net.Conn
	for range 300 {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		io.WriteString(c, "G")
		slow = append(slow, c)
	}
	began := time.Now()
	r, err := http.Get("http://" + address + "/")
	if err != nil || r.StatusCode != 200 {
		t.Fatal(err)
	}
	r.Body.Close()
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %v", took)
	}
	if os.Getenv("KEPU_LONG") == "" {
		return // it takes as long as the server waits
	}
	slow[0].SetReadDeadline(time.Now().Add(8 * time.Second))
	if _, err := io.ReadAll(slow[0]); err != nil {
		t.Errorf("the connection is still open: %v", err)
	}
}

func TestThemeFaultIsShown(t *testing.T) {
	s := ready(t)
	dir, _ := themes.Open("default")
	broken := fstest.MapFS{}
	fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			data, _ := fs.ReadFile(dir, name)
			broken[name] = &fstest.MapFile{Data: data}
		}
		return err
	})
	broken["layouts/home.html"] = &fstest.MapFile{Data: []byte("{{define \"main\"}}\n{{.Nosuch}}{{end}}")}
	s.p.opts.Make = func() (*site.Site, diag.List, error) {
		return site.Make(s.content, site.Options{Theme: func(string) (fs.FS, error) { return broken, nil }})
	}
	s.update()
	a := s.state("index.html", s.digest("index.html"))
	if !a.Broken || !strings.Contains(a.Fault, "layouts/home.html 第 2 行") || a.Errors != 1 {
		t.Errorf("%+v", a)
	}
	if w := s.ask("GET", "/"); w.Code != 200 {
		t.Errorf("%d", w.Code)
	}
}
