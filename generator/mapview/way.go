package mapview

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/view"
)

// Way is the map of a way from stop to stop, straight, on which signs carry the numbers of the
// stops; nil where no stop has a place. A stop may be nil, or one that has none: the line goes on at the next.
// A base that is several stops has one sign, with the first number.
func (m *Builder) Way(p string, stops []*catalog.Base, label string) *view.SmallMap {
	var list []*catalog.Base
	numbers := map[*catalog.Base][]int{}
	for i, b := range stops {
		if b == nil || b.Point == nil {
			continue
		}
		if numbers[b] == nil {
			list = append(list, b)
		}
		numbers[b] = append(numbers[b], i+1)
	}
	if len(list) == 0 {
		return nil
	}
	small, large := phoneMap, pageMap
	small.Closely, large.Closely = true, true
	large.Width = 640
	return m.twoSizes(p, list, nil, small, large, label, func(d *sheet) {
		d.number(list, numbers)
		d.line(stops)
	})
}

// number makes signs of stops: all of one shape, with a number in place of the kind. Stops that
// stand too near to each other for signs of their own share one, with the first number.
func (d *sheet) number(list []*catalog.Base, numbers map[*catalog.Base][]int) {
	shared := make([][]*catalog.Base, len(d.Crowds))
	for _, b := range list {
		i := slices.IndexFunc(d.Spots, func(s view.MapSpot) bool { return s.ID == b.ID })
		if i < 0 {
			n := d.crowdOf(b)
			shared[n] = append(shared[n], b)
			continue
		}
		s := &d.Spots[i]
		s.Seal, s.Glyph, s.Title = "", strconv.Itoa(numbers[b][0]), stopTitle(numbers[b], b)
		s.Mark, s.Later, s.Levels, s.TitleDays = wayMark, nil, "", ""
	}
	for i, bases := range shared {
		if len(bases) == 0 {
			continue
		}
		first := bases[0]
		s := view.MapSpot{ID: first.ID, X: d.Crowds[i].X, Y: d.Crowds[i].Y, Mark: wayMark, Glyph: strconv.Itoa(numbers[first][0]) + "…", Exact: first.Precision == "exact"}
		var titles []string
		for _, b := range bases {
			titles = append(titles, stopTitle(numbers[b], b))
		}
		s.Title = strings.Join(titles, "；")
		d.Spots = append(d.Spots, s)
	}
	d.Crowds, d.Rings = nil, nil
}

// wayMark is the shape of a stop: a disc, whatever level the base holds.
const wayMark = 2

// stopTitle says in words what the sign of a stop shows.
func stopTitle(numbers []int, b *catalog.Base) string {
	var parts []string
	for _, n := range numbers {
		parts = append(parts, strconv.Itoa(n))
	}
	title := "第" + strings.Join(parts, "、") + "站：" + b.Name
	if words := Roughly(b); words != "" {
		title += "，" + words
	}
	return title
}

// crowdOf is the place in d.Crowds of the number that b is part of: the nearest.
func (d *sheet) crowdOf(b *catalog.Base) int {
	x, y := d.at(b)
	nearest, best := 0, math.Inf(1)
	for i, c := range d.Crowds {
		if far := float64((c.X-x)*(c.X-x)) + float64((c.Y-y)*(c.Y-y)); far < best {
			nearest, best = i, far
		}
	}
	return nearest
}

// at is where b, which is drawn, lies on the drawing.
func (d *sheet) at(b *catalog.Base) (x, y float64) {
	a, p := d.affine, d.places[b]
	return float64((p.Lon-a.West)*a.Across) + a.Padding, float64((a.North-p.Lat)*a.Down) + a.Padding
}

// line draws the way from sign to sign.
func (d *sheet) line(stops []*catalog.Base) {
	var points []string
	for _, b := range stops {
		if b == nil || b.Point == nil {
			continue
		}
		x, y := d.at(b)
		if i := slices.IndexFunc(d.Spots, func(s view.MapSpot) bool { return s.ID == b.ID }); i >= 0 {
			x, y = d.Spots[i].X, d.Spots[i].Y
		}
		points = append(points, decimal(geo.Round(x, 1))+","+decimal(geo.Round(y, 1)))
	}
	if len(points) > 1 {
		d.Way = strings.Join(points, " ")
	}
}
