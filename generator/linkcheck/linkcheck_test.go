package linkcheck

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kepu/generator/date"
	"kepu/generator/remove/removetest"
	"kepu/generator/source"
)

func day(t *testing.T, s string) date.Date {
	t.Helper()
	d, fault := date.Parse(s)
	if fault != date.None {
		t.Fatal(s)
	}
	return d
}

func TestLinksAreFoundWithTheirPlaces(t *testing.T) {
	files := []*source.Parsed{
		source.Parse("bases/a.md", []byte("+++\nname = \"虚构馆\"\ncounty = \"甲县\"\nwebsite = \"https://www.example.gov.cn/馆\"\nsources = [\"见 http://a.example.org/x?y=1。\", \"https://kepu.example.org/bases/a.html\"]\n# https://comment.example.org\n+++\n见[网页](https://b.example.org/p#part)和 <https://b.example.org/p>，（https://c.example.org）\n")),
		source.Parse("notices/d.md", []byte("+++\ntitle = \"草稿\"\ndraft = true\n+++\nhttps://draft.example.org/\n")),
	}
	var got []string
	for _, l := range Of(files, []string{"notices/d.md"}, "https://kepu.example.org/") {
		s := l.URL
		for _, p := range l.Places {
			s += fmt.Sprintf(" %d:%d", p.Line, p.Column)
		}
		got = append(got, s)
	}
	want := "https://www.example.gov.cn/馆 4:12|http://a.example.org/x?y=1 5:15|https://b.example.org/p 8:7 8:39|https://c.example.org 8:65"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
}

func TestOwners(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.zhumadian.gov.cn/a": "zhumadian.gov.cn", "https://kx.ha.cn/": "kx.ha.cn", "http://a.b.example.com": "example.com", "http://10.0.0.1/a": "10.0.0.1", "http://localhost/": "localhost",
	} {
		if got := Owner(address); got != want {
			t.Errorf("%s belongs to %s, want %s", address, got, want)
		}
	}
}

func TestWhatIsOfThePublicNetwork(t *testing.T) {
	for _, a := range []string{"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.1.1", "100.64.0.1", "0.0.0.0", "::1", "fe80::1", "fc00::1", "::ffff:192.168.0.1", "224.0.0.1", "255.255.255.255", "ff02::1",
		"0.1.2.3", "192.0.0.8", "198.18.0.1", "198.19.255.255", "240.0.0.1", "::ffff:198.18.0.1", "fec0::1", "fec0::1%eth0", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::1", "2001:0:1::1", "::a00:1"} {
		if public(netip.MustParseAddr(a)) {
			t.Errorf("%s is asked", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "223.5.5.5", "2400:3200::1", "1.0.0.1", "100.128.0.1", "192.0.1.1", "198.20.0.1", "198.17.0.1", "223.255.255.255", "2001:4860:4860::8888", "2003::1", "64:ff9c::1"} {
		if !public(netip.MustParseAddr(a)) {
			t.Errorf("%s is not asked", a)
		}
	}
}

// net is a network in which every host is one server of this machine.
type network struct {
	plain, safe *httptest.Server
	mu          sync.Mutex
	seen        []string
	at          []time.Time // when each of seen came
	agents      map[string]bool
	busy        map[string]*atomic.Int32
	together    atomic.Int32 // how often two requests of one host met
}

func newNetwork(t *testing.T) *network {
	n := &network{agents: map[string]bool{}, busy: map[string]*atomic.Int32{}}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.Host)
		if host == "" {
			host = r.Host
		}
		n.mu.Lock()
		n.seen = append(n.seen, r.Method+" "+host+r.URL.Path)
		n.at = append(n.at, time.Now())
		n.agents[r.UserAgent()] = true
		if n.busy[host] == nil {
			n.busy[host] = new(atomic.Int32)
		}
		busy := n.busy[host]
		n.mu.Unlock()
		if busy.Add(1) > 1 {
			n.together.Add(1)
		}
		defer busy.Add(-1)
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/nohead":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusNotFound)
			}
		case "/forbidden":
			w.WriteHeader(http.StatusForbidden)
		case "/moved":
			http.Redirect(w, r, "/here", http.StatusMovedPermanently)
		case "/login":
			http.Redirect(w, r, "/here", http.StatusFound)
		case "/sold":
			http.Redirect(w, r, "http://other.example.com/casino", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/inside":
			http.Redirect(w, r, "http://intranet.example.org/secret", http.StatusFound)
		case "/long":
			for range 1 << 10 {
				w.Write(make([]byte, 1<<10))
			}
		}
	})
	n.plain, n.safe = httptest.NewServer(handler), httptest.NewUnstartedServer(handler)
	n.safe.Config.ErrorLog = log.New(io.Discard, "", 0)
	n.safe.StartTLS()
	t.Cleanup(n.plain.Close)
	t.Cleanup(n.safe.Close)
	return n
}

