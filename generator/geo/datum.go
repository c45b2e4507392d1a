package geo

import (
	"math"
	"strings"
)

// Datum is the system that a pair of numbers is measured in.
type Datum int

const (
	WGS84 Datum = iota // GPS, OpenStreetMap; 天地图 and CGCS2000 agree with it to centimetres
	GCJ02              // Amap, Tencent, and all maps sold in China
	BD09               // Baidu
)

// String returns the name that content files use: wgs84, gcj02 or bd09.
func (d Datum) String() string {
	switch d {
	case GCJ02:
		return "gcj02"
	case BD09:
		return "bd09"
	}
	return "wgs84"
}

// ParseDatum returns the datum of that name, without regard to case, hyphens and
// spaces ("GCJ-02"), and false when there is none. CGCS2000 counts as WGS-84.
func ParseDatum(name string) (Datum, bool) {
	switch datumSpellings.Replace(strings.ToLower(name)) {
	case "wgs84", "cgcs2000":
		return WGS84, true
	case "gcj02":
		return GCJ02, true
	case "bd09", "bd09ll":
		return BD09, true
	}
	return WGS84, false
}

var datumSpellings = strings.NewReplacer("-", "", "_", "", " ", "")

// Convert returns the place p, given in the datum from, in the datum to, rounded to
// 8 decimals (a millimetre).
//
// The formulas are the ones in public circulation: GCJ-02 as worked out in 2010 from
// a program that applied it (the constants are those of the Krasovsky 1940 ellipsoid),
// BD-09 as published in 2013. Neither has an official text. They have no closed inverse,
// so the way back is found by iteration: from WGS-84 and back is within 1e-7 degrees.
//
// Outside the box of [Point.InChina] the three datums are one, and p comes back as it
// is; so do numbers that are no place. Within 1 km of the box's sides, at sea or abroad,
// there and back may differ.
func Convert(p Point, from, to Datum) Point {
	if from == to || !p.InChina() {
		return p
	}
	g := p
	switch from {
	case WGS84:
		g = gcjFromWGS(p)
	case BD09:
		g = inverse(p, bdFromGCJ)
	}
	switch to {
	case WGS84:
		g = inverse(g, gcjFromWGS)
	case BD09:
		g = bdFromGCJ(g)
	}
	return g.Round(8)
}

// inverse finds the point that f sends to q. f moves points by less than 2 km and two
// near points by almost the same, so each round makes the error at least 100 times
// smaller: eight are plenty.
func inverse(q Point, f func(Point) Point) Point {
	p := q
	for range 8 {
		r := f(p)
		p = Point{p.Lon + (q.Lon - r.Lon), p.Lat + (q.Lat - r.Lat)}
	}
	return p
}

// gcjFromWGS adds the GCJ-02 offset: a polynomial and sines, in metres on the
// ellipsoid, turned into degrees there. The conversions to float64 forbid fused steps.
func gcjFromWGS(p Point) Point {
	const (
		axis   = 6378245.0 // Krasovsky 1940, metres
		eccent = 0.00669342162296594323
	)
	x, y := p.Lon-105, p.Lat-35
	common := wave(20, 6, x) + wave(20, 2, x)
	north := -100 + float64(2*x) + float64(3*y) + float64(0.2*y*y) + float64(0.1*x*y) + float64(0.2*math.Sqrt(math.Abs(x))) +
		common + wave(20, 1, y) + wave(40, 1.0/3, y) + wave(160, 1.0/12, y) + wave(320, 1.0/30, y)
	east := 300 + x + float64(2*y) + float64(0.1*x*x) + float64(0.1*x*y) + float64(0.1*math.Sqrt(math.Abs(x))) +
		common + wave(20, 1, x) + wave(40, 1.0/3, x) + wave(150, 1.0/12, x) + wave(300, 1.0/30, x)

	lat := radians(p.Lat)
	sin := math.Sin(lat)
	m := 1 - float64(eccent*sin*sin)
	perDegreeNorth := axis * (1 - eccent) / (m * math.Sqrt(m)) * math.Pi / 180
	perDegreeEast := axis / math.Sqrt(m) * math.Cos(lat) * math.Pi / 180
	return Point{p.Lon + float64(east/perDegreeEast), p.Lat + float64(north/perDegreeNorth)}
}

func wave(height, turns, at float64) float64 {
	return float64(float64(height*math.Sin(turns*at*math.Pi)) * (2.0 / 3))
}

// bdFromGCJ turns and stretches the point a little around 0,0 and moves it.
func bdFromGCJ(p Point) Point {
	const k = math.Pi * 3000 / 180
	r := math.Sqrt(float64(p.Lon*p.Lon)+float64(p.Lat*p.Lat)) + float64(0.00002*math.Sin(p.Lat*k))
	angle := math.Atan2(p.Lat, p.Lon) + float64(0.000003*math.Cos(p.Lon*k))
	return Point{float64(r*math.Cos(angle)) + 0.0065, float64(r*math.Sin(angle)) + 0.006}
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
