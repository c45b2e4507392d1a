package figures

import "math/bits"

// Change is how a figure moved from one year to the next.
type Change struct {
	Known      bool    // false: the two may not be compared, for Reason
	Diff       int64   // now less before
	HasPercent bool    // false: a percentage would say little
	Tenths     int64   // of a percent, rounded; of what it was before
	Reason     Unequal // why not Known
}

// Unequal says why two figures may not be compared.
type Unequal int

// The reasons, the first that holds.
const (
	Comparable   Unequal = iota
	NoBefore             // there was no such figure in the year before
	NotReported          // this year's is not known
	PartReported         // one of them is a sum of which parts are missing
	LowerBound           // one of them is only the least that it can be
)

const (
	percentFrom  = 10 // below this many, one more or less is a large share and means little
	percentTimes = 10 // growth beyond this many times is told in numbers only
)

// Compare holds a year's figure against that of the year before. Sums of which
// parts are missing are not compared: more reports would look like growth.
func Compare(before, now Row) Change {
	partial := func(r Row) bool { return r.Reported < r.Entries }
	switch {
	case !now.Known:
		return Change{Reason: NotReported}
	case !before.Known:
		return Change{Reason: NoBefore}
	case partial(before), partial(now):
		return Change{Reason: PartReported}
	case before.LowerBound, now.LowerBound:
		return Change{Reason: LowerBound}
	}
	c := Change{Known: true, Diff: now.Value - before.Value}
	size := uint64(max(c.Diff, -c.Diff))
	if before.Value < percentFrom*now.Measure.Scale() || size/uint64(before.Value) >= percentTimes {
		return c
	}
	whole := uint64(before.Value)
	hi, lo := bits.Mul64(size, 1000)
	tenths, rest := bits.Div64(hi, lo, whole)
	if rest >= whole-rest {
		tenths++
	}
	c.HasPercent, c.Tenths = true, int64(tenths)
	if c.Diff < 0 {
		c.Tenths = -c.Tenths
	}
	return c
}
