package diag

import "strings"

// Nearest returns the candidate that name is most likely a slip of, or "" when
// none is close. Names are compared without regard to case; up to a third of
// the longer name's characters may be wrong (at least one in names of two or more),
// and a name that holds the other whole, or begins with it, is close as well.
// Among equals the first candidate wins.
func Nearest(name string, candidates []string) string {
	best, least := "", -1
	n := []rune(strings.ToLower(name))
	for _, c := range candidates {
		r := []rune(strings.ToLower(c))
		limit := max(len(n), len(r)) / 3
		if limit == 0 && max(len(n), len(r)) > 1 {
			limit = 1
		}
		d := distance(n, r)
		if d > limit && len(n) >= 2 && len(r) >= 2 &&
			(strings.Contains(string(r), string(n)) || strings.Contains(string(n), string(r))) {
			d = limit // one holds the other: a short form
		}
		if d <= limit && (least < 0 || d < least) {
			best, least = c, d
		}
	}
	return best
}

// distance is the optimal string alignment distance: insertions, deletions,
// substitutions and swaps of neighbours.
func distance(a, b []rune) int {
	prev2, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(b)]
}
