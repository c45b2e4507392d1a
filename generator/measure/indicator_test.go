package measure_test

import (
	"slices"
	"testing"

	"kepu/generator/measure"
)

func TestFiguresWithDecimalsAreWrittenAsTheyAre(t *testing.T) {
	list := measure.Indicators([]measure.Indicator{{ID: "area", Name: "面积", Unit: "平方米"}, {ID: "n", Name: "数", Unit: "件"}})
	for _, c := range []struct {
		n      int64
		digits string
		round  int64
	}{
		{0, "0", 0}, {1, "0.0001", 1}, {5000, "0.5", 1}, {10_000, "1", 1}, {12_500, "1.25", 1}, {15_000, "1.5", 2}, {1_234_567_800, "123456.78", 123457}, {300_010, "30.001", 30},
	} {
		if got := list[0].Digits(c.n); got != c.digits {
			t.Errorf("%d is written %s, want %s", c.n, got, c.digits)
		}
		if got := list[0].Round(c.n); got != c.round {
			t.Errorf("%d is drawn as %d, want %d", c.n, got, c.round)
		}
	}
	if got := list[1].Digits(12_500); got != "12500" || list[1].Round(12_500) != 12_500 {
		t.Errorf("a whole number is written %s", got)
	}
}

// TestIndicatorsOfTwoReadingsAreTheSame: figures of one are held against those of the other.
func TestIndicatorsOfTwoReadingsAreTheSame(t *testing.T) {
	x := measure.Indicator{ID: "area", Name: "面积", Unit: "平方米", Since: 2020, Until: 2022}
	a, b := measure.Indicators([]measure.Indicator{x}), measure.Indicators([]measure.Indicator{x})
	if !slices.Equal(a, b) {
		t.Error("they differ")
	}
	x.Note = "另一个"
	if slices.Equal(a, measure.Indicators([]measure.Indicator{x})) {
		t.Error("with another note it is the same")
	}
	for year, want := range map[int]bool{2019: false, 2020: true, 2022: true, 2023: false} {
		if a[0].Asked(year) != want || !measure.Visitors.Asked(year) {
			t.Errorf("asked in %d: %v", year, !want)
		}
	}
}

func TestGroupsStandInTheOrderOfTheSurvey(t *testing.T) {
	list := append(slices.Clone(measure.InReturn), measure.Indicators([]measure.Indicator{
		{ID: "a", Group: "别的"}, {ID: "b"}, {ID: "c", Group: "科学教育"}, {ID: "d", Group: "传媒"},
	})...)
	if got, want := list.Groups(), []string{"人员", "场地", "经费", "传媒", "科学教育", "别的", ""}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
