package figures

import (
	"math"
	"slices"

	"kepu/generator/measure"
	"kepu/generator/source"
)

// A figure above its limit is more likely a slip of the keyboard than a fact.
// The limits lie well above what a city has: they catch zeros too many and
// telephone numbers in the wrong line, not busy bases.

// Days have no limit here: source refuses more than a year has.
var limits = map[measure.Measure]int64{
	measure.Sessions:     10_000,
	measure.Participants: 10_000_000,
	measure.Online:       1_000_000_000, // broadcasts are counted by clicks
	measure.Volunteers:   100_000,
	measure.Staff:        100_000,
	measure.Media:        10_000,
	measure.Materials:    10_000_000,
	measure.Experts:      10_000,
	measure.Funds:        1_000_000_000,

	measure.Visitors:       10_000_000,
	measure.StaffFull:      10_000,
	measure.StaffPart:      10_000,
	measure.BaseVolunteers: 100_000,
	measure.BaseFunds:      1_000_000_000,
	measure.BaseMedia:      100_000,
}

const (
	// A figure this many times the middle one of the base's others is a jump: one zero too many.
	jumpFactor = 10
	// With fewer others than this, nothing is usual yet.
	jumpOthers = 5
	// A figure below this is never called a jump: from 3 volunteers to 30 is an ordinary day.
	jumpFloor = 100
)

// usual is the figures that a base gave for one measure, in order of size.
type usual []int64

// jumps tells of each record whose figure is a jump above those of the others.
func jumps[T any](records []T, given func(T) source.Count, tell func(record T, n int64, others int, middle int64)) {
	var all usual
	for _, x := range records {
		if n := given(x); n.Known {
			all = append(all, n.N)
		}
	}
	slices.Sort(all)
	if !all.anyJump() {
		return
	}
	for _, x := range records {
		n := given(x)
		if middle, jumps := all.jump(n.N); n.Known && jumps {
			tell(x, n.N, len(all)-1, middle)
		}
	}
}

// anyJump reports whether any of u is a jump. The largest is the first to be one:
// of a smaller figure the others are larger, and so is their middle.
func (u usual) anyJump() bool {
	if len(u) == 0 {
		return false
	}
	_, jumps := u.jump(u[len(u)-1])
	return jumps
}

// jump reports whether n, one of u, is a jump above the others, and returns the
// middle one (median) of these, rounded down. Of an even number of others it is
// halfway between the two in the middle. Above a middle of zero nothing is a jump.
func (u usual) jump(n int64) (middle int64, jumps bool) {
	others := len(u) - 1
	if others < jumpOthers || n < jumpFloor {
		return 0, false
	}
	own, _ := slices.BinarySearch(u, n)
	other := func(i int) int64 { // the i-th of the others
		if i >= own {
			i++
		}
		return u[i]
	}
	low, high := other((others-1)/2), other(others/2)
	half := float64(low)/2 + float64(high)/2 // halves: the sum may not fit
	if half == 0 || float64(n) < jumpFactor*half {
		return 0, false
	}
	return int64(math.Floor(half)), true
}
