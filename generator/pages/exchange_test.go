package pages

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/figures"
	"kepu/generator/source"
	"kepu/generator/view"
)

// exchanging links a city with three places, and what more is given.
func exchanging(t *testing.T, more map[string]string) *maker {
	t.Helper()
	base := func(name, more string) string {
		return "+++\nname = \"" + name + "\"\ncounty = \"甲县\"\naddress = \"某路\"\n" + more + "\n+++\n虚构。\n"
	}
	files := map[string]string{
		"site.toml":            "title = \"示例\"\n[organiser]\nname = \"示例科协\"\n",
		"activities/2026.toml": "[[activity]]\ndate = 2026-01-09\ntitle = \"虚构\"\n",
		"bases/a.md":           base("甲馆", `location = [114.00001, 33.00001]`+"\n"+`phone = "0000-1111111"`),
		"bases/b.md":           base("乙馆", `location = [114.10001, 33.00001]`),
		"bases/town.md":        base("丙馆", `location = [114.30, 33.00]`+"\n"+`precision = "town"`),
		"bases/near.md":        base("丁馆", `location = [114.31, 33.00]`+"\n"+`precision = "county"`),
		"bases/lost.md":        base("戊馆", ""),
		"bases/same.md":        base("己馆", `location = [114.00001, 33.00001]`),
	}
	maps.Copy(files, more)
	c := linked(t, files)
	return newMaker(c, figures.Of(c))
}

func routeText(stops ...string) string {
	s := "+++\ntitle = \"路线\"\n"
	for _, stop := range stops {
		name, minutes, _ := strings.Cut(stop, " ")
		s += "[[stop]]\nbase = \"" + name + "\"\n"
		if minutes != "" {
			s += "minutes = " + minutes + "\n"
		}
	}
	return s + "+++\n虚构。\n"
}

func TestRouteSaysWhatIsKnownOfTimesAndDistances(t *testing.T) {
	for _, tt := range []struct {
		stops []string
		next  []string
		total string
	}{
		{[]string{"甲馆 90", "乙馆 30"}, []string{"到下一站直线距离约9.3公里", ""}, "停留合计2小时；路上时间未计；各站之间直线距离合计约9.3公里，实际路程更长"},
		{[]string{"甲馆 90", "乙馆"}, []string{"到下一站直线距离约9.3公里", ""}, "停留合计至少1小时30分钟（2站中1站写明）；路上时间未计；各站之间直线距离合计约9.3公里，实际路程更长"},
		{[]string{"甲馆", "甲馆"}, []string{"下一站还在这里", ""}, "各站停留多久没有写明；路上时间未计"},
		{[]string{"甲馆", "丙馆", "丁馆"}, []string{"到下一站直线距离约28公里（位置是大概的）", "离下一站不远，位置是大概的，距离未知", ""}, "各站停留多久没有写明；路上时间未计；全程直线距离未知"},
		{[]string{"甲馆 10", "戊馆 5"}, []string{"到下一站的距离未知", ""}, "停留合计15分钟；路上时间未计；全程直线距离未知"},
		{[]string{"戊馆 45"}, []string{""}, "停留合计45分钟"},
		{[]string{"甲馆", "己馆"}, []string{"和下一站写的是同一个坐标", ""}, "各站停留多久没有写明；路上时间未计"},
		{[]string{"甲馆", "己馆", "乙馆"}, []string{"和下一站写的是同一个坐标", "到下一站直线距离约9.3公里", ""}, "各站停留多久没有写明；路上时间未计；各站之间直线距离合计约9.3公里，实际路程更长"},
	} {
		m := exchanging(t, map[string]string{"routes/r.md": routeText(tt.stops...)})
		v := m.route(m.c.Routes[0])
		for i, s := range v.Stops {
			if s.Next != tt.next[i] {
				t.Errorf("%v, stop %d: %q, want %q", tt.stops, i+1, s.Next, tt.next[i])
			}
		}
		if got := strings.Join(v.Total, "；"); got != tt.total {
			t.Errorf("%v: %q, want %q", tt.stops, got, tt.total)
		}
	}
}

