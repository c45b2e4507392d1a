package mapview

import (
	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// # The tray
//
// Of a base of which nobody knows more than its county's seat, the map would have to make a place up: of several, a ring of places. So these stand
// beside the map in a tray, by county, and a base that is known to its town is drawn there, hollow, where it is alone: two that are known to one town
// stand in the tray as well.

// oneTown is how near to each other two places of towns are one: in metres.
const oneTown = 1500

// parted parts bases with a place into those that are drawn and those in the tray. Without borders the places make the map: all are drawn.
func (m *Builder) parted(list []*catalog.Base) (drawn, tray []*catalog.Base) {
	if m.c.Borders == nil {
		return list, nil
	}
	var towns []*catalog.Base
	for _, b := range list {
		if b.Precision == "town" {
			towns = append(towns, b)
		}
	}
	alone := func(b *catalog.Base) bool {
		for _, other := range towns {
			if other != b && geo.Distance(*b.Point, *other.Point) < oneTown {
				return false
			}
		}
		return true
	}
	for _, b := range list {
		if b.Precision == "county" || b.Precision == "town" && !alone(b) {
			tray = append(tray, b)
		} else {
			drawn = append(drawn, b)
		}
	}
	return drawn, tray
}

// tray is the view of the bases in it for the page at p; nil where there are none.
func (m *Builder) tray(p string, list []*catalog.Base) *view.MapTray {
	if len(list) == 0 {
		return nil
	}
	v := &view.MapTray{Title: "位置只到" + trayPlace(list) + "的", Count: len(list)}
	for _, b := range list {
		name := ""
		if b.County != nil {
			name = b.County.Name
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Name != name {
			v.Groups = append(v.Groups, view.MapTrayGroup{Name: name})
		}
		g := &v.Groups[len(v.Groups)-1]
		card := m.card(p, b)
		s := view.MapSpot{ID: b.ID, URL: address.Link(p, address.Base(b)), Title: spotTitle(card, b), Mark: mark(card.LevelRank), Levels: card.Levels, Name: shortName(b)}
		s.Seal, s.Glyph = m.kindSign(b.Kind)
		for _, l := range standing.Levels(b, m.c.AsOf)[1:] {
			s.Later = append(s.Later, markOf(l))
		}
		g.Spots = append(g.Spots, s)
	}
	return v
}

// trayPlace says how far the places of those in the tray are known.
func trayPlace(list []*catalog.Base) string {
	towns := 0
	for _, b := range list {
		if b.Precision == "town" {
			towns++
		}
	}
	switch towns {
	case 0:
		return "县城"
	case len(list):
		return "乡镇"
	}
	return "县城或乡镇"
}
