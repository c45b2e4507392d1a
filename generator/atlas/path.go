package atlas

import (
	"math"
	"strconv"

	"kepu/generator/geo"
)

// outline writes polygons as the d of an SVG path, each ring closed, for fill-rule
// evenodd. After a ring's first point come the steps from each point to the next: a
// quarter shorter than the points themselves, and half as long compressed, since steps
// repeat. They are taken between rounded points, so they add up. Round bends are quadratic curves, see geo.Boundaries.Smooth.
func outline(p geo.Projection, polygons []geo.Polygon, round func(geo.Point) bool) string {
	var d []byte
	for _, polygon := range polygons {
		for _, ring := range polygon {
			d = appendRing(d, p, ring, round)
		}
	}
	return string(d)
}

// pen writes a path in steps of tenths.
type pen struct {
	d       []byte
	x, y    int  // where it is
	command byte // the last one that was written
}

// step writes a way as one command of that letter: each of its points as seen from where the pen is. It ends at the last.
func (n *pen) step(command byte, way ...[2]int) {
	if n.command != command {
		n.d, n.command = append(n.d, command), command
	}
	for _, at := range way {
		n.d = appendStep(n.d, at[0]-n.x, at[1]-n.y)
	}
	end := way[len(way)-1]
	n.x, n.y = end[0], end[1]
}

func (n *pen) line(to [2]int) {
	if to != [2]int{n.x, n.y} {
		n.step('l', to)
	}
}

func appendRing(d []byte, p geo.Projection, ring geo.Ring, round func(geo.Point) bool) []byte {
	count := max(0, len(ring)-1)
	points, curved := make([][2]int, count), make([]bool, count)
	for i, at := range ring[:count] {
		x, y := p.XY(at)
		points[i], curved[i] = [2]int{2 * tenths(x/2), 2 * tenths(y/2)}, round(at)
	}
	// The middle of two points is the same whichever comes first, so that both counties draw one line. Of even numbers it is exact: the
	// next point is then the last control point as seen from the other side of the middle, which t leaves unsaid.
	middle := func(i, j int) [2]int {
		a, b := points[i%count], points[j%count]
		return [2]int{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}
	}
	n := pen{d: d}
	for i := range count {
		if i == 0 {
			start := points[0]
			if curved[0] {
				start = middle(count-1, 0)
			}
			n.d = appendStep(append(n.d, 'M'), start[0], start[1])
			n.x, n.y = start[0], start[1]
		}
		if !curved[i] {
			n.line(points[i])
			continue
		}
		n.line(middle(i+count-1, i))
		if i > 0 && curved[i-1] && (n.command == 'q' || n.command == 't') {
			n.step('t', middle(i, i+1))
		} else {
			n.step('q', points[i], middle(i, i+1))
		}
	}
	if count > 0 {
		n.d = append(n.d, 'z')
	}
	return n.d
}

func tenths(x float64) int { return int(math.Round(x * 10)) }

// appendStep writes two numbers of tenths, with a space only where no sign parts them.
func appendStep(d []byte, x, y int) []byte {
	for _, n := range [2]int{x, y} {
		last := byte('l')
		if len(d) > 0 {
			last = d[len(d)-1]
		}
		if n >= 0 && last >= '0' && last <= '9' {
			d = append(d, ' ')
		}
		d = appendTenths(d, n)
	}
	return d
}

// appendTenths writes n/10: "12.3", "-.5", "7".
func appendTenths(d []byte, n int) []byte {
	if n < 0 {
		d, n = append(d, '-'), -n
	}
	if n >= 10 || n == 0 {
		d = strconv.AppendInt(d, int64(n/10), 10)
	}
	if n%10 > 0 {
		d = append(d, '.', byte('0'+n%10))
	}
	return d
}
