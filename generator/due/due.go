// Package due gathers what is to be done about a site's content by the clock: titles that are over or soon will be, plans
// whose day has passed, returns that were not sent, facts that a base's page lacks, pages that wait.
//
// In come the records of a site and a day; out comes a list of Items, plain data in a fixed order. The command `kepu todo`
// prints it, duesheet makes a page of it to put on a desk, and a program that edits the content finds in each item where its form is.
//
// Nothing is counted here that another package works out: titles, returns and silences come from attention, what a base holds and
// which plan has passed from catalog, the marks of unfinished texts from source. Due asks them as of a day, the
// machine's or the one that is named, while the site itself tells all as of its newest record.
//
// # What is on the list
//
// Only what somebody in the office can do something about, with the words for it. What the records do not say is never
// said to be so: a title whose end is written as unknown is to be looked up and is not over; a base of which nothing is logged may
// have done much. Of a base that is one no more nothing is asked. What stands in the way of a build (a missing file, a
// broken date) is no item but an error, and there is no list until that is mended.
//
// An item is on the list once: a batch whose end is to be looked up is one item for all of its bases, a draft with gaps is a
// draft, and a county of which nothing is logged is named only where none of its bases is.
package due

import (
	"cmp"
	"slices"
	"strings"

	"kepu/generator/attention"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/source"
)

// Kind is what an item is about.
type Kind int

// The kinds, in the order in which they are told.
const (
	PlanPast      Kind = iota // a planned activity whose day has passed
	TitleOver                 // a title that is over, with nothing in its place
	TitleEnding               // a title that is over within a year
	ReturnMissing             // an annual return that was not sent
	FileEmpty                 // a file on the site with nothing in it
	FileMissing               // a file that a draft names and that is not there
	Unfinished                // a text with places that are still to be written
	Draft                     // a page that is not published
	TitleUnknown              // a batch of which nobody knows until when it is valid
	NoLocation                // a base whose coordinates are not written
	NoHours                   // … without opening hours, or words on how to book
	NoPhone
	NoPhoto
	Unchecked // nobody has checked its page for two years
	Quiet     // nothing is logged of a base, or of a county, for a year
	kinds
)

// Kinds returns all kinds in their order.
func Kinds() []Kind {
	list := make([]Kind, kinds)
	for i := range list {
		list[i] = Kind(i)
	}
	return list
}

// Urgency is how soon something is to be done.
type Urgency int

// The urgencies, the most urgent first.
const (
	Overdue Urgency = iota // its day has passed, or it is broken
	Soon                   // its day comes within a year, or readers see it as it is
	Someday                // when there is time
)

// Item is one thing to do. What leads to its form is set where it has one: a base, an activity, a year of a return, a page.
type Item struct {
	Kind     Kind
	Urgency  Urgency
	Base     *catalog.Base   // whose it is; nil where it is of none, or of several
	Bases    []*catalog.Base // of a batch or an activity: all of them
	County   *catalog.County // where it is; nil where it is the city's
	Counties []*catalog.County
	Activity *catalog.Activity    // of a plan
	Batch    *catalog.Designation // of a title
	Year     int                  // of a return
	Page     string               // the path in content/ of the page that an Unfinished or a Draft is about

	Place diag.Place // the file and the line; of what is missing, where it is to be written
	Key   string     // the key that is missing or to be changed; "" where it is none
	What  diag.Text  // how it stands, a clause
	Do    diag.Text  // what to do about it, a clause
	Date  date.Date  // when it was or will be due; not known of what has no day
}

// Says is the item as one sentence.
func (i *Item) Says() diag.Text { return diag.T("%s：%s。", "%s: %s.").With(i.What, i.Do) }

// In reports whether the item is of a county.
func (i *Item) In(c *catalog.County) bool { return i.County == c || slices.Contains(i.Counties, c) }

// Of reports whether the item is of a base.
func (i *Item) Of(b *catalog.Base) bool { return i.Base == b || slices.Contains(i.Bases, b) }

// Records are what the list is made from, as package site has them.
type Records struct {
	Catalog *catalog.Catalog
	Figures *figures.Figures
	Parsed  []*source.Parsed // what each file says
	Others  []string         // the paths of the other files of content/
}

