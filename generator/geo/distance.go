package geo

import "math"

// earthRadius is the mean radius of the earth in metres (IUGG), and metresPerDegree
// one degree of latitude on that ball.
const (
	earthRadius     = 6371008.8
	metresPerDegree = earthRadius * math.Pi / 180
)

// Distance returns the way from a to b along the earth in metres, rounded to 0.1 m: the
// haversine formula on a ball, at most 0.6 % off the ellipsoid. Both in one datum.
func Distance(a, b Point) float64 {
	north := math.Sin(radians(b.Lat-a.Lat) / 2)
	east := math.Sin(radians(b.Lon-a.Lon) / 2)
	h := float64(north*north) + float64(math.Cos(radians(a.Lat))*math.Cos(radians(b.Lat))*east*east)
	return Round(2*earthRadius*math.Asin(math.Sqrt(min(h, 1))), 1)
}

// plane measures around one point as if the earth were flat there, in metres: good
// to a few parts in a thousand within 100 km.
type plane struct {
	origin Point
	shrink float64 // a degree of longitude as a part of one of latitude
}

func planeAt(p Point) plane { return plane{p, cosine(p.Lat)} }

// cosine is rounded so that all later steps, exact ones, start from the same bits.
func cosine(lat float64) float64 { return Round(math.Cos(radians(lat)), 9) }

func (f plane) xy(p Point) (x, y float64) {
	return float64((p.Lon - f.origin.Lon) * f.shrink * metresPerDegree), float64((p.Lat - f.origin.Lat) * metresPerDegree)
}

// toSegment returns the metres from the plane's origin to the stretch from a to b.
func (f plane) toSegment(a, b Point) float64 {
	ax, ay := f.xy(a)
	bx, by := f.xy(b)
	dx, dy := bx-ax, by-ay
	t := 0.0
	if l := float64(dx*dx) + float64(dy*dy); l > 0 {
		t = -(float64(ax*dx) + float64(ay*dy)) / l
		t = max(0, min(1, t))
	}
	x, y := ax+float64(t*dx), ay+float64(t*dy)
	return math.Sqrt(float64(x*x) + float64(y*y))
}
