package pages

import (
	"slices"
	"sync"

	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/geo"
)

// mapBase is what maps share and is slow to find. It is found when the first page with a
// map is asked for: a preview of other pages does without.
type mapBase struct {
	areas []atlas.Area
	large *geo.Boundaries // for the large map: a surveyed file has more points than a page should weigh
	small *geo.Boundaries // for small maps

	locators   map[string]sheet                // of the city without bases, with this county's name; by code
	rooms      map[string]func() []atlas.Label // where else a county's name may stand on them, the best first
	projection geo.Projection                  // of all locators
}

// How many points the borders have at most: our schematic has some 400. Each is about
// 11 bytes of a page.
const (
	largeVertices = 1000
	smallVertices = 400
)

var locatorMap = atlas.Options{Width: 300, Symbol: 12, Heading: 14}

func (m *maker) makeMapBase() *mapBase {
	borders := m.c.Borders
	if borders == nil {
		return &mapBase{}
	}
	large, small := geo.Simplify(*borders, 0, largeVertices), geo.Simplify(*borders, 0, smallVertices)
	out := &mapBase{large: &large, small: &small, locators: map[string]sheet{}, rooms: map[string]func() []atlas.Label{}}
	for _, county := range m.c.Counties {
		shape, _ := borders.Find(county.Code)
		if middle, ok := shape.Middle(); ok {
			out.areas = append(out.areas, atlas.Area{Code: county.Code, Name: county.Name, Middle: middle})
		}
	}
	out.projection = geo.NewProjection(small.Bounds(), locatorMap.Width, locatorMap.Symbol+4)
	for _, a := range out.areas {
		o := locatorMap
		o.Only = a.Code
		d := m.drawOn(out, &small, homeAddress, nil, o)
		unlink(&d.MapDrawing)
		out.locators[a.Code] = d
		out.rooms[a.Code] = sync.OnceValue(func() []atlas.Label { return atlas.Room(&small, out.areas, o) })
	}
	return out
}

// unlink takes the links off the counties: on a base's page they would stand in the way.
func unlink(d *MapDrawing) {
	for i := range d.Areas {
		d.Areas[i].URL = ""
	}
}

// bordersFor returns the borders that suit a drawing; nil when there are none.
func (b *mapBase) bordersFor(all *geo.Boundaries, o atlas.Options) *geo.Boundaries {
	switch {
	case all == nil:
		return nil
	case o.Focus != "":
		return all // only one county and what lies around it
	case o.Width >= pageMap.Width:
		return b.large
	}
	return b.small
}

// locatorWith returns the city with one base on it, the county's name moved where the base
// would stand on it. It is false when the base lies outside the drawing.
func (m *maker) locatorWith(p string, b *catalog.Base) (sheet, bool) {
	base := m.maps()
	if b.County == nil {
		return sheet{}, false
	}
	d, ok := base.locators[b.County.Code]
	x, y := base.projection.XY(b.Point.Round(5))
	o := locatorMap
	if !ok || x < o.Symbol || y < o.Symbol || x > d.Width-o.Symbol || y > d.Height-o.Symbol {
		return sheet{}, false
	}
	clear := func(name string, l atlas.Label) bool { return l.Clear(name, o.Heading, x, y, o.Symbol) }
	for i, a := range d.Areas {
		if a.Label == nil || clear(a.Name, *a.Label) {
			continue
		}
		d.Areas = slices.Clone(d.Areas) // those of all locators of the county
		d.Areas[i].Label = nil
		for _, l := range base.rooms[b.County.Code]() {
			if clear(a.Name, l) {
				d.Areas[i].Label = &l
				break
			}
		}
	}
	d.Spots = []MapSpot{m.spot(p, b, atlas.Spot{X: x, Y: y})}
	return d, true
}
