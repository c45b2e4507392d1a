package hours

import (
	"fmt"
	"testing"
)

func TestTheOrdinaryWeekIsToldWhereItIsKnown(t *testing.T) {
	day := Line{Days: "周二-周日", Open: "09:00", Close: "17:00", Last: "16:30"}
	for _, c := range []struct {
		lines  []Line
		closed []string
		want   string // "" where it cannot be told
	}{
		{[]Line{day}, nil, "[[] [{540 1020 990}] [{540 1020 990}] [{540 1020 990}] [{540 1020 990}] [{540 1020 990}] [{540 1020 990}]]"},
		{[]Line{{Days: "每天", Open: "09:00", Close: "12:00"}}, []string{"周一", "周六", "除夕"}, "[[] [{540 720 0}] [{540 720 0}] [{540 720 0}] [{540 720 0}] [] [{540 720 0}]]"},
		{[]Line{{Days: "工作日", Open: "09:00", Close: "12:00"}, {Days: "工作日", Open: "14:00", Close: "17:00"}}, nil, "[[{540 720 0} {840 1020 0}] [{540 720 0} {840 1020 0}] [{540 720 0} {840 1020 0}] [{540 720 0} {840 1020 0}] [{540 720 0} {840 1020 0}] [] []]"},
		{[]Line{{Days: "每天", Open: "09:00", Close: "12:00", Months: "3-10"}}, nil, ""},
		{[]Line{{Days: "农历初一", Open: "09:00", Close: "12:00"}}, nil, ""},
		{[]Line{day}, []string{"7月1日至15日"}, ""},
		{[]Line{day}, []string{"寒暑假"}, ""},
		{nil, []string{"周一"}, ""},
	} {
		week, ok := Of(c.lines, c.closed).Week()
		got := ""
		if ok {
			got = fmt.Sprint(week)
		}
		if got != c.want {
			t.Errorf("%v, closed %v: %q, want %q", c.lines, c.closed, got, c.want)
		}
	}
}
