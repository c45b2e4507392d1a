// Package attention finds what the records show of each county: how many bases and titles beside its neighbours',
// when something was logged, which returns came in, which titles end soon.
//
// In come the catalog and its figures; out come plain numbers, days and records, with no words. The county's page, the brief of one
// sheet, the statistics and the summary's draft say them, so that all of them say the same.
//
// All is told as of the newest record, or of an earlier day, never of today. Nothing here judges: that nothing is on record does not mean that
// nothing was done, and whoever puts this into words says 没有记录 and not 没有开展.
//
// # Neighbours
//
// Neighbours are the counties that share a stretch of border with it in map/boundaries.geojson. Where there are no borders, or the county has none
// of them, it is compared with all counties, and Bordering says which it is.
//
// # Town and country
//
// Of the balance of town and country the records tell one thing honestly: how districts (a name that ends in 区) stand beside the others
// (see Land). Of a single base they don't tell it. An address names a road or a town as its writer liked, a
// location known to the county says nothing, and a town's seat may be the county's: whether a base serves the country would be a guess, so
// it is not made.
package attention

import (
	"cmp"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
)

// MostYears is how many years Quarters has at most: the newest.
const MostYears = 5

// mostReturnYears is how many years Returns has at most: the newest of which any base of the city sent one.
const mostReturnYears = 2

// City is what the records show of all counties.
type City struct {
	AsOf      date.Date // the day
	Counties  []*County // by their Index
	Years     []Year    // of the whole city, the newest first; those of each County.Years
	Shared    bool      // an activity of these years counts in several counties
	Elsewhere bool      // an activity of these years has no county
}

// County is what the records show of one county.
type County struct {
	*catalog.County
	Neighbours []*catalog.County // in the order of the site; all others where Bordering is false
	Bordering  bool

	InForce  figures.Row // bases that hold a title as of the newest record
	Titles   Titles
	Years    []Year  // the newest first
	Longest  Stretch // without an activity on record; Days is 0 where there is none
	Last     Stretch // from the newest activity to the newest record; Days is 0 where that is of its day
	LastMost int     // how many days that may be: more than Last.Days where the day of the newest is not known
	Active   bool    // some activity is on record; else there are no stretches
	Quiet    Quiet   // in the year up to the newest record
	Returns  []Return
	Passed   []*catalog.Activity // planned for days that have passed, the newest first
	Bases    []*catalog.Base     // that have a page, in the order of the site
}

// Quiet says whether a county has been without an activity on record for a year or more, up to the newest record.
type Quiet int

// What is known of it.
const (
	Heard   Quiet = iota // there was one within the year
	Perhaps              // the day of the newest is not known
	Silent               // there was none, or none ever
)

// Year is the activities of a year on record.
type Year struct {
	Year     int
	Quarters [4]int64
	Undated  int64 // known to the year only
	All      int64 // the sum of both
	Silent   bool  // no activity of the whole city is on record
}

// Stretch is days without an activity on record.
type Stretch struct {
	From, To date.Date // the first and last of them
	Days     int
	AtLeast  bool // a date next to it is known to the month or year only: it may be longer
	Opening  bool // it begins with the city's first activity on record: the county had none before it
}

// Titles are those of a county's bases.
type Titles struct {
	Held     int     // certainly hold
	Unsure   int     // may hold: until when they are valid was not found
	Unclear  int     // of Held and Unsure: whether they are over on the same day of the next year nobody can tell
	Unstated int     // of Unclear: that certainly hold, for until when is not written
	Due      []Title // hold or may hold, and are over on the same day of the next year, as the ledger of titles has it; the first to end first
	Lapsed   []Title // over, and nothing on record has taken their place, the newest first
}

// Title is one of a base's titles.
type Title struct {
	*catalog.Title
	Base     *catalog.Base
	Until    date.Date // its last day, or that of its base
	WithBase bool      // it ends with its base
}

