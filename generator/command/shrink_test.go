package command

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/target"
)

// What readers would lose is told in numbers of their site, and where it stands.
func TestWhatReadersWouldLose(t *testing.T) {
	at := target.Target{Target: source.Target{Name: "web", To: "www/site"}}
	was := []string{"a.html", "b.css", "b.html", "c.html", "d.html"}
	err := shrunkOnline(was, []string{"d.html", "e.html"}, at)
	var fault *console.Fault
	if !errors.As(err, &fault) || !strings.Contains(fault.What.EN, "3 of its pages would go (4 stand there, 2 come): a.html, b.html, c.html") || !strings.Contains(fault.Mend.EN, "it is web (www/site);") {
		t.Errorf("%v", err)
	}
	if err := shrunkOnline(was, was[1:], at); err != nil {
		t.Errorf("one page of four: %v", err)
	}
}

func TestWhatIsMuchLess(t *testing.T) {
	for _, c := range []struct {
		was, now map[int]int
		want     string
	}{
		{nil, map[int]int{2016: 3}, "[]"},
		{map[int]int{2016: 1}, nil, "[2016: records, 1 before, 0 now]"},
		{map[int]int{2016: 1}, map[int]int{2017: 1}, "[]"},
		{map[int]int{2015: 9, 2016: 1}, map[int]int{2015: 9}, "[2016: records, 1 before, 0 now]"},
		{map[int]int{2016: 4}, map[int]int{2016: 3}, "[]"},
		{map[int]int{2016: 4}, map[int]int{2016: 2}, "[2016: records, 4 before, 2 now]"},
		{map[int]int{2016: 25}, map[int]int{2016: 21}, "[]"},
		{map[int]int{2016: 25}, map[int]int{2016: 20}, "[2016: records, 25 before, 20 now]"},
		{map[int]int{2016: 900}, map[int]int{2016: 881}, "[]"},
		{map[int]int{2016: 900}, map[int]int{2016: 880}, "[2016: records, 900 before, 880 now]"},
		{map[int]int{0: 9}, map[int]int{0: 6}, "[records, 9 before, 6 now]"},
		// a little of each year is much of all
		{map[int]int{1: 90, 2: 90}, map[int]int{1: 80, 2: 80}, "[records, 180 before, 160 now]"},
	} {
		got := []string{}
		for _, l := range lostOf(diag.Same("records"), c.was, c.now) {
			got = append(got, l.EN)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%v, then %v: %v, want %s", c.was, c.now, got, c.want)
		}
	}
}