// The numbers on the map are those of the stops, whatever stands where: a place that comes
// twice has its first, and who is not on the map is said.
func TestRoutesMapHasTheNumbersOfItsStops(t *testing.T) {
	m := exchanging(t, map[string]string{"routes/r.md": routeText("甲馆", "戊馆", "乙馆", "甲馆", "丙馆", "丁馆")})
	v := m.route(m.c.Routes[0])
	for _, d := range v.Map.Drawings {
		got := map[string]string{}
		for _, s := range d.Spots {
			got[s.ID] = s.Glyph
		}
		want := map[string]string{"a": "1", "b": "3", "town": "5", "near": "6"}
		for id, n := range want {
			if got[id] != n && got[id] != n+"…" {
				t.Errorf("%s: %s has the number %q, want %s", d.Size, id, got[id], n)
			}
		}
		if n := len(strings.Fields(d.Way)); n != 5 { // 甲 乙 甲 丙 丁
			t.Errorf("%s: the line has %d points: %s", d.Size, n, d.Way)
		}
		if len(d.Crowds) > 0 {
			t.Errorf("%s has numbers that are of no stop: %v", d.Size, d.Crowds)
		}
	}
	if v.Missing != "第2站位置未查到，图上没有。" {
		t.Errorf("missing: %q", v.Missing)
	}
	if v := exchanging(t, map[string]string{"routes/r.md": routeText("戊馆")}); v.route(v.c.Routes[0]).Map != nil {
		t.Error("a map of nothing")
	}
}

func TestTouringExhibitIsWhereItsDatesSay(t *testing.T) {
	for _, tt := range []struct{ name, stops, want string }{
		{"a way", `{place = "甲", from = 2026-03-01, until = 2026-03-20}, {place = "乙", from = 2026-03-22, until = 2026-04-01}`,
			`[["","下一站：甲，2026年3月1日起"],["2026-03-01","现在在：甲，到2026年3月20日；下一站：乙，2026年3月22日起"],["2026-03-21","下一站：乙，2026年3月22日起"],["2026-03-22","现在在：乙，到2026年4月1日"],["2026-04-02","巡展已经结束"]]`},
		{"written the other way round", `{place = "乙", from = 2026-03-22, until = 2026-04-01}, {place = "甲", from = 2026-03-01, until = 2026-03-21}`,
			`[["","下一站：甲，2026年3月1日起"],["2026-03-01","现在在：甲，到2026年3月21日；下一站：乙，2026年3月22日起"],["2026-03-22","现在在：乙，到2026年4月1日"],["2026-04-02","巡展已经结束"]]`},
		{"moved on the day", `{place = "甲", from = 2026-03-01, until = 2026-03-22}, {place = "乙", from = 2026-03-22, until = 2026-04-01}`,
			`[["","下一站：甲，2026年3月1日起"],["2026-03-01","现在在：甲，到2026年3月22日；下一站：乙，2026年3月22日起"],["2026-03-22","现在在：乙，到2026年4月1日"],["2026-04-02","巡展已经结束"]]`},
		{"the last has no end", `{place = "甲", from = 2026-03-01}`, `[["","下一站：甲，2026年3月1日起"],["2026-03-01","最后一站：甲，2026年3月1日起，到哪天没有写"]]`},
		{"one before has no end", `{place = "甲", from = 2026-03-01}, {place = "乙", from = 2026-03-22}`, ""},
		{"months are no days", `{place = "甲", from = "2026-03", until = "2026-04"}`, ""},
		{"an end that is a month", `{place = "甲", from = 2026-03-01, until = "2026-04"}`, ""},
		{"at two places at once", `{place = "甲", from = 2026-03-01, until = 2026-04-22}, {place = "乙", from = 2026-03-22, until = 2026-05-01}`, ""},
		{"none", ``, ""},
	} {
		m := exchanging(t, map[string]string{"exchange.toml": "[[offer]]\nbase = \"甲馆\"\nkind = \"巡展\"\ntitle = \"展\"\nstops = [" + tt.stops + "]\n"})
		if got := tourDays(m.c.Offers[0]); got != tt.want {
			t.Errorf("%s:\n %s, want\n %s", tt.name, got, tt.want)
		}
	}
}

// A touring exhibit may go to a base whose page is not published yet: neither the page nor the search says its name.
func TestAStopAtADraftIsNotNamed(t *testing.T) {
	for _, alias := range []string{"密馆", "密馆的别名", "secret"} {
		m := exchanging(t, map[string]string{
			"bases/secret.md": "+++\ndraft = true\nname = \"密馆\"\nalias = [\"密馆的别名\"]\ncounty = \"甲县\"\n+++\n虚构。\n",
			"exchange.toml":   "[[offer]]\nbase = \"甲馆\"\nkind = \"巡展\"\ntitle = \"展\"\nstops = [{place = \"" + alias + "\", from = 2026-03-01, until = 2026-03-20}]\n",
		})
		o := m.c.Offers[0]
		it, doc := m.offerItem("exchange.html", o), m.offerDoc(o)
		if shown := fmt.Sprint(it, doc); strings.Contains(shown, alias) {
			t.Errorf("%s is named: %s", alias, shown)
		}
		if got, want := it.Tour[0].Place.Name, "一家基地（介绍还没有发布）"; got != want || it.Tour[0].Place.URL != "" {
			t.Errorf("%+v, want %s", it.Tour[0].Place, want)
		}
	}
}

