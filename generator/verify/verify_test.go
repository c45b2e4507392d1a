package verify_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"io/fs"
	"log"
	"maps"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/verify"
	"kepu/generator/webheader"
)

const host = "kepu.example.org"

var now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

// edition is a fictional site; word makes one of another day.
func edition(word string) map[string]string {
	page := func(up, title string) string {
		return "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" + title + "</title>\n<link rel=\"stylesheet\" href=\"" + up + "assets/style.css?v=1a2b3c4d\">\n<script src=\"" + up +
			"assets/page.js?v=5e6f7a8b\"></script></head>\n<body><h1>" + title + "</h1>\n<p>" + word + "</p>\n<script type=\"application/ld+json\">{\"name\":\"" + word + "\"}</script>\n<a href=\"" + up + "index.html\">首页</a></body></html>\n"
	}
	files := map[string]string{
		"index.html":             page("", "虚构市科普教育基地"),
		"404.html":               page("", "没有这个网页"),
		"map.html":               page("", "地图"),
		"bases/index.html":       page("../", "名录"),
		"activities/index.html":  page("../", "活动"),
		"activities/2026.html":   page("../", "2026年"),
		"assets/style.css":       strings.Repeat("body { color: #111 }\n", 2000),
		"assets/page.js":         "'use strict';\n",
		"assets/icon.svg":        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
		"assets/photos/a-1.jpg":  "\xff\xd8 fictional",
		"data/bases.geojson":     "{\"type\":\"FeatureCollection\",\"features\":[]}\n",
		"data/bases.csv":         "\ufeffid,name\r\njia,甲\r\n",
		"data/statistics.csv":    "\ufeffyear\r\n2026\r\n",
		"data/statistics.xlsx":   "PK fictional",
		"robots.txt":             "User-agent: *\n",
		"feed.xml":               "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed/>\n",
		"activities.ics":         "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
		"reports/2025.docx":      "PK fictional",
		"reports/index.html":     page("../", "总结"),
		"reports/2025.html":      page("../", "二〇二五年总结"),
		"statistics/index.html":  page("../", "统计"),
		"assets/search/2026.js":  "search();\n",
		"assets/search/bases.js": "search();\n",
	}
	for _, b := range []string{"jia", "yi", "bing", "ding"} {
		files["bases/"+b+".html"] = page("../", b)
	}
	return files
}

func listOf(files map[string]string) filelist.List {
	l := filelist.List{}
	for name, text := range files {
		l[name] = sha256.Sum256([]byte(text))
	}
	return l
}

func fsOf(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// served is a site as a server gives it.
type served struct {
	files map[string]string
	list  filelist.List // nil: the list is not given
	root  string        // "/" or "/kepu/"
	wrap  func(http.Handler) http.Handler
	http  http.HandlerFunc // what http answers; nil: it leads to https
	until time.Time        // the certificate's end
	begin time.Time
	name  string // that the certificate is for; "": the host's
}

var packed sync.Map // of texts: a packer takes most of the time of a small answer

func zipped(text string) []byte {
	if b, ok := packed.Load(text); ok {
		return b.([]byte)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	packed.Store(text, b.Bytes())
	return b.Bytes()
}

// ServeHTTP gives files as HOSTING.md asks of a server.
func (s *served) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, within := strings.CutPrefix(r.URL.Path, s.root)
	if !within {
		if r.URL.Path+"/" == s.root {
			http.Redirect(w, r, s.root, http.StatusMovedPermanently)
			return
		}
		http.NotFound(w, r)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	status := http.StatusOK
	text, ok := s.files[name]
	if name == filelist.Name && s.list != nil {
		text, ok = string(s.list.Encode()), true
	}
	if !ok {
		status, name, text = http.StatusNotFound, "404.html", s.files["404.html"]
	}
	h := webheader.Of(name)
	w.Header().Set("Content-Type", h.Type)
	w.Header().Set("Cache-Control", h.Cache)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	body := []byte(text)
	if h.Text && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		body = zipped(text)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

// authority signs the certificates of the tests.
var authority = sync.OnceValues(func() (*x509.Certificate, *ecdsa.PrivateKey) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	c := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "fictional authority"},
		NotBefore:             now.AddDate(-1, 0, 0),
		NotAfter:              now.AddDate(10, 0, 0),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	c, err = x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return c, key
})

func roots() *x509.CertPool {
	ca, _ := authority()
	pool := x509.NewCertPool()
	pool.AddCert(ca)
	return pool
}

func certificate(t *testing.T, name string, begin, end time.Time) (der []byte, key *ecdsa.PrivateKey) {
	t.Helper()
	ca, signer := authority()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err = x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(2),
		Subject:      pkix.Name{CommonName: name},
		DNSNames:     []string{name},
		NotBefore:    begin,
		NotAfter:     end,
	}, ca, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	return der, key
}

