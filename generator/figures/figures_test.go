package figures_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/source"
)

func day(text string) date.Date {
	d, fault := date.Parse(text)
	if fault != date.None {
		panic("test: not a date: " + text)
	}
	return d
}

func known(n int64) source.Count { return source.Count{N: n, Known: true} }

// sample is a catalog small enough to count by hand.
//
//	bases         甲 (east, weather)   乙 (west, school)   丙 (west, no kind)
//	2015          municipal: 5, of them 甲 乙 with a page
//	2016          municipal: 丙, total not known
//	2016-06       provincial: 甲, until the end of 2017
//	2017-03       乙 loses municipal
func sample() *catalog.Catalog {
	national := &catalog.Level{ID: "national", Name: "全国", Rank: 1}
	provincial := &catalog.Level{ID: "provincial", Name: "省级", Rank: 2}
	municipal := &catalog.Level{ID: "municipal", Name: "市级", Rank: 3}
	east, west := &catalog.County{ID: "east", Name: "示例东县"}, &catalog.County{ID: "west", Name: "示例西县"}
	weather, school := &catalog.Kind{ID: "weather", Name: "气象"}, &catalog.Kind{ID: "school", Name: "学校"}
	week := &catalog.Campaign{ID: "week", Name: "示例周"}
	talk := &catalog.Form{ID: "talk", Name: "讲座"}
	inspection := &catalog.Form{ID: "inspection", Name: "督导", Private: true}
	jia := &catalog.Base{ID: "jia", Base: &source.Base{Name: "虚构甲馆"}, County: east, Kind: weather}
	yi := &catalog.Base{ID: "yi", Base: &source.Base{Name: "虚构乙校"}, County: west, Kind: school}
	bing := &catalog.Base{ID: "bing", Base: &source.Base{Name: "虚构丙园"}, County: west}

	other := &catalog.Other{Name: "虚构"}

	c := &catalog.Catalog{
		Others:    []*catalog.Other{other},
		Levels:    []*catalog.Level{national, provincial, municipal},
		Counties:  []*catalog.County{east, west},
		Kinds:     []*catalog.Kind{weather, school},
		Campaigns: []*catalog.Campaign{week},
		Forms:     []*catalog.Form{talk, inspection},
		Bases:     []*catalog.Base{jia, yi, bing},
		Designations: []*catalog.Designation{
			{Level: municipal, Date: day("2015"), Total: 5, Bases: []*catalog.Base{jia, yi}, Others: []*catalog.Other{other}, Complete: true},
			{Level: municipal, Date: day("2016"), Total: 1, Bases: []*catalog.Base{bing}},
			{Level: provincial, Date: day("2016-06"), Total: 1, Bases: []*catalog.Base{jia}, ValidUntil: day("2017"), Complete: true},
		},
		Revocations: []*catalog.Revocation{{Level: municipal, Date: day("2017-03"), Bases: []*catalog.Base{yi}}},
	}
	add := func(when string, a catalog.Activity, figures map[measure.Measure]int64) {
		a.Date.Date = day(when)
		for m, n := range figures {
			*a.Figure(m) = known(n)
		}
		c.Activities = append(c.Activities, &a)
	}
	add("2015-05-20", catalog.Activity{
		Activity: &source.Activity{Sessions: known(3)},
		Bases:    []*catalog.Base{jia, yi}, Counties: []*catalog.County{east, west}, Campaign: week, Form: talk,
	}, map[measure.Measure]int64{measure.Participants: 300})
	add("2016-06", catalog.Activity{Activity: &source.Activity{}, Bases: []*catalog.Base{jia}, Counties: []*catalog.County{east}},
		map[measure.Measure]int64{measure.Online: 1000})
	add("2016-05-31", catalog.Activity{Activity: &source.Activity{}, Bases: []*catalog.Base{jia}, Counties: []*catalog.County{east}},
		map[measure.Measure]int64{measure.Participants: 0})
	add("2016", catalog.Activity{Activity: &source.Activity{}, Counties: []*catalog.County{west}},
		map[measure.Measure]int64{measure.Participants: 50})
	add("2016-09", catalog.Activity{Activity: &source.Activity{}, Bases: []*catalog.Base{yi}, Counties: []*catalog.County{west}, Form: inspection},
		map[measure.Measure]int64{measure.Participants: 9})
	add("2018-01-01", catalog.Activity{Activity: &source.Activity{Status: source.Planned}, Bases: []*catalog.Base{bing}}, nil)

	annual := func(b *catalog.Base, year int, figures map[measure.Measure]int64) {
		a := &catalog.Annual{Annual: &source.Annual{}, Base: b}
		a.Year = year
		for m, n := range figures {
			*a.Figure(m) = known(n)
		}
		c.Annuals = append(c.Annuals, a)
	}
	annual(jia, 2016, map[measure.Measure]int64{measure.Visitors: 1000, measure.BaseVolunteers: 7})
	annual(yi, 2016, nil)
	annual(jia, 2017, map[measure.Measure]int64{measure.Visitors: 2000})
	c.Order()
	link(c)
	return c
}

