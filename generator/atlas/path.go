package atlas

import (
	"math"
	"strconv"

	"kepu/generator/geo"
)

// outline writes polygons as the d of an SVG path, each ring closed, for fill-rule
// evenodd. After a ring's first point come the steps from each point to the next: a
// quarter shorter than the points themselves, and half as long compressed, since steps
// repeat. They are taken between rounded points, so they add up.
func outline(p geo.Projection, polygons []geo.Polygon) string {
	var d []byte
	for _, polygon := range polygons {
		for _, ring := range polygon {
			d = appendRing(d, p, ring)
		}
	}
	return string(d)
}

func appendRing(d []byte, p geo.Projection, ring geo.Ring) []byte {
	var lastX, lastY int
	first := true
	for i, at := range ring[:max(0, len(ring)-1)] {
		x, y := p.XY(at)
		tx, ty := tenths(x), tenths(y)
		switch {
		case i == 0:
			d = append(d, 'M')
			d = appendStep(d, tx, ty)
		case tx == lastX && ty == lastY:
			continue
		default:
			if first {
				d, first = append(d, 'l'), false
			}
			d = appendStep(d, tx-lastX, ty-lastY)
		}
		lastX, lastY = tx, ty
	}
	if len(ring) > 1 {
		d = append(d, 'z')
	}
	return d
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
