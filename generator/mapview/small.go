package mapview

import (
	"fmt"
	"slices"
	"strconv"

	"kepu/generator/address"
	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/view"
)

// largeMap is the link from a small map to the large one on the page at p.
func (m *Builder) largeMap(p string) view.Link {
	return view.Link{Name: "大地图和名单", URL: address.Link(p, address.Map)}
}

// City is the small map of the whole city; nil when there is nothing to draw.
func (m *Builder) City(p string) *view.SmallMap {
	if !m.HasMap() {
		return nil
	}
	list, tray := m.parted(WithPlace(m.c.Bases))
	if m.CountsOnly() {
		list, tray = nil, nil
	}
	// On a telephone signs would take the room of names and numbers.
	v := m.twoLists(p, nil, list, nil, homePhoneMap, homeMap, "全市基地地图")
	for _, d := range v.Drawings {
		for i := range d.Spots {
			d.Spots[i].ID = "" // no script asks for it here
		}
	}
	if len(tray) > 0 {
		v.Untold = fmt.Sprintf("%d家位置只到%s，没有画点，各县区的家数里算上了", len(tray), trayPlace(tray))
	}
	v.Measures = measureViews(m.measures(), m.c.Outlines() != nil)
	return v
}

// Sheet is the map of the whole city for a sheet of paper: how many bases each county has, and no single one; nil when there is nothing to draw.
func (m *Builder) Sheet(p string) *view.SmallMap {
	if !m.HasMap() {
		return nil
	}
	d := m.draw(p, nil, cityMap)
	if d.Width == 0 {
		return nil
	}
	d.Label, d.Water = "全市各县区的基地家数", d.waters != nil
	v := &view.SmallMap{Notice: m.mapNotice(d.waters), More: m.largeMap(p), Water: d.waters, Measures: measureViews(m.measures()[:1], m.c.Outlines() != nil)}
	m.draws(v, d.outlines, d.MapDrawing)
	return v
}

// hasCountyMap reports whether a county's page has a map: the county or a base of it has a
// place, and there are not more bases than one map can show.
func (m *Builder) hasCountyMap(c *catalog.County) bool {
	list := m.bases(c)
	_, ok := m.border(c)
	return len(list) <= mostPoints && (ok || len(WithPlace(list)) > 0)
}

// County is the map of a county with its bases; nil when it has none.
func (m *Builder) County(p string, c *catalog.County) *view.SmallMap {
	if !m.hasCountyMap(c) {
		return nil
	}
	list, tray := m.parted(WithPlace(m.bases(c)))
	area, ok := m.border(c)
	small, large := phoneMap, pageMap
	large.Width = 720
	for _, o := range []*atlas.Options{&small, &large} {
		o.Focus = c.Code
		if ok {
			// A tall county would push what follows off the screen.
			o.Width = lessTall(area, o.Width)
		}
	}
	v := m.twoSizes(p, list, tray, small, large, c.Name+"的基地地图")
	for _, d := range v.Drawings {
		for i := range d.Areas {
			if d.Areas[i].Current {
				d.Areas[i].URL = "" // this page
			}
		}
	}
	return v
}

// InCity shows where in the city a county is, with its bases; nil when there is nothing to draw. Of more bases than one map can show there are none on it.
func (m *Builder) InCity(p string, c *catalog.County) *view.SmallMap {
	list, _ := m.parted(WithPlace(m.bases(c)))
	if len(list) > mostPoints {
		list = nil
	}
	if _, ok := m.border(c); !ok && len(list) == 0 {
		return nil
	}
	o := inCityMap
	if c.Code != "" {
		o.Only = c.Code
	}
	d := m.draw(p, list, o)
	d.Label = c.Name + "在全市的位置"
	v := &view.SmallMap{Notice: m.mapNotice(nil), More: m.largeMap(p)}
	m.draws(v, d.outlines, d.MapDrawing)
	return v
}

// Of is the map of the whole city with those of the bases that have a place; nil when none has.
func (m *Builder) Of(p string, list []*catalog.Base, label string) *view.SmallMap {
	if list = WithPlace(list); len(list) == 0 {
		return nil
	}
	drawn, tray := m.parted(list)
	return m.twoSizes(p, drawn, tray, phoneMap, pageMap, label)
}

// twoSizes is one map drawn for a telephone and for a larger screen, with a tray beside it; what else is done to each drawing is done by more.
func (m *Builder) twoSizes(p string, list, tray []*catalog.Base, small, large atlas.Options, label string, more ...func(*sheet)) *view.SmallMap {
	return m.twoLists(p, list, list, tray, small, large, label, more...)
}