// Rows of the sample, counted by hand: those of each measure named here are complete for the year.
const sampleRows = `
2015,activities,all,,,1,1,1
2015,activities,level,municipal,市级,1,1,1
2015,activities,county,east,示例东县,1,1,1
2015,activities,county,west,示例西县,1,1,1
2015,activities,kind,weather,气象,1,1,1
2015,activities,kind,school,学校,1,1,1
2015,activities,campaign,week,示例周,1,1,1
2015,activities,form,talk,讲座,1,1,1
2015,activities,month,5,5月,1,1,1
2015,designated,all,,,5,5,5
2015,designated,level,municipal,市级,5,5,5
2015,designated,county,east,示例东县,1,1,1
2015,designated,county,west,示例西县,1,1,1
2015,designated,kind,weather,气象,1,1,1
2015,designated,kind,school,学校,1,1,1
2015,in_force,all,,,5,5,5
2015,in_force,level,municipal,市级,5,5,5
2015,in_force,county,east,示例东县,1,1,1
2015,in_force,county,west,示例西县,1,1,1
2015,in_force,kind,weather,气象,1,1,1
2015,in_force,kind,school,学校,1,1,1
2016,sessions,all,,,3,3,3
2016,sessions,level,provincial,省级,1,1,1
2016,sessions,level,municipal,市级,1,1,1
2016,sessions,county,east,示例东县,2,2,2
2016,sessions,county,west,示例西县,1,1,1
2016,sessions,kind,weather,气象,2,2,2
2016,sessions,month,5,5月,1,1,1
2016,sessions,month,6,6月,1,1,1
2016,sessions,month,unknown,未注明,1,1,1
2016,participants,all,,,50,2,3
2016,participants,level,provincial,省级,,0,1
2016,participants,level,municipal,市级,0,1,1
2016,participants,county,east,示例东县,0,1,2
2016,participants,county,west,示例西县,50,1,1
2016,participants,kind,weather,气象,0,1,2
2016,participants,month,5,5月,0,1,1
2016,participants,month,6,6月,,0,1
2016,participants,month,unknown,未注明,50,1,1
2016,in_force,all,,,6,6,6
2016,in_force,level,provincial,省级,1,1,1
2016,in_force,level,municipal,市级,6,6,6
2016,in_force,county,east,示例东县,1,1,1
2016,in_force,county,west,示例西县,2,2,2
2016,in_force,kind,weather,气象,1,1,1
2016,in_force,kind,school,学校,1,1,1
2016,visitors,all,,,1000,1,2
2016,visitors,level,provincial,省级,1000,1,1
2016,visitors,level,municipal,市级,,0,1
2016,visitors,county,east,示例东县,1000,1,1
2016,visitors,county,west,示例西县,,0,1
2016,visitors,kind,weather,气象,1000,1,1
2016,visitors,kind,school,学校,,0,1
2016,base_volunteers,all,,,7,1,2
2016,base_volunteers,level,provincial,省级,7,1,1
2016,base_volunteers,level,municipal,市级,,0,1
2016,base_volunteers,county,east,示例东县,7,1,1
2016,base_volunteers,county,west,示例西县,,0,1
2016,base_volunteers,kind,weather,气象,7,1,1
2016,base_volunteers,kind,school,学校,,0,1
2017,revoked,all,,,1,1,1
2017,revoked,level,municipal,市级,1,1,1
2017,revoked,county,west,示例西县,1,1,1
2017,revoked,kind,school,学校,1,1,1
2017,in_force,all,,,5,5,5
2017,in_force,level,provincial,省级,1,1,1
2017,in_force,level,municipal,市级,5,5,5
2017,in_force,county,east,示例东县,1,1,1
2017,in_force,county,west,示例西县,1,1,1
2017,in_force,kind,weather,气象,1,1,1
2018,in_force,all,,,5,5,5
2018,in_force,level,municipal,市级,5,5,5
2018,in_force,county,east,示例东县,1,1,1
2018,in_force,county,west,示例西县,1,1,1
2018,in_force,kind,weather,气象,1,1,1
`

