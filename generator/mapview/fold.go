package mapview

import (
	"strconv"

	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/view"
)

// # The folded map
//
// What is printed in many copies is public for certain, so its borders are reviewed ones or none: a schematic that waits for its review is not drawn,
// whatever site.toml says, and the counties are circles in a net.

// The map of a sheet of A3, in CSS pixels, and how high it may be.
var foldMap = atlas.Options{Width: 1480, Symbol: 13, Text: 13, Heading: 22, Figure: 28, ScaleBar: true}

const foldHigh = 845

// Fold is the large map of the folded map for the page at p, where each base that has a mark has its ordinal on it; nil when there is nothing to draw. It returns
// the key, and those of the list that have a place and no mark.
func (m *Builder) Fold(p string, list []*catalog.Base, ordinal func(*catalog.Base) int) (*view.SmallMap, view.MapKey, []*catalog.Base) {
	drawn, tray := m.parted(WithPlace(list))
	if m.CountsOnly() {
		drawn, tray = nil, nil
	}
	base := m.shared()
	borders := base.large
	if !m.c.Reviewed() {
		borders = nil
	}
	number := map[*catalog.County]int{}
	for _, b := range list {
		number[b.County]++
	}
	of := func() []measured {
		return []measured{m.counted(func(c *catalog.County) int { return number[c] })} // what is on the back
	}
	o := foldMap
	d := m.drawOf(base, borders, p, drawn, o, of)
	if d.Width == 0 {
		return nil, view.MapKey{}, nil
	}
	if d.Height > foldHigh {
		o.Width = geo.Round(o.Width*foldHigh/d.Height, 0)
		d = m.drawOf(base, borders, p, drawn, o, of)
	}
	at := map[string]string{}
	for _, b := range drawn {
		at[b.ID] = strconv.Itoa(ordinal(b))
	}
	for i := range d.Spots {
		s := &d.Spots[i]
		s.Seal, s.Glyph = "", at[s.ID]
		s.ID, s.TitleDays, s.Levels, s.Later = "", "", "", nil // paper does not change
	}
	for i := range d.Crowds {
		d.Crowds[i].Unit = "家"
	}
	d.Rings = nil
	d.Label, d.Water = "全市基地地图", d.waters != nil
	notice := m.mapNotice(d.waters)
	if borders == nil {
		notice = m.strictNotice(d.waters)
	}
	v := &view.SmallMap{Notice: notice, Water: d.waters, Measures: measureViews(of(), borders != nil)}
	m.draws(v, d.outlines, d.MapDrawing)
	v.Marks = nil
	for mark := range allMarks {
		v.Marks = append(v.Marks, mark) // the key has one that may stand in a disc
	}
	k := m.mapKey(v.Drawings, drawn)
	k.Kinds = nil
	for i := 0; i < len(k.Levels); {
		if k.Levels[i].Then {
			k.Levels = append(k.Levels[:i], k.Levels[i+1:]...)
			continue
		}
		i++
	}
	return v, k, tray
}