var quiet = log.New(io.Discard, "", 0)

// start serves by https and by http, and returns where the two are. No host but that of the address is asked, whatever an answer says: the test fails where
// another one is.
func (s *served) start(t *testing.T) func(string) (string, bool) {
	t.Helper()
	var h http.Handler = s
	if s.wrap != nil {
		h = s.wrap(s)
	}
	if s.until.IsZero() {
		s.begin, s.until = now.AddDate(0, -1, 0), now.AddDate(1, 0, 0)
	}
	name := s.name
	if name == "" {
		name = host
	}
	der, key := certificate(t, name, s.begin, s.until)
	secure := httptest.NewUnstartedServer(h)
	secure.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	secure.Config.ErrorLog = quiet
	secure.StartTLS()
	t.Cleanup(secure.Close)
	plain := s.http
	if plain == nil {
		plain = func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
		}
	}
	open := httptest.NewServer(plain)
	t.Cleanup(open.Close)
	return func(to string) (string, bool) {
		switch to {
		case host + ":443":
			return secure.Listener.Addr().String(), true
		case host + ":80":
			return open.Listener.Addr().String(), true
		}
		t.Errorf("%s was asked", to)
		return "", false
	}
}

// clientTo is a plain client that finds the servers of a test.
func clientTo(dial func(string) (string, bool), pool *x509.CertPool) *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: pool, Time: func() time.Time { return now }},
		DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
			if other, ok := dial(to); ok {
				to = other
			}
			return (&net.Dialer{}).DialContext(ctx, network, to)
		},
	}}
}

func typeOf(name string) string { return webheader.Of(name).Type }

func (s *served) look(t *testing.T, local map[string]string, change func(*verify.Options)) *verify.Report {
	t.Helper()
	if s.root == "" {
		s.root = "/"
	}
	o := verify.Options{
		Address: "https://" + host + s.root,
		Base:    "https://" + host + s.root,
		Local:   fsOf(local),
		List:    listOf(local),
		Now:     now,
		Roots:   roots(),
		Dial:    s.start(t),
		Pause:   time.Millisecond,
	}
	if change != nil {
		change(&o)
	}
	r, err := verify.Look(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// found are the kinds of which something was found, with their outcomes.
func found(r *verify.Report) string {
	var out []string
	for _, c := range r.Checks {
		if len(c.Found) > 0 {
			out = append(out, string(c.Kind)+" "+c.Outcome.Key())
		}
	}
	return strings.Join(out, ", ")
}

// said are all findings in Chinese, for the messages of tests and what they look for.
func said(r *verify.Report) string {
	var b strings.Builder
	for _, c := range r.Checks {
		for _, f := range c.Found {
			fmt.Fprintf(&b, "%s: %s %s；%s\n", c.Kind, f.Address, f.What.ZH, f.Do.ZH)
		}
	}
	return b.String()
}

func TestNothingIsFoundOfASoundSite(t *testing.T) {
	files := edition("今天")
	for _, root := range []string{"/", "/kepu/", "/科普/基地/"} {
		s := &served{files: files, list: listOf(files), root: root}
		r := s.look(t, files, func(o *verify.Options) {
			if root != "/" && root != "/kepu/" {
				o.Address = "https://" + host + "/%E7%A7%91%E6%99%AE/%E5%9F%BA%E5%9C%B0/"
				o.Base = o.Address
			}
		})
		if found(r) != "" || r.Outcome() != verify.Fine || !r.Reached {
			t.Errorf("%s: %s\n%s", root, found(r), said(r))
		}
		if r.Asked != len(files) || r.Same != len(files) || r.Sampled || r.Edition != verify.Ours || r.Bytes == 0 {
			t.Errorf("%s: %+v", root, r)
		}
		for _, c := range r.Checks {
			// What is left of another edition nobody knows where its list is not there.
			if want := c.Kind != verify.Left && (c.Kind != verify.Slash || root != "/"); c.Asked != want {
				t.Errorf("%s: %s was looked at: %v", root, c.Kind, c.Asked)
			}
		}
	}
}

// on answers one address otherwise; what it returns says whether it did.
func on(answer func(w http.ResponseWriter, r *http.Request, next http.Handler) bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !answer(w, r, next) {
				next.ServeHTTP(w, r)
			}
		})
	}
}