// Return is who sent a year's annual return. Expected are the bases that held or may have held a title at the year's end (at the newest record,
// where that comes first).
type Return struct {
	Year    int
	Sent    []*catalog.Base // of the expected
	Missing []*catalog.Base // of the expected
	Unsure  int             // of the expected: that may have held one, until when it was valid is not known
	Besides int             // sent by bases that held no title
}

// Of finds it, as of the newest record. Counted returns the activities that count in a county; without a record at all the City is empty.
func Of(c *catalog.Catalog, f *figures.Figures, counted func(*catalog.County) []*catalog.Activity) *City {
	return On(c, f, c.AsOf, counted)
}

// On finds it as of a day, the newest record or the end of a year before it: what came later does not count.
func On(c *catalog.Catalog, f *figures.Figures, day date.Date, counted func(*catalog.County) []*catalog.Activity) *City {
	city := &City{AsOf: day}
	if !day.Known() {
		return city
	}
	bordering := neighbours(c)
	begin := firstCounted(c)
	for _, y := range slices.Backward(f.Years()) {
		if (y <= int(day.Year) || day == c.AsOf && y <= c.Begun()) && len(city.Years) < MostYears {
			city.Years = append(city.Years, cityYear(c, y))
		}
	}
	returns := ReturnsOf(c, day, returnYears(c, day))
	for _, county := range c.Counties {
		x := &County{County: county, Neighbours: bordering[county], Bordering: len(bordering[county]) > 0}
		if !x.Bordering {
			x.Neighbours = slices.DeleteFunc(slices.Clone(c.Counties), func(o *catalog.County) bool { return o == county })
		}
		x.InForce = f.Ask(figures.Query{
			Measure: measure.InForce, Now: day == c.AsOf, First: int(day.Year), Last: int(day.Year), Keys: figures.Keys{figures.ByCounty: county.ID},
		})
		list := counted(county)
		x.years(city.Years, list)
		x.stretches(list, begin, day)
		x.Returns = returns[county.Index]
		city.Counties = append(city.Counties, x)
	}
	city.bases(c)
	for _, a := range c.Activities {
		for _, county := range a.Counties {
			if a.Overdue(day) {
				x := city.Counties[county.Index]
				x.Passed = append(x.Passed, a)
			}
		}
	}
	city.overlaps(c)
	return city
}

// neighbours are the counties that share a border with each, in the order of the site.
func neighbours(c *catalog.Catalog) map[*catalog.County][]*catalog.County {
	out := map[*catalog.County][]*catalog.County{}
	if c.Borders == nil {
		return out
	}
	at := map[string]*catalog.County{}
	for _, county := range c.Counties {
		if county.Code != "" {
			at[county.Code] = county
		}
	}
	for _, pair := range c.Borders.Neighbours() {
		if a, b := at[pair[0]], at[pair[1]]; a != nil && b != nil {
			out[a], out[b] = append(out[a], b), append(out[b], a)
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b *catalog.County) int { return cmp.Compare(a.Index, b.Index) })
	}
	return out
}

// firstCounted is the date of the city's first activity on record; unknown where there is none.
func firstCounted(c *catalog.Catalog) date.Date {
	for _, a := range slices.Backward(c.Activities) {
		if a.Counts() {
			return a.Date.Date
		}
	}
	return date.Date{}
}

func cityYear(c *catalog.Catalog, year int) Year {
	y := Year{Year: year}
	for _, a := range c.In(year) {
		if a.Counts() {
			y.add(a)
		}
	}
	y.Silent = y.All == 0
	return y
}

func (y *Year) add(a *catalog.Activity) {
	y.All++
	if m := a.Date.Month; m == 0 {
		y.Undated++
	} else {
		y.Quarters[(m-1)/3]++
	}
}

// years counts the county's activities by the city's years.
func (x *County) years(city []Year, list []*catalog.Activity) {
	at := map[int]int{}
	for i, y := range city {
		x.Years = append(x.Years, Year{Year: y.Year, Silent: y.Silent})
		at[y.Year] = i
	}
	for _, a := range list {
		if i, ok := at[int(a.Date.Year)]; ok {
			x.Years[i].add(a)
		}
	}
}