func TestOffersThatAreOverFoldAway(t *testing.T) {
	text := ""
	for _, until := range []string{"2025", `"2026-01"`, "2026-01-08", "2026-01-09", "2026-01-10", ""} {
		text += "[[offer]]\nbase = \"甲馆\"\nkind = \"场地\"\ntitle = \"到" + strings.Trim(until, `"`) + "\"\n"
		if until != "" {
			text += "until = " + until + "\n"
		}
	}
	m := exchanging(t, map[string]string{"exchange.toml": text})
	v := m.exchange()
	var passed, holding []string
	for _, it := range v.Passed {
		passed = append(passed, it.Title+it.Ended)
		if it.Facets != "" {
			t.Errorf("%s is passed and can be filtered for", it.Title)
		}
	}
	for _, it := range v.Sides[0].Offers {
		holding = append(holding, it.Title+" "+it.Until+" "+it.EndedDays)
	}
	if want := []string{"到2025已过期", "到2026-01-08已过期"}; !slices.Equal(passed, want) {
		t.Errorf("passed: %q, want %q", passed, want)
	}
	if want := []string{`到2026-01 2026-01-31 [["2026-02-01","已过期"]]`, `到2026-01-09 2026-01-09 [["2026-01-10","已过期"]]`, `到2026-01-10 2026-01-10 [["2026-01-11","已过期"]]`, "到  "}; !slices.Equal(holding, want) {
		t.Errorf("holding: %q, want %q", holding, want)
	}
	if !v.Folds || len(v.Sides) != 1 {
		t.Errorf("folds %v, sides %d", v.Folds, len(v.Sides))
	}
}

