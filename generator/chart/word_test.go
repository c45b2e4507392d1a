package chart

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	w := Words([]Value{Known(4), {}, Known(0), Known(2), Known(1000), Known(1)}, 4)
	if w.Width != 30 || w.Em != 150 || strings.Count(w.Bars, "z") != 4 || w.Strong != "M20 20v-20h4v20z" || strings.Count(w.None, "M") != 1 {
		t.Errorf("%+v", w)
	}
	if !strings.Contains(w.Bars, "M10 20v-1h4v1z") || !strings.Contains(w.Bars, "M25 20v-2h4v2z") {
		t.Errorf("a zero and a little are not told apart: %s", w.Bars)
	}
	for _, v := range [][]Value{nil, {Known(3)}, {Known(3), {}}, make([]Value, 41)} {
		if Words(v) != nil {
			t.Errorf("a chart of %v", v)
		}
	}
}

var place = regexp.MustCompile(`[ML](\d+) (\d+)`)

// What is known and what is not are both seen, and no stroke leaves the chart.
func TestPart(t *testing.T) {
	for whole := int64(1); whole < 300; whole += 7 {
		for known := int64(0); known <= whole; known++ {
			w := Part(known, whole)
			if (w.Bars == "") != (known == 0) || (w.Rest == "") != (known == whole) {
				t.Fatalf("%d of %d: %+v", known, whole, w)
			}
			for _, m := range place.FindAllStringSubmatch(w.Bars+w.Rest, -1) {
				x, _ := strconv.Atoi(m[1])
				y, _ := strconv.Atoi(m[2])
				if x > w.Width || y > WordHeight {
					t.Fatalf("%d of %d: %s", known, whole, m[0])
				}
			}
		}
	}
	for _, n := range [][2]int64{{0, 0}, {-1, 3}, {4, 3}} {
		if Part(n[0], n[1]) != nil {
			t.Errorf("a chart of %v", n)
		}
	}
}