// headed lets every answer to names with that ending have a header.
func headed(ending, key, value string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(&rewriting{w, func(h http.Header) {
				if strings.HasSuffix(r.URL.Path, ending) || ending == ".html" && strings.HasSuffix(r.URL.Path, "/") {
					if h.Set(key, value); value == "" {
						h.Del(key)
					}
				}
			}}, r)
		})
	}
}

type rewriting struct {
	http.ResponseWriter
	change func(http.Header)
}

func (w *rewriting) WriteHeader(status int) {
	w.change(w.Header())
	w.ResponseWriter.WriteHeader(status)
}

const listing = `<html><head><title>Index of /</title></head><body><a href="../">../</a><a href="style.css">style.css</a><a href="page.js">page.js</a></body></html>`

// A sound site with one thing wrong at a time: that is found, with words that help, and nothing else is.
func TestEachSabotageIsFoundAlone(t *testing.T) {
	files, older := edition("今天"), edition("昨天")
	with := func(change func(map[string]string)) map[string]string {
		m := maps.Clone(files)
		change(m)
		return m
	}
	// half has the first names of today, and the others of yesterday.
	half := func() map[string]string {
		m := maps.Clone(older)
		delete(m, "bases/yi.html")
		for _, n := range []string{"index.html", "map.html", "bases/index.html", "bases/jia.html"} {
			m[n] = files[n]
		}
		return m
	}
	had := maps.Clone(older)
	delete(had, "bases/yi.html") // it is new
	had["bases/wu.html"] = "gone"
	for _, c := range []struct {
		name    string
		served  served
		want    string
		says    string // somewhere in what is said
		options func(*verify.Options)
	}{
		{name: "half an upload", served: served{files: half(), list: listOf(had)}, want: "half error", says: "还是旧的，别的文件已经有 4 个是新的"},
		{name: "half an upload, and no list", served: served{files: half()}, want: "edition remark, half error", says: "bases/yi.html 没有，或不是这一版的"},
		{name: "an upload that did not come to its list", served: served{files: with(func(m map[string]string) { m["bases/wu.html"] = "gone" }), list: listOf(had)}, want: "half warning, left remark", says: "bases/wu.html 这一版里没有它"},
		{name: "another edition, whole", served: served{files: older, list: listOf(older)}, want: "edition warning", says: "网站上是另一版：问到的有 13 个文件"},
		{name: "another edition, and no list", served: served{files: older}, want: "edition warning", says: "多半是另一版"},
		{name: "one page of an older edition", served: served{files: with(func(m map[string]string) { m["bases/jia.html"] = older["bases/jia.html"] })}, want: "edition remark, differs error", says: "第 6 行，本地是“<p>今天"},
		{name: "one page of an older edition, with the list", served: served{files: with(func(m map[string]string) { m["bases/jia.html"] = older["bases/jia.html"] }), list: listOf(files)}, want: "differs error", says: "网站上是“<p>昨天"},
		{name: "an injected script", served: served{files: with(func(m map[string]string) {
			m["bases/jia.html"] = strings.Replace(m["bases/jia.html"], "</body>", "<script src=\"//ads.example.com/x.js\"></script></body>", 1)
		}), list: listOf(files)}, want: "injected error", says: `<script src="//ads.example.com/x.js">`},
		{name: "a frame in an older page", served: served{files: with(func(m map[string]string) {
			m["index.html"] = strings.Replace(older["index.html"], "<h1>", "<iframe src=x></iframe><h1>", 1)
		}), list: listOf(files)}, want: "injected error", says: "<iframe src=x>"},
		{name: "an inline script", served: served{files: with(func(m map[string]string) {
			m["index.html"] = strings.Replace(m["index.html"], "<h1>", "<script>location='x'</script><h1>", 1)
		}), list: listOf(files)}, want: "injected error", says: "<script>location='x'</script>"},
		{name: "a handler", served: served{files: with(func(m map[string]string) {
			m["index.html"] = strings.Replace(m["index.html"], "<h1>", "<h1 onclick=go()>", 1)
		}), list: listOf(files)}, want: "injected error", says: "onclick=go()"},
		{name: "another word in a page", served: served{files: with(func(m map[string]string) {
			m["index.html"] = strings.Replace(m["index.html"], "今天", "今天很热", 1)
		}), list: listOf(files)}, want: "differs error", says: "第 6 行多了“很热”"},
		{name: "lines made those of Windows", served: served{files: with(func(m map[string]string) {
			m["assets/style.css"] = strings.ReplaceAll(m["assets/style.css"], "\n", "\r\n")
		}), list: listOf(files)}, want: "differs error", says: "换行被改成了 Windows 的"},
		{name: "a picture made anew", served: served{files: with(func(m map[string]string) { m["assets/photos/a-1.jpg"] = "\xff\xd8 smaller" }), list: listOf(files)}, want: "differs error", says: "不是本地的那个文件"},
		{name: "a file cut short", served: served{files: with(func(m map[string]string) { m["index.html"] = m["index.html"][:100] }), list: listOf(files)}, want: "broken error", says: "只有前面 100 字节"},
		{name: "an answer cut short", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path != "/map.html" {
				return false
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "<!doctype html>")
			return true
		})}, want: "broken error", says: "传到一半断了"},
		{name: "a gzip cut short", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path != "/map.html" {
				return false
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(zipped(files["map.html"])[:60])
			return true
		})}, want: "broken error", says: "gzip 解不开"},
		{name: "a missing file", served: served{files: with(func(m map[string]string) { delete(m, "bases/jia.html") }), list: listOf(files)}, want: "missing error", says: "bases/jia.html 回答 404"},
		{name: "a kind of file that the server does not know", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if path.Ext(r.URL.Path) != ".geojson" {
				return false
			}
			http.NotFound(w, r)
			return true
		})}, want: "missing error", says: "给 .geojson 加上类型（IIS 的 MIME 类型"},
		{name: "a forced download", served: served{files: files, list: listOf(files), wrap: headed(".html", "Content-Disposition", "attachment")}, want: "download error", says: "绑定本单位备过案的域名"},
		{name: "a charset of GBK", served: served{files: files, list: listOf(files), wrap: headed(".html", "Content-Type", "text/html; charset=GBK")}, want: "type error", says: "编码写成了 gbk"},
		{name: "no charset", served: served{files: files, list: listOf(files), wrap: headed(".html", "Content-Type", "text/html")}, want: "type remark", says: "没有写编码"},
		{name: "a script as plain text", served: served{files: files, list: listOf(files), wrap: headed(".js", "Content-Type", "text/plain; charset=utf-8")}, want: "type error", says: ".js 的类型是 text/plain"},
		{name: "data as bytes", served: served{files: files, list: listOf(files), wrap: headed(".geojson", "Content-Type", "application/octet-stream")}, want: "type warning", says: ".geojson 的类型是"},
		{name: "http only", served: served{files: files, list: listOf(files)}, want: "https warning", says: "只有 http",
			options: func(o *verify.Options) { o.Address, o.Base = "http://"+host+"/", "http://"+host+"/" }},
		{name: "http beside https", served: served{files: files, list: listOf(files), http: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, files["index.html"]) }}, want: "https warning", says: "http 也给网页"},
		{name: "a page that leads back to http", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path != "/map.html" {
				return false
			}
			http.Redirect(w, r, "http://"+host+"/map.html", http.StatusFound)
			return true
		})}, want: "https error", says: "从 https 转回了 http"},
		{name: "an old cache", served: served{files: files, list: listOf(files), wrap: headed(".html", "Age", "864000")}, want: "cache warning", says: "已经放了 10 天"},
		{name: "pages kept for a year", served: served{files: files, list: listOf(files), wrap: headed(".html", "Cache-Control", "public, max-age=31536000")}, want: "cache warning", says: "可以留 365 天"},
		{name: "200 for all", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
			if _, there := files[strings.TrimPrefix(r.URL.Path, "/")]; there || strings.HasSuffix(r.URL.Path, "/") || path.Base(r.URL.Path) == filelist.Name {
				return false
			}
			r = r.Clone(r.Context())
			r.URL.Path = "/"
			next.ServeHTTP(w, r)
			return true
		})}, want: "notfound warning", says: "回答 200，好像有一样"},
		{name: "the server's own 404", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if _, there := files[strings.TrimPrefix(r.URL.Path, "/")]; there || strings.HasSuffix(r.URL.Path, "/") || path.Base(r.URL.Path) == filelist.Name {
				return false
			}
			http.NotFound(w, r)
			return true
		})}, want: "notfound warning", says: "服务器自己的页面"},
		{name: "a listing", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path != "/assets/" {
				return false
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, listing)
			return true
		})}, want: "listing warning", says: "/assets/ 列出了文件"},
		{name: "no index of a folder", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path != "/bases/" {
				return false
			}
			http.Error(w, "forbidden", http.StatusForbidden)
			return true
		})}, want: "index warning", says: "/bases/ 回答 403"},
		{name: "a listing in place of an index", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path != "/bases/" {
				return false
			}
			io.WriteString(w, `<a href="/bases/jia.html">jia.html</a> <a href="/bases/yi.html">yi.html</a>`)
			return true
		})}, want: "index warning", says: "给的是文件目录"},
		{name: "noindex", served: served{files: files, list: listOf(files), wrap: headed(".html", "X-Robots-Tag", "noindex, nofollow")}, want: "noindex warning", says: "X-Robots-Tag: noindex"},
		{name: "noindex for one engine", served: served{files: files, list: listOf(files), wrap: headed(".html", "X-Robots-Tag", "baiduspider: none")}, want: "noindex warning", says: "baiduspider"},
		{name: "large previews are welcome", served: served{files: files, list: listOf(files), wrap: headed(".html", "X-Robots-Tag", "max-image-preview:none, noarchive")}, want: ""},
		{name: "a firewall that takes it for a crawler", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) bool {
			http.Error(w, "prove that you are a person", http.StatusPreconditionFailed)
			return true
		})}, want: "reach error", says: "首页回答 412；5 开头的是服务器出错"},
		{name: "a server that counts questions", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path != "/bases/jia.html" {
				return false
			}
			http.Error(w, "slower", http.StatusTooManyRequests)
			return true
		})}, want: "reach warning", says: "用 --sample 少查一些"},
		{name: "no nosniff", served: served{files: files, list: listOf(files), wrap: headed("", "X-Content-Type-Options", "")}, want: "nosniff remark", says: "X-Content-Type-Options"},
		{name: "an expired certificate", served: served{files: files, list: listOf(files), begin: now.AddDate(0, -4, 0), until: now.AddDate(0, 0, -3)}, want: "certificate error", says: "证书已经过期（到 2026-11-27）"},
		{name: "a certificate close to its end", served: served{files: files, list: listOf(files), begin: now.AddDate(0, -4, 0), until: now.AddDate(0, 0, 20)}, want: "certificate warning", says: "2026-12-20 到期，还有 20 天"},
		{name: "a certificate close to its end, by http", served: served{files: files, list: listOf(files), begin: now.AddDate(0, -4, 0), until: now.AddDate(0, 0, 20)}, want: "certificate warning, base remark", says: "还有 20 天",
			options: func(o *verify.Options) { o.Address = "http://" + host + "/" }},
		{name: "an expired certificate, by http", served: served{files: files, list: listOf(files), begin: now.AddDate(0, -4, 0), until: now.AddDate(0, 0, -3)}, want: "certificate error, base remark", says: "过期",
			options: func(o *verify.Options) { o.Address = "http://" + host + "/" }},
		{name: "a certificate of another host", served: served{files: files, list: listOf(files), name: "other.example.org"}, want: "certificate error", says: "证书不是 kepu.example.org 的"},
		{name: "a short certificate in the middle of its life", served: served{files: files, list: listOf(files), begin: now.AddDate(0, 0, -20), until: now.AddDate(0, 0, 20)}, want: ""},
		{name: "a certificate of nobody", served: served{files: files, list: listOf(files)}, want: "certificate error", says: "不受信任", options: func(o *verify.Options) { o.Roots = x509.NewCertPool() }},
		{name: "a parked domain", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			http.Redirect(w, r, "https://parking.example.com/?d="+host, http.StatusFound)
			return true
		})}, want: "elsewhere error", says: "https://parking.example.com"},
		{name: "one page that leads elsewhere", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path != "/bases/jia.html" {
				return false
			}
			http.Redirect(w, r, "https://casino.example.com/", http.StatusFound)
			return true
		})}, want: "elsewhere error", says: "casino.example.com"},
		{name: "the owner's other host", served: served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			http.Redirect(w, r, "https://www.example.org"+r.URL.Path, http.StatusMovedPermanently)
			return true
		})}, want: "elsewhere warning", says: "同一单位的另一个地址"},
		{name: "another address in the pages", served: served{files: files, list: listOf(files)}, want: "base remark", says: "网页里写的是 https://www.example.org/", options: func(o *verify.Options) { o.Base = "https://www.example.org/" }},
		{name: "an address of http that leads to https", served: served{files: files, list: listOf(files)}, want: "base remark", says: "都写 https", options: func(o *verify.Options) { o.Address = "http://" + host + "/" }},
		{name: "no gzip", served: served{files: files, list: listOf(files), wrap: func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.Header.Del("Accept-Encoding")
				next.ServeHTTP(w, r)
			})
		}}, want: "plain remark", says: ".css 没有压缩"},
		{name: "letters of Windows", served: served{files: files, list: listOf(files), wrap: func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if path.Base(r.URL.Path) == "INDEX.HTML" {
					r.URL.Path = "/index.html"
				}
				next.ServeHTTP(w, r)
			})
		}}, want: "case remark", says: "INDEX.HTML 也给了首页"},
		{name: "a sub-folder without its redirect", served: served{files: files, list: listOf(files), root: "/kepu/", wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path == "/kepu" {
				io.WriteString(w, files["index.html"])
				return true
			}
			return false
		})}, want: "slash error", says: "样式和链接都断了"},
		{name: "a sub-folder whose redirect has another port", served: served{files: files, list: listOf(files), root: "/kepu/", wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
			if r.URL.Path == "/kepu" {
				http.Redirect(w, r, "https://"+host+":8443/kepu/", http.StatusMovedPermanently)
				return true
			}
			return false
		})}, want: "slash warning", says: ":8443/kepu/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.served
			change := c.options
			if c.name == "http only" {
				s.http = s.ServeHTTP
			}
			r := s.look(t, files, change)
			for _, l := range r.Checks {
				if l.Kind == verify.Certificate && len(l.Found) > 1 {
					t.Errorf("the certificate is told of twice: %s", said(r))
				}
			}
			if got := found(r); got != c.want || !strings.Contains(said(r), c.says) {
				t.Errorf("found %q, want %q with %q\n%s", got, c.want, c.says, said(r))
			}
			for _, l := range r.Checks {
				for _, f := range l.Found {
					if f.What.ZH == "" || f.What.EN == "" || strings.ContainsAny(f.What.EN, "，。；：") || (f.Do.ZH == "") != (f.Do.EN == "") || l.Kind.Cure().EN == "" || l.Kind.Means().ZH == "" {
						t.Errorf("%s is not said in both languages: %+v", l.Kind, f)
					}
				}
			}
			if _, err := verify.Sheet(r, "虚构市"); err != nil {
				t.Error(err)
			}
		})
	}
}

