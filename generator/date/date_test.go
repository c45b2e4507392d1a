package date

import (
	"cmp"
	"testing"
	"time"
)

func TestEveryFormThatStaffWriteIsRead(t *testing.T) {
	tests := []struct {
		in   string
		want Date
		why  Fault
	}{
		{"2016-09-17", Date{2016, 9, 17}, None},
		{"2016-09", Date{2016, 9, 0}, None},
		{"2016", Date{2016, 0, 0}, None},
		{" 2016 ", Date{2016, 0, 0}, None},
		{"2016年9月17日", Date{2016, 9, 17}, None},
		{"2016年09月07日", Date{2016, 9, 7}, None},
		{"2016 年 9 月 17 日", Date{2016, 9, 17}, None},
		{"2016年9月", Date{2016, 9, 0}, None},
		{"2016年", Date{2016, 0, 0}, None},
		{"2016-02-29", Date{2016, 2, 29}, None},
		{"2000-02-29", Date{2000, 2, 29}, None},
		{"0001-01-01", Date{1, 1, 1}, None},
		{"9999-12-31", Date{9999, 12, 31}, None},

		{"2015-02-29", Date{}, NoSuchDay},
		{"1900-02-29", Date{}, NoSuchDay},
		{"2016-02-30", Date{}, NoSuchDay},
		{"2016-04-31", Date{}, NoSuchDay},
		{"2016-13", Date{}, NoSuchDay},
		{"2016-00", Date{}, NoSuchDay},
		{"2016-01-00", Date{}, NoSuchDay},
		{"0000", Date{}, NoSuchDay},
		{"2016年13月", Date{}, NoSuchDay},
		{"2016年2月30日", Date{}, NoSuchDay},

		{"", Date{}, NotADate},
		{"去年", Date{}, NotADate},
		{"年", Date{}, NotADate},
		{"16年9月", Date{}, NotADate},
		{"2016-9-17", Date{}, NotADate},
		{"2016-9", Date{}, NotADate},
		{"216", Date{}, NotADate},
		{"20160917", Date{}, NotADate},
		{"2016/09/17", Date{}, NotADate},
		{"2016-09-17-01", Date{}, NotADate},
		{"2016-09-", Date{}, NotADate},
		{"+016", Date{}, NotADate},
		{"２０１６", Date{}, NotADate},
		{"2016年9", Date{}, NotADate},
		{"2016年9月17", Date{}, NotADate},
		{"2016年17日", Date{}, NotADate},
		{"2016年9月17日上午", Date{}, NotADate},
		{"2016年-9月", Date{}, NotADate},
	}
	for _, tt := range tests {
		got, why := Parse(tt.in)
		if got != tt.want || why != tt.why {
			t.Errorf("Parse(%q) = %v, %d, want %v, %d", tt.in, got, why, tt.want, tt.why)
		}
	}
}

func TestDateIsPrintedNoFinerThanItWasGiven(t *testing.T) {
	tests := []struct {
		d             Date
		text, chinese string
		first, last   Date
	}{
		{Date{}, "", "", Date{}, Date{}},
		{Date{2016, 0, 0}, "2016", "2016年", Date{2016, 1, 1}, Date{2016, 12, 31}},
		{Date{2016, 9, 0}, "2016-09", "2016年9月", Date{2016, 9, 1}, Date{2016, 9, 30}},
		{Date{2016, 2, 0}, "2016-02", "2016年2月", Date{2016, 2, 1}, Date{2016, 2, 29}},
		{Date{2015, 2, 0}, "2015-02", "2015年2月", Date{2015, 2, 1}, Date{2015, 2, 28}},
		{Date{2016, 12, 0}, "2016-12", "2016年12月", Date{2016, 12, 1}, Date{2016, 12, 31}},
		{Date{2016, 9, 7}, "2016-09-07", "2016年9月7日", Date{2016, 9, 7}, Date{2016, 9, 7}},
		{Date{216, 0, 0}, "0216", "216年", Date{216, 1, 1}, Date{216, 12, 31}},
	}
	for _, tt := range tests {
		if tt.d.String() != tt.text || tt.d.Chinese() != tt.chinese || tt.d.First() != tt.first || tt.d.Last() != tt.last {
			t.Errorf("%#v: %q, %q, first %v, last %v", tt.d, tt.d.String(), tt.d.Chinese(), tt.d.First(), tt.d.Last())
		}
	}
}

