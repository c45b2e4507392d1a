package pages

import (
	"strings"
	"sync"
	"sync/atomic"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/filter"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// index finds what belongs to a county without a look at all bases and activities: a page
// that walks through them costs as much as the site is large, and there are as many pages.
type index struct {
	bases   map[*catalog.County][]*catalog.Base            // parts of Catalog.Bases; nil for those without a county
	counted func() map[*catalog.County][]*catalog.Activity // that count, newest first
	logs    func() map[*catalog.County][]yearCount         // of all records, newest first
	cards   []atomic.Pointer[view.BaseCard]                // by Base.Index: what is the same on every page, made when it is first asked for
}

func (m *maker) makeIndex() index {
	x := index{
		bases:   make(map[*catalog.County][]*catalog.Base, len(m.c.Counties)+1),
		counted: sync.OnceValue(m.countedByCounty),
		logs:    sync.OnceValue(m.logsByCounty),
		cards:   make([]atomic.Pointer[view.BaseCard], len(m.c.Bases)),
	}
	for list := range catalog.Runs(m.c.Bases, func(b *catalog.Base) *catalog.County { return b.County }) {
		x.bases[list[0].County] = list
	}
	return x
}

// countedByCounty finds the activities that count in each county.
func (m *maker) countedByCounty() map[*catalog.County][]*catalog.Activity {
	counted := make(map[*catalog.County][]*catalog.Activity, len(m.c.Counties))
	for _, a := range m.c.Activities {
		if a.Counts() {
			for _, c := range a.Counties {
				counted[c] = append(counted[c], a)
			}
		}
	}
	return counted
}

// yearCount is how many records a year has.
type yearCount struct{ year, records int }

// logsByCounty counts the records of each county by year, those that do not count in figures too: it is what the list of the
// year shows when it is asked for the county.
func (m *maker) logsByCounty() map[*catalog.County][]yearCount {
	logs := make(map[*catalog.County][]yearCount, len(m.c.Counties))
	for _, a := range m.c.Activities { // the newest first
		year := int(a.Date.Year)
		for _, c := range a.Counties {
			list := logs[c]
			if n := len(list); n == 0 || list[n-1].year != year {
				list = append(list, yearCount{year: year})
			}
			list[len(list)-1].records++
			logs[c] = list
		}
	}
	return logs
}

// mostNeighbours is how many of its county's other bases a base's page names. In a large
// county all of them would be more than half of the page, on each of their pages.
const mostNeighbours = 12

// neighbours returns bases of b's county: all others, or those that follow it in the list,
// going round, so that each is named on as many pages.
func (x *index) neighbours(b *catalog.Base) (list []*catalog.Base, all bool) {
	of := x.bases[b.County]
	n := len(of) - 1
	if n <= mostNeighbours {
		for _, other := range of {
			if other != b {
				list = append(list, other)
			}
		}
		return list, true
	}
	for i := range mostNeighbours {
		list = append(list, of[(b.Index-of[0].Index+1+i)%len(of)])
	}
	return list, false
}

// card makes a base for a list on the page at p.
func (m *maker) card(p string, b *catalog.Base) view.BaseCard {
	at := &m.index.cards[b.Index]
	shared := at.Load()
	if shared == nil {
		shared = new(m.makeCard(b))
		at.Store(shared) // another goroutine may do the same: the cards are equal
	}
	c := *shared
	c.URL = address.Link(p, c.URL)
	if p == address.Directory {
		c.Facets = filter.Base(b, m.c.AsOf)
		c.Latest = "" // it is long enough without
	}
	if c.Cover != nil {
		cover := *c.Cover
		cover.URL = address.Link(p, cover.URL)
		c.Cover = &cover
	}
	return c
}

// makeCard makes what is the same of b on every page; its addresses are from the root.
func (m *maker) makeCard(b *catalog.Base) view.BaseCard {
	c := view.BaseCard{
		Name: b.Name, URL: address.Base(b), Summary: b.Summary, Address: b.Address,
		Free: b.Free != nil && *b.Free, Fee: b.Fee, HoursData: m.hoursData(b),
	}
	if c.HoursData != "" && b.Until.Known() {
		c.HoursEnd = b.Until.Last().String()
	}
	if b.County != nil {
		c.County = b.County.Name
	}
	if b.Kind != nil {
		c.Kind, c.KindID = b.Kind.Name, b.Kind.ID
	}
	c.Seal = b.Kind.Seal().ID
	l, level, note := standing.Level(b, m.c.AsOf, "")
	c.Level, c.LevelNote = level, note
	if l != nil {
		c.LevelID, c.LevelRank = l.ID, l.Rank
		c.LevelDays, c.Levels = standing.LevelDays(b, m.c.AsOf, ""), standing.LevelTurns(b, m.c.AsOf)
	}
	if c.Summary == "" {
		c.Summary = m.summaryOf(b.Body)
	}
	var titles []string
	for i := range b.Titles {
		t := &b.Titles[i]
		words := t.Designation.Level.Name + " " + t.Designation.Date.Chinese()
		if became, _, inForce := standing.Title(b, t, m.c.AsOf); !inForce && became != "" {
			words += " " + became
		}
		titles = append(titles, words)
	}
	c.Titles = strings.Join(titles, "、")
	c.Rating = latestRating(b)
	if b.Cover != nil { // it is small on a card
		c.Cover = &view.Image{URL: address.Photo(b.Cover, m.widths(b.Cover)[0]), Alt: b.Name, Width: b.Cover.Picture.Width, Height: b.Cover.Picture.Height}
	}
	for _, a := range b.Activities {
		if a.Counts() {
			c.Latest = "最近活动：" + a.Date.Chinese()
			break
		}
	}
	return c
}
