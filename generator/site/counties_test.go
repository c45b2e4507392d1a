package site_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// Whoever counts the rows of bases.csv and titles.csv, by the words of FORMAT.md and nothing else, comes to the rows of counties.csv:
// how many bases there are, which hold a title, and which titles run out within a year. Bases that moved are left to other tests: both tables have them
// where they are now.
func TestCountiesCSVCountsAsTheTitlesDo(t *testing.T) {
	counted := 0
	for name, content := range titleContents(t) {
		t.Run(name, func(t *testing.T) {
			s, ps := makeSite(t, content)
			if s == nil {
				t.Fatal(ps)
			}
			files := renderSome(t, s, func(name string) bool { return strings.HasPrefix(name, "data/") && strings.HasSuffix(name, ".csv") })
			today := s.Records().Catalog.AsOf.String()
			if today == "" {
				t.Skip("no record")
			}
			at, err := time.Parse(time.DateOnly, today)
			if err != nil {
				t.Fatal(err)
			}
			later := at.AddDate(1, 0, 0).Format(time.DateOnly)
			titles, bases := csvRows(t, files["data/titles.csv"]), csvRows(t, files["data/bases.csv"])
			for _, c := range csvRows(t, files["data/counties.csv"]) {
				pages, held, may, due := 0, 0, 0, 0
				certainly, perhaps := map[string]bool{}, map[string]bool{}
				for _, b := range bases {
					if b["county"] == c["name"] {
						pages++
					}
				}
				for _, r := range titles {
					if r["who"] != "base" || r["county"] != c["name"] {
						continue
					}
					certain, perhapsNow := r.at(today)
					switch {
					case certain:
						held++
						certainly[r["id"]] = true
					case perhapsNow:
						may++
						perhaps[r["id"]] = true
					}
					if _, then := r.at(later); (certain || perhapsNow) && !then && (r["ended_by"] == "expired" || r["ended_by"] == "ended") {
						due++
					}
				}
				for id := range certainly {
					delete(perhaps, id)
				}
				inForce := c["in_force"]
				if inForce == "" {
					inForce = "0" // none is certain
				}
				want := fmt.Sprint(pages, len(certainly), len(perhaps), held, may, due)
				if got := strings.Join([]string{c["bases"], inForce, c["may_hold"], c["titles"], c["titles_may_hold"], c["titles_due"]}, " "); got != want {
					t.Errorf("%s: counties.csv has %s, and its bases and titles make %s", c["name"], got, want)
				}
				counted += due + held
			}
		})
	}
	if counted == 0 {
		t.Error("nothing is counted")
	}
}

// The shares on a county's page are of the newest year that is over and has activities, which may lie before all years whose quarters it tells.
func TestACountysPageFollowsTheWholeOfAYearLongPast(t *testing.T) {
	content := fstest.MapFS{
		"site.toml":         {Data: []byte("title = \"虚构市\"\n[organiser]\nname = \"虚构市科协\"\n[[county]]\nid = \"jia\"\nname = \"甲县\"\n[[county]]\nid = \"yi\"\nname = \"乙县\"\n")},
		"designations.toml": {Data: []byte("[[designation]]\nlevel = \"市级\"\ndate = 2020-05-01\ntotal = 1\n")},
		"activities/a.toml": {Data: []byte("[[activity]]\ndate = 2010-03-01\ntitle = \"一\"\ncounty = \"甲县\"\n")},
	}
	before, ps := makeSite(t, content)
	if before == nil {
		t.Fatal(ps)
	}
	content["activities/b.toml"] = &fstest.MapFile{Data: []byte("[[activity]]\ndate = 2010-04-01\ntitle = \"二\"\n")}
	after, ps := makeSite(t, content)
	if after == nil {
		t.Fatal(ps)
	}
	const page = "counties/jia.html"
	only := func(name string) bool { return name == page }
	if was, now := renderSome(t, before, only)[page], renderSome(t, after, only)[page]; was == now {
		t.Fatal("the page tells of no share")
	} else if before.Key(page) == after.Key(page) {
		t.Errorf("the page has changed and its key has not:\n%s", parting(was, now))
	}
}
