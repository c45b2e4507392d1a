// Package qrcode makes QR codes: a text in, the modules out, as one outline for a drawing or one by one
// for those who draw otherwise.
//
// It is the only package that knows the module that encodes. A code here is dark modules on a light ground; whoever
// draws it leaves a rim of Quiet light modules around it, without which readers do not find it.
package qrcode

import (
	"encoding/base64"
	"strconv"

	"rsc.io/qr"
)

// Quiet is how many light modules a code needs on each side (ISO/IEC 18004).
const Quiet = 4

// Level is how much of a code may be lost.
type Level int

// The levels: of a code on a screen, and of one on paper, which gets creased.
const (
	Low    Level = iota // 7 %
	Medium              // 15 %
)

// Code is the modules of a QR code, Size by Size of them.
type Code struct {
	Size int
	code *qr.Code
}

// Encode returns the smallest code of a text; nil for a text that no code holds.
func Encode(text string, level Level) *Code {
	c, err := qr.Encode(text, map[Level]qr.Level{Low: qr.L, Medium: qr.M}[level])
	if err != nil || text == "" {
		return nil
	}
	return &Code{c.Size, c}
}

// Dark reports whether a module is dark; those beside the code are not. Both count from 0 at the top left.
func (c *Code) Dark(x, y int) bool { return c.code.Black(x, y) }

// Bits returns the modules row by row, a bit each and the dark ones 1, as base64: for a script that draws them. The last
// byte is filled up with noughts.
func (c *Code) Bits() string {
	bits := make([]byte, (c.Size*c.Size+7)/8)
	for i := range c.Size * c.Size {
		if c.Dark(i%c.Size, i/c.Size) {
			bits[i/8] |= 0x80 >> (i % 8)
		}
	}
	return base64.RawStdEncoding.EncodeToString(bits)
}

// Path returns the outline of the dark modules as the d of an SVG path: a module is one unit wide and the code's corner
// stands at Quiet, Quiet, so that the whole is Size + 2 Quiet wide. What touches is one shape: rows that are drawn
// one by one leave hairs of light between them on paper. The dark lies to the right of each line, so it is the same for either
// fill-rule; modules that meet at a corner alone are two shapes.
func (c *Code) Path() string {
	var path []byte
	drawn := map[corner]bool{} // where lines to the right begin, a module each: every shape and every hole has some
	for y := range c.Size + 1 {
		for x := range c.Size {
			if start := (corner{x, y}); c.edge(start, right) && !drawn[start] {
				path = c.appendShape(path, start, drawn)
			}
		}
	}
	return string(path)
}

// corner is where modules meet: the top left corner of that at x, y.
type corner struct{ x, y int }

// way is where a line goes: clockwise.
type way int

const (
	right way = iota
	down
	left
	up
)

var steps = [...]corner{right: {1, 0}, down: {0, 1}, left: {-1, 0}, up: {0, -1}}

// edge reports whether a line goes from a corner to the next one: the dark to its right.
func (c *Code) edge(p corner, to way) bool {
	ul, ur, dl, dr := c.Dark(p.x-1, p.y-1), c.Dark(p.x, p.y-1), c.Dark(p.x-1, p.y), c.Dark(p.x, p.y)
	switch to {
	case right:
		return dr && !ur
	case down:
		return dl && !dr
	case left:
		return ul && !dl
	}
	return ur && !ul
}

// appendShape appends the line around a shape, or a hole, from the left end of a line to the right.
func (c *Code) appendShape(path []byte, start corner, drawn map[corner]bool) []byte {
	path = append(path, 'M')
	path = strconv.AppendInt(path, int64(start.x+Quiet), 10)
	path = append(path, ' ')
	path = strconv.AppendInt(path, int64(start.y+Quiet), 10)
	at, to := start, right
	for {
		long := 0
		for goesOn := true; goesOn; {
			if to == right {
				drawn[at] = true
			}
			at = corner{at.x + steps[to].x, at.y + steps[to].y}
			long++
			goesOn = !c.edge(at, (to+1)%4) && c.edge(at, to) // the shape's own corner goes before one that it meets
		}
		next := (to + 3) % 4
		if c.edge(at, (to+1)%4) {
			next = (to + 1) % 4
		}
		if at == start && next == right { // a shape may meet itself here before
			return append(path, 'z') // which draws the last line
		}
		if to == left || to == up {
			long = -long
		}
		path = append(path, "hvhv"[to])
		path = strconv.AppendInt(path, int64(long), 10)
		to = next
	}
}
