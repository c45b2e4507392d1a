package measure_test

import (
	"testing"

	"kepu/generator/measure"
)

func TestUnits(t *testing.T) {
	for unit, power := range map[string]int{"人次": 0, "万人次": 4, "万元": 4, "亿元": 8, "千元": 3, "百元": 2, "㎡": 0, "万": 4, "位": 0} {
		if !measure.IsUnit(unit) || measure.UnitPower(unit) != power {
			t.Errorf("%s: %v, %d", unit, measure.IsUnit(unit), measure.UnitPower(unit))
		}
	}
	for _, words := range []string{"", "千", "亿", "县科协", "元旦", "万万元", "人次数"} {
		if measure.IsUnit(words) || measure.UnitPower(words) != 0 {
			t.Errorf("%s is a unit", words)
		}
	}
	for _, x := range []struct {
		a, b        string
		same, other bool
	}{
		{"人", "人次", true, false}, {"名", "位", true, false}, {"㎡", "平方米", true, false}, {"场", "次", true, false}, {"万人", "万人次", true, false},
		{"万元", "元", false, false}, {"份", "册", false, false}, {"亩", "平方米", false, true}, {"亩", "公顷", false, false}, {"场次", "人次", false, true}, {"万", "元", false, false}, {"", "", false, false}, {"斤", "斤", true, false}, {"元", "人", false, true},
	} {
		if measure.SameUnit(x.a, x.b) != x.same || measure.OtherUnit(x.a, x.b) != x.other {
			t.Errorf("%s, %s: same %v, other %v", x.a, x.b, measure.SameUnit(x.a, x.b), measure.OtherUnit(x.a, x.b))
		}
	}
	words := measure.UnitWords()
	for i, w := range words {
		if i > 0 && len(w) > len(words[i-1]) {
			t.Errorf("%s stands behind the shorter %s", w, words[i-1])
		}
	}
}
