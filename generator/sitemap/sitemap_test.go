package sitemap

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

type urlset struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URL     []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
	} `xml:"url"`
}

func TestFilesAreWithinTheLimitsAndHaveEveryPage(t *testing.T) {
	long := strings.Repeat("x", 500)
	for _, c := range []struct {
		pages, files int
		url          string
	}{
		{0, 1, "https://example.org/%d.html"}, {1, 1, "https://example.org/%d.html"}, {MostPages, 1, "https://example.org/%d.html"},
		{MostPages + 1, 2, "https://example.org/%d.html"}, {40_000, 3, "https://example.org/" + long + "/%d.html?a=1&b=2"},
	} {
		var pages []Page
		for i := range c.pages {
			pages = append(pages, Page{URL: fmt.Sprintf(c.url, i), Changed: map[bool]string{true: "2026-03-02"}[i%2 == 0]})
		}
		files := Files(pages)
		if len(files) != c.files {
			t.Errorf("%d pages are in %d files, not %d", c.pages, len(files), c.files)
		}
		at := 0
		for _, f := range files {
			var set urlset
			if err := xml.Unmarshal(f, &set); err != nil {
				t.Fatal(err)
			}
			if len(f) > MostBytes || len(set.URL) > MostPages {
				t.Errorf("a file has %d bytes and %d pages", len(f), len(set.URL))
			}
			for _, u := range set.URL {
				if u.Loc != pages[at].URL || u.LastMod != pages[at].Changed {
					t.Fatalf("%+v, want %+v", u, pages[at])
				}
				at++
			}
		}
		if at != len(pages) {
			t.Errorf("%d of %d pages are listed", at, len(pages))
		}
	}
}

func TestRobotsNamesEveryFile(t *testing.T) {
	if got, want := Robots("https://example.org/kepu/", 2), "User-agent: *\nAllow: /\n\nSitemap: https://example.org/kepu/sitemap.xml\nSitemap: https://example.org/kepu/sitemap-2.xml\n"; got != want {
		t.Errorf("%q", got)
	}
}