// LastOf returns the last stretch without an activity on record up to a day, of a list of activities that count, and whether it is of a year or more.
func LastOf(list []*catalog.Activity, end date.Date) (Stretch, Quiet) {
	var x County
	x.stretches(list, date.Date{}, end)
	return x.Last, x.Quiet
}

// stretches finds the longest time without an activity on record, and the last. An activity whose day is not known may have been on any of its month
// or year, so that none of these days is without one for certain.
func (x *County) stretches(list []*catalog.Activity, begin, end date.Date) {
	list = slices.DeleteFunc(slices.Clone(list), func(a *catalog.Activity) bool { return end.Before(a.Date.Date) })
	x.Active = len(list) > 0
	if !x.Active {
		x.Quiet = Silent
		return
	}
	type span struct {
		first, last date.Date
		least       date.Date // the first day that may be the last
		fromVague   bool      // the first day is not known
		toVague     bool
	}
	spans := make([]span, 0, len(list))
	for _, a := range list {
		s := span{first: a.Date.First(), last: a.Last(), least: a.Date.First(), fromVague: a.Date.Day == 0}
		if a.Until.Known() {
			s.least = a.Until.First()
		}
		if s.toVague = a.Until.Known() && a.Until.Day == 0 || !a.Until.Known() && s.fromVague; s.last.Before(s.first) {
			s.last = s.first
		}
		spans = append(spans, s)
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.first.Compare(b.first), a.last.Compare(b.last)) })
	newest := date.Date{} // the newest day on which one may have begun to be the last
	reach, vague, opening := begin.Last(), begin.Day == 0, true
	gap := func(from, to date.Date, s Stretch) Stretch {
		s.From, s.To = from, to
		if s.Days = from.DaysTo(to) + 1; s.Days <= 0 {
			return Stretch{}
		}
		return s
	}
	for _, s := range spans {
		ended := s.last
		if s.toVague {
			ended = s.least
		}
		if newest.Before(ended) {
			newest = ended
		}
		g := gap(reach.Next(), s.first.Previous(), Stretch{AtLeast: vague || s.fromVague, Opening: opening})
		if g.Days > 0 && g.Days >= x.Longest.Days {
			x.Longest = g
		}
		opening = false
		switch {
		case reach.Before(s.last):
			reach, vague = s.last, s.toVague
		case reach == s.last: // that one went on until then is known if it is known of one
			vague = vague && s.toVague
		}
	}
	x.LastMost = max(newest.DaysTo(end), 0)
	x.Last = gap(reach.Next(), end, Stretch{AtLeast: vague})
	year := func(last date.Date) bool { return !end.Next().Before(last.Next().InAYear()) }
	switch {
	case year(reach):
		x.Quiet = Silent
	case year(newest):
		x.Quiet = Perhaps
	}
	if x.Last.Days > 0 && x.Last.Days >= x.Longest.Days {
		x.Longest = x.Last
	}
}

// returnYears are the newest years of which any base sent a return, the newest first; of a day before the newest record, those up to its year.
func returnYears(c *catalog.Catalog, day date.Date) []int {
	var years []int
	for _, a := range slices.Backward(c.Annuals) { // by year
		if !slices.Contains(years, a.Year) && (a.Year <= int(day.Year) || day == c.AsOf) {
			if len(years) == mostReturnYears {
				break
			}
			years = append(years, a.Year)
		}
	}
	return years
}

