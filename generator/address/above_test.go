package address

import "testing"

func TestAGeneratedPageThatIsGoneLeadsToWhatHasTheSame(t *testing.T) {
	for p, want := range map[string]string{
		"activities/2016-05.html": "activities/2016.html", "activities/2016-05-2.html": "activities/2016.html", "activities/2016.html": Activities, Activities: Home,
		"statistics/2016.html": Statistics, "briefs/2016.html": CityBrief, "briefs/xiping.html": "counties/xiping.html", CityBrief: Statistics,
		"posters/kjg.html": "bases/kjg.html", "posters/plan_20260517-2.html": "activities/2026.html", "bases/kjg.html": Directory, Directory: Home,
		"booklets/xiping_2.html": "counties/xiping.html", "booklets/xiping.html": "counties/xiping.html", Booklet: Directory, Map: Directory, FoldMap: Directory,
		"titles/city-2016-05-01-p2.html": Titles, Titles: Directory, "exchange/lectures.html": Exchange, Exchange: Home, "reports/2016.html": "reports/index.html",
		"reports/index.html": Home, "routes/a.html": Routes, "about.html": Home, Offline: Home,
	} {
		if got := Above(p); got != want {
			t.Errorf("above %s: %s, not %s", p, got, want)
		}
		at := p
		for range 5 {
			at = Above(at)
		}
		if at != Home {
			t.Errorf("the way from %s ends at %s", p, at)
		}
	}
	for _, p := range []string{"bases/kjg.html", "counties/xiping.html", "reports/2016.html", "notices/a.html", "routes/a.html", "about.html"} {
		if !Single(p) {
			t.Error(p)
		}
	}
	for _, p := range []string{Home, Directory, "reports/index.html", "activities/2016.html", "posters/kjg.html", Map, Titles, NotFound, SiteMap, FoldMap} {
		if Single(p) {
			t.Error(p)
		}
	}
}
