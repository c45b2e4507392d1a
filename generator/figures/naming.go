package figures

import (
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/measure"
)

// count adds n bases to a measure of the namings.
func (c *counter) count(m measure.Measure, slot int, n int64) {
	if n == 0 {
		return
	}
	sheet := c.sheet(measure.OfNaming)
	s := &sheet.sums[sheet.at(slot, m)]
	s.value = plus(s.value, n)
	s.reported = s.value
}

// markLowerBound marks a measure as one that may be higher, in all and at the level.
func (c *counter) markLowerBound(m measure.Measure, level *catalog.Level) {
	s := c.sheet(measure.OfNaming)
	s.lowerBound[s.at(0, m)] = true
	s.lowerBound[s.at(c.slot(ByLevel, level.Index), m)] = true
}

// namings counts who was named in the year, whose title was taken away, and what is in
// force at its end.
func (c *counter) namings(cat *catalog.Catalog, y int) {
	for _, d := range cat.Designations {
		if int(d.Date.Year) == y {
			c.designation(d)
		}
	}
	for _, r := range cat.Revocations {
		if int(r.Date.Year) == y {
			c.revocation(r)
		}
	}
	c.begun(cat, y)
	c.standing(cat)
}

// begun marks what a naming by the year's end is about: of the rest it is not known that
// nothing is in force.
func (c *counter) begun(cat *catalog.Catalog, y int) {
	for _, d := range cat.Designations {
		if int(d.Date.Year) > y {
			continue
		}
		s := c.sheet(measure.OfNaming)
		s.begun[0], s.begun[c.slot(ByLevel, d.Level.Index)] = true, true
		for _, b := range d.Bases {
			c.base(b, c.end, func(slot int) { s.begun[slot] = true })
		}
	}
}

// unplaced marks that a measure counts bases of which no county or no kind is known.
func (c *counter) unplaced(m measure.Measure, d ...Dimension) {
	for _, d := range d {
		c.sheet(measure.OfNaming).unplaced[m.Place()][d] = true
	}
}

// bases counts bases with a page where they were on a day.
func (c *counter) bases(m measure.Measure, list []*catalog.Base, day date.Date) {
	for _, b := range list {
		c.base(b, day, func(slot int) { c.count(m, slot, 1) })
		if b.Kind == nil {
			c.unplaced(m, ByKind)
		}
	}
}

// designation counts who was named. Where a batch's total is not known it is what is
// listed, and the figure is marked as one that may be higher.
func (c *counter) designation(d *catalog.Designation) {
	c.count(measure.Designated, 0, d.Total)
	c.count(measure.Designated, c.slot(ByLevel, d.Level.Index), d.Total)
	c.bases(measure.Designated, d.Bases, d.Date)
	if d.Nameless() {
		c.unplaced(measure.Designated, ByCounty, ByKind)
	}
	if !d.Complete {
		c.markLowerBound(measure.Designated, d.Level)
	}
}

// revocation counts the titles that were taken away: a base that loses two levels counts
// twice, as it does when it is named at two.
func (c *counter) revocation(r *catalog.Revocation) {
	n := int64(len(r.Bases) + len(r.Others))
	c.count(measure.Revoked, 0, n)
	c.count(measure.Revoked, c.slot(ByLevel, r.Level.Index), n)
	c.bases(measure.Revoked, r.Bases, r.Date)
	if len(r.Others) > 0 {
		c.unplaced(measure.Revoked, ByCounty, ByKind)
	}
}

// standing counts what is in force at the end, and what may be.
func (c *counter) standing(cat *catalog.Catalog) {
	end := c.end
	for _, b := range cat.Bases {
		if s := c.holder(b.Titles, end); s.MayHold() {
			c.base(b, end, func(slot int) { c.held(slot, 1, s) })
			if b.Kind == nil {
				c.unplaced(measure.InForce, ByKind)
			}
		}
	}
	for _, o := range cat.Others {
		if c.holder(o.Titles, end).MayHold() {
			c.unplaced(measure.InForce, ByCounty, ByKind)
		}
	}
	for _, d := range cat.Designations {
		rest := d.Rest()
		s := rest.At(end)
		if !s.MayHold() {
			continue
		}
		if d.Unlisted() > 0 || !d.Complete {
			c.unplaced(measure.InForce, ByCounty, ByKind)
		}
		level := c.slot(ByLevel, d.Level.Index)
		c.held(0, d.Unlisted(), s)
		c.held(level, d.Unlisted(), s)
		if d.Complete {
			continue
		}
		if s.Holds() {
			c.markLowerBound(measure.InForce, d.Level)
		} else {
			c.sheet(measure.OfNaming).unsureLowerBound[0], c.sheet(measure.OfNaming).unsureLowerBound[level] = true, true
		}
	}
}

// held counts n bases in force, or that may be.
func (c *counter) held(slot int, n int64, s catalog.Standing) {
	if s.Holds() {
		c.count(measure.InForce, slot, n)
	} else if n > 0 {
		may := &c.sheet(measure.OfNaming).entries[slot]
		*may = plus(*may, n)
	}
}

// holder counts a base once at each level that it holds, by however many lines, and once
// in all: as certain where one of its titles is. It returns the best standing of any.
func (c *counter) holder(titles []catalog.Title, end date.Date) (best catalog.Standing) {
	c.record++
	for _, certain := range []bool{true, false} {
		for i := range titles {
			slot, s := c.slot(ByLevel, titles[i].Designation.Level.Index), titles[i].At(end)
			if !s.MayHold() || s.Holds() != certain || c.seen[slot] == c.record {
				continue
			}
			c.seen[slot] = c.record
			c.held(slot, 1, s)
			best = max(best, s)
		}
	}
	if best.MayHold() {
		c.held(0, 1, best)
	}
	return best
}
