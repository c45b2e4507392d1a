package mapview

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"

	"kepu/generator/address"
	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/view"
)

// mapBase is what maps share and is slow to find. It is found when the first page with a
// map is asked for: a preview of other pages does without.
type mapBase struct {
	areas []atlas.Area
	frame geo.Bounds      // of the city
	all   *geo.Boundaries // in full; nil where no borders are drawn
	large *geo.Boundaries // for the large map: a surveyed file has more points than a page should weigh; nil where no borders are drawn
	small *geo.Boundaries // for small maps; likewise
	water *geo.Water      // nil: nobody has drawn any

	ground     sheet                                  // the outlines alone, as they lie under every base's map
	rooms      map[string]func() []atlas.NamePosition // where a county's name may stand on it, the best first; by code
	projection geo.Projection                         // of the ground
	version    string                                 // the beginning of its sum
}

// Memory keeps the last of these from one site to the next while the content is being worked on: drawing a province's counties takes as long as all else
// that a save costs, and nothing but the borders, the waters and the list of counties goes into it.
type Memory struct {
	mu       sync.Mutex
	borders  *geo.Boundaries
	drawn    *geo.Boundaries
	water    *geo.Water
	counties []catalog.County
	base     *mapBase // nil: none yet
}

// of returns what the maps of m share.
func (k *Memory) of(m *Builder) *mapBase {
	k.mu.Lock()
	defer k.mu.Unlock()
	same := slices.EqualFunc(k.counties, m.c.Counties, func(a catalog.County, b *catalog.County) bool { return a == *b })
	if k.base != nil && same && k.borders == m.c.Borders && k.drawn == m.c.Outlines() && k.water == m.c.Water {
		return k.base
	}
	k.base, k.borders, k.drawn, k.water, k.counties = m.makeMapBase(), m.c.Borders, m.c.Outlines(), m.c.Water, nil
	for _, c := range m.c.Counties {
		k.counties = append(k.counties, *c)
	}
	return k.base
}

// How many points the borders and the waters have at most: our schematic has some 400. Each is about
// 11 bytes of a page.
const (
	largeVertices = 1000
	smallVertices = 260
	waterVertices = 300
)

var locatorMap = atlas.Options{Width: 300, Symbol: 12, Heading: 14}

func (m *Builder) makeMapBase() *mapBase {
	borders := m.c.Borders
	out := &mapBase{}
	if m.c.Water != nil {
		water := m.c.Water.Simplify(waterVertices)
		out.water = &water
	}
	if borders == nil {
		return out
	}
	out.frame, out.rooms = borders.Bounds(), map[string]func() []atlas.NamePosition{}
	for _, county := range m.c.Counties {
		shape, _ := borders.Find(county.Code)
		if middle, ok := shape.Middle(); ok {
			out.areas = append(out.areas, atlas.Area{Code: county.Code, Name: county.Name, Middle: middle})
		}
	}
	if borders = m.c.Outlines(); borders == nil {
		return out
	}
	all, large, small := *borders, geo.Simplify(*borders, 0, largeVertices), geo.Simplify(*borders, 0, smallVertices)
	if borders.Schematic { // what was reviewed is drawn as it was reviewed
		all, large, small = all.Smooth(), large.Smooth(), small.Smooth()
	}
	out.all, out.large, out.small = &all, &large, &small
	out.projection = geo.NewProjection(small.Bounds(), locatorMap.Width, locatorMap.Symbol+4)
	o := locatorMap
	o.Heading = 0
	out.ground = m.drawOn(out, &small, address.Ground, nil, o)
	unlink(&out.ground.MapDrawing)
	out.version = fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%v", out.ground.drawing())))[:8]
	for _, a := range out.areas {
		o := locatorMap
		o.Only = a.Code
		out.rooms[a.Code] = sync.OnceValue(func() []atlas.NamePosition { return atlas.NamePositions(&small, out.areas, o) })
	}
	return out
}

// unlink takes the links off the counties: on a base's page they would stand in the way.
func unlink(d *view.MapDrawing) {
	for i := range d.Areas {
		d.Areas[i].URL = ""
	}
}

// bordersFor returns the borders that suit a drawing; nil where none are drawn.
func (b *mapBase) bordersFor(o atlas.Options) *geo.Boundaries {
	switch {
	case o.Focus != "":
		return b.all // only one county and what lies around it
	case o.Closely, o.Width >= pageMap.Width:
		return b.large
	}
	return b.small
}

// # The ground of a base's map
//
// Where in the city a base is takes a drawing of all counties, and that is the same for
// every base: of 10,000 pages of 45 KB it was 17. So the outlines are one file, an SVG that
// the pages show as a picture, and a page has only what is its own: its county's outline
// and name, and its symbol. They are drawn over the picture, which has the same size.
//
// The file is a page of the theme like others (layout "ground"), though it is no HTML: so the
// theme has the colours, and what stands in it is escaped. A data file with colours of ours
// would take the map out of the theme's hands. <use href="file.svg#id"> would let
// the style sheet colour the outlines, but browsers refuse it under file://.

// Ground is the view of the file that lies under the maps of bases.
func (m *Builder) Ground() view.Ground { return m.shared().ground.drawing() }

// drawing is the ground as the view of its file.
func (s sheet) drawing() view.Ground {
	return view.Ground{Width: s.Width, Height: s.Height, Outlines: s.outlines}
}

// picture is the ground as the page at p shows it. It says nothing that the words of
// the drawing above it don't say, and so it has none. What lies over it fits these outlines and no
// older ones that a browser may have kept.
func (b *mapBase) picture(p string) *view.Image {
	return &view.Image{URL: address.Link(p, address.Ground) + "?v=" + b.version, Width: int(b.ground.Width + 0.5), Height: int(b.ground.Height + 0.5)}
}

// locatorWith returns what lies over the ground to show one base: its county, whose name
// keeps clear of the base, and the base, or the county alone where no more is known. It is false when the base lies outside the drawing.
func (m *Builder) locatorWith(p string, b *catalog.Base) (sheet, bool) {
	base := m.shared()
	if b.County == nil || base.rooms[b.County.Code] == nil {
		return sheet{}, false
	}
	d := base.ground
	o := locatorMap
	x, y := base.projection.XY(m.drawnAt(b, m.c.Outlines(), o))
	drawn := b.Precision != "county"
	if drawn && (x < o.Symbol || y < o.Symbol || x > d.Width-o.Symbol || y > d.Height-o.Symbol) {
		return sheet{}, false
	}
	i := slices.IndexFunc(d.Areas, func(a view.MapArea) bool { return a.Code == b.County.Code })
	area := d.Areas[i]
	area.Current = true
	names := base.rooms[b.County.Code]()
	if n := slices.IndexFunc(names, func(n atlas.NamePosition) bool { return !drawn || n.Clear(x, y, o.Symbol) }); n >= 0 {
		l := names[n].Label
		if drawn {
			l = names[n].Beside(x, y, o.Symbol)
		}
		area.Label = &l
	}
	d.Areas, d.outlines, d.Heading = []view.MapArea{area}, d.outlines[i:i+1], o.Heading
	d.HeadingRem = rem(o.Heading)
	if drawn {
		d.Spots = []view.MapSpot{m.spot(p, b, atlas.Spot{X: x, Y: y})}
	}
	return d, true
}
