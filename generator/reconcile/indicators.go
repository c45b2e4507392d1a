package reconcile

import (
	"slices"

	"kepu/generator/measure"
)

// indicators finds the candidates among the site's indicators: its whole name must speak for one.
func (s *search) indicators() {
	s.own = map[string][]candidate{}
	for _, m := range s.f.Measures() {
		if !m.IsIndicator() {
			continue
		}
		c := candidate{measure: m, words: []string{m.Name()}, whole: true}
		if x := m.Indicator(); x.National != "" {
			c.words = append(c.words, x.National)
		}
		unit := m.Unit()
		if unit == yuans {
			unit = "元"
		}
		for _, word := range append([]string{unit}, sameUnits[unit]...) {
			s.own[word] = append(s.own[word], c)
		}
		if !slices.ContainsFunc(units, func(u struct{ word, counts string }) bool { return u.word == unit }) && !slices.Contains(s.units, unit) {
			s.units = append(s.units, unit)
		}
	}
	slices.SortFunc(s.units, func(a, b string) int { return len(b) - len(a) }) // one may begin with another
}

// sameUnits are other words that count the same.
var sameUnits = map[string][]string{"人": {"名"}}

// yuans is the unit of which a text's number is read in yuan.
const yuans = "万元"

// inWhole returns a figure as a number of a text is read: in whole units, of 万元 in yuan.
func inWhole(m measure.Measure, n int64) int64 {
	if m.Unit() == yuans {
		return n // its parts are yuan
	}
	return m.Round(n)
}