// A bucket without the settings of a static site gives files and no folder, not the home page either: what that hides is not told as fine.
func TestWhatABareBucketHidesIsNotToldAsFine(t *testing.T) {
	files := edition("今天")
	s := &served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		if !strings.HasSuffix(r.URL.Path, "/") {
			return false
		}
		http.Error(w, "AccessDenied", http.StatusForbidden)
		return true
	})}
	r := s.look(t, files, nil)
	if found(r) != "index error" || r.Same != len(files) || !strings.Contains(said(r), "index: https://kepu.example.org/ 回答 403，没有给 index.html") {
		t.Errorf("%s", said(r))
	}
	for _, c := range r.Checks {
		if c.Kind == verify.NoSniff && c.Asked {
			t.Error("the headers of a home page that there was none of are told as fine")
		}
	}
}

// A store makes browsers save pages on its own domain: which store, and that a filed domain is to be bound, is said.
func TestAForcedDownloadNamesTheStore(t *testing.T) {
	files := edition("今天")
	s := &served{files: files, list: listOf(files), root: "/", wrap: headed(".html", "Content-Disposition", "Attachment; filename=index.html")}
	s.http = s.wrap(s).ServeHTTP
	dial := s.start(t)
	for domain, want := range map[string]string{"kepu.oss-cn-beijing.aliyuncs.com": "阿里云 OSS", "kepu-1250000000.cos.ap-beijing.myqcloud.com": "腾讯云 COS", "kepu.obs.cn-north-4.myhuaweicloud.com": "华为云 OBS"} {
		r, err := verify.Look(t.Context(), verify.Options{
			Address: "http://" + domain + "/",
			Local:   fsOf(files),
			List:    listOf(files),
			Now:     now,
			Pause:   time.Millisecond,
			Dial:    func(string) (string, bool) { return dial(host + ":80") },
		})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(said(r), want+" 在自己的域名上一律这样：给存储桶绑定本单位备过案的域名") {
			t.Errorf("%s: %s", domain, said(r))
		}
	}
}

