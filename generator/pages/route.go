package pages

import (
	"fmt"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/hours"
	"kepu/generator/view"
)

// Study routes. What is said of distances is said of straight lines: the program knows no roads,
// and the time on the way is never counted.

const routesLead = "把几家科普教育基地连起来走的研学路线。先后和停留由组织单位安排，出发前请先和各站预约。"

func (m *maker) hasRoutes() bool { return len(m.c.Routes) > 0 }

// routePages adds the list of routes and their pages, where there are any.
func (m *maker) routePages() {
	if !m.hasRoutes() {
		return
	}
	m.page(address.Routes, "routes", func() any { return m.routes() }, m.key(func(g *gathering) { m.addRoutes(g, m.c.Routes) }))
	for _, r := range m.c.Routes {
		m.add(File{Path: address.Route(r), Layout: "route", View: func() any { return m.route(r) }, Draft: r.Draft, Name: r.Title,
			Key: m.key(func(g *gathering) { m.addRoutePage(g, r) })})
	}
}

func (m *maker) routes() view.RoutesPage {
	p := address.Routes
	return view.RoutesPage{Frame: m.column(p, "研学路线", routesLead), Lead: routesLead, Items: m.routeItems(p, m.c.Routes)}
}

// routeItems are the routes of a list, for the page at p.
func (m *maker) routeItems(p string, list []*catalog.Route) []view.RouteItem {
	var out []view.RouteItem
	for _, r := range list {
		it := view.RouteItem{
			Title: r.Title, URL: address.Link(p, address.Route(r)), Theme: r.Theme, Length: routeLength(r), Season: r.Season,
			Audience: r.Audience, Summary: m.routeSummary(r), Count: len(r.Stops),
		}
		var names []string
		for _, s := range r.Stops {
			if s.Base != nil {
				names = append(names, s.Base.Name)
			}
		}
		it.Stops = strings.Join(names, " → ")
		out = append(out, it)
	}
	return out
}

func (m *maker) routeSummary(r *catalog.Route) string {
	if r.Route.Summary != "" {
		return r.Route.Summary
	}
	return m.summaryOf(r.Body)
}

// routeLength is how long a route takes in words; "" when nobody says.
func routeLength(r *catalog.Route) string {
	switch {
	case r.Days.Known:
		return digits(r.Days.N) + "天"
	case r.Length > 0:
		return lasting(int64(r.Length))
	}
	return ""
}

// lasting says minutes as people do.
func lasting(minutes int64) string {
	h, rest := minutes/60, minutes%60
	switch {
	case h == 0:
		return fmt.Sprintf("%d分钟", rest)
	case rest == 0:
		return fmt.Sprintf("%d小时", h)
	}
	return fmt.Sprintf("%d小时%d分钟", h, rest)
}

func (m *maker) route(r *catalog.Route) view.RoutePage {
	p := address.Route(r)
	v := view.RoutePage{
		Title: r.Title, Theme: r.Theme, Length: routeLength(r), Season: r.Season, Audience: r.Audience, Summary: r.Route.Summary,
		Organiser: r.Organiser, Phone: view.Link{Name: r.Phone, URL: telURL(r.Phone)}, Booking: sourceOf(r.Booking), Transport: r.Transport, Meals: r.Meals,
		Body: m.body(p, r.Path, r.Body, false), Sources: sourcesOf(r.Sources), ReportURL: m.reportURL(p, r.Title),
	}
	var bases []*catalog.Base
	var lost []string
	for i, s := range r.Stops {
		bases = append(bases, s.Base)
		if s.Base == nil || s.Base.Point == nil {
			lost = append(lost, fmt.Sprint(i+1))
		}
		v.Stops = append(v.Stops, m.routeStop(p, r, i))
	}
	if v.Map = m.maps.Way(p, bases, r.Title+"各站的位置和先后"); v.Map != nil && len(lost) > 0 {
		v.Missing = "第" + strings.Join(lost, "、") + "站位置未查到，图上没有。"
	}
	v.Total = routeTotal(r)
	if m.c.AsOf.Known() {
		v.AsOf = "记录截至" + m.c.AsOf.Chinese()
	}
	v.Frame = m.frame(p, r.Title, m.routeSummary(r), view.Link{Name: "研学路线", URL: address.Link(p, address.Routes)})
	v.Meta = append(v.Meta, meta("ArticleTitle", r.Title, "Url", v.Canonical)...)
	return v
}