// Memory makes one list after the other of a content that is being worked on. The list of the same records and day is at hand, and a file
// that is as it was is not searched again. The zero Memory remembers nothing; one call at a time.
type Memory struct {
	of    *catalog.Catalog
	today date.Date
	list  []Item
	gaps  map[*source.Parsed][]int
}

// List is the function of the same name. What it returns must not be changed.
func (m *Memory) List(r Records, today date.Date) []Item {
	if m.of != r.Catalog || m.today != today || m.of == nil {
		old := m.gaps
		m.gaps = make(map[*source.Parsed][]int, len(r.Parsed))
		m.of, m.today, m.list = r.Catalog, today, list(r, today, func(p *source.Parsed) []int {
			gaps, known := old[p]
			if !known {
				gaps = source.UnfinishedIn(p.File.Text)
			}
			m.gaps[p] = gaps
			return gaps
		})
	}
	return m.list
}

// List returns what is due on a day, the most urgent first, then by county in the order of the site and by base; what is of no one
// county comes after those. It is empty where the day is not known.
func List(r Records, today date.Date) []Item {
	return list(r, today, func(p *source.Parsed) []int { return source.UnfinishedIn(p.File.Text) })
}

// list is List; gaps tells where a file says 待补.
func list(r Records, today date.Date, gaps func(*source.Parsed) []int) []Item {
	if !today.Known() {
		return nil
	}
	l := &lister{Records: r, today: today.First(), files: make(map[string]*source.Parsed, len(r.Parsed)), gaps: gaps}
	l.items = make([]Item, 0, 4*len(r.Catalog.Bases))
	for _, p := range r.Parsed {
		l.files[p.File.Path] = p
	}
	l.city = attention.On(r.Catalog, r.Figures, l.today, l.counted())
	l.plans()
	l.titles()
	l.returns()
	l.assets()
	l.pages()
	l.facts()
	l.quiet()
	slices.SortStableFunc(l.items, order)
	return l.items
}

// order compares two items by their place in the list.
func order(a, b Item) int {
	return cmp.Or(
		cmp.Compare(a.Urgency, b.Urgency), cmp.Compare(countyIndex(&a), countyIndex(&b)), cmp.Compare(baseIndex(&a), baseIndex(&b)),
		cmp.Compare(a.Kind, b.Kind), a.Date.Compare(b.Date), strings.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line))
}

const last = 1 << 30

func countyIndex(i *Item) int {
	if i.County == nil {
		return last
	}
	return i.County.Index
}

func baseIndex(i *Item) int {
	if i.Base == nil {
		return last
	}
	return i.Base.Index
}

// lister is a list while it is made.
type lister struct {
	Records
	today date.Date
	city  *attention.City
	files map[string]*source.Parsed
	gaps  func(*source.Parsed) []int // where a file says 待补
	items []Item
}

func (l *lister) add(i Item) {
	switch {
	case i.Base != nil && i.County == nil:
		i.County = i.Base.County
	case i.Base == nil && len(i.Bases) == 1:
		i.Base = i.Bases[0]
	}
	if i.Counties == nil {
		for _, b := range i.Bases {
			if b.County != nil && !slices.Contains(i.Counties, b.County) {
				i.Counties = append(i.Counties, b.County)
			}
		}
	}
	if i.County == nil && len(i.Counties) == 1 {
		i.County = i.Counties[0]
	}
	l.items = append(l.items, i)
}

// at returns the place of a span in a file of the content; of a span that is not written, the file as a whole.
func (l *lister) at(path string, s source.Span) diag.Place {
	p := l.files[path]
	if p == nil || !s.Written() {
		return diag.Whole(path)
	}
	return s.In(p.File)
}

// counted finds the activities that count in each county.
func (l *lister) counted() func(*catalog.County) []*catalog.Activity {
	of := make([][]*catalog.Activity, len(l.Catalog.Counties))
	for _, a := range l.Catalog.Activities {
		if a.Counts() {
			for _, c := range a.Counties {
				of[c.Index] = append(of[c.Index], a)
			}
		}
	}
	return func(c *catalog.County) []*catalog.Activity { return of[c.Index] }
}

// day is a date in both languages.
func day(d date.Date) diag.Text { return diag.T(d.Chinese(), d.String()) }
