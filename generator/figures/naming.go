package figures

import "kepu/generator/catalog"

// count adds n bases to a measure of the namings.
func (c *counter) count(year int, m Measure, slot int, n int64) {
	if n == 0 {
		return
	}
	s := &c.sheet(year, naming).sums[families[naming].at(slot, m)]
	s.value = plus(s.value, n)
	s.reported = s.value
}

// least marks a measure as one that may be higher, in all and at the level.
func (c *counter) least(year int, m Measure, level *catalog.Level) {
	s := c.sheet(year, naming)
	s.least[families[naming].at(0, m)] = true
	s.least[families[naming].at(c.levels.of(level), m)] = true
}

// designations counts who was named in each year. Where a batch's total is not
// known it is what is listed, and the figure is marked as one that may be higher.
func (c *counter) designations(list []*catalog.Designation) {
	for _, d := range list {
		y := int(d.Date.Year)
		c.count(y, Designated, 0, d.Total)
		c.count(y, Designated, c.levels.of(d.Level), d.Total)
		for _, b := range d.Bases {
			c.base(b, func(slot int) { c.count(y, Designated, slot, 1) })
		}
		if !d.Complete {
			c.least(y, Designated, d.Level)
		}
	}
}

// revocations counts the titles that were taken away in each year: a base that
// loses two levels counts twice, as it does when it is named at two.
func (c *counter) revocations(list []*catalog.Revocation) {
	for _, r := range list {
		y := int(r.Date.Year)
		for _, b := range r.Bases {
			c.count(y, Revoked, 0, 1)
			c.count(y, Revoked, c.levels.of(r.Level), 1)
			c.base(b, func(slot int) { c.count(y, Revoked, slot, 1) })
		}
	}
}

// inForce counts, for the end of every year, the bases with a page and the
// unnamed rests of the batches.
func (c *counter) inForce(cat *catalog.Catalog) {
	for i := range c.f.years {
		y := c.f.first + i
		for _, b := range cat.Bases {
			c.baseInForce(b, y)
		}
		for _, d := range cat.Designations {
			c.restInForce(d, y)
		}
	}
}

// baseInForce counts a base at each level that it holds at the year's end, and
// once in all, in its county and its kind.
func (c *counter) baseInForce(b *catalog.Base, year int) {
	c.record++
	end, held := yearEnd(year), false
	for i := range b.Titles {
		level := b.Titles[i].Designation.Level
		slot := c.levels.of(level)
		if c.seen[slot] == c.record || b.TitleAt(level, end) == nil {
			continue
		}
		c.seen[slot], held = c.record, true
		c.count(year, InForce, slot, 1)
	}
	if held {
		c.count(year, InForce, 0, 1)
		c.base(b, func(slot int) { c.count(year, InForce, slot, 1) })
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
	c.count(year, InForce, 0, rest)
	c.count(year, InForce, c.levels.of(d.Level), rest)
	if !d.Complete {
		c.least(year, InForce, d.Level)
	}
}
