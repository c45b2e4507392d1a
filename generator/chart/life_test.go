package chart_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strconv"
	"testing"

	"kepu/generator/chart"
)

func TestLifeShowsWhatWasMayBeAndIsToCome(t *testing.T) {
	c := chart.Life(chart.LifeOf{First: 2016, Last: 2019, Months: 48, Now: 24, NowName: "记录截至2017年12月", Ticks: []int{2017},
		Rows: []chart.LifeRow{
			{Mark: 2, Terms: []chart.LifeTerm{{From: 12, To: 36, Name: "省级 2017"}}},
			{Mark: 3, Terms: []chart.LifeTerm{{From: 0, To: 12, Name: "市级 2016"}, {From: 12, To: 24, May: true}}},
		}})
	var got []string
	for _, b := range c.Bars {
		got = append(got, fmt.Sprintf("%s+%s %v %v", b.X, b.W, b.May, b.Later))
	}
	if want := []string{"25+25 false false", "50+25 false true", "0+25 false false", "25+25 true false"}; !slices.Equal(got, want) {
		t.Errorf("bars %q, want %q", got, want)
	}
	if c.Now.X.String() != "50" || c.Ticks[0].String() != "37.5" {
		t.Errorf("the records end at %s, a year stands at %s", c.Now.X, c.Ticks[0])
	}
}

// TestLifeStaysInside holds, of any life, that nothing leaves the drawing or stands on another's words.
func TestLifeStaysInside(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	width := func(n chart.LifeName) chart.Pos { // of a narrow drawing, in hundredths of a percent
		w := chart.Width(n.Text)
		if n.Mark > 0 {
			w += 100
		}
		return w * 100 / chart.Narrow
	}
	for range 4000 {
		of := chart.LifeOf{First: 1990 + r.Intn(30), Months: 1 + r.Intn(400), NowName: "记录截至2026年10月10日"}
		of.Last = of.First + (of.Months-1)/12
		of.Now = r.Intn(of.Months + 1)
		for y := of.First; y <= of.Last; y++ {
			if r.Intn(3) == 0 {
				of.Ticks = append(of.Ticks, y)
			}
		}
		for i := range r.Intn(4) {
			row := chart.LifeRow{Mark: i + 1}
			for range 1 + r.Intn(4) {
				from := r.Intn(of.Months + 20)
				row.Terms = append(row.Terms, chart.LifeTerm{From: from, To: from + r.Intn(90), May: r.Intn(3) == 0, Name: "市级 " + strconv.Itoa(of.First)})
			}
			slices.SortFunc(row.Terms, func(a, b chart.LifeTerm) int { return a.From - b.From })
			of.Rows = append(of.Rows, row)
		}
		c := chart.Life(of)
		for _, b := range c.Bars {
			if b.X < 0 || b.W <= 0 || b.X+b.W > 10000 || b.Y+b.H > c.TickY {
				t.Fatalf("%+v: a bar %+v", of, b)
			}
		}
		for _, x := range c.Ticks {
			if x < 0 || x > 10000 {
				t.Fatalf("%+v: a tick at %s", of, x)
			}
		}
		type taken struct{ y, left, right chart.Pos }
		var all []taken
		for _, n := range append(slices.Clone(c.Names), c.Years...) {
			at := taken{n.Y, n.X, n.X + width(n)}
			switch {
			case n.End:
				at.left, at.right = n.X-width(n), n.X
			case n.Mid:
				at.left, at.right = n.X-width(n)/2, n.X+width(n)/2
			}
			if at.left < 0 || at.right > 10000+60 {
				t.Fatalf("%+v: %q leaves the drawing", of, n.Text)
			}
			for _, o := range all {
				if o.y == at.y && at.left < o.right-60 && o.left < at.right-60 {
					t.Fatalf("%+v: %q stands on other words", of, n.Text)
				}
			}
			all = append(all, at)
		}
		if n := c.Now.Name; n.End && n.X < width(n) || !n.End && n.X+width(n) > 10000 {
			t.Fatalf("%+v: the words for the end of the records leave the drawing", of)
		}
		if of.Last != of.First && c.Years[0].Text != strconv.Itoa(of.First) || c.Height <= c.Base {
			t.Fatalf("%+v: %+v", of, c)
		}
	}
}