func TestSampleHasTheRowsCountedByHand(t *testing.T) {
	var b strings.Builder
	if err := figures.Of(sample()).WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	subject := func(row string) string { // year and measure
		return strings.Join(strings.SplitN(row, ",", 3)[:2], ",")
	}
	want := strings.Split(strings.TrimSpace(sampleRows), "\n")
	told := map[string]bool{}
	for _, row := range want {
		told[subject(row)] = true
	}
	var got []string
	for row := range strings.Lines(strings.TrimPrefix(b.String(), "\ufeff")) {
		row = strings.TrimSuffix(row, "\r\n")
		if told[subject(row)] {
			got = append(got, row)
		}
		if strings.HasPrefix(row, "2018,") && !told[subject(row)] {
			t.Errorf("a year with only a planned activity has the row %s", row)
		}
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("row %d:\n got %s\nwant %s", i, strings.Join(got[min(i, len(got)):], "\n"), strings.Join(want[min(i, len(want)):], "\n"))
		}
	}
}

func TestYearsHaveNoGapAndPlannedOnesCount(t *testing.T) {
	c := sample()
	c.Annuals[0].Year = 2012
	if got, want := figures.Of(c).Years(), []int{2012, 2013, 2014, 2015, 2016, 2017, 2018}; !slices.Equal(got, want) {
		t.Errorf("years %v, want %v", got, want)
	}
}

func TestEmptyCatalogHasNoFigure(t *testing.T) {
	f := figures.Of(&catalog.Catalog{})
	if n := len(f.Years()); n != 0 {
		t.Errorf("%d years", n)
	}
	for r := range f.AllRows() {
		t.Errorf("row %v", r)
	}
	if r, ok := f.Get(2016, measure.Activities, figures.All, ""); ok || r != (figures.Row{}) {
		t.Errorf("Get gives %v, %v", r, ok)
	}
	if r, ok := f.Total(measure.Activities, figures.All, ""); ok {
		t.Errorf("Total gives %v", r)
	}
	if f.Private(2016) != 0 || f.Overlaps(2016, measure.Activities, figures.ByCounty) || f.Part(2016, measure.Activities, figures.ByCounty) != nil {
		t.Error("a year that is not there has figures")
	}
}

func TestNothingWrittenDownIsNotZero(t *testing.T) {
	f := figures.Of(sample())
	for _, m := range []measure.Measure{measure.Activities, measure.Sessions, measure.Participants} {
		r, ok := f.Get(2015, m, figures.ByMonth, "6")
		if ok || r.Known || r.Value != 0 || r.Name != "6月" || !r.NoRecords {
			t.Errorf("%s of a month without records: %+v, %v", m.Key(), r, ok)
		}
	}
	for m, none := range map[measure.Measure]bool{measure.Revoked: true, measure.Designated: true, measure.Visitors: false} {
		if r, ok := f.Get(2018, m, figures.ByCounty, "east"); ok || r.Known || r.Value != 0 || r.NoRecords != none {
			t.Errorf("%s of a year without records: %+v, %v", m.Key(), r, ok)
		}
	}
}

