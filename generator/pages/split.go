package pages

import (
	"fmt"

	"kepu/generator/address"
	"kepu/generator/filter"
	"kepu/generator/view"
)

// # Pages stay readable
//
// Beyond about 500 KB a telephone scrolls badly, so a long year has several pages (see
// address.Entries). The directory of more bases than a page lists leads to the counties'
// pages, which have the cards anyway, or names where there are many, and so does the large map
// (package mapview). Lists that stand on other pages (of a county's activities,
// of a batch's bases) tell the newest or first ones and say where the others are.

// mostRows is how many short rows a page has beside its main matter, and cards beside a map.
const mostRows = 200

// yearPages adds the pages of a year.
func (m *maker) yearPages(year int) {
	m.page(address.Year(year), "activities-year", func() any { return m.activitiesYear(year) }, m.key(func(g *gathering) { m.addYear(g, year) }))
	parts := m.entries.Parts(year)
	for i, part := range parts {
		m.page(part.Address, "activities-year", func() any { return m.activitiesPart(year, i) }, m.key(func(g *gathering) { m.addPart(g, parts, i) }))
	}
}

// activitiesPart makes the page of the i-th part of a year.
func (m *maker) activitiesPart(year, i int) view.ActivitiesYear {
	parts := m.entries.Parts(year)
	part := parts[i]
	p := part.Address
	title := fmt.Sprintf("%d年%s活动记录", year, part.Name)
	v := view.ActivitiesYear{
		Frame: m.frame(p, title, fmt.Sprintf("%d年%s的科普活动：时间、地点、主办基地和参加人次", year, part.Name),
			view.Link{Name: "活动记录", URL: address.Link(p, address.Activities)}, view.Link{Name: fmt.Sprintf("%d年", year), URL: address.Link(p, address.Year(year))}),
		Year: year, Part: part.Name, Total: len(part.Activities), Filter: filter.Activities(m.activityChoices(), part.Activities),
		Months: []view.MonthGroup{{Name: part.Name, ID: part.MonthID, Items: m.items(p, part.Activities)}},
	}
	column(&v.Frame, title, v.Description, "信息公开")
	turn := func(i int) *view.Link {
		if i < 0 || i >= len(parts) {
			return nil
		}
		return &view.Link{Name: parts[i].Name, URL: address.Link(p, parts[i].Address)}
	}
	v.Previous, v.Next = turn(i+1), turn(i-1) // the newest stands first
	return v
}

// yearContents lists the parts of a year for its page.
func (m *maker) yearContents(p string, year int) []view.PartItem {
	var out []view.PartItem
	for _, part := range m.entries.Parts(year) {
		out = append(out, view.PartItem{ID: part.ID, Name: part.Name, URL: address.Link(p, part.Address), Count: len(part.Activities)})
	}
	return out
}
