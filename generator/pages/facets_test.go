package pages

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"kepu/generator/figures"
)

var facetContent = map[string]string{
	"site.toml":  searchContent["site.toml"] + "[[county]]\nid = \"xi\"\nname = \"西平县\"\ncode = \"411721\"\n[[form]]\nid = \"talk\"\nname = \"讲座\"\n[[form]]\nid = \"show\"\nname = \"展览\"\n",
	"bases/a.md": "+++\nname = \"虚构甲馆\"\ncounty = \"确山县\"\nfree = true\nfacilities = [\"无障碍|通道=一\"]\nhours = [{days = \"周二-周日\", open = \"09:00\", close = \"17:00\"}]\n+++\n甲\n",
	"bases/b.md": "+++\nname = \"虚构乙馆\"\ncounty = \"西平县\"\n+++\n乙\n",
	"activities/1.toml": "[[activity]]\ndate = 2016-09-17\ntitle = \"甲\"\nbase = \"虚构甲馆\"\nform = \"讲座\"\n" +
		"[[activity]]\ndate = 2015-09-17\ntitle = \"乙\"\nbase = \"虚构乙馆\"\nform = \"展览\"\n",
}

func facetMaker(t *testing.T) *maker {
	c := linked(t, facetContent)
	return newMaker(c, figures.Of(c))
}

// Whatever a control offers, some entry has, and as many as it says.
func TestFilterOffersWhatEntriesHave(t *testing.T) {
	m := facetMaker(t)
	v := m.directory()
	has := map[string]int{}
	for _, g := range v.Groups {
		for _, b := range g.Bases {
			for _, p := range strings.Split(b.Facets, "|") {
				has[p]++
			}
		}
	}
	var keys []string
	for _, f := range v.Filter {
		keys = append(keys, f.Key)
		for _, o := range f.Options {
			if f.Key != "open" && has[f.Key+"="+o.Value] != o.Count {
				t.Errorf("%s=%s: offered for %d, and %d have it", f.Key, o.Value, o.Count, has[f.Key+"="+o.Value])
			}
			if strings.ContainsAny(o.Value, "|=") {
				t.Errorf("%q cannot be told from its marks", o.Value)
			}
		}
	}
	if want := []string{"county", "facility", "free", "open"}; !slices.Equal(keys, want) {
		t.Errorf("the filter has %v, want %v", keys, want)
	}
}

func TestFilterOfAYearOffersWhatOtherYearsHaveToo(t *testing.T) {
	m := facetMaker(t)
	for _, year := range []int{2015, 2016} {
		v := m.activitiesYear(year)
		counts := map[string]int{}
		for _, f := range v.Filter {
			for _, o := range f.Options {
				counts[f.Key+"="+o.Value] = o.Count
			}
		}
		want := map[string]int{"county=que": 1, "county=xi": 0, "form=talk": 1, "form=show": 0}
		if year == 2015 {
			want = map[string]int{"county=que": 0, "county=xi": 1, "form=talk": 0, "form=show": 1}
		}
		if !maps.Equal(counts, want) {
			t.Errorf("%d: %v, want %v", year, counts, want)
		}
	}
}

// The clock of the script is China's: elsewhere the page does not claim to know.
// Days off are told without hours as well.
func TestDaysOffAlone(t *testing.T) {
	m := facetMaker(t)
	b := *m.c.Bases[0]
	b.Hours, b.Closed = nil, []string{"周一"}
	if got := m.hoursData(&b); got != `{"r":[[1,4095,0,0]]}` {
		t.Errorf("a day off alone is given as %s", got)
	}
	b.Closed = nil
	if got := m.hoursData(&b); got != "" {
		t.Errorf("nothing is given as %s", got)
	}
}

func TestHoursAreForChinaOnly(t *testing.T) {
	m := facetMaker(t)
	if m.hoursData(m.c.Bases[0]) == "" {
		t.Error("the hours are not given")
	}
	m.c.Site.Timezone = "Asia/Tokyo"
	if got := m.hoursData(m.c.Bases[0]); got != "" {
		t.Errorf("elsewhere they are given as %s", got)
	}
}
