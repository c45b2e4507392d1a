package pages

import (
	"cmp"
	"fmt"
	"slices"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/standing"
	"kepu/generator/statistics"
	"kepu/generator/view"
)

// briefs adds the sheets: one about the city, one about each county.
func (m *maker) briefs() {
	if !m.stats.HasBriefs() {
		return
	}
	m.page(address.CityBrief, "brief", func() any { return m.cityBrief() }, m.keys.whole)
	for _, y := range m.stats.BriefYears() {
		m.page(address.YearBrief(y), "brief", func() any { return m.yearBrief(y) }, m.keys.whole)
	}
	for _, c := range m.c.Counties {
		m.page(address.Brief(c), "brief", func() any { return m.countyBrief(c) }, m.key(func(g *gathering) { m.addCountyBrief(g, c) }))
	}
}

// yearBrief makes briefs/YEAR.html.
func (m *maker) yearBrief(year int) view.Brief {
	p := address.YearBrief(year)
	v := m.stats.YearBrief(p, year)
	own := view.Link{Name: fmt.Sprintf("%d年统计", year), URL: address.Link(p, address.StatisticsYear(year))}
	v.Frame = m.column(p, v.Title, fmt.Sprintf("%d年全市科普教育基地和活动，一页，可以打印", year), view.Link{Name: "统计", URL: address.Link(p, address.Statistics)}, own)
	v.Map, v.Page = m.maps.InYear(p, year), own
	m.signBrief(&v)
	return v
}

// mostBriefBases is how many of a county's bases a sheet names at most.
const mostBriefBases = 20

func (m *maker) countyBrief(c *catalog.County) view.Brief {
	p := address.Brief(c)
	v := m.stats.CountyBrief(p, c)
	v.Frame = m.column(p, v.Title, c.Name+"的科普教育基地和活动记录，一页，可以打印",
		view.Link{Name: "基地名录", URL: address.Link(p, address.Directory)}, view.Link{Name: c.Name, URL: address.Link(p, address.County(c))})
	v.Map = m.maps.InCity(p, c)
	v.Page = view.Link{Name: c.Name + "的页面", URL: address.Link(p, address.County(c))}
	list := slices.Clone(m.index.bases[c])
	rank := func(b *catalog.Base) int {
		if l := b.LevelAt(m.c.AsOf); l != nil {
			return l.Rank
		}
		return 1000 // after all levels
	}
	slices.SortStableFunc(list, func(a, b *catalog.Base) int { return cmp.Compare(rank(a), rank(b)) })
	for _, b := range list[:min(mostBriefBases, len(list))] {
		card := m.card(p, b)
		v.Bases = append(v.Bases, view.BriefBase{
			Link: view.Link{Name: b.Name, URL: card.URL}, Level: standing.WithNote(card.Level, card.LevelNote), LevelDays: card.LevelDays, Phone: view.Link{Name: b.Phone, URL: telURL(b.Phone)},
		})
	}
	v.Bases = v.Bases[:statistics.BriefFits(v.Bases)]
	if n := len(list) - len(v.Bases); n > 0 {
		v.More = "另有" + digits(int64(n)) + "家"
	}
	if len(list) == 0 {
		v.NoBases = "本站还没有收录" + c.Name + "的基地。"
	}
	m.signBrief(&v)
	return v
}

func (m *maker) cityBrief() view.Brief {
	p := address.CityBrief
	v := m.stats.CityBrief(p)
	v.Frame = m.column(p, v.Title, "全市科普教育基地和活动记录，一页，可以打印", view.Link{Name: "统计", URL: address.Link(p, address.Statistics)})
	v.Map = m.maps.Sheet(p)
	v.Page = view.Link{Name: "统计", URL: address.Link(p, address.Statistics)}
	m.signBrief(&v)
	return v
}

// signBrief says who made the sheet and whom to ask.
func (m *maker) signBrief(v *view.Brief) {
	o, f := m.c.Site.Organiser, m.footer
	v.By = o.Name
	v.Ask = view.BriefContact{Name: o.Name, Phone: view.Link{Name: f.Phone, URL: f.PhoneURL}, Email: view.Link{Name: f.Email, URL: f.EmailURL}, Address: o.Address}
}

// addCountyBrief adds what the sheet about a county is made from.
func (m *maker) addCountyBrief(g *gathering, c *catalog.County) {
	m.addAttention(g, c)
	m.addCards(g, m.index.bases[c])
	year := m.stats.HeadlineYear()
	for _, o := range m.c.Counties {
		r, _ := m.f.Get(year, measure.Activities, figures.ByCounty, o.ID)
		addFigure(g, r)
	}
	r, _ := m.f.Get(year, measure.Participants, figures.ByCounty, c.ID)
	addFigure(g, r)
}