// What is in force is none where all that was named has ended, none on record before the
// first naming, and not known where some have no known county.
func TestNoneIsKnownIsNotNone(t *testing.T) {
	cat := &catalog.Catalog{
		Levels:   []*catalog.Level{{ID: "a"}, {ID: "b", Index: 1}},
		Counties: []*catalog.County{{ID: "east"}, {ID: "west", Index: 1}},
	}
	base := &catalog.Base{Base: &source.Base{}, ID: "x", County: cat.Counties[0]}
	cat.Bases = []*catalog.Base{base}
	cat.Designations = []*catalog.Designation{
		{Date: day("2015"), ValidUntil: day("2016"), Level: cat.Levels[0], Bases: cat.Bases, Total: 1, Complete: true},
		{Date: day("2018"), Level: cat.Levels[1], Total: 2, Complete: true},
		{Date: day("2020"), Level: cat.Levels[0]},
	}
	cat.LinkTitles()
	f := figures.Of(cat)
	for _, c := range []struct {
		m    measure.Measure
		year int
		d    figures.Dimension
		key  string
		want string
	}{
		{measure.InForce, 2015, figures.ByCounty, "east", "1"},
		{measure.InForce, 2015, figures.ByCounty, "west", "no records"},
		{measure.InForce, 2015, figures.ByLevel, "b", "no records"},
		{measure.InForce, 2017, figures.All, "", "0"},
		{measure.InForce, 2017, figures.ByLevel, "a", "0"},
		{measure.InForce, 2017, figures.ByCounty, "east", "0"},
		{measure.InForce, 2018, figures.ByCounty, "east", "unplaced"},
		{measure.InForce, 2018, figures.ByLevel, "a", "0"},
		{measure.InForce, 2020, figures.ByLevel, "a", "unplaced"}, // a batch of which neither names nor number are known
		{measure.Designated, 2015, figures.ByCounty, "west", "no records"},
		{measure.Designated, 2017, figures.All, "", "no records"},
		{measure.Designated, 2018, figures.ByCounty, "west", "unplaced"},
		{measure.Designated, 2020, figures.All, "", "unplaced"},
		{measure.Revoked, 2018, figures.All, "", "no records"},
	} {
		q := figures.Query{Measure: c.m, First: c.year, Last: c.year}
		q.Keys[c.d] = c.key
		r, _ := f.Get(c.year, c.m, c.d, c.key)
		if a := f.Ask(q); a != r {
			t.Errorf("%s of %d for %q: Ask gives %+v, Get %+v", c.m.Key(), c.year, c.key, a, r)
		}
		got := fmt.Sprint(r.Value)
		switch {
		case r.NoRecords:
			got = "no records"
		case r.Unplaced:
			got = "unplaced"
		}
		if got != c.want || r.Known == (r.NoRecords || r.Unplaced) {
			t.Errorf("%s of %d for %q: %s, want %s: %+v", c.m.Key(), c.year, c.key, got, c.want, r)
		}
	}
	if r, _ := f.Total(measure.Designated, figures.ByCounty, "east"); r.Value != 1 || !r.LowerBound || !r.Known {
		t.Errorf("in all years: %+v", r)
	}
}

