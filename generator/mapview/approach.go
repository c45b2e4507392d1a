package mapview

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/view"
)

// Approach is the way from a county's seat to a base, as a sheet of paper shows it.
type Approach struct {
	Map   *view.SmallMap // the county alone, with the base
	Seat  *view.PosterSeat
	Words string // "在县城西北，直线约12公里", or "在县城西北，位置只到乡镇或街道一带"; "" where nobody can tell
}

var approachMap = atlas.Options{Width: 320, Symbol: 11}

// near is how far from the seat a place is part of it, in metres: less says nothing of the way.
const near = 2000

// nearTown is the same of a place that is known to its town, which may be some kilometres off: from less far not even the direction is certain.
const nearTown = 5000

// Approach draws the county of a base, with the way from its seat where that and the base's place are known. It is nil where there is neither
// an outline nor a way.
//
// Where a county's seat is no file says. But a base whose place is known to the county alone stands at the seat, by the
// format; so the seat is known where there is such a base, and is never guessed from an outline.
func (m *Builder) Approach(b *catalog.Base) *Approach {
	if b == nil || b.County == nil {
		return nil
	}
	a, seat, shown := m.approach(b)
	o := approachMap
	o.Focus = b.County.Code
	borders := m.c.Outlines()
	if _, ok := m.border(b.County); !ok || borders == nil {
		if len(shown) < 2 {
			return nil
		}
		o.Focus, o.Closely, borders = "", true, nil
	}
	base := m.shared()
	if borders != nil {
		borders = base.small
	}
	d := m.drawOn(base, borders, address.Home, shown, o)
	only := slices.IndexFunc(d.outlines, func(l view.MapOutline) bool { return l.Code == b.County.Code })
	d.Areas, d.Crowds, d.Rings = nil, nil, nil
	if only < 0 {
		if len(shown) < 2 {
			return nil
		}
		d.outlines = nil
	} else {
		d.outlines = d.outlines[only : only+1]
	}
	d.Spots = nil
	if len(shown) > 0 {
		x, y := d.at(b)
		d.Spots = []view.MapSpot{{X: geo.Round(x, 1), Y: geo.Round(y, 1), Exact: b.Precision == "exact"}}
	}
	if len(shown) > 1 {
		x, y := d.at(seat)
		a.Seat = &view.PosterSeat{X: geo.Round(x, 1), Y: geo.Round(y, 1), Name: seatName(b.County), NameY: geo.Round(y-12, 1)}
		if seat.Point.Lat < b.Point.Lat {
			a.Seat.NameY = geo.Round(y+26, 1)
		}
		d.Way = fmt.Sprintf("%s,%s %s,%s", decimal(a.Seat.X), decimal(a.Seat.Y), decimal(d.Spots[0].X), decimal(d.Spots[0].Y))
	}
	a.Map = &view.SmallMap{Notice: m.mapNotice(nil), Outlines: d.outlines, Drawings: []view.MapDrawing{d.MapDrawing}}
	return a
}

// Words say where a base is from the seat of its county; "" where nobody can tell.
func (m *Builder) Words(b *catalog.Base) string {
	if b == nil || b.County == nil {
		return ""
	}
	a, _, _ := m.approach(b)
	return a.Words
}

// approach finds the way to a base, which is not drawn yet, and what is to be drawn: the base where its place is known, and a seat that is not there.
func (m *Builder) approach(b *catalog.Base) (a *Approach, seat *catalog.Base, shown []*catalog.Base) {
	a, seat = &Approach{}, m.seat(b.County)
	shown = []*catalog.Base{b}
	if b.Point == nil || b.Precision == "county" {
		shown = nil
	}
	if seat != nil && shown != nil {
		least := near
		if b.Precision != "exact" {
			least = nearTown
		}
		if far := geo.Distance(*seat.Point, *b.Point); far >= float64(least) {
			shown = append(shown, seat)
			a.Words = "在" + seatName(b.County) + bearing(*seat.Point, *b.Point) + "，"
			if rough := Roughly(b); rough != "" { // no figure that nobody measured
				a.Words += rough
			} else {
				a.Words += fmt.Sprintf("直线约%.0f公里", far/1000)
			}
		}
	}
	return a, seat, shown
}

// seatName is the word for a county's seat.
func seatName(c *catalog.County) string {
	if strings.HasSuffix(c.Name, "区") {
		return "城区"
	}
	return "县城"
}

// seat returns the first base of a county that stands at its seat, by its precision; nil when there is none.
func (m *Builder) seat(c *catalog.County) *catalog.Base {
	for _, b := range m.bases(c) {
		if b.Point != nil && b.Precision == "county" {
			return b
		}
	}
	return nil
}

// Seat returns where the seat of a county is; nil when nobody knows.
func (m *Builder) Seat(c *catalog.County) *geo.Point {
	if b := m.seat(c); b != nil {
		return b.Point
	}
	return nil
}

// bearing says in which of eight directions q lies from p.
func bearing(p, q geo.Point) string {
	east, north := geo.Distance(p, geo.Point{Lon: q.Lon, Lat: p.Lat}), geo.Distance(p, geo.Point{Lon: p.Lon, Lat: q.Lat})
	across, along := "东", "北"
	if q.Lon < p.Lon {
		across = "西"
	}
	if q.Lat < p.Lat {
		along = "南"
	}
	const steep = 2.414 // tan 67.5°
	switch {
	case north > east*steep:
		return along
	case east > north*steep:
		return across
	}
	return across + along
}