func (n *network) options(d date.Date) Options {
	roots := x509.NewCertPool()
	roots.AddCert(n.safe.Certificate())
	return Options{Day: d, Who: "https://kepu.example.org/", Pause: time.Nanosecond, Roots: roots,
		Public: func(netip.Addr) bool { return true },
		Dial: func(to string) (string, bool) {
			if strings.HasSuffix(to, ":443") {
				return n.safe.Listener.Addr().String(), true
			}
			return n.plain.Listener.Addr().String(), true
		}}
}

func TestWhatALookFinds(t *testing.T) {
	n := newNetwork(t)
	o := n.options(day(t, "2026-11-30"))
	base := o.Dial
	o.Dial = func(to string) (string, bool) {
		if strings.HasPrefix(to, "closed.") {
			return "127.0.0.1:1", true
		}
		return base(to)
	}
	want := map[string]string{
		"http://a.example.org/":               "ok",
		"http://a.example.org/nohead":         "ok",
		"http://a.example.org/gone":           "gone 410",
		"http://a.example.org/forbidden":      "unknown 403",
		"http://a.example.org/moved":          "moved →http://a.example.org/here",
		"http://a.example.org/login":          "ok",
		"http://a.example.org/sold":           "owner →http://other.example.com/casino",
		"http://a.example.org/round":          "unknown too many redirects",
		"http://b.example.org/long":           "ok",
		"https://example.com/":                "ok until " + dayOf(n.safe.Certificate().NotAfter).String(),
		"https://not-in-the-certificate.org/": "certificate",
		"http://closed.example.org/":          "unknown",
	}
	var links []Link
	for u := range want {
		links = append(links, Link{URL: u})
	}
	r := Register{}
	r.Look(context.Background(), links, o)
	for u, w := range want {
		l := r[u]
		got := string(l.Result)
		if l.To != "" {
			got += " →" + l.To
		}
		if l.Until.Known() {
			got += " until " + l.Until.String()
		}
		if l.Note != "" && l.Result != Certificate && !strings.HasPrefix(u, "http://closed") {
			got += " " + l.Note
		}
		if got != w {
			t.Errorf("%s: %s, want %s (%s)", u, got, w, l.Note)
		}
	}
	for _, s := range n.seen {
		if strings.Contains(s, "casino") {
			t.Errorf("another owner's page was asked for: %s", s)
		}
	}
	if n.together.Load() > 0 {
		t.Error("a host was asked for two things at once")
	}
	if len(n.agents) != 1 || !n.agents["kepu-linkcheck/1 (https:%2F%2Fkepu.example.org%2F)"] {
		t.Errorf("the agents: %v", n.agents)
	}
	asked := len(n.seen)
	r.Look(context.Background(), []Link{{URL: "http://a.example.org/"}, {URL: "http://a.example.org/gone"}}, o)
	if len(n.seen) != asked {
		t.Error("what was looked at today is asked for again")
	}
}

