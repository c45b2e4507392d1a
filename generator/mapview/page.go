// Package mapview makes the maps of the site: the large one with its list, the small ones of the
// city, of a county, of a base, and of what a text asks for.
//
// Package atlas draws. This one decides what a map shows, says it in words for those who don't see
// it, and keeps maps light: outlines are the greater part of a map's weight and stand once
// on a page, or in a file that pages share; with more bases than can be told apart the large map tells only
// how many there are in each county.
package mapview

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kepu/generator/address"
	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/geo"
	"kepu/generator/quote"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// Builder makes views of the maps of a catalog. It may be used from many goroutines.
type Builder struct {
	c      *catalog.Catalog
	f      *figures.Figures
	bases  func(*catalog.County) []*catalog.Base
	card   func(p string, b *catalog.Base) view.BaseCard
	shared func() *mapBase                 // found once
	signs  func() map[*catalog.Kind]string // glyphs, worked out once
}

// New returns the Builder of a catalog. Bases returns the bases of a county, and card tells of a base on the page at p.
func (k *Memory) New(c *catalog.Catalog, f *figures.Figures, bases func(*catalog.County) []*catalog.Base, card func(p string, b *catalog.Base) view.BaseCard) *Builder {
	m := &Builder{c: c, f: f, bases: bases, card: card}
	m.shared = sync.OnceValue(func() *mapBase { return k.of(m) })
	m.signs = sync.OnceValue(m.glyphs)
	return m
}

// How large the drawings are. A drawing's units are CSS pixels where its width is the
// page's: 328 is a telephone of 360 px without its margins.
var (
	phoneMap  = atlas.Options{Width: 328, Symbol: 8.5, Text: 11, Heading: 12, ScaleBar: true}
	pageMap   = atlas.Options{Width: 760, Symbol: 11.5, Text: 13, Heading: 15, ScaleBar: true}
	homeMap   = atlas.Options{Width: 640, Symbol: 10, Heading: 15, Figure: 19}
	inCityMap = atlas.Options{Width: 300, Symbol: 9, Heading: 14}
	tinyMap   = atlas.Options{Width: 120, Symbol: 3}

	cityMap      = atlas.Options{Width: 300, Symbol: 6, Heading: 13, Figure: 16}
	homePhoneMap = atlas.Options{Width: 328, Symbol: 8.5, Heading: 12, Figure: 14}
)

// HasMap reports whether there is anything to draw.
func (m *Builder) HasMap() bool {
	return m.c.Borders != nil || slices.ContainsFunc(m.c.Bases, func(b *catalog.Base) bool { return b.Point != nil })
}

// Page is the view of the large map but for its frame.
func (m *Builder) Page() view.MapPage {
	p := address.Map
	v := view.MapPage{Measures: measureViews(m.measures(), m.c.Outlines() != nil)}
	if m.CountsOnly() {
		m.countsMap(&v)
		v.Notice = m.mapNotice(v.Water)
		return v
	}
	located := WithPlace(m.c.Bases)
	drawn, tray := m.parted(located)
	small, large := m.largeSheets(p, drawn)
	v.Tray = m.tray(p, tray)
	v.Outlines, v.Water = large.outlines, large.waters
	v.Notice = m.mapNotice(v.Water)
	for _, d := range []sheet{small, large} {
		d.Label, d.Affine = "全市基地地图", join5(d.affine)
		v.Drawings = append(v.Drawings, d.MapDrawing)
	}
	for mark := range allMarks {
		v.Marks = append(v.Marks, mark) // whatever it draws now: another year may need another
	}
	v.Signs = m.sealsOf(func(id string) bool {
		return slices.ContainsFunc(m.c.Bases, func(b *catalog.Base) bool { s, _ := m.kindSign(b.Kind); return s == id })
	})
	v.Key = m.mapKey(v.Drawings, located)
	v.Counties = m.mapList(p)
	v.Kinds, v.Levels, v.Free = m.mapChoices(located)
	v.Hours = slices.ContainsFunc(located, func(b *catalog.Base) bool { return m.card(p, b).HoursData != "" })
	for _, b := range m.c.Bases {
		if b.Point == nil {
			v.Missing = append(v.Missing, view.Link{Name: b.Name, URL: address.Link(p, address.Base(b))})
		}
	}
	v.Years, v.Stamp = m.mapYears(located, large.affine)
	v.Scrub = m.scrub(m.mapYearNumbers())
	v.Lead = mapLead(drawn, tray, len(v.Missing))
	return v
}

