package mapview

import (
	"slices"
	"strconv"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/quote"
	"kepu/generator/standing"
	"kepu/generator/view"
)

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
	for _, l := range m.levelsByRank() {
		if seen[l.Rank] {
			sign := view.MapSign{Mark: mark(l.Rank), Name: l.Name}
			if unsure[l.Rank] {
				sign.Name += "（含" + quote.NoEndKnown + "的）"
			}
			k.Levels = append(k.Levels, sign)
		}
	}
	if seen[0] {
		k.Levels = append(k.Levels, view.MapSign{Name: "没有查到在期的命名"})
	}
	glyphs := m.glyphs()
	for _, kind := range m.c.Kinds {
		if kinds[kind] && glyphs[kind] != "" {
			k.Kinds = append(k.Kinds, view.MapSign{Glyph: glyphs[kind], Name: kind.Name})
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
	glyphs := m.glyphs()
	years := m.mapYearNumbers()
	for _, c := range m.c.Counties {
		g := view.MapGroup{ID: c.ID, Name: c.Name, URL: address.Link(p, address.County(c))}
		for _, b := range m.c.Bases {
			if b.County != c {
				continue
			}
			card := m.card(p, b)
			it := view.MapItem{ID: b.ID, Card: card, Mark: mark(card.LevelRank), Glyph: glyphs[b.Kind], Place: roughly(b),
				Rank: card.LevelRank, Exact: b.Precision == "exact"}
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
				it.Ranks = m.ranks(b, years)
			}
			g.Bases = append(g.Bases, it)
		}
		if len(g.Bases) > 0 {
			out = append(out, g)
		}
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
