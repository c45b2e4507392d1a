package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// mostNear is how many of the nearest bases stand on the page of a county that has none.
const mostNear = 5

// countyEmpty is what stands in place of bases on the page of a county of which none is known: where it is, what
// is not known, the nearest bases elsewhere, and what one can do.
func (m *maker) countyEmpty(p string, c *catalog.County) *view.CountyEmpty {
	v := &view.CountyEmpty{Says: m.noBasesSays(c), Telling: m.telling(p, c.Name+"的科普教育基地"), Map: m.maps.InCity(p, c)}
	for _, a := range m.c.Pages {
		if a.ID == "apply" || strings.Contains(a.Title, "申报") {
			v.Apply = view.Link{Name: a.Title, URL: address.Link(p, address.Article(a))}
			break
		}
	}
	if len(m.c.Bases) > 0 {
		v.All = view.Link{Name: fmt.Sprintf("全市%d家基地的名录", len(m.c.Bases)), URL: address.Link(p, address.Directory)}
	}
	for _, n := range m.nearest(c) {
		v.Nearest = append(v.Nearest, view.NearBase{BaseCard: m.card(p, n.base), Away: "约" + about(n.metres)})
	}
	return v
}

// noBasesSays tells what the namings say of a county without bases: how many names were not found, of which some may be
// there, or that none of those that were named is there. It says nothing where nothing was named, or a base was there before.
func (m *maker) noBasesSays(c *catalog.County) []string {
	if m.noBases() != quote.NotFound {
		moved := slices.ContainsFunc(m.c.Bases, func(b *catalog.Base) bool {
			return slices.ContainsFunc(b.Before, func(s catalog.Stay) bool { return s.County == c })
		})
		if len(m.c.Designations) == 0 || moved {
			return nil
		}
		return []string{"记录到的历次命名里，没有" + c.Name + "的基地。"}
	}
	unnamed, named, least := m.withoutPage()
	var parts []string
	if unnamed > 0 || least {
		switch {
		case unnamed == 0:
			parts = append(parts, "有的批次总数没有查到")
		case least:
			parts = append(parts, fmt.Sprintf("至少%s家次没有查到名称", digits(unnamed)))
		default:
			parts = append(parts, fmt.Sprintf("%s家次没有查到名称", digits(unnamed)))
		}
	}
	if named > 0 {
		parts = append(parts, fmt.Sprintf("%s家次有名称、没有写明在哪个县区", digits(named)))
	}
	return []string{"历次命名的基地里，" + strings.Join(parts, "，") + "，其中有没有" + c.Name + "的，不知道。"}
}

// noBasesLead says in half a sentence that no base of a county is known.
func (m *maker) noBasesLead(c *catalog.County) string {
	if m.noBases() == quote.NotFound {
		return "没有查到" + c.Name + "有哪些科普教育基地"
	}
	return c.Name + "还没有基地的介绍"
}

// withoutPage counts the titles of all batches whose holders have no page: those known by number only, those with a
// name, and whether a batch may have more.
func (m *maker) withoutPage() (unnamed, named int64, least bool) {
	for _, d := range m.c.Designations {
		unnamed += d.Unlisted()
		named += int64(len(d.Others))
		least = least || !d.Complete
	}
	return unnamed, named, least
}

// near is a base with its distance from the middle of a county.
type near struct {
	base   *catalog.Base
	metres float64
}

// nearest finds the bases nearest to the middle of a county, as the crow flies; none where its middle is not known.
// One that is a base no more is none.
func (m *maker) nearest(c *catalog.County) []near {
	if m.c.Borders == nil {
		return nil
	}
	border, ok := m.c.Borders.Find(c.Code)
	if !ok {
		return nil
	}
	middle, ok := border.Middle()
	if !ok {
		return nil
	}
	var all []near
	for _, b := range m.c.Bases {
		if s := b.Standing(m.c.AsOf); b.Point != nil && b.County != c && s != catalog.Ended && s != catalog.Revoked {
			all = append(all, near{b, geo.Distance(middle, *b.Point)})
		}
	}
	slices.SortFunc(all, func(a, b near) int { return cmp.Or(cmp.Compare(a.metres, b.metres), a.base.Index-b.base.Index) })
	return all[:min(len(all), mostNear)]
}

// about says a distance no finer than the middle of a county is known: in kilometres, from twenty on in fives.
func about(metres float64) string {
	km := geo.Round(metres/1000, 0)
	switch {
	case km < 1:
		km = 1
	case km >= 20:
		km = geo.Round(km/5, 0) * 5
	}
	return fmt.Sprintf("%.0f公里", km)
}
