package pages

import (
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/figures"
	"kepu/generator/view"
)

func saysOf(r view.Ribbon) string {
	var all []string
	for _, c := range r.Campaigns {
		all = append(all, c.Name+"："+c.Days)
	}
	for _, s := range r.Signs {
		all = append(all, s.Name)
	}
	return strings.Join(append(append(all, r.Notes...), r.Unplaced.Name), "|")
}

func TestRibbonSaysWhatItDrawsAndWhatNot(t *testing.T) {
	m := made(t, map[string]string{"bases/jia.md": basePage("虚构甲馆", "east"), "activities/all.toml": activity("2024", "county = \"east\"") + activity("2024-05", "county = \"east\"") +
		activity("2024-09-20", "campaign = \"虚构科普日\"\ncounty = \"east\"\nform = \"talk\"") + activity("2024-09-14", "campaign = \"虚构科普日\"\ncounty = \"east\"\nform = \"talk\"") +
		activity("2024-12-30", "until = 2025-01-03\ncampaign = \"虚构跨年\"\ncounty = \"east\"") + activity("2024-01-05", "campaign = \"虚构全年\"\ncounty = \"east\"") + activity("2024-11-05", "campaign = \"虚构全年\"\ncounty = \"east\"") +
		activity("2023-03-01", "county = \"east\"\nstatus = \"cancelled\"") + activity("2025-02-01", "county = \"east\"\nstatus = \"planned\"")})
	p := address.Year(2024)
	r := m.ribbon(p, 2024, 3)
	if r.Count != "7" || r.Link.URL != "" || len(r.Halves) != 2 {
		t.Fatalf("%+v", r)
	}
	if got, want := saysOf(r), "虚构科普日：9月14日至20日|虚构全年：|虚构跨年：12月30日至31日|讲座|其他形式，或没有注明|横线下面的1条只知道月份|月份未注明1条"; got != want {
		t.Errorf("it says %s\nwant    %s", got, want)
	}
	may, june := r.Halves[0].Months[4], r.Halves[0].Months[5]
	if may != (view.RibbonMonth{Name: "5月", URL: "#m-5", Count: 1}) || june != (view.RibbonMonth{Name: "6月", None: "没有记录"}) || r.Unplaced.URL != "#m-unknown" {
		t.Errorf("%+v, %+v, %s", may, june, r.Unplaced.URL)
	}
	bands := 0
	for _, h := range r.Halves {
		bands += len(h.Drawing.Bands)
	}
	if bands != 2 {
		t.Errorf("%d bands: records that are months apart are one span", bands)
	}
	if got := m.ribbon(address.Home, 2024, 3); got.Link.URL != p || got.Halves[0].Months[4].URL != p+"#m-5" {
		t.Errorf("elsewhere: %+v", got)
	}
	for year, want := range map[int]string{2023: "延期、取消|", 2025: "计划举办，结果还没有报|"} {
		if got := saysOf(m.ribbon(p, year, 3)); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
	ahead := made(t, map[string]string{"bases/jia.md": basePage("虚构甲馆", "east"), "activities/all.toml": activity("2024-10-09", "county = \"east\"")})
	for _, c := range []struct {
		m    *maker
		year int
		want string // what is said aloud of months without records
	}{
		{m, 2025, "记录截至2024年12月30日，后面没有写条数的月份还没有记录"},
		{ahead, 2024, strings.Repeat("没有记录|", 9) + "记录截至10月9日，以后的月份还没有记录"},
	} {
		var none []string
		for _, h := range c.m.ribbon(p, c.year, 3).Halves {
			for _, month := range h.Months {
				if month.None != "" {
					none = append(none, month.None)
				}
			}
		}
		if got := strings.Join(none, "|"); got != c.want {
			t.Errorf("%d: %s\nwant %s", c.year, got, c.want)
		}
	}
	if list := m.newestRibbons(address.Home); len(list) != 2 || list[0].Year != 2025 || list[1].Year != 2024 {
		t.Errorf("home has %d ribbons", len(list))
	}
	if list := made(t, map[string]string{}).newestRibbons(address.Home); list != nil {
		t.Errorf("of no records: %+v", list)
	}
}

// A year in parts: its months lead to the pages that have them.
func TestRibbonOfALongYear(t *testing.T) {
	c := busy(address.MostEntries + 1)
	m := newMaker(c, figures.Of(c))
	year := int(c.Activities[0].Date.Year)
	r := m.ribbon(address.Year(year), year, 3)
	if len(r.Signs) > 0 && len(r.Halves[0].Drawing.Bars)+len(r.Halves[1].Drawing.Bars) > 0 {
		t.Error("bars have signs")
	}
	for _, h := range r.Halves {
		for _, month := range h.Months {
			if month.Count > 0 && !strings.Contains(month.URL, ".html#m-") {
				t.Errorf("%+v", month)
			}
		}
	}
}
