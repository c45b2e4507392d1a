package mapview

import (
	"fmt"

	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// InYear is the small map of a year: of each county how many activities are on record. It is nil when there is nothing to draw.
func (m *Builder) InYear(p string, year int) *view.SmallMap {
	if !m.HasMap() {
		return nil
	}
	list := []measured{m.held(year)}
	base := m.shared()
	d := m.drawOf(base, base.bordersFor(homePhoneMap), p, nil, homePhoneMap, func() []measured { return list })
	d.Label, d.Water = fmt.Sprintf("%d年各县区的活动", year), d.waters != nil
	v := &view.SmallMap{Notice: m.mapNotice(d.waters), More: m.largeMap(p), Water: d.waters, Measures: measureViews(list, m.c.Outlines() != nil), Seen: list[0].id}
	m.draws(v, d.outlines, d.MapDrawing)
	return v
}

// held is a year's activities on record as what counties are tinted by.
func (m *Builder) held(year int) measured {
	d := measured{id: "activities", name: fmt.Sprintf("%d年活动", year), unit: "项", said: fmt.Sprintf("%d年活动", year)}
	for _, c := range m.c.Counties {
		v := value{none: quote.NoRecords}
		if r, _ := m.f.Get(year, measure.Activities, figures.ByCounty, c.ID); r.Value > 0 {
			v = value{n: float64(r.Value), text: quote.Thousands.Write(r.Value)}
		}
		d.of = append(d.of, v)
	}
	d.classes = classes(d.of)
	return d
}
