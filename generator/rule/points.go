package rule

import (
	"math/big"
	"strconv"
	"strings"
)

// Points are points of a scheme, in hundredths of one: half points add up exactly.
type Points int64

// PointsOf returns an amount as points; ok is false where it is finer than a hundredth or no
// scheme has so many.
func PointsOf(a *big.Rat) (p Points, ok bool) {
	h := new(big.Rat).Mul(a, big.NewRat(100, 1))
	const most = 1_000_000 * 100
	if !h.IsInt() || !h.Num().IsInt64() || h.Num().Int64() > most || h.Num().Int64() < -most {
		return 0, false
	}
	return Points(h.Num().Int64()), true
}

// String returns the points as they are printed: 86.5.
func (p Points) String() string {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "-", -n
	}
	s := sign + strconv.FormatInt(n/100, 10)
	if cents := n % 100; cents != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(100+cents, 10)[1:], "0")
	}
	return s
}
