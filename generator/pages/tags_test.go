package pages

import (
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/source"
)

// A tag says what is written: no midnight for a day without a time, no first of the month for a month.
func TestPubDateIsNoFinerThanWhatIsWritten(t *testing.T) {
	for _, c := range []struct{ day, clock, want string }{
		{"2026-03-02", "09:30", "2026-03-02 09:30"},
		{"2026-03-02", "", "2026-03-02"},
		{"2026-03", "09:30", ""},
		{"2026", "", ""},
	} {
		d, _ := date.Parse(c.day)
		a := &catalog.Article{Article: &source.Article{Date: source.When{Date: d}, Time: c.clock}}
		if got := pubDate(a); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.day, c.clock, got, c.want)
		}
	}
}

func TestMistakesAreReportedWhereTheSiteSays(t *testing.T) {
	m := &maker{c: &catalog.Catalog{}}
	s := &m.c.Site
	ask := func(want string) {
		t.Helper()
		if got := m.correctionURL("a.html"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	ask("correction.html?page=a.html")
	s.Registration.CorrectionURL = "https://example.org/jiucuo"
	ask("https://example.org/jiucuo")
	s.Registration.SiteIDCode, s.BaseURL = "4100000001", "https://kepu.example.org/"
	ask("https://example.org/jiucuo?site_code=4100000001&url=https%3A%2F%2Fkepu.example.org%2Fa.html")
}
