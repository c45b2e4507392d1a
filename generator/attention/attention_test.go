package attention_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"kepu/generator/attention"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/geo"
	"kepu/generator/measure"
	"kepu/generator/source"
)

func day(s string) date.Date {
	d, fault := date.Parse(s)
	if fault != date.None {
		panic(s)
	}
	return d
}

func counted(c *catalog.Catalog) func(*catalog.County) []*catalog.Activity {
	return func(county *catalog.County) (list []*catalog.Activity) {
		for _, a := range c.Activities {
			if a.Counts() && slices.Contains(a.Counties, county) {
				list = append(list, a)
			}
		}
		return list
	}
}

func of(c *catalog.Catalog) *attention.City { return attention.Of(c, figures.Of(c), counted(c)) }

// city is two counties, 甲县 with two bases.
func city() *catalog.Catalog {
	jia, yi := &catalog.County{ID: "jia", Name: "甲县", Code: "990001"}, &catalog.County{ID: "yi", Name: "乙区", Code: "990002"}
	l := &catalog.Level{ID: "city", Name: "市级", Rank: 3}
	c := &catalog.Catalog{Counties: []*catalog.County{jia, yi}, Levels: []*catalog.Level{l}, AsOf: day("2025-12-31")}
	for _, id := range []string{"a", "b"} {
		c.Bases = append(c.Bases, &catalog.Base{Base: &source.Base{Name: "虚构" + id}, ID: id, County: jia})
	}
	return c
}

func held(c *catalog.Catalog, when, until string, counties ...*catalog.County) {
	a := &catalog.Activity{Activity: &source.Activity{Title: "虚构"}, Counties: counties}
	a.Date.Date = day(when)
	if until != "" {
		a.Until.Date = day(until)
	}
	c.Activities = append(c.Activities, a)
}

func TestStretchesWithoutARecord(t *testing.T) {
	for _, x := range []struct {
		name          string
		first         string      // of the city, elsewhere
		held          [][2]string // of the county
		longest, last string
	}{
		{"none at all", "2024-01-01", nil, "", ""},
		{"on the newest day", "2025-12-31", [][2]string{{"2025-12-31", ""}}, "", ""},
		{"one day ago", "2025-12-30", [][2]string{{"2025-12-30", ""}}, "2025-12-31 2025-12-31 1", "2025-12-31 2025-12-31 1"},
		{"the last is the longest", "2025-01-01", [][2]string{{"2025-01-01", ""}, {"2025-01-11", ""}}, "2025-01-12 2025-12-31 354", "2025-01-12 2025-12-31 354"},
		{"between two", "2025-01-01", [][2]string{{"2025-01-01", ""}, {"2025-11-01", ""}}, "2025-01-02 2025-10-31 303", "2025-11-02 2025-12-31 60"},
		{"the month is known", "2025-01-01", [][2]string{{"2025-01", ""}, {"2025-11-01", ""}}, "2025-02-01 2025-10-31 273 at least", "2025-11-02 2025-12-31 60"},
		{"the year is known", "2025-01-01", [][2]string{{"2025", ""}}, "", ""},
		{"one goes on over another", "2025-01-01", [][2]string{{"2025-01-01", "2025-06-30"}, {"2025-02-01", ""}}, "2025-07-01 2025-12-31 184", "2025-07-01 2025-12-31 184"},
		{"it ends in a month", "2025-01-01", [][2]string{{"2025-01-01", "2025-06"}}, "2025-07-01 2025-12-31 184 at least", "2025-07-01 2025-12-31 184 at least"},
		{"it ends in a month, another on its last day", "2025-01-01", [][2]string{{"2025-01-01", "2025-06-30"}, {"2025-06", ""}}, "2025-07-01 2025-12-31 184", "2025-07-01 2025-12-31 184"},
		{"it goes on", "2025-01-01", [][2]string{{"2025-01-01", "2026-06-30"}}, "", ""},
		{"before its first", "2023-01-01", [][2]string{{"2025-06-01", ""}}, "2023-01-02 2025-05-31 881 opening", "2025-06-02 2025-12-31 213"},
		{"a leap day", "2024-02-28", [][2]string{{"2024-02-28", ""}, {"2024-03-01", "2025-12-31"}}, "2024-02-29 2024-02-29 1", ""},
	} {
		c := city()
		held(c, x.first, "", c.Counties[1])
		for _, h := range x.held {
			held(c, h[0], h[1], c.Counties[0])
		}
		c.Order()
		got := of(c).Counties[0]
		if long, last := said(got.Longest), said(got.Last); long != x.longest || last != x.last || got.Active != (len(x.held) > 0) {
			t.Errorf("%s: longest %q, want %q; last %q, want %q; %v", x.name, long, x.longest, last, x.last, got.Active)
		}
	}
}

