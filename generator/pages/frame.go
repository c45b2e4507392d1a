package pages

import (
	"net/url"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/source"
	"kepu/generator/statistics"
	"kepu/generator/view"
)

// frame makes what surrounds the page at p. Title is "" for the home page.
func (m *maker) frame(p, title, description string, crumbs ...view.Link) view.Frame {
	s := &m.c.Site
	f := view.Frame{
		Lang: s.PageLanguage(), SiteTitle: s.Title, PageTitle: s.Title, Description: description,
		Root: address.Root(p), Home: address.Link(p, address.Home), Path: p,
		Nav: m.nav(p), Footer: m.footerFor(p), SearchURL: address.Link(p, address.Search), Searching: p == address.Search,
	}
	if title != "" {
		f.PageTitle = title + " - " + s.Title
	}
	if p != address.Home {
		f.Crumbs = append([]view.Link{{Name: "首页", URL: f.Home}}, crumbs...)
	}
	m.introduce(&f, p, title, description)
	f.Meta = m.siteTags()
	f.Footer.CorrectionURL = m.correctionURL(p)
	return f
}

// nav is the main navigation: it shows only what there is.
func (m *maker) nav(p string) []view.NavItem {
	items := []view.NavItem{}
	add := func(name, to string, below ...string) {
		in := slices.ContainsFunc(below, func(dir string) bool { return strings.HasPrefix(p, dir) })
		items = append(items, view.NavItem{Name: name, URL: address.Link(p, to), Current: p == to, Section: p != to && in})
	}
	directory, figures := []string{"bases/", "counties/", "titles"}, []string{"statistics/"}
	if of := &directory; strings.HasPrefix(p, "briefs/") { // a county's; those of the city tell its figures
		if p == address.CityBrief || slices.ContainsFunc(m.stats.BriefYears(), func(y int) bool { return p == address.YearBrief(y) }) {
			of = &figures
		}
		*of = append(*of, "briefs/")
	}
	add("首页", address.Home)
	add("基地名录", address.Directory, directory...)
	if m.maps.HasMap() {
		add("地图", address.Map)
	}
	if m.hasActivities() {
		add("活动记录", address.Activities, "activities/")
	}
	if len(m.f.Years()) > 0 {
		add("统计", address.Statistics, figures...)
	}
	if m.hasRoutes() {
		add("研学路线", address.Routes, "routes/")
	}
	if m.hasOffers() {
		add(exchangeTitle, address.Exchange, "exchange/")
	}
	if len(m.c.Reports) > 0 {
		add("工作总结", address.Section(catalog.Reports), "reports/")
	}
	if len(m.c.Notices) > 0 {
		add("通知", address.Section(catalog.Notices), "notices/")
	}
	return items
}

func (m *maker) makeFooter() view.Footer {
	o, r := m.c.Site.Organiser, m.c.Site.Registration
	f := view.Footer{
		Organiser: o.Name, Address: o.Address, Phone: o.Phone, PhoneURL: telURL(o.Phone), Email: o.Email, Postcode: o.Postcode,
		ICP: r.ICP, Police: r.Police, SiteIDCode: r.SiteIDCode, AgencyURL: r.AgencyMarkURL, AsOf: m.c.AsOf.Chinese(),
	}
	if o.Email != "" {
		f.EmailURL = "mailto:" + o.Email
	}
	if r.ICP != "" {
		f.ICPURL = "https://beian.miit.gov.cn/"
	}
	if digits := digitsOf(r.Police); digits != "" {
		f.PoliceURL = "https://beian.mps.gov.cn/#/query/webSearch?code=" + digits
	}
	return f
}

func (m *maker) footerFor(p string) view.Footer {
	f := m.footer
	f.SiteMapURL = address.Link(p, address.SiteMap)
	if a := m.c.AgencyMark; a != nil {
		f.Agency = new(m.image(p, a, ""))
	}
	if m.opts.Offline {
		f.OfflineURL = address.Link(p, address.Offline)
	}
	if less := m.slim.words(); less != "" {
		f.Slim = "精简版，" + less
	}
	for _, a := range m.c.Pages {
		f.Pages = append(f.Pages, view.Link{Name: a.Title, URL: address.Link(p, address.Article(a))})
	}
	f.Pages = append(f.Pages, view.Link{Name: statistics.DataTitle, URL: address.Link(p, address.Data)})
	return f
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// telURL makes a number that phones dial from the first of the numbers in s.
func telURL(s string) string {
	first := s
	if i := strings.IndexAny(s, "、，,；;/ "); i >= 0 && len(digitsOf(s[:i])) >= 5 {
		first = s[:i]
	}
	digits := digitsOf(first)
	if len(digits) < 3 || len(digits) > 15 {
		return ""
	}
	if strings.HasPrefix(strings.TrimSpace(first), "+") {
		digits = "+" + digits
	}
	return "tel:" + digits
}

// sourceOf makes a Source of words or a URL: a URL is shown by its host.
func sourceOf(s string) view.Source {
	if !source.IsWebURL(s) {
		return view.Source{Name: s}
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return view.Source{Name: s}
	}
	return view.Source{Name: strings.TrimPrefix(u.Host, "www."), URL: s}
}

func sourcesOf(list []string) []view.Source {
	var out []view.Source
	for _, s := range list {
		out = append(out, sourceOf(s))
	}
	return out
}