func TestDatesAreInOrder(t *testing.T) {
	sorted := []Date{{}, {2015, 0, 0}, {2015, 1, 0}, {2015, 1, 1}, {2015, 1, 2}, {2015, 2, 0}, {2015, 12, 31}, {2016, 0, 0}}
	for i, d := range sorted {
		for j, e := range sorted {
			if got, want := d.Compare(e), cmp.Compare(i, j); got != want {
				t.Errorf("%q compared with %q: %d, want %d", d, e, got, want)
			}
			if got, want := d.Before(e), d.First().number() < e.First().number(); got != want {
				t.Errorf("%q before %q: %v", d, e, got)
			}
		}
	}
	if (Date{2015, 0, 0}).Before(Date{2015, 1, 1}) {
		t.Error("a year is before its own first day")
	}
}

func TestKeysAreInTheOrderOfDates(t *testing.T) {
	var dates []Date
	for _, year := range []int16{0, 1, 1999, 2000, 9999} {
		for month := int8(0); month <= 12 && (year != 0 || month == 0); month++ {
			for _, day := range []int8{0, 1, 2, 28} {
				if month != 0 || day == 0 {
					dates = append(dates, Date{year, month, day})
				}
			}
		}
	}
	for _, a := range dates {
		for _, b := range dates {
			want := cmp.Or(cmp.Compare(a.First().number(), b.First().number()), cmp.Compare(a.number(), b.number()))
			if got := cmp.Compare(a.Key(), b.Key()); got != want || got == 0 && a != b {
				t.Errorf("%v and %v: keys compare %d, dates %d", a, b, got, want)
			}
		}
	}
}

func TestDaysBetweenDates(t *testing.T) {
	tests := []struct {
		from, to Date
		want     int
	}{
		{Date{2016, 2, 28}, Date{2016, 3, 1}, 2},
		{Date{2015, 0, 0}, Date{2016, 0, 0}, 365},
		{Date{2016, 0, 0}, Date{2017, 0, 0}, 366},
		{Date{2016, 3, 1}, Date{2016, 2, 0}, -29},
	}
	for _, tt := range tests {
		if got := tt.from.DaysTo(tt.to); got != tt.want {
			t.Errorf("from %v to %v: %d, want %d", tt.from, tt.to, got, tt.want)
		}
	}
}

// The calendar is held against the standard library's: a day exists if
// time.Date gives it back unchanged.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2016-09-17", "2016年2月30日", "2016", "年月日", "2016-02-30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, why := Parse(s)
		if why != None {
			if d != (Date{}) {
				t.Errorf("%q is no date, yet %v", s, d)
			}
			return
		}
		first := d.First()
		day := time.Date(int(first.Year), time.Month(first.Month), int(first.Day), 0, 0, 0, 0, time.UTC)
		if day.Year() != int(first.Year) || day.Month() != time.Month(first.Month) || day.Day() != int(first.Day) {
			t.Errorf("%q became %v, which the calendar lacks", s, d)
		}
		for _, form := range []string{d.String(), d.Chinese()} {
			again, _ := Parse(form)
			if again != d && !(d.Year < 1000 && form == d.Chinese()) { // 216年 has too few digits
				t.Errorf("%q became %v, and from %q %v", s, d, form, again)
			}
		}
		if d.Last().Before(d.First()) {
			t.Errorf("%v ends before it begins", d)
		}
	})
}

func TestNextAndPreviousAreNeighbours(t *testing.T) {
	for _, c := range []struct{ d, next, previous Date }{
		{Date{2024, 2, 28}, Date{2024, 2, 29}, Date{2024, 2, 27}},
		{Date{2023, 2, 0}, Date{2023, 3, 1}, Date{2023, 1, 31}},
		{Date{2023, 12, 31}, Date{2024, 1, 1}, Date{2023, 12, 30}},
		{Date{2024, 3, 1}, Date{2024, 3, 2}, Date{2024, 2, 29}},
		{Date{2023, 0, 0}, Date{2024, 1, 1}, Date{2022, 12, 31}},
		{Date{}, Date{}, Date{}},
	} {
		if got := c.d.Next(); got != c.next {
			t.Errorf("after %s comes %s, not %s", c.d, c.next, got)
		}
		if got := c.d.Previous(); got != c.previous {
			t.Errorf("before %s comes %s, not %s", c.d, c.previous, got)
		}
	}
}

func TestAYearLater(t *testing.T) {
	for _, x := range []struct{ d, want Date }{
		{Date{2025, 12, 31}, Date{2026, 12, 31}},
		{Date{2024, 2, 28}, Date{2025, 2, 28}},
		{Date{2024, 2, 29}, Date{2025, 3, 1}},
		{Date{2024, 5, 0}, Date{2025, 5, 1}},
		{Date{2024, 0, 0}, Date{2025, 1, 1}},
		{Date{}, Date{}},
	} {
		if got := x.d.InAYear(); got != x.want {
			t.Errorf("%v: %v, want %v", x.d, got, x.want)
		}
	}
}