// largeSheets are the two drawings of the large map.
func (m *Builder) largeSheets(p string, list []*catalog.Base) (small, large sheet) {
	o, phone := pageMap, phoneMap
	o.Figure, o.Zooms, phone.Figure, phone.Zooms = 19, true, 14, true
	large = m.draw(p, list, o)
	small = m.drawOn(m.shared(), m.shared().large, p, list, phone) // the same borders, for they are shared
	large.Size, small.Size = "wide", "narrow"
	large.Codes, small.Codes = true, true
	large.Water, small.Water = large.waters != nil, large.waters != nil
	small.Ground = onto(large.affine, small.affine)
	hatch(&small.MapDrawing, large.affine, small.affine)
	return small, large
}

// hatch keeps the lines of the hatching as far apart on a drawing for to as on one for from, whose outlines it shares.
func hatch(d *view.MapDrawing, from, to geo.Affine) {
	if from != to {
		d.Degrees = nil // they stand at the other's frame
		d.Hatch = decimal(geo.Round(from.Across/to.Across, 3))
	}
}

// WithPlace returns those of the bases that have a place.
func WithPlace(list []*catalog.Base) []*catalog.Base {
	return slices.DeleteFunc(slices.Clone(list), func(b *catalog.Base) bool { return b.Point == nil })
}

// mapLead says how many bases the map shows, how well it knows their places, and how
// many it cannot show.
func mapLead(drawn, tray []*catalog.Base, missing int) string {
	rough := 0
	for _, b := range drawn {
		if b.Precision != "exact" {
			rough++
		}
	}
	var s string
	switch {
	case len(drawn)+len(tray) == 0:
		s = "还没有基地写明位置，图上只有县区。"
	case len(drawn) == 0:
	case rough == len(drawn):
		s = fmt.Sprintf("图上画出 %d 家基地，位置都只到乡镇或街道一带，画成空心。", len(drawn))
	case rough > 0:
		s = fmt.Sprintf("图上画出 %d 家基地，其中 %d 家位置只到乡镇或街道一带，画成空心。", len(drawn), rough)
	default:
		s = fmt.Sprintf("图上画出 %d 家基地。", len(drawn))
	}
	switch {
	case len(tray) > 0 && len(drawn) == 0:
		s = fmt.Sprintf("%d 家基地的位置都只到%s，图上不画点，列在图下面。", len(tray), trayPlace(tray))
	case len(tray) > 0:
		s += fmt.Sprintf("另有 %d 家位置只到%s，图上不画点，列在图下面。", len(tray), trayPlace(tray))
	}
	if missing > 0 {
		s += fmt.Sprintf("另有 %d 家不知道位置，图上没有，列在后面。", missing)
	}
	return s
}

// mapNotice is what must stand under every map: the review number of the map, or that it is a sketch, and what it waits for. A drawing of
// our own stays a sketch whatever site.toml says.
func (m *Builder) mapNotice(waters []view.MapWater) string {
	return m.withWaters(m.bordersNotice(), waters)
}

// strictNotice is that of a map without borders.
func (m *Builder) strictNotice(waters []view.MapWater) string {
	return m.withWaters(noBorders, waters)
}

func (m *Builder) withWaters(notice string, waters []view.MapWater) string {
	if waters != nil && m.c.Water != nil && !m.c.Water.Reviewed {
		notice += "；河流、水库和山是示意"
	}
	return notice
}

const noBorders = "示意图，没有画县区界线"

func (m *Builder) bordersNotice() string {
	b := m.c.Outlines()
	if b == nil {
		return noBorders
	}
	if m.c.Reviewed() {
		return strings.TrimSpace("审图号：" + m.c.ReviewNumber() + "　" + b.Note)
	}
	note := cmp.Or(b.Note, "示意图，不作为划界依据")
	if !strings.Contains(note, "示意图") {
		note = "示意图。" + note
	}
	if !strings.Contains(note, "待审图") {
		note = strings.TrimRight(note, "。") + "，待审图"
	}
	return note
}