func said(s attention.Stretch) string {
	if s.Days == 0 {
		return ""
	}
	text := fmt.Sprint(s.From, " ", s.To, " ", s.Days)
	if s.AtLeast {
		text += " at least"
	}
	if s.Opening {
		text += " opening"
	}
	return text
}

func TestTitlesThatEndWithinAYear(t *testing.T) {
	for _, x := range []struct {
		name   string
		change func(c *catalog.Catalog)
		want   string // held, unsure, unstated, unclear, due, lapsed
	}{
		{"far away", func(c *catalog.Catalog) { name(c, "2020", "2027-01-01") }, "2 0 0 0 [] []"},
		{"over on the same day of the next year", func(c *catalog.Catalog) { name(c, "2020", "2026-12-30") }, "2 0 0 0 [a b] []"},
		{"on that day not yet", func(c *catalog.Catalog) { name(c, "2020", "2026") }, "2 0 0 0 [] []"},
		{"a month is its last day", func(c *catalog.Catalog) { name(c, "2020", "2026-11") }, "2 0 0 0 [a b] []"},
		{"on the day of the newest record", func(c *catalog.Catalog) { name(c, "2020", "2025-12-31") }, "2 0 0 0 [a b] []"},
		{"the day before", func(c *catalog.Catalog) { name(c, "2020", "2025-12-30") }, "0 0 0 0 [] [a b]"},
		{"over, and named anew", func(c *catalog.Catalog) { name(c, "2020", "2024"); name(c, "2025", "2030") }, "2 0 0 0 [] []"},
		{"named anew before the end", func(c *catalog.Catalog) { name(c, "2020", "2026-06"); name(c, "2026-01", "2030") }, "2 0 0 0 [] []"},
		{"named anew after the end", func(c *catalog.Catalog) { name(c, "2020", "2026-02"); name(c, "2026-06", "2030") }, "2 0 0 0 [a b] []"},
		{"another line does not renew", func(c *catalog.Catalog) {
			name(c, "2020", "2024")
			name(c, "2025", "2030")
			c.Designations[1].Line = "另一条线"
		}, "2 0 0 0 [] [a b]"},
		{"not written", func(c *catalog.Catalog) { name(c, "2020", "") }, "2 0 2 2 [] []"},
		{"not found", func(c *catalog.Catalog) { name(c, "2020", ""); c.Designations[0].NoEndKnown = true }, "0 2 0 2 [] []"},
		{"not found, of this year", func(c *catalog.Catalog) { name(c, "2025", ""); c.Designations[0].NoEndKnown = true }, "2 0 2 2 [] []"},
		{"the base ends before", func(c *catalog.Catalog) { name(c, "2020", "2026-06"); c.Bases[0].Until.Date = day("2026-01") }, "2 0 0 0 [a b] []"},
		{"the base ends, nothing else is known", func(c *catalog.Catalog) { name(c, "2020", ""); c.Bases[0].Until.Date = day("2026-01") }, "2 0 1 1 [a] []"},
		{"the base ends later", func(c *catalog.Catalog) { name(c, "2020", ""); c.Bases[0].Until.Date = day("2028") }, "2 0 2 2 [] []"},
		{"the base ends later, the title perhaps before", func(c *catalog.Catalog) {
			name(c, "2020", "")
			c.Designations[0].NoEndKnown, c.Bases[0].Until.Date = true, day("2028")
		}, "0 2 0 2 [] []"},
		{"moved away", func(c *catalog.Catalog) {
			name(c, "2020", "2026-05")
			c.Bases[0].County, c.Bases[0].Before = c.Counties[1], []catalog.Stay{{County: c.Counties[0], Until: day("2024")}}
		}, "1 0 0 0 [b] []"},
		{"revoked", func(c *catalog.Catalog) {
			name(c, "2020", "2026-05")
			c.Revocations = []*catalog.Revocation{{Level: c.Levels[0], Date: day("2025-05"), Bases: c.Bases[:1]}}
		}, "1 0 0 0 [b] []"},
	} {
		c := city()
		x.change(c)
		c.Order()
		c.LinkTitles()
		got := of(c).Counties[0].Titles
		if s := fmt.Sprint(got.Held, got.Unsure, got.Unstated, got.Unclear, ids(got.Due), ids(got.Lapsed)); s != x.want {
			t.Errorf("%s: %s, want %s", x.name, s, x.want)
		}
	}
}

