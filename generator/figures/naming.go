package figures

import (
	"kepu/generator/catalog"
	"kepu/generator/date"
)

// count adds n bases to a measure of the namings.
func (c *counter) count(m Measure, slot int, n int64) {
	if n == 0 {
		return
	}
	s := &c.sheet(naming).sums[families[naming].at(slot, m)]
	s.value = plus(s.value, n)
	s.reported = s.value
}

// least marks a measure as one that may be higher, in all and at the level.
func (c *counter) least(m Measure, level *catalog.Level) {
	s := c.sheet(naming)
	s.least[families[naming].at(0, m)] = true
	s.least[families[naming].at(c.slot(ByLevel, level.At), m)] = true
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
	c.standing(cat, y)
}

// designation counts who was named. Where a batch's total is not known it is what is
// listed, and the figure is marked as one that may be higher.
func (c *counter) designation(d *catalog.Designation) {
	c.count(Designated, 0, d.Total)
	c.count(Designated, c.slot(ByLevel, d.Level.At), d.Total)
	for _, b := range d.Bases {
		c.base(b, func(slot int) { c.count(Designated, slot, 1) })
	}
	if !d.Complete {
		c.least(Designated, d.Level)
	}
}

// revocation counts the titles that were taken away: a base that loses two levels counts
// twice, as it does when it is named at two.
func (c *counter) revocation(r *catalog.Revocation) {
	n := int64(len(r.Bases) + len(r.Others))
	c.count(Revoked, 0, n)
	c.count(Revoked, c.slot(ByLevel, r.Level.At), n)
	for _, b := range r.Bases {
		c.base(b, func(slot int) { c.count(Revoked, slot, 1) })
	}
}

// standing counts what is in force at a year's end.
func (c *counter) standing(cat *catalog.Catalog, year int) {
	end := yearEnd(year)
	for _, b := range cat.Bases {
		if c.holder(b.Titles, end) {
			c.base(b, func(slot int) { c.count(InForce, slot, 1) })
		}
	}
	for _, o := range cat.Others {
		c.holder(o.Titles, end)
	}
	for _, d := range cat.Designations {
		if rest := d.Rest(); !rest.At(end).Holds() {
			continue
		}
		c.count(InForce, 0, d.Unlisted())
		c.count(InForce, c.slot(ByLevel, d.Level.At), d.Unlisted())
		if !d.Complete {
			c.least(InForce, d.Level)
		}
	}
}

// holder counts a base once at each level that it holds, by however many lines, and once
// in all. It reports whether it holds any.
func (c *counter) holder(titles []catalog.Title, end date.Date) (held bool) {
	c.record++
	for i := range titles {
		slot := c.slot(ByLevel, titles[i].Designation.Level.At)
		if c.seen[slot] == c.record || !titles[i].At(end).Holds() {
			continue
		}
		c.seen[slot], held = c.record, true
		c.count(InForce, slot, 1)
	}
	if held {
		c.count(InForce, 0, 1)
	}
	return held
}