// Nothing written down is not nothing done: 2017 has an inspection, 2018 a plan and no
// more, and who was in force before the first naming nobody wrote down.
func TestYearWithoutRecordsHasNoCounts(t *testing.T) {
	cat := sample()
	cat.Annuals = append(cat.Annuals, &catalog.Annual{Annual: &source.Annual{Year: 2013}, Base: cat.Bases[0]})
	inspection := &catalog.Activity{Activity: &source.Activity{}, Form: cat.Forms[1]}
	inspection.Date.Date = day("2017-05")
	cat.Activities = append(cat.Activities, inspection)
	cat.Order()
	f := figures.Of(cat)
	for _, c := range []struct {
		year int
		m    measure.Measure
	}{{2017, measure.Activities}, {2018, measure.Activities}, {2018, measure.Sessions}, {2018, measure.Participants}, {2013, measure.InForce}, {2014, measure.Designated}, {2014, measure.Activities}} {
		for _, q := range []figures.Query{
			{Measure: c.m, First: c.year, Last: c.year},
			{Measure: c.m, First: c.year, Last: c.year, Keys: [figures.Dimensions]string{figures.ByCounty: "west"}},
			{Measure: c.m, First: c.year, Last: c.year, Keys: [figures.Dimensions]string{figures.ByCounty: "west", figures.ByKind: "school"}},
		} {
			if r := f.Ask(q); r.Known || !r.NoRecords || r.Entries != 0 {
				t.Errorf("%s in %d: %+v", c.m.Key(), c.year, r)
			}
		}
	}
	if r := f.Ask(figures.Query{Measure: measure.Activities, First: 2014, Last: 2015}); !r.Known || r.NoRecords || r.Value != 1 {
		t.Errorf("of a year with a log and one without: %+v", r)
	}
	if c := figures.Compare(f.Ask(figures.Query{Measure: measure.Activities, First: 2013, Last: 2013}), f.Ask(figures.Query{Measure: measure.Activities, First: 2014, Last: 2014})); c.Known {
		t.Errorf("two years without a log are compared: %+v", c)
	}
}

// The titles of bases run on after the last record.
func TestInForceIsToldOfYearsAfterTheLast(t *testing.T) {
	f := figures.Of(sample())
	for _, c := range []struct {
		year int
		keys [figures.Dimensions]string
		want int64
	}{
		{2018, [figures.Dimensions]string{}, 5},
		{2019, [figures.Dimensions]string{}, 5},
		{2040, [figures.Dimensions]string{figures.ByLevel: "municipal"}, 5},
		{2040, [figures.Dimensions]string{figures.ByLevel: "provincial"}, 0},
		{2040, [figures.Dimensions]string{figures.ByLevel: "municipal", figures.ByCounty: "west"}, 1},
	} {
		r := f.Ask(figures.Query{Measure: measure.InForce, First: c.year, Last: c.year, Keys: c.keys})
		if r.Value != c.want || !r.Known || r.NoRecords || r.Year != c.year {
			t.Errorf("in force in %d by %v: %+v, want %d", c.year, c.keys, r, c.want)
		}
	}
}

func TestBatchWithUnknownTotalIsAtLeast(t *testing.T) {
	f := figures.Of(sample())
	for _, c := range []struct {
		year int
		m    measure.Measure
		d    figures.Dimension
		key  string
		want bool
	}{
		{2015, measure.Designated, figures.All, "", false},
		{2016, measure.Designated, figures.All, "", true},
		{2016, measure.Designated, figures.ByLevel, "municipal", true},
		{2016, measure.Designated, figures.ByLevel, "provincial", false},
		{2016, measure.Designated, figures.ByCounty, "west", true}, // those that nobody named may be there
		{2015, measure.InForce, figures.All, "", false},
		{2018, measure.InForce, figures.All, "", true},
		{2018, measure.InForce, figures.ByLevel, "municipal", true},
	} {
		if r, _ := f.Get(c.year, c.m, c.d, c.key); r.LowerBound != c.want {
			t.Errorf("%d %s %s %s: at least is %v, want %v", c.year, c.m.Key(), c.d.Key(), c.key, r.LowerBound, c.want)
		}
	}
	if r, _ := f.Total(measure.Designated, figures.All, ""); !r.LowerBound || r.Value != 7 {
		t.Errorf("all years: %+v", r)
	}
}

func TestPrivateActivitiesAreToldApart(t *testing.T) {
	f := figures.Of(sample())
	if got := []int{f.Private(2015), f.Private(2016), f.Private(2018)}; !slices.Equal(got, []int{0, 1, 0}) {
		t.Errorf("private %v, want [0 1 0]: one inspection in 2016, and what is planned is not private", got)
	}
}

