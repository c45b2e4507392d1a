package pages

import (
	"kepu/generator/address"
	"kepu/generator/attention"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
)

// addAttention adds what the records show of a county, beside its neighbours and in the whole city.
func (m *maker) addAttention(g *gathering, c *catalog.County) {
	city := m.stats.Attention()
	if city.Counties == nil {
		return
	}
	g.Flag(city.Shared, city.Elsewhere)
	addYears(g, city.Years)
	x := city.Counties[c.Index]
	addYears(g, x.Years)
	g.Flag(x.Bordering, x.Active)
	for _, s := range []attention.Stretch{x.Longest, x.Last} {
		g.Text(s.From.String(), s.To.String())
		g.Number(s.Days)
		g.Flag(s.AtLeast, s.Opening)
	}
	g.Number(len(x.Returns))
	for _, r := range x.Returns {
		g.Number(r.Year, len(r.Sent), r.Unsure, r.Besides, len(r.Missing))
		for _, list := range [][]*catalog.Base{r.Sent, r.Missing} {
			for _, b := range list {
				g.Text(b.Name, address.Base(b))
			}
		}
	}
	for _, list := range [][]attention.Title{x.Titles.Due, x.Titles.Lapsed} {
		g.Number(len(list))
		for _, t := range list {
			g.Text(t.Base.Name, address.Base(t.Base), t.Until.String())
			g.Flag(t.WithBase)
			g.Number(t.Designation.Level.Index)
		}
	}
	g.Number(len(x.Passed))
	m.addRows(g, x.Passed)
	g.Number(len(x.Neighbours))
	for _, o := range append([]*catalog.County{c}, x.Neighbours...) {
		m.addBeside(g, city.Counties[o.Index])
	}
	whole, _ := m.f.Get(m.stats.HeadlineYear(), measure.Activities, figures.All, "") // of a year that may be none of city.Years
	addFigure(g, whole)
}

// addBeside adds what stands of a county in a table of several.
func (m *maker) addBeside(g *gathering, x *attention.County) {
	g.Number(x.Index, x.Titles.Held, x.Titles.Unsure, x.Titles.Unclear, x.Titles.Unstated, int(x.People.Number), x.People.Year, x.Last.Days, x.LastMost)
	g.Flag(x.Active, x.Last.AtLeast)
	addFigure(g, x.InForce)
	held, some := m.f.Get(m.stats.HeadlineYear(), measure.Activities, figures.ByCounty, x.ID)
	addFigure(g, held)
	g.Flag(some)
}

func addYears(g *gathering, years []attention.Year) {
	g.Number(len(years))
	for _, y := range years {
		g.Number(y.Year, int(y.Undated), int(y.All))
		for _, n := range y.Quarters {
			g.Number(int(n))
		}
		g.Flag(y.Silent)
	}
}
