package seal

import (
	"math"
	"strconv"
	"strings"
)

// What a drawing of one's own is held to.
const (
	MaxLength = 2000 // bytes of a path
	Least     = -2.0 // of a coordinate, in the grid of 24
	Most      = 26.0
)

// Wrong is what is the matter with a path.
type Wrong int

const (
	NotPath Wrong = iota + 1 // not the grammar of a path
	Outside                  // a point outside the grid
	TooLong
	Empty // draws nothing
)

// Fault is what is the matter with a path and where: the byte at which it is seen, and the word or number there.
type Fault struct {
	Wrong Wrong
	At    int
	Word  string
}

// arguments is how many numbers each command takes.
var arguments = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// Check reads a path and returns it on one line, or what is wrong with it. What it accepts has nothing but
// commands, numbers, blanks and commas, begins with M, draws something, and keeps every point, those that bend
// curves too, within the grid.
func Check(path string) (string, *Fault) {
	if len(path) > MaxLength {
		return "", &Fault{Wrong: TooLong, Word: strconv.Itoa(len(path))}
	}
	r := pathReader{s: path}
	r.blanks()
	draws := false
	var x, y, beginX, beginY float64
	for r.i < len(r.s) {
		at, c := r.i, r.s[r.i]
		upper := c &^ 0x20
		n, known := arguments[upper]
		if !known || !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z') || isFirst(path, at) && upper != 'M' {
			return "", r.fault(at)
		}
		r.i++
		for first := true; ; first = false {
			r.blanks()
			if !first {
				if n == 0 || r.i == len(r.s) || isLetter(r.s[r.i]) {
					break
				}
				if !r.comma() {
					return "", r.fault(r.i)
				}
			}
			begin := r.i
			var arg [7]float64
			for k := range n {
				if k > 0 && !r.comma() {
					return "", r.fault(r.i)
				}
				var ok bool
				if upper == 'A' && (k == 3 || k == 4) {
					arg[k], ok = r.flag()
				} else {
					arg[k], ok = r.number()
				}
				if !ok {
					return "", r.fault(r.i)
				}
			}
			if upper == 'Z' {
				x, y, draws = beginX, beginY, true
				break
			}
			fromX, fromY := 0.0, 0.0
			if c != upper {
				fromX, fromY = x, y
			}
			in := func(px, py float64) bool { return Least <= px && px <= Most && Least <= py && py <= Most }
			inside := true
			switch upper {
			case 'H':
				x = fromX + arg[0]
				inside = in(x, y)
			case 'V':
				y = fromY + arg[0]
				inside = in(x, y)
			case 'A':
				inside = 0 <= arg[0] && arg[0] <= Most && 0 <= arg[1] && arg[1] <= Most && math.Abs(arg[2]) <= 360
				x, y = fromX+arg[5], fromY+arg[6]
				inside = inside && in(x, y)
			default:
				for k := 0; k < n; k += 2 {
					inside = inside && in(fromX+arg[k], fromY+arg[k+1])
				}
				x, y = fromX+arg[n-2], fromY+arg[n-1]
			}
			if !inside {
				return "", &Fault{Outside, begin, strings.TrimSpace(r.s[begin:min(r.i, begin+40)])}
			}
			if upper == 'M' && first {
				beginX, beginY = x, y
			} else {
				draws = true // what follows the first pair of M are lines
			}
		}
	}
	if !draws {
		return "", &Fault{Wrong: Empty}
	}
	return strings.Join(strings.Fields(path), " "), nil
}

// isFirst reports whether nothing but blanks stands before i.
func isFirst(s string, i int) bool { return strings.TrimLeft(s[:i], " \t\r\n") == "" }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

type pathReader struct {
	s string
	i int
}

// fault is that of a sign that does not belong where it stands.
func (r *pathReader) fault(at int) *Fault {
	rest := []rune(r.s[at:])
	return &Fault{NotPath, at, string(rest[:min(len(rest), 8)])}
}

func (r *pathReader) blanks() {
	for r.i < len(r.s) && strings.IndexByte(" \t\r\n", r.s[r.i]) >= 0 {
		r.i++
	}
}

// comma passes blanks and at most one comma between two numbers, and reports whether another may begin there.
func (r *pathReader) comma() bool {
	r.blanks()
	if r.i < len(r.s) && r.s[r.i] == ',' {
		r.i++
		r.blanks()
	}
	return r.i < len(r.s) && (isDigit(r.s[r.i]) || strings.IndexByte("+-.", r.s[r.i]) >= 0)
}

// flag reads the 0 or 1 of an arc, after which nothing need stand.
func (r *pathReader) flag() (float64, bool) {
	if r.i < len(r.s) && (r.s[r.i] == '0' || r.s[r.i] == '1') {
		r.i++
		return float64(r.s[r.i-1] - '0'), true
	}
	return 0, false
}

// number reads a number of plain digits: drawings have no need of exponents.
func (r *pathReader) number() (float64, bool) {
	begin := r.i
	if r.i < len(r.s) && (r.s[r.i] == '+' || r.s[r.i] == '-') {
		r.i++
	}
	digits := 0
	for r.i < len(r.s) && isDigit(r.s[r.i]) {
		r.i++
		digits++
	}
	if r.i < len(r.s) && r.s[r.i] == '.' {
		r.i++
		for r.i < len(r.s) && isDigit(r.s[r.i]) {
			r.i++
			digits++
		}
	}
	if digits == 0 {
		r.i = begin
		return 0, false
	}
	x, _ := strconv.ParseFloat(r.s[begin:r.i], 64) // without bounds where there are too many digits, and so outside
	return x, true
}
