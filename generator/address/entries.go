package address

import (
	"fmt"
	"slices"
	"sort"
	"strconv"

	"kepu/generator/catalog"
)

// MostEntries is how many activities, or cards of bases, a page lists. A row of a year's log
// is about a kilobyte of its page, and so is a card. Beyond about 500 KB a telephone scrolls
// badly and a slow line takes a minute.
const MostEntries = 400

// MostInFull is how many activities the page of a year tells in full. A row of it is 90 bytes as it is sent; with
// more of them the page would be over 20 kB with its style, and forty screens of a telephone.
const MostInFull = 60

// MostInPart is how many a page with a part of a year has: a hundred bytes each as it is sent.
const MostInPart = 75

// Entries says on which page an activity is listed in full. Where a year has more than
// MostInFull there is a page for each month and more where a month has too many; the page of the year names its
// activities, or, when there are more than MostEntries, is a list of contents. It keeps its address and the anchors of its
// months, and those of its activities while it names them.
type Entries struct {
	years map[int][]*catalog.Activity
	parts map[int][]*Part
}

// Part is a page with a part of a year's activities.
type Part struct {
	Address    string
	Name       string              // "5月", "5月（二）"
	ID         string              // the anchor of the month on the year's page; "" for a month's later parts
	MonthID    string              // the anchor of the month on this page
	Activities []*catalog.Activity // one or more, as they stand in the catalog
}

// List divides the activities of a catalog among pages.
func List(activities []*catalog.Activity) *Entries {
	e := &Entries{map[int][]*catalog.Activity{}, map[int][]*Part{}}
	for list := range catalog.Runs(activities, func(a *catalog.Activity) int16 { return a.Date.Year }) {
		year := int(list[0].Date.Year)
		e.years[year] = list
		if len(list) <= MostInFull {
			continue
		}
		for month := range catalog.Runs(list, func(a *catalog.Activity) int8 { return a.Date.Month }) {
			e.parts[year] = append(e.parts[year], parts(month)...)
		}
	}
	return e
}

// parts divides the activities of a month among pages.
func parts(month []*catalog.Activity) []*Part {
	first := month[0]
	name, id := Month(first)
	var out []*Part
	for list := range slices.Chunk(month, MostInPart) {
		n := len(out) + 1
		part := &Part{
			Address: monthPage(int(first.Date.Year), int(first.Date.Month), n),
			Name:    fmt.Sprintf("%s（%d）", name, n), MonthID: id, Activities: list,
		}
		if n == 1 {
			part.Name, part.ID = name, id
		}
		out = append(out, part)
	}
	return out
}

// monthPage returns the address of the n-th page, from 1, of a year's month; 0 is no month.
func monthPage(year, month, n int) string {
	name := fmt.Sprintf("activities/%d-%02d", year, month)
	if n > 1 {
		name += "-" + strconv.Itoa(n)
	}
	return name + ".html"
}

// Month returns the name of an activity's month, "5月", and its anchor on a page of the year.
func Month(a *catalog.Activity) (name, id string) {
	if a.Date.Month == 0 {
		return "月份未注明", "m-unknown"
	}
	return fmt.Sprintf("%d月", a.Date.Month), fmt.Sprintf("m-%d", a.Date.Month)
}

// Of returns the activities of a year, the newest first.
func (e *Entries) Of(year int) []*catalog.Activity { return e.years[year] }

// Named reports whether the page of a year names all of its activities.
func (e *Entries) Named(year int) bool { return len(e.years[year]) <= MostEntries }

// Parts returns the pages of a year that has too many activities for its own; else nil.
func (e *Entries) Parts(year int) []*Part { return e.parts[year] }

// Page returns the page that lists an activity in full.
func (e *Entries) Page(a *catalog.Activity) string {
	parts := e.parts[int(a.Date.Year)]
	if len(parts) == 0 {
		return Year(int(a.Date.Year))
	}
	after := sort.Search(len(parts), func(i int) bool { return parts[i].Activities[0].Index > a.Index })
	return parts[after-1].Address
}

// Entry returns where on that page it stands.
func (e *Entries) Entry(a *catalog.Activity) string { return e.Page(a) + "#" + EntryID(a) }
