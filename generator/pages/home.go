package pages

import (
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/statistics"
	"kepu/generator/view"
	"kepu/generator/wrap"
)

// How much of each list the home page shows.
const (
	homeActivities = 3
	homeArticles   = 3
	homeBases      = 3
	homeRoutes     = 4
)

func (m *maker) home() view.Home {
	p := address.Home
	v := view.Home{
		Frame: m.frame(p, "", m.c.Site.Description), Numbers: m.headlines(p), Spark: m.stats.Spark(p, figures.All, ""), Counties: m.countyItems(p), Kinds: m.kinds(p),
		Upcoming: m.items(p, first(m.upcoming(), 2*homeActivities)), Recent: m.items(p, m.recent(homeActivities)), Calendar: m.calendarURL(p),
		Reports: first(m.articleItems(p, m.c.Reports), homeArticles), Notices: first(m.articleItems(p, m.c.Notices), homeArticles),
		Featured: m.cards(p, m.featured()), More: view.HomeLinks{Bases: address.Link(p, address.Directory)},
		Map: m.maps.City(p), Ribbons: m.newestRibbons(p), Says: m.stats.Conclusion(p),
	}
	if _, were := m.toldOf(m.c.Bases); v.Map != nil && len(were) > 0 { // its numbers and the sentence above differ by these
		said := "各县区按有介绍页的算，其中" + strings.Join(were, "，")
		if v.Map.Untold != "" {
			said = v.Map.Untold + "；" + said
		}
		v.Map.Untold = said
	}
	v.Seals = m.seals(v.Featured, v.Kinds)
	lead, note := m.lead()
	v.Lead, v.LeadNote = wrap.Words(lead), note
	v.Signs = signsOf(v.Ribbons)
	if m.c.AsOf.Known() {
		v.AsOf = "截至" + m.c.AsOf.Chinese() + "的记录"
	}
	if m.hasActivities() {
		v.More.Activities = address.Link(p, address.Activities)
	}
	if len(m.c.Reports) > 0 {
		v.More.Reports = address.Link(p, address.Section(catalog.Reports))
	}
	if len(m.c.Notices) > 0 {
		v.More.Notices = address.Link(p, address.Section(catalog.Notices))
	}
	if m.hasRoutes() {
		v.Routes, v.More.Routes = m.routeItems(p, first(m.c.Routes, homeRoutes)), address.Link(p, address.Routes)
	}
	return v
}

