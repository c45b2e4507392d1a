package pages

import (
	"strconv"

	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/geo"
)

// largeMap is the link from a small map to the large one on the page at p.
func (m *maker) largeMap(p string) Link { return Link{"大地图和名单", link(p, mapAddress)} }

// cityMap is the small map of the whole city; nil when there is nothing to draw.
func (m *maker) cityMap(p string) *SmallMap {
	if !m.hasMap() {
		return nil
	}
	d := m.draw(p, m.located(m.c.Bases), homeMap)
	d.Label = "全市基地地图"
	return &SmallMap{Outlines: d.outlines, Drawings: []MapDrawing{d.MapDrawing}, Notice: m.mapNotice(), More: m.largeMap(p)}
}

// countyMap is the map of a county with its bases; nil when neither has a place.
func (m *maker) countyMap(p string, c *catalog.County) *SmallMap {
	list := m.located(m.index.bases[c])
	area, ok := m.border(c)
	if !ok && len(list) == 0 {
		return nil
	}
	small, large := phoneMap, pageMap
	large.Width = 720
	for _, o := range []*atlas.Options{&small, &large} {
		o.Focus = c.Code
		if ok {
			// A tall county would push what follows off the screen.
			o.Width = lessTall(area, o.Width)
		}
	}
	v := m.twoSizes(p, list, small, large, c.Name+"的基地地图")
	for _, d := range v.Drawings {
		for i := range d.Areas {
			if d.Areas[i].Current {
				d.Areas[i].URL = "" // this page
			}
		}
	}
	return v
}

// twoSizes is one map drawn for a telephone and for a larger screen.
func (m *maker) twoSizes(p string, list []*catalog.Base, small, large atlas.Options, label string) *SmallMap {
	borders := m.maps().bordersFor(m.c.Borders, large) // the same for both, since outlines are shared
	narrow, wide := m.drawOn(m.maps(), borders, p, list, small), m.drawOn(m.maps(), borders, p, list, large)
	narrow.Label, narrow.Size, narrow.Ground = label, "narrow", onto(wide.affine, narrow.affine)
	wide.Label, wide.Size = label, "wide"
	return &SmallMap{
		Outlines: wide.outlines, Drawings: []MapDrawing{narrow.MapDrawing, wide.MapDrawing},
		Notice: m.mapNotice(), More: m.largeMap(p),
	}
}

// numbered is the map as the n-th of what a text quotes.
func (v *SmallMap) numbered(n int) *SmallMap {
	v.Prefix = "m" + strconv.Itoa(n) + "-"
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

func (m *maker) border(c *catalog.County) (geo.County, bool) {
	if m.c.Borders == nil {
		return geo.County{}, false
	}
	return m.c.Borders.Find(c.Code)
}

// locator shows where in the city a base is; nil when that is not known.
func (m *maker) locator(p string, b *catalog.Base) *SmallMap {
	if b.Point == nil || m.c.Borders == nil {
		return nil
	}
	d, ok := m.locatorWith(p, b)
	if !ok {
		o := locatorMap
		if b.County != nil {
			o.Only = b.County.Code
		}
		d = m.draw(p, []*catalog.Base{b}, o)
		unlink(&d.MapDrawing)
	}
	d.Label = b.Name + "在全市的位置"
	for i := range d.Spots {
		d.Spots[i].URL = ""
	}
	return &SmallMap{Outlines: d.outlines, Drawings: []MapDrawing{d.MapDrawing}, Notice: m.mapNotice(), More: Link{"在大地图上看", link(p, mapAddress) + "#" + itemID(b)}}
}

// itemID is the anchor of a base in the list beside the map.
func itemID(b *catalog.Base) string { return "_b-" + b.ID }