// places makes of the bases what atlas draws upon those borders; nil: upon none.
func (m *Builder) places(list []*catalog.Base, borders *geo.Boundaries, o atlas.Options) []atlas.Place {
	out := make([]atlas.Place, len(list))
	for i, b := range list {
		out[i] = atlas.Place{ID: b.ID, Name: shortName(b), At: m.drawnAt(b, borders, o), Exact: b.Precision == "exact"}
		if l := b.LevelAt(m.c.AsOf); l != nil {
			out[i].Rank = l.Rank
		}
	}
	return out
}

// drawnAt is where a base stands on a drawing with those borders. A place that is not exact may lie so near to the border that its
// symbol would stand in the next county, which is wrong for certain: it is drawn in its own, by the symbol's radius. Exact places are drawn where they are.
func (m *Builder) drawnAt(b *catalog.Base, borders *geo.Boundaries, o atlas.Options) geo.Point {
	at := b.Point.Round(5)
	if borders == nil || b.Precision == "exact" || b.County == nil || o.Closely {
		return at
	}
	areas := m.shared().areas
	i := slices.IndexFunc(areas, func(a atlas.Area) bool { return a.Code == b.County.Code })
	shape, ok := m.border(b.County)
	if i < 0 || !ok {
		return at
	}
	if o.Zooms {
		o = phoneMap // both drawings of the large map take it from one list
	}
	seen := m.c.Borders.Bounds()
	if focus, ok := m.bounds(o.Focus); ok {
		seen = focus
	}
	p := geo.NewProjection(seen, o.Width, o.Symbol+4)
	return shape.Inside(at, areas[i].Middle, (o.Symbol+1)*p.MetresPerUnit())
}

// shortName is the name of a base on maps. An alias is none: it may be an old one.
func shortName(b *catalog.Base) string { return cmp.Or(b.Short, b.Name) }

// mostPoints is how many bases the large map shows one by one. Each is about 1 KB of the
// page, in the list more than on the drawings, and the page should stay below 500 KB
// (address.MostEntries). With more, the map tells how many there are in each county and leads to
// the counties' pages, each with a map of its own and all cards. A map of ten
// thousand points is a map of numbers in any case: neighbours run together.
const mostPoints = 360

// CountsOnly reports whether the large map shows counties instead of bases.
func (m *Builder) CountsOnly() bool { return len(m.c.Bases) > mostPoints }