// A server that is down, or gives nothing, is told as such, and nothing is said of what could not be looked at.
func TestWhatCannotBeReachedIsNotToldAsFine(t *testing.T) {
	files := edition("今天")
	dead := httptest.NewServer(http.NotFoundHandler())
	at := dead.Listener.Addr().String()
	dead.Close()
	r, err := verify.Look(t.Context(), verify.Options{
		Address: "http://" + host + "/",
		Local:   fsOf(files),
		List:    listOf(files),
		Now:     now,
		Pause:   time.Millisecond,
		Dial:    func(string) (string, bool) { return at, true },
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.Reached || found(r) != "reach error" || r.Count(verify.Fine) > 1 {
		t.Errorf("%+v", r)
	}
}

// After ten questions without an answer no more are asked; what was not asked is not counted.
func TestAServerThatGoesDownIsLeftAlone(t *testing.T) {
	files := edition("今天")
	for i := range 200 {
		files[fmt.Sprintf("bases/b%d.html", i)] = "page"
	}
	var n atomic.Int32
	s := &served{files: files, list: listOf(files), wrap: func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if n.Add(1) > 20 {
				panic(http.ErrAbortHandler)
			}
			next.ServeHTTP(w, r)
		})
	}}
	r := s.look(t, files, nil)
	if !strings.Contains(said(r), "没有再问") || r.Asked > 60 || r.Outcome() != verify.Error {
		t.Errorf("%d asked\n%s", r.Asked, said(r))
	}
}

