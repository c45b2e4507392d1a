package source

import "testing"

// TestNumbersInQuotesKeepTheirSize: taken at its word, what is advised is the number that was meant.
func TestNumbersInQuotesKeepTheirSize(t *testing.T) {
	for _, c := range []struct{ text, unit, want string }{
		{"320.5", "平方米", "320.5"}, {"320.5平方米", "平方米", "320.5"}, {" 320 平方米", "平方米", ""}, {"1.5万", "平方米", "15000"}, {"1.5万平方米", "平方米", "15000"},
		{"3亩", "平方米", ""}, {"12,000平方米", "平方米", ""}, {"约300", "平方米", ""}, {"300-400", "平方米", ""}, {"", "平方米", ""},
		{"1.5", "万元", "1.5"}, {"1.5万", "万元", "1.5"}, {"1.5万元", "万元", "1.5"}, {"15000元", "万元", ""}, {"3万5千元", "万元", ""}, {"1.5万平方米", "万元", ""},
	} {
		if got := inUnit(c.text, c.unit); got != c.want {
			t.Errorf("%q in %s: %q, want %q", c.text, c.unit, got, c.want)
		}
	}
}
