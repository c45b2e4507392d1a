package chart

import (
	"math"
	"strconv"
	"testing"
)

// Areas tell the numbers: no dot is larger than its place, none on record is not seen, and what is not known has none.
func TestDots(t *testing.T) {
	for n := 1; n <= 16; n++ {
		columns := make([]string, n)
		cells := make([]Cell, n)
		for i := range cells {
			columns[i], cells[i] = strconv.Itoa(2000+i), Cell{Value: Known(int64(i * i)), Tone: i % 3}
		}
		cells[0].Value = Value{}
		c := Dots([]Row{{Name: "示例东县", Sum: "1,345项", Cells: cells}, {Name: "一个名称很长很长很长的县", Cells: cells[:1]}}, columns)
		narrow, wide := plotWidths(c.Start, c.End)
		if len(c.Rows) != 2 || len(c.Rows[0].Dots) != n-1 || len(c.Rows[1].Dots) != 0 || Width(c.Rows[1].Name) > Pos(c.Start)*em {
			t.Fatalf("%d: %+v", n, c)
		}
		top := Pos(0)
		for i, d := range c.Rows[0].Dots {
			top = max(top, d.R)
			if 2*d.R > narrow/Pos(n)*dotOverlap/100 || 2*d.R*Pos(c.Grow)/10 > wide/Pos(n) || d.R*Pos(c.Grow)/10 > dotRow/2 || d.R <= 0 || i > 0 && d.R < c.Rows[0].Dots[i-1].R {
				t.Errorf("%d: %+v grows by %d in %d and %d em", n, d, c.Grow, narrow, wide)
			}
		}
		if n > 3 && c.Rows[0].Dots[0].R > top/2 {
			t.Errorf("%d: a little is as large as %+v", n, c.Rows[0].Dots)
		}
	}
	if c := Dots(nil, nil); len(c.Rows) != 0 || c.Height <= 0 {
		t.Errorf("%+v", c)
	}
}

func TestRoots(t *testing.T) {
	for _, n := range []uint64{0, 1, 2, 3, 4, 8, 9, 99, 100, 1 << 32, 1<<32 - 1, math.MaxInt64, math.MaxUint64} {
		r := isqrt(n)
		if r*r > n || r < 1<<32-1 && (r+1)*(r+1) <= n {
			t.Errorf("the root of %d is not %d", n, r)
		}
	}
}