// A busy server is asked again, and then what it gives counts.
func TestABusyServerIsAskedAgain(t *testing.T) {
	files := edition("今天")
	var lock sync.Mutex
	refused := map[string]bool{}
	s := &served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		lock.Lock()
		defer lock.Unlock()
		if refused[r.URL.Path] {
			return false
		}
		refused[r.URL.Path] = true
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return true
	})}
	if r := s.look(t, files, nil); found(r) != "" {
		t.Error(said(r))
	}
}

// Whoever stops it gets no report.
func TestItEndsWhenItIsStopped(t *testing.T) {
	files := edition("今天")
	ctx, stop := context.WithCancel(t.Context())
	s := &served{files: files, list: listOf(files), root: "/", wrap: on(func(_ http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		if r.URL.Path == "/map.html" {
			stop()
			<-r.Context().Done()
		}
		return false
	})}
	_, err := verify.Look(ctx, verify.Options{Address: "https://" + host + "/", Local: fsOf(files), List: listOf(files), Now: now, Roots: roots(), Dial: s.start(t), Pause: time.Millisecond})
	if err != context.Canceled {
		t.Error(err)
	}
}

// An answer without end is not read to its end.
func TestAnAnswerWithoutEndIsCut(t *testing.T) {
	files := edition("今天")
	bomb := zipped(strings.Repeat("0", 64<<20))
	s := &served{files: files, list: listOf(files), wrap: on(func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		if r.URL.Path != "/map.html" {
			return false
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb)
		return true
	})}
	r := s.look(t, files, nil)
	if found(r) != "differs error" || r.Bytes > 1<<20 {
		t.Errorf("%d bytes\n%s", r.Bytes, said(r))
	}
}

