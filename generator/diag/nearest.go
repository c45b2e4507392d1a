package diag

import (
	"slices"
	"strings"
	"unicode"
)

// Nearest returns the candidate that name is most likely a slip of, or "" when
// none is close. Names are compared without regard to case; up to a third of
// the longer name's characters may be wrong (at least one in names of two or more,
// at most three), and a name that holds the other whole is close as well. Among
// equals the first candidate wins.
//
// Names of institutions are held to more, since a wrong guess would credit another
// one: 西平县气象局 and 上蔡县气象局 differ by two characters and are two institutions.
// In Chinese names one character may be wrong, two in names of eight or more, and
// none in the place that they begin with; the beginning or the end of exactly one
// candidate is its short form. In names with a hyphen (xiping-weather) the part
// before the first one is the place.
func Nearest(name string, candidates []string) string {
	best, least := "", -1
	n := []rune(strings.ToLower(name))
	chinese := isChinese(n)
	for _, c := range candidates {
		r := []rune(strings.ToLower(c))
		both := chinese && isChinese(r)
		d, limit := distance(n, r), allowed(max(len(n), len(r)), both)
		switch {
		case both && !samePlace(n, r), !both && !sameHead(string(n), string(r)):
			d = limit + 1
		case d > limit && !both && len(n) >= 2 && len(r) >= 2 &&
			(strings.Contains(string(r), string(n)) || strings.Contains(string(n), string(r))):
			d = limit // one holds the other: a short form
		}
		if d <= limit && (least < 0 || d < least) {
			best, least = c, d
		}
	}
	if best == "" && chinese {
		return shortened(string(n), candidates)
	}
	return best
}

// allowed returns how many characters may be wrong in names of that length.
func allowed(length int, chinese bool) int {
	switch {
	case chinese && length >= 8:
		return 2
	case length < 2:
		return 0
	case chinese:
		return 1
	}
	return min(max(length/3, 1), 3)
}

func isChinese(s []rune) bool {
	return slices.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) })
}

// samePlace reports whether two Chinese names may begin with the same place: they
// share two characters, or are too short to begin with one.
func samePlace(a, b []rune) bool {
	if n := len(a); (n == 2 || n == 3) && n == len(b) && a[n-1] == b[n-1] && strings.ContainsRune("县区市镇乡级", a[n-1]) {
		return false // they are places, or levels
	}
	return len(a) < 4 || len(b) < 4 || a[0] == b[0] && a[1] == b[1]
}

// sameHead reports whether the parts before the first hyphens of two ids or paths
// differ by no more than one character; true when not both have one.
func sameHead(a, b string) bool {
	headA, _, okA := strings.Cut(a[strings.LastIndexByte(a, '/')+1:], "-")
	headB, _, okB := strings.Cut(b[strings.LastIndexByte(b, '/')+1:], "-")
	return !okA || !okB || distance([]rune(headA), []rune(headB)) <= 1
}

// shortened returns the only candidate that name is the beginning or the end of.
func shortened(name string, candidates []string) string {
	found := ""
	for _, c := range candidates {
		low := strings.ToLower(c)
		if len([]rune(name)) < 2 || !strings.HasPrefix(low, name) && !strings.HasSuffix(low, name) {
			continue
		}
		if found != "" {
			return ""
		}
		found = c
	}
	return found
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
