package ledger_test

import (
	"testing"

	"kepu/generator/date"
	"kepu/generator/ledger"
)

func TestSoonIsBeforeTheSameDayOfTheNextYear(t *testing.T) {
	over := func(year int16, month, day int8, s ledger.State) ledger.Life {
		return ledger.Life{{Day: date.Date{Year: 2020, Month: 1, Day: 1}, State: ledger.InForce}, {Day: date.Date{Year: year, Month: month, Day: day}, State: s}}
	}
	for _, x := range []struct {
		name string
		life ledger.Life
		day  date.Date
		want bool
	}{
		{"a year and a day", over(2026, 6, 2, ledger.Expired), date.Date{Year: 2025, Month: 6, Day: 1}, false},
		{"a year", over(2026, 6, 1, ledger.Expired), date.Date{Year: 2025, Month: 6, Day: 1}, true},
		{"the base ends", over(2026, 6, 1, ledger.Ended), date.Date{Year: 2025, Month: 6, Day: 1}, true},
		{"taken away", over(2026, 6, 1, ledger.Revoked), date.Date{Year: 2025, Month: 6, Day: 1}, false},
		{"over already", over(2025, 6, 1, ledger.Expired), date.Date{Year: 2025, Month: 6, Day: 1}, false},
		{"from a leap day to the end of February", over(2025, 3, 1, ledger.Expired), date.Date{Year: 2024, Month: 2, Day: 29}, true},
		{"from the day before it", over(2025, 3, 1, ledger.Expired), date.Date{Year: 2024, Month: 2, Day: 28}, false},
		{"no day is known", over(2025, 3, 1, ledger.Expired), date.Date{}, false},
	} {
		if got := x.life.Soon(x.day); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}