// A sample has what everybody meets and one of each kind, is as large as asked, the same for the same seed and another for another.
func TestASampleHasOneOfEachKind(t *testing.T) {
	files := edition("今天")
	for i := range 3000 {
		files[fmt.Sprintf("bases/b%04d.html", i)] = "page"
	}
	s := &served{files: files, list: listOf(files), root: "/"}
	var lock sync.Mutex
	asked := map[string]bool{}
	s.wrap = on(func(_ http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		lock.Lock()
		asked[strings.TrimPrefix(r.URL.Path, "/")] = true
		lock.Unlock()
		return false
	})
	run := func(n int, seed uint64) []string {
		asked = map[string]bool{}
		r := s.look(t, files, func(o *verify.Options) { o.Sample, o.Seed = n, seed })
		if found(r) != "" || !r.Sampled {
			t.Errorf("%d: %s", n, said(r))
		}
		var out []string
		for name := range asked {
			if _, ours := files[name]; ours {
				out = append(out, name)
			}
		}
		slices.Sort(out)
		if len(out) != r.Asked {
			t.Errorf("%d were asked, and %d are told", len(out), r.Asked)
		}
		return out
	}
	first := run(100, 1)
	if len(first) != 100 || !slices.Equal(first, run(100, 1)) || slices.Equal(first, run(100, 2)) {
		t.Errorf("%d", len(first))
	}
	few := run(1, 1)
	for _, name := range []string{"index.html", "404.html", "bases/index.html", "activities/2026.html", "data/bases.geojson", "reports/2025.docx", "assets/page.js", "assets/style.css", "assets/photos/a-1.jpg"} {
		if !slices.Contains(few, name) {
			t.Errorf("the sample has no %s", name)
		}
	}
	if usual := run(0, 1); len(usual) != verify.Usual {
		t.Errorf("%d", len(usual))
	}
	asked = map[string]bool{}
	if r := s.look(t, files, func(o *verify.Options) { o.All = true }); r.Asked != len(files) || r.Sampled {
		t.Errorf("%d of %d", r.Asked, len(files))
	}
}

