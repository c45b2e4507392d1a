package pages

import (
	"strings"
	"testing"

	"kepu/generator/source"
)

func TestALifeTellsDatedFacts(t *testing.T) {
	m := unsure(t)
	for id, want := range map[string]string{
		"jia":  "2016年命名为省级科普教育基地，有效期未查到；有活动记录的年份：2018，共1项。",
		"yi":   "2017年命名为市级科普教育基地，有效期至2030年；没有活动记录。",
		"bing": "2015年命名为市级科普教育基地；2017年命名为市级科普教育基地，2018年撤销；没有活动记录。",
	} {
		l := m.life(baseOf(t, m, id))
		if l == nil || l.Alt != want {
			t.Errorf("%s: %+v, want %q", id, l, want)
			continue
		}
		if l.May != (id == "jia") || l.Later != (id == "yi") || l.Ticks != (id == "jia") {
			t.Errorf("%s: %+v", id, l)
		}
	}
	bing := m.life(baseOf(t, m, "bing")).Chart
	if n := len(bing.Bars); n != 2 || bing.Bars[1].X+bing.Bars[1].W >= bing.Now.X {
		t.Errorf("after it was revoked it goes on: %+v", bing.Bars)
	}
	if yi := m.life(baseOf(t, m, "yi")).Chart; yi.Years[0].Text != "2017" || yi.Years[1].Text != "2026" {
		t.Errorf("a line from %s to %s, want eight years after the records", yi.Years[0].Text, yi.Years[1].Text)
	}
}

func TestNoLifeIsDrawnOfNothing(t *testing.T) {
	m := made(t, map[string]string{
		"bases/jia.md": placedPage("虚构甲馆", "east"), "bases/yi.md": placedPage("虚构乙馆", "west"),
		"designations.toml":   "[[designation]]\nlevel = \"市级\"\ndate = 2018\nbases = [\"yi\"]\n",
		"activities/all.toml": activity("2018-05-10", "base = \"jia\""),
	})
	for _, id := range []string{"jia", "yi"} { // no title; one year
		if l := m.life(baseOf(t, m, id)); l != nil {
			t.Errorf("%s: %+v", id, l)
		}
	}
}

// TestWhatIsUnknownIsSaidInOneLine holds the two orders of a base's page.
func TestWhatIsUnknownIsSaidInOneLine(t *testing.T) {
	for _, c := range []struct {
		facts  string
		little bool
		want   string
	}{
		{"", true, "开放时间 费用 预约 地址 电话 交通"},
		{"fee = \"免费\"\naddress = \"一号\"\n", true, "开放时间 预约 电话 交通"},
		{"free = true\nphone = \"0000-1234567\"\n", true, "预约 地址 交通"}, // the row of the hours says to ring first
		{"free = true\nphone = \"见门口\"\n", true, "开放时间 预约 地址 交通"},
		{"fee = \"10元\"\naddress = \"一号\"\nbooking = \"不用\"\n", false, "开放时间 电话 交通"},
		{"fee = \"10元\"\nphone = \"0000-1234567\"\nbooking = \"不用\"\n", false, "交通"}, // the row of the address has the links
	} {
		m := made(t, map[string]string{"bases/jia.md": "+++\nname = \"虚构甲馆\"\ncounty = \"east\"\n" + c.facts + "+++\n"})
		v := m.basePage(baseOf(t, m, "jia"))
		var got []string
		for _, f := range v.Missing {
			got = append(got, f.Name)
		}
		if v.Little != c.little || strings.Join(got, " ") != c.want {
			t.Errorf("%q: little %v, missing %q; want %v, %q", c.facts, v.Little, got, c.little, c.want)
		}
		if v.Little && v.Directions.By != "名称" {
			t.Errorf("%q: looked for by %q", c.facts, v.Directions.By)
		}
	}
}

func TestTellingHasAWayOrIsNotAskedFor(t *testing.T) {
	m := made(t, map[string]string{"bases/jia.md": placedPage("虚构甲馆", "east")})
	for _, c := range []struct {
		o         source.Organiser
		name, url string
	}{
		{source.Organiser{Name: "科协"}, "", ""},
		{source.Organiser{Name: "科协", Phone: "0000-1234567", Email: "a@example.org"}, "电话0000-1234567", "tel:00001234567"},
		{source.Organiser{Name: "科协", Phone: "见门口"}, "电话见门口", ""},
		{source.Organiser{Name: "科协", Email: "a@example.org"}, "a@example.org", "mailto:a@example.org?subject=%E8%A1%A5%E5%85%85%E8%B5%84%E6%96%99%EF%BC%9A%E7%94%B2%EF%BC%88bases%2Fjia.html%EF%BC%89"},
		{source.Organiser{Name: "科协", Address: "一号"}, "来信寄一号", ""},
	} {
		m.c.Site.Organiser = c.o
		got := m.telling("bases/jia.html", "甲")
		if c.name == "" {
			if got != nil {
				t.Errorf("%+v: %+v", c.o, got)
			}
			continue
		}
		if got == nil || got.Name != "科协" || got.Ways[0].Name != c.name || got.Ways[0].URL != c.url || len(got.Ways) == 2 != (c.o.Phone != "" && c.o.Email != "") || got.Code != "" {
			t.Errorf("%+v: %+v", c.o, got)
		}
	}
	m.c.Site.BaseURL = "https://example.org/kepu/"
	if got := m.telling("bases/jia.html", "甲"); got.Code == "" || got.Size < 25 {
		t.Errorf("no code where the site's address is known: %+v", got)
	}
}
