package figures_test

import (
	"fmt"
	"math/rand"
	"slices"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/source"
)

// dice makes small contents at random, with everything that makes counting hard:
// figures that are not known or zero, dates known to the month or year, several
// bases and counties, bases that moved or are one no more, private forms, activities that
// were not held, namings by several lines, with unnamed rests, without an end that is known,
// and at least so many; names without a page and with one that is a draft; revocations before,
// on and after a naming.
type dice struct{ *rand.Rand }

func randomPlain(seed int64) plain {
	r := dice{rand.New(rand.NewSource(seed))}
	c := &catalog.Catalog{}
	p := plain{Catalog: c, drafts: map[*catalog.Other]*catalog.County{}, absent: map[*catalog.Activity]*catalog.Other{}, given: map[*catalog.Annual]map[string]string{}}
	for i := range max(1, r.Intn(4)) {
		c.Counties = append(c.Counties, &catalog.County{ID: fmt.Sprintf("c%d", i), Name: fmt.Sprintf("示例%d县", i)})
	}
	ranks := r.Perm(3) // the order of the list says nothing of what is high
	for i := range 1 + r.Intn(3) {
		c.Levels = append(c.Levels, &catalog.Level{ID: fmt.Sprintf("l%d", i), Name: fmt.Sprintf("%d级", i), Rank: 2*ranks[i] + 1})
	}
	for i := range r.Intn(3) {
		c.Kinds = append(c.Kinds, &catalog.Kind{ID: fmt.Sprintf("k%d", i), Name: fmt.Sprintf("类型%d", i)})
	}
	for i := range r.Intn(3) {
		c.Campaigns = append(c.Campaigns, &catalog.Campaign{ID: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("示例周%d", i)})
	}
	for i := range r.Intn(4) {
		c.Forms = append(c.Forms, &catalog.Form{ID: fmt.Sprintf("f%d", i), Name: fmt.Sprintf("形式%d", i), Private: i == 1})
	}
	for i := range r.Intn(6) {
		c.Bases = append(c.Bases, &catalog.Base{
			Base: &source.Base{Name: fmt.Sprintf("虚构基地%d", i)}, ID: fmt.Sprintf("b%d", i),
			County: one(r, c.Counties), Kind: maybe(r, c.Kinds),
		})
	}
	for _, b := range c.Bases {
		if r.Intn(4) == 0 {
			b.Until.Date = r.date()
		}
		if r.Intn(3) == 0 {
			b.Before = []catalog.Stay{{County: one(r, c.Counties), Until: r.date()}}
			if until := r.date(); b.Before[0].Until.Last().Before(until.First()) {
				b.Before = append(b.Before, catalog.Stay{County: one(r, c.Counties), Until: until})
			}
		}
	}
	for i := range r.Intn(5) {
		o := &catalog.Other{Name: fmt.Sprintf("虚构的没有网页的基地%d", i), Index: i}
		if r.Intn(3) == 0 {
			p.drafts[o] = one(r, c.Counties)
		}
		c.Others = append(c.Others, o)
	}
	var named []*catalog.Other // a revocation of others is about a name
	for range r.Intn(9) {
		d := r.designation(c)
		c.Designations = append(c.Designations, d)
		named = append(named, d.Others...)
	}
	slices.SortFunc(named, func(a, b *catalog.Other) int { return a.Index - b.Index })
	named = slices.Compact(named)
	for range r.Intn(5) {
		v := &catalog.Revocation{
			Level: one(r, c.Levels), Date: r.date(), Bases: some(r, c.Bases, 2), Others: some(r, named, 1),
			HasLine: r.Intn(3) == 0, Line: lines[r.Intn(len(lines))],
		}
		if len(v.Bases)+len(v.Others) > 0 {
			c.Revocations = append(c.Revocations, v)
		}
	}
	slices.SortStableFunc(c.Designations, func(a, b *catalog.Designation) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(c.Revocations, func(a, b *catalog.Revocation) int { return a.Date.Compare(b.Date) })
	for range r.Intn(15) {
		c.Activities = append(c.Activities, r.activity(p))
	}
	for _, b := range c.Bases {
		for y := 2014; y < 2018; y++ {
			if r.Intn(3) == 0 {
				a := &catalog.Annual{Annual: &source.Annual{}, Base: b}
				a.Year = y
				for i := range a.Figures {
					a.Figures[i] = r.count()
				}
				c.Annuals = append(c.Annuals, a)
			}
		}
	}
	for i := range r.Intn(4) {
		p.asked = append(p.asked, r.indicator(i))
	}
	for _, a := range c.Annuals {
		p.given[a] = map[string]string{}
		for _, x := range p.asked {
			if n := r.number(x.decimals); n != "" && x.in(a.Year) {
				p.given[a][x.id] = n
			}
		}
	}
	return p
}

func (r dice) indicator(i int) asked {
	x := asked{id: fmt.Sprintf("i_%d", i), name: fmt.Sprintf("虚构指标%d", i), unit: []string{"人", "件", "平方米", "万元", "元"}[r.Intn(5)]}
	x.decimals = x.unit == "平方米" || x.unit == "万元"
	x.stock = r.Intn(2) == 0
	if r.Intn(3) == 0 {
		x.since = 2014 + r.Intn(4)
	}
	if r.Intn(3) == 0 {
		x.until = max(x.since, 2013+r.Intn(5))
	}
	return x
}

// number is nothing, or a number as staff write it; those with decimals are no sums of halves.
func (r dice) number(decimals bool) string {
	switch n := r.Intn(12); {
	case n < 4:
		return ""
	case n == 4:
		return "0"
	case decimals && n < 8:
		return fmt.Sprintf("%d.%d", r.Intn(3), r.Intn(10))
	case decimals && n < 10:
		return fmt.Sprintf("%d.%04d", r.Intn(2000), r.Intn(10000))
	}
	return fmt.Sprint(r.Intn(400))
}

// lines are those by which a level is given.
var lines = []string{"", "科技厅", "教育局"}

func (r dice) date() date.Date {
	d := date.Date{Year: int16(2014 + r.Intn(4))}
	if r.Intn(4) > 0 {
		d.Month = int8(1 + r.Intn(12))
		if r.Intn(3) > 0 {
			d.Day = int8(1 + r.Intn(28))
		}
	}
	return d
}

// count is not known, zero or some.
func (r dice) count() source.Count {
	switch r.Intn(4) {
	case 0, 1:
		return source.Count{}
	case 2:
		return source.Count{N: 0, Known: true}
	}
	return source.Count{N: int64(r.Intn(365)), Known: true} // also of days of a year
}

func (r dice) designation(c *catalog.Catalog) *catalog.Designation {
	d := &catalog.Designation{
		Level: one(r, c.Levels), Date: r.date(), Bases: some(r, c.Bases, 3), Complete: r.Intn(5) > 0,
	}
	d.Others = some(r, c.Others, 2)
	if r.Intn(3) == 0 {
		d.Line = lines[1+r.Intn(2)]
	}
	d.Total = max(1, int64(len(d.Bases)+len(d.Others)+r.Intn(3)))
	if r.Intn(2) == 0 {
		d.ValidUntil = r.date()
		d.ValidUntil.Year = max(d.Date.Year, d.ValidUntil.Year) + int16(r.Intn(2))
		if d.ValidUntil.Last().Before(d.Date.First()) {
			d.ValidUntil.Year++
		}
	} else if r.Intn(2) == 0 {
		d.NoEndKnown = true
	}
	return d
}

func (r dice) activity(p plain) *catalog.Activity {
	c := p.Catalog
	a := &catalog.Activity{Activity: &source.Activity{}, Bases: some(r, c.Bases, 3), Campaign: maybe(r, c.Campaigns), Form: maybe(r, c.Forms)}
	a.Date.Date = r.date()
	if r.Intn(5) == 0 {
		a.Status = source.Status(r.Intn(4))
	}
	drafts := some(r, c.Others, 1)
	if len(drafts) > 0 && p.drafts[drafts[0]] != nil {
		p.absent[a] = drafts[0]
	}
	a.Counties = some(r, c.Counties, 1)
	if len(a.Counties) == 1 {
		a.Place = a.Counties[0].ID // as the log has it
	} else {
		for _, b := range a.Bases {
			if county := countyAt(b, firstDay(a.Date.Date)); !slices.Contains(a.Counties, county) {
				a.Counties = append(a.Counties, county)
			}
		}
		if county := p.drafts[p.absent[a]]; county != nil && !slices.Contains(a.Counties, county) {
			a.Counties = append(a.Counties, county)
		}
	}
	a.Sessions = r.count()
	for i := range a.Figures {
		a.Figures[i] = r.count()
	}
	return a
}

func one[T any](r dice, list []*T) *T { return list[r.Intn(len(list))] }

func maybe[T any](r dice, list []*T) *T {
	if len(list) == 0 || r.Intn(3) == 0 {
		return nil
	}
	return one(r, list)
}

// some returns up to n of the list, each once, in any order.
func some[T any](r dice, list []*T, n int) []*T {
	var chosen []*T
	for _, i := range r.Perm(len(list))[:min(len(list), r.Intn(n+1))] {
		chosen = append(chosen, list[i])
	}
	return chosen
}

// link gives the bases of a catalog made by hand their titles, activities and returns, as
// catalog.Link does.
func link(c *catalog.Catalog) {
	c.LinkTitles()
	for _, b := range c.Bases {
		for _, a := range c.Activities {
			if slices.Contains(a.Bases, b) {
				b.Activities = append(b.Activities, a)
			}
		}
		for _, a := range c.Annuals {
			if a.Base == b {
				b.Annuals = append(b.Annuals, a)
			}
		}
	}
}
