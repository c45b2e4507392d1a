// Package geo knows places: where a point lies, in which datum, in which county,
// how far it is from another, and where it goes on the page.
//
// # Points
//
// A Point is a longitude and a latitude in degrees. Chinese maps use three datums,
// and the same numbers read in the wrong one lie 500 m to 1 km off: [Convert]
// changes them. Everything else here is WGS-84. [Swapped], [Point.IsZero],
// [Point.InChina] and [Boundaries.DistanceTo] find the slips that people make.
//
// # Boundaries
//
// [ReadBoundaries] takes a GeoJSON file of counties, whoever made it, and gives the
// counties that can be used together with what is wrong with the rest. [Simplify]
// makes a detailed file light enough for a page and keeps common borders common.
//
// # Same bytes everywhere
//
// Some processors fuse a multiplication and an addition into one step, with another
// last bit. Positions that must agree are therefore whole numbers inside (steps of
// 1e-7 degrees, about a centimetre): whether a point lies in a county, where borders
// meet and which of their points may go are decided without any rounding at all. What
// leaves the package as a fraction (conversions, distances, positions on the page) is
// rounded to fixed decimals, far coarser than that last bit.
//
// Faults carry their wording in Chinese and English, for the caller to report with the
// file's name.
package geo

import (
	"cmp"
	"math"
)

// Point is a place: longitude and latitude in degrees, east and north positive.
type Point struct {
	Lon, Lat float64
}

// Round returns x with the given number of decimals (0 to 15), halves away from
// zero, and never a negative zero. It gives the same bits on every processor.
func Round(x float64, decimals int) float64 {
	scale := 1.0
	for range decimals {
		scale *= 10 // exact up to 1e22
	}
	return math.Round(float64(x*scale))/scale + 0
}

// Round returns p with both numbers rounded to the given number of decimals.
// Six decimals are 0.1 m, enough for any entrance.
func (p Point) Round(decimals int) Point {
	return Point{Round(p.Lon, decimals), Round(p.Lat, decimals)}
}

// Valid reports whether p is a place on earth: both numbers finite, the longitude
// within ±180 and the latitude within ±90.
func (p Point) Valid() bool {
	return math.Abs(p.Lon) <= 180 && math.Abs(p.Lat) <= 90 // false for NaN
}

// IsZero reports whether p is 0,0: a place that was never filled in.
func (p Point) IsZero() bool { return p == Point{} }

// InChina reports whether p lies in the box around China that the public GCJ-02
// formulas use. The box also holds neighbours and open sea.
func (p Point) InChina() bool {
	return p.Lon >= 72.004 && p.Lon <= 137.8347 && p.Lat >= 0.8293 && p.Lat <= 55.8271
}

// Swapped reports whether p looks like latitude and longitude in the wrong order: it
// cannot lie in China as written (latitude above 54 or longitude below 73), and could
// the other way round.
func Swapped(p Point) bool {
	return (p.Lat > 54 || p.Lon < 73) && Point{p.Lat, p.Lon}.InChina()
}

// Bounds is the smallest box around some points, sides in degrees. The zero Bounds is
// the box around nothing.
type Bounds struct {
	West, South, East, North float64
}

// Empty reports whether b is the box around nothing.
func (b Bounds) Empty() bool { return b == Bounds{} }

// Add returns the smallest box around b and p.
func (b Bounds) Add(p Point) Bounds {
	if b.Empty() {
		return Bounds{p.Lon, p.Lat, p.Lon, p.Lat}
	}
	return Bounds{min(b.West, p.Lon), min(b.South, p.Lat), max(b.East, p.Lon), max(b.North, p.Lat)}
}

// Union returns the smallest box around b and c.
func (b Bounds) Union(c Bounds) Bounds {
	if c.Empty() {
		return b
	}
	return b.Add(Point{c.West, c.South}).Add(Point{c.East, c.North})
}

// Contains reports whether p lies in b or on its side.
func (b Bounds) Contains(p Point) bool {
	return p.Lon >= b.West && p.Lon <= b.East && p.Lat >= b.South && p.Lat <= b.North
}

// Centre returns the middle of b.
func (b Bounds) Centre() Point { return Point{(b.West + b.East) / 2, (b.South + b.North) / 2} }

// spot is a point in whole steps of 1e-7 degrees. Two points that round to one spot
// are the same place; all questions of topology are asked of spots.
type spot struct{ x, y int64 }

const spotsPerDegree = 1e7

func spotOf(p Point) spot {
	return spot{int64(math.Round(p.Lon * spotsPerDegree)), int64(math.Round(p.Lat * spotsPerDegree))}
}

func (s spot) point() Point {
	return Point{float64(s.x) / spotsPerDegree, float64(s.y) / spotsPerDegree}
}

func (s spot) compare(t spot) int { return cmp.Or(cmp.Compare(s.x, t.x), cmp.Compare(s.y, t.y)) }

// orientation is twice the area of the triangle a, b, c, positive when they go anticlockwise,
// zero when they lie on one line. It is exact: with a and b in the box of InChina and c
// anywhere on earth it stays below 3e18, and an int64 holds 9.2e18.
func orientation(a, b, c spot) int64 {
	return (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x)
}

// onSegment reports whether p, known to lie on the line through a and b, lies on the
// stretch from a to b, ends included.
func onSegment(a, b, p spot) bool {
	return min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
}
