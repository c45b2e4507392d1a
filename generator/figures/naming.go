package figures

import "kepu/generator/catalog"

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
	for _, b := range cat.Bases {
		c.baseInForce(b, y)
	}
	for _, d := range cat.Designations {
		c.restInForce(d, y)
	}
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
	for _, b := range r.Bases {
		c.count(Revoked, 0, 1)
		c.count(Revoked, c.slot(ByLevel, r.Level.At), 1)
		c.base(b, func(slot int) { c.count(Revoked, slot, 1) })
	}
}

// baseInForce counts a base at each level that it holds at the year's end, and
// once in all, in its county and its kind.
func (c *counter) baseInForce(b *catalog.Base, year int) {
	c.record++
	end, held := yearEnd(year), false
	for i := range b.Titles {
		level := b.Titles[i].Designation.Level
		slot := c.slot(ByLevel, level.At)
		if c.seen[slot] == c.record || b.TitleAt(level, end) == nil {
			continue
		}
		c.seen[slot], held = c.record, true
		c.count(InForce, slot, 1)
	}
	if held {
		c.count(InForce, 0, 1)
		c.base(b, func(slot int) { c.count(InForce, slot, 1) })
	}
}

// restInForce counts the bases of a batch that have no page, from its date until
// its valid_until. A base without a page cannot be revoked.
func (c *counter) restInForce(d *catalog.Designation, year int) {
	end := yearEnd(year)
	if end.Before(d.Date) || d.ValidUntil.Known() && d.ValidUntil.Last().Before(end) {
		return
	}
	rest := d.Total - int64(len(d.Bases))
	c.count(InForce, 0, rest)
	c.count(InForce, c.slot(ByLevel, d.Level.At), rest)
	if !d.Complete {
		c.least(InForce, d.Level)
	}
}
