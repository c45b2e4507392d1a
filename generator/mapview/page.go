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
	"strings"
	"sync"

	"kepu/generator/address"
	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/figures"
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
	phoneMap = atlas.Options{Width: 328, Symbol: 10, Text: 11, Heading: 12, ScaleBar: true}
	pageMap  = atlas.Options{Width: 760, Symbol: 11.5, Text: 13, Heading: 15, ScaleBar: true}
	homeMap  = atlas.Options{Width: 360, Symbol: 10, Heading: 13}
	tinyMap  = atlas.Options{Width: 120, Symbol: 3}
)

// HasMap reports whether there is anything to draw.
func (m *Builder) HasMap() bool {
	return m.c.Borders != nil || slices.ContainsFunc(m.c.Bases, func(b *catalog.Base) bool { return b.Point != nil })
}

// Page is the view of the large map but for its frame.
func (m *Builder) Page() view.MapPage {
	p := address.Map
	v := view.MapPage{Notice: m.mapNotice()}
	if m.CountsOnly() {
		m.countsMap(&v)
		return v
	}
	located := m.located(m.c.Bases)
	large := m.draw(p, located, pageMap)
	small := m.drawOn(m.shared(), m.shared().large, p, located, phoneMap) // the same borders, for they are shared
	large.Size, small.Size = "wide", "narrow"
	small.Ground = onto(large.affine, small.affine)
	v.Outlines = large.outlines
	for _, d := range []sheet{small, large} {
		d.Label, d.Affine = "全市基地地图", join5(d.affine)
		v.Drawings = append(v.Drawings, d.MapDrawing)
	}
	for mark := range allMarks {
		v.Marks = append(v.Marks, mark) // whatever it draws now: another year may need another
	}
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
	v.Lead = mapLead(located, len(v.Missing))
	return v
}

func (m *Builder) located(list []*catalog.Base) []*catalog.Base {
	var out []*catalog.Base
	for _, b := range list {
		if b.Point != nil {
			out = append(out, b)
		}
	}
	return out
}

// mapLead says how many bases the map shows, how well it knows their places, and how
// many it cannot show.
func mapLead(located []*catalog.Base, missing int) string {
	rough := 0
	for _, b := range located {
		if b.Precision != "exact" {
			rough++
		}
	}
	var s string
	switch {
	case len(located) == 0:
		s = "还没有基地写明位置，图上只有县区。"
	case rough == len(located):
		s = fmt.Sprintf("图上有 %d 家基地。位置都是大概的，只到县城或乡镇一带，画成空心。", len(located))
	case rough > 0:
		s = fmt.Sprintf("图上有 %d 家基地。其中 %d 家位置是大概的，只到县城或乡镇一带，画成空心。", len(located), rough)
	default:
		s = fmt.Sprintf("图上有 %d 家基地。", len(located))
	}
	if missing > 0 {
		s += fmt.Sprintf("另有 %d 家不知道位置，图上没有，列在后面。", missing)
	}
	return s
}

// mapNotice is what must stand under every map: the review number of the map, or that
// it is a sketch. A drawing of our own stays a sketch whatever site.toml says.
func (m *Builder) mapNotice() string {
	if m.c.Borders == nil {
		return "示意图"
	}
	number := m.c.Site.Map.ReviewNumber
	if number == "" {
		number = m.c.Borders.ReviewNumber
	}
	note := m.c.Borders.Note
	if number == "" || m.c.Borders.Schematic {
		if note == "" {
			note = "示意图，不作为划界依据"
		}
		if !strings.Contains(note, "示意图") {
			note = "示意图。" + note
		}
		if number == "" {
			return note
		}
		return note + "　审图号：" + number
	}
	return strings.TrimSpace("审图号：" + number + "　" + note)
}

// places makes of the bases what atlas draws.
func (m *Builder) places(list []*catalog.Base) []atlas.Place {
	out := make([]atlas.Place, len(list))
	for i, b := range list {
		out[i] = atlas.Place{ID: b.ID, Name: shortName(b), At: b.Point.Round(5), Exact: b.Precision == "exact"}
		if l := b.LevelAt(m.c.AsOf); l != nil {
			out[i].Rank = l.Rank
		}
	}
	return out
}

// shortName is the name of a base on maps. An alias is none: it may be an old one.
func shortName(b *catalog.Base) string { return cmp.Or(b.Short, b.Name) }
