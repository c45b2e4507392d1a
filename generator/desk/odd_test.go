package desk

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// routes are all of the desk's addresses, with the parts that they have.
var routes = []string{"", "list/activity", "list/base", "edit/activity", "edit/base", "edit/designation", "new/activity", "new/base", "new/annual", "new/report", "new/draft", "id",
	"cut/activity", "cut/annual", "cut/base", "of", "place", "body", "live", "live/1/index.html", "photo", "photo/add", "photo/words", "photo/cut", "photo/show", "find.json", "figure.json", "say",
	"saved", "undo", "problems", "repair", "repairs", "due", "due/print", "make", "history", "entry", "restore", "enter", "nothing", "style.css", "desk.js", "prose.js"}

// oddQueries are asked of each.
var oddQueries = []string{"", "file=activities%2F2026.toml&at=-1", "file=activities/2026.toml&at=99999999999999999999", "file=activities/2026.toml&at=1", "file=bases/jia-weather.md&at=0", "file=bases/jia-weather.md&at=-1", "file=..%2Fx", "file=%00", "file=.kepu/x",
	"like=activities/2026.toml&at=-5", "like=bases/jia-weather.md&at=0", "year=-1", "year=99999", "line=-3&file=site.toml", "line=999999&file=site.toml&column=-1&code=x", "from=-1", "from=999999999", "q=%FF", "q=(", "entry=..&file=x&before=1", "id=-1", "id=..%2f", "before=x",
	"page=bases/jia-weather.html&id=x", "page=&what=x", "page=..&id=1", "record=activity&key=date&text=%00", "record=base&key=hours&text=1", "what=x&kind=x", "file=bases/jia-weather.md&name=..", "file=bases"}

// askOdd asks one address as one who is in, and fails where the answer is the machine's fault.
func askOdd(t *testing.T, b *bench, method, path, query, body string) {
	t.Helper()
	r := httptest.NewRequest(method, b.server.URL+Root, strings.NewReader(body))
	r.RequestURI, r.URL.RawQuery, r.Host = "", query, strings.TrimPrefix(b.server.URL, "http://")
	r.URL.Scheme, r.URL.Host, r.URL.Path = "", "", Root+path
	if method == http.MethodPost {
		r.Header.Set("Origin", b.server.URL)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	at, _ := url.Parse(b.server.URL)
	for _, c := range b.client.Jar.Cookies(at) {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	defer func() {
		if x := recover(); x != nil {
			t.Errorf("%s %s?%s with %q: %v", method, path, query, body, x)
		}
	}()
	b.desk.ServeHTTP(w, r)
	if w.Code >= 500 {
		t.Errorf("%s %s?%s with %q answers %d:\n%s", method, path, query, body, w.Code, says(w.Body.String()))
	}
}

// No address, whatever stands behind it, brings the desk down.
func TestOddQueriesAreAnswered(t *testing.T) {
	b := sit(t, maps.Clone(city))
	for _, path := range routes {
		for _, query := range oddQueries {
			askOdd(t, b, http.MethodGet, path, query, "")
		}
		if path != "make" && !testing.Short() {
			for _, query := range oddQueries {
				askOdd(t, b, http.MethodPost, path, query, "act=look&text=x&seen=x")
			}
		}
	}
	for name, text := range city {
		if b.read(name) != text {
			t.Errorf("%s has changed", name)
		}
	}
}

func FuzzQueries(f *testing.F) {
	for i, query := range oddQueries {
		f.Add(uint8(i), query, "act=look&text=x")
	}
	b := sit(f, maps.Clone(city))
	f.Fuzz(func(t *testing.T, at uint8, query, body string) {
		path := routes[int(at)%len(routes)]
		if strings.Contains(body, "save") || path == "make" || path == "undo" {
			body = ""
		}
		askOdd(t, b, http.MethodGet, path, query, "")
		if body != "" && slices.Contains(routes, path) {
			askOdd(t, b, http.MethodPost, path, query, body)
		}
	})
}