func TestOfferShowsTheBasesPhoneWhereItHasNone(t *testing.T) {
	m := exchanging(t, map[string]string{"exchange.toml": `
[[offer]]
base = "甲馆"
kind = "讲座"
title = "一"
[[offer]]
base = "甲馆"
kind = "讲座"
title = "二"
contact = "0000-2222222"
[[want]]
base = "乙馆"
kind = "讲座"
title = "三"
`})
	var got []string
	for _, s := range m.exchange().Sides {
		for _, it := range s.Offers {
			got = append(got, fmt.Sprint(it.ID, it.Contact.Name, it.OfBase))
		}
	}
	if want := []string{"offer-a-10000-1111111true", "offer-a-20000-2222222false", "want-b-1false"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Who offers something may be a base no more; what is listed of it says so.
func TestOfferSaysThatItsBaseHasEnded(t *testing.T) {
	offer := "[[offer]]\nbase = \"%s\"\nkind = \"讲座\"\ntitle = \"一\"\n"
	base := "+++\nname = \"%s\"\ncounty = \"甲县\"\n%s\n+++\n虚构。\n"
	m := exchanging(t, map[string]string{
		"bases/ended.md":    fmt.Sprintf(base, "止馆", `until = "2020-05"`),
		"bases/revoked.md":  fmt.Sprintf(base, "撤馆", ""),
		"designations.toml": "[[designation]]\nlevel = \"市级\"\ndate = 2019\nbases = [\"撤馆\"]\n[[revocation]]\nlevel = \"市级\"\ndate = 2021\nbases = [\"撤馆\"]\n",
		"exchange.toml":     fmt.Sprintf(offer+offer+offer, "甲馆", "止馆", "撤馆"),
	})
	want := map[string]string{"甲馆": "", "止馆": "作为科普教育基地开放到2020年5月为止", "撤馆": "科普教育基地的命名已撤销"}
	if n := len(m.c.Offers); n != len(want) {
		t.Fatalf("%d offers", n)
	}
	for _, o := range m.c.Offers {
		if got := m.offerItem(address.Exchange, o).BaseEnded; got != want[o.Base.Name] {
			t.Errorf("%s: %q, want %q", o.Base.Name, got, want[o.Base.Name])
		}
	}
}

// A name that nobody agreed to have published is in no file of the site, and neither is a route or an
// offer that is a draft or a draft's.
func TestNoFileHasANameWithoutConsent(t *testing.T) {
	m := exchanging(t, map[string]string{
		"bases/draft.md":  "+++\nname = \"草稿馆\"\ncounty = \"甲县\"\ndraft = true\n+++\n虚构。\n",
		"routes/r.md":     routeText("甲馆", "草稿馆"),
		"routes/draft.md": strings.Replace(routeText("甲馆"), "title = \"路线\"", "title = \"草稿路线\"\ndraft = true", 1),
		"exchange.toml": `
[[offer]]
base = "甲馆"
kind = "讲座"
title = "一"
person = "王某某"
[[offer]]
base = "甲馆"
kind = "讲座"
title = "二"
person = "李某某"
consent = true
[[offer]]
base = "草稿馆"
kind = "场地"
title = "草稿馆的礼堂"
`,
	})
	files, ps := Of(m.c, m.f, Options{})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	named := 0
	for _, f := range files {
		var b bytes.Buffer
		switch {
		case f.View != nil:
			fmt.Fprintf(&b, "%+v", f.View())
		case f.Write != nil && !strings.HasSuffix(f.Path, ".xlsx"):
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
		}
		for _, no := range []string{"王某某", "草稿馆", "草稿路线"} {
			if strings.Contains(b.String(), no) {
				t.Errorf("%s has %s", f.Path, no)
			}
		}
		if strings.Contains(b.String(), "李某某") {
			named++
		}
	}
	if named == 0 {
		t.Error("who agreed is named nowhere")
	}
}

func TestLongExchangeIsSplitByKind(t *testing.T) {
	for _, n := range []int{1, address.MostEntries, address.MostEntries + 1, 3 * address.MostEntries} {
		var text strings.Builder
		for i := range n {
			kind := source.OfferKinds[0]
			if i%10 == 0 {
				kind = source.OfferKinds[4]
			}
			fmt.Fprintf(&text, "[[offer]]\nbase = \"甲馆\"\nkind = %q\ntitle = \"第%d项\"\n", kind, i)
		}
		m := exchanging(t, map[string]string{"exchange.toml": text.String()})
		files, _ := Of(m.c, m.f, Options{})
		found := map[string]int{}
		for _, f := range files {
			if f.Layout != "exchange" {
				continue
			}
			v := f.View().(view.ExchangePage)
			rows := 0
			for _, s := range v.Sides {
				for _, it := range s.Offers {
					found[it.Title]++
					rows++
				}
			}
			if rows > address.MostEntries {
				t.Errorf("%d entries: %s has %d", n, f.Path, rows)
			}
		}
		if len(found) != n {
			t.Errorf("%d entries: %d are on pages", n, len(found))
		}
		at := map[string]bool{}
		for _, f := range files {
			at[f.Path] = true
		}
		for _, o := range m.c.Offers {
			if found[o.Title] != 1 {
				t.Errorf("%d entries: %s is there %d times", n, o.Title, found[o.Title])
			}
			if !at[m.offers.Page(o)] {
				t.Fatalf("%d entries: %s would be on %s, which is not there", n, o.Title, m.offers.Page(o))
			}
		}
	}
}

func TestNothingOfRoutesAndExchangeWhereThereAreNone(t *testing.T) {
	m := exchanging(t, nil)
	files, _ := Of(m.c, m.f, Options{})
	for _, f := range files {
		if strings.HasPrefix(f.Path, "routes/") || strings.HasPrefix(f.Path, "exchange") || strings.Contains(f.Path, "search/routes") || strings.Contains(f.Path, "search/exchange") {
			t.Errorf("there is %s", f.Path)
		}
	}
	for _, it := range m.nav(address.Home) {
		if it.Name == "研学路线" || it.Name == exchangeTitle {
			t.Errorf("the menu has %s", it.Name)
		}
	}
	if h := m.home(); h.Routes != nil || h.More.Routes != "" {
		t.Error("the home page has routes")
	}
}

// Nobody counts what was not entered: no record is not none.
func TestOnlyWhatWasEnteredIsCounted(t *testing.T) {
	for want, n := range map[string][3]int{"": {}, "共登记提供9项。": {9}, "共登记需要1项。": {0, 1}, "共登记提供2项、需要3项。": {2, 3},
		"共登记提供8项、需要3项；另有1项已过期。": {8, 3, 1}, "登记的2项已过期。": {0, 0, 2}} {
		if got := registered(n[0], n[1], n[2]); got != want {
			t.Errorf("%v: %q, want %q", n, got, want)
		}
	}
}
