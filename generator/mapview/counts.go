package mapview

import (
	"fmt"
	"slices"
	"strconv"

	"kepu/generator/address"
	"kepu/generator/atlas"
	"kepu/generator/chart"
	"kepu/generator/geo"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// mostPoints is how many bases the large map shows one by one. Each is 0.7 to 0.9 KB of the
// page, in the list more than on the drawings, and the page should stay below 500 KB
// (address.MostEntries). With more, the map tells how many there are in each county and leads to
// the counties' pages, each with a map of its own and all cards. A map of ten
// thousand points is a map of numbers in any case: neighbours run together.
const mostPoints = 500

// CountsOnly reports whether the large map shows counties instead of bases.
func (m *Builder) CountsOnly() bool { return len(m.c.Bases) > mostPoints }

// countsMap fills in the large map of counties. It has no filters: what they would sift
// is on other pages, and the search finds it.
func (m *Builder) countsMap(v *view.MapPage) {
	if m.shared().large != nil {
		small, large := m.drawCounts(phoneMap), m.drawCounts(pageMap)
		large.Size, small.Size = "wide", "narrow"
		small.Ground = onto(large.affine, small.affine)
		v.Outlines = large.outlines
		v.Drawings = []view.MapDrawing{small.MapDrawing, large.MapDrawing}
		v.Years, v.Stamp = m.mapYears(m.located(m.c.Bases), large.affine)
	}
	for _, c := range m.c.Counties {
		if n := len(m.bases(c)); n > 0 {
			v.Parts = append(v.Parts, view.PartItem{ID: c.ID, Name: c.Name, URL: address.Link(address.Map, address.County(c)), Count: n})
		}
	}
	v.Lead = countsLead(len(m.c.Bases), len(m.located(m.c.Bases)), v.Drawings != nil)
}

// drawCounts draws the counties, each with its name and how many bases it has, or with the
// number alone where the name is wider than the county.
func (m *Builder) drawCounts(o atlas.Options) sheet {
	base := *m.shared()
	p := geo.NewProjection(base.large.Bounds(), o.Width, o.Symbol+4).Affine()
	base.areas = slices.Clone(base.areas)
	bare := map[string]bool{}
	for i := range base.areas {
		a := &base.areas[i]
		n := len(m.bases(m.countyOf(a.Code)))
		if n == 0 {
			continue
		}
		number := strconv.Itoa(n)
		a.Name += " " + number // so that there is room for both
		shape, _ := base.large.Find(a.Code)
		box := shape.Bounds()
		if float64(chart.Width(a.Name))*o.Heading/90 > (box.East-box.West)*p.Across { // 100 to an em, and the theme spaces names out
			a.Name, bare[a.Code] = number, true
		}
	}
	d := m.drawOn(&base, base.large, address.Map, nil, o)
	d.Label = "全市各县区的基地家数"
	for i := range d.Areas {
		a := &d.Areas[i]
		if c := m.countyOf(a.Code); c != nil {
			a.Name, a.Count, a.Bare = c.Name, len(m.bases(c)), bare[a.Code]
		}
	}
	return d
}

// countsLead says why there are no points, and where they are. Without borders there is
// nothing to draw here.
func countsLead(all, located int, drawn bool) string {
	here := "这里只标"
	if !drawn {
		here = "这里只列出"
	}
	s := fmt.Sprintf("%s家基地画在一张图上看不清，%s各县区有多少家。点县区，看那里的地图和名单。", quote.Thousands.Write(int64(all)), here)
	if located < all {
		s += fmt.Sprintf("其中%s家不知道位置，只在名单里。", quote.Thousands.Write(int64(all-located)))
	}
	return s
}