// twoLists is a map that shows other bases on a telephone than on a larger screen.
func (m *Builder) twoLists(p string, few, list, tray []*catalog.Base, small, large atlas.Options, label string, more ...func(*sheet)) *view.SmallMap {
	borders := m.shared().bordersFor(large) // the same for both, since outlines are shared
	narrow, wide := m.drawOn(m.shared(), borders, p, few, small), m.drawOn(m.shared(), borders, p, list, large)
	narrow.Label, narrow.Size, narrow.Ground = label, "narrow", onto(wide.affine, narrow.affine)
	wide.Label, wide.Size = label, "wide"
	hatch(&narrow.MapDrawing, wide.affine, narrow.affine)
	for _, do := range more {
		do(&narrow)
		do(&wide)
	}
	v := &view.SmallMap{Notice: m.mapNotice(wide.waters), More: m.largeMap(p), Tray: m.tray(p, tray)}
	narrow.Water, wide.Water = wide.waters != nil, wide.waters != nil
	v.Water = wide.waters
	m.draws(v, wide.outlines, narrow.MapDrawing, wide.MapDrawing)
	return v
}

// draws puts the drawings on the map, with the outlines and the shapes that they use.
func (m *Builder) draws(v *view.SmallMap, outlines []view.MapOutline, drawings ...view.MapDrawing) {
	v.Outlines, v.Drawings = outlines, drawings
	has := func(is func(view.MapSpot) bool) bool {
		return slices.ContainsFunc(drawings, func(d view.MapDrawing) bool { return slices.ContainsFunc(d.Spots, is) }) ||
			v.Tray != nil && slices.ContainsFunc(v.Tray.Groups, func(g view.MapTrayGroup) bool { return slices.ContainsFunc(g.Spots, is) })
	}
	for mark := range allMarks {
		if has(func(s view.MapSpot) bool { return s.Mark == mark || slices.Contains(s.Later, mark) }) {
			v.Marks = append(v.Marks, mark)
		}
	}
	v.Signs = m.sealsOf(func(id string) bool { return has(func(s view.MapSpot) bool { return s.Seal == id }) })
}

// sealsOf are the drawings of kinds that are used.
func (m *Builder) sealsOf(used func(id string) bool) []view.Seal {
	var out []view.Seal
	for _, s := range m.c.Seals() {
		if used(s.ID) {
			out = append(out, view.Seal(s))
		}
	}
	return out
}

// Numbered is the map as the n-th of what a text quotes.
func Numbered(v *view.SmallMap, n int) *view.SmallMap {
	v.Prefix = "m" + strconv.Itoa(n) + "-"
	if v.Tray != nil {
		v.Tray.Prefix = v.Prefix
	}
	for i := range v.Drawings {
		v.Drawings[i].Prefix = v.Prefix
	}
	return v
}

// lessTall returns the width, less where the county is much higher than wide.
func lessTall(c geo.County, width float64) float64 {
	p := geo.NewProjection(c.Bounds(), width, 0)
	if p.Height <= width {
		return width
	}
	return geo.Round(width*width/p.Height, 0)
}

func (m *Builder) border(c *catalog.County) (geo.County, bool) {
	if m.c.Borders == nil {
		return geo.County{}, false
	}
	return m.c.Borders.Find(c.Code)
}

// Base shows where in the city a base is; nil when that is not known. Of a base that is known to its county alone it shows the county, and no symbol at a
// place that nobody knows.
func (m *Builder) Base(p string, b *catalog.Base) *view.SmallMap {
	if b.Point == nil || m.c.Borders == nil {
		return nil
	}
	list, label := []*catalog.Base{b}, b.Name+"在全市的位置"
	if b.Precision == "county" {
		if b.County == nil {
			return nil
		}
		if _, ok := m.border(b.County); !ok {
			return nil
		}
		list, label = nil, b.County.Name+"在全市的位置"
	}
	v := &view.SmallMap{Notice: m.mapNotice(nil), More: m.OnLargeMap(p, b)}
	var d sheet
	ok := false
	if m.c.Outlines() != nil {
		d, ok = m.locatorWith(p, b)
	}
	if ok {
		v.Ground = m.shared().picture(p)
	} else {
		o := locatorMap
		if b.County != nil {
			o.Only = b.County.Code
		}
		d = m.draw(p, list, o)
		unlink(&d.MapDrawing)
	}
	d.Label = label
	for i := range d.Spots {
		d.Spots[i].URL = ""
	}
	m.draws(v, d.outlines, d.MapDrawing)
	return v
}

// OnLargeMap leads from a base to its place on the large map, or, where that shows only
// counties, to the map of its own.
func (m *Builder) OnLargeMap(p string, b *catalog.Base) view.Link {
	switch {
	case !m.CountsOnly():
		return view.Link{Name: "在大地图上看", URL: address.Link(p, address.Map) + "#" + address.MapBaseID(b)}
	case b.County != nil && m.hasCountyMap(b.County):
		return view.Link{Name: "在" + b.County.Name + "的地图上看", URL: address.Link(p, address.County(b.County)) + "#" + address.CountyMapID}
	}
	return m.largeMap(p)
}