// ReturnsOf finds who sent the returns of years, as of a day: a list for each county, by its Index, of one for each year.
func ReturnsOf(c *catalog.Catalog, asOf date.Date, years []int) [][]Return {
	out := make([][]Return, len(c.Counties))
	for i := range out {
		for _, year := range years {
			out[i] = append(out[i], Return{Year: year})
		}
	}
	for i, year := range years {
		day := date.YearEnd(year)
		if asOf.Before(day) {
			day = asOf
		}
		for _, b := range c.Bases {
			county := b.CountyAt(day)
			if county == nil {
				continue
			}
			r := &out[county.Index][i]
			sent := slices.ContainsFunc(b.Annuals, func(a *catalog.Annual) bool { return a.Year == year })
			expected := b.LevelAt(day) != nil
			if expected && !b.Holds(nil, day) {
				r.Unsure++
			}
			switch {
			case expected && sent:
				r.Sent = append(r.Sent, b)
			case expected:
				r.Missing = append(r.Missing, b)
			case sent:
				r.Besides++
			}
		}
	}
	return out
}

// bases tells what the counties' bases hold.
func (city *City) bases(c *catalog.Catalog) {
	next := city.AsOf.InAYear()
	for _, b := range c.Bases {
		if b.County != nil {
			x := city.Counties[b.County.Index]
			x.Bases = append(x.Bases, b)
		}
		if county := b.CountyAt(city.AsOf); county != nil {
			city.Counties[county.Index].Titles.add(b, city.AsOf, next)
		}
	}
	for _, x := range city.Counties {
		until := func(a, b Title) int {
			return cmp.Or(a.Until.Last().Compare(b.Until.Last()), cmp.Compare(a.Designation.Level.Rank, b.Designation.Level.Rank))
		}
		slices.SortStableFunc(x.Titles.Due, until)
		slices.SortStableFunc(x.Titles.Lapsed, func(a, b Title) int { return until(b, a) })
	}
}

// add tells of a base's titles on a day, and which are over on the same day of the next year.
func (t *Titles) add(b *catalog.Base, day, next date.Date) {
	for i := range b.Titles {
		title := &b.Titles[i]
		s := title.At(day)
		switch {
		case s.Holds():
			t.Held++
		case s.MayHold():
			t.Unsure++
		case s == catalog.Expired && title.Next == nil:
			t.Lapsed = append(t.Lapsed, Title{title, b, title.Designation.ValidUntil, false})
		}
		due, ends := Ends(b, title, day, next)
		switch {
		case ends:
			t.Due = append(t.Due, due)
		case s == catalog.Unsure:
			t.Unclear++
		case s == catalog.Unstated: // also where its base ends later: that is when it ends at the latest
			t.Unclear++
			t.Unstated++
		}
	}
}

// Ends reports whether a title of b that holds or may hold on a day is over on a later one: by its own end or its base's, and nothing
// on record has taken its place. It says when.
func Ends(b *catalog.Base, title *catalog.Title, day, later date.Date) (Title, bool) {
	if !title.At(day).MayHold() {
		return Title{}, false
	}
	switch title.At(later) {
	case catalog.Expired:
		valid := title.Designation.ValidUntil
		switch title.At(valid.Last()) { // what became of it before
		case catalog.Renewed, catalog.Revoked:
			return Title{}, false
		case catalog.Ended:
			return Title{title, b, b.Until.Date, true}, true
		}
		return Title{title, b, valid, false}, true
	case catalog.Ended:
		return Title{title, b, b.Until.Date, true}, true
	}
	return Title{}, false
}

// overlaps says whether activities of the years count in several counties, or in none.
func (city *City) overlaps(c *catalog.Catalog) {
	for _, y := range city.Years {
		for _, a := range c.In(y.Year) {
			if a.Counts() {
				city.Shared = city.Shared || len(a.Counties) > 1
				city.Elsewhere = city.Elsewhere || len(a.Counties) == 0
			}
		}
	}
}

// Land is what a county is by its name.
type Land int

// The lands.
const (
	District Land = iota // 区
	Rural                // 县, 市 and all others
	Lands                // how many there are
)

// LandOf tells it by the name's last character: 甲川区 is a district.
func LandOf(c *catalog.County) Land {
	if strings.HasSuffix(c.Name, "区") {
		return District
	}
	return Rural
}
