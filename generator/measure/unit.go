package measure

import (
	"slices"
	"strings"
)

// class is what units count: one of another class is no other word for it.
type class uint8

const (
	things class = iota
	people
	money
	days
	hours
	area
	land
	length
	share
)

// units are the words for units, a line those that count the same in forms and sheets: 人 is 人次 there.
var units = []struct {
	class class
	same  []string
}{
	{people, []string{"人", "人次", "人数", "名", "位"}},
	{money, []string{"元"}},
	{days, []string{"天", "日"}},
	{hours, []string{"小时"}},
	{area, []string{"平方米", "平米", "m2", "㎡", "m²"}},
	{land, []string{"亩"}},
	{land, []string{"公顷"}},
	{length, []string{"米"}},
	{share, []string{"%"}},
	{things, []string{"次", "项", "场", "场次", "个"}},
	{things, []string{"篇", "篇次", "条"}},
	{things, []string{"份"}},
	{things, []string{"册"}},
	{things, []string{"本"}},
	{things, []string{"家"}},
	{things, []string{"处"}},
	{things, []string{"件"}},
	{things, []string{"套"}},
	{things, []string{"种"}},
	{things, []string{"台"}},
}

// multiples are what stands before a unit of which one is many, as powers of ten.
var multiples = map[string]int{"百": 2, "千": 3, "万": 4, "亿": 8}

// UnitWords are the words for units without multiples, the longest first.
func UnitWords() (words []string) {
	for _, u := range units {
		words = append(words, u.same...)
	}
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// cutUnit parts a unit into what stands before it and its word: 万 and 人次. It reports false where the word is none.
func cutUnit(s string) (multiple, word string, line int, ok bool) {
	find := func(word string) int {
		for i, u := range units {
			if slices.Contains(u.same, word) {
				return i
			}
		}
		return -1
	}
	if i := find(s); i >= 0 {
		return "", s, i, true
	}
	for m := range multiples {
		if rest, cut := strings.CutPrefix(s, m); cut {
			i := find(rest)
			return m, rest, i, i >= 0
		}
	}
	return "", s, -1, false
}

// IsUnit reports whether words are a unit and nothing else: 人次, 万元, and 万 alone.
func IsUnit(s string) bool {
	_, _, _, ok := cutUnit(s)
	return ok || s == "万"
}

// UnitPower returns the power of ten that a unit is of the one that it is a multiple of: of 万元 4.
func UnitPower(unit string) int {
	m, _, _, ok := cutUnit(unit)
	if unit == "万" {
		return multiples[unit]
	}
	if !ok {
		return 0
	}
	return multiples[m]
}

// SameUnit reports whether two units count the same, and the same number of it: 名 and 人, 场 and 次.
func SameUnit(a, b string) bool {
	if a == b {
		return a != ""
	}
	m, _, i, ok := cutUnit(a)
	n, _, j, also := cutUnit(b)
	return ok && also && m == n && i == j
}

// OtherUnit reports whether what one unit counts is certainly not what another does: 亩 and 平方米. Of two words for things whether they do is not known.
func OtherUnit(a, b string) bool {
	_, _, i, ok := cutUnit(a)
	_, _, j, also := cutUnit(b)
	return ok && also && units[i].class != units[j].class
}
