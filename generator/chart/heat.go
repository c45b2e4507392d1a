package chart

import "math/bits"

// HeatSteps is how many shades there are.
const HeatSteps = 4

// HeatMap is the shades of a table of numbers: the more, the darker. It has no
// positions, because a heat map is a table already: its cells are drawn by the
// page's own table, shaded, with their numbers in them.
type HeatMap struct {
	Steps [][]int    // as the numbers stand: 0 for none, else 1 to HeatSteps, the darkest
	Scale [][2]int64 // what the steps in use stand for, from the lightest: from one number to another
	First int        // the step that Scale begins with
}

// Heat shades rows of numbers. Numbers below zero count as none.
func Heat(rows [][]int64) *HeatMap {
	top := int64(0)
	for _, row := range rows {
		for _, n := range row {
			top = max(top, n)
		}
	}
	h := &HeatMap{Scale: heatScale(top)}
	h.First = HeatSteps + 1 - len(h.Scale)
	for _, row := range rows {
		steps := make([]int, len(row))
		for i, n := range row {
			if n > 0 {
				steps[i] = heatStep(n, top)
			}
		}
		h.Steps = append(h.Steps, steps)
	}
	return h
}

// heatStep shares 1 to top evenly among the steps. A top of no more than the
// steps gives each number a shade of its own.
func heatStep(n, top int64) int {
	if top <= HeatSteps {
		return int(n + HeatSteps - top)
	}
	hi, lo := bits.Mul64(uint64(n-1), HeatSteps)
	step, _ := bits.Div64(hi, lo, uint64(top))
	return int(step) + 1
}

// heatScale says which numbers each step stands for; as many entries as are used.
func heatScale(top int64) [][2]int64 {
	var out [][2]int64
	first := int64(1)
	for step := 1; step <= HeatSteps && first <= top; step++ {
		if heatStep(first, top) > step {
			continue
		}
		last := lastOfStep(first, top, step)
		out = append(out, [2]int64{first, last})
		first = last + 1
	}
	return out
}

// lastOfStep finds the largest number of a step by halving.
func lastOfStep(first, top int64, step int) int64 {
	low, high := first, top
	for low < high {
		mid := low + (high-low+1)/2
		if heatStep(mid, top) <= step {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}