func TestSumsThatExceedTheWholeAreKnown(t *testing.T) {
	f := figures.Of(sample())
	if !f.Overlaps(2015, measure.Activities, figures.ByCounty) {
		t.Error("an activity of 2015 is in two counties")
	}
	if f.Overlaps(2016, measure.Activities, figures.ByCounty) || f.Overlaps(2015, measure.Activities, figures.ByMonth) {
		t.Error("here nothing counts twice")
	}
}

func TestHugeFiguresNeverSumToLess(t *testing.T) {
	c := sample()
	*c.Activities[0].Figure(measure.Participants) = known(math.MaxInt64)
	*c.Activities[3].Figure(measure.Participants) = known(math.MaxInt64)
	r, _ := figures.Of(c).Total(measure.Participants, figures.All, "")
	if r.Value != math.MaxInt64 {
		t.Errorf("sum %d", r.Value)
	}
}

func TestCountingChangesNothingAndOrderDoesNotMatter(t *testing.T) {
	write := func(c *catalog.Catalog) string {
		var b strings.Builder
		if err := errors.Join(figures.Of(c).WriteCSV(&b), figures.Of(c).WriteBases(&b)); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for seed := range int64(20) {
		c := randomCatalog(t, seed)
		first := write(c)
		rand.New(rand.NewSource(seed)).Shuffle(len(c.Activities), func(i, j int) {
			c.Activities[i], c.Activities[j] = c.Activities[j], c.Activities[i]
		})
		c.Order()
		if write(c) != first {
			t.Fatalf("seed %d: figures depend on the order of the activities", seed)
		}
	}
}

func TestEveryDimensionHasAKeyAndAName(t *testing.T) {
	keys := map[string]bool{}
	for d := range figures.Dimensions {
		if d.Key() == "" || keys[d.Key()] || d.Name() == "" {
			t.Errorf("dimension %d: key %q, name %q", d, d.Key(), d.Name())
		}
		keys[d.Key()] = true
	}
}

func BenchmarkOf(b *testing.B) {
	for _, size := range []struct {
		name  string
		bases int
	}{{"100 bases", 100}, {"1000 bases", 1000}} {
		c := large(size.bases, 100_000)
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				figures.Of(c)
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	c := large(100, 100_000)
	for b.Loop() {
		figures.Check(c, noFile)
	}
}

func BenchmarkWriteCSV(b *testing.B) {
	f := figures.Of(large(1000, 100_000))
	for b.Loop() {
		if err := f.WriteCSV(discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// large is twenty years of activities.
func large(bases, activities int) *catalog.Catalog {
	r := dice{rand.New(rand.NewSource(1))}
	c := sample()
	for i := len(c.Bases); i < bases; i++ {
		c.Bases = append(c.Bases, &catalog.Base{Base: &source.Base{}, ID: "b" + strings.Repeat("x", i%9), County: one(r, c.Counties), Kind: maybe(r, c.Kinds)})
	}
	for i := range 40 {
		d := *c.Designations[i%3]
		d.Bases = some(r, c.Bases, 50)
		d.Date.Year, d.Total = int16(2000+i/2), int64(len(d.Bases))
		c.Designations = append(c.Designations, &d)
	}
	slices.SortStableFunc(c.Designations, func(a, b *catalog.Designation) int { return a.Date.Compare(b.Date) })
	for i := range activities {
		a := r.activity(plain{Catalog: c})
		a.Date.Year += int16(i%20) - 14
		a.Title = "示例" + strconv.Itoa(i)
		a.Path = "activities/2016.toml"
		a.Span = source.Span{Start: int32(i), End: int32(i + 1)}
		c.Activities = append(c.Activities, a)
	}
	slices.SortStableFunc(c.Activities, func(a, b *catalog.Activity) int { return b.Date.Compare(a.Date.Date) })
	for _, b := range c.Bases {
		b.Titles, b.Activities, b.Annuals = nil, nil, nil
	}
	linkFast(c)
	c.Order()
	return c
}

// linkFast is link for many activities.
func linkFast(c *catalog.Catalog) {
	all := c.Activities
	c.Activities = nil
	link(c)
	c.Activities = all
	for _, a := range all {
		for _, b := range a.Bases {
			b.Activities = append(b.Activities, a)
		}
	}
}
