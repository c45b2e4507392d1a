package pages

import (
	"fmt"
	"iter"
	"slices"
	"sort"

	"kepu/generator/catalog"
)

// # Pages stay readable
//
// A row of a year's log is about a kilobyte of its page, and so is a base's card. Beyond
// about 500 KB a telephone scrolls badly and a slow line takes a minute, so where a year
// has more entries than mostEntries its page becomes a list of contents, with a page for each
// month and more where a month has too many; the page of the year keeps its address
// and the anchors of its months. The directory of more bases than that leads to the counties'
// pages, which have the cards anyway, or names where there are many, and so does the large map
// (map_counts.go). Lists that stand on other pages (of a county's activities,
// of a batch's bases) tell the newest or first ones and say where the others are.

const (
	mostEntries = 400 // activities or cards on a page
	mostRows    = 200 // short rows that a page has beside its main matter, and cards beside a map
)

// yearPart is a page with a part of a year's activities.
type yearPart struct {
	address  string
	name     string              // "5月", "5月（二）"
	id       string              // the anchor of the month on the year's page; "" for a month's later parts
	anchor   string              // of the month
	activity []*catalog.Activity // one or more, as they stand in the catalog
}

// runs returns the parts of a list that has those with the same key beside one another.
// It looks at a few of each part only: there may be a hundred thousand activities, and
// a preview lays out the site at every save.
func runs[T any, K comparable](list []T, key func(T) K) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for len(list) > 0 {
			k := key(list[0])
			n := sort.Search(len(list), func(i int) bool { return key(list[i]) != k })
			if !yield(list[:n:n]) {
				return
			}
			list = list[n:]
		}
	}
}

// logMonth returns the name and the anchor of an activity's month.
func logMonth(a *catalog.Activity) (name, id string) {
	if a.Date.Month == 0 {
		return "月份未注明", "m-unknown"
	}
	return fmt.Sprintf("%d月", a.Date.Month), fmt.Sprintf("m-%d", a.Date.Month)
}

// splitYears finds the years that need several pages.
func (m *maker) splitYears() {
	m.yearParts = map[int][]*yearPart{}
	for year, list := range m.years {
		if len(list) <= mostEntries {
			continue
		}
		for month := range runs(list, func(a *catalog.Activity) int8 { return a.Date.Month }) {
			m.yearParts[year] = append(m.yearParts[year], monthParts(month)...)
		}
	}
}

// monthParts divides the activities of a month among pages.
func monthParts(month []*catalog.Activity) []*yearPart {
	first := month[0]
	name, anchor := logMonth(first)
	var out []*yearPart
	for list := range slices.Chunk(month, mostEntries) {
		n := len(out) + 1
		part := &yearPart{
			address: yearPartAddress(int(first.Date.Year), int(first.Date.Month), n),
			name:    fmt.Sprintf("%s（%d）", name, n), anchor: anchor, activity: list,
		}
		if n == 1 {
			part.name, part.id = name, anchor
		}
		out = append(out, part)
	}
	return out
}

// rowAddress returns the page that lists the activity in full.
func (m *maker) rowAddress(a *catalog.Activity) string {
	parts := m.yearParts[int(a.Date.Year)]
	if len(parts) == 0 {
		return yearAddress(int(a.Date.Year))
	}
	after := sort.Search(len(parts), func(i int) bool { return parts[i].activity[0].Index > a.Index })
	return parts[after-1].address
}

// yearPages adds the pages of a year.
func (m *maker) yearPages(year int) {
	m.page(yearAddress(year), "activities-year", func() any { return m.activitiesYear(year) }, m.key(func(g *gathering) { m.addYear(g, year) }))
	parts := m.yearParts[year]
	for i, part := range parts {
		m.page(part.address, "activities-year", func() any { return m.activitiesPart(year, i) }, m.key(func(g *gathering) { m.addPart(g, parts, i) }))
	}
}

// activitiesPart makes the page of the i-th part of a year.
func (m *maker) activitiesPart(year, i int) ActivitiesYear {
	parts := m.yearParts[year]
	part := parts[i]
	p := part.address
	title := fmt.Sprintf("%d年%s活动记录", year, part.name)
	v := ActivitiesYear{
		Frame: m.frame(p, title, fmt.Sprintf("%d年%s的科普活动：时间、地点、主办基地和参加人次", year, part.name),
			Link{"活动记录", link(p, activitiesAddress)}, Link{fmt.Sprintf("%d年", year), link(p, yearAddress(year))}),
		Year: year, Part: part.name, Total: len(part.activity), Filter: m.activityFilter(part.activity),
		Months: []MonthGroup{{Name: part.name, ID: part.anchor, Items: m.items(p, part.activity)}},
	}
	v.column(title, v.Description, "信息公开")
	turn := func(i int) *Link {
		if i < 0 || i >= len(parts) {
			return nil
		}
		return &Link{parts[i].name, link(p, parts[i].address)}
	}
	v.Previous, v.Next = turn(i+1), turn(i-1) // the newest stands first
	return v
}

// yearContents lists the parts of a year for its page.
func (m *maker) yearContents(p string, year int) []PartItem {
	var out []PartItem
	for _, part := range m.yearParts[year] {
		out = append(out, PartItem{ID: part.id, Name: part.name, URL: link(p, part.address), Count: len(part.activity)})
	}
	return out
}
