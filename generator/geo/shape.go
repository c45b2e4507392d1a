package geo

import (
	"encoding/json"
	"strconv"
)

// shape turns one feature's coordinates into polygons.
type shape struct {
	label  string // the county, for messages
	datum  Datum
	points int // how many were read
}

// polygons reads the coordinates of a geometry of that type. A Crossing comes with the
// polygons, every other fault without. More than limit points are counted only, and refused.
func (s *shape) polygons(kind any, coordinates []byte, limit int) ([]Polygon, *Fault) {
	var in [][][][]float64
	var err error
	switch kind {
	case "Polygon":
		in = make([][][][]float64, 1)
		err = json.Unmarshal(coordinates, &in[0])
	case "MultiPolygon":
		err = json.Unmarshal(coordinates, &in)
	default:
		return nil, sayBadGeometry.fault(s.label)
	}
	if err != nil || len(in) == 0 {
		return nil, sayBadGeometry.fault(s.label)
	}
	for _, polygon := range in {
		for _, ring := range polygon {
			s.points += len(ring)
		}
	}
	if s.points > limit {
		return nil, sayTooManyPoints.fault(MaxPoints)
	}
	var harmless *Fault
	var out []Polygon
	for _, polygon := range in {
		if len(polygon) == 0 {
			return nil, sayBadGeometry.fault(s.label)
		}
		var p Polygon
		for _, positions := range polygon {
			ring, f := s.ring(positions)
			if f != nil && !f.Harmless() {
				return nil, f
			}
			if harmless == nil {
				harmless = f
			}
			p = append(p, ring)
		}
		out = append(out, p)
	}
	return out, harmless
}

// ring checks one ring and drops points that repeat the one before.
func (s *shape) ring(positions [][]float64) (Ring, *Fault) {
	var ring Ring
	for _, position := range positions {
		if len(position) < 2 {
			return nil, sayBadGeometry.fault(s.label)
		}
		p := Point{position[0], position[1]}
		if !p.InChina() {
			if Swapped(p) {
				return nil, saySwapped.fault(s.label, p)
			}
			return nil, sayNotInChina.fault(s.label, p)
		}
		p = Convert(p, s.datum, WGS84).Round(7)
		if len(ring) == 0 || ring[len(ring)-1] != p {
			ring = append(ring, p)
		}
	}
	if len(ring) == 0 {
		return nil, sayShortRing.fault(s.label)
	}
	if first, last := ring[0], ring[len(ring)-1]; first != last {
		return nil, sayOpenRing.fault(s.label, last, first)
	}
	if len(ring) < 4 {
		return nil, sayShortRing.fault(s.label)
	}
	if p, ok := crossing(ring); ok {
		return ring, sayCrossing.fault(s.label, p)
	}
	return ring, nil
}

// String writes p as messages show it: longitude, latitude.
func (p Point) String() string {
	write := func(x float64) string { return strconv.FormatFloat(Round(x, 6), 'f', -1, 64) }
	if !p.Valid() { // too large for fixed decimals
		write = func(x float64) string { return strconv.FormatFloat(x, 'g', 8, 64) }
	}
	return "[" + write(p.Lon) + ", " + write(p.Lat) + "]"
}
