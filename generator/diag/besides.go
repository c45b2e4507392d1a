package diag

import "regexp"

// lineNamed is how a message names a line of a file, or a line and column.
var lineNamed = regexp.MustCompile(`\bline \d+|\b\d+:\d+\b`)

// kin says what a problem has in common with itself after a change to its file: everything but where
// it stands. Lines move, and the words of some messages name one.
func kin(p Problem) string {
	return p.Code() + "\x00" + p.Place.File + "\x00" + lineNamed.ReplaceAllString(p.What.EN, "line")
}

// Besides returns the problems of l, in its order, that before has no counterpart of: what a change to
// the content would make wrong, where before is what was wrong without it. A problem is the same
// when its code, its file and its words are, whatever line it stands on; of two of a kind before
// and three after, one is new.
func (l List) Besides(before List) List { return l.BesidesAs(before, kin) }

// BesidesAs is Besides where same says what two problems have in common that are one.
func (l List) BesidesAs(before List, same func(Problem) string) (list List) {
	had := map[string]int{}
	for _, p := range before {
		had[same(p)]++
	}
	for _, p := range l {
		if k := same(p); had[k] > 0 {
			had[k]--
		} else {
			list = append(list, p)
		}
	}
	return list
}

// Only returns the problems of that severity.
func (l List) Only(s Severity) (list List) {
	for _, p := range l {
		if p.Severity == s {
			list = append(list, p)
		}
	}
	return list
}
