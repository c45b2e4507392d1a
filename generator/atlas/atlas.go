// Package atlas draws maps: boundaries and bases in, a drawing as plain data out.
//
// A [Drawing] says where each county's outline, each symbol, each name and the scale
// bar go, in units that are meant to be CSS pixels at the width asked for. It knows
// nothing of HTML, colours or addresses: package pages gives names and links to what
// stands here, and the theme draws it.
//
// # One drawing for one width
//
// Names must be read on a telephone of 360 px and must not look like a poster on a
// desktop. A drawing that is scaled from one to the other has words of 5 px here or of
// 30 px there, so the caller asks for two, and the style sheet shows the one that fits.
// (Tried: one drawing with its words in percentages of the page. The outlines keep
// their shape only with a viewBox, and that scales the words too.)
//
// # Nothing covers anything
//
// Places whose symbols would touch become one group, led by the place that comes first
// (levels first): no two leaders are nearer than two symbols, so no two groups touch. A
// group of up to eight is opened into a ring of symbols around its leader's place, where
// no other group stands in the way; else it stays a disc with its number. Names of
// counties come next, then those of bases, each in the first of a few positions that is
// free. A name that finds none is left out: the list beside the map has them all. But on a map of
// numbers no county goes without its name and number: there the symbols make way (makeWay).
//
// # The same drawing everywhere
//
// The outcome does not depend on the order of the input or on the processor: places are
// sorted before anything is decided, coordinates are rounded to a tenth before they are
// compared. assets/map.js of the default theme goes the same way with the same numbers
// when the visitor zooms; a browser test holds both together.
package atlas

import (
	"cmp"
	"math"
	"slices"

	"kepu/generator/geo"
)

// Place is a base as the map sees it.
type Place struct {
	ID    string
	Name  string // for its label: short
	At    geo.Point
	Rank  int  // of its level, 1 is the highest; 0 when it holds none
	Exact bool // false: known to the town or county only
}

// Area is a county's name and code.
type Area struct {
	Code, Name string
	Middle     geo.Point // geo.County.Middle: where its name stands best; slow to find, so found once
	Figures    []string  // what may stand below its name, one at a time
	Circle     float64   // radius of the largest circle for its number, where no borders are drawn; 0: a ring
}

// Options say what is drawn how large.
type Options struct {
	Width    float64 // of the drawing
	Symbol   float64 // radius of a symbol
	Text     float64 // size of the names of bases; 0: none
	Heading  float64 // size of the names of counties; 0: none
	Figure   float64 // size of the numbers below them; 0: none
	Focus    string  // code of the county that fills the drawing; "": all of them
	Only     string  // code of the one county that is named; "": all of them
	ScaleBar bool
	Zooms    bool       // names keep further places for other zooms
	Water    *geo.Water // nil: none
	Frame    geo.Bounds // what is seen where there are no borders
	Closely  bool       // the places fill the drawing, with room around them; counties lie behind them as far as they are in view
}

// Drawing is a finished map. All numbers are in the drawing's units, rounded to a tenth;
// y grows downwards.
type Drawing struct {
	Width, Height float64
	Symbol        float64 // as asked for
	Counties      []County
	Water         []Stream
	Net           *Net // nil where borders are drawn
	Groups        []Group
	Bar           *Bar // nil: not asked for
	Affine        geo.Affine
}

// County is one county: its outline, or without borders where its circle stands. Name is nil when it found no place.
type County struct {
	Area
	Path string  // for the d of an SVG path; fill-rule evenodd
	X, Y float64 // of its middle, where no borders are drawn
	Name *Label
	Bare bool     // there is room for what stands below the name, not for the name
	At   []NameAt // where the name may stand with what is below it, the best first: at the first that is free

	BareAt []NameAt // where what is below the name may stand alone, where none of those is free
}

// NameAt is a place for the name of a county: a point that moves with the map when it is enlarged, and the way from there to
// the middle and baseline of the name, which stays as long.
type NameAt struct{ X, Y, DX, DY float64 }

// Group is one place, or several that stand too near for symbols of their own.
type Group struct {
	X, Y   float64
	Places []int  // indexes of the places, in order
	Spots  []Spot // one for each place; none when the group is drawn as a number
	From   *Spot  // where it belongs, when it made way for a name; a line leads there
}

// Spot is where a place's symbol stands. Label is nil when it found no room.
type Spot struct {
	X, Y  float64
	Label *Label
}

