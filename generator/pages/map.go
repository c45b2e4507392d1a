package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/view"
)

// How large the drawings are. A drawing's units are CSS pixels where its width is the
// page's: 328 is a telephone of 360 px without its margins.
var (
	phoneMap = atlas.Options{Width: 328, Symbol: 10, Text: 11, Heading: 12, ScaleBar: true}
	pageMap  = atlas.Options{Width: 760, Symbol: 11.5, Text: 13, Heading: 15, ScaleBar: true}
	homeMap  = atlas.Options{Width: 360, Symbol: 10, Heading: 13}
	tinyMap  = atlas.Options{Width: 120, Symbol: 3}
)

// hasMap reports whether there is anything to draw.
func (m *maker) hasMap() bool {
	return m.c.Borders != nil || slices.ContainsFunc(m.c.Bases, func(b *catalog.Base) bool { return b.Point != nil })
}

func (m *maker) mapPage() view.MapPage {
	p := address.Map
	v := view.MapPage{
		Frame:  m.frame(p, "基地地图", "全部科普教育基地在地图上的位置，可按县区、级别、类型查找"),
		Notice: m.mapNotice(),
	}
	column(&v.Frame, "基地地图", v.Description, "信息公开")
	if m.countsOnly() {
		m.countsMap(&v)
		return v
	}
	located := m.located(m.c.Bases)
	large := m.draw(p, located, pageMap)
	small := m.drawOn(m.maps(), m.maps().large, p, located, phoneMap) // the same borders, for they are shared
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
	v.Hours = slices.ContainsFunc(located, func(b *catalog.Base) bool { return m.hoursData(b) != "" })
	for _, b := range m.c.Bases {
		if b.Point == nil {
			v.Missing = append(v.Missing, view.Link{Name: b.Name, URL: address.Link(p, address.Base(b))})
		}
	}
	v.Years, v.Stamp = m.mapYears(located, large.affine)
	v.Lead = mapLead(located, len(v.Missing))
	return v
}

func (m *maker) located(list []*catalog.Base) []*catalog.Base {
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
func (m *maker) mapNotice() string {
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
func (m *maker) places(list []*catalog.Base) []atlas.Place {
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