func first[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// lead is the one sentence that says what the site is, from the data: of how many places it
// tells, and in a note of how many of these that were. It is as true on a later day.
func (m *maker) lead() (sentence, note string) {
	told, were := m.toldOf(m.c.Bases)
	if len(told) == 0 {
		return m.c.Site.Description, ""
	}
	counties := map[*catalog.County]bool{}
	for _, b := range told {
		counties[b.County] = true
	}
	note = besides(were)
	return fmt.Sprintf("介绍%s家%s，分布在%s个县区", digits(int64(len(told))), whatTheyAre(told), digits(int64(len(counties)))), note
}

// besides is the note on what was a base and is counted as none: 另有1家命名已过有效期.
func besides(were []string) string {
	if len(were) == 0 {
		return ""
	}
	return "另有" + strings.Join(were, "，另有")
}

// toldOf returns those of the bases of which the records don't say that they were bases, and how many
// of the others are what: 1家命名已过有效期.
func (m *maker) toldOf(bases []*catalog.Base) (told []*catalog.Base, were []string) {
	over, expired := 0, 0
	for _, b := range bases {
		switch {
		case m.isOver(b):
			over++
		case b.Standing(m.c.AsOf) == catalog.Expired:
			expired++
		default:
			told = append(told, b)
		}
	}
	if over > 0 {
		were = append(were, digits(int64(over))+"家已撤销命名或不再作为基地")
	}
	if expired > 0 {
		were = append(were, digits(int64(expired))+"家命名已过有效期")
	}
	return told, were
}

// whatTheyAre is the word for all of the bases: not each of them need have been named one.
func whatTheyAre(bases []*catalog.Base) string {
	named := func(b *catalog.Base) bool { return len(b.Titles) > 0 }
	switch {
	case !slices.ContainsFunc(bases, named):
		return "科普场所"
	case slices.ContainsFunc(bases, func(b *catalog.Base) bool { return !named(b) }):
		return "科普教育基地和科普场所"
	}
	return "科普教育基地"
}

// isOver reports whether the records say that b is a base no more: its time is over, or its
// titles were all taken away.
func (m *maker) isOver(b *catalog.Base) bool {
	s := b.Standing(m.c.AsOf)
	return s == catalog.Revoked || s == catalog.Ended || b.Until.Known() && b.Until.Last().Before(m.c.AsOf)
}

// headlines are the four figures of the home page: bases with a page, bases in
// force, and the activities and participants of the newest whole year that has any.
func (m *maker) headlines(p string) []view.Number {
	told, were := m.toldOf(m.c.Bases)
	bases := count("有介绍的基地", len(told), "家")
	bases.Apart = besides(were)
	bases.URL = address.Link(p, address.Directory)
	out := []view.Number{bases}
	years := m.f.Years()
	switch {
	case len(years) == 0 && len(m.c.Bases) == 0:
		return nil // a site that was just begun: a nought in large figures says nothing
	case len(years) == 0:
		return out
	}
	last := years[len(years)-1]
	if r := m.f.Ask(figures.Query{Measure: measure.InForce, First: last, Last: last, Now: true}); r.Entries > 0 {
		n := statistics.Number("在册基地", r)
		if m.c.UnlistedAt(m.c.AsOf) {
			if n.Note != "" {
				n.Note += "；"
			}
			n.Note += "含只知数目、未查到名称的"
		}
		n.URL = address.Link(p, address.StatisticsYear(last))
		out = append(out, n)
	}
	if y := m.stats.HeadlineYear(); y != 0 {
		held, _ := m.f.Get(y, measure.Activities, figures.All, "")
		people, _ := m.f.Get(y, measure.Participants, figures.All, "")
		for _, n := range []view.Number{statistics.Number(fmt.Sprintf("%d年活动", y), held), statistics.Number(fmt.Sprintf("%d年参加人次", y), people)} {
			n.URL = address.Link(p, address.StatisticsYear(y))
			out = append(out, n)
		}
	}
	return out
}

// featured are the bases with the highest level in force, those with the newest
// activity first.
func (m *maker) featured() []*catalog.Base {
	var list []*catalog.Base
	rank := map[*catalog.Base]int{}
	for _, b := range m.c.Bases {
		if l := b.LevelAt(m.c.AsOf); l != nil {
			list = append(list, b)
			rank[b] = l.Rank
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if rank[a] != rank[b] {
			return rank[a] < rank[b]
		}
		return len(a.Activities) > 0 && (len(b.Activities) == 0 || a.Activities[0].Date.Compare(b.Activities[0].Date.Date) > 0)
	})
	return first(list, homeBases)
}

// notFound is the page that servers give in place of what they do not have, at any address.
// Where base_url tells the site's folder its links begin there, at the server's root: the same
// site may stand on other servers. The script finds it in every folder.
func (m *maker) notFound() view.NotFound {
	f := m.frame(address.NotFound, "没有这一页", "")
	f.Lost = []string{"", "../", "../../", "../../../"}
	if u, err := url.Parse(m.c.Site.BaseURL); err == nil && u.Path != "" {
		base := u.EscapedPath()
		f.Lost = append([]string{base}, f.Lost...)
		f.Root, f.Home, f.SearchURL = base, base+address.Home, base+address.Search
		f.Footer.SiteMapURL = base + address.SiteMap
		if f.Footer.OfflineURL != "" {
			f.Footer.OfflineURL = base + address.Offline
		}
		for i := range f.Nav {
			f.Nav[i].URL = base + f.Nav[i].URL
		}
		for i := range f.Footer.Pages {
			f.Footer.Pages[i].URL = base + f.Footer.Pages[i].URL
		}
	}
	f.Footer.Agency = nil // the script that finds the site does so for links, not for pictures
	f.Crumbs = nil
	anonymous(&f)
	v := view.NotFound{Frame: f}
	for _, n := range f.Nav {
		v.Sections = append(v.Sections, view.Link{Name: n.Name, URL: n.URL})
	}
	return v
}

// count makes a Number of something that the site itself counts.
func count(label string, n int, unit string) view.Number {
	return view.Number{Label: label, Value: digits(int64(n)), Unit: unit, Known: true}
}

// digits writes a number with a comma every three digits: 12,345.
func digits(n int64) string { return quote.Thousands.Write(n) }
