package ribbon

import (
	"math/rand/v2"
	"testing"

	"kepu/generator/date"
)

func day(month, day int) date.Date {
	return date.Date{Year: 2024, Month: int8(month), Day: int8(day)}
}

func TestAYear(t *testing.T) {
	entries := []Entry{{day(12, 31), 1}, {day(9, 20), 2}, {day(9, 20), 3}, {day(9, 11), 4}, {day(5, 0), 5}, {day(1, 1), 6}, {day(0, 0), 7}}
	r := Draw(entries, []Span{{day(9, 14), day(9, 20), "全国科普日"}, {day(6, 29), day(7, 2), "跨半年"}}, MostNames)
	if r.Binned || r.Unplaced != 1 {
		t.Fatalf("%+v", r)
	}
	if got, want := [2][6]int{r.Halves[0].Months, r.Halves[1].Months}, [2][6]int{{1, 0, 0, 0, 1, 0}, {0, 0, 3, 0, 0, 1}}; got != want {
		t.Errorf("months: %v", got)
	}
	second := r.Halves[1].Marks // in the order of the entries
	if len(second) != 4 || second[0].Sign != 1 || second[1].Sign != 2 || second[3].Sign != 4 {
		t.Fatalf("%+v", second)
	}
	if second[1].X != second[2].X || second[1].X != second[3].X || !(second[3].Y > second[1].Y && second[1].Y > second[2].Y) {
		t.Errorf("the days of a third of a month are no stack with the first day lowest: %+v", second)
	}
	if loose := r.Halves[0].Loose; len(loose) != 1 || loose[0].Y <= r.Line || loose[0].X <= 4*month || loose[0].X >= 5*month {
		t.Errorf("what is known to the month does not hang below it: %+v, line %s", loose, r.Line)
	}
	if b := r.Halves[1].Bands; len(b) != 2 || b[0].Name != "" || b[1].Name != "全国科普日" || b[1].X <= 2*month || b[1].X+b[1].W > 3*month {
		t.Errorf("bands: %+v", b)
	}
	if b := r.Halves[0].Bands; len(b) != 1 || b[0].Name != "跨半年" || !b[0].End || b[0].X+b[0].W > full {
		t.Errorf("a span over the middle of the year: %+v", b)
	}
}

func TestDenseYears(t *testing.T) {
	year := func(n int) *Ribbon {
		var list []Entry
		for range n {
			list = append(list, Entry{day(9, 15), 1})
		}
		return Draw(append(list, Entry{day(3, 0), 1}, Entry{day(10, 2), 1}), nil, MostNames)
	}
	if r := year(mostHigh); len(r.Halves[1].Marks) != mostHigh+1 || r.Halves[1].Marks[0].X != r.Halves[1].Marks[1].X {
		t.Errorf("%d: %+v", mostHigh, r.Halves[1].Marks)
	}
	if r := year(mostHigh + 1); r.Halves[1].Marks[0].X == r.Halves[1].Marks[1].X || r.Halves[1].Marks[0].Y != r.Halves[1].Marks[1].Y || r.Binned {
		t.Errorf("%d: %+v", mostHigh+1, r.Halves[1].Marks)
	}
	r := year(2*mostTwice + 1)
	if !r.Binned || len(r.Halves[1].Marks)+len(r.Halves[0].Loose) != 0 || len(r.Halves[1].Bars) != 2 || len(r.Halves[0].Bars) != 1 {
		t.Fatalf("%+v", r)
	}
	if b := r.Halves[1].Bars; b[0].H != barHeight || b[1].H <= 0 || b[1].H >= b[0].H || b[0].Y+b[0].H != r.Line {
		t.Errorf("bars: %+v", b)
	}
	if b := r.Halves[0].Bars[0]; b.Y <= r.Line || b.Y+b.H > r.Height {
		t.Errorf("of a month: %+v in %s", b, r.Height)
	}
}

// Whatever a year has: nothing is drawn outside of its half, no two marks at one place, each is under its own month, and
// the numbers of the months make the whole.
func TestNothingIsLostOrOutside(t *testing.T) {
	rnd := rand.New(rand.NewPCG(17, 1))
	for range 3000 {
		var entries []Entry
		var spans []Span
		for range rnd.IntN(rnd.IntN(200) + 1) {
			d := day(rnd.IntN(13), 0)
			if d.Month > 0 && rnd.IntN(4) > 0 {
				d.Day = int8(1 + rnd.IntN(int(d.Last().Day)))
			}
			entries = append(entries, Entry{d, rnd.IntN(9)})
		}
		for range rnd.IntN(6) {
			from := day(1+rnd.IntN(12), 1+rnd.IntN(28))
			to := from
			for range rnd.IntN(40) {
				if next := to.Next(); next.Year == to.Year {
					to = next
				}
			}
			spans = append(spans, Span{from, to, "活动的名称"[:3*(1+rnd.IntN(5))]})
		}
		r := Draw(entries, spans, MostNames)
		n, drawn := r.Unplaced, 0
		for _, h := range r.Halves {
			type place struct{ x, y int }
			taken := map[place]bool{}
			for _, of := range h.Months {
				n += of
			}
			for _, m := range append(append([]Mark{}, h.Marks...), h.Loose...) {
				at := place{int(m.X), int(m.Y)}
				if taken[at] || m.X <= 0 || m.X >= full || m.Y <= 0 || m.Y >= r.Height {
					t.Fatalf("%+v twice or outside of %s\n%+v", m, r.Height, entries)
				}
				taken[at] = true
				drawn++
			}
			for _, b := range h.Bars {
				if b.X < 0 || b.X+b.W > full || b.Y < 0 || b.H <= 0 || b.Y+b.H > r.Height {
					t.Fatalf("%+v is outside of %s", b, r.Height)
				}
			}
			for i, b := range h.Bands {
				if b.X < 0 || b.W <= 0 || b.X+b.W > full || b.Y < 0 || b.Y+b.H != r.Line {
					t.Fatalf("%+v is outside of %s", b, r.Line)
				}
				for _, o := range h.Bands[:i] {
					if b.Name != "" && o.Name != "" && b.TextY == o.TextY && left(b) < left(o)+width(o) && left(o) < left(b)+width(b) {
						t.Fatalf("%+v is written over %+v", b, o)
					}
				}
			}
		}
		if n != len(entries) || !r.Binned && drawn != n-r.Unplaced {
			t.Fatalf("%d of %d, %d drawn", n, len(entries), drawn)
		}
	}
}

func width(b Band) int { return len([]rune(b.Name)) * letter }

func left(b Band) int {
	if b.End {
		return int(b.TextX) - width(b)
	}
	return int(b.TextX)
}