// Between two requests to a host there is a pause, whatever the second is for: a redirect, a page that refuses HEAD, the next link.
// It is measured as the server sees it, and can only be longer.
func TestAHostIsGivenItsPause(t *testing.T) {
	n := newNetwork(t)
	o := n.options(day(t, "2026-11-30"))
	o.Pause = 20 * time.Millisecond
	r := Register{}
	r.Look(context.Background(), []Link{{URL: "http://a.example.org/moved"}, {URL: "http://a.example.org/nohead"}, {URL: "http://a.example.org/"}}, o)
	want := "HEAD a.example.org/moved, HEAD a.example.org/here, HEAD a.example.org/nohead, GET a.example.org/nohead, HEAD a.example.org/"
	if got := strings.Join(n.seen, ", "); got != want {
		t.Fatalf("%s\nwant %s", got, want)
	}
	for i, at := range n.at[1:] {
		if gap := at.Sub(n.at[i]); gap < o.Pause {
			t.Errorf("%s comes %v after %s", n.seen[i+1], gap, n.seen[i])
		}
	}
}

// A name that leads to a machine of the inner network, at once or by a redirect, is told and not asked: with the
// options that a person has, no server of this machine hears of it.
func TestNothingInsideIsAsked(t *testing.T) {
	n := newNetwork(t)
	r := Register{}
	direct := n.plain.URL + "/a"
	r.Look(context.Background(), []Link{{URL: direct}}, Options{Day: day(t, "2026-11-30"), Pause: time.Nanosecond})
	if r[direct].Result != Inside || len(n.seen) > 0 {
		t.Errorf("%v, asked %v", r[direct], n.seen)
	}
	o := n.options(day(t, "2026-11-30"))
	base, public := o.Dial, n.plain.Listener.Addr().(*net.TCPAddr).AddrPort().Addr()
	o.Dial = func(to string) (string, bool) {
		if strings.HasPrefix(to, "intranet.") {
			return "127.9.9.9:80", true
		}
		return base(to)
	}
	o.Public = func(a netip.Addr) bool { return a == public }
	r.Look(context.Background(), []Link{{URL: "http://www.example.org/inside"}}, o)
	if l := r["http://www.example.org/inside"]; l.Result != Inside {
		t.Errorf("%v", l)
	}
}

// A machine without a network knows no host: that says nothing of the links, and nothing that was known is lost.
func TestWithoutANetworkNothingIsNoted(t *testing.T) {
	was := Look{URL: "http://a.invalid/", Day: day(t, "2026-08-01"), Result: Fine}
	r := Register{was.URL: was}
	asked, learnt := r.Look(context.Background(), []Link{{URL: was.URL}, {URL: "http://b.invalid/"}}, Options{
		Day: day(t, "2026-11-30"), Pause: time.Nanosecond, Public: func(netip.Addr) bool { return true },
		Dial: func(string) (string, bool) { return "127.0.0.1:1", true },
	})
	if asked != 2 || learnt != 0 || len(r) != 1 || r[was.URL] != was {
		t.Errorf("asked %d, learnt %d: %v", asked, learnt, r)
	}
}

// That an address is of the inner network is found out without a network, so it does not show that there is one.
func TestAnInnerAddressIsNoSignOfANetwork(t *testing.T) {
	was := Look{URL: "http://a.invalid/", Day: day(t, "2026-08-01"), Result: Fine}
	r := Register{was.URL: was}
	inner := "http://intranet.example.org/"
	asked, learnt := r.Look(context.Background(), []Link{{URL: was.URL}, {URL: inner}, {URL: "http://b.invalid/"}}, Options{
		Day: day(t, "2026-11-30"), Pause: time.Nanosecond,
		Public: func(a netip.Addr) bool { return a != netip.MustParseAddr("127.9.9.9") },
		Dial: func(to string) (string, bool) {
			if strings.HasPrefix(to, "intranet.") {
				return "127.9.9.9:80", true
			}
			return to, false // a name that no resolver knows, whether it answers or not
		},
	})
	if asked != 2 || learnt != 0 || len(r) != 2 || r[was.URL] != was || r[inner].Result != Inside {
		t.Errorf("asked %d, learnt %d: %v", asked, learnt, r)
	}
}