// routeStop is the i-th stop of a route, for the page at p.
func (m *maker) routeStop(p string, r *catalog.Route, i int) view.RouteStop {
	s := r.Stops[i]
	v := view.RouteStop{Number: i + 1, What: s.What}
	if s.Minutes.Known {
		v.Stay = lasting(s.Minutes.N)
	}
	if i+1 < len(r.Stops) {
		v.Next, _ = straight(s.Base, r.Stops[i+1].Base)
	}
	b := s.Base
	if b == nil {
		return v
	}
	for j := range i {
		if r.Stops[j].Base == b {
			v.Again = j + 1
			break
		}
	}
	card := m.card(p, b)
	v.Name, v.URL, v.County = b.Name, card.URL, card.County
	v.Hours, v.ClosedDays, v.HoursData, v.HoursEnd = hoursRows(b), b.Closed, card.HoursData, card.HoursEnd
	v.Fee, v.Free, v.Booking, v.Address = feeWords(b), card.Free, sourceOf(b.Booking), b.Address
	v.Phone = view.Link{Name: b.Phone, URL: telURL(b.Phone)}
	v.Ended = m.baseEnded(b)
	return v
}

// baseEnded says until when b is a base, or that its title was taken away; "" where nothing of it is known.
func (m *maker) baseEnded(b *catalog.Base) string {
	switch {
	case b.Until.Known():
		return "作为科普教育基地开放到" + b.Until.Chinese() + "为止"
	case b.Standing(m.c.AsOf) == catalog.Revoked:
		return "科普教育基地的命名已撤销"
	}
	return ""
}

// hoursRows are a base's opening hours as its page has them.
func hoursRows(b *catalog.Base) []view.HoursRow {
	var out []view.HoursRow
	for _, h := range b.Hours {
		times := hours.Line(h).ShownTimes()
		out = append(out, view.HoursRow{Days: hours.Shown(h.Days), Times: times, Months: hours.ShownSeason(h.Months)})
	}
	return out
}

// straight says how far it is from one base to another as the crow flies, and in metres; -1 when
// nobody can tell.
func straight(a, b *catalog.Base) (words string, metres float64) {
	switch {
	case a == nil || b == nil || a.Point == nil || b.Point == nil:
		return "到下一站的距离未知", -1
	case a == b:
		return "下一站还在这里", 0
	}
	d := geo.Distance(*a.Point, *b.Point)
	const town = 10_000 // metres: how far a place may be off that is known to the town only
	switch rough := a.Precision != "exact" || b.Precision != "exact"; {
	case rough && d < town:
		return "离下一站不远，位置是大概的，距离未知", -1
	case rough:
		return fmt.Sprintf("到下一站直线距离约%.0f公里（位置是大概的）", d/1000), d
	case d == 0: // in one building, or copied from the other
		return "和下一站写的是同一个坐标", d
	}
	return "到下一站直线距离约" + far(d), d
}

// far writes metres as people say them.
func far(d float64) string {
	if d < 950 {
		return fmt.Sprintf("%.0f米", max(50, geo.Round(d/50, 0)*50))
	}
	return fmt.Sprintf("%.1f公里", d/1000)
}

// routeTotal says how long one stays on a route and how far it is, with what is not known.
func routeTotal(r *catalog.Route) []string {
	var out []string
	sum, known := r.Minutes()
	switch n := len(r.Stops); {
	case known == 0:
		out = append(out, "各站停留多久没有写明")
	case known < n:
		out = append(out, fmt.Sprintf("停留合计至少%s（%d站中%d站写明）", lasting(sum), n, known))
	default:
		out = append(out, "停留合计"+lasting(sum))
	}
	out = append(out, "路上时间未计")
	if len(r.Stops) < 2 {
		return out[:1]
	}
	way, all := 0.0, true
	for i := 1; i < len(r.Stops); i++ {
		_, d := straight(r.Stops[i-1].Base, r.Stops[i].Base)
		if all = all && d >= 0; all {
			way += d
		}
	}
	switch {
	case !all:
		out = append(out, "全程直线距离未知")
	case way > 0:
		out = append(out, "各站之间直线距离合计约"+far(way)+"，实际路程更长")
	}
	return out
}

// # Keys

// addRoutes adds what lists show of routes.
func (m *maker) addRoutes(g *gathering, list []*catalog.Route) {
	g.Number(len(list))
	for _, r := range list {
		g.Text(address.Route(r))
		g.Digests(r.Facts)
		if r.Route.Summary == "" {
			g.Text(m.summaryOf(r.Body))
		}
		for _, s := range r.Stops {
			if s.Base == nil {
				g.Text("")
			} else {
				g.Text(s.Base.Name)
			}
		}
	}
}

// addRoutePage adds what a route's page is made from.
func (m *maker) addRoutePage(g *gathering, r *catalog.Route) {
	g.Text(r.Path)
	g.Digests(r.Sum)
	m.addText(g, r.Path, r.Body)
	cards := m.keys.cards()
	for _, s := range r.Stops {
		g.Flag(s.Base != nil)
		if s.Base != nil {
			g.Digests(cards[s.Base.Index])
		}
	}
}
