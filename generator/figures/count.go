package figures

import (
	"math"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// sum is what one figure is made of.
type sum struct{ value, reported int64 }

// plus adds two figures, which are never negative. A sum too large for an int64
// (of slips that Check warns about) stays the largest: it must not turn negative.
func plus(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// sheet is one family's figures of a year. It reaches to the last slot that the
// family's dimensions need; sheets of namings are short.
type sheet struct {
	width      int     // how many measures it has
	sums       []sum   // by slot, then measure
	entries    []int64 // by slot: how many records; of namings, which count themselves, how many more bases may be in force
	lowerBound []bool  // by slot and measure: the true figure may be higher; for namings only

	unsureLowerBound []bool // by slot: so may the number of those that may be in force; for namings only
	begun            []bool // by slot: a naming by the year's end is about it; for namings only

	unplaced [3][Dimensions]bool // by measure: some that it counts have no known key of the dimension; for namings only
}

// year is the figures of one year.
type year struct {
	sheets  [measure.Sorts]*sheet // nil: no record
	private int                   // activities held that count in nothing
}

// fill sets what r says of the records at the slot.
func (y *year) fill(r *Row, slot int) {
	fam := r.Measure.Sort()
	s := y.sheets[fam]
	if s == nil {
		r.setKnown(false, false)
		return
	}
	at := s.at(slot, r.Measure)
	r.Value, r.Reported = s.sums[at].value, s.sums[at].reported
	if fam != measure.OfNaming {
		if r.Measure.Asked(r.Year) {
			r.Entries = s.entries[slot]
		}
		r.setKnown(false, false)
		return
	}
	r.Entries, r.LowerBound = r.Reported, s.lowerBound[at]
	if r.Measure == measure.InForce {
		r.Entries, r.UnsureLowerBound = plus(r.Entries, s.entries[slot]), s.unsureLowerBound[slot]
	}
	nameless := r.LowerBound && r.Reported == 0 // of a batch of which neither names nor number are known
	r.setKnown(s.begun[slot], nameless || s.unplaced[r.Measure.Place()][r.Dimension])
}

// setKnown says how far what was counted is known. A count of which there is no record is none;
// of bases in force nothing is left where a naming had begun. Where some of those that the
// measure counts are unplaced, each key may have more.
func (r *Row) setKnown(begun, unplaced bool) {
	r.Known = r.Reported > 0 || r.Measure == measure.InForce && r.Entries == 0 && begun && !unplaced
	r.LowerBound = r.LowerBound || unplaced && r.Reported > 0
	r.Unplaced = unplaced && r.Reported == 0
	r.NoRecords = r.Measure.Sort() != measure.OfReturn && !r.Known && !r.Unplaced && r.Entries == 0
}

// empty reports whether no record is about a measure at the slot. The year has a sheet for it.
func (y *year) empty(m measure.Measure, slot int) bool {
	fam := m.Sort()
	if fam == measure.OfNaming {
		return y.sheets[fam].sums[y.sheets[fam].at(slot, m)].reported == 0 && (m != measure.InForce || y.sheets[fam].entries[slot] == 0)
	}
	return y.sheets[fam].entries[slot] == 0
}

// counter adds the records of one year to its sheets.
type counter struct {
	layout     *layout
	indicators measure.List
	year       *year
	end        date.Date // the day on which bases are in force: the year's last

	seen   []int32 // by slot: the record that was last added there
	record int32   // number of the record that is being added
	entry  entry   // that record
}

// slot returns the slot of an entry of one of the catalog's lists by its place there, of a
// base by its number.
func (c *counter) slot(d Dimension, at int) int { return c.layout.first[d] + at }

// sheet returns the year's sheet of a family, making it when it is the first need.
func (c *counter) sheet(fam measure.Sort) *sheet {
	at := &c.year.sheets[fam]
	if *at != nil {
		return *at
	}
	own := families[fam].dimensions
	slots := c.layout.first[own[len(own)-1]+1]
	*at = &sheet{width: c.layout.widths[fam]}
	(*at).sums = make([]sum, slots*(*at).width)
	(*at).entries = make([]int64, slots)
	if fam == measure.OfNaming {
		(*at).lowerBound, (*at).unsureLowerBound, (*at).begun = make([]bool, len((*at).sums)), make([]bool, slots), make([]bool, slots)
	}
	return *at
}

// entry is the record that is being added: its place and the figures that it gives.
type entry struct {
	sheet *sheet
	given []given
}

type given struct {
	place int // of the measure, in the family
	n     int64
}

func (c *counter) begin(fam measure.Sort) {
	c.record++
	c.entry = entry{c.sheet(fam), c.entry.given[:0]}
}

// give adds a figure of the record, if it is known.
func (c *counter) give(m measure.Measure, n source.Count) {
	if n.Known {
		c.entry.given = append(c.entry.given, given{m.Place(), n.N})
	}
}

// at adds the record to a slot, once however often it is said.
func (c *counter) at(slot int) {
	if c.seen[slot] == c.record {
		return
	}
	c.seen[slot] = c.record
	e := &c.entry
	e.sheet.entries[slot]++
	sums := e.sheet.sums[slot*e.sheet.width:][:e.sheet.width]
	for _, g := range e.given {
		s := &sums[g.place]
		s.value = plus(s.value, g.n)
		s.reported++
	}
}

// activity adds an activity, if it counts.
func (c *counter) activity(a *catalog.Activity) {
	if !a.Counts() {
		if a.Status == source.Held {
			c.year.private++
		}
		return
	}
	c.begin(measure.OfActivity)
	sessions := a.Sessions
	if !sessions.Known {
		sessions = source.Count{N: 1, Known: true}
	}
	c.give(measure.Activities, source.Count{N: 1, Known: true})
	c.give(measure.Sessions, sessions)
	for i, n := range a.Figures {
		c.give(measure.InActivity[i], n)
	}

	c.at(0)
	c.at(c.layout.month(a.Date.Month))
	for _, county := range a.Counties {
		c.at(c.slot(ByCounty, county.Index))
	}
	if a.Campaign != nil {
		c.at(c.slot(ByCampaign, a.Campaign.Index))
	}
	if a.Form != nil {
		c.at(c.slot(ByForm, a.Form.Index))
	}
	for _, b := range a.Bases {
		c.at(c.slot(ByBase, b.Ordinal))
		if b.Kind != nil {
			c.at(c.slot(ByKind, b.Kind.Index))
		}
	}
	if l := a.Level(); l != nil {
		c.at(c.slot(ByLevel, l.Index))
	}
}

// annual adds a base's return.
func (c *counter) annual(a *catalog.Annual) {
	c.begin(measure.OfReturn)
	for i, n := range a.Figures {
		c.give(measure.InReturn[i], n)
	}
	for i, g := range a.Given {
		c.give(c.indicators[i], g.Count)
	}
	c.at(0)
	c.base(a.Base, date.YearEnd(a.Year), c.at)
	c.at(c.slot(ByBase, a.Base.Ordinal))
	if l := a.Base.LevelAt(date.YearEnd(a.Year)); l != nil {
		c.at(c.slot(ByLevel, l.Index))
	}
}

// base says the slots of the county where a base was on a day, and of its kind.
func (c *counter) base(b *catalog.Base, day date.Date, at func(slot int)) {
	if county := b.CountyAt(day); county != nil {
		at(c.slot(ByCounty, county.Index))
	}
	if b.Kind != nil {
		at(c.slot(ByKind, b.Kind.Index))
	}
}
