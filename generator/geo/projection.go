package geo

import "math"

// Projection puts places on the page: x to the right and y down, in the page's units.
//
// It is equirectangular: degrees of latitude are all equally long, and so are degrees of
// longitude, as long as they are in the middle of the map. Across a city (1.3 degrees of
// latitude here) the top and bottom are then 0.8 % too wide and too narrow, less than a
// line's thickness at page size; and straight lines stay straight, so that borders, points
// and a scale bar need no more than two multiplications.
type Projection struct {
	Width, Height float64 // of the whole drawing

	west, north float64 // degrees at the upper left of the padded area
	across      float64 // units a degree of longitude
	down        float64 // units a degree of latitude
	padding     float64
}

// NewProjection fits b into a drawing of the given width, with padding on all four
// sides; the height follows, rounded up to a whole unit. A box of less than a hundredth
// of a degree is taken as one of that size.
func NewProjection(b Bounds, width, padding float64) Projection {
	middle := b.Centre()
	const least = 0.01
	high := max(least, b.North-b.South)
	wide := max(least, b.East-b.West)
	p := Projection{
		Width:   width,
		padding: padding,
		west:    middle.Lon - float64(wide/2),
		north:   middle.Lat + float64(high/2),
		across:  max(1, width-float64(2*padding)) / wide,
	}
	p.down = p.across / max(0.1, cosine(middle.Lat))
	p.Height = math.Ceil(Round(float64(high*p.down)+float64(2*padding), 3))
	return p
}

// XY returns where the place lies on the page, rounded to a tenth of a unit.
func (p Projection) XY(at Point) (x, y float64) {
	x = float64((at.Lon-p.west)*p.across) + p.padding
	y = float64((p.north-at.Lat)*p.down) + p.padding
	return Round(x, 1), Round(y, 1)
}

// MetresPerUnit returns how many metres on the ground a unit of the page is, in the
// middle of the map.
func (p Projection) MetresPerUnit() float64 { return metresPerDegree / p.down }

// ScaleBar returns a round length on the ground (1, 2 or 5 and zeros, in metres) and how
// long it is on the page, at most longest units.
func (p Projection) ScaleBar(longest float64) (metres int, length float64) {
	most := longest * p.MetresPerUnit()
	metres = 1
	for unit := 1; unit <= 1_000_000; unit *= 10 {
		for _, n := range []int{1, 2, 5} {
			if float64(n*unit) <= most {
				metres = n * unit
			}
		}
	}
	return metres, Round(float64(metres)/p.MetresPerUnit(), 1)
}
