package figures_test

import (
	"fmt"
	"math/big"
	"math/rand"
	"slices"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// ask answers a query from the sentences of FORMAT.md in the slowest way: one
// record after the other, with nothing of package figures but names.
func (c recount) ask(q figures.Query) (value, reported, entries int64) {
	keys := map[string]string{}
	for d := range figures.Dimensions {
		if q.Keys[d] != "" {
			keys[d.Key()] = q.Keys[d]
		}
	}
	every := func(of func(dimension, key string) bool) bool {
		for d, k := range keys {
			if !of(d, k) {
				return false
			}
		}
		return true
	}
	give := func(n source.Count) {
		entries++
		if n.Known {
			reported, value = reported+1, value+n.N
		}
	}
	m, may := q.Measure.Key(), int64(0)
	first, last := q.First, q.Last
	if first == 0 {
		first, last = c.years()
	}
	day := lastDayOf(last)
	if q.Now { // "as of the newest record", which is no plan and no annual return
		day = ""
		for _, a := range c.Activities {
			if a.Status == source.Held {
				day = max(day, firstDay(a.Date.Date))
			}
		}
		for _, d := range c.Designations {
			day = max(day, firstDay(d.Date))
		}
		for _, r := range c.Revocations {
			day = max(day, firstDay(r.Date))
		}
	}
	within := func(year int) bool { return first <= year && year <= last }
	placed := keys["county"] != "" || keys["kind"] != ""
	ofPlace := func(b *catalog.Base, day string) bool {
		return every(func(d, k string) bool { return d == "level" || c.isOf(b, day, d, k) })
	}
	level := func(l *catalog.Level) bool { return keys["level"] == "" || l.ID == keys["level"] }
	switch i := slices.Index(activityMeasures, m); {
	case i >= 0:
		for _, a := range c.Activities {
			held := a.Status == source.Held && (a.Form == nil || !a.Form.Private)
			if !held || !within(int(a.Date.Year)) || !every(func(d, k string) bool { return c.isAbout(a, d, k) }) {
				continue
			}
			switch {
			case i == 0 || i == 1 && !a.Sessions.Known:
				give(source.Count{N: 1, Known: true})
			case i == 1:
				give(a.Sessions)
			default:
				give(a.Figures[i-2])
			}
		}
		return value, reported, entries
	case m == "designated":
		for _, d := range c.Designations {
			if !within(int(d.Date.Year)) || !level(d.Level) {
				continue
			}
			if !placed {
				value += d.Total
				continue
			}
			for _, b := range d.Bases {
				if ofPlace(b, firstDay(d.Date)) {
					value++
				}
			}
		}
	case m == "revoked":
		for _, r := range c.Revocations {
			if within(int(r.Date.Year)) && level(r.Level) && !placed {
				value += int64(len(r.Others))
			}
			for _, b := range r.Bases {
				if within(int(r.Date.Year)) && level(r.Level) && ofPlace(b, firstDay(r.Date)) {
					value++
				}
			}
		}
	case m == "in_force" && !placed && keys["level"] != "":
		value, may = c.inForce(day, "level", keys["level"])
	case m == "in_force" && !placed:
		value, may = c.inForce(day, "all", "")
	case m == "in_force":
		for _, b := range c.Bases {
			best := 0
			for _, l := range c.Levels {
				if level(l) && ofPlace(b, day) {
					best = max(best, c.holds(b, b.Until.Date, l, day))
				}
			}
			switch best {
			case certain:
				value++
			case perhaps:
				may++
			}
		}
	default:
		stock := m == "staff_full" || m == "staff_part" || m == "base_volunteers"
		scale := int64(1)
		for _, x := range c.asked {
			if x.id == m {
				stock = x.stock
			}
			if x.id == m && x.decimals {
				scale = 10_000
			}
		}
		if stock {
			first = last
		}
		for _, a := range c.Annuals {
			n, asked := c.gives(a, m)
			if within(a.Year) && asked && every(func(d, k string) bool { return c.isOf(a.Base, lastDayOf(a.Year), d, k) }) {
				if n == nil {
					give(source.Count{})
				} else {
					give(source.Count{N: new(big.Rat).Mul(n, big.NewRat(scale, 1)).Num().Int64(), Known: true})
				}
			}
		}
		return value, reported, entries
	}
	return value, value, value + may
}

// judged holds what a figure says of itself against the records.
func (c recount) judged(q figures.Query, r figures.Row) bool {
	last := q.Last
	if last == 0 {
		_, last = c.years()
	}
	begun := slices.ContainsFunc(c.Designations, func(d *catalog.Designation) bool { return int(d.Date.Year) <= last })
	none := r.Entries == 0 && q.Measure.Sort() != measure.OfReturn
	switch {
	case r.Known && r.Reported == 0 && (q.Measure != measure.InForce || !begun || r.Entries > 0), !r.Known && r.Reported > 0:
		return false // a zero that nobody wrote down
	case !r.Known && none:
		return r.NoRecords != r.Unplaced
	}
	return !r.NoRecords && (!r.Unplaced || !r.Known && r.Unsure() > 0)
}

func lastDayOf(year int) string { return fmt.Sprintf("%04d-12-31", year) }

// TestQueriesAreThoseOfAPlainRecount asks for every measure by dimensions at
// random, for one year, some years and all.
func TestQueriesAreThoseOfAPlainRecount(t *testing.T) {
	several, some := 0, 0
	for seed := range int64(500) {
		content, cat := randomContent(t, seed)
		f := figures.Of(cat)
		r := rand.New(rand.NewSource(seed))
		years := f.Years()
		if len(years) == 0 {
			continue
		}
		for range 60 {
			q := figures.Query{Measure: f.Measures()[r.Intn(len(f.Measures()))]}
			if r.Intn(4) > 0 {
				q.First = years[r.Intn(len(years))]
				q.Last = q.First + r.Intn(years[len(years)-1]-q.First+1)
			} else {
				q.Now = q.Measure == measure.InForce && r.Intn(2) == 0
			}
			n := 0
			for d := figures.ByLevel; d < figures.Dimensions; d++ {
				if keys := f.Keys(d); d.Divides(q.Measure) && len(keys) > 0 && r.Intn(3) == 0 {
					q.Keys[d] = keys[r.Intn(len(keys))].ID
					n++
				}
			}
			value, reported, entries := recount{content}.ask(q)
			got := f.Ask(q)
			if got.Value != value || got.Reported != reported || got.Entries != entries || !(recount{content}).judged(q, got) {
				t.Fatalf("seed %d: %s %v: %d of %d/%d (known: %v), want %d of %d/%d", seed, q.Measure.Key(), q, got.Value, got.Reported, got.Entries, got.Known, value, reported, entries)
			}
			if n > 1 {
				several++
				if value > 0 {
					some++
				}
			}
		}
	}
	if several < 5000 || some < 300 {
		t.Errorf("%d queries by several dimensions, %d of them with an answer: too few", several, some)
	}
}

func TestQueryThatCannotBeAsked(t *testing.T) {
	f := figures.Of(sample())
	for name, q := range map[string]figures.Query{
		"year":      {Measure: measure.Activities, First: 1999, Last: 1999},
		"dimension": {Measure: measure.Designated, Keys: [figures.Dimensions]string{figures.ByMonth: "5"}},
		"key":       {Measure: measure.Activities, Keys: [figures.Dimensions]string{figures.ByCounty: "north"}},
	} {
		if got := f.Ask(q); got != (figures.Row{}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestWhatIsInForceIsKnownForYearsToCome(t *testing.T) {
	f := figures.Of(sample())
	for year, want := range map[int]int64{2017: 5, 2018: 5, 2036: 5} {
		if r := f.Ask(figures.Query{Measure: measure.InForce, First: year, Last: year}); r.Value != want || !r.Known || r.Year != year {
			t.Errorf("%d: %+v, want %d", year, r, want)
		}
	}
	q := figures.Query{Measure: measure.InForce, First: 2036, Last: 2036}
	q.Keys[figures.ByCounty], q.Keys[figures.ByLevel] = "east", "municipal"
	if r := f.Ask(q); r.Value != 1 {
		t.Errorf("of a county and level: %+v", r)
	}
}
