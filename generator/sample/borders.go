package sample

import "strings"

// The city is a grid of counties, of this size each, in degrees. Its lines are bent a
// little, by less than a tenth, so that the counties look like some and still hold
// every place in their middle.
const (
	west, south   = 112.0, 32.0
	wide, high    = 0.24, 0.2
	bend          = 0.09 // of a county's width or height
	pointsOnALine = 4
)

// corner returns where lines cross, or a point on the way to the next crossing: along
// says how far, to the east when across is true, else to the north.
func (c *city) corner(column, row, along int, across bool) [2]float64 {
	kind := "line-north"
	if across {
		kind = "line-east"
	}
	if along == 0 {
		kind = "crossing"
	}
	r := c.randomOf(kind, (column*1000+row)*pointsOnALine+along)
	x, y := float64(column), float64(row)
	if across {
		x += float64(along) / pointsOnALine
	} else {
		y += float64(along) / pointsOnALine
	}
	x += bend * float64(r.from(-100, 100)) / 100
	y += bend * float64(r.from(-100, 100)) / 100
	return [2]float64{west + wide*x, south + high*y}
}

// placeIn returns a place well within the county: longitude and latitude, WGS-84.
func (c *city) placeIn(county int, r *random) [2]float64 {
	inner := func() float64 { return 0.2 + 0.6*float64(r.below(100_000))/100_000 }
	return [2]float64{
		west + wide*(float64(county%c.columns)+inner()),
		south + high*(float64(county/c.columns)+inner()),
	}
}

// ring returns the border of a county, counter-clockwise, the first point again at the end.
func (c *city) ring(county int) [][2]float64 {
	x, y := county%c.columns, county/c.columns
	var points [][2]float64
	for i := range pointsOnALine {
		points = append(points, c.corner(x, y, i, true))
	}
	for i := range pointsOnALine {
		points = append(points, c.corner(x+1, y, i, false))
	}
	for i := range pointsOnALine { // back to the west along the upper line
		points = append(points, c.corner(x+(pointsOnALine-i)/pointsOnALine, y+1, (pointsOnALine-i)%pointsOnALine, true))
	}
	for i := range pointsOnALine {
		points = append(points, c.corner(x, y+(pointsOnALine-i)/pointsOnALine, (pointsOnALine-i)%pointsOnALine, false))
	}
	return append(points, points[0])
}

func (c *city) borders(yield func(string, []byte) bool) {
	var t text
	t.line(`{"type":"FeatureCollection",`)
	t.line(`"name":"示例市县区示意图（虚构）","schematic":true,"note":"虚构的示意图，没有这个市","datum":"wgs84",`)
	t.line(`"features":[`)
	for i := range c.counties {
		at := &c.counties[i]
		var ring []string
		for _, p := range c.ring(i) {
			ring = append(ring, "["+decimal(p[0], 4)+","+decimal(p[1], 4)+"]")
		}
		comma := ","
		if i == len(c.counties)-1 {
			comma = ""
		}
		t.line(`{"type":"Feature","properties":{"adcode":"%s","name":"%s"},"geometry":{"type":"Polygon","coordinates":[[%s]]}}%s`,
			at.code, at.name, strings.Join(ring, ","), comma)
	}
	t.line("]}")
	yield("map/boundaries.geojson", t.bytes())
}