// A host that does not answer today is looked at again; what is known of it stays until then, with its day.
func TestWhatIsNotLearntTodayReplacesNothingLearnt(t *testing.T) {
	n := newNetwork(t)
	before, today := day(t, "2026-08-01"), day(t, "2026-11-30")
	fine := Look{URL: "http://a.example.org/forbidden", Day: before, Result: Fine}
	gone := Look{URL: "http://a.example.org/round", Day: before, Result: Gone, Note: "404"}
	open := Look{URL: "http://b.example.org/forbidden", Day: before, Result: Unknown, Note: "500"}
	r := Register{fine.URL: fine, gone.URL: gone, open.URL: open}
	_, learnt := r.Look(context.Background(), []Link{{URL: fine.URL}, {URL: gone.URL}, {URL: open.URL}, {URL: "http://a.example.org/"}}, n.options(today))
	if learnt != 1 || r[fine.URL] != fine || r[gone.URL] != gone {
		t.Errorf("learnt %d: %v", learnt, r)
	}
	if l := r[open.URL]; l.Day != today || l.Note != "403" {
		t.Errorf("%v", l)
	}
}

func TestALookThatIsStoppedKeepsWhatItFound(t *testing.T) {
	n := newNetwork(t)
	o := n.options(day(t, "2026-11-30"))
	ctx, stop := context.WithCancel(context.Background())
	var links []Link
	for i := range 20 {
		links = append(links, Link{URL: fmt.Sprintf("http://a.example.org/%d", i)})
	}
	o.Progress = func(done, _ int) {
		if done == 3 {
			stop()
		}
	}
	r := Register{}
	r.Look(ctx, links, o)
	if len(r) != 3 {
		t.Errorf("%d looks are noted", len(r))
	}
}

func TestTheRegisterIsReadAsItWasWritten(t *testing.T) {
	d := day(t, "2026-11-30")
	r := Register{}
	for i, x := range results {
		u := fmt.Sprintf("https://example.org/%d?a=\"甲\\乙\"\n", i)
		r[u] = Look{URL: u, Day: d, Result: x, To: "https://example.com/", Until: d, Note: "500"}
	}
	back := decode(r.encode())
	if len(back) != len(r) {
		t.Fatalf("%d of %d come back:\n%s", len(back), len(r), r.encode())
	}
	for u, l := range back {
		was := r[strings.ReplaceAll(u, "\" ", "\"\n")]
		was.URL = u
		if l != was {
			t.Errorf("%v became %v", was, l)
		}
	}
	dir := removetest.TempDir(t)
	if err := r.Save(dir); err != nil {
		t.Fatal(err)
	}
	if got := Open(dir); len(got) != len(r) {
		t.Errorf("%d come back from the disk", len(got))
	}
	if err := os.WriteFile(filepath.Join(dir, ".kepu", "links.toml"), []byte("[[link]]\nurl = 3\n[[link\nlooked = x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := Open(dir); len(got) != 0 {
		t.Errorf("a damaged register says %v", got)
	}
	if got := Open(removetest.TempDir(t)); len(got) != 0 {
		t.Errorf("no register says %v", got)
	}
}

// What stands in the register is read or passed over, whatever it is, and what was read is written and read again the same.
func FuzzRegister(f *testing.F) {
	f.Add("[[link]]\nurl = \"https://example.org/\"\nlooked = 2026-11-30\nresult = \"ok\"\n")
	f.Add("[[link]]\nurl = \"a\\\\\\\"\"\nlooked = 2026-11-30\nresult = \"gone\"\nto = \"\"\"x\n\"\"\"\nnote = '404'\ncertificate_until = \"2026\"")
	f.Fuzz(func(t *testing.T, text string) {
		once := decode(text).encode()
		if again := decode(once).encode(); again != once {
			t.Errorf("%q\nbecomes\n%q", once, again)
		}
	})
}