// Anchor says which part of a text stands at its X.
type Anchor int

// The anchors, in the words of SVG.
const (
	Start Anchor = iota
	Middle
	End
)

// String returns SVG's word for text-anchor.
func (a Anchor) String() string { return [...]string{"start", "middle", "end"}[a] }

// Label is a line of text; Y is its baseline.
type Label struct {
	X, Y   float64
	Anchor Anchor
	Grows  bool // there is room for it in Larger type
}

// Bar is a scale bar: how long a round distance is. It stands beside the drawing.
type Bar struct {
	Length float64
	Metres int
}

// What the numbers mean that stand in no option.
const (
	apart    = 1.0  // least room between two symbols
	longest  = 14.0 // a name of a base may be this many em long
	ringMost = 8    // places in a ring; more are a number
)

// Draw makes the drawing. Borders may be nil: then o.Frame and the places decide what is
// shown, and each of the areas is a name in a net of meridians and parallels. Else areas name the counties of the borders; others are drawn without a name. With
// neither borders nor frame nor places the drawing is empty and its Width 0.
func Draw(borders *geo.Boundaries, areas []Area, places []Place, o Options) Drawing {
	var counties []geo.County
	if borders != nil {
		counties = borders.Counties
	}
	view := bounds(counties, places, o.Focus)
	if borders == nil {
		view = view.Union(o.Frame)
	}
	if o.Closely && len(places) > 0 {
		view = closely(places)
	}
	if view.Empty() {
		return Drawing{}
	}
	p := geo.NewProjection(view, o.Width, o.Symbol+4)
	d := Drawing{Width: p.Width, Height: p.Height, Symbol: o.Symbol, Affine: p.Affine()}
	d.Groups = groups(p, places, o.Symbol)
	names := newNamePlacer(d, o)
	if borders == nil {
		d.Net = net(p, o.Width)
		names.seats(&d, p, areas, view, o)
	} else {
		names.counties(&d, p, counties, borders.Round, areas, view, o)
	}
	names.makeWay(&d, o)
	names.places(&d, places, o)
	d.Water = water(p, o.Water, view)
	names.waters(&d, o)
	names.grow(&d, places, o)
	if o.ScaleBar {
		metres, length := p.ScaleBar(o.Width / 4)
		d.Bar = &Bar{Length: length, Metres: metres}
	}
	return d
}

// bounds is the box around what is to be seen.
func bounds(counties []geo.County, places []Place, focus string) geo.Bounds {
	var b geo.Bounds
	for _, c := range counties {
		if focus == "" || c.Code == focus {
			b = b.Union(c.Bounds())
		}
	}
	for _, p := range places {
		b = b.Add(p.At)
	}
	return b
}

// How a drawing looks that its places fill: a way along one street shows its town, and one from
// north to south is no tower.
const (
	leastAcross = 0.06 // degrees of latitude, 6 to 7 km
	leastAspect = 0.55 // height of its width
	mostAspect  = 0.7
	roomAround  = 0.2 // of its extent, on each side
)

// closely is the box around places, with room around them.
func closely(places []Place) geo.Bounds {
	b := bounds(nil, places, "")
	middle := b.Centre()
	shrink := max(0.1, geo.Round(math.Cos(middle.Lat*math.Pi/180), 9)) // a degree of longitude as a part of one of latitude
	wide := float64(float64(b.East-b.West)*shrink) * (1 + 2*roomAround)
	high := float64(b.North-b.South) * (1 + 2*roomAround)
	wide = max(wide, leastAcross, high/mostAspect)
	high = max(high, wide*leastAspect)
	across, down := geo.Round(wide/shrink/2, 6), geo.Round(high/2, 6)
	return geo.Bounds{West: middle.Lon - across, South: middle.Lat - down, East: middle.Lon + across, North: middle.Lat + down}
}

// order returns the indexes of the places, those with the highest level first, then from
// west to east: the same whatever the order of the input.
func order(places []Place) []int {
	out := make([]int, len(places))
	for i := range out {
		out[i] = i
	}
	rank := func(p Place) int {
		if p.Rank == 0 {
			return math.MaxInt
		}
		return p.Rank
	}
	slices.SortFunc(out, func(i, j int) int {
		a, b := places[i], places[j]
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.At.Lon, b.At.Lon), cmp.Compare(b.At.Lat, a.At.Lat), cmp.Compare(a.ID, b.ID))
	})
	return out
}