func name(c *catalog.Catalog, when, until string) {
	d := &catalog.Designation{Level: c.Levels[0], Date: day(when), Bases: c.Bases, Total: 2, Complete: true}
	if until != "" {
		d.ValidUntil = day(until)
	}
	c.Designations = append(c.Designations, d)
}

func ids(list []attention.Title) (out []string) {
	for _, t := range list {
		out = append(out, t.Base.ID)
	}
	return out
}

func TestReturnsAreThoseOfTheBasesInForce(t *testing.T) {
	c := city()
	c.AsOf = day("2025-06-30")
	name(c, "2020", "2024-12-30") // over a day before the end of 2024
	c.Designations[0].Bases = c.Bases[:1]
	name(c, "2020", "2025-09")
	c.Designations[1].Bases = c.Bases[1:]
	send := func(b, year int) {
		a := &catalog.Annual{Annual: &source.Annual{Year: year}, Base: c.Bases[b]}
		c.Bases[b].Annuals, c.Annuals = append(c.Bases[b].Annuals, a), append(c.Annuals, a)
	}
	send(0, 2022)
	send(0, 2023)
	send(0, 2024)
	send(1, 2025)
	c.Order()
	c.LinkTitles()
	var got []string
	for _, r := range of(c).Counties[0].Returns {
		got = append(got, fmt.Sprint(r.Year, len(r.Sent), len(r.Missing), r.Besides))
	}
	// 2025 is told as of the newest record, when the second base still held its title.
	if want := []string{"2025 1 0 0", "2024 0 1 1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNeighboursShareABorder(t *testing.T) {
	c := city()
	c.Counties = append(c.Counties, &catalog.County{ID: "bing", Name: "丙县", Code: "990003"}, &catalog.County{ID: "ding", Name: "丁县"})
	c.Order()
	all := of(c)
	if x := all.Counties[3]; x.Bordering || len(x.Neighbours) != 3 {
		t.Errorf("without borders: %v of %d", x.Bordering, len(x.Neighbours))
	}
	b, faults := geo.ReadBoundaries([]byte(`{"type":"FeatureCollection","features":[
		{"type":"Feature","properties":{"adcode":"990003","name":"丙县"},"geometry":{"type":"Polygon","coordinates":[[[112.2,32],[112.4,32],[112.4,32.2],[112.2,32.2],[112.2,32]]]}},
		{"type":"Feature","properties":{"adcode":"990001","name":"甲县"},"geometry":{"type":"Polygon","coordinates":[[[112,32],[112.2,32],[112.2,32.2],[112,32.2],[112,32]]]}},
		{"type":"Feature","properties":{"adcode":"990002","name":"乙区"},"geometry":{"type":"Polygon","coordinates":[[[112,32.2],[112.2,32.2],[112.2,32.4],[112,32.4],[112,32.2]]]}}]}`))
	if len(b.Counties) != 3 {
		t.Fatal(faults)
	}
	c.Borders = &b
	all = of(c)
	var got []string
	for _, x := range all.Counties {
		s := x.ID
		for _, n := range x.Neighbours {
			s += " " + n.ID
		}
		got = append(got, fmt.Sprint(s, " ", x.Bordering))
	}
	want := []string{"jia yi bing true", "yi jia true", "bing jia true", "ding jia yi bing false"} // 乙区 and 丙县 meet in a point
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// The stretches once more, day by day, of random activities: a day has a record where any activity may have been on it.
func TestStretchesAreThoseOfAPlainRecount(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	random := func() string {
		y, m, d := 2023+r.Intn(3), 1+r.Intn(12), 1+r.Intn(28)
		switch r.Intn(8) {
		case 0:
			return fmt.Sprintf("%d", y)
		case 1, 2:
			return fmt.Sprintf("%d-%02d", y, m)
		}
		return fmt.Sprintf("%d-%02d-%02d", y, m, d)
	}
	for i := range 400 {
		c := city()
		for range r.Intn(9) {
			from, until := random(), ""
			if u := random(); r.Intn(3) == 0 && !day(u).Last().Before(day(from).Last()) {
				until = u
			}
			held(c, from, until, c.Counties[r.Intn(2)])
		}
		c.Order()
		if len(c.Activities) == 0 {
			continue
		}
		first := c.Activities[len(c.Activities)-1].Date.Date
		for _, x := range of(c).Counties {
			list := counted(c)(x.County)
			if len(list) == 0 {
				continue
			}
			longest, run := 0, 0
			for d := first.Last().Next(); !c.AsOf.Before(d); d = d.Next() {
				run++
				for _, a := range list {
					if !d.Before(a.Date.First()) && !a.Last().Before(d) {
						run = 0
					}
				}
				longest = max(longest, run)
			}
			if x.Longest.Days != longest || x.Last.Days != run {
				t.Fatalf("%d, %s: longest %d, want %d; last %d, want %d", i, x.ID, x.Longest.Days, longest, x.Last.Days, run)
			}
			if x.LastMost < x.Last.Days {
				t.Fatalf("%d: at most %d of %d", i, x.LastMost, x.Last.Days)
			}
		}
	}
}

func TestYearsAreThoseOfTheFigures(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	c := city()
	for range 300 {
		held(c, fmt.Sprintf("%d-%02d", 2018+r.Intn(8), 1+r.Intn(12)), "", [][]*catalog.County{nil, c.Counties[:1], c.Counties[1:], c.Counties}[r.Intn(4)]...)
	}
	c.Order()
	f := figures.Of(c)
	all := attention.Of(c, f, counted(c))
	if len(all.Years) != attention.MostYears || all.Years[0].Year != 2025 {
		t.Fatalf("years %v", all.Years)
	}
	for i, y := range all.Years {
		if row, _ := f.Get(y.Year, measure.Activities, figures.All, ""); row.Value != y.All {
			t.Errorf("%d: %d, want %d", y.Year, y.All, row.Value)
		}
		for _, x := range all.Counties {
			y := x.Years[i]
			row, _ := f.Get(y.Year, measure.Activities, figures.ByCounty, x.ID)
			if sum := y.Quarters[0] + y.Quarters[1] + y.Quarters[2] + y.Quarters[3] + y.Undated; row.Value != y.All || sum != y.All {
				t.Errorf("%d, %s: %d and %d, want %d", y.Year, x.ID, y.All, sum, row.Value)
			}
		}
	}
	if !all.Elsewhere || !all.Shared {
		t.Error("the activities show nothing of several counties or of none")
	}
}

func TestNothingOnRecord(t *testing.T) {
	c := city()
	c.AsOf = date.Date{}
	c.Order()
	if x := of(c); x.Counties != nil {
		t.Errorf("%+v", x)
	}
}