// countsMap fills in the large map of counties. It has no filters: what they would sift
// is on other pages, and the search finds it.
func (m *Builder) countsMap(v *view.MapPage) {
	small, large := m.largeSheets(address.Map, nil)
	if large.Width > 0 {
		for _, d := range []*sheet{&small, &large} {
			d.Label = "全市各县区的基地家数"
		}
		v.Outlines, v.Water = large.outlines, large.waters
		v.Drawings = []view.MapDrawing{small.MapDrawing, large.MapDrawing}
		v.Years, v.Stamp = m.mapYears(WithPlace(m.c.Bases), large.affine)
		v.Scrub = m.scrub(m.mapYearNumbers())
	}
	for _, c := range m.c.Counties {
		if n := len(m.bases(c)); n > 0 {
			v.Parts = append(v.Parts, view.PartItem{ID: c.ID, Name: c.Name, URL: address.Link(address.Map, address.County(c)), Count: n})
		}
	}
	v.Lead = countsLead(len(m.c.Bases), len(WithPlace(m.c.Bases)), v.Drawings != nil)
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

// mapKey explains the signs of the drawings.
func (m *Builder) mapKey(drawings []view.MapDrawing, located []*catalog.Base) view.MapKey {
	var k view.MapKey
	seen, unsure := map[int]bool{}, map[int]bool{} // by rank
	kinds := map[*catalog.Kind]bool{}
	for _, b := range located {
		for i, l := range standing.Levels(b, m.c.AsOf) {
			if l == nil {
				l = new(catalog.Level)
			}
			seen[l.Rank] = true
			unsure[l.Rank] = unsure[l.Rank] || i == 0 && l.Rank != 0 && !b.Holds(l, m.c.AsOf)
		}
		kinds[b.Kind] = true
		k.Exact = k.Exact || b.Precision == "exact"
		k.Rough = k.Rough || b.Precision != "exact"
	}
	then := map[int]bool{}
	for _, y := range m.mapYearNumbers() {
		for _, b := range located {
			if l := m.levelIn(b, y); l != nil {
				then[l.Rank] = true
			}
		}
	}
	for _, l := range m.levelsByRank() {
		if seen[l.Rank] || then[l.Rank] {
			sign := view.MapSign{Mark: mark(l.Rank), Name: l.Name, Then: !seen[l.Rank]}
			if unsure[l.Rank] {
				sign.Name += "（含" + quote.NoEndKnown + "的）"
			}
			k.Levels = append(k.Levels, sign)
		}
	}
	if seen[0] {
		k.Levels = append(k.Levels, view.MapSign{Name: "没有查到在期的命名"})
	}
	for _, kind := range m.c.Kinds {
		if kinds[kind] {
			sign := view.MapSign{Name: kind.Name}
			if sign.Seal, sign.Glyph = m.kindSign(kind); sign.Seal+sign.Glyph != "" {
				k.Kinds = append(k.Kinds, sign)
			}
		}
	}
	for _, d := range drawings {
		k.Crowds = k.Crowds || len(d.Crowds) > 0
	}
	return k
}

func (m *Builder) levelsByRank() []*catalog.Level {
	list := slices.Clone(m.c.Levels)
	slices.SortStableFunc(list, func(a, b *catalog.Level) int { return a.Rank - b.Rank })
	return list
}

// mapList tells every base in words, by county.
func (m *Builder) mapList(p string) []view.MapGroup {
	var out []view.MapGroup
	years := m.mapYearNumbers()
	measures := m.measures()
	inTray := map[*catalog.Base]bool{}
	_, tray := m.parted(WithPlace(m.c.Bases))
	for _, b := range tray {
		inTray[b] = true
	}
	for _, c := range m.c.Counties {
		g := view.MapGroup{ID: c.ID, Name: c.Name, URL: address.Link(p, address.County(c))}
		for _, b := range m.c.Bases {
			if b.County != c {
				continue
			}
			card := m.card(p, b)
			it := view.MapItem{ID: b.ID, Card: card, Mark: mark(card.LevelRank), Place: Roughly(b),
				Rank: card.LevelRank, Exact: b.Precision == "exact"}
			it.Seal, it.Glyph = m.kindSign(b.Kind)
			if !it.Exact {
				it.Rough = b.Precision
			}
			if short := shortName(b); short != b.Name {
				it.Label = short
			}
			if b.Point == nil {
				it.Place = "不知道位置，图上没有"
			} else {
				at := b.Point.Round(5)
				it.Lon, it.Lat = decimal(at.Lon), decimal(at.Lat)
				if drawn := m.drawnAt(b, m.c.Outlines(), atlas.Options{Zooms: true}); drawn != at {
					it.At = decimal(drawn.Lon) + " " + decimal(drawn.Lat)
				}
				it.Ranks = m.ranks(b, years)
				it.Tray = inTray[b]
			}
			g.Bases = append(g.Bases, it)
		}
		for i, d := range measures {
			switch {
			case i > 0:
				g.Says = append(g.Says, d.words(c.Index))
			case len(g.Bases) == 0:
				g.None = d.words(c.Index)
			}
		}
		out = append(out, g)
	}
	return out
}

// mapChoices are what the list can be filtered by: only what some base has.
func (m *Builder) mapChoices(located []*catalog.Base) (kinds, levels []view.MapChoice, free bool) {
	hasKind, hasRank := map[*catalog.Kind]bool{}, map[int]bool{}
	for _, b := range located {
		hasKind[b.Kind] = true
		for _, l := range standing.Levels(b, m.c.AsOf) {
			if l != nil {
				hasRank[l.Rank] = true
			}
		}
		free = free || b.Free != nil && *b.Free
	}
	for _, k := range m.c.Kinds {
		if hasKind[k] {
			kinds = append(kinds, view.MapChoice{ID: k.ID, Name: k.Name})
		}
	}
	for _, l := range m.levelsByRank() {
		if hasRank[l.Rank] {
			levels = append(levels, view.MapChoice{ID: strconv.Itoa(l.Rank), Name: l.Name})
		}
	}
	return kinds, levels, free
}