// What pages ask for with a sum behind the name is asked for with it, since caches keep the two apart.
func TestAssetsAreAskedForAsPagesDo(t *testing.T) {
	files := edition("今天")
	var without atomic.Int32
	s := &served{files: files, list: listOf(files), root: "/kepu/", wrap: on(func(_ http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		if r.URL.Path == "/kepu/assets/style.css" && r.URL.RawQuery != "v=1a2b3c4d" {
			without.Add(1)
		}
		return false
	})}
	if r := s.look(t, files, nil); found(r) != "" || without.Load() != 0 {
		t.Errorf("%d without\n%s", without.Load(), said(r))
	}
}

// What a cache keeps for a year under the name of an asset, from an earlier look or from a page of an earlier edition, is not taken for the site.
func TestACacheThatKeepsAssetsDoesNotAnswerForTheSite(t *testing.T) {
	var lock sync.Mutex
	kept := map[string]*httptest.ResponseRecorder{}
	s := &served{root: "/"}
	s.wrap = func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			lock.Lock()
			defer lock.Unlock()
			answer := kept[r.URL.String()]
			if answer == nil {
				answer = httptest.NewRecorder()
				next.ServeHTTP(answer, r)
				if strings.Contains(answer.Header().Get("Cache-Control"), "immutable") {
					kept[r.URL.String()] = answer
				}
			}
			maps.Copy(w.Header(), answer.Header())
			w.WriteHeader(answer.Code)
			w.Write(answer.Body.Bytes())
		})
	}
	for _, word := range []string{"昨天", "今天"} {
		files := edition(word)
		files["assets/search/2026.js"] = "search('" + word + "');\n"
		s.files, s.list = files, listOf(files)
		if r := s.look(t, files, nil); found(r) != "" || len(kept) < 5 {
			t.Errorf("%s, %d kept: %s", word, len(kept), said(r))
		}
	}
}

// Domains may be Chinese, and a redirect may write them either way.
func TestAChineseDomainIsOneHost(t *testing.T) {
	files := edition("今天")
	s := &served{files: files, list: listOf(files), root: "/"}
	s.http = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/map.html" && r.URL.RawQuery == "" {
			http.Redirect(w, r, "http://科协.EXAMPLE.org/map.html?x", http.StatusFound)
			return
		}
		s.ServeHTTP(w, r)
	}
	dial := s.start(t)
	at, err := verify.Address("http://科协.example.org")
	if err != nil {
		t.Fatal(err)
	}
	r, err := verify.Look(t.Context(), verify.Options{
		Address: at,
		Local:   fsOf(files),
		List:    listOf(files),
		Now:     now,
		Pause:   time.Millisecond,
		Dial: func(to string) (string, bool) {
			if to != "xn--ykrz90g.example.org:80" {
				t.Errorf("%s was asked", to)
			}
			return dial(host + ":80")
		},
	})
	if err != nil || found(r) != "https warning" || r.Same != len(files) {
		t.Errorf("%v, %s", err, said(r))
	}
}

func TestTheAddressOfASite(t *testing.T) {
	for text, want := range map[string]string{
		"https://www.example.org":                 "https://www.example.org/",
		" https://WWW.example.org/kepu ":          "https://www.example.org/kepu/",
		"http://www.example.org:8080/kepu/":       "http://www.example.org:8080/kepu/",
		"https://www.example.org/kepu/index.html": "https://www.example.org/kepu/",
		"https://www.example.org/科普/":             "https://www.example.org/%E7%A7%91%E6%99%AE/",
		"www.example.org":                         "",
		"ftp://www.example.org/":                  "",
		"https:///kepu/":                          "",
		"https://user:secret@www.example.org/":    "",
		"https://www.example.org/?page=1":         "",
		"https://www.example.org/#top":            "",
		"file:///D:/www":                          "",
		"":                                        "",
	} {
		got, err := verify.Address(text)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
}

// A file that is large is known by its length, and read where all is wanted.
func TestLargeFilesAreKnownByTheirLength(t *testing.T) {
	files := edition("今天")
	files["offline.zip"] = strings.Repeat("0", verify.Large+1)
	wrong := maps.Clone(files)
	wrong["offline.zip"] = files["offline.zip"] + "0"
	s := &served{files: files, list: listOf(files)}
	r := s.look(t, files, nil)
	if found(r) != "" || r.Sized != 1 || r.Bytes > 1<<20 {
		t.Errorf("%+v\n%s", r, said(r))
	}
	if r = s.look(t, files, func(o *verify.Options) { o.All = true }); found(r) != "" || r.Sized != 0 || r.Bytes < verify.Large {
		t.Errorf("%+v\n%s", r, said(r))
	}
	s.files = wrong
	if r = s.look(t, files, nil); found(r) != "differs error" {
		t.Errorf("%s", said(r))
	}
}
